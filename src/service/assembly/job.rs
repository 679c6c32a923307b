//! The job of an assembly run: solve in a child process, then keep forms and outcome in one unit.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::{Value, json};

use super::super::background::Claimed;
use super::super::{
    Answer, Refusal, Services, Unit, form_draws, forms as service_forms, organisations,
};
use super::solving::{Ended, solve};
use super::view::{Outcome, RunForm, RunResult, SOLVER_CRASHED, mode_of};
use super::{job_answer, on_the_fly, panels, refused, request_of_run, split};
use crate::assembly::manifest::Manifest;
use crate::assembly::mode::Mode;
use crate::assembly::request::Request;
use crate::assembly::run::{AssembledForm, Assembly, Refusal as Unassembled, RefusalKind};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::specification::component::{TEST_COMPONENT, components};
use crate::store::assembly::{self as rows, AssemblyRunRow, SpecificationVersion};
use crate::store::failure::{read_json, write_json};
use crate::store::forms::{self, FormItemRow, FormRow};
use crate::store::pool;

/// Makes what a run asks for and keeps what came of it; or helps the job that does.
pub(in crate::service) fn run_job(services: &Services, job: &Claimed) -> Answer<Value> {
    let ahead = job.payload()?["ahead"].take();
    if !ahead.is_null() {
        let chunks = serde_json::from_value(ahead)
            .map_err(|e| Refusal::Internal(format!("payload of a job: {e}")))?;
        return on_the_fly::run_ahead(services, job, chunks);
    }
    let run = Run::of(services, job)?;
    if run.is_over() {
        return Ok(job_answer(&run.row.id));
    }
    job.progress(services, 0, 1)?;
    match (&run.mode, run.mode.cohort()) {
        (Mode::Panel { panels }, _) => panels::run_panels(&run, *panels),
        (Mode::Split { parts }, _) => split::run_split(&run, *parts),
        (_, Some(cohort)) => on_the_fly::run_on_the_fly(&run, &cohort),
        (_, None) => run.forms(),
    }
}

/// A run that a job works on.
pub(super) struct Run<'a> {
    pub(super) services: &'a Services,
    pub(super) job: &'a Claimed,
    pub(super) row: AssemblyRunRow,
    pub(super) mode: Mode,
    pub(super) request: Request,
    version: SpecificationVersion,
    renamed: BTreeMap<String, String>,
    /// The draw it is made for.
    draw_id: Option<String>,
    started: Instant,
}

/// What tells a form apart from the others of its run.
pub(super) struct Named<'a> {
    /// Component of the specification.
    pub(super) component: &'a str,
    /// Label among the forms of the run.
    pub(super) label: &'a str,
}

impl<'a> Run<'a> {
    pub(super) fn of(services: &'a Services, job: &'a Claimed) -> Answer<Self> {
        let payload = job.payload()?;
        let run_id = payload["run_id"].as_str().unwrap_or_default();
        services.read(|c| {
            let row = rows::by_id(c, run_id)?.ok_or(Refusal::not_found("assembly run"))?;
            let (version, request) = request_of_run(c, &row, true)?;
            let renamed = serde_json::from_value(payload["renamed"].clone());
            Ok(Self {
                services,
                job,
                mode: mode_of(&row)?,
                row,
                request,
                version,
                renamed: renamed.unwrap_or_default(),
                draw_id: payload["draw_id"].as_str().map(str::to_owned),
                started: Instant::now(),
            })
        })
    }

    /// True when it had ended before this job came to it.
    pub(super) fn is_over(&self) -> bool {
        self.row.finished_at.is_some()
    }

    /// True when it has ended by now.
    pub(super) fn has_ended(&self) -> Answer<bool> {
        let row = self.services.read(|c| Ok(rows::by_id(c, &self.row.id)?))?;
        Ok(row.is_none_or(|row| row.finished_at.is_some()))
    }

