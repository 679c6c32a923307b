//! Excel in and out: the template that the service makes, its way back as the same records that the
//! CSV import reads, and the refused rows as a workbook with the reasons beside their cells.
//!
//! * [`template`](template::template) writes the workbook: tasks, options, descriptors, parts, pairs, lists,
//!   how-to.
//! * [`read`](read::read) takes a workbook apart. Sheets are known by their headings, never by name or
//!   order; the row of headings is the one that has the name of the code column, so titles may stand
//!   above it. Without a profile it is read as the template, with one as any teacher's table.
//! * [`failed`](failed::failed) gives the refused rows back.
//!
//! Every finding names its cell: the pointer is `/<sheet>/B7`, the place is row and column, both from 1.
//!
//! | what happened in the cell | finding |
//! |---|---|
//! | a fraction or a code became a date | `cell_date`, with what was probably typed |
//! | a code lost its leading zero, or a zero at its end | `cell_leading_zero`, `cell_code_number` |
//! | cells were merged | `cells_merged` |
//! | a whole row, or all options, stand in one cell | `cell_delimited`, `sheet_delimited` |
//! | yes/no, an error value, a formula that was never computed | `cell_boolean`, `cell_error`, `cell_formula_empty` |
//! | a value that a formula computes | `cell_formula` (a warning) |
//! | more text than is taken, or text that Excel has cut off | `cell_too_long` |
//! | hidden sheets, rows and columns | `sheet_hidden`, `row_hidden`, `column_hidden` (warnings) |
//!
//! A task of several parts has its stem in its own row and each part in a row of the sheet of parts; options,
//! descriptors and pairs name the part they belong to. With a profile only options and descriptors are read
//! beside the tasks.

mod cell;
pub(in crate::interop) mod columns;
pub(in crate::interop) mod extras;
pub mod failed;
mod gather;
mod gather_parts;
pub(in crate::interop) mod locate;
mod marks;
mod open;
pub(in crate::interop) mod owned;
pub(in crate::interop) mod pairs;
mod profile;
pub mod read;
mod remarks;
mod table;
pub(in crate::interop) mod task;
mod task_parts;
pub mod template;
mod typed;

#[cfg(test)]
mod cell_tests;
#[cfg(test)]
mod template_tests;
#[cfg(test)]
mod tests;

pub use cell::{Address, cell_name};
pub use columns::{Choice, TemplateLists};
pub use failed::{FailedRow, failed};
pub use locate::RowPlaces;
pub use profile::{TEMPLATE, template_profile};
pub use read::{WorkbookItems, WorkbookRow, read};
pub use template::template;

use super::package::PackageLimits;

/// How much of a workbook is read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkbookLimits {
    /// Of the archive.
    pub package: PackageLimits,
    /// Cells of all sheets that hold anything.
    pub cells: usize,
    /// Rows of a sheet.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: u32,
    /// Characters of a cell; Excel itself holds 32,767.
    pub cell_characters: usize,
}

impl Default for WorkbookLimits {
    fn default() -> Self {
        Self {
            package: PackageLimits::default(),
            cells: 2_000_000,
            rows: 100_000,
            columns: 1_000,
            cell_characters: 20_000,
        }
    }
}
