//! A specification as people write it. Keys that start with `x_` are kept and never interpreted;
//! every other unknown key is an error.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::{
    Difficulty, ItemType, Language, Minutes, PartialRule, Points, SchemeKind, StimulusKind,
    Thinking,
};

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
    /// School year (`2026-27`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: Option<String>,
    /// Languages of instruction and of the test.
    pub languages: Languages,
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
    /// Rule for every item of a battery, where rows do not say otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_rule: Option<ItemRule>,
    /// Components of a battery.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<ComponentDocument>,
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
    /// Rules of conduct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conduct: Option<Conduct>,
    /// Code of the grading policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grading_policy: Option<String>,
    /// Criteria with the rubric for parents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<CriterionDocument>,
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
    /// Appeals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeals: Option<Appeals>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
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
    /// How many different stimuli, exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Longest recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_seconds: Option<u32>,
    /// How often a recording is played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plays: Option<u32>,
    /// Fewest and most words of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<[u32; 2]>,
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Row id, unique in the test.
    pub id: String,
    /// Section it belongs to; the only one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Unit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Objective codes: an item fits when it has at least one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Objective prefixes of whole code segments (`4.1.`): an item fits when one of its codes has one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives_prefix: Vec<String>,
    /// One thinking level for the row, or how many items of each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<ThinkingRule>,
    /// Difficulty level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Difficulty>,
    /// Functional-literacy domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literacy: Option<String>,
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

/// A component of a battery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComponentDocument {
    /// Component id.
    pub id: String,
    /// Title by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub title: Texts,
    /// Grade; the battery's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<u8>,
    /// Subject code; `by_choice` where the candidate chooses; the component's id when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Number of items.
    pub items: u32,
    /// Greatest score.
    pub max_score: Points,
    /// Minutes; shared with the whole battery when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_min: Option<Minutes>,
    /// Pass mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass: Option<Points>,
    /// One test in several languages, or different tests by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variants: Option<Variants>,
    /// Rows; may stand under `blueprints` instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blueprint: Vec<Row>,
}

/// How a component exists in several languages; exactly one of the two is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variants {
    /// One test whose items exist in all of these languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub language_versions: Vec<Language>,
    /// A different test for each of these languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub distinct_tests: Vec<Language>,
}

/// What shares are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShareBase {
    /// Of points.
    #[default]
    Points,
    /// Of items.
    Items,
}

impl ShareBase {
    fn is_points(&self) -> bool {
        *self == Self::Points
    }
}

/// Rules of assembly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Constraints {
    /// How many parallel forms.
    #[serde(default = "Constraints::one")]
    #[schemars(range(min = 1, max = 100))]
    pub parallel_forms: u32,
    /// Most common items of any two forms.
    #[serde(default)]
    pub overlap_items: u32,
    /// No two enemies in a form.
    #[serde(default = "Constraints::yes")]
    pub exclude_enemies: bool,
    /// At most one of a clone family in a form.
    #[serde(default = "Constraints::yes")]
    pub one_per_family: bool,
    /// `whole`: all items of a chosen stimulus that fit the rows enter together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus_sets: Option<StimulusSets>,
    /// Items used in this many past terms stay out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude_used_terms: Option<u32>,
    /// Greatest share of one key position among single-key items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_position_max_share: Option<f64>,
    /// Target mean difficulty (p, 0–1) of the items that have statistics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_mean_p: Option<f64>,
}

impl Constraints {
    fn one() -> u32 {
        1
    }

    fn yes() -> bool {
        true
    }
}

impl Default for Constraints {
    fn default() -> Self {
        Self {
            parallel_forms: 1,
            overlap_items: 0,
            exclude_enemies: true,
            one_per_family: true,
            stimulus_sets: None,
            exclude_used_terms: None,
            key_position_max_share: None,
            target_mean_p: None,
        }
    }
}

/// How stimulus sets enter a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StimulusSets {
    /// All of a set's eligible items or none.
    Whole,
    /// Any number of a set's items.
    Free,
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

/// A criterion of the specification and its rubric for parents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionDocument {
    /// Criterion id.
    pub id: String,
    /// Objectives it sums up.
    #[schemars(length(min = 1))]
    pub objectives: Vec<String>,
    /// What success is: one text, or one by language.
    pub text: TextOrTexts,
    /// Low, medium, high: what parents read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parent_rubric: BTreeMap<String, TextOrTexts>,
}

/// One text for all languages, or one by language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum TextOrTexts {
    /// One text.
    One(String),
    /// By language.
    Many(Texts),
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

/// Limits of use.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Most SAU of the subject in a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_sau_per_term: Option<u32>,
}

/// A report: a name, or a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ReportRule {
    /// A report by name.
    Name(String),
    /// A report with its key and content.
    Rule(ReportDocument),
}

/// A report with its key and content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportDocument {
    /// Kind of report.
    #[serde(rename = "type")]
    pub report_type: String,
    /// One report for each combination of these.
    pub key: Vec<String>,
    /// What it shows.
    #[serde(default)]
    pub content: Vec<String>,
    /// Cells with fewer candidates are suppressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppress_below_n: Option<u32>,
}

/// A level and its lower bound in percent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Level id.
    pub id: String,
    /// Lower bound in percent, inclusive.
    pub from: Points,
    /// Name by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub title: Texts,
}

/// Review needed before a form is locked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewRule {
    /// `required`: every item has a review on record.
    pub per_task_before_lock: String,
}

/// Accommodations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accommodations {
    /// Extra minutes for candidates with special educational needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sen_extra_min: Option<Minutes>,
}

/// A break during the sitting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// After this many minutes.
    pub after_min: Minutes,
    /// Length in minutes.
    pub minutes: Minutes,
}

/// Choice of subjects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Allowed pairs of subject codes.
    pub pairs: Vec<[String; 2]>,
    /// One pair in a year.
    #[serde(default)]
    pub one_pair_per_year: bool,
    /// Attempts in a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
    /// Which attempt counts (`best`, `last`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
}

/// What items must have been through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BankRequirement {
    /// Passed pilot rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pilot_rounds: Option<u32>,
    /// Fewest candidates behind its statistics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_n: Option<u32>,
    /// All languages of the test, checked as equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages_equivalent: Option<bool>,
}

/// Appeals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Appeals {
    /// Appeals on content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ContentAppeal>,
    /// When technical appeals are taken (`during_test`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technical: Option<String>,
    /// Possible decisions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<String>,
}

/// Appeals on content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentAppeal {
    /// Minutes after the end of the test.
    pub within_min_after_end: Minutes,
    /// Reasons must be given.
    #[serde(default)]
    pub reasons_required: bool,
}
