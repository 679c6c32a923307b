//! Stimulus sets and key positions of one form: rules that need variables of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builder, Terms};
use crate::assembly::program::{Group, VariableId};
use crate::specification::document::{StimulusCount, StimulusRule, StimulusSets};

impl Builder<'_> {
    /// Sections first, then rows with a count of their own.
    pub(super) fn stimulus_scopes(&mut self, form: usize) {
        let component = self.context.component;
        let whole = component.constraints.stimulus_sets == Some(StimulusSets::Whole);
        for (index, section) in component.sections.iter().enumerate() {
            let [count, items] = counts(section.stimulus.as_ref());
            if whole || count.is_some() || items.is_some() {
                let rows: Vec<bool> = component
                    .rows
                    .iter()
                    .map(|row| row.section == section.id && !row.unscored)
                    .collect();
                let scope = StimulusScope {
                    number: index,
                    name: &section.id,
                    rows,
                    count,
                    items,
                    whole,
                };
                self.stimuli_of(form, &scope);
            }
        }
        for (index, row) in component.rows.iter().enumerate() {
            let [count, items] = counts(row.stimulus.as_ref());
            if count.is_some() || items.is_some() {
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
                        items,
                        whole: false,
                    },
                );
            }
        }
    }

    fn stimuli_of(&mut self, form: usize, scope: &StimulusScope<'_>) {
        let mut used: BTreeMap<usize, BTreeMap<&str, Terms>> = BTreeMap::new();
        for &(variable, candidate, row) in &self.chosen[form] {
            let item = &self.candidates[candidate];
            let number = item.stimulus_code().and_then(|code| self.stimuli.get(code));
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
            let items: Vec<Terms> = items.into_values().collect();
            self.items_of_each(variable, &items, scope);
            self.tie(variable, items, scope.whole);
        }
        if let Some([fewest, most]) = scope.count.map(|bounds| bounds.map(f64::from)) {
            self.rule(
                Group::StimulusCount(scope.name.to_owned()),
                fewest,
                most,
                variables,
            );
        }
    }

    /// Fewest and most items of a stimulus where it is chosen; no item is chosen without its stimulus.
    fn items_of_each(&mut self, stimulus: usize, items: &[Terms], scope: &StimulusScope<'_>) {
        let Some([fewest, most]) = scope.items.map(|bounds| bounds.map(f64::from)) else {
            return;
        };
        let group = Group::StimulusItems(scope.name.to_owned());
        let with = |bound: f64| {
            let mut terms = items.concat();
            terms.push((stimulus, -bound));
            terms
        };
        self.rule(group.clone(), 0.0, f64::INFINITY, with(fewest));
        self.rule(group, f64::NEG_INFINITY, 0.0, with(most));
    }

    /// Ties a stimulus to its items: used exactly when any of them is, whole when all are.
    pub(super) fn tie(&mut self, stimulus: usize, items: Vec<Vec<(usize, f64)>>, whole: bool) {
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

    pub(super) fn key_positions(&mut self, form: usize) {
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
}

/// Bounds of the number of stimuli, and of the items of each.
fn counts(rule: Option<&StimulusRule>) -> [Option<[u32; 2]>; 2] {
    let bounds = |count: Option<StimulusCount>| count.map(StimulusCount::bounds);
    rule.map_or([None, None], |rule| {
        [bounds(rule.count), bounds(rule.items)]
    })
}

/// Where stimuli are counted or kept whole.
struct StimulusScope<'a> {
    number: usize,
    name: &'a str,
    /// Row index → whether the row belongs to it.
    rows: Vec<bool>,
    /// Fewest and most stimuli.
    count: Option<[u32; 2]>,
    /// Fewest and most items of each of them.
    items: Option<[u32; 2]>,
    whole: bool,
}
