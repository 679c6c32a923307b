//! What is known while the work goes on, for those who wait for it.
//!
//! The engine tells it as it comes, through the solver that every part of the work holds anyhow; a bare
//! solver has nobody to tell. Nothing that is told changes what is found.

use super::program::Program;
use super::request::Limits;
use super::solver::{Outcome, Relaxation, Solver, Status};

/// What begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The request is checked, its pool put in order, its rules read against the candidates.
    Reading,
    /// Every candidate is held against every row.
    Fitting,
    /// Shortages are looked for by counting.
    Counting,
    /// The program of a form, or of all of them, is written.
    Building,
    /// The relaxation without whole numbers is solved.
    Relaxing,
    /// The engine's own search.
    Searching,
    /// Items are exchanged until every form is near its target.
    Exchanging,
    /// The linked solver.
    Solving,
    /// Every constraint is counted again from the items.
    Recounting,
    /// The candidates are hashed, for the manifest.
    Sealing,
    /// Why there are no forms, and what would have to give way.
    Explaining,
}

/// Something that is known now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum News {
    /// A stage begins. What was known of the solve before is over.
    Stage(Stage),
    /// So many forms stand.
    Forms {
        /// How many.
        done: usize,
        /// Of how many.
        of: usize,
    },
    /// An objective of the specification's list has its turn.
    Objective {
        /// Its number, from 1.
        number: usize,
        /// Of how many.
        of: usize,
        /// True where more is better: costs are then the objective with the other sign.
        maximised: bool,
    },
    /// What the solve at hand knows.
    Known {
        /// Cost of the best solution so far; `None` without any.
        best: Option<f64>,
        /// No solution costs less.
        bound: f64,
        /// Distance of the two, divided by the cost, or by what distances are compared with where that is
        /// more.
        gap: Option<f64>,
    },
}

/// Somebody who watches.
pub type Watch<'a> = &'a dyn Fn(News);

/// A solver with somebody who watches the work that it is part of.
pub struct Watched<'a> {
    solver: &'a dyn Solver,
    watch: Watch<'a>,
}

impl<'a> Watched<'a> {
    /// The same solver; what is told goes to `watch`.
    pub fn of(solver: &'a dyn Solver, watch: Watch<'a>) -> Self {
        Self { solver, watch }
    }
}

impl Solver for Watched<'_> {
    fn solve(&self, program: &Program, limits: &Limits) -> Outcome {
        self.tell(News::Stage(Stage::Solving));
        self.solver.solve(program, limits)
    }

    fn relax(&self, program: &Program, limits: &Limits) -> Result<Relaxation, Status> {
        self.solver.relax(program, limits)
    }

    fn after_search(&self) -> bool {
        self.solver.after_search()
    }

    fn version(&self) -> String {
        self.solver.version()
    }

    fn tell(&self, news: News) {
        (self.watch)(news);
    }
}
