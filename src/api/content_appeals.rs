//! Appeals on the content of forms: proposed with their differences, confirmed by a second person.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::content_appeals::{
    self, ConfirmContentAppeal, ContentAppeal, ProposeContentAppeal,
};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "propose_content_appeal",
            Method::Post,
            "/content-appeals",
            "scoring",
            |r| r.to(propose_content_appeal),
        )
        .summary("Say what an upheld appeal does to a task of a form, and see every result that would change")
        .needs(Permission::LockForms)
        .body::<ProposeContentAppeal>(json!({
            "form_id": "0193f1e0-0000-7000-8000-000000000021", "position": 7, "outcome": "credit_all",
            "protocol": "4", "reason": "two answers are right"
        }))
        .answers::<ContentAppeal>(201, appeal_example(false)),
        Operation::new(
            "read_content_appeal",
            Method::Get,
            "/content-appeals/{id}",
            "scoring",
            |r| r.to(read_content_appeal),
        )
        .summary("An appeal on content with every result that it changes")
        .needs(Permission::LockForms)
        .answers::<ContentAppeal>(200, appeal_example(true)),
        Operation::new(
            "confirm_content_appeal",
            Method::Post,
            "/content-appeals/{id}/confirm",
            "scoring",
            |r| r.to(confirm_content_appeal),
        )
        .summary("Confirm an appeal that somebody else proposed: results get a new version beside the old")
        .needs(Permission::LockForms)
        .body::<ConfirmContentAppeal>(json!({
            "seen": "b2a7e6f3c1d04a5e9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f"
        }))
        .answers::<ContentAppeal>(200, appeal_example(true))
        .refuses(409),
    ]
}

fn appeal_example(confirmed: bool) -> Value {
    let result = |version: i32, raw: i32| {
        json!({
            "version": version, "state": "complete", "raw": raw, "maximum": 15, "level": "medium",
            "grade": "4"
        })
    };
    let mut appeal = json!({
        "id": "0193f1e0-0000-7000-8000-000000000071",
        "form_id": "0193f1e0-0000-7000-8000-000000000021", "position": 7, "outcome": "credit_all",
        "protocol": "4", "reason": "two answers are right",
        "proposed_by": "0193f1e0-0000-7000-8000-000000000003", "proposed_at": "2026-10-23T06:00:00Z",
        "hash": "b2a7e6f3c1d04a5e9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f",
        "differences": [{
            "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "candidate": "7A-01",
            "before": result(1, 11), "after": result(2, 12)
        }]
    });
    if confirmed {
        appeal["confirmed_by"] = json!("0193f1e0-0000-7000-8000-000000000004");
        appeal["confirmed_at"] = json!("2026-10-23T09:00:00Z");
    }
    appeal
}

async fn propose_content_appeal(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: ProposeContentAppeal = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            content_appeals::propose_content_appeal(s, call, &input)
        })
        .await?;
    let address = format!("/api/v1/content-appeals/{}", made.id);
    Ok(Reply::created(&made, address).send(&context))
}

async fn read_content_appeal(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| content_appeals::read_content_appeal(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn confirm_content_appeal(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ConfirmContentAppeal = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            content_appeals::confirm_content_appeal(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&made).send(&context))
}
