//! Filled in tasks at the end of the template, one of each kind that is written in a way of its own: options,
//! pairs, and parts with descriptors of a criterion. They begin with *Example* and are not read.

use std::collections::BTreeSet;

use super::convention::begins_with;
use super::template::{paragraph, table};
use crate::bank::Language;
use crate::document::xml::Element;
use crate::language::{Locale, fold, text};

/// What the first cell of an example says.
const EXAMPLE: [&str; 3] = ["example", "пример", "мысал"];

/// A row of an example: its label, and what stands under each language.
enum Row {
    /// A column of the template with one value.
    Value(&'static str, &'static str),
    /// A column of the template with words of the catalogue.
    Words(&'static str, &'static str),
    /// A label as it is, with the same in every language.
    Same(&'static str, &'static str),
    /// A label of the catalogue and what stands behind it, with words of the catalogue.
    Labelled(&'static str, &'static str, &'static str),
    /// A label of the catalogue and what stands behind it, with the same in every language.
    Sided(&'static str, &'static str, &'static str),
}

const CHOICE: &[Row] = &[
    Row::Value("code", "example-1"),
    Row::Value("type", "MCQ"),
    Row::Value("subject", "mathematics"),
    Row::Value("grade", "6"),
    Row::Value("points", "1"),
    Row::Words("stem", "word-example-choice"),
    Row::Same("A", "3 : 2"),
    Row::Same("B", "2 : 3"),
    Row::Same("C", "9 : 5"),
    Row::Value("key", "A"),
];

const MATCHING: &[Row] = &[
    Row::Value("code", "example-2"),
    Row::Value("type", "MATCH"),
    Row::Value("subject", "mathematics"),
    Row::Value("grade", "6"),
    Row::Value("points", "2"),
    Row::Words("stem", "word-example-matching"),
    Row::Sided("workbook-column-left", "1", "2 + 2"),
    Row::Sided("workbook-column-right", "1", "4"),
    Row::Sided("workbook-column-left", "2", "2 · 3"),
    Row::Sided("workbook-column-right", "2", "6"),
    Row::Sided("workbook-column-right", "3", "5"),
];

const PARTS: &[Row] = &[
    Row::Value("code", "example-3"),
    Row::Value("type", "SA"),
    Row::Value("subject", "mathematics"),
    Row::Value("grade", "6"),
    Row::Value("criteria", "m6-c1"),
    Row::Value("points", "3"),
    Row::Words("stem", "word-example-parts"),
    Row::Labelled("workbook-column-part", "a (1)", "word-example-part-a"),
    Row::Value("key", "60"),
    Row::Labelled("workbook-column-part", "b (2)", "word-example-part-b"),
    Row::Value("type", "EA"),
    Row::Labelled("word-descriptor", "(1; m6-c1)", "word-example-descriptor-1"),
    Row::Labelled("word-descriptor", "(1)", "word-example-descriptor-2"),
];

const EXAMPLES: [&[Row]; 3] = [CHOICE, MATCHING, PARTS];

/// True for a table that begins as an example does.
pub(super) fn is_one(table: &Element) -> bool {
    begins_with(table, &EXAMPLE)
}

/// True as long as an example says nothing but what the template wrote into it.
pub(super) fn is_untouched(table: &Element) -> bool {
    let own = own_words();
    let mut said = Vec::new();
    // The first row names the languages.
    for row in table.elements().filter(|e| e.is("w:tr")).skip(1) {
        paragraphs(row, &mut said);
    }
    said.iter().all(|words| own.contains(words))
}

fn paragraphs(element: &Element, said: &mut Vec<String>) {
    for child in element.elements() {
        match child.is("w:p") {
            true => said.push(fold(&child.text())),
            false => paragraphs(child, said),
        }
    }
}

/// Everything that examples say in any language, folded.
fn own_words() -> BTreeSet<String> {
    let languages: Vec<Language> = Locale::ALL.iter().filter_map(language_of).collect();
    let mut own = BTreeSet::from([String::new()]);
    for locale in Locale::ALL {
        for example in EXAMPLES {
            for cells in rows(example, &languages, locale) {
                own.extend(cells.iter().map(|cell| fold(cell)));
            }
        }
    }
    own
}

fn language_of(locale: &Locale) -> Option<Language> {
    locale.as_str().parse().ok()
}

/// The examples as tables, their labels in the reader's language.
pub(super) fn tables(languages: &[Language], locale: Locale) -> Vec<String> {
    let written = |example: &&[Row]| {
        let rows = rows(example, languages, locale).into_iter();
        let rows = rows.map(|cells| cells.iter().map(|cell| paragraph(cell)).collect());
        table(&rows.collect::<Vec<Vec<String>>>())
    };
    EXAMPLES.iter().map(written).collect()
}

fn rows(example: &[Row], languages: &[Language], locale: Locale) -> Vec<Vec<String>> {
    let say = |id: &str| text(locale, id, &[]);
    let title = |column: &str| say(&format!("workbook-column-{column}"));
    let words = |id: &str| -> Vec<String> {
        let in_language = |language: &Language| {
            let mut known = Locale::ALL.into_iter();
            let known = known.find(|locale| locale.as_str() == language.as_str());
            known.map_or(String::new(), |locale| text(locale, id, &[]))
        };
        languages.iter().map(in_language).collect()
    };
    let same = |value: &str| vec![value.to_owned(); languages.len()];
    let once = |value: &str| {
        let empty = std::iter::repeat_n(String::new(), languages.len().saturating_sub(1));
        std::iter::once(value.to_owned()).chain(empty).collect()
    };
    let first = languages.iter().map(Language::to_string);
    let mut made = vec![std::iter::once(say("word-example")).chain(first).collect()];
    for row in example {
        let (label, cells) = match *row {
            Row::Value(column, value) => (title(column), once(value)),
            Row::Words(column, id) => (title(column), words(id)),
            Row::Same(label, value) => (label.to_owned(), same(value)),
            Row::Labelled(label, behind, id) => (format!("{} {behind}", say(label)), words(id)),
            Row::Sided(label, behind, value) => (format!("{} {behind}", say(label)), same(value)),
        };
        made.push(std::iter::once(label).chain(cells).collect::<Vec<String>>());
    }
    made
}
