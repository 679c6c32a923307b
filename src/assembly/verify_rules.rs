//! Recounts the rules over attributes from the chosen items, in whole millionths. It asks the conditions
//! of the items themselves; the marks of the whole pool are used only where a rule speaks of what could
//! have been chosen. It knows neither program nor solver.

use std::collections::{BTreeMap, BTreeSet};

use super::achieved::{Achieved, Unit};
use super::candidate::Candidate;
use super::compile::if_then_bounds;
use super::eligible::{Context, fits};
use super::pool::Pool;
use super::rules::attributes::{ItemAttributes, StimulusAttributes};
use super::rules::fixed::{ONE, millionths};
use super::rules::{ReadRule, labels};
use super::verify_rule_lines::Lines;
use crate::expression::{Attributes, Expression};
use crate::specification::component::ResolvedRow;
use crate::specification::document::RuleKind;

/// Rules for all forms; with the number of a form those that are for it and not for all.
pub(super) fn verify_rules(
    context: &Context<'_>,
    pool: &Pool,
    form: Option<usize>,
    chosen: &[(usize, usize)],
) -> Vec<Achieved> {
    let rules = context.rules.rules().iter();
    let alone = rules.filter(|rule| !rule.rule.together);
    let mine = alone.filter(|rule| match form {
        None => rule.rule.forms.is_empty(),
        Some(form) => !rule.rule.forms.is_empty() && rule.is_for(form),
    });
    let one = |rule| {
        Recount {
            context,
            pool,
            chosen,
            rule,
        }
        .achieved()
    };
    mine.flat_map(one).collect()
}

/// A rule's lines of each value and each stimulus; none for rules of order.
pub(super) fn parts_of(
    context: &Context<'_>,
    pool: &Pool,
    rule: &ReadRule,
    chosen: &[(usize, usize)],
) -> Vec<Achieved> {
    Recount {
        context,
        pool,
        chosen,
        rule,
    }
    .parts()
}

/// Something chosen: an item at a row, or a stimulus by one of its items.
#[derive(Clone, Copy)]
struct Object<'a> {
    item: &'a Candidate,
    row: &'a ResolvedRow,
}

struct Recount<'a> {
    context: &'a Context<'a>,
    pool: &'a Pool,
    chosen: &'a [(usize, usize)],
    rule: &'a ReadRule,
}

impl<'a> Recount<'a> {
    fn achieved(&self) -> Vec<Achieved> {
        let parts = self.parts();
        match self.rule.rule.kind {
            // Of many values only the worst is told.
            RuleKind::AllOrNone | RuleKind::AtMostOne | RuleKind::IfThen => {
                let outside = |a: &Achieved| (!a.holds, a.violation, a.achieved);
                let worst = parts.into_iter().max_by_key(outside);
                worst.into_iter().collect()
            }
            _ => parts,
        }
    }

    /// Of each value and each stimulus; none for rules of order.
    fn parts(&self) -> Vec<Achieved> {
        match self.rule.rule.kind {
            kind if kind.is_layout() => Vec::new(),
            RuleKind::PerStimulus => self.per_stimulus(),
            _ => {
                let groups = self.groups();
                let groups = groups.iter();
                groups
                    .filter_map(|(label, objects)| self.part(label, objects))
                    .collect()
            }
        }
    }

