//! Guidance attached to specifications, and the comparison of two of them.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::specifications::{
    self as service, AddGuidance, ComparedSpecifications, ComparedVersion, Guidance, MEDIA_TYPES,
};

/// Which two versions are compared.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComparisonQuery {
    /// Id, code or alias of the first specification.
    pub from: String,
    /// Its version; the one that holds when absent.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub from_version: Option<u32>,
    /// Id, code or alias of the second specification; the first one when absent.
    #[serde(default)]
    pub to: Option<String>,
    /// Its version; the one that holds when absent.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub to_version: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = guidance();
    all.push(comparison());
    all
}

fn guidance() -> Vec<Operation> {
    const TAG: &str = "specifications";
    let kept = json!({
        "id": "0193f1e0-0000-7000-8000-000000000051", "title": "Как проводить аудирование", "language": "ru",
        "file": {
            "name": "listening.pdf", "media_type": "application/pdf", "size": 48213,
            "hash": "9f2b4c6d8e0a1b3c5d7e9f0a2b4c6d8e0a1b3c5d7e9f0a2b4c6d8e0a1b3c5d7e"
        },
        "created_at": "2026-11-21T10:00:00Z"
    });
    let link = json!({
        "title": "Әдістемелік нұсқау", "language": "kk", "link": "https://example.kz/sat/guidance"
    });
    let all = "/specifications/{id}/guidance";
    let one = "/specifications/{id}/guidance/{guidance}";
    vec![
        Operation::new("add_guidance", Method::Post, all, TAG, |r| {
            r.to(add_guidance)
        })
        .summary("Attach guidance to a specification: a link, or a file of 5 MiB at most")
        .needs(Permission::WriteSpecifications)
        .body::<AddGuidance>(link)
        .answers::<Guidance>(201, kept.clone())
        .refuses(413),
        Operation::new("list_guidance", Method::Get, all, TAG, |r| {
            r.to(list_guidance)
        })
        .summary("Guidance attached to a specification")
        .needs(Permission::ReadSpecifications)
        .answers::<Page<Guidance>>(200, json!({"items": [kept.clone()]})),
        Operation::new("read_guidance", Method::Get, one, TAG, |r| {
            r.to(read_guidance)
        })
        .summary("The bytes of an attached file, in its own media type")
        .needs(Permission::ReadSpecifications)
        .answers_text("application/octet-stream", "%PDF-1.7 …"),
        Operation::new("remove_guidance", Method::Delete, one, TAG, |r| {
            r.to(remove_guidance)
        })
        .summary("Take guidance away from a specification")
        .needs(Permission::WriteSpecifications)
        .answers::<Guidance>(200, kept),
    ]
}

fn comparison() -> Operation {
    let name = |version: u32| {
        json!({
            "id": "0193f1e0-0000-7000-8000-000000000041", "code": "sat-g7-kazl2-t1", "version": version,
            "state": "published", "academic_year": "2026-27"
        })
    };
    let totals = |points: u32| json!({"max_score": points, "duration_min": 40, "items": 12, "objectives": 9});
    Operation::new(
        "compare_specifications",
        Method::Get,
        "/specifications/comparison",
        "specifications",
        |r| r.to(compare_specifications),
    )
    .summary("What changed between two versions of a specification, or between those of two years")
    .needs(Permission::ReadSpecifications)
    .query::<ComparisonQuery>()
    .answers::<ComparedSpecifications>(
        200,
        json!({
            "from": name(1), "to": name(2), "same": false, "from_totals": totals(30), "to_totals": totals(32),
            "objectives_added": [], "objectives_removed": [],
            "changes": [
                {"change": "changed", "about": "points", "from_pointer": "/max_score", "to_pointer": "/max_score", "from": 30, "to": 32},
                {"change": "changed", "about": "points", "of": "W1", "from_pointer": "/blueprint/7/points_each", "to_pointer": "/blueprint/7/points_each", "from": 6, "to": 8}
            ]
        }),
    )
    .refuses(409)
}

async fn add_guidance(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: AddGuidance = body.read(&context)?;
    let specification = id.clone();
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            service::add_guidance(s, call, &specification, &input)
        })
        .await?;
    let location = format!("/api/v1/specifications/{id}/guidance/{}", made.id);
    Ok(Reply::created(&made, location).send(&context))
}

async fn list_guidance(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let page = context
        .run(move |s, call| service::list_guidance(s, call, &id))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_guidance(
    context: Context,
    ids: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, guidance) = ids.into_inner();
    let file = context
        .run(move |s, call| service::read_guidance(s, call, &id, &guidance))
        .await?;
    let known = MEDIA_TYPES
        .iter()
        .find(|(name, _)| *name == file.media_type);
    let media_type = known.map_or("application/octet-stream", |(name, _)| *name);
    // Whatever it is, a browser saves it and runs nothing of it.
    let saved = format!("attachment; filename*=UTF-8''{}", encoded(&file.name));
    Ok(Reply::bytes(media_type, file.bytes)
        .tagged(file.hash)
        .header("content-disposition", saved)
        .header("x-content-type-options", "nosniff")
        .send(&context))
}

/// A name as RFC 8187 writes it in a header.
fn encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    name.bytes().map(one).collect()
}

async fn remove_guidance(
    context: Context,
    ids: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, guidance) = ids.into_inner();
    let taken = context
        .run(move |s, call| service::remove_guidance(s, call, &id, &guidance))
        .await?;
    Ok(Reply::ok(&taken).send(&context))
}

async fn compare_specifications(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: ComparisonQuery = query.read(&context)?;
    let to = ComparedVersion {
        name: query.to.unwrap_or_else(|| query.from.clone()),
        version: query.to_version,
    };
    let from = ComparedVersion {
        name: query.from,
        version: query.from_version,
    };
    let compared = context
        .run(move |s, call| service::compare_specifications(s, call, &from, &to))
        .await?;
    Ok(Reply::ok(&compared).send(&context))
}
