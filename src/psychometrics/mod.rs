//! Numbers of measurement, and nothing but numbers: no items, no forms, no languages.
//!
//! * [`agreement`]: how far people who judge the same things agree.
//! * [`information`]: what a task tells of an ability, by the parameters of its model.
//! * [`response`]: how much of a task a pupil of an ability is expected to get.

pub mod agreement;
pub mod information;
pub mod response;

#[cfg(test)]
mod information_tests;
