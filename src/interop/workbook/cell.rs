//! Sheets as they stand in the file: only cells that hold something, each with what Excel knows of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::pointer::child;
use crate::language::finding::{Finding, Place};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CellValue {
    Text(String),
    Number(f64),
    Truth(bool),
    /// Year, month, day; `None` where it is a time of day or a duration.
    Date(Option<(u16, u8, u8)>, f64),
    /// `#REF!` and its like.
    Error(String),
    /// A formula whose value is not in the file.
    NotComputed,
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) value: CellValue,
    /// Number format (`General`, `0.00`, `dd.mm.yyyy`, `@`).
    pub(super) format: String,
    /// True when a formula computes it.
    pub(super) formula: bool,
}

/// One sheet. Rows and columns count from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Row → column → cell.
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    pub(super) merges: Vec<Area>,
    pub(super) hidden_rows: BTreeSet<u32>,
    pub(super) hidden_columns: BTreeSet<u32>,
}

impl Sheet {
    pub(super) fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.rows.get(&row)?.get(&column)
    }

    pub(super) fn address(&self, row: u32, column: u32) -> Address {
        Address {
            sheet: self.name.clone(),
            row,
            column,
        }
    }
}

/// A block of cells, both corners within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) first: (u32, u32),
    pub(super) last: (u32, u32),
}

impl Area {
    /// `B2:C4`.
    pub(super) fn name(&self) -> String {
        let corner = |(row, column)| cell_name(row, column);
        format!("{}:{}", corner(self.first), corner(self.last))
    }

    pub(super) fn has_row(&self, row: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row)
    }
}

/// Where a cell stands; row and column count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// Name of the sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 1.
    pub column: u32,
}

impl Address {
    /// `Tasks!B7`.
    pub fn name(&self) -> String {
        format!("{}!{}", self.sheet, cell_name(self.row, self.column))
    }

    /// The finding at this cell: pointer, place and the argument `cell`.
    pub(super) fn place(&self, finding: Finding) -> Finding {
        let pointer = child(&child("", &self.sheet), &cell_name(self.row, self.column));
        Finding {
            pointer,
            place: Some(Place {
                line: self.row,
                column: self.column,
            }),
            ..finding.with("cell", self.name())
        }
    }
}

/// `B7` of row 7 and column 2.
pub fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{row}")
}

/// Row and column of `B7`; `$` is passed over.
pub(super) fn cell_at(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let split = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(split);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(digit)?;
    }
    let row: u32 = digits.parse().ok()?;
    (row > 0 && column > 0).then_some((row, column))
}

/// Both corners of `B2:C4`, or of `B2` alone.
pub(super) fn area_at(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    Some(Area {
        first: cell_at(first)?,
        last: cell_at(last)?,
    })
}

#[cfg(test)]
mod naming {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_names_them() {
        for (row, column, name) in [
            (1, 1, "A1"),
            (7, 2, "B7"),
            (10, 26, "Z10"),
            (1, 27, "AA1"),
            (3, 703, "AAA3"),
        ] {
            assert_eq!(cell_name(row, column), name);
            assert_eq!(cell_at(name), Some((row, column)));
        }
        assert_eq!(cell_at("$B$7"), Some((7, 2)));
        for wrong in ["", "7", "B", "B0", "Ж7"] {
            assert_eq!(cell_at(wrong), None, "{wrong}");
        }
        let area = area_at("B2:C4").expect("an area");
        assert_eq!((area.name().as_str(), area.has_row(4)), ("B2:C4", true));
    }
}
