//! The refused rows of a workbook as a workbook: only they, in the shape they came in, each wrong cell
//! coloured and with a note, the sentences in a column at the end. Corrected, it is read again by the
//! same profile.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use super::WorkbookLimits;
use super::cell::{Address, Cell, CellValue};
use super::columns::SheetKind;
use super::open::open;
use super::profile::template_profile;
use super::remarks::languages_of;
use super::table::{Table, tables};
use super::template::{Formats, timeless, unwritable};
use super::typed::{ColumnKind, kinds, typed};
use crate::interop::profile::MappingProfile;
use crate::interop::rejected::REASONS;
use crate::language::finding::Finding;
use crate::language::{Locale, sentence};

/// Characters that a note holds.
const NOTE_HOLDS: usize = 2_000;

/// A refused row and why: its findings as [`super::read`] and the service gave them.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedRow {
    /// Name of the sheet.
    pub sheet: String,
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Why. Those at a cell stand beside it, the others in the column of reasons only.
    pub findings: Vec<Finding>,
}

/// The workbook of the refused rows, sentences in the reader's language. `bytes` and `profile` are those
/// of the import.
///
/// Errors: the finding for which the file cannot be read, or the new one not be written.
pub fn failed(
    bytes: &[u8],
    profile: Option<&MappingProfile>,
    rows: &[FailedRow],
    locale: Locale,
    limits: &WorkbookLimits,
) -> Result<Vec<u8>, Finding> {
    let sheets = open(bytes, limits)?;
    let template;
    let profile = match profile {
        Some(given) => given,
        None => {
            template = template_profile(&languages_of(&sheets));
            &template
        }
    };
    let mut unused = Vec::new();
    let tables = tables(&sheets, profile, &mut unused);
    let writing = Writing {
        kinds: kinds(profile),
        id: profile.external_id.from.as_deref().unwrap_or("code"),
        rows,
        locale,
        limits,
    };
    writing
        .workbook(&tables)
        .map_err(|error| unwritable(&error))
}

struct Writing<'a> {
    kinds: BTreeMap<String, ColumnKind>,
    /// Heading of the codes.
    id: &'a str,
    rows: &'a [FailedRow],
    locale: Locale,
    limits: &'a WorkbookLimits,
}