    pub(super) fn milliseconds(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn forms(&self) -> Answer<Value> {
        let beat = || self.job.progress(self.services, 0, 1);
        let ended = solve(&self.services.limits, &self.request, beat);
        match self.answered(ended)? {
            Ok(assembly) => self.keep(&assembly),
            Err(refusal) => self.unmade(refusal, Outcome::default()),
        }
    }

    /// What a child process answered; without an answer the run ends here.
    pub(super) fn answered<T>(
        &self,
        ended: Answer<Ended<Result<T, Unassembled>>>,
    ) -> Answer<Result<T, Unassembled>> {
        match ended.map_err(|stopped| self.stop(stopped))? {
            Ended::Answered(answer) => Ok(*answer),
            Ended::TimedOut => {
                let finding = Finding::error("assembly_timed_out", "/time_limit_s")
                    .with("seconds", self.services.limits.solve_s);
                let outcome = Outcome::of(vec![finding.clone()]);
                self.give_up("failed", outcome)?;
                Err(Refusal::invalid(finding))
            }
            Ended::Crashed(why) => Err(self.broken_down(&why)?),
        }
    }

    /// A run whose job was cancelled ends too; one that another worker took over goes on there.
    fn stop(&self, why: Refusal) -> Refusal {
        let now = self.services.now().naive_utc();
        let ended = self.services.db.write(|c| {
            if self.job.is_cancelled(c)? {
                // What counting refused stays refused with what was counted.
                let (state, outcome) = match self.row.state.as_str() {
                    "infeasible" => ("infeasible", self.row.outcome.as_str()),
                    _ => ("cancelled", ""),
                };
                rows::finish(c, &self.row.id, state, outcome, now)?;
            }
            Answer::Ok(())
        });
        ended.err().unwrap_or(why)
    }

    /// Ends the run with why nothing, or nothing more, was made; what was made stands in the outcome.
    pub(super) fn unmade(&self, unassembled: Unassembled, outcome: Outcome) -> Answer<Value> {
        if unassembled.kind == RefusalKind::Failed {
            return Err(self.broken_down(&format!("{:?}", unassembled.findings))?);
        }
        let infeasible = unassembled.kind == RefusalKind::Infeasible;
        let state = if infeasible { "infeasible" } else { "failed" };
        let refusal = refused(unassembled);
        let (findings, explanation) = match &refusal {
            Refusal::Infeasible(found) | Refusal::Invalid(found) => (found.clone(), None),
            Refusal::Explained {
                findings,
                explanation,
                ..
            } => (findings.clone(), Some(explanation.clone())),
            _ => return Err(refusal),
        };
        let outcome = Outcome {
            findings,
            explanation,
            ..outcome
        };
        self.give_up(state, outcome)?;
        Err(refusal)
    }

    /// A fault of ours: told to the log, and to the caller only that it happened.
    fn broken_down(&self, why: &str) -> Answer<Refusal> {
        let finding = Finding::error(SOLVER_CRASHED, "");
        self.give_up("failed", Outcome::of(vec![finding]))?;
        Ok(Refusal::Internal(format!("the solver broke down: {why}")))
    }

    /// Ends the run without all that was asked for. What counting refused stays refused for the same
    /// reasons, with the explanation that came, or with what was counted where none came.
    fn give_up(&self, mut state: &str, mut outcome: Outcome) -> Answer<()> {
        if self.row.state == "infeasible" {
            let counted: Outcome = read_json(&self.row.outcome)?;
            state = "infeasible";
            outcome.findings = counted.findings;
            outcome.explanation = outcome.explanation.or(counted.explanation);
        }
        let call = self.job.call(self.services)?;
        let made = outcome.on_the_fly.as_ref();
        let (made, asked) = made.map_or((1, 1), |made| (made.forms, made.forms + made.failures));
        self.services.write(&call, "assemble", |unit| {
            let job = self.job;
            job.advance(self.services, unit.c, made.into(), asked.into())?;
            rows::finish(unit.c, &self.row.id, state, &write_json(&outcome), unit.now)?;
            let detail = json!({"state": state});
            unit.audit(&self.row.owner_org, "assembly_run", &self.row.id, detail)
        })
    }

    /// Keeps what was made and the outcome in one unit: all of it or nothing.
    pub(super) fn finish(
        &self,
        detail: Value,
        outcome: impl Fn(&mut Unit<'_>) -> Answer<Outcome>,
    ) -> Answer<Value> {
        let call = self.job.call(self.services)?;
        let steps = self.mode.cohort().map_or(1, |cohort| cohort.forms.into());
        self.services.write(&call, "assemble", |unit| {
            self.job.advance(self.services, unit.c, steps, steps)?;
            let path = organisations::path_of(unit.c, &self.row.owner_org)?;
            self.authorise(unit, &path)?;
            let text = write_json(&outcome(unit)?);
            if !rows::finish(unit.c, &self.row.id, "done", &text, unit.now)? {
                return Err(Refusal::Internal("the run had already ended".into()));
            }
            if let Some(draw) = &self.draw_id {
                form_draws::hand_out(unit, draw, &self.row.id)?;
            }
            let owner = &self.row.owner_org;
            unit.audit(owner, "assembly_run", &self.row.id, detail.clone())?;
            Ok(job_answer(&self.row.id))
        })
    }

    /// A manifest as it is kept.
    pub(super) fn signed(&self, manifest: Manifest) -> Value {
        json!(manifest.signed(self.services.signing_keys.first()))
    }

    fn keep(&self, assembly: &Assembly) -> Answer<Value> {
        let detail = json!({"forms": assembly.forms.len(), "nodes": assembly.nodes});
        self.finish(detail, |unit| {
            let ids = self.item_ids(unit, assembly.forms.iter())?;
            let component = self.row.component.as_str();
            let keep = |form: &AssembledForm| {
                let named = Named {
                    component,
                    label: &form.label,
                };
                self.keep_form(unit, form, &named, &ids)
            };
            let forms: Answer<Vec<RunForm>> = assembly.forms.iter().map(keep).collect();
            let manifest = Manifest::of(&self.request, assembly);
            Ok(Outcome {
                result: Some(self.result(assembly, forms?)),
                manifest: Some(self.signed(manifest)),
                ..Outcome::default()
            })
        })
    }

    /// Who asked may still have forms assembled: for the owner, or for a class of his or hers.
    fn authorise(&self, unit: &mut Unit<'_>, path: &str) -> Answer<()> {
        let subject = self.row.subject.as_str();
        match &self.draw_id {
            Some(draw) => form_draws::require_drawing(unit.c, unit.call, draw),
            None => {
                let object = Object::of(path).subject(subject);
                unit.call.require(Permission::AssembleForms, &object)
            }
        }
    }

    fn subject(&self, component: &str) -> String {
        let component = components(&self.request.document)
            .into_iter()
            .find(|one| one.id == component);
        component
            .and_then(|component| component.subject)
            .or_else(|| self.request.subject.clone())
            .unwrap_or_default()
    }

    /// Ids of the items of some forms by their codes.
    pub(super) fn item_ids<'f>(
        &self,
        unit: &mut Unit<'_>,
        forms: impl Iterator<Item = &'f AssembledForm>,
    ) -> Answer<BTreeMap<String, String>> {
        let path = organisations::path_of(unit.c, &self.row.owner_org)?;
        let codes: Vec<String> = forms
            .flat_map(|form| &form.positions)
            .map(|position| position.item.clone())
            .collect();
        let mut ids = pool::item_ids(unit.c, &path, &codes)?;
        ids.extend(self.renamed.clone());
        Ok(ids)
    }

    /// Keeps a form as a draft.
    pub(super) fn keep_form(
        &self,
        unit: &mut Unit<'_>,
        form: &AssembledForm,
        named: &Named<'_>,
        ids: &BTreeMap<String, String>,
    ) -> Answer<RunForm> {
        let row = self.form_row(unit, form, named);
        let positions: Answer<Vec<FormItemRow>> = form
            .positions
            .iter()
            .map(|position| {
                let item_id = ids.get(&position.item).cloned();
                let gone = || Refusal::Internal(format!("item {} is gone", position.item));
                Ok(FormItemRow {
                    form_id: row.id.clone(),
                    position: i32::try_from(position.position).unwrap_or(i32::MAX),
                    row_id: position.row.clone(),
                    section_id: position.section.clone(),
                    item_id: item_id.ok_or_else(gone)?,
                    item_number: i32::try_from(position.version).unwrap_or(i32::MAX),
                    points: position.points.0,
                })
            })
            .collect();
        forms::insert(unit.c, &row, &positions?)?;
        Ok(RunForm {
            id: row.id,
            code: row.code,
            label: named.label.to_owned(),
            fingerprint: form.fingerprint.clone(),
            positions: form.positions.clone(),
            achieved: form.achieved.clone(),
            objectives: form.objectives.clone(),
            mean_p: form.mean_p,
            mean_p_items: form.mean_p_items,
        })
    }

    fn form_row(&self, unit: &Unit<'_>, form: &AssembledForm, named: &Named<'_>) -> FormRow {
        let id = unit.new_id();
        // The end of a UUIDv7 is random: it tells forms of one specification apart.
        let tail = &self.row.id[self.row.id.len().saturating_sub(8)..];
        let component = match named.component {
            TEST_COMPONENT => String::new(),
            component => format!("-{component}"),
        };
        let specification = &self.request.document.id;
        let points: i64 = form
            .positions
            .iter()
            .filter(|position| !position.unscored)
            .map(|position| position.points.0)
            .sum();
        FormRow {
            id,
            owner_org: self.row.owner_org.clone(),
            code: format!("{specification}{component}-{tail}-{}", named.label),
            run_id: self.row.id.clone(),
            specification_id: self.row.specification_id.clone(),
            specification_version: self.row.specification_version,
            component: named.component.to_owned(),
            label: named.label.to_owned(),
            languages: self.row.languages.clone(),
            access: service_forms::access_of(&self.request.document).into(),
            subject: self.subject(named.component),
            state: "draft".into(),
            fingerprint: form.fingerprint.clone(),
            max_score: points,
            document: write_json(form),
            pinned: String::new(),
            revision: 1,
            created_by: unit.call.actor.user_id.clone(),
            created_at: unit.now,
            locked_by: String::new(),
            locked_at: None,
        }
    }

    fn result(&self, assembly: &Assembly, forms: Vec<RunForm>) -> RunResult {
        RunResult {
            forms,
            overlaps: assembly.overlaps.clone(),
            overlap_achieved: assembly.overlap_achieved.clone(),
            status: assembly.status,
            method: assembly.method,
            objective: assembly.objective,
            bound: assembly.bound,
            gap: assembly.gap,
            nodes: assembly.nodes,
            solves: assembly.solves.clone(),
            specification_hash: self.version.hash.clone(),
            reproducible: assembly.reproducible,
            engines: assembly.engines.clone(),
            milliseconds: self.milliseconds(),
            remarks: assembly.findings.clone(),
        }
    }
}
