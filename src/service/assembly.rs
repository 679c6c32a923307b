//! Assembly runs: asked for, checked by counting at once, solved by a job, kept with their forms.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, jobs, organisations, page};
use crate::assembly::achieved::Achieved;
use crate::assembly::precheck::precheck;
use crate::assembly::request::{Limits, Options, Request};
use crate::assembly::run::{Position, Refusal as Unassembled, RefusalKind};
use crate::assembly::sequence::{Method, SolveReport, SolveStatus};
use crate::bank::Language;
use crate::bank::phase::Phase;
use crate::document::canonical;
use crate::identity::{Object, Permission, scope};
use crate::language::finding::Finding;
use crate::specification::component::{Component, components};
use crate::specification::document::SpecificationDocument;
use crate::store::assembly::{self as rows, AssemblyRunRow, SpecificationVersion};
use crate::store::pool::{self, LoadedPool, PoolQuery};
use crate::store::{AnyConnection, blobs, failure};

/// What forms are asked for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAssemblyRun {
    /// Id of the specification.
    pub specification_id: String,
    /// Its version; the newest published (else approved) one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub version: Option<u32>,
    /// Component of a battery; not needed where there is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Subject, for a component whose subject the candidate chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Languages the forms must exist in: of one language set of the component; the whole set when
    /// absent and there is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub languages: Option<Vec<Language>>,
    /// How many forms; the specification's number when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub forms: Option<u32>,
    /// Most common tasks of any two forms; the specification's number when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlap: Option<u32>,
    /// Seed: the same candidates, seed and limits give the same forms.
    #[serde(default)]
    pub seed: u32,
    /// Codes of items that stand in every form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forced: Vec<String>,
    /// Codes of items that stand in none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<String>,
    /// Phases whose versions may be used.
    #[serde(default = "CreateAssemblyRun::live")]
    #[schemars(length(min = 1))]
    pub phases: Vec<Phase>,
    /// Relative gap at which the solver may stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub gap: Option<f64>,
    /// Guard of one solve in seconds; never longer than the service allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.01, max = 86400.0))]
    pub time_limit_s: Option<f64>,
}

impl CreateAssemblyRun {
    fn live() -> Vec<Phase> {
        vec![Phase::Live]
    }
}

/// An assembly run as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AssemblyRun {
    /// UUID.
    pub id: String,
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub specification_version: u32,
    /// Component id.
    pub component: String,
    /// Languages of the forms.
    pub languages: Vec<Language>,
    /// Seed.
    pub seed: u32,
    /// `queued`, `running`, `done`, `infeasible`, `failed` or `cancelled`.
    pub state: String,
    /// The job that solves it.
    pub job_id: String,
    /// Hash of the candidates as they were when the run was asked for.
    pub snapshot_hash: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
    /// What came of it, once done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<RunResult>,
    /// Why there are no forms, where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// Code of the finding of a run that failed by a fault of the service.
pub(super) const SOLVER_CRASHED: &str = "solver_crashed";

impl AssemblyRun {
    /// True when it failed by a fault of the service, not of the request.
    pub fn broke_down(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.code == SOLVER_CRASHED)
    }

    /// True when nothing more happens to it.
    pub fn is_over(&self) -> bool {
        !matches!(self.state.as_str(), "queued" | "running")
    }
}

/// Forms and how they came about.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RunResult {
    /// The forms.
    pub forms: Vec<RunForm>,
    /// How many tasks any two forms have in common; the diagonal is the number of tasks.
    pub overlaps: Vec<Vec<usize>>,
    /// The overlap rule for each pair of forms.
    pub overlap_achieved: Vec<Achieved>,
    /// The weakest status of all solves.
    pub status: SolveStatus,
    /// How the forms were found.
    pub method: Method,
    /// Sum of the objectives.
    pub objective: f64,
    /// Sum of the proven bounds.
    pub bound: f64,
    /// The widest gap of all solves.
    pub gap: f64,
    /// Nodes of all solves.
    pub nodes: u64,
    /// One report for each solve.
    pub solves: Vec<SolveReport>,
    /// Hash of the specification's document.
    pub specification_hash: String,
    /// False when the clock decided: the same request may then give other forms.
    pub reproducible: bool,
    /// Versions of what computed it.
    pub engines: BTreeMap<String, String>,
    /// Milliseconds of the solver's process, start and end included.
    pub milliseconds: u64,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Finding>,
}

