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
//!
//! What a centre asks of the wording is data ([`quality`]); three modules find what it judges: [`lint`] (how a
//! task is written), [`equality`] (languages of a task), [`similarity`] (tasks that are nearly the same).
//! [`difference`] shows what changed between two versions. What schools get of it are [`collection`]s of open items.

pub mod answer_test;
pub mod change;
pub mod check;
pub mod collection;
pub mod content;
pub mod difference;
pub mod equality;
pub mod facets;
pub mod file;
pub mod formula;
pub mod hundredths;
pub mod kinds;
pub mod lint;
pub mod media;
pub mod model;
pub mod phase;
pub mod quality;
pub mod reading;
pub mod review;
pub mod rich;
pub mod similarity;
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
