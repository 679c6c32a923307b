//! What stands in which column of the template. The writer, the profile and the reader all ask here.

use crate::bank::Language;
use crate::language::{Locale, text};

/// An entry of a drop-down list: what is stored and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Stands in the cell.
    pub code: String,
    /// Stands beside it on the sheet of lists.
    pub meaning: String,
}

/// What the lists of the template offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateLists {
    /// Languages of the texts, each with a column of its own; the first is the one that people write
    /// in. Empty means kk, ru, en.
    pub languages: Vec<Language>,
    /// Subjects.
    pub subjects: Vec<Choice>,
    /// Objectives of the programme, as many as belong to the subject and grade.
    pub objectives: Vec<Choice>,
    /// Criteria.
    pub criteria: Vec<Choice>,
    /// Programmes.
    pub programmes: Vec<Choice>,
    /// Rows that are made ready for tasks; 200 when 0.
    pub rows: u32,
}

/// The sheets that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::interop) enum SheetKind {
    Tasks,
    Options,
    Descriptors,
    Parts,
    Pairs,
}

impl SheetKind {
    pub(in crate::interop) const ALL: [Self; 5] = [
        Self::Tasks,
        Self::Options,
        Self::Descriptors,
        Self::Parts,
        Self::Pairs,
    ];

    /// Id of its name in the catalogue.
    pub(in crate::interop) const fn name(self) -> &'static str {
        match self {
            Self::Tasks => "workbook-sheet-tasks",
            Self::Options => "workbook-sheet-options",
            Self::Descriptors => "workbook-sheet-descriptors",
            Self::Parts => "workbook-sheet-parts",
            Self::Pairs => "workbook-sheet-pairs",
        }
    }

    /// Its columns, in order.
    pub(in crate::interop) const fn columns(self) -> &'static [Column] {
        match self {
            Self::Tasks => TASKS,
            Self::Options => OPTIONS,
            Self::Descriptors => DESCRIPTORS,
            Self::Parts => PARTS,
            Self::Pairs => PAIRS,
        }
    }
}

/// A list of the sheet of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::interop) enum List {
    Types,
    Purposes,
    Subjects,
    Programmes,
    Objectives,
    Criteria,
    Thinking,
    Difficulty,
    Labels,
    Languages,
}

/// A column; of texts there is one for each language (`stem_kk`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::interop) struct Column {
    /// Name in the row of headings; its title and note are `workbook-column-<name>` and `-note`.
    pub(in crate::interop) name: &'static str,
    pub(in crate::interop) in_languages: bool,
    pub(in crate::interop) required: bool,
    /// A number, formatted as such; everything else is formatted as text.
    pub(in crate::interop) number: bool,
    pub(in crate::interop) list: Option<List>,
    /// A value outside of the list is asked about, not refused (several codes in a cell).
    pub(in crate::interop) open_list: bool,
    /// In characters.
    pub(in crate::interop) width: u8,
}

const fn plain(name: &'static str, width: u8) -> Column {
    Column {
        name,
        in_languages: false,
        required: false,
        number: false,
        list: None,
        open_list: false,
        width,
    }
}

const fn needed(column: Column) -> Column {
    Column {
        required: true,
        ..column
    }
}

const fn listed(name: &'static str, list: List, width: u8) -> Column {
    Column {
        list: Some(list),
        ..plain(name, width)
    }
}

const fn several(name: &'static str, list: List, width: u8) -> Column {
    Column {
        open_list: true,
        ..listed(name, list, width)
    }
}

const fn number(name: &'static str) -> Column {
    Column {
        number: true,
        ..plain(name, 9)
    }
}

const fn words(name: &'static str, width: u8) -> Column {
    Column {
        in_languages: true,
        ..plain(name, width)
    }
}

