//! Puts the tasks of a form into an order that keeps the rules of order and position, and given items at
//! the positions they are given at.
//!
//! The order that is there already (by row, by chance with the run's seed) is kept as far as the rules
//! let it: the search tries tasks in that order. Sections stay where they are; tasks of one stimulus
//! stay together in their author's order and are one task for an order by an attribute, with the mean of
//! their values. Tasks alike in everything the rules ask are tried once, so that the search ends.
//!
//! The choice of the tasks is not changed here: what cannot be laid out is refused with the rules that
//! stand against each other. Soft rules are kept where they can be, the heaviest first.

use super::compile::Chosen;
use super::eligible::Context;
use super::layout_search::{Ask, Found, Unit, search};
use super::pool::Pool;
use super::rules::ReadRule;
use super::rules::attributes::ItemAttributes;
use super::rules::labels;
use super::shortage::listed;
use crate::expression::{Attributes, Expression};
use crate::language::finding::Finding;
use crate::specification::document::{BlockPosition, Direction, RuleKind};

/// Name of the positions that items are given at.
const GIVEN: &str = "given_positions";

/// A rule for the search with the name it is told by.
struct Named {
    name: String,
    /// Weight of a soft rule.
    weight: Option<f64>,
    ask: Ask,
}

/// The choices of a form in an order that keeps the rules; `form` is its number, `ordered` what stands
/// without them.
///
/// # Errors
/// `layout_impossible` with the rules that these tasks cannot keep together.
pub(super) fn laid_out(
    context: &Context<'_>,
    pool: &Pool,
    form: usize,
    ordered: Chosen,
) -> Result<Chosen, Finding> {
    let asks = asks(context, pool, form, &ordered);
    if asks.is_empty() {
        return Ok(ordered);
    }
    let units = units(context, pool, &ordered);
    let (hard, mut soft): (Vec<Named>, Vec<Named>) =
        asks.into_iter().partition(|named| named.weight.is_none());
    let mut kept: Vec<&Named> = hard.iter().collect();
    let mut best = match tried(&units, &kept) {
        Found::Order(order) => order,
        _ => return Err(impossible(form, &units, kept)),
    };
    soft.sort_by(|a, b| b.weight.unwrap_or(0.0).total_cmp(&a.weight.unwrap_or(0.0)));
    for named in &soft {
        kept.push(named);
        match tried(&units, &kept) {
            Found::Order(order) => best = order,
            _ => drop(kept.pop()),
        }
    }
    Ok(best.into_iter().map(|task| ordered[task]).collect())
}

fn tried(units: &[Unit], kept: &[&Named]) -> Found {
    let asks: Vec<&Ask> = kept.iter().map(|named| &named.ask).collect();
    search(units, &asks)
}

/// Names a set of rules of which none can be left out for the others to fail.
fn impossible(form: usize, units: &[Unit], mut kept: Vec<&Named>) -> Finding {
    let mut index = 0;
    while index < kept.len() {
        let mut fewer = kept.clone();
        fewer.remove(index);
        match tried(units, &fewer) {
            Found::Order(_) => index += 1,
            _ => kept = fewer,
        }
    }
    let proven = matches!(tried(units, &kept), Found::Nothing);
    let pointer = match kept.iter().all(|named| named.name == GIVEN) {
        true => "/options/given_items",
        false => "/document/constraints/rules",
    };
    Finding::error("layout_impossible", pointer)
        .with("form", super::run::label(form))
        .with("rules", listed(kept.iter().map(|named| &named.name)))
        .with("proven", proven)
}

/// Tasks of one stimulus that stand beside each other in a section are one unit.
fn units(context: &Context<'_>, pool: &Pool, ordered: &Chosen) -> Vec<Unit> {
    let section = |task: usize| {
        let row = &context.component.rows[ordered[task].0];
        context
            .component
            .section_index(&row.section)
            .unwrap_or(usize::MAX)
    };
    let stimulus = |task: usize| pool.candidates()[ordered[task].1].stimulus_code();
    let mut units: Vec<Unit> = Vec::new();
    for task in 0..ordered.len() {
        let before = units.last_mut().filter(|unit| {
            let last = unit.tasks[unit.tasks.len() - 1];
            unit.section == section(task)
                && stimulus(task).is_some()
                && stimulus(last) == stimulus(task)
        });
        match before {
            Some(unit) => unit.tasks.push(task),
            None => units.push(Unit {
                tasks: vec![task],
                section: section(task),
            }),
        }
    }
    units
}

fn asks(context: &Context<'_>, pool: &Pool, form: usize, ordered: &Chosen) -> Vec<Named> {
    let rules = context.rules.rules().iter();
    let mine = rules.filter(|rule| rule.rule.kind.is_layout() && rule.is_for(form));
    let tasks = Tasks {
        context,
        pool,
        ordered,
    };
    let named = |rule: &ReadRule| Named {
        name: format!("rule:{}", rule.rule.id),
        weight: rule.rule.weight,
        ask: tasks.ask(rule),
    };
    let mut asks: Vec<Named> = mine.map(named).collect();
    asks.extend(tasks.anchors());
    asks.extend(tasks.given());
    // What the place of the block has done already must not be undone.
    if !asks.is_empty() {
        asks.extend(tasks.block());
    }
    asks
}

