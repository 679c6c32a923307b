//! What calamine does not tell of a sheet: which rows and columns are hidden, which cells are merged and
//! which are computed. One pass over the sheet's XML.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cell::{Area, area_at, cell_at};
use crate::language::finding::Finding;

/// Merged areas of a sheet that are told; a sheet with more has been told enough.
const MOST_MERGES: usize = 2_000;

#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_columns: BTreeSet<u32>,
    pub(super) merges: Vec<Area>,
    /// Row and column of each cell with a formula.
    pub(super) formulas: BTreeSet<(u32, u32)>,
}

/// Reads the marks of a sheet.
///
/// Errors: one finding (`xml_invalid`, `xml_entity`).
pub(super) fn marks(xml: &str, columns: u32) -> Result<Marks, Finding> {
    let mut reader = Reader::from_str(xml);
    let mut found = Marks::default();
    let (mut row, mut column) = (0, 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(e) | Event::Empty(e)) => {
                let name = e.local_name();
                let name: &str = name.as_ref();
                match name {
                    "row" => {
                        row = number(&e, "r").unwrap_or(row + 1);
                        column = 0;
                        if is_true(&e, "hidden") {
                            found.hidden_rows.insert(row);
                        }
                    }
                    "c" => {
                        column += 1;
                        if let Some((r, c)) = value(&e, "r").as_deref().and_then(cell_at) {
                            (row, column) = (r, c);
                        }
                    }
                    "f" => {
                        found.formulas.insert((row, column));
                    }
                    "col" if is_true(&e, "hidden") => {
                        let first = number(&e, "min").unwrap_or(1);
                        let last = number(&e, "max").unwrap_or(first).min(columns);
                        found.hidden_columns.extend(first..=last);
                    }
                    "mergeCell" if found.merges.len() < MOST_MERGES => {
                        let area = value(&e, "ref").as_deref().and_then(area_at);
                        found.merges.extend(area);
                    }
                    _ => {}
                }
            }
            Ok(Event::DocType(_)) => {
                return Err(Finding::error("xml_entity", "").with("name", "DOCTYPE"));
            }
            Ok(Event::Eof) => return Ok(found),
            Ok(_) => {}
            Err(error) => {
                return Err(Finding::error("xml_invalid", "").with("reason", error.to_string()));
            }
        }
    }
}

fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.value.into_owned())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    value(element, name)?.parse().ok()
}

fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    value(element, name).is_some_and(|value| value == "1" || value == "true")
}
