//! An exact search for programs of one form: a relaxation by sifting, a core of columns by reduced
//! costs, and branch and bound over it, all with a dense dual simplex of our own.
//!
//! The relaxation says for every column what it costs at least to use it. With a solution in hand,
//! columns that cost more than the solution leaves room for are out for good; what is left is a
//! hundred or two, and a tree over these is a proof for all. Solutions come from trees over the
//! cheapest columns. Nothing is random and no clock is read: limits are nodes and entries touched.

mod problem;
mod proof;
mod relax;
mod tableau;
mod tree;

#[cfg(test)]
mod tests;

use super::program::Program;
use super::progress::{News, Stage, Watch};
use super::request::Limits;
use super::solver::{Outcome, Relaxation, Status};
use problem::Problem;
use relax::{Relaxed, Unrelaxed, relax};
use tableau::Scratch;
use tree::{Aim, Found, Tree};

/// Columns of the first core.
const FIRST_CORE: usize = 150;
/// Columns of the first core for each that the relaxation uses.
const PER_USED: usize = 2;
/// So many columns are searched to the end as soon as they are all that can matter.
const SMALL_CORE: usize = 350;
/// A core grows by this factor.
const GROWTH: usize = 2;
/// The first solution may be this far from the best.
const FIRST_GAP: f64 = 0.01;
/// Entries touched in a second, roughly: the guard in work instead of seconds.
const WORK_PER_SECOND: f64 = 1e9;

/// Solves a program, or says how far it came.
///
/// `None` when the program is not one for this search (infinite bounds, or no end of the
/// relaxation); an outcome with the status of a limit when the tree did not come to its end.
pub fn solve(program: &Program, limits: &Limits) -> Option<Outcome> {
    solve_watched(program, limits, &|_| {})
}

/// The same, for somebody who watches: solutions and bounds are told as they are found.
pub fn solve_watched(program: &Program, limits: &Limits, watch: Watch<'_>) -> Option<Outcome> {
    solve_within(program, limits, f64::INFINITY, watch)
}

/// Solves a program for something that costs less than `below`; `Infeasible` says that there is no
/// such solution.
pub fn solve_below(program: &Program, limits: &Limits, below: f64) -> Option<Outcome> {
    solve_within(program, limits, below, &|_| {})
}

fn solve_within(
    program: &Program,
    limits: &Limits,
    below: f64,
    watch: Watch<'_>,
) -> Option<Outcome> {
    watch(News::Stage(Stage::Relaxing));
    let problem = Problem::of(program)?;
    let mut scratch = Scratch::default();
    let relaxed = match relax(&problem, &mut scratch) {
        Ok(relaxed) => relaxed,
        Err(Unrelaxed::Infeasible) => return Some(Outcome::without_solution(Status::Infeasible)),
        Err(Unrelaxed::Stalled) => return None,
    };
    watch(News::Stage(Stage::Searching));
    let aim = Aim {
        relative_gap: limits.gap,
        absolute_gap: program.absolute_gap,
        nodes: u64::from(limits.max_nodes),
        work: (limits.wall_clock_guard_s * WORK_PER_SECOND) as u64,
    };
    let search = Search {
        problem: &problem,
        order: cheapest_first(&problem, &relaxed),
        bound: relaxed.bound,
        relaxed,
        aim,
        best: below,
        values: Vec::new(),
        nodes: 0,
        work: 0,
        scale: program.scale,
        watch,
    };
    Some(search.run())
}

/// The relaxation without whole numbers: where it has no point that is proven.
///
/// `None` when the program is not one for this search, or the relaxation did not come to its end.
pub fn relaxation(program: &Program) -> Option<Result<Relaxation, Status>> {
    let problem = Problem::of(program)?;
    match relax(&problem, &mut Scratch::default()) {
        Ok(relaxed) => Some(Ok(Relaxation {
            objective: relaxed.bound,
            values: relaxed.values,
            reduced_costs: relaxed.reduced,
        })),
        Err(Unrelaxed::Infeasible) => Some(Err(Status::Infeasible)),
        Err(Unrelaxed::Stalled) => None,
    }
}

/// What using a column costs at least, above the relaxation's bound; below zero for those in use.
fn loss(problem: &Problem, relaxed: &Relaxed, column: usize) -> f64 {
    match problem.integer[column] && relaxed.values[column] == 0.0 {
        true => relaxed.reduced[column].max(0.0),
        false => -1.0,
    }
}

