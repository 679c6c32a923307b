//! Languages, programme, access and conduct: what a document says about itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Requirement;
use crate::bank::Language;

/// Languages of instruction and of the test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Languages {
    /// Languages of instruction of the classes it is for.
    #[schemars(length(min = 1))]
    pub instruction: Vec<Language>,
    /// A language code, or `same_as_instruction` (the default).
    #[serde(default = "Languages::same")]
    pub test: String,
    /// What a subject taught through another language asks of its items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clil: Option<ClilRule>,
}

/// What a subject taught through another language asks of its items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClilRule {
    /// Whether every item carries a language objective beside those of the subject.
    pub language_objective: Requirement,
}

impl Languages {
    /// The word for "each class in its own language".
    pub const SAME: &'static str = "same_as_instruction";

    fn same() -> String {
        Self::SAME.to_owned()
    }

    /// The languages a form can be in.
    pub fn of_test(&self) -> Vec<Language> {
        match self.test.parse() {
            Ok(language) if self.test != Self::SAME => vec![language],
            _ => self.instruction.clone(),
        }
    }
}

/// Programme version of the objective codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CurriculumReference {
    /// Programme id (`kz-2022`).
    pub id: String,
    /// Pattern that every objective code of this specification matches (whole code).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_pattern: Option<String>,
    /// `real` or `illustrative`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<CodesKind>,
}

/// Whether objective codes were taken from the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CodesKind {
    /// Taken from the programme.
    Real,
    /// To be replaced from the programme.
    Illustrative,
}

/// Who may see what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessRules {
    /// The specification itself.
    #[serde(default)]
    pub spec: SpecAccess,
    /// Its forms.
    #[serde(default)]
    pub forms: FormAccess,
    /// Its reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports: Option<String>,
}

/// Who may see a specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpecAccess {
    /// Every school with a read key, once published.
    #[default]
    Public,
    /// The owner's staff.
    Restricted,
}

/// Who may see forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormAccess {
    /// Anyone who reads the specification.
    Open,
    /// Staff of the owner and its schools.
    #[default]
    Restricted,
    /// Only those with the grant.
    Secure,
}

/// Rules of conduct.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conduct {
    /// Most SAT of a class on one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_sat_per_day: Option<u32>,
    /// Not on the last day of term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_last_day_of_term: Option<bool>,
    /// No SAU of the subject on the same day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_sau_same_day: Option<bool>,
    /// `required`: the subject team reviews the form first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_team_review: Option<String>,
    /// Days before a sitting of a secure form from which its school reads the marking guide and the keys;
    /// on the day itself when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 60))]
    pub keys_days_before: Option<u16>,
    /// Moderation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moderation: Option<ModerationRule>,
}

/// When and by when papers are moderated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModerationRule {
    /// Only on dispute.
    #[serde(default)]
    pub on_dispute: bool,
    /// Days before grades are given.
    #[serde(default)]
    pub at_least_days_before_grading: u32,
}

/// Limits of use.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Most SAU of the subject in a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_sau_per_term: Option<u32>,
}

/// Review needed before a form is locked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewRule {
    /// `required`: every item has a review on record.
    pub per_task_before_lock: String,
}
