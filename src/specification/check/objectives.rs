//! What makes a form better: what each kind needs, and what it cannot use.

use super::Inspection;
use crate::language::finding::Finding;
use crate::specification::document::{Distance, Objective, ObjectiveKind};

impl Inspection<'_> {
    pub(super) fn check_objectives(&mut self) {
        let constraints = &self.document.constraints;
        let objectives = &constraints.objectives;
        let targets = constraints.information.as_ref();
        let targets = targets.is_some_and(|rule| rule.has_target());
        if !objectives.is_empty() && (targets || constraints.target_mean_p.is_some()) {
            let finding = Finding::error("objectives_beside_target", "/constraints/objectives");
            self.report(finding);
        }
        let named = objectives.iter().enumerate();
        self.report_doubles(
            named.filter_map(|(n, o)| Some((o.id.as_deref()?, format!("{}/id", pointer(n))))),
        );
        for (n, objective) in objectives.iter().enumerate() {
            if objective.kind == ObjectiveKind::MinimumViolations && !self.has_soft_rules() {
                self.report(Finding::error("objective_without_soft_rules", pointer(n)));
            }
            self.check_keys(objective, &pointer(n));
            self.check_abilities(objective, &pointer(n));
        }
    }

    fn has_soft_rules(&self) -> bool {
        let mut rules = self.document.constraints.rules.iter();
        rules.any(|rule| rule.enabled && rule.weight.is_some())
    }

    /// Keys a kind cannot do without, and keys that would mean nothing.
    fn check_keys(&mut self, objective: &Objective, at: &str) {
        let kind = objective.kind;
        let several = kind.has_targets_at_abilities();
        let keys = [
            ("at", kind.needs_parameters(), !objective.at.is_empty()),
            ("of", kind.needs_attribute(), objective.of.is_some()),
            ("target", kind.has_target(), objective.target.is_some()),
        ];
        for (key, needed, _) in keys.iter().filter(|(_, needed, told)| needed != told) {
            let (code, at) = match needed {
                true => ("objective_key_missing", at.to_owned()),
                false => ("objective_key_unused", format!("{at}/{key}")),
            };
            let finding = Finding::error(code, at).with("kind", kind.as_str());
            self.report(finding.with("key", *key));
        }
        let unused = [
            ("relative", !several && objective.relative),
            (
                "distance",
                !several && objective.distance != Distance::Greatest,
            ),
            (
                "scale",
                !kind.needs_parameters() && !kind.needs_attribute() && objective.scale.is_some(),
            ),
            (
                "scaling",
                !kind.needs_parameters() && objective.scaling != 1.0,
            ),
        ];
        for (key, _) in unused.iter().filter(|(_, unused)| *unused) {
            let finding = Finding::error("objective_key_unused", format!("{at}/{key}"));
            self.report(finding.with("kind", kind.as_str()).with("key", *key));
        }
    }

    fn check_abilities(&mut self, objective: &Objective, at: &str) {
        let kind = objective.kind;
        if !kind.needs_parameters() {
            return;
        }
        for (n, point) in objective.at.iter().enumerate() {
            let at = format!("{at}/at/{n}");
            let before = &objective.at[..n];
            if before.iter().any(|other| other.theta == point.theta) {
                let finding = Finding::error("information_theta_twice", format!("{at}/theta"));
                self.report(finding.with("theta", point.theta));
            }
            if point.weight <= 0.0 {
                let finding = Finding::error("objective_weight", format!("{at}/weight"));
                self.report(finding.with("weight", point.weight));
            }
            let several = kind.has_targets_at_abilities();
            match point.target {
                None if several => {
                    let finding = Finding::error("objective_key_missing", at);
                    self.report(finding.with("kind", kind.as_str()).with("key", "target"));
                }
                Some(_) if !several => {
                    let finding = Finding::error("objective_key_unused", format!("{at}/target"));
                    self.report(finding.with("kind", kind.as_str()).with("key", "target"));
                }
                Some(target) if objective.relative && target <= 0.0 => {
                    let finding = Finding::error("objective_relative_to_zero", at);
                    self.report(finding.with("theta", point.theta));
                }
                _ => {}
            }
        }
    }
}

fn pointer(number: usize) -> String {
    format!("/constraints/objectives/{number}")
}
