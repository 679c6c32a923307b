//! Rules of one form that need no variables of their own: counts, points, shares, time, enemies,
//! families, forced items; and the definition of the deviation.

use std::collections::{BTreeMap, BTreeSet};

use super::Builder;
use crate::assembly::candidate::Candidate;
use crate::assembly::objective;
use crate::assembly::program::{Group, Variable, VariableId};
use crate::bank::Points;
use crate::specification::component::ResolvedRow;
use crate::specification::document::{Range, ShareBase, ThinkingRule};

impl Builder<'_> {
    pub(super) fn row_counts(&mut self, form: usize) {
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
    pub(super) fn each_item_once(&mut self, form: usize) {
        let chosen = self.chosen[form].iter();
        let places = chosen.map(|&(variable, candidate, _)| (self.items[candidate], variable));
        let mut places: Vec<(usize, usize)> = places.collect();
        places.sort_unstable();
        for places in places.chunk_by(|a, b| a.0 == b.0) {
            if places.len() > 1 {
                let terms = places.iter().map(|&(_, variable)| (variable, 1.0));
                self.define(f64::NEG_INFINITY, 1.0, terms.collect());
            }
        }
    }

    pub(super) fn points(&mut self, form: usize) {
        let component = self.context.component;
        for section in &component.sections {
            let inside = |row: &ResolvedRow| row.section == section.id && !row.unscored;
            self.total(
                form,
                Group::SectionPoints(section.id.clone()),
                inside,
                section.score,
            );
        }
        self.total(
            form,
            Group::MaxScore,
            |row| !row.unscored,
            component.max_score,
        );
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

    pub(super) fn shares(&mut self, form: usize) {
        let component = self.context.component;
        for (&level, range) in &component.thinking_share {
            let of = component.share_of;
            let share = |item: &Candidate, row| {
                (self.scored(row) && item.thinking == Some(level)).then(|| share_weight(of, item))
            };
            let terms = self.terms(form, share);
            self.share(Group::ThinkingShare(level), of, *range, terms);
        }
        for (&level, range) in &component.difficulty_share {
            let of = component.difficulty_share_of;
            let share = |item: &Candidate, row| {
                (self.scored(row) && item.difficulty == Some(level)).then(|| share_weight(of, item))
            };
            let terms = self.terms(form, share);
            self.share(Group::DifficultyShare(level), of, *range, terms);
        }
    }

    fn share(&mut self, group: Group, of: ShareBase, range: Range, terms: Vec<(usize, f64)>) {
        let component = self.context.component;
        let scored = || component.rows.iter().filter(|row| !row.unscored);
        let (total, unit) = match of {
            ShareBase::Points => (component.max_score.0, 100.0),
            ShareBase::Items => (scored().map(|row| i64::from(row.items)).sum(), 1.0),
        };
        let bounds = share_bounds(range, total);
        self.rule(
            group,
            bounds[0] as f64 / unit,
            bounds[1] as f64 / unit,
            terms,
        );
    }

    pub(super) fn minutes(&mut self, form: usize) {
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

    pub(super) fn at_most_one(&mut self, form: usize) {
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

    pub(super) fn forced(&mut self, form: usize) {
        for code in self.context.options.forced.iter().collect::<BTreeSet<_>>() {
            let terms = self.terms(form, |item, _| (item.code == *code).then_some(1.0));
            self.rule(Group::Forced(code.clone()), 1.0, 1.0, terms);
        }
    }

    /// Every objective that the rows name: fewest and most items that carry it.
    pub(super) fn per_objective(&mut self, form: usize) {
        let Some(range) = self.context.component.per_objective else {
            return;
        };
        for code in self.context.component.objectives() {
            let carries = |item: &Candidate, row| {
                (self.scored(row) && item.objectives.iter().any(|own| own == code)).then_some(1.0)
            };
            let terms = self.terms(form, carries);
            let (fewest, most) = (f64::from(range.min), f64::from(range.max));
            self.rule(Group::PerObjective(code.to_owned()), fewest, most, terms);
        }
    }

    /// So many of the items of an earlier form as the specification says.
    pub(super) fn anchors(&mut self, form: usize) {
        let Some(anchors) = &self.context.component.anchors else {
            return;
        };
        let count = f64::from(anchors.items);
        let anchor = |item: &Candidate, row| {
            (self.scored(row) && self.context.is_anchor(item)).then_some(1.0)
        };
        let terms = self.terms(form, anchor);
        self.rule(Group::Anchors, count, count, terms);
    }

    /// The deviation is at least the distance of the mean difficulty from the target, both ways.
    pub(super) fn deviation(&mut self, form: usize) {
        let Some(target) = objective::target(self.context) else {
            return;
        };
        let items = objective::items(self.context);
        let distance = self.terms(form, |item, row| {
            let p = item.p.filter(|_| self.scored(row))?;
            Some((p.value - target) / items)
        });
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
}

fn share_weight(of: ShareBase, item: &Candidate) -> f64 {
    match of {
        ShareBase::Points => item.points.as_f64(),
        ShareBase::Items => 1.0,
    }
}

/// Fewest and most units of a share of `total`; shares are read to the millionth.
fn share_bounds(range: Range, total: i64) -> [i64; 2] {
    let millionths = |share: f64| (share * 1e6).round() as i128;
    let total = i128::from(total);
    let lower = -((-millionths(range[0]) * total).div_euclid(1_000_000));
    let upper = (millionths(range[1]) * total).div_euclid(1_000_000);
    [lower, upper].map(|bound| i64::try_from(bound).unwrap_or(i64::MAX))
}
