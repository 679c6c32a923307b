//! Grading policies as versioned data: weights, bands, rounding, SAU aggregation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{Extensions, Texts};
use super::item_specification::Strictness;
use crate::bank::Hundredths;

/// A grading policy (`synaq.grading-policy/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct GradingPolicyDocument {
    /// `synaq.grading-policy/v1`.
    pub schema: PolicySchema,
    /// Human code (`kz-2-11-2025`).
    pub id: String,
    /// Version number.
    pub version: u32,
    /// Title by language.
    pub title: Texts,
    /// First day it holds (ISO date).
    pub valid_from: String,
    /// Last day it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// Grades it holds for.
    pub grades: [u8; 2],
    /// Grades that are taught and never graded (grade 1).
    #[serde(default)]
    pub ungraded: Vec<u8>,
    /// Weights of the term grade in percent; they sum to 100.
    pub weights: Weights,
    /// Journal points of formative assessment: lowest and highest.
    pub fa_points: [Hundredths; 2],
    /// How several SAU become one percentage.
    pub sau_aggregation: SauAggregation,
    /// What happens to FA and SAU where the subject has no SAT in the term.
    pub without_sat: WithoutSat,
    /// When and how the percentage is rounded before banding.
    pub rounding: Rounding,
    /// Decimal places of the rounding.
    #[serde(default)]
    pub rounding_places: u8,
    /// Bands: grade by lower bound in percent.
    pub bands: Vec<GradeBand>,
    /// Lower bound in percent of the class counted as quality (grades 4 and 5).
    pub quality_from: Hundredths,
    /// Lower bound in percent of the class counted as progress (grades 3 and up).
    pub progress_from: Hundredths,
    /// An objective below this percent causes difficulty.
    pub difficult_objective_below: Hundredths,
    /// Who sits a year assessment, or an additional one; nothing is said of it when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resit: Option<ResitRule>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

/// Who sits a year assessment, or an additional one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResitRule {
    /// Kinds of assessment it is about (`SAY`).
    #[schemars(length(min = 1))]
    pub kinds: Vec<String>,
    /// Grades that have to be made up for.
    #[schemars(length(min = 1))]
    pub unsatisfactory: Vec<String>,
    /// In how many subjects at most.
    #[schemars(range(min = 1))]
    pub most_subjects: u32,
    /// Whether planning the assessment for somebody with more of them is refused.
    pub severity: Strictness,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PolicySchema {
    /// Version 1.
    #[serde(rename = "synaq.grading-policy/v1")]
    V1,
}

/// Weights of the term grade in percent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Formative assessment.
    pub fa: Hundredths,
    /// Summative assessment for units.
    pub sau: Hundredths,
    /// Summative assessment for the term.
    pub sat: Hundredths,
}

/// How several SAU become one percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SauAggregation {
    /// Mean of the percentages.
    MeanOfPercents,
    /// Sum of points over sum of maxima.
    RatioOfSums,
}

/// What happens where the subject has no SAT in the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WithoutSat {
    /// FA and SAU are scaled up to 100 % ("(FA + SAU) × 2").
    ScaleUp,
    /// No grade.
    NoGrade,
}

/// How a percentage is rounded before banding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Bands are read from the exact value.
    None,
    /// Half up (away from zero).
    HalfUp,
    /// Half to even.
    HalfEven,
    /// Down.
    Down,
}

/// A grade and its lower bound in percent, inclusive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeBand {
    /// The grade as written (`5`).
    pub grade: String,
    /// Lower bound in percent.
    pub from: Hundredths,
    /// Level name of the analysis form (`low`, `medium`, `high`).
    pub level: String,
    /// Name by language.
    #[serde(default)]
    pub title: Texts,
}
