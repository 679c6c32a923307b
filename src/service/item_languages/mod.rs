//! The languages of an item version side by side, with what differs between them, who approved each, and
//! what a stale one has to look at.
//!
//! * [`read`]: all of that in one answer.
//! * [`propose`]: a language that an approved version does not have waits for an approval of its own. Until
//!   then it is in no form and no search; the languages a version was handed in with are approved with it.
//! * [`join`]: an item that was written apart becomes a language of another one.
//! * [`stale`]: which fields of the source moved since a translation was made.
//! * [`policy`]: what differences between languages are worth.

mod join;
mod policy;
mod propose;
mod read;
mod stale;

pub use join::{JoinItem, join_item};
pub use propose::{
    ApproveLanguage, ReturnLanguage, approve_language, propose_language, return_language,
};
pub use read::{ItemLanguages, LanguageRow, LanguageState, LanguageWord, read_item_languages};

pub(super) use read::document_with_proposals;
pub(super) use stale::keep_source;
