//! Collections of open items: put together, published in editions, withdrawn.

use actix_web::{HttpResponse, Route, web};
use serde_json::{Value, json};

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::catalogue_readers::{self, CatalogueWord, SetReaders};
use crate::service::collection_counts::{self, CollectionCounts, CountQuery};
use crate::service::collection_editions::{
    self, CollectionEdition, CollectionEditions, WithdrawCollection,
};
use crate::service::collection_items::{self, AddItem, SetItems};
use crate::service::collections::{self, Collection, CollectionQuery, WriteCollection};

pub(super) const ITEM: &str = "0193f1e0-0000-7000-8000-000000000022";
const COLLECTION: &str = "0193f1e0-0000-7000-8000-000000000091";
const ORGANISATION: &str = "0193f1e0-0000-7000-8000-000000000002";

pub(super) fn operations() -> Vec<Operation> {
    let pin = json!({"item_id": ITEM, "level": "B", "attribution": "A. Serikova, Almaty"});
    vec![
        writes("create_collection", Method::Post, "/collections", |r| r.to(create_collection))
            .summary("Begin a collection of open items for schools")
            .body::<WriteCollection>(about())
            .answers::<Collection>(201, example()),
        Operation::new("list_collections", Method::Get, "/collections", "catalogue", |r| {
            r.to(list_collections)
        })
        .summary("Collections of organisations whose items you read, drafts included")
        .needs(Permission::ReadItems)
        .query::<CollectionQuery>()
        .answers::<Page<Collection>>(200, json!({"items": [example()]})),
        reads("read_collection", "/collections/{id}", |r| r.to(read_collection))
            .summary("One collection, with what keeps it from being published")
            .answers::<Collection>(200, example()),
        writes("update_collection", Method::Put, "/collections/{id}", |r| r.to(update_collection))
            .summary("Change what a collection says of itself; schools get it with the next edition")
            .body::<WriteCollection>(about())
            .answers::<Collection>(200, example())
            .refuses(428),
        writes("set_collection_items", Method::Put, "/collections/{id}/items", |r| {
            r.to(set_collection_items)
        })
        .summary("Put these items, in this order, in the place of those it has; every reason against every item at once")
        .body::<SetItems>(json!({"items": [pin]}))
        .answers::<Collection>(200, example())
        .refuses(428),
        writes("add_collection_item", Method::Post, "/collections/{id}/items", |r| {
            r.to(add_collection_item)
        })
        .summary("Put an item into a collection, at a position or at the end")
        .body::<AddItem>(json!({"item": pin, "position": 1}))
        .answers::<Collection>(200, example()),
        writes(
            "remove_collection_item",
            Method::Delete,
            "/collections/{id}/items/{item_id}",
            |r| r.to(remove_collection_item),
        )
        .summary("Take an item out of a collection")
        .answers::<Collection>(200, example()),
        writes("publish_collection", Method::Post, "/collections/{id}/publish", |r| {
            r.to(publish_collection)
        })
        .summary("Publish the collection as it is: a new edition that never changes")
        .answers::<CollectionEdition>(201, edition()),
        writes("withdraw_collection", Method::Post, "/collections/{id}/withdraw", |r| {
            r.to(withdraw_collection)
        })
        .summary("Take a collection out of the catalogue; whoever asks for it is told why")
        .body::<WithdrawCollection>(json!({"reason": "Task 3 has two right answers."}))
        .answers::<CollectionEdition>(200, edition()),
        reads("list_collection_editions", "/collections/{id}/editions", |r| {
            r.to(list_collection_editions)
        })
        .summary("Every edition of a collection, newest first")
        .answers::<CollectionEditions>(200, json!({"items": [edition()]})),
        reads("read_collection_edition", "/collections/{id}/editions/{number}", |r| {
            r.to(read_collection_edition)
        })
        .summary("One edition")
        .answers::<CollectionEdition>(200, edition()),
        reads("read_collection_counts", "/collections/{id}/counts", |r| {
            r.to(read_collection_counts)
        })
        .summary("How often a collection was looked at and taken, by day; never by whom")
        .query::<CountQuery>()
        .answers::<CollectionCounts>(200, json!({
            "collection_id": COLLECTION, "from": "2026-11-01", "to": "2026-11-21", "views": 41, "downloads": 12,
            "days": [{"day": "2026-11-20", "views": 41, "downloads": 12}]
        })),
        reads("read_catalogue_word", "/organisations/{id}/catalogue", |r| {
            r.to(read_catalogue_word)
        })
        .summary("Who reads what an organisation publishes in the catalogue")
        .answers::<CatalogueWord>(200, word()),
        Operation::new(
            "set_catalogue_word",
            Method::Put,
            "/organisations/{id}/catalogue",
            "catalogue",
            |r| r.to(set_catalogue_word),
        )
        .summary("Say who reads what an organisation publishes: everybody, or holders of a key")
        .needs(Permission::ManageOrganisations)
        .body::<SetReaders>(json!({"readers": "everybody"}))
        .answers::<CatalogueWord>(200, word())
        .refuses(412)
        .refuses(428),
    ]
}

