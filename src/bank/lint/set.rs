//! Rules over a set of tasks in the order they are given in.

use std::collections::BTreeMap;

use super::texts_of;
use crate::bank::content::Part;
use crate::bank::quality::{QualityPolicy, QualityRule};
use crate::bank::reading::markup::plain;
use crate::bank::reading::words::words;
use crate::bank::texts::ItemDocument;
use crate::bank::{ItemType, Language};
use crate::language::finding::Finding;

/// Where the keys of a set stand, and whether the stem of one task gives the key of another. Pointers
/// begin with `/items/<n>`, the place of the task in the set from 0; of the whole set with `/items`.
pub fn lint_set(policy: &QualityPolicy, items: &[&ItemDocument]) -> Vec<Finding> {
    let mut found = unbalanced(policy, items);
    found.extend(runs(policy, items));
    found.extend(given_keys(items));
    found
}

/// Position of the key of a part with one key, from 0.
fn key_position(item: &ItemDocument, part: &Part) -> Option<usize> {
    let [key] = &part.key.correct[..] else {
        return None;
    };
    let is_choice = item.content.part_type(part) == ItemType::Mcq;
    let position = part.options.iter().position(|id| id == key);
    position.filter(|_| is_choice)
}

fn unbalanced(policy: &QualityPolicy, items: &[&ItemDocument]) -> Vec<Finding> {
    let mut of_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for item in items {
        for part in &item.content.parts {
            if let Some(position) = key_position(item, part) {
                of_length
                    .entry(part.options.len())
                    .or_default()
                    .push(position);
            }
        }
    }
    let limits = &policy.limits;
    let percent = limits.key_share_percent_most as usize;
    let mut found = Vec::new();
    for (length, positions) in of_length {
        if positions.len() < (limits.set_items_from as usize).max(length) {
            continue;
        }
        for position in 0..length {
            let count = positions.iter().filter(|p| **p == position).count();
            // Even share: positions / length. One more than its share is chance, whatever the percent.
            let is_many = count * length * 100 > positions.len() * percent
                && (count - 1) * length > positions.len();
            let is_never = count == 0 && positions.len() >= length * 3;
            if is_many || is_never {
                let finding = QualityRule::KeyPositionsUnbalanced.found("/items");
                found.push(
                    finding
                        .with("position", position + 1)
                        .with("count", count)
                        .with("of", positions.len())
                        .with("options", length),
                );
            }
        }
    }
    found
}

fn runs(policy: &QualityPolicy, items: &[&ItemDocument]) -> Vec<Finding> {
    let most = policy.limits.key_run_most as usize;
    let mut found = Vec::new();
    let mut run: (Option<usize>, usize) = (None, 0);
    for (n, item) in items.iter().enumerate() {
        for part in &item.content.parts {
            let Some(position) = key_position(item, part) else {
                continue;
            };
            run = match run {
                (Some(last), length) if last == position => (run.0, length + 1),
                _ => (Some(position), 1),
            };
            // Told once, where it becomes too long.
            if run.1 == most + 1 {
                let finding = QualityRule::KeyPositionRun.found(format!("/items/{n}"));
                found.push(
                    finding
                        .with("item", item.code.as_str())
                        .with("position", position + 1)
                        .with("most", most),
                );
            }
        }
    }
    found
}

fn given_keys(items: &[&ItemDocument]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (n, item) in items.iter().enumerate() {
        for (language, texts) in &item.texts {
            let stem = words(&plain(&texts.stem));
            for (m, other) in items.iter().enumerate().filter(|(m, _)| *m != n) {
                let keys = keys_of(other, language);
                let given = keys.iter().find(|key| {
                    let key = words(key);
                    says_much(&key) && stem.windows(key.len()).any(|run| run == key)
                });
                if let Some(key) = given {
                    let pointer = format!("/items/{n}/texts/{language}/stem");
                    let finding = QualityRule::KeyGivenByAnother.found(pointer);
                    found.push(
                        finding
                            .with("item", item.code.as_str())
                            .with("other", items[m].code.as_str())
                            .with("key", key.as_str()),
                    );
                }
            }
        }
    }
    found
}

fn keys_of(item: &ItemDocument, language: &Language) -> Vec<String> {
    let Some(texts) = item.texts.get(language) else {
        return Vec::new();
    };
    let mut keys = Vec::new();
    for part in &item.content.parts {
        let Some(said) = texts.parts.get(&part.id) else {
            continue;
        };
        let chosen = texts_of(part, said);
        let correct = chosen
            .into_iter()
            .filter(|(id, _)| part.key.correct.iter().any(|k| k == id));
        keys.extend(correct.map(|(_, text)| text));
        keys.extend(said.accepted.iter().cloned());
    }
    keys
}

/// A word or two of everyday stand in many stems; a phrase or a long word does not by chance.
fn says_much(key: &[String]) -> bool {
    let letters: usize = key
        .iter()
        .map(|word| word.chars().filter(|c| c.is_alphabetic()).count())
        .sum();
    !key.is_empty() && letters >= 8
}
