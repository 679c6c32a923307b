//! A request becomes forms, or a refusal that says what is missing.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::achieved::Achieved;
use super::anchors::missing_anchors;
use super::balanced::remark;
use super::blocks::with_block_placed;
use super::compile::Chosen;
use super::eligible::{Context, Eligible};
use super::explain::{Explainer, Explanation, contradiction, too_few};
use super::given::impossible_given;
use super::halves::Half;
use super::layout::in_order;
use super::layout_rules::laid_out;
use super::pool::Pool;
use super::prepare::{Prepared, forced_misfits};
use super::progress::{News, Stage, Watch, Watched};
use super::remarks::{broken, remarks, soft_and_broken};
use super::request::Request;
use super::sequence::{Method, SolveReport, SolveStatus, Solved, Unsolved, solve_forms};
use super::shortage::shortages;
use super::solver::{Highs, Solver};
use super::swap::Adjustment;
use super::verify;
use super::verify_layout::verify_layout;
use super::verify_objectives::{AchievedObjective, verify_objectives};
use crate::bank::{Language, Points};
use crate::document::content_hash;
use crate::language::finding::Finding;

/// Forms and everything that is known about how they came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assembly {
    /// The forms.
    pub forms: Vec<AssembledForm>,
    /// How many items any two forms have in common; the diagonal is the number of items.
    pub overlaps: Vec<Vec<usize>>,
    /// The overlap rule for each pair of forms; and how often an item is used, where that is limited.
    pub overlap_achieved: Vec<Achieved>,
    /// The weakest status of all solves.
    pub status: SolveStatus,
    /// How the forms were found.
    pub method: Method,
    /// Sum of the objectives.
    pub objective: f64,
    /// Sum of the bounds; one after another, each is of a form given the earlier ones.
    pub bound: f64,
    /// The widest gap of all solves.
    pub gap: f64,
    /// Nodes of all solves.
    pub nodes: u64,
    /// One report for each solve.
    pub solves: Vec<SolveReport>,
    /// Seed of the run.
    pub seed: u64,
    /// Hash of the candidates, the same in any order.
    pub snapshot_hash: String,
    /// False when the clock decided: the same request may then give other forms.
    pub reproducible: bool,
    /// Versions of what computed it.
    pub engines: BTreeMap<String, String>,
    /// Remarks (`minutes_unknown`, `statistics_missing`).
    pub findings: Vec<Finding>,
}

/// One form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssembledForm {
    /// `A`, `B` … `Z`, `AA` ….
    pub label: String,
    /// Tasks in order.
    pub positions: Vec<Position>,
    /// Every constraint: asked for and achieved.
    pub achieved: Vec<Achieved>,
    /// Every objective of the specification's list, recounted from the items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<AchievedObjective>,
    /// Mean difficulty of the items that have statistics.
    pub mean_p: Option<f64>,
    /// How many items that mean rests on.
    pub mean_p_items: usize,
    /// The same form has the same fingerprint: SHA-256 of its canonical JSON without label.
    pub fingerprint: String,
    /// Tasks exchanged by hand since, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
}

/// One task of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Number from 1.
    pub position: u32,
    /// Row id.
    pub row: String,
    /// Section id.
    pub section: String,
    /// Item code.
    pub item: String,
    /// Version number of the item.
    pub version: u32,
    /// Points.
    pub points: Points,
    /// True for a task in pilot: its points never count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unscored: bool,
}

/// Why there are no forms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// What kind of no.
    pub kind: RefusalKind,
    /// Everything that is wrong or missing.
    pub findings: Vec<Finding>,
    /// Where there can be no forms: what is missing, what contradicts, and what would do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Box<Explanation>>,
}

impl Refusal {
    pub(super) fn of(kind: RefusalKind, findings: Vec<Finding>) -> Self {
        Self {
            kind,
            findings,
            explanation: None,
        }
    }

    pub(super) fn explained(self, explanation: Explanation) -> Self {
        Self {
            explanation: Some(Box::new(explanation)),
            ..self
        }
    }
}

/// Kinds of no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// The request itself is wrong.
    Invalid,
    /// It is proven that no such forms exist.
    Infeasible,
    /// A limit came before an answer.
    Limit,
    /// The solver broke down, or gave a form that the recount refused.
    Failed,
}

/// Assembles with the linked solver.
///
/// # Errors
/// See [`RefusalKind`].
pub fn assemble(request: &Request) -> Result<Assembly, Refusal> {
    assemble_with(request, &Highs)
}

/// Assembles with the linked solver, for somebody who watches.
///
/// # Errors
/// See [`RefusalKind`].
pub fn assemble_watched(request: &Request, watch: Watch<'_>) -> Result<Assembly, Refusal> {
    assemble_with(request, &Watched::of(&Highs, watch))
}

