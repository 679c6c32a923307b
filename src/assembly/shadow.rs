//! A form around the items a candidate has met already, made anew before every next item (van der
//! Linden's shadow tests): whatever comes next, the whole test holds every constraint.
//!
//! What does not change between two items is made once ([`Shadow::of`]). A step makes the form as
//! informative as it can be at an ability, proves how near it is to the best one, and names the item to
//! give next: of the form's items that were not given, the one that tells most.

use std::cmp::Ordering;

use super::achieved::Achieved;
use super::anchors::missing_anchors;
use super::compile::{Chosen, Scope, compile};
use super::core;
use super::eligible::{Context, Eligible};
use super::exchange::model::Model;
use super::exchange::search::{Anything, Search};
use super::explain::conflict;
use super::given::{GivenItem, given_findings, impossible_given};
use super::next_item::{NextItem, ShadowTask};
use super::pool::Pool;
use super::prepare::{Prepared, forced_misfits};
use super::program::{Program, VariableId};
use super::request::{Limits, Request};
use super::run::{Refusal, RefusalKind};
use super::shortage::shortages;
use super::solver::{Outcome, Solver, Status};
use super::swap::ItemVersion;
use super::verify::verify_form;
use crate::language::finding::Finding;

/// Exchanges looked at before the solver is asked.
const BUDGET: u64 = 400_000;
/// Streams of the steps begin here.
const STREAMS: u64 = 1 << 42;

/// A test that is put together anew before every item.
pub struct Shadow {
    request: Request,
    prepared: Prepared,
    eligible: Eligible,
    program: Program,
    model: Option<Model>,
}

/// The form of one step.
#[derive(Clone, Debug, PartialEq)]
pub struct ShadowForm {
    /// Its items: (row index, candidate index).
    pub chosen: Chosen,
    /// The item to give next; `None` when all are given.
    pub next: Option<ItemVersion>,
    /// Information at the ability.
    pub information: f64,
    /// No form around the given items tells more.
    pub bound: f64,
    /// Every constraint, recounted.
    pub achieved: Vec<Achieved>,
    /// False when the clock decided.
    pub reproducible: bool,
}

impl Shadow {
    /// What every step needs.
    ///
    /// # Errors
    /// `Invalid` for a wrong request (`shadow_without_information` where the component asks for no
    /// information, so that no scale is known), `Infeasible` where some rows are short.
    pub fn of(request: &Request) -> Result<Self, Refusal> {
        let refuse = Refusal::of;
        let mut single = request.clone();
        single.options.forms = Some(1);
        let prepared =
            Prepared::of(&single).map_err(|found| refuse(RefusalKind::Invalid, found))?;
        single.candidates.clear();
        let context = prepared.context(&single);
        if context.information_rule().is_none() {
            let pointer = "/document/constraints/information";
            let finding = Finding::error("shadow_without_information", pointer);
            return Err(refuse(RefusalKind::Invalid, vec![finding]));
        }
        let eligible = Eligible::of(&context, &prepared.pool);
        let mut impossible = forced_misfits(&context, &prepared.pool, &eligible);
        impossible.extend(missing_anchors(&context, &prepared.pool, &eligible));
        if impossible.is_empty() {
            impossible = shortages(&context, &prepared.pool, &eligible);
        }
        if !impossible.is_empty() {
            return Err(refuse(RefusalKind::Infeasible, impossible));
        }
        let program = program(&context, &prepared.pool, &eligible);
        Ok(Self {
            model: Model::of(&program),
            request: single,
            prepared,
            eligible,
            program,
        })
    }

