//! A program that asks for one objective of its list while those before it keep what was found.

use crate::assembly::compile::Chosen;
use crate::assembly::program::{LinearRow, Program, RowId, Stage, VariableId};

/// What arithmetic may cost an objective that gives nothing up, relative.
const TOLERANCE: f64 = 1e-7;

/// The program asking for one stage. Measures of other objectives leave with their rows; what they keep
/// stands in `kept`.
pub(super) fn asked(base: &Program, number: usize, kept: &[LinearRow]) -> Program {
    let mut program = base.clone();
    program.stages.clear();
    if let Some(stage) = base.stages.get(number) {
        crate::assembly::stages::ask(&mut program, stage);
    }
    let variables = &program.variables;
    let idle = |variable: usize| {
        let known = &variables[variable];
        matches!(known.id, VariableId::Aim { .. }) && known.cost == 0.0
    };
    let rows = std::mem::take(&mut program.rows);
    let mut rows: Vec<LinearRow> = rows
        .into_iter()
        .filter(|row| !row.terms.iter().any(|term| idle(term.0)))
        .collect();
    rows.extend_from_slice(kept);
    program.rows = rows;
    program
}

/// What a stage may give up of a level, with what arithmetic may cost.
pub(super) fn loss(stage: &Stage, level: f64) -> f64 {
    let size = level.abs().max(stage.yardstick);
    stage.loss * size + TOLERANCE * size.max(1.0)
}

/// Rows over whole variables that keep a stage within a loss of a level (of what is minimised).
///
/// An objective with one measure is kept exactly: the measure is put into its rows as what the level
/// leaves to it. One with several keeps each of them where the form has it, and an equal part of the
/// loss.
pub(in crate::assembly) fn kept(
    base: &Program,
    stage: &Stage,
    (level, loss): (f64, f64),
    chosen: &Chosen,
) -> Vec<LinearRow> {
    let terms: Vec<(usize, f64)> = stage
        .merged()
        .into_iter()
        .map(|(variable, factor)| (variable, factor * stage.sign()))
        .collect();
    let is_measure = |term: &&(usize, f64)| !base.variables[term.0].integer;
    let measures: Vec<(usize, f64)> = terms.iter().filter(is_measure).copied().collect();
    let direct: Vec<(usize, f64)> = terms.into_iter().filter(|t| !is_measure(&t)).collect();
    match measures.as_slice() {
        [] if direct.is_empty() => Vec::new(),
        [] => vec![row(f64::NEG_INFINITY, level + loss, direct)],
        &[(measure, cost)] => {
            // measure = (level + loss − direct) / cost at most, or at least where it is made large.
            let share = direct.iter().map(|&(v, factor)| (v, -factor / cost));
            let share: Vec<(usize, f64)> = share.collect();
            let mut rows = put_in(base, (measure, cost), (level + loss) / cost, &share);
            if !direct.is_empty() {
                let most = level + loss - cost * idle(base, measure, cost);
                rows.push(row(f64::NEG_INFINITY, most, direct));
            }
            rows
        }
        several => {
            let mut rows = Vec::new();
            if !direct.is_empty() {
                let have = direct
                    .iter()
                    .map(|&(v, factor)| match has(base, v, chosen) {
                        true => factor,
                        false => 0.0,
                    });
                rows.push(row(
                    f64::NEG_INFINITY,
                    have.sum::<f64>() + TOLERANCE,
                    direct,
                ));
            }
            for &(measure, cost) in several {
                let value = value_of(base, (measure, cost), chosen);
                let given = loss / (several.len() as f64 * cost);
                rows.extend(put_in(base, (measure, cost), value + given, &[]));
            }
            rows
        }
    }
}

fn row(lower: f64, upper: f64, terms: Vec<(usize, f64)>) -> LinearRow {
    LinearRow {
        id: RowId::Definition,
        lower,
        upper,
        terms,
    }
}

fn has(base: &Program, variable: usize, chosen: &Chosen) -> bool {
    match base.variables[variable].id {
        VariableId::Choose { candidate, row, .. } => {
            chosen.binary_search(&(row, candidate)).is_ok()
        }
        _ => false,
    }
}

/// What a measure is when nothing holds it: a small one at its least, a large one at its most.
fn idle(base: &Program, measure: usize, cost: f64) -> f64 {
    let bounds = &base.variables[measure];
    if cost > 0.0 {
        bounds.lower
    } else {
        bounds.upper
    }
}

/// The bound of a row that a measure gives way to: the fewest, where more of it helps a small one.
fn helps_below(factor: f64, cost: f64) -> bool {
    (factor > 0.0) == (cost > 0.0)
}

/// Every row of a measure without it: on the side where it gives way with `constant + terms` in its
/// place, on the other side with what it is when nothing holds it.
fn put_in(
    base: &Program,
    (measure, cost): (usize, f64),
    constant: f64,
    terms: &[(usize, f64)],
) -> Vec<LinearRow> {
    let mut rows = Vec::new();
    for original in &base.rows {
        let Some(factor) = factor_of(original, measure) else {
            continue;
        };
        let mut sum: Vec<(usize, f64)> = original.terms.clone();
        sum.retain(|term| term.0 != measure);
        let mut given = sum.clone();
        for &(variable, share) in terms {
            match given.iter_mut().find(|term| term.0 == variable) {
                Some(term) => term.1 += factor * share,
                None => given.push((variable, factor * share)),
            }
        }
        let below = helps_below(factor, cost);
        let ways = [
            (below, given, factor * constant),
            (!below, sum, factor * idle(base, measure, cost)),
        ];
        for (below, terms, less) in ways {
            let bounds = match below {
                true => (original.lower - less, f64::INFINITY),
                false => (f64::NEG_INFINITY, original.upper - less),
            };
            if bounds.0.is_finite() || bounds.1.is_finite() {
                rows.push(row(bounds.0, bounds.1, terms));
            }
        }
    }
    rows
}

fn factor_of(row: &LinearRow, variable: usize) -> Option<f64> {
    let found = row.terms.iter().find(|term| term.0 == variable);
    found.map(|term| term.1)
}

/// The best value that its rows leave to a measure, for a choice of items.
fn value_of(base: &Program, (measure, cost): (usize, f64), chosen: &Chosen) -> f64 {
    let mut value = idle(base, measure, cost);
    for row in &base.rows {
        let Some(factor) = factor_of(row, measure) else {
            continue;
        };
        let others = row.terms.iter().filter(|term| has(base, term.0, chosen));
        let sum: f64 = others.map(|term| term.1).sum();
        let end = match helps_below(factor, cost) {
            true => (row.lower - sum) / factor,
            false => (row.upper - sum) / factor,
        };
        if end.is_finite() {
            value = if cost > 0.0 {
                value.max(end)
            } else {
                value.min(end)
            };
        }
    }
    value
}
