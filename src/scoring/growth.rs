//! Growth: results of sittings of one subject after each other, for each pupil and for the class.
//!
//! A result is compared with the last earlier one of the same kind of assessment **on the same scale**:
//! levels with the same names and bounds. Where the scale changed in between nothing is subtracted, and the
//! row says so. A class is compared over the pupils who were assessed both times, so that who joined or was
//! away makes no growth.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ratio::{Amount, Ratio};
use super::result::{ResultState, ScoreResult};
use crate::bank::Hundredths;

/// A level of a scale with its lower bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScaleBound {
    /// Level or, in a policy, grade.
    pub id: String,
    /// Lower bound in percent.
    pub from: Hundredths,
}

/// A scale: its levels from the lowest. Where they come from does not make it another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GrowthScale {
    /// Who says it: `specification CODE v1`, `policy CODE v1`.
    pub said_by: String,
    /// Levels from the lowest.
    pub levels: Vec<ScaleBound>,
}

/// A sitting with the results of the pupils looked at.
#[derive(Clone, Debug)]
pub struct Sat {
    /// The sitting.
    pub sitting_id: String,
    /// Kind of assessment.
    pub kind: String,
    /// The day.
    pub held_on: String,
    /// Its scale.
    pub scale: GrowthScale,
    /// Newest result by candidate code.
    pub results: BTreeMap<String, ScoreResult>,
}

/// What a result, or a mean, is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Growth {
    /// The earlier sitting.
    pub since: String,
    /// Percentage points more (or fewer) than there.
    pub difference: Amount,
    /// Levels up (or down); null for a class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<i32>,
    /// Pupils assessed both times; null for one pupil.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupils: Option<usize>,
}

/// The class at one sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClassPoint {
    /// The sitting.
    pub sitting_id: String,
    /// Kind of assessment.
    pub kind: String,
    /// The day.
    pub held_on: String,
    /// Place of its scale in the list of scales.
    pub scale: usize,
    /// Pupils looked at who have a result of any state.
    pub listed: usize,
    /// Pupils fully assessed.
    pub assessed: usize,
    /// Their mean percentage; null of nobody.
    pub mean_percent: Option<Amount>,
    /// Of the pupils assessed both times; null where there is nothing to compare with.
    pub growth: Option<Growth>,
    /// True where the last sitting of this kind was on another scale, so that they are not compared.
    pub scale_changed: bool,
}

/// A pupil at one sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PupilPoint {
    /// The sitting.
    pub sitting_id: String,
    /// State of the result.
    pub state: ResultState,
    /// Percentage; null unless complete.
    pub percent: Option<Amount>,
    /// Level.
    pub level: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// Since the last comparable result of this pupil; null where there is none.
    pub growth: Option<Growth>,
}

/// A pupil over the sittings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PupilGrowth {
    /// Candidate code.
    pub candidate: String,
    /// In the order of the sittings; those without any result of the pupil are left out.
    pub points: Vec<PupilPoint>,
}

/// Growth of a class and its pupils.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClassGrowth {
    /// The different scales of the sittings.
    pub scales: Vec<GrowthScale>,
    /// The class, sitting by sitting.
    pub sittings: Vec<ClassPoint>,
    /// By candidate code.
    pub candidates: Vec<PupilGrowth>,
}

/// Growth over sittings that are given from the earliest.
pub fn growth(sat: &[Sat], candidates: &[String]) -> ClassGrowth {
    let mut scales: Vec<GrowthScale> = Vec::new();
    let mut places = Vec::new();
    for sitting in sat {
        let known = scales.iter().position(|s| s.levels == sitting.scale.levels);
        places.push(known.unwrap_or(scales.len()));
        if known.is_none() {
            scales.push(sitting.scale.clone());
        }
    }
    let course = Course {
        sat,
        places: &places,
    };
    let pupil = |candidate: &String| PupilGrowth {
        candidate: candidate.clone(),
        points: course.pupil(candidate),
    };
    ClassGrowth {
        sittings: (0..sat.len()).map(|at| course.class(at)).collect(),
        candidates: candidates.iter().map(pupil).collect(),
        scales,
    }
}

