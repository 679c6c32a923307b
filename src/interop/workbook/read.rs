//! A workbook → records → items, each finding at its cell.

use std::collections::{BTreeMap, BTreeSet};

use super::WorkbookLimits;
use super::cell::Address;
use super::columns::SheetKind;
use super::locate::RowPlaces;
use super::open::open;
use super::owned::{Line, Owned};
use super::profile::template_profile;
use super::remarks::{headings, languages_of, merged, unread_columns};
use super::table::{Table, tables};
use super::task::{Notes, TaskRules, made};
use super::typed::{ColumnKind, Typed, kinds, row_in_one_cell, typed};
use crate::bank::Language;
use crate::interop::mapping::MappedItem;
use crate::interop::profile::MappingProfile;
use crate::language::finding::{Finding, refuses};

/// What a workbook holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkbookItems {
    /// One for each task, in the order of the sheets.
    pub rows: Vec<WorkbookRow>,
    /// What concerns no single task: columns nobody reads, hidden sheets, options of no task. An error
    /// among them refuses the whole where nothing may be left out.
    pub remarks: Vec<Finding>,
    /// By what it was read: the profile that was given, or the template's in the workbook's languages.
    pub profile: Option<MappingProfile>,
}

/// A row of a sheet of tasks and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkbookRow {
    /// Name of the sheet.
    pub sheet: String,
    /// Row of the sheet, from 1.
    pub row: u32,
    /// The task's code as it stands there; may be empty.
    pub code: String,
    /// The row's cells as one line of CSV, to be kept with a refused row.
    pub record: String,
    /// The item, or every reason why not; `line` is the row.
    pub mapped: Result<MappedItem, Vec<Finding>>,
    /// Where its values stand.
    pub places: RowPlaces,
}

/// Reads a workbook: with a profile as a table of its columns, without one as the template.
///
/// Errors: the findings for which the file as a whole is refused.
pub fn read(
    bytes: &[u8],
    profile: Option<&MappingProfile>,
    limits: &WorkbookLimits,
) -> Result<WorkbookItems, Vec<Finding>> {
    let sheets = open(bytes, limits).map_err(|finding| vec![finding])?;
    let template;
    let (profile, is_template) = match profile {
        Some(given) => (given, false),
        None => {
            template = template_profile(&languages_of(&sheets));
            (&template, true)
        }
    };
    let mut remarks = Vec::new();
    let tables = tables(&sheets, profile, &mut remarks);
    for table in tables.iter().filter(|t| t.kind == SheetKind::Tasks) {
        remarks.extend(headings(table, profile));
    }
    if refuses(&remarks) {
        return Err(remarks);
    }
    let kinds = kinds(profile);
    for table in tables.iter().filter(|t| t.kind != SheetKind::Tasks) {
        remarks.extend(unread_columns(table, &kinds));
    }
    let mut reading = Reading {
        profile,
        is_template,
        kinds,
        limits,
        tables: &tables,
        languages: profile
            .texts
            .keys()
            .filter_map(|l| l.parse().ok())
            .collect(),
        owned: BTreeMap::new(),
        codes: BTreeSet::new(),
        remarks,
    };
    reading.collect();
    Ok(reading.items())
}

/// The reading of one workbook.
pub(super) struct Reading<'a> {
    pub(super) profile: &'a MappingProfile,
    pub(super) is_template: bool,
    kinds: BTreeMap<String, ColumnKind>,
    limits: &'a WorkbookLimits,
    tables: &'a [Table<'a>],
    /// Languages that the profile has texts of.
    pub(super) languages: Vec<Language>,
    /// Code of a task → what other sheets say of it.
    pub(super) owned: BTreeMap<String, Owned<Address>>,
    /// Codes of all tasks.
    pub(super) codes: BTreeSet<String>,
    pub(super) remarks: Vec<Finding>,
}

