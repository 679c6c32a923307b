//! Assembly runs: asked for, checked by counting at once, solved by a job, kept with their forms.
//!
//! A run has a mode ([`Mode`]): it makes forms, forms for a cohort, panels, or parts of the pool. Request,
//! candidates, job, access and refusals are the same for all; what differs is how it is counted (`modes`),
//! made and kept (`job`, `on_the_fly`, `panels`, `split`).

mod cohort;
mod cohort_forms;
mod fresh;
mod given;
mod job;
mod manifest;
mod modes;
mod next_item;
mod on_the_fly;
mod panels;
mod reports;
mod request;
mod shared;
mod solving;
mod split;
mod version;
mod view;

use serde_json::{Value, json};

use super::{
    Answer, Call, Page, PageRequest, Refusal, Services, Unit, forms, jobs, organisations, page,
};
use crate::assembly::mode::Mode;
use crate::assembly::pool::Pool;
use crate::assembly::run::{Refusal as Unassembled, RefusalKind};
use crate::document::canonical;
use crate::identity::{Object, Permission, scope};
use crate::language::finding::Finding;
use crate::store::assembly::{self as rows, AssemblyRunRow};
use crate::store::{AnyConnection, blobs, failure};

pub use cohort::Cohort;
pub use cohort_forms::{list_cohort_forms, read_cohort_form};
pub(super) use fresh::Fresh;
pub(super) use job::run_job;
pub use manifest::{KeptManifest, read_assembly_manifest, stored_of_manifest};
pub use next_item::{AskNextItem, next_item};
pub use reports::{
    CohortForm, CohortTask, OnTheFlyReport, PanelsReport, PartSummary, RunModule, RunPanel,
    RunPart, SplitReport, WholeCohortForm,
};
pub(super) use request::{Asked, Sources, asked, chosen, request_of_run};
use request::{request_of, snapshot_of};
pub(super) use shared::shared_with;
use solving::{Counted, Short};
pub(super) use solving::{Ended, weigh};
pub use split::read_run_part;
pub use view::{AssemblyRun, Coverage, CreateAssemblyRun, RunForm, RunResult};
use view::{Outcome, view};
pub(super) use view::{mode_of, with_state};

