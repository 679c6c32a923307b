//! What the constraints of one form ask for against the most (or the least) that any choice of items
//! reaches, counted: of each row's items the largest, as many as the row takes. Whatever else holds, no
//! form is beyond that.

use std::collections::BTreeMap;

use super::elastic::{Side, TOLERANCE, group_of};
use crate::assembly::program::{Group, LinearRow, Program};

/// A bound that no choice of items reaches.
pub(super) struct OutOfReach {
    pub(super) group: Group,
    pub(super) side: Side,
    pub(super) need: f64,
    /// The most that can be had of a fewest, the least of a most.
    pub(super) reached: f64,
}

/// Every constraint of a form that counting alone shows to be out of reach; none while a row is short.
pub(super) fn out_of_reach(program: &Program) -> Vec<OutOfReach> {
    let blocks = Blocks::of(program);
    let mut found = Vec::new();
    // Items that come for a short row may give what is missing elsewhere.
    if blocks.sizes.iter().any(|(places, items)| items < places) {
        return found;
    }
    for (index, row) in program.rows.iter().enumerate() {
        let Some(group) = group_of(program, index).filter(|group| counts(group)) else {
            continue;
        };
        let [least, most] = blocks.reach(program, row);
        let mut note = |side, need, reached| {
            found.push(OutOfReach {
                group: group.clone(),
                side,
                need,
                reached,
            });
        };
        if most < row.lower - TOLERANCE {
            note(Side::Min, row.lower, most);
        }
        if least > row.upper + TOLERANCE {
            note(Side::Max, row.upper, least);
        }
    }
    found
}

/// Rows are counted elsewhere; what is tied to a form that stands is no shortage.
fn counts(group: &Group) -> bool {
    !matches!(
        group,
        Group::Row(_) | Group::RowThinking(_) | Group::Spiral | Group::Overlap | Group::Phase(_)
    )
}

/// Which variables fill the places of the same row, and how many places it has.
struct Blocks {
    of_variable: Vec<Option<usize>>,
    /// Places and variables of each block.
    sizes: Vec<(usize, usize)>,
}

impl Blocks {
    fn of(program: &Program) -> Self {
        let mut of_variable = vec![None; program.variables.len()];
        let mut sizes = Vec::new();
        for (index, row) in program.rows.iter().enumerate() {
            let exact = row.lower == row.upper && row.lower >= 0.0;
            if exact && matches!(group_of(program, index), Some(Group::Row(_))) {
                for &(variable, _) in &row.terms {
                    of_variable[variable] = Some(sizes.len());
                }
                sizes.push((row.lower.round() as usize, row.terms.len()));
            }
        }
        Self { of_variable, sizes }
    }

    /// Least and greatest sum of a row.
    fn reach(&self, program: &Program, row: &LinearRow) -> [f64; 2] {
        let mut factors: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        let mut reach = [0.0; 2];
        for &(variable, factor) in &row.terms {
            match self.of_variable[variable] {
                Some(block) => factors.entry(block).or_default().push(factor),
                None => {
                    let bounds = &program.variables[variable];
                    let ends = [factor * bounds.lower, factor * bounds.upper];
                    reach[0] += ends[0].min(ends[1]);
                    reach[1] += ends[0].max(ends[1]);
                }
            }
        }
        for (block, mut factors) in factors {
            let (places, items) = self.sizes[block];
            // Items that the row says nothing of count nothing.
            factors.resize(items, 0.0);
            factors.sort_by(f64::total_cmp);
            reach[0] += factors[..places].iter().sum::<f64>();
            reach[1] += factors[items - places..].iter().sum::<f64>();
        }
        reach
    }
}
