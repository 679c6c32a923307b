//! The analysis form schools fill in after a summative assessment: how many wrote, levels, quality,
//! progress, objectives achieved and causing difficulty. A share of nobody is null, never zero.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::{Hundredths, Points};
use crate::specification::policy::{GradingPolicyDocument, Rounding};

use super::policy::{band_of, compared, level_names};
use super::ratio::{Amount, Ratio};
use super::result::{Achievement, ResultState, ScoreResult};
use super::unit::achievement;

/// A pupil of the class and the result of the attempt.
#[derive(Clone, Copy, Debug)]
pub struct ClassRow<'a> {
    /// Candidate id; never a name.
    pub candidate: &'a str,
    /// State of the attempt.
    pub state: ResultState,
    /// Points and maximum; looked at only where the state is complete.
    pub score: Option<(Points, Points)>,
    /// Achievement by objective, where the attempt is known by task.
    pub objectives: &'a [Achievement],
    /// Achievement by criterion, likewise.
    pub criteria: &'a [Achievement],
}

impl<'a> ClassRow<'a> {
    /// From the result of an attempt. (A journal entry makes a row of its own: points and maximum only.)
    pub fn of(candidate: &'a str, result: &'a ScoreResult) -> Self {
        let score = result.raw.map(|raw| (raw, result.maximum));
        Self {
            candidate,
            state: result.state,
            score,
            objectives: &result.objectives,
            criteria: &result.criteria,
        }
    }

    fn percent(&self) -> Option<Ratio> {
        let (points, maximum) = self.score.filter(|_| self.state == ResultState::Complete)?;
        Ratio::percent_of(points, maximum)
    }
}

/// Pupils of one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LevelGroup {
    /// Level name of the policy.
    pub level: String,
    /// How many; null where nobody was assessed.
    pub count: Option<usize>,
    /// Candidate ids in the order of the class list.
    pub candidates: Vec<String>,
}

/// A share of the pupils who were assessed, with its base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PupilShare {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// Percentage.
    pub percent: Amount,
    /// Whole percent, half up, as the form prints it.
    pub whole_percent: Hundredths,
}

/// An objective, or a criterion, over the class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveOfClass {
    /// Points and maximum summed over the pupils whose points are known.
    #[serde(flatten)]
    pub achievement: Achievement,
    /// Over how many pupils.
    pub pupils: usize,
    /// Below the policy's bound: causing difficulty. Null where nobody's points are known.
    pub difficult: Option<bool>,
}

/// The analysis form of one class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClassAnalysis {
    /// Pupils on the list.
    pub listed: usize,
    /// Pupils who wrote: complete or still being marked.
    pub wrote: usize,
    /// Pupils fully marked: the base of levels and shares.
    pub assessed: usize,
    /// Absent with a valid reason (temporarily not assessed).
    pub absent_valid: usize,
    /// Absent without.
    pub absent: usize,
    /// Attempts declared void.
    pub void: usize,
    /// Greatest points, where all assessed pupils had the same.
    pub maximum: Option<Points>,
    /// Mean percentage.
    pub mean_percent: Option<Amount>,
    /// Levels from the lowest up, with their pupils.
    pub levels: Vec<LevelGroup>,
    /// Share from the policy's quality bound up.
    pub quality: Option<PupilShare>,
    /// Share from the policy's progress bound up.
    pub progress: Option<PupilShare>,
    /// Every objective, by code.
    pub objectives: Vec<ObjectiveOfClass>,
    /// Every criterion, by code.
    #[serde(default)]
    pub criteria: Vec<ObjectiveOfClass>,
    /// Codes of the objectives achieved.
    pub achieved: Vec<String>,
    /// Codes of the objectives causing difficulty.
    pub difficult: Vec<String>,
}

