//! Information at abilities: bounds, and the greatest distance from any target (minimax, van der Linden
//! 2005, ch. 5). An unreachable target at every ability makes the least information as great as can be.

use super::{Builder, Terms};
use crate::assembly::program::{Group, Variable, VariableId};
use crate::specification::document::InformationPoint;

impl Builder<'_> {
    pub(super) fn information(&mut self, form: usize) {
        let Some(rule) = self.context.information_rule() else {
            return;
        };
        let sums: Vec<(InformationPoint, Terms)> = rule
            .points
            .iter()
            .map(|point| (*point, self.information_at(form, point.theta)))
            .collect();
        for (point, terms) in &sums {
            let bounds = [point.at_least, point.at_most];
            if bounds.iter().any(Option::is_some) {
                let group = Group::Information(point.theta.to_string());
                let low = point.at_least.unwrap_or(f64::NEG_INFINITY);
                let high = point.at_most.unwrap_or(f64::INFINITY);
                self.rule(group, low, high, terms.clone());
            }
        }
        self.distance_from_targets(form, sums);
    }

    fn information_at(&self, form: usize, theta: f64) -> Terms {
        self.terms(form, |item, row| {
            self.context
                .information_of(item, theta)
                .filter(|_| self.scored(row))
        })
    }

    fn distance_from_targets(&mut self, form: usize, sums: Vec<(InformationPoint, Terms)>) {
        let targets = sums
            .into_iter()
            .filter_map(|(point, terms)| Some((point.target?, terms)));
        let targets: Vec<(f64, Terms)> = targets.collect();
        if targets.is_empty() {
            return;
        }
        // No form tells more than all candidates together.
        let most = |(target, terms): &(f64, Terms)| {
            target
                + terms
                    .iter()
                    .map(|(_, information)| information)
                    .sum::<f64>()
        };
        let upper = targets.iter().map(most).fold(1.0, f64::max);
        let deviation = self.program.variable(Variable {
            id: VariableId::Deviation { form },
            lower: 0.0,
            upper,
            integer: false,
            cost: 1.0,
        });
        for (target, terms) in targets {
            // |sum − target| ≤ deviation, both ways.
            let mut above = terms.clone();
            above.push((deviation, -1.0));
            self.define(f64::NEG_INFINITY, target, above);
            let mut below = terms;
            below.push((deviation, 1.0));
            self.define(target, f64::INFINITY, below);
        }
    }
}
