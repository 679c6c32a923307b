//! Multistage panels: the modules of a battery with a `panel`, assembled together, so that every module
//! is a form of its component and every route through the stages holds what is asked of it.
//!
//! * `join`: the modules' programs become one, with rows for items, enemies and rules of routes.
//! * `routes`: recounts what holds over a route, from the candidates alone.
//!
//! The whole is found by exchanges; where these do not master it the solver is asked, who also proves
//! that there is no panel.

mod join;
mod routes;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::achieved::Achieved;
use super::blocks::with_block_placed;
use super::compile::Chosen;
use super::core;
use super::eligible::{Context, Eligible};
use super::exchange::model::Model;
use super::exchange::search::{Anything, Search};
use super::explain::conflict;
use super::layout::in_order;
use super::objective;
use super::prepare::Prepared;
use super::program::Program;
use super::request::{Limits, Request};
use super::run::{AssembledForm, Refusal, RefusalKind, fingerprint, positions};
use super::sequence::SolveStatus;
use super::shortage::shortages;
use super::solver::{Solver, Status};
use super::verify;
use super::verify_objectives::verify_objectives;
use crate::language::finding::Finding;
use crate::specification::document::{PanelRoute, PanelRule};

/// Component id of a request that is for the whole panel.
pub const PANEL_COMPONENT: &str = "panel";
/// Exchanges looked at while a panel is searched for, for each start.
const BUDGET: u64 = 6_000_000;
/// Starts.
const STARTS: u64 = 4;
/// Streams of panels begin here.
const STREAMS: u64 = 1 << 44;

/// A panel and everything that is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// Its modules in the order of the battery; a form's label is the module's id.
    pub modules: Vec<AssembledForm>,
    /// What holds over each route.
    pub routes: Vec<RouteAchieved>,
    /// Items that stand in more modules than they may: asked for and achieved.
    pub shared: Achieved,
    /// How good it is known to be.
    pub status: SolveStatus,
    /// Sum of the modules' objectives.
    pub objective: f64,
    /// No panel is below this.
    pub bound: f64,
    /// Seed of the run.
    pub seed: u64,
    /// Hash of the candidates.
    pub snapshot_hash: String,
    /// False when the clock decided.
    pub reproducible: bool,
}

/// What holds over a route.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RouteAchieved {
    /// Route id.
    pub route: String,
    /// Its modules in order.
    pub modules: Vec<String>,
    /// Every rule: asked for and achieved.
    pub achieved: Vec<Achieved>,
}

/// Assembles the panel of a battery. The request's component is [`PANEL_COMPONENT`].
///
/// # Errors
/// See [`RefusalKind`]; findings of a module carry its id.
pub fn assemble_panel(request: &Request, solver: &dyn Solver) -> Result<Panel, Refusal> {
    let modules = Modules::of(request)?;
    let contexts = modules.contexts();
    let parts: Vec<join::Part<'_>> = contexts
        .iter()
        .zip(&modules.each)
        .map(|(context, module)| join::Part {
            id: &module.request.component,
            context: *context,
            pool: &module.prepared.pool,
            eligible: &module.eligible,
        })
        .collect();
    let joined = join::join(&parts, &modules.panel, &modules.routes);
    let found = find(&joined.program, &contexts, request, solver)?;
    let chosen = joined.apart(&found.chosen);
    modules.panel_of(&contexts, &chosen, found)
}

struct Module {
    request: Request,
    prepared: Prepared,
    eligible: Eligible,
}

struct Modules {
    panel: PanelRule,
    routes: Vec<PanelRoute>,
    each: Vec<Module>,
}

impl Modules {
    fn of(request: &Request) -> Result<Self, Refusal> {
        let refuse = |kind, findings| Err(Refusal::of(kind, findings));
        let Some(panel) = request.document.panel.clone() else {
            let finding = Finding::error("panel_missing", "/document/panel");
            return refuse(RefusalKind::Invalid, vec![finding]);
        };
        let wrong = wrong_options(request);
        if !wrong.is_empty() {
            return refuse(RefusalKind::Invalid, wrong);
        }
        let mut each = Vec::new();
        let (mut wrong, mut short) = (Vec::new(), Vec::new());
        for component in &request.document.components {
            let named = |finding: Finding| finding.with("module", component.id.as_str());
            let mut own = request.clone();
            own.component.clone_from(&component.id);
            own.options.forms = Some(1);
            match Prepared::of(&own) {
                Err(findings) => wrong.extend(findings.into_iter().map(named)),
                Ok(prepared) => {
                    own.candidates.clear();
                    let context = prepared.context(&own);
                    let eligible = Eligible::of(&context, &prepared.pool);
                    let found = shortages(&context, &prepared.pool, &eligible);
                    short.extend(found.into_iter().map(named));
                    each.push(Module {
                        prepared,
                        eligible,
                        request: own,
                    });
                }
            }
        }
        match (wrong.is_empty(), short.is_empty()) {
            (false, _) => refuse(RefusalKind::Invalid, wrong),
            (_, false) => refuse(RefusalKind::Infeasible, short),
            _ => Ok(Self {
                routes: panel.all_routes(),
                panel,
                each,
            }),
        }
    }

