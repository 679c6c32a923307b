//! Pairs as people write them → a matching part. Left elements are numbered in the order of the rows, right
//! ones get letters in the order of their words, so that neither their order nor their letters tell the key.
//!
//! A right side that stands in several rows is one element; one without a left side is one too many, as a
//! matching task may have. A task with as many points as pairs gives one for each, any other all or none.

use std::collections::BTreeMap;

use crate::bank::content::{Pair, Part};
use crate::bank::texts::ItemDocument;
use crate::bank::{Hundredths, Language, PartialRule};

/// A pair as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::interop) struct PairRow {
    pub(in crate::interop) left: BTreeMap<Language, String>,
    pub(in crate::interop) right: BTreeMap<Language, String>,
}

/// The elements that a row of pairs became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::interop) struct PairIds {
    pub(in crate::interop) left: Option<String>,
    pub(in crate::interop) right: Option<String>,
}

type Words<'a> = BTreeMap<&'a Language, &'a str>;

fn words(texts: &BTreeMap<Language, String>) -> Words<'_> {
    let said = texts.iter().map(|(language, text)| (language, text.trim()));
    said.filter(|(_, text)| !text.is_empty()).collect()
}

/// Puts pairs into the item's one part; gives the elements of each row.
pub(in crate::interop) fn put_pairs(document: &mut ItemDocument, rows: &[PairRow]) -> Vec<PairIds> {
    let ids = ids(rows);
    let Some(part) = document.content.parts.first_mut() else {
        return ids;
    };
    put_structure(part, &ids);
    for (row, ids) in rows.iter().zip(&ids) {
        for (language, of_language) in &mut document.texts {
            let texts = of_language.parts.entry(part.id.clone()).or_default();
            if let (Some(id), Some(text)) = (&ids.left, row.left.get(language)) {
                texts.options.insert(id.clone(), text.trim().to_owned());
            }
            if let (Some(id), Some(text)) = (&ids.right, row.right.get(language)) {
                texts.targets.insert(id.clone(), text.trim().to_owned());
            }
        }
    }
    ids
}

fn put_structure(part: &mut Part, ids: &[PairIds]) {
    part.options = ids.iter().filter_map(|row| row.left.clone()).collect();
    let mut targets: Vec<String> = ids.iter().filter_map(|row| row.right.clone()).collect();
    targets.sort_by_key(|id| (id.len(), id.clone()));
    targets.dedup();
    part.targets = targets;
    let pairs = ids.iter().filter_map(|row| {
        Some(Pair {
            left: row.left.clone()?,
            right: row.right.clone()?,
        })
    });
    part.key.pairs = pairs.collect();
    let count = i64::try_from(part.key.pairs.len()).unwrap_or(i64::MAX);
    if count > 1 && part.points == Hundredths::whole(count) {
        part.scheme.rule = PartialRule::PerPair;
    }
}

fn ids(rows: &[PairRow]) -> Vec<PairIds> {
    let mut rights: Vec<Words<'_>> = rows.iter().map(|row| words(&row.right)).collect();
    rights.retain(|right| !right.is_empty());
    rights.sort();
    rights.dedup();
    let position = |row: &PairRow| {
        let right = words(&row.right);
        rights.iter().position(|known| *known == right)
    };
    let has_left = |row: &&PairRow| !words(&row.left).is_empty();
    // Words that happen to stand in the order of the key are moved on by one.
    let lefts = || rows.iter().filter(has_left);
    let tells = rights.len() > 1
        && lefts().count() > 1
        && (0..).zip(lefts()).all(|(n, row)| position(row) == Some(n));
    let moved = usize::from(tells);
    let mut number = 0;
    rows.iter()
        .map(|row| PairIds {
            left: has_left(&row).then(|| {
                number += 1;
                number.to_string()
            }),
            right: position(row).map(|n| letter((n + moved) % rights.len())),
        })
        .collect()
}

fn letter(n: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    match n / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(left: &str, right: &str) -> PairRow {
        let said = |text: &str| {
            let language: Language = "ru".parse().expect("a language");
            BTreeMap::from([(language, text.to_owned())])
        };
        PairRow {
            left: said(left),
            right: said(right),
        }
    }

    fn of(rows: &[PairRow]) -> Vec<(String, String)> {
        let said = |id: Option<String>| id.unwrap_or_default();
        ids(rows)
            .into_iter()
            .map(|ids| (said(ids.left), said(ids.right)))
            .collect()
    }

    fn pair(left: &str, right: &str) -> (String, String) {
        (left.to_owned(), right.to_owned())
    }

    #[test]
    fn letters_follow_the_words_of_the_right_side_and_never_tell_the_key() {
        let rows = [row("2 + 2", "4"), row("2 · 3", "6"), row("1 + 1", "2")];
        assert_eq!(of(&rows), [pair("1", "B"), pair("2", "C"), pair("3", "A")]);
        let in_order = [row("1 + 1", "2"), row("2 + 2", "4"), row("2 · 3", "6")];
        assert_eq!(
            of(&in_order),
            [pair("1", "B"), pair("2", "C"), pair("3", "A")]
        );
    }

    #[test]
    fn a_right_side_may_stand_twice_or_alone() {
        let rows = [row("2 + 2", "4"), row("2 · 2", " 4"), row("", "5")];
        assert_eq!(of(&rows), [pair("1", "A"), pair("2", "A"), pair("", "B")]);
        assert_eq!(of(&[row("", "")]), [pair("", "")]);
        assert_eq!((letter(25), letter(26)), ("Z".to_owned(), "A1".to_owned()));
    }
}
