//! A table of figures as a workbook of one sheet, and as CSV: numbers as numbers, texts as texts, nothing that
//! a spreadsheet would compute.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::csv;
use super::workbook::template::{timeless, unwritable};
use crate::language::finding::Finding;

/// Characters of a sheet's name, at most.
const LONGEST_NAME: usize = 31;
/// Width of a column in characters.
const WIDTH: f64 = 16.0;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetCell {
    /// Nothing: not known, not told, of nobody.
    Empty,
    /// A text, whatever it begins with.
    Text(String),
    /// A number.
    Number(f64),
}

impl SheetCell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number; nothing where there is none.
    pub fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    /// As CSV has it: six places at most, without zeros at the end.
    fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(value) => shown(*value),
        }
    }
}

/// Six places at most, without zeros at the end.
pub fn shown(value: f64) -> String {
    let text = format!("{value:.6}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        short => short.to_owned(),
    }
}

/// A table with its headings.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Headings.
    pub head: Vec<&'static str>,
    /// Rows.
    pub rows: Vec<Vec<SheetCell>>,
}

impl Sheet {
    /// As CSV.
    pub fn csv(&self) -> String {
        let row = |row: &Vec<SheetCell>| row.iter().map(SheetCell::written).collect::<Vec<_>>();
        csv::write(&self.head, self.rows.iter().map(row))
    }

    /// As a workbook, the same bytes for the same figures.
    ///
    /// Errors: one finding where it cannot be written (more rows than a sheet has).
    pub fn workbook(&self) -> Result<Vec<u8>, Finding> {
        self.written().map_err(|error| unwritable(&error))
    }

    fn written(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = timeless()?;
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&self.name))?;
        let bold = Format::new().set_bold();
        for (column, heading) in (0..).zip(&self.head) {
            sheet.set_column_width(column, WIDTH)?;
            sheet.write_string_with_format(0, column, *heading, &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        for (row, cells) in (1..).zip(&self.rows) {
            write_row(sheet, row, cells)?;
        }
        workbook.save_to_buffer()
    }
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[SheetCell]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            SheetCell::Empty => {}
            SheetCell::Text(text) => {
                sheet.write_string(row, column, text)?;
            }
            SheetCell::Number(value) => {
                sheet.write_number(row, column, *value)?;
            }
        }
    }
    Ok(())
}

/// A name that a sheet may have.
fn sheet_name(name: &str) -> String {
    let fits = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control();
    let name: String = name.chars().filter(fits).take(LONGEST_NAME).collect();
    match name.trim() {
        "" => "1".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            name: "Мектептер: 2026/27 — қазақ тілі мен әдебиеті".into(),
            head: vec!["school", "n", "mean"],
            rows: vec![
                vec![
                    SheetCell::text("=cmd|'/c calc'!A1"),
                    SheetCell::Number(24.0),
                    SheetCell::Number(2.0 / 3.0),
                ],
                vec![
                    SheetCell::text("№ 5"),
                    SheetCell::Empty,
                    SheetCell::number(None),
                ],
            ],
        }
    }

    #[test]
    fn numbers_are_numbers_texts_are_texts_and_what_is_absent_is_empty() {
        let bytes = sheet().workbook().expect("it is written");
        assert_eq!(bytes, sheet().workbook().expect("it is written"));
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
        let name = book.sheet_names()[0].clone();
        assert_eq!(name, "Мектептер 202627 — қазақ тілі м");
        let range = book.worksheet_range(&name).expect("the sheet");
        assert_eq!(
            range.get_value((1, 0)),
            Some(&Data::String("=cmd|'/c calc'!A1".into()))
        );
        assert_eq!(range.get_value((1, 1)), Some(&Data::Float(24.0)));
        assert!(matches!(range.get_value((2, 1)), None | Some(Data::Empty)));
    }

    #[test]
    fn as_csv_it_is_run_by_nobody_either() {
        assert_eq!(
            sheet().csv(),
            "school,n,mean\r\n'=cmd|'/c calc'!A1,24,0.666667\r\n№ 5,,\r\n"
        );
        let short = [0.5, 63.0, -0.000_000_1, 1200.0].map(shown);
        assert_eq!(short, ["0.5", "63", "0", "1200"]);
    }
}
