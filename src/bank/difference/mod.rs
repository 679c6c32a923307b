//! What differs between two versions of an item, for people to read: field by field, and texts by words.
//!
//! * [`pieces`]: two texts as one run of words that stayed, went and came.
//! * [`changes`]: every field of an item version that differs, with its pointer.
//! * [`stale_fields`]: what a translation has to look at since its source moved.
//!
//! Parts, descriptors, bands and criteria are matched by their ids, so that one put in front does not
//! change all behind it. What is *not* here: who changed it and when, and whether it may be.

mod fields;
mod stale;
#[cfg(test)]
mod tests;
mod text;

pub use fields::{Change, ChangeKind, changes};
pub use stale::{StaleField, StaleWhy, stale_fields};
pub use text::{Piece, PieceKind, pieces};
