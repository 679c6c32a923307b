//! Why there are no forms, and what would have to give way.
//!
//! In this order: what the bank lacks, by counting ([`lacks`]); the constraints that contradict each
//! other ([`minimal`]); the cheapest ways to give way ([`relaxations`]); the nearest form
//! ([`nearest`]). What may give way at all is a table ([`relaxable`]).
//!
//! Everything that is said of feasibility is proven: a shortage by counting, a conflict by solves of
//! its parts, a relaxation by forms that obey all the rest, counted from the rows.

mod asking;
mod elastic;
mod lacks;
mod minimal;
mod nearest;
mod reach;
pub mod relaxable;
mod relaxations;
mod told;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use asking::Asking;
pub use elastic::Side;
pub use lacks::{RowLack, Shortage};
pub use minimal::Conflict;
pub use nearest::{NearestForm, NearestForms, NearestViolation};
pub use relaxations::{Change, Relaxation};

use super::compile::{Scope, compile};
use super::eligible::{Context, Eligible};
use super::pool::Pool;
use super::prepare::Prepared;
use super::program::{Group, Program, RowId, VariableId};
use super::request::{Limits, Options, Request};
use super::run::{Refusal, RefusalKind};
use super::shortage::shortages;
use super::solver::{Highs, Solver, Status};
use crate::bank::phase::Phase;
use crate::language::finding::Finding;
use crate::specification::document::StimulusSets;

/// Relaxations that are told.
const TOLD: usize = 3;
/// Several forms are looked at together up to this many, and this many columns of their program.
const MOST_JOINT: usize = 8;
const LARGEST_JOINT: usize = 20_000;

/// Why there are no forms, and what would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Explanation {
    /// What the bank lacks, proven by counting: a gap list for those who write items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shortages: Vec<Shortage>,
    /// Constraints that contradict each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<Conflict>,
    /// The cheapest ways to give way, each by other constraints.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relaxations: Vec<Relaxation>,
    /// The forms that break as little as can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<NearestForms>,
    /// All of it in sentences, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Solves it took.
    pub solves: u32,
    /// False when a limit left a part out or unproven, and while only counting has been done.
    pub complete: bool,
}

/// Explains why a request has no forms; an explanation without findings says that nothing stands
/// against a form (several forms are looked at together only where that is small enough).
///
/// # Errors
/// Everything that is wrong with the request.
pub fn explain(request: &Request) -> Result<Explanation, Vec<Finding>> {
    explain_with(request, &Highs)
}

/// Explains with any solver; see [`explain`].
///
/// # Errors
/// Everything that is wrong with the request.
pub fn explain_with(request: &Request, solver: &dyn Solver) -> Result<Explanation, Vec<Finding>> {
    let prepared = Prepared::of(request)?;
    let context = prepared.context(request);
    let eligible = Eligible::of(&context, &prepared.pool);
    let explainer = Explainer::new(&context, &prepared.pool, &eligible, solver, &request.limits);
    Ok(explainer.explanation(shortages(&context, &prepared.pool, &eligible), None))
}

/// The refusal of a request that has too few items, explained.
pub(super) fn too_few(explainer: &Explainer<'_>, short: Vec<Finding>) -> Refusal {
    let explanation = explainer.explanation(short.clone(), None);
    Refusal::of(RefusalKind::Infeasible, short).explained(explanation)
}

/// The refusal of a request whose program is proven to have no solution, explained.
pub(super) fn contradiction(explainer: &Explainer<'_>, program: Program) -> Refusal {
    let explanation = explainer.explanation(Vec::new(), Some(program));
    let mut findings = explanation.findings.clone();
    findings.retain(|finding| finding.code == told::CONFLICT);
    Refusal::of(RefusalKind::Infeasible, findings).explained(explanation)
}

/// The finding that names what contradicts in a program without a solution, whatever it is about.
pub(super) fn conflict(solver: &dyn Solver, program: &Program, limits: &Limits) -> Finding {
    let asking = Asking::new(solver, limits);
    asking.allow(limits.max_conflict_solves);
    told::conflict(&minimal::minimal(&asking, program, Vec::new()))
}

/// What counting alone says: shortages with their sentences, nothing solved.
pub(super) fn counted(explainer: &Explainer<'_>, short: &[Finding]) -> Explanation {
    let program = explainer.program(1);
    let wider = explainer.wider(1);
    let mut shortages = lacks::rows(explainer);
    shortages.extend(lacks::competing(short));
    shortages.extend(lacks::attributes(&program, wider.as_ref()));
    let out_of_reach = shortages.iter().filter_map(told::out_of_reach);
    let findings = short.iter().cloned().chain(out_of_reach).collect();
    Explanation {
        shortages,
        findings,
        ..Explanation::default()
    }
}

