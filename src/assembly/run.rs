//! A request becomes forms, or a refusal that says what is missing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::conflict::conflict;
use super::eligible::{Context, Eligible, misfits};
use super::layout::in_order;
use super::pool::Pool;
use super::request::Request;
use super::sequence::{Method, SolveReport, SolveStatus, Solved, Unsolved, solve_forms};
use super::shortage::{listed, shortages};
use super::solver::{Highs, Solver};
use super::verify::{self, Achieved};
use crate::bank::{Language, Points};
use crate::document::content_hash;
use crate::language::finding::Finding;
use crate::specification::component::{Component, components};

/// Forms and everything that is known about how they came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assembly {
    /// The forms.
    pub forms: Vec<AssembledForm>,
    /// How many items any two forms have in common; the diagonal is the number of items.
    pub overlaps: Vec<Vec<usize>>,
    /// The overlap rule for each pair of forms.
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
    /// Mean difficulty of the items that have statistics.
    pub mean_p: Option<f64>,
    /// How many items that mean rests on.
    pub mean_p_items: usize,
    /// The same form has the same fingerprint: SHA-256 of its canonical JSON without label.
    pub fingerprint: String,
}

/// One task of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// Why there are no forms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// What kind of no.
    pub kind: RefusalKind,
    /// Everything that is wrong or missing.
    pub findings: Vec<Finding>,
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

