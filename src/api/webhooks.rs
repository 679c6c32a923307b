//! Webhooks: endpoints, their secrets, the log of what was sent, and sending again.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::webhook_deliveries::{self, Delivery, ListDeliveries};
use crate::service::webhook_endpoints::{
    self, CreateWebhookEndpoint, UpdateWebhookEndpoint, WebhookEndpoint,
};

const ENDPOINT: &str = "0193f1e0-0000-7000-8000-0000000000a1";
const DELIVERY: &str = "0193f1e0-0000-7000-8000-0000000000a2";

pub(super) fn operations() -> Vec<Operation> {
    let mut all = of_endpoints();
    all.extend(of_deliveries());
    let managed = all.into_iter();
    managed
        .map(|operation| operation.needs(Permission::ManageWebhooks))
        .collect()
}

fn operation(
    id: &'static str,
    method: Method,
    path: &'static str,
    handler: fn(actix_web::Route) -> actix_web::Route,
) -> Operation {
    Operation::new(id, method, path, "webhooks", handler)
}

fn of_endpoints() -> Vec<Operation> {
    let (all, one) = ("/webhook-endpoints", "/webhook-endpoints/{id}");
    let shown = || endpoint(None);
    vec![
        operation("create_webhook_endpoint", Method::Post, all, |r| {
            r.to(create_webhook_endpoint)
        })
        .summary(
            "Tell another system what happens (Standard Webhooks 1.0); its secret is shown once",
        )
        .body::<CreateWebhookEndpoint>(json!({
            "url": "https://hooks.example.kz/synaq", "events": ["item.*", "form.locked"],
            "description": "Board of the subject commission"
        }))
        .answers::<WebhookEndpoint>(
            201,
            endpoint(Some("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
        ),
        operation("list_webhook_endpoints", Method::Get, all, |r| {
            r.to(list_webhook_endpoints)
        })
        .summary("Endpoints of organisations where you manage them")
        .query::<Paging>()
        .answers::<Page<WebhookEndpoint>>(200, json!({"items": [shown()]})),
        operation("read_webhook_endpoint", Method::Get, one, |r| {
            r.to(read_webhook_endpoint)
        })
        .summary("One endpoint, without its secret")
        .answers::<WebhookEndpoint>(200, shown()),
        operation("update_webhook_endpoint", Method::Put, one, |r| {
            r.to(update_webhook_endpoint)
        })
        .summary("Change an endpoint, disable it or enable it again")
        .body::<UpdateWebhookEndpoint>(json!({
            "url": "https://hooks.example.kz/synaq", "events": ["item.submitted"], "active": true
        }))
        .answers::<WebhookEndpoint>(200, shown())
        .refuses(412)
        .refuses(428),
        operation("delete_webhook_endpoint", Method::Delete, one, |r| {
            r.to(delete_webhook_endpoint)
        })
        .summary("Take an endpoint away with its log")
        .answers::<WebhookEndpoint>(200, shown()),
        operation(
            "replace_webhook_secret",
            Method::Post,
            "/webhook-endpoints/{id}/secret",
            |r| r.to(replace_webhook_secret),
        )
        .summary("Give an endpoint a new secret, shown once; for 24 hours both sign")
        .answers::<WebhookEndpoint>(
            200,
            endpoint(Some("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")),
        )
        .refuses(412),
        operation(
            "try_webhook_endpoint",
            Method::Post,
            "/webhook-endpoints/{id}/try",
            |r| r.to(try_webhook_endpoint),
        )
        .summary("Send `webhook.test` to an endpoint")
        .answers::<Delivery>(202, delivery(true))
        .refuses(409),
    ]
}

fn of_deliveries() -> Vec<Operation> {
    vec![
        operation(
            "list_webhook_deliveries",
            Method::Get,
            "/webhook-endpoints/{id}/deliveries",
            |r| r.to(list_webhook_deliveries),
        )
        .summary(
            "What was sent to an endpoint in the last 30 days and what waits, the newest first",
        )
        .query::<ListDeliveries>()
        .answers::<Page<Delivery>>(200, json!({"items": [delivery(false)]})),
        operation(
            "read_webhook_delivery",
            Method::Get,
            "/webhook-deliveries/{id}",
            |r| r.to(read_webhook_delivery),
        )
        .summary("One delivery with its body and every try")
        .answers::<Delivery>(200, delivery(true)),
        operation(
            "replay_webhook_delivery",
            Method::Post,
            "/webhook-deliveries/{id}/replay",
            |r| r.to(replay_webhook_delivery),
        )
        .summary("Send an event to its endpoint again; the event keeps its id")
        .answers::<Delivery>(202, delivery(true))
        .refuses(409),
    ]
}

fn endpoint(secret: Option<&str>) -> Value {
    let mut shown = json!({
        "id": ENDPOINT, "owner_org": "0193f1e0-0000-7000-8000-000000000002", "url": "https://hooks.example.kz/synaq",
        "events": ["item.*", "form.locked"], "description": "Board of the subject commission", "active": true,
        "revision": 1, "created_by": "0193f1e0-0000-7000-8000-000000000003",
        "created_at": "2026-11-23T10:00:00Z", "updated_at": "2026-11-23T10:00:00Z"
    });
    if let Some(secret) = secret {
        shown["secret"] = json!(secret);
    }
    shown
}

fn delivery(whole: bool) -> Value {
    let mut shown = json!({
        "id": DELIVERY, "endpoint_id": ENDPOINT, "event_id": "0193f1e0-0000-7000-8000-0000000000a3",
        "event": "item.submitted", "state": "waiting", "tries": 1, "next_at": "2026-11-23T10:00:05Z",
        "created_at": "2026-11-23T10:00:00Z"
    });
    if whole {
        shown["body"] = json!({
            "type": "item.submitted", "timestamp": "2026-11-23T10:00:00.000000Z", "data": {
                "item_id": "0193f1e0-0000-7000-8000-000000000021", "number": 1,
                "organisation_id": "0193f1e0-0000-7000-8000-000000000002"
            }
        });
        shown["log"] = json!([{"number": 1, "ended_at": "2026-11-23T10:00:00Z", "status": 503, "took_ms": 41}]);
    }
    shown
}

async fn create_webhook_endpoint(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateWebhookEndpoint = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            webhook_endpoints::create_webhook_endpoint(s, call, &input)
        })
        .await?;
    let location = format!("/api/v1/webhook-endpoints/{}", made.id);
    let reply = Reply::created(&made, location).tagged(made.revision.to_string());
    Ok(reply.never_kept().send(&context))
}

