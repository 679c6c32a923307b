//! The template workbook: a sheet of tasks, of options, of descriptors, of parts, of pairs, the lists behind
//! the drop-downs, and how to fill it in.
//!
//! Every cell but those of numbers is formatted as text before anybody types: there no fraction becomes
//! a date and no code loses its zero.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

use super::cell::cell_name;
use super::columns::{
    Choice, LABELS, List, Placed, SheetKind, TemplateLists, placed, usual_languages,
};
use super::profile::{TYPES, meaning};
use crate::bank::{Difficulty, Language, Purpose, Thinking};
use crate::language::finding::Finding;
use crate::language::{Locale, text};

/// Row of the headings, from 0; titles stand above it.
const HEADINGS: u32 = 1;
/// First row for people's own, from 0.
const FIRST: u32 = 2;
/// Rows made ready where nobody says how many.
const USUAL_ROWS: u32 = 200;
/// Options, descriptors, parts and pairs of a task, on average, for which rows are made ready.
const ROWS_PER_TASK: u32 = 5;
/// Lines of the how-to sheet in the catalogue.
const HOW_TO_LINES: u32 = 14;

/// The template as a file, its words in the reader's language.
///
/// Errors: one finding when the workbook cannot be written (a list longer than a sheet).
pub fn template(lists: &TemplateLists, locale: Locale) -> Result<Vec<u8>, Finding> {
    let made = Making::new(lists, locale).workbook();
    made.map_err(|error| unwritable(&error))
}

pub(in crate::interop) fn unwritable(error: &XlsxError) -> Finding {
    Finding::error("workbook_unwritable", "").with("reason", error.to_string())
}

/// A workbook whose bytes depend on what is in it and on nothing else.
pub(in crate::interop) fn timeless() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    Ok(workbook)
}

/// Formats of the sheets that people fill in.
pub(super) struct Formats {
    pub(super) title: Format,
    required: Format,
    pub(super) heading: Format,
    pub(super) text: Format,
    pub(super) wrong: Format,
    pub(super) reasons: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let title = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_background_color("#DDEBF7");
        let text = Format::new()
            .set_num_format("@")
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        Self {
            required: title.clone().set_background_color("#F8CBAD"),
            title,
            heading: Format::new()
                .set_num_format("@")
                .set_font_size(8)
                .set_font_color("#7F7F7F"),
            wrong: text.clone().set_background_color("#FFC7CE"),
            reasons: text.clone().set_font_color("#9C0006"),
            text,
        }
    }
}

struct Making<'a> {
    lists: &'a TemplateLists,
    languages: Vec<Language>,
    locale: Locale,
    formats: Formats,
    rows: u32,
}

impl<'a> Making<'a> {
    fn new(lists: &'a TemplateLists, locale: Locale) -> Self {
        let languages = match lists.languages.as_slice() {
            [] => usual_languages(),
            named => named.to_vec(),
        };
        let rows = if lists.rows == 0 {
            USUAL_ROWS
        } else {
            lists.rows
        };
        Self {
            lists,
            languages,
            locale,
            formats: Formats::new(),
            rows,
        }
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = timeless()?;
        let choices = self.choices();
        let mut ranges = BTreeMap::new();
        for (position, (list, entries)) in (0_u32..).zip(&choices) {
            if !entries.is_empty() {
                ranges.insert(*list, self.range(position, entries.len()));
            }
        }
        for kind in SheetKind::ALL {
            self.fill(workbook.add_worksheet(), kind, &ranges)?;
        }
        self.fill_lists(workbook.add_worksheet(), &choices)?;
        self.fill_how_to(workbook.add_worksheet())?;
        workbook.save_to_buffer()
    }

    fn say(&self, id: &str) -> String {
        text(self.locale, id, &[])
    }

    fn choices(&self) -> BTreeMap<List, Vec<Choice>> {
        let worded = |column: &str, codes: Vec<&str>| -> Vec<Choice> {
            let choice = |code: &str| Choice {
                code: meaning(self.locale, column, code),
                meaning: code.to_owned(),
            };
            codes.into_iter().map(choice).collect()
        };
        let bare = |codes: Vec<String>| -> Vec<Choice> {
            let choice = |code| Choice {
                code,
                meaning: String::new(),
            };
            codes.into_iter().map(choice).collect()
        };
        let types = TYPES.iter().map(|kind| kind.as_str()).collect();
        let purposes = Purpose::ALL.iter().map(|one| one.as_str()).collect();
        let thinking = Thinking::ALL.iter().map(|one| one.as_str()).collect();
        let difficulty = Difficulty::ALL.iter().map(|one| one.as_str()).collect();
        BTreeMap::from([
            (List::Types, worded("type", types)),
            (List::Purposes, worded("purpose", purposes)),
            (List::Thinking, worded("thinking", thinking)),
            (List::Difficulty, worded("difficulty", difficulty)),
            (List::Subjects, self.lists.subjects.clone()),
            (List::Programmes, self.lists.programmes.clone()),
            (List::Objectives, self.lists.objectives.clone()),
            (List::Criteria, self.lists.criteria.clone()),
            (List::Labels, bare(LABELS.map(str::to_owned).to_vec())),
            (
                List::Languages,
                bare(self.languages.iter().map(Language::to_string).collect()),
            ),
        ])
    }

