//! A programme as people write it (`item_specs/curricula/*.yaml`), one document per programme.
//!
//! ```yaml
//! schema: synaq.curriculum/v1
//! programme:
//!   id: kz-2022
//!   title: {kk: "…", ru: "…", en: "…"}
//!   valid_from: "2022-09-01"
//!   code_pattern: '^[0-9]{1,2}(\.[0-9]{1,2}){3}$'
//!   grades: [1, 11]
//! subjects:
//!   - {code: mathematics, title: {kk: "…", ru: "…", en: "…"}, aliases: [maths], grades: [1, 6], role: none}
//! units:
//!   - {code: ratios-and-proportion, subject: mathematics, grade: 6, term: 1, title: {kk: "…", ru: "…", en: "…"}}
//! objectives:
//!   - {code: "6.5.2.1", subject: mathematics, grade: 6, unit: ratios-and-proportion, text: {kk: "…", ru: "…", en: "…"}}
//! criteria:
//!   - {code: m6-c1, subject: mathematics, grade: 6, objectives: ["6.5.2.1"], text: {kk: "…", ru: "…", en: "…"}}
//! ```

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::kinds::{ObjectiveThinking, SubjectRole};

/// Text by language code (`kk`, `ru`, `en`); a missing one of the three is a warning.
pub type Texts = BTreeMap<String, String>;

/// A programme with its subjects, units, objectives and criteria (`synaq.curriculum/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CurriculumDocument {
    /// `synaq.curriculum/v1`.
    pub schema: CurriculumSchema,
    /// The programme itself.
    pub programme: ProgrammeDocument,
    /// Subjects of the programme.
    pub subjects: Vec<SubjectDocument>,
    /// Units of the long-term plans.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitDocument>,
    /// Learning objectives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<ObjectiveDocument>,
    /// Assessment criteria.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<ProgrammeCriterion>,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum CurriculumSchema {
    /// Version 1.
    #[serde(rename = "synaq.curriculum/v1")]
    V1,
}

/// A programme version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeDocument {
    /// Code (`kz-2022`).
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Title by language.
    pub title: Texts,
    /// First day it holds (ISO date, `2022-09-01`).
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub valid_from: String,
    /// Last day it holds; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub valid_to: Option<String>,
    /// Regular expression that every objective code matches as a whole.
    pub code_pattern: String,
    /// Lowest and highest grade.
    pub grades: [u8; 2],
    /// Where the programme can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectDocument {
    /// Code (`kazakh_l2`), unique in the programme.
    #[schemars(length(min = 1, max = 80))]
    pub code: String,
    /// Title by language.
    pub title: Texts,
    /// Other codes or names it is known by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Lowest and highest grade it is taught in.
    pub grades: [u8; 2],
    /// First language, second language or neither.
    #[serde(default)]
    pub role: SubjectRole,
    /// The code it had before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
}

/// A unit of the long-term plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitDocument {
    /// Code (`u1`), unique within subject and grade.
    #[schemars(length(min = 1, max = 80))]
    pub code: String,
    /// Subject code.
    pub subject: String,
    /// Grade.
    pub grade: u8,
    /// Term of the school year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Title by language.
    pub title: Texts,
}

/// A learning objective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveDocument {
    /// Code (`6.5.2.1`), unique within the subject.
    #[schemars(length(min = 1, max = 80))]
    pub code: String,
    /// Subject code.
    pub subject: String,
    /// Grade.
    pub grade: u8,
    /// Unit code of the same subject and grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What the learner can do, by language.
    pub text: Texts,
    /// Thinking level the programme gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<ObjectiveThinking>,
    /// True when code and text are an example to be replaced from the programme.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub illustrative: bool,
}

/// An assessment criterion: what success with one or more objectives is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeCriterion {
    /// Code, unique within the subject.
    #[schemars(length(min = 1, max = 80))]
    pub code: String,
    /// Subject code.
    pub subject: String,
    /// Grade.
    pub grade: u8,
    /// Codes of the objectives it sums up.
    #[schemars(length(min = 1))]
    pub objectives: Vec<String>,
    /// The criterion by language.
    pub text: Texts,
    /// What parents read for `low`, `medium`, `high`, each by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parent_rubric: BTreeMap<RubricLevel, Texts>,
    /// True when code and text are an example to be replaced from the programme.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub illustrative: bool,
}

/// The three levels of the rubric for parents.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RubricLevel {
    /// Needs help.
    Low,
    /// On the way.
    Medium,
    /// Independent.
    High,
}
