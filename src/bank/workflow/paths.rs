//! The ways that items of one kind can take through a workflow.

use std::collections::BTreeSet;

use super::document::{Transition, WorkflowDocument};
use crate::bank::phase::Phase;

/// The steps of one kind of items, between places in the list of states.
pub(super) struct Paths<'w> {
    open: Vec<bool>,
    steps: Vec<(usize, usize, &'w Transition)>,
    start: Option<usize>,
}

impl<'w> Paths<'w> {
    /// The steps that are for a kind.
    pub fn of(document: &'w WorkflowDocument, kind: &str) -> Self {
        let place = |id: &str| document.states.iter().position(|state| state.id == id);
        let transitions = document.transitions.iter().filter(|t| t.is_for(kind));
        let steps = transitions.flat_map(|t| {
            let to = place(&t.to);
            let from = t.from.iter().filter_map(move |from| place(from));
            from.filter_map(move |from| Some((from, to?, t)))
        });
        Self {
            open: document
                .states
                .iter()
                .map(|s| s.phase != Phase::Closed)
                .collect(),
            steps: steps.filter(|(from, to, _)| from != to).collect(),
            start: place(&document.start),
        }
    }

    /// Places that are reached from the start by steps that may be taken.
    pub fn reached(&self, may: impl Fn(&Transition) -> bool) -> BTreeSet<usize> {
        let mut reached: BTreeSet<usize> = self.start.into_iter().collect();
        while let Some(next) = self
            .steps
            .iter()
            .find(|(from, to, t)| reached.contains(from) && !reached.contains(to) && may(t))
        {
            reached.insert(next.1);
        }
        reached
    }

    /// True when a step leads out of a place.
    pub fn leads_on(&self, place: usize) -> bool {
        self.steps.iter().any(|(from, ..)| *from == place)
    }

    /// Places in which an item goes round for ever: it comes back to them, and never to a place that ends.
    pub fn endless(&self) -> BTreeSet<usize> {
        let ends = |at: usize| !self.open[at] || !self.leads_on(at);
        let mut ending: BTreeSet<usize> = (0..self.open.len()).filter(|at| ends(*at)).collect();
        while let Some(next) = self
            .steps
            .iter()
            .find(|(from, to, _)| ending.contains(to) && !ending.contains(from))
        {
            ending.insert(next.0);
        }
        let places = (0..self.open.len()).filter(|at| !ending.contains(at));
        places.filter(|at| self.comes_back(*at)).collect()
    }

    fn comes_back(&self, place: usize) -> bool {
        let mut reached: BTreeSet<usize> = BTreeSet::new();
        let near =
            |from: usize, reached: &BTreeSet<usize>| from == place || reached.contains(&from);
        while let Some((_, to, _)) = self
            .steps
            .iter()
            .find(|(from, to, _)| near(*from, &reached) && !reached.contains(to))
        {
            reached.insert(*to);
        }
        reached.contains(&place)
    }
}
