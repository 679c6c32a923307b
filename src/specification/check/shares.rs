//! Bounds of shares, and whether rows that fix a level leave them reachable.

use std::collections::BTreeMap;

use super::super::document::{Range, Row, ShareBase, ThinkingRule};
use super::Inspection;
use crate::bank::{Difficulty, Thinking};
use crate::language::finding::Finding;

/// Decimal shares add up to 1 only within this.
const TOLERANCE: f64 = 1e-9;

impl Inspection<'_> {
    pub(super) fn check_shares(&mut self) {
        let document = self.document;
        let thinking = |row: &Row, level: Thinking| match &row.thinking {
            Some(ThinkingRule::All(all)) => Some(if *all == level { row.items } else { 0 }),
            Some(ThinkingRule::Counts(counts)) => Some(counts.get(&level).copied().unwrap_or(0)),
            None => None,
        };
        self.check_shares_of(
            "thinking_share",
            &document.thinking_share,
            Thinking::ALL,
            Thinking::as_str,
            (document.share_of, thinking),
        );
        let difficulty = |row: &Row, level: Difficulty| {
            row.level
                .map(|all| if all == level { row.items } else { 0 })
        };
        self.check_shares_of(
            "difficulty_share",
            &document.difficulty_share,
            Difficulty::ALL,
            Difficulty::as_str,
            (document.share_of, difficulty),
        );
        if let Some(selection) = &document.selection {
            self.check_shares_of(
                "selection/difficulty",
                &selection.difficulty,
                Difficulty::ALL,
                Difficulty::as_str,
                (ShareBase::Items, difficulty),
            );
        }
        self.check_single_shares();
    }

    fn check_shares_of<L: Copy + Ord>(
        &mut self,
        field: &'static str,
        shares: &BTreeMap<L, Range>,
        levels: &[L],
        name: fn(L) -> &'static str,
        (of, fixed_items): (ShareBase, impl Fn(&Row, L) -> Option<u32>),
    ) {
        if shares.is_empty() {
            return;
        }
        let mut sound = true;
        for (level, [low, high]) in shares {
            let bounded = (0.0..=1.0).contains(low) && (0.0..=1.0).contains(high) && low <= high;
            if !bounded {
                sound = false;
                self.report(
                    Finding::error("share_range_invalid", format!("/{field}/{}", name(*level)))
                        .with("level", name(*level))
                        .with("min", *low)
                        .with("max", *high),
                );
            }
        }
        let bound = |level: &L| shares.get(level).copied().unwrap_or([0.0, 1.0]);
        let [lows, highs] = levels
            .iter()
            .map(bound)
            .fold([0.0, 0.0], |[a, b], [low, high]| [a + low, b + high]);
        if sound && (lows > 1.0 + TOLERANCE || highs < 1.0 - TOLERANCE) {
            self.report(
                Finding::error("shares_never_sum_to_one", format!("/{field}"))
                    .with("min", rounded(lows))
                    .with("max", rounded(highs)),
            );
        } else if sound {
            for level in shares.keys() {
                let about = (*level, name(*level));
                self.check_reachable(field, about, bound(level), of, &fixed_items);
            }
        }
    }

    /// What the rows fix is already there; what they leave open can still go to any level.
    fn check_reachable<L: Copy>(
        &mut self,
        field: &'static str,
        (level, name): (L, &'static str),
        [low, high]: Range,
        of: ShareBase,
        fixed_items: &impl Fn(&Row, L) -> Option<u32>,
    ) {
        for group in std::mem::take(&mut self.groups) {
            let (mut total, mut fixed, mut open) = (0.0, 0.0, 0.0);
            let mut known = true;
            for row in group.rows {
                let each = match of {
                    ShareBase::Items => Some(1.0),
                    ShareBase::Points => self.points_each(row).map(|points| points.as_f64()),
                };
                let Some(each) = each else {
                    known = false;
                    break;
                };
                total += each * f64::from(row.items);
                match fixed_items(row, level) {
                    Some(items) => fixed += each * f64::from(items),
                    None => open += each * f64::from(row.items),
                }
            }
            let (least, most) = (fixed / total, (fixed + open) / total);
            // Rows that miss the maximum have their own finding and will change.
            let of_part = group.part.as_ref().and_then(|part| part.max_score);
            let maximum = of_part.or(self.document.max_score);
            let complete = of == ShareBase::Items
                || maximum.is_none_or(|maximum| (maximum.as_f64() - total).abs() < TOLERANCE);
            if known
                && complete
                && total > 0.0
                && (least > high + TOLERANCE || most < low - TOLERANCE)
            {
                self.report(
                    Finding::error("share_unreachable", format!("/{field}/{name}"))
                        .with("level", name)
                        .with("rows", group.at.clone())
                        .with("min", low)
                        .with("max", high)
                        .with("least", rounded(least))
                        .with("most", rounded(most)),
                );
            }
            self.groups.push(group);
        }
    }

    fn check_single_shares(&mut self) {
        let constraints = &self.document.constraints;
        for (field, share) in [
            ("key_position_max_share", constraints.key_position_max_share),
            ("target_mean_p", constraints.target_mean_p),
        ] {
            self.check_share(field, share, format!("/constraints/{field}"));
        }
    }
}

/// Three decimal places are enough to see what to change.
fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
