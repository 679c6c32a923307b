//! Jobs from the worker's side: take, run by kind, report progress, finish.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::collection_counts;
use super::{
    Answer, Call, Refusal, Services, answer_test_runs, assembly, imports, name_erasures,
    similarity_runs,
};
use super::{webhook_events, webhook_sending, work_reminders};
use crate::store::AnyConnection;
use crate::store::jobs::{self as rows, JobRow};

/// A job this worker holds.
pub struct Claimed {
    row: JobRow,
    lease: TimeDelta,
}

impl Claimed {
    /// Id of the job.
    pub fn id(&self) -> &str {
        &self.row.id
    }

    /// What the job needs.
    pub fn payload(&self) -> Answer<Value> {
        serde_json::from_str(&self.row.payload)
            .map_err(|e| Refusal::Internal(format!("payload of a job: {e}")))
    }

    /// The organisation it works for.
    pub fn owner_org(&self) -> &str {
        &self.row.owner_org
    }

    /// The call of who asked for it, with today's grants.
    pub fn call(&self, services: &Services) -> Answer<Call> {
        Ok(Call::of(
            services.actor_of_user(&self.row.actor_id)?,
            format!("job {}", self.row.id),
        ))
    }

    /// Tells how far it is and keeps the lease; refuses when the job is to stop.
    pub fn progress(&self, services: &Services, done: i64, total: i64) -> Answer<()> {
        services
            .db
            .write(|c| self.report(services, c, (done, total)))
    }

    /// The same inside the unit that keeps a step: what another worker took over keeps nothing more.
    pub fn advance(
        &self,
        services: &Services,
        c: &mut AnyConnection,
        done: i64,
        total: i64,
    ) -> Answer<()> {
        self.report(services, c, (done, total))
    }

    /// The same inside the unit that keeps the job's result: what another worker took over, or
    /// somebody cancelled in the meantime, keeps nothing.
    pub fn hold(&self, services: &Services, c: &mut AnyConnection) -> Answer<()> {
        self.report(services, c, (1, 1))
    }

    /// True when somebody asked to stop it.
    pub fn is_cancelled(&self, c: &mut AnyConnection) -> Answer<bool> {
        Ok(rows::by_id(c, &self.row.id)?.is_some_and(|row| row.cancel_requested))
    }

    fn report(
        &self,
        services: &Services,
        c: &mut AnyConnection,
        (done, total): (i64, i64),
    ) -> Answer<()> {
        let until = (services.now() + self.lease).naive_utc();
        if rows::progress(c, &self.row, done, total, until)? {
            Ok(())
        } else {
            Err(Refusal::Unavailable(STOPPED.into()))
        }
    }
}

/// Brings up to date what answers are counted from, so that nobody waits for it: neither after a start nor
/// after a large import.
pub fn keep_ready(services: &Services) {
    collection_counts::keep(services);
    if let Err(refusal) = services.item_index.bring_up_to_date(services) {
        tracing::warn!(why = %refusal, "the counts of items could not be prepared");
    }
    if let Err(refusal) = services.similar_bank.keep_ready(services) {
        tracing::warn!(why = %refusal, "the prints of texts could not be prepared");
    }
}

/// Why a job ends that was asked to stop or lost its lease.
const STOPPED: &str = "the job was cancelled or taken over";

/// Takes the next job.
pub fn take(services: &Services, worker: &str, lease: TimeDelta) -> Answer<Option<Claimed>> {
    let now = services.now();
    let until = (now + lease).naive_utc();
    let row = services
        .db
        .write(|c| Answer::Ok(rows::take(c, worker, now.naive_utc(), until)?))?;
    Ok(row.map(|row| Claimed { row, lease }))
}

/// Queues what is due by time and forgets what nobody may be given again; safe to call at any time and
/// from several processes. Returns how many jobs were queued.
pub fn queue_due(services: &Services) -> Answer<usize> {
    webhook_sending::forget_old(services)?;
    work_reminders::remind(services)?;
    name_erasures::queue_expired(services)
}

/// Runs a job by its kind.
pub fn run(services: &Services, job: &Claimed) -> Answer<Value> {
    match job.row.kind.as_str() {
        "assemble" => assembly::run_job(services, job),
        "import" => imports::run_job(services, job),
        similarity_runs::COMPARE => similarity_runs::run_job(services, job),
        answer_test_runs::KIND => answer_test_runs::run_job(services, job),
        name_erasures::ERASE | name_erasures::EXPIRE => name_erasures::run_job(services, job),
        other => Err(Refusal::Internal(format!(
            "no job of kind '{other}' is known; it was queued by a newer version"
        ))),
    }
}

/// Writes how a job ended. What was wrong with its input is its result; a fault of ours is logged and
/// told opaquely.
pub fn finish(services: &Services, job: &Claimed, outcome: Answer<Value>) -> Answer<()> {
    let (state, result) = match outcome {
        Ok(value) => ("done", value),
        Err(
            Refusal::Invalid(findings)
            | Refusal::Infeasible(findings)
            | Refusal::Explained { findings, .. }
            | Refusal::Conflict(findings),
        ) => ("refused", json!({"errors": findings})),
        Err(Refusal::Denied { permission }) => ("refused", json!({"denied": permission})),
        Err(Refusal::Unavailable(why)) if why == STOPPED => ("cancelled", Value::Null),
        Err(refusal) => {
            tracing::error!(job = job.id(), why = %refusal, "job failed");
            ("failed", Value::Null)
        }
    };
    let now = services.now().naive_utc();
    services.db.write(|c| {
        let ended = rows::finish(c, &job.row, state, &result.to_string(), now)?;
        match job_event(job) {
            Some((event, mut ids)) if ended => {
                ids.push(("state", json!(state)));
                webhook_events::tell(services, c, now, (job.owner_org(), event), &ids)
            }
            _ => Ok(()),
        }
    })
}

/// What other systems are told when a job ends; nothing of one that only helped another.
fn job_event(job: &Claimed) -> Option<(&'static str, Vec<(&'static str, Value)>)> {
    let id = ("job_id", json!(job.id()));
    match job.row.kind.as_str() {
        "import" => Some(("import.ended", vec![id])),
        "assemble" => {
            let payload = job.payload().ok()?;
            let run = ("assembly_run_id", json!(payload["run_id"].as_str()?));
            let is_help = !payload["ahead"].is_null();
            (!is_help).then(|| ("assembly_run.ended", vec![id, run]))
        }
        _ => None,
    }
}
