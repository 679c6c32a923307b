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
/// Exchanges looked at for each choice of a form, where an objective is one of several.
const PER_CHOICE: u64 = 1_000;
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
    /// Forms of a list of objectives: what is known of this one.
    pub known: Option<&'a Known<'a>>,
}

/// What is known before the forms are looked for.
pub struct Known<'a> {
    /// No form that is the worst one costs less; −∞ where nothing is to be proven.
    pub bounds: Vec<f64>,
    /// What each form should come down to.
    pub goals: Vec<f64>,
    /// Forms that hold every rule, to go on from.
    pub before: Option<&'a [Chosen]>,
}

/// How many exchanges may be looked at.
#[derive(Clone, Copy)]
struct Budgets {
    first: u64,
    second: u64,
    joint: u64,
    /// Tried by chance for each form, where nothing else mends the forms.
    cooling: u64,
}

impl Budgets {
    const FULL: Self = Self {
        first: FIRST_BUDGET,
        second: SECOND_BUDGET,
        joint: JOINT_BUDGET,
        cooling: u64::MAX,
    };

    /// Several objectives are several searches; small pools need little of each.
    fn of(known: Option<&Known<'_>>, choices: usize) -> Self {
        let Some(known) = known else {
            return Self::FULL;
        };
        let each = choices as u64 * PER_CHOICE;
        // A draw is not to be made better.
        let drawn = known.bounds.iter().all(|bound| bound.is_infinite());
        let more = u64::from(!drawn);
        Self {
            first: FIRST_BUDGET.min(each),
            second: SECOND_BUDGET.min(3 * each) * more,
            joint: JOINT_BUDGET.min(20 * each) * more,
            cooling: each.max(1),
        }
    }
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
    budgets: Budgets,
}

impl<'m, 'a> Run<'m, 'a> {
    fn of(asked: &'a Asked<'a>, models: &'m [Model]) -> Self {
        let mut standing = Standing::new(asked.sharing, models.len());
        let before = asked.known.and_then(|known| known.before);
        for (form, chosen) in before.into_iter().flatten().enumerate() {
            for &(_, candidate) in chosen {
                standing.put(form, candidate);
            }
        }
        let alone = || vec![asked.near_enough; models.len()];
        let zeros = || vec![0.0; models.len()];
        Self {
            asked,
            models,
            offer: models.first().map(Model::offer).unwrap_or_default(),
            states: vec![None; models.len()],
            standing,
            goals: asked.known.map_or_else(alone, |known| known.goals.clone()),
            bounds: asked.known.map_or_else(zeros, |known| known.bounds.clone()),
            budgets: Budgets::of(asked.known, models.first().map_or(0, |m| m.choices)),
        }
    }

    /// The form as it stood before this objective, which holds every rule.
    fn before(&self, form: usize) -> Option<State<'m>> {
        let chosen = self.asked.known?.before?.get(form)?;
        let model = &self.models[form];
        Some(State::of(model, &model.columns_of(chosen)?))
    }

    /// One form given those before it. A form that breaks rules is kept: the others may help it.
    fn one_form(&mut self, form: usize, solver: &dyn Solver, limits: &Limits) -> Option<()> {
        let mut best: Option<State<'m>> = None;
        let mut before = self.before(form);
        if let Some(state) = &before {
            for (_, candidate) in state.chosen() {
                self.standing.take(form, candidate);
            }
        }
        for start in 0..STARTS {
            let stream = (form as u64) * STARTS + start;
            let mut search = Search::new(self.asked.seed, stream, self.budgets.first);
            let started = before.take().or_else(|| self.start(form, &mut search));
            let Some(mut state) = started else {
                continue;
            };
            let holds = self.near(form, &mut state, &mut search);
            if holds && state.objective() > self.goals[form] && self.budgets.second > 0 {
                self.ask_bound(form, solver, limits);
                search.budget = self.budgets.second;
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
        if self.asked.known.is_some() {
            return;
        }
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
        let cooling = self.budgets.cooling;
        let mut search = Search::new(self.asked.seed, stream, self.budgets.joint);
        if self.budgets.joint > 0 && !forms.mend(&mut search) {
            forms.cool(&mut search, cooling);
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
