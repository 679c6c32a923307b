//! The forms of one chunk, by the chunk's number and the seed alone.
//!
//! For each form some candidates of every row are drawn, those that the chunk has used little before
//! the others; of them a form is made that holds every rule. Where exchanges find none, the solver
//! looks among all that may still be used.

use super::plan::Plan;
use crate::assembly::compile::Chosen;
use crate::assembly::core;
use crate::assembly::exchange::model::Model;
use crate::assembly::exchange::search::{Anything, Offer, Search};
use crate::assembly::program::VariableId;
use crate::assembly::request::Limits;
use crate::assembly::run::{Refusal, RefusalKind};
use crate::assembly::solver::{Solver, Status};
use crate::language::finding::Finding;

/// Candidates drawn for each item of a row, and at least for a row.
const DRAWN_EACH: usize = 6;
const DRAWN_LEAST: usize = 30;
/// Exchanges looked at before another draw.
const BUDGET: u64 = 200_000;
/// Draws before the solver is asked.
const DRAWS: u32 = 4;
/// Times a chunk whose last forms find no items is drawn anew.
const CHUNKS: u64 = 4;
/// Streams of the draws begin here, away from those of objectives and order.
const STREAMS: u64 = 1 << 40;

impl Plan {
    /// Draws a chunk.
    ///
    /// # Errors
    /// `Infeasible` where no form holds every rule with what may still be used, `Limit` where the solver
    /// could not tell.
    pub fn draw(&self, chunk: u32, solver: &dyn Solver) -> Result<Vec<Chosen>, Refusal> {
        let mut last = None;
        for attempt in 0..CHUNKS {
            match self.draw_once(chunk, attempt, solver) {
                Ok(forms) => return Ok(forms),
                // With nothing used yet another order would not help.
                Err((0, refusal)) => return Err(refusal),
                Err((_, refusal)) => last = Some(refusal),
            }
        }
        Err(last.unwrap_or(Refusal::of(RefusalKind::Failed, Vec::new())))
    }

    fn draw_once(
        &self,
        chunk: u32,
        attempt: u64,
        solver: &dyn Solver,
    ) -> Result<Vec<Chosen>, (u32, Refusal)> {
        let stream = STREAMS + u64::from(chunk) * CHUNKS + attempt;
        let mut search = Search::new(self.request.options.seed, stream, BUDGET);
        let mut uses = Uses::of(self, chunk);
        let mut forms = Vec::new();
        for number in self.numbers(chunk) {
            let form = self.draw_form(number, &mut search, &uses, solver);
            let form = form.map_err(|refusal| {
                let findings = refusal.findings.into_iter();
                let findings = findings.map(|finding| finding.with("form", number + 1));
                let kind = refusal.kind;
                (
                    number - self.numbers(chunk).start,
                    Refusal::of(kind, findings.collect()),
                )
            })?;
            uses.count(self, &form);
            forms.push(form);
        }
        Ok(forms)
    }

    /// One form of what may still be used.
    pub(super) fn draw_form(
        &self,
        number: u32,
        search: &mut Search,
        uses: &Uses,
        solver: &dyn Solver,
    ) -> Result<Chosen, Refusal> {
        if let Some(model) = &self.model {
            for _ in 0..DRAWS {
                let offer = self.offer(model, search, uses);
                search.budget = BUDGET;
                let Some(mut state) = Search::start(model, &offer, &mut |_| true) else {
                    continue;
                };
                if search.repair(&mut state, &offer, &mut Anything) {
                    let chosen = state.chosen();
                    if self.holds(number, &chosen) {
                        return Ok(chosen);
                    }
                }
            }
        }
        self.solve_form(number, search, uses, solver)
    }

    /// Some candidates of every row, each as likely as it was used little; items of one stimulus come
    /// together, and what stands in every form always.
    fn offer(&self, model: &Model, search: &mut Search, uses: &Uses) -> Offer {
        let mut waits: Vec<Option<f64>> = vec![None; self.units.len()];
        let mut offer = Offer::new();
        for ((need, _), free) in model.places().zip(model.offer()) {
            let mut keyed: Vec<(f64, u32)> = Vec::with_capacity(free.len());
            for column in free {
                let Some((_, candidate)) = model.choice(column as usize) else {
                    continue;
                };
                let item = self.sharing.item_of[candidate];
                if self.most[item].is_none() {
                    keyed.push((0.0, column));
                } else if uses.left(item) {
                    let wait = waits[self.units[candidate]].get_or_insert_with(|| {
                        -search.share().ln() * (1.0 + f64::from(uses.used[item]))
                    });
                    keyed.push((*wait, column));
                }
            }
            keyed.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            keyed.truncate((need * DRAWN_EACH).max(DRAWN_LEAST));
            offer.push(keyed.into_iter().map(|(_, column)| column).collect());
        }
        offer
    }

    fn solve_form(
        &self,
        number: u32,
        search: &mut Search,
        uses: &Uses,
        solver: &dyn Solver,
    ) -> Result<Chosen, Refusal> {
        let mut program = self.program.clone();
        for variable in &mut program.variables {
            if let VariableId::Choose { candidate, .. } = variable.id {
                variable.cost = search.share();
                if !uses.left(self.sharing.item_of[candidate]) {
                    variable.upper = variable.lower;
                }
            }
        }
        // Any form will do.
        let limits = Limits {
            gap: 1e9,
            ..self.request.limits
        };
        let outcome = core::solve(solver, &program, &limits);
        if outcome.has_solution() {
            let chosen = core::chosen(&program, &outcome.values);
            if self.holds(number, &chosen) {
                return Ok(chosen);
            }
        }
        let (kind, code) = match outcome.status {
            Status::Infeasible => (RefusalKind::Infeasible, "cohort_form_impossible"),
            Status::LimitWithoutSolution => (RefusalKind::Limit, "cohort_form_limit"),
            _ => (RefusalKind::Failed, "cohort_form_failed"),
        };
        let used_up = uses.used_up();
        let finding = Finding::error(code, "/cohort").with("used_up", used_up);
        Err(Refusal::of(kind, vec![finding]))
    }
}

/// Uses of items inside a chunk.
#[derive(Clone, Debug)]
pub(super) struct Uses {
    /// Item → forms of the chunk it stands in.
    pub(super) used: Vec<u32>,
    most: Vec<u32>,
}

impl Uses {
    pub(super) fn of(plan: &Plan, chunk: u32) -> Self {
        let items = plan.most.len();
        Self {
            used: vec![0; items],
            most: (0..items)
                .map(|item| plan.most_in_chunk(item, chunk))
                .collect(),
        }
    }

    /// Whether an item may stand in one more form.
    pub(super) fn left(&self, item: usize) -> bool {
        self.used[item] < self.most[item]
    }

    fn used_up(&self) -> usize {
        (0..self.used.len())
            .filter(|item| !self.left(*item))
            .count()
    }

    pub(super) fn count(&mut self, plan: &Plan, form: &Chosen) {
        for &(_, candidate) in form {
            self.used[plan.sharing.item_of[candidate]] += 1;
        }
    }

    pub(super) fn forget(&mut self, plan: &Plan, form: &Chosen) {
        for &(_, candidate) in form {
            self.used[plan.sharing.item_of[candidate]] -= 1;
        }
    }
}
