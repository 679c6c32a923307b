//! Items and their versions.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::bank::facets::Facets;
use crate::bank::texts::{ItemDocument, ItemTexts};
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::item_facets;
use crate::service::item_lists::{self, ItemQuery, ListedItem};
use crate::service::item_view::ItemView;
use crate::service::items::{self, ReviseItem};

pub(super) fn operations() -> Vec<Operation> {
    let document = example_document();
    let view = example_view();
    let texts = document["texts"]["ru"].clone();
    vec![
        Operation::new("create_item", Method::Post, "/items", "bank", |r| {
            r.to(create_item)
        })
        .summary("Keep a new item as a draft")
        .needs(Permission::WriteItems)
        .body::<ItemDocument>(document.clone())
        .answers::<ItemView>(201, view.clone())
        .refuses(409),
        Operation::new("list_items", Method::Get, "/items", "bank", |r| {
            r.to(list_items)
        })
        .summary("Items by tags and words; secure ones only to those who may see them")
        .needs(Permission::ReadItems)
        .query::<ItemQuery>()
        .answers::<Page<ListedItem>>(
            200,
            json!({"items": [{
                "id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04", "number": 1,
                "phase": "live", "state": "live", "latest": true, "revision": 4, "type": "MCQ",
                "purpose": "summative", "subject": "mathematics", "grade_min": 6, "grade_max": 6,
                "term": 1, "unit": "", "objectives": ["6.5.2.1"], "difficulty": "A", "thinking": "KU",
                "points": 1, "access": "restricted", "stimulus": "", "family": "",
                "languages": ["kk", "ru"], "updated_at": "2026-11-21T10:00:00Z"
            }]}),
        ),
        Operation::new(
            "list_item_facets",
            Method::Get,
            "/items/facets",
            "bank",
            |r| r.to(list_item_facets),
        )
        .summary("How many items of each subject, grade, type … the list has; each facet ignores its own filter")
        .needs(Permission::ReadItems)
        .query::<ItemQuery>()
        .answers::<Facets>(
            200,
            json!({
                "total": {"count": 10_000, "exact": false},
                "facets": {
                    "subject": {"values": [
                        {"value": "mathematics", "count": 10_000, "exact": false},
                        {"value": "physics", "count": 812, "exact": true}
                    ], "more": false}
                }
            }),
        ),
        Operation::new("read_item", Method::Get, "/items/{id}", "bank", |r| {
            r.to(read_item)
        })
        .summary("The newest version of an item; keys only with read_keys")
        .needs(Permission::ReadItems)
        .answers::<ItemView>(200, view.clone()),
        Operation::new(
            "read_item_version",
            Method::Get,
            "/items/{id}/versions/{number}",
            "bank",
            |r| r.to(read_item_version),
        )
        .summary("One version of an item; keys only with read_keys")
        .needs(Permission::ReadItems)
        .answers::<ItemView>(200, view.clone()),
        Operation::new(
            "update_item",
            Method::Put,
            "/items/{id}/versions/{number}",
            "bank",
            |r| r.to(update_item),
        )
        .summary("Replace a draft version")
        .needs(Permission::WriteItems)
        .body::<ItemDocument>(document)
        .answers::<ItemView>(200, view.clone())
        .refuses(409)
        .refuses(412)
        .refuses(428),
        Operation::new(
            "revise_item",
            Method::Post,
            "/items/{id}/versions",
            "bank",
            |r| r.to(revise_item),
        )
        .summary("Begin a new draft version; the version in use stays in use")
        .needs(Permission::WriteItems)
        .body::<ReviseItem>(json!({"texts": {"ru": texts.clone()}}))
        .answers::<ItemView>(201, view.clone())
        .refuses(409)
        .refuses(412),
        Operation::new(
            "set_variant",
            Method::Put,
            "/items/{id}/versions/{number}/variants/{language}",
            "bank",
            |r| r.to(set_variant),
        )
        .summary("Write the texts of one language of a draft")
        .needs(Permission::WriteItems)
        .body::<ItemTexts>(texts)
        .answers::<ItemView>(200, view)
        .refuses(409)
        .refuses(412)
        .refuses(428),
    ]
}

