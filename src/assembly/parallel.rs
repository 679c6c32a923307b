//! Several forms with a common target: each is brought near to it by exchanges, the hardest first, and
//! stops as soon as it is near enough; then forms that stay too far exchange items with the others and
//! with the pool. One program of all forms is never the first try: it stalls where this takes moments.
//!
//! Nothing is proven by a search, so what it cannot find is asked of the solver, form by form.

use super::compile::Chosen;
use super::exchange::joint::Forms;
use super::exchange::model::Model;
use super::exchange::search::{Guard, Offer, Search};
use super::exchange::shared::{MOST_FORMS, Sharing, Standing};
use super::exchange::state::State;
use super::program::Program;
use super::progress::{News, Stage};
use super::request::Limits;
use super::solver::Solver;

/// Exchanges looked at for one form before its bound is asked for.
const FIRST_BUDGET: u64 = 2_000_000;
/// Exchanges looked at for one form that is still too far from its target.
const SECOND_BUDGET: u64 = 6_000_000;
/// Exchanges looked at for all forms together.
const JOINT_BUDGET: u64 = 40_000_000;
/// Starts of a form that finds no way to hold every rule.
const STARTS: u64 = 3;

/// A form as found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundForm {
    /// Its choices.
    pub chosen: Chosen,
    /// Distance from the target, with the costs of its items.
    pub objective: f64,
    /// No form is nearer, where that was asked for; else 0.
    pub bound: f64,
}

/// What the forms of a run are asked for.
pub struct Asked<'a> {
    /// One program for each form, none of which knows the others.
    pub programs: &'a [Program],
    /// What they may have in common.
    pub sharing: &'a Sharing,
    /// A distance that is near enough, in units of the objective.
    pub near_enough: f64,
    /// Seed of everything random.
    pub seed: u64,
}

/// All forms, every rule held, each as near to its target as was found; `None` where some form or the
/// rules between them were not mastered.
pub fn search_forms(
    asked: &Asked<'_>,
    solver: &dyn Solver,
    limits: &Limits,
) -> Option<Vec<FoundForm>> {
    let models: Option<Vec<Model>> = asked.programs.iter().map(Model::of).collect();
    let models = models?;
    let alike = models
        .windows(2)
        .all(|pair| pair[0].choices == pair[1].choices);
    if models.len() > MOST_FORMS || !alike {
        return None;
    }
    let mut run = Run::of(asked, &models);
    solver.tell(News::Stage(Stage::Exchanging));
    for (done, form) in hardest_first(&models).into_iter().enumerate() {
        let of = models.len();
        solver.tell(News::Forms { done, of });
        run.one_form(form, solver, limits)?;
    }
    run.together()
}

/// Forms with more rules first, then those with fewer candidates.
fn hardest_first(models: &[Model]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..models.len()).collect();
    let hard = |form: usize| std::cmp::Reverse(models[form].rules());
    order.sort_by_key(|&form| (hard(form), form));
    order
}

struct Run<'m, 'a> {
    asked: &'a Asked<'a>,
    models: &'m [Model],
    offer: Offer,
    states: Vec<Option<State<'m>>>,
    standing: Standing<'a>,
    goals: Vec<f64>,
    bounds: Vec<f64>,
}

impl<'m, 'a> Run<'m, 'a> {
    fn of(asked: &'a Asked<'a>, models: &'m [Model]) -> Self {
        Self {
            asked,
            models,
            offer: models.first().map(Model::offer).unwrap_or_default(),
            states: vec![None; models.len()],
            standing: Standing::new(asked.sharing, models.len()),
            goals: vec![asked.near_enough; models.len()],
            bounds: vec![0.0; models.len()],
        }
    }

    /// One form given those before it. A form that breaks rules is kept: the others may help it.
    fn one_form(&mut self, form: usize, solver: &dyn Solver, limits: &Limits) -> Option<()> {
        let mut best: Option<State<'m>> = None;
        for start in 0..STARTS {
            let stream = (form as u64) * STARTS + start;
            let mut search = Search::new(self.asked.seed, stream, FIRST_BUDGET);
            let Some(mut state) = self.start(form, &mut search) else {
                continue;
            };
            let holds = self.near(form, &mut state, &mut search);
            if holds && state.objective() > self.goals[form] {
                self.ask_bound(form, solver, limits);
                search.budget = SECOND_BUDGET;
                self.near(form, &mut state, &mut search);
            }
            let better = |best: &State<'_>| rank(&state) < rank(best);
            if best.as_ref().is_none_or(better) {
                best = Some(state);
            }
            if holds {
                break;
            }
        }
        let state = best?;
        for (_, candidate) in state.chosen() {
            self.standing.put(form, candidate);
        }
        self.states[form] = Some(state);
        Some(())
    }

