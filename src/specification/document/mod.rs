//! A specification as people write it. Keys that start with `x_` are kept and never interpreted;
//! every other unknown key is an error.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::{Difficulty, Language, Minutes, Points, Thinking};

mod battery;
mod collection;
mod constraints;
mod criteria;
mod draws;
mod external;
mod general;
mod information;
mod objectives;
mod panel;
mod reporting;
mod rows;
mod rules;

pub use battery::*;
pub use collection::*;
pub use constraints::*;
pub use criteria::*;
pub use draws::*;
pub use external::*;
pub use general::*;
pub use information::*;
pub use objectives::*;
pub use panel::*;
pub use reporting::*;
pub use rows::*;
pub use rules::*;

/// Text in several interface languages.
pub type Texts = BTreeMap<Language, String>;
/// Keys starting with `x_`: kept, hashed, never interpreted.
pub type Extensions = BTreeMap<String, serde_json::Value>;
/// Lower and upper share, both inclusive, each 0–1.
pub type Range = [f64; 2];

/// A test specification (`synaq.test-spec/v1`) or a battery (`synaq.battery/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct SpecificationDocument {
    /// `synaq.test-spec/v1` or `synaq.battery/v1`.
    pub schema: SchemaName,
    /// Human code, unique in the organisation.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Version number of this document, from 1.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Kind of assessment: SAT, SAU, MONITORING, ADMISSION …; the list belongs to the centre.
    pub kind: String,
    /// Title by language.
    pub title: Texts,
    /// Other names it is searched by (EASP, VOUD, MODO …).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1, max = 80)))]
    pub aliases: Vec<String>,
    /// Codes of specifications of the same owner that this one takes the place of, once published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1, max = 80)))]
    pub replaces: Vec<String>,
    /// Subject code (tests).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Grade (tests).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 13))]
    pub grade: Option<u8>,
    /// Term of the school year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Unit code (SAU).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Stream of senior grades (`science_maths`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
    /// School year (`2026-27`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: Option<String>,
    /// Last day it holds; 31 August after the school year when absent, no end without a school year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<chrono::NaiveDate>,
    /// Languages of instruction and of the test.
    pub languages: Languages,
    /// What a request gives where the document leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Parameters>,
    /// Programme version of the objective codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub curriculum: Option<CurriculumReference>,
    /// Who may see the specification, its forms and reports.
    #[serde(default)]
    pub access: AccessRules,
    /// Whole working time in minutes; separate sittings excluded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_min: Option<Minutes>,
    /// Greatest score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_score: Option<Points>,
    /// Sections of a test.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Rows of a test.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blueprint: Vec<Row>,
    /// What the document is for a range of grades: profile id → rows.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub profiles: BTreeMap<String, ProfileDocument>,
    /// How the tasks of a collection are chosen beside its rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<Selection>,
    /// What every item must bring with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_requirements: Option<ItemRequirements>,
    /// In which order levels come and when the next one opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progression: Option<Progression>,
    /// How new items are tried and forms are linked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pilot: Option<Pilot>,
    /// Rule for every item of a battery, where rows do not say otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_rule: Option<ItemRule>,
    /// Components of a battery.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<ComponentDocument>,
    /// Stages and routes, where the components are modules of a multistage test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panel: Option<PanelRule>,
    /// Rows of components that do not carry them themselves: component id → rows.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub blueprints: BTreeMap<String, Vec<Row>>,
    /// Shares of points (or of items) by thinking level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub thinking_share: BTreeMap<Thinking, Range>,
    /// Shares of points (or of items) by difficulty level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub difficulty_share: BTreeMap<Difficulty, Range>,
    /// What shares are of; points unless said otherwise.
    #[serde(default, skip_serializing_if = "ShareBase::is_points")]
    pub share_of: ShareBase,
    /// Rules of assembly.
    #[serde(default)]
    pub constraints: Constraints,
    /// Whether, when and how schools draw forms for their own classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draws: Option<DrawRule>,
    /// Rules of conduct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conduct: Option<Conduct>,
    /// Code of the grading policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grading_policy: Option<String>,
    /// Criteria with the rubric for parents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<CriterionDocument>,
    /// Scale of levels that criteria with an instrument share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<ScaleDocument>,
    /// The module the test stands at the end of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<ModuleRule>,
    /// How the study is laid out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design: Option<Design>,
    /// What is computed of the study.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analysis: Option<AnalysisRule>,
    /// How work is marked and what is recorded of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scoring: Option<ScoringRule>,
    /// What pupils see beside the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<ShowRule>,
    /// When a candidate reads what is said in recordings, candidate by candidate in `read_attempt_copy`: where
    /// any of these allows it; never when empty. No copy of the form itself has a transcript.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 2))]
    pub transcripts: Vec<TranscriptRule>,
    /// How a collection is exported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub export: Option<ExportRule>,
    /// What mark schemes of the items must look like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark_scheme_rule: Option<MarkSchemeRule>,
    /// Limits of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// Reports that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportRule>,
    /// Levels by percent of the maximum; lower bounds only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Bands by percent of the maximum: id → lower bound. Below the lowest one there is no band.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bands: BTreeMap<String, Points>,
    /// How many must take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participation: Option<Participation>,
    /// Review needed before a form is locked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewRule>,
    /// Accommodations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accommodations: Option<Accommodations>,
    /// Breaks during the sitting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// Tools on the candidate's desk or screen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<String>,
    /// Choice of subjects (admission).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
    /// Pass marks of the whole battery by purpose.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub total_thresholds: BTreeMap<String, Points>,
    /// What items must have been through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank_requirement: Option<BankRequirement>,
    /// `none` where there is no appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<AppealWord>,
    /// Appeals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeals: Option<Appeals>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

impl SpecificationDocument {
    /// Levels by percent of the maximum, or the bands as levels, the lowest first.
    pub fn percent_levels(&self) -> Vec<Level> {
        if !self.levels.is_empty() {
            return self.levels.clone();
        }
        let level = |(id, from): (&String, &Points)| Level {
            id: id.clone(),
            from: *from,
            title: Texts::new(),
        };
        let mut levels: Vec<Level> = self.bands.iter().map(level).collect();
        levels.sort_by_key(|level| level.from);
        levels
    }
}

/// Which document this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum SchemaName {
    /// One test.
    #[serde(rename = "synaq.test-spec/v1")]
    TestSpec,
    /// Several components with a common report.
    #[serde(rename = "synaq.battery/v1")]
    Battery,
}
