//! Stimuli that rules speak of: a variable for each, tied to its items wherever in the form they stand,
//! and how many items (or how much of them) each chosen one has.

use std::collections::BTreeMap;

use super::attribute_rules::Choice;
use super::{Builder, Terms};
use crate::assembly::program::{Group, VariableId};
use crate::assembly::rules::ReadRule;
use crate::assembly::rules::fixed::number;
use crate::specification::document::RuleKind;

impl Builder<'_> {
    /// One variable for each stimulus that any choice of the form hangs on; none where no rule asks.
    pub(super) fn rule_stimuli(&mut self, form: usize, rules: &[&ReadRule]) -> Vec<Choice> {
        let asks = |rule: &&ReadRule| rule.on_stimuli() || rule.rule.kind == RuleKind::PerStimulus;
        if !rules.iter().any(asks) {
            return Vec::new();
        }
        let mut items: BTreeMap<usize, BTreeMap<&str, Terms>> = BTreeMap::new();
        for &(variable, candidate, _) in &self.chosen[form] {
            let item = &self.candidates[candidate];
            let number = item.stimulus_code().and_then(|code| self.stimuli.get(code));
            if let Some(&number) = number {
                let of_item = items
                    .entry(number)
                    .or_default()
                    .entry(&item.code)
                    .or_default();
                of_item.push((variable, 1.0));
            }
        }
        // Scopes of the specification's own sections and rows come before.
        let component = self.context.component;
        let scope = component.sections.len() + component.rows.len();
        let mut choices = Vec::new();
        for (stimulus, items) in items {
            let id = VariableId::Stimulus {
                stimulus,
                scope,
                form,
            };
            let variable = self.binary(id, 0.0);
            self.tie(variable, items.into_values().collect(), false);
            choices.push(Choice {
                variable,
                object: stimulus,
                row: 0,
            });
        }
        choices
    }

    /// Bounds hold for each chosen stimulus that matches; one that is not chosen has no items anyway.
    pub(super) fn per_stimulus(&mut self, form: usize, rule: &ReadRule, stimuli: &[Choice]) {
        let mut items: BTreeMap<usize, Terms> = BTreeMap::new();
        for &(variable, candidate, row) in &self.chosen[form] {
            let code = self.candidates[candidate].stimulus_code();
            let stimulus = code.and_then(|code| self.stimuli.get(code));
            let counted = rule.among_matches.at(candidate, row);
            let value = rule.value(candidate).filter(|_| counted);
            if let (Some(&stimulus), Some(value)) = (stimulus, value) {
                let terms = items.entry(stimulus).or_default();
                terms.push((variable, number(value)));
            }
        }
        let group = Group::PerStimulus(rule.rule.id.clone());
        let matching = stimuli.iter().filter(|s| rule.matches.at(s.object, 0));
        for (part, stimulus) in matching.enumerate() {
            let terms = items.get(&stimulus.object).cloned().unwrap_or_default();
            for (bound, least) in [(rule.min, true), (rule.max, false)] {
                let Some(bound) = bound.map(number) else {
                    continue;
                };
                let mut terms = terms.clone();
                terms.push((stimulus.variable, -bound));
                let (min, max) = if least {
                    (Some(0.0), None)
                } else {
                    (None, Some(0.0))
                };
                // The stimulus stands last: its items are a set that belongs together.
                self.bounded_as(group.clone(), (form, part), rule, [min, max], terms);
            }
        }
    }
}
