//! Background jobs: at least once, leased by the database's clock as the caller passes it, taken by an
//! update whose affected rows are counted.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::jobs;
use super::{AnyConnection, StoreResult};

/// A row of `jobs`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = jobs)]
pub struct JobRow {
    /// UUID.
    pub id: String,
    /// What to do: `assemble`, `import`, `compare_items`, `erase_names`, `expire_names`.
    pub kind: String,
    /// Version of the payload's shape.
    pub payload_version: i32,
    /// What it needs, JSON.
    pub payload: String,
    /// `queued`, `running`, `done`, `refused` (the input was wrong), `failed`, `cancelled`.
    pub state: String,
    /// Lower runs first.
    pub priority: i32,
    /// Organisation it works for.
    pub owner_org: String,
    /// Who asked.
    pub actor_id: String,
    /// How often it was taken.
    pub attempts: i32,
    /// Until when the worker holds it.
    pub lease_until: Option<NaiveDateTime>,
    /// Which worker.
    pub worker: String,
    /// Steps done.
    pub progress_done: i64,
    /// Steps in all; 0 when unknown.
    pub progress_total: i64,
    /// Somebody asked to stop it.
    pub cancel_requested: bool,
    /// Answer or problem, JSON.
    pub result: String,
    /// When it was asked for.
    pub created_at: NaiveDateTime,
    /// When it ended.
    pub finished_at: Option<NaiveDateTime>,
}

/// Queues a job.
pub fn insert(c: &mut AnyConnection, row: &JobRow) -> StoreResult<()> {
    diesel::insert_into(jobs::table).values(row).execute(c)?;
    Ok(())
}

/// The job with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<JobRow>> {
    Ok(jobs::table
        .find(id)
        .select(JobRow::as_select())
        .first(c)
        .optional()?)
}

/// How many jobs of a kind are in a state.
#[derive(Clone, Debug, Queryable)]
pub struct JobCount {
    /// What they do.
    pub kind: String,
    /// Their state.
    pub state: String,
    /// How many.
    pub jobs: i64,
}

/// Jobs by kind and state.
pub fn counts(c: &mut AnyConnection) -> StoreResult<Vec<JobCount>> {
    Ok(jobs::table
        .group_by((jobs::kind, jobs::state))
        .select((jobs::kind, jobs::state, diesel::dsl::count_star()))
        .order((jobs::kind, jobs::state))
        .load(c)?)
}

/// Since when the oldest waiting job waits.
pub fn oldest_waiting(c: &mut AnyConnection) -> StoreResult<Option<NaiveDateTime>> {
    Ok(jobs::table
        .filter(jobs::state.eq("queued"))
        .order(jobs::created_at)
        .select(jobs::created_at)
        .first(c)
        .optional()?)
}

/// True when a job of this kind waits or runs for an organisation.
pub fn is_waiting(c: &mut AnyConnection, kind: &str, owner_org: &str) -> StoreResult<bool> {
    let waiting = jobs::table
        .filter(jobs::kind.eq(kind))
        .filter(jobs::owner_org.eq(owner_org))
        .filter(jobs::state.eq_any(["queued", "running"]));
    Ok(diesel::select(diesel::dsl::exists(waiting)).get_result(c)?)
}

/// Takes the next waiting job, or one whose lease ran out; `None` when there is none or another
/// worker was quicker.
pub fn take(
    c: &mut AnyConnection,
    worker: &str,
    now: NaiveDateTime,
    lease_until: NaiveDateTime,
) -> StoreResult<Option<JobRow>> {
    let waiting = jobs::state
        .eq("queued")
        .or(jobs::state.eq("running").and(jobs::lease_until.lt(now)));
    let next: Option<JobRow> = jobs::table
        .filter(waiting)
        .order((jobs::priority, jobs::id))
        .select(JobRow::as_select())
        .first(c)
        .optional()?;
    let Some(job) = next else { return Ok(None) };
    let unchanged = jobs::table
        .find(&job.id)
        .filter(jobs::attempts.eq(job.attempts))
        .filter(jobs::state.eq(&job.state));
    let taken = diesel::update(unchanged)
        .set((
            jobs::state.eq("running"),
            jobs::worker.eq(worker),
            jobs::attempts.eq(job.attempts + 1),
            jobs::lease_until.eq(lease_until),
        ))
        .execute(c)?;
    Ok((taken == 1).then_some(JobRow {
        attempts: job.attempts + 1,
        state: "running".into(),
        ..job
    }))
}

/// Reports progress and prolongs the lease; false when the job is no longer this worker's or is to stop.
pub fn progress(
    c: &mut AnyConnection,
    job: &JobRow,
    done: i64,
    total: i64,
    lease_until: NaiveDateTime,
) -> StoreResult<bool> {
    let mine = jobs::table
        .find(&job.id)
        .filter(jobs::attempts.eq(job.attempts))
        .filter(jobs::state.eq("running"))
        .filter(jobs::cancel_requested.eq(false));
    let values = (
        jobs::progress_done.eq(done),
        jobs::progress_total.eq(total),
        jobs::lease_until.eq(lease_until),
    );
    Ok(diesel::update(mine).set(values).execute(c)? == 1)
}

/// Ends a job with a state and its answer; false when it was no longer this worker's.
pub fn finish(
    c: &mut AnyConnection,
    job: &JobRow,
    state: &str,
    result: &str,
    now: NaiveDateTime,
) -> StoreResult<bool> {
    let mine = jobs::table
        .find(&job.id)
        .filter(jobs::attempts.eq(job.attempts))
        .filter(jobs::state.eq("running"));
    let values = (
        jobs::state.eq(state),
        jobs::result.eq(result),
        jobs::finished_at.eq(now),
    );
    Ok(diesel::update(mine).set(values).execute(c)? == 1)
}

/// Asks for a stop; a job that still waits is cancelled at once.
pub fn cancel(c: &mut AnyConnection, id: &str, now: NaiveDateTime) -> StoreResult<()> {
    diesel::update(jobs::table.find(id))
        .set(jobs::cancel_requested.eq(true))
        .execute(c)?;
    let waiting = jobs::table.find(id).filter(jobs::state.eq("queued"));
    diesel::update(waiting)
        .set((jobs::state.eq("cancelled"), jobs::finished_at.eq(now)))
        .execute(c)?;
    Ok(())
}
