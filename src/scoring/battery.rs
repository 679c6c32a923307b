//! A battery in one answer: what each candidate reached in each component, and the sum over all of them
//! where all of them are there.
//!
//! A component that was sat twice counts once: the newest complete result, else the newest. Who was away
//! from a component, or has not sat it, has no total, never a smaller one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::profile::{Profile, profile};
use super::ratio::{Amount, Ratio};
use super::result::{ResultState, ScoreResult};
use crate::bank::{Hundredths, Points};
use crate::specification::component::Component;
use crate::specification::document::{SpecificationDocument, Texts};

/// Results of the sittings of one component by candidate code, the earliest first.
pub type ResultsOf = Vec<(String, BTreeMap<String, ScoreResult>)>;

/// A component over the class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ComponentOfClass {
    /// Component id.
    pub component: String,
    /// Title by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub title: Texts,
    /// Subject; absent where the candidate chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Greatest score.
    pub maximum: Points,
    /// Pass mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass: Option<Points>,
    /// Its sittings, the earliest first.
    pub sittings: Vec<String>,
    /// Candidates fully assessed.
    pub assessed: usize,
    /// Away, with a valid reason or without, or void.
    pub away: usize,
    /// Candidates of no sitting, or of one where nothing is recorded of them, or not fully marked.
    pub waiting: usize,
    /// Mean percentage of those assessed; null of nobody.
    pub mean_percent: Option<Amount>,
    /// Candidates by level.
    pub levels: BTreeMap<String, usize>,
}

/// A candidate in a component.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ComponentOfCandidate {
    /// Component id.
    pub component: String,
    /// The sitting that counts; null where the candidate sat none.
    pub sitting_id: Option<String>,
    /// State of its result; null where there is none.
    pub state: Option<ResultState>,
    /// Points; null unless complete.
    pub raw: Option<Points>,
    /// Greatest points.
    pub maximum: Points,
    /// Percentage; null unless complete.
    pub percent: Option<Amount>,
    /// Sum of the coded values of a questionnaire, which is no points of the battery; absent where it is none,
    /// or not answered whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coded: Option<Points>,
    /// Level.
    pub level: Option<String>,
    /// Whether the pass mark was reached; null without one or without points.
    pub passed: Option<bool>,
}

/// A candidate over the battery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BatteryOfCandidate {
    /// Candidate code.
    pub candidate: String,
    /// In the order of the battery.
    pub components: Vec<ComponentOfCandidate>,
    /// Points over all components; null while one of them is missing.
    pub raw: Option<Points>,
    /// Greatest points over all components.
    pub maximum: Points,
    /// Percentage of them.
    pub percent: Option<Amount>,
    /// Pass marks of the whole battery that were reached, by purpose; empty without a total.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub thresholds: BTreeMap<String, bool>,
    /// Levels of the criteria and the one over all, where the battery has a scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
}

/// A battery of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BatteryOfClass {
    /// In the order of the battery; those of other grades are left out.
    pub components: Vec<ComponentOfClass>,
    /// Candidates × components: as many results as there would be if nobody were away.
    pub expected: usize,
    /// Complete results.
    pub assessed: usize,
    /// Candidates with a total.
    pub complete: usize,
    /// Their mean percentage; null of nobody.
    pub mean_percent: Option<Amount>,
    /// By candidate code.
    pub rows: Vec<BatteryOfCandidate>,
}

/// Puts the results of components together. `sat` holds them by component id.
pub fn battery(
    document: &SpecificationDocument,
    components: &[Component],
    sat: &BTreeMap<String, ResultsOf>,
    candidates: &[String],
) -> BatteryOfClass {
    let of = |candidate: &String| of_candidate(document, components, sat, candidate);
    let rows: Vec<BatteryOfCandidate> = candidates.iter().map(of).collect();
    let totals: Vec<Ratio> = rows
        .iter()
        .filter_map(|row| Some(row.percent?.exact))
        .collect();
    let of_class = |(at, component): (usize, &Component)| {
        let own: Vec<&ComponentOfCandidate> = rows.iter().map(|row| &row.components[at]).collect();
        of_class(component, sat.get(&component.id), &own)
    };
    let listed: Vec<ComponentOfClass> = components.iter().enumerate().map(of_class).collect();
    BatteryOfClass {
        expected: candidates.len() * components.len(),
        assessed: listed.iter().map(|component| component.assessed).sum(),
        complete: rows.iter().filter(|row| row.raw.is_some()).count(),
        mean_percent: Ratio::mean(&totals).map(Amount::from),
        components: listed,
        rows,
    }
}

