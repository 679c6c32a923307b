//! External assessment: pilot block, anchors, bands and participation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How new items are tried and forms are linked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pilot {
    /// Rounds an item goes through before it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<u32>,
    /// Items in pilot that stand in a form and never count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unscored_block: Option<UnscoredBlock>,
    /// Items of an earlier form that link the new one to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchors: Option<Anchors>,
    /// Fewest candidates behind the statistics of an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_n_per_item: Option<u32>,
    /// What makes a statistic conspicuous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flags: Option<PilotFlags>,
}

/// Items in pilot: they fit the rows as scored ones do, in their proportion, and never count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnscoredBlock {
    /// How many items of each form.
    #[schemars(range(min = 1, max = 200))]
    pub items: u32,
    /// Where they stand in their section.
    #[serde(default)]
    pub position: BlockPosition,
    /// How many forms of the same scored items differ in their block.
    #[serde(default = "UnscoredBlock::one")]
    #[schemars(range(min = 1, max = 100))]
    pub spiral_forms: u32,
}

impl UnscoredBlock {
    fn one() -> u32 {
        1
    }
}

/// Where the items of a block stand in their section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockPosition {
    /// Between the others, evenly.
    #[default]
    Spread,
    /// Before the others.
    Start,
    /// After the others.
    End,
}

/// Items of an earlier form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Anchors {
    /// How many.
    #[schemars(range(min = 1, max = 200))]
    pub items: u32,
    /// Where they come from; the request names the form or the items.
    #[serde(default)]
    pub from: AnchorSource,
    /// True when the version must be the one of the earlier form.
    #[serde(default = "Anchors::yes")]
    pub fixed_version: bool,
    /// How many positions an anchor may stand before or after its place in the earlier form, where the
    /// request says that place; anywhere when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1000))]
    pub position_tolerance: Option<u32>,
}

impl Anchors {
    fn yes() -> bool {
        true
    }
}

/// Where anchors come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnchorSource {
    /// The form of the year before.
    #[default]
    PreviousYear,
    /// Any earlier form.
    EarlierForm,
}

/// What makes a statistic conspicuous.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PilotFlags {
    /// Lowest and highest share of right answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p: Option<[f64; 2]>,
    /// Lowest item–rest correlation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rit_min: Option<f64>,
    /// Lowest share of candidates who choose a wrong option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distractor_min_share: Option<f64>,
    /// Largest difference between languages, in logits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dif_language_abs: Option<f64>,
}

/// How many must take part. Results and analysis of a sitting tell how many did and how many had to; closing
/// one that too few took part in is remarked, never refused.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    /// Share of pupils, 0–1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<f64>,
    /// Share where there are at most ten pupils.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_at_most_10: Option<f64>,
    /// Who need not take part: pupils who are away with a valid reason that is one of these words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<String>,
}

/// Whether there is an appeal at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AppealWord {
    /// There is none.
    None,
}
