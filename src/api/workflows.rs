//! The workflow an organisation follows, what may be done to a version, and what became of it.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::items::{example_view, number_of, tagged};
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::item_view::ItemView;
use crate::service::workflow::adoption::{self, ChooseWorkflow, ChosenWorkflow, FollowedWorkflow};
use crate::service::workflow::history::{self, StateChange};
use crate::service::workflow::transitions::{self, TakeTransition, Transitions};

const WORKFLOW: &str = "0193f1e0-0000-7000-8000-000000000041";

/// A small workflow, for the description.
pub(super) fn example_workflow() -> Value {
    json!({
        "schema": "synaq.workflow/v1", "id": "small-bank", "version": 1, "title": {"en": "A small bank"},
        "valid_from": "2020-09-01",
        "kinds": [
            {"id": "external", "title": {"en": "External tests"}, "pilot_rounds": 1,
                "when": [{"assessments": ["EXTERNAL", "ADMISSION"]}]},
            {"id": "school", "title": {"en": "School assessment"}}
        ],
        "start": "draft", "superseded": "superseded",
        "states": [
            {"id": "draft", "phase": "draft", "title": {"en": "Draft"}, "days": 30},
            {"id": "in_review", "phase": "review", "title": {"en": "In review"}, "days": 14, "stages": ["subject"]},
            {"id": "approved", "phase": "approved", "title": {"en": "Approved"}},
            {"id": "piloted", "phase": "pilot", "title": {"en": "In pilot"}},
            {"id": "operational", "phase": "live", "title": {"en": "Operational"}},
            {"id": "revise", "phase": "closed", "title": {"en": "Sent back"}},
            {"id": "retired", "phase": "closed", "title": {"en": "Retired"}},
            {"id": "superseded", "phase": "closed", "title": {"en": "Superseded"}}
        ],
        "transitions": [
            {"id": "submit", "title": {"en": "Submit"}, "from": ["draft"], "to": "in_review",
                "permission": "write_items", "requires": {"checks": ["lint", "key"], "changed": true}},
            {"id": "approve", "title": {"en": "Approve"}, "from": ["in_review"], "to": "approved",
                "permission": "review_items", "requires": {"review": "passed", "comments_closed": true}},
            {"id": "send_back", "title": {"en": "Send back"}, "from": ["in_review"], "to": "revise",
                "direction": "back", "permission": "review_items", "opens_draft": true, "requires": {"review": "contested"}},
            {"id": "pilot", "title": {"en": "Pilot"}, "from": ["approved"], "to": "piloted",
                "permission": "operate_items"},
            {"id": "put_in_use", "title": {"en": "Put in use"}, "from": ["approved"], "to": "operational",
                "kinds": ["school"], "permission": "operate_items"},
            {"id": "put_in_use_piloted", "title": {"en": "Put in use after a pilot"}, "from": ["piloted"],
                "to": "operational", "permission": "operate_items", "requires": {"pilots": [1]}},
            {"id": "retire", "title": {"en": "Retire"}, "from": ["operational"], "to": "retired",
                "permission": "operate_items", "requires": {"reason": true}}
        ],
        "stages": [{
            "id": "subject", "title": {"en": "Subject review"}, "reviewers": 2, "blind": "double", "independent": true,
            "checklist": [{"id": "correct", "text": {"en": "Is the content right?"}}]
        }],
        "pilot_gates": [{"round": 1, "min_n": 100, "p": [0.1, 0.9], "min_rit": 0.1}],
        "renames": {"submitted": "in_review", "pilot": "piloted", "live": "operational", "returned": "revise", "rejected": "retired"}
    })
}

