//! A form as a point of its program, and what an exchange of two items does to it: sums are kept by
//! row, so an exchange costs as much as two columns are long.
//!
//! Variables that are no choices follow from the choices. One that costs something takes the cheapest
//! value that its rows allow; one that costs nothing takes the end of its range that breaks its own
//! rows less.

use std::collections::BTreeSet;

use crate::assembly::explain::Side;
use crate::assembly::program::{Group, Program, RowId, VariableId};

/// Sums within this of a bound hold it.
const TOLERANCE: f64 = 1e-6;

/// What an exchange does.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Effect {
    /// By how much the objective, which is minimised, rises.
    pub(super) change: f64,
    /// Rows that break, or break worse: (row, bound, by how much more).
    pub(super) broken: Vec<(usize, Side, f64)>,
}

pub(super) struct Standing<'a> {
    program: &'a Program,
    /// Variable → (row, factor).
    columns: Vec<Vec<(usize, f64)>>,
    values: Vec<f64>,
    sums: Vec<f64>,
    /// Variables that are no choices and cost nothing, with the rows that only they share with choices.
    free: Vec<(usize, Vec<usize>)>,
    /// Variables that are no choices and cost something.
    priced: Vec<usize>,
    /// Row → places in `free` and `priced` of the variables that follow from it.
    follow: Vec<Vec<Follower>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Follower {
    Free(usize),
    Priced(usize),
}

/// Changes of an exchange that is only thought of.
#[derive(Default)]
struct Thought {
    sums: Vec<(usize, f64)>,
    values: Vec<(usize, f64)>,
}

impl<'a> Standing<'a> {
    /// The point at which exactly these choices stand.
    pub(super) fn of(program: &'a Program, chosen: &BTreeSet<usize>) -> Self {
        let mut columns = vec![Vec::new(); program.variables.len()];
        for (row, line) in program.rows.iter().enumerate() {
            for &(variable, factor) in &line.terms {
                columns[variable].push((row, factor));
            }
        }
        let is_choice =
            |index: usize| matches!(program.variables[index].id, VariableId::Choose { .. });
        let others = (0..columns.len()).filter(|&index| !is_choice(index));
        let (priced, plain): (Vec<usize>, Vec<usize>) =
            others.partition(|&index| program.variables[index].cost != 0.0);
        let alone = |variable: usize, row: usize| {
            let mut others = program.rows[row].terms.iter().map(|term| term.0);
            others.all(|other| other == variable || is_choice(other))
        };
        let free = plain.into_iter().map(|variable| {
            let rows = columns[variable].iter().map(|entry| entry.0);
            (variable, rows.filter(|&row| alone(variable, row)).collect())
        });
        let free: Vec<(usize, Vec<usize>)> = free.collect();
        let mut follow = vec![Vec::new(); program.rows.len()];
        for (place, (_, rows)) in free.iter().enumerate() {
            for &row in rows {
                follow[row].push(Follower::Free(place));
            }
        }
        for (place, &variable) in priced.iter().enumerate() {
            for &(row, _) in &columns[variable] {
                follow[row].push(Follower::Priced(place));
            }
        }
        let mut standing = Self {
            program,
            values: vec![0.0; columns.len()],
            sums: vec![0.0; program.rows.len()],
            columns,
            free,
            priced,
            follow,
        };
        for &variable in chosen {
            standing.set(variable, 1.0);
        }
        standing.settle();
        standing
    }

    fn set(&mut self, variable: usize, value: f64) {
        let change = value - self.values[variable];
        if change != 0.0 {
            self.values[variable] = value;
            for &(row, factor) in &self.columns[variable] {
                self.sums[row] += factor * change;
            }
        }
    }

    /// Gives every variable that follows from the choices its value.
    fn settle(&mut self) {
        for place in 0..self.free.len() {
            let value = self.free_value(place, &Thought::default());
            self.set(self.free[place].0, value);
        }
        for place in 0..self.priced.len() {
            let value = self.priced_value(place, &Thought::default());
            self.set(self.priced[place], value);
        }
    }

    /// The objective, which is minimised.
    pub(super) fn objective(&self) -> f64 {
        let variables = self.program.variables.iter().zip(&self.values);
        variables
            .map(|(variable, value)| variable.cost * value)
            .sum()
    }

    /// Sum of a row.
    pub(super) fn sum(&self, row: usize) -> f64 {
        self.sums[row]
    }

    fn sum_in(&self, row: usize, thought: &Thought) -> f64 {
        let moved = thought.sums.iter().filter(|(other, _)| *other == row);
        self.sums[row] + moved.map(|(_, change)| change).sum::<f64>()
    }

