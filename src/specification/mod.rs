//! Test specifications (blueprints), batteries, scales and grading policies as versioned documents.
//!
//! * [`document`] is what people write (YAML or JSON), one typed model for tests and batteries.
//! * [`check`] finds everything that is wrong with it at once.
//! * [`component`] is what assembly and scoring use: a battery is a list of components,
//!   a test is a battery of one.
//! * [`comparison`] tells what changed between two versions or years; [`validity`] how long one holds.

pub mod accommodations;
pub mod attribute_names;
pub mod check;
pub mod comparison;
pub mod component;
pub mod conduct;
pub mod conformance;
pub mod document;
pub mod draw_window;
pub mod item_specification;
pub mod policy;
pub mod school_term;
pub mod state;
pub mod validity;
