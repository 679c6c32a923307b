//! The elastic program: every constraint that may give way gets a variable for how far it does, and
//! the smallest weighted sum of these is asked for.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::assembly::program::{Group, LinearRow, Program, RowId, Variable, VariableId};

/// Which bound.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The fewest.
    Min,
    /// The most.
    Max,
}

/// Sums within this of a bound hold it.
pub(super) const TOLERANCE: f64 = 1e-6;
/// Weighted sums this near to the smallest are good enough (percent of a bound).
const NEAR_ENOUGH: f64 = 1e-3;

/// A row beyond one of its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Breach {
    /// Index of the row.
    pub(super) row: usize,
    /// Which bound.
    pub(super) side: Side,
    /// How far.
    pub(super) by: f64,
}

/// How far a bound of a row gives way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slack {
    /// Index of the row.
    pub(super) row: usize,
    /// Which bound.
    pub(super) side: Side,
    /// Index of the variable.
    pub(super) variable: usize,
    /// What a unit costs.
    pub(super) weight: f64,
}

/// A program with room beyond its bounds.
pub(super) struct Elastic {
    /// The rows of the original, in their order, with the new variables at their end.
    pub(super) program: Program,
    /// The new variables.
    pub(super) slacks: Vec<Slack>,
}

impl Elastic {
    /// Rows for which there is no weight stay hard. Choices cost nothing here; what gives way does, and
    /// soft rules what the specification says: they have room of their own.
    pub(super) fn of(
        base: &Program,
        weight: impl Fn(&Group, &LinearRow, Side) -> Option<f64>,
    ) -> Self {
        let mut program = Program {
            variables: base.variables.clone(),
            rows: base.rows.clone(),
            absolute_gap: NEAR_ENOUGH,
            ..Program::default()
        };
        for variable in &mut program.variables {
            if !is_soft(variable.id) {
                variable.cost = 0.0;
            }
        }
        let mut slacks = Vec::new();
        for (row, original) in base.rows.iter().enumerate() {
            let soft = original.terms.iter();
            let soft = soft.map(|&(variable, _)| base.variables[variable].id);
            let RowId::Rule(group) = &original.id else {
                continue;
            };
            if soft.into_iter().any(is_soft) {
                continue;
            }
            for (side, most) in [
                (Side::Min, original.lower - reach(base, original)[0]),
                (Side::Max, reach(base, original)[1] - original.upper),
            ] {
                // A bound that nothing can miss needs no room.
                let missed = most.is_finite() && most > TOLERANCE;
                let Some(weight) = weight(group, original, side).filter(|_| missed) else {
                    continue;
                };
                let variable = program.variable(Variable {
                    id: VariableId::Violation { row },
                    lower: 0.0,
                    upper: most,
                    integer: counts_whole(base, original, side),
                    cost: weight,
                });
                let sign = if side == Side::Min { 1.0 } else { -1.0 };
                program.rows[row].terms.push((variable, sign));
                slacks.push(Slack {
                    row,
                    side,
                    variable,
                    weight,
                });
            }
        }
        Self { program, slacks }
    }

    /// With a total for all whole slacks of one weight: that four rows together lack seven and a half
    /// items says that they lack eight, and a search sees it by parting one variable.
    pub(super) fn with_totals(mut self) -> Self {
        let mut alike: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for slack in &self.slacks {
            if self.program.variables[slack.variable].integer {
                let class = alike.entry(slack.weight.to_bits()).or_default();
                class.push(slack.variable);
            }
        }
        for (weight, slacks) in alike.into_iter().filter(|(_, slacks)| slacks.len() > 1) {
            let most = slacks
                .iter()
                .map(|&slack| self.program.variables[slack].upper);
            let total = Variable {
                id: VariableId::Violation { row: usize::MAX },
                lower: 0.0,
                upper: most.sum(),
                integer: true,
                cost: f64::from_bits(weight),
            };
            let total = self.program.variable(total);
            let mut terms = vec![(total, -1.0)];
            for slack in slacks {
                self.program.variables[slack].cost = 0.0;
                terms.push((slack, 1.0));
            }
            self.program.row(RowId::Definition, 0.0, 0.0, terms);
        }
        self
    }

    /// The same program in which some groups may not give way.
    pub(super) fn without(&self, forbidden: &BTreeSet<Group>) -> Program {
        let mut program = self.program.clone();
        for slack in &self.slacks {
            if let RowId::Rule(group) = &program.rows[slack.row].id
                && forbidden.contains(group)
            {
                program.variables[slack.variable].upper = 0.0;
            }
        }
        program
    }

    /// What a solution costs, recounted from its breaches.
    pub(super) fn cost(&self, breaches: &[Breach]) -> f64 {
        let of = |breach: &Breach| {
            let same = |slack: &&Slack| slack.row == breach.row && slack.side == breach.side;
            let slack = self.slacks.iter().find(same);
            slack.map_or(0.0, |slack| slack.weight * breach.by)
        };
        breaches.iter().map(of).sum()
    }
}

/// True where a bound can only be missed by whole numbers: then so much is known of the slack, and a
/// search may part its values instead of items that are all alike.
fn counts_whole(base: &Program, row: &LinearRow, side: Side) -> bool {
    let bound = match side {
        Side::Min => row.lower,
        Side::Max => row.upper,
    };
    let mut terms = row.terms.iter();
    let whole =
        terms.all(|&(variable, factor)| base.variables[variable].integer && is_whole(factor));
    whole && is_whole(bound)
}

fn is_whole(number: f64) -> bool {
    number.fract() == 0.0
}

/// True for how far a soft rule is broken.
fn is_soft(id: VariableId) -> bool {
    matches!(id, VariableId::Slack { .. })
}

/// What values cost by the weights of soft rules.
pub(super) fn soft_cost(program: &Program, values: &[f64]) -> f64 {
    let variables = program.variables.iter().zip(values);
    let soft = variables.filter(|(variable, _)| is_soft(variable.id));
    soft.map(|(variable, value)| variable.cost * value).sum()
}

/// Least and greatest sum of a row that the bounds of its variables allow.
fn reach(program: &Program, row: &LinearRow) -> [f64; 2] {
    let mut reach = [0.0; 2];
    for &(variable, factor) in &row.terms {
        let bounds = &program.variables[variable];
        let ends = [factor * bounds.lower, factor * bounds.upper];
        reach[0] += ends[0].min(ends[1]);
        reach[1] += ends[0].max(ends[1]);
    }
    reach
}

/// Sum of a row.
pub(super) fn activity(row: &LinearRow, values: &[f64]) -> f64 {
    row.terms
        .iter()
        .map(|&(variable, factor)| factor * values[variable])
        .sum()
}

/// Every row that values break, counted from the rows and not believed from a solver.
pub(super) fn breaches(program: &Program, values: &[f64]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (row, line) in program.rows.iter().enumerate() {
        let sum = activity(line, values);
        for (side, by) in [(Side::Min, line.lower - sum), (Side::Max, sum - line.upper)] {
            if by > TOLERANCE {
                breaches.push(Breach { row, side, by });
            }
        }
    }
    breaches
}

/// The group of a row, where it states a rule.
pub(super) fn group_of(program: &Program, row: usize) -> Option<&Group> {
    match &program.rows[row].id {
        RowId::Rule(group) => Some(group),
        RowId::Definition => None,
    }
}
