//! A form under way, and what an exchange would change of it.

use super::model::{Distance, Model, Sum};
use crate::assembly::compile::Chosen;

/// A form under way.
#[derive(Clone, Debug)]
pub struct State<'m> {
    pub(super) model: &'m Model,
    /// Column → stands in the form.
    pub(super) inside: Vec<bool>,
    /// Place → its columns.
    pub(super) members: Vec<Vec<u32>>,
    /// Bounded sums as they are.
    pub(super) sums: Vec<f64>,
    /// Measured sums as they are.
    pub(super) measured: Vec<f64>,
    /// How dear a violation of a bounded sum is, by its unit.
    pub(super) dear: Vec<f64>,
    /// Cost of the columns inside.
    cost: f64,
}

impl<'m> State<'m> {
    /// The form of these columns, as many of each place as it needs.
    pub fn of(model: &'m Model, columns: &[u32]) -> Self {
        let mut state = Self {
            model,
            inside: vec![false; model.columns.len()],
            members: vec![Vec::new(); model.places.len()],
            sums: vec![0.0; model.sums.len()],
            measured: vec![0.0; model.measured],
            dear: model.sums.iter().map(|sum| 1.0 / sum.unit).collect(),
            cost: 0.0,
        };
        for &column in columns {
            state.members[model.columns[column as usize].place].push(column);
            state.put(column as usize);
        }
        for (column, facts) in model.columns.iter().enumerate().skip(model.choices) {
            if facts.fixed == Some(true) {
                state.put(column);
            }
        }
        state
    }

    /// The choices, ascending.
    pub fn chosen(&self) -> Chosen {
        let inside = self.members.iter().flatten();
        let mut chosen: Chosen = inside
            .filter_map(|column| self.model.choice(*column as usize))
            .collect();
        chosen.sort_unstable();
        chosen
    }

    /// Columns of the choices.
    pub fn columns(&self) -> Vec<u32> {
        self.members.concat()
    }

    /// True when a column stands in the form.
    pub fn has(&self, column: u32) -> bool {
        self.inside[column as usize]
    }

    /// What the form costs, where every rule holds.
    pub fn objective(&self) -> f64 {
        self.cost + self.distance(&self.measured)
    }

    /// All violations, each in items' worth and as dear as it is now; 0 when every rule holds.
    pub fn violation(&self) -> f64 {
        let each = self.model.sums.iter().zip(&self.sums).zip(&self.dear);
        each.map(|((sum, have), dear)| dear * outside(sum, *have))
            .sum()
    }

    /// Numbers of the bounded sums outside their bounds.
    pub fn broken(&self) -> impl Iterator<Item = usize> + '_ {
        let each = self.model.sums.iter().zip(&self.sums).enumerate();
        each.filter(|(_, (sum, have))| outside(sum, **have) > 0.0)
            .map(|(number, _)| number)
    }

    /// Adds a column to the sums.
    pub(super) fn put(&mut self, column: usize) {
        self.inside[column] = true;
        self.cost += self.model.columns[column].cost;
        for &(sum, factor) in self.model.terms(column) {
            self.sums[sum as usize] += factor;
        }
        for (have, more) in self.measured.iter_mut().zip(self.model.measures(column)) {
            *have += more;
        }
    }

    /// Takes a column from the sums.
    pub(super) fn take(&mut self, column: usize) {
        self.inside[column] = false;
        self.cost -= self.model.columns[column].cost;
        for &(sum, factor) in self.model.terms(column) {
            self.sums[sum as usize] -= factor;
        }
        for (have, less) in self.measured.iter_mut().zip(self.model.measures(column)) {
            *have -= less;
        }
    }

    /// Takes a column from the sums and says how much the violation changed.
    pub(super) fn lift(&mut self, column: usize) -> f64 {
        let mut change = 0.0;
        for &(number, factor) in self.model.terms(column) {
            let number = number as usize;
            let (sum, have) = (&self.model.sums[number], self.sums[number]);
            change += self.dear[number] * (outside(sum, have - factor) - outside(sum, have));
        }
        self.take(column);
        change
    }

    /// One column of a place for another of the same place.
    pub fn exchange(&mut self, out: u32, put: u32) {
        let place = self.model.columns[out as usize].place;
        if let Some(member) = self.members[place]
            .iter_mut()
            .find(|member| **member == out)
        {
            *member = put;
        }
        self.take(out as usize);
        self.put(put as usize);
    }

    /// How much the violation changes when a column that is outside comes in.
    pub(super) fn violation_with(&self, column: usize) -> f64 {
        let mut change = 0.0;
        for &(number, factor) in self.model.terms(column) {
            let number = number as usize;
            let (sum, have) = (&self.model.sums[number], self.sums[number]);
            change += self.dear[number] * (outside(sum, have + factor) - outside(sum, have));
        }
        change
    }

    /// The objective when a column that is outside comes in.
    pub(super) fn objective_with(&self, column: usize) -> f64 {
        let more = self.model.measures(column);
        let mut total = self.cost + self.model.columns[column].cost;
        for distance in &self.model.distances {
            let each = |&(number, low, high, factor): &(usize, f64, f64, f64)| {
                let have = self.measured[number] + more[number];
                (low - have).max(have - high) * factor
            };
            let farthest = distance
                .marks
                .iter()
                .map(each)
                .fold(distance.least, f64::max);
            total += distance.cost * farthest;
        }
        total
    }

    fn distance(&self, measured: &[f64]) -> f64 {
        let one = |distance: &Distance| {
            let each = distance.marks.iter().map(|&(number, low, high, factor)| {
                (low - measured[number]).max(measured[number] - high) * factor
            });
            distance.cost * each.fold(distance.least, f64::max)
        };
        self.model.distances.iter().map(one).sum()
    }

    /// Every violation is as dear as at the beginning.
    pub(super) fn forget_what_was_dear(&mut self) {
        self.dear = self.model.sums.iter().map(|sum| 1.0 / sum.unit).collect();
    }

    /// The same columns as another form of the same program.
    pub(super) fn become_like(&mut self, other: &State<'_>) {
        self.inside.clone_from(&other.inside);
        self.members.clone_from(&other.members);
        self.sums.clone_from(&other.sums);
        self.measured.clone_from(&other.measured);
        self.cost = other.cost;
        self.refresh();
    }

    /// Adds everything up anew: many exchanges leave crumbs in the sums.
    pub fn refresh(&mut self) {
        let dear = std::mem::take(&mut self.dear);
        let others: Vec<usize> = (self.model.choices..self.model.columns.len())
            .filter(|column| self.inside[*column])
            .collect();
        let mut fresh = Self::of(self.model, &self.columns());
        for column in self.model.choices..self.model.columns.len() {
            match (others.contains(&column), fresh.inside[column]) {
                (true, false) => fresh.put(column),
                (false, true) => fresh.take(column),
                _ => {}
            }
        }
        fresh.dear = dear;
        *self = fresh;
    }
}

/// How far a sum is outside its bounds.
pub(super) fn outside(sum: &Sum, have: f64) -> f64 {
    (sum.low - have).max(have - sum.high).max(0.0)
}
