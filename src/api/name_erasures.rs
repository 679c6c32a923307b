//! Erasure and retention of names.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::jobs::Job;
use crate::service::name_erasures::{self, CreateNameErasure};
use crate::service::name_retentions::{self, NameRetention, SetNameRetention};

pub(super) fn operations() -> Vec<Operation> {
    let retention = json!({
        "days": 365, "set_by_org": "0193f1e0-0000-7000-8000-000000000005",
        "own": {"days": 365, "basis": "Order 12 of 1 September 2026"}, "revision": 1
    });
    vec![
        Operation::new(
            "create_name_erasure",
            Method::Post,
            "/name-erasures",
            "names",
            |r| r.to(create_name_erasure),
        )
        .summary("Have names erased; marks stay under the code, a certificate stays in the audit trail")
        .needs(Permission::ManageNames)
        .body::<CreateNameErasure>(json!({
            "ground": "subject_request", "reference": "Letter 118 of 20 November 2026",
            "candidates": ["7A-01"]
        }))
        .answers::<Job>(202, json!({
            "id": "0193f1e0-0000-7000-8000-000000000009", "kind": "erase_names", "state": "queued",
            "done": 0, "total": 0, "created_at": "2026-11-21T10:00:00Z"
        })),
        Operation::new(
            "read_name_retention",
            Method::Get,
            "/organisations/{id}/name-retention",
            "names",
            |r| r.to(read_name_retention),
        )
        .summary("How long an organisation keeps names of pupils")
        .answers::<NameRetention>(200, retention.clone()),
        Operation::new(
            "set_name_retention",
            Method::Put,
            "/organisations/{id}/name-retention",
            "names",
            |r| r.to(set_name_retention),
        )
        .summary("Set how long an organisation and those below it keep names; the strictest rule holds")
        .needs(Permission::ManageNames)
        .body::<SetNameRetention>(json!({"days": 365, "basis": "Order 12 of 1 September 2026"}))
        .answers::<NameRetention>(200, retention)
        .refuses(412)
        .refuses(428),
    ]
}

async fn create_name_erasure(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateNameErasure = body.read(&context)?;
    let job = context
        .run_with_body(body.bytes(), move |s, call| {
            name_erasures::create_name_erasure(s, call, &input)
        })
        .await?;
    Ok(Reply::accepted(&job, format!("/api/v1/jobs/{}", job.id)).send(&context))
}

async fn read_name_retention(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| name_retentions::read_name_retention(s, call, &id))
        .await?;
    let tag = found.tag();
    Ok(Reply::ok(&found).tagged(tag).send(&context))
}

async fn set_name_retention(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: SetNameRetention = body.read(&context)?;
    let kept = context
        .run_with_body(body.bytes(), move |s, call| {
            name_retentions::set_name_retention(s, call, &id, &input)
        })
        .await?;
    let tag = kept.tag();
    Ok(Reply::ok(&kept).tagged(tag).send(&context))
}
