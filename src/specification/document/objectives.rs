//! What makes one form better than another: a list, the most important first.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;

/// One objective. Each is made as good as it can be; the next ones may cost it no more than its `loss`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Name in reports; its kind when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub id: Option<String>,
    /// What is made large or small.
    pub kind: ObjectiveKind,
    /// Abilities it looks at (information, characteristic curve).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 25))]
    pub at: Vec<AbilityPoint>,
    /// Scale of the parameters, also of those that `of` names; that of `information`, or the only one that the candidates have, when
    /// absent. Items without parameters on it cannot stand in the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub scale: Option<String>,
    /// Constant D of the logistic metric the parameters are in: 1, or 1.7 for the normal one.
    #[serde(default = "Objective::one", skip_serializing_if = "Objective::is_one")]
    #[schemars(range(min = 0.1, max = 10.0))]
    pub scaling: f64,
    /// Numeric attribute of items (`p`, `rit`, `minutes`, `points` …; sums, means).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub of: Option<String>,
    /// What a mean or a sum should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
    /// Distances from targets are shares of the targets.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub relative: bool,
    /// Which distance counts where there are several targets.
    #[serde(default, skip_serializing_if = "Distance::is_greatest")]
    pub distance: Distance,
    /// How much of it may be given up for the objectives after it: a share of its value, and for
    /// distances from targets a share of the smallest target where that is more.
    #[serde(default, skip_serializing_if = "Objective::is_zero")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub loss: f64,
}

// serde passes references.
#[allow(clippy::trivially_copy_pass_by_ref)]
impl Objective {
    /// An objective of a kind about which nothing else is said.
    pub fn of_kind(kind: ObjectiveKind) -> Self {
        Self {
            id: None,
            kind,
            at: Vec::new(),
            scale: None,
            scaling: 1.0,
            of: None,
            target: None,
            relative: false,
            distance: Distance::Greatest,
            loss: 0.0,
        }
    }

    /// Name in reports.
    pub fn name(&self) -> &str {
        self.id.as_deref().unwrap_or(self.kind.as_str())
    }

    fn one() -> f64 {
        1.0
    }

    fn is_one(value: &f64) -> bool {
        *value == 1.0
    }

    fn is_zero(value: &f64) -> bool {
        *value == 0.0
    }
}

text_enum! {
    /// What is made large or small. Only scored items count, except for use and exposure.
    ObjectiveKind {
        /// The least information at the abilities, divided by their weights: as much as can be.
        MaximinInformation = "maximin_information",
        /// The same less the distance of the most informed ability from the least informed one.
        CappedMaximinInformation = "capped_maximin_information",
        /// Information at the abilities times their weights: as large a sum as can be.
        InformationSum = "information_sum",
        /// Information as near to the targets as can be.
        TargetInformation = "target_information",
        /// The expected score, in points, as near to the targets as can be (the characteristic curve).
        TargetCurve = "target_curve",
        /// The mean of an attribute over the items that have it, as near to the target as can be.
        TargetMean = "target_mean",
        /// The sum of an attribute, as near to the target as can be.
        TargetSum = "target_sum",
        /// The sum of an attribute: as large as can be.
        MaximumSum = "maximum_sum",
        /// The sum of an attribute: as small as can be.
        MinimumSum = "minimum_sum",
        /// Past uses of the items in forms: as few as can be.
        MinimumUse = "minimum_use",
        /// Past attempts in which the items were met: as few as can be.
        MinimumExposure = "minimum_exposure",
        /// Violations of soft rules, times their weights: as few as can be. Where there are soft rules and
        /// the list does not name it, it comes first.
        MinimumViolations = "minimum_violations",
        /// Any form, drawn by the seed: variety among those that are good enough.
        Random = "random",
    }
}

impl ObjectiveKind {
    /// True where parameters of response models are needed.
    pub fn needs_parameters(self) -> bool {
        matches!(
            self,
            Self::MaximinInformation
                | Self::CappedMaximinInformation
                | Self::InformationSum
                | Self::TargetInformation
                | Self::TargetCurve
        )
    }

    /// True where an attribute is named.
    pub fn needs_attribute(self) -> bool {
        matches!(
            self,
            Self::TargetMean | Self::TargetSum | Self::MaximumSum | Self::MinimumSum
        )
    }

    /// True where each ability has a target.
    pub fn has_targets_at_abilities(self) -> bool {
        matches!(self, Self::TargetInformation | Self::TargetCurve)
    }

    /// True where the one target is named.
    pub fn has_target(self) -> bool {
        matches!(self, Self::TargetMean | Self::TargetSum)
    }

    /// True for what is made large.
    pub fn is_maximised(self) -> bool {
        matches!(
            self,
            Self::MaximinInformation
                | Self::CappedMaximinInformation
                | Self::InformationSum
                | Self::MaximumSum
        )
    }
}

/// An ability and how much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AbilityPoint {
    /// The ability.
    #[schemars(range(min = -10.0, max = 10.0))]
    pub theta: f64,
    /// How much it matters, above 0.
    #[serde(default = "Objective::one", skip_serializing_if = "Objective::is_one")]
    #[schemars(range(max = 1_000_000.0))]
    pub weight: f64,
    /// What is asked for there: information, or points of the expected score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 100_000.0))]
    pub target: Option<f64>,
}

/// Which distance counts where there are several targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Distance {
    /// The greatest, times its weight.
    #[default]
    Greatest,
    /// All, times their weights, added up.
    Sum,
}

// serde passes a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
impl Distance {
    fn is_greatest(&self) -> bool {
        *self == Self::Greatest
    }
}
