//! Which items are nearly the same: over stem, options and key, and by what is left when the numbers go.
//!
//! * [`Print`] is what is kept of a variant: hashed shingles (pieces of four letters of folded words, whole
//!   numbers, neighbouring signs of a formula) of stem, options and key, and its template, the text
//!   without numbers. Case, white space, look-alike letters, spellings of numbers, order of words and
//!   order of options make no difference to it. It may be stored ([`Print::to_bytes`], [`VERSION`]).
//! * [`Score`] compares two prints: shared shingles of each field by Jaccard, weighted by the policy.
//! * [`Index`] holds the prints of a bank: MinHash signatures in bands (locality-sensitive hashing) propose
//!   candidates, the score of each decides. [`Index::matches`] is for one item at submission,
//!   [`Index::sweep`] for all pairs of a bank, slice by slice, [`Index::families`] for clone families.
//! * [`verdict`](mod@verdict) turns matches and the score of an external service into findings.
//! * [`side_by_side`](mod@side_by_side) shows two items: what is equal, what differs.
//!
//! The same bank gives the same answer, in any order and on any machine. Items are compared within a
//! language. What is *not* here: meaning; a paraphrase in other words is another text.

mod families;
mod index;
mod print;
mod score;
pub mod side_by_side;
mod signature;
mod sweep;
mod tokens;
pub mod verdict;

#[cfg(test)]
mod exams_tests;
#[cfg(test)]
mod perturbed_tests;
#[cfg(test)]
mod tests;

pub use families::Family;
pub use index::{Entry, Index, Match};
pub use print::{Print, Template, mark_of};
pub use score::Score;
pub use sweep::{Pair, Slice};

/// Number of the rule that prints follow. Whoever changes what a text gives raises it, so that stored
/// prints are made again.
pub const VERSION: u8 = 2;
