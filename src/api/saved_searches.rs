//! Searches that are kept.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::item_lists::ListedItem;
use crate::service::saved_searches::{self, SaveSearch, SavedSearch};

pub(super) fn operations() -> Vec<Operation> {
    let query =
        json!({"subject": "mathematics", "grade": 6, "statistics": "none", "sort": "title"});
    let body = json!({"name": "Without evidence, grade 6", "shared": true, "query": query});
    let search = json!({
        "id": "0193f1e0-0000-7000-8000-000000000026", "owner_org": "0193f1e0-0000-7000-8000-000000000001",
        "owner_id": "0193f1e0-0000-7000-8000-000000000003", "name": "Without evidence, grade 6", "shared": true,
        "query": query, "revision": 1, "created_at": "2026-11-21T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z"
    });
    vec![
        Operation::new(
            "create_saved_search",
            Method::Post,
            "/saved-searches",
            "bank",
            |r| r.to(create_saved_search),
        )
        .summary("Keep a search of items under a name")
        .needs(Permission::ReadItems)
        .body::<SaveSearch>(body.clone())
        .answers::<SavedSearch>(201, search.clone())
        .refuses(409),
        Operation::new(
            "list_saved_searches",
            Method::Get,
            "/saved-searches",
            "bank",
            |r| r.to(list_saved_searches),
        )
        .summary("One's own searches and those the organisation shares, by name")
        .needs(Permission::ReadItems)
        .query::<Paging>()
        .answers::<Page<SavedSearch>>(200, json!({"items": [search]})),
        Operation::new(
            "read_saved_search",
            Method::Get,
            "/saved-searches/{id}",
            "bank",
            |r| r.to(read_saved_search),
        )
        .summary("One search")
        .needs(Permission::ReadItems)
        .answers::<SavedSearch>(200, search.clone()),
        Operation::new(
            "update_saved_search",
            Method::Put,
            "/saved-searches/{id}",
            "bank",
            |r| r.to(update_saved_search),
        )
        .summary("Replace one's own search")
        .needs(Permission::ReadItems)
        .body::<SaveSearch>(body)
        .answers::<SavedSearch>(200, search.clone())
        .refuses(409)
        .refuses(412)
        .refuses(428),
        Operation::new(
            "delete_saved_search",
            Method::Delete,
            "/saved-searches/{id}",
            "bank",
            |r| r.to(delete_saved_search),
        )
        .summary("Take one's own search away")
        .needs(Permission::ReadItems)
        .answers::<SavedSearch>(200, search)
        .refuses(412)
        .refuses(428),
        Operation::new(
            "run_saved_search",
            Method::Get,
            "/saved-searches/{id}/items",
            "bank",
            |r| r.to(run_saved_search),
        )
        .summary("The items a search finds, as far as the caller may see them")
        .needs(Permission::ReadItems)
        .query::<Paging>()
        .answers::<Page<ListedItem>>(200, json!({"items": []})),
    ]
}

async fn create_saved_search(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: SaveSearch = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            saved_searches::create_saved_search(s, call, &input)
        })
        .await?;
    let location = format!("/api/v1/saved-searches/{}", made.id);
    Ok(Reply::created(&made, location)
        .tagged(made.revision.to_string())
        .send(&context))
}

async fn list_saved_searches(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| saved_searches::list_saved_searches(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_saved_search(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| saved_searches::read_saved_search(s, call, &id))
        .await?;
    Ok(tagged(&found, &context))
}

async fn update_saved_search(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: SaveSearch = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            saved_searches::update_saved_search(s, call, &id, &input)
        })
        .await?;
    Ok(tagged(&changed, &context))
}

async fn delete_saved_search(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let gone = context
        .run(move |s, call| saved_searches::delete_saved_search(s, call, &id))
        .await?;
    Ok(Reply::ok(&gone).send(&context))
}

async fn run_saved_search(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| saved_searches::run_saved_search(s, call, &id, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

fn tagged(search: &SavedSearch, context: &Context) -> HttpResponse {
    Reply::ok(search)
        .tagged(search.revision.to_string())
        .send(context)
}
