//! The bounded dual simplex method on a dense tableau.
//!
//! Every variable has finite bounds, so the basis of all slacks is dual feasible when each variable
//! stands at the bound that its cost likes; changed bounds, added rows and added columns keep it so,
//! and every solve goes on from where the last one ended. Cores of a hundred columns and some tens
//! of rows fit the cache, and a copy of the whole state costs less than a pivot.
//!
//! `x_B = T x_N` holds for structural variables and slacks (`s = A x`) alike. What the tableau says
//! is never a proof: [`super::proof`] computes bounds anew from the problem itself.

mod choice;
mod shape;

use super::problem::Problem;
use super::relax::mixed;

/// A basic variable this far outside its bounds is outside.
const PRIMAL: f64 = 1e-9;
/// Entries smaller than this are no pivots.
const PIVOT: f64 = 1e-7;
/// Entries smaller than this are zeros.
const ZERO: f64 = 1e-13;

/// Pivots after which a solve is taken to turn in circles.
const MOST_PIVOTS: u64 = 2_000;

/// How a solve ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Optimal.
    Optimal,
    /// The objective passed the cutoff.
    Cutoff,
    /// The basic variable of this row cannot come inside its bounds.
    Infeasible(usize),
    /// Too many pivots.
    Stalled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Out,
    Basic(u32),
    Free(u32),
}

/// The state of a linear program.
#[derive(Debug)]
pub(super) struct Tableau {
    /// Structural columns of the problem; slacks are numbered after them.
    structural: usize,
    /// Row-major, `basic.len()` rows of `free.len()` entries.
    entries: Vec<f64>,
    basic: Vec<usize>,
    value: Vec<f64>,
    free: Vec<usize>,
    at_upper: Vec<bool>,
    reduced: Vec<f64>,
    place: Vec<Place>,
    lower: Vec<f64>,
    upper: Vec<f64>,
    objective: f64,
    /// Pivots since it was built.
    pub pivots: u64,
    /// Entries touched: what work is measured in.
    pub work: u64,
}

impl Clone for Tableau {
    fn clone(&self) -> Self {
        Self {
            structural: self.structural,
            entries: self.entries.clone(),
            basic: self.basic.clone(),
            value: self.value.clone(),
            free: self.free.clone(),
            at_upper: self.at_upper.clone(),
            reduced: self.reduced.clone(),
            place: self.place.clone(),
            lower: self.lower.clone(),
            upper: self.upper.clone(),
            objective: self.objective,
            pivots: self.pivots,
            work: self.work,
        }
    }

    /// Keeps the memory.
    fn clone_from(&mut self, other: &Self) {
        self.structural = other.structural;
        self.entries.clone_from(&other.entries);
        self.basic.clone_from(&other.basic);
        self.value.clone_from(&other.value);
        self.free.clone_from(&other.free);
        self.at_upper.clone_from(&other.at_upper);
        self.reduced.clone_from(&other.reduced);
        self.place.clone_from(&other.place);
        self.lower.clone_from(&other.lower);
        self.upper.clone_from(&other.upper);
        self.objective = other.objective;
        self.pivots = other.pivots;
        self.work = other.work;
    }
}

impl Tableau {
    /// No rows and no columns yet.
    pub fn new(problem: &Problem) -> Self {
        let bounds = |own: &[f64], rows: &[f64]| own.iter().chain(rows).copied().collect();
        Self {
            structural: problem.columns(),
            entries: Vec::new(),
            basic: Vec::new(),
            value: Vec::new(),
            free: Vec::new(),
            at_upper: Vec::new(),
            reduced: Vec::new(),
            place: vec![Place::Out; problem.columns() + problem.rows()],
            lower: bounds(&problem.lower, &problem.row_lower),
            upper: bounds(&problem.upper, &problem.row_upper),
            objective: 0.0,
            pivots: 0,
            work: 0,
        }
    }

    pub fn has_column(&self, column: usize) -> bool {
        self.place[column] != Place::Out
    }

    pub fn has_row(&self, row: usize) -> bool {
        self.place[self.structural + row] != Place::Out
    }

    pub fn objective(&self) -> f64 {
        self.objective
    }

    pub fn bounds(&self, column: usize) -> (f64, f64) {
        (self.lower[column], self.upper[column])
    }

    pub fn lower(&self) -> &[f64] {
        &self.lower[..self.structural]
    }

    pub fn upper(&self) -> &[f64] {
        &self.upper[..self.structural]
    }

    /// Value of a structural variable; what is not here is zero.
    pub fn value(&self, column: usize) -> f64 {
        match self.place[column] {
            Place::Out => 0.0,
            Place::Basic(row) => self.value[row as usize],
            Place::Free(slot) => self.standing(slot as usize),
        }
    }

    /// Structural variables in the basis: (row of the tableau, column).
    pub fn basic_columns(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let all = self.basic.iter().copied().enumerate();
        all.filter(|&(_, variable)| variable < self.structural)
    }

    /// Multipliers of the problem's rows at this basis.
    pub fn multipliers(&self, into: &mut [f64]) {
        into.fill(0.0);
        for (slot, &variable) in self.free.iter().enumerate() {
            if variable >= self.structural {
                into[variable - self.structural] = self.reduced[slot];
            }
        }
    }

