//! Review: what reviewers say of a submitted version, kept for good.
//!
//! * [`attempt`]: a submission and what became of it; a resubmission names the attempt before.
//! * [`verdict`]: a rating, a checklist and a verdict of one reviewer for one stage.
//! * [`giving`]: may this person give this verdict now, and is it whole.
//! * [`progress`]: how far the stages of an attempt are.
//! * [`comment`] and [`anchor`]: threads on parts of the item, and where they stand in another version.
//! * [`blindness`]: who sees whom.
//! * [`promotion`]: which approved items are offered to the open collection.
//! * [`agreement`] and [`counts`]: how far reviewers agree; evaluated, approved, repeated, with their bases.
//!
//! The stages themselves are data: [`super::workflow::stages`]. What is absent: sending mail, and marks of
//! candidates (those are scoring's).

pub mod agreement;
pub mod anchor;
pub mod attempt;
pub mod blindness;
pub mod comment;
pub mod counts;
pub mod giving;
pub mod progress;
pub mod promotion;
pub mod verdict;

#[cfg(test)]
mod anchor_tests;
#[cfg(test)]
mod giving_tests;
