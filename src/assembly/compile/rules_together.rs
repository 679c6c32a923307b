//! Rules over several forms taken together: their counts and sums are added up.
//!
//! One form after another knows what the earlier ones have. A fewest is asked of the last one, and of
//! those between an equal part of what is missing: the first is asked for nothing that all together
//! could do without, because what it cannot have is taken for what they cannot have. Where that fails,
//! all forms in one program decide.

use super::attribute_rules::{Bounds, Choice, groups, share, weighed};
use super::{Builder, Scope, Terms};
use crate::assembly::program::Group;
use crate::assembly::rules::ReadRule;
use crate::assembly::rules::fixed::number;
use crate::specification::document::RuleKind;

/// The variable of an item that stands in an earlier form.
const STANDS: usize = usize::MAX;

impl Builder<'_> {
    pub(super) fn rules_together(&mut self, scope: Scope<'_>) {
        let rules = self.context.rules.rules().iter();
        for rule in rules.filter(|rule| rule.rule.together) {
            let choices = self.choices_together(rule, scope);
            let done = scope.first_form + scope.forms;
            let to_come = (done..self.context.forms()).filter(|form| rule.is_for(*form));
            let to_come = to_come.count();
            for (part, choices) in groups(rule, choices).into_iter().enumerate() {
                self.together(rule, part, &choices, (scope.first_form, to_come));
            }
        }
    }

    /// What may stand in the forms of the program, and what stands in earlier ones.
    fn choices_together(&self, rule: &ReadRule, scope: Scope<'_>) -> Vec<Choice> {
        let forms = (0..scope.forms).filter(|form| rule.is_for(self.first_form + form));
        let here: Vec<usize> = forms.collect();
        if here.is_empty() {
            return Vec::new();
        }
        let scored_only = rule.scored_only();
        let earlier = scope.earlier.iter().enumerate();
        let earlier = earlier.filter(|(form, _)| rule.is_for(*form));
        let standing = earlier
            .flat_map(|(_, chosen)| chosen)
            .map(|&(row, object)| Choice {
                variable: STANDS,
                object,
                row,
            });
        let counted = standing.filter(|choice| !scored_only || self.scored(choice.row));
        let mine = here
            .iter()
            .flat_map(|form| self.choices_of(*form, rule, &[]));
        counted.chain(mine).collect()
    }

    fn together(
        &mut self,
        rule: &ReadRule,
        part: usize,
        choices: &[Choice],
        (first, to_come): (usize, usize),
    ) {
        let matching: Vec<Choice> = choices
            .iter()
            .filter(|choice| rule.matches.at(choice.object, choice.row))
            .copied()
            .collect();
        let [min, max] = [rule.min, rule.max].map(|bound| bound.map(number));
        match rule.rule.kind {
            RuleKind::Count | RuleKind::Sum => {
                let (have, terms) = parted(weighed(rule, &matching, 0.0));
                let missing = min.map(|min| min - have);
                let fewest = match (to_come, first) {
                    (0, _) => missing,
                    (_, 0) => None,
                    _ => missing.map(|missing| missing / (to_come + 1) as f64),
                };
                // What adds to the sum stays; what takes from it may still come.
                let only_more = terms.iter().all(|term| term.1 >= 0.0);
                let most = max.map(|max| max - have);
                let most = most.filter(|_| to_come == 0 || only_more);
                self.bounded_together(rule, part, [fewest, most], terms);
            }
            _ if to_come > 0 => {}
            kind => {
                for (bound, least) in [(min, true), (max, false)] {
                    let Some(bound) = bound else { continue };
                    let all = match kind {
                        RuleKind::Mean => weighed(rule, &matching, bound),
                        _ => share(rule, choices, bound),
                    };
                    let (have, terms) = parted(all);
                    let bounds = match least {
                        true => [Some(-have), None],
                        false => [None, Some(-have)],
                    };
                    self.bounded_together(rule, part, bounds, terms);
                }
            }
        }
    }

    fn bounded_together(&mut self, rule: &ReadRule, part: usize, bounds: Bounds, terms: Terms) {
        if bounds.iter().any(Option::is_some) {
            let group = Group::Rule(rule.rule.id.clone());
            self.bounded_as(group, (0, part), rule, bounds, terms);
        }
    }
}

/// The sum of what stands, and the terms of what may.
fn parted(terms: Terms) -> (f64, Terms) {
    let stands = |term: &&(usize, f64)| term.0 == STANDS;
    let have = terms.iter().filter(stands).map(|term| term.1).sum();
    let open = terms.into_iter().filter(|term| term.0 != STANDS);
    (have, open.collect())
}