/// A form of a run.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RunForm {
    /// UUID of the form.
    pub id: String,
    /// Human code.
    pub code: String,
    /// `A`, `B` ….
    pub label: String,
    /// The same tasks in the same order have the same fingerprint.
    pub fingerprint: String,
    /// Tasks in order.
    pub positions: Vec<Position>,
    /// Every constraint: asked for and achieved, recounted from the form.
    pub achieved: Vec<Achieved>,
    /// Mean difficulty of the tasks that have statistics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_p: Option<f64>,
    /// How many tasks that mean rests on.
    pub mean_p_items: usize,
}

/// What is kept of a run that has ended.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) result: Option<RunResult>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) findings: Vec<Finding>,
}

/// What is kept of the request beside the columns of the run.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    subject: Option<String>,
    options: Options,
    limits: Limits,
}

/// Asks for forms: counts at once whether they can exist, and queues the solving.
pub fn create_assembly_run(
    services: &Services,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<AssemblyRun> {
    if let Some(answered) = services.answered(call)? {
        return Ok(answered);
    }
    let (specification, request, renamed) =
        services.read(|c| request_of(services, c, call, input))?;
    precheck(&request).map_err(refused)?;
    let pool = crate::assembly::pool::Pool::new(request.candidates.clone());
    let pool = pool.map_err(Refusal::Invalid)?;
    let hash = pool.snapshot_hash();
    let snapshot = canonical(&pool);
    services.write(call, "create_assembly_run", |unit| {
        blobs::keep(
            unit.c,
            &hash,
            "application/json",
            snapshot.as_bytes(),
            unit.now,
        )?;
        let run_id = unit.new_id();
        let payload = json!({"run_id": run_id, "renamed": renamed});
        let job_id = jobs::queue(unit, "assemble", &payload, &specification.owner_org)?;
        let row = run_row(unit, &specification, &request, run_id, job_id, &hash);
        rows::insert(unit.c, &row)?;
        let detail = json!({"specification": specification.id, "snapshot": hash});
        unit.audit(&row.owner_org, "assembly_run", &row.id, detail)?;
        view(row, "queued")
    })
}

/// One run of an organisation where the caller assembles forms.
pub fn read_assembly_run(services: &Services, call: &Call, id: &str) -> Answer<AssemblyRun> {
    services.read(|c| {
        let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("assembly run"))?;
        let path = organisations::path_of(c, &row.owner_org)?;
        let subject = subject_of(&row)?;
        let object = Object::of(&path).subject(&subject);
        if !call.may(Permission::AssembleForms, &object) {
            return Err(Refusal::not_found("assembly run"));
        }
        with_state(c, row)
    })
}

