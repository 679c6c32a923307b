//! Each objective of a list by itself: what the form has of it, what it could have while the objectives
//! before it keep what the form has of them, and what an exchange does to all of them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::binding::{Binding, Priced, bindings};
use super::standing::Standing;
use crate::assembly::balanced::kept::kept;
use crate::assembly::compile::Chosen;
use crate::assembly::explain::tidy;
use crate::assembly::program::{Group, Program, RowId, Stage};
use crate::assembly::request::Limits;
use crate::assembly::solver::Solver;
use crate::assembly::stages;

/// Changes below this are none.
const NOTHING: f64 = 1e-9;
/// What arithmetic may cost an objective that is kept, relative.
const TOLERANCE: f64 = 1e-7;

/// One objective of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StageSensitivity {
    /// Its name in the specification.
    pub objective: String,
    /// What the form has of it.
    pub value: f64,
    /// No form that has as much of the objectives before it as this one is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    /// Bounds that the form meets or that have a price in it, the dearest first; `objective:NAME` is
    /// what an objective before it costs it.
    pub bindings: Vec<Binding>,
}

/// What an exchange does to one objective of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveChange {
    /// Its name in the specification.
    pub objective: String,
    /// By how much it gets worse; below 0 where it gets better.
    pub change: f64,
}

/// The stages of a program that are not draws, each as a program of its own that asks for it.
pub(super) fn asked(program: &Program) -> Vec<(Stage, Program)> {
    let stages = program.stages.iter().filter(|stage| stage.proof == 0.0);
    let one = |stage: &Stage| {
        let mut alone = program.clone();
        alone.stages.clear();
        stages::ask(&mut alone, stage);
        (stage.clone(), alone)
    };
    stages.map(one).collect()
}

/// What an exchange does to each stage.
pub(super) fn changes(
    stages: &[(&Stage, Standing<'_>)],
    out: usize,
    put: usize,
) -> Vec<ObjectiveChange> {
    let change = |(stage, standing): &(&Stage, Standing<'_>)| ObjectiveChange {
        objective: stage.name.clone(),
        change: tidy(standing.exchange(out, put).change),
    };
    stages.iter().map(change).collect()
}

/// Above 0 where some objective gets worse, below 0 where some gets better and none worse.
pub(super) fn direction(changes: &[ObjectiveChange]) -> f64 {
    let worst = changes.iter().map(|c| c.change).fold(f64::MIN, f64::max);
    let best = changes.iter().map(|c| c.change).fold(f64::MAX, f64::min);
    if worst > NOTHING {
        worst
    } else if best < -NOTHING {
        best
    } else {
        0.0
    }
}

/// Every stage of a list.
pub(super) fn stages(
    program: &Program,
    asked: &[(Stage, Program)],
    taken: &BTreeSet<usize>,
    chosen: &Chosen,
    solver: &dyn Solver,
    limits: &Limits,
) -> Vec<StageSensitivity> {
    let mut kept_rows = Vec::new();
    let mut told = Vec::new();
    let each = Limits {
        max_sensitivity_solves: limits.max_sensitivity_solves / asked.len().max(1) as u32,
        ..*limits
    };
    for (stage, alone) in asked {
        let objective = Standing::of(alone, taken).objective();
        let mut alone = alone.clone();
        alone.rows.extend(kept_rows.iter().cloned());
        let standing = Standing::of(&alone, taken);
        let priced = Priced::of(&alone, solver, limits);
        let sign = stage.sign();
        told.push(StageSensitivity {
            objective: stage.name.clone(),
            value: tidy(sign * objective),
            bound: priced
                .as_ref()
                .map(|priced| tidy(sign * priced.relaxation.objective)),
            bindings: bindings(&alone, &standing, priced.as_ref(), solver, &each),
        });
        let level = (objective, TOLERANCE * objective.abs().max(1.0));
        for mut row in kept(program, stage, level, chosen) {
            row.id = RowId::Rule(Group::Objective(stage.name.clone()));
            kept_rows.push(row);
        }
    }
    told
}
