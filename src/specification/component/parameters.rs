//! What a request says to a document that leaves grade, term, subject or lesson open.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Component;
use crate::language::finding::Finding;
use crate::specification::document::{ParameterRule, Parameters};

/// What a request says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Given {
    /// Grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 13))]
    pub grade: Option<u8>,
    /// Term.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Lesson code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<String>,
}

impl Given {
    /// True when nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Component {
    /// The component for what a request says; pointers are of [`Given`].
    ///
    /// # Errors
    /// `parameter_missing`, `parameter_not_allowed`, `parameter_unexpected`: all at once.
    pub fn with(mut self, given: &Given) -> Result<Self, Vec<Finding>> {
        let rules = self.parameters.clone().unwrap_or_default();
        let mut findings = Vec::new();
        let numbers = [
            ("grade", rules.grade.as_deref(), given.grade),
            ("term", rules.term.as_deref(), given.term),
        ];
        for (name, rule, value) in numbers {
            findings.extend(number_finding(name, rule, value));
        }
        findings.extend(lesson_finding(&rules, given));
        if let (Some([low, high]), Some(grade)) = (self.grades, given.grade)
            && !(low..=high).contains(&grade)
        {
            findings.push(not_allowed("grade", grade, &format!("{low}-{high}")));
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        self.grade = given.grade.or(self.grade);
        self.term = given.term.or(self.term);
        self.lesson = given.lesson.clone().or(self.lesson);
        Ok(self)
    }

    /// True where a request of this grade means this component.
    pub fn is_for(&self, grade: Option<u8>) -> bool {
        match (self.grades, grade) {
            (Some([low, high]), Some(grade)) => (low..=high).contains(&grade),
            _ => true,
        }
    }

    /// True where the request must say the subject.
    pub fn asks_subject(&self) -> bool {
        self.subject.is_none() && !self.any_subject
    }
}

fn number_finding(name: &'static str, rule: Option<&str>, value: Option<u8>) -> Option<Finding> {
    let Some(rule) = rule else {
        return value.map(|_| unexpected(name));
    };
    let asked = ParameterRule::of(rule)?;
    match (value, asked.range) {
        (None, _) => asked.required.then(|| missing(name)),
        (Some(value), Some([low, high])) if !(low..=high).contains(&value) => {
            Some(not_allowed(name, value, rule))
        }
        _ => None,
    }
}

fn lesson_finding(rules: &Parameters, given: &Given) -> Option<Finding> {
    match (&rules.lesson, &given.lesson) {
        (None, Some(_)) => Some(unexpected("lesson")),
        (Some(rule), None) => ParameterRule::of(rule)?.required.then(|| missing("lesson")),
        _ => None,
    }
}

fn missing(name: &'static str) -> Finding {
    Finding::error("parameter_missing", format!("/{name}")).with("name", name)
}

fn unexpected(name: &'static str) -> Finding {
    Finding::error("parameter_unexpected", format!("/{name}")).with("name", name)
}

fn not_allowed(name: &'static str, value: u8, allowed: &str) -> Finding {
    Finding::error("parameter_not_allowed", format!("/{name}"))
        .with("name", name)
        .with("value", value)
        .with("allowed", allowed)
}