/// What an explanation is about, and what it may spend.
pub(super) struct Explainer<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) pool: &'a Pool,
    pub(super) eligible: &'a Eligible,
    asking: Asking<'a>,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(
        context: &'a Context<'a>,
        pool: &'a Pool,
        eligible: &'a Eligible,
        solver: &'a dyn Solver,
        limits: &'a Limits,
    ) -> Self {
        Self {
            context,
            pool,
            eligible,
            asking: Asking::new(solver, limits),
        }
    }

    fn explanation(&self, short: Vec<Finding>, proven: Option<Program>) -> Explanation {
        let mut explanation = counted(self, &short);
        self.asking.allow(self.asking.limits.max_relaxation_solves);
        let ways = self.ways(proven.as_ref());
        self.asking.allow(self.asking.limits.max_conflict_solves);
        let given_up = ways.iter().any(|way| !way.groups.is_empty());
        // What is missing is told already: a conflict of rows with a bank says it no better.
        let program = match (proven, short.is_empty() && given_up) {
            (None, true) => self.without_solution(),
            (proven, _) => proven,
        };
        if let Some(program) = program {
            let known: Vec<BTreeSet<Group>> = ways.iter().map(|way| way.groups.clone()).collect();
            explanation.conflict = Some(minimal::minimal(&self.asking, &program, known));
        }
        if let Some(way) = ways.first().filter(|_| given_up) {
            explanation.nearest = Some(nearest::nearest(self, way));
        }
        let relaxations = ways.into_iter().map(|way| way.relaxation);
        explanation.relaxations = relaxations.filter(|r| !r.changes.is_empty()).collect();
        told::tell(&mut explanation);
        explanation.solves = self.asking.solves.get();
        let unproven = |conflict: &Conflict| !conflict.minimal;
        explanation.complete = self.asking.complete.get()
            && !explanation.conflict.as_ref().is_some_and(unproven)
            && explanation.relaxations.iter().all(|r| r.cheapest);
        explanation
    }

    /// Ways to give way: of all forms together where that is small enough, else of one.
    fn ways(&self, proven: Option<&Program>) -> Vec<relaxations::Way> {
        let forms = self.context.forms();
        let of = |program: &Program| {
            let wider = self.wider(forms_of(program));
            relaxations::ways(&self.asking, wider.as_ref().unwrap_or(program), TOLD)
        };
        if let Some(program) = proven.filter(|program| forms_of(program) == forms) {
            return of(program);
        }
        let one = self.program(1);
        if forms > 1 {
            if forms <= MOST_JOINT && one.variables.len() * forms <= LARGEST_JOINT {
                let ways = of(&self.program(forms));
                if !ways.is_empty() {
                    return ways;
                }
            }
            self.asking.complete.set(false);
        }
        of(&one)
    }

    /// The program of one form where it alone has no solution, else that of all forms.
    fn without_solution(&self) -> Option<Program> {
        let one = self.program(1);
        let forms = self.context.forms();
        let alone = forms == 1 || self.asking.any(&one)?.status == Status::Infeasible;
        Some(if alone { one } else { self.program(forms) })
    }

    fn program(&self, forms: usize) -> Program {
        compile(self.context, self.pool, self.eligible, scope(forms))
    }

    /// The program with the items that may soon be used, and a constraint for each phase that keeps
    /// them out; none where there are no such items. Stimuli that enter whole would be other ones with
    /// them, so they are left alone.
    fn wider(&self, forms: usize) -> Option<Program> {
        let constraints = &self.context.component.constraints;
        if constraints.stimulus_sets == Some(StimulusSets::Whole) {
            return None;
        }
        let allowed = &self.context.options.phases;
        let soon = lacks::SOON.iter().filter(|phase| !allowed.contains(phase));
        let soon: Vec<Phase> = soon.copied().collect();
        let options = Options {
            phases: allowed.iter().chain(&soon).copied().collect(),
            ..self.context.options.clone()
        };
        let context = Context {
            options: &options,
            ..*self.context
        };
        let eligible = Eligible::of(&context, self.pool);
        if eligible == *self.eligible {
            return None;
        }
        let mut program = compile(&context, self.pool, &eligible, scope(forms));
        for phase in soon {
            let kept_out = |id: &VariableId| match *id {
                VariableId::Choose { candidate, row, .. } => {
                    let pilot = self.context.component.rows[row].unscored;
                    !pilot && self.pool.candidates()[candidate].phase == phase
                }
                _ => false,
            };
            let variables = program.variables.iter().enumerate();
            let terms = variables.filter(|(_, variable)| kept_out(&variable.id));
            let terms: Vec<(usize, f64)> = terms.map(|(index, _)| (index, 1.0)).collect();
            if !terms.is_empty() {
                let id = RowId::Rule(Group::Phase(phase));
                program.row(id, f64::NEG_INFINITY, 0.0, terms);
            }
        }
        Some(program)
    }
}

fn scope(forms: usize) -> Scope<'static> {
    Scope {
        first_form: 0,
        forms,
        earlier: &[],
    }
}

fn forms_of(program: &Program) -> usize {
    let form = |id: VariableId| match id {
        VariableId::Choose { form, .. } => form,
        _ => 0,
    };
    let forms = program.variables.iter().map(|variable| form(variable.id));
    forms.max().unwrap_or(0) + 1
}

/// A number as it is told: to the millionth, and never −0.
pub(super) fn tidy(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}
