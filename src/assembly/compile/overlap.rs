//! Common items of forms.
//!
//! Forms come in tests and blocks: forms of one test share all scored items, forms of one block all
//! pilot items ([`Context::first_with`](crate::assembly::eligible::Context::first_with)). So only the first form of each test is held against the
//! others' scored items, only the first of each block against their pilot items, and every other
//! form equals its first. Without a pilot block every form is a test of its own. Anchors stand in
//! every form on purpose and are no overlap.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builder, Chosen, Scope, Terms};
use crate::assembly::halves::Half;
use crate::assembly::program::{Group, Variable, VariableId};

/// (variable, coefficient) of the choices of a form by item code.
type ByCode<'a> = BTreeMap<&'a str, Terms>;

impl<'a> Builder<'a> {
    pub(super) fn overlap(&mut self, scope: Scope<'_>) {
        for half in [Half::Scored, Half::Pilot] {
            let mut firsts = Vec::new();
            for form in 0..scope.forms {
                let number = scope.first_form + form;
                let first = self.context.first_with(half, number);
                if first < scope.earlier.len() {
                    self.same_as(&scope.earlier[first], half, form);
                // A form compiled alone may be without the first one of its half.
                } else if (scope.first_form..number).contains(&first) {
                    self.same_choices(first - scope.first_form, half, form);
                } else {
                    self.against_earlier(scope.earlier, half, form);
                    firsts.push((form, self.by_code_of(half, form)));
                }
            }
            let most = self.most_common(half);
            if most == 0 && scope.forms > 1 {
                self.no_common_items(&firsts);
            } else {
                self.few_common_items(&firsts, most, self.fewest_common(half));
            }
        }
    }

    /// No item stands in more forms than it may; anchors may stand in all. Only the items that could
    /// are asked.
    pub(super) fn use_limits(&mut self, scope: Scope<'_>) {
        let forms = self.context.forms();
        let mut limited: BTreeMap<&str, (u32, Terms)> = BTreeMap::new();
        for &(variable, candidate, _) in self.chosen.iter().flatten() {
            let item = &self.candidates[candidate];
            let left = self.context.uses_left(item);
            let left =
                left.filter(|left| (*left as usize) < forms && !self.context.is_anchor(item));
            if let Some(left) = left {
                let (_, terms) = limited.entry(&item.code).or_insert((left, Terms::new()));
                terms.push((variable, 1.0));
            }
        }
        for (code, (left, terms)) in limited {
            let stands = |form: &&Chosen| {
                let mut items = form.iter().map(|&(_, item)| &self.candidates[item]);
                items.any(|item| item.code == code)
            };
            let earlier = scope.earlier.iter().filter(stands).count();
            let most = f64::from(left) - earlier as f64;
            self.rule(Group::Uses, f64::NEG_INFINITY, most, terms);
        }
    }

    /// Pilot blocks are for different items.
    fn most_common(&self, half: Half) -> usize {
        match half {
            Half::Scored => self.context.overlap_max(),
            Half::Pilot => 0,
        }
    }

    /// No bound where none is asked for.
    fn fewest_common(&self, half: Half) -> f64 {
        match (half, self.context.overlap_min()) {
            (Half::Scored, fewest @ 1..) => fewest as f64,
            _ => f64::NEG_INFINITY,
        }
    }

    /// Choices of one half that count as overlap.
    fn by_code_of(&self, half: Half, form: usize) -> ByCode<'a> {
        let mut by_code = ByCode::new();
        for &(variable, candidate, row) in &self.chosen[form] {
            let item = &self.candidates[candidate];
            if self.context.half_of(row) == half && !self.context.is_anchor(item) {
                by_code.entry(&item.code).or_default().push((variable, 1.0));
            }
        }
        by_code
    }

    fn against_earlier(&mut self, earlier: &[Chosen], half: Half, form: usize) {
        let here = self.by_code_of(half, form);
        let most = self.most_common(half) as f64;
        for (number, earlier) in earlier.iter().enumerate() {
            if self.context.first_with(half, number) != number {
                continue;
            }
            let same_half = |(row, _): &&(usize, usize)| self.context.half_of(*row) == half;
            let used: BTreeSet<&str> = earlier
                .iter()
                .filter(same_half)
                .map(|&(_, candidate)| self.candidates[candidate].code.as_str())
                .collect();
            let common = used.iter().filter_map(|code| here.get(code)).flatten();
            let terms: Terms = common.copied().collect();
            if half == Half::Scored || !terms.is_empty() {
                let fewest = self.fewest_common(half);
                self.rule(Group::Overlap, fewest, most, terms);
            }
        }
    }

    /// The half of a form that stands already.
    fn same_as(&mut self, earlier: &Chosen, half: Half, form: usize) {
        let wanted: BTreeSet<(usize, usize)> = earlier.iter().copied().collect();
        let choices = self.chosen[form].clone();
        for (variable, candidate, row) in choices {
            if self.context.half_of(row) == half && wanted.contains(&(row, candidate)) {
                self.rule(Group::Spiral, 1.0, 1.0, vec![(variable, 1.0)]);
            }
        }
    }

    /// The half of another form of the same program.
    fn same_choices(&mut self, first: usize, half: Half, form: usize) {
        let pairs: Vec<(usize, usize)> = self.chosen[first]
            .iter()
            .zip(&self.chosen[form])
            .filter(|((.., row), _)| self.context.half_of(*row) == half)
            .map(|(there, here)| (there.0, here.0))
            .collect();
        for (there, here) in pairs {
            self.rule(Group::Spiral, 0.0, 0.0, vec![(there, 1.0), (here, -1.0)]);
        }
    }

    fn no_common_items(&mut self, by_form: &[(usize, ByCode<'a>)]) {
        let codes: BTreeSet<&str> = by_form
            .iter()
            .flat_map(|(_, form)| form.keys().copied())
            .collect();
        for code in codes {
            let terms = by_form
                .iter()
                .filter_map(|(_, form)| form.get(code))
                .flatten()
                .copied()
                .collect();
            self.rule(Group::Overlap, f64::NEG_INFINITY, 1.0, terms);
        }
    }

    fn few_common_items(&mut self, by_form: &[(usize, ByCode<'a>)], most: usize, fewest: f64) {
        let codes: BTreeSet<&str> = by_form
            .iter()
            .flat_map(|(_, form)| form.keys().copied())
            .collect();
        let numbers: BTreeMap<&str, usize> = codes
            .into_iter()
            .enumerate()
            .map(|(number, code)| (code, number))
            .collect();
        for (index, (first, here)) in by_form.iter().enumerate() {
            for (second, there) in &by_form[index + 1..] {
                let mut common = Vec::new();
                for (code, here) in here {
                    let Some(there) = there.get(code) else {
                        continue;
                    };
                    let id = VariableId::Common {
                        item: numbers[code],
                        first: *first,
                        second: *second,
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
                    // What is asked for must be common in both forms.
                    for side in [here, there].into_iter().filter(|_| fewest > 0.0) {
                        let mut terms = side.clone();
                        terms.push((variable, -1.0));
                        self.define(0.0, f64::INFINITY, terms);
                    }
                }
                self.rule(Group::Overlap, fewest, most as f64, common);
            }
        }
    }
}
