//! Recounts the information of a form, summed from the parameters of its items in double precision.

use super::achieved::{Achieved, Unit};
use super::eligible::Context;
use super::pool::Pool;
use crate::bank::Hundredths;

/// How far a sum may miss its bound: what a solver's tolerance may leave.
const TOLERANCE: f64 = 1e-5;

/// One line for each ability; a target is told and never broken.
pub(super) fn verify_information(
    context: &Context<'_>,
    pool: &Pool,
    chosen: &[(usize, usize)],
) -> Vec<Achieved> {
    let Some(rule) = context.information_rule() else {
        return Vec::new();
    };
    let rows = &context.component.rows;
    let scored = chosen.iter().filter(|(row, _)| !rows[*row].unscored);
    let items: Vec<_> = scored.map(|&(_, item)| &pool.candidates()[item]).collect();
    let line = |point: &crate::specification::document::InformationPoint| {
        let each = items
            .iter()
            .filter_map(|item| context.information_of(item, point.theta));
        let have: f64 = each.sum();
        let slack = |bound: f64| TOLERANCE * bound.abs().max(1.0);
        let enough = point.at_least.is_none_or(|low| have >= low - slack(low));
        let bounded = point.at_most.is_none_or(|high| have <= high + slack(high));
        let [low, high] = [point.at_least, point.at_most].map(|bound| bound.map(hundredths));
        let about = format!("{}", point.theta);
        let unit = Unit::Information;
        Achieved {
            holds: enough && bounded,
            target: point.target.map(|target| Hundredths(hundredths(target))),
            ..Achieved::new("information", &about, unit, low, high, hundredths(have))
        }
    };
    rule.points.iter().map(line).collect()
}

/// Rounded for the table; what holds is decided before.
fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}
