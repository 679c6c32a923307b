//! What people take away: reports as numbers with their bases. Pure.
//!
//! * [`study`] is a comparison of cohorts as somebody asks for it, checked whole; [`cohorts`] computes
//!   [`cohort_figures`] of it, and [`published`] holds rows of a publication against their own figures.
//! * [`candidate_growth`] follows one candidate beside the class.
//! * [`grade`] is the report of one test, [`grade_chart`] its picture and table.
//! * [`schools`] puts schools beside each other, [`schools_chart`] draws their funnel and their table.
//! * [`suppression`] takes small groups out of a table, and what their totals would give away.
//! * [`chart`] draws bars, intervals, growth and funnels as SVG, each with the table beside;
//!   [`cohort_chart`] and [`cohort_sheet`] are a comparison as picture and as table.
//! * [`envelope`] says of what a report is made: until when, under which policies, with which hash.
//!
//! What is absent: names of people. A figure of nobody is null, never zero.

pub mod candidate_growth;
pub mod chart;
pub mod cohort_chart;
pub mod cohort_figures;
pub mod cohort_sheet;
pub mod cohorts;
pub mod envelope;
pub mod grade;
pub mod grade_chart;
pub mod published;
pub mod schools;
pub mod schools_chart;
pub mod study;
pub mod suppression;
mod words;