/// Runs of organisations where the caller assembles forms, newest first.
pub fn list_assembly_runs(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<AssemblyRun>> {
    call.require_somewhere(Permission::AssembleForms)?;
    let limit = request.limit(&services.limits);
    let mut scope = scope(
        &call.actor,
        Permission::AssembleForms,
        Permission::AssembleForms,
    );
    // A run shows tasks of its subject: a grant for one subject lists none of an organisation.
    scope.rules.retain(|rule| rule.subject.is_none());
    services.read(|c| {
        let found = rows::list(c, &scope, &request.after()?, limit + 1)?;
        let page = page::page(found, limit, |row| row.id.clone(), |row| with_state(c, row));
        Ok(Page {
            items: page.items.into_iter().collect::<Answer<_>>()?,
            next: page.next,
        })
    })
}

/// The whole request of a run as it was made, for its job and for locking its forms. Without
/// candidates where they are not asked for.
pub(super) fn request_of_run(
    c: &mut AnyConnection,
    row: &AssemblyRunRow,
    with_candidates: bool,
) -> Answer<(SpecificationVersion, Request)> {
    let version = rows::specification_versions(c, &row.specification_id)?
        .into_iter()
        .find(|v| v.version == row.specification_version)
        .ok_or_else(|| Refusal::Internal("the specification of a run is gone".into()))?;
    let kept: Kept = failure::read_json(&row.options)?;
    let candidates = match with_candidates {
        true => snapshot(c, &row.snapshot_hash)?,
        false => Vec::new(),
    };
    let request = Request {
        document: failure::read_json(&version.document)?,
        component: row.component.clone(),
        subject: kept.subject,
        languages: failure::read_json(&row.languages)?,
        candidates,
        options: kept.options,
        limits: kept.limits,
    };
    Ok((version, request))
}

/// An explanation as a refusal; pointers into the request become pointers into what was sent.
pub(super) fn refused(unassembled: Unassembled) -> Refusal {
    let findings = unassembled.findings.into_iter().map(as_sent).collect();
    match unassembled.kind {
        RefusalKind::Infeasible => Refusal::Infeasible(findings),
        RefusalKind::Invalid | RefusalKind::Limit | RefusalKind::Failed => {
            Refusal::Invalid(findings)
        }
    }
}

fn as_sent(mut finding: Finding) -> Finding {
    for (inside, sent) in [
        ("/options/overlap_max", "/overlap"),
        ("/options", ""),
        ("/limits/wall_clock_guard_s", "/time_limit_s"),
        ("/limits", ""),
    ] {
        if let Some(rest) = finding.pointer.strip_prefix(inside) {
            finding.pointer = format!("{sent}{rest}");
            return finding;
        }
    }
    finding
}

fn request_of(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<(SpecificationVersion, Request, BTreeMap<String, String>)> {
    let (version, path) = specification(c, call, input)?;
    let document: SpecificationDocument = failure::read_json(&version.document)?;
    let all = components(&document);
    let component = chosen(&all, input);
    let subject = component
        .and_then(|component| component.subject.clone())
        .or_else(|| input.subject.clone())
        .unwrap_or_default();
    call.require(
        Permission::AssembleForms,
        &Object::of(&path).subject(&subject),
    )?;
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    let LoadedPool {
        candidates,
        renamed,
    } = match component {
        Some(component) => pool::load(
            c,
            &PoolQuery {
                subject: &subject,
                grade: component.grade,
                owner_path: &path,
                scope: &scope,
            },
        )?,
        None => LoadedPool::default(),
    };
    let only_set = component
        .map(|component| component.language_sets.as_slice())
        .and_then(|sets| <&[Vec<Language>; 1]>::try_from(sets).ok())
        .map(|[set]| set.clone());
    let request = Request {
        component: component
            .map(|component| component.id.clone())
            .or_else(|| input.component.clone())
            .unwrap_or_default(),
        subject: input.subject.clone(),
        languages: input.languages.clone().or(only_set).unwrap_or_default(),
        candidates,
        options: options(input),
        limits: limits(services, input),
        document,
    };
    Ok((version, request, renamed))
}

fn chosen<'a>(all: &'a [Component], input: &CreateAssemblyRun) -> Option<&'a Component> {
    match (&input.component, all) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(id), _) => all.iter().find(|component| component.id == *id),
    }
}

fn options(input: &CreateAssemblyRun) -> Options {
    Options {
        forms: input.forms,
        overlap_max: input.overlap,
        forced: input.forced.clone(),
        blocked: input.blocked.clone(),
        seed: u64::from(input.seed),
        phases: input.phases.clone(),
        access: None,
    }
}

fn limits(services: &Services, input: &CreateAssemblyRun) -> Limits {
    let usual = Limits::default();
    let longest = services.limits.solve_s as f64;
    Limits {
        gap: input.gap.unwrap_or(usual.gap),
        wall_clock_guard_s: input
            .time_limit_s
            .unwrap_or(usual.wall_clock_guard_s)
            .min(longest),
        ..usual
    }
}

