//! Two items that were written apart and are to be one item in two languages.

use std::collections::BTreeMap;

use crate::bank::Language;
use crate::bank::content::{ItemContent, Part};
use crate::bank::quality::QualityRule;
use crate::bank::texts::{ItemDocument, ItemTexts, PartTexts};
use crate::language::finding::Finding;

/// The first item with the second one's texts as another of its languages, and everything in which the
/// second one's structure differs. Parts, options, descriptors and bands are matched by their place, for
/// two authors seldom choose the same ids; their own ids in the result are those of the first item.
/// Pointers lead into the second item. With any finding the result is only good to look at.
pub fn joined(
    first: &ItemDocument,
    second: &ItemDocument,
    language: &Language,
) -> (ItemDocument, Vec<Finding>) {
    let found = differences(&first.content, &second.content);
    let mut joined = first.clone();
    if joined.source_language.is_none() {
        joined.source_language = first.texts.keys().next().cloned();
    }
    if let Some(texts) = second.texts.get(language) {
        let texts = renamed(texts, &second.content, &first.content);
        joined.texts.insert(language.clone(), texts);
    }
    (joined, found)
}

fn differences(first: &ItemContent, second: &ItemContent) -> Vec<Finding> {
    let mut found = Vec::new();
    let types = |content: &ItemContent| -> Vec<String> {
        let types = content.parts.iter().map(|part| content.part_type(part));
        types.map(|kind| kind.as_str().to_owned()).collect()
    };
    if types(first) != types(second) {
        let finding = QualityRule::VariantPartsDiffer.found("/content/parts");
        found.push(
            finding
                .with("first", types(first))
                .with("second", types(second)),
        );
    }
    for (n, (one, other)) in first.parts.iter().zip(&second.parts).enumerate() {
        of_part(&format!("/content/parts/{n}"), one, other, &mut found);
    }
    found
}

fn of_part(at: &str, one: &Part, other: &Part, found: &mut Vec<Finding>) {
    let mut compare = |rule: QualityRule, pointer: &str, first: String, second: String| {
        if first != second {
            let finding = rule.found(format!("{at}{pointer}"));
            found.push(finding.with("first", first).with("second", second));
        }
    };
    let options = |part: &Part| match part.targets.len() {
        0 => part.options.len().to_string(),
        targets => format!("{} : {targets}", part.options.len()),
    };
    compare(
        QualityRule::VariantOptionsDiffer,
        "/options",
        options(one),
        options(other),
    );
    compare(
        QualityRule::VariantKeyDiffers,
        "/key",
        key_of(one),
        key_of(other),
    );
    let points = |part: &Part| part.points.to_string();
    compare(
        QualityRule::VariantPointsDiffer,
        "/points",
        points(one),
        points(other),
    );
    compare(
        QualityRule::VariantDescriptorsDiffer,
        "/scheme",
        scheme_of(one),
        scheme_of(other),
    );
}

/// The key by places from 1: `2`, `1-3, 2-1`, `3 1 2`, or the accepted answers.
fn key_of(part: &Part) -> String {
    let place = |ids: &[String], id: &String| {
        let place = ids.iter().position(|other| other == id);
        place.map_or_else(|| "?".to_owned(), |n| (n + 1).to_string())
    };
    let mut correct: Vec<String> = part
        .key
        .correct
        .iter()
        .map(|id| place(&part.options, id))
        .collect();
    correct.sort();
    let mut pairs: Vec<String> = part
        .key
        .pairs
        .iter()
        .map(|pair| {
            let (left, right) = (
                place(&part.options, &pair.left),
                place(&part.targets, &pair.right),
            );
            format!("{left}-{right}")
        })
        .collect();
    pairs.sort();
    let order: Vec<String> = part
        .key
        .order
        .iter()
        .map(|id| place(&part.options, id))
        .collect();
    let mut said = vec![correct.join(", "), pairs.join(", "), order.join(" ")];
    said.push(part.key.accepted.join(" | "));
    said.extend(
        part.key
            .number
            .iter()
            .map(|number| match &number.tolerance {
                Some(tolerance) => format!("{} ± {tolerance}", number.value),
                None => number.value.clone(),
            }),
    );
    said.retain(|text| !text.is_empty());
    said.join("; ")
}

/// Points of descriptors and bounds of bands in their order.
fn scheme_of(part: &Part) -> String {
    let descriptors = part.scheme.descriptors.iter().map(|d| d.points.to_string());
    let bands = part
        .scheme
        .bands
        .iter()
        .map(|b| format!("{}–{}", b.min, b.max));
    descriptors.chain(bands).collect::<Vec<_>>().join(", ")
}

/// Texts under the ids of another structure, by place.
fn renamed(texts: &ItemTexts, from: &ItemContent, to: &ItemContent) -> ItemTexts {
    let mut renamed = texts.clone();
    renamed.parts.clear();
    for (n, part) in from.parts.iter().enumerate() {
        let Some(said) = texts.parts.get(&part.id) else {
            continue;
        };
        match to.parts.get(n) {
            Some(target) => {
                renamed
                    .parts
                    .insert(target.id.clone(), renamed_part(said, part, target));
            }
            None => {
                renamed.parts.insert(part.id.clone(), said.clone());
            }
        }
    }
    renamed
}

fn renamed_part(said: &PartTexts, from: &Part, to: &Part) -> PartTexts {
    let descriptors = |part: &Part| -> Vec<String> {
        part.scheme
            .descriptors
            .iter()
            .map(|d| d.id.clone())
            .collect()
    };
    let bands =
        |part: &Part| -> Vec<String> { part.scheme.bands.iter().map(|b| b.id.clone()).collect() };
    PartTexts {
        options: moved(&said.options, &from.options, &to.options),
        targets: moved(&said.targets, &from.targets, &to.targets),
        rationales: moved(&said.rationales, &from.options, &to.options),
        descriptors: moved(&said.descriptors, &descriptors(from), &descriptors(to)),
        bands: moved(&said.bands, &bands(from), &bands(to)),
        ..said.clone()
    }
}

fn moved(
    said: &BTreeMap<String, String>,
    from: &[String],
    to: &[String],
) -> BTreeMap<String, String> {
    let new_id = |id: &String| {
        let place = from.iter().position(|other| other == id);
        place.and_then(|n| to.get(n)).unwrap_or(id).clone()
    };
    said.iter()
        .map(|(id, text)| (new_id(id), text.clone()))
        .collect()
}
