//! An item model as people write it (`item_specs/item-models/*.yaml`).
//!
//! ```yaml
//! schema: synaq.item-model/v1
//! id: m4-rectangle-perimeter
//! version: 1
//! title: {en: "Perimeter of a rectangle"}
//! item: {subject: mathematics, grade_min: 4, grade_max: 4, objectives: ["4.3.2.1"], points: 1, minutes: 2}
//! variables:
//!   - {id: a, from: 3, to: 20}
//!   - {id: b, from: 3, to: 20}
//! constraints:
//!   - {id: longer-first, that: "a > b"}
//! question:
//!   type: MCQ
//!   answer: {is: "2 * (a + b)", unit: {en: "cm"}}
//!   distractors:
//!     - {error: half, is: "a + b", rationale: {en: "Adds two sides only."}}
//!     - {error: area, is: "a * b", rationale: {en: "Finds the area."}}
//!     - {error: one-side-twice, is: "2 * a + b", rationale: {en: "Forgets to double one side."}}
//! wording:
//!   en:
//!     stem: "The sides of a rectangle are {a} cm and {b} cm. What is its perimeter?"
//!     explanation: "2 · ({a} + {b}) = {answer}"
//! ```
//!
//! Expressions are those of [`crate::expression`] with functions, evaluated exactly. Wording is told in
//! [`super::wording`].

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::content::Extensions;
use super::super::{Access, Difficulty, Language, Minutes, Points, Purpose, Thinking};
use super::stored_tests::ModelTest;
use crate::expression::Exact;
use crate::language::text_enum;

/// A text by language.
pub type ByLanguage = BTreeMap<Language, String>;

/// An item model (`synaq.item-model/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct ItemModelDocument {
    /// `synaq.item-model/v1`.
    pub schema: ItemModelSchema,
    /// Human code; the codes of its items begin with it.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9.-]{0,55}$"))]
    pub id: String,
    /// Edition; the items of two editions are different ones.
    #[schemars(range(min = 1, max = 9999))]
    pub version: u32,
    /// Title by language.
    pub title: ByLanguage,
    /// What the model is for and what it rests on, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub guidance: ByLanguage,
    /// Clone family of its items: at most one of a family enters a form. The id when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub family: Option<String>,
    /// The language the wording was written in first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_language: Option<Language>,
    /// What its items have in common.
    pub item: ModelItem,
    /// What changes from item to item.
    #[schemars(length(min = 1, max = 12))]
    pub variables: Vec<Variable>,
    /// Named results, each of what stands before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 40))]
    pub values: Vec<NamedValue>,
    /// What must hold of the values of the variables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 40))]
    pub constraints: Vec<Constraint>,
    /// What is asked, the key and the errors.
    pub question: Question,
    /// Language → wording. Every other text of the model exists in exactly these languages.
    #[schemars(length(min = 1))]
    pub wording: BTreeMap<Language, Wording>,
    /// Answers and what they earn, tried on the items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<ModelTest>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ItemModelSchema {
    /// Version 1.
    #[serde(rename = "synaq.item-model/v1")]
    V1,
}

/// What all items of a model have in common, as in the content of an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelItem {
    /// Summative, formative or both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Subject code of the curriculum.
    pub subject: String,
    /// Lowest grade.
    #[schemars(range(min = 0, max = 13))]
    pub grade_min: u8,
    /// Highest grade.
    #[schemars(range(min = 0, max = 13))]
    pub grade_max: u8,
    /// Term of the school year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Unit code of the programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Programme version of the objectives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// Codes of the learning objectives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Codes of the assessment criteria.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// Difficulty level A/B/C.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// Thinking level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<Thinking>,
    /// Functional-literacy domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literacy: Option<String>,
    /// Functional-literacy context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literacy_context: Option<String>,
    /// Free tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Points of each item.
    pub points: Points,
    /// Planned working time in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Code of the item specification the items are written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub item_specification: Option<String>,
    /// Open, restricted or secure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// Who wrote the model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Licence of the items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// A variable: a range (`from`, `to`, `step`), a set of numbers, or a list of words. Exactly one of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Name in expressions and wording.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_]{0,39}$"))]
    pub id: String,
    /// The least number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Exact>,
    /// The greatest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Exact>,
    /// From number to number; 1 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Exact>,
    /// The numbers themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set: Vec<Exact>,
    /// Words: things, people, places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Word>,
}

