//! What the service says and how it reads.
//!
//! * [`finding`]: what is wrong, as code, severity, pointer and arguments; no sentence.
//! * [`catalogue`]: the one message catalogue (kk, ru, en) behind every face; the only sentences.
//! * [`collation`]: the order in which people look things up, as a stored key.
//! * [`mod@fold`]: text as search compares it, and letters of the wrong alphabet.

pub mod catalogue;
pub mod collation;
pub mod finding;
pub mod fold;
mod text_enum;

pub use catalogue::{Locale, negotiate, sentence, text};
pub use fold::{fold, look_alikes};
pub(crate) use text_enum::text_enum;
