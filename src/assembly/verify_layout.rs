//! Recounts the order of a form's tasks: rules of order and position, anchors near to their earlier places,
//! and given items at theirs. It reads the tasks as they stand and nothing of how they came there.

use std::collections::BTreeMap;

use super::achieved::{Achieved, Unit};
use super::eligible::Context;
use super::given::GivenItem;
use super::pool::Pool;
use super::rules::ReadRule;
use super::rules::attributes::ItemAttributes;
use super::rules::fixed::millionths;
use super::rules::labels;
use crate::bank::Hundredths;
use crate::expression::Attributes;
use crate::specification::document::{Direction, RuleKind};

/// One line for each rule of order of a form; `ordered` are its choices as they stand.
pub(super) fn verify_layout(
    context: &Context<'_>,
    pool: &Pool,
    form: usize,
    ordered: &[(usize, usize)],
) -> Vec<Achieved> {
    let items = ordered.iter().filter_map(|&(row, item)| {
        Some(ItemAttributes {
            item: pool.candidates().get(item)?,
            row: context.component.rows.get(row),
            scale: context.rules.scale(),
        })
    });
    let tasks = Tasks(items.collect());
    let rules = context.rules.rules().iter();
    let mine = rules.filter(|rule| rule.rule.kind.is_layout() && rule.is_for(form));
    let mut achieved: Vec<Achieved> = mine.filter_map(|rule| tasks.line(rule)).collect();
    achieved.extend(tasks.anchors(context));
    achieved.extend(tasks.given(context));
    achieved
}

struct Tasks<'a>(Vec<ItemAttributes<'a>>);

