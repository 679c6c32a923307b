//! The rules over sets of tasks.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::set_lint::{self, LintSet, SetLint, SetQuestion};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("lint_items", Method::Post, "/items/lint-set", "bank", |r| {
            r.to(lint_items)
        })
        .summary("Key positions and keys given away, over items in their order")
        .needs(Permission::ReadKeys)
        .body::<LintSet>(json!({
            "ids": ["0193f1e0-0000-7000-8000-000000000022", "0193f1e0-0000-7000-8000-000000000024"]
        }))
        .answers::<SetLint>(200, found())
        .refuses(409),
        Operation::new(
            "lint_collection",
            Method::Get,
            "/collections/{id}/lint",
            "catalogue",
            |r| r.to(lint_collection),
        )
        .summary("Key positions and keys given away, over the items of a collection")
        .needs(Permission::ReadKeys)
        .query::<SetQuestion>()
        .answers::<SetLint>(200, found())
        .refuses(409),
        Operation::new("lint_form", Method::Get, "/forms/{id}/lint", "forms", |r| {
            r.to(lint_form)
        })
        .summary("Key positions and keys given away, over the tasks of a form")
        .needs(Permission::ReadKeys)
        .query::<SetQuestion>()
        .answers::<SetLint>(200, found())
        .refuses(409),
    ]
}

fn found() -> Value {
    json!({
        "policy": "kz-items", "policy_version": 1, "task_use": "summative",
        "items": [
            {"item_id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04", "number": 1},
            {"item_id": "0193f1e0-0000-7000-8000-000000000024", "code": "m6-ratio-07", "number": 2}
        ],
        "findings": [{
            "code": "key_position_run", "severity": "warning", "pointer": "/items/1",
            "args": {"item": "m6-ratio-07", "position": 1, "most": 3}
        }]
    })
}

async fn lint_items(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: LintSet = body.read(&context)?;
    let found = context
        .run(move |s, call| set_lint::lint_items(s, call, &input))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn lint_collection(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let question: SetQuestion = query.read(&context)?;
    let found = context
        .run(move |s, call| set_lint::lint_collection(s, call, &id, &question))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn lint_form(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let question: SetQuestion = query.read(&context)?;
    let found = context
        .run(move |s, call| set_lint::lint_form(s, call, &id, &question))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
