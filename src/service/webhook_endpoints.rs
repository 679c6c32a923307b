//! Endpoints of webhooks: make, list, read, change, disable, take away, replace the secret, try out.
//!
//! The database keeps no secret: it is derived from a signing key of the installation, the endpoint and a
//! salt, so that whoever reads the tables can sign nothing.

use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::organisations::{named, path_of};
use super::webhook_deliveries::{Delivery, delivery_view};
use super::webhook_events::{EVENTS, TEST, queue, write_event};
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::identity::{Object, Permission};
use crate::interop::webhook::address::check_url;
use crate::interop::webhook::payload::covers;
use crate::interop::webhook::signature::Secret;
use crate::language::finding::Finding;
use crate::store::webhook_endpoints::{self as rows, EndpointRow};
use crate::store::{AnyConnection, failure, webhook_deliveries};

/// How long the secret before signs as well.
const OLD_SECRET_LASTS: TimeDelta = TimeDelta::hours(24);

/// A new endpoint.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateWebhookEndpoint {
    /// The organisation whose events, and those of organisations below it, are told; the caller's own when
    /// absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_id: Option<String>,
    /// Where they are sent: an https address of the public net, unless the operator allows others.
    #[schemars(length(min = 1, max = 2000))]
    pub url: String,
    /// Which events: names (`item.submitted`), how they begin (`item.*`), or `*` for all.
    #[schemars(length(min = 1, max = 50))]
    pub events: Vec<String>,
    /// What it is for.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub description: String,
}

/// An endpoint as it is to be.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateWebhookEndpoint {
    /// Where events are sent.
    #[schemars(length(min = 1, max = 2000))]
    pub url: String,
    /// Which events.
    #[schemars(length(min = 1, max = 50))]
    pub events: Vec<String>,
    /// What it is for.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub description: String,
    /// False to send nothing; what waits is dropped then, and stays in the log.
    pub active: bool,
}

/// An endpoint as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WebhookEndpoint {
    /// UUID.
    pub id: String,
    /// Organisation whose events, and those of organisations below it, are told.
    pub owner_org: String,
    /// Where they are sent.
    pub url: String,
    /// Which events.
    pub events: Vec<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// False where nothing is sent.
    pub active: bool,
    /// Why nothing is sent: `by_hand`, or `gone` when the receiver answered 410.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The secret that signatures are made with (`whsec_…`). It is shown when it is made, and never again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// Until when the secret before signs as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_secret_until: Option<DateTime<Utc>>,
    /// Row revision, for `If-Match`.
    pub revision: i32,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Makes an endpoint and shows its secret.
pub fn create_webhook_endpoint(
    services: &Services,
    call: &Call,
    input: &CreateWebhookEndpoint,
) -> Answer<WebhookEndpoint> {
    call.require_somewhere(Permission::ManageWebhooks)?;
    let made = services.write(call, "create_webhook_endpoint", |unit| {
        let org_id = input.org_id.as_deref().unwrap_or(&call.actor.home_org);
        let org = named(unit.c, call, org_id, "/org_id")?;
        call.require(Permission::ManageWebhooks, &Object::of(&org.path))?;
        refuse_wrong(services, &input.url, &input.events)?;
        let row = EndpointRow {
            id: unit.new_id(),
            owner_org: org.id,
            url: input.url.clone(),
            events: failure::write_json(&input.events),
            description: input.description.clone(),
            state: "active".into(),
            reason: String::new(),
            key_id: signing_key(services)?,
            salt: unit.new_id(),
            old_key_id: String::new(),
            old_salt: String::new(),
            old_until: None,
            revision: 1,
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
            updated_at: unit.now,
        };
        rows::insert(unit.c, &row)?;
        let detail = json!({"events": input.events});
        unit.audit(&row.owner_org, "webhook_endpoint", &row.id, detail)?;
        view(row)
    })?;
    with_secret(services, made)
}

