//! How a task is written: which table is one, what its labels mean.

use std::collections::BTreeMap;

use super::body::{Reading, Said};
use super::{at_paragraph, inline::shown};
use crate::bank::Language;
use crate::bank::rich::plain;
use crate::curriculum::code::nearest;
use crate::document::xml::Element;
use crate::interop::workbook::columns::{SheetKind, label_of};
use crate::interop::workbook::owned::OF_PARTS;
use crate::language::finding::Finding;
use crate::language::{Locale, fold, text};

/// What the first cell of a task's table says.
const TASK: [&str; 4] = ["task", "задание", "тапсырма", "synaq"];
/// What stands for a language in the first row.
const LANGUAGES: [(&str, &[&str]); 3] = [
    (
        "kk",
        &[
            "kk",
            "kz",
            "қаз",
            "қазақша",
            "казахский",
            "kazakh",
            "қазақ тілі",
        ],
    ),
    (
        "ru",
        &["ru", "рус", "орысша", "русский", "russian", "орыс тілі"],
    ),
    (
        "en",
        &[
            "en",
            "анг",
            "ағылшынша",
            "английский",
            "english",
            "ағылшын тілі",
        ],
    ),
];
/// Labels of a descriptor (Kazakh and Russian say the same); its points stand in brackets behind.
const DESCRIPTOR: [&str; 2] = ["descriptor", "дескриптор"];
/// Labels of a part; its letter stands behind, and its points in brackets.
const PART: [&str; 4] = ["part", "часть", "бөлім", "бөлік"];
/// What stands behind the letter of a part, as Kazakh puts it.
const OF_PART: [&str; 2] = ["бөлімі", "бөлігі"];
/// Labels of the sides of a pair; a number behind says which pair it is.
const LEFT: [&str; 4] = ["left", "слева", "сол жақ", "сол жағы"];
const RIGHT: [&str; 4] = ["right", "справа", "оң жақ", "оң жағы"];

/// The text of a part that has no letter.
pub(super) const SAMPLE_ANSWER: &str = "sample_answer";

/// What a row of a task's table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// A column of the template workbook that has no language.
    Plain(&'static str),
    /// A text of the task, one for each language.
    Text(&'static str),
    Option(&'static str),
    /// Its points as they are written.
    Descriptor(Option<String>),
    /// Its letter and its points as they are written; what follows belongs to it.
    Part(String, Option<String>),
    /// The left or the right side of a pair, with the pair's number where one is written.
    Side(Side, Option<u32>),
}

/// A side of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Field {
    /// True for what belongs to a part where a task has several.
    pub(super) fn is_of_part(&self) -> bool {
        match self {
            Self::Plain(column) => OF_PARTS.contains(column),
            Self::Text(column) => *column == SAMPLE_ANSWER,
            Self::Option(_) | Self::Descriptor(_) | Self::Side(..) => true,
            Self::Part(..) => false,
        }
    }
}

/// A row that was understood.
pub(super) struct FieldRow {
    pub(super) field: Field,
    /// The label as it is written.
    pub(super) label: String,
    /// Number of the label's paragraph.
    pub(super) paragraph: u32,
    /// What stands in the cells, in their order.
    pub(super) cells: Vec<Said>,
}

impl FieldRow {
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.html.trim().is_empty())
    }
}

/// A table that is a task.
pub(super) struct TaskTable {
    pub(super) paragraph: u32,
    /// Languages of the columns, in their order.
    pub(super) languages: Vec<Option<Language>>,
    pub(super) rows: Vec<FieldRow>,
    pub(super) findings: Vec<Finding>,
}

/// True for a table that begins as a task does.
pub(super) fn is_task(table: &Element) -> bool {
    begins_with(table, &TASK)
}

/// True for a table whose first cell says one of these.
pub(super) fn begins_with(table: &Element, words: &[&str]) -> bool {
    let first = table.child("w:tr").and_then(|row| row.child("w:tc"));
    let said = first.map(|cell| fold(&cell.text())).unwrap_or_default();
    is_one_of(&said, words)
}

/// True for a folded text that is one of these.
fn is_one_of(folded: &str, words: &[&str]) -> bool {
    words.iter().any(|known| fold(known) == folded)
}

