//! The outbox: events, one delivery of each to every endpoint that asked for it, and the log of tries. A
//! delivery is taken like a job: by an update whose affected rows are counted.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{webhook_deliveries, webhook_endpoints, webhook_events, webhook_tries};
use super::{AnyConnection, StoreResult};

/// A row of `webhook_events`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_events)]
pub struct EventRow {
    /// UUID; the `webhook-id` of every try.
    pub id: String,
    /// Organisation it happened in.
    pub owner_org: String,
    /// What happened: `item.submitted`.
    pub kind: String,
    /// The body that is sent.
    pub body: String,
    /// When it happened.
    pub created_at: NaiveDateTime,
}

/// A row of `webhook_deliveries`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_deliveries)]
pub struct DeliveryRow {
    /// UUID.
    pub id: String,
    /// What is told.
    pub event_id: String,
    /// Whom.
    pub endpoint_id: String,
    /// `waiting`, `delivered`, `failed` (tried often enough) or `dropped` (its endpoint was disabled).
    pub state: String,
    /// Tries that ended.
    pub tries: i32,
    /// When the next try is due.
    pub next_at: NaiveDateTime,
    /// Until when somebody sends it.
    pub held_until: Option<NaiveDateTime>,
    /// The delivery it repeats by hand; '' for none.
    pub replay_of: String,
    /// When it was written.
    pub created_at: NaiveDateTime,
    /// When it ended.
    pub finished_at: Option<NaiveDateTime>,
}

/// A row of `webhook_tries`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_tries)]
pub struct TryRow {
    /// Delivery.
    pub delivery_id: String,
    /// From 1.
    pub number: i32,
    /// When it ended.
    pub ended_at: NaiveDateTime,
    /// HTTP status; 0 where none came.
    pub status: i32,
    /// Why none came; '' otherwise.
    pub problem: String,
    /// How long it took, in milliseconds.
    pub took_ms: i32,
}

