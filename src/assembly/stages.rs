//! Several objectives, the most important first: each is made as good as it can be, then a row keeps it
//! within its loss, and the next one follows.
//!
//! A later stage never takes a form away: where it finds none in time, the form of the stage before
//! stands, and the report says that the stage came to nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::core;
use super::program::{Program, RowId, Stage};
use super::progress::News;
use super::request::Limits;
use super::sequence::SolveStatus;
use super::solver::{Outcome, Solver, Status};

/// What became of one objective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StageReport {
    /// Its name in the specification.
    pub objective: String,
    /// How good it is known to be.
    pub status: SolveStatus,
    /// Its value when its own turn came: for targets the distance, absolute or as a share as asked.
    /// The form tells what it has at the end. `None` where no form was found in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// No form is better than this; not known when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    /// Distance of value and bound, divided by the value, or by the smallest target where that is more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<f64>,
    /// For distances from targets: in percent of the smallest target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_of_target: Option<f64>,
    /// Nodes of the tree.
    pub nodes: u64,
    /// True for a draw, where nothing is to be proven.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drawn: bool,
}

/// The last outcome, with a report for each stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Staged {
    /// Status and values of the last stage that gave any.
    pub outcome: Outcome,
    /// One for each stage; none where the program has no stages.
    pub stages: Vec<StageReport>,
}

/// Solves a program: its stages one after another, or its one objective.
pub fn solve(solver: &dyn Solver, program: &Program, limits: &Limits) -> Staged {
    if program.stages.is_empty() {
        return Staged {
            outcome: core::solve(solver, program, limits),
            stages: Vec::new(),
        };
    }
    let mut working = Program {
        stages: Vec::new(),
        ..program.clone()
    };
    let mut best: Option<Outcome> = None;
    let mut reports = Vec::new();
    for (number, stage) in (1..).zip(&program.stages) {
        solver.tell(News::Objective {
            number,
            of: program.stages.len(),
            maximised: stage.maximise,
        });
        ask(&mut working, stage);
        working.absolute_gap = (limits.gap * stage.yardstick).max(1e-7);
        let limits = Limits {
            gap: limits.gap.max(stage.proof),
            ..*limits
        };
        let mut outcome = core::solve(solver, &working, &limits);
        if !outcome.has_solution() && best.is_none() {
            return Staged {
                outcome,
                stages: Vec::new(),
            };
        }
        reports.push(report(stage, &outcome));
        if let Some(before) = &best {
            outcome.nodes += before.nodes;
            outcome.reproducible &= before.reproducible;
        }
        if outcome.has_solution() {
            keep(&mut working, stage, &outcome);
            best = Some(outcome);
        } else if let Some(before) = &mut best {
            (before.nodes, before.reproducible) = (outcome.nodes, outcome.reproducible);
        }
    }
    Staged {
        outcome: best.unwrap_or_else(|| Outcome::without_solution(Status::LimitWithoutSolution)),
        stages: reports,
    }
}

/// How near is near enough where the limits do not say: a share of what distances are compared with.
const NEAR_ENOUGH: f64 = 1e-3;

/// The costs of the variables ask for this stage, and for nothing else.
pub(super) fn ask(program: &mut Program, stage: &Stage) {
    for variable in &mut program.variables {
        variable.cost = 0.0;
    }
    for &(variable, factor) in &stage.terms {
        program.variables[variable].cost += stage.sign() * factor;
    }
    program.scale = stage.yardstick;
    program.absolute_gap = (NEAR_ENOUGH * stage.yardstick).max(1e-7);
}

/// What the solver's tolerance may cost an objective that gives nothing up, relative.
const TOLERANCE: f64 = 1e-7;

/// The value stays within the stage's loss of what was found.
fn keep(working: &mut Program, stage: &Stage, outcome: &Outcome) {
    let value = stage.value(&outcome.values);
    let size = value.abs().max(stage.yardstick);
    let loss = stage.loss * size + TOLERANCE * size.max(1.0);
    let (lower, upper) = match stage.maximise {
        true => (value - loss, f64::INFINITY),
        false => (f64::NEG_INFINITY, value + loss),
    };
    if !stage.terms.is_empty() {
        working.row(RowId::Definition, lower, upper, stage.merged());
    }
}

fn report(stage: &Stage, outcome: &Outcome) -> StageReport {
    let found = outcome.has_solution();
    let value = found.then(|| stage.value(&outcome.values));
    let bound = outcome
        .bound
        .is_finite()
        .then_some(stage.sign() * outcome.bound);
    let bound = match (value, stage.maximise) {
        (Some(value), true) => bound.map(|bound| bound.max(value)),
        (Some(value), false) => bound.map(|bound| bound.min(value)),
        (None, _) => None,
    };
    let gap = value.zip(bound).map(|(value, bound)| {
        let (apart, size) = ((value - bound).abs(), value.abs().max(stage.yardstick));
        if apart > 0.0 { apart / size } else { 0.0 }
    });
    let compared = Some(stage.yardstick).filter(|yardstick| *yardstick > 0.0);
    StageReport {
        objective: stage.name.clone(),
        status: match outcome.status {
            Status::Optimal => SolveStatus::Optimal,
            Status::WithinGap => SolveStatus::WithinGap,
            _ => SolveStatus::Limit,
        },
        value,
        bound,
        gap,
        percent_of_target: value.zip(compared).map(|(v, target)| 100.0 * v / target),
        nodes: outcome.nodes,
        drawn: stage.proof > 0.0,
    }
}

impl Stage {
    /// The solver minimises.
    pub(super) fn sign(&self) -> f64 {
        if self.maximise { -1.0 } else { 1.0 }
    }

    /// Value of a solution.
    pub fn value(&self, values: &[f64]) -> f64 {
        let terms = self.terms.iter();
        terms
            .map(|&(variable, factor)| factor * values[variable])
            .sum()
    }

    /// Its terms with each variable once.
    pub(super) fn merged(&self) -> Vec<(usize, f64)> {
        let mut terms = self.terms.clone();
        terms.sort_by_key(|&(variable, _)| variable);
        let mut merged: Vec<(usize, f64)> = Vec::with_capacity(terms.len());
        for (variable, factor) in terms {
            match merged.last_mut() {
                Some(last) if last.0 == variable => last.1 += factor,
                _ => merged.push((variable, factor)),
            }
        }
        merged
    }
}
