//! Roles of users.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::grants::{self, CreateGrant, GrantView};

pub(super) fn operations() -> Vec<Operation> {
    let grant = json!({
        "id": "0193f1e0-0000-7000-8000-000000000007", "user_id": "0193f1e0-0000-7000-8000-000000000006",
        "org_id": "0193f1e0-0000-7000-8000-000000000005", "role": "developer", "subject": "mathematics",
        "created_at": "2026-11-21T10:00:00Z"
    });
    vec![
        Operation::new(
            "create_grant",
            Method::Post,
            "/users/{id}/grants",
            "identity",
            |r| r.to(create_grant),
        )
        .summary("Give a user a role; nobody gives what they do not have")
        .needs(Permission::ManageUsers)
        .body::<CreateGrant>(json!({"role": "developer", "subject": "mathematics"}))
        .answers::<GrantView>(201, grant.clone())
        .refuses(409),
        Operation::new(
            "list_grants",
            Method::Get,
            "/users/{id}/grants",
            "identity",
            |r| r.to(list_grants),
        )
        .summary("Roles of a user")
        .answers::<Page<GrantView>>(200, json!({"items": [grant.clone()]})),
        Operation::new(
            "delete_grant",
            Method::Delete,
            "/users/{id}/grants/{grant_id}",
            "identity",
            |r| r.to(delete_grant),
        )
        .summary("Take a role back")
        .needs(Permission::ManageUsers)
        .answers::<GrantView>(200, grant),
    ]
}

async fn create_grant(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: CreateGrant = body.read(&context)?;
    let user = id.clone();
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            grants::create_grant(s, call, &user, input)
        })
        .await?;
    Ok(Reply::created(&made, format!("/api/v1/users/{id}/grants")).send(&context))
}

async fn list_grants(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let page = context
        .run(move |s, call| grants::list_grants(s, call, &id))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn delete_grant(
    context: Context,
    ids: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (user, grant) = ids.into_inner();
    let taken = context
        .run(move |s, call| grants::delete_grant(s, call, &user, &grant))
        .await?;
    Ok(Reply::ok(&taken).send(&context))
}
