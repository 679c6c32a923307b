//! Sections and rows: what tasks a form has.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::{
    Difficulty, ItemType, Minutes, PartialRule, Points, SchemeKind, StimulusKind, Thinking,
};

/// A section of a test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Section id.
    pub id: String,
    /// Language skill, where the section tests one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Minutes of the section.
    pub minutes: Minutes,
    /// Points of the section.
    pub score: Points,
    /// Stimulus the whole section hangs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus: Option<StimulusRule>,
    /// True when the section has a sitting of its own (speaking).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub separate_sitting: bool,
    /// Minutes for each candidate of a separate sitting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_per_candidate: Option<Minutes>,
}

/// What stimuli a section or row takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StimulusRule {
    /// What carries it; any when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<StimulusKind>,
    /// How many different stimuli: exactly, or at least and at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<StimulusCount>,
    /// How many tasks of each chosen stimulus: exactly, or at least and at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<StimulusCount>,
    /// Longest recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_seconds: Option<u32>,
    /// How often a recording is played: it must allow as many, and the copies say this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plays: Option<u32>,
    /// Fewest and most words of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<[u32; 2]>,
}

/// How many different stimuli.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum StimulusCount {
    /// Exactly.
    Exactly(u32),
    /// At least and at most.
    Between([u32; 2]),
}

impl StimulusCount {
    /// Fewest and most.
    pub const fn bounds(self) -> [u32; 2] {
        match self {
            Self::Exactly(count) => [count, count],
            Self::Between(bounds) => bounds,
        }
    }
}

/// `stimulus: required` or a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RowStimulus {
    /// Any stimulus, but one there must be.
    Word(StimulusWord),
    /// A rule.
    Rule(StimulusRule),
}

/// The word `required`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StimulusWord {
    /// Every item of the row hangs on a stimulus.
    Required,
}

/// A row of the blueprint: `items` tasks that all fit its conditions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Row id, unique in the test.
    pub id: String,
    /// Section it belongs to; the only one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Subject of the items, where a test takes items of several subjects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Unit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Objective codes: an item fits when it has at least one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Objective prefixes of whole code segments (`4.1.`): an item fits when one of its codes has one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives_prefix: Vec<String>,
    /// Language objectives of a subject taught through another language: an item fits when it carries
    /// at least one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub language_objectives: Vec<String>,
    /// One thinking level for the row, or how many items of each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<ThinkingRule>,
    /// Difficulty level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Difficulty>,
    /// Functional-literacy domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literacy: Option<String>,
    /// Functional-literacy context (`personal`, `social`, `occupational`, `scientific` …).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// Language skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Task types; those of the item rule when absent, any when that is absent too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
    /// How many items.
    #[schemars(range(min = 1, max = 1000))]
    pub items: u32,
    /// Points of each item; of the item rule when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_each: Option<Points>,
    /// Form of the mark scheme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_scheme: Option<SchemeKind>,
    /// Stimulus the items must hang on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus: Option<RowStimulus>,
    /// Number of options of choice items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2))]
    pub options: Option<u32>,
    /// Most keys of a MULTI item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub max_correct: Option<u32>,
    /// Partial-credit rule the items are scored by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partial: Option<PartialDocument>,
}

/// One thinking level for a whole row, or counts by level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ThinkingRule {
    /// Every item of the row.
    All(Thinking),
    /// How many items of each level; sums to the row's items.
    Counts(BTreeMap<Thinking, u32>),
}

/// A partial-credit rule and whether its owner has confirmed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartialDocument {
    /// The rule.
    pub rule: PartialRule,
    /// False where the issuing organisation has not confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<bool>,
}

/// Rule for every item of a battery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemRule {
    /// Task types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
    /// Number of options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<u32>,
    /// Points of each item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_each: Option<Points>,
}

/// What mark schemes of the items must look like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkSchemeRule {
    /// Analytic or banded.
    pub style: SchemeKind,
    /// Points of each descriptor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_per_descriptor: Option<Points>,
}
