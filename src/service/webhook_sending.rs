//! Webhooks from the worker's side: take a delivery, write what came of the try. The worker sends; it sees
//! neither rows nor secrets.

use chrono::TimeDelta;
use serde_json::json;

use super::setup::system_actor;
use super::webhook_endpoints::secrets_of;
use super::{Answer, Call, Refusal, Services};
use crate::interop::webhook::TIMEOUT_S;
use crate::interop::webhook::address::check_url;
use crate::interop::webhook::retry::{self, Next};
use crate::interop::webhook::signature::headers;
use crate::store::webhook_deliveries::{self as rows, DeliveryRow, TryRow};
use crate::store::webhook_endpoints::{self as endpoints, EndpointRow};

pub use crate::store::trusted::certificates as trusted_certificates;

/// How much longer than a try a sender holds a delivery.
const SPARE_S: i64 = 40;
/// How long deliveries that ended stay in the log.
const LOG_LASTS: TimeDelta = TimeDelta::days(30);
/// Letters of a problem, at most.
const MOST_LETTERS: usize = 200;

/// A delivery that this sender holds.
pub struct Outgoing {
    row: DeliveryRow,
    /// What is sent; none where it cannot be, with the reason.
    pub message: Result<Message, String>,
}

/// What is sent.
pub struct Message {
    /// Where.
    pub url: String,
    /// Id, time and signatures.
    pub headers: [(&'static str, String); 3],
    /// The body as it is signed.
    pub body: String,
}

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An answer.
    Answered {
        /// HTTP status.
        status: u16,
        /// Its `Retry-After`.
        retry_after: Option<String>,
    },
    /// None: no connection, an address that may not be called, too late.
    Unanswered(String),
}

/// Takes the delivery that has been due longest; none where there is nothing to send.
pub fn take(services: &Services) -> Answer<Option<Outgoing>> {
    let now = services.now();
    // Most of the time there is nothing, and a look takes no turn from those who write.
    let Some(row) = services.read(|c| Ok(rows::due(c, now.naive_utc())?))? else {
        return Ok(None);
    };
    let until = now + TimeDelta::seconds(i64::try_from(TIMEOUT_S).unwrap_or(0) + SPARE_S);
    let (from, until) = (now.naive_utc(), until.naive_utc());
    let held = services
        .db
        .write(|c| Answer::Ok(rows::hold(c, &row, from, until)?))?;
    if !held {
        return Ok(None);
    }
    let message = message(services, &row).or_else(|refusal| match refusal {
        Refusal::Internal(why) | Refusal::Unavailable(why) => Ok(Err(why)),
        Refusal::Invalid(findings) => {
            let codes: Vec<&str> = findings.iter().map(|f| f.code.as_str()).collect();
            Ok(Err(codes.join(", ")))
        }
        other => Err(other),
    })?;
    Ok(Some(Outgoing { row, message }))
}

/// Writes what came of a try: delivered, tried again later, given up, or the endpoint switched off because
/// its receiver is gone. What was taken over, dropped or taken away in the meantime keeps nothing.
pub fn record(
    services: &Services,
    outgoing: &Outgoing,
    outcome: &Outcome,
    took_ms: u64,
) -> Answer<()> {
    let now = services.now();
    let tries = u32::try_from(outgoing.row.tries).unwrap_or(0) + 1;
    let (answer, status, problem) = match outcome {
        Outcome::Answered {
            status,
            retry_after,
        } => {
            let asked = retry_after.as_deref();
            let retry_after_s = asked.and_then(|value| retry::retry_after(value, now));
            let answer = retry::Answer::Status {
                status: *status,
                retry_after_s,
            };
            (answer, i32::from(*status), String::new())
        }
        Outcome::Unanswered(why) => (
            retry::Answer::None,
            0,
            why.chars().take(MOST_LETTERS).collect(),
        ),
    };
    let next = retry::after(tries, answer, now, rand::random::<f64>());
    let before = &outgoing.row;
    let ended = |state: &str| DeliveryRow {
        state: state.to_owned(),
        finished_at: Some(now.naive_utc()),
        ..before.clone()
    };
    let row = match next {
        Next::Delivered => ended("delivered"),
        Next::GiveUp => ended("failed"),
        Next::SwitchOff => ended("dropped"),
        Next::Try(at) => DeliveryRow {
            next_at: at.naive_utc(),
            ..before.clone()
        },
    };
    let row = DeliveryRow {
        tries: before.tries + 1,
        ..row
    };
    let kept = TryRow {
        delivery_id: row.id.clone(),
        number: row.tries,
        ended_at: now.naive_utc(),
        status,
        problem,
        took_ms: i32::try_from(took_ms).unwrap_or(i32::MAX),
    };
    let is_kept = services.db.write(|c| {
        let is_kept = rows::advance(c, &row)?;
        if is_kept {
            rows::insert_try(c, &kept)?;
        }
        Answer::Ok(is_kept)
    })?;
    match is_kept && next == Next::SwitchOff {
        true => switch_off(services, &row.endpoint_id),
        false => Ok(()),
    }
}

/// Forgets deliveries whose time in the log is over.
pub(super) fn forget_old(services: &Services) -> Answer<()> {
    let before = (services.now() - LOG_LASTS).naive_utc();
    services
        .db
        .write(|c| Answer::Ok(rows::forget(c, before)?))?;
    Ok(())
}

fn message(services: &Services, row: &DeliveryRow) -> Answer<Result<Message, String>> {
    let now = services.now();
    let (event, endpoint) = services.read(|c| {
        let event = rows::by_id(c, &row.id)?.map(|(_, event)| event);
        Ok((event, endpoints::by_id(c, &row.endpoint_id)?))
    })?;
    let (Some(event), Some(endpoint)) = (event, endpoint) else {
        return Ok(Err("the endpoint is gone".into()));
    };
    // What an operator allowed once may have been taken back since.
    check_url(&endpoint.url, &services.limits.webhook_addresses).map_err(Refusal::Invalid)?;
    let secrets = secrets_of(services, &endpoint, now)?;
    let signed = headers(&secrets, &event.id, now.timestamp(), event.body.as_bytes());
    let headers = signed.map_err(|finding| Refusal::Internal(finding.code))?;
    Ok(Ok(Message {
        url: endpoint.url,
        headers,
        body: event.body,
    }))
}

/// The receiver wants no more: nothing is sent to it until somebody enables it again.
fn switch_off(services: &Services, endpoint_id: &str) -> Answer<()> {
    let call = Call::of(system_actor(services)?, "webhooks");
    services.write(&call, "switch_off_webhook_endpoint", |unit| {
        let Some(before) = endpoints::by_id(unit.c, endpoint_id)? else {
            return unit.audit(
                &call.actor.home_org,
                "webhook_endpoint",
                endpoint_id,
                json!({}),
            );
        };
        let row = EndpointRow {
            state: "disabled".into(),
            reason: "gone".into(),
            revision: before.revision + 1,
            updated_at: unit.now,
            ..before
        };
        endpoints::replace(unit.c, &row)?;
        let dropped = rows::drop_waiting(unit.c, endpoint_id, unit.now)?;
        let detail = json!({"reason": "gone", "dropped": dropped});
        unit.audit(&row.owner_org, "webhook_endpoint", endpoint_id, detail)
    })
}
