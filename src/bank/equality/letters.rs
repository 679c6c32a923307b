//! Letters: of the language's script, of the language itself, and none that only look right.

use super::{Pair, Variant};
use crate::bank::check::spaced;
use crate::bank::quality::{LanguageWords, QualityPolicy, QualityRule};
use crate::bank::reading::fields::FieldKind;
use crate::bank::reading::markup::{plain, without_formulas};
use crate::bank::reading::words::words;
use crate::language::finding::Finding;
use crate::language::look_alikes;

pub(super) fn findings(policy: &QualityPolicy, one: &Variant<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for field in one.fields() {
        let letters: Vec<String> = look_alikes(field.text)
            .into_iter()
            .map(|(n, letter)| format!("{letter} ({})", n + 1))
            .collect();
        if !letters.is_empty() {
            let finding = QualityRule::LookAlikeLetters.found(one.at(&field.pointer));
            found.push(
                finding
                    .with("letters", letters.join(", "))
                    .with("language", one.language.as_str()),
            );
        }
    }
    if let Some(known) = policy.languages.get(one.language) {
        found.extend(foreign(policy, one, known));
        found.extend(of_language(policy, one, known));
    }
    found
}

/// What candidates and markers read, without formulas.
fn prose(one: &Variant<'_>) -> String {
    let texts = one
        .fields()
        .into_iter()
        .filter(|field| !matches!(field.kind, FieldKind::Accepted | FieldKind::Rationale));
    let said: Vec<String> = texts
        .map(|field| plain(&without_formulas(field.text)))
        .collect();
    said.join("\n")
}

/// Words with letters that only another language of the script has; names (`Әлішер`) may have them.
fn foreign(policy: &QualityPolicy, one: &Variant<'_>, known: &LanguageWords) -> Vec<Finding> {
    let others: String = policy
        .languages
        .iter()
        .filter(|(language, words)| *language != one.language && words.script == known.script)
        .map(|(_, words)| words.own_letters.as_str())
        .collect();
    let mut found = Vec::new();
    for field in one.fields() {
        let text = plain(field.text);
        let mut strange: Vec<&str> = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.starts_with(char::is_uppercase))
            .filter(|word| word.chars().any(|c| others.contains(c)))
            .collect();
        strange.dedup();
        if !strange.is_empty() {
            let finding = QualityRule::VariantForeignLetters.found(one.at(&field.pointer));
            found.push(
                finding
                    .with("words", strange)
                    .with("language", one.language.as_str()),
            );
        }
    }
    found
}

/// A text long enough to tell is in the language's script, and has letters that the language alone has.
fn of_language(
    policy: &QualityPolicy,
    one: &Variant<'_>,
    known: &LanguageWords,
) -> Option<Finding> {
    let text = prose(one).to_lowercase();
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < policy.limits.language_letters_from as usize {
        return None;
    }
    let of_script = letters.iter().filter(|c| known.script.has(**c)).count();
    let language = one.language.as_str();
    if of_script * 2 < letters.len() {
        let finding = QualityRule::VariantScript.found(one.at(""));
        return Some(
            finding
                .with("language", language)
                .with("script", known.script.as_str())
                .with("percent", of_script * 100 / letters.len()),
        );
    }
    let has_own = letters.iter().any(|c| known.own_letters.contains(*c));
    (!known.own_letters.is_empty() && !has_own).then(|| {
        let finding = QualityRule::VariantLanguageDoubtful.found(one.at(""));
        finding
            .with("language", language)
            .with("letters", known.own_letters.as_str())
    })
}

/// The stem of the source once more. A few words may be a name or a formula.
pub(super) fn untranslated(pair: &Pair<'_>) -> Option<Finding> {
    let (source, variant) = (&pair.source.texts.stem, &pair.variant.texts.stem);
    let said = words(&plain(&without_formulas(source)));
    let spoken = said
        .iter()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    if spoken.count() < 3 || spaced(source) != spaced(variant) {
        return None;
    }
    let finding = QualityRule::VariantUntranslated.found(pair.variant.at("/stem"));
    Some(pair.named(finding))
}
