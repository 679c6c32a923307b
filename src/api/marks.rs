//! Responses and marks of a sitting.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::bulk::BulkAnswer;
use crate::service::marks::{self, MarkFilter, RecordMarks, RecordedMark};
use crate::service::responses::{self, RecordResponses};
use crate::service::{Page, PageRequest};

/// Which marks.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarksQuery {
    /// Of this candidate (code).
    #[serde(default)]
    pub candidate: Option<String>,
    /// Of this position.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub position: Option<i32>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "record_responses",
            Method::Post,
            "/sittings/{id}/responses",
            "scoring",
            |r| r.to(record_responses),
        )
        .summary("Enter responses in bulk; the key marks the closed ones at once")
        .needs(Permission::WriteResponses)
        .body::<RecordResponses>(json!({"rows": [
            {"candidate": "7A-01", "position": 1, "answer": {"choice": "b"}},
            {"candidate": "7A-01", "position": 2, "answer": {"blank": true}},
            {"candidate": "7A-02", "position": 1, "answer": {"multi_mark": true}}
        ], "mode": "all_or_nothing", "replace": false}))
        .answers::<BulkAnswer>(200, json!({"saved": 3, "refused": 0, "rows": [
            {"row": 0, "outcome": "saved", "marks": [1]},
            {"row": 1, "outcome": "saved", "marks": [2]},
            {"row": 2, "outcome": "saved", "marks": [3]}
        ]}))
        .refuses(409),
        Operation::new(
            "record_marks",
            Method::Post,
            "/sittings/{id}/marks",
            "scoring",
            |r| r.to(record_marks),
        )
        .summary("Enter marks per descriptor, in bulk for a class")
        .needs(Permission::WriteMarks)
        .body::<RecordMarks>(json!({"rows": [
            {"candidate": "7A-01", "position": 7, "descriptor": "d1", "points": 1, "source": "teacher"},
            {"candidate": "7A-01", "position": 7, "descriptor": "d2", "points": 0, "source": "teacher"},
            {"candidate": "7A-02", "position": 7, "descriptor": "d1", "points": 1, "source": "teacher",
             "supersedes": 4, "reason": "moderation, protocol 3"}
        ], "mode": "per_row"}))
        .answers::<BulkAnswer>(200, json!({"saved": 2, "refused": 1, "rows": [
            {"row": 0, "outcome": "saved", "marks": [5]},
            {"row": 1, "outcome": "saved", "marks": [6]},
            {"row": 2, "outcome": "conflict", "findings": [{
                "code": "mark_not_current", "severity": "error", "pointer": "/rows/2/supersedes",
                "args": {"mark": 4, "current": 9},
                "detail": "Mark 4 is not the current one; the current one is 9. Read it again and decide anew."
            }]}
        ]}))
        .refuses(409),
        Operation::new("list_marks", Method::Get, "/sittings/{id}/marks", "scoring", |r| {
            r.to(list_marks)
        })
        .summary("Marks of a sitting with their history")
        .needs(Permission::WriteMarks)
        .query::<MarksQuery>()
        .answers::<Page<RecordedMark>>(200, json!({"items": [{
            "mark": 9, "candidate": "7A-02", "position": 7, "part": "a", "descriptor": "d1",
            "points": 1, "max": 1, "source": "teacher",
            "marker": "0193f1e0-0000-7000-8000-000000000003", "supersedes": 4,
            "reason": "moderation, protocol 3", "current": true, "created_at": "2026-10-23T06:00:00Z"
        }]})),
    ]
}

async fn record_responses(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: RecordResponses = body.read(&context)?;
    let answer = context
        .run_with_body(body.bytes(), move |s, call| {
            responses::record_responses(s, call, &id, input)
        })
        .await?;
    Ok(Reply::ok(&answer).send(&context))
}

async fn record_marks(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: RecordMarks = body.read(&context)?;
    let answer = context
        .run_with_body(body.bytes(), move |s, call| {
            marks::record_marks(s, call, &id, input)
        })
        .await?;
    Ok(Reply::ok(&answer).send(&context))
}

async fn list_marks(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: MarksQuery = query.read(&context)?;
    let filter = MarkFilter {
        candidate: query.candidate,
        position: query.position,
    };
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let page = context
        .run(move |s, call| marks::list_marks(s, call, &id, &filter, &request))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}