    fn start(&self, form: usize, search: &mut Search) -> Option<State<'m>> {
        let model = &self.models[form];
        let mut offer = self.offer.clone();
        offer.iter_mut().for_each(|place| search.shuffle(place));
        let mut standing = self.standing.clone();
        let mut may = |put: usize| {
            let may = standing.may(form, None, put);
            if may {
                standing.put(form, put);
            }
            may
        };
        Search::start(model, &offer, &mut may)
    }

    /// Repairs, then improves; true when every rule holds.
    fn near(&self, form: usize, state: &mut State<'m>, search: &mut Search) -> bool {
        let mut beside = Beside {
            form,
            model: &self.models[form],
            before: &self.standing,
            now: self.standing.clone(),
        };
        beside.restored(state);
        let offer = self.allowed(form);
        if !search.repair(state, &offer, &mut beside) {
            return false;
        }
        search.improve(state, &offer, self.goals[form], &mut beside);
        true
    }

    /// What may come at all: without common items, nothing that stands in a form before.
    fn allowed(&self, form: usize) -> Offer {
        let mut offer = self.offer.clone();
        if self.asked.sharing.most_common == 0 {
            let may = |column: &u32| {
                let choice = self.models[form].choice(*column as usize);
                choice.is_some_and(|(_, put)| self.standing.may(form, None, put))
            };
            offer.iter_mut().for_each(|place| place.retain(&may));
        }
        offer
    }

    /// A goal beyond what is possible is brought back to it.
    fn ask_bound(&mut self, form: usize, solver: &dyn Solver, limits: &Limits) {
        if let Ok(relaxation) = solver.relax(&self.asked.programs[form], limits) {
            self.bounds[form] = relaxation.objective.max(0.0);
            self.goals[form] = self.bounds[form] + self.asked.near_enough;
        }
    }

    /// What is still broken or too far is mended between the forms.
    fn together(self) -> Option<Vec<FoundForm>> {
        let states: Option<Vec<State<'m>>> = self.states.into_iter().collect();
        let mut forms = Forms {
            states: states?,
            standing: self.standing,
            offer: self.offer,
            goals: self.goals,
        };
        let stream = forms.states.len() as u64 * STARTS;
        let mut search = Search::new(self.asked.seed, stream, JOINT_BUDGET);
        if !forms.mend(&mut search) {
            forms.cool(&mut search);
            forms.mend(&mut search);
        }
        forms.states.iter_mut().for_each(State::refresh);
        let broken = |state: &State<'_>| state.broken().next().is_some();
        if forms.states.iter().any(broken) || !forms.standing.holds() {
            return None;
        }
        let found = forms.states.iter().zip(self.bounds);
        let found = found.map(|(state, bound)| FoundForm {
            chosen: state.chosen(),
            objective: state.objective(),
            bound,
        });
        Some(found.collect())
    }
}

/// What breaks least, then what is nearest.
fn rank(state: &State<'_>) -> (usize, f64) {
    (state.broken().count(), state.objective())
}

/// A form under way beside those before it.
struct Beside<'m, 'a> {
    form: usize,
    model: &'m Model,
    before: &'m Standing<'a>,
    now: Standing<'a>,
}

impl Beside<'_, '_> {
    fn candidate(&self, column: u32) -> usize {
        let choice = self.model.choice(column as usize);
        choice.map_or(0, |(_, candidate)| candidate)
    }
}

impl Guard for Beside<'_, '_> {
    fn may(&self, out: u32, put: u32) -> bool {
        let (out, put) = (self.candidate(out), self.candidate(put));
        self.now.may(self.form, Some(out), put)
    }

    fn exchanged(&mut self, out: u32, put: u32) {
        self.now.take(self.form, self.candidate(out));
        self.now.put(self.form, self.candidate(put));
    }

    fn restored(&mut self, state: &State<'_>) {
        self.now = self.before.clone();
        for (_, candidate) in state.chosen() {
            self.now.put(self.form, candidate);
        }
    }
}