    fn contexts(&self) -> Vec<Context<'_>> {
        self.each
            .iter()
            .map(|module| module.prepared.context(&module.request))
            .collect()
    }

    fn panel_of(
        &self,
        contexts: &[Context<'_>],
        chosen: &[Chosen],
        found: Found,
    ) -> Result<Panel, Refusal> {
        let recounted = routes::Recount {
            panel: &self.panel,
            routes: &self.routes,
            contexts,
            chosen,
            candidates: self
                .each
                .first()
                .map_or(&[], |m| m.prepared.pool.candidates()),
            modules: self
                .each
                .iter()
                .map(|m| m.request.component.as_str())
                .collect(),
        };
        let forms = self.each.iter().zip(contexts).zip(chosen);
        let modules: Vec<AssembledForm> = forms
            .map(|((module, context), chosen)| form(module, context, chosen))
            .collect();
        let (routes, shared) = (recounted.routes(), recounted.shared());
        let broken = broken(&modules, &routes, &shared);
        if !broken.is_empty() {
            return Err(Refusal::of(RefusalKind::Failed, broken));
        }
        let first = self.each.first();
        Ok(Panel {
            modules,
            routes,
            shared,
            status: found.status,
            objective: found.objective,
            bound: found.bound,
            seed: first.map_or(0, |module| module.request.options.seed),
            snapshot_hash: first.map_or_else(String::new, |m| m.prepared.pool.snapshot_hash()),
            reproducible: found.reproducible,
        })
    }
}

/// What is said of forms in general has no meaning for modules.
fn wrong_options(request: &Request) -> Vec<Finding> {
    let options = &request.options;
    let given = [
        ("forced", !options.forced.is_empty()),
        ("given_items", !options.given_items.is_empty()),
        ("anchors", !options.anchors.is_empty()),
    ];
    let named = given.into_iter().filter(|(_, given)| *given);
    let finding = |(option, _): (&'static str, bool)| {
        Finding::error("panel_option_unknown", format!("/options/{option}")).with("option", option)
    };
    named.map(finding).collect()
}

fn form(module: &Module, context: &Context<'_>, chosen: &Chosen) -> AssembledForm {
    let pool = &module.prepared.pool;
    let ordered = in_order(context, pool, 0, chosen);
    let ordered = with_block_placed(context, pool, ordered);
    let positions = positions(context, pool, &ordered);
    let (mean_p, mean_p_items) = verify::mean_p(pool, chosen);
    AssembledForm {
        label: module.request.component.clone(),
        fingerprint: fingerprint(&module.request, &positions),
        positions,
        achieved: verify::verify_form(context, pool, chosen),
        objectives: verify_objectives(context, pool, 0, chosen),
        mean_p,
        mean_p_items,
        adjustments: Vec::new(),
    }
}

/// What the recount found broken: a fault of the engine.
fn broken(modules: &[AssembledForm], routes: &[RouteAchieved], shared: &Achieved) -> Vec<Finding> {
    let of_modules = modules.iter().flat_map(|module| {
        let label = module.label.as_str();
        module
            .achieved
            .iter()
            .map(move |achieved| (label, achieved))
    });
    let of_routes = routes.iter().flat_map(|route| {
        let label = route.route.as_str();
        route.achieved.iter().map(move |achieved| (label, achieved))
    });
    let all = of_modules.chain(of_routes).chain([("", shared)]);
    all.filter(|(_, achieved)| !achieved.holds)
        .map(|(label, achieved)| {
            Finding::error("form_breaks_constraint", "")
                .with("form", label)
                .with("kind", achieved.kind.as_str())
                .with("about", achieved.about.as_str())
                .with("achieved", achieved.achieved.to_string())
        })
        .collect()
}

struct Found {
    chosen: Chosen,
    status: SolveStatus,
    objective: f64,
    bound: f64,
    reproducible: bool,
}

fn find(
    program: &Program,
    contexts: &[Context<'_>],
    request: &Request,
    solver: &dyn Solver,
) -> Result<Found, Refusal> {
    let limits = &request.limits;
    if let Some(found) = searched(program, contexts, request, solver) {
        return Ok(found);
    }
    let outcome = core::solve(solver, program, limits);
    if outcome.has_solution() {
        return Ok(Found {
            chosen: core::chosen(program, &outcome.values),
            status: match outcome.status {
                Status::Optimal => SolveStatus::Optimal,
                Status::WithinGap => SolveStatus::WithinGap,
                _ => SolveStatus::Limit,
            },
            objective: outcome.objective,
            bound: outcome.bound,
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
