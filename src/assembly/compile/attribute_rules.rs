//! Rules over attributes as rows: counts, sums, means, shares, what enters, stays out or comes together.
//!
//! Means and shares are linear because they are compared with their own number: the mean of the chosen is
//! at least m where Σ (value − m) is not negative. A soft rule has a slack that costs its weight for
//! each unit; of a mean or a share a unit is one of the sum, not of the quotient.

use std::collections::BTreeMap;

use super::{Builder, Terms};
use crate::assembly::program::{Group, Variable, VariableId};
use crate::assembly::rules::ReadRule;
use crate::assembly::rules::fixed::number;
use crate::specification::document::RuleKind;

/// Fewest and most.
pub(super) type Bounds = [Option<f64>; 2];

/// A variable that chooses an object: an item at a row, or a stimulus (whose row says nothing).
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) variable: usize,
    pub(super) object: usize,
    pub(super) row: usize,
}

impl Builder<'_> {
    pub(super) fn attribute_rules(&mut self, form: usize) {
        let rules = self.context.rules;
        let form_number = self.first_form + form;
        let mine = |rule: &&ReadRule| rule.is_for(form_number) && !rule.rule.together;
        let of_form: Vec<&ReadRule> = rules.rules().iter().filter(mine).collect();
        if of_form.is_empty() {
            return;
        }
        let stimuli = self.rule_stimuli(form, &of_form);
        for rule in of_form {
            if rule.rule.kind == RuleKind::PerStimulus {
                self.per_stimulus(form, rule, &stimuli);
                continue;
            }
            let choices = self.choices_of(form, rule, &stimuli);
            for (number, choices) in groups(rule, choices).into_iter().enumerate() {
                self.attribute_rule(form, rule, number, &choices);
            }
        }
    }

    pub(super) fn choices_of(
        &self,
        form: usize,
        rule: &ReadRule,
        stimuli: &[Choice],
    ) -> Vec<Choice> {
        if rule.on_stimuli() {
            return stimuli.to_vec();
        }
        let scored_only = rule.scored_only();
        let choices = self.chosen[form].iter();
        choices
            .filter(|(_, _, row)| !scored_only || self.scored(*row))
            .map(|&(variable, object, row)| Choice {
                variable,
                object,
                row,
            })
            .collect()
    }

    fn attribute_rule(&mut self, form: usize, rule: &ReadRule, part: usize, choices: &[Choice]) {
        let matching: Vec<Choice> = choices
            .iter()
            .filter(|choice| rule.matches.at(choice.object, choice.row))
            .copied()
            .collect();
        let place = (form, part);
        let ones = |choices: &[Choice]| choices.iter().map(|c| (c.variable, 1.0)).collect();
        let [min, max] = [rule.min, rule.max].map(|bound| bound.map(number));
        match rule.rule.kind {
            RuleKind::Count | RuleKind::Sum => {
                let terms = weighed(rule, &matching, 0.0);
                self.bounded(place, rule, min, max, terms);
            }
            RuleKind::Mean => {
                for (bound, least) in [(min, true), (max, false)] {
                    let terms = bound.map(|bound| weighed(rule, &matching, bound));
                    self.compared(place, rule, terms, least);
                }
            }
            RuleKind::Share => {
                for (bound, least) in [(min, true), (max, false)] {
                    let terms = bound.map(|bound| share(rule, choices, bound));
                    self.compared(place, rule, terms, least);
                }
            }
            RuleKind::Include => {
                let need = self.different(rule, &matching).max(1) as f64;
                self.bounded(place, rule, Some(need), None, ones(&matching));
            }
            RuleKind::Exclude => {
                self.bounded(place, rule, None, Some(0.0), ones(&matching));
            }
            RuleKind::AtMostOne if matching.len() > 1 => {
                self.bounded(place, rule, None, Some(1.0), ones(&matching));
            }
            RuleKind::AtMostOne => {}
            RuleKind::AllOrNone => self.all_or_none(place, rule, &matching),
            RuleKind::IfThen => {
                let then: Vec<Choice> = choices
                    .iter()
                    .filter(|choice| rule.then_matches.at(choice.object, choice.row))
                    .copied()
                    .collect();
                self.if_then(place, rule, &matching, ones(&then));
            }
            // One alone is at most one; the order of the tasks is another question.
            _ => {}
        }
    }

    /// `terms ≥ 0` or `terms ≤ 0`.
    fn compared(
        &mut self,
        place: (usize, usize),
        rule: &ReadRule,
        terms: Option<Terms>,
        least: bool,
    ) {
        let Some(terms) = terms else { return };
        let (min, max) = if least {
            (Some(0.0), None)
        } else {
            (None, Some(0.0))
        };
        self.bounded(place, rule, min, max, terms);
    }

    /// A row of the rule; of a soft one with slacks that cost.
    fn bounded(
        &mut self,
        place: (usize, usize),
        rule: &ReadRule,
        min: Option<f64>,
        max: Option<f64>,
        terms: Terms,
    ) {
        let group = Group::Rule(rule.rule.id.clone());
        self.bounded_as(group, place, rule, [min, max], terms);
    }

    pub(super) fn bounded_as(
        &mut self,
        group: Group,
        (form, part): (usize, usize),
        rule: &ReadRule,
        [min, max]: Bounds,
        mut terms: Terms,
    ) {
        if let Some(weight) = rule.rule.weight {
            let reach: f64 = terms.iter().map(|(_, factor)| factor.abs()).sum();
            for (bound, sign) in [(min, 1.0), (max, -1.0)] {
                let Some(bound) = bound else { continue };
                let variable = self.program.variable(Variable {
                    id: VariableId::Slack {
                        rule: rule.number,
                        part,
                        above: sign < 0.0,
                        form,
                    },
                    lower: 0.0,
                    upper: reach + bound.abs() + 1.0,
                    integer: false,
                    cost: weight,
                });
                // In front: a row over a set ends with its stimulus.
                terms.insert(0, (variable, sign));
            }
        }
        let lower = min.unwrap_or(f64::NEG_INFINITY);
        let upper = max.unwrap_or(f64::INFINITY);
        self.rule(group, lower, upper, terms);
    }

    /// How many different items (or stimuli) are chosen by these variables.
    fn different(&self, rule: &ReadRule, choices: &[Choice]) -> usize {
        self.members(rule, choices).len()
    }

    /// Variables by item code, whatever version and row; by stimulus.
    fn members(&self, rule: &ReadRule, choices: &[Choice]) -> Vec<Terms> {
        let mut members: BTreeMap<(&str, usize), Terms> = BTreeMap::new();
        for choice in choices {
            let key = match rule.on_stimuli() {
                true => ("", choice.object),
                false => (self.candidates[choice.object].code.as_str(), 0),
            };
            members.entry(key).or_default().push((choice.variable, 1.0));
        }
        members.into_values().collect()
    }

    /// Hard: each stands exactly when the next one does. Soft: what is missing where one stands costs.
    fn all_or_none(&mut self, place: (usize, usize), rule: &ReadRule, choices: &[Choice]) {
        let members = self.members(rule, choices);
        if members.len() < 2 {
            return;
        }
        if rule.rule.weight.is_none() {
            for pair in members.windows(2) {
                let mut terms = pair[0].clone();
                terms.extend(pair[1].iter().map(|(variable, _)| (*variable, -1.0)));
                self.bounded(place, rule, Some(0.0), Some(0.0), terms);
            }
            return;
        }
        let any = self.any(place, rule, &members);
        let mut terms = members.concat();
        terms.push((any, -(members.len() as f64)));
        self.bounded(place, rule, Some(0.0), None, terms);
    }

    /// A variable that is at least 1 where any member stands.
    fn any(&mut self, (form, part): (usize, usize), rule: &ReadRule, members: &[Terms]) -> usize {
        let any = self.program.variable(Variable {
            id: VariableId::Any {
                rule: rule.number,
                part,
                form,
            },
            lower: 0.0,
            upper: 1.0,
            integer: false,
            cost: 0.0,
        });
        for member in members {
            let mut terms = member.clone();
            terms.push((any, -1.0));
            self.define(f64::NEG_INFINITY, 0.0, terms);
        }
        any
    }

    /// At least one where no bound says otherwise.
    fn if_then(
        &mut self,
        place: (usize, usize),
        rule: &ReadRule,
        condition: &[Choice],
        then: Terms,
    ) {
        if condition.is_empty() {
            return;
        }
        let members = self.members(rule, condition);
        let any = self.any(place, rule, &members);
        let (min, max) = if_then_bounds(rule);
        if let Some(min) = min.filter(|min| *min > 0.0) {
            let mut terms = then.clone();
            terms.push((any, -min));
            self.bounded(place, rule, Some(0.0), None, terms);
        }
        // Above that bound there is nothing more that could stand.
        let most = then.len() as f64;
        if let Some(max) = max.filter(|max| *max < most) {
            let mut terms = then;
            terms.push((any, most - max));
            self.bounded(place, rule, None, Some(most), terms);
        }
    }
}

