//! Grading policies.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::grading_policies::{self, GradingPolicy, GradingPolicySummary};
use crate::service::{Page, PageRequest};
use crate::specification::policy::GradingPolicyDocument;

/// What part of the list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyQuery {
    /// Only editions of this policy.
    #[serde(default)]
    pub code: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

fn document() -> Value {
    json!({
        "schema": "synaq.grading-policy/v1", "id": "kz-2-11-2025", "version": 1,
        "title": {"en": "Grades 2-11, term grade"}, "valid_from": "2020-09-01", "grades": [1, 11],
        "ungraded": [1], "weights": {"fa": 25, "sau": 25, "sat": 50}, "fa_points": [1, 10],
        "sau_aggregation": "mean_of_percents", "without_sat": "scale_up", "rounding": "half_up",
        "rounding_places": 0,
        "bands": [
            {"grade": "2", "from": 0, "level": "low", "title": {}}, {"grade": "3", "from": 40, "level": "medium", "title": {}},
            {"grade": "4", "from": 65, "level": "medium", "title": {}}, {"grade": "5", "from": 85, "level": "high", "title": {}}
        ],
        "quality_from": 65, "progress_from": 40, "difficult_objective_below": 40,
        "resit": {"kinds": ["SAY"], "unsatisfactory": ["2"], "most_subjects": 2, "severity": "error"}
    })
}

pub(super) fn operations() -> Vec<Operation> {
    let id = "0193f1e0-0000-7000-8000-000000000031";
    let owner = "0193f1e0-0000-7000-8000-000000000002";
    let hash = "b2a7e6f3c1d04a5e9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f";
    let policy = json!({"id": id, "owner_org": owner, "hash": hash, "published_at": "2026-11-21T10:00:00Z", "document": document()});
    let summary = json!({"id": id, "owner_org": owner, "code": "kz-2-11-2025", "version": 1, "hash": hash, "published_at": "2026-11-21T10:00:00Z"});
    vec![
        Operation::new(
            "publish_policy",
            Method::Post,
            "/grading-policies",
            "specifications",
            |r| r.to(publish_policy),
        )
        .summary("Publish an edition of a grading policy; the same again changes nothing")
        .needs(Permission::PublishReference)
        .body::<GradingPolicyDocument>(document())
        .answers::<GradingPolicy>(201, policy.clone())
        .refuses(409),
        Operation::new(
            "list_policies",
            Method::Get,
            "/grading-policies",
            "specifications",
            |r| r.to(list_policies),
        )
        .summary("Every edition of every grading policy")
        .query::<PolicyQuery>()
        .answers::<Page<GradingPolicySummary>>(200, json!({"items": [summary]})),
        Operation::new(
            "read_policy",
            Method::Get,
            "/grading-policies/{id}",
            "specifications",
            |r| r.to(read_policy),
        )
        .summary("One edition of a grading policy")
        .answers::<GradingPolicy>(200, policy),
    ]
}

async fn publish_policy(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: GradingPolicyDocument = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            grading_policies::publish_policy(s, call, &input)
        })
        .await?;
    let location = format!("/api/v1/grading-policies/{}", made.id);
    Ok(Reply::created(&made, location).send(&context))
}

async fn list_policies(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: PolicyQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let page = context
        .run(move |s, _| grading_policies::list_policies(s, query.code.as_deref(), &request))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_policy(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, _| grading_policies::read_policy(s, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
