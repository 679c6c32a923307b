//! Bounds that hold whatever the tableau says.
//!
//! For any multipliers y of the rows, `cost · x = (cost − yA) · x + y · (A x)`, and both parts are
//! least at bounds of x and of the rows (Neumaier and Shcherbina 2004). So a bound is a sum over the
//! problem itself; a tableau that has gathered errors gives a worse bound, never a wrong one.

use super::problem::{Block, Problem};

/// Sums of products are trusted to this share of their size.
const ROUNDING: f64 = 1e-12;

/// What stands for an infinite cost.
const NEVER: f64 = 1e30;

/// No whole point within the bounds and the rows costs less. `reduced` gets what a column adds to
/// the bound at least for each step away from where it is cheapest: above zero for one that is
/// cheapest at its lower bound, below zero for one at its upper bound.
///
/// `costs` is false for a proof that there is no point at all: then the costs count as zero and a
/// bound above zero is the proof. Multipliers that would need an infinite bound become zero.
pub(super) fn bound(
    problem: &Problem,
    costs: bool,
    multipliers: &mut [f64],
    (lower, upper): (&[f64], &[f64]),
    reduced: &mut Vec<f64>,
) -> f64 {
    let (mut sum, mut size) = (0.0, 0.0);
    for (row, y) in multipliers.iter_mut().enumerate() {
        if *y == 0.0 {
            continue;
        }
        let end = match *y > 0.0 {
            true => problem.row_lower[row],
            false => problem.row_upper[row],
        };
        if end.is_finite() {
            sum += *y * end;
            size += (*y * end).abs();
        } else {
            *y = 0.0;
        }
    }
    reduced.clear();
    for column in 0..problem.columns() {
        let own = if costs { problem.cost[column] } else { 0.0 };
        let of_rows = problem.column(column).map(|(row, a)| multipliers[row] * a);
        let cost = own - of_rows.sum::<f64>();
        reduced.push(cost);
        if problem.block_of[column].is_some() {
            continue;
        }
        let least = match cost > 0.0 {
            true => cost * lower[column],
            false => cost * upper[column],
        };
        sum += least;
        size += least.abs();
    }
    for block in &problem.blocks {
        let (least, terms) = of_block(block, (lower, upper), reduced);
        sum += least;
        size += terms;
    }
    sum - ROUNDING * size
}

/// The least that a block adds, with the size of the terms; the reduced costs of its columns become
/// what it costs at least to have them otherwise.
///
/// The switch and the members are taken together: nothing of a block that is not worth opening
/// counts, and no more or fewer members than it may have.
fn of_block(block: &Block, (lower, upper): (&[f64], &[f64]), reduced: &mut [f64]) -> (f64, f64) {
    let mut members: Vec<usize> = block.members.clone();
    members.retain(|&column| upper[column] >= 1.0);
    // Those that are in for certain come first, then the cheapest.
    let rank = |column: usize| (lower[column] < 1.0, reduced[column]);
    members.sort_by(|&a, &b| {
        let (a, b) = (rank(a), rank(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let certain = members.iter().filter(|&&j| lower[j] >= 1.0).count();
    let worth = members[certain..].iter().filter(|&&j| reduced[j] < 0.0);
    let worth = certain + worth.count();
    let taken = worth.max(block.fewest).min(block.most);
    let possible = taken >= certain && taken <= members.len() && upper[block.switch] >= 1.0;
    let chosen = &members[..if possible { taken } else { 0 }];
    let of_chosen = chosen.iter().map(|&column| reduced[column]);
    let size = reduced[block.switch].abs() + of_chosen.clone().map(f64::abs).sum::<f64>();
    let open = match possible {
        true => reduced[block.switch] + of_chosen.sum::<f64>(),
        false => f64::INFINITY,
    };
    let may_close = certain == 0 && lower[block.switch] <= 0.0;
    let closed = if may_close { 0.0 } else { f64::INFINITY };
    let least = open.min(closed);
    if !least.is_finite() {
        return (f64::INFINITY, 0.0);
    }
    // One more member pushes out the dearest where the block is full or keeps it only for the count.
    let dearest = chosen.last().map_or(0.0, |&column| reduced[column]);
    let pushed = match taken == block.most {
        true => dearest,
        false => dearest.max(0.0),
    };
    let is_open = open < closed;
    let open = open.min(NEVER);
    let closed = closed.min(NEVER);
    for (rank, &column) in members.iter().enumerate() {
        let inside = possible && rank < taken;
        reduced[column] = match (inside, is_open) {
            (true, true) => 0.0,
            (true, false) => open - least,
            (false, _) => (open + reduced[column] - pushed - least).max(0.0),
        };
    }
    reduced[block.switch] = match is_open {
        true => -(closed - least),
        false => open - least,
    };
    (least, size)
}
