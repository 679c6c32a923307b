//! Rules of assembly.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::information::InformationRule;
use super::objectives::Objective;
use super::rules::Rule;

/// What shares are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShareBase {
    /// Of points.
    #[default]
    Points,
    /// Of items.
    Items,
}

impl ShareBase {
    pub(super) fn is_points(&self) -> bool {
        *self == Self::Points
    }
}

/// Rules of assembly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Constraints {
    /// How many parallel forms.
    #[serde(default = "Constraints::one")]
    #[schemars(range(min = 1, max = 100))]
    pub parallel_forms: u32,
    /// Most common items of any two forms.
    #[serde(default)]
    pub overlap_items: u32,
    /// No two enemies in a form.
    #[serde(default = "Constraints::yes")]
    pub exclude_enemies: bool,
    /// At most one of a clone family in a form.
    #[serde(default = "Constraints::yes")]
    pub one_per_family: bool,
    /// `whole`: all items of a chosen stimulus that fit the rows enter together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus_sets: Option<StimulusSets>,
    /// Items that stand in a locked form of one of this many terms before the specification's own
    /// stay out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude_used_terms: Option<u32>,
    /// Greatest share of one key position among single-key items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_position_max_share: Option<f64>,
    /// Target mean difficulty (p, 0–1) of the items that have statistics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_mean_p: Option<f64>,
    /// How much the form tells of abilities; not beside a target mean difficulty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<InformationRule>,
    /// What makes one form better than another, the most important first; not beside a target mean
    /// difficulty or targets of information.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub objectives: Vec<Objective>,
    /// Fewest common items of any two forms; with as many at most, exactly so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlap_min: Option<u32>,
    /// Rules over the attributes of items and stimuli.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 500))]
    pub rules: Vec<Rule>,
}

impl Constraints {
    fn one() -> u32 {
        1
    }

    fn yes() -> bool {
        true
    }
}

impl Default for Constraints {
    fn default() -> Self {
        Self {
            parallel_forms: 1,
            overlap_items: 0,
            exclude_enemies: true,
            one_per_family: true,
            stimulus_sets: None,
            exclude_used_terms: None,
            key_position_max_share: None,
            target_mean_p: None,
            information: None,
            objectives: Vec::new(),
            overlap_min: None,
            rules: Vec::new(),
        }
    }
}

/// How stimulus sets enter a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StimulusSets {
    /// All of a set's eligible items or none.
    Whole,
    /// Any number of a set's items.
    Free,
}