/// Assembles with any solver.
///
/// # Errors
/// See [`RefusalKind`].
pub fn assemble_with(request: &Request, solver: &dyn Solver) -> Result<Assembly, Refusal> {
    let refuse = |kind, findings| Refusal { kind, findings };
    let prepared =
        Prepared::of(request).map_err(|findings| refuse(RefusalKind::Invalid, findings))?;
    let context = prepared.context(request);
    let eligible = Eligible::of(&context, &prepared.pool);
    let forced = forced_misfits(&context, &prepared.pool, &eligible);
    if !forced.is_empty() {
        return Err(refuse(RefusalKind::Infeasible, forced));
    }
    let short = shortages(&context, &prepared.pool, &eligible);
    if !short.is_empty() {
        return Err(refuse(RefusalKind::Infeasible, short));
    }
    let solved = solve_forms(&context, &prepared.pool, &eligible, solver, &request.limits);
    match solved {
        Ok(solved) => assembly(request, &prepared, &context, &eligible, solved, solver),
        Err(Unsolved::Infeasible(program)) => Err(refuse(
            RefusalKind::Infeasible,
            vec![conflict(solver, &program, &request.limits)],
        )),
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

/// A request that makes sense.
struct Prepared {
    component: Component,
    subject: String,
    pool: Pool,
}

impl Prepared {
    fn of(request: &Request) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let all = components(&request.document);
        let component = all
            .iter()
            .find(|component| component.id == request.component);
        if let Some(component) = component {
            findings.extend(component_findings(request, component));
        } else {
            let known = listed(all.iter().map(|component| &component.id));
            let unknown = Finding::error("component_unknown", "/component");
            findings.push(
                unknown
                    .with("component", request.component.as_str())
                    .with("known", known),
            );
        }
        findings.extend(number_findings(request));
        let pool = Pool::new(request.candidates.clone()).unwrap_or_else(|lies| {
            findings.extend(lies);
            Pool::default()
        });
        match (component, findings.is_empty()) {
            (Some(component), true) => {
                let subject = component
                    .subject
                    .clone()
                    .or_else(|| request.subject.clone());
                Ok(Self {
                    component: component.clone(),
                    subject: subject.unwrap_or_default(),
                    pool,
                })
            }
            _ => Err(findings),
        }
    }

    fn context<'a>(&'a self, request: &'a Request) -> Context<'a> {
        Context {
            component: &self.component,
            subject: &self.subject,
            languages: &request.languages,
            options: &request.options,
        }
    }
}

fn component_findings(request: &Request, component: &Component) -> Vec<Finding> {
    let mut findings = Vec::new();
    if component.language_set(&request.languages).is_none() {
        let sets = component.language_sets.iter().map(|set| listed(set.iter()));
        let finding = Finding::error("languages_not_of_component", "/languages");
        let languages = listed(request.languages.iter());
        let known = sets.collect::<Vec<_>>().join(" | ");
        findings.push(finding.with("languages", languages).with("known", known));
    }
    let known = || listed(component.choices.iter());
    match (&component.subject, &request.subject) {
        (None, None) => {
            findings
                .push(Finding::error("subject_choice_missing", "/subject").with("known", known()));
        }
        (None, Some(subject))
            if !component.choices.is_empty() && !component.choices.contains(subject) =>
        {
            let finding = Finding::error("subject_not_a_choice", "/subject");
            findings.push(
                finding
                    .with("subject", subject.as_str())
                    .with("known", known()),
            );
        }
        (Some(fixed), Some(subject)) if fixed != subject => {
            let finding = Finding::error("subject_is_fixed", "/subject");
            findings.push(
                finding
                    .with("subject", subject.as_str())
                    .with("known", fixed.as_str()),
            );
        }
        _ => {}
    }
    if component.rows.is_empty() {
        findings.push(
            Finding::error("component_without_rows", "/component")
                .with("component", component.id.as_str()),
        );
    }
    let rows = component
        .rows
        .iter()
        .filter(|row| component.section_of(row).is_none());
    findings.extend(rows.map(|row| {
        let finding = Finding::error("row_section_unknown", format!("/document{}", row.pointer));
        finding
            .with("row", row.id.as_str())
            .with("section", row.section.as_str())
    }));
    findings
}

/// Most forms of one run, as in the specification's own limit.
const MOST_FORMS: u32 = 100;

fn number_findings(request: &Request) -> Vec<Finding> {
    let mut findings = Vec::new();
    if request
        .options
        .forms
        .is_some_and(|forms| forms == 0 || forms > MOST_FORMS)
    {
        findings
            .push(Finding::error("forms_out_of_range", "/options/forms").with("most", MOST_FORMS));
    }
    let limits = &request.limits;
    if !(0.0..=1.0).contains(&limits.gap) {
        findings.push(Finding::error("gap_out_of_range", "/limits/gap"));
    }
    if !(limits.wall_clock_guard_s > 0.0 && limits.wall_clock_guard_s.is_finite()) {
        findings.push(Finding::error(
            "guard_out_of_range",
            "/limits/wall_clock_guard_s",
        ));
    }
    let forced: BTreeSet<_> = request.options.forced.iter().collect();
    for code in request
        .options
        .blocked
        .iter()
        .filter(|code| forced.contains(code))
    {
        let finding = Finding::error("item_forced_and_blocked", "/options/forced");
        findings.push(finding.with("item", code.as_str()));
    }
    findings
}

/// Forced items that fit no row, with the rules that keep each out of its nearest row.
fn forced_misfits(context: &Context<'_>, pool: &Pool, eligible: &Eligible) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, code) in context.options.forced.iter().enumerate() {
        let versions = pool
            .candidates()
            .iter()
            .enumerate()
            .filter(|(_, item)| item.code == *code);
        let versions: Vec<_> = versions.collect();
        if versions.iter().any(|(place, _)| {
            eligible
                .by_row
                .iter()
                .any(|row| row.binary_search(place).is_ok())
        }) {
            continue;
        }
        let rows = || context.component.rows.iter();
        let tries = versions
            .iter()
            .flat_map(|(_, item)| rows().map(move |row| (row, misfits(context, row, item))));
        let nearest = tries.min_by_key(|(_, reasons)| reasons.len());
        let (row, reasons) = nearest.map_or((String::new(), String::new()), |(row, reasons)| {
            (
                row.id.clone(),
                listed(reasons.iter().map(|reason| reason.as_str())),
            )
        });
        let code_of = if versions.is_empty() {
            "forced_item_unknown"
        } else {
            "forced_item_fits_no_row"
        };
        let finding = Finding::error(code_of, format!("/options/forced/{index}"));
        let finding = finding.with("item", code.as_str());
        findings.push(if versions.is_empty() {
            finding
        } else {
            finding.with("row", row).with("reasons", reasons)
        });
    }
    findings
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
    let overlaps = verify::overlaps(pool, &solved.forms);
    let overlap_achieved = verify::verify_overlaps(context, &overlaps);
    let forms: Vec<AssembledForm> = solved
        .forms
        .iter()
        .enumerate()
        .map(|(index, chosen)| {
            let positions = positions(context, pool, &in_order(context, pool, index, chosen));
            let (mean_p, mean_p_items) = verify::mean_p(pool, chosen);
            AssembledForm {
                label: label(index),
                fingerprint: fingerprint(request, &positions),
                positions,
                achieved: verify::verify_form(context, pool, chosen),
                mean_p,
                mean_p_items,
            }
        })
        .collect();
    let broken: Vec<Finding> = broken(&forms, &overlap_achieved);
    if !broken.is_empty() || forms.len() != context.forms() {
        return Err(Refusal {
            kind: RefusalKind::Failed,
            findings: broken,
        });
    }
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
        snapshot_hash: pool.snapshot_hash(),
        reproducible: solved.reproducible,
        engines: engines(solver),
        findings: remarks(context, pool, eligible),
        solves: solved.reports,
    })
}

