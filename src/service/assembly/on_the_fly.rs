//! The forms of a cohort: drawn and settled chunk by chunk by the run's own job, drawn ahead by others
//! beside it, kept as they come. Whoever goes on after an interruption goes on from what is kept, and makes
//! the same forms.
//!
//! Why forms of a cohort are no rows of `forms`: there are thousands of them, most are never looked at, and
//! none is locked, printed or exchanged by hand. A form is kept as the codes of its tasks, fifty forms to a
//! row (about 60 bytes for a task); what it has of each constraint is recounted when it is asked for.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::background::Claimed;
use super::super::jobs;
use super::super::{Answer, Refusal, Services, Unit};
use super::job::Run;
use super::reports::OnTheFlyReport;
use super::solving::{self, Ended};
use super::view::Outcome;
use crate::assembly::compile::Chosen;
use crate::assembly::manifest::Manifest;
use crate::assembly::on_the_fly::work::{Done, Drawn, Settled, ShortForm, Task, Work};
use crate::assembly::on_the_fly::{CHUNK, Cohort, Summary};
use crate::store::failure::{read_json, write_json};
use crate::store::{AnyConnection, StoreError, assembly_pieces as pieces};

/// Chunks that one helping job draws, at least.
const AHEAD: u32 = 4;
/// Most helping jobs of a run.
const MOST_HELPERS: u32 = 50;

/// A piece of a run: a chunk of forms.
#[derive(Serialize, Deserialize)]
pub(super) struct Piece {
    /// Hash of the plan.
    pub(super) plan: String,
    /// Forms as they were chosen.
    pub(super) chosen: Vec<Chosen>,
    /// The same as they are shown; none while they are only drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) forms: Vec<ShortForm>,
}

/// Queues the jobs that draw ahead, the last chunks first: the run's own job comes from the other end.
pub(super) fn queue_helpers(
    unit: &mut Unit<'_>,
    run_id: &str,
    cohort: &Cohort,
    owner_org: &str,
) -> Answer<()> {
    let chunks = cohort.forms.div_ceil(CHUNK);
    let each = AHEAD.max(chunks.div_ceil(MOST_HELPERS)).max(1);
    let all: Vec<u32> = (1..chunks).collect();
    for ahead in all.rchunks(each as usize) {
        let payload = json!({"run_id": run_id, "ahead": ahead});
        jobs::queue_behind(unit, "assemble", &payload, owner_org)?;
    }
    Ok(())
}

/// Draws chunks ahead of the run's own job, until that has ended.
pub(super) fn run_ahead(services: &Services, job: &Claimed, chunks: Vec<u32>) -> Answer<Value> {
    let run = Run::of(services, job)?;
    let Some(cohort) = run.mode.cohort().filter(|_| !run.is_over()) else {
        return Ok(super::job_answer(&run.row.id));
    };
    let total = i64::try_from(chunks.len()).unwrap_or(i64::MAX);
    let mut before = usize::MAX;
    loop {
        let there = services.read(|c| Ok(pieces::numbers(c, &run.row.id)?))?;
        let is_there = |chunk: &u32| there.contains(&number_of(*chunk));
        let missing: Vec<u32> = chunks.iter().copied().filter(|c| !is_there(c)).collect();
        let left = i64::try_from(missing.len()).unwrap_or(total);
        job.progress(services, total - left, total)?;
        // What cannot be drawn is told by the run's own job.
        if missing.is_empty() || missing.len() >= before || run.has_ended()? {
            return Ok(super::job_answer(&run.row.id));
        }
        before = missing.len();
        let work = Work {
            request: run.request.clone(),
            cohort: cohort.clone(),
            plan: None,
            task: Task::Ahead { chunks: missing },
            seconds: services.limits.cohort_s,
        };
        let beat = || match run.has_ended()? {
            true => Err(Refusal::Unavailable("the run has ended".into())),
            false => job.progress(services, total - left, total),
        };
        let Ok(Ended::Answered(answer)) = solving::draw(&services.limits, &work, beat) else {
            return Ok(super::job_answer(&run.row.id));
        };
        if let Ok(done) = *answer {
            keep_drawn(services, job, &run.row.id, &done)?;
        }
    }
}

fn keep_drawn(services: &Services, job: &Claimed, run_id: &str, done: &Done) -> Answer<()> {
    for drawn in &done.drawn {
        let content = write_json(&Piece {
            plan: done.plan.clone(),
            chosen: drawn.forms.clone(),
            forms: Vec::new(),
        });
        let number = number_of(drawn.chunk);
        let added: Result<(), Unkept> = services.db.write(|c| {
            job.advance(services, c, 0, 0)?;
            Ok(pieces::add_drawn(c, run_id, number, &content)?)
        });
        match added {
            // Somebody was quicker, and drew the same.
            Ok(()) | Err(Unkept::Taken) => {}
            Err(Unkept::Refused(refusal)) => return Err(refusal),
        }
    }
    Ok(())
}

fn number_of(chunk: u32) -> i32 {
    i32::try_from(chunk).unwrap_or(i32::MAX)
}

