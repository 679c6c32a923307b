//! The values of all names in one combination of variables.

use std::collections::BTreeMap;

use super::domain::Domain;
use super::names::{ANSWER, VALUE};
use super::read::{Model, Slot};
use super::wording::{Speech, Template, Unsaid, WordForms};
use crate::bank::Language;
use crate::expression::{Exact, ExactAttributes, ExactValue};

/// Which value each variable has, and what follows from it.
#[derive(Clone)]
pub(super) struct Scope<'m> {
    pub(super) model: &'m Model<'m>,
    /// Positions in the domains, of the variables that have a value so far.
    picks: Vec<usize>,
    values: Vec<Option<Exact>>,
    pub(super) answer: Option<Exact>,
    value: Option<Exact>,
}

impl<'m> Scope<'m> {
    /// No variable has a value yet.
    pub(super) fn new(model: &'m Model<'m>) -> Self {
        Self {
            model,
            picks: Vec::with_capacity(model.domains.len()),
            values: vec![None; model.values.len()],
            answer: None,
            value: None,
        }
    }

    /// The combination of a number below the product of all domains; the last variable changes fastest.
    pub(super) fn at(model: &'m Model<'m>, index: u64) -> Self {
        let mut rest = index;
        let mut picks: Vec<usize> = Vec::new();
        for domain in model.domains.iter().rev() {
            let size = domain.len() as u64;
            picks.push(usize::try_from(rest % size).unwrap_or(0));
            rest /= size;
        }
        let mut scope = Self::new(model);
        for pick in picks.into_iter().rev() {
            scope.push(pick);
        }
        scope
    }

    /// The number of the combination.
    pub(super) fn index(&self) -> u64 {
        let domains = self.model.domains.iter().zip(&self.picks);
        domains.fold(0, |index, (domain, pick)| {
            index * domain.len() as u64 + *pick as u64
        })
    }

    /// How many variables have a value.
    pub(super) fn depth(&self) -> usize {
        self.picks.len()
    }

    /// Gives the next variable a value, and every value that only waited for it.
    pub(super) fn push(&mut self, pick: usize) {
        self.picks.push(pick);
        let depth = self.depth();
        for (n, (needs, expression)) in self.model.values.iter().enumerate() {
            if (*needs).max(1) == depth {
                let value = expression.exact(self);
                self.values[n] = value;
            }
        }
    }

    /// Takes the value of the last variable back and tells which it was.
    pub(super) fn pop(&mut self) -> Option<usize> {
        self.picks.pop()
    }

    /// The first constraint that does not hold, of those that only waited for the last variable.
    pub(super) fn broken_constraint(&self) -> Option<usize> {
        let depth = self.depth();
        let mut constraints = self.model.constraints.iter();
        constraints.position(|(needs, condition)| {
            (*needs).max(1) == depth && !condition.holds_exactly(self)
        })
    }

    /// The same scope where `value` is a number.
    pub(super) fn about(&self, value: Exact) -> Self {
        Self {
            value: Some(value),
            ..self.clone()
        }
    }

    /// A wording in this combination.
    pub(super) fn say(&self, template: &Template) -> Result<String, Unsaid> {
        template.say(Speech {
            numbers: self,
            words: self,
        })
    }

    /// Variables and their values as texts.
    pub(super) fn told(&self) -> BTreeMap<String, String> {
        let variables = self.model.document.variables.iter();
        let values = variables.zip(&self.model.domains).zip(&self.picks);
        values
            .map(|((variable, domain), pick)| {
                let value = match domain {
                    Domain::Numbers(numbers) => numbers[*pick].to_string(),
                    Domain::Words(words) => words[*pick].id.clone(),
                };
                (variable.id.clone(), value)
            })
            .collect()
    }

    /// The same in one line, for a finding.
    pub(super) fn example(&self) -> String {
        let values = self.told().into_iter();
        let each = values.map(|(name, value)| format!("{name} = {value}"));
        each.collect::<Vec<_>>().join(", ")
    }
}

impl ExactAttributes for Scope<'_> {
    fn exact(&self, name: &str) -> ExactValue<'_> {
        let number = |number: Option<Exact>| number.map_or(ExactValue::Absent, ExactValue::Number);
        match self.model.slots.get(name) {
            Some(Slot::Value(n)) => number(self.values[*n]),
            Some(Slot::Variable(n)) => match (self.picks.get(*n), self.model.domains.get(*n)) {
                (Some(pick), Some(Domain::Numbers(numbers))) => ExactValue::Number(numbers[*pick]),
                (Some(pick), Some(Domain::Words(words))) => ExactValue::Text(&words[*pick].id),
                _ => ExactValue::Absent,
            },
            None if name == ANSWER => number(self.answer),
            None if name == VALUE => number(self.value),
            None => ExactValue::Absent,
        }
    }
}

impl WordForms for Scope<'_> {
    fn form(&self, variable: &str, language: &Language, form: &str) -> Option<&String> {
        let Some(Slot::Variable(n)) = self.model.slots.get(variable) else {
            return None;
        };
        match self.model.domains.get(*n)? {
            Domain::Words(words) => words[*self.picks.get(*n)?].forms.get(language)?.get(form),
            Domain::Numbers(_) => None,
        }
    }
}
