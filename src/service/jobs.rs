//! Jobs as callers see them: read, list is not needed, cancel.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Answer, Call, Refusal, Services, Unit};
use crate::identity::{Object, Permission};
use crate::store::imports;
use crate::store::jobs::{self as rows, JobRow};

/// A background job.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Job {
    /// UUID.
    pub id: String,
    /// `assemble`, `import`, `compare_items`, `erase_names`, `expire_names`.
    pub kind: String,
    /// `queued`, `running`, `done`, `refused` (the input was wrong), `failed` or `cancelled`.
    pub state: String,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
    /// Steps a second since the job was last taken up, where it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows_per_s: Option<i64>,
    /// The answer or the problem, once ended.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub result: Value,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
}

impl Job {
    /// True when nothing more happens to it.
    pub fn is_over(&self) -> bool {
        !matches!(self.state.as_str(), "queued" | "running")
    }
}

/// One of the caller's own jobs, or one of an organisation whose audit trail the caller reads.
pub fn read_job(services: &Services, call: &Call, id: &str) -> Answer<Job> {
    services.read(|c| {
        let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("job"))?;
        visible(c, call, &row)?;
        let pace = match row.kind.as_str() {
            "import" => imports::by_id(c, id)?.map(|import| import.rows_per_s),
            _ => None,
        };
        Ok(Job {
            rows_per_s: pace,
            ..view(row)
        })
    })
}

/// Asks a job to stop.
pub fn cancel_job(services: &Services, call: &Call, id: &str) -> Answer<Job> {
    services.write(call, "cancel_job", |unit| {
        let row = rows::by_id(unit.c, id)?.ok_or(Refusal::not_found("job"))?;
        visible(unit.c, call, &row)?;
        rows::cancel(unit.c, id, unit.now)?;
        unit.audit(&row.owner_org, "job", id, json!({}))?;
        Ok(view(rows::by_id(unit.c, id)?.unwrap_or(row)))
    })
}

/// Lower runs first.
const USUAL: i32 = 100;
/// What only helps others waits until nobody waits for anything else.
const BEHIND: i32 = 200;

/// Queues a job in the transaction of the use case that asks for it.
pub(super) fn queue(
    unit: &mut Unit<'_>,
    kind: &str,
    payload: &Value,
    owner_org: &str,
) -> Answer<String> {
    queue_at(unit, kind, payload, (owner_org, USUAL))
}

/// Queues a job that helps another one: it runs when nothing else waits.
pub(super) fn queue_behind(
    unit: &mut Unit<'_>,
    kind: &str,
    payload: &Value,
    owner_org: &str,
) -> Answer<String> {
    queue_at(unit, kind, payload, (owner_org, BEHIND))
}

fn queue_at(
    unit: &mut Unit<'_>,
    kind: &str,
    payload: &Value,
    (owner_org, priority): (&str, i32),
) -> Answer<String> {
    let row = JobRow {
        id: unit.new_id(),
        kind: kind.into(),
        payload_version: 1,
        payload: payload.to_string(),
        state: "queued".into(),
        priority,
        owner_org: owner_org.into(),
        actor_id: unit.call.actor.user_id.clone(),
        attempts: 0,
        lease_until: None,
        worker: String::new(),
        progress_done: 0,
        progress_total: 0,
        cancel_requested: false,
        result: String::new(),
        created_at: unit.now,
        finished_at: None,
    };
    rows::insert(unit.c, &row)?;
    Ok(row.id)
}

fn visible(c: &mut crate::store::AnyConnection, call: &Call, row: &JobRow) -> Answer<()> {
    let path = super::organisations::path_of(c, &row.owner_org)?;
    let seen =
        row.actor_id == call.actor.user_id || call.may(Permission::ReadAudit, &Object::of(&path));
    if seen {
        Ok(())
    } else {
        Err(Refusal::not_found("job"))
    }
}

fn view(row: JobRow) -> Job {
    Job {
        id: row.id,
        kind: row.kind,
        state: row.state,
        done: row.progress_done,
        total: row.progress_total,
        rows_per_s: None,
        result: serde_json::from_str(&row.result).unwrap_or(Value::Null),
        created_at: row.created_at.and_utc(),
        finished_at: row.finished_at.map(|t| t.and_utc()),
    }
}
