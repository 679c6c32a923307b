//! The bank of summative and formative tasks: item → version → variant, stimuli, mark schemes
//! and descriptors, and every check a draft must pass before it is submitted.
//!
//! * An **item** is an identity and a code; its content lives in versions.
//! * A **version** holds the language-neutral structure ([`content::ItemContent`]) and is sealed
//!   when it leaves draft.
//! * A **variant** holds the texts of one language ([`texts::ItemTexts`]).
//!
//! What a centre asks of the wording is data ([`quality`]); three modules find what it judges: [`lint`] (how a
//! task is written), [`equality`] (languages of a task), [`similarity`] (tasks that are nearly the same).
//! [`difference`] shows what changed between two versions.

pub mod check;
pub mod content;
pub mod difference;
pub mod equality;
pub mod facets;
pub mod file;
pub mod hundredths;
pub mod kinds;
pub mod lint;
pub mod media;
pub mod phase;
pub mod quality;
pub mod reading;
pub mod similarity;
pub mod statistic;
pub mod texts;

pub use hundredths::{Hundredths, Minutes, Points};
pub use kinds::{
    Access, Difficulty, ItemType, Language, PartialRule, Purpose, SchemeKind, StimulusKind,
    Thinking,
};
