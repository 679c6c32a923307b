//! Whether, when and how schools draw forms for their own classes.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A document that has this key lets schools draw; without it forms come from the owner alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawRule {
    /// First day of drawing; the first day of the term, where a calendar says it, else of the school
    /// year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day of drawing and of the sitting; the last day of the term, else of the school year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Where the form comes from.
    #[serde(default)]
    pub forms: DrawnForms,
    /// Most forms a class may draw.
    #[serde(default = "DrawRule::two")]
    #[schemars(range(min = 1, max = 100))]
    pub per_class: u32,
    /// How many days before the day of the sitting the copies of a secure form open.
    #[serde(default)]
    #[schemars(range(max = 366))]
    pub copy_days_before: u32,
}

impl DrawRule {
    fn two() -> u32 {
        2
    }
}

/// Where a drawn form comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DrawnForms {
    /// One of the forms that the owner has locked.
    #[default]
    Prepared,
    /// A form of its own, assembled and locked when it is asked for.
    Assembled,
}
