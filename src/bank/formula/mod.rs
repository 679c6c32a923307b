//! Formulas: typed as LaTeX, kept as MathML, read aloud in words.
//!
//! * [`latex`] turns LaTeX into MathML, or says where it is wrong and what to do.
//! * [`mathml`] is MathML as this service keeps it: a small set of elements and attributes.
//! * [`linear`] writes a formula in one line of plain text, for search and for places without MathML.
//! * [`wording`](mod@wording) says a formula in Kazakh, Russian or English.
//!
//! What is absent: pictures of formulas and chemical equations (`\ce`).

pub mod latex;
pub mod linear;
pub mod mathml;
pub mod wording;

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod wording_tests;

pub use latex::from_latex;
pub use linear::linear;
pub use mathml::{math_of, written};
pub use wording::wording;
