//! The prints of a bank, prepared for questions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::print::Print;
use super::score::Score;
use super::signature::{BANDS, bands, signature};
use super::tokens::hash;
use crate::bank::quality::{SimilarityPolicy, SimilarityWeights};
use crate::bank::{Hundredths, Language};

/// A variant of an item in the index.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The item it belongs to (code or id): an item is never compared with itself.
    pub item: String,
    /// The language of the variant.
    pub language: Language,
    /// The clone family the item is in: members are alike on purpose.
    pub family: Option<String>,
    /// The print of its texts.
    pub print: Print,
}

/// Another item that is like the one asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Match {
    /// The other item.
    pub item: String,
    /// The language in which both are alike.
    pub language: Language,
    /// How alike they are.
    pub score: Score,
    /// True when they differ in numbers only, and enough is said to tell.
    pub same_template: bool,
    /// True when both are in one clone family already.
    pub same_family: bool,
}

/// The prints of a bank.
#[derive(Clone, Debug)]
pub struct Index {
    /// In order of language and item.
    pub(super) entries: Vec<Entry>,
    /// The bands of each entry.
    pub(super) bands: Vec<[u32; BANDS]>,
    /// (band, entry), sorted.
    buckets: Vec<(u32, u32)>,
    /// (language, template) → entries, of those that have a number and a word.
    pub(super) templates: BTreeMap<(Language, String), Vec<u32>>,
    pub(super) family_words_from: u32,
}

impl Index {
    /// The index of entries, in whatever order they come. Entries that say nothing are left out.
    pub fn new(entries: impl IntoIterator<Item = Entry>, policy: &SimilarityPolicy) -> Self {
        let mut entries: Vec<Entry> = entries.into_iter().collect();
        entries.retain(|entry| !entry.print.is_empty());
        entries.sort_by(|a, b| (&a.language, &a.item).cmp(&(&b.language, &b.item)));
        let bands: Vec<[u32; BANDS]> = entries.iter().map(bands_of).collect();
        let mut buckets = Vec::with_capacity(entries.len() * BANDS);
        let mut templates: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for (n, entry) in entries.iter().enumerate() {
            let n = n as u32;
            buckets.extend(bands[n as usize].map(|band| (band, n)));
            if entry.print.tells_a_family(1) {
                templates.entry(template_of(entry)).or_default().push(n);
            }
        }
        buckets.sort_unstable();
        Self {
            entries,
            bands,
            buckets,
            templates,
            family_words_from: policy.family_words_from,
        }
    }

    /// The same entries asked by another policy's number of words of a family.
    pub fn ask_by(&mut self, policy: &SimilarityPolicy) {
        self.family_words_from = policy.family_words_from;
    }

    /// The entries, by language and item.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many variants it holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when it holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The items that are like an entry, the most alike first, at most so many: those that share its
    /// template, and those whose score is at least `least`. The entry's own item is left out, whether the
    /// index knows it or not.
    pub fn matches(
        &self,
        entry: &Entry,
        weights: &SimilarityWeights,
        least: Hundredths,
        most: usize,
    ) -> Vec<Match> {
        let clones = self.clones_of(entry);
        let mut candidates = self.candidates(entry);
        candidates.extend(clones);
        candidates.sort_unstable();
        candidates.dedup();
        let mut found: Vec<Match> = candidates
            .into_iter()
            .map(|n| &self.entries[n as usize])
            .filter(|other| other.item != entry.item)
            .map(|other| self.compared(entry, other, weights))
            .filter(|found| found.same_template || found.score.total >= least)
            .collect();
        found.sort_by(|a, b| (b.score.total, &a.item).cmp(&(a.score.total, &b.item)));
        found.truncate(most);
        found
    }

    /// Two entries compared, whether the bands propose them or not.
    pub fn compared(&self, one: &Entry, other: &Entry, weights: &SimilarityWeights) -> Match {
        Match {
            item: other.item.clone(),
            language: other.language.clone(),
            score: Score::of(&one.print, &other.print, weights),
            same_template: self.is_clone(one, other),
            same_family: one.family.is_some() && one.family == other.family,
        }
    }

    pub(super) fn is_clone(&self, one: &Entry, other: &Entry) -> bool {
        one.language == other.language
            && one.print.template() == other.print.template()
            && one.print.tells_a_family(self.family_words_from)
    }

    /// Entries of the language that share a band.
    fn candidates(&self, entry: &Entry) -> Vec<u32> {
        let mut found = Vec::new();
        for band in bands_of(entry) {
            found.extend(self.bucket(band, 0));
        }
        found
    }

    fn clones_of(&self, entry: &Entry) -> Vec<u32> {
        if !entry.print.tells_a_family(self.family_words_from) {
            return Vec::new();
        }
        self.templates
            .get(&template_of(entry))
            .cloned()
            .unwrap_or_default()
    }

    /// Entries of a band from a place on.
    pub(super) fn bucket(&self, band: u32, from: u32) -> impl Iterator<Item = u32> {
        let start = self
            .buckets
            .partition_point(|bucket| *bucket < (band, from));
        let rest = self.buckets[start..].iter();
        rest.take_while(move |(name, _)| *name == band)
            .map(|(_, entry)| *entry)
    }
}

fn bands_of(entry: &Entry) -> [u32; BANDS] {
    let language = hash(b'l', entry.language.as_str().as_bytes());
    let print = &entry.print;
    bands(
        &signature(print.stem.iter().chain(&print.options)),
        language,
    )
}

fn template_of(entry: &Entry) -> (Language, String) {
    let template = entry.print.template().0.clone();
    (entry.language.clone(), template)
}
