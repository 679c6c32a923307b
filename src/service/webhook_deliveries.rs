//! The log of webhooks: what was sent to an endpoint, every try, and sending it again by hand.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::page::seal_cursor;
use super::webhook_endpoints::{managed, refuse_disabled};
use super::webhook_events::queue;
use super::{Answer, Call, Page, PageRequest, Refusal, Services};
use crate::store::webhook_deliveries::{self as rows, DeliveryRow, EventRow, TryRow};
use crate::store::{AnyConnection, failure};

/// An event on its way to an endpoint.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Delivery {
    /// UUID.
    pub id: String,
    /// Endpoint.
    pub endpoint_id: String,
    /// Id of the event: the header `webhook-id` of every try, also of a replay.
    pub event_id: String,
    /// What happened.
    pub event: String,
    /// `waiting`, `delivered`, `failed` (tried often enough) or `dropped` (its endpoint was disabled).
    pub state: String,
    /// Tries that ended.
    pub tries: i32,
    /// When it is tried next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<DateTime<Utc>>,
    /// The delivery that it repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replay_of: Option<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
    /// The body that is sent; in lists it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// Every try in order; in lists they are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<DeliveryTry>,
}

/// A try to deliver.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DeliveryTry {
    /// From 1.
    pub number: i32,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
    /// HTTP status of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
    /// Why there was no answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub problem: String,
    /// How long it took, in milliseconds.
    pub took_ms: i32,
}

/// Which deliveries are listed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDeliveries {
    /// Only in this state.
    #[serde(default)]
    pub state: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Deliveries of an endpoint that the caller manages, the newest first.
pub fn list_webhook_deliveries(
    services: &Services,
    call: &Call,
    endpoint_id: &str,
    list: &ListDeliveries,
) -> Answer<Page<Delivery>> {
    let request = PageRequest {
        cursor: list.cursor.clone(),
        limit: list.limit,
    };
    let limit = request.limit(&services.limits);
    let before = request.after()?;
    let mut found = services.read(|c| {
        managed(c, call, endpoint_id)?;
        let state = list.state.as_deref();
        Ok(rows::list(c, endpoint_id, state, &before, limit + 1)?)
    })?;
    let shown = usize::try_from(limit).unwrap_or(0);
    let more = found.len() > shown;
    found.truncate(shown);
    let last = found.last().map(|(row, _)| seal_cursor(&row.id));
    Ok(Page {
        items: found
            .into_iter()
            .map(|(row, event)| view(row, &event))
            .collect(),
        next: last.filter(|_| more),
    })
}

/// One delivery with its body and every try.
pub fn read_webhook_delivery(services: &Services, call: &Call, id: &str) -> Answer<Delivery> {
    services.read(|c| {
        seen(c, call, id)?;
        delivery_view(c, id)
    })
}

/// Sends an event to its endpoint again, from the first try on; its id stays the same, so that a receiver
/// that has it already can tell.
pub fn replay_webhook_delivery(services: &Services, call: &Call, id: &str) -> Answer<Delivery> {
    services.write(call, "replay_webhook_delivery", |unit| {
        let row = seen(unit.c, call, id)?;
        let endpoint = managed(unit.c, call, &row.endpoint_id)?;
        refuse_disabled(&endpoint)?;
        let again = (row.event_id.as_str(), row.endpoint_id.as_str(), id);
        let made = queue(services, unit.c, unit.now, again)?;
        unit.audit(
            &endpoint.owner_org,
            "webhook_delivery",
            id,
            json!({"replay": made}),
        )?;
        delivery_view(unit.c, &made)
    })
}

/// A delivery with its body and every try.
pub(super) fn delivery_view(c: &mut AnyConnection, id: &str) -> Answer<Delivery> {
    let (row, event) = rows::by_id(c, id)?.ok_or_else(hidden)?;
    let log = rows::tries(c, id)?.into_iter().map(one_try).collect();
    let body = failure::read_json(&event.body)?;
    Ok(Delivery {
        body: Some(body),
        log,
        ..view(row, &event)
    })
}

fn hidden() -> Refusal {
    Refusal::not_found("webhook_delivery")
}

fn seen(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<DeliveryRow> {
    let (row, _) = rows::by_id(c, id)?.ok_or_else(hidden)?;
    match managed(c, call, &row.endpoint_id) {
        Ok(_) => Ok(row),
        Err(Refusal::NotFound { .. }) => Err(hidden()),
        Err(other) => Err(other),
    }
}

fn view(row: DeliveryRow, event: &EventRow) -> Delivery {
    Delivery {
        next_at: (row.state == "waiting").then(|| row.next_at.and_utc()),
        id: row.id,
        endpoint_id: row.endpoint_id,
        event_id: row.event_id,
        event: event.kind.clone(),
        state: row.state,
        tries: row.tries,
        replay_of: Some(row.replay_of).filter(|id| !id.is_empty()),
        created_at: row.created_at.and_utc(),
        finished_at: row.finished_at.map(|at| at.and_utc()),
        body: None,
        log: Vec::new(),
    }
}

fn one_try(row: TryRow) -> DeliveryTry {
    DeliveryTry {
        number: row.number,
        ended_at: row.ended_at.and_utc(),
        status: Some(row.status).filter(|status| *status > 0),
        problem: row.problem,
        took_ms: row.took_ms,
    }
}
