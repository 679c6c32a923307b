//! Replacing a workflow by another edition. Items stand in states: one that is gone, or that means another
//! phase, would strand them, so such an edition is refused with their number, and told which renames would
//! help. The edition's own `renames` move them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::super::phase::{Phase, TRANSITIONS};
use super::document::{State, WorkflowDocument};
use crate::language::finding::Finding;

/// A state that versions stand in now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccupiedState {
    /// Its id.
    pub state: String,
    /// The phase of its versions.
    pub phase: Phase,
    /// How many.
    pub items: u64,
}

/// What becomes of the items when the edition takes effect.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Replacement {
    /// Items that move to another state.
    pub moved: Vec<MovedItems>,
    /// Items that have no place.
    pub stranded: Vec<Stranded>,
}

/// Items of one state that move to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MovedItems {
    /// Where they stand.
    pub from: String,
    /// Where they will stand.
    pub to: String,
    /// How many.
    pub items: u64,
}

/// Items of one state that have no place in the edition.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Stranded {
    /// Where they stand.
    pub state: String,
    /// How many.
    pub items: u64,
    /// States of the edition that could take them, the likeliest first: same phase, similar name, reached
    /// and left by the same transitions.
    pub proposals: Vec<String>,
    /// Why they have none.
    pub finding: Finding,
}

impl Replacement {
    /// Every reason why the edition cannot take effect.
    pub fn findings(&self) -> Vec<Finding> {
        self.stranded.iter().map(|s| s.finding.clone()).collect()
    }
}

/// What becomes of the items. `old` is the edition before; none where the built-in states held.
pub fn replacement(
    old: Option<&WorkflowDocument>,
    new: &WorkflowDocument,
    occupied: &[OccupiedState],
) -> Replacement {
    let mut plan = Replacement::default();
    for place in occupied.iter().filter(|place| place.items > 0) {
        let renamed = new.renames.get(&place.state);
        let target = renamed.unwrap_or(&place.state);
        match new.state(target) {
            Some(state) if state.phase == place.phase => {
                if *target != place.state {
                    plan.moved.push(MovedItems {
                        from: place.state.clone(),
                        to: target.clone(),
                        items: place.items,
                    });
                }
            }
            found => plan.stranded.push(stranded(old, new, place, found)),
        }
    }
    plan
}

/// The states that versions are in before any workflow is published.
pub fn built_in_states() -> BTreeMap<&'static str, Phase> {
    let mut states: BTreeMap<&str, Phase> = BTreeMap::from([("draft", Phase::Draft)]);
    states.extend(TRANSITIONS.iter().map(|(_, _, to, state)| (*state, *to)));
    states
}

fn stranded(
    old: Option<&WorkflowDocument>,
    new: &WorkflowDocument,
    place: &OccupiedState,
    found: Option<&State>,
) -> Stranded {
    let proposals = proposals(old, new, place);
    let pointer = match new.renames.contains_key(&place.state) {
        true => crate::document::pointer::child("/renames", &place.state),
        false => "/states".to_owned(),
    };
    let finding = match found {
        None => Finding::error("workflow_items_stranded", pointer),
        Some(state) => Finding::error("workflow_items_change_phase", pointer)
            .with("target", state.id.as_str())
            .with("becomes", state.phase.as_str()),
    };
    let finding = finding
        .with("state", place.state.as_str())
        .with("phase", place.phase.as_str())
        .with("items", place.items);
    Stranded {
        state: place.state.clone(),
        items: place.items,
        finding: match proposals.is_empty() {
            true => finding,
            false => finding.with("proposals", proposals.as_slice()),
        },
        proposals,
    }
}

/// At most three states of the same phase, the likeliest first.
fn proposals(
    old: Option<&WorkflowDocument>,
    new: &WorkflowDocument,
    place: &OccupiedState,
) -> Vec<String> {
    let before = old.and_then(|old| old.state(&place.state));
    let score = |state: &State| -> (bool, usize, usize) {
        let same_title = before.is_some_and(|b| !b.title.is_empty() && b.title == state.title);
        let shared = old.map_or(0, |old| {
            shared_transitions(old, &place.state, new, &state.id)
        });
        let far = strsim::damerau_levenshtein(&place.state, &state.id);
        (!same_title, usize::MAX - shared, far)
    };
    let fitting = new.states.iter().filter(|state| state.phase == place.phase);
    let mut ranked: Vec<_> = fitting.map(|state| (score(state), &state.id)).collect();
    ranked.sort();
    ranked
        .into_iter()
        .take(3)
        .map(|(_, id)| id.clone())
        .collect()
}

/// Transitions of the same id that lead to, or start from, both states.
fn shared_transitions(
    old: &WorkflowDocument,
    old_state: &str,
    new: &WorkflowDocument,
    new_state: &str,
) -> usize {
    let both = new
        .transitions
        .iter()
        .filter_map(|t| Some((old.transition(&t.id)?, t)));
    both.map(|(before, now)| {
        let leads = before.to == old_state && now.to == new_state;
        let starts = before.starts_from(old_state) && now.starts_from(new_state);
        usize::from(leads) + usize::from(starts)
    })
    .sum()
}
