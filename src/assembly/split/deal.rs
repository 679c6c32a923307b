//! Dealing the items that stand in no form, and exchanging them until the parts are alike.

use std::collections::{BTreeMap, BTreeSet};

use super::Dealt;
use super::features::Features;
use crate::assembly::eligible::Eligible;
use crate::assembly::exchange::search::Search;
use crate::assembly::pool::Pool;

/// Exchanges tried for each unit.
const TRIES: usize = 400;

/// Items that stay together: all versions of an item, all items of a stimulus.
struct Unit {
    candidates: Vec<usize>,
    /// Part that it stands in for good: that of the form it belongs to.
    fixed: Option<usize>,
}

pub(super) fn deal(
    pool: &Pool,
    eligible: &Eligible,
    features: &Features,
    kernels: &[BTreeSet<&str>],
    search: &mut Search,
) -> Dealt {
    let units = units(pool, eligible, kernels);
    let mut dealing = Dealing {
        features,
        part_of: vec![0; units.len()],
        sums: vec![vec![0.0; features.count()]; kernels.len()],
        units,
    };
    dealing.first_deal(search);
    dealing.exchange(search);
    let mut dealt = vec![Vec::new(); kernels.len()];
    for (unit, part) in dealing.units.iter().zip(&dealing.part_of) {
        dealt[*part].extend(&unit.candidates);
    }
    dealt.iter_mut().for_each(|part| part.sort_unstable());
    dealt
}

fn units(pool: &Pool, eligible: &Eligible, kernels: &[BTreeSet<&str>]) -> Vec<Unit> {
    let fitting: BTreeSet<usize> = eligible.by_row.iter().flatten().copied().collect();
    let mut groups: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    let kernel = |code: &str| kernels.iter().position(|kernel| kernel.contains(code));
    for candidate in fitting {
        let item = &pool.candidates()[candidate];
        // Two forms may share a stimulus whose sets need not be whole: their own items stay theirs.
        let name = match item
            .stimulus_code()
            .filter(|_| kernel(&item.code).is_none())
        {
            Some(stimulus) => (true, stimulus),
            None => (false, item.code.as_str()),
        };
        groups.entry(name).or_default().push(candidate);
    }
    let unit = |((is_stimulus, name), candidates): ((bool, &str), Vec<usize>)| {
        let of_stimulus = || {
            let mut items = pool.candidates().iter();
            items.find_map(|item| (item.stimulus_code()? == name).then(|| kernel(&item.code))?)
        };
        let fixed = if is_stimulus {
            of_stimulus()
        } else {
            kernel(name)
        };
        Unit { candidates, fixed }
    };
    groups.into_iter().map(unit).collect()
}

struct Dealing<'a> {
    features: &'a Features,
    units: Vec<Unit>,
    part_of: Vec<usize>,
    sums: Vec<Vec<f64>>,
}

impl Dealing<'_> {
    /// Fixed units first; then by chance, each to the part that it makes most alike to the others.
    fn first_deal(&mut self, search: &mut Search) {
        let (mut fixed, mut free): (Vec<usize>, Vec<usize>) =
            (0..self.units.len()).partition(|unit| self.units[*unit].fixed.is_some());
        search.shuffle(&mut free);
        // Large sets are hard to place late.
        free.sort_by_key(|unit| std::cmp::Reverse(self.units[*unit].candidates.len()));
        fixed.append(&mut free);
        for unit in fixed {
            let part = self.units[unit]
                .fixed
                .unwrap_or_else(|| self.neediest(unit));
            self.part_of[unit] = part;
            self.add(unit, part, 1.0);
        }
    }

    /// The part whose sums are least in what the unit has.
    fn neediest(&self, unit: usize) -> usize {
        let had = |part: usize| -> f64 {
            let values = self.values(unit);
            let each = values.map(|(feature, value)| {
                let unit = self.features.unit(feature);
                self.sums[part][feature] * value / (unit * unit)
            });
            each.sum()
        };
        let parts = 0..self.sums.len();
        parts
            .min_by(|a, b| had(*a).total_cmp(&had(*b)))
            .unwrap_or(0)
    }

    fn values(&self, unit: usize) -> impl Iterator<Item = (usize, f64)> {
        let items = self.units[unit].candidates.iter();
        items.flat_map(|item| self.features.values(*item).iter().copied())
    }

    fn add(&mut self, unit: usize, part: usize, sign: f64) {
        for &item in &self.units[unit].candidates {
            for &(feature, value) in self.features.values(item) {
                self.sums[part][feature] += sign * value;
            }
        }
    }

    /// Two free units of two parts change places where that makes the parts more alike. The total of a
    /// feature stays, so the sum of squares over the parts says how unlike they are.
    fn exchange(&mut self, search: &mut Search) {
        let free: Vec<usize> = (0..self.units.len())
            .filter(|unit| self.units[*unit].fixed.is_none())
            .collect();
        if free.len() < 2 {
            return;
        }
        for _ in 0..free.len() * TRIES {
            let (a, b) = (
                free[search.below(free.len())],
                free[search.below(free.len())],
            );
            let (here, there) = (self.part_of[a], self.part_of[b]);
            if here != there && self.worse(a, b) < -1e-9 {
                for (unit, from, to) in [(a, here, there), (b, there, here)] {
                    self.add(unit, from, -1.0);
                    self.add(unit, to, 1.0);
                    self.part_of[unit] = to;
                }
            }
        }
    }

    /// By how much more unlike the parts would be.
    fn worse(&self, a: usize, b: usize) -> f64 {
        let (here, there) = (self.part_of[a], self.part_of[b]);
        let mut moved: BTreeMap<usize, f64> = BTreeMap::new();
        for (feature, value) in self.values(a) {
            *moved.entry(feature).or_default() -= value;
        }
        for (feature, value) in self.values(b) {
            *moved.entry(feature).or_default() += value;
        }
        let change = |(feature, more): (usize, f64)| {
            let unit = self.features.unit(feature);
            let (mine, other) = (self.sums[here][feature], self.sums[there][feature]);
            (2.0 * more * (mine - other) + 2.0 * more * more) / (unit * unit)
        };
        moved.into_iter().map(change).sum()
    }
}
