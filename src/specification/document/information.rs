//! How much a form tells of abilities.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Information of the scored items, summed, at some abilities of one scale. Items without parameters on
/// that scale cannot stand in the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InformationRule {
    /// Scale of the parameters; the only one that the candidates have when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub scale: Option<String>,
    /// Constant D of the logistic metric the parameters are in: 1, or 1.7 for the normal one.
    #[serde(default = "InformationRule::one")]
    #[schemars(range(min = 0.1, max = 10.0))]
    pub scaling: f64,
    /// Abilities with what is asked there.
    #[schemars(length(min = 1, max = 25))]
    pub points: Vec<InformationPoint>,
}

impl InformationRule {
    fn one() -> f64 {
        1.0
    }

    /// True where a target is named, so that the distance from it is made small.
    pub fn has_target(&self) -> bool {
        self.points.iter().any(|point| point.target.is_some())
    }
}

/// What is asked at an ability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InformationPoint {
    /// The ability.
    #[schemars(range(min = -10.0, max = 10.0))]
    pub theta: f64,
    /// At least this much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10000.0))]
    pub at_least: Option<f64>,
    /// At most this much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10000.0))]
    pub at_most: Option<f64>,
    /// As near to this as can be: the greatest distance from any target is made small. A target that
    /// cannot be reached asks for as much as possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10000.0))]
    pub target: Option<f64>,
}