    fn lines(&self) -> Lines<'a> {
        Lines { rule: self.rule }
    }

    fn objects(&self) -> Vec<Object<'a>> {
        let (rows, items) = (&self.context.component.rows, self.pool.candidates());
        let chosen = self.chosen.iter().filter_map(|&(row, item)| {
            Some(Object {
                row: rows.get(row)?,
                item: items.get(item)?,
            })
        });
        if !self.rule.on_stimuli() {
            let scored_only = self.rule.scored_only();
            return chosen
                .filter(|object| !scored_only || !object.row.unscored)
                .collect();
        }
        let mut stimuli: BTreeMap<&str, Object<'a>> = BTreeMap::new();
        for object in chosen {
            if let Some(code) = object.item.stimulus_code() {
                stimuli.entry(code).or_insert(object);
            }
        }
        stimuli.into_values().collect()
    }

    /// By value where the rule holds for one by one, those values too that nothing was chosen of.
    fn groups(&self) -> BTreeMap<String, Vec<Object<'a>>> {
        let objects = self.objects();
        let Some(name) = &self.rule.rule.each else {
            return BTreeMap::from([(String::new(), objects)]);
        };
        let mut groups: BTreeMap<String, Vec<Object<'a>>> = BTreeMap::new();
        for object in objects {
            for label in self.labels_of(&object, name) {
                groups.entry(label).or_default().push(object);
            }
        }
        let asked = matches!(self.rule.rule.kind, RuleKind::Count | RuleKind::Sum);
        if let Some(each) = self.rule.each.as_ref().filter(|_| asked) {
            for (number, label) in each.labels.iter().enumerate() {
                if !groups.contains_key(label) && self.could_stand(number) {
                    groups.insert(label.clone(), Vec::new());
                }
            }
        }
        groups
    }

    /// Each value once.
    fn labels_of(&self, object: &Object<'_>, name: &str) -> BTreeSet<String> {
        let found = match self.rule.on_stimuli() {
            true => object
                .item
                .stimulus
                .as_ref()
                .map(|facts| labels(&StimulusAttributes(facts).value(name))),
            false => Some(labels(&self.attributes(object).value(name))),
        };
        found.unwrap_or_default().into_iter().collect()
    }

    /// True where a candidate with the value fits a row that the rule counts.
    fn could_stand(&self, label: usize) -> bool {
        let Some(each) = &self.rule.each else {
            return false;
        };
        let rows = self.context.component.rows.iter().enumerate();
        let scored_only = self.rule.scored_only();
        let rows: Vec<_> = rows
            .filter(|(_, row)| !scored_only || !row.unscored)
            .collect();
        let stimulus_of = |item: &Candidate| {
            let stimuli = self.context.rules.stimuli();
            let code = |index: &usize| self.pool.candidates()[*index].stimulus_code();
            stimuli
                .binary_search_by_key(&item.stimulus_code(), code)
                .ok()
        };
        let mut items = self.pool.candidates().iter().enumerate();
        items.any(|(index, item)| {
            let object = match self.rule.on_stimuli() {
                true => stimulus_of(item),
                false => Some(index),
            };
            let has = |row: usize| object.is_some_and(|o| each.at(o, row).contains(&label));
            rows.iter()
                .any(|(number, row)| has(*number) && fits(self.context, row, item))
        })
    }

    fn attributes<'b>(&'b self, object: &'b Object<'_>) -> ItemAttributes<'b> {
        ItemAttributes {
            item: object.item,
            row: Some(object.row),
            scale: self.context.rules.scale(),
        }
    }

    fn holds(&self, condition: &Option<Expression>, object: &Object<'_>) -> bool {
        let Some(condition) = condition else {
            return true;
        };
        match (self.rule.on_stimuli(), &object.item.stimulus) {
            (true, Some(facts)) => condition.holds(&StimulusAttributes(facts)),
            (true, None) => false,
            (false, _) => condition.holds(&self.attributes(object)),
        }
    }

    fn value(&self, object: &Object<'_>) -> Option<i64> {
        let Some(name) = &self.rule.rule.of else {
            return Some(ONE);
        };
        let value = match (self.rule.on_stimuli(), &object.item.stimulus) {
            (true, facts) => StimulusAttributes(facts.as_ref()?).value(name).number(),
            (false, _) => self.attributes(object).value(name).number(),
        };
        value.and_then(millionths)
    }

    fn part(&self, label: &str, objects: &[Object<'a>]) -> Option<Achieved> {
        let rule = self.rule;
        let matching: Vec<&Object<'a>> = objects
            .iter()
            .filter(|o| self.holds(&rule.condition, o))
            .collect();
        let count = millions(matching.len());
        let [min, max] = [rule.min, rule.max].map(|bound| bound.map(i128::from));
        match rule.rule.kind {
            RuleKind::Count => Some(self.lines().line(label, self.whole(), min, max, count)),
            RuleKind::Sum => {
                let sum = self.sum(matching.iter().copied());
                Some(self.lines().line(label, self.unit(), min, max, sum))
            }
            RuleKind::Mean => {
                let known = matching.iter().filter(|o| self.value(o).is_some()).count();
                let sum = self.sum(matching.iter().copied());
                self.lines()
                    .quotient(label, self.unit(), sum, known as i128)
            }
            RuleKind::Share => {
                let among: Vec<&Object<'a>> = objects
                    .iter()
                    .filter(|o| self.holds(&rule.among, o))
                    .collect();
                let both = among.iter().filter(|o| self.holds(&rule.condition, o));
                let part = self.sum(both.copied());
                let whole = self.sum(among.iter().copied());
                // Millionths over millionths: the part is raised once more.
                self.lines().share(label, part, whole)
            }
            RuleKind::Include => {
                let all = millions(self.members(None).max(1));
                let have = millions(self.different(&matching));
                Some(
                    self.lines()
                        .line(label, self.whole(), Some(all), None, have),
                )
            }
            RuleKind::Exclude => Some(self.lines().line(label, self.whole(), None, Some(0), count)),
            RuleKind::AtMostOne => {
                Some(
                    self.lines()
                        .line(label, self.whole(), None, Some(ONE.into()), count),
                )
            }
            RuleKind::AllOrNone => {
                let have = self.different(&matching);
                let all = Some(millions(self.members(Some(label)))).filter(|_| have > 0);
                Some(
                    self.lines()
                        .line(label, self.whole(), all, None, millions(have)),
                )
            }
            RuleKind::IfThen if matching.is_empty() => None,
            RuleKind::IfThen => {
                let bound = |bound: Option<f64>| bound.and_then(millionths).map(i128::from);
                let (min, max) = if_then_bounds(rule);
                let then = objects.iter().filter(|o| self.holds(&rule.then, o)).count();
                Some(
                    self.lines()
                        .line(label, self.whole(), bound(min), bound(max), millions(then)),
                )
            }
            _ => None,
        }
    }

    /// Items by code, stimuli by theirs.
    fn different(&self, objects: &[&Object<'a>]) -> usize {
        let code = |object: &&Object<'a>| match self.rule.on_stimuli() {
            true => object.item.stimulus_code().unwrap_or(""),
            false => object.item.code.as_str(),
        };
        objects.iter().map(code).collect::<BTreeSet<&str>>().len()
    }

    /// How many different items (or stimuli) match and fit a row; of those with a value where one is
    /// named.
    fn members(&self, label: Option<&str>) -> usize {
        let rows = || self.context.component.rows.iter().enumerate();
        let stimuli = self.context.rules.stimuli();
        let of_stimulus = |item: &Candidate| {
            let code = |index: &usize| self.pool.candidates()[*index].stimulus_code();
            stimuli
                .binary_search_by_key(&item.stimulus_code(), code)
                .ok()
        };
        let label = label.filter(|_| self.rule.each.is_some());
        let has = |object: usize, row: usize| match (label, &self.rule.each) {
            (Some(label), Some(each)) => {
                let mut own = each.at(object, row).iter();
                own.any(|number| each.labels[*number] == label)
            }
            _ => true,
        };
        let mut codes: BTreeSet<&str> = BTreeSet::new();
        for (index, item) in self.pool.candidates().iter().enumerate() {
            let (object, code) = match self.rule.on_stimuli() {
                true => (of_stimulus(item), item.stimulus_code().unwrap_or("")),
                false => (Some(index), item.code.as_str()),
            };
            let Some(object) = object.filter(|_| !codes.contains(code)) else {
                continue;
            };
            let stands = |(number, row): (usize, &ResolvedRow)| {
                let counts = self.rule.matches.at(object, number) && has(object, number);
                counts && fits(self.context, row, item)
            };
            if rows().any(stands) {
                codes.insert(code);
            }
        }
        codes.len()
    }

    fn sum<'b>(&self, objects: impl Iterator<Item = &'b Object<'a>>) -> i128
    where
        'a: 'b,
    {
        objects
            .filter_map(|object| self.value(object))
            .map(i128::from)
            .sum()
    }

    fn whole(&self) -> Unit {
        match self.rule.on_stimuli() {
            true => Unit::Stimuli,
            false => Unit::Items,
        }
    }

    fn unit(&self) -> Unit {
        match self.rule.rule.of.as_deref() {
            None => self.whole(),
            Some("points") => Unit::Points,
            Some("minutes") => Unit::Minutes,
            Some(_) => Unit::Attribute,
        }
    }

    /// Items of each chosen stimulus that matches.
    fn per_stimulus(&self) -> Vec<Achieved> {
        let mut sets: BTreeMap<&str, Vec<Object<'a>>> = BTreeMap::new();
        for object in self.objects() {
            if let Some(code) = object.item.stimulus_code() {
                sets.entry(code).or_default().push(object);
            }
        }
        let matches = |objects: &[Object<'a>]| {
            let facts = objects
                .first()
                .and_then(|object| object.item.stimulus.as_ref());
            let condition = self.rule.condition.as_ref();
            facts.is_some_and(|f| condition.is_none_or(|c| c.holds(&StimulusAttributes(f))))
        };
        let [min, max] = [self.rule.min, self.rule.max].map(|bound| bound.map(i128::from));
        let line = |(code, objects): (&str, Vec<Object<'a>>)| {
            let counted = objects.iter().filter(|o| self.holds(&self.rule.among, o));
            self.lines()
                .line(code, self.unit(), min, max, self.sum(counted))
        };
        sets.into_iter()
            .filter(|(_, objects)| matches(objects))
            .map(line)
            .collect()
    }
}

fn millions(count: usize) -> i128 {
    count as i128 * i128::from(ONE)
}
