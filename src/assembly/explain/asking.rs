//! The solves of an explanation, within a budget.

use std::cell::Cell;

use crate::assembly::core;
use crate::assembly::program::Program;
use crate::assembly::request::Limits;
use crate::assembly::solver::{Outcome, Relaxation as Relaxed, Solver, Status};

/// Any solution will do.
const ANY_SOLUTION: f64 = 1e9;
/// No single solve of an explanation takes longer.
const GUARD_S: f64 = 10.0;

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

    /// Solves for the smallest cost.
    pub(super) fn cheapest(&self, program: &Program) -> Option<Outcome> {
        self.solve(program, 0.0)
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

    pub(super) fn relax(&self, program: &Program) -> Option<Result<Relaxed, Status>> {
        self.spend()?;
        Some(self.solver.relax(program, self.limits))
    }
}
