//! Shares between organisations.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::shares::{self, CreateShare, ListShares, ShareView};

pub(super) fn operations() -> Vec<Operation> {
    let share = json!({
        "id": "0193f1e0-0000-7000-8000-000000000071", "owner_org": "0193f1e0-0000-7000-8000-000000000002",
        "partner_org": "0193f1e0-0000-7000-8000-000000000005", "right": "use", "kind": "item",
        "subject": "mathematics", "grade": 6, "secure": false, "until": "2027-06-30T18:59:59Z",
        "note": "Agreement 14 of 1 November 2026", "state": "in_force",
        "created_by": "0193f1e0-0000-7000-8000-000000000003", "created_at": "2026-11-21T10:00:00Z"
    });
    let mut revoked = share.clone();
    revoked["state"] = json!("revoked");
    revoked["revoked_at"] = json!("2026-12-01T10:00:00Z");
    vec![
        Operation::new("create_share", Method::Post, "/shares", "identity", |r| {
            r.to(create_share)
        })
        .summary("Share an object, or all of a subject and grade, with another organisation")
        .needs(Permission::ShareObjects)
        .body::<CreateShare>(json!({
            "partner": "school-17", "right": "use", "kind": "item", "subject": "mathematics", "grade": 6,
            "until": "2027-06-30T18:59:59Z", "note": "Agreement 14 of 1 November 2026"
        }))
        .answers::<ShareView>(201, share.clone())
        .refuses(409),
        Operation::new("list_shares", Method::Get, "/shares", "identity", |r| {
            r.to(list_shares)
        })
        .summary("Shares your organisations gave or received")
        .query::<ListShares>()
        .answers::<Page<ShareView>>(200, json!({"items": [share.clone()]})),
        Operation::new("read_share", Method::Get, "/shares/{id}", "identity", |r| {
            r.to(read_share)
        })
        .summary("One share")
        .answers::<ShareView>(200, share),
        Operation::new(
            "revoke_share",
            Method::Post,
            "/shares/{id}/revoke",
            "identity",
            |r| r.to(revoke_share),
        )
        .summary("End a share at once; what was made by it stays")
        .needs(Permission::ShareObjects)
        .answers::<ShareView>(200, revoked)
        .refuses(409),
    ]
}

async fn create_share(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateShare = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            shares::create_share(s, call, &input)
        })
        .await?;
    let location = format!("/api/v1/shares/{}", made.id);
    Ok(Reply::created(&made, location).send(&context))
}

async fn list_shares(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let list: ListShares = query.read(&context)?;
    let page = context
        .run(move |s, call| shares::list_shares(s, call, &list))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_share(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| shares::read_share(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn revoke_share(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let ended = context
        .run(move |s, call| shares::revoke_share(s, call, &id))
        .await?;
    Ok(Reply::ok(&ended).send(&context))
}
