//! Moderations of closed sittings.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::moderations::{self, ModerateMarks, Moderation};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "moderate_marks",
            Method::Post,
            "/sittings/{id}/moderations",
            "scoring",
            |r| r.to(moderate_marks),
        )
        .summary("Change marks of a closed sitting by a protocol; results get a new version beside the old")
        .needs(Permission::ManageSittings)
        .body::<ModerateMarks>(json!({
            "protocol": "12", "reason": "the second text was not read",
            "rows": [{"candidate": "7A-01", "position": 7, "descriptor": "d1", "supersedes": 31, "points": 1}]
        }))
        .answers::<Moderation>(200, moderation_example())
        .refuses(409),
        Operation::new(
            "list_moderations",
            Method::Get,
            "/sittings/{id}/moderations",
            "scoring",
            |r| r.to(list_moderations),
        )
        .summary("Moderations of a sitting with every mark and result they changed")
        .needs(Permission::ReadResults)
        .query::<Paging>()
        .answers::<Page<Moderation>>(200, json!({"items": [moderation_example()]})),
    ]
}

fn moderation_example() -> Value {
    let result = |version: i32, raw: i32, grade: &str| {
        json!({
            "version": version, "state": "complete", "raw": raw, "maximum": 15, "level": "medium",
            "grade": grade
        })
    };
    json!({
        "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "moderation": 1, "protocol": "12",
        "reason": "the second text was not read", "last_day": "2026-10-23",
        "created_by": "0193f1e0-0000-7000-8000-000000000006", "created_at": "2026-10-23T06:00:00Z",
        "marks": [{
            "candidate": "7A-01", "position": 7, "part": "a", "descriptor": "d1", "supersedes": 31,
            "mark": 88, "from": 0, "to": 1
        }],
        "results": [{
            "candidate": "7A-01", "before": result(1, 9, "3"), "after": result(2, 10, "4")
        }]
    })
}

async fn moderate_marks(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ModerateMarks = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            moderations::moderate_marks(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&made).send(&context))
}

async fn list_moderations(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| moderations::list_moderations(s, call, &id, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}
