//! Bounds that come from the pool: what a form has on average when each place is filled by any of the
//! items that fit it, give or take a share. A count is bounded by whole numbers around that.

use super::fixed::{millionths, number};
use super::{ReadRule, RuleSet};
use crate::specification::component::{Component, ResolvedRow};
use crate::specification::document::RuleKind;

impl RuleSet {
    /// True where a rule takes its bounds from the pool.
    pub(in crate::assembly) fn asks_pool(&self) -> bool {
        self.rules.iter().any(|rule| rule.rule.like_pool.is_some())
    }

    /// Gives these rules their bounds; `by_row` are the items that fit each row.
    pub(in crate::assembly) fn settle_bounds(
        &mut self,
        component: &Component,
        by_row: &[Vec<usize>],
    ) {
        for rule in &mut self.rules {
            let Some(share) = rule.rule.like_pool else {
                continue;
            };
            let rows = component.rows.iter().zip(by_row).enumerate();
            let scored_only = rule.scored_only();
            let rows = rows.filter(|(_, (row, _))| !scored_only || !row.unscored);
            let expected = expected(rule, rows);
            if let Some([min, max]) =
                expected.map(|expected| around(rule.rule.kind, expected, share))
            {
                (rule.min, rule.max) = (millionths(min), millionths(max));
            }
        }
    }
}

/// What a form has on average; `None` where nothing that fits has it.
fn expected<'a>(
    rule: &ReadRule,
    rows: impl Iterator<Item = (usize, (&'a ResolvedRow, &'a Vec<usize>))>,
) -> Option<f64> {
    let (mut part, mut whole) = (0.0, 0.0);
    for (number_of_row, (row, items)) in rows {
        let each = f64::from(row.items) / items.len().max(1) as f64;
        for &item in items {
            let matches = rule.matches.at(item, number_of_row);
            let value = rule.value(item).map(number);
            let (more, of) = match rule.rule.kind {
                RuleKind::Mean => (
                    value.filter(|_| matches),
                    value.filter(|_| matches).map(|_| 1.0),
                ),
                RuleKind::Share => {
                    let among = value.filter(|_| rule.among_matches.at(item, number_of_row));
                    (among.filter(|_| matches), among)
                }
                _ => (value.filter(|_| matches), Some(0.0)),
            };
            part += each * more.unwrap_or(0.0);
            whole += each * of.unwrap_or(0.0);
        }
    }
    match rule.rule.kind {
        RuleKind::Mean | RuleKind::Share => (whole > 0.0).then(|| part / whole),
        _ => Some(part),
    }
}

fn around(kind: RuleKind, expected: f64, share: f64) -> [f64; 2] {
    let apart = expected.abs() * share;
    let [min, max] = [expected - apart, expected + apart];
    match kind {
        RuleKind::Count => [(min + 1e-9).floor(), (max - 1e-9).ceil()],
        RuleKind::Share => [min.max(0.0), max.min(1.0)],
        _ => [min, max],
    }
}
