//! Lists of items as files.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::accept::preferred;
use crate::edge::operation::Method;
use crate::edge::parts::{Making, Parts};
use crate::edge::{Context, Operation, Problem, Query};
use crate::identity::Permission;
use crate::service::item_export::{self, ExportFormat};
use crate::service::item_lists::ItemQuery;
use crate::service::{PageRequest, Refusal, saved_searches};

const JSON_LINES: &str = "application/x-ndjson";
const CSV: &str = "text/csv";
/// JSON Lines has two names.
const FORMATS: &[&str] = &[JSON_LINES, "application/jsonl", CSV];

pub(super) fn operations() -> Vec<Operation> {
    let line = json!(super::items::example_view()).to_string() + "\n";
    let table =
        "code,id,number,phase\r\nm6-ratio-04,0193f1e0-0000-7000-8000-000000000022,1,live\r\n";
    let file = |operation: Operation| {
        operation
            .needs(Permission::ReadItems)
            .answers_text(JSON_LINES, &line)
            .answers_text(CSV, table)
            .refuses(406)
    };
    vec![
        file(
            Operation::new("export_items", Method::Get, "/items/export", "bank", |r| {
                r.to(export_items)
            })
            .summary("The whole list as JSON Lines or CSV, as it is read; keys only with read_keys")
            .query::<ItemQuery>(),
        ),
        file(
            Operation::new(
                "export_saved_search",
                Method::Get,
                "/saved-searches/{id}/export",
                "bank",
                |r| r.to(export_saved_search),
            )
            .summary("What a search finds as JSON Lines or CSV, as far as the caller may see it"),
        ),
    ]
}

async fn export_items(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: ItemQuery = query.read(&context)?;
    file_of(context, query).await
}

async fn export_saved_search(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let whole = PageRequest::default();
    let query = context
        .run(move |s, call| saved_searches::query_of(s, call, &id, &whole))
        .await?;
    file_of(context, query).await
}

async fn file_of(context: Context, query: ItemQuery) -> Result<HttpResponse, Problem> {
    let media_type = preferred(context.accept.as_deref(), FORMATS)
        .ok_or_else(|| context.problem(Refusal::NotAcceptable { offered: FORMATS }))?;
    let (format, name) = match media_type {
        CSV => (ExportFormat::Csv, "items.csv"),
        _ => (ExportFormat::JsonLines, "items.jsonl"),
    };
    let make = move |cursor: Option<String>| -> Making {
        let context = context.clone();
        let query = query.clone();
        Box::pin(async move {
            let part = context
                .run(move |s, call| item_export::export_items(s, call, &query, cursor, format));
            part.await.map(|part| (part.text, part.next))
        })
    };
    let first = make(None).await?;
    Ok(HttpResponse::Ok()
        .content_type(format!("{media_type}; charset=utf-8"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((header::VARY, "Authorization, Accept"))
        .body(Parts::new(first, move |cursor| make(Some(cursor)))))
}
