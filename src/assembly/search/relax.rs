//! The relaxation of a program with many columns, by sifting: over some columns first, then those
//! that the multipliers call for, until none is called for; rows come in when they are broken.

use super::problem::Problem;
use super::proof;
use super::tableau::{End, Scratch, Tableau};

/// Programs with fewer columns are solved with all of them.
const ALL_AT_ONCE: usize = 300;
/// Columns that come in at once.
const PER_ROUND: usize = 120;
/// Most rounds, of columns and rows together.
const ROUNDS: usize = 2_000;
/// A row is broken above this.
const BROKEN: f64 = 1e-7;
/// A column is called for below this reduced cost.
const CALLED: f64 = -1e-9;
/// Size of the perturbation that keeps the method from turning in circles.
const SHIFT: f64 = 1e-9;

/// The optimum of the relaxation.
#[derive(Debug)]
pub(super) struct Relaxed {
    /// No solution costs less.
    pub bound: f64,
    /// Reduced costs of all columns: what a step away from the bound adds to the bound at least.
    pub reduced: Vec<f64>,
    /// Values.
    pub values: Vec<f64>,
}

/// Why there is no optimum.
#[derive(Debug)]
pub(super) enum Unrelaxed {
    /// No point holds all rows: a proof.
    Infeasible,
    /// It did not come to an end.
    Stalled,
}

/// A small deterministic difference between costs.
pub(super) fn shift(column: usize) -> f64 {
    SHIFT * f64::from(mixed(column)) / f64::from(1u32 << 24)
}

/// Numbers below 2²⁴ without any order.
pub(super) fn mixed(column: usize) -> u32 {
    ((column as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as u32
}

pub(super) fn relax(problem: &Problem, scratch: &mut Scratch) -> Result<Relaxed, Unrelaxed> {
    let mut tableau = Tableau::new(problem);
    tableau.add_columns(problem, &first_columns(problem), shift);
    let mut multipliers = vec![0.0; problem.rows()];
    let mut reduced = Vec::new();
    for _ in 0..ROUNDS {
        let end = tableau.solve_steadily(f64::INFINITY, scratch);
        match end {
            End::Optimal if bring_broken_rows(problem, &mut tableau) => continue,
            End::Optimal => tableau.multipliers(&mut multipliers),
            End::Infeasible(row) => tableau.ray(row, &mut multipliers),
            End::Cutoff | End::Stalled => return Err(Unrelaxed::Stalled),
        }
        let bounds = (&problem.lower[..], &problem.upper[..]);
        let costs = end == End::Optimal;
        let bound = proof::bound(problem, costs, &mut multipliers, bounds, &mut reduced);
        let called = called_for(problem, &tableau, &reduced);
        if !called.is_empty() {
            tableau.add_columns(problem, &called, shift);
            continue;
        }
        if !costs {
            return Err(match bound > super::problem::MARGIN {
                true => Unrelaxed::Infeasible,
                false => Unrelaxed::Stalled,
            });
        }
        let values = (0..problem.columns()).map(|column| tableau.value(column));
        return Ok(Relaxed {
            bound,
            values: values.collect(),
            reduced,
        });
    }
    Err(Unrelaxed::Stalled)
}

/// All of a small program; else what is not zero anyhow, what is continuous, and a sample. Blocks
/// come whole.
fn first_columns(problem: &Problem) -> Vec<usize> {
    let count = problem.columns();
    let every = count.div_ceil(ALL_AT_ONCE);
    let wanted = |column: usize| {
        count <= 2 * ALL_AT_ONCE
            || !problem.integer[column]
            || problem.lower[column] != 0.0
            || column.is_multiple_of(every)
    };
    let in_block = |column: usize| problem.block_of[column].is_some();
    let singles = (0..count).filter(|&column| !in_block(column) && wanted(column));
    let mut columns: Vec<usize> = singles.collect();
    let some = problem.blocks.len().div_ceil(ALL_AT_ONCE / 10).max(1);
    for (number, block) in problem.blocks.iter().enumerate() {
        let any = |wanted: &dyn Fn(usize) -> bool| block.columns().any(wanted);
        let fixed = |column: usize| problem.lower[column] != 0.0;
        if count <= 2 * ALL_AT_ONCE || number.is_multiple_of(some) || any(&fixed) {
            columns.extend(block.columns());
        }
    }
    columns.sort_unstable();
    columns
}

/// True when a row was broken.
pub(super) fn bring_broken_rows(problem: &Problem, tableau: &mut Tableau) -> bool {
    let mut sums = vec![0.0; problem.rows()];
    for column in 0..problem.columns() {
        let value = tableau.value(column);
        if value != 0.0 {
            for (row, factor) in problem.column(column) {
                sums[row] += factor * value;
            }
        }
    }
    let mut any = false;
    for (row, sum) in sums.into_iter().enumerate() {
        let broken = sum < problem.row_lower[row] - BROKEN || sum > problem.row_upper[row] + BROKEN;
        if broken && !tableau.has_row(row) {
            tableau.add_row(problem, row);
            any = true;
        }
    }
    any
}

/// The columns that would lower the bound most; of a block its switch speaks for all.
fn called_for(problem: &Problem, tableau: &Tableau, reduced: &[f64]) -> Vec<usize> {
    let speaks = |column: usize| match problem.block_of[column] {
        Some(number) => problem.blocks[number as usize].switch == column,
        None => true,
    };
    let out =
        |&column: &usize| reduced[column] < CALLED && !tableau.has_column(column) && speaks(column);
    let mut called: Vec<usize> = (0..reduced.len()).filter(out).collect();
    let by_cost = |a: &usize, b: &usize| reduced[*a].total_cmp(&reduced[*b]).then(a.cmp(b));
    let most = match problem.blocks.is_empty() {
        true => PER_ROUND,
        false => PER_ROUND / 6,
    };
    if called.len() > most {
        called.select_nth_unstable_by(most, by_cost);
        called.truncate(most);
    }
    let mut columns: Vec<usize> = Vec::new();
    for column in called {
        match problem.block_of[column] {
            Some(number) => columns.extend(problem.blocks[number as usize].columns()),
            None => columns.push(column),
        }
    }
    columns.sort_unstable();
    columns
}
