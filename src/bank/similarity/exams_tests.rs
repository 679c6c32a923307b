//! Recall and precision on real questions: EXAMS, changed by stated rules from a fixed random state.
//!
//! For each rule, questions that it suits are drawn without replacement and copied with the change; each
//! copy is asked for as at a submission, against the index of every question. What the verdict tells as
//! the same item or the same family is counted: the copy's own original is a hit, every other item an
//! error. Two kinds of others are listed apart, because the file itself has them: questions with the stem
//! of the original (474 of its stems repeat an earlier one), and questions that are told for the original
//! as it stands, unchanged: the file holds many questions a second time with a word or an option changed.
//!
//! The small run is part of the tests; the whole one, with its figures, is
//! `cargo test --lib --release similarity::exams -- --ignored --nocapture`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use flate2::read::GzDecoder;

use super::perturbed_tests::{Chance, MARK, Rule, language, only};
use super::tests::policy;
use super::*;
use crate::bank::Language;
use crate::bank::quality::QualityPolicy;
use crate::bank::texts::ItemDocument;
use crate::document::{Format, decode_text};
use crate::interop::{MappingProfile, Records, map_record};
use crate::language::fold;

const PROFILE: &str = include_str!("../../../item_specs/profiles/exams-tolerant.yaml");

/// The first questions of the file, as the import makes them; `None` after saying that it is absent.
fn exams(most: usize) -> Option<Vec<ItemDocument>> {
    let folder = std::env::var_os("SYNAQ_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let path = folder.join("data/exams/exams.jsonl.gz");
    let Ok(file) = File::open(&path) else {
        println!(
            "absent, not tested: {} (set SYNAQ_TEST_DATA)",
            path.display()
        );
        return None;
    };
    let (profile, _) = decode_text::<MappingProfile>(PROFILE, Format::Yaml).expect("a profile");
    let records = Records::open(&profile, BufReader::new(GzDecoder::new(file))).expect("a file");
    let items = records.filter_map(|record| map_record(&profile, &record.ok()?).ok());
    Some(items.map(|item| item.document).take(most).collect())
}

fn entry(item: &ItemDocument) -> Entry {
    Entry {
        item: item.code.clone(),
        language: language(item).clone(),
        family: item.content.family.clone(),
        print: Print::of(&item.content, only(item), MARK),
    }
}

/// What became of the copies of one rule.
#[derive(Debug, Default)]
struct Outcome {
    copies: usize,
    hits: usize,
    errors: Vec<(String, String)>,
    /// Other questions with the stem of the original.
    repeated: usize,
    /// Other questions that are told for the unchanged original too.
    own: usize,
}

impl Outcome {
    fn recall(&self) -> f64 {
        self.hits as f64 / self.copies as f64
    }

    fn precision(&self) -> f64 {
        self.hits as f64 / (self.hits + self.errors.len()) as f64
    }

    /// With the near-duplicates that the file itself has counted as errors.
    fn strict_precision(&self) -> f64 {
        self.hits as f64 / (self.hits + self.errors.len() + self.own) as f64
    }
}

fn stem_of(item: &ItemDocument) -> String {
    fold(&only(item).stem)
}

/// The questions that the verdict tells as the same item or family.
fn told(index: &Index, policy: &QualityPolicy, item: &ItemDocument) -> BTreeSet<String> {
    let similarity = &policy.similarity;
    let near = similarity.thresholds.near_from;
    let matches = index.matches(&entry(item), &similarity.weights, near, 50);
    verdict::findings(similarity, &matches, &[])
        .iter()
        .filter(|f| f.code == "similar_item" || f.code == "family_suggested")
        .filter_map(|f| f.args["other"].as_str().map(str::to_owned))
        .collect()
}

fn evaluate(items: &[ItemDocument], index: &Index, rule: Rule, most: usize) -> Outcome {
    let policy = policy();
    let stems: BTreeMap<&str, String> = items
        .iter()
        .map(|i| (i.code.as_str(), stem_of(i)))
        .collect();
    let mut words: BTreeMap<&Language, Vec<String>> = BTreeMap::new();
    for item in items {
        let own = only(item).stem.split_whitespace().map(str::to_owned);
        words.entry(language(item)).or_default().extend(own);
    }
    let mut suited: Vec<&ItemDocument> = items.iter().filter(|item| rule.suits(item)).collect();
    let mut chance = Chance(2026 + rule as u64);
    let mut outcome = Outcome::default();
    for _ in 0..most.min(suited.len()) {
        let item = suited.swap_remove(chance.below(suited.len()));
        let copy = rule.apply(item, &words[language(item)], &mut chance);
        let own = told(index, &policy, item);
        outcome.copies += 1;
        for other in told(index, &policy, &copy) {
            if other == item.code {
                outcome.hits += 1;
            } else if stems[other.as_str()] == stems[item.code.as_str()] {
                outcome.repeated += 1;
            } else if own.contains(&other) {
                outcome.own += 1;
            } else {
                outcome.errors.push((item.code.clone(), other));
            }
        }
    }
    outcome
}

fn index_of(items: &[ItemDocument]) -> Index {
    Index::new(items.iter().map(entry), &policy().similarity)
}

#[test]
fn changed_questions_are_found_and_others_are_not() {
    let Some(items) = exams(1_500) else { return };
    let index = index_of(&items);
    for rule in Rule::ALL {
        let outcome = evaluate(&items, &index, rule, 300);
        // The whole run holds 0.95; of 300 copies so many may be missed by chance (three standard errors).
        assert!(outcome.recall() >= 0.93, "{rule:?}: {outcome:?}");
        assert!(outcome.precision() >= 0.98, "{rule:?}: {outcome:?}");
    }
}

#[test]
#[ignore = "the whole file: minutes in an unoptimised build"]
fn changed_questions_of_the_whole_file_are_found_and_others_are_not() {
    let Some(items) = exams(usize::MAX) else {
        return;
    };
    let index = index_of(&items);
    println!("{} questions, {} in the index", items.len(), index.len());
    for rule in Rule::ALL {
        let outcome = evaluate(&items, &index, rule, 2_000);
        println!(
            "{rule:?}: {} copies, recall {:.4}, precision {:.4} ({} errors), strictly {:.4}; apart: {} \
             repeated stems, {} near-duplicates of the file",
            outcome.copies,
            outcome.recall(),
            outcome.precision(),
            outcome.errors.len(),
            outcome.strict_precision(),
            outcome.repeated,
            outcome.own,
        );
        assert!(outcome.recall() >= 0.95, "{rule:?}");
        assert!(outcome.precision() >= 0.98, "{rule:?}");
        for (one, other) in outcome.errors.iter().take(5) {
            println!("    {one} {other}");
        }
    }
}
