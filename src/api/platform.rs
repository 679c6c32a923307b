//! Who am I, is it alive, what changed on whom.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::paging::Paging;
use crate::edge::metrics::{self, Metrics};
use crate::edge::operation::Method;
use crate::edge::{Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::audit::{self, AuditEntry};
use crate::service::signing_keys::{self, PublicKeys};
use crate::service::{Page, Refusal, me, measures};

/// Alive.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Health {
    /// `ok`.
    status: String,
    /// Version of the service.
    version: String,
    /// The service's clock.
    now: DateTime<Utc>,
}

pub(super) fn operations() -> Vec<Operation> {
    let health = json!({"status": "ok", "version": "0.1.0", "now": "2026-11-21T10:00:00Z"});
    vec![
        Operation::new("read_health", Method::Get, "/health", "service", |r| r.to(read_health))
            .summary("Is the process alive?")
            .open()
            .answers::<Health>(200, health.clone()),
        Operation::new("read_readiness", Method::Get, "/ready", "service", |r| r.to(read_readiness))
            .summary("Do the database and the store of media answer?")
            .open()
            .answers::<Health>(200, health),
        Operation::new("list_signing_keys", Method::Get, "/signing-keys", "service", |r| r.to(list_signing_keys))
            .summary("The public keys that manifests of assemblies are verified with")
            .open()
            .answers::<PublicKeys>(200, json!({"items": [{
                "id": "7f3a9c1d2e4b5a60", "algorithm": "ed25519", "signs": true,
                "public_key": "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
            }]})),
        Operation::new("read_metrics", Method::Get, "/metrics", "service", |r| r.to(read_metrics))
            .summary("What the service counts of itself, for a monitoring system (OpenMetrics)")
            .needs(Permission::ReadMetrics)
            .answers_text(
                metrics::MEDIA_TYPE,
                "# TYPE synaq_requests counter\nsynaq_requests_total{method=\"GET\",route=\"/api/v1/items/{id}\",status=\"200\"} 42\n# EOF\n",
            ),
        Operation::new("read_me", Method::Get, "/me", "identity", |r| r.to(read_me))
            .summary("Who the key belongs to and what it may do")
            .answers::<me::Me>(
                200,
                json!({
                    "user_id": "0193f1e0-0000-7000-8000-000000000001",
                    "home_org": "0193f1e0-0000-7000-8000-000000000002",
                    "permissions": ["read_specifications"],
                    "grants": [{"role": "school_reader", "org_id": "0193f1e0-0000-7000-8000-000000000002"}]
                }),
            ),
        Operation::new("list_audit", Method::Get, "/audit", "identity", |r| r.to(list_audit))
            .summary("Who did what, in the organisations whose trail you read")
            .needs(Permission::ReadAudit)
            .query::<Paging>()
            .answers::<Page<AuditEntry>>(
                200,
                json!({"items": [{
                    "id": "0193f1e0-0000-7000-8000-00000000000a", "at": "2026-11-21T10:00:00Z",
                    "actor_id": "0193f1e0-0000-7000-8000-000000000001",
                    "org_id": "0193f1e0-0000-7000-8000-000000000002",
                    "action": "create_item", "object_kind": "item",
                    "object_id": "0193f1e0-0000-7000-8000-000000000003", "detail": {"code": "MA6-001"},
                    "request_id": "0193f1e0-0000-7000-8000-00000000000b"
                }]}),
            ),
    ]
}

async fn read_health(context: Context) -> HttpResponse {
    Reply::ok(&health_of(&context)).send(&context)
}

async fn list_signing_keys(context: Context) -> HttpResponse {
    Reply::ok(&signing_keys::list_signing_keys(&context.services)).send(&context)
}

async fn read_readiness(context: Context) -> Result<HttpResponse, Problem> {
    context.run_open(me::ready).await?;
    Ok(Reply::ok(&health_of(&context)).send(&context))
}

fn health_of(context: &Context) -> Health {
    Health {
        status: "ok".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        now: context.services.now(),
    }
}

async fn read_metrics(
    context: Context,
    counted: web::Data<Metrics>,
) -> Result<HttpResponse, Problem> {
    let measures = context.run(measures::read_metrics).await?;
    let text = counted
        .text(&measures)
        .map_err(|e| context.problem(Refusal::Internal(format!("metrics do not write: {e}"))))?;
    Ok(Reply::bytes(metrics::MEDIA_TYPE, text.into_bytes()).send(&context))
}

async fn read_me(context: Context) -> Result<HttpResponse, Problem> {
    let me = context.run(|_, call| Ok(me::read_me(call))).await?;
    Ok(Reply::ok(&me).send(&context))
}

async fn list_audit(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| audit::list_audit(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}
