//! Numbers of measurement, and nothing but numbers: no items, no forms, no languages.
//!
//! * [`information`]: what a task tells of an ability, by the parameters of its model.

pub mod information;

#[cfg(test)]
mod information_tests;
