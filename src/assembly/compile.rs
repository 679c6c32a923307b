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
//! A key position may always occur once; above that its share of the single-key items counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::Points;
use crate::specification::component::ResolvedRow;
use crate::specification::document::{Range, ShareBase, StimulusSets, ThinkingRule};

use super::candidate::Candidate;
use super::eligible::{Context, Eligible};
use super::objective::{self, Weights};
use super::pool::Pool;
use super::program::{Group, Program, RowId, Variable, VariableId};

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
    let mut builder = Builder::new(context, pool);
    for form in 0..scope.forms {
        let weights = Weights::draw(context.options.seed, scope.first_form + form, pool.len());
        builder.choices(eligible, form, &weights);
        builder.form_rules(form);
    }
    builder.overlap(scope);
    builder.program
}

struct Builder<'a> {
    context: &'a Context<'a>,
    candidates: &'a [Candidate],
    program: Program,
    /// Choices by form: (variable, candidate, row).
    chosen: Vec<Vec<(usize, usize, usize)>>,
    /// Number of each stimulus code.
    stimuli: BTreeMap<&'a str, usize>,
}

impl<'a> Builder<'a> {
    fn new(context: &'a Context<'a>, pool: &'a Pool) -> Self {
        let stimuli: BTreeSet<&str> = pool.candidates().iter().filter_map(stimulus).collect();
        Self {
            context,
            candidates: pool.candidates(),
            program: Program {
                absolute_gap: objective::absolute_gap(context),
                scale: objective::target(context).unwrap_or(0.0),
                ..Program::default()
            },
            chosen: Vec::new(),
            stimuli: stimuli
                .into_iter()
                .enumerate()
                .map(|(number, code)| (code, number))
                .collect(),
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

    fn row_counts(&mut self, form: usize) {
        for (index, row) in self.rows().iter().enumerate() {
            let count = f64::from(row.items);
            let terms = self.terms(form, |_, r| (r == index).then_some(1.0));
            self.rule(Group::Row(row.id.clone()), count, count, terms);
            let Some(ThinkingRule::Counts(counts)) = &row.thinking else {
                continue;
            };
            for (level, count) in counts {
                let fits = |item: &Candidate, r| {
                    (r == index && item.thinking == Some(*level)).then_some(1.0)
                };
                let (terms, count) = (self.terms(form, fits), f64::from(*count));
                self.rule(Group::RowThinking(row.id.clone()), count, count, terms);
            }
        }
    }

    /// An item, in whatever version, fills at most one place of a form.
    fn each_item_once(&mut self, form: usize) {
        for terms in self
            .by_code(form)
            .into_values()
            .filter(|terms| terms.len() > 1)
        {
            self.define(f64::NEG_INFINITY, 1.0, terms);
        }
    }

    fn by_code(&self, form: usize) -> BTreeMap<&'a str, Vec<(usize, f64)>> {
        let mut by_code: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
        for &(variable, candidate, _) in &self.chosen[form] {
            by_code
                .entry(&self.candidates[candidate].code)
                .or_default()
                .push((variable, 1.0));
        }
        by_code
    }

    fn points(&mut self, form: usize) {
        let component = self.context.component;
        for section in &component.sections {
            let inside = |row: &ResolvedRow| row.section == section.id;
            self.total(
                form,
                Group::SectionPoints(section.id.clone()),
                inside,
                section.score,
            );
        }
        self.total(form, Group::MaxScore, |_| true, component.max_score);
    }

    /// Points of some rows; rows that fix them already need no row of the program unless they
    /// contradict the total.
    fn total(
        &mut self,
        form: usize,
        group: Group,
        inside: impl Fn(&ResolvedRow) -> bool,
        total: Points,
    ) {
        let mine = self.rows().iter().filter(|row| inside(row));
        let fixed = mine
            .map(|row| row.points_each.map(|p| p.0 * i64::from(row.items)))
            .sum::<Option<i64>>();
        if fixed == Some(total.0) {
            return;
        }
        let rows = self.rows();
        let terms = self.terms(form, |item, row| {
            inside(&rows[row]).then(|| item.points.as_f64())
        });
        self.rule(group, total.as_f64(), total.as_f64(), terms);
    }

    fn shares(&mut self, form: usize) {
        let component = self.context.component;
        for (&level, range) in &component.thinking_share {
            let share = |item: &Candidate, _| {
                (item.thinking == Some(level)).then(|| self.share_weight(item))
            };
            let terms = self.terms(form, share);
            self.share(Group::ThinkingShare(level), *range, terms);
        }
        for (&level, range) in &component.difficulty_share {
            let share = |item: &Candidate, _| {
                (item.difficulty == Some(level)).then(|| self.share_weight(item))
            };
            let terms = self.terms(form, share);
            self.share(Group::DifficultyShare(level), *range, terms);
        }
    }

    fn share_weight(&self, item: &Candidate) -> f64 {
        match self.context.component.share_of {
            ShareBase::Points => item.points.as_f64(),
            ShareBase::Items => 1.0,
        }
    }

    fn share(&mut self, group: Group, range: Range, terms: Vec<(usize, f64)>) {
        let component = self.context.component;
        let (total, unit) = match component.share_of {
            ShareBase::Points => (component.max_score.0, 100.0),
            ShareBase::Items => (
                component.rows.iter().map(|row| i64::from(row.items)).sum(),
                1.0,
            ),
        };
        let bounds = share_bounds(range, total);
        self.rule(
            group,
            bounds[0] as f64 / unit,
            bounds[1] as f64 / unit,
            terms,
        );
    }

    fn minutes(&mut self, form: usize) {
        let Some(duration) = self.context.component.duration else {
            return;
        };
        let rows = self.rows();
        let counted = |row: usize| {
            !self
                .context
                .component
                .section_of(&rows[row])
                .is_some_and(|section| section.separate_sitting)
        };
        let minutes =
            |item: &Candidate, row| item.minutes.filter(|_| counted(row)).map(Points::as_f64);
        let terms = self.terms(form, minutes);
        self.rule(Group::Minutes, f64::NEG_INFINITY, duration.as_f64(), terms);
    }

    fn at_most_one(&mut self, form: usize) {
        let constraints = &self.context.component.constraints;
        let mut groups: BTreeMap<Group, Vec<(usize, f64)>> = BTreeMap::new();
        for &(variable, candidate, _) in &self.chosen[form] {
            let item = &self.candidates[candidate];
            let enemies = item.enemies.iter().filter(|_| constraints.exclude_enemies);
            let family = item.family.iter().filter(|_| constraints.one_per_family);
            let groups_of = enemies
                .cloned()
                .map(Group::Enemies)
                .chain(family.cloned().map(Group::Family));
            for group in groups_of {
                groups.entry(group).or_default().push((variable, 1.0));
            }
        }
        for (group, terms) in groups.into_iter().filter(|(_, terms)| terms.len() > 1) {
            self.rule(group, f64::NEG_INFINITY, 1.0, terms);
        }
    }

    /// Sections first, then rows with a count of their own.
    fn stimulus_scopes(&mut self, form: usize) {
        let component = self.context.component;
        let whole = component.constraints.stimulus_sets == Some(StimulusSets::Whole);
        for (index, section) in component.sections.iter().enumerate() {
            let count = section.stimulus.as_ref().and_then(|rule| rule.count);
            if whole || count.is_some() {
                let rows: Vec<bool> = component
                    .rows
                    .iter()
                    .map(|row| row.section == section.id)
                    .collect();
                let scope = StimulusScope {
                    number: index,
                    name: &section.id,
                    rows,
                    count,
                    whole,
                };
                self.stimuli_of(form, &scope);
            }
        }
        for (index, row) in component.rows.iter().enumerate() {
            let count = row.stimulus.as_ref().and_then(|rule| rule.count);
            if count.is_some() {
                let rows = (0..component.rows.len())
                    .map(|other| other == index)
                    .collect();
                let number = component.sections.len() + index;
                self.stimuli_of(
                    form,
                    &StimulusScope {
                        number,
                        name: &row.id,
                        rows,
                        count,
                        whole: false,
                    },
                );
            }
        }
    }

    fn stimuli_of(&mut self, form: usize, scope: &StimulusScope<'_>) {
        let mut used: BTreeMap<usize, BTreeMap<&str, Vec<(usize, f64)>>> = BTreeMap::new();
        for &(variable, candidate, row) in &self.chosen[form] {
            let item = &self.candidates[candidate];
            let number = stimulus(item).and_then(|code| self.stimuli.get(code));
            if let Some(&number) = number.filter(|_| scope.rows[row]) {
                used.entry(number)
                    .or_default()
                    .entry(&item.code)
                    .or_default()
                    .push((variable, 1.0));
            }
        }
        let mut variables = Vec::new();
        for (number, items) in used {
            let id = VariableId::Stimulus {
                stimulus: number,
                scope: scope.number,
                form,
            };
            let variable = self.binary(id, 0.0);
            variables.push((variable, 1.0));
            self.tie(variable, items.into_values().collect(), scope.whole);
        }
        if let Some(count) = scope.count.map(f64::from) {
            self.rule(
                Group::StimulusCount(scope.name.to_owned()),
                count,
                count,
                variables,
            );
        }
    }

    /// Ties a stimulus to its items: used exactly when any of them is, whole when all are.
    fn tie(&mut self, stimulus: usize, items: Vec<Vec<(usize, f64)>>, whole: bool) {
        let mut any = vec![(stimulus, -1.0)];
        for mut places in items {
            any.extend(&places);
            places.push((stimulus, -1.0));
            self.define(f64::NEG_INFINITY, 0.0, places.clone());
            if whole {
                self.rule(Group::WholeSets, 0.0, f64::INFINITY, places);
            }
        }
        self.define(0.0, f64::INFINITY, any);
    }

    fn key_positions(&mut self, form: usize) {
        let Some(share) = self.context.component.constraints.key_position_max_share else {
            return;
        };
        let items: u32 = self.rows().iter().map(|row| row.items).sum();
        let any = self.terms(form, |item, _| item.key_position.map(|_| 1.0));
        let positions: BTreeSet<u32> = {
            let choices = self.chosen[form].iter();
            choices
                .filter_map(|&(_, candidate, _)| self.candidates[candidate].key_position)
                .collect()
        };
        for position in positions {
            let here = self.terms(form, |item, _| {
                (item.key_position == Some(position)).then_some(1.0)
            });
            let often = self.binary(VariableId::OftenKey { position, form }, 0.0);
            // Not often: at most once. Often: at most the share of all single-key items.
            let mut once = here.clone();
            once.push((often, -f64::from(items)));
            self.rule(Group::KeyPosition, f64::NEG_INFINITY, 1.0, once);
            let counted: BTreeSet<usize> = here.iter().map(|term| term.0).collect();
            let weigh = |&(variable, _): &(usize, f64)| {
                (
                    variable,
                    if counted.contains(&variable) {
                        1.0 - share
                    } else {
                        -share
                    },
                )
            };
            let mut shared: Vec<_> = any.iter().map(weigh).filter(|term| term.1 != 0.0).collect();
            shared.push((often, 1.0));
            self.rule(Group::KeyPosition, f64::NEG_INFINITY, 1.0, shared);
        }
    }

    fn forced(&mut self, form: usize) {
        let mut by_code = self.by_code(form);
        for code in self.context.options.forced.iter().collect::<BTreeSet<_>>() {
            let terms = by_code.remove(code.as_str()).unwrap_or_default();
            self.rule(Group::Forced(code.clone()), 1.0, 1.0, terms);
        }
    }

    /// The deviation is at least the distance of the mean difficulty from the target, both ways.
    fn deviation(&mut self, form: usize) {
        let Some(target) = objective::target(self.context) else {
            return;
        };
        let items = objective::items(self.context);
        let distance = self.terms(form, |item, _| item.p.map(|p| (p.value - target) / items));
        if distance.is_empty() {
            return;
        }
        let id = VariableId::Deviation { form };
        let variable = Variable {
            id,
            lower: 0.0,
            upper: 1.0,
            integer: false,
            cost: 1.0,
        };
        let deviation = self.program.variable(variable);
        for sign in [-1.0, 1.0] {
            let mut terms = distance.clone();
            terms.push((deviation, sign));
            let (lower, upper) = if sign < 0.0 {
                (f64::NEG_INFINITY, 0.0)
            } else {
                (0.0, f64::INFINITY)
            };
            self.define(lower, upper, terms);
        }
    }

    fn overlap(&mut self, scope: Scope<'_>) {
        let most = self.context.overlap_max();
        let by_form: Vec<_> = (0..scope.forms).map(|form| self.by_code(form)).collect();
        for earlier in scope.earlier {
            let used: BTreeSet<&str> = earlier
                .iter()
                .map(|&(_, c)| self.candidates[c].code.as_str())
                .collect();
            for form in &by_form {
                let terms = used
                    .iter()
                    .filter_map(|code| form.get(code))
                    .flatten()
                    .copied()
                    .collect();
                self.rule(Group::Overlap, f64::NEG_INFINITY, most as f64, terms);
            }
        }
        if most == 0 && scope.forms > 1 {
            self.no_common_items(&by_form);
        } else {
            self.few_common_items(&by_form, most);
        }
    }

    fn no_common_items(&mut self, by_form: &[BTreeMap<&'a str, Vec<(usize, f64)>>]) {
        let codes: BTreeSet<&str> = by_form
            .iter()
            .flat_map(|form| form.keys().copied())
            .collect();
        for code in codes {
            let terms = by_form
                .iter()
                .filter_map(|form| form.get(code))
                .flatten()
                .copied()
                .collect();
            self.rule(Group::Overlap, f64::NEG_INFINITY, 1.0, terms);
        }
    }

    fn few_common_items(&mut self, by_form: &[BTreeMap<&'a str, Vec<(usize, f64)>>], most: usize) {
        let numbers: BTreeMap<&str, usize> = {
            let codes: BTreeSet<&str> = by_form
                .iter()
                .flat_map(|form| form.keys().copied())
                .collect();
            codes
                .into_iter()
                .enumerate()
                .map(|(number, code)| (code, number))
                .collect()
        };
        for first in 0..by_form.len() {
            for second in first + 1..by_form.len() {
                let mut common = Vec::new();
                for (code, here) in &by_form[first] {
                    let Some(there) = by_form[second].get(code) else {
                        continue;
                    };
                    let id = VariableId::Common {
                        item: numbers[code],
                        first,
                        second,
                    };
                    let both = Variable {
                        id,
                        lower: 0.0,
                        upper: 1.0,
                        integer: false,
                        cost: 0.0,
                    };
                    let variable = self.program.variable(both);
                    common.push((variable, 1.0));
                    let mut terms: Vec<_> = here.iter().chain(there).copied().collect();
                    terms.push((variable, -1.0));
                    self.define(f64::NEG_INFINITY, 1.0, terms);
                }
                self.rule(Group::Overlap, f64::NEG_INFINITY, most as f64, common);
            }
        }
    }
}

/// Where stimuli are counted or kept whole.
struct StimulusScope<'a> {
    number: usize,
    name: &'a str,
    /// Row index → whether the row belongs to it.
    rows: Vec<bool>,
    count: Option<u32>,
    whole: bool,
}

fn stimulus(item: &Candidate) -> Option<&str> {
    item.stimulus
        .as_ref()
        .map(|stimulus| stimulus.code.as_str())
}

/// Fewest and most units of a share of `total`; shares are read to the millionth.
fn share_bounds(range: Range, total: i64) -> [i64; 2] {
    let millionths = |share: f64| (share * 1e6).round() as i128;
    let total = i128::from(total);
    let lower = -((-millionths(range[0]) * total).div_euclid(1_000_000));
    let upper = (millionths(range[1]) * total).div_euclid(1_000_000);
    [lower, upper].map(|bound| i64::try_from(bound).unwrap_or(i64::MAX))
}
