//! Branch and bound, depth first, each node a tableau of its own: a child goes on from where its
//! parent ended, and going back is taking the copy that was put by.

mod branch;

use super::problem::Problem;
use super::proof;
use super::relax::{bring_broken_rows, shift};
use super::tableau::{End, Scratch, Tableau};

/// A value this near to a whole number is whole.
const WHOLE: f64 = 1e-6;
/// Tolerance of the rows for a solution.
const FEASIBLE: f64 = 1e-8;
/// Pivots after which a tableau is computed anew.
const RENEW: u64 = 400;

/// What the search may leave unexplored, and how long it may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aim {
    pub relative_gap: f64,
    pub absolute_gap: f64,
    pub nodes: u64,
    pub work: u64,
}

impl Aim {
    /// Nothing at or above this is of interest when a solution of this cost is known.
    pub fn cutoff(&self, best: f64) -> f64 {
        let size = best.abs();
        best - (self.relative_gap * size)
            .max(self.absolute_gap)
            .max(1e-7 * size.max(1.0))
    }
}

/// What a search found.
#[derive(Debug)]
pub(super) struct Found {
    /// Cost of the best solution known, infinite without any.
    pub best: f64,
    pub values: Option<Vec<f64>>,
    /// No solution costs less than the smaller of this and `best`.
    pub bound: f64,
    /// True when nothing was left open.
    pub complete: bool,
    pub nodes: u64,
    pub work: u64,
}

struct Open {
    tableau: Tableau,
    bound: f64,
}

/// The two sides of a node: the one to look at later, and the one to look at first.
type Children = Box<[Open; 2]>;

pub(super) struct Tree<'a> {
    problem: &'a Problem,
    aim: Aim,
    found: Found,
    scratch: Scratch,
    multipliers: Vec<f64>,
    reduced: Vec<f64>,
    spare: Vec<Tableau>,
    /// Hears the cost of every better solution.
    better: &'a dyn Fn(f64),
}

impl<'a> Tree<'a> {
    /// `best` is the cost of a solution known from elsewhere, or infinite.
    pub fn new(problem: &'a Problem, aim: Aim, best: f64, better: &'a dyn Fn(f64)) -> Self {
        Self {
            problem,
            aim,
            found: Found {
                best,
                values: None,
                bound: f64::INFINITY,
                complete: true,
                nodes: 0,
                work: 0,
            },
            scratch: Scratch::default(),
            multipliers: vec![0.0; problem.rows()],
            reduced: Vec::new(),
            spare: Vec::new(),
            better,
        }
    }

    pub fn search(mut self) -> Found {
        let mut tableau = Tableau::new(self.problem);
        let all: Vec<usize> = (0..self.problem.columns()).collect();
        tableau.add_columns(self.problem, &all, shift);
        let mut open = vec![Open {
            tableau,
            bound: f64::NEG_INFINITY,
        }];
        while let Some(node) = open.pop() {
            if node.bound >= self.cutoff() {
                self.exclude(node.bound);
                self.spare.push(node.tableau);
                continue;
            }
            if self.found.nodes >= self.aim.nodes || self.found.work >= self.aim.work {
                self.found.complete = false;
                self.exclude(node.bound);
                continue;
            }
            self.found.nodes += 1;
            if let Some(children) = self.node(node) {
                open.extend(*children);
            }
        }
        self.found
    }

    fn cutoff(&self) -> f64 {
        match self.found.best.is_finite() {
            true => self.aim.cutoff(self.found.best),
            false => f64::INFINITY,
        }
    }

    /// Nothing below this is lost.
    fn exclude(&mut self, bound: f64) {
        self.found.bound = self.found.bound.min(bound);
    }

    /// The node is given up without being understood: what it holds stays open.
    fn give_up(&mut self, node: Open) -> Option<Children> {
        self.found.complete = false;
        self.exclude(node.bound);
        self.done(node)
    }

    fn done(&mut self, node: Open) -> Option<Children> {
        self.spare.push(node.tableau);
        None
    }