/// Fewest and most of what must be there.
pub(in crate::assembly) fn if_then_bounds(rule: &ReadRule) -> (Option<f64>, Option<f64>) {
    match (rule.min, rule.max) {
        (None, None) => (Some(1.0), None),
        (min, max) => (min.map(number), max.map(number)),
    }
}

/// Choices by value of the attribute that the rule holds for one by one; all together without one.
pub(super) fn groups(rule: &ReadRule, choices: Vec<Choice>) -> Vec<Vec<Choice>> {
    let Some(each) = &rule.each else {
        return vec![choices];
    };
    let mut groups: BTreeMap<usize, Vec<Choice>> = BTreeMap::new();
    for choice in choices {
        for &label in each.at(choice.object, choice.row) {
            groups.entry(label).or_default().push(choice);
        }
    }
    groups.into_values().collect()
}

/// Value less an offset; what has no value is left out.
pub(super) fn weighed(rule: &ReadRule, choices: &[Choice], offset: f64) -> Terms {
    let term = |choice: &Choice| {
        let factor = number(rule.value(choice.object)?) - offset;
        (factor != 0.0).then_some((choice.variable, factor))
    };
    choices.iter().filter_map(term).collect()
}

/// Weight of those that match, less a share of the weight of all that it is among.
pub(super) fn share(rule: &ReadRule, choices: &[Choice], share: f64) -> Terms {
    let term = |choice: &Choice| {
        let base = rule.among_matches.at(choice.object, choice.row);
        let matches = rule.matches.at(choice.object, choice.row);
        let weight = number(rule.value(choice.object).filter(|_| base)?);
        let factor = if matches {
            weight - share * weight
        } else {
            -share * weight
        };
        (factor != 0.0).then_some((choice.variable, factor))
    };
    choices.iter().filter_map(term).collect()
}
