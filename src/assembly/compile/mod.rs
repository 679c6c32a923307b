//! A component and a pool become a program.
//!
//! Points and shares are whole hundredths here and in the bounds; totals are fixed by the
//! specification, so a share becomes two whole bounds. Working time counts known minutes only
//! (the run says how many items have none) and leaves separate sittings out.
//!
//! Stimulus sets that are whole: all items of a chosen stimulus that fit the rows of a section
//! enter that section or none does. A set with more fitting items than the rows can hold is
//! therefore never chosen; blocked items and items in other phases do not fit and do not count.
//!
//! What is said of points, shares and difficulty is said of the scored items; time, enemies,
//! families and key positions are of all of them.
//!
//! A key position may always occur once; above that its share of the single-key items counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::specification::component::ResolvedRow;

mod attribute_rules;
mod given;
mod information;
mod objectives;
mod overlap;
mod rule_stimuli;
mod rule_uses;
mod rules;
mod rules_together;
mod stimuli;

pub(super) use attribute_rules::if_then_bounds;

use super::candidate::Candidate;
use super::eligible::{Context, Eligible};
use super::objective::{self, Weights};
use super::pool::Pool;
use super::program::{Group, Program, RowId, Variable, VariableId};

/// (variable, coefficient) of a row.
type Terms = Vec<(usize, f64)>;

/// One form as chosen: (row index, candidate index), ascending.
pub type Chosen = Vec<(usize, usize)>;

/// Which forms a program is about.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// Index of the first form (its random weights depend on it).
    pub first_form: usize,
    /// How many forms.
    pub forms: usize,
    /// Forms that stand already and count for the overlap.
    pub earlier: &'a [Chosen],
}

/// Builds the program.
pub fn compile(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
    scope: Scope<'_>,
) -> Program {
    let mut builder = Builder::new(context, pool, scope.first_form);
    for form in 0..scope.forms {
        let weights = Weights::draw(context.options.seed, scope.first_form + form, pool.len());
        builder.choices(eligible, form, &weights);
        builder.form_rules(form);
        builder.objectives(form, &weights);
    }
    builder.overlap(scope);
    builder.use_limits(scope);
    builder.rule_uses(scope);
    builder.rules_together(scope);
    builder.violations();
    builder.first_objective();
    builder.program
}

struct Builder<'a> {
    context: &'a Context<'a>,
    candidates: &'a [Candidate],
    /// Number of each candidate's item.
    items: Vec<usize>,
    program: Program,
    /// Choices by form: (variable, candidate, row).
    chosen: Vec<Vec<(usize, usize, usize)>>,
    /// Number of each stimulus code.
    stimuli: BTreeMap<&'a str, usize>,
    /// Number of the first form among all of the run.
    first_form: usize,
}

impl<'a> Builder<'a> {
    fn new(context: &'a Context<'a>, pool: &'a Pool, first_form: usize) -> Self {
        let stimuli: BTreeSet<&str> = pool
            .candidates()
            .iter()
            .filter_map(Candidate::stimulus_code)
            .collect();
        Self {
            context,
            candidates: pool.candidates(),
            items: pool.item_numbers(),
            program: Program {
                absolute_gap: objective::absolute_gap(context),
                scale: objective::scale(context),
                ..Program::default()
            },
            chosen: Vec::new(),
            stimuli: stimuli
                .into_iter()
                .enumerate()
                .map(|(number, code)| (code, number))
                .collect(),
            first_form,
        }
    }

    fn rows(&self) -> &'a [ResolvedRow] {
        &self.context.component.rows
    }

    /// One variable for every candidate of every row.
    fn choices(&mut self, eligible: &Eligible, form: usize, weights: &Weights) {
        let mut choices = Vec::new();
        for (row, candidates) in eligible.by_row.iter().enumerate() {
            for &candidate in candidates {
                let id = VariableId::Choose {
                    candidate,
                    row,
                    form,
                };
                let cost = objective::cost(
                    self.context,
                    &self.candidates[candidate],
                    weights.of(candidate),
                );
                choices.push((self.binary(id, cost), candidate, row));
            }
        }
        self.chosen.push(choices);
    }

    fn binary(&mut self, id: VariableId, cost: f64) -> usize {
        self.program.variable(Variable {
            id,
            lower: 0.0,
            upper: 1.0,
            integer: true,
            cost,
        })
    }

    fn rule(&mut self, group: Group, lower: f64, upper: f64, terms: Vec<(usize, f64)>) {
        self.program.row(RowId::Rule(group), lower, upper, terms);
    }

    fn define(&mut self, lower: f64, upper: f64, terms: Vec<(usize, f64)>) {
        self.program.row(RowId::Definition, lower, upper, terms);
    }

    fn form_rules(&mut self, form: usize) {
        self.row_counts(form);
        self.each_item_once(form);
        self.points(form);
        self.shares(form);
        self.minutes(form);
        self.at_most_one(form);
        self.stimulus_scopes(form);
        self.key_positions(form);
        self.forced(form);
        self.given_items(form);
        self.per_objective(form);
        self.anchors(form);
        self.information(form);
        self.attribute_rules(form);
        self.deviation(form);
    }

    /// (variable, coefficient) of the choices that pass, in a form.
    fn terms(
        &self,
        form: usize,
        coefficient: impl Fn(&Candidate, usize) -> Option<f64>,
    ) -> Vec<(usize, f64)> {
        let term = |&(variable, candidate, row): &(usize, usize, usize)| {
            let coefficient = coefficient(&self.candidates[candidate], row)?;
            (coefficient != 0.0).then_some((variable, coefficient))
        };
        self.chosen[form].iter().filter_map(term).collect()
    }

    /// True for a row whose items count.
    fn scored(&self, row: usize) -> bool {
        !self.rows()[row].unscored
    }
}
