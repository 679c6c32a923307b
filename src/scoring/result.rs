//! The result of an attempt: the sum of its current marks, under the specification's levels and the
//! grading policy. An attempt that is not fully written and marked has null totals, never zero.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::content::ItemContent;
use crate::bank::{Hundredths, Points, Thinking};
use crate::language::finding::Finding;
use crate::language::text_enum;
use crate::specification::document::{CriterionDocument, Level};
use crate::specification::policy::GradingPolicyDocument;

use super::coded::Coded;
use super::mark::{MarkRecord, current};
use super::policy::{band_of, compared, is_ungraded, level_of};
use super::ratio::{Amount, Ratio};
use super::term::NoGrade;
use super::unit::{Awarded, Line, Sums, Unit, units};

text_enum! {
    /// State of one attempt part (a section or component with its own sitting).
    PartState {
        /// Nobody has recorded yet whether it was written.
        Planned = "planned",
        /// Written.
        Present = "present",
        /// Absent with a valid reason.
        AbsentValid = "absent_valid",
        /// Absent.
        Absent = "absent",
        /// Declared void.
        Void = "void",
    }
}

impl PartState {
    /// True where marks are waited for: a planned part is missing its marks, like one just written.
    const fn is_open_or_written(self) -> bool {
        matches!(self, Self::Planned | Self::Present)
    }
}

text_enum! {
    /// State of a result; only `complete` has totals.
    ResultState {
        /// Nobody has recorded yet whether any of it was written.
        Planned = "planned",
        /// Everything is written and marked.
        Complete = "complete",
        /// Marks are missing or markers disagree.
        Incomplete = "incomplete",
        /// A part is still to be written, with a valid reason.
        TemporarilyNotAssessed = "temporarily_not_assessed",
        /// A part was not written and no reason is known.
        Absent = "absent",
        /// A part was declared void.
        Void = "void",
    }
}

text_enum! {
    /// Why a mark is missing.
    MissingReason {
        /// Nobody has marked it.
        Unmarked = "unmarked",
        /// Two current marks of different markers differ: one must supersede the other.
        Disputed = "disputed",
    }
}

/// One part of an attempt and whether it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttemptPartState {
    /// Section or component id.
    pub id: String,
    /// Its state.
    pub state: PartState,
    /// Reason of an absence, as recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A position of the form: which attempt part it belongs to and which item stands there.
#[derive(Clone, Copy, Debug)]
pub struct ScoredPosition<'a> {
    /// Position in the form.
    pub position: u32,
    /// The attempt part it is written in.
    pub attempt_part: &'a str,
    /// The pinned item version.
    pub content: &'a ItemContent,
}

/// Under what a result is computed.
#[derive(Clone, Copy, Debug, Default)]
pub struct ResultRules<'a> {
    /// Levels of the specification; where there are none, those of the policy.
    pub levels: &'a [Level],
    /// The grading policy; without one there is no grade and nothing is rounded.
    pub policy: Option<&'a GradingPolicyDocument>,
    /// Grade of the class, for policies that do not grade every grade.
    pub school_grade: Option<u8>,
    /// Criteria of the specification: a criterion gets the points of its objectives.
    pub criteria: &'a [CriterionDocument],
}

/// What was reached of an objective, a criterion, a thinking level or an attempt part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Achievement {
    /// Objective code, criterion code, thinking level or attempt part id.
    pub id: String,
    /// Points; null while a mark it needs is missing or the part was not written.
    pub points: Option<Points>,
    /// Greatest points.
    pub max: Points,
    /// Percentage; null where the points are.
    pub percent: Option<Amount>,
}

/// What was reached of an attempt part, and whether it was written at all: a part without points because
/// somebody was away is not a part with 0 points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartAchievement {
    /// State of the part; absent in results computed before states were kept in them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<PartState>,
    /// Its points.
    #[serde(flatten)]
    pub achievement: Achievement,
}

/// A mark that the result waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MissingMark {
    /// Position in the form.
    pub position: u32,
    /// Part id.
    pub part: String,
    /// Descriptor id; empty for the whole part.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub descriptor: String,
    /// Why.
    pub reason: MissingReason,
}

/// The result of one attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreResult {
    /// Whether there are totals, and why not.
    pub state: ResultState,
    /// Sum of points; null unless complete.
    pub raw: Option<Points>,
    /// Greatest sum.
    pub maximum: Points,
    /// Exact percentage; null unless complete, and where nothing carries points.
    pub percent: Option<Amount>,
    /// The percentage as the policy rounds it before banding; null where it does not round.
    pub rounded: Option<Hundredths>,
    /// Level of the specification's scale, else of the policy.
    pub level: Option<String>,
    /// Grade under the policy.
    pub grade: Option<String>,
    /// Why a complete result under a policy has no grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_grade: Option<NoGrade>,
    /// What the questions with coded values come to; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coded: Option<Coded>,
    /// By attempt part, with its state.
    pub parts: Vec<PartAchievement>,
    /// By objective.
    pub objectives: Vec<Achievement>,
    /// By criterion.
    pub criteria: Vec<Achievement>,
    /// By thinking level.
    pub thinking: Vec<Achievement>,
    /// Marks the result waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingMark>,
}