fn cheapest_first(problem: &Problem, relaxed: &Relaxed) -> Vec<(f64, usize)> {
    let all = (0..problem.columns()).map(|column| (loss(problem, relaxed, column), column));
    let mut order: Vec<(f64, usize)> = all.collect();
    // Columns that cost the same are mixed, or a core would hold the first form's only.
    let mixed = |column: usize| (relax::mixed(column), column);
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(mixed(a.1).cmp(&mixed(b.1))));
    order
}

struct Search<'a> {
    problem: &'a Problem,
    relaxed: Relaxed,
    /// Columns with their losses, cheapest first.
    order: Vec<(f64, usize)>,
    aim: Aim,
    best: f64,
    values: Vec<f64>,
    /// No solution of the whole program costs less.
    bound: f64,
    nodes: u64,
    work: u64,
    /// What distances are compared with.
    scale: f64,
    watch: Watch<'a>,
}

impl Search<'_> {
    fn run(mut self) -> Outcome {
        let used = self.relaxed.values.iter().filter(|value| **value > 0.0);
        let mut size = FIRST_CORE.max(PER_USED * used.count());
        let mut first = true;
        self.tell(self.best);
        loop {
            let all = self.mattering();
            let whole = all <= SMALL_CORE.max(GROWTH * size);
            let size_now = if whole { all } else { size };
            let mut aim = self.aim;
            aim.nodes = aim.nodes.saturating_sub(self.nodes);
            aim.work = aim.work.saturating_sub(self.work);
            if first {
                aim.relative_gap = aim.relative_gap.max(FIRST_GAP);
            }
            let (found, kept) = self.search_core(size_now, aim);
            let complete = found.complete;
            self.take(found, &kept, size_now);
            // Nothing is left to add, and nothing to gain from doing the same again.
            let ended = whole && (!first || !complete || self.best.is_infinite());
            if ended || self.near() || self.spent() {
                return self.outcome(complete && whole);
            }
            if !first || self.best.is_infinite() {
                size *= GROWTH;
            }
            first = self.best.is_infinite();
        }
    }

    /// How many of the cheapest columns can stand in a solution that is of interest.
    fn mattering(&self) -> usize {
        if self.best.is_infinite() {
            return self.order.len();
        }
        let room = self.aim.cutoff(self.best) - self.relaxed.bound;
        self.order.partition_point(|entry| entry.0 < room)
    }

    fn search_core(&self, size: usize, aim: Aim) -> (Found, Vec<usize>) {
        let mut kept: Vec<usize> = self.order[..size.min(self.order.len())]
            .iter()
            .map(|entry| entry.1)
            .collect();
        kept.sort_unstable();
        let problem = self.problem;
        let small = problem.over(&kept, &problem.lower, &problem.upper);
        let better = |best: f64| self.tell(best);
        (Tree::new(&small, aim, self.best, &better).search(), kept)
    }

    /// Keeps what a core gave: its solution, and its bound as far as it holds for all columns.
    fn take(&mut self, found: Found, kept: &[usize], size: usize) {
        self.nodes += found.nodes;
        self.work += found.work;
        if let Some(values) = found.values {
            self.best = found.best;
            self.values = vec![0.0; self.problem.columns()];
            for (&column, value) in kept.iter().zip(values) {
                self.values[column] = value;
            }
        }
        let dropped = self.order.get(size).map_or(f64::INFINITY, |entry| entry.0);
        let bound = found.bound.min(self.relaxed.bound + dropped);
        self.bound = self.bound.max(bound);
        self.tell(self.best);
    }

    /// What is known when this is the best solution.
    fn tell(&self, best: f64) {
        let bound = self.bound.min(best);
        let size = best.abs().max(self.scale).max(f64::MIN_POSITIVE);
        let found = best.is_finite();
        (self.watch)(News::Known {
            best: found.then_some(best),
            bound,
            gap: found.then_some((best - bound) / size),
        });
    }

    fn near(&self) -> bool {
        self.best.is_finite() && self.bound >= self.aim.cutoff(self.best)
    }

    fn spent(&self) -> bool {
        self.nodes >= self.aim.nodes || self.work >= self.aim.work
    }

    fn outcome(self, complete: bool) -> Outcome {
        let has_solution = !self.values.is_empty();
        let bound = self.bound.min(self.best);
        let distance = self.best - bound;
        let status = if !has_solution {
            match complete || self.near() {
                true => Status::Infeasible,
                false => Status::LimitWithoutSolution,
            }
        } else if distance <= 1e-6 * self.best.abs().max(1.0) {
            Status::Optimal
        } else if self.near() {
            Status::WithinGap
        } else {
            Status::LimitWithSolution
        };
        Outcome {
            status,
            objective: if has_solution { self.best } else { 0.0 },
            values: self.values,
            bound,
            nodes: self.nodes,
            reproducible: true,
        }
    }
}