    /// Multipliers that show why the basic variable of a row cannot come inside its bounds.
    pub fn ray(&self, row: usize, into: &mut [f64]) {
        into.fill(0.0);
        let variable = self.basic[row];
        // What it falls short of, or exceeds, at the best values of all others.
        let sign = match self.value[row] < self.lower[variable] {
            true => -1.0,
            false => 1.0,
        };
        for (slot, &other) in self.free.iter().enumerate() {
            if other >= self.structural {
                into[other - self.structural] = sign * self.row(row)[slot];
            }
        }
        if variable >= self.structural {
            into[variable - self.structural] = -sign;
        }
    }

    fn row(&self, row: usize) -> &[f64] {
        let width = self.free.len();
        &self.entries[row * width..(row + 1) * width]
    }

    fn standing(&self, slot: usize) -> f64 {
        let variable = self.free[slot];
        match self.at_upper[slot] {
            true => self.upper[variable],
            false => self.lower[variable],
        }
    }

    /// Changes the bounds of a structural variable.
    pub fn set_bounds(&mut self, column: usize, lower: f64, upper: f64) {
        let Place::Free(slot) = self.place[column] else {
            self.lower[column] = lower;
            self.upper[column] = upper;
            return;
        };
        let slot = slot as usize;
        let before = self.standing(slot);
        self.lower[column] = lower;
        self.upper[column] = upper;
        self.at_upper[slot] = self.reduced[slot] < 0.0;
        let step = self.standing(slot) - before;
        self.step(slot, step);
    }

    /// Moves a variable outside the basis.
    fn step(&mut self, slot: usize, step: f64) {
        if step == 0.0 {
            return;
        }
        let width = self.free.len();
        self.objective += self.reduced[slot] * step;
        for row in 0..self.basic.len() {
            self.value[row] += self.entries[row * width + slot] * step;
        }
    }

    /// Solves on from here; one that turns in circles goes on with costs a little changed, more and
    /// more. Bounds are computed from the true costs.
    pub fn solve_steadily(&mut self, cutoff: f64, scratch: &mut Scratch) -> End {
        for change in [0.0, 1e-8, 1e-7, 1e-6, 1e-5] {
            if change > 0.0 {
                self.change_costs(change);
            }
            let end = self.solve(cutoff, MOST_PIVOTS, scratch);
            if end != End::Stalled {
                return end;
            }
        }
        End::Stalled
    }

    /// Moves every reduced cost away from zero, the way that keeps the basis dual feasible.
    fn change_costs(&mut self, size: f64) {
        for slot in 0..self.free.len() {
            let part = f64::from(mixed(self.free[slot])) / f64::from(1u32 << 24);
            let change = size * (0.5 + part);
            let change = if self.at_upper[slot] { -change } else { change };
            self.reduced[slot] += change;
            self.objective += change * self.standing(slot);
        }
    }

    /// Solves on from here.
    pub fn solve(&mut self, cutoff: f64, most_pivots: u64, scratch: &mut Scratch) -> End {
        let until = self.pivots + most_pivots;
        loop {
            if self.objective > cutoff {
                return End::Cutoff;
            }
            let Some((row, missing)) = self.leaving() else {
                return End::Optimal;
            };
            if self.pivots >= until {
                return End::Stalled;
            }
            let Some(slot) = self.entering(row, missing, scratch) else {
                return End::Infeasible(row);
            };
            for index in 0..scratch.flips.len() {
                let flip = scratch.flips[index];
                let before = self.standing(flip);
                self.at_upper[flip] = !self.at_upper[flip];
                let step = self.standing(flip) - before;
                self.step(flip, step);
            }
            self.pivot(row, slot, scratch);
        }
    }

    fn pivot(&mut self, row: usize, slot: usize, scratch: &mut Scratch) {
        let leaving = self.basic[row];
        let to_upper = self.value[row] > self.upper[leaving];
        let bound = match to_upper {
            true => self.upper[leaving],
            false => self.lower[leaving],
        };
        let pivot = self.entries[row * self.free.len() + slot];
        let step = (bound - self.value[row]) / pivot;
        let value = self.standing(slot) + step;
        self.step(slot, step);
        self.exchange(row, slot, scratch);
        self.value[row] = value;
        self.at_upper[slot] = to_upper;
        self.pivots += 1;
    }

    /// The variable of a row leaves the basis, that of a slot enters; values are left alone.
    fn exchange(&mut self, row: usize, slot: usize, scratch: &mut Scratch) {
        let (width, height) = (self.free.len(), self.basic.len());
        // x_entering = (x_leaving − Σ others) / pivot
        let inverse = 1.0 / self.entries[row * width + slot];
        let line = &mut scratch.line;
        line.clear();
        line.extend(self.row(row).iter().map(|entry| -entry * inverse));
        line[slot] = inverse;
        for other in 0..height {
            let own = &mut self.entries[other * width..(other + 1) * width];
            if other == row {
                own.copy_from_slice(line);
                continue;
            }
            let factor = own[slot];
            own[slot] = 0.0;
            if factor.abs() >= ZERO {
                for (entry, new) in own.iter_mut().zip(line.iter()) {
                    *entry += factor * new;
                }
            }
        }
        let factor = self.reduced[slot];
        self.reduced[slot] = 0.0;
        for (entry, new) in self.reduced.iter_mut().zip(line.iter()) {
            *entry += factor * new;
        }
        let (leaving, entering) = (self.basic[row], self.free[slot]);
        self.basic[row] = entering;
        self.free[slot] = leaving;
        self.place[entering] = Place::Basic(row as u32);
        self.place[leaving] = Place::Free(slot as u32);
        self.work += (width * (height + 1)) as u64;
    }
}

/// Memory that solves share.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    breaks: Vec<(f64, usize, f64, f64)>,
    flips: Vec<usize>,
    line: Vec<f64>,
}