impl Writing<'_> {
    fn workbook(&self, tables: &[Table<'_>]) -> Result<Vec<u8>, XlsxError> {
        let codes = self.codes(tables);
        let mut workbook = timeless()?;
        let formats = Formats::new();
        for table in tables {
            let kept: Vec<u32> = table
                .rows()
                .filter(|row| self.keeps(table, *row, &codes))
                .collect();
            let sheet = workbook.add_worksheet();
            sheet.set_name(&table.sheet.name)?;
            self.fill(sheet, table, &kept, &formats)?;
        }
        workbook.save_to_buffer()
    }

    fn code(&self, table: &Table<'_>, row: u32) -> String {
        let column = table.column(self.id).unwrap_or(1);
        typed(table, (row, column), &ColumnKind::Id, usize::MAX)
            .text
            .trim()
            .to_owned()
    }

    /// Codes of the refused tasks: their options and descriptors go with them.
    fn codes(&self, tables: &[Table<'_>]) -> BTreeSet<String> {
        let tasks = tables.iter().filter(|table| table.kind == SheetKind::Tasks);
        tasks
            .flat_map(|table| {
                let refused = self.rows.iter().filter(|row| row.sheet == table.sheet.name);
                refused.map(|row| self.code(table, row.row))
            })
            .filter(|code| !code.is_empty())
            .collect()
    }

    fn keeps(&self, table: &Table<'_>, row: u32, codes: &BTreeSet<String>) -> bool {
        let named = |refused: &FailedRow| refused.sheet == table.sheet.name && refused.row == row;
        match table.kind {
            SheetKind::Tasks => self.rows.iter().any(named),
            _ => codes.contains(&self.code(table, row)) || self.rows.iter().any(named),
        }
    }

    fn fill(
        &self,
        sheet: &mut Worksheet,
        table: &Table<'_>,
        kept: &[u32],
        formats: &Formats,
    ) -> Result<(), XlsxError> {
        let columns: Vec<u32> = table
            .columns
            .iter()
            .filter(|(_, name)| name.as_str() != REASONS)
            .map(|(column, _)| *column)
            .collect();
        let last = columns.last().copied().unwrap_or(0);
        let reasons = u16::try_from(last).unwrap_or(u16::MAX);
        for row in 1..=table.row {
            let format = match row == table.row {
                true => &formats.heading,
                false => &formats.title,
            };
            for column in &columns {
                if let Some(CellValue::Text(text)) =
                    table.sheet.cell(row, *column).map(|c| &c.value)
                {
                    sheet.write_string_with_format(row - 1, at(*column), text, format)?;
                }
            }
        }
        sheet.write_string_with_format(table.row - 1, reasons, REASONS, &formats.heading)?;
        sheet.set_column_width(reasons, 60)?;
        for column in &columns {
            sheet.set_column_width(at(*column), 18)?;
        }
        for (new, row) in (table.row + 1..).zip(kept) {
            self.fill_row(sheet, table, (*row, new), &columns, formats)?;
            let told = self.reasons(table, *row, new);
            sheet.write_string_with_format(new - 1, reasons, told, &formats.reasons)?;
        }
        sheet.set_freeze_panes(table.row, 1)?;
        Ok(())
    }

    fn fill_row(
        &self,
        sheet: &mut Worksheet,
        table: &Table<'_>,
        (row, new): (u32, u32),
        columns: &[u32],
        formats: &Formats,
    ) -> Result<(), XlsxError> {
        for column in columns {
            let told = self.told_at(table, (row, *column), new);
            let format = match told.is_empty() {
                true => &formats.text,
                false => &formats.wrong,
            };
            let kind = self.kinds.get(&table.columns[column].to_lowercase());
            match table.sheet.cell(row, *column) {
                Some(cell) => self.write(sheet, (new, *column), table, row, cell, kind, format)?,
                None => {
                    sheet.write_blank(new - 1, at(*column), format)?;
                }
            }
            if !told.is_empty() {
                let text: String = told.join(" ").chars().take(NOTE_HOLDS).collect();
                let note = Note::new(text)
                    .add_author_prefix(false)
                    .set_width(320)
                    .set_height(120);
                sheet.insert_note(new - 1, at(*column), &note)?;
            }
        }
        Ok(())
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one cell and all that is known of it"
    )]
    fn write(
        &self,
        sheet: &mut Worksheet,
        (new, column): (u32, u32),
        table: &Table<'_>,
        row: u32,
        cell: &Cell,
        kind: Option<&ColumnKind>,
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), XlsxError> {
        let column_at = at(column);
        match (&cell.value, kind) {
            (CellValue::Number(number), Some(ColumnKind::Number) | None) => {
                let format = format.clone().set_num_format("General");
                sheet.write_number_with_format(new - 1, column_at, *number, &format)?;
            }
            (CellValue::Date(Some((year, month, day)), _), _) => {
                let text = format!("{year:04}-{month:02}-{day:02}");
                sheet.write_string_with_format(new - 1, column_at, text, format)?;
            }
            (CellValue::Truth(truth), _) => {
                let text = if *truth { "TRUE" } else { "FALSE" };
                sheet.write_string_with_format(new - 1, column_at, text, format)?;
            }
            (CellValue::Error(error), _) => {
                sheet.write_string_with_format(new - 1, column_at, error, format)?;
            }
            _ => {
                let kind = kind.unwrap_or(&ColumnKind::Word);
                let text = typed(table, (row, column), kind, self.limits.cell_characters).text;
                let text: String = text.chars().take(32_766).collect();
                sheet.write_string_with_format(new - 1, column_at, text, format)?;
            }
        }
        Ok(())
    }

    /// Findings of all rows at this cell, as sentences that name the cell where it stands now.
    fn told_at(&self, table: &Table<'_>, (row, column): (u32, u32), new: u32) -> Vec<String> {
        let old = table.sheet.address(row, column);
        let now = table.sheet.address(new, column);
        let pointer = old.place(Finding::error("column_unused", "")).pointer;
        let findings = self.rows.iter().flat_map(|row| &row.findings);
        let here = findings.filter(|finding| finding.pointer == pointer);
        here.map(|finding| self.sentence(finding, &now)).collect()
    }

    fn sentence(&self, finding: &Finding, now: &Address) -> String {
        sentence(self.locale, &now.place(finding.clone()))
    }

    fn reasons(&self, table: &Table<'_>, row: u32, new: u32) -> String {
        let refused = self
            .rows
            .iter()
            .filter(|refused| refused.sheet == table.sheet.name && refused.row == row);
        let told = refused
            .flat_map(|refused| &refused.findings)
            .map(|finding| {
                let column = finding.place.map_or(1, |place| place.column.max(1));
                let here = table.sheet.address(row, column).place(finding.clone());
                match here.pointer == finding.pointer {
                    true => self.sentence(finding, &table.sheet.address(new, column)),
                    // Of another sheet, or of the row as a whole.
                    false => sentence(self.locale, finding),
                }
            });
        told.collect::<Vec<_>>().join(" ")
    }
}

/// A column from 1 as the writer counts it, from 0.
fn at(column: u32) -> u16 {
    u16::try_from(column.saturating_sub(1)).unwrap_or(u16::MAX)
}
