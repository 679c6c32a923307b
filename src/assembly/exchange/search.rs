//! From a start by chance to a form that holds every rule, then nearer to its targets.
//!
//! While rules are broken one of them is taken by chance and the exchange is made that lessens all
//! violations most; where none does, what is broken becomes dearer. A form that holds every rule only
//! changes to better ones that hold them too; where none is left, some exchanges by chance open a new
//! neighbourhood, and the best form is kept.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::model::Model;
use super::state::State;

/// Items looked at as those to leave, in one step of the repair.
const OUTS: usize = 6;
/// How many steps an item that left stays out.
const REST: u32 = 8;
/// What is still no violation.
const NOTHING: f64 = 1e-12;
/// Exchanges by chance that open a new neighbourhood.
const KICKS: usize = 3;

/// A search with its own stream of chance and its own budget.
pub struct Search {
    random: ChaCha8Rng,
    /// Exchanges that may still be looked at.
    pub budget: u64,
    /// Column → step until which it stays out.
    rest: Vec<u32>,
    step: u32,
}

/// Says which exchanges may be made beyond the rules of the form itself.
pub trait Guard {
    /// True when `put` may come for `out`.
    fn may(&self, out: u32, put: u32) -> bool;
    /// The exchange was made.
    fn exchanged(&mut self, out: u32, put: u32);
    /// The form is another one now.
    fn restored(&mut self, state: &State<'_>);
}

/// Every exchange may be made.
pub struct Anything;

impl Guard for Anything {
    fn may(&self, _: u32, _: u32) -> bool {
        true
    }

    fn exchanged(&mut self, _: u32, _: u32) {}

    fn restored(&mut self, _: &State<'_>) {}
}

/// Columns that may come to each place, in an order that decides between equals.
pub type Offer = Vec<Vec<u32>>;

impl Search {
    /// A search of this stream of a seed, that may look at so many exchanges.
    pub fn new(seed: u64, stream: u64, budget: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(stream);
        Self {
            random,
            budget,
            rest: Vec::new(),
            step: 0,
        }
    }

    /// A number below `count`, which is above 0.
    pub fn below(&mut self, count: usize) -> usize {
        ((u64::from(self.random.next_u32()) * count as u64) >> 32) as usize
    }

    /// A number in (0, 1].
    pub fn share(&mut self) -> f64 {
        (f64::from(self.random.next_u32()) + 1.0) / 4_294_967_296.0
    }

    /// Shuffles.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.below(last + 1);
            list.swap(last, other);
        }
    }

