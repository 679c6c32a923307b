//! What was reached of the specification's criteria: points, the level of its scale, and what parents read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::policy::{band_of, compared, level_of};
use super::result::{Achievement, ScoreResult};
use crate::specification::document::{SpecificationDocument, TextOrTexts};
use crate::specification::policy::GradingPolicyDocument;

/// A criterion of the specification and how far it was reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CriterionReached {
    /// Points got and possible; points are null while a mark is missing or a part was not written.
    #[serde(flatten)]
    pub achievement: Achievement,
    /// What success is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextOrTexts>,
    /// Level of the specification's scale, else of the policy; null where the points are.
    pub level: Option<String>,
    /// What parents read at this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric: Option<TextOrTexts>,
}

/// The specification's criteria in its order; those that an instrument looks at are components of their own.
pub fn criteria_reached(
    specification: &SpecificationDocument,
    policy: &GradingPolicyDocument,
    result: &ScoreResult,
) -> Vec<CriterionReached> {
    let levels = specification.percent_levels();
    let level = |achievement: &Achievement| {
        let percent = achievement.percent?.exact;
        match levels.is_empty() {
            true => band_of(policy, percent).map(|band| band.level.clone()),
            false => level_of(&levels, compared(policy, percent)).map(|level| level.id.clone()),
        }
    };
    let criteria = specification.criteria.iter();
    criteria
        .filter(|criterion| criterion.instrument.is_none())
        .filter_map(|criterion| {
            let mut reached = result.criteria.iter();
            let achievement = reached.find(|line| line.id == criterion.id)?.clone();
            let level = level(&achievement);
            let rubric = level
                .as_ref()
                .and_then(|id| criterion.parent_rubric.get(id));
            Some(CriterionReached {
                rubric: rubric.cloned(),
                text: criterion.text.clone(),
                achievement,
                level,
            })
        })
        .collect()
}
