//! The work of a bank: who writes what until when, and what waits for whom.
//!
//! * [`plan`]: a gap report becomes proposed assignments to competent developers.
//! * [`balance`]: the fairest split of work that only some can do.
//! * [`queue`]: days in a state, what is overdue, counts by person.
//!
//! What is absent: the gap report itself (it needs specifications and candidates) and giving the
//! assignments, which is the caller's.

pub mod balance;
pub mod plan;
pub mod queue;

#[cfg(test)]
mod plan_tests;
