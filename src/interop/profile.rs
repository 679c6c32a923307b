//! A mapping profile (`synaq.mapping/v1`): where each attribute of an item comes from.
//!
//! ```yaml
//! schema: synaq.mapping/v1
//! name: teachers
//! source: {kind: csv, delimiter: auto, encoding: auto}
//! external_id: {from: code}
//! code: "{external_id}"
//! content:
//!   type: {value: MCQ}
//!   subject: {from: subject, map: {"Математика": mathematics}}
//!   grade: {from: grade}
//!   points: {from: points, default: 1}
//! texts:
//!   kk: {stem: {from: stem_kk}}
//!   ru: {stem: {from: stem_ru}}
//! options:
//!   columns:
//!     - {label: A, texts: {kk: option_a_kk, ru: option_a_ru}}
//!     - {label: B, texts: {kk: option_b_kk, ru: option_b_ru}}
//! key: {from: key}
//! tolerances: {duplicate_options: warn}
//! ```
//!
//! In JSON Lines `from` is a JSON pointer (`/info/grade`), in CSV the name of a column.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::bank::Language;

/// Name of the texts whose language is a value of the record itself.
pub const RECORD_LANGUAGE: &str = "*";
/// What stands for the external id in a code template.
pub const EXTERNAL_ID: &str = "{external_id}";

/// Where each attribute of an item comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingProfile {
    /// `synaq.mapping/v1`.
    pub schema: MappingSchema,
    /// Name of the profile.
    #[schemars(length(min = 1, max = 80))]
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Format of the file.
    pub source: Source,
    /// What makes a second import of the same record a no-op.
    pub external_id: ValueRule,
    /// Template of the item's code; `{external_id}` stands for the external id.
    pub code: String,
    /// Language of the record, where it is a value of the record; feeds the texts of `*`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<ValueRule>,
    /// Attribute → where it comes from.
    pub content: BTreeMap<ContentAttribute, ValueRule>,
    /// Language (or `*`) → text attribute → where it comes from.
    pub texts: BTreeMap<String, BTreeMap<TextAttribute, ValueRule>>,
    /// Options of choice items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<OptionRule>,
    /// The key: labels of options, or accepted answers of a short answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyRule>,
    /// What lets a record pass with a warning.
    #[serde(default)]
    pub tolerances: Tolerances,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum MappingSchema {
    /// Version 1.
    #[serde(rename = "synaq.mapping/v1")]
    V1,
}

/// Format of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// JSON Lines or CSV.
    pub kind: SourceKind,
    /// Between cells (CSV); `auto` looks at the header.
    #[serde(default)]
    pub delimiter: Delimiter,
    /// Bytes to text.
    #[serde(default)]
    pub encoding: Encoding,
}

/// Kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// One JSON object a line.
    Jsonl,
    /// A header line, then one record a row; quoted cells may hold line breaks.
    Csv,
}

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Delimiter {
    /// The one of the three that the header has most often.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// `,`
    #[serde(rename = ",")]
    Comma,
    /// `;`
    #[serde(rename = ";")]
    Semicolon,
    /// A tabulator.
    #[serde(rename = "tab")]
    Tab,
}

/// How bytes become text. A byte order mark of UTF-8 is dropped and UTF-16 is read in every case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Encoding {
    /// UTF-8 where the bytes are valid UTF-8, else Windows-1251.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// UTF-8 only.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1251 (Cyrillic, without the letters that only Kazakh has).
    #[serde(rename = "windows-1251")]
    Windows1251,
}

/// Where one value comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueRule {
    /// JSON pointer or column name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The same for every record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Where the record has nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Their word → ours; a word that is not listed is an error.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub map: BTreeMap<String, String>,
    /// Only what stands before the last place of this mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub before: Option<String>,
    /// Only what stands after the last place of this mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub after: Option<String>,
    /// Takes out everything between two marks, and the marks (`["<<", ">>"]`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drop: Option<[String; 2]>,
    /// The first 16 digits of the text's SHA-256 in its place: an id where the file has none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub digest: bool,
    /// Between the entries of a list; `,` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// True when a record without it is refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
}