impl Reading<'_> {
    /// Reads a task's table row by row.
    pub(super) fn task_table(&mut self, table: &Element) -> TaskTable {
        let mut task = TaskTable {
            paragraph: super::body::number_of(table),
            languages: Vec::new(),
            rows: Vec::new(),
            findings: Vec::new(),
        };
        let fields = fields();
        for (number, row) in table.elements().filter(|e| e.is("w:tr")).enumerate() {
            let mut cells: Vec<Said> = Vec::new();
            for cell in row.elements().filter(|e| e.is("w:tc")) {
                let said = self.blocks(cell);
                cells.push(said);
            }
            let label = match cells.is_empty() {
                true => continue,
                false => cells.remove(0),
            };
            if number == 0 {
                self.languages(&mut task, &cells);
                continue;
            }
            let written = plain(&label.html);
            if super::failed::is_reasons(&written) {
                continue;
            }
            let empty = cells.iter().all(|cell| cell.html.trim().is_empty());
            match field(&written, &fields) {
                // A part may ask nothing by itself: what follows belongs to it all the same.
                Some(field) if !empty || matches!(field, Field::Part(..)) => {
                    task.rows.push(FieldRow {
                        field,
                        label: shown(&written),
                        paragraph: label.paragraph,
                        cells,
                    });
                }
                Some(_) => {}
                None if empty && written.is_empty() => {}
                None => {
                    let folded = fold(&written);
                    let near = nearest(&folded, fields.keys().map(String::as_str));
                    let mut finding = Finding::error("word_label_unknown", "");
                    if let Some((_, name)) = near.first().and_then(|near| fields.get(*near)) {
                        finding = finding.with("nearest", name.as_str());
                    }
                    let finding = finding.with("label", shown(&written));
                    task.findings.push(at_paragraph(finding, label.paragraph));
                }
            }
        }
        task
    }

    fn languages(&mut self, task: &mut TaskTable, cells: &[Said]) {
        for cell in cells {
            let written = plain(&cell.html);
            let language = language_of(&written);
            if language.is_none() && !written.is_empty() {
                let finding = Finding::error("word_language_unknown", "");
                let finding = finding.with("text", shown(&written));
                task.findings.push(at_paragraph(finding, cell.paragraph));
            }
            if language.is_some() && task.languages.contains(&language) {
                let finding = Finding::error("word_label_twice", "");
                let finding = finding.with("label", shown(&written));
                task.findings.push(at_paragraph(finding, cell.paragraph));
            }
            task.languages.push(language);
        }
        if task.languages.iter().all(Option::is_none) && task.findings.is_empty() {
            let finding = Finding::error("word_language_missing", "");
            task.findings.push(at_paragraph(finding, task.paragraph));
        }
    }
}

fn language_of(written: &str) -> Option<Language> {
    let words = fold(written);
    let known = LANGUAGES
        .iter()
        .find(|(_, names)| names.iter().any(|name| fold(name) == words));
    match known {
        Some((code, _)) => code.parse().ok(),
        None => written.trim().to_lowercase().parse().ok(),
    }
}

/// Folded label → field and the label itself: names of columns and their titles in every language.
fn fields() -> BTreeMap<String, (Field, String)> {
    let mut found = BTreeMap::new();
    for column in SheetKind::Tasks.columns() {
        let field = match column.in_languages {
            true => Field::Text(column.name),
            false => Field::Plain(column.name),
        };
        let id = format!("workbook-column-{}", column.name);
        let titles = Locale::ALL.iter().map(|locale| text(*locale, &id, &[]));
        for name in titles.chain([column.name.to_owned()]) {
            let key = fold(&name);
            found.entry(key).or_insert_with(|| (field.clone(), name));
        }
    }
    found
}

fn field(label: &str, fields: &BTreeMap<String, (Field, String)>) -> Option<Field> {
    let (name, points) = match label.rsplit_once('(') {
        Some((name, rest)) => (
            name,
            Some(rest.trim_end().trim_end_matches(')').trim().to_owned()),
        ),
        None => (label, None),
    };
    let folded = fold(name);
    // `Descriptor`, `Descriptor 2`: the number is only for people.
    let bare = folded
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end();
    if is_one_of(bare, &DESCRIPTOR) {
        return Some(Field::Descriptor(points));
    }
    if let Some(letter) = part_letter(name) {
        return Some(Field::Part(letter, points));
    }
    let number = || {
        let digits = name.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next();
        digits.and_then(|digits| digits.parse().ok())
    };
    for (side, labels) in [(Side::Left, LEFT), (Side::Right, RIGHT)] {
        if is_one_of(bare, &labels) {
            return Some(Field::Side(side, number()));
        }
    }
    if let Some(label) = label_of(label) {
        return Some(Field::Option(label));
    }
    let found = fields.get(&fold(label)).or_else(|| fields.get(&folded));
    found.map(|(field, _)| field.clone())
}

/// What stands for the letter in the label of a part: empty where nothing does, none for other labels.
fn part_letter(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is = |word: &str, known: &[&str]| is_one_of(&fold(word), known);
    match words.as_slice() {
        [first, rest @ ..] if is(first, &PART) => Some(rest.join(" ")),
        [rest @ .., last] if is(last, &OF_PART) => Some(rest.join(" ")),
        _ => None,
    }
}

#[cfg(test)]
mod labels {
    use super::*;

    #[test]
    fn labels_are_understood_in_every_language() {
        let fields = fields();
        let part = |letter: &str, points: Option<&str>| {
            Field::Part(letter.to_owned(), points.map(str::to_owned))
        };
        for (label, meant) in [
            ("Code", Field::Plain("code")),
            ("КОД:", Field::Plain("code")),
            ("Сынып", Field::Plain("grade")),
            ("Task", Field::Text("stem")),
            ("stem", Field::Text("stem")),
            ("Разбор", Field::Text("explanation")),
            ("A", Field::Option("A")),
            ("С)", Field::Option("C")),
            ("Дескриптор (2)", Field::Descriptor(Some("2".to_owned()))),
            ("Descriptor 3", Field::Descriptor(None)),
            ("Part a (2)", part("a", Some("2"))),
            ("Часть б)", part("б)", None)),
            ("а бөлігі", part("а", None)),
            ("Бөлім", part("", None)),
            ("Left", Field::Side(Side::Left, None)),
            ("Оң жақ 2", Field::Side(Side::Right, Some(2))),
        ] {
            assert_eq!(field(label, &fields), Some(meant), "{label}");
        }
        assert_eq!(field("Клч", &fields), None);
        assert_eq!(field("Partner", &fields), None);
        assert_eq!(
            language_of("Қазақша").map(|l| l.to_string()).as_deref(),
            Some("kk")
        );
        assert_eq!(
            language_of("DE").map(|l| l.to_string()).as_deref(),
            Some("de")
        );
        assert_eq!(language_of("баллы"), None);
    }
}
