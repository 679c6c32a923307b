//! The best exchanges of each position that break nothing: ranked by what they do to the objective, and
//! recounted before they are told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::View;
use super::by_stage::{ObjectiveChange, changes};
use crate::assembly::explain::tidy;
use crate::assembly::request::Request;
use crate::assembly::run::Position;
use crate::assembly::swap::{Draft, ItemVersion};
use crate::language::finding::Finding;

/// Exchanges that are recounted for each one that is told.
const TRIES: usize = 4;

/// One task in exchange for another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Swap {
    /// Position from 1.
    pub position: u32,
    /// The task that stands there.
    pub out: ItemVersion,
    /// The task that may come.
    pub put: ItemVersion,
    /// By how much the objective, which is minimised, rises.
    pub change: f64,
    /// The same for each objective of a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<ObjectiveChange>,
}

pub(super) fn swaps(
    view: &View<'_>,
    request: &Request,
    forms: &[Vec<Position>],
    which: usize,
    most: usize,
) -> Result<Vec<Swap>, Vec<Finding>> {
    let draft = Draft::of(request, forms, which)?;
    let mut swaps = Vec::new();
    for (&row, places) in &view.places {
        for &(position, out) in places {
            let place = position as usize - 1;
            let kept = ranked(view, row, out)
                .into_iter()
                .take(most * TRIES)
                .filter(|ranked| draft.violations(place, ranked.candidate).is_empty());
            swaps.extend(kept.take(most).map(|ranked| Swap {
                position,
                out: draft.version_of(view.chosen[place].1),
                put: draft.version_of(ranked.candidate),
                change: tidy(ranked.change),
                objectives: ranked.objectives,
            }));
        }
    }
    swaps.sort_by(|a, b| {
        let by_position = a.position.cmp(&b.position);
        by_position
            .then(a.change.total_cmp(&b.change))
            .then(a.put.cmp(&b.put))
    });
    Ok(swaps)
}

/// A candidate that breaks nothing in the place of a task.
struct Ranked {
    change: f64,
    objectives: Vec<ObjectiveChange>,
    candidate: usize,
}

/// Candidates of a row that break nothing in the place of a task: by what they do to the objective, or to
/// the objectives of a list in their order.
fn ranked(view: &View<'_>, row: usize, out: usize) -> Vec<Ranked> {
    let mut ranked = Vec::new();
    for (&candidate, places) in &view.choices {
        let item = &view.pool.candidates()[candidate];
        if view.codes.contains(item.code.as_str()) {
            continue;
        }
        for &(_, put) in places.iter().filter(|(of_row, _)| *of_row == row) {
            let effect = view.standing.exchange(out, put);
            if effect.broken.is_empty() {
                ranked.push(Ranked {
                    change: effect.change,
                    objectives: changes(&view.stages, out, put),
                    candidate,
                });
            }
        }
    }
    ranked.sort_by(|a, b| {
        let pairs = a.objectives.iter().zip(&b.objectives);
        let later = pairs.map(|(a, b)| a.change.total_cmp(&b.change));
        let by_list = later.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then);
        by_list
            .then(a.change.total_cmp(&b.change))
            .then(a.candidate.cmp(&b.candidate))
    });
    ranked
}
