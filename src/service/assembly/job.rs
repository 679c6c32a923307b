//! The job of an assembly run: solve in a child process, then keep forms and outcome in one unit.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::json;

use super::super::background::Claimed;
use super::super::{
    Answer, Refusal, Services, Unit, form_draws, forms as service_forms, organisations,
};
use super::solving::{Ended, solve};
use super::view::{Outcome, RunForm, RunResult, SOLVER_CRASHED};
use super::{job_answer, refused, request_of_run};
use crate::assembly::explain::Explanation;
use crate::assembly::manifest::Manifest;
use crate::assembly::request::Request;
use crate::assembly::run::{AssembledForm, Assembly, Refusal as Unassembled, RefusalKind};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::specification::component::{TEST_COMPONENT, components};
use crate::store::assembly::{self as rows, AssemblyRunRow, SpecificationVersion};
use crate::store::failure::{read_json, write_json};
use crate::store::forms::{self, FormItemRow, FormRow};
use crate::store::pool;

/// Solves a run and keeps what came of it.
pub(in crate::service) fn run_job(services: &Services, job: &Claimed) -> Answer<serde_json::Value> {
    let payload = job.payload()?;
    let run_id = payload["run_id"].as_str().unwrap_or_default().to_owned();
    let renamed: BTreeMap<String, String> =
        serde_json::from_value(payload["renamed"].clone()).unwrap_or_default();
    let (row, version, request) = services.read(|c| {
        let row = rows::by_id(c, &run_id)?.ok_or(Refusal::not_found("assembly run"))?;
        let (version, request) = request_of_run(c, &row, true)?;
        Ok((row, version, request))
    })?;
    if row.finished_at.is_some() {
        return Ok(job_answer(&run_id));
    }
    let draw_id = payload["draw_id"].as_str().map(str::to_owned);
    job.progress(services, 0, 1)?;
    let started = Instant::now();
    let ended = match solve(&services.limits, &request, || job.progress(services, 0, 1)) {
        Ok(ended) => ended,
        Err(stopped) => return Err(stop(services, job, &row, stopped)),
    };
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let run = Run {
        services,
        job,
        row,
        version,
        request,
        renamed,
        draw_id,
        milliseconds,
    };
    run.end(ended)
}

/// A run whose job was cancelled ends too; one that another worker took over goes on there.
fn stop(services: &Services, job: &Claimed, row: &AssemblyRunRow, why: Refusal) -> Refusal {
    let now = services.now().naive_utc();
    let ended = services.db.write(|c| {
        if job.is_cancelled(c)? {
            // What counting refused stays refused with what was counted.
            let (state, outcome) = match row.state.as_str() {
                "infeasible" => ("infeasible", row.outcome.as_str()),
                _ => ("cancelled", ""),
            };
            rows::finish(c, &row.id, state, outcome, now)?;
        }
        Answer::Ok(())
    });
    ended.err().unwrap_or(why)
}

struct Run<'a> {
    services: &'a Services,
    job: &'a Claimed,
    row: AssemblyRunRow,
    version: SpecificationVersion,
    request: Request,
    renamed: BTreeMap<String, String>,
    /// The draw it is made for.
    draw_id: Option<String>,
    milliseconds: u64,
}

