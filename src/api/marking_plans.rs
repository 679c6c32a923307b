//! Marking plans: who marks what of one or more sittings, and how far the markers are from agreed marks.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::marking_controls::{self, MarkingControls};
use crate::service::marking_plans::{self, CreateMarkingPlan, MarkingPlan, ReviseMarkingPlan};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "create_marking_plan",
            Method::Post,
            "/marking-plans",
            "scoring",
            |r| r.to(create_marking_plan),
        )
        .summary("Plan who marks what of one or more sittings of a form")
        .needs(Permission::ManageSittings)
        .body::<CreateMarkingPlan>(json!({
            "sittings": ["0193f1e0-0000-7000-8000-000000000051"], "plan": plan_example()
        }))
        .answers::<MarkingPlan>(201, shown_example(1))
        .refuses(409),
        Operation::new(
            "revise_marking_plan",
            Method::Post,
            "/marking-plans/{id}/versions",
            "scoring",
            |r| r.to(revise_marking_plan),
        )
        .summary(
            "Put another version in force: what somebody has begun stays, the rest is dealt anew",
        )
        .needs(Permission::ManageSittings)
        .body::<ReviseMarkingPlan>(json!({
            "plan": plan_example(), "reason": "one marker is ill"
        }))
        .answers::<MarkingPlan>(200, shown_example(2))
        .refuses(409),
        Operation::new(
            "read_marking_plan",
            Method::Get,
            "/marking-plans/{id}",
            "scoring",
            |r| r.to(read_marking_plan),
        )
        .summary("A marking plan with what it gives to whom and how far they are")
        .needs(Permission::ManageSittings)
        .answers::<MarkingPlan>(200, shown_example(1)),
        Operation::new(
            "read_marking_controls",
            Method::Get,
            "/marking-plans/{id}/controls",
            "scoring",
            |r| r.to(read_marking_controls),
        )
        .summary("Markers beside the agreed marks of control scripts, and who needs a word")
        .needs(Permission::ManageSittings)
        .answers::<MarkingControls>(
            200,
            json!({
                "plan_id": "0193f1e0-0000-7000-8000-000000000061", "tasks": 1, "agreed": 1,
                "markers": [{
                    "marker": "0193f1e0-0000-7000-8000-000000000003", "tasks": 1, "compared": 1,
                    "exact": 0, "beyond": 1, "mean_deviation": {"exact": "2", "shown": 2},
                    "differences": [{
                        "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "candidate": "7A-02",
                        "position": 7, "points": 3, "agreed": 1, "beyond": true
                    }]
                }],
                "needs_a_word": ["0193f1e0-0000-7000-8000-000000000003"]
            }),
        ),
    ]
}

fn plan_example() -> Value {
    json!({
        "positions": [7], "allocation": "item_wise", "own_scripts": "never_own_school",
        "mode": "double_blind", "share": 25,
        "markers": [
            {"user_id": "0193f1e0-0000-7000-8000-000000000003"},
            {"user_id": "0193f1e0-0000-7000-8000-000000000004", "positions": [7]}
        ],
        "adjudicators": ["0193f1e0-0000-7000-8000-000000000006"],
        "tolerance": {"descriptor": 0, "task": 1},
        "task_tolerances": [{"position": 7, "descriptor": 1, "task": 1}],
        "resolution": "mean",
        "controls": [{
            "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "candidate": "7A-02"
        }],
        "seed": 2026
    })
}

fn shown_example(version: i32) -> Value {
    let mut shown = json!({
        "id": "0193f1e0-0000-7000-8000-000000000061",
        "org_id": "0193f1e0-0000-7000-8000-000000000005",
        "form_id": "0193f1e0-0000-7000-8000-000000000021",
        "sittings": ["0193f1e0-0000-7000-8000-000000000051"], "version": version,
        "hash": "b2a7e6f3c1d04a5e9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f",
        "created_at": "2026-10-23T06:00:00Z", "plan": plan_example(),
        "markers": [
            {"user_id": "0193f1e0-0000-7000-8000-000000000003", "first": 14, "second": 3, "control": 1, "done": 9},
            {"user_id": "0193f1e0-0000-7000-8000-000000000004", "first": 13, "second": 4, "control": 1, "done": 18}
        ],
        "to_adjudicate": 2
    });
    if version > 1 {
        shown["reason"] = json!("one marker is ill");
    }
    shown
}

async fn create_marking_plan(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateMarkingPlan = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            marking_plans::create_marking_plan(s, call, &input)
        })
        .await?;
    let address = format!("/api/v1/marking-plans/{}", made.id);
    Ok(Reply::created(&made, address).send(&context))
}

async fn revise_marking_plan(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ReviseMarkingPlan = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            marking_plans::revise_marking_plan(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&made).send(&context))
}

async fn read_marking_plan(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| marking_plans::read_marking_plan(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn read_marking_controls(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| marking_controls::read_marking_controls(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