fn of_candidate(
    document: &SpecificationDocument,
    components: &[Component],
    sat: &BTreeMap<String, ResultsOf>,
    candidate: &str,
) -> BatteryOfCandidate {
    let each = components.iter();
    let own: Vec<ComponentOfCandidate> = each
        .map(|component| in_component(component, sat.get(&component.id), candidate))
        .collect();
    let raw: Option<Points> = own.iter().map(|component| component.raw).sum();
    let raw = raw.filter(|_| !own.is_empty());
    let maximum: Points = own.iter().map(|component| component.maximum).sum();
    let reached = |raw: Points| {
        let marks = document.total_thresholds.iter();
        marks.map(move |(purpose, mark)| (purpose.clone(), raw >= *mark))
    };
    let points: BTreeMap<String, Points> = own
        .iter()
        .filter_map(|component| Some((component.component.clone(), counting(component)?)))
        .collect();
    let scale = document.scale.as_ref();
    BatteryOfCandidate {
        candidate: candidate.to_owned(),
        raw,
        percent: raw
            .and_then(|raw| Ratio::percent_of(raw, maximum))
            .map(Amount::from),
        maximum,
        thresholds: raw.into_iter().flat_map(reached).collect(),
        profile: scale.map(|scale| profile(scale, &document.criteria, &points)),
        components: own,
    }
}

/// What counts for the profile: coded values of a questionnaire, else points. Questions without points are
/// no zero.
fn counting(component: &ComponentOfCandidate) -> Option<Points> {
    let points = component
        .raw
        .filter(|_| component.maximum > Hundredths::ZERO);
    component.coded.or(points)
}

fn in_component(
    component: &Component,
    sat: Option<&ResultsOf>,
    candidate: &str,
) -> ComponentOfCandidate {
    let results = sat.into_iter().flatten();
    let own: Vec<(&String, &ScoreResult)> = results
        .filter_map(|(sitting, results)| Some((sitting, results.get(candidate)?)))
        .collect();
    let complete = |(_, result): &&(&String, &ScoreResult)| result.state == ResultState::Complete;
    let counting = own.iter().rev().find(complete).or(own.last());
    let result = counting.map(|(_, result)| *result);
    let raw = result.and_then(|result| result.raw);
    ComponentOfCandidate {
        component: component.id.clone(),
        sitting_id: counting.map(|(sitting, _)| (*sitting).clone()),
        state: result.map(|result| result.state),
        raw,
        maximum: result.map_or(component.max_score, |result| result.maximum),
        percent: result.and_then(|result| result.percent),
        coded: result
            .filter(|result| result.state == ResultState::Complete)
            .and_then(|result| result.coded?.points),
        level: result.and_then(|result| result.level.clone()),
        passed: raw.zip(component.pass).map(|(raw, pass)| raw >= pass),
    }
}

fn of_class(
    component: &Component,
    sat: Option<&ResultsOf>,
    own: &[&ComponentOfCandidate],
) -> ComponentOfClass {
    let percents: Vec<Ratio> = own.iter().filter_map(|c| Some(c.percent?.exact)).collect();
    let is_away = |state: ResultState| {
        use ResultState::{Absent, TemporarilyNotAssessed, Void};
        matches!(state, Absent | TemporarilyNotAssessed | Void)
    };
    let assessed = own.iter().filter(|c| c.raw.is_some()).count();
    let away = own.iter().filter(|c| c.state.is_some_and(is_away)).count();
    let mut levels: BTreeMap<String, usize> = BTreeMap::new();
    for level in own.iter().filter_map(|c| c.level.clone()) {
        *levels.entry(level).or_default() += 1;
    }
    let sittings = sat.into_iter().flatten();
    ComponentOfClass {
        component: component.id.clone(),
        title: component.title.clone(),
        subject: component.subject.clone(),
        maximum: component.max_score,
        pass: component.pass,
        sittings: sittings.map(|(sitting, _)| sitting.clone()).collect(),
        assessed,
        away,
        waiting: own.len() - assessed - away,
        mean_percent: Ratio::mean(&percents).map(Amount::from),
        levels,
    }
}

#[cfg(test)]
#[path = "battery_tests.rs"]
mod tests;
