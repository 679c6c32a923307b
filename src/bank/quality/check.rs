//! Everything that is wrong with a quality policy.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{LanguageWords, QualityPolicy, Thresholds};
use crate::bank::{Hundredths, Language};
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// All findings; the document may be published when none is an error.
pub fn check(policy: &QualityPolicy) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(to) = policy.valid_to.filter(|to| *to < policy.valid_from) {
        let finding = Finding::error("dates_reversed", "/valid_to");
        let from = policy.valid_from.to_string();
        found.push(finding.with("from", from).with("to", to.to_string()));
    }
    let limits = &policy.limits;
    if limits.minutes_per_point_least > limits.minutes_per_point_most {
        let (least, most) = (
            limits.minutes_per_point_least,
            limits.minutes_per_point_most,
        );
        let finding = Finding::error("bounds_impossible", "/limits/minutes_per_point_most");
        found.push(finding.with("bounds", format!("{least}–{most}")));
    }
    check_weights(policy, &mut found);
    let key_from = policy.similarity.key_from;
    check_percent("/similarity/key_from".to_owned(), key_from, &mut found);
    check_thresholds(
        "/similarity/thresholds",
        &policy.similarity.thresholds,
        &mut found,
    );
    for (service, thresholds) in &policy.similarity.external {
        check_thresholds(
            &child("/similarity/external", service),
            thresholds,
            &mut found,
        );
    }
    for (language, words) in &policy.languages {
        check_words(language, words, &mut found);
    }
    check_own_letters(policy, &mut found);
    check_units(policy, &mut found);
    found
}

fn check_weights(policy: &QualityPolicy, found: &mut Vec<Finding>) {
    let weights = policy.similarity.weights;
    let sum = u32::from(weights.stem) + u32::from(weights.options) + u32::from(weights.key);
    if sum != 100 {
        let finding = Finding::error("similarity_weights_sum", "/similarity/weights");
        found.push(finding.with("sum", sum));
    }
}

fn check_thresholds(at: &str, thresholds: &Thresholds, found: &mut Vec<Finding>) {
    let (near, same) = (thresholds.near_from, thresholds.same_from);
    check_percent(format!("{at}/near_from"), near, found);
    check_percent(format!("{at}/same_from"), same, found);
    if near > same {
        let finding = Finding::error("bounds_impossible", format!("{at}/same_from"));
        found.push(finding.with("bounds", format!("{near}–{same}")));
    }
    if near == Hundredths::ZERO {
        found.push(Finding::error(
            "similarity_threshold_zero",
            format!("{at}/near_from"),
        ));
    }
}

fn check_percent(pointer: String, value: Hundredths, found: &mut Vec<Finding>) {
    if !(Hundredths::ZERO..=Hundredths::whole(100)).contains(&value) {
        let finding = Finding::error("percent_out_of_range", pointer);
        found.push(finding.with("value", value.to_string()));
    }
}

/// Entries that can never fit: empty, with capital letters, with a star inside.
fn check_words(language: &Language, words: &LanguageWords, found: &mut Vec<Finding>) {
    let at = child("/languages", language.as_str());
    for (name, list) in [
        ("negations", &words.negations),
        ("no_negations", &words.no_negations),
        ("all_or_none", &words.all_or_none),
        ("absolutes", &words.absolutes),
        ("unobservable", &words.unobservable),
    ] {
        let mut seen = BTreeSet::new();
        for (n, entry) in list.iter().enumerate() {
            let pointer = format!("{at}/{name}/{n}");
            if !is_readable(entry) {
                let finding = Finding::error("word_entry_unreadable", pointer);
                found.push(finding.with("entry", entry.as_str()));
            } else if !seen.insert(entry) {
                let finding = Finding::warning("word_entry_twice", pointer);
                found.push(finding.with("entry", entry.as_str()));
            }
        }
    }
}

fn is_readable(entry: &str) -> bool {
    let fits = |word: &str| {
        let inside = match word.strip_prefix('*') {
            Some(ending) => ending,
            None => word.strip_suffix('*').unwrap_or(word),
        };
        !inside.is_empty() && inside.chars().all(|c| c.is_alphanumeric() || c == '\'')
    };
    entry == entry.to_lowercase()
        && entry.split_whitespace().count() > 0
        && entry.split_whitespace().all(fits)
}

/// A letter is one language's own.
fn check_own_letters(policy: &QualityPolicy, found: &mut Vec<Finding>) {
    let mut owners: BTreeMap<char, &Language> = BTreeMap::new();
    for (language, words) in &policy.languages {
        for letter in words.own_letters.chars() {
            let pointer = format!("{}/own_letters", child("/languages", language.as_str()));
            if !words.script.has(letter) {
                let finding = Finding::error("letter_of_another_script", pointer);
                found.push(
                    finding
                        .with("letter", letter.to_string())
                        .with("script", words.script.as_str()),
                );
            } else if let Some(owner) = owners.insert(letter, language) {
                let finding = Finding::error("letter_of_two_languages", pointer);
                found.push(
                    finding
                        .with("letter", letter.to_string())
                        .with("other", owner.as_str()),
                );
            }
        }
    }
}

/// Unit ids are distinct, and a spelling is one unit's in a language.
fn check_units(policy: &QualityPolicy, found: &mut Vec<Finding>) {
    let mut ids: BTreeMap<&str, String> = BTreeMap::new();
    let mut spelt: BTreeMap<(&Language, &str), String> = BTreeMap::new();
    for (n, unit) in policy.units.iter().enumerate() {
        let pointer = format!("/units/{n}/id");
        match ids.get(unit.id.as_str()) {
            Some(first) => found.push(doubled(pointer, &unit.id, first)),
            None => {
                ids.insert(&unit.id, pointer);
            }
        }
        for (language, spellings) in &unit.spellings {
            for (m, spelling) in spellings.iter().enumerate() {
                let at = child(&format!("/units/{n}/spellings"), language.as_str());
                let pointer = format!("{at}/{m}");
                let name = (language, spelling.as_str());
                match spelt.get(&name) {
                    _ if spelling.trim().is_empty() => {
                        found.push(Finding::error("text_empty", pointer));
                    }
                    Some(first) => found.push(doubled(pointer, spelling, first)),
                    None => {
                        spelt.insert(name, pointer);
                    }
                }
            }
        }
    }
}

fn doubled(pointer: String, id: &str, first: &str) -> Finding {
    Finding::error("duplicate_id", pointer)
        .with("id", id)
        .with("first", first)
}
