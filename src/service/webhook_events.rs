//! What other systems are told. An event is written in the transaction of what it tells, with one delivery
//! for every endpoint of the organisation, and of those above it, that asked for it; nothing is written
//! where nobody asked.

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::organisations::path_of;
use super::{Answer, Refusal, Services, Unit};
use crate::bank::phase::PhaseAction;
use crate::interop::webhook::payload::{covers, thin_body};
use crate::store::assignments::AssignmentRow;
use crate::store::items::FoundVersion;
use crate::store::webhook_deliveries::{self as deliveries, DeliveryRow, EventRow};
use crate::store::webhook_endpoints as endpoints;
use crate::store::{AnyConnection, failure};

/// Sent when somebody asks an endpoint to be tried out.
pub(super) const TEST: &str = "webhook.test";

/// Everything that is told.
pub(super) const EVENTS: [&str; 19] = [
    "assignment.accepted",
    "assignment.declined",
    "assignment.due_soon",
    "assignment.finished",
    "assignment.offered",
    "assignment.overdue",
    "assignment.withdrawn",
    "assembly_run.ended",
    "form.locked",
    "import.ended",
    "item.approved",
    "item.live",
    "item.pilot_started",
    "item.rejected",
    "item.retired",
    "item.returned",
    "item.submitted",
    "item.suspended",
    TEST,
];

/// Tells what is done to a version as a whole.
pub(super) fn tell_item(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    action: PhaseAction,
) -> Answer<()> {
    let ids = [
        ("item_id", json!(found.item.id)),
        ("number", json!(found.version.number)),
    ];
    match of_item(action) {
        Some(event) => unit.tell(&found.item.owner_org, event, &ids),
        None => Ok(()),
    }
}

/// Tells of an assignment: whose it is, how many items until when.
pub(super) fn tell_assignment(unit: &mut Unit<'_>, row: &AssignmentRow, event: &str) -> Answer<()> {
    let ids = [
        ("assignment_id", json!(row.id)),
        ("specification_id", json!(row.specification_id)),
        ("version", json!(row.specification_version)),
        ("developer_id", json!(row.developer)),
        ("items", json!(row.items)),
        ("due", json!(row.due)),
    ];
    let ids = ids.into_iter();
    // An open one is nobody's yet.
    let ids: Vec<(&str, Value)> = ids.filter(|(_, value)| value != "").collect();
    unit.tell(&row.owner_org, event, &ids)
}

/// What is told of a version; nothing where it only makes room for another one.
fn of_item(action: PhaseAction) -> Option<&'static str> {
    match action {
        PhaseAction::Submit => Some("item.submitted"),
        PhaseAction::Approve => Some("item.approved"),
        PhaseAction::Return => Some("item.returned"),
        PhaseAction::Reject => Some("item.rejected"),
        PhaseAction::StartPilot => Some("item.pilot_started"),
        PhaseAction::PutLive => Some("item.live"),
        PhaseAction::Suspend => Some("item.suspended"),
        PhaseAction::Retire => Some("item.retired"),
        PhaseAction::Supersede => None,
    }
}

/// Writes an event for the endpoints that asked for it.
pub(super) fn tell(
    services: &Services,
    c: &mut AnyConnection,
    at: NaiveDateTime,
    (org_id, event): (&str, &str),
    ids: &[(&str, Value)],
) -> Answer<()> {
    let path = path_of(c, org_id)?;
    let above = path.split('/').filter(|id| !id.is_empty());
    let above: Vec<String> = above.map(str::to_owned).collect();
    let mut listening = Vec::new();
    for endpoint in endpoints::active_of(c, &above)? {
        let wanted: Vec<String> = failure::read_json(&endpoint.events)?;
        if covers(&wanted, event) {
            listening.push(endpoint.id);
        }
    }
    if listening.is_empty() {
        return Ok(());
    }
    let event = write_event(services, c, at, (org_id, event), ids)?;
    for endpoint in listening {
        queue(services, c, at, (&event, &endpoint, ""))?;
    }
    Ok(())
}

/// Writes an event; its id.
pub(super) fn write_event(
    services: &Services,
    c: &mut AnyConnection,
    at: NaiveDateTime,
    (org_id, event): (&str, &str),
    ids: &[(&str, Value)],
) -> Answer<String> {
    let mut ids = ids.to_vec();
    ids.push(("organisation_id", json!(org_id)));
    let body = thin_body(event, at.and_utc(), &ids).map_err(|findings| {
        let codes: Vec<&str> = findings.iter().map(|f| f.code.as_str()).collect();
        Refusal::Internal(format!("{event} cannot be told: {}", codes.join(", ")))
    })?;
    let row = EventRow {
        id: services.new_id(),
        owner_org: org_id.to_owned(),
        kind: event.to_owned(),
        body,
        created_at: at,
    };
    deliveries::insert_event(c, &row)?;
    Ok(row.id)
}

/// Queues an event for an endpoint, at once; the delivery's id.
pub(super) fn queue(
    services: &Services,
    c: &mut AnyConnection,
    at: NaiveDateTime,
    (event_id, endpoint_id, replay_of): (&str, &str, &str),
) -> Answer<String> {
    let row = DeliveryRow {
        id: services.new_id(),
        event_id: event_id.to_owned(),
        endpoint_id: endpoint_id.to_owned(),
        state: "waiting".into(),
        tries: 0,
        next_at: at,
        held_until: None,
        replay_of: replay_of.to_owned(),
        created_at: at,
        finished_at: None,
    };
    deliveries::insert(c, &row)?;
    Ok(row.id)
}
