//! One pass over the index that counts every facet: versions are counted by the set of values they have, and
//! only the sets are looked into.

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
    /// Only these versions: item and number, each once; every version where there is nothing.
    pub only: Option<&'a [(String, i32)]>,
    /// Everything else: scope, authors, codes.
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
    let Some(only) = wanted.only else {
        for item in index.items() {
            for version in &item.versions {
                counter.add(item, version);
            }
        }
        return counter.facets();
    };
    for (id, number) in only {
        let Some(item) = index.item(id) else { continue };
        let versions = item.versions.iter();
        for version in versions.filter(|version| version.number == *number) {
            counter.add(item, version);
        }
    }
    counter.facets()
}

struct Counter<'a> {
    index: &'a FacetIndex,
    wanted: &'a Wanted<'a>,
    /// By set: what the newest versions that have it miss, and what older ones miss.
    missed: Vec<[Missed; 2]>,
    /// By set: how many newest and older versions have it.
    tally: Vec<[u32; 2]>,
}

impl<'a> Counter<'a> {
    fn new(index: &'a FacetIndex, wanted: &'a Wanted<'a>) -> Self {
        let has_phase = wanted.conditions.iter().any(|c| c.facet == Facet::Phase);
        let newest_only = wanted.newest_only && !has_phase;
        let of_older = if newest_only {
            Missed::One(Facet::Phase)
        } else {
            Missed::Nothing
        };
        let missed = |set: &[u32]| {
            let by = |first| missed(&wanted.conditions, set, first);
            [by(Missed::Nothing), by(of_older)]
        };
        Self {
            index,
            wanted,
            missed: index.sets().iter().map(|set| missed(set)).collect(),
            tally: vec![[0; 2]; index.sets().len()],
        }
    }

    fn add(&mut self, item: &Indexed, version: &IndexedVersion) {
        let (set, age) = (version.set as usize, usize::from(!version.latest));
        if self.missed[set][age] != Missed::Several && (self.wanted.admits)(item, version) {
            self.tally[set][age] += 1;
        }
    }

    /// How many versions meet every condition, and how many count for each value.
    fn counts(&self) -> (u32, Vec<u32>) {
        let values = self.index.values();
        let (mut total, mut counts) = (0, vec![0; values.len()]);
        for (set, (missed, tally)) in self
            .index
            .sets()
            .iter()
            .zip(self.missed.iter().zip(&self.tally))
        {
            for (missed, tally) in missed.iter().zip(tally) {
                if *tally == 0 {
                    continue;
                }
                if *missed == Missed::Nothing {
                    total += tally;
                }
                for value in set.iter().map(|value| *value as usize) {
                    let counts_for =
                        *missed == Missed::Nothing || *missed == Missed::One(values[value].0);
                    counts[value] += if counts_for { *tally } else { 0 };
                }
            }
        }
        (total, counts)
    }

    fn facets(self) -> Facets {
        let (total, counts) = self.counts();
        let mut facets: BTreeMap<Facet, FacetValues> = BTreeMap::new();
        let mut order: Vec<usize> = (0..counts.len()).collect();
        let values = self.index.values();
        order.sort_by(|a, b| {
            (counts[*b].cmp(&counts[*a])).then_with(|| values[*a].1.cmp(&values[*b].1))
        });
        for number in order {
            let (facet, value) = &values[number];
            if counts[number] == 0 {
                continue;
            }
            let of_facet = facets.entry(*facet).or_default();
            if of_facet.values.len() >= MOST_VALUES {
                of_facet.more = true;
                continue;
            }
            of_facet.values.push(FacetValue {
                value: value.clone(),
                count: counts[number].into(),
            });
        }
        Facets {
            total: total.into(),
            facets,
        }
    }
}

/// Which conditions are not met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missed {
    Nothing,
    /// The one of this facet.
    One(Facet),
    /// Several: such a version counts nowhere.
    Several,
}

fn missed(conditions: &[Condition], set: &[u32], first: Missed) -> Missed {
    let is_missed = |condition: &&Condition| {
        let met = |value: &u32| set.binary_search(value).is_ok();
        !condition.any_of.iter().any(met)
    };
    conditions
        .iter()
        .filter(is_missed)
        .fold(first, |missed, condition| match missed {
            Missed::Nothing => Missed::One(condition.facet),
            Missed::One(_) | Missed::Several => Missed::Several,
        })
}
