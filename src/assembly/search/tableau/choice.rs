//! Which variable leaves the basis, which enters, and what a branch costs at least.

use super::{PIVOT, PRIMAL, Scratch, Tableau};

impl Tableau {
    /// The row whose basic variable is farthest outside its bounds, by steepest edge, and how much
    /// it must rise (negative: fall).
    pub(super) fn leaving(&self) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        let mut best_score = 0.0;
        for (row, &variable) in self.basic.iter().enumerate() {
            let value = self.value[row];
            let missing = if value < self.lower[variable] - PRIMAL {
                self.lower[variable] - value
            } else if value > self.upper[variable] + PRIMAL {
                self.upper[variable] - value
            } else {
                continue;
            };
            let norm: f64 = self.row(row).iter().map(|entry| entry * entry).sum();
            let score = missing * missing / (1.0 + norm);
            if score > best_score {
                best_score = score;
                best = Some((row, missing));
            }
        }
        best
    }

    /// The variable that enters, by the ratio test with bound flips; the flips are left in the
    /// scratch.
    pub(super) fn entering(
        &self,
        row: usize,
        missing: f64,
        scratch: &mut Scratch,
    ) -> Option<usize> {
        let sign = missing.signum();
        scratch.breaks.clear();
        scratch.flips.clear();
        for (slot, &entry) in self.row(row).iter().enumerate() {
            let entry = entry * sign;
            let helps = match self.at_upper[slot] {
                true => entry < -PIVOT,
                false => entry > PIVOT,
            };
            let variable = self.free[slot];
            let range = self.upper[variable] - self.lower[variable];
            if helps && range > 0.0 {
                let ratio = (self.reduced[slot] / entry).max(0.0);
                let entry = entry.abs();
                scratch.breaks.push((ratio, slot, entry, entry * range));
            }
        }
        let mut slope = missing.abs();
        let breaks = &mut scratch.breaks;
        // Most often the first break ends it: look for the least before sorting all.
        breaks.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut last = 0;
        loop {
            let &(_, _, _, drop) = breaks.get(last)?;
            slope -= drop;
            if slope <= PRIMAL {
                break;
            }
            last += 1;
        }
        // Among equals the largest pivot.
        let ratio = breaks[last].0;
        let tied = |entry: &&(f64, usize, f64, f64)| (entry.0 - ratio).abs() <= 1e-12;
        let chosen = breaks
            .iter()
            .filter(tied)
            .max_by(|a, b| a.2.total_cmp(&b.2).then(b.1.cmp(&a.1)))?
            .1;
        let flips = breaks[..last].iter().map(|entry| entry.1);
        scratch.flips.extend(flips.filter(|&slot| slot != chosen));
        Some(chosen)
    }

    /// By how much the objective rises at least when the basic variable of a row is pushed down to
    /// `floor` and up to `floor + 1`: one dual step each way.
    pub fn penalties(&self, row: usize, floor: f64) -> (f64, f64) {
        let (mut down, mut up) = (f64::INFINITY, f64::INFINITY);
        for (slot, &entry) in self.row(row).iter().enumerate() {
            if entry.abs() < PIVOT {
                continue;
            }
            let variable = self.free[slot];
            if self.upper[variable] <= self.lower[variable] {
                continue;
            }
            let ratio = (self.reduced[slot] / entry).abs();
            if (entry > 0.0) == self.at_upper[slot] {
                down = down.min(ratio);
            } else {
                up = up.min(ratio);
            }
        }
        let value = self.value[row];
        (down * (value - floor), up * (floor + 1.0 - value))
    }
}
