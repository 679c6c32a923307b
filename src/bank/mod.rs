//! The bank of summative and formative tasks: item → version → variant, stimuli, mark schemes
//! and descriptors, and every check a draft must pass before it is submitted.
//!
//! * An **item** is an identity and a code; its content lives in versions.
//! * A **version** holds the language-neutral structure ([`content::ItemContent`]) and is sealed
//!   when it leaves draft.
//! * A **variant** holds the texts of one language ([`texts::ItemTexts`]).

pub mod check;
pub mod content;
pub mod difference;
pub mod facets;
pub mod file;
pub mod hundredths;
pub mod kinds;
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
