//! The bank of summative and formative tasks: item → version → variant, stimuli, mark schemes
//! and descriptors, and every check a draft must pass before it is submitted.
//!
//! * An **item** is an identity and a code; its content lives in versions.
//! * A **version** holds the language-neutral structure ([`content::ItemContent`]) and is sealed
//!   when it leaves draft.
//! * A **variant** holds the texts of one language ([`texts::ItemTexts`]).
//! * A **workflow** is a centre's policy of how a version comes into use ([`mod@workflow`]); what its
//!   reviewers say is [`review`].
//! * Texts are plain; formulas, pictures and tables stand beside them ([`rich`]), formulas as MathML
//!   ([`formula`]).

pub mod change;
pub mod answer_test;
pub mod check;
pub mod content;
pub mod facets;
pub mod file;
pub mod formula;
pub mod hundredths;
pub mod kinds;
pub mod media;
pub mod model;
pub mod phase;
pub mod review;
pub mod rich;
pub mod statistic;
pub mod texts;
pub mod work;
pub mod workflow;

pub use answer_test::{AnswerTest, TestAnswer};
pub use hundredths::{Hundredths, Minutes, Points};
pub use kinds::{
    Access, Difficulty, ItemType, Language, PartialRule, Purpose, SchemeKind, StimulusKind,
    Thinking,
};
