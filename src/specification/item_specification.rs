//! An item specification: what a writer must respect for a kind of task, so that two writers in two
//! regions write tasks that can stand in one row of a blueprint.
//!
//! Everything is optional but the head: what is absent is not asked. [`super::conformance`] compares an
//! item with it, finding by finding.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{Extensions, Texts};
use crate::bank::content::ItemContent;
use crate::bank::texts::ItemTexts;
use crate::bank::{
    Access, Difficulty, ItemType, Language, PartialRule, Points, Purpose, SchemeKind,
};
use crate::bank::{Minutes, Thinking};

/// An item specification (`synaq.item-spec/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct ItemSpecificationDocument {
    /// `synaq.item-spec/v1`.
    pub schema: ItemSpecificationSchema,
    /// Human code (`mcq-one-of-four`); an item names it in `item_specification`.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Edition.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Title by language.
    pub title: Texts,
    /// What the kind of task is for and how it is written, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub guidance: Texts,
    /// Task types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
    /// Subjects; any when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Lowest and highest grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<[u8; 2]>,
    /// Purposes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Purpose>,
    /// Access classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<Access>,
    /// Languages every item exists in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// Thinking levels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thinking: Vec<Thinking>,
    /// Difficulty levels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub difficulty: Vec<Difficulty>,
    /// Attributes that must be filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<RequiredAttribute>,
    /// Points of the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Bounds<Points>>,
    /// Minutes of the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Bounds<Minutes>>,
    /// Number of parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Bounds<u32>>,
    /// Number of options of a part that has some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Bounds<u32>>,
    /// Number of keys of a choice part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<Bounds<u32>>,
    /// Number of right elements of a matching part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<Bounds<u32>>,
    /// Partial-credit rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partial: Vec<PartialRule>,
    /// Mark scheme and its descriptors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_scheme: Option<MarkSchemeBounds>,
    /// Words of the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<WordBounds>,
    /// Whether the item hangs on a stimulus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus: Option<Demand>,
    /// Whether it has a hint in every language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Demand>,
    /// Whether it has an explanation in every language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Demand>,
    /// Whether every open part has a sample answer in every language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_answer: Option<Demand>,
    /// Phrases that no text may hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbidden: Vec<ForbiddenPattern>,
    /// A task as it should be; it is checked against the specification itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<SampleItem>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ItemSpecificationSchema {
    /// Version 1.
    #[serde(rename = "synaq.item-spec/v1")]
    V1,
}

/// Least and most, both inclusive; what is absent is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "T: Deserialize<'de>"))]
pub struct Bounds<T> {
    /// Least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<T>,
    /// Most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<T>,
}

impl<T: PartialOrd + Copy> Bounds<T> {
    /// True when the value lies inside.
    pub fn hold(&self, value: T) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }

    /// False when least is above most.
    pub fn are_possible(&self) -> bool {
        self.min.zip(self.max).is_none_or(|(min, max)| min <= max)
    }
}

/// Whether something must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// It must be there.
    Required,
    /// It may be there.
    Optional,
    /// It must not be there.
    Forbidden,
}

/// Attributes an item may leave out unless an item specification asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each is the attribute of that name
pub enum RequiredAttribute {
    Term,
    Unit,
    Programme,
    Objectives,
    Criteria,
    Difficulty,
    Thinking,
    Literacy,
    Skill,
    AssessmentObjectives,
    Minutes,
    Author,
    Source,
    Licence,
}

/// What mark schemes of open parts must look like.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkSchemeBounds {
    /// Kinds of scheme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<SchemeKind>,
    /// Number of descriptors of the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptors: Option<Bounds<u32>>,
    /// Points of each descriptor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_per_descriptor: Option<Points>,
    /// Every descriptor names its criterion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub criterion_required: bool,
}

/// Words of texts, counted by white space.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordBounds {
    /// Stem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<Bounds<u32>>,
    /// Each option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<Bounds<u32>>,
    /// Each descriptor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<Bounds<u32>>,
    /// Sample answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_answer: Option<Bounds<u32>>,
}

/// A phrase that no text of the item may hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForbiddenPattern {
    /// Id, named by the finding.
    #[schemars(length(min = 1, max = 40))]
    pub id: String,
    /// Regular expression; case matters unless it begins with `(?i)`.
    #[schemars(length(min = 1, max = 400))]
    pub pattern: String,
    /// Languages it is looked for in; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// Where it is looked for; stem and options when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<TextPlace>,
    /// `warning` lets the item pass.
    #[serde(default)]
    pub severity: Strictness,
    /// What to write instead, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub instead: Texts,
}

/// Texts of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextPlace {
    /// Stem and prompts of parts.
    Stem,
    /// Options and right elements.
    Options,
    /// Descriptors and bands.
    Descriptors,
}

/// Whether a hit refuses the item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strictness {
    /// It does.
    #[default]
    Error,
    /// It is only remarked.
    Warning,
}

/// A task as it should be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleItem {
    /// Structure, key, points, tags.
    pub content: ItemContent,
    /// Language → texts.
    pub texts: BTreeMap<Language, ItemTexts>,
}
