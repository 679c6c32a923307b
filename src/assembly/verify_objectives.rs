//! Recounts what a form has of each objective, from the parameters and the numbers of its items.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aim;
use super::candidate::Candidate;
use super::eligible::Context;
use super::pool::Pool;
use super::verify_rules::parts_of;
use crate::specification::document::{Distance, Objective, ObjectiveKind};

/// What a form has of an objective, recounted from its items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AchievedObjective {
    /// Its name in the specification.
    pub objective: String,
    /// What is made large or small.
    pub kind: ObjectiveKind,
    /// Its value: for targets the distance, absolute or as a share as asked. Absent for a draw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The mean or the sum that has a target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub have: Option<f64>,
    /// That target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
    /// Distance from it in percent of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// How many items a mean or a sum rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<usize>,
    /// What there is at each ability.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<AchievedAt>,
}

/// What a form has at an ability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AchievedAt {
    /// The ability.
    pub theta: f64,
    /// Information, or points of the expected score.
    pub have: f64,
    /// What was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
    /// Distance from it, above 0 where there is more than asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<f64>,
    /// The distance in percent of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
}

/// One line for each objective; `number` is the form's, from 0.
pub fn verify_objectives(
    context: &Context<'_>,
    pool: &Pool,
    number: usize,
    chosen: &[(usize, usize)],
) -> Vec<AchievedObjective> {
    let rows = &context.component.rows;
    let item = |&(row, candidate): &(usize, usize)| {
        let counts = !rows.get(row)?.unscored;
        Some((counts, pool.candidates().get(candidate)?))
    };
    let all: Vec<(bool, &Candidate)> = chosen.iter().filter_map(item).collect();
    let form = Form {
        context,
        pool,
        violations: violations(context, pool, number, chosen),
        scored: all.iter().filter(|(s, _)| *s).map(|(_, i)| *i).collect(),
        all: all.iter().map(|(_, item)| *item).collect(),
    };
    let objectives = context.objectives().iter();
    objectives
        .map(|objective| form.recount(objective))
        .collect()
}

/// Violations of the soft rules that hold for a form, times their weights; to the hundredth of each.
fn violations(context: &Context<'_>, pool: &Pool, number: usize, chosen: &[(usize, usize)]) -> f64 {
    let rules = context.rules.rules().iter();
    let mine = rules.filter(|rule| rule.is_for(number));
    let soft = mine.filter_map(|rule| Some((rule, rule.rule.weight?)));
    let cost = |(rule, weight)| {
        let parts = parts_of(context, pool, rule, chosen);
        let broken = parts.iter().filter_map(|part| part.violation);
        weight * broken.map(|by| by.as_f64()).sum::<f64>()
    };
    soft.map(cost).sum()
}

struct Form<'a> {
    context: &'a Context<'a>,
    pool: &'a Pool,
    /// Of soft rules, times their weights.
    violations: f64,
    scored: Vec<&'a Candidate>,
    all: Vec<&'a Candidate>,
}

impl Form<'_> {
    fn recount(&self, objective: &Objective) -> AchievedObjective {
        let kind = objective.kind;
        let mut line = AchievedObjective {
            objective: objective.name().to_owned(),
            kind,
            value: None,
            have: None,
            target: objective.target,
            percent: None,
            items: None,
            at: self.at(objective),
        };
        match kind {
            _ if kind.needs_parameters() => line.value = Some(over_abilities(objective, &line.at)),
            ObjectiveKind::TargetMean => self.mean(objective, &mut line),
            ObjectiveKind::MinimumUse | ObjectiveKind::MinimumExposure => {
                line.value = Some(self.sum(objective, &self.all).0);
            }
            ObjectiveKind::MinimumViolations => line.value = Some(self.violations),
            _ if kind.needs_attribute() => {
                let (sum, items) = self.sum(objective, &self.scored);
                line.items = Some(items);
                line.value = Some(sum);
                if let Some(target) = objective.target {
                    line.value = Some((sum - target).abs());
                    line.have = Some(sum);
                }
            }
            _ => {}
        }
        let distance = line
            .have
            .zip(line.target)
            .map(|(have, target)| have - target);
        line.percent = distance.and_then(|distance| percent(distance.abs(), line.target));
        line
    }

    fn at(&self, objective: &Objective) -> Vec<AchievedAt> {
        let point = |point: &crate::specification::document::AbilityPoint| {
            let told = self.scored.iter();
            let told = told.filter_map(|item| self.context.told_at(objective, item, point.theta));
            let have: f64 = told.sum();
            let distance = point.target.map(|target| have - target);
            AchievedAt {
                theta: point.theta,
                have,
                target: point.target,
                distance,
                percent: distance.and_then(|distance| percent(distance, point.target)),
            }
        };
        objective.at.iter().map(point).collect()
    }

    fn numbers(&self, objective: &Objective, items: &[&Candidate]) -> Vec<f64> {
        let number = |item: &&Candidate| self.context.number_for(objective, item);
        items.iter().filter_map(number).collect()
    }

    fn sum(&self, objective: &Objective, items: &[&Candidate]) -> (f64, usize) {
        let numbers = self.numbers(objective, items);
        (numbers.iter().sum(), numbers.len())
    }

    /// An item without the number counts as farther than any of the pool.
    fn mean(&self, objective: &Objective, line: &mut AchievedObjective) {
        let numbers = self.numbers(objective, &self.scored);
        let target = objective.target.unwrap_or(0.0);
        let all = self.scored.len().max(1) as f64;
        let lacking = (self.scored.len() - numbers.len()) as f64;
        let pool: Vec<&Candidate> = self.pool.candidates().iter().collect();
        let unknown = aim::distance_unknown(objective, self.numbers(objective, &pool).into_iter());
        let apart: f64 = numbers.iter().map(|number| number - target).sum();
        line.value = Some((apart.abs() + unknown * lacking) / all);
        line.items = Some(numbers.len());
        line.have =
            (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64);
    }
}

/// What the abilities come to together.
fn over_abilities(objective: &Objective, at: &[AchievedAt]) -> f64 {
    let points = objective.at.iter().zip(at);
    match objective.kind {
        ObjectiveKind::InformationSum => points.map(|(point, at)| point.weight * at.have).sum(),
        ObjectiveKind::TargetInformation | ObjectiveKind::TargetCurve => {
            let distances = points.map(|(point, at)| {
                at.distance.unwrap_or(0.0).abs() * aim::distance_weight(objective, point)
            });
            match objective.distance {
                Distance::Greatest => distances.fold(0.0, f64::max),
                Distance::Sum => distances.sum(),
            }
        }
        _ => {
            let weighed: Vec<f64> = points.map(|(point, at)| at.have / point.weight).collect();
            let least = weighed.iter().copied().fold(f64::INFINITY, f64::min);
            let most = weighed.iter().copied().fold(0.0, f64::max);
            match objective.kind {
                ObjectiveKind::CappedMaximinInformation => least - (most - least),
                _ => least,
            }
        }
    }
}

fn percent(distance: f64, target: Option<f64>) -> Option<f64> {
    let target = target.filter(|target| *target != 0.0)?;
    Some(100.0 * distance / target.abs())
}
