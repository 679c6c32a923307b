//! One pass over the index that counts every facet.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::index::IndexedVersion;
use super::{Facet, FacetIndex, Indexed, MOST_COUNTED, MOST_VALUES};

/// A condition that belongs to a facet: one of these values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The facet that ignores it.
    pub facet: Facet,
    /// Values of which a version needs one, as numbers of the index; none is met by nothing.
    pub any_of: Vec<u32>,
}

/// Which versions are counted.
pub struct Wanted<'a> {
    /// Conditions on facets. The one on the phase takes the place of "newest versions only".
    pub conditions: Vec<Condition>,
    /// Newest versions only, where no phase is asked for.
    pub newest_only: bool,
    /// Everything else: scope, words, authors, statistics.
    pub admits: &'a dyn Fn(&Indexed, &IndexedVersion) -> bool,
}

/// A number that is told exactly up to 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Count {
    /// How many, 10,000 at most.
    pub count: u32,
    /// False when there are more than that.
    pub exact: bool,
}

impl From<u32> for Count {
    fn from(count: u32) -> Self {
        Self {
            count: count.min(MOST_COUNTED),
            exact: count <= MOST_COUNTED,
        }
    }
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FacetValue {
    /// The value, as the filter of the same name takes it.
    pub value: String,
    /// How many versions have it.
    #[serde(flatten)]
    pub count: Count,
}

/// The values of a facet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FacetValues {
    /// The most frequent first.
    pub values: Vec<FacetValue>,
    /// True when rarer ones were left out.
    pub more: bool,
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Facets {
    /// Versions that meet every condition.
    pub total: Count,
    /// Facet → its values.
    pub facets: BTreeMap<Facet, FacetValues>,
}

/// Counts every facet.
pub fn count(index: &FacetIndex, wanted: &Wanted<'_>) -> Facets {
    let mut counter = Counter::new(index, wanted);
    for item in index.items() {
        for version in &item.versions {
            counter.add(item, version);
        }
    }
    counter.facets()
}

struct Counter<'a> {
    index: &'a FacetIndex,
    wanted: &'a Wanted<'a>,
    counts: Vec<u32>,
    total: u32,
    newest_only: bool,
}

impl<'a> Counter<'a> {
    fn new(index: &'a FacetIndex, wanted: &'a Wanted<'a>) -> Self {
        let has_phase = wanted.conditions.iter().any(|c| c.facet == Facet::Phase);
        Self {
            index,
            wanted,
            counts: vec![0; index.values().len()],
            total: 0,
            newest_only: wanted.newest_only && !has_phase,
        }
    }

    fn add(&mut self, item: &Indexed, version: &IndexedVersion) {
        let Some(missed) = self.missed(version) else {
            return;
        };
        if !(self.wanted.admits)(item, version) {
            return;
        }
        let Missed::One(facet) = missed else {
            self.total += 1;
            for value in &*version.values {
                self.counts[*value as usize] += 1;
            }
            return;
        };
        for value in &*version.values {
            if self.index.values()[*value as usize].0 == facet {
                self.counts[*value as usize] += 1;
            }
        }
    }

    /// The only facet whose condition is not met; nothing when there are two.
    fn missed(&self, version: &IndexedVersion) -> Option<Missed> {
        let mut missed = if self.newest_only && !version.latest {
            Missed::One(Facet::Phase)
        } else {
            Missed::Nothing
        };
        for condition in &self.wanted.conditions {
            let met = |value: &u32| version.values.binary_search(value).is_ok();
            if condition.any_of.iter().any(met) {
                continue;
            }
            missed = match missed {
                Missed::Nothing => Missed::One(condition.facet),
                Missed::One(_) => return None,
            };
        }
        Some(missed)
    }

    fn facets(self) -> Facets {
        let mut facets: BTreeMap<Facet, FacetValues> = BTreeMap::new();
        let mut order: Vec<usize> = (0..self.counts.len()).collect();
        let values = self.index.values();
        order.sort_by(|a, b| {
            (self.counts[*b].cmp(&self.counts[*a])).then_with(|| values[*a].1.cmp(&values[*b].1))
        });
        for number in order {
            let (facet, value) = &values[number];
            if self.counts[number] == 0 {
                continue;
            }
            let of_facet = facets.entry(*facet).or_default();
            if of_facet.values.len() >= MOST_VALUES {
                of_facet.more = true;
                continue;
            }
            of_facet.values.push(FacetValue {
                value: value.clone(),
                count: self.counts[number].into(),
            });
        }
        Facets {
            total: self.total.into(),
            facets,
        }
    }
}

#[derive(Clone, Copy)]
enum Missed {
    Nothing,
    One(Facet),
}
