//! Background jobs.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Context, Operation, Problem, Reply};
use crate::service::jobs::{self, Job};

pub(super) fn operations() -> Vec<Operation> {
    let job = json!({
        "id": "0193f1e0-0000-7000-8000-000000000009", "kind": "import", "state": "running",
        "done": 1500, "total": 24143, "created_at": "2026-11-21T10:00:00Z"
    });
    vec![
        Operation::new("read_job", Method::Get, "/jobs/{id}", "jobs", |r| {
            r.to(read_job)
        })
        .summary("State, progress and result of a job")
        .answers::<Job>(200, job.clone()),
        Operation::new("cancel_job", Method::Delete, "/jobs/{id}", "jobs", |r| {
            r.to(cancel_job)
        })
        .summary("Ask a job to stop")
        .answers::<Job>(200, job),
    ]
}

async fn read_job(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let job = context
        .run(move |s, call| jobs::read_job(s, call, &id))
        .await?;
    Ok(Reply::ok(&job).send(&context))
}

async fn cancel_job(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let job = context
        .run(move |s, call| jobs::cancel_job(s, call, &id))
        .await?;
    Ok(Reply::ok(&job).send(&context))
}
