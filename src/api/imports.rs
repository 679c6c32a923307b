//! Bringing items in.

use actix_web::HttpResponse;
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::imports::{self, CreateImport};
use crate::service::jobs::Job;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("create_import", Method::Post, "/imports", "bank", |r| r.to(create_import))
            .summary("Bring items in from JSON Lines or CSV through a mapping profile, as a job")
            .needs(Permission::ImportItems)
            .body::<CreateImport>(json!({
                "profile": {
                    "schema": "synaq.mapping/v1", "name": "two-columns",
                    "source": {"kind": "jsonl", "encoding": "utf-8"},
                    "external_id": {"from": "/id", "required": true}, "code": "T-{external_id}",
                    "content": {
                        "type": {"value": "SA"}, "points": {"value": 1},
                        "subject": {"value": "mathematics"}, "grade_min": {"value": 6}, "grade_max": {"value": 6}
                    },
                    "texts": {"ru": {"stem": {"from": "/question"}}},
                    "key": {"from": "/answer"}
                },
                "content": "{\"id\": \"1\", \"question\": \"2 + 2 = ?\", \"answer\": \"4\"}\n",
                "mode": "per_row", "dry_run": true
            }))
            .answers::<Job>(202, json!({
                "id": "0193f1e0-0000-7000-8000-000000000009", "kind": "import", "state": "queued",
                "done": 0, "total": 0, "created_at": "2026-11-21T10:00:00Z"
            })),
    ]
}

async fn create_import(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateImport = body.read(&context)?;
    let job = context
        .run_with_body(body.bytes(), move |s, call| {
            imports::create_import(s, call, input)
        })
        .await?;
    Ok(Reply::accepted(&job, format!("/api/v1/jobs/{}", job.id)).send(&context))
}
