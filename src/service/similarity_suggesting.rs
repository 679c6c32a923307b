//! From the texts of a bank to suggestions: pairs that are one item, pairs that are enemies, clone
//! families. What is a group already is not suggested again.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::thread;

use crate::bank::quality::{QualityRule, SimilarityPolicy};
use crate::bank::similarity::verdict::rule_of;
use crate::bank::similarity::{Entry, Index, Match, Pair, Score, Slice};
use crate::bank::{Hundredths, Language};

/// Texts of one slice: with two at a time, a bank of 24,000 reports its progress ten times.
const SLICE: usize = 1_200;

/// Slices compared side by side at most.
const MOST_AT_ONCE: usize = 4;

/// What somebody could make of the items.
#[derive(Clone, Debug)]
pub(super) struct Suggestion {
    /// `same_item`, `enemies` or `clone_family`.
    pub(super) kind: &'static str,
    pub(super) language: Language,
    pub(super) items: Vec<String>,
    pub(super) score: Option<Score>,
}

/// Groups that there are: group, kind, item.
pub(super) struct Groups {
    of_item: BTreeMap<String, BTreeSet<String>>,
    families: BTreeMap<String, String>,
}

/// What comparing everything gave.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) suggestions: Vec<Suggestion>,
    pub(super) texts: usize,
    pub(super) compared: usize,
    pub(super) left_out: usize,
}

impl Groups {
    pub(super) fn of(memberships: Vec<(String, String, String)>) -> Self {
        let mut groups = Self {
            of_item: BTreeMap::new(),
            families: BTreeMap::new(),
        };
        for (group, kind, item) in memberships {
            if kind == "clone_family" {
                groups.families.insert(item.clone(), group.clone());
            }
            groups.of_item.entry(item).or_default().insert(group);
        }
        groups
    }

    /// The entry with the family that its item was put into.
    pub(super) fn placed(&self, mut entry: Entry) -> Entry {
        if let Some(family) = self.families.get(&entry.item) {
            entry.family = Some(family.clone());
        }
        entry
    }

    fn are_together(&self, one: &str, other: &str) -> bool {
        let groups = |item: &str| self.of_item.get(item);
        groups(one).is_some_and(|of_one| {
            groups(other).is_some_and(|of_other| !of_one.is_disjoint(of_other))
        })
    }
}

/// Compares every text with every other; `progress` is told how many are done, and may stop it.
pub(super) fn compare_all<E>(
    index: &Index,
    policy: &SimilarityPolicy,
    groups: &Groups,
    mut progress: impl FnMut(usize) -> Result<(), E>,
) -> Result<Found, E> {
    let mut found = Found {
        texts: index.len(),
        ..Found::default()
    };
    let mut pairs: BTreeMap<(String, String), Pair> = BTreeMap::new();
    let at_once = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let at_once = at_once.min(MOST_AT_ONCE);
    let mut from = 0;
    while from < index.len() {
        for slice in slices(index, policy, from, at_once) {
            found.compared += slice.compared;
            found.left_out += slice.left_out;
            for pair in slice.pairs {
                keep_best(&mut pairs, pair);
            }
        }
        from += at_once * SLICE;
        progress(from.min(index.len()))?;
    }
    found.suggestions = families(index);
    let mut of_pairs: Vec<Suggestion> = pairs
        .into_values()
        .filter(|pair| !groups.are_together(&pair.first, &pair.second))
        .filter_map(|pair| of_pair(policy, pair))
        .collect();
    let total = |s: &Suggestion| s.score.map_or(Hundredths::ZERO, |score| score.total);
    of_pairs.sort_by(|a, b| (total(b), &a.items).cmp(&(total(a), &b.items)));
    found.suggestions.splice(0..0, of_pairs);
    Ok(found)
}

/// The slices from a place on, each in a thread of its own.
fn slices(index: &Index, policy: &SimilarityPolicy, from: usize, at_once: usize) -> Vec<Slice> {
    let (weights, near) = (&policy.weights, policy.thresholds.near_from);
    let starts = (0..at_once).map(|n| from + n * SLICE);
    thread::scope(|scope| {
        let begun: Vec<_> = starts
            .filter(|start| *start < index.len())
            .map(|start| scope.spawn(move || index.sweep(start, SLICE, weights, near)))
            .collect();
        let ended = begun.into_iter().map(|thread| {
            thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        ended.collect()
    })
}

/// Two items may be alike in several languages: the one in which they are most alike tells.
fn keep_best(pairs: &mut BTreeMap<(String, String), Pair>, pair: Pair) {
    let key = (pair.first.clone(), pair.second.clone());
    match pairs.get(&key) {
        Some(held) if held.score.total >= pair.score.total => {}
        _ => {
            pairs.insert(key, pair);
        }
    }
}

fn of_pair(policy: &SimilarityPolicy, pair: Pair) -> Option<Suggestion> {
    let found = Match {
        item: pair.second.clone(),
        language: pair.language.clone(),
        score: pair.score,
        same_template: false,
        same_family: false,
    };
    let kind = match rule_of(policy, &found)? {
        QualityRule::SimilarItem => "same_item",
        _ => "enemies",
    };
    Some(Suggestion {
        kind,
        language: pair.language,
        items: vec![pair.first, pair.second],
        score: Some(pair.score),
    })
}

/// Families of the same items in several languages are told once.
fn families(index: &Index) -> Vec<Suggestion> {
    let mut told = BTreeSet::new();
    let families = index.families().into_iter();
    families
        .filter(|family| told.insert(family.items.clone()))
        .map(|family| Suggestion {
            kind: "clone_family",
            language: family.language,
            items: family.items,
            score: None,
        })
        .collect()
}
