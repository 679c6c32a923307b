//! Bytes → sheets. Calamine reads the values; it is only given files that were unpacked within limits
//! before, and only asked cell by cell, because it would make room for every empty cell of a sheet too.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};

use super::WorkbookLimits;
use super::cell::{Cell, CellValue, Sheet};
use super::marks::{Marks, marks};
use crate::interop::package::{Package, relations};
use crate::language::finding::Finding;

const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
/// What Excel writes for a carriage return in a text.
const CARRIAGE_RETURN: &str = "_x000D_";

/// The sheets of a workbook, in their order.
///
/// Errors: the one finding for which the file is refused.
pub(super) fn open(bytes: &[u8], limits: &WorkbookLimits) -> Result<Vec<Sheet>, Finding> {
    let mut package = Package::open(bytes, &limits.package)?;
    if !package.names().iter().any(|name| name == "xl/workbook.xml") {
        return Err(Finding::error("workbook_unknown", ""));
    }
    let paths = sheet_paths(&mut package)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| unreadable(&e))?;
    let known = workbook.sheets_metadata().to_vec();
    let mut left = limits.cells;
    let mut sheets = Vec::new();
    for sheet in known.iter().filter(|s| s.typ == SheetType::WorkSheet) {
        let marks = match paths.get(&sheet.name) {
            Some(path) => marks(&package.text(path)?, limits.columns)?,
            None => Marks::default(),
        };
        let mut read = Sheet {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
            merges: marks.merges.clone(),
            hidden_rows: marks.hidden_rows.clone(),
            hidden_columns: marks.hidden_columns.clone(),
            ..Sheet::default()
        };
        read_cells(&mut workbook, &mut read, &marks, &mut left, limits)?;
        sheets.push(read);
    }
    Ok(sheets)
}

/// Name of a sheet → its part.
fn sheet_paths(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, Finding> {
    let limits = crate::document::xml::XmlLimits::default();
    let targets: BTreeMap<String, String> = relations(&package.text(RELATIONS)?)?
        .into_iter()
        .map(|relation| (relation.id.clone(), relation.part("xl")))
        .collect();
    let root = crate::document::xml::parse(&package.text("xl/workbook.xml")?, &limits)?;
    let sheets = root.child("sheets");
    let sheets = sheets.into_iter().flat_map(|sheets| sheets.elements());
    Ok(sheets
        .filter_map(|sheet| {
            let path = targets.get(sheet.attribute("r:id")?)?;
            Some((sheet.attribute("name")?.to_owned(), path.clone()))
        })
        .collect())
}

fn read_cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &mut Sheet,
    marks: &Marks,
    left: &mut usize,
    limits: &WorkbookLimits,
) -> Result<(), Finding> {
    let mut reader = workbook
        .worksheet_cells_reader(&sheet.name)
        .map_err(|error| unreadable(&error))?;
    let formats: Vec<String> = reader
        .styles()
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref();
            format.map_or_else(String::new, |format| format.format_code.clone())
        })
        .collect();
    while let Some((found, style)) = reader
        .next_cell_with_style_id()
        .map_err(|error| unreadable(&error))?
    {
        let (row, column) = found.get_position();
        let (row, column) = (row + 1, column + 1);
        let formula = marks.formulas.contains(&(row, column));
        let Some(value) = value_of(found.get_value(), formula) else {
            continue;
        };
        if row > limits.rows || column > limits.columns {
            let finding = Finding::error("sheet_too_large", "");
            let finding = finding.with("rows", limits.rows);
            return Err(sheet
                .address(row, column)
                .place(finding.with("columns", limits.columns)));
        }
        *left = left.checked_sub(1).ok_or_else(|| {
            Finding::error("workbook_too_many_cells", "").with("most", limits.cells)
        })?;
        let format = formats.get(style).cloned().unwrap_or_default();
        let cell = Cell {
            value,
            format,
            formula,
        };
        sheet.rows.entry(row).or_default().insert(column, cell);
    }
    Ok(())
}

fn value_of(value: &DataRef<'_>, formula: bool) -> Option<CellValue> {
    let text = |text: &str| {
        let text = text.replace(CARRIAGE_RETURN, "");
        (!text.trim().is_empty()).then_some(CellValue::Text(text))
    };
    match value {
        DataRef::Int(number) => Some(CellValue::Number(*number as f64)),
        DataRef::Float(number) => Some(CellValue::Number(*number)),
        DataRef::String(own) => text(own),
        DataRef::SharedString(shared) => text(shared),
        DataRef::Bool(truth) => Some(CellValue::Truth(*truth)),
        DataRef::DateTime(date) => Some(date_of(date)),
        DataRef::DateTimeIso(text) => {
            let mut numbers = text.split(['-', 'T']).map(|n| n.parse::<u16>().ok());
            let day = (|| {
                let year = numbers.next()??;
                let month = u8::try_from(numbers.next()??).ok()?;
                Some((year, month, u8::try_from(numbers.next()??).ok()?))
            })();
            Some(CellValue::Date(day, 0.0))
        }
        DataRef::DurationIso(_) => Some(CellValue::Date(None, 0.0)),
        DataRef::Error(error) => Some(CellValue::Error(error.to_string())),
        DataRef::Empty => formula.then_some(CellValue::NotComputed),
    }
}

fn date_of(date: &ExcelDateTime) -> CellValue {
    let serial = date.as_f64();
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    let has_day = date.is_datetime() && serial >= 1.0;
    CellValue::Date(has_day.then_some((year, month, day)), serial)
}

fn unreadable(error: &dyn std::fmt::Display) -> Finding {
    Finding::error("workbook_unreadable", "").with("reason", error.to_string())
}
