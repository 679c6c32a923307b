//! Multistage panels: the modules of a battery with a `panel`, assembled together, so that every module
//! is a form of its component and every route through the stages holds what is asked of it.
//!
//! * `find`: searches, and where that does not master the rules solves.
//! * `join`: the modules' programs become one, with rows for items, enemies and rules of routes.
//! * `several`: panels without a common item, one after another.
//! * `aims`: the modules' lists of objectives become one.
//! * `routes`: recounts what holds over a route, from the candidates alone.
//!
//! The whole is found by exchanges; where these do not master it the solver is asked, who also proves
//! that there is no panel. Where the modules have lists of objectives, the solver is asked for each in
//! turn: what the modules have of it together is made as good as it can be.

mod aims;
mod find;
mod join;
mod routes;
mod several;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use find::{Found, find};

use super::achieved::Achieved;
use super::compile::Chosen;
use super::eligible::{Context, Eligible};
use super::prepare::Prepared;
use super::request::Request;
use super::run::{AssembledForm, Refusal, RefusalKind, assembled};
use super::sequence::SolveStatus;
use super::shortage::{RowCoverage, coverage, shortages};
use super::solver::Solver;
use super::stages::StageReport;
use crate::language::finding::Finding;
use crate::specification::document::{PanelRoute, PanelRule};

pub use several::{Panels, assemble_panels};

/// Component id of a request that is for the whole panel.
pub const PANEL_COMPONENT: &str = "panel";

/// A panel and everything that is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// `A`, `B` … among the panels of a run.
    #[serde(default)]
    pub label: String,
    /// Its modules in the order of the battery; a form's label is the module's id.
    pub modules: Vec<AssembledForm>,
    /// What holds over each route.
    pub routes: Vec<RouteAchieved>,
    /// Items that stand in more modules than they may: asked for and achieved.
    pub shared: Achieved,
    /// How good it is known to be.
    pub status: SolveStatus,
    /// One report for each objective of the modules' list: what the modules have of it together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageReport>,
    /// Sum of the modules' objectives; of the first of a list.
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
    let modules = Modules::of(request, 1)?;
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
    let mut joined = join::join(&parts, &modules.panel, &modules.routes);
    joined.program.stages = aims::together(&modules.ids(), std::mem::take(&mut joined.stages))?;
    let found = find(&joined.program, &contexts, request, solver)?;
    let chosen = joined.apart(&found.chosen);
    modules.panel_of(&contexts, &chosen, found)
}

/// Counts what each row of each module needs for so many panels without a common item, and what there is
/// for it; rows are named `module/row`. Nothing is solved.
///
/// # Errors
/// `Invalid` for a wrong request, `Infeasible` with every short row.
pub fn precheck_panels(request: &Request, panels: u32) -> Result<Vec<RowCoverage>, Refusal> {
    let modules = Modules::of(request, panels)?;
    let of_module = |(module, context): (&Module, Context<'_>)| {
        let rows = coverage(&context, &module.prepared.pool, &module.eligible);
        let named = |row: RowCoverage| RowCoverage {
            row: format!("{}/{}", module.request.component, row.row),
            ..row
        };
        rows.into_iter().map(named).collect::<Vec<_>>()
    };
    let each = modules.each.iter().zip(modules.contexts());
    Ok(each.flat_map(of_module).collect())
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
    /// The modules of so many panels without a common item, checked and counted.
    fn of(request: &Request, panels: u32) -> Result<Self, Refusal> {
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
            let mut own = for_all_forms(request);
            own.component.clone_from(&component.id);
            own.options.forms = Some(panels);
            own.options.overlap_max = (panels > 1).then_some(0);
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
            (false, _) => refuse(RefusalKind::Invalid, each_once(wrong)),
            (_, false) => refuse(RefusalKind::Infeasible, short),
            _ => Ok(Self {
                routes: panel.all_routes(),
                panel,
                each,
            }),
        }
    }

    fn ids(&self) -> Vec<&str> {
        let ids = self.each.iter().map(|m| m.request.component.as_str());
        ids.collect()
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
            modules: self.ids(),
        };
        let forms = self.each.iter().zip(contexts).zip(chosen);
        let form = |((module, context), chosen): ((&Module, &Context<'_>), &Chosen)| {
            let named = (0, module.request.component.clone());
            assembled(
                &module.request,
                context,
                &module.prepared.pool,
                named,
                chosen,
            )
        };
        let modules: Result<Vec<AssembledForm>, Finding> = forms.map(form).collect();
        let modules = modules.map_err(|finding| Refusal::of(RefusalKind::Limit, vec![finding]))?;
        let (routes, shared) = (recounted.routes(), recounted.shared());
        let broken = broken(&modules, &routes, &shared);
        if !broken.is_empty() {
            return Err(Refusal::of(RefusalKind::Failed, broken));
        }
        let first = self.each.first();
        Ok(Panel {
            label: String::new(),
            modules,
            routes,
            shared,
            status: found.status,
            stages: found.stages,
            objective: found.objective,
            bound: found.bound,
            seed: first.map_or(0, |module| module.request.options.seed),
            snapshot_hash: first.map_or_else(String::new, |m| m.prepared.pool.snapshot_hash()),
            reproducible: found.reproducible,
        })
    }
}

/// What is wrong with the request as a whole is said once, not for every module.
fn each_once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut once: Vec<Finding> = Vec::new();
    for finding in findings {
        let same = |other: &Finding| {
            let of_module = finding.pointer.starts_with("/document");
            !of_module && (&other.code, &other.pointer) == (&finding.code, &finding.pointer)
        };
        if !once.iter().any(same) {
            once.push(finding);
        }
    }
    once
}

/// Modules are no forms with labels, so that rules for forms with labels are for none of them.
fn for_all_forms(request: &Request) -> Request {
    let mut request = request.clone();
    let document = &mut request.document;
    let modules = document
        .panel
        .iter_mut()
        .flat_map(|panel| panel.modules.values_mut());
    for constraints in modules
        .map(|m| &mut m.constraints)
        .chain([&mut document.constraints])
    {
        constraints.rules.retain(|rule| rule.forms.is_empty());
    }
    request
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
