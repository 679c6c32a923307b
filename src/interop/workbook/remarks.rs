//! What a sheet tells before its values are looked at: headings, hidden columns, merged cells, lists that
//! were pasted into one cell.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{CellValue, Sheet};
use super::locate::At;
use super::owned::Line;
use super::table::{Table, separator_of, spoken};
use super::typed::ColumnKind;
use crate::bank::Language;
use crate::interop::profile::{MappingProfile, OptionColumns};
use crate::interop::records::check_header;
use crate::interop::rejected::REASONS;
use crate::language::finding::Finding;

/// Columns that the reader itself uses beside those of the profile.
const OWN_COLUMNS: [&str; 3] = ["tolerance", "units", "language"];

/// The languages that the headings of a template name.
pub(super) fn languages_of(sheets: &[Sheet]) -> Vec<Language> {
    let mut found: Vec<Language> = Vec::new();
    let rows = sheets.iter().flat_map(|sheet| sheet.rows.range(..=10));
    for cell in rows.flat_map(|(_, cells)| cells.values()) {
        if let CellValue::Text(text) = &cell.value
            && let Some(language) = text.trim().strip_prefix("stem_")
            && let Ok(language) = language.to_lowercase().parse::<Language>()
            && !found.contains(&language)
        {
            found.push(language);
        }
    }
    found
}

/// What is wrong or remarkable about the headings of a sheet of tasks.
pub(super) fn headings(table: &Table<'_>, profile: &MappingProfile) -> Vec<Finding> {
    let names: Vec<String> = table.columns.values().cloned().collect();
    let columns: Vec<u32> = table.columns.keys().copied().collect();
    let ours = |finding: &Finding| {
        let name = finding.args.get("column").and_then(|name| name.as_str());
        name.is_some_and(|name| OWN_COLUMNS.contains(&name.to_lowercase().as_str()))
    };
    let found = check_header(profile, &names, table.row).into_iter();
    let placed = found
        .filter(|finding| finding.is_error() || !ours(finding))
        .map(|finding| {
            let position = finding.place.map_or(1, |place| place.column) as usize;
            let column = match finding.code.as_str() {
                "column_missing" => 1,
                _ => columns.get(position - 1).copied().unwrap_or(1),
            };
            table.sheet.address(table.row, column).place(finding)
        });
    let hidden = table.sheet.hidden_columns.iter();
    let hidden = hidden.filter(|column| table.columns.contains_key(column));
    let hidden = hidden.map(|column| {
        let finding =
            Finding::warning("column_hidden", "").with("column", table.columns[column].clone());
        table.sheet.address(table.row, *column).place(finding)
    });
    placed.chain(hidden).collect()
}

/// Columns of a sheet of options or descriptors that nobody reads.
pub(super) fn unread_columns(
    table: &Table<'_>,
    known: &BTreeMap<String, ColumnKind>,
) -> Vec<Finding> {
    let is_read = |name: &str| {
        let name = name.to_lowercase();
        known.contains_key(&name) || name == "points" || name == REASONS
    };
    let unread = table.columns.iter().filter(|(_, name)| !is_read(name));
    unread
        .map(|(column, name)| {
            let finding = Finding::warning("column_unused", "").with("column", name.as_str());
            table.sheet.address(table.row, *column).place(finding)
        })
        .collect()
}

/// Merged cells that a row has a part in: only the first of them holds anything.
pub(super) fn merged(table: &Table<'_>, row: u32) -> Vec<Finding> {
    let in_row = table.sheet.merges.iter().filter(|area| {
        let mut columns = area.first.1..=area.last.1;
        area.has_row(row) && columns.any(|column| table.columns.contains_key(&column))
    });
    in_row
        .map(|area| {
            let at = table.sheet.address(area.first.0, area.first.1);
            at.place(Finding::error("cells_merged", "").with("area", area.name()))
        })
        .collect()
}

/// One option with separators in it and no other option: the list was pasted into one cell.
pub(super) fn all_options_in_one<P: At>(columns: &[OptionColumns], line: &Line<P>) -> Vec<Finding> {
    let languages: BTreeSet<&Language> = columns.iter().flat_map(|c| c.texts.keys()).collect();
    let mut found = Vec::new();
    for language in languages {
        let names = columns.iter().filter_map(|c| c.texts.get(language));
        let said: Vec<(&String, &str)> = names
            .map(|name| (name, line.text(name)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let [(name, text)] = said[..] else { continue };
        if let Some(separator) = separator_of(&text.replace('\n', ";")) {
            let finding = Finding::error("cell_delimited", "").with("separator", spoken(separator));
            let at = line.places.get(&name.to_lowercase());
            found.extend(at.map(|at| at.place(finding)));
        }
    }
    found
}
