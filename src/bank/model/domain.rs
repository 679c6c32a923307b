//! The values a variable may take: always finitely many.

use super::document::{Variable, Word};
use crate::expression::Exact;
use crate::language::finding::Finding;

/// Most values of one variable.
const MOST_VALUES: usize = 10_000;

/// The values of a variable, in order.
#[derive(Clone, Debug)]
pub(super) enum Domain<'a> {
    Numbers(Vec<Exact>),
    Words(&'a [Word]),
}

impl Domain<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Words(words) => words.len(),
        }
    }
}

impl<'a> Domain<'a> {
    /// The values of a variable that stands at `at`.
    pub(super) fn of(variable: &'a Variable, at: &str) -> Result<Self, Vec<Finding>> {
        let is_range = variable.from.is_some() || variable.to.is_some() || variable.step.is_some();
        let forms = [
            is_range,
            !variable.set.is_empty(),
            !variable.words.is_empty(),
        ];
        if forms.iter().filter(|given| **given).count() != 1 {
            let finding = Finding::error("model_variable_form", at);
            return Err(vec![finding.with("variable", variable.id.as_str())]);
        }
        if is_range {
            return range(variable, at).map(Self::Numbers);
        }
        if variable.words.is_empty() {
            return set(variable, at).map(Self::Numbers);
        }
        let findings = words_twice(variable, at);
        match findings.is_empty() {
            true => Ok(Self::Words(&variable.words)),
            false => Err(findings),
        }
    }
}

fn range(variable: &Variable, at: &str) -> Result<Vec<Exact>, Vec<Finding>> {
    let (Some(from), Some(to)) = (variable.from, variable.to) else {
        let finding = Finding::error("model_variable_unbounded", at);
        return Err(vec![finding.with("variable", variable.id.as_str())]);
    };
    let step = variable.step.unwrap_or(Exact::ONE);
    if step <= Exact::ZERO {
        let finding = Finding::error("model_step_not_positive", format!("{at}/step"));
        return Err(vec![finding.with("step", step.to_string())]);
    }
    if from > to {
        let finding = Finding::error("model_range_reversed", at);
        let finding = finding.with("variable", variable.id.as_str());
        return Err(vec![
            finding
                .with("from", from.to_string())
                .with("to", to.to_string()),
        ]);
    }
    let mut numbers = Vec::new();
    let mut next = Some(from);
    while let Some(number) = next.filter(|number| *number <= to) {
        if numbers.len() == MOST_VALUES {
            let finding = Finding::error("model_space_too_large", at).with("of", "values");
            return Err(vec![finding.with("most", MOST_VALUES)]);
        }
        numbers.push(number);
        next = number.plus(step);
    }
    Ok(numbers)
}

fn set(variable: &Variable, at: &str) -> Result<Vec<Exact>, Vec<Finding>> {
    let twice = |n: &usize| variable.set[..*n].contains(&variable.set[*n]);
    let findings: Vec<Finding> = (0..variable.set.len())
        .filter(twice)
        .map(|n| value_twice(&variable.set[n].to_string(), format!("{at}/set/{n}")))
        .collect();
    match findings.is_empty() {
        true => Ok(variable.set.clone()),
        false => Err(findings),
    }
}

fn words_twice(variable: &Variable, at: &str) -> Vec<Finding> {
    let words = &variable.words;
    let twice = |n: &usize| words[..*n].iter().any(|word| word.id == words[*n].id);
    (0..words.len())
        .filter(twice)
        .map(|n| value_twice(&words[n].id, format!("{at}/words/{n}/id")))
        .collect()
}

fn value_twice(value: &str, at: String) -> Finding {
    Finding::error("model_value_twice", at).with("value", value)
}
