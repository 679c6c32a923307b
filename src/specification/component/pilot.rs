//! The rows of a pilot block: as many items as it has, spread over the scored rows in their
//! proportion (largest remainder, the earlier row first), each like the row it follows.

use super::{Component, PilotBlock, ResolvedRow};
use crate::specification::document::{ThinkingRule, UnscoredBlock};

/// Prefix of the ids of pilot rows.
const PREFIX: &str = "pilot-";

impl Component {
    /// Adds the rows of a block after those they follow.
    pub(super) fn add_pilot(&mut self, block: &UnscoredBlock) {
        let counts = proportional(&self.rows, block.items);
        let rows = self.rows.iter().zip(counts).filter(|(_, items)| *items > 0);
        let pilot: Vec<ResolvedRow> = rows.map(|(row, items)| pilot_row(row, items)).collect();
        self.rows.extend(pilot);
        self.pilot = Some(PilotBlock {
            position: block.position,
            spiral_forms: block.spiral_forms.max(1),
        });
    }
}

/// The row as pilot items fit it: what is said of the form (numbers of stimuli, of items by thinking
/// level) is said of the scored items only.
fn pilot_row(row: &ResolvedRow, items: u32) -> ResolvedRow {
    let mut pilot = row.clone();
    pilot.id = format!("{PREFIX}{}", row.id);
    pilot.items = items;
    pilot.unscored = true;
    if let Some(ThinkingRule::Counts(_)) = pilot.thinking {
        pilot.thinking = None;
    }
    for rule in pilot.stimulus.iter_mut().chain(&mut pilot.section_stimulus) {
        rule.count = None;
    }
    pilot
}

fn proportional(rows: &[ResolvedRow], items: u32) -> Vec<u32> {
    let total: u64 = rows.iter().map(|row| u64::from(row.items)).sum();
    if total == 0 {
        return vec![0; rows.len()];
    }
    let exact = |row: &ResolvedRow| u64::from(row.items) * u64::from(items);
    let mut counts: Vec<u64> = rows.iter().map(|row| exact(row) / total).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(exact(&rows[index]) % total));
    let given: u64 = counts.iter().sum();
    let rest = usize::try_from(u64::from(items) - given).unwrap_or(0);
    for &index in order.iter().take(rest) {
        counts[index] += 1;
    }
    counts
        .into_iter()
        .map(|count| u32::try_from(count).unwrap_or(u32::MAX))
        .collect()
}
