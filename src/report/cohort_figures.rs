//! What a comparison of cohorts tells: figures with their bases, and intervals that say of what they are.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::finding::Finding;
use crate::language::text_enum;

text_enum! {
    /// Of what an interval is.
    IntervalOf {
        /// The mean of one group.
        Mean = "mean",
        /// The standard deviation of one group.
        StandardDeviation = "standard_deviation",
        /// The difference of the means of two groups.
        DifferenceOfMeans = "difference_of_means",
        /// The mean of the differences of the same pupils.
        MeanOfDifferences = "mean_of_differences",
        /// A share, in percent.
        Share = "share",
        /// The size of the effect, Hedges' g.
        EffectSize = "effect_size",
    }
}

text_enum! {
    /// How an interval or a test was made.
    StudyMethod {
        /// Student's t of one group.
        StudentT = "student_t",
        /// χ² of one group.
        ChiSquare = "chi_square",
        /// Student's t of two groups of equal variance.
        PooledT = "pooled_t",
        /// Welch's t of two groups of unequal variance.
        WelchT = "welch_t",
        /// Student's t of differences.
        PairedT = "paired_t",
        /// Wilson's interval of a share.
        Wilson = "wilson",
        /// The normal distribution, right for large groups.
        Normal = "normal",
        /// All ways to give the pupils to the groups.
        Exact = "exact",
        /// Random ways to give the pupils to the groups.
        Permutation = "permutation",
    }
}

/// An interval with its name.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NamedInterval {
    /// Of what.
    pub of: IntervalOf,
    /// By which method.
    pub method: StudyMethod,
    /// How sure.
    pub confidence: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// Pupils of a level with their share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LevelShare {
    /// The level.
    pub id: String,
    /// The number it counts as.
    pub code: f64,
    /// Pupils.
    pub count: u32,
    /// Percent of the group's pupils.
    pub percent: f64,
}

/// A group at a measurement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CohortCell {
    /// The group.
    pub group: String,
    /// The measurement.
    pub at: String,
    /// Pupils counted: the base of everything else.
    pub n: usize,
    /// Pupils of the sittings without a complete result; null where counts were given.
    pub not_assessed: Option<usize>,
    /// By level, from the lowest.
    pub levels: Vec<LevelShare>,
    /// Mean of the codes.
    pub mean: f64,
    /// Their median.
    pub median: f64,
    /// Their standard deviation (n − 1).
    pub sd: f64,
    /// Intervals of the mean and of the standard deviation.
    pub intervals: Vec<NamedInterval>,
}

/// A t-test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StudyTest {
    /// Which.
    pub method: StudyMethod,
    /// Difference by its standard error.
    pub t: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// Standard error of the difference.
    pub standard_error: f64,
    /// Interval of the difference.
    pub interval: NamedInterval,
}

/// The size of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StudyEffect {
    /// Hedges' g: the difference in standard deviations, freed of its bias.
    pub hedges_g: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Its interval.
    pub interval: NamedInterval,
}

/// A randomisation test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StudyRandomisation {
    /// `exact` or `permutation`.
    pub method: StudyMethod,
    /// Two-sided p.
    pub p: f64,
    /// Ways that were tried.
    pub ways: u64,
    /// Seed of a permutation test; null of an exact one.
    pub seed: Option<u64>,
}

/// A group beside the control group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupComparison {
    /// The measurement.
    pub at: String,
    /// The group.
    pub group: String,
    /// The control group.
    pub control: String,
    /// The group's mean less the control group's.
    pub difference: f64,
    /// With equal variances; null where nobody differs from anybody.
    pub pooled: Option<StudyTest>,
    /// With unequal variances; likewise.
    pub welch: Option<StudyTest>,
    /// Size of the effect; likewise.
    pub effect: Option<StudyEffect>,
    /// Without any distribution; null for groups of more than 400 pupils together.
    pub randomisation: Option<StudyRandomisation>,
}

/// A group beside its own first measurement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CohortChange {
    /// The group.
    pub group: String,
    /// The first measurement.
    pub from: String,
    /// The later one.
    pub to: String,
    /// Later mean less the first one, each of all who were measured then.
    pub difference: f64,
    /// Pupils measured both times; null where the study gives counts, which do not say who is who.
    pub both_times: Option<usize>,
    /// Mean of the differences of these pupils.
    pub mean_of_differences: Option<f64>,
    /// Its test; null where fewer than two were measured both times or all changed alike.
    pub paired: Option<StudyTest>,
}

/// A comparison of cohorts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CohortComparison {
    /// What is studied.
    pub title: String,
    /// Every group at every measurement.
    pub cells: Vec<CohortCell>,
    /// Every other group beside the control group, at every measurement.
    pub comparisons: Vec<GroupComparison>,
    /// Every group beside its first measurement.
    pub changes: Vec<CohortChange>,
    /// Remarks: on published rows, and on what cannot be computed.
    pub findings: Vec<Finding>,
}
