//! The caller's API keys.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::service::Page;
use crate::service::keys::{self, CreateKey, Key, NewKey};

pub(super) fn operations() -> Vec<Operation> {
    let key = json!({
        "id": "0193f1e0-0000-7000-8000-000000000008", "label": "school system", "kind": "key",
        "permissions": ["read_specifications"], "created_at": "2026-11-21T10:00:00Z"
    });
    vec![
        Operation::new("create_key", Method::Post, "/keys", "identity", |r| {
            r.to(create_key)
        })
        .summary("A new API key for yourself, perhaps with fewer permissions")
        .body::<CreateKey>(
            json!({"label": "school system", "permissions": ["read_specifications"]}),
        )
        .answers::<NewKey>(
            201,
            json!({"id": "0193f1e0-0000-7000-8000-000000000008", "secret": "synaq_key_5f0e"}),
        ),
        Operation::new("list_keys", Method::Get, "/keys", "identity", |r| {
            r.to(list_keys)
        })
        .summary("Your API keys, without their secrets")
        .answers::<Page<Key>>(200, json!({"items": [key.clone()]})),
        Operation::new(
            "revoke_key",
            Method::Delete,
            "/keys/{id}",
            "identity",
            |r| r.to(revoke_key),
        )
        .summary("Take one of your keys back")
        .answers::<Key>(200, key),
    ]
}

async fn create_key(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateKey = body.read(&context)?;
    let made = context
        .run(move |s, call| keys::create_key(s, call, input))
        .await?;
    Ok(Reply::created(&made, "/api/v1/keys".into()).send(&context))
}

async fn list_keys(context: Context) -> Result<HttpResponse, Problem> {
    let page = context.run(keys::list_keys).await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn revoke_key(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let taken = context
        .run(move |s, call| keys::revoke_key(s, call, &id))
        .await?;
    Ok(Reply::ok(&taken).send(&context))
}
