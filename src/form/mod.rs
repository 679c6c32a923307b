//! A form: pinned positions, the candidate's copy without keys, and the full copy with them.
//!
//! * [`document`]: what a form is — item versions, variant revisions, points and order of options.
//! * [`order`]: in which order options are shown.
//! * [`candidate_copy`]: what candidates get. Its types have no place for keys, hints,
//!   explanations, statistics, rationales, marking notes, accepted or sample answers, or the
//!   transcript of a recording: nothing is filtered out, there is nowhere to put it.
//! * [`attempt_copy`]: the copy of one candidate of a sitting, with transcripts where these are allowed.
//! * [`full_copy`]: the same with keys and mark schemes, for those with the grant.
//! * [`pinned`]: all that a locked form rests on, frozen in one document.

pub mod attempt_copy;
pub mod candidate_copy;
pub mod document;
pub mod full_copy;
pub mod material;
pub mod order;
pub mod pinned;

#[cfg(test)]
mod tests;