    /// A start: what is fixed, then the first of each place's offer that may come. `None` where a place
    /// cannot be filled.
    pub fn start<'m>(
        model: &'m Model,
        offer: &Offer,
        may: &mut dyn FnMut(usize) -> bool,
    ) -> Option<State<'m>> {
        let mut columns = Vec::new();
        let mut filled = vec![0; model.places.len()];
        let given = (0..model.choices).filter(|c| model.columns[*c].fixed == Some(true));
        for column in given {
            filled[model.columns[column].place] += 1;
            columns.push(column as u32);
        }
        let mut candidates: Vec<usize> = columns
            .iter()
            .filter_map(|c| Some(model.choice(*c as usize)?.1))
            .collect();
        for (place, offered) in offer.iter().enumerate() {
            for &column in offered {
                if filled[place] >= model.places[place].need {
                    break;
                }
                let (_, candidate) = model.choice(column as usize)?;
                let free = model.columns[column as usize].fixed.is_none();
                // The same version twice would be broken at once; other versions are found out later.
                if free && !candidates.contains(&candidate) && may(candidate) {
                    candidates.push(candidate);
                    columns.push(column);
                    filled[place] += 1;
                }
            }
        }
        let whole = filled
            .iter()
            .zip(&model.places)
            .all(|(have, place)| *have == place.need);
        whole.then(|| State::of(model, &columns))
    }

    /// Makes every rule hold; false when the budget ended first.
    pub fn repair(&mut self, state: &mut State<'_>, offer: &Offer, guard: &mut dyn Guard) -> bool {
        self.rest = vec![0; state.model.columns.len()];
        self.step = REST;
        let mut broken = Vec::new();
        loop {
            broken.clear();
            broken.extend(state.broken());
            if broken.is_empty() {
                return true;
            }
            if self.budget == 0 {
                return false;
            }
            self.step += 1;
            if self.step.is_multiple_of(256) {
                state.refresh();
            }
            let sum = broken[self.below(broken.len())];
            let best = self.best_repair(state, sum, offer, guard);
            match best {
                Some((change, step)) if change < -NOTHING || self.below(16) == 0 => {
                    self.make(state, step, guard);
                }
                _ => {
                    for &number in &broken {
                        state.dear[number] += 1.0 / state.model.sums[number].unit;
                    }
                }
            }
        }
    }

    fn make(&mut self, state: &mut State<'_>, step: Step, guard: &mut dyn Guard) {
        match step {
            Step::Exchange(out, put) => {
                self.rest[out as usize] = self.step + REST;
                state.exchange(out, put);
                guard.exchanged(out, put);
            }
            Step::Turn(column) if state.inside[column] => state.take(column),
            Step::Turn(column) => state.put(column),
        }
    }

    /// The step that lessens all violations most, among those of some items that stand in the way of
    /// a sum.
    fn best_repair(
        &mut self,
        state: &mut State<'_>,
        sum: usize,
        offer: &Offer,
        guard: &mut dyn Guard,
    ) -> Option<(f64, Step)> {
        let mut best: Option<(f64, Step)> = None;
        let mut better = |change: f64, step: Step| {
            if best.is_none_or(|(least, _)| change < least) {
                best = Some((change, step));
            }
        };
        let model = state.model;
        let mut outs = self.in_the_way(state, sum);
        for _ in 0..OUTS.min(outs.len()) {
            let pick = self.below(outs.len());
            let out = outs.swap_remove(pick);
            let place = model.columns[out as usize].place;
            let lifted = state.lift(out as usize);
            for &put in &offer[place] {
                let resting = self.rest[put as usize] > self.step;
                if put == out || resting || state.inside[put as usize] || !guard.may(out, put) {
                    continue;
                }
                better(
                    lifted + state.violation_with(put as usize),
                    Step::Exchange(out, put),
                );
            }
            self.budget = self.budget.saturating_sub(offer[place].len() as u64);
            state.put(out as usize);
        }
        for column in model.choices..model.columns.len() {
            if model.columns[column].fixed.is_some() {
                continue;
            }
            if state.inside[column] {
                better(state.lift(column), Step::Turn(column));
                state.put(column);
            } else {
                better(state.violation_with(column), Step::Turn(column));
            }
        }
        best
    }

    /// Items whose leaving can bring a sum nearer to its bounds.
    fn in_the_way(&self, state: &State<'_>, sum: usize) -> Vec<u32> {
        let model = state.model;
        let too_much = state.sums[sum] > model.sums[sum].high;
        let factor = |column: u32| {
            let terms = model.terms(column as usize);
            terms
                .iter()
                .find(|term| term.0 as usize == sum)
                .map_or(0.0, |term| term.1)
        };
        let free = |column: &u32| model.columns[*column as usize].fixed.is_none();
        let members = || state.members.iter().flatten().copied().filter(free);
        let unit = model.sums[sum].unit;
        let wrong: Vec<u32> = match too_much {
            true => members().filter(|column| factor(*column) > 0.0).collect(),
            false => members().filter(|column| factor(*column) < unit).collect(),
        };
        if wrong.is_empty() {
            members().collect()
        } else {
            wrong
        }
    }

    /// Brings a form that holds every rule as near to its targets as the budget allows, or as `goal`
    /// asks. The best form found is left in the state.
    pub fn improve(
        &mut self,
        state: &mut State<'_>,
        offer: &Offer,
        goal: f64,
        guard: &mut dyn Guard,
    ) {
        state.refresh();
        let mut best = state.clone();
        let mut least = state.objective();
        loop {
            self.descend(state, offer, goal, guard);
            state.refresh();
            let now = state.objective();
            if now < least {
                least = now;
                best = state.clone();
            }
            if least <= goal || self.budget == 0 {
                *state = best;
                guard.restored(state);
                return;
            }
            if now > least {
                *state = best.clone();
                guard.restored(state);
            }
            self.kick(state, offer, guard);
        }
    }

    /// The best exchange for each item in turn, until no item has one.
    fn descend(&mut self, state: &mut State<'_>, offer: &Offer, goal: f64, guard: &mut dyn Guard) {
        let mut order = free_members(state);
        self.shuffle(&mut order);
        let mut idle = 0;
        let mut turn = 0;
        while idle < order.len() && self.budget > 0 && state.objective() > goal {
            let place = turn % order.len();
            turn += 1;
            match self.best_exchange(state, order[place], offer, guard) {
                Some(put) => {
                    state.exchange(order[place], put);
                    guard.exchanged(order[place], put);
                    order[place] = put;
                    idle = 0;
                }
                None => idle += 1,
            }
        }
    }

    fn best_exchange(
        &mut self,
        state: &mut State<'_>,
        out: u32,
        offer: &Offer,
        guard: &mut dyn Guard,
    ) -> Option<u32> {
        let place = state.model.columns[out as usize].place;
        let mut least = state.objective() - NOTHING;
        let lifted = state.lift(out as usize);
        let mut best = None;
        for &put in &offer[place] {
            if put == out || state.inside[put as usize] {
                continue;
            }
            let objective = state.objective_with(put as usize);
            if objective < least
                && guard.may(out, put)
                && lifted + state.violation_with(put as usize) <= NOTHING
            {
                least = objective;
                best = Some(put);
            }
        }
        self.budget = self.budget.saturating_sub(offer[place].len() as u64);
        state.put(out as usize);
        best
    }

    /// Something that may come for an item without breaking a rule, looked for from a place by chance on.
    pub fn find_exchange(
        &mut self,
        state: &mut State<'_>,
        offer: &Offer,
        out: u32,
        may: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let offered = &offer[state.model.columns[out as usize].place];
        if offered.is_empty() {
            return None;
        }
        let first = self.below(offered.len());
        let lifted = state.lift(out as usize);
        let (before, after) = offered.split_at(first);
        let found = after.iter().chain(before).copied().find(|&put| {
            put != out
                && !state.inside[put as usize]
                && may(put)
                && lifted + state.violation_with(put as usize) <= NOTHING
        });
        state.put(out as usize);
        found
    }

    /// Some exchanges by chance that break nothing.
    fn kick(&mut self, state: &mut State<'_>, offer: &Offer, guard: &mut dyn Guard) {
        for _ in 0..KICKS {
            let members = free_members(state);
            if members.is_empty() {
                self.budget = 0;
                return;
            }
            let out = members[self.below(members.len())];
            let put = self.find_exchange(state, offer, out, |put| guard.may(out, put));
            let offered = offer[state.model.columns[out as usize].place].len();
            self.budget = self.budget.saturating_sub(offered as u64 / 4 + 1);
            if let Some(put) = put {
                state.exchange(out, put);
                guard.exchanged(out, put);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Step {
    /// One choice for another of its place.
    Exchange(u32, u32),
    /// Another whole variable turned round.
    Turn(usize),
}

fn free_members(state: &State<'_>) -> Vec<u32> {
    let members = state.members.iter().flatten().copied();
    members
        .filter(|column| state.model.columns[*column as usize].fixed.is_none())
        .collect()
}