/// Constraints that the recount found broken: a fault of the engine, never of the request.
fn broken(forms: &[AssembledForm], overlaps: &[Achieved]) -> Vec<Finding> {
    let of_form = |form: &AssembledForm| {
        let label = form.label.clone();
        form.achieved
            .iter()
            .filter(|a| !a.holds)
            .map(move |a| (label.clone(), a.clone()))
            .collect::<Vec<_>>()
    };
    let of_pairs = overlaps
        .iter()
        .filter(|a| !a.holds)
        .map(|a| (String::new(), a.clone()));
    let all = forms.iter().flat_map(of_form).chain(of_pairs);
    all.map(|(label, achieved)| {
        let finding = Finding::error("form_breaks_constraint", "").with("form", label);
        let finding = finding
            .with("kind", achieved.kind)
            .with("about", achieved.about);
        finding.with("achieved", achieved.achieved.to_string())
    })
    .collect()
}

fn positions(context: &Context<'_>, pool: &Pool, ordered: &[(usize, usize)]) -> Vec<Position> {
    let one = |(number, &(row, candidate)): (u32, &(usize, usize))| {
        let (row, item) = (&context.component.rows[row], &pool.candidates()[candidate]);
        Position {
            position: number,
            row: row.id.clone(),
            section: row.section.clone(),
            item: item.code.clone(),
            version: item.version,
            points: item.points,
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

fn fingerprint(request: &Request, positions: &[Position]) -> String {
    content_hash(&Identity {
        specification: &request.document.id,
        specification_version: request.document.version,
        component: &request.component,
        languages: &request.languages,
        positions,
    })
}

/// A, B … Z, AA, AB ….
fn label(index: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    match index / 26 {
        0 => letter(index).to_string(),
        more => format!("{}{}", label(more - 1), letter(index)),
    }
}

fn engines(solver: &dyn Solver) -> BTreeMap<String, String> {
    let own = ("synaq".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    BTreeMap::from([own, ("solver".to_owned(), solver.version())])
}

/// What a reader of the form should know although nothing is wrong.
fn remarks(context: &Context<'_>, pool: &Pool, eligible: &Eligible) -> Vec<Finding> {
    let fitting: BTreeSet<usize> = eligible.by_row.iter().flatten().copied().collect();
    let count = |lacks: fn(&super::candidate::Candidate) -> bool| {
        fitting
            .iter()
            .filter(|index| lacks(&pool.candidates()[**index]))
            .count()
    };
    let mut findings = Vec::new();
    let unknown = count(|item| item.minutes.is_none());
    if context.component.duration.is_some() && unknown > 0 {
        let finding = Finding::warning("minutes_unknown", "/candidates").with("count", unknown);
        findings.push(finding.with("of", fitting.len()));
    }
    let without = count(|item| item.p.is_none());
    if context.component.constraints.target_mean_p.is_some() && without > 0 {
        let finding = Finding::warning("statistics_missing", "/candidates").with("count", without);
        findings.push(finding.with("of", fitting.len()));
    }
    findings
}
