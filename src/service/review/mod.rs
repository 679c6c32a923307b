//! Review: what waits for whom, verdicts, comments on parts of a version, and the reports.
//!
//! * [`sight`]: who sees whom; a blind review stays blind.
//! * [`verdicts`]: how far a review is, and giving a verdict.
//! * [`comments`]: threads on parts of a version, and closing them.
//! * [`queues`]: what waits for a reviewer, and where an author's own versions are.
//! * [`reports`]: evaluated, approved, repeated with their bases; how far reviewers agree.
//! * [`promotions`]: good versions for the open collection, with attribution.

pub mod comments;
pub mod promotions;
pub mod queues;
pub mod reports;
pub(super) mod sight;
pub mod verdicts;
