//! Reports and appeals.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::Minutes;

/// A report: a name, or a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ReportRule {
    /// A report by name.
    Name(String),
    /// A report with its key and content.
    Rule(ReportDocument),
}

/// A report with its key and content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportDocument {
    /// Kind of report.
    #[serde(rename = "type")]
    pub report_type: String,
    /// One report for each combination of these.
    pub key: Vec<String>,
    /// What it shows.
    #[serde(default)]
    pub content: Vec<String>,
    /// Cells with fewer candidates are suppressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppress_below_n: Option<u32>,
}

/// Appeals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Appeals {
    /// Appeals on content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ContentAppeal>,
    /// When technical appeals are taken (`during_test`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technical: Option<String>,
    /// Possible decisions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<String>,
}

/// Appeals on content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentAppeal {
    /// Minutes after the end of the test.
    pub within_min_after_end: Minutes,
    /// Reasons must be given.
    #[serde(default)]
    pub reasons_required: bool,
}
