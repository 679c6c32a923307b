//! What is wrong with a text, for a finding.

use crate::language::finding::Finding;

/// One thing that is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Code of the finding.
    pub code: &'static str,
    /// Where in the text, in characters from 0.
    pub at: usize,
    /// Named values of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    pub(super) fn new(code: &'static str, at: usize) -> Self {
        Self {
            code,
            at,
            args: Vec::new(),
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The finding, with the column from 1.
    pub fn finding(self, pointer: impl Into<String>) -> Finding {
        let finding = Finding::error(self.code, pointer).with("column", self.at + 1);
        let args = self.args.into_iter();
        args.fold(finding, |finding, (name, value)| finding.with(name, value))
    }
}
