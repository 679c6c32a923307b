//! Bringing items in.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::language::sentence;
use crate::service::import_files::{self, TemplateFor};
use crate::service::import_lines::{self, ImportView};
use crate::service::imports::{self, CreateImport};
use crate::service::jobs::Job;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("create_import", Method::Post, "/imports", "bank", |r| r.to(create_import))
            .summary("Bring items in from JSON Lines or CSV through a mapping profile, from a workbook or a document of Word, as a job")
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
                "owner_org": "0193f1e0-0000-7000-8000-000000000001", "source": "gsm8k", "kind": "jsonl", "mode": "per_row",
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
        Operation::new(
            "export_rejected_workbook",
            Method::Get,
            "/imports/{id}/rejected.xlsx",
            "bank",
            |r| r.to(export_rejected_workbook),
        )
        .summary("Refused rows of a workbook as a workbook: only they, the reason beside each cell; corrected, it is imported again")
        .needs(Permission::ImportItems)
        .answers_text(import_files::WORKBOOK, "the bytes of the workbook")
        .refuses(409),
        Operation::new(
            "export_rejected_document",
            Method::Get,
            "/imports/{id}/rejected.docx",
            "bank",
            |r| r.to(export_rejected_document),
        )
        .summary("Refused tasks of a document of Word as a document: only they, the reasons under each wrong row; corrected, it is imported again")
        .needs(Permission::ImportItems)
        .answers_text(import_files::DOCUMENT, "the bytes of the document")
        .refuses(409),
        Operation::new(
            "make_workbook_template",
            Method::Get,
            "/imports/templates/xlsx",
            "bank",
            |r| r.to(make_workbook_template),
        )
        .summary("A workbook to fill in: tasks, options, descriptors, lists of codes, how it is done")
        .needs(Permission::ImportItems)
        .query::<TemplateFor>()
        .answers_text(import_files::WORKBOOK, "the bytes of the workbook"),
        Operation::new(
            "make_word_template",
            Method::Get,
            "/imports/templates/docx",
            "bank",
            |r| r.to(make_word_template),
        )
        .summary("A document of Word to fill in: a table for each task")
        .needs(Permission::ImportItems)
        .query::<TemplateFor>()
        .answers_text(import_files::DOCUMENT, "the bytes of the document"),
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

async fn export_rejected_workbook(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let locale = context.locale;
    let bytes = context
        .run(move |s, call| import_files::export_rejected_workbook(s, call, &id, locale))
        .await?;
    Ok(file(import_files::WORKBOOK, bytes, "rejected.xlsx").send(&context))
}

async fn export_rejected_document(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let locale = context.locale;
    let bytes = context
        .run(move |s, call| import_files::export_rejected_document(s, call, &id, locale))
        .await?;
    Ok(file(import_files::DOCUMENT, bytes, "rejected.docx").send(&context))
}

async fn make_workbook_template(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let (of, locale) = (query.read::<TemplateFor>(&context)?, context.locale);
    let bytes = context
        .run(move |s, call| import_files::make_workbook_template(s, call, &of, locale))
        .await?;
    Ok(file(import_files::WORKBOOK, bytes, "tasks.xlsx").send(&context))
}

async fn make_word_template(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let (of, locale) = (query.read::<TemplateFor>(&context)?, context.locale);
    let bytes = context
        .run(move |_, call| import_files::make_word_template(call, &of, locale))
        .await?;
    Ok(file(import_files::DOCUMENT, bytes, "tasks.docx").send(&context))
}

fn file(media_type: &'static str, bytes: Vec<u8>, name: &str) -> Reply {
    let disposition = format!("attachment; filename=\"{name}\"");
    Reply::bytes(media_type, bytes).header("content-disposition", disposition)
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
