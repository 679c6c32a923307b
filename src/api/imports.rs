//! Bringing items in.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::language::sentence;
use crate::service::import_lines::{self, ImportView};
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
        Operation::new("read_import", Method::Get, "/imports/{id}", "bank", |r| r.to(read_import))
            .summary("How far an import is, and what came of it")
            .needs(Permission::ImportItems)
            .answers::<ImportView>(200, json!({
                "id": "0193f1e0-0000-7000-8000-000000000009",
                "owner_org": "0193f1e0-0000-7000-8000-000000000001", "source": "gsm8k", "mode": "per_row",
                "state": "running", "records": 4500, "created": 4496, "changed": 0, "unchanged": 0,
                "rejected": 4, "with_warnings": 0, "rows_per_s": 2100,
                "created_at": "2026-11-21T10:00:00Z", "updated_at": "2026-11-21T10:00:02Z"
            })),
        Operation::new("export_rejected", Method::Get, "/imports/{id}/rejected", "bank", |r| {
            r.to(export_rejected)
        })
        .summary("Refused records in the shape of their file (JSON Lines or CSV), each with its reasons")
        .needs(Permission::ImportItems)
        .answers_text(
            "application/x-ndjson",
            "{\"id\": \"7\", \"q\": \"\", \"reasons\": [\"The stem is empty in ru.\"]}\n",
        ),
    ]
}

async fn read_import(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let import = context
        .run(move |s, call| import_lines::read_import(s, call, &id))
        .await?;
    Ok(Reply::ok(&import).send(&context))
}

async fn export_rejected(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let locale = context.locale;
    let file = context
        .run(move |s, call| {
            import_lines::export_rejected(s, call, &id, |finding| sentence(locale, finding))
        })
        .await?;
    Ok(Reply::bytes(file.media_type, file.text.into_bytes()).send(&context))
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
