//! Forms that have too much in common with earlier ones exchange the items in question, inside what
//! their chunk may use; where no exchange helps, a form is drawn anew.

use super::draw::Uses;
use super::plan::Plan;
use crate::assembly::compile::Chosen;
use crate::assembly::exchange::search::Search;
use crate::assembly::exchange::state::State;
use crate::assembly::run::{Refusal, RefusalKind};
use crate::assembly::solver::Solver;
use crate::language::finding::Finding;

/// Times a form is drawn anew.
const ANEW: u32 = 20;
/// Streams of what is drawn anew begin here.
const STREAMS: u64 = 1 << 41;

/// The forms so far, item by item.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// Item → numbers of the forms it stands in.
    forms_of: Vec<Vec<u32>>,
    forms: u32,
}

impl Index {
    pub(super) fn add(&mut self, plan: &Plan, form: &Chosen) {
        self.forms_of.resize(plan.most.len(), Vec::new());
        for item in plan.counted_items(form) {
            self.forms_of[item].push(self.forms);
        }
        self.forms += 1;
    }

    /// Common items with every form so far.
    fn common(&self, items: impl Iterator<Item = usize>) -> Vec<u32> {
        let mut common = vec![0; self.forms as usize];
        for item in items {
            for &form in self.forms_of.get(item).into_iter().flatten() {
                common[form as usize] += 1;
            }
        }
        common
    }
}

impl Plan {
    /// Items of a form that count as overlap.
    pub(super) fn counted_items(&self, form: &Chosen) -> impl Iterator<Item = usize> {
        let items = form
            .iter()
            .map(|&(_, candidate)| self.sharing.item_of[candidate]);
        items.filter(|item| self.most[*item].is_some())
    }

    /// The forms of a chunk with nothing too common; the index grows by them.
    pub(super) fn settle(
        &self,
        chunk: u32,
        mut forms: Vec<Chosen>,
        index: &mut Index,
        solver: &dyn Solver,
    ) -> Result<Vec<Chosen>, Refusal> {
        let Some(most) = self.cohort.overlap_max else {
            forms.iter().for_each(|form| index.add(self, form));
            return Ok(forms);
        };
        let mut uses = Uses::of(self, chunk);
        forms.iter().for_each(|form| uses.count(self, form));
        let mut search = Search::new(self.request.options.seed, STREAMS + u64::from(chunk), 0);
        for (number, form) in self.numbers(chunk).zip(&mut forms) {
            uses.forget(self, form);
            let mut settled = self.exchanged(form, index, most, &uses, &mut search);
            for _ in 0..ANEW {
                if settled.is_some() {
                    break;
                }
                let anew = self.draw_form(number, &mut search, &uses, solver)?;
                settled = self.exchanged(&anew, index, most, &uses, &mut search);
            }
            *form = settled.ok_or_else(|| {
                let finding = Finding::error("cohort_overlap_unreachable", "/cohort/overlap_max");
                let finding = finding.with("form", number + 1).with("most", most);
                Refusal::of(RefusalKind::Limit, vec![finding])
            })?;
            uses.count(self, form);
            index.add(self, form);
        }
        Ok(forms)
    }

    /// The form with items exchanged until no earlier one has too much in common with it.
    fn exchanged(
        &self,
        form: &Chosen,
        index: &Index,
        most: u32,
        uses: &Uses,
        search: &mut Search,
    ) -> Option<Chosen> {
        let mut common = index.common(self.counted_items(form));
        let excess = |common: &[u32]| common.iter().map(|c| c.saturating_sub(most)).sum::<u32>();
        if excess(&common) == 0 {
            return Some(form.clone());
        }
        let model = self.model.as_ref()?;
        let mut state = State::of(model, &model.columns_of(form)?);
        let offer = model.offer();
        while excess(&common) > 0 {
            let too_common = (0..common.len()).find(|other| common[*other] > most)? as u32;
            let mut outs: Vec<u32> = state.columns();
            outs.retain(|out| {
                let item = self.item(*out);
                let there = &index.forms_of[item];
                self.most[item].is_some() && there.binary_search(&too_common).is_ok()
            });
            search.shuffle(&mut outs);
            let step = outs.into_iter().find_map(|out| {
                let freed = &index.forms_of[self.item(out)];
                let put = search.find_exchange(&mut state, &offer, out, |put| {
                    let item = self.item(put);
                    let fits = |other: &u32| {
                        let freed = u32::from(freed.binary_search(other).is_ok());
                        common[*other as usize] + 1 - freed <= most
                            || (freed == 1 && *other != too_common)
                    };
                    uses.left(item)
                        && index.forms_of[item].binary_search(&too_common).is_err()
                        && index.forms_of[item].iter().all(fits)
                })?;
                Some((out, put))
            });
            let (out, put) = step?;
            index.forms_of[self.item(out)]
                .iter()
                .for_each(|form| common[*form as usize] -= 1);
            index.forms_of[self.item(put)]
                .iter()
                .for_each(|form| common[*form as usize] += 1);
            state.exchange(out, put);
        }
        state.refresh();
        Some(state.chosen())
    }

    fn item(&self, column: u32) -> usize {
        let choice = self
            .model
            .as_ref()
            .and_then(|model| model.choice(column as usize));
        choice.map_or(0, |(_, candidate)| self.sharing.item_of[candidate])
    }
}
