//! Texts with formulas, pictures, tables and emphasis, beside the plain ones.
//!
//! **How rich text fits.** Every text of an item stays plain, as it always was; a text that is more than
//! plain has, beside it and under its pointer, HTML in [`crate::bank::texts::ItemTexts::rich`]. The
//! plain text *is* the rendering of that HTML ([`plain()`]), and [`crate::bank::check`] holds the two
//! against each other. So:
//!
//! * search, similarity, sorting, checks of wording, CSV, and programs that know nothing of HTML go on
//!   reading plain text and find formulas in it (`x² + 1`), not markup;
//! * items without formulas are the same documents with the same hashes as before;
//! * a face that can show HTML asks for the pointer and falls back to the text.
//!
//! The other way, HTML in the texts themselves, would have made every `<` of older items markup and
//! every user of a text a parser of HTML.
//!
//! * [`clean`](mod@clean) takes HTML in: what is not safe is taken out, and said.
//! * [`mod@plain`] is the rendering.
//! * [`typed`] finds LaTeX in plain text (`\(x^2\)`, `$x^2$`) and makes rich text of it.
//! * [`intake`] takes in what people send with an item.
//! * [`places`] walks through the texts of an item.

pub mod clean;
pub mod intake;
pub mod places;
pub mod plain;
mod scan;
mod tree;
pub mod typed;

pub use clean::{Cleaned, clean, is_clean, is_media};
pub use intake::take_in;
pub use places::{pictures, put, read_formulas};
pub use plain::plain;
pub use tree::{escaped_text, with_wording};
