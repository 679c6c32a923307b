//! The list of objectives: for each a stage of the program, its coefficients, and the variables and
//! rows it needs.
//!
//! * Maximin (van der Linden 2005, ch. 5): the variable is at most the information at each ability
//!   over its weight. Capped: a second variable is how far any ability is above the first, less.
//! * Distances from targets: a variable is at least each distance both ways, the greatest or each.
//! * Sums need no variable: their coefficients stand with the choices.

use super::{Builder, Terms};
use crate::assembly::aim;
use crate::assembly::candidate::Candidate;
use crate::assembly::objective::{self, Weights};
use crate::assembly::program::{Stage, Variable, VariableId};
use crate::assembly::stages;
use crate::specification::document::{Distance, Objective, ObjectiveKind};

/// Random stages need no proof: any of the cheapest twentieth is as random.
const RANDOM_GAP: f64 = 0.05;

impl Builder<'_> {
    /// What all objectives look at in one form.
    pub(super) fn objectives(&mut self, form: usize, weights: &Weights) {
        let context = self.context;
        for (number, objective) in context.objectives().iter().enumerate() {
            if form == 0 {
                self.program.stages.push(stage(objective));
            }
            let terms = self.objective_terms(number, objective, form, weights);
            self.program.stages[number].terms.extend(terms);
        }
    }

    /// Soft rules beside a list of objectives: their violations are one of them, the first where the
    /// list does not say where.
    pub(super) fn violations(&mut self) {
        let variables = self.program.variables.iter().enumerate();
        let slacks = variables.filter(|(_, v)| matches!(v.id, VariableId::Slack { .. }));
        let terms: Terms = slacks.map(|(index, slack)| (index, slack.cost)).collect();
        let stages = &mut self.program.stages;
        if stages.is_empty() || terms.is_empty() {
            return;
        }
        let objectives = self.context.objectives();
        let listed = |kind: ObjectiveKind| kind == ObjectiveKind::MinimumViolations;
        if !objectives.iter().any(|objective| listed(objective.kind)) {
            let implied = Objective::of_kind(ObjectiveKind::MinimumViolations);
            let terms = terms.clone();
            stages.insert(
                0,
                Stage {
                    terms,
                    ..stage(&implied)
                },
            );
        }
        for (stage, objective) in stages.iter_mut().zip(objectives) {
            if listed(objective.kind) {
                stage.terms.clone_from(&terms);
            }
        }
    }

    /// The costs of the variables are those of the first objective.
    pub(super) fn first_objective(&mut self) {
        if let Some(first) = self.program.stages.first().cloned() {
            stages::ask(&mut self.program, &first);
        }
    }

    fn objective_terms(
        &mut self,
        number: usize,
        objective: &Objective,
        form: usize,
        weights: &Weights,
    ) -> Terms {
        match objective.kind {
            ObjectiveKind::MaximinInformation | ObjectiveKind::CappedMaximinInformation => {
                self.maximin(number, objective, form)
            }
            ObjectiveKind::InformationSum => self.information_sum(objective, form),
            ObjectiveKind::TargetInformation | ObjectiveKind::TargetCurve => {
                self.targets(number, objective, form)
            }
            ObjectiveKind::TargetMean => self.target_mean(number, objective, form),
            ObjectiveKind::TargetSum => self.target_sum(number, objective, form),
            ObjectiveKind::MaximumSum | ObjectiveKind::MinimumSum => {
                self.scored_numbers(objective, form)
            }
            ObjectiveKind::MinimumUse | ObjectiveKind::MinimumExposure => {
                self.terms(form, |item, _| self.context.number_for(objective, item))
            }
            // All forms together, when all their rules stand.
            ObjectiveKind::MinimumViolations => Terms::new(),
            ObjectiveKind::Random => {
                let choices = self.chosen[form].iter();
                choices.map(|&(v, item, _)| (v, weights.of(item))).collect()
            }
        }
    }

    /// Coefficients of what the scored items tell at an ability.
    fn told(&self, objective: &Objective, form: usize, theta: f64) -> Terms {
        self.terms(form, |item, row| {
            let told = self.context.told_at(objective, item, theta);
            told.filter(|_| self.scored(row))
        })
    }

    fn scored_numbers(&self, objective: &Objective, form: usize) -> Terms {
        self.terms(form, |item, row| {
            let number = self.context.number_for(objective, item);
            number.filter(|_| self.scored(row))
        })
    }

    /// A variable that an objective is measured by, from 0.
    fn measure(&mut self, objective: usize, part: usize, form: usize, upper: f64) -> usize {
        self.program.variable(Variable {
            id: VariableId::Aim {
                objective,
                part,
                form,
            },
            lower: 0.0,
            upper: upper.max(1e-9),
            integer: false,
            cost: 0.0,
        })
    }

    /// No form has more than its number of items, so none reaches more than the largest so many.
    fn most(&self, terms: &Terms) -> f64 {
        let mut sizes: Vec<f64> = terms.iter().map(|(_, size)| size.abs()).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let places = objective::items(self.context) as usize;
        sizes.into_iter().take(places).sum()
    }

    fn maximin(&mut self, number: usize, objective: &Objective, form: usize) -> Terms {
        let capped = objective.kind == ObjectiveKind::CappedMaximinInformation;
        let sums = objective.at.iter().map(|point| {
            let told = self.told(objective, form, point.theta);
            let each = told.into_iter().map(|(v, t)| (v, t / point.weight));
            each.collect::<Terms>()
        });
        let sums: Vec<Terms> = sums.collect();
        let reach: Vec<f64> = sums.iter().map(|terms| self.most(terms)).collect();
        let least = self.measure(
            number,
            0,
            form,
            reach.iter().copied().fold(f64::MAX, f64::min),
        );
        let spread = capped.then(|| {
            let upper = reach.iter().copied().fold(0.0, f64::max);
            self.measure(number, 1, form, upper)
        });
        for sum in sums {
            let mut above = sum.clone();
            above.push((least, -1.0));
            self.define(0.0, f64::INFINITY, above);
            if let Some(spread) = spread {
                let mut below = sum;
                below.extend([(least, -1.0), (spread, -1.0)]);
                self.define(f64::NEG_INFINITY, 0.0, below);
            }
        }
        let spread = spread.map(|spread| (spread, -1.0));
        [(least, 1.0)].into_iter().chain(spread).collect()
    }

    fn information_sum(&self, objective: &Objective, form: usize) -> Terms {
        self.terms(form, |item, row| {
            let told = |theta| self.context.told_at(objective, item, theta);
            let points = objective.at.iter();
            let sum = points.map(|point| Some(point.weight * told(point.theta)?));
            sum.sum::<Option<f64>>().filter(|_| self.scored(row))
        })
    }

    fn targets(&mut self, number: usize, objective: &Objective, form: usize) -> Terms {
        let mut distances = Vec::new();
        for point in &objective.at {
            let told = self.told(objective, form, point.theta);
            let by = aim::distance_weight(objective, point);
            let told: Terms = told.into_iter().map(|(v, t)| (v, t * by)).collect();
            distances.push((point.target.unwrap_or(0.0) * by, told));
        }
        let apart = |(target, told): &(f64, Terms)| target.max(self.most(told));
        let upper: Vec<f64> = distances.iter().map(apart).collect();
        let shared = match objective.distance {
            Distance::Sum => None,
            Distance::Greatest => {
                let upper = upper.iter().copied().fold(0.0, f64::max);
                Some(self.measure(number, 0, form, upper))
            }
        };
        let mut measures = Terms::new();
        for (part, ((target, told), upper)) in distances.into_iter().zip(upper).enumerate() {
            let distance = shared.unwrap_or_else(|| self.measure(number, part, form, upper));
            self.both_ways(distance, target, told);
            if shared.is_none() || part == 0 {
                measures.push((distance, 1.0));
            }
        }
        measures
    }

    /// |sum − target| ≤ distance.
    fn both_ways(&mut self, distance: usize, target: f64, sum: Terms) {
        let mut above = sum.clone();
        above.push((distance, -1.0));
        self.define(f64::NEG_INFINITY, target, above);
        let mut below = sum;
        below.push((distance, 1.0));
        self.define(target, f64::INFINITY, below);
    }

    /// Over the scored items that have the number; one without it as farther than all.
    fn target_mean(&mut self, number: usize, objective: &Objective, form: usize) -> Terms {
        let items = objective::items(self.context);
        let target = objective.target.unwrap_or(0.0);
        let of = |item: &Candidate| self.context.number_for(objective, item);
        let apart = self.terms(form, |item, row| {
            let number = of(item).filter(|_| self.scored(row))?;
            Some((number - target) / items)
        });
        let unknown = self.distance_unknown(number);
        let mut measures = self.terms(form, |item, row| {
            (self.scored(row) && of(item).is_none()).then_some(unknown / items)
        });
        let upper = self.most(&apart);
        let distance = self.measure(number, 0, form, upper);
        self.both_ways(distance, 0.0, apart);
        measures.push((distance, 1.0));
        measures
    }

    fn distance_unknown(&self, number: usize) -> f64 {
        let objective = &self.context.objectives()[number];
        let told = |item: &Candidate| self.context.number_for(objective, item);
        aim::distance_unknown(objective, self.candidates.iter().filter_map(told))
    }

    fn target_sum(&mut self, number: usize, objective: &Objective, form: usize) -> Terms {
        let target = objective.target.unwrap_or(0.0);
        let sum = self.scored_numbers(objective, form);
        let distance = self.measure(number, 0, form, target.abs() + self.most(&sum));
        self.both_ways(distance, target, sum);
        vec![(distance, 1.0)]
    }
}

fn stage(objective: &Objective) -> Stage {
    Stage {
        name: objective.name().to_owned(),
        maximise: objective.kind.is_maximised(),
        terms: Terms::new(),
        yardstick: aim::yardstick(objective).unwrap_or(0.0),
        loss: objective.loss,
        proof: match objective.kind {
            ObjectiveKind::Random => RANDOM_GAP,
            _ => 0.0,
        },
    }
}
