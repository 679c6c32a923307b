//! Why an item is not in a form: it does not fit, or what happens in its best exchange.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::View;
use super::by_stage::{ObjectiveChange, changes, direction};
use super::standing::{Effect, group_of};
use crate::assembly::candidate::Candidate;
use crate::assembly::eligible::misfits;
use crate::assembly::explain::relaxable::weight;
use crate::assembly::explain::{Side, tidy};
use crate::assembly::swap::ItemVersion;
use crate::specification::document::StimulusSets;

/// Changes of the objective below this are none.
const NOTHING: f64 = 1e-9;

/// An item that is not in the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Outside {
    /// The item and its version.
    #[serde(flatten)]
    pub version: ItemVersion,
    /// What keeps it out.
    pub why: WhyNot,
    /// Row that it fits, or comes nearest to.
    pub row: String,
    /// Reasons why it does not fit that row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// The exchange that breaks least, and of those the best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Exchange>,
    /// What the relaxation without whole numbers says that the objective rises by at least; none where
    /// the item fits no row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reduced_cost: Option<f64>,
}

/// What keeps an item out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// It would make the form better: the form is not the best one. With a list of objectives: some of
    /// them better and none worse.
    Better,
    /// It would do as well.
    Equal,
    /// It would make the form worse; with a list of objectives at least one of them.
    Worse,
    /// An enemy, or one of its clone family, stands in the form.
    Enemy,
    /// Its stimulus is not in the form, and stimuli enter whole.
    SetNotChosen,
    /// In whatever place, it would break a constraint.
    Breaks,
    /// Another version of it stands in the form.
    OtherVersion,
    /// It fits no row.
    NotEligible,
}

/// The item in exchange for the task at a position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Exchange {
    /// Position from 1.
    pub position: u32,
    /// By how much the objective, which is minimised, rises.
    pub change: f64,
    /// The same for each objective of a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<ObjectiveChange>,
    /// What it would break.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Broken>,
}

/// A constraint that an exchange would break.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Broken {
    /// The constraint, as in findings; empty for what is no constraint of its own (an item twice).
    pub constraint: String,
    /// Which bound.
    pub bound: Side,
    /// By how much.
    pub by: f64,
}

/// The candidate at this index of the pool, which is not in the form.
pub(super) fn why_not(view: &View<'_>, candidate: usize) -> Outside {
    let item = &view.pool.candidates()[candidate];
    let version = ItemVersion {
        item: item.code.clone(),
        version: item.version,
    };
    let places = view.choices.get(&candidate);
    let Some(places) = places.filter(|places| !places.is_empty()) else {
        return not_eligible(view, item, version);
    };
    let best = best_exchange(view, places);
    let row = best.as_ref().map_or(places[0].0, |(_, row, _)| *row);
    let why = match &best {
        _ if view.codes.contains(item.code.as_str()) => WhyNot::OtherVersion,
        Some((exchange, ..)) if exchange.breaks.is_empty() => {
            let list = &exchange.objectives;
            compared(if list.is_empty() {
                exchange.change
            } else {
                direction(list)
            })
        }
        Some((exchange, ..)) => broken_by(view, item, exchange),
        None => WhyNot::Breaks,
    };
    let reduced = |priced: &super::binding::Priced| {
        let costs = places
            .iter()
            .map(|(_, variable)| priced.relaxation.reduced_costs[*variable]);
        tidy(costs.fold(f64::INFINITY, f64::min))
    };
    Outside {
        version,
        why,
        row: view.context.component.rows[row].id.clone(),
        reasons: Vec::new(),
        exchange: best.map(|(exchange, ..)| exchange),
        reduced_cost: view.priced.as_ref().map(reduced),
    }
}

fn compared(change: f64) -> WhyNot {
    match change {
        better if better < -NOTHING => WhyNot::Better,
        worse if worse > NOTHING => WhyNot::Worse,
        _ => WhyNot::Equal,
    }
}

fn broken_by(view: &View<'_>, item: &Candidate, exchange: &Exchange) -> WhyNot {
    let all = |kinds: &[&str]| {
        let of_kind = |broken: &Broken| {
            let kind = broken.constraint.split(':').next().unwrap_or_default();
            kinds.contains(&kind)
        };
        exchange.breaks.iter().all(of_kind)
    };
    let whole = view.context.component.constraints.stimulus_sets == Some(StimulusSets::Whole);
    let new_set = |code: &str| !view.stimuli.contains(code);
    if all(&["enemies", "family"]) {
        WhyNot::Enemy
    } else if whole && item.stimulus_code().is_some_and(new_set) {
        WhyNot::SetNotChosen
    } else {
        WhyNot::Breaks
    }
}

