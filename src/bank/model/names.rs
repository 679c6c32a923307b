//! What the names of a model are, and what is wrong with an expression that uses them.

use std::collections::BTreeMap;

use super::document::{ItemModelDocument, Word};
use crate::expression::{Expression, Kind, Problem, parse_exact};
use crate::language::finding::Finding;

/// The key, in distractors and wording.
pub(super) const ANSWER: &str = "answer";
/// The number that an option, a unit, a rationale or a condition of sense is about.
pub(super) const VALUE: &str = "value";

/// Names with their kinds.
#[derive(Clone, Debug, Default)]
pub(super) struct Names<'a> {
    kinds: BTreeMap<&'a str, Kind>,
    /// Words of the variables that have some.
    pub(super) words: BTreeMap<&'a str, &'a [Word]>,
}

impl<'a> Names<'a> {
    /// The variables of a model. A name that stands twice or is reserved is a finding.
    pub(super) fn of(document: &'a ItemModelDocument, findings: &mut Vec<Finding>) -> Self {
        let mut names = Self::default();
        for (n, variable) in document.variables.iter().enumerate() {
            let kind = match variable.words.is_empty() {
                true => Kind::Number,
                false => Kind::Text,
            };
            if kind == Kind::Text {
                names.words.insert(&variable.id, &variable.words);
            }
            findings.extend(names.add(&variable.id, kind, format!("/variables/{n}/id")));
        }
        names
    }

    /// Adds a name.
    pub(super) fn add(&mut self, name: &'a str, kind: Kind, at: String) -> Option<Finding> {
        let is_taken = name == ANSWER || name == VALUE || self.kinds.contains_key(name);
        if is_taken {
            return Some(Finding::error("model_name_taken", at).with("name", name));
        }
        self.kinds.insert(name, kind);
        None
    }

    /// The same names and one of the reserved numbers.
    pub(super) fn with(&self, name: &'static str) -> Self {
        let mut names = self.clone();
        names.kinds.insert(name, Kind::Number);
        names
    }

    /// What a name is.
    pub(super) fn kind(&self, name: &str) -> Option<Kind> {
        self.kinds.get(name).copied()
    }

    /// Every name, for a sentence.
    pub(super) fn all(&self) -> String {
        self.kinds.keys().copied().collect::<Vec<_>>().join(", ")
    }

    /// An expression that gives a number.
    pub(super) fn number(&self, text: &str, at: &str) -> Result<Expression, Vec<Finding>> {
        self.read(text, at, |expression| {
            expression.number_problems(&|name| self.kind(name))
        })
    }

    /// An expression that holds or not.
    pub(super) fn condition(&self, text: &str, at: &str) -> Result<Expression, Vec<Finding>> {
        self.read(text, at, |expression| {
            expression.condition_problems(&|name| self.kind(name))
        })
    }

    fn read(
        &self,
        text: &str,
        at: &str,
        kinds: impl Fn(&Expression) -> Vec<Problem>,
    ) -> Result<Expression, Vec<Finding>> {
        let expression = parse_exact(text).map_err(|problem| vec![problem.finding(at)])?;
        let unknown = expression.names().into_iter();
        let unknown = unknown.filter(|(name, _)| self.kind(name).is_none());
        let mut findings: Vec<Finding> = unknown
            .map(|(name, place)| {
                let finding = Finding::error("model_name_unknown", at);
                let finding = finding.with("name", name).with("column", place + 1);
                finding.with("known", self.all())
            })
            .collect();
        let kinds = kinds(&expression).into_iter();
        findings.extend(kinds.map(|problem| problem.finding(at)));
        match findings.is_empty() {
            true => Ok(expression),
            false => Err(findings),
        }
    }
}