const TASKS: &[Column] = &[
    needed(plain("code", 14)),
    needed(listed("type", List::Types, 12)),
    needed(several("subject", List::Subjects, 16)),
    needed(number("grade")),
    number("term"),
    listed("programme", List::Programmes, 12),
    plain("unit", 10),
    several("objectives", List::Objectives, 16),
    several("criteria", List::Criteria, 14),
    listed("thinking", List::Thinking, 12),
    listed("difficulty", List::Difficulty, 12),
    listed("purpose", List::Purposes, 12),
    number("points"),
    number("minutes"),
    words("stem", 45),
    plain("key", 14),
    plain("tolerance", 11),
    plain("units", 14),
    words("hint", 25),
    words("explanation", 30),
    words("marking_notes", 30),
    words("sample_answer", 30),
    listed("language", List::Languages, 10),
    plain("tags", 16),
    plain("author", 18),
    plain("source", 18),
    plain("licence", 14),
];

const OPTIONS: &[Column] = &[
    needed(plain("code", 14)),
    plain("part", 7),
    needed(listed("option", List::Labels, 9)),
    words("text", 40),
];

const DESCRIPTORS: &[Column] = &[
    needed(plain("code", 14)),
    plain("part", 7),
    needed(number("points")),
    several("criterion", List::Criteria, 14),
    several("objective", List::Objectives, 14),
    words("text", 50),
];

const PARTS: &[Column] = &[
    needed(plain("code", 14)),
    needed(plain("part", 7)),
    listed("type", List::Types, 12),
    needed(number("points")),
    words("prompt", 45),
    plain("key", 14),
    plain("tolerance", 11),
    plain("units", 14),
    words("sample_answer", 30),
];

const PAIRS: &[Column] = &[
    needed(plain("code", 14)),
    plain("part", 7),
    words("left", 30),
    words("right", 30),
];

/// A column as it stands in a sheet: one for each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::interop) struct Placed {
    pub(in crate::interop) column: Column,
    pub(in crate::interop) language: Option<Language>,
}

impl Placed {
    /// Name in the row of headings (`stem_kk`).
    pub(in crate::interop) fn name(&self) -> String {
        match &self.language {
            Some(language) => named(self.column.name, language),
            None => self.column.name.to_owned(),
        }
    }

    /// What people read above it.
    pub(in crate::interop) fn title(&self, locale: Locale) -> String {
        let id = format!("workbook-column-{}", self.column.name);
        let title = text(locale, &id, &[]);
        match &self.language {
            Some(language) => format!("{title} ({language})"),
            None => title,
        }
    }

    /// What its note says.
    pub(in crate::interop) fn note(&self, locale: Locale) -> String {
        let id = format!("workbook-column-{}-note", self.column.name);
        text(locale, &id, &[])
    }
}

/// Name of a text's column in a language.
pub(in crate::interop) fn named(column: &str, language: &Language) -> String {
    format!("{column}_{language}")
}

/// The columns of a sheet in these languages.
pub(in crate::interop) fn placed(sheet: SheetKind, languages: &[Language]) -> Vec<Placed> {
    let of_column = |column: &Column| -> Vec<Placed> {
        let of = |language: Option<Language>| Placed {
            column: *column,
            language,
        };
        match column.in_languages {
            true => languages.iter().cloned().map(Some).map(of).collect(),
            false => vec![of(None)],
        }
    };
    sheet.columns().iter().flat_map(of_column).collect()
}

/// The languages of a template where nobody names any.
pub(in crate::interop) fn usual_languages() -> Vec<Language> {
    let codes = ["kk", "ru", "en"];
    codes.iter().filter_map(|code| code.parse().ok()).collect()
}

/// Labels of options.
pub(in crate::interop) const LABELS: [&str; 10] =
    ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];

/// A label as the profile calls it: `б)`, `в.` and Cyrillic letters that look Latin are understood where
/// they can mean one thing only.
pub(in crate::interop) fn label_of(text: &str) -> Option<&'static str> {
    let letter = text.trim().trim_end_matches([')', '.']).to_uppercase();
    let mut letters = letter.chars();
    let (letter, rest) = (letters.next()?, letters.next());
    if rest.is_some() {
        return None;
    }
    let latin = match letter {
        'A'..='J' => letter,
        other => crate::language::fold::twin_of(other)?,
    };
    LABELS
        .iter()
        .find(|label| label.starts_with(latin))
        .copied()
}
