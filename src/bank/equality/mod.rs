//! Language variants kept equal: what a machine can compare between Kazakh, Russian and English.
//!
//! | file | subject |
//! |---|---|
//! | `numbers` | numerals whatever their spelling, decimal marks, order of numeric options |
//! | `units` | units behind numbers |
//! | `formulas` | MathML, TeX and formulas typed as text |
//! | `letters` | look-alike letters, script and letters of the language, untranslated texts |
//! | `said` | texts that one language has and another has not, pictures, accepted answers |
//! | `structure` | two items that were written apart: parts, options, key, points, descriptors |
//!
//! Every language is compared with the one the item was written in. Points, key, ids and pictures of
//! stimuli are shared by the languages of an item and cannot differ; for items that were written apart
//! [`joined`] compares them. What a finding is worth says the policy
//! ([`QualityPolicy::judge`]). What is *not* here: whether the words mean the same.

mod formulas;
mod letters;
mod numbers;
mod said;
mod structure;
#[cfg(test)]
mod tests;
mod units;

use super::Language;
use super::quality::QualityPolicy;
use super::reading::fields::{Field, FieldKind, fields};
use super::texts::{ItemDocument, ItemTexts};
use crate::language::finding::Finding;

pub use structure::joined;

/// Everything in which the languages of an item are not equal, and letters that are not of theirs.
/// Pointers lead into the JSON of [`ItemDocument`].
pub fn compare_variants(policy: &QualityPolicy, item: &ItemDocument) -> Vec<Finding> {
    let mut found = Vec::new();
    for (language, texts) in &item.texts {
        let one = Variant { language, texts };
        found.extend(letters::findings(policy, &one));
        found.extend(numbers::decimal_marks(policy, &one));
    }
    let Some(source) = source(item) else {
        return found;
    };
    for (language, texts) in &item.texts {
        if language != source.language {
            let pair = Pair {
                policy,
                source: source.clone(),
                variant: Variant { language, texts },
            };
            found.extend(said::findings(&pair, &item.content));
            found.extend(letters::untranslated(&pair));
            found.extend(numbers::findings(&pair));
            found.extend(units::findings(&pair));
            found.extend(formulas::findings(&pair));
        }
    }
    found
}

fn source(item: &ItemDocument) -> Option<Variant<'_>> {
    let named = item.source_language.as_ref();
    let named = named.and_then(|language| item.texts.get_key_value(language));
    let (language, texts) = named.or_else(|| item.texts.iter().next())?;
    Some(Variant { language, texts })
}

/// The texts of one language.
#[derive(Clone)]
struct Variant<'a> {
    language: &'a Language,
    texts: &'a ItemTexts,
}

impl<'a> Variant<'a> {
    fn at(&self, pointer: &str) -> String {
        format!("/texts/{}{pointer}", self.language)
    }

    fn fields(&self) -> Vec<Field<'a>> {
        fields(self.texts)
    }
}

/// A translation and what it was made from.
struct Pair<'a> {
    policy: &'a QualityPolicy,
    source: Variant<'a>,
    variant: Variant<'a>,
}

impl<'a> Pair<'a> {
    /// The texts that both languages have: the field of the source, and its text in the translation.
    /// Rationales are for authors, and each language says them in its own way.
    fn both(&self) -> Vec<(Field<'a>, &'a str)> {
        let theirs = self.variant.fields();
        let both = self.source.fields().into_iter().filter_map(|field| {
            let same = theirs.iter().find(|other| other.pointer == field.pointer)?;
            let is_said = |text: &str| !text.trim().is_empty();
            let is_compared = field.kind != FieldKind::Rationale;
            (is_compared && is_said(field.text) && is_said(same.text)).then_some((field, same.text))
        });
        both.collect()
    }

    fn named(&self, finding: Finding) -> Finding {
        finding
            .with("source", self.source.language.as_str())
            .with("language", self.variant.language.as_str())
    }
}

/// A finding with what is missing and what is too many; a list with nothing in it is no argument.
fn with_surplus(finding: Finding, missing: Vec<String>, extra: Vec<String>) -> Finding {
    let finding = match missing.is_empty() {
        true => finding,
        false => finding.with("missing", missing),
    };
    match extra.is_empty() {
        true => finding,
        false => finding.with("extra", extra),
    }
}

/// What the first list has more than the second, each as often as it is more, and the other way round.
fn surplus<T: Ord + Clone>(first: &[T], second: &[T]) -> (Vec<T>, Vec<T>) {
    let (mut more, mut less) = (first.to_vec(), second.to_vec());
    more.sort();
    less.sort();
    more.retain(|value| match less.iter().position(|other| other == value) {
        Some(at) => {
            less.remove(at);
            false
        }
        None => true,
    });
    (more, less)
}
