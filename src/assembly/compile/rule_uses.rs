//! How many of a run's forms each matching item stands in.
//!
//! One form after another may leave what is missing to those that follow, as far as there are any; where
//! that fails, all forms together decide.

use std::collections::BTreeMap;

use super::attribute_rules::Bounds;
use super::{Builder, Chosen, Scope, Terms};
use crate::assembly::program::Group;
use crate::assembly::rules::ReadRule;
use crate::assembly::rules::fixed::number;
use crate::specification::document::RuleKind;

impl Builder<'_> {
    pub(super) fn rule_uses(&mut self, scope: Scope<'_>) {
        let rules = self.context.rules.rules().iter();
        for rule in rules.filter(|rule| rule.rule.kind == RuleKind::Uses) {
            self.uses_of(rule, scope);
        }
    }

    fn uses_of(&mut self, rule: &ReadRule, scope: Scope<'_>) {
        let mut items: BTreeMap<&str, Terms> = BTreeMap::new();
        for &(variable, candidate, row) in self.chosen.iter().flatten() {
            if rule.matches.at(candidate, row) {
                let terms = items.entry(&self.candidates[candidate].code).or_default();
                terms.push((variable, 1.0));
            }
        }
        let done = scope.first_form + scope.forms;
        let to_come = self.context.forms().saturating_sub(done) as f64;
        for (part, (code, terms)) in items.into_iter().enumerate() {
            let stands = |form: &&Chosen| {
                let mut items = form.iter().map(|&(_, item)| &self.candidates[item]);
                items.any(|item| item.code == code)
            };
            let earlier = scope.earlier.iter().filter(stands).count() as f64;
            let fewest = rule.min.map(|min| number(min) - earlier - to_come);
            let fewest = fewest.filter(|fewest| *fewest > 0.0);
            let most = rule.max.map(|max| number(max) - earlier);
            let most = most.filter(|most| *most < scope.forms as f64);
            if fewest.is_some() || most.is_some() {
                let bounds: Bounds = [fewest, most];
                let group = Group::Rule(rule.rule.id.clone());
                self.bounded_as(group, (0, part), rule, bounds, terms);
            }
        }
    }
}