/// The version that forms are made from, with its owner's path. Drafts and withdrawn ones make none.
fn specification(
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<(SpecificationVersion, String)> {
    let unknown = || {
        Refusal::invalid(
            Finding::error("reference_unknown", "/specification_id")
                .with("value", input.specification_id.as_str()),
        )
    };
    let versions = rows::specification_versions(c, &input.specification_id)?;
    let owner = versions.first().map(|v| v.owner_org.clone());
    let path = organisations::path_of(c, &owner.ok_or_else(unknown)?)?;
    let published = versions.iter().any(|v| v.state == "published");
    if !knows(call, &path, published) {
        return Err(unknown());
    }
    let newest = |state: &str| versions.iter().find(|v| v.state == state);
    let version = match input.version {
        Some(number) => versions
            .iter()
            .find(|v| u32::try_from(v.version).is_ok_and(|v| v == number)),
        None => newest("published").or_else(|| newest("approved")),
    };
    match version {
        Some(version) if matches!(version.state.as_str(), "approved" | "published") => {
            Ok((version.clone(), path))
        }
        Some(version) => Err(Refusal::conflict(
            Finding::error("specification_not_approved", "/version")
                .with("version", version.version)
                .with("state", version.state.as_str()),
        )),
        None => Err(Refusal::invalid(
            Finding::error("reference_unknown", "/version")
                .with("value", input.version.map_or("".into(), |v| v.to_string())),
        )),
    }
}

/// True when the caller may know of the specification: the owner's people, and whoever stands below
/// the owner once it is published.
fn knows(call: &Call, path: &str, published: bool) -> bool {
    let owner = Object::of(path);
    let assembles = call
        .actor
        .grants_with(Permission::AssembleForms)
        .any(|grant| path.starts_with(&grant.org_path));
    let below = call
        .actor
        .grants_with(Permission::ReadSpecifications)
        .any(|grant| grant.org_path.starts_with(path));
    assembles || call.may(Permission::ReadSpecifications, &owner) || (published && below)
}

fn run_row(
    unit: &Unit<'_>,
    specification: &SpecificationVersion,
    request: &Request,
    run_id: String,
    job_id: String,
    snapshot_hash: &str,
) -> AssemblyRunRow {
    let kept = Kept {
        subject: request.subject.clone(),
        options: request.options.clone(),
        limits: request.limits,
    };
    AssemblyRunRow {
        id: run_id,
        owner_org: specification.owner_org.clone(),
        specification_id: specification.id.clone(),
        specification_version: specification.version,
        component: request.component.clone(),
        languages: failure::write_json(&request.languages),
        seed: i64::try_from(request.options.seed).unwrap_or(0),
        options: failure::write_json(&kept),
        state: "queued".into(),
        snapshot_hash: snapshot_hash.into(),
        outcome: String::new(),
        job_id,
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
        finished_at: None,
    }
}

fn snapshot(
    c: &mut AnyConnection,
    hash: &str,
) -> Answer<Vec<crate::assembly::candidate::Candidate>> {
    let bytes = blobs::read(c, hash)?
        .ok_or_else(|| Refusal::Internal(format!("snapshot {hash} is gone")))?;
    serde_json::from_slice(&bytes)
        .map_err(|e| Refusal::Internal(format!("snapshot {hash} does not read: {e}")))
}

/// Subject a run is for, as far as its request names one.
fn subject_of(row: &AssemblyRunRow) -> Answer<String> {
    let kept: Kept = failure::read_json(&row.options)?;
    Ok(kept.subject.unwrap_or_default())
}

/// While a run has not ended, its job says how it stands.
fn with_state(c: &mut AnyConnection, row: AssemblyRunRow) -> Answer<AssemblyRun> {
    if row.finished_at.is_some() {
        let state = row.state.clone();
        return view(row, &state);
    }
    let job = crate::store::jobs::by_id(c, &row.job_id)?.map(|job| job.state);
    let state = match job.as_deref() {
        Some("cancelled") => "cancelled",
        Some("failed" | "refused") => "failed",
        Some("running") => "running",
        _ => "queued",
    };
    view(row, state)
}

fn view(row: AssemblyRunRow, state: &str) -> Answer<AssemblyRun> {
    let outcome = match row.outcome.as_str() {
        "" => Outcome::default(),
        text => failure::read_json(text)?,
    };
    Ok(AssemblyRun {
        id: row.id,
        specification_id: row.specification_id,
        specification_version: u32::try_from(row.specification_version).unwrap_or(0),
        component: row.component,
        languages: failure::read_json(&row.languages)?,
        seed: u32::try_from(row.seed).unwrap_or(0),
        state: state.to_owned(),
        job_id: row.job_id,
        snapshot_hash: row.snapshot_hash,
        created_at: row.created_at.and_utc(),
        finished_at: row.finished_at.map(|t| t.and_utc()),
        result: outcome.result,
        findings: outcome.findings,
    })
}

/// What a job answers with: enough to find the run.
pub(super) fn job_answer(run_id: &str) -> Value {
    json!({"assembly_run_id": run_id})
}