    fn node(&mut self, mut node: Open) -> Option<Children> {
        if node.tableau.pivots > RENEW {
            node.tableau = node.tableau.renewed(self.problem, shift, &mut self.scratch);
        }
        node.tableau.shrink();
        let mut renewed = false;
        loop {
            let before = node.tableau.work;
            let end = self.solved(&mut node.tableau);
            self.found.work += node.tableau.work - before;
            let proven = match end {
                End::Infeasible(row) => self.is_empty(&node.tableau, row),
                End::Stalled => false,
                End::Optimal | End::Cutoff => {
                    node.bound = node.bound.max(self.bound(&node.tableau));
                    end == End::Optimal || node.bound >= self.cutoff()
                }
            };
            if !proven {
                if renewed {
                    return self.give_up(node);
                }
                node.tableau = node.tableau.renewed(self.problem, shift, &mut self.scratch);
                renewed = true;
                continue;
            }
            if matches!(end, End::Infeasible(_)) {
                return self.done(node);
            }
            if node.bound >= self.cutoff() {
                self.exclude(node.bound);
                return self.done(node);
            }
            self.tighten(&mut node);
            let fractional = self.fractional(&node.tableau);
            if fractional.is_empty() {
                if self.accept(&node.tableau) {
                    self.exclude(node.bound);
                    return self.done(node);
                }
                if renewed {
                    return self.give_up(node);
                }
                node.tableau = node.tableau.renewed(self.problem, shift, &mut self.scratch);
                renewed = true;
                continue;
            }
            if let Some(children) = self.branch(&mut node, fractional) {
                self.spare.push(node.tableau);
                return Some(children);
            }
        }
    }

    /// Solves with rows coming in as they are broken.
    fn solved(&mut self, tableau: &mut Tableau) -> End {
        let cutoff = self.cutoff();
        let cutoff = cutoff + 1e-8 * cutoff.abs().max(1.0);
        loop {
            let end = tableau.solve_steadily(cutoff, &mut self.scratch);
            if end != End::Optimal || !bring_broken_rows(self.problem, tableau) {
                return end;
            }
        }
    }

    fn bound(&mut self, tableau: &Tableau) -> f64 {
        tableau.multipliers(&mut self.multipliers);
        let bounds = (tableau.lower(), tableau.upper());
        proof::bound(
            self.problem,
            true,
            &mut self.multipliers,
            bounds,
            &mut self.reduced,
        )
    }

    /// True when it is proven that no point is left.
    fn is_empty(&mut self, tableau: &Tableau, row: usize) -> bool {
        tableau.ray(row, &mut self.multipliers);
        let bounds = (tableau.lower(), tableau.upper());
        let least = proof::bound(
            self.problem,
            false,
            &mut self.multipliers,
            bounds,
            &mut self.reduced,
        );
        least > super::problem::MARGIN
    }

    /// Takes away what costs too much by the reduced costs (those of the last bound).
    fn tighten(&mut self, node: &mut Open) {
        let cutoff = self.cutoff();
        if !cutoff.is_finite() {
            return;
        }
        let room = cutoff - node.bound;
        for column in 0..self.problem.columns() {
            let cost = self.reduced[column];
            let (lower, upper) = node.tableau.bounds(column);
            if !self.problem.integer[column] || (upper - lower) * cost.abs() < room {
                continue;
            }
            let steps = (room / cost.abs()).floor();
            let steps = match steps * cost.abs() < room {
                true => steps,
                false => steps - 1.0,
            };
            if steps < 0.0 || lower + steps >= upper {
                continue;
            }
            self.exclude(node.bound + (steps + 1.0) * cost.abs());
            match cost > 0.0 {
                true => node.tableau.set_bounds(column, lower, lower + steps),
                false => node.tableau.set_bounds(column, upper - steps, upper),
            }
        }
    }

    /// Whole variables that are not: (row of the tableau, column, value).
    fn fractional(&self, tableau: &Tableau) -> Vec<(usize, usize, f64)> {
        let all = tableau.basic_columns();
        all.filter(|&(_, column)| self.problem.integer[column])
            .map(|(row, column)| (row, column, tableau.value(column)))
            .filter(|&(_, _, value)| (value - value.round()).abs() > WHOLE)
            .collect()
    }

    /// Takes the point of a tableau as a solution, if it is one.
    fn accept(&mut self, tableau: &Tableau) -> bool {
        let value = |column: usize| match self.problem.integer[column] {
            true => tableau.value(column).round(),
            false => tableau.value(column),
        };
        let values: Vec<f64> = (0..self.problem.columns()).map(value).collect();
        if !self.problem.holds(&values, FEASIBLE) {
            return false;
        }
        let objective = self.problem.objective(&values);
        if objective < self.found.best {
            self.found.best = objective;
            self.found.values = Some(values);
            (self.better)(objective);
        }
        true
    }

    fn copy(&mut self, tableau: &Tableau) -> Tableau {
        match self.spare.pop() {
            Some(mut spare) => {
                spare.clone_from(tableau);
                spare
            }
            None => tableau.clone(),
        }
    }
}
