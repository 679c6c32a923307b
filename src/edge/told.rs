//! Findings with their sentences, for answers that are no problem documents.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::context::Context;
use crate::language::finding::Finding;
use crate::language::sentence;

/// A finding and its sentence in the caller's language.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ToldFinding {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// Its sentence.
    pub detail: String,
}

/// Findings with their sentences.
pub fn told(context: &Context, findings: Vec<Finding>) -> Vec<ToldFinding> {
    let tell = |finding: Finding| ToldFinding {
        detail: sentence(context.locale, &finding),
        finding,
    };
    findings.into_iter().map(tell).collect()
}
