//! Workflows in force: which one an organisation follows, what may be done to a version now, doing it, and
//! what became of it.
//!
//! * [`adoption`]: an organisation chooses a published edition; items that stand in states move with it.
//! * [`followed`] and [`built_in`]: the workflow that holds for an item; without a choice the built-in one.
//! * [`standing`]: everything that is known of a version when somebody wants to do something to it.
//! * [`transitions`]: what may be done by whom and what is missing, and [`carry_out`]: doing it.
//! * [`history`]: the steps that were taken.

pub mod adoption;
mod built_in;
mod carry_out;
mod followed;
pub mod history;
mod standing;
pub mod transitions;

pub(super) use carry_out::{Kept, begin_attempt, decide_attempt, keep_change};
pub(super) use followed::Followed;
pub(super) use standing::{
    Standing, approving_attempt, attempt_of, chain, facts_of, number_of, verdict_of,
};
pub(super) use transitions::{Wanted, take};
