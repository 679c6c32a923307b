//! Recounts in how many of a run's forms each matching item stands, and what several forms have
//! together. It knows neither program nor solver.

use std::collections::{BTreeMap, BTreeSet};

use super::achieved::{Achieved, Unit};
use super::eligible::{Context, fits};
use super::pool::Pool;
use super::rules::ReadRule;
use super::rules::attributes::ItemAttributes;
use super::rules::fixed::{ONE, hundredths};
use super::verify_rules::parts_of;
use crate::bank::Hundredths;
use crate::specification::document::RuleKind;

/// For each rule the fewest and the most forms of any item it is about.
pub(super) fn verify_rule_uses(
    context: &Context<'_>,
    pool: &Pool,
    forms: &[Vec<(usize, usize)>],
) -> Vec<Achieved> {
    let rules = context.rules.rules().iter();
    let uses = rules.filter(|rule| rule.rule.kind == RuleKind::Uses);
    uses.flat_map(|rule| {
        let counts = counts(context, pool, forms, rule);
        let fewest = rule
            .min
            .map(|min| (Some(min), None, counts.values().copied().min()));
        let most = rule
            .max
            .map(|max| (None, Some(max), counts.values().copied().max()));
        let lines = [fewest, most].into_iter().flatten();
        let lines =
            lines.filter_map(|(min, max, worst)| Some(line(rule, min, max, worst?, &counts)));
        lines.collect::<Vec<_>>()
    })
    .collect()
}

/// Rules over several forms taken together: an item that stands in two of them counts twice.
pub(super) fn verify_rules_together(
    context: &Context<'_>,
    pool: &Pool,
    forms: &[Vec<(usize, usize)>],
) -> Vec<Achieved> {
    let rules = context.rules.rules().iter();
    let together = rules.filter(|rule| rule.rule.together);
    together
        .flat_map(|rule| {
            let mine = forms.iter().enumerate();
            let mine = mine.filter(|(form, _)| rule.is_for(*form));
            let all: Vec<(usize, usize)> = mine.flat_map(|(_, form)| form).copied().collect();
            parts_of(context, pool, rule, &all)
        })
        .collect()
}

/// Forms of each item that matches and fits a row, those in no form too.
fn counts<'a>(
    context: &Context<'_>,
    pool: &'a Pool,
    forms: &[Vec<(usize, usize)>],
    rule: &ReadRule,
) -> BTreeMap<&'a str, i64> {
    let rows = &context.component.rows;
    let mut counts = BTreeMap::new();
    for (index, item) in pool.candidates().iter().enumerate() {
        let mut places = rows.iter().enumerate();
        let stands = places.any(|(n, row)| rule.matches.at(index, n) && fits(context, row, item));
        if stands {
            counts.insert(item.code.as_str(), 0);
        }
    }
    for form in forms {
        let matching = form.iter().filter_map(|&(row, item)| {
            let candidate = pool.candidates().get(item)?;
            let attributes = ItemAttributes {
                item: candidate,
                row: rows.get(row),
                scale: context.rules.scale(),
            };
            let condition = rule.condition.as_ref();
            let holds = condition.is_none_or(|condition| condition.holds(&attributes));
            holds.then_some(candidate.code.as_str())
        });
        for code in matching.collect::<BTreeSet<&str>>() {
            *counts.entry(code).or_default() += 1;
        }
    }
    counts
}

fn line(
    rule: &ReadRule,
    min: Option<i64>,
    max: Option<i64>,
    worst: i64,
    counts: &BTreeMap<&str, i64>,
) -> Achieved {
    let shown = |bound: Option<i64>| bound.map(|bound| hundredths(bound.into()));
    let (min, max) = (shown(min), shown(max));
    let mut line = Achieved {
        unit_word: rule.rule.unit.clone(),
        ..Achieved::new("rule", &rule.rule.id, Unit::Forms, min, max, worst * 100)
    };
    if rule.rule.weight.is_some() && !line.holds {
        let outside = |count: &i64| {
            let count = count * ONE / 10_000;
            min.map_or(0, |min| min - count)
                .max(max.map_or(0, |max| count - max))
                .max(0)
        };
        line.violation = Some(Hundredths(counts.values().map(outside).sum()));
        line.holds = true;
    }
    line
}
