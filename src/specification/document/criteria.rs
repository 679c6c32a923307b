//! Criteria, levels and scales: what the points mean.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Requirement, Row, Texts};
use crate::bank::{ItemType, Minutes, Points};
use crate::language::text_enum;

/// A criterion of the specification and its rubric for parents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionDocument {
    /// Criterion id.
    pub id: String,
    /// Objectives it sums up; needed where there is no instrument.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// What success is: one text, or one by language; needed where there is no instrument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextOrTexts>,
    /// Low, medium, high: what parents read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parent_rubric: BTreeMap<String, TextOrTexts>,
    /// How it is looked at; with an instrument the criterion is a component of its own, and the keys
    /// below belong to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<Instrument>,
    /// Task types of rows that name none, and of a criterion without rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
    /// Number of items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1000))]
    pub items: Option<u32>,
    /// Greatest score; of a questionnaire the greatest sum of coded values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_score: Option<Points>,
    /// Minutes; no limit when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_min: Option<Minutes>,
    /// Level id → fewest points of it; the lowest level of the scale has none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cut: BTreeMap<String, Points>,
    /// What is looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<TextOrTexts>,
    /// Rows; a questionnaire may go without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blueprint: Vec<Row>,
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

/// The module a test stands at the end of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModuleRule {
    /// Name, or the word `required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Didactic goal, or the word `required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub didactic_goal: Option<String>,
    /// What a module consists of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<String>,
}

/// A scale of levels that several criteria share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScaleDocument {
    /// Levels from the lowest to the highest.
    #[schemars(length(min = 2))]
    pub levels: Vec<ScaleLevel>,
    /// How the levels of the criteria make one.
    pub overall_rule: OverallRule,
}

/// A level of a scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScaleLevel {
    /// Level id.
    pub id: String,
    /// Number by which means are computed.
    pub code: i32,
    /// What the level means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextOrTexts>,
}

/// How the levels of the criteria make one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverallRule {
    /// The rule.
    pub method: OverallMethod,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

text_enum! {
    /// Rules that make one level of several.
    OverallMethod {
        /// The middle level; of an even number the lower of the two in the middle.
        MedianOfCriteria = "median_of_criteria",
        /// The highest level that every criterion reaches: the same as the lowest level, said the
        /// way a certificate says it.
        AllAtLeast = "all_at_least",
        /// The lowest level of any criterion.
        Lowest = "lowest",
        /// The level whose code is nearest to the mean of the codes; of two the lower.
        MeanOfCodes = "mean_of_codes",
    }
}

text_enum! {
    /// How a criterion is looked at.
    Instrument {
        /// Questions with coded values and no test points.
        Questionnaire = "questionnaire",
        /// Tasks with a key or a mark scheme.
        Test = "test",
        /// A person observes the pupil at work.
        Observation = "observation",
    }
}

/// How a study is laid out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// Stages in order (`pre`, `post`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<String>,
    /// Arms (`EG`, `CG`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arms: Vec<String>,
    /// Parallel forms of tests and observations; a questionnaire stays the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub parallel_forms: Option<u32>,
    /// Whether a marker who did not teach the class marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub independent_marker: Option<Requirement>,
}

/// What is computed of a study.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnalysisRule {
    /// Candidates and shares by level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distribution_by_level: Option<bool>,
    /// Mean, standard deviation and median of the codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_sd_median: Option<bool>,
    /// Comparison of the arms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub t_test: Option<TTestRule>,
}

/// Comparison of two means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TTestRule {
    /// Which t-test.
    #[serde(rename = "type")]
    pub test: TTestType,
    /// Level of significance, 0–1.
    pub alpha: f64,
    /// Confidence of the interval, 0–1.
    pub ci: f64,
}

text_enum! {
    /// Kinds of t-test.
    TTestType {
        /// Two independent groups, equal variances.
        PooledIndependent = "pooled_independent",
        /// Two independent groups, unequal variances.
        Welch = "welch",
        /// The same candidates twice.
        Paired = "paired",
    }
}
