//! All forms in one program, where that is small: of each objective a variable that is no better than
//! any form is made as good as can be.

use crate::assembly::program::{Program, RowId, Stage, Variable, VariableId};
use crate::assembly::request::Limits;
use crate::assembly::sequence::{Solved, solved_jointly};
use crate::assembly::solver::Solver;
use crate::assembly::stages;

/// Most nodes: forms that may be exchanged make trees that say the same again and again.
const MOST_NODES: u32 = 2_000;

/// The forms, where the tree comes to its end.
pub(super) fn jointly(
    mut program: Program,
    forms: usize,
    solver: &dyn Solver,
    limits: &Limits,
) -> Option<Solved> {
    for number in 0..program.stages.len() {
        // A draw is each form's own.
        if program.stages[number].proof == 0.0 {
            program.stages[number] = of_worst(&mut program, number, forms);
        }
    }
    let limits = Limits {
        max_nodes: limits.max_nodes.min(MOST_NODES),
        ..*limits
    };
    let staged = stages::solve(solver, &program, &limits);
    let proven = |status| status <= crate::assembly::sequence::SolveStatus::WithinGap;
    let done =
        staged.outcome.has_solution() && staged.stages.iter().all(|s| s.drawn || proven(s.status));
    done.then(|| solved_jointly(&program, staged, forms))
}

/// The same stage for the worst form.
fn of_worst(program: &mut Program, number: usize, forms: usize) -> Stage {
    let stage = program.stages[number].clone();
    let parts: Vec<Vec<(usize, f64)>> = (0..forms)
        .map(|form| {
            let mine = |term: &(usize, f64)| form_of(program.variables[term.0].id) == Some(form);
            stage.merged().into_iter().filter(mine).collect()
        })
        .collect();
    let reach = parts.iter().flat_map(|terms| {
        let ends = terms.iter().map(|&(variable, factor)| {
            let bounds = &program.variables[variable];
            [factor * bounds.lower, factor * bounds.upper]
        });
        let sums = ends.fold([0.0, 0.0], |sums, [a, b]| {
            [sums[0] + f64::min(a, b), sums[1] + f64::max(a, b)]
        });
        sums.into_iter()
    });
    let reach: Vec<f64> = reach.collect();
    let worst = program.variable(Variable {
        id: VariableId::Aim {
            objective: number,
            part: usize::MAX,
            form: 0,
        },
        lower: reach.iter().copied().fold(0.0, f64::min),
        upper: reach.iter().copied().fold(0.0, f64::max),
        integer: false,
        cost: 0.0,
    });
    for mut terms in parts {
        terms.push((worst, -1.0));
        let (lower, upper) = match stage.maximise {
            true => (0.0, f64::INFINITY),
            false => (f64::NEG_INFINITY, 0.0),
        };
        program.row(RowId::Definition, lower, upper, terms);
    }
    Stage {
        terms: vec![(worst, 1.0)],
        ..stage
    }
}

fn form_of(id: VariableId) -> Option<usize> {
    match id {
        VariableId::Choose { form, .. }
        | VariableId::Stimulus { form, .. }
        | VariableId::OftenKey { form, .. }
        | VariableId::Aim { form, .. }
        | VariableId::Deviation { form }
        | VariableId::Slack { form, .. }
        | VariableId::Any { form, .. } => Some(form),
        VariableId::Common { .. } | VariableId::Violation { .. } => None,
    }
}
