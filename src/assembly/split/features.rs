//! What parts of a pool should be alike in, item by item.

use std::collections::BTreeMap;

use super::{Dealt, Feature};
use crate::assembly::candidate::Candidate;
use crate::assembly::eligible::{Context, Eligible};
use crate::assembly::pool::Pool;

/// Abilities at which items are compared where the specification names none.
const ABILITIES: [f64; 3] = [-1.0, 0.0, 1.0];

/// Kind and thing of a feature.
type Name = (&'static str, String);

/// Features of all candidates.
pub(super) struct Features {
    names: Vec<Name>,
    /// Candidate → (number of the feature, value).
    values: Vec<Vec<(usize, f64)>>,
    /// Feature → what a difference is measured in.
    units: Vec<f64>,
}

impl Features {
    pub(super) fn of(context: &Context<'_>, pool: &Pool, eligible: &Eligible) -> Self {
        let mut numbers: BTreeMap<Name, usize> = BTreeMap::new();
        let mut values = Vec::new();
        for (index, item) in pool.candidates().iter().enumerate() {
            let mut mine = of_item(context, item);
            let rows = context.component.rows.iter().zip(&eligible.by_row);
            let fitting = rows.filter(|(_, fitting)| fitting.binary_search(&index).is_ok());
            mine.extend(fitting.map(|(row, _)| (("row", row.id.clone()), 1.0)));
            let number = |(name, value): (Name, f64)| {
                let next = numbers.len();
                (*numbers.entry(name).or_insert(next), value)
            };
            values.push(mine.into_iter().map(number).collect());
        }
        let mut names: Vec<(Name, usize)> = numbers.into_iter().collect();
        names.sort_by_key(|(_, number)| *number);
        let units = units(&values, names.len());
        Self {
            names: names.into_iter().map(|(name, _)| name).collect(),
            values,
            units,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// Features of a candidate.
    pub(super) fn values(&self, candidate: usize) -> &[(usize, f64)] {
        &self.values[candidate]
    }

    /// What a difference of a feature is measured in.
    pub(super) fn unit(&self, feature: usize) -> f64 {
        self.units[feature]
    }

    /// Sums of every part.
    pub(super) fn sums(&self, parts: &Dealt) -> Vec<Vec<f64>> {
        let of_part = |part: &Vec<usize>| {
            let mut sums = vec![0.0; self.count()];
            for &(feature, value) in part.iter().flat_map(|item| self.values(*item)) {
                sums[feature] += value;
            }
            sums
        };
        parts.iter().map(of_part).collect()
    }

    pub(super) fn table(&self, parts: &Dealt) -> Vec<Feature> {
        let sums = self.sums(parts);
        let mut table: Vec<Feature> = (self.names.iter().enumerate())
            .map(|(number, (kind, about))| {
                let parts = sums.iter().map(|sums| sums[number]).collect();
                Feature::of(kind, about, parts)
            })
            .collect();
        table.sort_by(|a, b| (&a.kind, &a.about).cmp(&(&b.kind, &b.about)));
        table
    }
}

/// Root mean square of the values that are there: counts are measured in items.
fn units(values: &[Vec<(usize, f64)>], features: usize) -> Vec<f64> {
    let mut squares = vec![(0.0, 0.0); features];
    for &(feature, value) in values.iter().flatten() {
        squares[feature].0 += value * value;
        squares[feature].1 += 1.0;
    }
    let root = |&(sum, count): &(f64, f64)| (sum / f64::max(count, 1.0)).sqrt().max(1e-9);
    squares.iter().map(root).collect()
}

fn of_item(context: &Context<'_>, item: &Candidate) -> Vec<(Name, f64)> {
    let mut mine: Vec<(Name, f64)> = vec![
        (("items", String::new()), 1.0),
        (("type", item.item_type.to_string()), 1.0),
        (("points", String::new()), item.points.as_f64()),
    ];
    let thinking = item.thinking.map(|level| level.to_string());
    mine.extend(thinking.map(|level| (("thinking", level), 1.0)));
    let difficulty = item.difficulty.map(|level| level.to_string());
    mine.extend(difficulty.map(|level| (("difficulty", level), 1.0)));
    let objectives = item.objectives.iter();
    mine.extend(objectives.map(|code| (("objective", code.clone()), 1.0)));
    let minutes = item.minutes.map(|minutes| minutes.as_f64());
    mine.extend(minutes.map(|minutes| (("minutes", String::new()), minutes)));
    mine.extend(item.p.map(|p| (("p", String::new()), p.value)));
    let rule = context.information_rule();
    let abilities: Vec<f64> = rule.map_or_else(
        || ABILITIES.to_vec(),
        |rule| rule.points.iter().map(|point| point.theta).collect(),
    );
    for theta in abilities {
        let told = context.information_of(item, theta);
        mine.extend(told.map(|told| (("information", theta.to_string()), told)));
    }
    mine
}
