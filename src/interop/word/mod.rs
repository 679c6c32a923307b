//! Word in and out: a document in which each task is a table, and the template of such a document.
//!
//! The convention: the first cell of a task's table says *Task* (in Kazakh, Russian or English), the other
//! cells of the first row name the languages; each further row has a label and its values. A letter
//! from A to J is an option, `Descriptor (2)` a descriptor of two points.
//!
//! | Task | kk | ru |
//! |---|---|---|
//! | Code | M6-001 | |
//! | Subject | mathematics | |
//! | Task text | Есепте: 2 + 2 | Вычислите: 2 + 2 |
//! | A | 4 | 4 |
//! | B | 5 | 5 |
//! | Key | A | |
//!
//! A task of several parts goes on in the same table: `Part a (1)` with what the part asks begins a part, and
//! the rows under it are its own (type, points, options, pairs, key with tolerance and units, descriptors,
//! sample answer). A matching task has `Left 1` and `Right 1`, each in every language; a right side without a
//! left one is one too many. `Descriptor (2; m6-c1; 6.1.2.3)` names its criterion and objective; the criteria
//! of the whole stand in a row of their own.
//!
//! | Task | kk | ru |
//! |---|---|---|
//! | Task text | 18 : 12 қатынасы | Отношение 18 : 12 |
//! | Part a (1) | Қысқартыңыз | Сократите |
//! | Key | 3:2 | |
//! | Part b | Сәйкестендіріңіз | Сопоставьте |
//! | Type | MATCH | |
//! | Points | 2 | |
//! | Left 1 | 2 + 2 | 2 + 2 |
//! | Right 1 | төрт | четыре |
//!
//! * [`read`](mod@read) takes a document apart: tables become records, records items through the profile
//!   of the template workbook. Formulas (Office Math) become MathML, pictures of the file are given
//!   beside the items, emphasis, lists and tables stay.
//! * [`template`](mod@template) writes the document to fill in, [`failed`](mod@failed) gives refused tasks back
//!   with their reasons.
//!
//! A table that begins with *Example* is the template's own and not read; one that was written over is told.
//!
//! **Nothing is lost silently.** What is not understood (an unknown element, a drawing, a note, text
//! outside of every task) is a finding with the number of its paragraph, and in the text stands
//! [`PLACEHOLDER`] where something was. Paragraphs count from 1 through the whole document, those in
//! tables too. References to files outside of the document are not followed.

mod body;
mod convention;
mod example;
pub mod failed;
mod fields;
mod inline;
mod layout;
mod numbering;
mod omml;
mod omml_tokens;
mod places;
pub mod read;
mod sides;
pub mod template;

#[cfg(test)]
mod more_tests;
#[cfg(test)]
mod tests;

pub use failed::{FailedTask, failed};
pub use places::TaskPlaces;
pub use read::{Picture, WordItems, WordTask, read};
pub use template::{WordTemplate, template};

use crate::document::pointer::child;
use crate::language::finding::{Finding, Place};

/// Stands in a text where something was that could not be read.
pub const PLACEHOLDER: &str = "⟦?⟧";

/// A finding at a paragraph: pointer `/paragraphs/17`, place line 17, argument `paragraph`.
fn at_paragraph(finding: Finding, paragraph: u32) -> Finding {
    Finding {
        pointer: child("/paragraphs", &paragraph.to_string()),
        place: Some(Place {
            line: paragraph,
            column: 1,
        }),
        ..finding.with("paragraph", paragraph)
    }
}