    fn value_in(&self, variable: usize, thought: &Thought) -> f64 {
        let moved = thought
            .values
            .iter()
            .filter(|(other, _)| *other == variable);
        self.values[variable] + moved.map(|(_, change)| change).sum::<f64>()
    }

    /// The end of the range that breaks the variable's own rows less; the lower one where both break
    /// them alike.
    fn free_value(&self, place: usize, thought: &Thought) -> f64 {
        let (variable, rows) = &self.free[place];
        let bounds = &self.program.variables[*variable];
        let now = self.value_in(*variable, thought);
        let broken = |value: f64| -> f64 {
            let of = |&row: &usize| {
                let factor = self.factor(*variable, row);
                let sum = self.sum_in(row, thought) + factor * (value - now);
                // What ties variables together holds before any rule does.
                let tied = group_of(self.program, row).is_none();
                self.outside(row, sum) * if tied { 1e3 } else { 1.0 }
            };
            rows.iter().map(of).sum()
        };
        match broken(bounds.upper) < broken(bounds.lower) - TOLERANCE {
            true => bounds.upper,
            false => bounds.lower,
        }
    }

    /// The cheapest value that the variable's rows allow.
    fn priced_value(&self, place: usize, thought: &Thought) -> f64 {
        let variable = self.priced[place];
        let bounds = &self.program.variables[variable];
        let (mut low, mut high) = (bounds.lower, bounds.upper);
        let now = self.value_in(variable, thought);
        for &(row, factor) in &self.columns[variable] {
            let line = &self.program.rows[row];
            let rest = self.sum_in(row, thought) - factor * now;
            let ends = [(line.lower - rest) / factor, (line.upper - rest) / factor];
            let (least, most) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            low = low.max(least);
            high = high.min(most);
        }
        let value = if bounds.cost > 0.0 { low } else { high };
        value.clamp(bounds.lower, bounds.upper)
    }

    fn factor(&self, variable: usize, row: usize) -> f64 {
        let mut entries = self.columns[variable].iter();
        let entry = entries.find(|(other, _)| *other == row);
        entry.map_or(0.0, |(_, factor)| *factor)
    }

    /// How far a sum is outside the bounds of a row.
    fn outside(&self, row: usize, sum: f64) -> f64 {
        let line = &self.program.rows[row];
        (line.lower - sum).max(sum - line.upper).max(0.0)
    }

    /// What happens when one choice goes and another comes.
    pub(super) fn exchange(&self, out: usize, put: usize) -> Effect {
        let mut thought = Thought::default();
        let mut change = 0.0;
        let mut step = |thought: &mut Thought, variable: usize, by: f64| {
            change += self.program.variables[variable].cost * by;
            thought.values.push((variable, by));
            for &(row, factor) in &self.columns[variable] {
                match thought.sums.iter_mut().find(|(other, _)| *other == row) {
                    Some((_, moved)) => *moved += factor * by,
                    None => thought.sums.push((row, factor * by)),
                }
            }
        };
        step(&mut thought, out, -1.0);
        step(&mut thought, put, 1.0);
        // Free variables first: rows of priced ones may speak of them.
        for free in [true, false] {
            let touched = thought.sums.iter().flat_map(|(row, _)| &self.follow[*row]);
            let followers: BTreeSet<Follower> = touched
                .filter(|follower| matches!(follower, Follower::Free(_)) == free)
                .copied()
                .collect();
            for follower in followers {
                let (variable, value) = match follower {
                    Follower::Free(place) => (self.free[place].0, self.free_value(place, &thought)),
                    Follower::Priced(place) => {
                        (self.priced[place], self.priced_value(place, &thought))
                    }
                };
                let by = value - self.value_in(variable, &thought);
                if by != 0.0 {
                    step(&mut thought, variable, by);
                }
            }
        }
        Effect {
            change,
            broken: self.broken(&thought),
        }
    }

    fn broken(&self, thought: &Thought) -> Vec<(usize, Side, f64)> {
        let mut broken = Vec::new();
        for &(row, change) in &thought.sums {
            let before = self.outside(row, self.sums[row]);
            let sum = self.sums[row] + change;
            let worse = self.outside(row, sum) - before;
            if worse > TOLERANCE {
                let below = sum < self.program.rows[row].lower;
                let side = if below { Side::Min } else { Side::Max };
                broken.push((row, side, worse));
            }
        }
        broken
    }
}

/// The group of a row, where it states a rule.
pub(super) fn group_of(program: &Program, row: usize) -> Option<&Group> {
    match &program.rows[row].id {
        RowId::Rule(group) => Some(group),
        RowId::Definition => None,
    }
}