/// Assembles with any solver.
///
/// # Errors
/// See [`RefusalKind`].
pub fn assemble_with(request: &Request, solver: &dyn Solver) -> Result<Assembly, Refusal> {
    let refuse = Refusal::of;
    let begins = |stage| solver.tell(News::Stage(stage));
    begins(Stage::Reading);
    let prepared =
        Prepared::of(request).map_err(|findings| refuse(RefusalKind::Invalid, findings))?;
    let context = prepared.context(request);
    begins(Stage::Fitting);
    let eligible = Eligible::of(&context, &prepared.pool);
    let mut forced = forced_misfits(&context, &prepared.pool, &eligible);
    forced.extend(missing_anchors(&context, &prepared.pool, &eligible));
    forced.extend(impossible_given(&context, &prepared.pool, &eligible));
    if !forced.is_empty() {
        return Err(refuse(RefusalKind::Infeasible, forced));
    }
    let explainer = Explainer::new(&context, &prepared.pool, &eligible, solver, &request.limits);
    begins(Stage::Counting);
    let short = shortages(&context, &prepared.pool, &eligible);
    if !short.is_empty() {
        begins(Stage::Explaining);
        return Err(too_few(&explainer, short));
    }
    let solved = solve_forms(&context, &prepared.pool, &eligible, solver, &request.limits);
    match solved {
        Ok(solved) => assembly(request, &prepared, &context, &eligible, solved, solver),
        Err(Unsolved::Infeasible(program)) => {
            begins(Stage::Explaining);
            Err(contradiction(&explainer, program))
        }
        Err(Unsolved::Limit { nodes }) => {
            let finding = Finding::error("assembly_limit_reached", "/limits").with("nodes", nodes);
            Err(refuse(RefusalKind::Limit, vec![finding]))
        }
        Err(Unsolved::Failed(problem)) => {
            let finding = Finding::error("solver_failed", "").with("problem", problem);
            Err(refuse(RefusalKind::Failed, vec![finding]))
        }
    }
}

fn assembly(
    request: &Request,
    prepared: &Prepared,
    context: &Context<'_>,
    eligible: &Eligible,
    solved: Solved,
    solver: &dyn Solver,
) -> Result<Assembly, Refusal> {
    let pool = &prepared.pool;
    solver.tell(News::Stage(Stage::Recounting));
    let overlaps = verify::overlaps(pool, &solved.forms);
    let overlap_achieved = verify::verify_overlaps(context, pool, &solved.forms);
    let mut forms: Vec<AssembledForm> = Vec::new();
    let mut unlaid: Vec<Finding> = Vec::new();
    for (index, chosen) in solved.forms.iter().enumerate() {
        match assembled(request, context, pool, (index, label(index)), chosen) {
            Ok(form) => forms.push(form),
            Err(finding) => unlaid.push(finding),
        }
    }
    if !unlaid.is_empty() {
        return Err(Refusal::of(RefusalKind::Limit, unlaid));
    }
    let broken: Vec<Finding> = broken(&forms, &overlap_achieved);
    if !broken.is_empty() || forms.len() != context.forms() {
        return Err(Refusal::of(RefusalKind::Failed, broken));
    }
    let mut findings = remarks(context, pool, eligible);
    findings.extend(soft_and_broken(&forms));
    findings.extend(remark(context, solved.method));
    solver.tell(News::Stage(Stage::Sealing));
    let snapshot_hash = pool.snapshot_hash();
    let reports = &solved.reports;
    Ok(Assembly {
        forms,
        overlaps,
        overlap_achieved,
        status: reports
            .iter()
            .map(|report| report.status)
            .max()
            .unwrap_or(SolveStatus::Limit),
        method: solved.method,
        objective: reports.iter().map(|report| report.objective).sum(),
        bound: reports.iter().map(|report| report.bound).sum(),
        gap: reports.iter().map(|report| report.gap).fold(0.0, f64::max),
        nodes: reports.iter().map(|report| report.nodes).sum(),
        seed: request.options.seed,
        snapshot_hash,
        reproducible: solved.reproducible,
        engines: engines(solver),
        findings,
        solves: solved.reports,
    })
}

/// A chosen form, by number and label, in its order and recounted.
pub(super) fn assembled(
    request: &Request,
    context: &Context<'_>,
    pool: &Pool,
    (index, label): (usize, String),
    chosen: &Chosen,
) -> Result<AssembledForm, Finding> {
    // Forms of one test show what they share in one order.
    let test = context.first_with(Half::Scored, index);
    let ordered = in_order(context, pool, test, chosen);
    let ordered = with_block_placed(context, pool, ordered);
    let ordered = laid_out(context, pool, index, ordered)?;
    let positions = positions(context, pool, &ordered);
    let (mean_p, mean_p_items) = verify::mean_p(pool, chosen);
    let mut achieved = verify::verify_numbered(context, pool, index, chosen);
    achieved.extend(verify_layout(context, pool, index, &ordered));
    Ok(AssembledForm {
        label,
        fingerprint: fingerprint(request, &positions),
        positions,
        achieved,
        objectives: verify_objectives(context, pool, index, chosen),
        mean_p,
        mean_p_items,
        adjustments: Vec::new(),
    })
}

pub(super) fn positions(
    context: &Context<'_>,
    pool: &Pool,
    ordered: &[(usize, usize)],
) -> Vec<Position> {
    let one = |(number, &(row, candidate)): (u32, &(usize, usize))| {
        let (row, item) = (&context.component.rows[row], &pool.candidates()[candidate]);
        Position {
            position: number,
            row: row.id.clone(),
            section: row.section.clone(),
            item: item.code.clone(),
            version: item.version,
            points: item.points,
            unscored: row.unscored,
        }
    };
    (1..).zip(ordered).map(one).collect()
}

/// What makes a form the same form.
#[derive(Serialize)]
struct Identity<'a> {
    specification: &'a str,
    specification_version: u32,
    component: &'a str,
    languages: &'a [Language],
    positions: &'a [Position],
}

pub(super) fn fingerprint(request: &Request, positions: &[Position]) -> String {
    content_hash(&Identity {
        specification: &request.document.id,
        specification_version: request.document.version,
        component: &request.component,
        languages: &request.languages,
        positions,
    })
}

/// A, B … Z, AA, AB ….
pub(super) fn label(index: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    match index / 26 {
        0 => letter(index).to_string(),
        more => format!("{}{}", label(more - 1), letter(index)),
    }
}

pub(super) fn engines(solver: &dyn Solver) -> BTreeMap<String, String> {
    let own = ("synaq".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    BTreeMap::from([own, ("solver".to_owned(), solver.version())])
}