/// Attributes of the item's structure that a profile can feed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ContentAttribute {
    /// Task type.
    Type,
    /// Summative, formative or both.
    Purpose,
    /// Subject code.
    Subject,
    /// One grade: lowest and highest.
    Grade,
    /// Lowest grade.
    GradeMin,
    /// Highest grade.
    GradeMax,
    /// Term.
    Term,
    /// Unit code.
    Unit,
    /// Programme id.
    Programme,
    /// Objective codes (a list).
    Objectives,
    /// Criterion codes (a list).
    Criteria,
    /// Difficulty level A/B/C.
    Difficulty,
    /// Thinking level KU/AP/HO.
    Thinking,
    /// Functional-literacy domain.
    Literacy,
    /// Language skill.
    Skill,
    /// Exam assessment objectives (a list).
    AssessmentObjectives,
    /// Tags (a list).
    Tags,
    /// Points of the item and its one part.
    Points,
    /// Minutes.
    Minutes,
    /// Stimulus code.
    Stimulus,
    /// Clone family.
    Family,
    /// Open, restricted or secure.
    Access,
    /// Author.
    Author,
    /// Source.
    Source,
    /// Licence.
    Licence,
}

impl ContentAttribute {
    /// The name as written in a profile.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Purpose => "purpose",
            Self::Subject => "subject",
            Self::Grade => "grade",
            Self::GradeMin => "grade_min",
            Self::GradeMax => "grade_max",
            Self::Term => "term",
            Self::Unit => "unit",
            Self::Programme => "programme",
            Self::Objectives => "objectives",
            Self::Criteria => "criteria",
            Self::Difficulty => "difficulty",
            Self::Thinking => "thinking",
            Self::Literacy => "literacy",
            Self::Skill => "skill",
            Self::AssessmentObjectives => "assessment_objectives",
            Self::Tags => "tags",
            Self::Points => "points",
            Self::Minutes => "minutes",
            Self::Stimulus => "stimulus",
            Self::Family => "family",
            Self::Access => "access",
            Self::Author => "author",
            Self::Source => "source",
            Self::Licence => "licence",
        }
    }
}

/// Attributes of the texts of one language that a profile can feed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TextAttribute {
    /// The task itself.
    Stem,
    /// Hint.
    Hint,
    /// Explanation.
    Explanation,
    /// Notes for markers.
    MarkingNotes,
    /// Sample of a full answer.
    SampleAnswer,
}

impl TextAttribute {
    /// The name as written in a profile.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stem => "stem",
            Self::Hint => "hint",
            Self::Explanation => "explanation",
            Self::MarkingNotes => "marking_notes",
            Self::SampleAnswer => "sample_answer",
        }
    }
}

/// Where options come from: a list in the record (JSON Lines) or columns (CSV).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionRule {
    /// Pointer of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Pointer of the text inside an entry of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Pointer of the label inside an entry of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Columns, one entry for each option.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<OptionColumns>,
}

/// The columns of one option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionColumns {
    /// Option id, and what the key calls it.
    pub label: String,
    /// Language → column.
    pub texts: BTreeMap<Language, String>,
}

/// Where the key comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyRule {
    /// JSON pointer or column name.
    pub from: String,
    /// Only what stands after the last place of this mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub after: Option<String>,
    /// Between several labels (`A,C`), `,` when absent; accepted answers are separated by `|`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// The key of a short answer is a number, not words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberRule>,
}

/// How the numbers of a file are written, and what may stand beside them in an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberRule {
    /// Language whose way of writing numbers the file follows (`en`: 1,234.5; `ru`: 1 234,5).
    pub language: Language,
    /// Greatest accepted absolute difference; absent means exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<String>,
    /// Units, each with all its spellings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Vec<String>>,
    /// Only units of which some spelling stands in this text of the record count; absent: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units_named_in: Option<String>,
}

/// What lets a record pass with a warning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Tolerances {
    /// Two options with the same text (spaces aside).
    pub duplicate_options: Tolerance,
    /// A task without words.
    pub empty_stem: Tolerance,
    /// An option without words.
    pub empty_option: Tolerance,
    /// A key that is absent or names no option.
    pub key_missing: Tolerance,
}

/// Refuse or let pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tolerance {
    /// The record comes in with a warning.
    Warn,
    /// The record is refused.
    #[default]
    Reject,
}
