//! Several forms at once: what one form lacks another may have. Items change places between two forms,
//! or between a form and the pool, until every form holds every rule and is near enough to its targets.

use super::search::{Offer, Search};
use super::shared::Standing;
use super::state::State;

/// Items looked at as those to leave a form, in one step.
const OUTS: usize = 8;
/// Steps without a gain after which the work is given up.
const PATIENCE: u32 = 60;

/// Forms of one run.
pub struct Forms<'m, 'a> {
    /// Each form.
    pub states: Vec<State<'m>>,
    /// What stands where.
    pub standing: Standing<'a>,
    /// Columns that may come to each place.
    pub offer: Offer,
    /// What each form's objective should come down to.
    pub goals: Vec<f64>,
}

#[derive(Clone, Copy)]
pub(super) enum Step {
    /// An item of the pool comes.
    Pool { out: u32, put: u32 },
    /// Two forms exchange items.
    Between { out: u32, other: usize, put: u32 },
}

impl Forms<'_, '_> {
    /// Exchanges until all is well; false when budget or patience ended first.
    pub fn mend(&mut self, search: &mut Search) -> bool {
        let mut idle = 0;
        while let Some(form) = self.worst(search) {
            if search.budget == 0 || idle > PATIENCE {
                return false;
            }
            let before = self.misery(form);
            match self.best_step(form, search) {
                Some((gain, step)) if gain > 1e-9 => {
                    self.make(form, step);
                    idle = 0;
                }
                Some((_, step)) if before.0 > 0.0 && search.below(8) == 0 => {
                    self.make(form, step);
                    idle += 1;
                }
                _ => {
                    let broken: Vec<usize> = self.states[form].broken().collect();
                    let state = &mut self.states[form];
                    for number in broken {
                        state.dear[number] += 1.0 / state.model.sums[number].unit;
                    }
                    idle += 1;
                }
            }
        }
        true
    }

    /// A form that breaks rules, by chance; else the one farthest from its goal.
    fn worst(&self, search: &mut Search) -> Option<usize> {
        let broken = |form: &usize| self.states[*form].broken().next().is_some();
        let broken: Vec<usize> = (0..self.states.len()).filter(broken).collect();
        if !broken.is_empty() {
            return Some(broken[search.below(broken.len())]);
        }
        let far = |form: usize| self.states[form].objective() - self.goals[form];
        let farthest = (0..self.states.len()).max_by(|a, b| far(*a).total_cmp(&far(*b)));
        farthest.filter(|form| far(*form) > 0.0)
    }

    /// Violation and distance beyond the goal.
    fn misery(&self, form: usize) -> (f64, f64) {
        let state = &self.states[form];
        let beyond = (state.objective() - self.goals[form]).max(0.0);
        (state.violation(), beyond)
    }

    /// Violations count before distances.
    fn gain(before: (f64, f64), after: (f64, f64)) -> f64 {
        let less = before.0 - after.0;
        if less.abs() > 1e-9 {
            less
        } else {
            (before.1 - after.1).min(1.0)
        }
    }

    fn best_step(&mut self, form: usize, search: &mut Search) -> Option<(f64, Step)> {
        let mut outs: Vec<u32> = free(&self.states[form]);
        let mut best: Option<(f64, Step)> = None;
        for _ in 0..OUTS.min(outs.len()) {
            let pick = search.below(outs.len());
            let out = outs.swap_remove(pick);
            for found in [self.with_pool(form, out), self.between(form, out)] {
                if let Some((gain, step)) = found
                    && best.is_none_or(|(most, _)| gain > most)
                {
                    best = Some((gain, step));
                }
            }
            let place = self.states[form].model.columns[out as usize].place;
            let looked = self.offer[place].len() + 8 * self.members(place);
            search.budget = search.budget.saturating_sub(looked as u64);
        }
        best
    }

    fn members(&self, place: usize) -> usize {
        self.states
            .iter()
            .map(|state| state.members[place].len())
            .sum()
    }

    pub(super) fn candidate(&self, form: usize, column: u32) -> usize {
        let choice = self.states[form].model.choice(column as usize);
        choice.map_or(0, |(_, candidate)| candidate)
    }

