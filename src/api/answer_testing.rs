//! Stored tests: answers and the points they must earn.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::answer_test_runs::{self, RunAnswerTests};
use crate::service::answer_testing::{self, ItemTests, SetItemTests};
use crate::service::jobs::Job;

pub(super) fn operations() -> Vec<Operation> {
    let tests = json!([{"answer": "0.5", "earns": 1}, {"answer": "1/2", "earns": 1}, {"answer": "2", "earns": 0}]);
    let view = json!({
        "item_id": "0193f1e0-0000-7000-8000-000000000022", "revision": 1, "tests": tests, "number": 1,
        "answers": 6, "failed": 0
    });
    vec![
        Operation::new(
            "read_item_tests",
            Method::Get,
            "/items/{id}/tests",
            "bank",
            |r| r.to(read_item_tests),
        )
        .summary("Stored tests of an item, run on its newest version")
        .needs(Permission::ReadKeys)
        .answers::<ItemTests>(200, view.clone()),
        Operation::new(
            "set_item_tests",
            Method::Put,
            "/items/{id}/tests",
            "bank",
            |r| r.to(set_item_tests),
        )
        .summary("Replace the stored tests of an item; what fails is told, and keeps the item from being handed in")
        .needs(Permission::WriteItems)
        .body::<SetItemTests>(json!({"tests": [{"answer": "B", "earns": 1}, {"answer": "A", "earns": 0}]}))
        .answers::<ItemTests>(200, view)
        .refuses(412)
        .refuses(428),
        Operation::new(
            "create_answer_test_run",
            Method::Post,
            "/answer-test-runs",
            "bank",
            |r| r.to(create_answer_test_run),
        )
        .summary("Run the stored tests of many items, as a job")
        .needs(Permission::ReadKeys)
        .body::<RunAnswerTests>(json!({"filter": {"subject": "mathematics", "grade": 6}}))
        .answers::<Job>(202, json!({
            "id": "0193f1e0-0000-7000-8000-000000000009", "kind": "answer_tests", "state": "queued",
            "done": 0, "total": 0, "created_at": "2026-11-21T10:00:00Z"
        })),
    ]
}

async fn read_item_tests(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| answer_testing::read_item_tests(s, call, &id))
        .await?;
    Ok(Reply::ok(&found)
        .tagged(found.revision.to_string())
        .send(&context))
}

async fn set_item_tests(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: SetItemTests = body.read(&context)?;
    let kept = context
        .run_with_body(body.bytes(), move |s, call| {
            answer_testing::set_item_tests(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&kept)
        .tagged(kept.revision.to_string())
        .send(&context))
}

async fn create_answer_test_run(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: RunAnswerTests = body.read(&context)?;
    let job = context
        .run_with_body(body.bytes(), move |s, call| {
            answer_test_runs::create_answer_test_run(s, call, &input)
        })
        .await?;
    Ok(Reply::accepted(&job, format!("/api/v1/jobs/{}", job.id)).send(&context))
}
