//! Which variable a node is split at: a few are tried, both sides of each for some pivots.

use super::{Children, Open, Tree};
use crate::assembly::search::tableau::{End, Tableau};

/// Candidates that are tried before branching.
const TRIED: usize = 8;
/// Pivots of a trial.
const TRIAL_PIVOTS: u64 = 12;
/// A rise of the objective that stands for a side without any point.
const EMPTY: f64 = 1e9;

/// One side of a split, some pivots on.
struct Side {
    tableau: Tableau,
    /// By how much the objective has risen.
    rise: f64,
    /// Proven to hold nothing below this.
    gone: Option<f64>,
}

impl Tree<'_> {
    /// Two children, or `None` when a trial took one side away and the node goes on.
    pub(super) fn branch(
        &mut self,
        node: &mut Open,
        fractional: Vec<(usize, usize, f64)>,
    ) -> Option<Children> {
        let mut best: Option<(f64, [Tableau; 2])> = None;
        for (column, value) in self.candidates(&node.tableau, fractional) {
            let (lower, upper) = node.tableau.bounds(column);
            let floor = value.floor();
            let bounds = [(lower, floor), (floor + 1.0, upper)];
            let sides = bounds.map(|bounds| self.side(&node.tableau, column, bounds));
            let gone = [1, 0].into_iter().find(|&side| sides[side].gone.is_some());
            if let Some(side) = gone {
                self.exclude(sides[side].gone.unwrap_or(f64::NEG_INFINITY));
                let (lower, upper) = bounds[1 - side];
                node.tableau.set_bounds(column, lower, upper);
                self.spare.extend(sides.map(|side| side.tableau));
                self.spare
                    .extend(best.into_iter().flat_map(|(_, pair)| pair));
                return None;
            }
            let score = score(sides[0].rise, sides[1].rise);
            // The side that costs less is looked at first: it comes last here.
            let up_first = sides[1].rise <= sides[0].rise;
            let mut pair = sides.map(|side| side.tableau);
            if !up_first {
                pair.reverse();
            }
            let worse = match &best {
                Some((other, _)) if *other >= score => Some(pair),
                _ => best.replace((score, pair)).map(|(_, old)| old),
            };
            self.spare.extend(worse.into_iter().flatten());
        }
        let (_, pair) = best?;
        let bound = node.bound;
        Some(Box::new(pair.map(|tableau| Open { tableau, bound })))
    }

    /// The variables worth a trial, by the rise that one dual step promises.
    fn candidates(
        &self,
        tableau: &Tableau,
        mut fractional: Vec<(usize, usize, f64)>,
    ) -> Vec<(usize, f64)> {
        // Items follow their stimulus, so the stimuli are settled first.
        let is_switch = |column: usize| {
            let number = self.problem.block_of[column];
            number.is_some_and(|number| self.problem.blocks[number as usize].switch == column)
        };
        if fractional.iter().any(|entry| is_switch(entry.1)) {
            fractional.retain(|entry| is_switch(entry.1));
        }
        let promise = |&(row, column, value): &(usize, usize, f64)| {
            let (down, up) = tableau.penalties(row, value.floor());
            (score(down, up), column, value)
        };
        let mut promising: Vec<(f64, usize, f64)> = fractional.iter().map(promise).collect();
        promising.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        promising.truncate(TRIED);
        promising.iter().map(|entry| (entry.1, entry.2)).collect()
    }

    fn side(&mut self, tableau: &Tableau, column: usize, (lower, upper): (f64, f64)) -> Side {
        let mut child = self.copy(tableau);
        child.set_bounds(column, lower, upper);
        let before = child.work;
        let end = child.solve(self.cutoff(), TRIAL_PIVOTS, &mut self.scratch);
        self.found.work += child.work - before;
        let gone = match end {
            End::Infeasible(row) => self.is_empty(&child, row).then_some(f64::INFINITY),
            End::Cutoff => Some(self.bound(&child)).filter(|bound| *bound >= self.cutoff()),
            End::Optimal | End::Stalled => None,
        };
        let rise = match end {
            End::Infeasible(_) => EMPTY,
            _ => (child.objective() - tableau.objective()).max(0.0),
        };
        Side {
            tableau: child,
            rise,
            gone,
        }
    }
}

/// A split is as good as both its sides are costly.
fn score(down: f64, up: f64) -> f64 {
    down.clamp(1e-9, EMPTY) * up.clamp(1e-9, EMPTY)
}