/// The cells of a row, read.
pub(super) struct Cells {
    /// Column → text.
    pub(super) texts: BTreeMap<u32, String>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Reading<'a> {
    pub(super) fn of_kind(&self, kind: SheetKind) -> impl Iterator<Item = &'a Table<'a>> + use<'a> {
        self.tables.iter().filter(move |table| table.kind == kind)
    }

    pub(super) fn cells(&self, table: &Table<'_>, row: u32) -> Cells {
        let mut cells = Cells {
            texts: BTreeMap::new(),
            findings: Vec::new(),
        };
        for (column, name) in &table.columns {
            let known = self.kinds.get(&name.to_lowercase());
            let kind = match (table.kind, name.to_lowercase().as_str()) {
                // A column of points of descriptors is one of numbers whatever the profile calls it.
                (SheetKind::Descriptors | SheetKind::Parts, "points") => &ColumnKind::Number,
                _ => match known {
                    Some(kind) => kind,
                    None => continue,
                },
            };
            let Typed { text, findings } =
                typed(table, (row, *column), kind, self.limits.cell_characters);
            cells.findings.extend(findings);
            cells.texts.insert(*column, text);
        }
        cells.findings.extend(merged(table, row));
        cells
    }

    pub(super) fn id_column(&self) -> &str {
        self.profile.external_id.from.as_deref().unwrap_or("code")
    }

    pub(super) fn text_of(&self, table: &Table<'_>, cells: &Cells, name: &str) -> String {
        let column = table.column(name);
        let text = column.and_then(|column| cells.texts.get(&column));
        text.map(|text| text.trim().to_owned()).unwrap_or_default()
    }

    /// The code of a row, which is its first reading.
    pub(super) fn code_of(&self, table: &Table<'_>, row: u32) -> String {
        let Some(column) = table.column(self.id_column()) else {
            return String::new();
        };
        let known = self.kinds.get(&self.id_column().to_lowercase());
        let kind = known.unwrap_or(&ColumnKind::Id);
        let code = typed(table, (row, column), kind, self.limits.cell_characters);
        code.text.trim().to_owned()
    }

    fn items(mut self) -> WorkbookItems {
        let mut rows = Vec::new();
        for table in self.of_kind(SheetKind::Tasks) {
            for row in table.rows() {
                rows.push(self.row(table, row));
            }
        }
        WorkbookItems {
            rows,
            remarks: std::mem::take(&mut self.remarks),
            profile: Some(self.profile.clone()),
        }
    }

    fn row(&mut self, table: &Table<'_>, row: u32) -> WorkbookRow {
        let cells = self.cells(table, row);
        let code = self.text_of(table, &cells, self.id_column());
        let line: Vec<&str> = table
            .columns
            .keys()
            .map(|column| cells.texts.get(column).map_or("", String::as_str))
            .collect();
        let record = crate::interop::csv::rows([line]);
        let whole = table.address(row, self.id_column());
        let mut places = RowPlaces::at(whole.unwrap_or_else(|| table.sheet.address(row, 1)));
        let mapped = match row_in_one_cell(table, row) {
            Some(finding) => Err(vec![finding]),
            None => self.mapped(table, row, cells, (&code, &mut places)),
        };
        WorkbookRow {
            sheet: table.sheet.name.clone(),
            row,
            code,
            record: record.trim_end().to_owned(),
            mapped,
            places,
        }
    }

    /// The item of a row, or every reason why not.
    fn mapped(
        &mut self,
        table: &Table<'_>,
        row: u32,
        cells: Cells,
        (code, kept): (&str, &mut RowPlaces),
    ) -> Result<MappedItem, Vec<Finding>> {
        let whole = kept.whole.clone();
        let mut notes = Notes {
            row,
            whole: &whole,
            findings: cells.findings,
            described: BTreeMap::new(),
        };
        if table.sheet.hidden_rows.contains(&row) {
            let at = table.sheet.address(row, 1);
            let hidden = Finding::warning("row_hidden", "");
            notes.findings.push(at.place(hidden));
        }
        let mut line = Line::default();
        for (column, name) in &table.columns {
            let text = cells.texts.get(column).cloned().unwrap_or_default();
            line.add(name, text, table.sheet.address(row, *column));
        }
        let owned = self.owned.remove(code).unwrap_or_default();
        let rules = TaskRules {
            profile: self.profile,
            is_template: self.is_template,
        };
        let mut item = rules.item(&mut line, owned, &mut notes);
        if let Some(item) = item.as_mut().filter(|_| self.is_template) {
            rules.formulas(&mut item.document, &line, &mut notes);
        }
        kept.columns = line.places;
        kept.described = notes.described;
        made(item, notes.findings)
    }
}