/// Makes the forms of a cohort from what is kept of them on.
pub(super) fn run_on_the_fly(run: &Run<'_>, cohort: &Cohort) -> Answer<Value> {
    let (services, job) = (run.services, run.job);
    let total = i64::from(cohort.forms);
    let (mut plan, mut settled) = services.read(|c| kept_so_far(c, &run.row.id))?;
    loop {
        let so_far = i64::try_from(settled.len()).unwrap_or(total);
        job.progress(services, so_far, total)?;
        let drawn = services.read(|c| drawn_ahead(c, &run.row.id))?;
        let work = Work {
            request: run.request.clone(),
            cohort: cohort.clone(),
            plan: plan.clone(),
            task: Task::GoOn { settled, drawn },
            seconds: services.limits.cohort_s,
        };
        let beat = || job.progress(services, so_far, total);
        let ended = solving::draw(&services.limits, &work, beat);
        let Task::GoOn {
            settled: before, ..
        } = work.task
        else {
            return Err(Refusal::Internal("a batch lost its forms".into()));
        };
        settled = before;
        let done = match run.answered(ended)? {
            Ok(done) => done,
            Err(unassembled) => return run.unmade(unassembled, Outcome::default()),
        };
        for chunk in &done.settled {
            settled.extend(chunk.chosen.iter().cloned());
            let so_far = i64::try_from(settled.len()).unwrap_or(total);
            keep_settled(run, &done.plan, chunk, (so_far, total))?;
        }
        let report = report(&done.summary, cohort);
        if let Some(refusal) = done.refusal {
            let outcome = Outcome {
                on_the_fly: Some(report),
                ..Outcome::default()
            };
            return run.unmade(refusal, outcome);
        }
        if settled.len() >= cohort.forms as usize {
            return finish(run, report);
        }
        plan = Some(done.plan);
    }
}

fn report(summary: &Summary, cohort: &Cohort) -> OnTheFlyReport {
    OnTheFlyReport {
        forms: summary.forms,
        failures: cohort.forms.saturating_sub(summary.forms),
        items: summary.items,
        exposure_max: summary.exposure_max,
        overlap_max: summary.overlap_max,
        overlap_mean: summary.overlap_mean,
    }
}

fn finish(run: &Run<'_>, report: OnTheFlyReport) -> Answer<Value> {
    let detail = json!({"forms": report.forms, "items": report.items});
    run.finish(detail, |unit| {
        let mut forms = Vec::new();
        for row in pieces::kept(unit.c, &run.row.id, (0, i32::MAX))? {
            let piece: Piece = read_json(&row.content)?;
            forms.extend(piece.forms);
        }
        let hash = &run.row.snapshot_hash;
        let manifest = Manifest::of_cohort(&run.request, &run.mode, hash, &forms);
        Ok(Outcome {
            manifest: Some(run.signed(manifest)),
            on_the_fly: Some(report.clone()),
            ..Outcome::default()
        })
    })
}

fn kept_so_far(c: &mut AnyConnection, run_id: &str) -> Answer<(Option<String>, Vec<Chosen>)> {
    let (mut plan, mut settled) = (None, Vec::new());
    for row in pieces::kept(c, run_id, (0, i32::MAX))? {
        let piece: Piece = read_json(&row.content)?;
        plan = Some(piece.plan);
        settled.extend(piece.chosen);
    }
    Ok((plan, settled))
}

fn drawn_ahead(c: &mut AnyConnection, run_id: &str) -> Answer<Vec<Drawn>> {
    let mut drawn = Vec::new();
    for row in pieces::drawn(c, run_id)? {
        let piece: Piece = read_json(&row.content)?;
        drawn.push(Drawn {
            chunk: u32::try_from(row.number).unwrap_or(u32::MAX),
            forms: piece.chosen,
        });
    }
    Ok(drawn)
}

fn keep_settled(
    run: &Run<'_>,
    plan: &str,
    chunk: &Settled,
    (so_far, total): (i64, i64),
) -> Answer<()> {
    let content = write_json(&Piece {
        plan: plan.to_owned(),
        chosen: chunk.chosen.clone(),
        forms: chunk.forms.clone(),
    });
    let number = number_of(chunk.chunk);
    let keep = || -> Result<(), Unkept> {
        run.services.db.write(|c| {
            run.job.advance(run.services, c, so_far, total)?;
            Ok(pieces::keep(c, &run.row.id, number, &content)?)
        })
    };
    let kept = match keep() {
        // A helper added it in the meantime: now it is there to be settled.
        Err(Unkept::Taken) => keep(),
        other => other,
    };
    kept.map_err(|unkept| match unkept {
        Unkept::Refused(refusal) => refusal,
        Unkept::Taken => Refusal::Unavailable("a piece of the run is being written".into()),
    })
}

/// Why a piece was not kept.
enum Unkept {
    /// Somebody added it at the same moment.
    Taken,
    Refused(Refusal),
}

impl From<StoreError> for Unkept {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unique(_) => Self::Taken,
            other => Self::Refused(other.into()),
        }
    }
}

impl From<Refusal> for Unkept {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
