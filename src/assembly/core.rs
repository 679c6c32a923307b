//! Large programs solved over a small core of columns, with the proof for all of them.
//!
//! The relaxation gives every column a reduced cost: raising it from zero to one lifts the
//! objective at least that far above the relaxation's optimum. The program is solved over the
//! cheapest columns only; no solution that uses a dropped column is below *relaxation + smallest
//! dropped reduced cost*, so the smaller of that and the core's bound holds for the whole program.
//! Where the gap stays too wide the core grows until it is everything: no claim is ever made from
//! the core alone, least of all that there is no solution.

use super::compile::Chosen;
use super::program::{Group, LinearRow, Program, RowId, VariableId};
use super::request::Limits;
use super::search;
use super::solver::{Outcome, Relaxation, Solver, Status};

/// Programs with fewer columns are solved whole.
const SMALL: usize = 1_500;
/// Columns of the first core.
const FIRST_CORE: usize = 400;
/// A core grows by this factor.
const GROWTH: usize = 4;

/// Seconds' worth of work that the own search gets before the linked solver is asked.
const SEARCH_GUARD_S: f64 = 6.0;

/// Solves a program of any size: by the own search, and where that comes to no end by the linked
/// solver over cores of columns.
pub fn solve(solver: &dyn Solver, program: &Program, limits: &Limits) -> Outcome {
    if !solver.after_search() {
        return linked(solver, program, limits);
    }
    let short = Limits {
        wall_clock_guard_s: limits.wall_clock_guard_s.min(SEARCH_GUARD_S),
        ..*limits
    };
    match search::solve_watched(program, &short, &|news| solver.tell(news)) {
        Some(found) if found.status != Status::LimitWithoutSolution && !is_open(&found) => found,
        Some(found) => better(found, linked(solver, program, limits), program, limits),
        None => linked(solver, program, limits),
    }
}

fn is_open(outcome: &Outcome) -> bool {
    outcome.status == Status::LimitWithSolution
}

/// What two unfinished or finished searches say together.
pub(super) fn better(own: Outcome, other: Outcome, program: &Program, limits: &Limits) -> Outcome {
    let nodes = own.nodes + other.nodes;
    if !own.has_solution() || matches!(other.status, Status::Optimal | Status::WithinGap) {
        return Outcome { nodes, ..other };
    }
    let bound = own.bound.max(other.bound);
    let reproducible = own.reproducible && other.reproducible;
    let best = match other.has_solution() && other.objective < own.objective {
        true => other,
        false => own,
    };
    let distance = best.objective - bound;
    let size = best.objective.abs();
    let status = if distance <= 1e-6 * size.max(1.0) {
        Status::Optimal
    } else if distance <= program.absolute_gap || distance <= limits.gap * size {
        Status::WithinGap
    } else {
        Status::LimitWithSolution
    };
    Outcome {
        status,
        bound,
        nodes,
        reproducible,
        ..best
    }
}

/// Solves with the linked solver, a large program over cores.
fn linked(solver: &dyn Solver, program: &Program, limits: &Limits) -> Outcome {
    if program.variables.len() <= SMALL {
        return solver.solve(program, limits);
    }
    let relaxation = match solver.relax(program, limits) {
        Ok(relaxation) => relaxation,
        Err(Status::Infeasible) => return Outcome::without_solution(Status::Infeasible),
        Err(_) => return solver.solve(program, limits),
    };
    let order = cheapest_first(&relaxation);
    let mut nodes = 0;
    let mut size = FIRST_CORE;
    while size < order.len() {
        let kept = core(program, &relaxation, &order[..size]);
        let mut outcome = solver.solve(&compact(program, &kept), limits);
        nodes += outcome.nodes;
        outcome.nodes = nodes;
        if let Some(outcome) = proven(program, &relaxation, &kept, outcome, limits) {
            return outcome;
        }
        size *= GROWTH;
    }
    let mut outcome = solver.solve(program, limits);
    outcome.nodes += nodes;
    outcome
}

fn cheapest_first(relaxation: &Relaxation) -> Vec<usize> {
    let mut order: Vec<usize> = (0..relaxation.reduced_costs.len()).collect();
    let cost = |index: usize| relaxation.reduced_costs[index];
    order.sort_by(|&a, &b| cost(a).total_cmp(&cost(b)).then(a.cmp(&b)));
    order
}