/// Analyses a class under a policy. Percentages are compared with bands and bounds after the
/// policy's rounding, as grades are, so that every "4" counts as quality; an objective is compared exactly.
pub fn analyse(policy: &GradingPolicyDocument, rows: &[ClassRow<'_>]) -> ClassAnalysis {
    let count = |states: &[ResultState]| {
        rows.iter()
            .filter(|row| states.contains(&row.state))
            .count()
    };
    let assessed: Vec<(&ClassRow<'_>, Ratio)> = rows
        .iter()
        .filter_map(|row| row.percent().map(|percent| (row, percent)))
        .collect();
    let percents: Vec<Ratio> = assessed.iter().map(|(_, percent)| *percent).collect();
    let objectives = over_the_class(policy, rows.iter().flat_map(|row| row.objectives));
    let coded = |difficult: bool| {
        let fits = objectives
            .iter()
            .filter(|line| line.difficult == Some(difficult));
        fits.map(|line| line.achievement.id.clone()).collect()
    };
    ClassAnalysis {
        listed: rows.len(),
        wrote: count(&[ResultState::Complete, ResultState::Incomplete]),
        assessed: assessed.len(),
        absent_valid: count(&[ResultState::TemporarilyNotAssessed]),
        absent: count(&[ResultState::Absent]),
        void: count(&[ResultState::Void]),
        maximum: common_maximum(&assessed),
        mean_percent: Ratio::mean(&percents).map(Amount::from),
        levels: level_groups(policy, &assessed),
        quality: share_from(policy, &percents, policy.quality_from),
        progress: share_from(policy, &percents, policy.progress_from),
        achieved: coded(false),
        difficult: coded(true),
        criteria: over_the_class(policy, rows.iter().flat_map(|row| row.criteria)),
        objectives,
    }
}

fn common_maximum(assessed: &[(&ClassRow<'_>, Ratio)]) -> Option<Points> {
    let mut maxima = assessed
        .iter()
        .filter_map(|(row, _)| row.score.map(|(_, maximum)| maximum));
    let first = maxima.next()?;
    maxima.all(|maximum| maximum == first).then_some(first)
}

fn level_groups(
    policy: &GradingPolicyDocument,
    assessed: &[(&ClassRow<'_>, Ratio)],
) -> Vec<LevelGroup> {
    let of = |percent: Ratio| band_of(policy, percent).map(|band| band.level.as_str());
    let group = |level: &str| {
        let members = assessed
            .iter()
            .filter(|(_, percent)| of(*percent) == Some(level));
        let candidates: Vec<String> = members.map(|(row, _)| row.candidate.to_owned()).collect();
        let count = (!assessed.is_empty()).then_some(candidates.len());
        LevelGroup {
            level: level.to_owned(),
            count,
            candidates,
        }
    };
    level_names(policy).into_iter().map(group).collect()
}

fn share_from(
    policy: &GradingPolicyDocument,
    percents: &[Ratio],
    from: Hundredths,
) -> Option<PupilShare> {
    let bound = Ratio::from(from);
    let count = percents
        .iter()
        .filter(|percent| compared(policy, **percent) >= bound)
        .count();
    let exact = Ratio::new(count as i128 * 100, percents.len() as i128)?;
    Some(PupilShare {
        count,
        of: percents.len(),
        percent: exact.into(),
        whole_percent: exact.round(Rounding::HalfUp, 0)?,
    })
}

fn over_the_class<'a>(
    policy: &GradingPolicyDocument,
    lines: impl Iterator<Item = &'a Achievement>,
) -> Vec<ObjectiveOfClass> {
    let mut sums: BTreeMap<&str, (Points, Points, usize)> = BTreeMap::new();
    for line in lines {
        let (points, max, pupils) = sums.entry(&line.id).or_default();
        if let Some(reached) = line.points {
            *points = *points + reached;
            *max = *max + line.max;
            *pupils += 1;
        }
    }
    let bound = Ratio::from(policy.difficult_objective_below);
    let of_class = |(code, (points, max, pupils)): (&str, (Points, Points, usize))| {
        let achievement = achievement(code, (pupils > 0).then_some(points), max);
        let difficult = achievement.percent.map(|percent| percent.exact < bound);
        ObjectiveOfClass {
            achievement,
            pupils,
            difficult,
        }
    };
    sums.into_iter().map(of_class).collect()
}

#[cfg(test)]
#[path = "analysis_tests.rs"]
mod tests;
