//! Rules over attributes: conditions that can be read, fields that their kind asks for, bounds that make
//! sense, forms that exist.
//!
//! A name that is no known attribute is only remarked upon: a pool may bring it. Whether it does is
//! asked when forms are made.

use super::Inspection;
use super::rule_fields::{counts_whole, needs_a_bound, wrong_fields};
use crate::expression::{Kind, parse};
use crate::language::finding::Finding;
use crate::specification::attribute_names::{OF_ITEMS, OF_STIMULI, nearest, of_items, of_stimuli};
use crate::specification::document::{Rule, RuleKind, RuleObject};

/// Numbers in rules are read to the millionth; beyond this they would not be exact.
const GREATEST: f64 = 1e9;

impl Inspection<'_> {
    pub(super) fn check_assembly_rules(&mut self) {
        let document = self.document;
        let rules = &document.constraints.rules;
        let at = |n: usize| format!("/constraints/rules/{n}");
        let ids = rules.iter().enumerate();
        self.report_doubles(ids.map(|(n, rule)| (rule.id.as_str(), format!("{}/id", at(n)))));
        for (n, rule) in rules.iter().enumerate() {
            if rule.id.trim().is_empty() {
                self.report(Finding::error("text_empty", format!("{}/id", at(n))));
            }
            self.check_rule_fields(rule, &at(n));
            self.check_rule_bounds(rule, &at(n));
            self.check_rule_forms(rule, &at(n));
            self.check_rule_conditions(rule, &at(n));
            self.check_rule_attributes(rule, &at(n));
        }
    }

    fn check_rule_fields(&mut self, rule: &Rule, at: &str) {
        let (missing, forbidden) = wrong_fields(rule);
        for (code, fields) in [
            ("rule_field_missing", missing),
            ("rule_field_forbidden", forbidden),
        ] {
            for field in fields {
                self.report(
                    Finding::error(code, format!("{at}/{field}"))
                        .with("rule", rule.id.as_str())
                        .with("kind", rule.kind.as_str())
                        .with("field", field),
                );
            }
        }
        let bounds = [rule.min, rule.max, rule.like_pool];
        if needs_a_bound(rule.kind) && bounds.iter().all(Option::is_none) {
            self.report(
                Finding::error("rule_without_bounds", at)
                    .with("rule", rule.id.as_str())
                    .with("kind", rule.kind.as_str()),
            );
        }
    }

    fn check_rule_bounds(&mut self, rule: &Rule, at: &str) {
        if let Some(share) = rule.like_pool {
            self.check_share("like_pool", Some(share), format!("{at}/like_pool"));
        }
        let bounds = [("min", rule.min), ("max", rule.max)];
        for (field, value) in bounds
            .into_iter()
            .filter_map(|(f, value)| Some((f, value?)))
        {
            let pointer = format!("{at}/{field}");
            if rule.kind == RuleKind::Share {
                self.check_share(field, Some(value), pointer);
            } else if counts_whole(rule) && (value < 0.0 || value.fract() != 0.0) {
                self.report(
                    Finding::error("rule_number_not_whole", pointer)
                        .with("rule", rule.id.as_str())
                        .with("field", field)
                        .with("value", value),
                );
            } else if value.abs() > GREATEST {
                self.report(
                    Finding::error("rule_number_too_large", pointer)
                        .with("rule", rule.id.as_str())
                        .with("field", field)
                        .with("most", GREATEST),
                );
            }
        }
        if let (Some(min), Some(max)) = (rule.min, rule.max) {
            self.check_range(min, max, format!("{at}/min"));
        }
        let wrong = |weight: &f64| !(*weight > 0.0 && *weight <= GREATEST);
        if let Some(weight) = rule.weight.filter(wrong) {
            self.report(
                Finding::error("rule_weight_not_positive", format!("{at}/weight"))
                    .with("rule", rule.id.as_str())
                    .with("weight", weight)
                    .with("most", GREATEST),
            );
        }
    }

    /// Forms that the specification asks for have labels `A`, `B` … `Z`, `AA` ….
    fn check_rule_forms(&mut self, rule: &Rule, at: &str) {
        let block = self
            .document
            .pilot
            .as_ref()
            .and_then(|p| p.unscored_block.as_ref());
        let blocks = block.map_or(1, |block| block.spiral_forms.max(1));
        let tests = self.document.constraints.parallel_forms;
        let forms = tests.saturating_mul(blocks);
        for (n, label) in rule.forms.iter().enumerate() {
            let known = form_number(label).is_some_and(|number| number < forms);
            if !known {
                self.report(
                    Finding::error("rule_form_unknown", format!("{at}/forms/{n}"))
                        .with("rule", rule.id.as_str())
                        .with("form", label.as_str())
                        .with("forms", forms),
                );
            }
        }
    }

    fn check_rule_conditions(&mut self, rule: &Rule, at: &str) {
        // What a rule per stimulus is about are stimuli; what it counts of them are items.
        let per_stimulus = rule.kind == RuleKind::PerStimulus;
        let on = |stimuli: bool| match stimuli || rule.on == RuleObject::Stimuli {
            true => RuleObject::Stimuli,
            false => RuleObject::Items,
        };
        for (field, text, on) in [
            ("where", &rule.condition, on(per_stimulus)),
            ("then", &rule.then, on(false)),
            ("among", &rule.among, on(false)),
        ] {
            let Some(text) = text else { continue };
            let pointer = format!("{at}/{field}");
            let expression = match parse(text) {
                Ok(expression) => expression,
                Err(problem) => {
                    self.report(problem.finding(pointer));
                    continue;
                }
            };
            let kind = |name: &str| known_kind(on, name);
            for problem in expression.condition_problems(&kind) {
                self.report(problem.finding(pointer.clone()));
            }
            for (name, place) in expression.names() {
                self.remark_on_name(rule, on, name, &pointer, Some(place));
            }
        }
    }

    fn check_rule_attributes(&mut self, rule: &Rule, at: &str) {
        for (field, name) in [("each", &rule.each), ("of", &rule.of)] {
            let Some(name) = name else { continue };
            let pointer = format!("{at}/{field}");
            let number = field == "of" && rule.kind != RuleKind::LongestRun;
            match known_kind(rule.on, name) {
                Some(kind) if number && kind != Kind::Number => self.report(
                    Finding::error("rule_attribute_not_number", pointer)
                        .with("rule", rule.id.as_str())
                        .with("attribute", name.as_str())
                        .with("is", kind.as_str()),
                ),
                _ => self.remark_on_name(rule, rule.on, name, &pointer, None),
            }
        }
    }

    fn remark_on_name(
        &mut self,
        rule: &Rule,
        on: RuleObject,
        name: &str,
        pointer: &str,
        place: Option<usize>,
    ) {
        if known_kind(on, name).is_some() {
            return;
        }
        let known: &[(&str, Kind)] = match on {
            RuleObject::Items => &OF_ITEMS,
            RuleObject::Stimuli => &OF_STIMULI,
        };
        let near = nearest(name, known.iter().map(|(name, _)| *name)).join(", ");
        let mut finding = Finding::warning("rule_attribute_unheard", pointer)
            .with("rule", rule.id.as_str())
            .with("attribute", name);
        if let Some(place) = place {
            finding = finding.with("column", place + 1);
        }
        if !near.is_empty() {
            finding = finding.with("nearest", near);
        }
        self.report(finding);
    }
}

fn known_kind(on: RuleObject, name: &str) -> Option<Kind> {
    match on {
        RuleObject::Items => of_items(name),
        RuleObject::Stimuli => of_stimuli(name),
    }
}

/// Number from 0 of the form with a label: `A`, `B` … `Z`, `AA` ….
fn form_number(label: &str) -> Option<u32> {
    let plain = (1..=4).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_uppercase());
    let letters = label.bytes().filter(|_| plain);
    let number = letters.fold(0, |number, letter| {
        number * 26 + u32::from(letter - b'A') + 1
    });
    number.checked_sub(1)
}