impl Run<'_> {
    fn end(self, ended: Ended<Result<Assembly, Unassembled>>) -> Answer<serde_json::Value> {
        match ended {
            Ended::Answered(answer) => match *answer {
                Ok(assembly) => self.keep(&assembly),
                Err(refusal) if refusal.kind == RefusalKind::Failed => {
                    self.break_down(&format!("{:?}", refusal.findings))
                }
                Err(unassembled) => {
                    let infeasible = unassembled.kind == RefusalKind::Infeasible;
                    let state = if infeasible { "infeasible" } else { "failed" };
                    let refusal = refused(unassembled);
                    match &refusal {
                        Refusal::Infeasible(found) | Refusal::Invalid(found) => {
                            self.give_up(state, found.clone(), None)?;
                        }
                        Refusal::Explained {
                            findings,
                            explanation,
                            ..
                        } => self.give_up(state, findings.clone(), Some(explanation.clone()))?,
                        _ => {}
                    }
                    Err(refusal)
                }
            },
            Ended::TimedOut => {
                let finding = Finding::error("assembly_timed_out", "/time_limit_s")
                    .with("seconds", self.services.limits.solve_s);
                self.give_up("failed", vec![finding.clone()], None)?;
                Err(Refusal::invalid(finding))
            }
            Ended::Crashed(why) => self.break_down(&why),
        }
    }

    /// A fault of ours: told to the log, and to the caller only that it happened.
    fn break_down(&self, why: &str) -> Answer<serde_json::Value> {
        self.give_up("failed", vec![Finding::error(SOLVER_CRASHED, "")], None)?;
        Err(Refusal::Internal(format!("the solver broke down: {why}")))
    }

    /// Ends the run without forms. What counting refused stays refused for the same reasons, with the
    /// explanation that came, or with what was counted where none came.
    fn give_up(
        &self,
        state: &str,
        findings: Vec<Finding>,
        explanation: Option<Box<Explanation>>,
    ) -> Answer<()> {
        let mut outcome = Outcome {
            findings,
            explanation,
            ..Outcome::default()
        };
        let mut state = state;
        if self.row.state == "infeasible" {
            let counted: Outcome = read_json(&self.row.outcome)?;
            state = "infeasible";
            outcome.findings = counted.findings;
            outcome.explanation = outcome.explanation.or(counted.explanation);
        }
        let call = self.job.call(self.services)?;
        self.services.write(&call, "assemble", |unit| {
            self.job.hold(self.services, unit.c)?;
            rows::finish(unit.c, &self.row.id, state, &write_json(&outcome), unit.now)?;
            let detail = json!({"state": state});
            unit.audit(&self.row.owner_org, "assembly_run", &self.row.id, detail)
        })
    }

    /// Keeps forms and outcome in one unit: all of them or none.
    fn keep(&self, assembly: &Assembly) -> Answer<serde_json::Value> {
        let call = self.job.call(self.services)?;
        self.services.write(&call, "assemble", |unit| {
            self.job.hold(self.services, unit.c)?;
            let path = organisations::path_of(unit.c, &self.row.owner_org)?;
            self.authorise(unit, &path)?;
            let ids = self.item_ids(unit, &path, assembly)?;
            let forms: Answer<Vec<RunForm>> = assembly
                .forms
                .iter()
                .map(|form| self.keep_form(unit, form, &ids))
                .collect();
            let manifest = Manifest::of(&self.request, assembly);
            let manifest = manifest.signed(self.services.signing_keys.first());
            let outcome = Outcome {
                result: Some(self.result(assembly, forms?)),
                findings: Vec::new(),
                manifest: Some(json!(manifest)),
                explanation: None,
            };
            let kept = rows::finish(
                unit.c,
                &self.row.id,
                "done",
                &write_json(&outcome),
                unit.now,
            )?;
            if !kept {
                return Err(Refusal::Internal("the run had already ended".into()));
            }
            if let Some(draw) = &self.draw_id {
                form_draws::hand_out(unit, draw, &self.row.id)?;
            }
            let detail = json!({"forms": assembly.forms.len(), "nodes": assembly.nodes});
            unit.audit(&self.row.owner_org, "assembly_run", &self.row.id, detail)?;
            Ok(job_answer(&self.row.id))
        })
    }

    /// Who asked may still have forms assembled: for the owner, or for a class of his or hers.
    fn authorise(&self, unit: &mut Unit<'_>, path: &str) -> Answer<()> {
        let subject = self.subject();
        match &self.draw_id {
            Some(draw) => form_draws::require_drawing(unit.c, unit.call, draw),
            None => {
                let object = Object::of(path).subject(&subject);
                unit.call.require(Permission::AssembleForms, &object)
            }
        }
    }

    fn subject(&self) -> String {
        let component = components(&self.request.document)
            .into_iter()
            .find(|component| component.id == self.request.component);
        component
            .and_then(|component| component.subject)
            .or_else(|| self.request.subject.clone())
            .unwrap_or_default()
    }

    fn item_ids(
        &self,
        unit: &mut Unit<'_>,
        path: &str,
        assembly: &Assembly,
    ) -> Answer<BTreeMap<String, String>> {
        let codes: Vec<String> = assembly
            .forms
            .iter()
            .flat_map(|form| &form.positions)
            .map(|position| position.item.clone())
            .collect();
        let mut ids = pool::item_ids(unit.c, path, &codes)?;
        ids.extend(self.renamed.clone());
        Ok(ids)
    }

    fn keep_form(
        &self,
        unit: &mut Unit<'_>,
        form: &AssembledForm,
        ids: &BTreeMap<String, String>,
    ) -> Answer<RunForm> {
        let row = self.form_row(unit, form);
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
            label: form.label.clone(),
            fingerprint: form.fingerprint.clone(),
            positions: form.positions.clone(),
            achieved: form.achieved.clone(),
            objectives: form.objectives.clone(),
            mean_p: form.mean_p,
            mean_p_items: form.mean_p_items,
        })
    }

    fn form_row(&self, unit: &Unit<'_>, form: &AssembledForm) -> FormRow {
        let id = unit.new_id();
        // The end of a UUIDv7 is random: it tells forms of one specification apart.
        let tail = &self.row.id[self.row.id.len().saturating_sub(8)..];
        let component = match self.row.component.as_str() {
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
            code: format!("{specification}{component}-{tail}-{}", form.label),
            run_id: self.row.id.clone(),
            specification_id: self.row.specification_id.clone(),
            specification_version: self.row.specification_version,
            component: self.row.component.clone(),
            label: form.label.clone(),
            languages: self.row.languages.clone(),
            access: service_forms::access_of(&self.request.document).into(),
            subject: self.subject(),
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
            milliseconds: self.milliseconds,
            remarks: assembly.findings.clone(),
        }
    }
}
