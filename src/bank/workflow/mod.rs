//! The workflow of items as data (`synaq.workflow/v1`): states, what leads from one to the next, who may,
//! which checks and reviews a step needs, and the pilots that an item for external tests has to pass.
//!
//! * [`document`] and [`stages`] are what a centre writes; [`check()`] finds everything wrong with it at once.
//! * [`decision`] answers what may be done to an item now, and for every step that may not, all the reasons.
//! * [`replacement`] says which items a new edition would strand in states it no longer has.
//!
//! States are the policy's words. The code looks only at their [`Phase`](super::phase::Phase), and a policy
//! narrows [`TRANSITIONS`](super::phase::TRANSITIONS): it never allows a change of phase that stands not
//! there. What no policy can switch off: nobody finds good what they wrote, and items for external tests
//! are piloted.

pub mod check;
mod check_names;
mod check_paths;
mod check_stages;
pub mod decision;
pub mod document;
pub mod facts;
mod paths;
pub mod replacement;
mod requirements;
pub mod stages;
pub mod steps;

#[cfg(test)]
pub(super) mod check_tests;
#[cfg(test)]
pub(super) mod decision_tests;
#[cfg(test)]
mod replacement_tests;
#[cfg(test)]
mod walk_tests;

pub use check::check;
pub use decision::{Offer, Step, offers, step};
pub use document::{WorkflowDocument, WorkflowSchema};
pub use facts::{Facts, ItemFacts};
