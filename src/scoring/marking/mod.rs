//! Marking by several people: who marks what, and what becomes of two marks of the same work. Pure.
//!
//! * [`plan`] is the plan as people write it, and everything that may be wrong with it.
//! * [`allocation`] gives scripts to markers: balanced, and the same from the same seed.
//! * [`comparison`] puts the marks of two markers beside each other: settled by the plan's rule, or apart.
//!
//! What a marker gives is a judgement; it becomes a mark of the result only once the plan's rule or an
//! adjudicator settles it.

pub mod allocation;
pub mod comparison;
pub mod plan;

#[cfg(test)]
mod allocation_properties;
