//! The cheapest ways to give way, each by other constraints: the cheapest of all first; the next ones
//! are the cheapest that do without one of the constraints that an earlier one gives up.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::asking::{Asked, Asking};
use super::elastic::{Breach, Elastic, Side, breaches, group_of, soft_cost};
use super::relaxable::{tells_bounds, weight};
use super::tidy;
use crate::assembly::program::{Group, Program, VariableId};
use crate::assembly::run::label;
use crate::assembly::solver::{Outcome, Status};

/// What may be cheaper than what is called cheapest, relative.
const NEARLY: f64 = 0.01;

/// A bound that would have to move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// The constraint, as in findings (`row:R3`, `minutes`).
    pub constraint: String,
    /// The form, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Which bound.
    pub bound: Side,
    /// The bound as asked for, where it is a number that somebody wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// The bound that would do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// By how much.
    pub by: f64,
}

impl Change {
    /// For a sentence in any language: `minutes ≤ 40 → 43`, `key_position +1`.
    pub fn told(&self) -> String {
        let form = self.form.as_ref().map(|form| format!(" ({form})"));
        let form = form.unwrap_or_default();
        let name = &self.constraint;
        match (self.from, self.to, self.bound) {
            (Some(from), Some(to), Side::Min) => format!("{name}{form} ≥ {from} → {to}"),
            (Some(from), Some(to), Side::Max) => format!("{name}{form} ≤ {from} → {to}"),
            (.., Side::Min) => format!("{name}{form} −{}", self.by),
            (.., Side::Max) => format!("{name}{form} +{}", self.by),
        }
    }
}

/// A set of changes with which there are forms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Relaxation {
    /// The changes; nothing else needs to give way.
    pub changes: Vec<Change>,
    /// Weighted sum of the changes, in percent of the bounds they miss, and of what soft rules cost.
    pub cost: f64,
    /// True when it is proven that no change of these or other constraints would do that is cheaper by
    /// more than a hundredth, but for the relaxations named before it.
    pub cheapest: bool,
}

/// A relaxation with the forms that prove it.
#[derive(Clone)]
pub(super) struct Way {
    pub(super) relaxation: Relaxation,
    pub(super) groups: BTreeSet<Group>,
    /// Variables of the program it is about, with their values.
    pub(super) ids: Vec<VariableId>,
    pub(super) values: Vec<f64>,
}

/// A node of the search: what may not give way, and the cheapest way without it.
struct Node {
    forbidden: BTreeSet<Group>,
    way: Way,
}

/// Up to `most` ways, the cheapest first.
pub(super) fn ways(asking: &Asking<'_>, program: &Program, most: usize) -> Vec<Way> {
    let elastic = Elastic::of(program, weight).with_totals();
    let mut seen: BTreeSet<BTreeSet<Group>> = BTreeSet::new();
    let mut found: Vec<Way> = Vec::new();
    let mut known: Vec<Way> = Vec::new();
    let first = way(asking, program, &elastic, &BTreeSet::new(), &mut known);
    let mut open: Vec<Node> = first
        .into_iter()
        .map(|way| Node {
            forbidden: BTreeSet::new(),
            way,
        })
        .collect();
    while found.len() < most && !open.is_empty() {
        let cost = |node: &Node| node.way.relaxation.cost;
        let cheapest = (0..open.len()).min_by(|&a, &b| cost(&open[a]).total_cmp(&cost(&open[b])));
        let node = open.swap_remove(cheapest.unwrap_or(0));
        if node.way.groups.is_empty() {
            // Nothing needs to give way.
            return vec![node.way];
        }
        let others = found.len() + 1 < most || !is_new(&found, &node.way);
        for group in node.way.groups.iter().filter(|_| others) {
            let mut forbidden = node.forbidden.clone();
            forbidden.insert(group.clone());
            if seen.insert(forbidden.clone())
                && let Some(way) = way(asking, program, &elastic, &forbidden, &mut known)
            {
                open.push(Node { forbidden, way });
            }
        }
        if is_new(&found, &node.way) {
            found.push(node.way);
        }
    }
    found
}