/// Endpoints of organisations where the caller manages them, by id.
pub fn list_webhook_endpoints(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<WebhookEndpoint>> {
    call.require_somewhere(Permission::ManageWebhooks)?;
    let limit = request.limit(&services.limits);
    let grants = call.actor.grants_with(Permission::ManageWebhooks);
    let below: Vec<String> = grants
        .filter(|g| g.subject.is_none())
        .map(|g| g.org_path.clone())
        .collect();
    let found = services.read(|c| Ok(rows::list(c, &below, &request.after()?, limit + 1)?))?;
    let page = page::page(found, limit, |row| row.id.clone(), view);
    Ok(Page {
        items: page.items.into_iter().collect::<Answer<_>>()?,
        next: page.next,
    })
}

/// One endpoint, without its secret.
pub fn read_webhook_endpoint(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<WebhookEndpoint> {
    view(services.read(|c| managed(c, call, id))?)
}

/// Changes an endpoint, disables it or enables it again.
pub fn update_webhook_endpoint(
    services: &Services,
    call: &Call,
    id: &str,
    input: &UpdateWebhookEndpoint,
) -> Answer<WebhookEndpoint> {
    services.write(call, "update_webhook_endpoint", |unit| {
        let before = managed(unit.c, call, id)?;
        call.require_match(&before.revision.to_string())?;
        refuse_wrong(services, &input.url, &input.events)?;
        let (state, reason) = match input.active {
            true => ("active", ""),
            false if before.state == "disabled" => ("disabled", before.reason.as_str()),
            false => ("disabled", "by_hand"),
        };
        let row = EndpointRow {
            url: input.url.clone(),
            events: failure::write_json(&input.events),
            description: input.description.clone(),
            state: state.into(),
            reason: reason.into(),
            revision: before.revision + 1,
            updated_at: unit.now,
            ..before.clone()
        };
        replace(unit.c, &row)?;
        if !input.active {
            webhook_deliveries::drop_waiting(unit.c, id, unit.now)?;
        }
        let detail = json!({"revision": row.revision, "events": input.events, "state": state});
        unit.audit(&row.owner_org, "webhook_endpoint", id, detail)?;
        view(row)
    })
}

/// Takes an endpoint away with its log.
pub fn delete_webhook_endpoint(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<WebhookEndpoint> {
    services.write(call, "delete_webhook_endpoint", |unit| {
        let row = managed(unit.c, call, id)?;
        rows::delete(unit.c, id)?;
        unit.audit(&row.owner_org, "webhook_endpoint", id, json!({}))?;
        view(row)
    })
}

/// Gives an endpoint a new secret and shows it; for a day both sign.
pub fn replace_webhook_secret(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<WebhookEndpoint> {
    let changed = services.write(call, "replace_webhook_secret", |unit| {
        let before = managed(unit.c, call, id)?;
        let row = EndpointRow {
            key_id: signing_key(services)?,
            salt: unit.new_id(),
            old_key_id: before.key_id.clone(),
            old_salt: before.salt.clone(),
            old_until: Some(unit.now + OLD_SECRET_LASTS),
            revision: before.revision + 1,
            updated_at: unit.now,
            ..before.clone()
        };
        replace(unit.c, &row)?;
        unit.audit(&row.owner_org, "webhook_endpoint", id, json!({}))?;
        view(row)
    })?;
    with_secret(services, changed)
}

/// Sends `webhook.test` to an endpoint, whatever it asked for.
pub fn try_webhook_endpoint(services: &Services, call: &Call, id: &str) -> Answer<Delivery> {
    services.write(call, "try_webhook_endpoint", |unit| {
        let row = managed(unit.c, call, id)?;
        refuse_disabled(&row)?;
        let ids = [("endpoint_id", json!(id))];
        let told = (row.owner_org.as_str(), TEST);
        let event = write_event(services, unit.c, unit.now, told, &ids)?;
        let delivery = queue(services, unit.c, unit.now, (&event, id, ""))?;
        unit.audit(
            &row.owner_org,
            "webhook_endpoint",
            id,
            json!({"delivery": delivery}),
        )?;
        delivery_view(unit.c, &delivery)
    })
}

/// The endpoint, where the caller manages it; to others it is not there.
pub(super) fn managed(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<EndpointRow> {
    let hidden = || Refusal::not_found("webhook_endpoint");
    let row = rows::by_id(c, id)?.ok_or_else(hidden)?;
    let path = path_of(c, &row.owner_org)?;
    match call.may(Permission::ManageWebhooks, &Object::of(&path)) {
        true => Ok(row),
        false => Err(hidden()),
    }
}

/// Refuses to send to an endpoint to which nothing is sent.
pub(super) fn refuse_disabled(row: &EndpointRow) -> Answer<()> {
    match row.state.as_str() {
        "active" => Ok(()),
        _ => Err(Refusal::conflict(
            Finding::error("webhook_endpoint_disabled", "").with("reason", row.reason.as_str()),
        )),
    }
}

/// The secrets that sign for an endpoint at a moment, the newest first.
pub(super) fn secrets_of(
    services: &Services,
    row: &EndpointRow,
    now: DateTime<Utc>,
) -> Answer<Vec<Secret>> {
    let mut secrets = vec![derived(services, &row.id, (&row.key_id, &row.salt))?];
    if row.old_until.is_some_and(|until| until.and_utc() > now) {
        let old = (row.old_key_id.as_str(), row.old_salt.as_str());
        secrets.push(derived(services, &row.id, old)?);
    }
    Ok(secrets)
}

fn derived(services: &Services, id: &str, (key_id, salt): (&str, &str)) -> Answer<Secret> {
    let key = services.signing_keys.by_id(key_id).ok_or_else(|| {
        Refusal::Unavailable(format!("the signing key {key_id} of a webhook is not here"))
    })?;
    let bytes = key.derived(&format!("webhook {id} {salt}"));
    Secret::of(&bytes).map_err(|f| Refusal::Internal(f.code.to_string()))
}

/// Id of the key that new secrets are derived from.
fn signing_key(services: &Services) -> Answer<String> {
    let missing = || {
        Refusal::Unavailable("there is no signing key to derive secrets of webhooks from".into())
    };
    Ok(services.signing_keys.first().ok_or_else(missing)?.id())
}

/// The answer that shows the secret. It never passes through what is kept for an idempotency key.
fn with_secret(services: &Services, endpoint: WebhookEndpoint) -> Answer<WebhookEndpoint> {
    let row = services.read(|c| Ok(rows::by_id(c, &endpoint.id)?))?;
    let secret = row.map(|row| derived(services, &row.id, (&row.key_id, &row.salt)));
    Ok(WebhookEndpoint {
        secret: secret.transpose()?.map(|secret| secret.shown()),
        ..endpoint
    })
}

fn refuse_wrong(services: &Services, url: &str, events: &[String]) -> Answer<()> {
    let mut findings = match check_url(url, &services.limits.webhook_addresses) {
        Ok(_) => Vec::new(),
        Err(findings) => findings,
    };
    for (n, event) in events.iter().enumerate() {
        let one = std::slice::from_ref(event);
        if !EVENTS.iter().any(|known| covers(one, known)) {
            let finding = Finding::error("webhook_event_unknown", format!("/events/{n}"));
            let finding = finding.with("event", event.as_str());
            findings.push(finding.with("known", EVENTS.join(", ")));
        }
    }
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(findings)),
    }
}

fn replace(c: &mut AnyConnection, row: &EndpointRow) -> Answer<()> {
    match rows::replace(c, row)? {
        true => Ok(()),
        false => Err(Refusal::Stale {
            current: row.revision.to_string(),
        }),
    }
}

fn view(row: EndpointRow) -> Answer<WebhookEndpoint> {
    Ok(WebhookEndpoint {
        events: failure::read_json(&row.events)?,
        id: row.id,
        owner_org: row.owner_org,
        url: row.url,
        description: row.description,
        active: row.state == "active",
        reason: row.reason,
        secret: None,
        old_secret_until: row.old_until.map(|until| until.and_utc()),
        revision: row.revision,
        created_by: row.created_by,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
    })
}
