//! Forms that schools draw for their own classes.

use std::time::{Duration, Instant};

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::sittings::SittingsQuery;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::form_draws::{self, DrawForm, FormDraw};
use crate::service::{Page, PageRequest, Refusal};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("draw_form", Method::Post, "/form-draws", "scoring", |r| {
            r.to(draw_form)
        })
        .summary("Get a form for a class of yours, inside the window; nothing the class has met")
        .needs(Permission::ManageSittings)
        .body::<DrawForm>(json!({
            "specification_id": "0193f1e0-0000-7000-8000-000000000031",
            "class_id": "0193f1e0-0000-7000-8000-000000000051", "language": "kk",
            "held_on": "2026-10-22"
        }))
        .answers::<FormDraw>(201, drawn())
        .also(
            202,
            "Being assembled; ask again at its address, or wait (`Prefer: wait=SECONDS`, at most 60)",
        )
        .refuses(409),
        Operation::new(
            "list_form_draws",
            Method::Get,
            "/form-draws",
            "scoring",
            |r| r.to(list_form_draws),
        )
        .summary("Forms drawn by the schools you work with")
        .query::<SittingsQuery>()
        .answers::<Page<FormDraw>>(200, json!({"items": [drawn()]})),
        Operation::new(
            "read_form_draw",
            Method::Get,
            "/form-draws/{id}",
            "scoring",
            |r| r.to(read_form_draw),
        )
        .summary("One draw: its form, or how far it is, or why there is none")
        .answers::<FormDraw>(200, drawn()),
    ]
}

fn drawn() -> Value {
    json!({
        "id": "0193f1e0-0000-7000-8000-000000000071",
        "org_id": "0193f1e0-0000-7000-8000-000000000002",
        "class_id": "0193f1e0-0000-7000-8000-000000000051",
        "specification_id": "0193f1e0-0000-7000-8000-000000000031", "specification_version": 1,
        "component": "test", "number": 1, "language": "kk", "held_on": "2026-10-22",
        "opens_on": "2026-10-22", "state": "done", "form": super::forms::summary(),
        "created_at": "2026-10-20T10:00:00Z"
    })
}

/// Longest wait for a form, in seconds.
const LONGEST_WAIT: u64 = 60;
/// How often a waiting call looks.
const LOOK: Duration = Duration::from_millis(50);

async fn draw_form(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: DrawForm = body.read(&context)?;
    let mut draw = context
        .run_with_body(body.bytes(), move |s, call| {
            form_draws::draw_form(s, call, &input)
        })
        .await?;
    let wait = Duration::from_secs(context.wait_s.unwrap_or(0).min(LONGEST_WAIT));
    let asked = Instant::now();
    while !draw.is_over() && asked.elapsed() < wait {
        tokio::time::sleep(LOOK).await;
        let id = draw.id.clone();
        draw = context
            .run(move |s, call| form_draws::read_form_draw(s, call, &id))
            .await?;
    }
    let location = format!("/api/v1/form-draws/{}", draw.id);
    match draw.state.as_str() {
        "done" => Ok(Reply::created(&draw, location).send(&context)),
        "queued" | "running" => Ok(Reply::accepted(&draw, location).send(&context)),
        _ => Err(context.problem(Refusal::Infeasible(draw.findings))),
    }
}

async fn list_form_draws(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: SittingsQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let page = context
        .run(move |s, call| {
            form_draws::list_form_draws(s, call, query.class_id.as_deref(), &request)
        })
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_form_draw(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let draw = context
        .run(move |s, call| form_draws::read_form_draw(s, call, &id))
        .await?;
    Ok(Reply::ok(&draw).send(&context))
}