/// Sums the current marks of an attempt.
///
/// * Marks of pupils (self, peer) never count. Two current marks of one thing that agree count once;
///   where they differ the result waits.
/// * An objective gets the points of the descriptors that name it; other points of an item count for
///   every objective of the item, so objectives may add up to more than the test. Criteria likewise.
/// * States in order of weight: void, absent with reason (temporarily not assessed), absent, planned
///   (where nothing is recorded of any part), incomplete, complete.
///
/// Errors: marks that fork or supersede wrongly ([`current`]).
pub fn result(
    positions: &[ScoredPosition<'_>],
    attempt_parts: &[AttemptPartState],
    marks: &[MarkRecord],
    rules: &ResultRules<'_>,
) -> Result<ScoreResult, Vec<Finding>> {
    let awarded = Awarded::of(current(marks)?);
    let units = units(positions, rules.criteria);
    let written = |unit: &Unit<'_>| state_of(attempt_parts, unit.attempt_part).is_open_or_written();
    let lines: Vec<Line<'_>> = units
        .iter()
        .map(|unit| {
            (
                unit,
                if written(unit) {
                    awarded.points(unit)
                } else {
                    Ok(None)
                },
            )
        })
        .collect();
    let missing: Vec<MissingMark> = lines
        .iter()
        .filter_map(|(unit, points)| points.err().map(|why| unit.missing(why)))
        .collect();
    let used: Vec<PartState> = attempt_parts.iter().map(|part| part.state).collect();
    let sums = Sums(&lines);
    let mut result = ScoreResult {
        state: state(&used, &missing),
        raw: None,
        maximum: units.iter().map(|unit| unit.max).sum(),
        percent: None,
        rounded: None,
        level: None,
        grade: None,
        no_grade: None,
        coded: None,
        parts: part_achievements(sums.by(|unit| vec![unit.attempt_part]), attempt_parts),
        objectives: sums.by(|unit| unit.objectives.clone()),
        criteria: sums.by(|unit| unit.criteria.clone()),
        thinking: sums.by(|unit| unit.thinking.map(Thinking::as_str).into_iter().collect()),
        missing,
    };
    if result.state == ResultState::Complete {
        total(&mut result, sums.points(), rules);
    }
    Ok(result)
}

fn part_achievements(
    sums: Vec<Achievement>,
    attempt_parts: &[AttemptPartState],
) -> Vec<PartAchievement> {
    let state = |id: &str| {
        let known = attempt_parts.iter().find(|part| part.id == id);
        known.map(|part| part.state)
    };
    sums.into_iter()
        .map(|achievement| PartAchievement {
            state: state(&achievement.id),
            achievement,
        })
        .collect()
}

/// A part nobody has recorded yet counts as present: its missing marks say that it is open.
fn state_of(attempt_parts: &[AttemptPartState], id: &str) -> PartState {
    let known = attempt_parts.iter().find(|part| part.id == id);
    known.map_or(PartState::Present, |part| part.state)
}

fn state(parts: &[PartState], missing: &[MissingMark]) -> ResultState {
    if parts.contains(&PartState::Void) {
        ResultState::Void
    } else if parts.contains(&PartState::AbsentValid) {
        ResultState::TemporarilyNotAssessed
    } else if parts.contains(&PartState::Absent) {
        ResultState::Absent
    } else if !parts.is_empty() && parts.iter().all(|part| *part == PartState::Planned) {
        ResultState::Planned
    } else if missing.is_empty() {
        ResultState::Complete
    } else {
        ResultState::Incomplete
    }
}

fn total(result: &mut ScoreResult, raw: Points, rules: &ResultRules<'_>) {
    result.raw = Some(raw);
    let Some(percent) = Ratio::percent_of(raw, result.maximum) else {
        return;
    };
    result.percent = Some(percent.into());
    let value = rules
        .policy
        .map_or(percent, |policy| compared(policy, percent));
    result.level = level_of(rules.levels, value).map(|level| level.id.clone());
    let Some(policy) = rules.policy else { return };
    result.rounded = percent.round(policy.rounding, policy.rounding_places);
    let band = band_of(policy, percent);
    if rules.levels.is_empty() {
        result.level = band.map(|band| band.level.clone());
    }
    result.no_grade = no_grade(policy, rules.school_grade);
    if result.no_grade.is_none() {
        result.grade = band.map(|band| band.grade.clone());
    }
}

fn no_grade(policy: &GradingPolicyDocument, school_grade: Option<u8>) -> Option<NoGrade> {
    let school_grade = school_grade?;
    let [low, high] = policy.grades;
    if is_ungraded(policy, school_grade) {
        return Some(NoGrade::FeedbackOnly);
    }
    (school_grade < low || school_grade > high).then_some(NoGrade::OutsidePolicy)
}

#[cfg(test)]
#[path = "result_tests.rs"]
mod tests;
