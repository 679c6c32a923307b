//! A panel by exchanges; where these do not master the rules, and where a list of objectives says what
//! counts, by the solver, who also proves that there is none.

use crate::assembly::compile::Chosen;
use crate::assembly::core;
use crate::assembly::eligible::Context;
use crate::assembly::exchange::model::Model;
use crate::assembly::exchange::search::{Anything, Search};
use crate::assembly::explain::conflict;
use crate::assembly::objective;
use crate::assembly::program::Program;
use crate::assembly::request::{Limits, Request};
use crate::assembly::run::{Refusal, RefusalKind};
use crate::assembly::sequence::SolveStatus;
use crate::assembly::solver::{Solver, Status};
use crate::assembly::stages::{self, StageReport};
use crate::language::finding::Finding;

/// Exchanges looked at while a panel is searched for, for each start.
const BUDGET: u64 = 6_000_000;
/// Starts.
const STARTS: u64 = 4;
/// Streams of panels begin here.
const STREAMS: u64 = 1 << 44;

/// Choices of all modules, and how good they are known to be.
pub(super) struct Found {
    pub chosen: Chosen,
    pub status: SolveStatus,
    pub objective: f64,
    pub bound: f64,
    pub stages: Vec<StageReport>,
    pub reproducible: bool,
}

pub(super) fn find(
    program: &Program,
    contexts: &[Context<'_>],
    request: &Request,
    solver: &dyn Solver,
) -> Result<Found, Refusal> {
    let limits = &request.limits;
    let listed = !program.stages.is_empty();
    let searched = || searched(program, contexts, request, solver);
    if let Some(found) = (!listed).then(searched).flatten() {
        return Ok(found);
    }
    let staged = stages::solve(solver, program, limits);
    let outcome = staged.outcome;
    if outcome.has_solution() {
        let own = match outcome.status {
            Status::Optimal => SolveStatus::Optimal,
            Status::WithinGap => SolveStatus::WithinGap,
            _ => SolveStatus::Limit,
        };
        let first = staged.stages.first();
        let first = first.map(|first| (first.value, first.bound));
        let (value, bound) = first.unwrap_or_default();
        let reports = staged.stages.iter().map(|stage| stage.status);
        return Ok(Found {
            chosen: core::chosen(program, &outcome.values),
            status: reports.max().unwrap_or(own),
            objective: value.unwrap_or(outcome.objective),
            bound: bound.unwrap_or(outcome.bound),
            stages: staged.stages,
            reproducible: outcome.reproducible,
        });
    }
    let (kind, finding) = match outcome.status {
        Status::Infeasible => (RefusalKind::Infeasible, conflict(solver, program, limits)),
        Status::Failed(problem) => {
            let finding = Finding::error("solver_failed", "").with("problem", problem);
            (RefusalKind::Failed, finding)
        }
        _ => {
            let finding = Finding::error("assembly_limit_reached", "/limits");
            (RefusalKind::Limit, finding.with("nodes", outcome.nodes))
        }
    };
    Err(Refusal::of(kind, vec![finding]))
}

/// A panel by exchanges: near its targets, or as near as the relaxation says that one can be.
fn searched(
    program: &Program,
    contexts: &[Context<'_>],
    request: &Request,
    solver: &dyn Solver,
) -> Option<Found> {
    let model = Model::of(program)?;
    let limits = &request.limits;
    let near_enough: f64 = contexts
        .iter()
        .map(|context| near_enough(context, limits))
        .sum();
    let (mut goal, mut bound) = (near_enough, 0.0);
    let mut asked = false;
    let mut best: Option<(f64, Chosen)> = None;
    for start in 0..STARTS {
        let mut search = Search::new(request.options.seed, STREAMS + start, BUDGET);
        let mut offer = model.offer();
        offer.iter_mut().for_each(|place| search.shuffle(place));
        let Some(mut state) = Search::start(&model, &offer, &mut |_| true) else {
            continue;
        };
        if !search.repair(&mut state, &offer, &mut Anything) {
            continue;
        }
        search.budget = BUDGET;
        search.improve(&mut state, &offer, goal, &mut Anything);
        if state.objective() > goal && !asked {
            asked = true;
            if let Ok(relaxation) = solver.relax(program, limits) {
                bound = relaxation.objective.max(0.0);
                goal = bound + near_enough;
                search.budget = BUDGET;
                search.improve(&mut state, &offer, goal, &mut Anything);
            }
        }
        let objective = state.objective();
        if best.as_ref().is_none_or(|(least, _)| objective < *least) {
            best = Some((objective, state.chosen()));
        }
        if objective <= goal {
            break;
        }
    }
    let (objective, chosen) = best?;
    let distance = objective - bound;
    Some(Found {
        status: match distance {
            none if none <= 1e-6 => SolveStatus::Optimal,
            near if near <= near_enough => SolveStatus::WithinGap,
            _ => SolveStatus::Limit,
        },
        chosen,
        objective,
        bound,
        stages: Vec::new(),
        reproducible: true,
    })
}

/// A distance from the module's target that is good enough; where there is none, any panel is.
fn near_enough(context: &Context<'_>, limits: &Limits) -> f64 {
    match objective::smallest_target(context) {
        Some(target) => (limits.gap * target).max(objective::absolute_gap(context)),
        None => objective::items(context),
    }
}