struct Course<'a> {
    sat: &'a [Sat],
    places: &'a [usize],
}

impl Course<'_> {
    /// Earlier sittings of the same kind on the same scale, the last first.
    fn comparable(&self, at: usize) -> impl Iterator<Item = &Sat> {
        let now = &self.sat[at];
        let earlier = self.sat[..at].iter().zip(self.places).rev();
        let scale = self.places[at];
        earlier
            .filter(move |(sitting, place)| sitting.kind == now.kind && **place == scale)
            .map(|(sitting, _)| sitting)
    }

    fn pupil(&self, candidate: &str) -> Vec<PupilPoint> {
        let point = |(at, sitting): (usize, &Sat)| {
            let result = sitting.results.get(candidate)?;
            let since = |earlier: &Sat| {
                let before = earlier.results.get(candidate)?;
                Some(Growth {
                    since: earlier.sitting_id.clone(),
                    difference: minus(percent(result)?, percent(before)?)?.into(),
                    levels: levels_between(&sitting.scale, before, result),
                    pupils: None,
                })
            };
            Some(PupilPoint {
                sitting_id: sitting.sitting_id.clone(),
                state: result.state,
                percent: percent(result).map(Amount::from),
                level: result.level.clone(),
                grade: result.grade.clone(),
                growth: self.comparable(at).find_map(since),
            })
        };
        self.sat.iter().enumerate().filter_map(point).collect()
    }

    fn class(&self, at: usize) -> ClassPoint {
        let sitting = &self.sat[at];
        let percents: Vec<Ratio> = sitting.results.values().filter_map(percent).collect();
        let same_kind = self.sat[..at].iter().zip(self.places);
        let last = same_kind.rev().find(|(s, _)| s.kind == sitting.kind);
        ClassPoint {
            sitting_id: sitting.sitting_id.clone(),
            kind: sitting.kind.clone(),
            held_on: sitting.held_on.clone(),
            scale: self.places[at],
            listed: sitting.results.len(),
            assessed: percents.len(),
            mean_percent: Ratio::mean(&percents).map(Amount::from),
            growth: self
                .comparable(at)
                .find_map(|earlier| of_both(earlier, sitting)),
            scale_changed: last.is_some_and(|(_, place)| *place != self.places[at]),
        }
    }
}

/// Mean difference of the pupils assessed both times.
fn of_both(earlier: &Sat, now: &Sat) -> Option<Growth> {
    let difference = |(candidate, result): (&String, &ScoreResult)| {
        minus(percent(result)?, percent(earlier.results.get(candidate)?)?)
    };
    let differences: Vec<Ratio> = now.results.iter().filter_map(difference).collect();
    Some(Growth {
        since: earlier.sitting_id.clone(),
        difference: Ratio::mean(&differences)?.into(),
        levels: None,
        pupils: Some(differences.len()),
    })
}

fn percent(result: &ScoreResult) -> Option<Ratio> {
    let complete = result.state == ResultState::Complete;
    result.percent.filter(|_| complete).map(|p| p.exact)
}

fn minus(now: Ratio, before: Ratio) -> Option<Ratio> {
    let negative = before.times(Ratio::new(-1, 1)?)?;
    now.plus(negative)
}

/// Steps between the levels, or grades, of two results on a scale.
fn levels_between(scale: &GrowthScale, before: &ScoreResult, now: &ScoreResult) -> Option<i32> {
    let place = |result: &ScoreResult| {
        let named = |id: &Option<String>| {
            let id = id.as_ref()?;
            scale.levels.iter().position(|level| level.id == *id)
        };
        named(&result.grade).or_else(|| named(&result.level))
    };
    let (before, now) = (place(before)?, place(now)?);
    i32::try_from(now as i64 - before as i64).ok()
}

#[cfg(test)]
#[path = "growth_tests.rs"]
mod tests;