struct Tasks<'a> {
    context: &'a Context<'a>,
    pool: &'a Pool,
    ordered: &'a Chosen,
}

impl Tasks<'_> {
    fn ask(&self, rule: &ReadRule) -> Ask {
        let matches = self.matches(rule.condition.as_ref());
        let bound = |bound: Option<f64>, usual: usize| {
            bound.map_or(usual, |bound| bound.clamp(0.0, 1e6) as usize)
        };
        match rule.rule.kind {
            RuleKind::First => Ask::First(matches),
            RuleKind::Last => Ask::Last(matches),
            RuleKind::Spread => Ask::Spread {
                matches,
                apart: bound(rule.rule.min, 1),
            },
            RuleKind::LongestRun => Ask::Run {
                values: self.values(rule, &matches),
                most: bound(rule.rule.max, usize::MAX).max(1),
            },
            RuleKind::Position => {
                let range = (bound(rule.rule.min, 1), bound(rule.rule.max, usize::MAX));
                let ranges = matches.iter().map(|matches| matches.then_some(range));
                Ask::Ranges(ranges.collect())
            }
            _ => Ask::Order {
                values: self.numbers(rule, &matches),
                descending: rule.rule.direction == Some(Direction::Descending),
            },
        }
    }

    fn attributes(&self, task: usize) -> ItemAttributes<'_> {
        let (row, item) = self.ordered[task];
        ItemAttributes {
            item: &self.pool.candidates()[item],
            row: self.context.component.rows.get(row),
            scale: self.context.rules.scale(),
        }
    }

    fn matches(&self, condition: Option<&Expression>) -> Vec<bool> {
        let holds = |task| condition.is_none_or(|c| c.holds(&self.attributes(task)));
        (0..self.ordered.len()).map(holds).collect()
    }

    fn numbers(&self, rule: &ReadRule, matches: &[bool]) -> Vec<Option<i64>> {
        let value = |task: usize| rule.value(self.ordered[task].1).filter(|_| matches[task]);
        (0..self.ordered.len()).map(value).collect()
    }

    /// The value of each task as a number of its own; what has none breaks a run.
    fn values(&self, rule: &ReadRule, matches: &[bool]) -> Vec<Option<usize>> {
        let mut known: Vec<Vec<String>> = Vec::new();
        let name = rule.rule.of.as_deref().unwrap_or_default();
        let value = |task: usize| {
            let label = labels(&self.attributes(task).value(name));
            if !matches[task] || label.is_empty() {
                return None;
            }
            let place = known.iter().position(|other| *other == label);
            Some(place.unwrap_or_else(|| {
                known.push(label);
                known.len() - 1
            }))
        };
        (0..self.ordered.len()).map(value).collect()
    }

    /// Anchors near to their place in the earlier form.
    fn anchors(&self) -> Option<Named> {
        let rule = self.context.component.anchors.as_ref()?;
        let tolerance = rule.position_tolerance? as usize;
        let range = |task: usize| {
            let place = self
                .context
                .anchor_position(&self.pool.candidates()[self.ordered[task].1])?;
            Some((place.saturating_sub(tolerance), place + tolerance))
        };
        let ranges: Vec<_> = (0..self.ordered.len()).map(range).collect();
        ranges.iter().any(Option::is_some).then(|| Named {
            name: "anchors".to_owned(),
            weight: None,
            ask: Ask::Ranges(ranges),
        })
    }

    /// Given items at the positions they are given at.
    fn given(&self) -> Option<Named> {
        let range = |task: usize| {
            let item = &self.pool.candidates()[self.ordered[task].1];
            let mut given = self.context.options.given_items.iter();
            let place = given.find(|given| given.is(item))?.position? as usize;
            Some((place, place))
        };
        let ranges: Vec<_> = (0..self.ordered.len()).map(range).collect();
        ranges.iter().any(Option::is_some).then(|| Named {
            name: GIVEN.to_owned(),
            weight: None,
            ask: Ask::Ranges(ranges),
        })
    }

    fn block(&self) -> Option<Named> {
        let position = self.context.component.pilot?.position;
        let unscored = |&(row, _): &(usize, usize)| self.context.component.rows[row].unscored;
        let pilot: Vec<bool> = self.ordered.iter().map(unscored).collect();
        let ask = match position {
            BlockPosition::Start => Ask::First(pilot),
            BlockPosition::End => Ask::Last(pilot),
            BlockPosition::Spread => return None,
        };
        Some(Named {
            name: "pilot_block".to_owned(),
            weight: None,
            ask,
        })
    }
}
