//! The profile of a module test: a level for each criterion by its cuts, one level over all by the
//! scale's rule, and means of the levels' codes over many pupils.
//!
//! Everything here is exact: points are hundredths, means of codes are ratios.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ratio::Ratio;
use crate::bank::Points;
use crate::specification::document::{CriterionDocument, OverallMethod, ScaleDocument, ScaleLevel};

/// Levels of one pupil.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    /// Criterion id → level id; null where the criterion has no points yet.
    pub criteria: BTreeMap<String, Option<String>>,
    /// Level over all criteria; null while one of them is missing.
    pub overall: Option<String>,
    /// Code of that level.
    pub code: Option<i32>,
}

/// The profile of points by criterion; a criterion without points is missing, never zero.
pub fn profile(
    scale: &ScaleDocument,
    criteria: &[CriterionDocument],
    points: &BTreeMap<String, Points>,
) -> Profile {
    let reached = |criterion: &CriterionDocument| {
        let points = points.get(&criterion.id)?;
        level_by_cut(scale, criterion, *points)
    };
    let looked_at = criteria.iter().filter(|c| c.instrument.is_some());
    let levels: Vec<(&CriterionDocument, Option<usize>)> = looked_at
        .map(|criterion| (criterion, reached(criterion)))
        .collect();
    let all: Option<Vec<usize>> = levels.iter().map(|(_, level)| *level).collect();
    let overall = all.and_then(|levels| overall(scale, &levels));
    let id = |level: usize| scale.levels[level].id.clone();
    Profile {
        criteria: levels
            .iter()
            .map(|(criterion, level)| (criterion.id.clone(), level.map(id)))
            .collect(),
        overall: overall.map(id),
        code: overall.map(|level| scale.levels[level].code),
    }
}

/// Index of the highest level whose cut the points reach; the lowest level has no cut.
pub fn level_by_cut(
    scale: &ScaleDocument,
    criterion: &CriterionDocument,
    points: Points,
) -> Option<usize> {
    let reached = |level: &ScaleLevel| {
        criterion
            .cut
            .get(&level.id)
            .is_some_and(|cut| points >= *cut)
    };
    let highest = scale.levels.iter().rposition(reached);
    highest.or_else(|| (!scale.levels.is_empty()).then_some(0))
}

/// One level of several, by the scale's rule; none of none.
///
/// | rule | low, medium, high | low, high |
/// |---|---|---|
/// | `median_of_criteria` | medium | low (of two in the middle the lower) |
/// | `all_at_least`, `lowest` | low | low |
/// | `mean_of_codes` (3, 4, 5) | medium | medium (4 is the mean itself) |
pub fn overall(scale: &ScaleDocument, levels: &[usize]) -> Option<usize> {
    let mut sorted = levels.to_vec();
    sorted.sort_unstable();
    let lowest = *sorted.first()?;
    match scale.overall_rule.method {
        OverallMethod::MedianOfCriteria => sorted.get((sorted.len() - 1) / 2).copied(),
        OverallMethod::AllAtLeast | OverallMethod::Lowest => Some(lowest),
        OverallMethod::MeanOfCodes => {
            let code = |level: &usize| scale.levels.get(*level).map(|level| i64::from(level.code));
            let sum: i64 = sorted.iter().map(code).sum::<Option<i64>>()?;
            let count = i64::try_from(sorted.len()).ok()?;
            // |code − sum/count| without division; of two equally near the lower stands first.
            let distance = |level: &ScaleLevel| (i64::from(level.code) * count - sum).abs();
            let levels = scale.levels.iter().enumerate();
            levels
                .min_by_key(|(_, level)| distance(level))
                .map(|(index, _)| index)
        }
    }
}

/// Mean of the codes of a distribution: number of pupils by level, from the lowest. None of nobody,
/// or where the numbers are not one for each level.
pub fn mean_of_codes(scale: &ScaleDocument, pupils: &[u32]) -> Option<Ratio> {
    if pupils.len() != scale.levels.len() {
        return None;
    }
    let total: i128 = pupils.iter().map(|n| i128::from(*n)).sum();
    let levels = scale.levels.iter().zip(pupils);
    let sum: i128 = levels
        .map(|(level, n)| i128::from(level.code) * i128::from(*n))
        .sum();
    Ratio::new(sum, total)
}

#[cfg(test)]
#[path = "profile_tests.rs"]
mod tests;
