//! What the constraints of a form cost.
//!
//! The price of a bound is an estimate: what the optimum of the relaxation without whole numbers gains
//! when the bound is one unit wider. Where the relaxation has several optimal bases it is one of several
//! prices. For the dearest ones the form is solved for anew with the bound one unit wider: what that
//! says is as exact as the solve.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::standing::{Standing, group_of};
use crate::assembly::core;
use crate::assembly::explain::Side;
use crate::assembly::explain::tidy;
use crate::assembly::program::{Group, Program, Variable, VariableId};
use crate::assembly::request::Limits;
use crate::assembly::sequence::SolveStatus;
use crate::assembly::solver::{Relaxation, Solver, Status};

/// Prices and distances below this are none.
const NOTHING: f64 = 1e-7;

/// A bound that the form meets, or that has a price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Binding {
    /// The constraint, as in findings (`row:R3`, `minutes`).
    pub constraint: String,
    /// Which bound.
    pub bound: Side,
    /// The bound.
    pub at: f64,
    /// What the form has.
    pub has: f64,
    /// Estimate of what the objective falls by when the bound is one unit wider.
    pub price: f64,
    /// The form solved for anew with the bound one unit wider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Resolved>,
}

/// What a solve with a wider bound gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Resolved {
    /// What the objective falls by; below zero where the solve stopped before it found as good a form.
    pub gain: f64,
    /// It cannot fall by more than this; absent where the solve proved no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gain_at_most: Option<f64>,
    /// How good the solve was.
    pub status: SolveStatus,
}

/// The relaxation of a program, with the price of each of its rules.
pub(super) struct Priced {
    pub(super) relaxation: Relaxation,
    /// Row → what the objective rises by when both bounds of the row rise by one.
    prices: Vec<f64>,
}

impl Priced {
    /// Every rule gets a variable that is always zero: its reduced cost is the price of the rule.
    pub(super) fn of(program: &Program, solver: &dyn Solver, limits: &Limits) -> Option<Self> {
        let mut with_zeros = program.clone();
        let mut zeros = vec![None; program.rows.len()];
        for (row, zero) in zeros.iter_mut().enumerate() {
            if group_of(program, row).is_some() {
                let variable = with_zeros.variable(Variable {
                    id: VariableId::Violation { row },
                    lower: 0.0,
                    upper: 0.0,
                    integer: false,
                    cost: 0.0,
                });
                with_zeros.rows[row].terms.push((variable, 1.0));
                *zero = Some(variable);
            }
        }
        let relaxation = solver.relax(&with_zeros, limits).ok()?;
        let price = |zero: &Option<usize>| zero.map_or(0.0, |zero| -relaxation.reduced_costs[zero]);
        Some(Self {
            prices: zeros.iter().map(price).collect(),
            relaxation,
        })
    }
}

/// A row with a bound that binds.
struct Bound<'a> {
    row: usize,
    group: &'a Group,
    binding: Binding,
}

/// Every bound that the form meets or that has a price, the dearest first.
pub(super) fn bindings(
    program: &Program,
    standing: &Standing<'_>,
    priced: Option<&Priced>,
    solver: &dyn Solver,
    limits: &Limits,
) -> Vec<Binding> {
    let mut bounds: Vec<Bound<'_>> = (0..program.rows.len())
        .filter_map(|row| bound(program, standing, priced, row))
        .collect();
    let price = |bound: &Bound<'_>| bound.binding.price;
    bounds.sort_by(|a, b| {
        let by_price = price(b).total_cmp(&price(a));
        by_price.then(a.group.cmp(b.group)).then(a.row.cmp(&b.row))
    });
    let dear = bounds
        .iter_mut()
        .filter(|bound| bound.binding.price > NOTHING);
    for bound in dear.take(limits.max_sensitivity_solves as usize) {
        bound.binding.resolved = resolved(program, bound, standing.objective(), solver, limits);
    }
    bounds.into_iter().map(|bound| bound.binding).collect()
}

fn bound<'a>(
    program: &'a Program,
    standing: &Standing<'_>,
    priced: Option<&Priced>,
    row: usize,
) -> Option<Bound<'a>> {
    let group = group_of(program, row)?;
    let (line, sum) = (&program.rows[row], standing.sum(row));
    let price = priced.map_or(0.0, |priced| priced.prices[row]);
    let meets = |bound: f64| (bound - sum).abs() <= NOTHING * bound.abs().max(1.0);
    // A wider bound is a lower fewest or a higher most.
    let sides = [
        (Side::Max, line.upper, -price),
        (Side::Min, line.lower, price),
    ];
    let binds = |&(_, bound, price): &(Side, f64, f64)| {
        bound.is_finite() && (price > NOTHING || (meets(bound) && price.abs() <= NOTHING))
    };
    let (side, at, price) = sides.into_iter().find(binds)?;
    let binding = Binding {
        constraint: group.name(),
        bound: side,
        at: tidy(at),
        has: tidy(sum),
        price: tidy(price.max(0.0)),
        resolved: None,
    };
    Some(Bound {
        row,
        group,
        binding,
    })
}

fn resolved(
    program: &Program,
    bound: &Bound<'_>,
    objective: f64,
    solver: &dyn Solver,
    limits: &Limits,
) -> Option<Resolved> {
    let mut wider = program.clone();
    match bound.binding.bound {
        Side::Min => wider.rows[bound.row].lower -= 1.0,
        Side::Max => wider.rows[bound.row].upper += 1.0,
    }
    let outcome = core::solve(solver, &wider, limits);
    let status = match outcome.status {
        Status::Optimal => SolveStatus::Optimal,
        Status::WithinGap => SolveStatus::WithinGap,
        Status::LimitWithSolution => SolveStatus::Limit,
        _ => return None,
    };
    Some(Resolved {
        gain: tidy(objective - outcome.objective),
        gain_at_most: Some(objective - outcome.bound)
            .filter(|gain| gain.is_finite())
            .map(tidy),
        status,
    })
}
