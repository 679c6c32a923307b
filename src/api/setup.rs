//! Set-up by link and log-in.

use actix_web::HttpResponse;
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::service::keys::NewKey;
use crate::service::setup::{self, SetUp};
use crate::service::users::{self, LogIn};

pub(super) fn operations() -> Vec<Operation> {
    let key = json!({
        "id": "0193f1e0-0000-7000-8000-000000000004",
        "secret": "synaq_session_5f0e",
        "expires_at": "2026-11-21T22:00:00Z"
    });
    vec![
        Operation::new("set_up", Method::Post, "/setup", "identity", |r| {
            r.to(set_up)
        })
        .summary("Make the first administrator with the token of the set-up link")
        .open()
        .body::<SetUp>(json!({"token": "5f0e", "login": "aigul", "password": "uzaq-qupiya-soz"}))
        .answers::<NewKey>(201, key.clone())
        .refuses(409)
        .refuses(422),
        Operation::new("log_in", Method::Post, "/sessions", "identity", |r| {
            r.to(log_in)
        })
        .summary("A session key of 12 hours for a login and its password")
        .open()
        .body::<LogIn>(json!({"login": "aigul", "password": "uzaq-qupiya-soz"}))
        .answers::<NewKey>(201, key)
        .refuses(401),
    ]
}

async fn set_up(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: SetUp = body.read(&context)?;
    let id = context.request_id.clone();
    let key = context
        .run_open(move |s| setup::set_up(s, &id, &input))
        .await?;
    Ok(Reply::created(&key, "/api/v1/me".into()).send(&context))
}

async fn log_in(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: LogIn = body.read(&context)?;
    let id = context.request_id.clone();
    let key = context
        .run_open(move |s| users::log_in(s, &id, &input))
        .await?;
    Ok(Reply::created(&key, "/api/v1/me".into()).send(&context))
}
