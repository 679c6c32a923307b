//! Numbers of measurement, and nothing but numbers: no items, no forms, no languages.
//!
//! * [`agreement`]: how far people who judge the same things agree.
//! * [`score_agreement`]: the same of two people who give points.
//! * [`information`]: what a task tells of an ability, by the parameters of its model.
//! * [`response`]: how much of a task a pupil of an ability is expected to get.

pub mod agreement;
pub mod information;
pub mod response;
pub mod score_agreement;

#[cfg(test)]
mod information_tests;
