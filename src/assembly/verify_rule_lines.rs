//! A rule's number against its bounds, as a line of the recount: exact in millionths, shown in hundredths.

use super::achieved::{Achieved, Unit};
use super::rules::ReadRule;
use super::rules::fixed::{ONE, hundredths};
use crate::bank::Hundredths;

/// How far a sum may miss its bound, in millionths: what a solver's tolerance may leave.
const TOLERANCE: i128 = 2;

/// Makes the lines of a rule.
pub(super) struct Lines<'a> {
    pub(super) rule: &'a ReadRule,
}

impl Lines<'_> {
    /// A sum with its bounds.
    pub(super) fn line(
        &self,
        label: &str,
        unit: Unit,
        min: Option<i128>,
        max: Option<i128>,
        have: i128,
    ) -> Achieved {
        let outside = outside(min, max, have);
        let bound = |bound: Option<i128>| bound.map(hundredths);
        self.told(
            label,
            unit,
            [bound(min), bound(max)],
            hundredths(have),
            outside,
        )
    }

    /// A mean: the sum is held against the bounds times the number.
    pub(super) fn quotient(
        &self,
        label: &str,
        unit: Unit,
        sum: i128,
        count: i128,
    ) -> Option<Achieved> {
        if count == 0 {
            return None;
        }
        let times = |bound: Option<i64>| bound.map(|bound| i128::from(bound) * count);
        let outside = outside(times(self.rule.min), times(self.rule.max), sum);
        let bounds = [self.rule.min, self.rule.max].map(|b| b.map(|b| hundredths(b.into())));
        Some(self.told(label, unit, bounds, hundredths(sum / count), outside))
    }

    pub(super) fn share(&self, label: &str, part: i128, whole: i128) -> Option<Achieved> {
        if whole == 0 {
            return None;
        }
        let one = i128::from(ONE);
        let times = |bound: Option<i64>| bound.map(|bound| i128::from(bound) * whole);
        let outside = outside_by(
            times(self.rule.min),
            times(self.rule.max),
            part * one,
            TOLERANCE * one,
        );
        let bounds = [self.rule.min, self.rule.max].map(|b| b.map(|b| hundredths(b.into())));
        let have = hundredths(part * one / whole);
        Some(self.told(label, Unit::Share, bounds, have, outside / one))
    }

    fn told(
        &self,
        label: &str,
        unit: Unit,
        [min, max]: [Option<i64>; 2],
        have: i64,
        outside: i128,
    ) -> Achieved {
        let id = &self.rule.rule.id;
        let about = match label {
            "" => id.clone(),
            label => format!("{id} {label}"),
        };
        let soft = self.rule.rule.weight.is_some();
        // A soft rule that is broken by less than a hundredth is broken all the same.
        let by = Hundredths(hundredths(outside).max(1));
        Achieved {
            holds: outside == 0 || soft,
            violation: (soft && outside > 0).then_some(by),
            unit_word: self.rule.rule.unit.clone(),
            ..Achieved::new("rule", &about, unit, min, max, have)
        }
    }
}

/// How far outside its bounds a number is; 0 within the tolerance.
fn outside(min: Option<i128>, max: Option<i128>, have: i128) -> i128 {
    outside_by(min, max, have, TOLERANCE)
}

fn outside_by(min: Option<i128>, max: Option<i128>, have: i128, tolerance: i128) -> i128 {
    let below = min.map_or(0, |min| min - have);
    let above = max.map_or(0, |max| have - max);
    Some(below.max(above))
        .filter(|outside| *outside > tolerance)
        .unwrap_or(0)
}
