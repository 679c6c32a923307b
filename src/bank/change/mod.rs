//! The change gate: an edit of an approved item is declared *editorial* (its statistics stay, a second
//! person confirms) or *substantive* (statistics are reset, review and pilots begin again).
//!
//! * [`moved`]: which fields differ between two contents; a field is found by ids, not by its place.
//! * [`weight`]: what of that can never be called editorial, and why.
//! * [`words`]: which words of a text changed, for readers and for the rule about how many may.
//! * [`gate`]: what a declaration does to the statistics, and who may confirm it.
//! * [`touched`]: what a change touches (given in by the caller), summed up before anything is saved.
//!
//! What is absent: saving. A version in a locked form is never changed under it: forms pin versions.

pub mod gate;
pub mod moved;
pub mod touched;
pub mod weight;
pub mod words;

#[cfg(test)]
mod gate_tests;
