//! In and out: mapping profiles that turn lines of other people's files into items, and tables
//! that other people's programs can open.
//!
//! * [`profile`] is what people write: which pointer or column feeds which attribute.
//! * [`records`] reads JSON Lines and CSV one record at a time (bytes → text, BOM, delimiter).
//! * [`mapping`] turns one record into one item, or into every reason why not.
//! * [`rejected`] gives refused records back in the shape they came in, with the reasons.
//! * [`package`] opens office files (ZIP) within limits; [`workbook`] is Excel in and out, [`word`]
//!   is Word in and out, both through the same records and mapping.
//! * [`pool`] reads candidates of an assembly from a table.
//! * [`class_list`] reads names of pupils as schools keep them.
//! * [`statistics`] reads values of administrations, line by line.
//! * [`webhook`] tells others that something happened: body, signature, tries, addresses.
//! * [`csv`] writes tables that no spreadsheet takes for formulas, [`sheet`] the same table as CSV and workbook.
//!
//! What is absent: files, compression and chunks; the caller brings the bytes and counts the items.

pub mod class_list;
pub mod csv;
pub mod encoding;
pub mod mapping;
pub mod package;
mod parts;
mod physical;
pub mod pool;
pub mod profile;
mod profile_check;
pub mod records;
pub mod rejected;
pub mod sheet;
pub mod statistics;
mod utf16;
mod values;
pub mod webhook;
pub mod word;
pub mod workbook;

#[cfg(test)]
mod class_list_tests;
#[cfg(test)]
mod exams_tests;
#[cfg(test)]
mod gsm8k_tests;
#[cfg(test)]
mod mapping_tests;

pub use mapping::{MappedItem, map_record};
pub use profile::MappingProfile;
pub use profile_check::check_profile;
pub use records::{Record, Records};