/// True for what gives up no more than needed: not all that an earlier way gives up, and more.
fn is_new(found: &[Way], way: &Way) -> bool {
    found
        .iter()
        .all(|known| !known.groups.is_subset(&way.groups))
}

/// The cheapest way without what is forbidden. A way that is known already and does without it is what
/// has to be beaten.
fn way(
    asking: &Asking<'_>,
    program: &Program,
    elastic: &Elastic,
    forbidden: &BTreeSet<Group>,
    known: &mut Vec<Way>,
) -> Option<Way> {
    let allowed = known.iter().filter(|way| way.groups.is_disjoint(forbidden));
    let best = allowed.min_by(|a, b| a.relaxation.cost.total_cmp(&b.relaxation.cost));
    let below = best.map_or(f64::INFINITY, |way| way.relaxation.cost);
    match asking.cheapest(&elastic.without(forbidden), below) {
        Asked::Found(outcome) => {
            let way = read(program, elastic, forbidden, &outcome)?;
            known.push(way.clone());
            Some(way)
        }
        Asked::NoneBelow { proven } => best.map(|way| {
            let mut way = way.clone();
            way.relaxation.cheapest &= proven;
            way
        }),
    }
}

fn read(
    program: &Program,
    elastic: &Elastic,
    forbidden: &BTreeSet<Group>,
    outcome: &Outcome,
) -> Option<Way> {
    let values = outcome.values[..program.variables.len()].to_vec();
    let breaches = breaches(program, &values);
    // What may not give way did not, or the solver was wrong.
    let allowed = |breach: &Breach| {
        group_of(program, breach.row).is_some_and(|group| !forbidden.contains(group))
    };
    if !breaches.iter().all(allowed) {
        return None;
    }
    let groups = breaches.iter().filter_map(|b| group_of(program, b.row));
    Some(Way {
        groups: groups.cloned().collect(),
        relaxation: Relaxation {
            changes: changes(program, &breaches),
            cost: tidy(elastic.cost(&breaches) + soft_cost(program, &values)),
            cheapest: is_cheapest(outcome),
        },
        ids: program
            .variables
            .iter()
            .map(|variable| variable.id)
            .collect(),
        values,
    })
}

/// True where nothing is cheaper by more than a hundredth.
fn is_cheapest(outcome: &Outcome) -> bool {
    let proven = matches!(outcome.status, Status::Optimal | Status::WithinGap);
    proven || outcome.objective - outcome.bound <= NEARLY * outcome.objective
}

fn changes(program: &Program, breaches: &[Breach]) -> Vec<Change> {
    let several = program
        .variables
        .iter()
        .any(|variable| matches!(variable.id, VariableId::Choose { form, .. } if form > 0));
    let one = |breach: &Breach| {
        let row = &program.rows[breach.row];
        let group = group_of(program, breach.row)?;
        let (bound, moved) = match breach.side {
            Side::Min => (row.lower, row.lower - breach.by),
            Side::Max => (row.upper, row.upper + breach.by),
        };
        let told = tells_bounds(group, bound);
        Some(Change {
            constraint: group.name(),
            form: form_of(program, breach.row).filter(|_| several),
            bound: breach.side,
            from: told.then(|| tidy(bound)),
            to: told.then(|| tidy(moved)),
            by: tidy(breach.by),
        })
    };
    breaches.iter().filter_map(one).collect()
}

/// The form whose choices a row is about; none where it is about several.
fn form_of(program: &Program, row: usize) -> Option<String> {
    let mut forms = BTreeSet::new();
    for &(variable, _) in &program.rows[row].terms {
        if let VariableId::Choose { form, .. } = program.variables[variable].id {
            forms.insert(form);
        }
    }
    let only = forms.first().filter(|_| forms.len() == 1);
    only.map(|form| label(*form))
}