/// The cheapest columns, those the relaxation uses, all that is not a choice, and with an item of
/// a set that enters whole or with a fewest number the rest of that set.
fn core(program: &Program, relaxation: &Relaxation, cheapest: &[usize]) -> Vec<bool> {
    let choice = |id: VariableId| matches!(id, VariableId::Choose { .. });
    let used = |index: usize| relaxation.values[index] > 1e-9;
    let variables = program.variables.iter().enumerate();
    let mut kept: Vec<bool> = variables
        .map(|(index, variable)| !choice(variable.id) || used(index))
        .collect();
    for &index in cheapest {
        kept[index] = true;
    }
    // Rows that say how many items of a stimulus there are end with the stimulus.
    let whole = |row: &&LinearRow| {
        matches!(
            row.id,
            RowId::Rule(Group::WholeSets | Group::StimulusItems(_) | Group::PerStimulus(_))
        )
    };
    let mut opened = vec![false; kept.len()];
    for row in program.rows.iter().filter(whole) {
        if let Some(((stimulus, _), items)) = row.terms.split_last()
            && items.iter().any(|&(item, _)| kept[item])
        {
            opened[*stimulus] = true;
        }
    }
    for row in program.rows.iter().filter(whole) {
        if row
            .terms
            .last()
            .is_some_and(|&(stimulus, _)| opened[stimulus])
        {
            row.terms
                .iter()
                .for_each(|&(variable, _)| kept[variable] = true);
        }
    }
    kept
}

/// The program over the kept columns only, in their order.
fn compact(program: &Program, kept: &[bool]) -> Program {
    let mut small = Program {
        absolute_gap: program.absolute_gap,
        scale: program.scale,
        ..Program::default()
    };
    let mut place = vec![None; kept.len()];
    for (index, variable) in program
        .variables
        .iter()
        .enumerate()
        .filter(|(index, _)| kept[*index])
    {
        place[index] = Some(small.variable(*variable));
    }
    for row in &program.rows {
        let terms = row
            .terms
            .iter()
            .filter_map(|&(variable, factor)| Some((place[variable]?, factor)));
        small.row(row.id.clone(), row.lower, row.upper, terms.collect());
    }
    small
}

/// The outcome for the whole program, where the core's solution is proven good enough.
fn proven(
    program: &Program,
    relaxation: &Relaxation,
    kept: &[bool],
    outcome: Outcome,
    limits: &Limits,
) -> Option<Outcome> {
    if !outcome.has_solution() {
        // A core without solution proves nothing; only the clock ends the search here.
        return (!outcome.reproducible).then_some(outcome);
    }
    let dropped = relaxation
        .reduced_costs
        .iter()
        .zip(kept)
        .filter(|(_, keep)| !**keep);
    let smallest = dropped.map(|(cost, _)| *cost).fold(f64::INFINITY, f64::min);
    let bound = outcome.bound.min(relaxation.objective + smallest.max(0.0));
    let distance = outcome.objective - bound;
    let optimal = distance <= 1e-6 * outcome.objective.abs().max(1.0);
    let near = distance <= program.absolute_gap || distance <= limits.gap * outcome.objective.abs();
    let status = match (&outcome.status, optimal, near) {
        (Status::LimitWithSolution, ..) => Status::LimitWithSolution,
        (_, true, _) => Status::Optimal,
        (_, _, true) => Status::WithinGap,
        _ => return None,
    };
    let mut small = outcome.values.iter();
    let values = kept.iter().map(|keep| {
        if *keep {
            small.next().copied().unwrap_or(0.0)
        } else {
            0.0
        }
    });
    Some(Outcome {
        values: values.collect(),
        status,
        bound,
        ..outcome
    })
}

/// The choices of a program of one form, ascending; a value of one half is none.
pub(super) fn chosen(program: &Program, values: &[f64]) -> Chosen {
    let mut chosen = Chosen::new();
    for (variable, value) in program.variables.iter().zip(values) {
        if let VariableId::Choose { candidate, row, .. } = variable.id
            && *value > 0.5
        {
            chosen.push((row, candidate));
        }
    }
    chosen.sort_unstable();
    chosen
}
