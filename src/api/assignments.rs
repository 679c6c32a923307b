//! Assignments of rows of specifications, and what the bank lacks for them.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::assignments::{
    self, Assignment, AssignmentReason, CreateAssignment, ListAssignments,
};
use crate::service::specification_gaps::{self, GapQuery, SpecificationGaps};

const SPECIFICATION: &str = "0193f1e0-0000-7000-8000-000000000041";

pub(super) fn operations() -> Vec<Operation> {
    let assignment = example();
    let id = "/assignments/{id}";
    let verb = |name, path, handler| {
        Operation::new(name, Method::Post, path, "bank", handler)
            .answers::<Assignment>(200, example())
            .refuses(409)
            .refuses(412)
    };
    vec![
        Operation::new("create_assignment", Method::Post, "/assignments", "bank", |r| {
            r.to(create_assignment)
        })
        .summary("Give a row of a specification to a developer, or offer it to all: how many items, until when")
        .needs(Permission::AssignItems)
        .body::<CreateAssignment>(json!({
            "specification_id": SPECIFICATION, "version": 1, "row": "R1", "language": "kk", "items": 4, "due": "2027-01-31",
            "note": "Contexts from trade and cooking."
        }))
        .answers::<Assignment>(201, assignment.clone()),
        Operation::new("list_assignments", Method::Get, "/assignments", "bank", |r| {
            r.to(list_assignments)
        })
        .summary("Your assignments, open ones of your organisation, and all where you assign")
        .query::<ListAssignments>()
        .answers::<Page<Assignment>>(200, json!({"items": [assignment.clone()]})),
        Operation::new("read_assignment", Method::Get, id, "bank", |r| {
            r.to(read_assignment)
        })
        .summary("One assignment")
        .answers::<Assignment>(200, assignment),
        verb("accept_assignment", "/assignments/{id}/accept", |r| {
            r.to(accept_assignment)
        })
        .summary("Take an assignment on; asks for the grant to write its subject and language"),
        verb("decline_assignment", "/assignments/{id}/decline", |r| {
            r.to(decline_assignment)
        })
        .summary("Refuse an assignment offered to you, with the reason")
        .body::<AssignmentReason>(json!({"reason": "Away until February."})),
        verb("finish_assignment", "/assignments/{id}/finish", |r| {
            r.to(finish_assignment)
        })
        .summary("Say that the items of an assignment are there")
        .needs(Permission::AssignItems),
        verb("withdraw_assignment", "/assignments/{id}/withdraw", |r| {
            r.to(withdraw_assignment)
        })
        .summary("Take an assignment back, with the reason")
        .needs(Permission::AssignItems)
        .body::<AssignmentReason>(json!({"reason": "The row has enough items."})),
        Operation::new(
            "read_specification_gaps",
            Method::Get,
            "/specifications/{id}/versions/{version}/gaps",
            "specifications",
            |r| r.to(read_specification_gaps),
        )
        .summary("How many items each row needs and has: in use, in review, drafts, assigned, missing")
        .query::<GapQuery>()
        .answers::<SpecificationGaps>(200, json!({
            "specification_id": SPECIFICATION, "version": 1, "component": "test", "subject": "mathematics",
            "languages": ["kk", "ru"], "forms": 2,
            "rows": [{
                "row": row(), "need": 6, "live": 2, "approved": 0, "in_review": 1, "draft": 1, "untranslated": 0,
                "assigned": 4, "missing": 2
            }]
        })),
    ]
}

fn row() -> Value {
    json!({
        "id": "R1", "section": "main", "objectives": ["6.1.1.1"], "types": ["MCQ"], "thinking": "KU",
        "points_each": 1, "options": 4, "stimulus_required": false, "items": 3
    })
}

fn example() -> Value {
    json!({
        "id": "0193f1e0-0000-7000-8000-000000000081", "owner_org": "0193f1e0-0000-7000-8000-000000000002",
        "specification_id": SPECIFICATION, "version": 1, "component": "test", "row": row(),
        "subject": "mathematics", "language": "kk", "developer_id": "0193f1e0-0000-7000-8000-000000000006",
        "items": 4, "due": "2027-01-31", "overdue": false, "note": "Contexts from trade and cooking.",
        "state": "accepted", "created_by": "0193f1e0-0000-7000-8000-000000000003",
        "created_at": "2026-11-21T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z"
    })
}

async fn create_assignment(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateAssignment = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            assignments::create_assignment(s, call, &input)
        })
        .await?;
    let location = format!("/api/v1/assignments/{}", made.id);
    Ok(Reply::created(&made, location).send(&context))
}

async fn list_assignments(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let list: ListAssignments = query.read(&context)?;
    let page = context
        .run(move |s, call| assignments::list_assignments(s, call, &list))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_assignment(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| assignments::read_assignment(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn accept_assignment(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let changed = context
        .run(move |s, call| assignments::accept_assignment(s, call, &id))
        .await?;
    Ok(Reply::ok(&changed).send(&context))
}

async fn decline_assignment(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: AssignmentReason = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            assignments::decline_assignment(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&changed).send(&context))
}

async fn finish_assignment(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let changed = context
        .run(move |s, call| assignments::finish_assignment(s, call, &id))
        .await?;
    Ok(Reply::ok(&changed).send(&context))
}

async fn withdraw_assignment(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: AssignmentReason = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            assignments::withdraw_assignment(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&changed).send(&context))
}

async fn read_specification_gaps(
    context: Context,
    path: web::Path<(String, String)>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: GapQuery = query.read(&context)?;
    let (id, version) = path.into_inner();
    let version = version.parse().unwrap_or(0);
    let found = context
        .run(move |s, call| {
            specification_gaps::read_specification_gaps(s, call, &id, version, &query)
        })
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
