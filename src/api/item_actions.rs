//! What is done to an item version as a whole.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::items::{example_view, number_of, tagged};
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::item_actions::{self, ApproveItem, EndUse, ReturnItem, Review};
use crate::service::item_authors::{self, ItemAuthor};
use crate::service::item_view::ItemView;
use crate::service::{Answer, Call, Page, Services};

pub(super) fn operations() -> Vec<Operation> {
    let action = |id, path, handler| {
        Operation::new(id, Method::Post, path, "bank", handler)
            .answers::<ItemView>(200, example_view())
            .refuses(409)
            .refuses(412)
    };
    vec![
        action("submit_item", "/items/{id}/versions/{number}/submit", |r| {
            r.to(submit_item)
        })
        .summary("Hand a draft in for review: every check runs, the version is sealed")
        .needs(Permission::WriteItems),
        action(
            "approve_item",
            "/items/{id}/versions/{number}/approve",
            |r| r.to(approve_item),
        )
        .summary("Find a submitted version good; never one's own")
        .needs(Permission::ReviewItems)
        .body::<ApproveItem>(json!({"comment": "Clear and to the objective."})),
        action("return_item", "/items/{id}/versions/{number}/return", |r| {
            r.to(return_item)
        })
        .summary("Send a submitted version back; a new draft is opened for its author")
        .needs(Permission::ReviewItems)
        .body::<ReturnItem>(
            json!({"verdict": "revise", "comment": "Option C is right, too: 6 : 4 is the same ratio."}),
        ),
        action(
            "start_pilot",
            "/items/{id}/versions/{number}/start-pilot",
            |r| r.to(start_pilot),
        )
        .summary("Begin to try an approved version out; administrations with statistics are its rounds")
        .needs(Permission::OperateItems),
        action(
            "put_item_live",
            "/items/{id}/versions/{number}/put-live",
            |r| r.to(put_item_live),
        )
        .summary("Put an approved version in use; the one in use before is closed")
        .needs(Permission::OperateItems),
        action(
            "suspend_item",
            "/items/{id}/versions/{number}/suspend",
            |r| r.to(suspend_item),
        )
        .summary("Keep a version out of new forms; some workflows need the reason")
        .needs(Permission::OperateItems)
        .body::<EndUse>(json!({"reason": "A parent asks whether the key is right."})),
        action("retire_item", "/items/{id}/versions/{number}/retire", |r| {
            r.to(retire_item)
        })
        .summary("End the use of a version; some workflows need the reason")
        .needs(Permission::OperateItems)
        .body::<EndUse>(json!({"reason": "It was shown on television."})),
        Operation::new(
            "list_item_reviews",
            Method::Get,
            "/items/{id}/reviews",
            "bank",
            |r| r.to(list_item_reviews),
        )
        .summary("Verdicts on an item, oldest first")
        .needs(Permission::ReadKeys)
        .answers::<Vec<Review>>(
            200,
            json!([{
                "number": 1, "verdict": "revise", "comment": "Option C is right, too.",
                "reviewer_id": "0193f1e0-0000-7000-8000-000000000004", "created_at": "2026-11-21T10:00:00Z"
            }]),
        ),
        Operation::new(
            "list_item_authors",
            Method::Get,
            "/items/{id}/authors",
            "bank",
            |r| r.to(list_item_authors),
        )
        .summary("Who wrote an item, version by version, with the organisation each belongs to")
        .needs(Permission::ReadItems)
        .answers::<Page<ItemAuthor>>(
            200,
            json!({"items": [{
                "number": 2, "user_id": "0193f1e0-0000-7000-8000-000000000004",
                "org_id": "0193f1e0-0000-7000-8000-000000000005", "is_partner": true, "writes": 3,
                "first_at": "2026-11-21T10:00:00Z", "last_at": "2026-11-22T10:00:00Z"
            }]}),
        ),
    ]
}

type Path = web::Path<(String, String)>;

async fn act(
    context: Context,
    path: Path,
    body: &[u8],
    use_case: impl FnOnce(&Services, &Call, &str, i32) -> Answer<ItemView> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let number = number_of(&number);
    let changed = context
        .run_with_body(body, move |s, call| use_case(s, call, &id, number))
        .await?;
    Ok(tagged(&changed, &context))
}

async fn submit_item(context: Context, path: Path) -> Result<HttpResponse, Problem> {
    act(context, path, &[], item_actions::submit_item).await
}

async fn approve_item(context: Context, path: Path, body: Body) -> Result<HttpResponse, Problem> {
    let input: ApproveItem = read_if_given(&context, &body)?;
    act(context, path, body.bytes(), move |s, call, id, number| {
        item_actions::approve_item(s, call, id, number, &input)
    })
    .await
}

async fn return_item(context: Context, path: Path, body: Body) -> Result<HttpResponse, Problem> {
    let input: ReturnItem = body.read(&context)?;
    act(context, path, body.bytes(), move |s, call, id, number| {
        item_actions::return_item(s, call, id, number, &input)
    })
    .await
}

async fn start_pilot(context: Context, path: Path) -> Result<HttpResponse, Problem> {
    act(context, path, &[], item_actions::start_pilot).await
}

async fn put_item_live(context: Context, path: Path) -> Result<HttpResponse, Problem> {
    act(context, path, &[], item_actions::put_item_live).await
}

async fn suspend_item(context: Context, path: Path, body: Body) -> Result<HttpResponse, Problem> {
    let input: EndUse = read_if_given(&context, &body)?;
    act(context, path, body.bytes(), move |s, call, id, number| {
        item_actions::suspend_item(s, call, (id, number), &input)
    })
    .await
}

async fn retire_item(context: Context, path: Path, body: Body) -> Result<HttpResponse, Problem> {
    let input: EndUse = read_if_given(&context, &body)?;
    act(context, path, body.bytes(), move |s, call, id, number| {
        item_actions::retire_item(s, call, (id, number), &input)
    })
    .await
}

/// What came with a call that needs no body.
fn read_if_given<T: JsonSchema + DeserializeOwned + Default + 'static>(
    context: &Context,
    body: &Body,
) -> Result<T, Problem> {
    match body.bytes().is_empty() {
        true => Ok(T::default()),
        false => body.read(context),
    }
}

async fn list_item_reviews(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let reviews = context
        .run(move |s, call| item_actions::list_item_reviews(s, call, &id))
        .await?;
    Ok(Reply::ok(&reviews).send(&context))
}

async fn list_item_authors(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let authors = context
        .run(move |s, call| item_authors::list_item_authors(s, call, &id))
        .await?;
    Ok(Reply::ok(&authors).send(&context))
}
