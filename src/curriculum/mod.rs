//! Programmes, subjects, units, objectives and criteria as one versioned document per programme,
//! and the look-up that the checks of items and specifications use.
//!
//! * [`document`] is what people write under `item_specs/curricula/`.
//! * [`check`] finds everything that is wrong with it at once.
//! * [`index`] answers "is there such a subject, unit, objective, criterion, and what is near it".
//! * [`calendar`] is a school year: terms, last days, grading days.
//! * [`objective_mapping`] says what becomes of objectives in another programme version.
//! * [`code`] compares objective codes by whole segments and finds near ones.

pub mod calendar;
pub mod check;
pub mod code;
pub mod document;
pub mod index;
pub mod kinds;
pub mod objective_mapping;

pub use check::check;
pub use document::CurriculumDocument;
pub use index::CurriculumIndex;
