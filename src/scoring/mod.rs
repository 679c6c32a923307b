//! Records scoring against descriptors: responses, marks, results, levels and grades. Pure.
//!
//! * [`response`] is what a candidate gave for one part, kept as given and checked against the part.
//! * [`rules`] are the six partial-credit rules; [`text_answer`] and [`number_answer`] decide
//!   whether a short answer counts; [`auto`] puts them together for one part.
//! * [`mark`] checks what a person (or the key) awards and tells which marks are current.
//! * [`marking`] is marking by several people: plans, who marks what, two marks beside each other.
//! * [`content_appeal`] is what an upheld appeal on a task does to results.
//! * [`result`] sums current marks to a result, [`analysis`] sums results to the form a school fills in.
//! * [`criteria`] says what was reached of the specification's criteria, [`growth`] how results follow each
//!   other, [`battery`] puts the results of components together, [`resit`] says who sits a year assessment.
//! * [`progression`] says which levels of a set are open, [`coded`] what a questionnaire comes to,
//!   [`participation`] whether as many took part as the specification asks for; [`questionnaire`] counts the
//!   anonymous answers of a survey.
//! * [`stored_tests`] runs the answers that authors wrote down with what they must earn.
//! * [`policy`] checks a grading policy and reads bands; [`term`] computes the term grade.
//! * [`ratio`] is the exact number behind every percentage: rounded once, by the policy's named rule.
//!
//! What is absent: floating point. Points are integers in hundredths, percentages exact rationals.
//! What is missing is null and says why; it is never zero.

pub mod analysis;
pub mod auto;
pub mod battery;
pub mod coded;
pub mod content_appeal;
pub mod criteria;
#[cfg(test)]
mod examples;
pub mod growth;
pub mod mark;
pub mod marking;
pub mod number_answer;
pub mod participation;
pub mod policy;
pub mod profile;
pub mod progression;
#[cfg(test)]
mod properties;
pub mod questionnaire;
pub mod ratio;
pub mod resit;
pub mod response;
pub mod result;
pub mod rules;
pub mod stored_tests;
pub mod term;
pub mod text_answer;
mod unit;

pub use analysis::ClassAnalysis;
pub use auto::{AutoMark, AutoReason, score_part};
pub use mark::{MarkEntry, MarkRecord, MarkSource};
pub use ratio::{Amount, Ratio};
pub use response::Answer;
pub use result::ScoreResult;
pub use term::TermGrade;