async fn list_webhook_endpoints(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| webhook_endpoints::list_webhook_endpoints(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_webhook_endpoint(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| webhook_endpoints::read_webhook_endpoint(s, call, &id))
        .await?;
    Ok(tagged(&found, &context))
}

async fn update_webhook_endpoint(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: UpdateWebhookEndpoint = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            webhook_endpoints::update_webhook_endpoint(s, call, &id, &input)
        })
        .await?;
    Ok(tagged(&changed, &context))
}

async fn delete_webhook_endpoint(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let gone = context
        .run(move |s, call| webhook_endpoints::delete_webhook_endpoint(s, call, &id))
        .await?;
    Ok(Reply::ok(&gone).send(&context))
}

async fn replace_webhook_secret(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let changed = context
        .run(move |s, call| webhook_endpoints::replace_webhook_secret(s, call, &id))
        .await?;
    Ok(Reply::ok(&changed).never_kept().send(&context))
}

async fn try_webhook_endpoint(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let made = context
        .run(move |s, call| webhook_endpoints::try_webhook_endpoint(s, call, &id))
        .await?;
    Ok(queued(&made, &context))
}

async fn list_webhook_deliveries(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let list: ListDeliveries = query.read(&context)?;
    let page = context
        .run(move |s, call| webhook_deliveries::list_webhook_deliveries(s, call, &id, &list))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_webhook_delivery(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| webhook_deliveries::read_webhook_delivery(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn replay_webhook_delivery(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let made = context
        .run(move |s, call| webhook_deliveries::replay_webhook_delivery(s, call, &id))
        .await?;
    Ok(queued(&made, &context))
}

fn queued(delivery: &Delivery, context: &Context) -> HttpResponse {
    let location = format!("/api/v1/webhook-deliveries/{}", delivery.id);
    Reply::accepted(delivery, location).send(context)
}

fn tagged(endpoint: &WebhookEndpoint, context: &Context) -> HttpResponse {
    Reply::ok(endpoint)
        .tagged(endpoint.revision.to_string())
        .send(context)
}
