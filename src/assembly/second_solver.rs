//! A second solver behind the same trait, for tests only: `microlp`, written in Rust. It has nothing in
//! common with the linked one, so where both agree neither is believed by itself.
//!
//! It tells no reduced costs: programs are always given to it whole. Now and then it needs hours where
//! others need milliseconds, so it gives up early and says so.

use std::time::Duration;

use ::microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem, SolutionStatus, SolveOptions,
    SolveOutcome, TerminationReason, Variable,
};

use super::program::Program;
use super::request::Limits;
use super::solver::{Outcome, Relaxation, Solver, Status};

/// Nodes after which it gives up.
const MOST_NODES: u64 = 20_000;
/// And the time, should a single relaxation go round in circles.
const LONGEST: Duration = Duration::from_secs(10);

/// microlp.
#[derive(Clone, Copy, Debug, Default)]
pub struct Microlp;

impl Solver for Microlp {
    fn solve(&self, program: &Program, limits: &Limits) -> Outcome {
        let (problem, variables) = problem(program);
        let mut options = SolveOptions::default();
        options.node_limit = Some(u64::from(limits.max_nodes).min(MOST_NODES));
        options.time_limit = Some(LONGEST);
        options.mip_gap = limits.gap;
        match problem.solve_with(options) {
            Ok(outcome) => read(program, &variables, &outcome),
            Err(Error::Infeasible) => Outcome::without_solution(Status::Infeasible),
            Err(error) => Outcome::without_solution(Status::Failed(error.to_string())),
        }
    }

    fn relax(&self, _: &Program, _: &Limits) -> Result<Relaxation, Status> {
        Err(Status::Failed("microlp tells no reduced costs".to_owned()))
    }

    fn version(&self) -> String {
        "microlp".to_owned()
    }
}

fn problem(program: &Program) -> (Problem, Vec<Variable>) {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let whole = |bound: f64| bound.clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32;
    let columns = program.variables.iter().map(|variable| {
        let (lower, upper) = (variable.lower, variable.upper);
        match variable.integer {
            true => problem.add_integer_var(variable.cost, (whole(lower), whole(upper))),
            false => problem.add_var(variable.cost, (lower, upper)),
        }
    });
    let variables: Vec<Variable> = columns.collect();
    for row in &program.rows {
        let terms = row.terms.iter();
        let terms: Vec<(Variable, f64)> = terms.map(|&(v, f)| (variables[v], f)).collect();
        if row.lower == row.upper {
            problem.add_constraint(terms.as_slice(), ComparisonOp::Eq, row.lower);
            continue;
        }
        if row.lower.is_finite() {
            problem.add_constraint(terms.as_slice(), ComparisonOp::Ge, row.lower);
        }
        if row.upper.is_finite() {
            problem.add_constraint(terms.as_slice(), ComparisonOp::Le, row.upper);
        }
    }
    (problem, variables)
}

fn read(program: &Program, variables: &[Variable], outcome: &SolveOutcome) -> Outcome {
    let stats = outcome.stats();
    let reproducible = outcome.termination_reason() != TerminationReason::TimeLimit;
    let Some(solution) = outcome.solution() else {
        return Outcome {
            nodes: stats.nodes_solved,
            reproducible,
            ..Outcome::without_solution(Status::LimitWithoutSolution)
        };
    };
    let value = |(variable, id): (&super::program::Variable, &Variable)| {
        let value = solution.var_value(*id);
        if variable.integer {
            value.round()
        } else {
            value
        }
    };
    let objective = solution.objective();
    let bound = match solution.status() {
        SolutionStatus::Optimal => objective,
        _ => stats.best_bound.unwrap_or(f64::NEG_INFINITY),
    };
    Outcome {
        status: match (solution.status(), outcome.termination_reason()) {
            (SolutionStatus::Optimal, _) => Status::Optimal,
            (_, TerminationReason::MipGap) => Status::WithinGap,
            _ => Status::LimitWithSolution,
        },
        values: program.variables.iter().zip(variables).map(value).collect(),
        objective,
        bound,
        nodes: stats.nodes_solved,
        reproducible,
    }
}
