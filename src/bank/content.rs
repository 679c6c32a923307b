//! The language-neutral structure of an item version: one immutable JSON document.
//!
//! Texts stand in [`super::texts`], keyed by the ids used here.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Access, Difficulty, ItemType, Minutes, PartialRule, Points, Purpose, SchemeKind, Thinking,
};

/// Keys starting with `x_`: kept, hashed, never interpreted. `decode` refuses every other unknown key.
pub type Extensions = BTreeMap<String, serde_json::Value>;

/// Structure, key, points and tags of one item version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct ItemContent {
    /// Task type of the item; a part may differ.
    #[serde(rename = "type")]
    pub item_type: ItemType,
    /// Summative, formative or both.
    #[serde(default = "ItemContent::default_purpose")]
    pub purpose: Purpose,
    /// Subject code of the curriculum (`mathematics`).
    pub subject: String,
    /// Lowest grade the item is for.
    #[schemars(range(min = 0, max = 13))]
    pub grade_min: u8,
    /// Highest grade the item is for.
    #[schemars(range(min = 0, max = 13))]
    pub grade_max: u8,
    /// Term of the school year, where the item belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Unit code of the programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Programme version the objectives belong to (`kz-2022`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// Codes of the learning objectives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Language objectives of a subject taught through another language (CLIL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub language_objectives: Vec<String>,
    /// Codes of the assessment criteria.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// Author's difficulty level A/B/C.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// Thinking level KU/AP/HO.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<Thinking>,
    /// Functional-literacy domain (`reading`, `math`, `science`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literacy: Option<String>,
    /// Functional-literacy context (`personal`, `social`, `occupational`, `scientific` …).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literacy_context: Option<String>,
    /// Language skill (`listening`, `reading`, `writing`, `speaking`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Exam assessment objectives (AO1, AO2 …).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assessment_objectives: Vec<String>,
    /// Free tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Points of the whole item: the sum of its parts; 0 for QUESTION.
    pub points: Points,
    /// Planned working time in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Parts 1a, 1b …; an item without parts has exactly one, by custom `a`.
    #[schemars(length(min = 1, max = 26))]
    pub parts: Vec<Part>,
    /// Code of the item specification it was written to; submitting compares it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub item_specification: Option<String>,
    /// Code of the stimulus the item hangs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus: Option<String>,
    /// Clone family: at most one of a family enters a form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Open, restricted or secure.
    #[serde(default = "ItemContent::default_access")]
    pub access: Access,
    /// Who wrote it (attribution, not an account).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Licence of the content (SPDX identifier or a short text).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

impl ItemContent {
    fn default_purpose() -> Purpose {
        Purpose::Both
    }

    fn default_access() -> Access {
        Access::Restricted
    }

    /// Task type of a part: its own or the item's.
    pub fn part_type(&self, part: &Part) -> ItemType {
        part.part_type.unwrap_or(self.item_type)
    }
}

/// One separately answered part of an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Part id inside the item (`a`, `b` …).
    #[schemars(length(min = 1, max = 8))]
    pub id: String,
    /// Type where it differs from the item's.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub part_type: Option<ItemType>,
    /// Points of the part; 0 for QUESTION.
    pub points: Points,
    /// Option ids (MCQ, MULTI, TF, ORDER, QUESTION) or left element ids (MATCH), in author's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Right element ids (MATCH); there may be more than left ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
    /// At most this many options may be chosen (MULTI).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub max_chosen: Option<u32>,
    /// The key of a closed part.
    #[serde(default, skip_serializing_if = "Key::is_empty")]
    pub key: Key,
    /// How points are given.
    #[serde(default)]
    pub scheme: MarkScheme,
    /// Coded values of options (QUESTION): option id → value on a scale.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<CodedValue>,
}

/// The coded value of a questionnaire option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodedValue {
    /// Option id.
    pub option: String,
    /// Value on the scale.
    pub value: i32,
}

/// The key of a closed part; which fields are used depends on the type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Correct option ids (MCQ exactly one, TF exactly one, MULTI one or more).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub correct: Vec<String>,
    /// Correct pairs (MATCH): every left element exactly once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<Pair>,
    /// Correct order of all option ids (ORDER).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// Accepted answers that are the same in every language (SA); language-bound ones stand in the variant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<String>,
    /// Numeric answer (SA).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<NumericKey>,
}

impl Key {
    /// True when nothing is keyed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A numeric key: `value` ± `tolerance`, both decimal texts so that no digit is lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumericKey {
    /// Decimal text with a point (`-12.5`).
    #[schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))]
    pub value: String,
    /// Greatest accepted absolute difference; absent means exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9]+(\.[0-9]+)?$"))]
    pub tolerance: Option<String>,
    /// Accepted spellings of the unit (`cm`, `см`); the first is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// True when an answer without the unit is wrong.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unit_required: bool,
}

/// One correct pair of a matching part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Left element id.
    pub left: String,
    /// Right element id.
    pub right: String,
}

/// How the points of a part are given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkScheme {
    /// Key, analytic or banded.
    #[serde(default = "MarkScheme::default_kind")]
    pub kind: SchemeKind,
    /// Partial-credit rule (key schemes).
    #[serde(default = "MarkScheme::default_rule")]
    pub rule: PartialRule,
    /// Descriptors (analytic): their points sum to the part's points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptors: Vec<Descriptor>,
    /// Bands (banded): contiguous from 0 to the part's points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
}

impl MarkScheme {
    fn default_kind() -> SchemeKind {
        SchemeKind::Key
    }

    fn default_rule() -> PartialRule {
        PartialRule::AllOrNothing
    }
}

impl Default for MarkScheme {
    fn default() -> Self {
        Self {
            kind: Self::default_kind(),
            rule: Self::default_rule(),
            descriptors: Vec::new(),
            bands: Vec::new(),
        }
    }
}

/// An observable action in doing the task and its points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Descriptor {
    /// Id inside the item (`d1`), unique over all parts.
    pub id: String,
    /// Points, by custom 1.
    pub points: Points,
    /// The criterion it belongs to, where named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// The objective it shows, where the item has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<String>,
}

/// A band of a rubric: whole points from `min` to `max`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Id inside the part (`b1`).
    pub id: String,
    /// Lowest points of the band.
    pub min: Points,
    /// Highest points of the band.
    pub max: Points,
}