impl Tasks<'_> {
    fn line(&self, rule: &ReadRule) -> Option<Achieved> {
        let whole = |bound: Option<f64>| bound.map(|bound| bound as usize);
        let [min, max] = [whole(rule.rule.min), whole(rule.rule.max)];
        let none = (None, Some(0));
        let (bounds, have, unit) = match rule.rule.kind {
            RuleKind::First => (none, self.late(rule, true), Unit::Items),
            RuleKind::Last => (none, self.late(rule, false), Unit::Items),
            RuleKind::Spread => ((min, None), self.nearest(rule)?, Unit::Positions),
            RuleKind::LongestRun => ((None, max), self.longest_run(rule), Unit::Items),
            RuleKind::Position => {
                let range = min.unwrap_or(1)..=max.unwrap_or(usize::MAX);
                let outside = self.matching(rule).filter(|place| !range.contains(place));
                (none, outside.count(), Unit::Items)
            }
            _ => (none, self.out_of_order(rule), Unit::Items),
        };
        let mut line = Achieved {
            unit,
            unit_word: rule.rule.unit.clone(),
            ..Achieved::count("rule", &rule.rule.id, bounds.0, bounds.1, have)
        };
        if rule.rule.weight.is_some() && !line.holds {
            let outside = [
                line.min.map(|min| min.0 - line.achieved.0),
                line.max.map(|max| line.achieved.0 - max.0),
            ];
            line.violation = outside.into_iter().flatten().max().map(Hundredths);
            line.holds = true;
        }
        Some(line)
    }

    fn matches(&self, rule: &ReadRule, task: usize) -> bool {
        rule.condition
            .as_ref()
            .is_none_or(|condition| condition.holds(&self.0[task]))
    }

    /// Positions from 1 of the tasks that match.
    fn matching<'b>(&'b self, rule: &'b ReadRule) -> impl Iterator<Item = usize> + 'b {
        (0..self.0.len())
            .filter(|task| self.matches(rule, *task))
            .map(|task| task + 1)
    }

    fn section(&self, task: usize) -> Option<&str> {
        self.0[task].row.map(|row| row.section.as_str())
    }

    /// Tasks of each section, in their order.
    fn sections(&self) -> Vec<Vec<usize>> {
        let mut sections: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
        for task in 0..self.0.len() {
            sections.entry(self.section(task)).or_default().push(task);
        }
        sections.into_values().collect()
    }

    /// How many tasks that should stand first (or last) have another one before (after) them.
    fn late(&self, rule: &ReadRule, first: bool) -> usize {
        let of_section = |mut tasks: Vec<usize>| {
            if !first {
                tasks.reverse();
            }
            let others = tasks.iter().position(|task| !self.matches(rule, *task));
            let after = &tasks[others.unwrap_or(tasks.len())..];
            after
                .iter()
                .filter(|task| self.matches(rule, **task))
                .count()
        };
        self.sections().into_iter().map(of_section).sum()
    }

    /// Least distance of two that match; nothing where there are no two.
    fn nearest(&self, rule: &ReadRule) -> Option<usize> {
        let places: Vec<usize> = self.matching(rule).collect();
        places.windows(2).map(|pair| pair[1] - pair[0]).min()
    }

    fn longest_run(&self, rule: &ReadRule) -> usize {
        let name = rule.rule.of.as_deref().unwrap_or_default();
        let value = |task: usize| {
            let label = labels(&self.0[task].value(name));
            (self.matches(rule, task) && !label.is_empty()).then_some(label)
        };
        let values: Vec<_> = (0..self.0.len()).map(value).collect();
        let runs = values.chunk_by(|a, b| a.is_some() && a == b);
        runs.filter(|run| run[0].is_some())
            .map(<[_]>::len)
            .max()
            .unwrap_or(0)
    }

    /// How many tasks (or sets, by the mean of their values) stand after one that should follow them.
    fn out_of_order(&self, rule: &ReadRule) -> usize {
        let name = rule.rule.of.as_deref().unwrap_or_default();
        let value = |task: &usize| {
            let matches = self.matches(rule, *task);
            self.0[*task]
                .value(name)
                .number()
                .and_then(millionths)
                .filter(|_| matches)
        };
        let together = |a: &usize, b: &usize| {
            let stimulus = |task: usize| self.0[task].item.stimulus_code();
            stimulus(*a).is_some() && stimulus(*a) == stimulus(*b)
        };
        let descending = rule.rule.direction == Some(Direction::Descending);
        let falls = |a: &(i128, i128), b: &(i128, i128)| {
            let (a, b) = (a.0 * b.1, b.0 * a.1);
            if descending { a < b } else { a > b }
        };
        let of_section = |tasks: &Vec<usize>| {
            let sets = tasks.chunk_by(together).filter_map(|set| {
                let known: Vec<i128> = set.iter().filter_map(value).map(i128::from).collect();
                (!known.is_empty()).then(|| (known.iter().sum(), known.len() as i128))
            });
            let sets: Vec<(i128, i128)> = sets.collect();
            let late = |index: &usize| {
                sets[..*index]
                    .iter()
                    .any(|before| falls(before, &sets[*index]))
            };
            (0..sets.len()).filter(late).count()
        };
        self.sections().iter().map(of_section).sum()
    }

    /// Given items at their positions, one line each.
    fn given(&self, context: &Context<'_>) -> Vec<Achieved> {
        let given = context.options.given_items.iter();
        let line = |given: &GivenItem| {
            let place = given.position? as usize;
            let there = place
                .checked_sub(1)
                .and_then(|place| self.0.get(place))
                .is_some_and(|task| given.is(task.item));
            let about = format!("{}@{place}", given.item);
            let one = Some(1);
            Some(Achieved::count(
                "given_position",
                &about,
                one,
                one,
                usize::from(there),
            ))
        };
        given.filter_map(line).collect()
    }

    /// Anchors outside of what is tolerated.
    fn anchors(&self, context: &Context<'_>) -> Option<Achieved> {
        let rule = context.component.anchors.as_ref()?;
        let tolerance = rule.position_tolerance? as usize;
        let far = |(task, one): (usize, &ItemAttributes<'_>)| {
            let place = context.anchor_position(one.item)?;
            Some(place.abs_diff(task + 1) > tolerance)
        };
        let far = self
            .0
            .iter()
            .enumerate()
            .filter_map(far)
            .filter(|far| *far)
            .count();
        Some(Achieved::count("anchor_positions", "", None, Some(0), far))
    }
}
