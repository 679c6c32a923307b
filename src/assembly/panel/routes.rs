//! Recounts what holds over a route, and whether items stand in more modules than they may. Like the
//! rest of the recount it knows neither program nor solver.

use std::collections::{BTreeMap, BTreeSet};

use super::RouteAchieved;
use super::join::of_scored;
use crate::assembly::achieved::{Achieved, Unit};
use crate::assembly::candidate::Candidate;
use crate::assembly::compile::Chosen;
use crate::assembly::eligible::Context;
use crate::curriculum::code::has_prefix;
use crate::specification::document::{PanelRoute, PanelRule, RouteCount, RouteRule};

/// How far a sum of information may miss its bound: what a solver's tolerance may leave.
const TOLERANCE: f64 = 1e-5;

/// A panel as it was found.
pub(super) struct Recount<'a> {
    pub panel: &'a PanelRule,
    pub routes: &'a [PanelRoute],
    pub contexts: &'a [Context<'a>],
    pub chosen: &'a [Chosen],
    pub candidates: &'a [Candidate],
    /// Module ids.
    pub modules: Vec<&'a str>,
}

/// True when every condition that a rule names holds for an item.
pub(super) fn counts(rule: &RouteRule, item: &Candidate) -> bool {
    let any_code = |code: &String| {
        rule.objectives.contains(code)
            || rule
                .objectives_prefix
                .iter()
                .any(|prefix| has_prefix(code, prefix))
    };
    let no_codes = rule.objectives.is_empty() && rule.objectives_prefix.is_empty();
    let level = |level| rule.thinking.contains(&level);
    let hard = |level| rule.difficulty.contains(&level);
    (no_codes || item.objectives.iter().any(any_code))
        && (rule.thinking.is_empty() || item.thinking.is_some_and(level))
        && (rule.difficulty.is_empty() || item.difficulty.is_some_and(hard))
        && (rule.types.is_empty() || rule.types.contains(&item.item_type))
}

/// What an item that counts adds; `None` where nothing is known.
pub(super) fn weight(rule: &RouteRule, context: &Context<'_>, item: &Candidate) -> Option<f64> {
    match rule.count {
        RouteCount::Items => Some(1.0),
        RouteCount::Points => Some(item.points.as_f64()),
        RouteCount::Minutes => item.minutes.map(|minutes| minutes.as_f64()),
        RouteCount::Information => context.information_of(item, rule.theta?),
    }
}

impl<'a> Recount<'a> {
    pub(super) fn routes(&self) -> Vec<RouteAchieved> {
        let one = |route: &PanelRoute| RouteAchieved {
            route: route.id.clone(),
            modules: route.modules.clone(),
            achieved: self.route(route),
        };
        self.routes.iter().map(one).collect()
    }

    /// How many items stand in modules that may not share them.
    pub(super) fn shared(&self) -> Achieved {
        let all: Vec<usize> = (0..self.chosen.len()).collect();
        let groups: Vec<Vec<usize>> = match self.panel.items_shared_between_routes {
            true => self
                .routes
                .iter()
                .map(|route| self.numbers(route))
                .collect(),
            false => vec![all],
        };
        let mut shared = BTreeSet::new();
        for group in groups {
            let mut met = BTreeSet::new();
            for (.., item) in self.items(&group) {
                if !met.insert(&item.code) {
                    shared.insert(&item.code);
                }
            }
        }
        Achieved::count("panel_items", "", None, Some(0), shared.len())
    }

    fn numbers(&self, route: &PanelRoute) -> Vec<usize> {
        let number = |id: &String| self.modules.iter().position(|module| module == id);
        route.modules.iter().filter_map(number).collect()
    }

    /// Items of some modules with the module's context and whether they count.
    fn items(&self, modules: &[usize]) -> Vec<(&'a Context<'a>, bool, &'a Candidate)> {
        let of_module = |&module: &usize| {
            let context = &self.contexts[module];
            self.chosen[module].iter().map(move |&(row, item)| {
                let scored = !context.component.rows[row].unscored;
                (context, scored, &self.candidates[item])
            })
        };
        modules.iter().flat_map(of_module).collect()
    }

    fn route(&self, route: &PanelRoute) -> Vec<Achieved> {
        let items = self.items(&self.numbers(route));
        let mut achieved = vec![largest("enemies", &items), largest("family", &items)];
        let rules = self.panel.route_rules.iter();
        let rules = rules.filter(|rule| rule.is_for(&route.id));
        achieved.extend(rules.map(|rule| counted(rule, &items)));
        achieved
    }
}

/// The largest number of items of one group, as far as the modules exclude them.
fn largest(kind: &str, items: &[(&Context<'_>, bool, &Candidate)]) -> Achieved {
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for (context, _, item) in items {
        let constraints = &context.component.constraints;
        let names: Vec<&String> = match kind {
            "enemies" if constraints.exclude_enemies => item.enemies.iter().collect(),
            "family" if constraints.one_per_family => item.family.iter().collect(),
            _ => Vec::new(),
        };
        for name in names {
            *groups.entry(name).or_default() += 1;
        }
    }
    let most = groups.into_values().max().unwrap_or(0);
    Achieved::count(kind, "", None, Some(1), most)
}

fn counted(rule: &RouteRule, items: &[(&Context<'_>, bool, &Candidate)]) -> Achieved {
    let mine = items
        .iter()
        .filter(|(_, scored, item)| counts(rule, item) && (*scored || !of_scored(rule.count)));
    let hundredths = |value: f64| (value * 100.0).round() as i64;
    let bounds = [rule.min, rule.max].map(|bound| bound.map(hundredths));
    let new = |unit, have| Achieved::new("route_rule", &rule.id, unit, bounds[0], bounds[1], have);
    match rule.count {
        RouteCount::Items => new(Unit::Items, mine.count() as i64 * 100),
        RouteCount::Points => new(Unit::Points, mine.map(|(.., item)| item.points.0).sum()),
        RouteCount::Minutes => {
            let minutes = mine.filter_map(|(.., item)| item.minutes);
            new(Unit::Minutes, minutes.map(|minutes| minutes.0).sum())
        }
        RouteCount::Information => {
            let each = mine.filter_map(|(context, _, item)| weight(rule, context, item));
            let have: f64 = each.sum();
            let slack = |bound: f64| TOLERANCE * bound.abs().max(1.0);
            let low = rule.min.is_none_or(|low| have >= low - slack(low));
            let high = rule.max.is_none_or(|high| have <= high + slack(high));
            Achieved {
                holds: low && high,
                ..new(Unit::Information, hundredths(have))
            }
        }
    }
}
