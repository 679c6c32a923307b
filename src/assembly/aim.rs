//! What each objective looks at in an item: information and expected points on its scale, numbers by
//! name. Both the program and the recount ask here, and nothing here knows either.

use super::candidate::{Candidate, ItemParameters};
use super::eligible::Context;
use super::request::Request;
use super::rules::attributes::ItemAttributes;
use crate::expression::{Attributes, Value};
use crate::language::finding::Finding;
use crate::psychometrics::{information, response};
use crate::specification::component::Component;
use crate::specification::document::{AbilityPoint, Objective, ObjectiveKind};

impl Context<'_> {
    /// The objectives, the most important first.
    pub fn objectives(&self) -> &[Objective] {
        &self.component.constraints.objectives
    }

    /// What an item brings to an objective at an ability: information, or expected points. `None`
    /// without parameters on the scale.
    pub(super) fn told_at(
        &self,
        objective: &Objective,
        item: &Candidate,
        theta: f64,
    ) -> Option<f64> {
        let set = parameters_of(objective, item)?;
        let (model, values, scaling) = (&set.model, &set.values, objective.scaling);
        match objective.kind {
            ObjectiveKind::TargetCurve => {
                let share = response::expected_share(model, values, scaling, theta)?;
                Some(share * item.points.as_f64())
            }
            _ => information::information(model, values, scaling, theta),
        }
    }

    /// The number of an item that an objective adds up or averages; `None` where it has none.
    pub(super) fn number_for(&self, objective: &Objective, item: &Candidate) -> Option<f64> {
        match objective.kind {
            ObjectiveKind::MinimumUse => Some(f64::from(item.past.forms)),
            ObjectiveKind::MinimumExposure => Some(f64::from(item.past.exposed)),
            _ => {
                let rule = self.information_rule();
                let ruled = rule.and_then(|rule| rule.scale.as_deref());
                number(item, objective, ruled)
            }
        }
    }

    /// True where a scored item tells every objective what it needs to know of it.
    pub(super) fn tells_objectives(&self, item: &Candidate) -> bool {
        let asking = self.objectives().iter();
        let mut asking = asking.filter(|objective| objective.kind.needs_parameters());
        asking.all(|objective| self.told_at(objective, item, 0.0).is_some())
    }
}

fn parameters_of<'a>(objective: &Objective, item: &'a Candidate) -> Option<&'a ItemParameters> {
    let scale = objective.scale.as_deref()?;
    item.parameters.iter().find(|set| set.scale == scale)
}

/// What an item without the number counts as in a mean: twice as far from the target as the farthest
/// candidate, so that an item with the number is always better.
pub(super) fn distance_unknown(objective: &Objective, numbers: impl Iterator<Item = f64>) -> f64 {
    let target = objective.target.unwrap_or(0.0);
    let apart = numbers.map(|number| (number - target).abs());
    2.0 * apart.fold(0.0, f64::max)
}

/// What a distance at an ability is multiplied by: its weight, and one over the target where distances
/// are shares.
pub(super) fn distance_weight(objective: &Objective, point: &AbilityPoint) -> f64 {
    match (objective.relative, point.target) {
        (true, Some(target)) if target > 0.0 => point.weight / target,
        _ => point.weight,
    }
}

/// What distances are compared with where they themselves are near zero: the smallest target above 0;
/// 1 for distances that are shares. `None` for what has no target.
pub(super) fn yardstick(objective: &Objective) -> Option<f64> {
    let kind = objective.kind;
    if kind.has_target() {
        return objective
            .target
            .map(f64::abs)
            .filter(|target| *target > 0.0);
    }
    if !kind.has_targets_at_abilities() {
        return None;
    }
    if objective.relative {
        return Some(1.0);
    }
    let targets = objective.at.iter().filter_map(|point| point.target);
    targets.filter(|target| *target > 0.0).reduce(f64::min)
}

/// A number of an item by name: a known field, what the pool brings, or a parameter on the scale.
fn number(item: &Candidate, objective: &Objective, ruled: Option<&str>) -> Option<f64> {
    let attributes = ItemAttributes {
        item,
        row: None,
        scale: objective.scale.as_deref().or(ruled),
    };
    match attributes.value(objective.of.as_deref()?) {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Numbers that an objective names and no candidate has.
pub(super) fn absent_numbers(request: &Request, component: &Component) -> Vec<Finding> {
    let constraints = &component.constraints;
    let rule = constraints.information.as_ref();
    let ruled = rule.and_then(|rule| rule.scale.as_deref());
    let objectives = constraints.objectives.iter().enumerate();
    let named = objectives.filter_map(|(n, o)| Some((n, o, o.of.as_deref()?)));
    let absent = named.filter(|(_, objective, _)| {
        let mut candidates = request.candidates.iter();
        !candidates.any(|item| number(item, objective, ruled).is_some())
    });
    let finding = |(n, _, name): (usize, &Objective, &str)| {
        let pointer = format!("/document/constraints/objectives/{n}/of");
        Finding::error("objective_attribute_absent", pointer).with("of", name)
    };
    absent.map(finding).collect()
}
