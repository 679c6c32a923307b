//! Plans of work, queues, counts and reminders of developers.

use actix_web::HttpResponse;
use serde_json::{Value, json};

use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::assignment_plans::{self, PlanAssignments, PlannedAssignments};
use crate::service::work_queue::{self, CountsQuery, QueueQuery, WorkCounts, WorkQueue};
use crate::service::work_reminders::{self, Reminder};

const SPECIFICATION: &str = "0193f1e0-0000-7000-8000-000000000041";
const DEVELOPER: &str = "0193f1e0-0000-7000-8000-000000000006";
const ASSIGNMENT: &str = "0193f1e0-0000-7000-8000-000000000081";

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("plan_assignments", Method::Post, "/assignment-plans", "bank", |r| {
            r.to(plan_assignments)
        })
        .summary("Give what a specification lacks to competent developers in one call, or see how it would be given")
        .needs(Permission::AssignItems)
        .body::<PlanAssignments>(json!({
            "specification_id": SPECIFICATION, "version": 1, "language": "kk", "due": "2099-01-31", "items_per_week": 5,
            "most_items": 20, "note": "Contexts from trade and cooking.", "dry_run": true
        }))
        .answers::<PlannedAssignments>(201, plan())
        .also(200, "a dry run: nothing was given"),
        Operation::new("read_work_queue", Method::Get, "/work-queue", "bank", |r| {
            r.to(read_work_queue)
        })
        .summary("Assignments and drafts that wait for you, or with `all` for everybody where you assign; the most urgent first")
        .query::<QueueQuery>()
        .answers::<WorkQueue>(200, json!({
            "today": "2026-11-23", "waiting": 2, "overdue": 1, "entries": [
                {"kind": "assignment", "id": ASSIGNMENT, "name": "R1", "subject": "mathematics", "state": "accepted",
                 "person": DEVELOPER, "items": 4, "days_in_state": 9, "due": "2026-11-20", "overdue_days": 3},
                {"kind": "draft", "id": "0193f1e0-0000-7000-8000-000000000021", "number": 1, "name": "M6-0001",
                 "subject": "mathematics", "state": "draft", "person": DEVELOPER, "days_in_state": 2}
            ]
        })),
        Operation::new("count_work", Method::Get, "/work-counts", "bank", |r| r.to(count_work))
            .summary("How much waits for you, or with `all` for each developer where you assign, and how much is overdue")
            .query::<CountsQuery>()
            .answers::<WorkCounts>(200, json!({
                "today": "2026-11-23", "people": [{
                    "user_id": DEVELOPER, "login": "aigerim", "offered": 0, "accepted": 1, "items": 4, "drafts": 1,
                    "waiting": 2, "overdue": 1, "longest_days": 9
                }]
            })),
        Operation::new("list_reminders", Method::Get, "/reminders", "bank", |r| r.to(list_reminders))
            .summary("What you were reminded of: assignments that are due soon or overdue, oldest first")
            .query::<Paging>()
            .answers::<Page<Reminder>>(200, json!({"items": [{
                "id": "0193f1e0-0000-7000-8000-000000000091", "kind": "overdue", "assignment_id": ASSIGNMENT,
                "due": "2026-11-20", "day": "2026-11-21", "created_at": "2026-11-21T10:00:00Z"
            }]})),
    ]
}

fn plan() -> Value {
    json!({
        "specification_id": SPECIFICATION, "version": 1, "component": "test", "subject": "mathematics", "dry_run": false,
        "gaps": [{
            "row": {"id": "R1", "section": "main", "objectives": ["6.1.1.1"], "types": ["MCQ"], "thinking": "KU",
                "points_each": 1, "options": 4, "stimulus_required": false, "items": 3},
            "need": 6, "have": 1, "in_progress": 1, "missing": 4
        }],
        "assignments": [{
            "assignment_id": ASSIGNMENT, "developer_id": DEVELOPER, "row": "R1", "language": "kk", "items": 3,
            "due": "2099-01-10", "hurried": false
        }],
        "uncovered": [{
            "row": "R1", "items": 1, "reason": "all_full",
            "finding": {"code": "plan_all_full", "severity": "warning", "pointer": "/gaps/0",
                "args": {"developers": 1, "row": "R1", "subject": "mathematics", "items": 1}}
        }],
        "loads": [{"developer_id": DEVELOPER, "before": 17, "after": 20}]
    })
}

async fn plan_assignments(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: PlanAssignments = body.read(&context)?;
    let location = format!(
        "/api/v1/assignments?specification_id={}",
        input.specification_id
    );
    let plan = context
        .run_with_body(body.bytes(), move |s, call| {
            assignment_plans::plan_assignments(s, call, &input)
        })
        .await?;
    let reply = match plan.dry_run {
        true => Reply::ok(&plan),
        false => Reply::created(&plan, location),
    };
    Ok(reply.send(&context))
}

async fn read_work_queue(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: QueueQuery = query.read(&context)?;
    let found = context
        .run(move |s, call| work_queue::read_work_queue(s, call, &query))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn count_work(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: CountsQuery = query.read(&context)?;
    let found = context
        .run(move |s, call| work_queue::count_work(s, call, &query))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn list_reminders(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| work_reminders::list_reminders(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}
