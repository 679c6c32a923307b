//! Which sheet is what: known by its headings, in whatever row of the first ten they stand.

use std::collections::BTreeMap;

use super::cell::{Address, CellValue, Sheet};
use super::columns::SheetKind;
use super::profile::TEMPLATE;
use super::typed::kinds;
use crate::interop::profile::MappingProfile;
use crate::interop::profile_check::sources;
use crate::language::finding::Finding;

/// Rows in which headings are looked for.
const HEADINGS_WITHIN: u32 = 10;
/// Fewer separators than these in a cell are punctuation.
pub(super) const SEPARATORS: usize = 3;

/// A sheet with headings that are known.
#[derive(Debug)]
pub(super) struct Table<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) kind: SheetKind,
    /// Row of the headings.
    pub(super) row: u32,
    /// Column → heading, in order; columns without one are absent.
    pub(super) columns: BTreeMap<u32, String>,
    /// Column → digits of its codes, where some code begins with a zero.
    pub(super) zeros: BTreeMap<u32, usize>,
}

impl Table<'_> {
    /// The column with this heading.
    pub(super) fn column(&self, name: &str) -> Option<u32> {
        let name = name.to_lowercase();
        self.columns
            .iter()
            .find(|(_, heading)| heading.to_lowercase() == name)
            .map(|(column, _)| *column)
    }

    /// Rows under the headings that hold anything in a column with a heading.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        let below = self.sheet.rows.range(self.row + 1..);
        below
            .filter(|(_, cells)| cells.keys().any(|column| self.columns.contains_key(column)))
            .map(|(row, _)| *row)
    }

    /// The cell in a row under a heading.
    pub(super) fn address(&self, row: u32, name: &str) -> Option<Address> {
        Some(self.sheet.address(row, self.column(name)?))
    }
}

/// The tables of a workbook; what is hidden or has no known headings is told.
pub(super) fn tables<'s>(
    sheets: &'s [Sheet],
    profile: &MappingProfile,
    findings: &mut Vec<Finding>,
) -> Vec<Table<'s>> {
    let mut found = Vec::new();
    for sheet in sheets {
        let Some(table) = table(sheet, profile) else {
            continue;
        };
        if sheet.hidden {
            let finding = Finding::warning("sheet_hidden", "").with("sheet", sheet.name.clone());
            findings.push(sheet.address(table.row, 1).place(finding));
        } else {
            found.push(table);
        }
    }
    if !found.iter().any(|table| table.kind == SheetKind::Tasks) {
        findings.push(why_no_tasks(sheets, profile));
    }
    found
}

fn id_column(profile: &MappingProfile) -> &str {
    profile.external_id.from.as_deref().unwrap_or("code")
}

fn table<'s>(sheet: &'s Sheet, profile: &MappingProfile) -> Option<Table<'s>> {
    let id = id_column(profile).to_lowercase();
    let known = kinds(profile);
    // Titles for people may read as names of columns do; the row of names has more of them.
    let names = |columns: &BTreeMap<u32, String>| {
        let known = columns
            .values()
            .filter(|name| known.contains_key(&name.to_lowercase()));
        known.count()
    };
    let (row, columns) = sheet
        .rows
        .range(..=HEADINGS_WITHIN)
        .map(|(row, _)| (*row, headings(sheet, *row)))
        .filter(|(_, columns)| columns.values().any(|name| name.to_lowercase() == id))
        .min_by_key(|(row, columns)| (std::cmp::Reverse(names(columns)), *row))?;
    let has = |name: &str| {
        columns
            .values()
            .any(|heading| heading.to_lowercase() == name)
    };
    let speaks = |column: &str| {
        let mut headings = columns.values();
        headings.any(|heading| heading.to_lowercase().starts_with(column))
    };
    let has_text = speaks("text_");
    let is_template = profile.name == TEMPLATE;
    let used = sources(profile);
    let is_used = |heading: &String| {
        let heading = heading.to_lowercase();
        heading != id && used.iter().any(|(_, from)| from.to_lowercase() == heading)
    };
    let kind = if has("option") && has_text {
        SheetKind::Options
    } else if is_template && has("part") && speaks("prompt_") {
        SheetKind::Parts
    } else if is_template && speaks("left_") && speaks("right_") {
        SheetKind::Pairs
    } else if has("points") && has_text {
        SheetKind::Descriptors
    } else if columns.values().any(is_used) {
        SheetKind::Tasks
    } else {
        return None;
    };
    let zeros = codes_with_zeros(sheet, row, &columns);
    Some(Table {
        sheet,
        kind,
        row,
        columns,
        zeros,
    })
}

/// Columns in which some code of digits alone begins with a zero, and how long that code is.
fn codes_with_zeros(
    sheet: &Sheet,
    row: u32,
    columns: &BTreeMap<u32, String>,
) -> BTreeMap<u32, usize> {
    let mut found = BTreeMap::new();
    for (column, cell) in sheet.rows.range(row + 1..).flat_map(|(_, cells)| cells) {
        if let CellValue::Text(code) = &cell.value {
            let code = code.trim();
            let digits = code.bytes().all(|b| b.is_ascii_digit());
            if digits && code.starts_with('0') && columns.contains_key(column) {
                found.entry(*column).or_insert(code.len());
            }
        }
    }
    found
}

fn headings(sheet: &Sheet, row: u32) -> BTreeMap<u32, String> {
    let cells = sheet.rows.get(&row).into_iter().flatten();
    cells
        .filter_map(|(column, cell)| match &cell.value {
            CellValue::Text(text) => Some((*column, text.trim().to_owned())),
            _ => None,
        })
        .collect()
}

/// Headings that all stand in one cell are the usual reason; else no sheet has the column of codes.
fn why_no_tasks(sheets: &[Sheet], profile: &MappingProfile) -> Finding {
    let id = id_column(profile);
    for sheet in sheets {
        for (row, cells) in sheet.rows.range(..=HEADINGS_WITHIN) {
            for (column, cell) in cells {
                let CellValue::Text(text) = &cell.value else {
                    continue;
                };
                let names_id = |separator: char| {
                    let mut names = text.split(separator).map(|name| name.trim().to_lowercase());
                    names.any(|name| name == id.to_lowercase())
                };
                if let Some(separator) = separator_of(text).filter(|s| names_id(*s)) {
                    let finding = Finding::error("sheet_delimited", "");
                    let finding = finding.with("separator", spoken(separator));
                    return sheet.address(*row, *column).place(finding);
                }
            }
        }
    }
    Finding::error("workbook_no_tasks", "").with("column", id)
}

/// What parts a text that holds a whole row.
pub(super) fn separator_of(text: &str) -> Option<char> {
    [';', '\t', '|', ',']
        .into_iter()
        .find(|separator| text.matches(*separator).count() >= SEPARATORS)
}

/// A separator as a reader can see it.
pub(super) fn spoken(separator: char) -> String {
    match separator {
        '\t' => "Tab".to_owned(),
        other => other.to_string(),
    }
}