/// A word in its forms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// Name in expressions: `thing = 'apple'`.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_-]{0,39}$"))]
    pub id: String,
    /// Language → form → text. `other` is the word as such; `one`, `few` and `many` stand beside numbers;
    /// any other form is asked for by its name (`{thing.dative}`).
    pub forms: BTreeMap<Language, BTreeMap<String, String>>,
}

/// A named result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedValue {
    /// Name in expressions and wording.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_]{0,39}$"))]
    pub id: String,
    /// The expression.
    pub is: String,
}

/// A condition on the variables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// Name in findings.
    #[schemars(length(min = 1, max = 40))]
    pub id: String,
    /// The condition.
    pub that: String,
}

text_enum! {
    /// Types of items a model can make.
    QuestionType {
        /// One key among options.
        Mcq = "MCQ",
        /// A number to be written.
        Sa = "SA",
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Type of the items.
    #[serde(rename = "type")]
    pub kind: QuestionType,
    /// Number of options with the key (MCQ); 4 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 8))]
    pub options: Option<u8>,
    /// The key.
    pub answer: AnswerModel,
    /// What makes sense as an answer, right or wrong, in words of `value`: `value > 0`, `whole(value)`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sense: Vec<String>,
    /// Wrong answers, each by a named error. MCQ: there may be more than an item needs. SA: errors that
    /// markers are told of, and that never earn points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 12))]
    pub distractors: Vec<Distractor>,
    /// Observable steps with their points (SA); without them the key gives all points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 10))]
    pub descriptors: Vec<ModelDescriptor>,
}

text_enum! {
    /// How a number is written.
    NumberFormat {
        /// As a decimal; what is none is not used.
        Decimal = "decimal",
        /// As a reduced fraction: `7/4`.
        Fraction = "fraction",
        /// As a whole number and a fraction: `1 3/4`.
        Mixed = "mixed",
    }
}

/// The key of every item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerModel {
    /// The expression. Nothing is rounded but by `round`.
    pub is: String,
    /// How it is written; as a decimal when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<NumberFormat>,
    /// Unit by language, written behind every answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unit: ByLanguage,
    /// True when an answer without the unit is wrong (SA).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unit_required: bool,
    /// Greatest accepted difference (SA); exact when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<Exact>,
    /// True when only the reduced fraction counts (SA): 6/8 is not 3/4 then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reduced: bool,
    /// Option text by language where it is more than number and unit (MCQ); `{value}` is the number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub text: ByLanguage,
    /// Why it is right, by language (MCQ; never shown to candidates).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rationale: ByLanguage,
}

/// A wrong answer and the error behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Distractor {
    /// Name of the error.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9-]{0,39}$"))]
    pub error: String,
    /// The expression.
    pub is: String,
    /// Its own unit, where the error is about the unit.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unit: ByLanguage,
    /// Option text by language, as of the answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub text: ByLanguage,
    /// What a pupil does who gives it, by language.
    pub rationale: ByLanguage,
}

/// An observable step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelDescriptor {
    /// Id inside the item.
    #[schemars(length(min = 1, max = 8))]
    pub id: String,
    /// Its points.
    pub points: Points,
    /// The criterion it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// The objective it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<String>,
    /// Text by language.
    pub text: ByLanguage,
}

/// Everything that is said in one language and belongs to the item as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The task.
    #[schemars(length(min = 1))]
    pub stem: String,
    /// "It's important to know": practice only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Worked solution: practice only.
    #[schemars(length(min = 1))]
    pub explanation: String,
    /// Notes for markers; the errors are told after them (SA).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking_notes: Option<String>,
}
