//! Item models (the field's term): one description from which many items of one clone family are generated.
//!
//! * [`document`] is a model as people write it: variables, constraints, expressions for the key and for wrong
//!   answers with the error behind each, wording by language.
//! * [`wording`] says numbers and words in the agreement of each language.
//! * [`check_model`] says everything that is wrong with a model; [`generate`] draws items by a seed, each checked
//!   as if it were handed in.
//!
//! Numbers are exact rationals ([`crate::expression::Exact`]) from the variable to the key; nothing is rounded
//! but by `round` in an expression. Every combination of the variables is tried, so that the number of items a
//! model can make is known: a combination is left out where its key is no number that can be written, breaks a
//! condition of sense, has too few wrong answers that differ from it and from one another, or reads like another
//! one. What is absent: pictures, items of several parts, and types other than [`QuestionType`].

mod build;
mod check;
pub mod document;
mod domain;
mod generate;
mod judge;
mod names;
mod read;
mod refusals;
mod scope;
mod stored_answers;
pub mod stored_tests;
mod survey;
mod texts;
pub mod wording;

#[cfg(test)]
mod tests;

pub use check::check_model;
pub use document::{ItemModelDocument, QuestionType};
pub use generate::{Batch, Generated, GeneratedTest, MOST_ITEMS, Provenance, Request, generate};
pub use refusals::to_model;
pub use stored_tests::ModelTest;