    fn with_pool(&mut self, form: usize, out: u32) -> Option<(f64, Step)> {
        let before = self.misery(form);
        let place = self.states[form].model.columns[out as usize].place;
        let leaving = self.candidate(form, out);
        let lifted = before.0 + self.states[form].lift(out as usize);
        let mut best: Option<(f64, Step)> = None;
        for index in 0..self.offer[place].len() {
            let put = self.offer[place][index];
            let state = &self.states[form];
            let coming = self.candidate(form, put);
            if put == out || state.has(put) || !self.standing.may(form, Some(leaving), coming) {
                continue;
            }
            let violation = lifted + state.violation_with(put as usize);
            let beyond = state.objective_with(put as usize) - self.goals[form];
            let gain = Self::gain(before, (violation, beyond.max(0.0)));
            if best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, Step::Pool { out, put }));
            }
        }
        self.states[form].put(out as usize);
        best
    }

    fn between(&mut self, form: usize, out: u32) -> Option<(f64, Step)> {
        let place = self.states[form].model.columns[out as usize].place;
        let mut best: Option<(f64, Step)> = None;
        for other in (0..self.states.len()).filter(|other| *other != form) {
            if self.states[other].has(out) {
                continue;
            }
            let before = add(self.misery(form), self.misery(other));
            for index in 0..self.states[other].members[place].len() {
                let put = self.states[other].members[place][index];
                let fixed = self.states[other].model.columns[put as usize]
                    .fixed
                    .is_some();
                if fixed || self.states[form].has(put) || !self.may_change(form, out, other, put) {
                    continue;
                }
                let after = add(self.after(form, out, put), self.after(other, put, out));
                let gain = Self::gain(before, after);
                if best.is_none_or(|(most, _)| gain > most) {
                    best = Some((gain, Step::Between { out, other, put }));
                }
            }
        }
        best
    }

    /// Violation and distance beyond the goal after an exchange.
    fn after(&mut self, form: usize, out: u32, put: u32) -> (f64, f64) {
        let goal = self.goals[form];
        let state = &mut self.states[form];
        let violation = state.violation();
        let violation = violation + state.lift(out as usize) + state.violation_with(put as usize);
        let beyond = (state.objective_with(put as usize) - goal).max(0.0);
        state.put(out as usize);
        (violation, beyond)
    }

    pub(super) fn may_change(&mut self, form: usize, out: u32, other: usize, put: u32) -> bool {
        let (leaving, coming) = (self.candidate(form, out), self.candidate(other, put));
        self.standing.take(form, leaving);
        self.standing.take(other, coming);
        let mut may = self.standing.may(form, None, coming);
        if may {
            self.standing.put(form, coming);
            may = self.standing.may(other, None, leaving);
            self.standing.take(form, coming);
        }
        self.standing.put(form, leaving);
        self.standing.put(other, coming);
        may
    }

    pub(super) fn make(&mut self, form: usize, step: Step) {
        match step {
            Step::Pool { out, put } => self.exchange(form, out, put),
            Step::Between { out, other, put } => {
                let (leaving, coming) = (self.candidate(form, out), self.candidate(other, put));
                self.standing.take(form, leaving);
                self.standing.take(other, coming);
                self.standing.put(form, coming);
                self.standing.put(other, leaving);
                self.states[form].exchange(out, put);
                self.states[other].exchange(put, out);
            }
        }
    }

    fn exchange(&mut self, form: usize, out: u32, put: u32) {
        let (leaving, coming) = (self.candidate(form, out), self.candidate(form, put));
        self.standing.take(form, leaving);
        self.standing.put(form, coming);
        self.states[form].exchange(out, put);
    }
}

fn add(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    // The farther of two distances counts: one form is not mended at the cost of another.
    (a.0 + b.0, a.1.max(b.1))
}

fn free(state: &State<'_>) -> Vec<u32> {
    let fixed = |column: &u32| state.model.columns[*column as usize].fixed.is_some();
    let members = state.members.iter().flatten().copied();
    members.filter(|column| !fixed(column)).collect()
}
