//! Bank-wide comparisons and what they suggest.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::items::number_of;
use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::similarity_runs::{self, CreateSimilarityRun, SimilarityRun};
use crate::service::similarity_suggestions::{
    self, DecideSuggestion, SimilaritySuggestion, SuggestionFilter,
};
use crate::service::{Page, PageRequest};

/// Which suggestions, and which page of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestionQuery {
    /// `same_item`, `enemies` or `clone_family`.
    #[serde(default)]
    pub kind: Option<String>,
    /// `open`, `accepted` or `dismissed`.
    #[serde(default)]
    pub state: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    let queued = json!({
        "id": "0193f1e0-0000-7000-8000-000000000051", "owner_org": "0193f1e0-0000-7000-8000-000000000002",
        "policy": "kz-items", "policy_version": 1, "subject": "mathematics",
        "job_id": "0193f1e0-0000-7000-8000-000000000009", "state": "queued", "done": 0, "total": 0,
        "texts": 0, "compared": 0, "left_out": 0, "elapsed_ms": 0, "suggestions": [],
        "created_at": "2026-11-21T10:00:00Z"
    });
    let mut done = queued.clone();
    done["state"] = json!("done");
    for (name, count) in [("done", 24_000), ("total", 24_000), ("texts", 24_000)] {
        done[name] = json!(count);
    }
    done["compared"] = json!(412_000);
    done["elapsed_ms"] = json!(6_100);
    done["suggestions"] = json!([{"kind": "enemies", "state": "open", "count": 215}]);
    done["finished_at"] = json!("2026-11-21T10:00:07Z");
    let suggestion = json!({
        "number": 1, "kind": "enemies", "language": "ru",
        "items": [
            {"id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04"},
            {"id": "0193f1e0-0000-7000-8000-000000000024", "code": "m6-ratio-07"}
        ],
        "score": {"total": 68.4, "stem": 51.2, "options": 100, "key": 60}, "state": "open"
    });
    let mut accepted = suggestion.clone();
    accepted["state"] = json!("accepted");
    accepted["reason"] = json!("One gives the other away.");
    accepted["group_id"] = json!("0193f1e0-0000-7000-8000-000000000023");
    accepted["decided_at"] = json!("2026-11-21T11:00:00Z");
    let tag = "bank";
    vec![
        Operation::new(
            "create_similarity_run",
            Method::Post,
            "/similarity-runs",
            tag,
            |r| r.to(create_similarity_run),
        )
        .summary("Compare every text of the bank with every other, as a job")
        .needs(Permission::OperateItems)
        .body::<CreateSimilarityRun>(json!({"subject": "mathematics", "policy": "centre-items"}))
        .answers::<SimilarityRun>(202, queued)
        .refuses(409),
        Operation::new(
            "list_similarity_runs",
            Method::Get,
            "/similarity-runs",
            tag,
            |r| r.to(list_similarity_runs),
        )
        .summary("Comparisons of your organisation, the newest first")
        .needs(Permission::ReadKeys)
        .query::<Paging>()
        .answers::<Page<SimilarityRun>>(200, json!({"items": [done.clone()]})),
        Operation::new(
            "read_similarity_run",
            Method::Get,
            "/similarity-runs/{id}",
            tag,
            |r| r.to(read_similarity_run),
        )
        .summary("How far a comparison is, and what came of it")
        .needs(Permission::ReadKeys)
        .answers::<SimilarityRun>(200, done),
        Operation::new(
            "list_similarity_suggestions",
            Method::Get,
            "/similarity-runs/{id}/suggestions",
            tag,
            |r| r.to(list_similarity_suggestions),
        )
        .summary("Pairs and families that a comparison found, the most alike first")
        .needs(Permission::ReadKeys)
        .query::<SuggestionQuery>()
        .answers::<Page<SimilaritySuggestion>>(200, json!({"items": [suggestion]})),
        Operation::new(
            "decide_similarity_suggestion",
            Method::Post,
            "/similarity-runs/{id}/suggestions/{number}/decision",
            tag,
            |r| r.to(decide_similarity_suggestion),
        )
        .summary(
            "Make an enemy group or a clone family of a suggestion, or dismiss it with a reason",
        )
        .needs(Permission::OperateItems)
        .body::<DecideSuggestion>(
            json!({"decision": "enemies", "reason": "One gives the other away."}),
        )
        .answers::<SimilaritySuggestion>(200, accepted)
        .refuses(409),
    ]
}

async fn create_similarity_run(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateSimilarityRun = body.read(&context)?;
    let run = context
        .run_with_body(body.bytes(), move |s, call| {
            similarity_runs::create_similarity_run(s, call, &input)
        })
        .await?;
    let location = format!("/api/v1/similarity-runs/{}", run.id);
    Ok(Reply::accepted(&run, location).send(&context))
}

async fn list_similarity_runs(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| similarity_runs::list_similarity_runs(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_similarity_run(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let run = context
        .run(move |s, call| similarity_runs::read_similarity_run(s, call, &id))
        .await?;
    Ok(Reply::ok(&run).send(&context))
}

async fn list_similarity_suggestions(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: SuggestionQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let filter = SuggestionFilter {
        kind: query.kind,
        state: query.state,
    };
    let page = context
        .run(move |s, call| {
            similarity_suggestions::list_similarity_suggestions(s, call, &id, &filter, &request)
        })
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn decide_similarity_suggestion(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: DecideSuggestion = body.read(&context)?;
    let (id, number) = path.into_inner();
    let number = number_of(&number);
    let decided = context
        .run_with_body(body.bytes(), move |s, call| {
            similarity_suggestions::decide_similarity_suggestion(s, call, (&id, number), &input)
        })
        .await?;
    Ok(Reply::ok(&decided).send(&context))
}