/// Asks for forms: counts at once whether they can exist, and queues the solving. Where they cannot, the
/// run is refused with what was counted, and its job works out the rest of the explanation.
pub fn create_assembly_run(
    services: &Services,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<AssemblyRun> {
    if let Some(answered) = services.answered(call)? {
        return Ok(answered);
    }
    call.require_somewhere(Permission::AssembleForms)?;
    let asked = services.read(|c| request_of(services, c, call, input))?;
    let ready = Ready::of(asked)?;
    services.write(call, "create_assembly_run", |unit| {
        let row = ready.queue(unit, None)?;
        let detail = json!({
            "specification": row.specification_id, "snapshot": row.snapshot_hash, "state": row.state
        });
        unit.audit(&row.owner_org, "assembly_run", &row.id, detail)?;
        let state = row.state.clone();
        view(row, &state, ready.short.is_some())
    })
}

/// Counts what each row needs and what the bank has for it. Nothing is solved and nothing is kept: what
/// would have to give way is told by a run.
pub fn check_assembly(
    services: &Services,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<Coverage> {
    call.require_somewhere(Permission::AssembleForms)?;
    let asked = services.read(|c| request_of(services, c, call, input))?;
    let rows = match modes::counted(&asked)? {
        Counted::Enough(rows) => rows,
        Counted::Short(short) => {
            return Err(Refusal::Explained {
                findings: short.findings,
                explanation: short.explanation,
                run: None,
            });
        }
    };
    Ok(Coverage {
        specification_id: asked.specification.id,
        specification_version: u32::try_from(asked.specification.version).unwrap_or(0),
        component: asked.request.component,
        languages: asked.request.languages,
        candidates: asked.request.candidates.len(),
        rows,
    })
}

/// A request that was counted, with its snapshot.
pub(super) struct Ready {
    asked: Asked,
    hash: String,
    snapshot: String,
    /// What is missing, where counting proves that there are no forms.
    short: Option<Short>,
}

impl Ready {
    /// Counts whether forms can exist.
    pub(super) fn of(asked: Asked) -> Answer<Self> {
        let short = match modes::counted(&asked)? {
            Counted::Enough(_) => None,
            Counted::Short(short) => Some(short),
        };
        let pool = Pool::new(asked.request.candidates.clone()).map_err(Refusal::Invalid)?;
        Ok(Self {
            hash: pool.snapshot_hash(),
            snapshot: canonical(&pool),
            asked,
            short,
        })
    }

    /// Refuses where there can be no forms, with the reasons only: for those who may not see the tasks
    /// that an explanation names.
    pub(super) fn enough(self) -> Answer<Self> {
        match self.short {
            Some(short) => Err(Refusal::Infeasible(short.findings)),
            None => Ok(self),
        }
    }

    /// Keeps the run and queues its job; `draw` is the draw that it is made for.
    pub(super) fn queue(&self, unit: &mut Unit<'_>, draw: Option<&str>) -> Answer<AssemblyRunRow> {
        let bytes = self.snapshot.as_bytes();
        blobs::keep(unit.c, &self.hash, "application/json", bytes, unit.now)?;
        let run_id = unit.new_id();
        let payload = json!({"run_id": run_id, "renamed": self.asked.renamed, "draw_id": draw});
        let job_id = jobs::queue(unit, "assemble", &payload, &self.asked.owner_org)?;
        let mut row = run_row(unit, &self.asked, run_id, job_id, &self.hash);
        if let Some(short) = &self.short {
            row.state = "infeasible".into();
            row.outcome = failure::write_json(&Outcome {
                findings: short.findings.clone(),
                explanation: Some(short.explanation.clone()),
                ..Outcome::default()
            });
        }
        rows::insert(unit.c, &row)?;
        if let Some(cohort) = self.asked.input.mode.cohort() {
            on_the_fly::queue_helpers(unit, &row.id, &cohort, &row.owner_org)?;
        }
        Ok(row)
    }
}

/// Refuses what has no meaning for runs of this mode.
fn of_mode(mode: &Mode, fits: bool, needed: &'static str) -> Answer<()> {
    match fits {
        true => Ok(()),
        false => Err(Refusal::conflict(
            Finding::error("run_of_another_mode", "")
                .with("mode", mode.name())
                .with("needed", needed),
        )),
    }
}

/// One run of an organisation where the caller assembles forms.
pub fn read_assembly_run(services: &Services, call: &Call, id: &str) -> Answer<AssemblyRun> {
    services.read(|c| {
        let row = require_run(c, call, id)?;
        with_state(c, row)
    })
}

fn require_run(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<AssemblyRunRow> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("assembly run"))?;
    let path = organisations::path_of(c, &row.owner_org)?;
    let object = Object::of(&path).subject(&row.subject);
    let may_know = call.may_know(&row.access, &row.created_by, &object);
    if !may_know || !call.may(Permission::AssembleForms, &object) {
        return Err(Refusal::not_found("assembly run"));
    }
    Ok(row)
}

/// Runs of organisations where the caller assembles forms, newest first.
pub fn list_assembly_runs(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<AssemblyRun>> {
    call.require_somewhere(Permission::AssembleForms)?;
    let limit = request.limit(&services.limits);
    let scope = scope(
        &call.actor,
        Permission::AssembleForms,
        Permission::ReadSecureItems,
    );
    services.read(|c| {
        let found = rows::list(c, &scope, &request.after()?, limit + 1)?;
        let page = page::page(found, limit, |row| row.id.clone(), |row| with_state(c, row));
        Ok(Page {
            items: page.items.into_iter().collect::<Answer<_>>()?,
            next: page.next,
        })
    })
}

/// An explanation as a refusal; pointers into the request become pointers into what was sent.
fn refused(unassembled: Unassembled) -> Refusal {
    let findings = unassembled.findings.into_iter().map(as_sent).collect();
    match (unassembled.kind, unassembled.explanation) {
        (RefusalKind::Infeasible, Some(mut explanation)) => {
            let told = explanation.findings.into_iter().map(as_sent);
            explanation.findings = told.collect();
            Refusal::Explained {
                findings,
                explanation,
                run: None,
            }
        }
        (RefusalKind::Infeasible, None) => Refusal::Infeasible(findings),
        (RefusalKind::Invalid | RefusalKind::Limit | RefusalKind::Failed, _) => {
            Refusal::Invalid(findings)
        }
    }
}

fn as_sent(mut finding: Finding) -> Finding {
    for (inside, sent) in [
        ("/options/overlap_max", "/overlap"),
        ("/options", ""),
        ("/cohort", "/mode"),
        ("/parts", "/mode/parts"),
        ("/panels", "/mode/panels"),
        ("/given", ""),
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

fn run_row(
    unit: &Unit<'_>,
    asked: &Asked,
    run_id: String,
    job_id: String,
    snapshot_hash: &str,
) -> AssemblyRunRow {
    let (specification, request) = (&asked.specification, &asked.request);
    AssemblyRunRow {
        id: run_id,
        owner_org: asked.owner_org.clone(),
        specification_id: specification.id.clone(),
        specification_version: specification.version,
        component: request.component.clone(),
        languages: failure::write_json(&request.languages),
        seed: i64::try_from(request.options.seed).unwrap_or(0),
        options: failure::write_json(&asked.kept),
        state: "queued".into(),
        snapshot_hash: snapshot_hash.into(),
        outcome: String::new(),
        job_id,
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
        finished_at: None,
        subject: asked.subject.clone(),
        access: forms::access_of(&request.document).into(),
    }
}

/// What a job answers with: enough to find the run.
fn job_answer(run_id: &str) -> Value {
    json!({"assembly_run_id": run_id})
}
