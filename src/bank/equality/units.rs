//! Units behind numbers: the same in every language, each in its own spelling.

use super::{Pair, Variant, surplus, with_surplus};
use crate::bank::quality::{QualityPolicy, QualityRule};
use crate::bank::reading::markup::{plain, without_formulas};
use crate::bank::reading::numerals::numerals;
use crate::bank::reading::words::{position_of, words};
use crate::language::finding::Finding;

pub(super) fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (field, translated) in pair.both() {
        let ours = units(pair.policy, &pair.source, field.text);
        let theirs = units(pair.policy, &pair.variant, translated);
        let (missing, extra) = surplus(&ours, &theirs);
        if !missing.is_empty() || !extra.is_empty() {
            let pointer = pair.variant.at(&field.pointer);
            let finding = QualityRule::VariantUnitsDiffer.found(pointer);
            found.push(with_surplus(pair.named(finding), missing, extra));
        }
    }
    found
}

/// Ids of the units behind the numbers of a text, be they digits or words.
fn units(policy: &QualityPolicy, one: &Variant<'_>, text: &str) -> Vec<String> {
    let text = plain(&without_formulas(text));
    let numerals = numerals(&text, policy.decimal_mark(one.language));
    let mut found = Vec::new();
    for numeral in &numerals {
        let rest = text[numeral.at.end..].trim_start();
        if let Some((id, length)) = unit_at(policy, one, rest)
            && !(is_year(&numeral.value) && is_small_letter(&rest[..length]))
        {
            found.push(id.to_owned());
        }
    }
    for rest in behind_number_words(policy, one, &text) {
        found.extend(unit_at(policy, one, rest).map(|(id, _)| id.to_owned()));
    }
    found
}

/// `2020 г.` and `2020 ж.` are years, `1000 J` is none.
fn is_small_letter(spelling: &str) -> bool {
    let mut letters = spelling.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
}

fn is_year(value: &str) -> bool {
    value
        .parse()
        .is_ok_and(|year: u32| (1000..2200).contains(&year))
}

/// What stands behind each number that is said as a word (`два часа`).
fn behind_number_words<'a>(
    policy: &QualityPolicy,
    one: &Variant<'_>,
    text: &'a str,
) -> Vec<&'a str> {
    let Some(known) = policy.languages.get(one.language) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        at += word.len();
        let said = words(word);
        let is_number = |entry: &String| position_of(entry, &said).is_some();
        if said.len() == 1 && known.number_words.keys().any(is_number) {
            found.push(text[at..].trim_start());
        }
    }
    found
}

/// The unit that a text begins with, the longest spelling first, and the bytes it takes.
pub(super) fn unit_at<'a>(
    policy: &'a QualityPolicy,
    one: &Variant<'_>,
    text: &str,
) -> Option<(&'a str, usize)> {
    let mut best: Option<(&str, usize)> = None;
    for unit in &policy.units {
        let spellings = unit.spellings.get(one.language);
        let own = spellings.into_iter().flatten().map(String::as_str);
        let shared = spellings.is_none().then_some(unit.id.as_str());
        for spelling in own.chain(shared) {
            let length = length_at(text, spelling);
            if length > best.map_or(0, |(_, longest)| longest) {
                best = Some((&unit.id, length));
            }
        }
    }
    best
}

/// Bytes that a spelling takes at the beginning of a text: whole words, `метр*` with any ending.
fn length_at(text: &str, spelling: &str) -> usize {
    let (stem, any_ending) = match spelling.strip_suffix('*') {
        Some(stem) => (stem, true),
        None => (spelling, false),
    };
    let Some(rest) = text.strip_prefix(stem).filter(|_| !stem.is_empty()) else {
        return 0;
    };
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '²' | '³' | '/');
    match rest.chars().next().filter(|c| goes_on(*c)) {
        None => stem.len(),
        Some(_) if any_ending => {
            let ending = rest
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len());
            stem.len() + ending
        }
        // Signs like `%` and `°` end by themselves.
        Some(_) if stem.chars().all(|c| !c.is_alphanumeric()) => stem.len(),
        Some(_) => 0,
    }
}
