//! Users.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::users::{self, CreateUser, UpdateUser, User};

pub(super) fn operations() -> Vec<Operation> {
    let user = json!({
        "id": "0193f1e0-0000-7000-8000-000000000006", "login": "daniyar", "state": "active",
        "home_org": "0193f1e0-0000-7000-8000-000000000005", "created_at": "2026-11-21T10:00:00Z"
    });
    vec![
        Operation::new("create_user", Method::Post, "/users", "identity", |r| {
            r.to(create_user)
        })
        .summary("Add a user to an organisation where you manage users")
        .needs(Permission::ManageUsers)
        .body::<CreateUser>(
            json!({"login": "daniyar", "home_org": "0193f1e0-0000-7000-8000-000000000005"}),
        )
        .answers::<User>(201, user.clone())
        .refuses(409),
        Operation::new("list_users", Method::Get, "/users", "identity", |r| {
            r.to(list_users)
        })
        .summary("Users you manage")
        .needs(Permission::ManageUsers)
        .query::<Paging>()
        .answers::<Page<User>>(200, json!({"items": [user.clone()]})),
        Operation::new("read_user", Method::Get, "/users/{id}", "identity", |r| {
            r.to(read_user)
        })
        .summary("One user; everybody sees themselves")
        .answers::<User>(200, user.clone()),
        Operation::new("update_user", Method::Put, "/users/{id}", "identity", |r| {
            r.to(update_user)
        })
        .summary("Suspend or reactivate a user")
        .needs(Permission::ManageUsers)
        .body::<UpdateUser>(json!({"state": "suspended"}))
        .answers::<User>(200, user),
    ]
}

async fn create_user(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateUser = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            users::create_user(s, call, input)
        })
        .await?;
    Ok(Reply::created(&made, format!("/api/v1/users/{}", made.id)).send(&context))
}

async fn list_users(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| users::list_users(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_user(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| users::read_user(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn update_user(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: UpdateUser = body.read(&context)?;
    let changed = context
        .run(move |s, call| users::update_user(s, call, &id, input))
        .await?;
    Ok(Reply::ok(&changed).send(&context))
}
