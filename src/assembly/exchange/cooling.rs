//! Forms that neither exchange alone nor the best of many exchanges could mend: exchanges by chance,
//! bad ones too, ever less of them as the work goes on (simulated annealing). What counts is the sum of
//! all violations and of the squares of all distances, so that no form pays for the others.

use super::joint::{Forms, Step};
use super::search::Search;
use super::state::State;

/// What one item too many or too few is worth.
const BROKEN: f64 = 30.0;
/// Exchanges by chance for each form.
const PROPOSALS: u64 = 300_000;
/// Warmth at the beginning and at the end.
const WARM: [f64; 2] = [10.0, 0.02];
/// Into how many units the greatest distance is parted.
const UNITS: f64 = 20.0;

impl Forms<'_, '_> {
    /// Leaves the best forms it came by: no rule broken, the farthest one as near as was found. `each` is
    /// the most exchanges tried for each form.
    pub fn cool(&mut self, search: &mut Search, each: u64) {
        let forms = self.states.len();
        self.states.iter_mut().for_each(State::forget_what_was_dear);
        let farthest = (0..forms).map(|form| self.beyond(form)).fold(0.0, f64::max);
        let unit = (farthest / UNITS).max(1e-9);
        let mut energies: Vec<f64> = (0..forms).map(|form| self.energy(form, unit)).collect();
        let mut best = self.states.clone();
        let mut least = self.worth();
        let all = PROPOSALS.min(each) * forms as u64;
        let falling = (WARM[1] / WARM[0]).powf(1.0 / all as f64);
        let mut warmth = WARM[0];
        for number in 0..all {
            warmth *= falling;
            let form = search.below(forms);
            let Some(step) = self.proposal(form, search) else {
                continue;
            };
            let (other, after) = match step {
                Step::Pool { out, put } => (form, [self.exchanged(form, out, put, unit), 0.0]),
                Step::Between { out, other, put } => {
                    let mine = self.exchanged(form, out, put, unit);
                    (other, [mine, self.exchanged(other, put, out, unit)])
                }
            };
            let before = if other == form {
                energies[form]
            } else {
                energies[form] + energies[other]
            };
            let worse = after[0] + after[1] - before;
            if worse > 0.0 && search.share() >= (-worse / warmth).exp() {
                continue;
            }
            self.make(form, step);
            energies[form] = after[0];
            if other != form {
                energies[other] = after[1];
            }
            if worse < 0.0 && number % 8 == 0 || number + 1 == all {
                let worth = self.worth();
                if worth < least {
                    least = worth;
                    best = self.states.clone();
                }
                if least <= (0.0, 0.0) {
                    break;
                }
            }
        }
        self.restore(best);
    }

    fn beyond(&self, form: usize) -> f64 {
        (self.states[form].objective() - self.goals[form]).max(0.0)
    }

    fn energy(&self, form: usize, unit: f64) -> f64 {
        let beyond = self.beyond(form) / unit;
        BROKEN * self.states[form].violation() + beyond * beyond
    }

    /// All violations, then the greatest distance beyond a goal.
    fn worth(&self) -> (f64, f64) {
        let violation = self.states.iter().map(State::violation).sum();
        let farthest = (0..self.states.len()).map(|form| self.beyond(form));
        (violation, farthest.fold(0.0, f64::max))
    }

    /// Any exchange with the pool or with another form that what they share allows.
    fn proposal(&mut self, form: usize, search: &mut Search) -> Option<Step> {
        let members = self.states[form].columns();
        let out = members[search.below(members.len())];
        let facts = &self.states[form].model.columns[out as usize];
        if facts.fixed.is_some() {
            return None;
        }
        let place = facts.place;
        let other = search.below(2 * self.states.len());
        if other >= self.states.len() || other == form {
            let put = *self.offer[place].get(search.below(self.offer[place].len().max(1)))?;
            let (leaving, coming) = (self.candidate(form, out), self.candidate(form, put));
            let may = !self.states[form].has(put) && self.standing.may(form, Some(leaving), coming);
            return may.then_some(Step::Pool { out, put });
        }
        let there = &self.states[other].members[place];
        let put = *there.get(search.below(there.len().max(1)))?;
        let fixed = self.states[other].model.columns[put as usize]
            .fixed
            .is_some();
        let twice = self.states[form].has(put) || self.states[other].has(out);
        let may = !fixed && !twice && self.may_change(form, out, other, put);
        may.then_some(Step::Between { out, other, put })
    }

    /// Energy of a form after an exchange.
    fn exchanged(&mut self, form: usize, out: u32, put: u32, unit: f64) -> f64 {
        let goal = self.goals[form];
        let state = &mut self.states[form];
        let before = state.violation();
        let violation = before + state.lift(out as usize) + state.violation_with(put as usize);
        let beyond = (state.objective_with(put as usize) - goal).max(0.0) / unit;
        state.put(out as usize);
        BROKEN * violation.max(0.0) + beyond * beyond
    }

    fn restore(&mut self, states: Vec<State<'_>>) {
        for (form, best) in states.into_iter().enumerate() {
            for (_, candidate) in self.states[form].chosen() {
                self.standing.take(form, candidate);
            }
            for (_, candidate) in best.chosen() {
                self.standing.put(form, candidate);
            }
            self.states[form].become_like(&best);
        }
    }
}
