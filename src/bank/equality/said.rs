//! What is said: texts, pictures, accepted answers.

use std::collections::BTreeSet;

use super::{Pair, Variant, surplus, with_surplus};
use crate::bank::content::ItemContent;
use crate::bank::quality::QualityRule;
use crate::bank::reading::fields::{Field, FieldKind};
use crate::bank::reading::markup::media;
use crate::bank::reading::numerals::{DecimalMark, values};
use crate::document::pointer::child;
use crate::language::finding::Finding;

pub(super) fn findings(pair: &Pair<'_>, content: &ItemContent) -> Vec<Finding> {
    let mut found = Vec::new();
    let (ours, theirs) = (said(&pair.source), said(&pair.variant));
    for (rule, there, lacks) in [
        (QualityRule::VariantTextMissing, &ours, &theirs),
        (QualityRule::VariantTextExtra, &theirs, &ours),
    ] {
        for field in there {
            if !lacks.iter().any(|other| other.pointer == field.pointer) {
                let finding = rule.found(pair.variant.at(&field.pointer));
                found.push(pair.named(finding));
            }
        }
    }
    for (field, translated) in pair.both() {
        let (missing, extra) = surplus(&media(field.text), &media(translated));
        if !missing.is_empty() || !extra.is_empty() {
            let pointer = pair.variant.at(&field.pointer);
            let finding = QualityRule::VariantMediaDiffer.found(pointer);
            found.push(with_surplus(pair.named(finding), missing, extra));
        }
    }
    found.extend(accepted(pair, content));
    found
}

/// Texts that say something. Accepted answers are each language's own and compared as a whole.
fn said<'a>(one: &Variant<'a>) -> Vec<Field<'a>> {
    let fields = one.fields().into_iter();
    fields
        .filter(|field| field.kind != FieldKind::Accepted && !field.text.trim().is_empty())
        .collect()
}

/// Answers may have more spellings in one language than in another, but not other numbers, and where one
/// language accepts answers of its own, the others have some too. What the key accepts in every language
/// nobody has to write once more.
fn accepted(pair: &Pair<'_>, content: &ItemContent) -> Vec<Finding> {
    let mut found = Vec::new();
    let ids: BTreeSet<&String> = pair
        .source
        .texts
        .parts
        .keys()
        .chain(pair.variant.texts.parts.keys())
        .collect();
    for id in ids {
        let answers = |one: &Variant<'_>| -> Option<BTreeSet<String>> {
            let part = one.texts.parts.get(id)?;
            let mark = pair.policy.decimal_mark(one.language);
            let shared = of_every_language(content, id, mark);
            (!part.accepted.is_empty()).then(|| {
                part.accepted
                    .iter()
                    .flat_map(|text| values(text, mark))
                    .filter(|number| !shared.contains(number))
                    .collect()
            })
        };
        let (ours, theirs) = (answers(&pair.source), answers(&pair.variant));
        if ours != theirs {
            let shown = |numbers: Option<BTreeSet<String>>| -> Vec<String> {
                numbers.into_iter().flatten().collect()
            };
            let pointer = pair
                .variant
                .at(&format!("{}/accepted", child("/parts", id)));
            let finding = QualityRule::VariantAcceptedDiffer.found(pointer);
            found.push(
                pair.named(finding)
                    .with("part", id.as_str())
                    .with("expected_numbers", shown(ours))
                    .with("found_numbers", shown(theirs)),
            );
        }
    }
    found
}

/// The numbers that the key of a part accepts whatever the language.
fn of_every_language(content: &ItemContent, id: &str, mark: DecimalMark) -> Vec<String> {
    let part = content.parts.iter().find(|part| part.id == id);
    let accepted = part.into_iter().flat_map(|part| &part.key.accepted);
    accepted.flat_map(|text| values(text, mark)).collect()
}