pub(super) fn operations() -> Vec<Operation> {
    let chosen = json!({
        "workflow_id": WORKFLOW, "code": "kz-bank", "version": 2, "chosen_at": "2026-11-23T10:00:00Z",
        "moved": [{"from": "live", "to": "operational", "versions": 812}]
    });
    let offered = json!({
        "workflow": "kz-bank", "version": 1, "kind": "external", "state": "in_review",
        "title": {"en": "In review"}, "phase": "review", "since": "2026-11-20T10:00:00Z", "days_in_state": 3,
        "due": "2026-12-04",
        "transitions": [{
            "id": "approve", "title": {"en": "Approve"}, "to": "approved", "phase": "approved",
            "direction": "forward", "permission": "review_items", "opens_draft": false, "needs_reason": false,
            "allowed": false, "forbidden": false,
            "missing": [{
                "code": "workflow_stage_short", "severity": "error", "pointer": "/stages/subject",
                "args": {"stage": "subject", "have": 1, "need": 2}
            }]
        }]
    });
    vec![
        Operation::new(
            "read_organisation_workflow",
            Method::Get,
            "/organisations/{id}/workflow",
            "bank",
            |r| r.to(read_organisation_workflow),
        )
        .summary("The workflow that an organisation follows, by its own choice or from above")
        .answers::<FollowedWorkflow>(
            200,
            json!({
                "workflow_id": WORKFLOW, "code": "kz-bank", "version": 1,
                "chosen_by": "0193f1e0-0000-7000-8000-000000000001", "items": {"draft": 31, "operational": 812}
            }),
        ),
        Operation::new(
            "choose_workflow",
            Method::Put,
            "/organisations/{id}/workflow",
            "bank",
            |r| r.to(choose_workflow),
        )
        .summary("Choose the workflow that an organisation and those below it follow; items without a place refuse it")
        .needs(Permission::PublishReference)
        .body::<ChooseWorkflow>(json!({"workflow_id": WORKFLOW, "dry_run": false}))
        .answers::<ChosenWorkflow>(200, chosen)
        .refuses(409),
        Operation::new(
            "list_transitions",
            Method::Get,
            "/items/{id}/versions/{number}/transitions",
            "bank",
            |r| r.to(list_transitions),
        )
        .summary("What may be done to a version now, by whom, and what is missing")
        .needs(Permission::ReadItems)
        .answers::<Transitions>(200, offered),
        Operation::new(
            "take_transition",
            Method::Post,
            "/items/{id}/versions/{number}/transitions",
            "bank",
            |r| r.to(take_transition),
        )
        .summary("Take a transition of the workflow in force; the answer is the version, or the draft that it opens")
        .needs(Permission::ReadItems)
        .body::<TakeTransition>(json!({"transition": "submit", "reason": "Both options were revised."}))
        .answers::<ItemView>(200, example_view())
        .refuses(409)
        .refuses(412),
        Operation::new(
            "list_state_changes",
            Method::Get,
            "/items/{id}/versions/{number}/history",
            "bank",
            |r| r.to(list_state_changes),
        )
        .summary("The steps that a version took, with who and why; a blind review stays blind")
        .needs(Permission::ReadItems)
        .answers::<Vec<StateChange>>(
            200,
            json!([{
                "from": "draft", "to": "submitted", "phase": "review", "transition": "submit",
                "actor": {"as": "author"}, "at": "2026-11-20T10:00:00Z"
            }]),
        ),
    ]
}

async fn read_organisation_workflow(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| adoption::read_organisation_workflow(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn choose_workflow(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ChooseWorkflow = body.read(&context)?;
    let chosen = context
        .run_with_body(body.bytes(), move |s, call| {
            adoption::choose_workflow(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&chosen).send(&context))
}

async fn list_transitions(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| transitions::list_transitions(s, call, &path.0, number_of(&path.1)))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn take_transition(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: TakeTransition = body.read(&context)?;
    let view = context
        .run_with_body(body.bytes(), move |s, call| {
            transitions::take_transition(s, call, &path.0, number_of(&path.1), &input)
        })
        .await?;
    Ok(tagged(&view, &context))
}

async fn list_state_changes(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| history::list_state_changes(s, call, &path.0, number_of(&path.1)))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
