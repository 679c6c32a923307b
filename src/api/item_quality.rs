//! The quality check of a version, waivers, and scores of other services.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::items::number_of;
use crate::bank::quality::TaskUse;
use crate::bank::similarity::side_by_side::SideBySide;
use crate::bank::similarity::verdict::ExternalScore;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::item_quality::{self, ExternalSimilarity, QualityCheck, QualityQuestion};
use crate::service::item_waivers::{self, ItemWaiver, WaiveFinding};

/// By what a version is checked.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QualityQuery {
    /// Code of another policy than the one that the owner follows, to try it.
    #[serde(default)]
    pub policy: Option<String>,
    /// Another use than the item's own: the same task may be good enough for feedback.
    #[serde(default)]
    pub task_use: Option<TaskUse>,
}

/// What is put beside a version.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SideQuery {
    /// Id of the other item.
    pub with: String,
    /// Its version; the newest where absent.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub with_number: Option<i32>,
    /// The language.
    pub language: String,
}

pub(super) fn operations() -> Vec<Operation> {
    let found = json!({
        "code": "similar_item", "severity": "error", "pointer": "/texts/ru",
        "args": {
            "other": "m6-ratio-04", "item_id": "0193f1e0-0000-7000-8000-000000000022", "score": "87.5", "language": "ru",
            "finding": "5f0c7d1e2a9b4c38"
        }
    });
    let external = json!({
        "service": "turnitin", "score": 35, "reference": "report-20391",
        "set_by": "0193f1e0-0000-7000-8000-000000000004", "set_at": "2026-11-21T10:00:00Z"
    });
    let waiver = json!({
        "id": "0193f1e0-0000-7000-8000-000000000041", "number": 1, "finding": found,
        "reason": "Both stand in the same lesson on purpose.",
        "given_by": "0193f1e0-0000-7000-8000-000000000004", "given_at": "2026-11-21T10:00:00Z"
    });
    let check = json!({
        "policy": "kz-items", "policy_version": 1, "task_use": "summative", "refuses": true,
        "findings": [found], "waived": [],
        "similar": [{
            "item_id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04", "language": "ru", "score": 87.5,
            "stem": 71.2, "options": 100, "key": 100, "same_template": false, "same_family": false
        }],
        "external": [external]
    });
    let piece = |text: &str, kind: &str| json!({"kind": kind, "text": text});
    let sides = json!({
        "language": "ru", "score": {"total": 87.5, "stem": 71.2, "options": 100, "key": 100},
        "same_template": false, "same_key": true,
        "texts": [{"of": "stem", "equal": false, "pieces": [
            piece("Сократите отношение 18 : ", "same"), piece("12", "removed"), piece("14", "added"), piece(".", "same")
        ]}],
        "options": [{
            "first": {"part": "a", "id": "A", "text": "3 : 2", "is_key": true},
            "second": {"part": "a", "id": "B", "text": "3 : 2", "is_key": true}, "equal": true
        }],
        "facts": [{"name": "subject", "first": "mathematics", "second": "mathematics", "equal": true}]
    });
    vec![
        Operation::new(
            "check_item_quality",
            Method::Get,
            "/items/{id}/versions/{number}/quality-check",
            "bank",
            |r| r.to(check_item_quality),
        )
        .summary("Wording, languages and near-duplicates of a version, as handing it in would judge them")
        .needs(Permission::ReadKeys)
        .query::<QualityQuery>()
        .answers::<QualityCheck>(200, check)
        .refuses(409),
        Operation::new(
            "compare_items",
            Method::Get,
            "/items/{id}/versions/{number}/side-by-side",
            "bank",
            |r| r.to(compare_items),
        )
        .summary("Another item beside a version, in one language: what is equal, what differs")
        .needs(Permission::ReadKeys)
        .query::<SideQuery>()
        .answers::<SideBySide>(200, sides)
        .refuses(409),
        Operation::new(
            "waive_finding",
            Method::Post,
            "/items/{id}/versions/{number}/waivers",
            "bank",
            |r| r.to(waive_finding),
        )
        .summary("Answer for a finding with a reason; some only a reviewer may waive")
        .needs(Permission::WriteItems)
        .body::<WaiveFinding>(json!({
            "finding": "5f0c7d1e2a9b4c38", "reason": "Both stand in the same lesson on purpose."
        }))
        .answers::<ItemWaiver>(201, waiver.clone())
        .refuses(409),
        Operation::new(
            "list_item_waivers",
            Method::Get,
            "/items/{id}/waivers",
            "bank",
            |r| r.to(list_item_waivers),
        )
        .summary("Waived findings of an item with their reasons, oldest first")
        .needs(Permission::ReadKeys)
        .answers::<Vec<ItemWaiver>>(200, json!([waiver])),
        Operation::new(
            "set_external_similarity",
            Method::Put,
            "/items/{id}/versions/{number}/external-similarity",
            "bank",
            |r| r.to(set_external_similarity),
        )
        .summary("Enter what another service says of a version, in the place of what it said before")
        .needs(Permission::ReviewItems)
        .body::<ExternalScore>(json!({"service": "turnitin", "score": 35, "reference": "report-20391"}))
        .answers::<ExternalSimilarity>(200, external)
        .refuses(409),
    ]
}

type Path = web::Path<(String, String)>;

async fn check_item_quality(
    context: Context,
    path: Path,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: QualityQuery = query.read(&context)?;
    let (id, number) = path.into_inner();
    let number = number_of(&number);
    let question = QualityQuestion {
        policy: query.policy,
        task_use: query.task_use,
    };
    let check = context
        .run(move |s, call| item_quality::check_item_quality(s, call, &id, number, &question))
        .await?;
    Ok(Reply::ok(&check).send(&context))
}

async fn compare_items(
    context: Context,
    path: Path,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: SideQuery = query.read(&context)?;
    let (id, number) = path.into_inner();
    let number = number_of(&number);
    let sides = context
        .run(move |s, call| {
            let with = (query.with.as_str(), query.with_number);
            item_quality::compare_items(s, call, (&id, number), with, &query.language)
        })
        .await?;
    Ok(Reply::ok(&sides).send(&context))
}

async fn waive_finding(context: Context, path: Path, body: Body) -> Result<HttpResponse, Problem> {
    let input: WaiveFinding = body.read(&context)?;
    let (id, number) = path.into_inner();
    let number = number_of(&number);
    let location = format!("/api/v1/items/{id}/waivers");
    let waiver = context
        .run_with_body(body.bytes(), move |s, call| {
            item_waivers::waive_finding(s, call, (&id, number), &input)
        })
        .await?;
    Ok(Reply::created(&waiver, location).send(&context))
}

async fn list_item_waivers(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let waivers = context
        .run(move |s, call| item_waivers::list_item_waivers(s, call, &id))
        .await?;
    Ok(Reply::ok(&waivers).send(&context))
}

async fn set_external_similarity(
    context: Context,
    path: Path,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ExternalScore = body.read(&context)?;
    let (id, number) = path.into_inner();
    let number = number_of(&number);
    let kept = context
        .run_with_body(body.bytes(), move |s, call| {
            item_waivers::set_external_similarity(s, call, (&id, number), &input)
        })
        .await?;
    Ok(Reply::ok(&kept).send(&context))
}