/// The row with the fewest reasons against it.
fn not_eligible(view: &View<'_>, item: &Candidate, version: ItemVersion) -> Outside {
    let rows = view.context.component.rows.iter();
    let against = rows.map(|row| (row, misfits(view.context, row, item)));
    let nearest = against.min_by_key(|(_, reasons)| reasons.len());
    let (row, reasons) = nearest.map_or((String::new(), Vec::new()), |(row, reasons)| {
        let reasons = reasons.iter().map(|reason| reason.as_str().to_owned());
        (row.id.clone(), reasons.collect())
    });
    Outside {
        version,
        why: WhyNot::NotEligible,
        row,
        reasons,
        exchange: None,
        reduced_cost: None,
    }
}

/// Of the exchanges for the tasks of the same rows the one that breaks least, then the best; with its
/// row and what it breaks, weighed.
fn best_exchange(view: &View<'_>, places: &[(usize, usize)]) -> Option<(Exchange, usize, f64)> {
    let mut best: Option<(Exchange, usize, f64)> = None;
    for &(row, put) in places {
        for &(position, out) in view.standing_in(row) {
            let effect = view.standing.exchange(out, put);
            let weighed = weighed(view, &effect);
            let better = best
                .as_ref()
                .is_none_or(|(known, _, least)| (weighed, effect.change) < (*least, known.change));
            if better {
                let objectives = changes(&view.stages, out, put);
                best = Some((exchange(view, position, &effect, objectives), row, weighed));
            }
        }
    }
    best
}

/// What an exchange breaks, by the weights of what may give way.
fn weighed(view: &View<'_>, effect: &Effect) -> f64 {
    const NEVER: f64 = 1e9;
    let of = |&(row, side, by): &(usize, Side, f64)| {
        let group = group_of(view.program, row);
        let weight = group.and_then(|group| weight(group, &view.program.rows[row], side));
        weight.unwrap_or(NEVER) * by
    };
    effect.broken.iter().map(of).sum()
}

fn exchange(
    view: &View<'_>,
    position: u32,
    effect: &Effect,
    objectives: Vec<ObjectiveChange>,
) -> Exchange {
    let mut breaks: BTreeMap<(String, Side), f64> = BTreeMap::new();
    for &(row, side, by) in &effect.broken {
        let name = group_of(view.program, row).map(|group| group.name());
        *breaks.entry((name.unwrap_or_default(), side)).or_default() += by;
    }
    let broken = breaks.into_iter().map(|((constraint, bound), by)| Broken {
        constraint,
        bound,
        by: tidy(by),
    });
    Exchange {
        position,
        change: tidy(effect.change),
        objectives,
        breaks: broken.collect(),
    }
}

/// How many items each reason keeps out, and the items asked for, the nearest to the form first.
pub(super) fn outside(
    view: &View<'_>,
    asked: &BTreeSet<String>,
    most: usize,
) -> (BTreeMap<WhyNot, usize>, Vec<Outside>) {
    let standing: BTreeSet<usize> = view.chosen.iter().map(|&(_, item)| item).collect();
    let all = (0..view.pool.len()).filter(|index| !standing.contains(index));
    let mut counts: BTreeMap<WhyNot, usize> = BTreeMap::new();
    let mut told: Vec<(f64, Outside)> = Vec::new();
    for candidate in all {
        let outside = why_not(view, candidate);
        *counts.entry(outside.why).or_default() += 1;
        if asked.is_empty() || asked.contains(&outside.version.item) {
            let change = outside.exchange.as_ref().map_or(0.0, |e| e.change);
            told.push((change, outside));
        }
    }
    told.sort_by(|(a, left), (b, right)| {
        let by_why = left.why.cmp(&right.why);
        by_why
            .then(a.total_cmp(b))
            .then(left.version.cmp(&right.version))
    });
    told.truncate(most);
    (
        counts,
        told.into_iter().map(|(_, outside)| outside).collect(),
    )
}
