//! The rules of a specification, read against the candidates of a run.

/// Rules that hold for a run, each read once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSet {}

impl RuleSet {
    /// No rules at all.
    pub fn none() -> &'static Self {
        static NONE: RuleSet = RuleSet {};
        &NONE
    }
}