    /// The form around these items that tells most at an ability. The seed is the request's; `limits.gap`
    /// says how near to the best form is near enough.
    ///
    /// # Errors
    /// `Invalid` and `Infeasible` say what is wrong with the given items; `Limit`, `Failed`.
    pub fn step(
        &self,
        given: &[GivenItem],
        theta: f64,
        solver: &dyn Solver,
        limits: &Limits,
    ) -> Result<ShadowForm, Refusal> {
        let mut request = self.request.clone();
        request.options.given_items = given.to_vec();
        let refuse = Refusal::of;
        let wrong = given_findings(&request, &self.prepared.component);
        if !wrong.is_empty() {
            return Err(refuse(RefusalKind::Invalid, wrong));
        }
        let context = self.prepared.context(&request);
        let impossible = impossible_given(&context, &self.prepared.pool, &self.eligible);
        if !impossible.is_empty() {
            return Err(refuse(RefusalKind::Infeasible, impossible));
        }
        let step = Step {
            shadow: self,
            context,
            theta,
            solver,
            limits,
        };
        let program = step.program();
        match step.solve(&program, given.len() as u64) {
            Ok(found) => step.form(found),
            Err(Status::Infeasible) => {
                let explained = compile_given(&step);
                let finding = conflict(solver, &explained, limits);
                Err(refuse(RefusalKind::Infeasible, vec![finding]))
            }
            Err(Status::Failed(problem)) => {
                let finding = Finding::error("solver_failed", "").with("problem", problem);
                Err(refuse(RefusalKind::Failed, vec![finding]))
            }
            Err(_) => {
                let finding = Finding::error("assembly_limit_reached", "/limits").with("nodes", 0);
                Err(refuse(RefusalKind::Limit, vec![finding]))
            }
        }
    }

    /// A form of a step as it is told.
    pub(super) fn told(&self, given: &[GivenItem], theta: f64, form: ShadowForm) -> NextItem {
        let context = self.prepared.context(&self.request);
        let task = |&(row, candidate): &(usize, usize)| {
            let item = &self.prepared.pool.candidates()[candidate];
            let row = &context.component.rows[row];
            let told = context.information_of(item, theta);
            let place = given.iter().position(|given| given.is(item));
            let task = ShadowTask {
                item: item.code.clone(),
                version: item.version,
                row: row.id.clone(),
                information: told.filter(|_| !row.unscored).unwrap_or(0.0),
                given: place.is_some(),
            };
            (place.unwrap_or(usize::MAX), candidate, task)
        };
        let mut tasks: Vec<_> = form.chosen.iter().map(task).collect();
        tasks.sort_by(|(place, number, one), (other_place, other_number, other)| {
            let most = other.information.total_cmp(&one.information);
            let most = if one.given { Ordering::Equal } else { most };
            place
                .cmp(other_place)
                .then(most)
                .then(number.cmp(other_number))
        });
        NextItem {
            next: form.next,
            tasks: tasks.into_iter().map(|(.., task)| task).collect(),
            information: form.information,
            bound: form.bound,
            achieved: form.achieved,
            reproducible: form.reproducible,
        }
    }
}

/// The program of a form without its objective.
fn program(context: &Context<'_>, pool: &Pool, eligible: &Eligible) -> Program {
    let scope = Scope {
        first_form: 0,
        forms: 1,
        earlier: &[],
    };
    let mut program = compile(context, pool, eligible, scope);
    for variable in &mut program.variables {
        variable.cost = 0.0;
    }
    program.absolute_gap = 1e-6;
    program.scale = 0.0;
    program
}

/// The program with its given items as rules that a person can read.
fn compile_given(step: &Step<'_>) -> Program {
    program(
        &step.context,
        &step.shadow.prepared.pool,
        &step.shadow.eligible,
    )
}

struct Step<'a> {
    shadow: &'a Shadow,
    context: Context<'a>,
    theta: f64,
    solver: &'a dyn Solver,
    limits: &'a Limits,
}

struct Found {
    chosen: Chosen,
    bound: f64,
    reproducible: bool,
}