    /// Where the entries of a list stand on the sheet of lists.
    fn range(&self, position: u32, entries: usize) -> String {
        let last = FIRST + u32::try_from(entries).unwrap_or(u32::MAX - FIRST);
        let column = position * 2 + 1;
        let sheet = self.say("workbook-sheet-lists").replace('\'', "''");
        let cell = |row: u32| {
            let name = cell_name(row, column);
            let digits = name.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
            format!("${}${}", &name[..digits], &name[digits..])
        };
        format!("='{sheet}'!{}:{}", cell(FIRST + 1), cell(last))
    }

    fn fill(
        &self,
        sheet: &mut Worksheet,
        kind: SheetKind,
        ranges: &BTreeMap<List, String>,
    ) -> Result<(), XlsxError> {
        sheet.set_name(self.say(kind.name()))?;
        let rows = match kind {
            SheetKind::Tasks => self.rows,
            _ => self.rows * ROWS_PER_TASK,
        };
        for (column, placed) in (0_u16..).zip(placed(kind, &self.languages)) {
            self.fill_column(sheet, column, &placed, rows, ranges)?;
        }
        sheet.set_row_height(0, 32)?;
        sheet.set_freeze_panes(FIRST, 1)?;
        Ok(())
    }

    fn fill_column(
        &self,
        sheet: &mut Worksheet,
        column: u16,
        placed: &Placed,
        rows: u32,
        ranges: &BTreeMap<List, String>,
    ) -> Result<(), XlsxError> {
        let formats = &self.formats;
        sheet.set_column_width(column, placed.column.width)?;
        if !placed.column.number {
            sheet.set_column_format(column, &formats.text)?;
        }
        let title = match placed.column.required {
            true => &formats.required,
            false => &formats.title,
        };
        sheet.write_string_with_format(0, column, placed.title(self.locale), title)?;
        sheet.write_string_with_format(HEADINGS, column, placed.name(), &formats.heading)?;
        let note = Note::new(placed.note(self.locale))
            .add_author_prefix(false)
            .set_width(260);
        sheet.insert_note(0, column, &note)?;
        if let Some(range) = placed.column.list.and_then(|list| ranges.get(&list)) {
            let style = match placed.column.open_list {
                true => DataValidationErrorStyle::Information,
                false => DataValidationErrorStyle::Stop,
            };
            let validation = DataValidation::new()
                .allow_list_formula(Formula::new(range))
                .set_error_style(style)
                .set_error_title(self.say("workbook-list-title"))?
                .set_error_message(self.say("workbook-list-message"))?;
            sheet.add_data_validation(FIRST, column, FIRST + rows - 1, column, &validation)?;
        }
        Ok(())
    }

    fn fill_lists(
        &self,
        sheet: &mut Worksheet,
        choices: &BTreeMap<List, Vec<Choice>>,
    ) -> Result<(), XlsxError> {
        sheet.set_name(self.say("workbook-sheet-lists"))?;
        for (position, (list, entries)) in (0_u16..).zip(choices) {
            let column = position * 2;
            let title = self.say(&format!("workbook-column-{}", column_of(*list)));
            sheet.set_column_width(column, 18)?;
            sheet.set_column_width(column + 1, 40)?;
            sheet.write_string_with_format(0, column, title, &self.formats.title)?;
            for (row, entry) in (FIRST..).zip(entries) {
                sheet.write_string_with_format(row, column, &entry.code, &self.formats.text)?;
                sheet.write_string_with_format(
                    row,
                    column + 1,
                    &entry.meaning,
                    &self.formats.text,
                )?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    fn fill_how_to(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.say("workbook-sheet-howto"))?;
        sheet.set_column_width(0, 110)?;
        let line = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        for number in 1..=HOW_TO_LINES {
            let said = self.say(&format!("workbook-howto-{number}"));
            let format = if number == 1 {
                &self.formats.title
            } else {
                &line
            };
            sheet.write_string_with_format(number - 1, 0, said, format)?;
        }
        Ok(())
    }
}

/// The column that a list belongs to, for its title.
const fn column_of(list: List) -> &'static str {
    match list {
        List::Types => "type",
        List::Purposes => "purpose",
        List::Subjects => "subject",
        List::Programmes => "programme",
        List::Objectives => "objectives",
        List::Criteria => "criterion",
        List::Thinking => "thinking",
        List::Difficulty => "difficulty",
        List::Labels => "option",
        List::Languages => "language",
    }
}
