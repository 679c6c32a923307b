//! The ways that items of one kind can take through a workflow.

use std::collections::BTreeSet;

use super::check_names::nearest;
use super::document::{Transition, WorkflowDocument};
use crate::bank::phase::Phase;

/// The steps of one kind of items, between places in the list of states.
pub(super) struct Paths<'w> {
    document: &'w WorkflowDocument,
    steps: Vec<(usize, usize, &'w Transition)>,
    start: Option<usize>,
}

impl<'w> Paths<'w> {
    /// The steps that are for a kind. A misspelt state counts as the one it was probably meant to be: its
    /// spelling is told elsewhere, and nothing else should be blamed for it.
    pub fn of(document: &'w WorkflowDocument, kind: &str) -> Self {
        let place = |id: &str| place(document, id);
        let transitions = document.transitions.iter().filter(|t| t.is_for(kind));
        let steps = transitions.flat_map(|t| {
            let to = place(&t.to);
            let from = t.from.iter().filter_map(move |from| place(from));
            from.filter_map(move |from| Some((from, to?, t)))
        });
        Self {
            document,
            steps: steps.filter(|(from, to, _)| from != to).collect(),
            start: place(&document.start),
        }
    }

    /// Places that are reached from the start by steps that may be taken.
    pub fn reached(&self, may: impl Fn(&Transition) -> bool) -> BTreeSet<usize> {
        let mut reached: BTreeSet<usize> = self.start.into_iter().collect();
        while let Some(next) = self.steps.iter().find(|(from, to, t)| {
            reached.contains(from) && !reached.contains(to) && may(t)
        }) {
            reached.insert(next.1);
        }
        reached
    }

    /// True when a step leads out of a place.
    pub fn leads_on(&self, place: usize) -> bool {
        self.steps.iter().any(|(from, ..)| *from == place)
    }

    /// Places from which an item can come to an end: those of closed states, and all that lead there.
    pub fn ending(&self) -> BTreeSet<usize> {
        let states = self.document.states.iter().enumerate();
        let closed = states.filter(|(_, state)| state.phase == Phase::Closed);
        let mut ending: BTreeSet<usize> = closed.map(|(at, _)| at).collect();
        while let Some(next) = self
            .steps
            .iter()
            .find(|(from, to, _)| ending.contains(to) && !ending.contains(from))
        {
            ending.insert(next.0);
        }
        ending
    }
}

/// Place of a state, or of the one that was probably meant.
fn place(document: &WorkflowDocument, id: &str) -> Option<usize> {
    let known: Vec<&str> = document.states.iter().map(|s| s.id.as_str()).collect();
    let exact = known.iter().position(|state| *state == id);
    exact.or_else(|| {
        let meant = nearest(id, &known)?;
        known.iter().position(|state| *state == meant)
    })
}
