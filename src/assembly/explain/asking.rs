//! The solves of an explanation, within a budget.

use std::cell::Cell;

use crate::assembly::core;
use crate::assembly::program::Program;
use crate::assembly::request::Limits;
use crate::assembly::search;
use crate::assembly::solver::{Outcome, Relaxation as Relaxed, Solver, Status};

/// Any solution will do.
const ANY_SOLUTION: f64 = 1e9;
/// No single solve of an explanation takes longer.
const GUARD_S: f64 = 10.0;

/// No search for the cheapest way takes longer.
const CHEAPEST_S: f64 = 0.5;

/// What a question for the cheapest was answered with.
pub(super) enum Asked {
    /// A solution.
    Found(Outcome),
    /// None below what is known; whether that is proven.
    NoneBelow { proven: bool },
}

fn ended(outcome: &Outcome) -> bool {
    matches!(
        outcome.status,
        Status::Optimal | Status::WithinGap | Status::Infeasible
    )
}

/// A solver with what may be spent on it.
pub(super) struct Asking<'a> {
    solver: &'a dyn Solver,
    pub(super) limits: &'a Limits,
    /// Solves so far.
    pub(super) solves: Cell<u32>,
    /// Solves that may still be spent on the question at hand.
    left: Cell<u32>,
    /// False once a limit was met.
    pub(super) complete: Cell<bool>,
}

impl<'a> Asking<'a> {
    pub(super) fn new(solver: &'a dyn Solver, limits: &'a Limits) -> Self {
        Self {
            solver,
            limits,
            solves: Cell::new(0),
            left: Cell::new(0),
            complete: Cell::new(true),
        }
    }

    /// Solves that may be spent on the next question.
    pub(super) fn allow(&self, solves: u32) {
        self.left.set(solves);
    }

    /// `None` when nothing may be spent any more.
    fn spend(&self) -> Option<()> {
        let left = self.left.get().checked_sub(1);
        if left.is_none() {
            self.complete.set(false);
        }
        self.left.set(left?);
        self.solves.set(self.solves.get() + 1);
        Some(())
    }

    /// Solves for the smallest cost below one that is known.
    pub(super) fn cheapest(&self, program: &Program, below: f64) -> Asked {
        if self.spend().is_none() {
            return Asked::NoneBelow { proven: false };
        }
        let limits = Limits {
            gap: 0.0,
            wall_clock_guard_s: self.limits.wall_clock_guard_s.min(CHEAPEST_S),
            ..*self.limits
        };
        let own = self.solver.after_search();
        let own = own.then(|| search::solve_below(program, &limits, below));
        let outcome = match own.flatten() {
            Some(found) if ended(&found) => found,
            Some(found) => {
                let other = self.solver.solve(program, &limits);
                core::better(found, other, program, &limits)
            }
            None => self.solver.solve(program, &limits),
        };
        if outcome.has_solution() && outcome.objective < below {
            return Asked::Found(outcome);
        }
        Asked::NoneBelow {
            proven: ended(&outcome) || outcome.bound >= below,
        }
    }

    /// Solves for any solution.
    pub(super) fn any(&self, program: &Program) -> Option<Outcome> {
        self.solve(program, ANY_SOLUTION)
    }

    fn solve(&self, program: &Program, gap: f64) -> Option<Outcome> {
        self.spend()?;
        let limits = Limits {
            gap,
            wall_clock_guard_s: self.limits.wall_clock_guard_s.min(GUARD_S),
            ..*self.limits
        };
        Some(core::solve(self.solver, program, &limits))
    }

    /// Solves the relaxation without whole numbers.
    pub(super) fn relax(&self, program: &Program) -> Option<Result<Relaxed, Status>> {
        self.spend()?;
        let own = self
            .solver
            .after_search()
            .then(|| search::relaxation(program));
        let own = own.flatten();
        Some(own.unwrap_or_else(|| self.solver.relax(program, self.limits)))
    }
}