/// An item as people write it, for the description.
pub(super) fn example_document() -> Value {
    json!({
        "code": "m6-ratio-04", "source_language": "ru",
        "content": {
            "type": "MCQ", "purpose": "summative", "subject": "mathematics", "grade_min": 6, "grade_max": 6,
            "term": 1, "programme": "kz-2022", "objectives": ["6.5.2.1"], "thinking": "KU", "difficulty": "A",
            "points": 1, "minutes": 2, "access": "restricted",
            "parts": [{"id": "a", "points": 1, "options": ["A", "B", "C"], "key": {"correct": ["B"]}, "scheme": {"kind": "key", "rule": "all_or_nothing"}}]
        },
        "texts": {
            "ru": {"stem": "Сократите отношение 18 : 12.", "parts": {"a": {"options": {"A": "2 : 3", "B": "3 : 2", "C": "6 : 4"}}}}
        }
    })
}

/// An item as it is shown, for the description.
pub(super) fn example_view() -> Value {
    let document = example_document();
    json!({
        "id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04",
        "owner_org": "0193f1e0-0000-7000-8000-000000000001", "number": 1, "phase": "draft", "state": "draft",
        "latest": true, "sealed": false, "revision": 1,
        "author_id": "0193f1e0-0000-7000-8000-000000000003",
        "created_at": "2026-11-21T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z",
        "source_language": "ru", "variants": {"ru": {"revision": 1, "state": "current"}}, "keys_shown": true,
        "content": document["content"], "texts": document["texts"]
    })
}

/// A path segment that is no version number is version 0, which no item has.
pub(super) fn number_of(text: &str) -> i32 {
    text.parse().unwrap_or(0)
}

/// The view with its entity tag.
pub(super) fn tagged(view: &ItemView, context: &Context) -> HttpResponse {
    Reply::ok(view).tagged(view.tag()).send(context)
}

async fn create_item(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let document: ItemDocument = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            items::create_item(s, call, &document)
        })
        .await?;
    let location = format!("/api/v1/items/{}", made.id);
    Ok(Reply::created(&made, location)
        .tagged(made.tag())
        .send(&context))
}

async fn list_items(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: ItemQuery = query.read(&context)?;
    let page = context
        .run(move |s, call| item_lists::list_items(s, call, &query))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn list_item_facets(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: ItemQuery = query.read(&context)?;
    let facets = context
        .run(move |s, call| item_facets::list_item_facets(s, call, &query))
        .await?;
    Ok(Reply::ok(&facets).send(&context))
}

async fn read_item(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| items::read_item(s, call, &id, None))
        .await?;
    Ok(tagged(&found, &context))
}

async fn read_item_version(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let number = number_of(&number);
    let found = context
        .run(move |s, call| items::read_item(s, call, &id, Some(number)))
        .await?;
    Ok(tagged(&found, &context))
}

async fn update_item(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let number = number_of(&number);
    let document: ItemDocument = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            items::update_item(s, call, &id, number, &document)
        })
        .await?;
    Ok(tagged(&changed, &context))
}

async fn revise_item(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let change: ReviseItem = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            items::revise_item(s, call, &id, &change)
        })
        .await?;
    let location = format!("/api/v1/items/{}/versions/{}", made.id, made.number);
    Ok(Reply::created(&made, location)
        .tagged(made.tag())
        .send(&context))
}

async fn set_variant(
    context: Context,
    path: web::Path<(String, String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let (id, number, language) = path.into_inner();
    let number = number_of(&number);
    let texts: ItemTexts = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            items::set_variant(s, call, &id, number, &language, &texts)
        })
        .await?;
    Ok(tagged(&changed, &context))
}
