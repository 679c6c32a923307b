//! Practice and formative work: how tasks are collected, shown, marked, exported and unlocked; and
//! what a request gives to a document that leaves subject, grade or lesson open.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Range, Row};
use crate::bank::{Difficulty, ItemType, Minutes, Points};
use crate::language::text_enum;

/// How the tasks of a collection are chosen beside its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// What is made: `collection` is one published set of tasks without a time limit.
    pub mode: SelectionMode,
    /// Fewest and most tasks of every objective that the rows name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_objective: Option<CountRange>,
    /// Shares of items by difficulty level; stands for `difficulty_share` and is always of items.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub difficulty: BTreeMap<Difficulty, Range>,
}

/// What a selection makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SelectionMode {
    /// A published set of tasks.
    Collection,
}

/// Fewest and most, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountRange {
    /// Fewest.
    pub min: u32,
    /// Most.
    pub max: u32,
}

/// How work is marked and what is recorded of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoringRule {
    /// What a marker gives.
    pub mode: ScoringMode,
    /// Lowest and highest points written into the journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal_points: Option<[u32; 2]>,
    /// Who may mark; marks of pupils are feedback and never part of a result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mark_sources: Vec<MarkWord>,
    /// True when nothing is handed back without a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback_required: Option<bool>,
}

/// What a marker gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScoringMode {
    /// Points.
    Points,
    /// Yes or no for each descriptor.
    DescriptorYesNo,
}

text_enum! {
    /// Who marks.
    MarkWord {
        /// The teacher.
        Teacher = "teacher",
        /// The pupil.
        Own = "self",
        /// A classmate.
        Peer = "peer",
        /// A marker who did not teach the class.
        Independent = "independent",
    }
}

/// What pupils who practise see beside the task: candidate by candidate in `read_practice`, never in a copy
/// of the form, never of secure forms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowRule {
    /// True to show the hint of every task that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<bool>,
    /// When the worked solution is shown; never when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<ShowWhen>,
}

/// When a candidate reads what is said in recordings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TranscriptRule {
    /// To everybody, after the whole work is handed in: the sitting is closed.
    AfterSubmission,
    /// To whom an accommodation provides a `transcript`, at any time.
    Accommodation,
}

impl TranscriptRule {
    /// True when the rule shows it to a candidate who is provided with transcripts, or is not, while the sitting
    /// is closed, or is not.
    pub fn shows(self, is_closed: bool, is_provided: bool) -> bool {
        match self {
            Self::AfterSubmission => is_closed,
            Self::Accommodation => is_provided,
        }
    }
}

/// When something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShowWhen {
    /// After every part of the task is answered.
    AfterAnswer,
    /// After the whole work is handed in: the sitting is closed.
    AfterSubmission,
    /// Not at all.
    Never,
}

/// How a collection is exported. It is kept for those who make documents of a collection; the interface
/// gives copies as data, whole, and nothing here narrows them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRule {
    /// Kind of document.
    pub document: ExportFormat,
    /// What stands in it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<ExportPart>,
}

text_enum! {
    /// Kinds of document.
    ExportFormat {
        /// Office Open XML.
        Docx = "docx",
        /// HTML.
        Html = "html",
        /// PDF.
        Pdf = "pdf",
    }
}

text_enum! {
    /// What an exported task shows.
    ExportPart {
        /// Learning objective.
        Objective = "objective",
        /// Assessment criterion.
        Criterion = "criterion",
        /// Descriptors.
        Descriptors = "descriptors",
        /// The task.
        Task = "task",
        /// The key.
        Key = "key",
        /// The hint.
        Hint = "hint",
        /// The worked solution.
        Explanation = "explanation",
    }
}

/// What a request must or may give. Each is a word or a range: `required`, `optional`, `any`
/// (given by the request, of whatever value) or `1-11`; what is absent is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Subject: `any`, `required` or `optional`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Grade: a word or a range (`1-11`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// Lesson: `any`, `required` or `optional`. A task belongs to a lesson by its tag `lesson:CODE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lesson: Option<String>,
    /// Term: a word or a range (`1-4`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
}

/// What one parameter asks of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParameterRule {
    /// True when the request must give it.
    pub required: bool,
    /// Lowest and highest value, where it is a range.
    pub range: Option<[u8; 2]>,
}

impl ParameterRule {
    /// The rule a text states; `None` where it is neither a word nor a range.
    pub fn of(text: &str) -> Option<Self> {
        let rule = |required, range| Some(Self { required, range });
        match text {
            "required" | "any" => rule(true, None),
            "optional" => rule(false, None),
            range => {
                let (low, high) = range.split_once('-')?;
                let [low, high] = [low.trim().parse().ok()?, high.trim().parse().ok()?];
                rule(true, Some([low, high]))
            }
        }
    }
}

/// What a document with parameters is for a range of grades.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileDocument {
    /// Lowest and highest grade.
    pub grades: [u8; 2],
    /// Number of items.
    #[schemars(range(min = 1, max = 1000))]
    pub items: u32,
    /// Greatest score.
    pub max_score: Points,
    /// Minutes; no limit when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_min: Option<Minutes>,
    /// Rows.
    pub blueprint: Vec<Row>,
}

/// What every item must bring with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemRequirements {
    /// A hint in every language of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Requirement>,
    /// A worked solution in every language of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Requirement>,
    /// True when the key alone scores every part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_scored: Option<bool>,
    /// Task types of rows that name none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
}

/// Whether something must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// It must.
    Required,
    /// It may.
    Optional,
}

impl Requirement {
    /// True where something must be there.
    pub fn asked(of: Option<Self>) -> bool {
        of == Some(Self::Required)
    }
}

/// In which order levels come and when the next one opens. Answers to and marks of a task whose level is not
/// open to the candidate yet are refused; in the results of a closed sitting levels that were never opened
/// bring no points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progression {
    /// Difficulty levels in order.
    #[schemars(length(min = 1))]
    pub order: Vec<Difficulty>,
    /// Share of a level's points that opens the next one, in whole percent: two of three points are 67 %.
    /// Levels do not wait for each other when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unlock_next_at: Option<f64>,
    /// What a second try is made of; a sitting that is another kind of second try for one of its candidates is
    /// refused. Whatever one likes when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry: Option<Retry>,
}

/// What a second try is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// Clones of the same families, never the items themselves: assemble a form with the candidates as its
    /// cohort.
    CloneFamily,
    /// The same items, never clones of them.
    SameItems,
    /// No second try: neither the items nor clones of them.
    None,
}