fn writes(
    id: &'static str,
    method: Method,
    path: &'static str,
    handler: fn(Route) -> Route,
) -> Operation {
    Operation::new(id, method, path, "catalogue", handler)
        .needs(Permission::PublishReference)
        .refuses(409)
        .refuses(412)
}

fn reads(id: &'static str, path: &'static str, handler: fn(Route) -> Route) -> Operation {
    Operation::new(id, Method::Get, path, "catalogue", handler)
}

/// What the example collection says of itself.
pub(super) fn about() -> Value {
    json!({
        "code": "m6-ratio-levels", "kind": "level_set", "keys": "key_holders",
        "title": {"kk": "Қатынас: деңгейлік тапсырмалар", "ru": "Отношения: разноуровневые задания"},
        "description": {"ru": "К уроку 12."}, "subject": "mathematics", "grade_min": 6, "grade_max": 6, "term": 1,
        "attribution": "Regional methodological centre", "licence": "CC-BY-4.0"
    })
}

fn example() -> Value {
    json!({
        "id": COLLECTION, "owner_org": ORGANISATION, "about": about(), "state": "published", "edition": 1, "revision": 5,
        "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z",
        "items": [{
            "position": 1, "item_id": ITEM, "number": 1, "code": "m6-ratio-04", "type": "MCQ", "phase": "live",
            "state": "live", "access": "open", "level": "B"
        }]
    })
}

/// A task of the example.
pub(super) fn task() -> Value {
    json!({
        "position": 1, "item_id": ITEM, "number": 1, "code": "m6-ratio-04", "type": "MCQ", "level": "B", "points": 1,
        "minutes": 2, "objectives": ["6.5.2.1"], "attribution": "A. Serikova, Almaty", "revisions": {"kk": 1, "ru": 1}
    })
}

fn edition() -> Value {
    json!({
        "collection_id": COLLECTION, "number": 1, "hash": "b2a7e6f3c1d04a5e9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f",
        "published_by": "0193f1e0-0000-7000-8000-000000000003", "published_at": "2026-11-21T10:00:00Z",
        "document": {"about": about(), "items": [task()]}
    })
}

fn word() -> Value {
    json!({"org_id": ORGANISATION, "readers": "everybody", "revision": 1})
}

fn shown(collection: &Collection, context: &Context) -> HttpResponse {
    Reply::ok(collection).tagged(collection.tag()).send(context)
}

async fn create_collection(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: WriteCollection = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            collections::create_collection(s, call, &input)
        })
        .await?;
    let location = format!("/api/v1/collections/{}", made.id);
    let reply = Reply::created(&made, location).tagged(made.tag());
    Ok(reply.send(&context))
}

async fn list_collections(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: CollectionQuery = query.read(&context)?;
    let page = context
        .run(move |s, call| collections::list_collections(s, call, &query))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_collection(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| collections::read_collection(s, call, &id))
        .await?;
    Ok(shown(&found, &context))
}

async fn update_collection(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: WriteCollection = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            collections::update_collection(s, call, &id, &input)
        })
        .await?;
    Ok(shown(&changed, &context))
}

async fn set_collection_items(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: SetItems = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            collection_items::set_collection_items(s, call, &id, &input)
        })
        .await?;
    Ok(shown(&changed, &context))
}

async fn add_collection_item(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: AddItem = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            collection_items::add_collection_item(s, call, &id, &input)
        })
        .await?;
    Ok(shown(&changed, &context))
}

async fn remove_collection_item(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, item_id) = path.into_inner();
    let changed = context
        .run(move |s, call| collection_items::remove_collection_item(s, call, &id, &item_id))
        .await?;
    Ok(shown(&changed, &context))
}

async fn publish_collection(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let made = context
        .run(move |s, call| collection_editions::publish_collection(s, call, &id))
        .await?;
    let location = format!(
        "/api/v1/collections/{}/editions/{}",
        made.collection_id, made.number
    );
    Ok(Reply::created(&made, location).send(&context))
}

async fn withdraw_collection(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: WithdrawCollection = body.read(&context)?;
    let edition = context
        .run_with_body(body.bytes(), move |s, call| {
            collection_editions::withdraw_collection(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&edition).send(&context))
}

async fn list_collection_editions(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| collection_editions::list_collection_editions(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn read_collection_edition(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let number = number.parse().unwrap_or(0);
    let found = context
        .run(move |s, call| collection_editions::read_collection_edition(s, call, &id, number))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn read_collection_counts(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: CountQuery = query.read(&context)?;
    let found = context
        .run(move |s, call| collection_counts::read_collection_counts(s, call, &id, &query))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn read_catalogue_word(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| catalogue_readers::read_catalogue_word(s, call, &id))
        .await?;
    let tag = found.revision.to_string();
    Ok(Reply::ok(&found).tagged(tag).send(&context))
}

async fn set_catalogue_word(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: SetReaders = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            catalogue_readers::set_catalogue_word(s, call, &id, &input)
        })
        .await?;
    let tag = changed.revision.to_string();
    Ok(Reply::ok(&changed).tagged(tag).send(&context))
}
