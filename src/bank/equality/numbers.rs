//! Numerals: the same values in every language, written as the language writes them.

use super::{Pair, Variant, surplus, with_surplus};
use crate::bank::quality::{LanguageWords, QualityPolicy, QualityRule};
use crate::bank::reading::fields::FieldKind;
use crate::bank::reading::markup::{plain, without_formulas};
use crate::bank::reading::numerals::{DecimalMark, numerals, values};
use crate::bank::reading::words::{position_of, words};
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// Decimals that are written as another language writes them.
pub(super) fn decimal_marks(policy: &QualityPolicy, one: &Variant<'_>) -> Vec<Finding> {
    let Some(known) = policy.languages.get(one.language) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for field in one.fields() {
        let text = plain(field.text);
        let wrong: Vec<&str> = numerals(&text, known.decimal)
            .into_iter()
            .filter(|numeral| numeral.mark.is_some_and(|mark| mark != known.decimal))
            .map(|numeral| &text[numeral.at])
            .collect();
        if !wrong.is_empty() {
            let finding = QualityRule::VariantDecimalMark.found(one.at(&field.pointer));
            let mark = match known.decimal {
                DecimalMark::Point => ".",
                DecimalMark::Comma => ",",
            };
            found.push(
                finding
                    .with("written", wrong)
                    .with("mark", mark)
                    .with("language", one.language.as_str()),
            );
        }
    }
    found
}

/// Texts whose numbers are not those of the source, and options that stand in another order.
pub(super) fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let moved = reordered(pair);
    let mut found = Vec::new();
    for (field, translated) in pair.both() {
        let is_moved = field.kind == FieldKind::Option
            && moved
                .iter()
                .any(|at| field.pointer.starts_with(at.as_str()));
        // Accepted answers are compared as a whole, not one by one.
        if is_moved || field.kind == FieldKind::Accepted {
            continue;
        }
        let (missing, extra) = differing(pair, field.text, translated);
        if !missing.is_empty() || !extra.is_empty() {
            let pointer = pair.variant.at(&field.pointer);
            let finding = QualityRule::VariantNumeralsDiffer.found(pointer);
            found.push(with_surplus(pair.named(finding), missing, extra));
        }
    }
    found.extend(moved.into_iter().map(|at| {
        let pointer = pair.variant.at(&format!("{at}options"));
        pair.named(QualityRule::VariantOptionsReordered.found(pointer))
    }));
    found
}

/// Numbers that the translation lacks, and those it has more. A number that the other language says as a
/// word or writes in Roman numerals lacks nowhere.
pub(super) fn differing(
    pair: &Pair<'_>,
    source: &str,
    variant: &str,
) -> (Vec<String>, Vec<String>) {
    let (source, variant) = (text_alone(source), text_alone(variant));
    let of = |one: &Variant<'_>, text: &str| values(text, pair.policy.decimal_mark(one.language));
    let (mut missing, mut extra) =
        surplus(&of(&pair.source, &source), &of(&pair.variant, &variant));
    missing.retain(|value| !says(pair, &pair.variant, &variant, value));
    extra.retain(|value| !says(pair, &pair.source, &source, value));
    (missing, extra)
}

fn text_alone(text: &str) -> String {
    plain(&without_formulas(text))
}

fn says(pair: &Pair<'_>, one: &Variant<'_>, text: &str, value: &str) -> bool {
    let Ok(value) = value.parse::<u32>() else {
        return false;
    };
    let known = pair.policy.languages.get(one.language);
    in_words(known, text, value) || in_roman(text, value)
}

fn in_words(known: Option<&LanguageWords>, text: &str, value: u32) -> bool {
    let words = words(text);
    let entries = known.into_iter().flat_map(|known| &known.number_words);
    entries
        .filter(|(_, said)| **said == value)
        .any(|(entry, _)| position_of(entry, &words).is_some())
}

fn in_roman(text: &str, value: u32) -> bool {
    let wanted = roman(value);
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let latin: String = word.chars().map(as_roman).collect();
        latin == wanted
    })
}

/// `Х` and `І` are often typed in Cyrillic.
fn as_roman(letter: char) -> char {
    match letter {
        'Х' => 'X',
        'І' => 'I',
        'С' => 'C',
        'М' => 'M',
        other => other,
    }
}

fn roman(mut value: u32) -> String {
    let mut out = String::new();
    for (worth, sign) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        // Beyond 3,999 there are none.
        while value >= worth && out.len() < 16 {
            out.push_str(sign);
            value -= worth;
        }
    }
    out
}

/// Parts (`/parts/<id>/`) whose options have the numbers of the source, but other options have them.
fn reordered(pair: &Pair<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (id, part) in &pair.source.texts.parts {
        let Some(other) = pair.variant.texts.parts.get(id) else {
            continue;
        };
        let numbers = |one: &Variant<'_>, text: &String| {
            values(&text_alone(text), pair.policy.decimal_mark(one.language))
        };
        let both = part.options.iter().filter_map(|(option, text)| {
            let translated = other.options.get(option)?;
            Some((
                numbers(&pair.source, text),
                numbers(&pair.variant, translated),
            ))
        });
        let (ours, theirs): (Vec<_>, Vec<_>) = both.unzip();
        let (missing, extra) = surplus(&ours, &theirs);
        if ours != theirs && missing.is_empty() && extra.is_empty() {
            found.push(format!("{}/", child("/parts", id)));
        }
    }
    found
}