impl Step<'_> {
    /// Costs are what an item tells, below zero; given items are fixed where only one place takes them,
    /// and asked for by a row of the program elsewhere.
    fn program(&self) -> Program {
        let mut program = match self.context.options.given_items.is_empty() {
            true => self.shadow.program.clone(),
            false => compile_given(self),
        };
        for variable in &mut program.variables {
            if let VariableId::Choose { candidate, row, .. } = variable.id {
                variable.cost = -self.told(row, candidate);
            }
        }
        program
    }

    fn told(&self, row: usize, candidate: usize) -> f64 {
        let item = &self.shadow.prepared.pool.candidates()[candidate];
        let scored = !self.context.component.rows[row].unscored;
        let told = self.context.information_of(item, self.theta);
        told.filter(|_| scored).unwrap_or(0.0)
    }

    /// Exchanges from the most telling items on, held against the relaxation; else the solver.
    fn solve(&self, program: &Program, stream: u64) -> Result<Found, Status> {
        let relaxation = self.solver.relax(program, self.limits)?;
        let near = self.limits.gap * relaxation.objective.abs() + program.absolute_gap;
        if let Some(found) = self.exchanged(program, relaxation.objective, near, stream) {
            return Ok(found);
        }
        let outcome: Outcome = core::solve(self.solver, program, self.limits);
        if !outcome.has_solution() {
            return Err(outcome.status);
        }
        Ok(Found {
            chosen: core::chosen(program, &outcome.values),
            bound: outcome.bound.max(relaxation.objective),
            reproducible: outcome.reproducible,
        })
    }

    fn exchanged(&self, program: &Program, bound: f64, near: f64, stream: u64) -> Option<Found> {
        let fresh;
        let model = match (
            &self.shadow.model,
            self.context.options.given_items.is_empty(),
        ) {
            (Some(model), true) => {
                fresh = model.with_costs(|column| program.variables[column].cost);
                &fresh
            }
            _ => {
                fresh = Model::of(program)?;
                &fresh
            }
        };
        let seed = self.context.options.seed;
        let mut search = Search::new(seed, STREAMS + stream, BUDGET);
        let mut offer = model.offer();
        for place in &mut offer {
            place.sort_by(|a, b| model.cost(*a).total_cmp(&model.cost(*b)).then(a.cmp(b)));
        }
        let mut state = Search::start(model, &offer, &mut |_| true)?;
        if !search.repair(&mut state, &offer, &mut Anything) {
            return None;
        }
        search.improve(&mut state, &offer, bound + near, &mut Anything);
        (state.objective() <= bound + near).then(|| Found {
            chosen: state.chosen(),
            bound,
            reproducible: true,
        })
    }

    fn form(&self, found: Found) -> Result<ShadowForm, Refusal> {
        let pool = &self.shadow.prepared.pool;
        let achieved = verify_form(&self.context, pool, &found.chosen);
        let broken = achieved.iter().find(|achieved| !achieved.holds);
        if let Some(broken) = broken {
            let finding = Finding::error("form_breaks_constraint", "").with("form", "");
            let finding = finding.with("kind", broken.kind.as_str());
            let finding = finding.with("about", broken.about.as_str());
            let finding = finding.with("achieved", broken.achieved.to_string());
            return Err(Refusal::of(RefusalKind::Failed, vec![finding]));
        }
        let given = |candidate: usize| {
            let item = &pool.candidates()[candidate];
            self.context
                .options
                .given_items
                .iter()
                .any(|given| given.is(item))
        };
        let told = |&(row, candidate): &(usize, usize)| self.told(row, candidate);
        let open = found
            .chosen
            .iter()
            .filter(|(_, candidate)| !given(*candidate));
        let next = open.max_by(|a, b| told(a).total_cmp(&told(b)).then(b.cmp(a)));
        Ok(ShadowForm {
            next: next.map(|&(_, candidate)| {
                let item = &pool.candidates()[candidate];
                ItemVersion {
                    item: item.code.clone(),
                    version: item.version,
                }
            }),
            information: found.chosen.iter().map(told).sum(),
            bound: -found.bound,
            chosen: found.chosen,
            achieved,
            reproducible: found.reproducible,
        })
    }
}
