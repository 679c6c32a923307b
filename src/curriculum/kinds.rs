//! The closed lists of a programme. The curriculum stands left of the bank, so it has its own
//! thinking level with the bank's spellings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether a subject is a first or a second language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubjectRole {
    /// First language.
    L1,
    /// Second language.
    L2,
    /// Not a language, or no role.
    #[default]
    None,
}

/// Thinking level KU/AP/HO of an objective.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum ObjectiveThinking {
    /// Knowledge and understanding.
    #[serde(rename = "KU")]
    Ku,
    /// Application.
    #[serde(rename = "AP")]
    Ap,
    /// Higher-order skills.
    #[serde(rename = "HO")]
    Ho,
}
