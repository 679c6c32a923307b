//! Programmes and their objectives.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::paging::Paging;
use crate::curriculum::CurriculumDocument;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::curricula::{
    self, Curriculum, CurriculumWithDocument, Objective, ObjectiveFilter,
};
use crate::service::{Page, PageRequest};

/// Version of the document that is published.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedVersion {
    /// From 1; 1 when absent.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub version: Option<i32>,
}

/// Which objectives, and which page of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveQuery {
    /// Programme code.
    #[serde(default)]
    pub programme: Option<String>,
    /// Subject code.
    #[serde(default)]
    pub subject: Option<String>,
    /// Grade.
    #[serde(default)]
    #[schemars(range(min = 0, max = 13))]
    pub grade: Option<u8>,
    /// Unit code.
    #[serde(default)]
    pub unit: Option<String>,
    /// Part of the code or of the text in any language.
    #[serde(default)]
    pub q: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    let curriculum = json!({
        "id": "0193f1e0-0000-7000-8000-000000000020", "code": "kz-2022", "version": 1,
        "hash": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "published_at": "2026-11-21T10:00:00Z"
    });
    let texts = json!({"kk": "…", "ru": "…", "en": "…"});
    let document = json!({
        "schema": "synaq.curriculum/v1",
        "programme": {
            "id": "kz-2022", "title": texts, "valid_from": "2022-09-01",
            "code_pattern": "^[0-9]{1,2}(\\.[0-9]{1,2}){3}$", "grades": [1, 11]
        },
        "subjects": [{"code": "mathematics", "title": texts, "grades": [1, 6]}],
        "objectives": [{"code": "6.5.2.1", "subject": "mathematics", "grade": 6, "text": texts}]
    });
    let mut with_document = curriculum.clone();
    with_document["document"] = document.clone();
    vec![
        Operation::new(
            "publish_curriculum",
            Method::Post,
            "/curricula",
            "curriculum",
            |r| r.to(publish_curriculum),
        )
        .summary("Publish a version of a programme; the same document again changes nothing")
        .needs(Permission::PublishReference)
        .query::<PublishedVersion>()
        .body::<CurriculumDocument>(document)
        .answers::<Curriculum>(201, curriculum.clone())
        .refuses(409),
        Operation::new(
            "list_curricula",
            Method::Get,
            "/curricula",
            "curriculum",
            |r| r.to(list_curricula),
        )
        .summary("Published programmes")
        .query::<Paging>()
        .answers::<Page<Curriculum>>(200, json!({"items": [curriculum]})),
        Operation::new(
            "read_curriculum",
            Method::Get,
            "/curricula/{id}",
            "curriculum",
            |r| r.to(read_curriculum),
        )
        .summary("One published programme with its document")
        .answers::<CurriculumWithDocument>(200, with_document),
        Operation::new(
            "list_objectives",
            Method::Get,
            "/objectives",
            "curriculum",
            |r| r.to(list_objectives),
        )
        .summary("Learning objectives of the programmes in force")
        .query::<ObjectiveQuery>()
        .answers::<Page<Objective>>(
            200,
            json!({"items": [{
                "programme": "kz-2022", "code": "6.5.2.1", "subject": "mathematics", "grade": 6,
                "unit": "ratios-and-proportion",
                "text": {"kk": "…", "ru": "…", "en": "solve problems on ratios"}
            }]}),
        ),
    ]
}

async fn publish_curriculum(
    context: Context,
    query: Query,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let version: PublishedVersion = query.read(&context)?;
    let document: CurriculumDocument = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            curricula::publish_curriculum(s, call, version.version.unwrap_or(1), &document)
        })
        .await?;
    let location = format!("/api/v1/curricula/{}", made.id);
    Ok(Reply::created(&made, location).send(&context))
}

async fn list_curricula(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, _| curricula::list_curricula(s, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_curriculum(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, _| curricula::read_curriculum(s, &id))
        .await?;
    Ok(Reply::ok(&found)
        .tagged(found.curriculum.hash.clone())
        .send(&context))
}

async fn list_objectives(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: ObjectiveQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let filter = ObjectiveFilter {
        programme: query.programme,
        subject: query.subject,
        grade: query.grade,
        unit: query.unit,
        q: query.q,
    };
    let page = context
        .run(move |s, _| curricula::list_objectives(s, &filter, &request))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}
