//! A constraint as recounted: what was asked for and what the form has.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::Hundredths;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Items.
    Items,
    /// Points.
    Points,
    /// Minutes.
    Minutes,
    /// Stimuli.
    Stimuli,
    /// Forms.
    Forms,
    /// Candidates.
    Candidates,
    /// Days.
    Days,
    /// Fisher information.
    Information,
    /// Units of the attribute that a rule names.
    Attribute,
    /// A share, of 1.
    Share,
    /// Positions.
    Positions,
}

/// One constraint: what was asked for and what the form has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Achieved {
    /// Kind of constraint (`row`, `thinking_share` …).
    pub kind: String,
    /// What it is about: row, level, section, pair of forms; empty for the whole form.
    pub about: String,
    /// At least this.
    pub min: Option<Hundredths>,
    /// At most this.
    pub max: Option<Hundredths>,
    /// As near to this as can be, where a target is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Hundredths>,
    /// What the form has.
    pub achieved: Hundredths,
    /// What the numbers count.
    pub unit: Unit,
    /// Word of the rule for what the numbers count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_word: Option<String>,
    /// True when it is inside, or soft.
    pub holds: bool,
    /// How far a soft rule is outside; absent for what is hard or inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub violation: Option<Hundredths>,
}

impl Achieved {
    pub(super) fn new(
        kind: &str,
        about: &str,
        unit: Unit,
        min: Option<i64>,
        max: Option<i64>,
        achieved: i64,
    ) -> Self {
        let holds = min.is_none_or(|min| min <= achieved) && max.is_none_or(|max| achieved <= max);
        Self {
            kind: kind.to_owned(),
            about: about.to_owned(),
            min: min.map(Hundredths),
            max: max.map(Hundredths),
            target: None,
            achieved: Hundredths(achieved),
            unit,
            unit_word: None,
            holds,
            violation: None,
        }
    }

    pub(super) fn count(
        kind: &str,
        about: &str,
        min: Option<usize>,
        max: Option<usize>,
        achieved: usize,
    ) -> Self {
        let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 100) * 100;
        Self::new(
            kind,
            about,
            Unit::Items,
            min.map(whole),
            max.map(whole),
            whole(achieved),
        )
    }
}
