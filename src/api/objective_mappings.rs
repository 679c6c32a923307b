//! Proposals of a mapping between programme versions, each accepted or rejected by a person.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::objective_mappings::{
    self as service, AcceptProposal, AcceptedProposal, ItemProposal, ProposalState, RejectProposal,
};
use crate::service::{Page, PageRequest};

/// Which proposals.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalQuery {
    /// Where they stand; without it those that wait and those that lead nowhere.
    #[serde(default)]
    pub state: Option<ProposalState>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    const TAG: &str = "bank";
    let open = json!({
        "item_id": "0193f1e0-0000-7000-8000-000000000061", "code": "math-g6-0012", "number": 1, "state": "open",
        "from": ["6.5.2.1"], "to": [], "choices": [{"from": "6.5.2.1", "to": ["6.5.2.2", "6.5.2.3"]}]
    });
    let mut rejected = open.clone();
    rejected["state"] = json!("rejected");
    rejected["decision"] = json!({
        "by": "0193f1e0-0000-7000-8000-000000000003", "at": "2026-11-21T10:00:00Z", "reason": "The task is about neither."
    });
    let item = super::items::example_view();
    vec![
        Operation::new(
            "list_objective_proposals",
            Method::Get,
            "/objective-mappings/{id}/proposals",
            TAG,
            |r| r.to(list_objective_proposals),
        )
        .summary("What a mapping would make of the objectives of items; what has no target is among them")
        .needs(Permission::WriteItems)
        .query::<ProposalQuery>()
        .answers::<Page<ItemProposal>>(200, json!({"items": [open]})),
        Operation::new(
            "accept_objective_proposal",
            Method::Post,
            "/objective-mappings/{id}/proposals/{item}/accept",
            TAG,
            |r| r.to(accept_objective_proposal),
        )
        .summary("Open a new draft of an item with the codes of the new programme")
        .needs(Permission::WriteItems)
        .body::<AcceptProposal>(json!({"number": 1, "objectives": ["6.5.2.2"]}))
        .answers::<AcceptedProposal>(
            200,
            json!({"item": item, "without_target": [], "criteria_removed": []}),
        )
        .refuses(409),
        Operation::new(
            "reject_objective_proposal",
            Method::Post,
            "/objective-mappings/{id}/proposals/{item}/reject",
            TAG,
            |r| r.to(reject_objective_proposal),
        )
        .summary("Keep the objectives of an item's version as they are")
        .needs(Permission::WriteItems)
        .body::<RejectProposal>(json!({"number": 1, "reason": "The task is about neither."}))
        .answers::<ItemProposal>(200, rejected)
        .refuses(409),
    ]
}

async fn list_objective_proposals(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: ProposalQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let page = context
        .run(move |s, call| service::list_objective_proposals(s, call, &id, query.state, &request))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn accept_objective_proposal(
    context: Context,
    ids: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: AcceptProposal = body.read(&context)?;
    let (mapping, item) = ids.into_inner();
    let accepted = context
        .run_with_body(body.bytes(), move |s, call| {
            service::accept_objective_proposal(s, call, &mapping, &item, &input)
        })
        .await?;
    Ok(Reply::ok(&accepted).send(&context))
}

async fn reject_objective_proposal(
    context: Context,
    ids: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: RejectProposal = body.read(&context)?;
    let (mapping, item) = ids.into_inner();
    let rejected = context
        .run_with_body(body.bytes(), move |s, call| {
            service::reject_objective_proposal(s, call, &mapping, &item, &input)
        })
        .await?;
    Ok(Reply::ok(&rejected).send(&context))
}