/// Adds an event.
pub fn insert_event(c: &mut AnyConnection, row: &EventRow) -> StoreResult<()> {
    diesel::insert_into(webhook_events::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Adds a delivery.
pub fn insert(c: &mut AnyConnection, row: &DeliveryRow) -> StoreResult<()> {
    diesel::insert_into(webhook_deliveries::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The delivery with this id, and its event.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<(DeliveryRow, EventRow)>> {
    Ok(webhook_deliveries::table
        .inner_join(webhook_events::table.on(webhook_events::id.eq(webhook_deliveries::event_id)))
        .filter(webhook_deliveries::id.eq(id))
        .select((DeliveryRow::as_select(), EventRow::as_select()))
        .first(c)
        .optional()?)
}

/// A page of an endpoint's deliveries with their events, the newest first; `before` is '' for the first.
pub fn list(
    c: &mut AnyConnection,
    endpoint_id: &str,
    state: Option<&str>,
    before: &str,
    limit: i64,
) -> StoreResult<Vec<(DeliveryRow, EventRow)>> {
    let mut query = webhook_deliveries::table
        .inner_join(webhook_events::table.on(webhook_events::id.eq(webhook_deliveries::event_id)))
        .filter(webhook_deliveries::endpoint_id.eq(endpoint_id.to_owned()))
        .order(webhook_deliveries::id.desc())
        .limit(limit)
        .select((DeliveryRow::as_select(), EventRow::as_select()))
        .into_boxed();
    if !before.is_empty() {
        query = query.filter(webhook_deliveries::id.lt(before.to_owned()));
    }
    if let Some(state) = state {
        query = query.filter(webhook_deliveries::state.eq(state.to_owned()));
    }
    Ok(query.load(c)?)
}

/// The tries of a delivery, in order.
pub fn tries(c: &mut AnyConnection, delivery_id: &str) -> StoreResult<Vec<TryRow>> {
    Ok(webhook_tries::table
        .filter(webhook_tries::delivery_id.eq(delivery_id))
        .order(webhook_tries::number)
        .select(TryRow::as_select())
        .load(c)?)
}

/// The delivery that has been due longest at an active endpoint to which nothing is being sent right now:
/// a slow receiver waits for itself only.
pub fn due(c: &mut AnyConnection, now: NaiveDateTime) -> StoreResult<Option<DeliveryRow>> {
    let busy: Vec<String> = webhook_deliveries::table
        .filter(webhook_deliveries::state.eq("waiting"))
        .filter(webhook_deliveries::held_until.ge(now))
        .select(webhook_deliveries::endpoint_id)
        .load(c)?;
    Ok(webhook_deliveries::table
        .inner_join(
            webhook_endpoints::table.on(webhook_endpoints::id.eq(webhook_deliveries::endpoint_id)),
        )
        .filter(webhook_deliveries::state.eq("waiting"))
        .filter(webhook_deliveries::next_at.le(now))
        .filter(webhook_endpoints::state.eq("active"))
        .filter(webhook_deliveries::endpoint_id.ne_all(busy))
        .order((webhook_deliveries::next_at, webhook_deliveries::id))
        .select(DeliveryRow::as_select())
        .first(c)
        .optional()?)
}

/// Holds a delivery for one try; false when another sender was quicker.
pub fn hold(
    c: &mut AnyConnection,
    row: &DeliveryRow,
    now: NaiveDateTime,
    until: NaiveDateTime,
) -> StoreResult<bool> {
    let free = webhook_deliveries::held_until
        .is_null()
        .or(webhook_deliveries::held_until.lt(now).assume_not_null());
    let unchanged = webhook_deliveries::table
        .find(&row.id)
        .filter(webhook_deliveries::state.eq("waiting"))
        .filter(webhook_deliveries::tries.eq(row.tries))
        .filter(free);
    let held = webhook_deliveries::held_until.eq(until);
    Ok(diesel::update(unchanged).set(held).execute(c)? == 1)
}

/// Writes what came of the try that made `row.tries` of it; false when the delivery is no longer as it was.
pub fn advance(c: &mut AnyConnection, row: &DeliveryRow) -> StoreResult<bool> {
    let before = webhook_deliveries::table
        .find(&row.id)
        .filter(webhook_deliveries::state.eq("waiting"))
        .filter(webhook_deliveries::tries.eq(row.tries - 1));
    let values = (
        webhook_deliveries::state.eq(&row.state),
        webhook_deliveries::tries.eq(row.tries),
        webhook_deliveries::next_at.eq(row.next_at),
        webhook_deliveries::held_until.eq(None::<NaiveDateTime>),
        webhook_deliveries::finished_at.eq(row.finished_at),
    );
    Ok(diesel::update(before).set(values).execute(c)? == 1)
}

/// Adds a try to the log.
pub fn insert_try(c: &mut AnyConnection, row: &TryRow) -> StoreResult<()> {
    diesel::insert_into(webhook_tries::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Drops what waits for an endpoint; returns how many.
pub fn drop_waiting(
    c: &mut AnyConnection,
    endpoint_id: &str,
    now: NaiveDateTime,
) -> StoreResult<usize> {
    let waiting = webhook_deliveries::table
        .filter(webhook_deliveries::endpoint_id.eq(endpoint_id))
        .filter(webhook_deliveries::state.eq("waiting"));
    let values = (
        webhook_deliveries::state.eq("dropped"),
        webhook_deliveries::held_until.eq(None::<NaiveDateTime>),
        webhook_deliveries::finished_at.eq(now),
    );
    Ok(diesel::update(waiting).set(values).execute(c)?)
}

/// Forgets deliveries that ended before a moment, with their log, and events that nobody is told any
/// more; returns how many deliveries.
pub fn forget(c: &mut AnyConnection, before: NaiveDateTime) -> StoreResult<usize> {
    let old = webhook_deliveries::table
        .filter(webhook_deliveries::finished_at.lt(before))
        .select(webhook_deliveries::id);
    diesel::delete(webhook_tries::table.filter(webhook_tries::delivery_id.eq_any(old)))
        .execute(c)?;
    let old = webhook_deliveries::table.filter(webhook_deliveries::finished_at.lt(before));
    let forgotten = diesel::delete(old).execute(c)?;
    let told = webhook_deliveries::table.select(webhook_deliveries::event_id);
    let untold = webhook_events::table
        .filter(webhook_events::created_at.lt(before))
        .filter(webhook_events::id.ne_all(told));
    diesel::delete(untold).execute(c)?;
    Ok(forgotten)
}
