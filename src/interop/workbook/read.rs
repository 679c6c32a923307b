//! A workbook → records → items, each finding at its cell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::WorkbookLimits;
use super::cell::Address;
use super::columns::SheetKind;
use super::extras;
use super::gather::{OptionRow, PlacedDescriptor};
use super::locate::{Locator, RowPlaces};
use super::open::open;
use super::profile::template_profile;
use super::remarks::{all_options_in_one, headings, languages_of, merged, unread_columns};
use super::table::{Table, tables};
use super::typed::{ColumnKind, Typed, kinds, row_in_one_cell, typed};
use crate::bank::texts::ItemDocument;
use crate::interop::mapping::{MappedItem, map_record};
use crate::interop::profile::MappingProfile;
use crate::interop::records::Record;
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
        options: BTreeMap::new(),
        descriptors: BTreeMap::new(),
        codes: BTreeSet::new(),
        remarks,
    };
    reading.collect();
    Ok(reading.items())
}

/// The reading of one workbook.
pub(super) struct Reading<'a> {
    pub(super) profile: &'a MappingProfile,
    is_template: bool,
    kinds: BTreeMap<String, ColumnKind>,
    limits: &'a WorkbookLimits,
    tables: &'a [Table<'a>],
    /// Code of a task → its options.
    pub(super) options: BTreeMap<String, Vec<OptionRow>>,
    pub(super) descriptors: BTreeMap<String, Vec<PlacedDescriptor>>,
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
                (SheetKind::Descriptors, "points") => &ColumnKind::Number,
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

    fn mapped(
        &mut self,
        table: &Table<'_>,
        row: u32,
        cells: Cells,
        (code, kept): (&str, &mut RowPlaces),
    ) -> Result<MappedItem, Vec<Finding>> {
        let mut findings = cells.findings.clone();
        if table.sheet.hidden_rows.contains(&row) {
            let at = table.sheet.address(row, 1);
            findings.push(at.place(Finding::warning("row_hidden", "")));
        }
        let mut header: Vec<String> = Vec::new();
        let mut texts = Vec::new();
        let mut places: BTreeMap<String, Address> = BTreeMap::new();
        for (column, name) in &table.columns {
            header.push(name.clone());
            texts.push(cells.texts.get(column).cloned().unwrap_or_default());
            places.insert(name.to_lowercase(), table.sheet.address(row, *column));
        }
        let options = self.options.remove(code).unwrap_or_default();
        let of_options = self.profile.options.as_ref();
        for option in options {
            findings.extend(option.findings);
            let columns = of_options
                .map(|rule| rule.columns.as_slice())
                .unwrap_or_default();
            let Some(columns) = columns.iter().find(|c| c.label == option.label) else {
                continue;
            };
            for (language, (text, at)) in option.texts {
                if let Some(name) = columns.texts.get(&language) {
                    set(&mut header, &mut texts, name, text);
                    places.insert(name.to_lowercase(), at);
                }
            }
        }
        let columns = of_options.map_or(&[][..], |rule| rule.columns.as_slice());
        findings.extend(all_options_in_one(columns, &header, &texts, &places));
        let record = Record::Row {
            line: row,
            header: Arc::new(header),
            cells: texts,
        };
        let mapped = map_record(self.profile, &record);
        let locate = Locator {
            places: &places,
            whole: &kept.whole,
        };
        let mut item = match mapped {
            Ok(item) => Some(item),
            Err(found) => {
                findings.extend(locate.all(found, &findings));
                None
            }
        };
        let descriptors = self.descriptors.remove(code).unwrap_or_default();
        let document = item.as_mut().map(|item| &mut item.document);
        let described = describe(document, descriptors, &mut findings);
        if let Some(item) = &mut item {
            let warnings = locate.all(std::mem::take(&mut item.warnings), &findings);
            findings.extend(warnings);
            if self.is_template {
                let place = |column: &str, finding| locate.cell(column).place(finding);
                findings.extend(extras::number_key(&mut item.document, &record, &place));
                findings.extend(extras::source_language(&mut item.document, &record, &place));
                let found = crate::bank::rich::read_formulas(&mut item.document);
                findings.extend(
                    found
                        .into_iter()
                        .map(|finding| locate.of_document(finding, self.profile, &described)),
                );
            }
        }
        kept.columns = places;
        kept.described = described;
        match item {
            Some(item) if !refuses(&findings) => Ok(MappedItem {
                warnings: findings,
                ..item
            }),
            _ => Err(findings),
        }
    }
}

/// Puts the descriptors into the item; gives the cell of each text by its pointer.
fn describe(
    document: Option<&mut ItemDocument>,
    placed: Vec<PlacedDescriptor>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<String, Address> {
    let mut places = BTreeMap::new();
    let (mut rows, mut points) = (Vec::new(), Vec::new());
    for (number, one) in (1..).zip(placed) {
        findings.extend(one.findings);
        for (language, at) in one.texts_at {
            let pointer = format!("/texts/{language}/parts/a/descriptors/d{number}");
            places.insert(pointer, at);
        }
        points.push(one.points_at);
        rows.push(one.row);
    }
    for (row, finding) in extras::descriptors(document, rows).findings {
        findings.extend(points[row].as_ref().map(|at| at.place(finding)));
    }
    places
}

fn set(header: &mut Vec<String>, texts: &mut Vec<String>, name: &str, text: String) {
    let known = header
        .iter()
        .position(|heading| heading.to_lowercase() == name.to_lowercase());
    match known {
        // What stands in the task's own row goes before what the sheet of options says.
        Some(position) if texts[position].trim().is_empty() => texts[position] = text,
        Some(_) => {}
        None => {
            header.push(name.to_owned());
            texts.push(text);
        }
    }
}
