//! Stimuli.

use actix_web::{HttpRequest, HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::bank::texts::StimulusDocument;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::stimuli::{self, Stimulus};
use crate::service::stimulus_assets;
use crate::service::{Page, PageRequest};

/// Which stimuli, and which page of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StimulusQuery {
    /// Subject code.
    #[serde(default)]
    pub subject: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    let document = json!({
        "code": "m6-table-train", "kind": "table", "subject": "mathematics", "licence": "CC-BY-4.0",
        "texts": {"ru": {"title": "Движение поезда", "body": "| Время, ч | 1 | 2 |\n|---|---|---|\n| Путь, км | 75 | 150 |"}}
    });
    let stimulus = json!({
        "id": "0193f1e0-0000-7000-8000-000000000021", "owner_org": "0193f1e0-0000-7000-8000-000000000001",
        "revision": 1, "created_at": "2026-11-21T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z",
        "document": document
    });
    let mut attached = stimulus.clone();
    attached["asset"] = json!({
        "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "media_type": "image/png",
        "size": 48_112, "width": 800, "height": 600
    });
    vec![
        Operation::new("create_stimulus", Method::Post, "/stimuli", "bank", |r| {
            r.to(create_stimulus)
        })
        .summary("Add a stimulus")
        .needs(Permission::WriteItems)
        .body::<StimulusDocument>(document.clone())
        .answers::<Stimulus>(201, stimulus.clone())
        .refuses(409),
        Operation::new("list_stimuli", Method::Get, "/stimuli", "bank", |r| {
            r.to(list_stimuli)
        })
        .summary("Stimuli")
        .needs(Permission::ReadItems)
        .query::<StimulusQuery>()
        .answers::<Page<Stimulus>>(200, json!({"items": [stimulus.clone()]})),
        Operation::new("read_stimulus", Method::Get, "/stimuli/{id}", "bank", |r| {
            r.to(read_stimulus)
        })
        .summary("One stimulus")
        .needs(Permission::ReadItems)
        .answers::<Stimulus>(200, stimulus.clone()),
        Operation::new(
            "update_stimulus",
            Method::Put,
            "/stimuli/{id}",
            "bank",
            |r| r.to(update_stimulus),
        )
        .summary("Replace a stimulus that no sealed item hangs on")
        .needs(Permission::WriteItems)
        .body::<StimulusDocument>(document)
        .answers::<Stimulus>(200, stimulus)
        .refuses(409)
        .refuses(412)
        .refuses(428),
        Operation::new(
            "attach_stimulus_asset",
            Method::Put,
            "/stimuli/{id}/asset",
            "bank",
            |r| r.to(attach_stimulus_asset),
        )
        .summary("Attach a picture (PNG, JPEG) or recording (WAV, MP3, Ogg): the bytes themselves, known by their content")
        .needs(Permission::WriteItems)
        .text_body("application/octet-stream", "the bytes of the file")
        .answers::<Stimulus>(200, attached)
        .refuses(409)
        .refuses(412)
        .refuses(413)
        .refuses(415)
        .refuses(428),
        Operation::new(
            "read_stimulus_asset",
            Method::Get,
            "/stimuli/{id}/asset",
            "bank",
            |r| r.to(read_stimulus_asset),
        )
        .summary("The picture or recording of a stimulus")
        .needs(Permission::ReadItems)
        .answers_text("application/octet-stream", "the bytes of the file"),
    ]
}

async fn create_stimulus(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let document: StimulusDocument = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            stimuli::create_stimulus(s, call, &document)
        })
        .await?;
    let location = format!("/api/v1/stimuli/{}", made.id);
    Ok(Reply::created(&made, location)
        .tagged(made.revision.to_string())
        .send(&context))
}

async fn list_stimuli(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: StimulusQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let subject = query.subject.unwrap_or_default();
    let page = context
        .run(move |s, call| stimuli::list_stimuli(s, call, &subject, &request))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_stimulus(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| stimuli::read_stimulus(s, call, &id))
        .await?;
    Ok(Reply::ok(&found)
        .tagged(found.revision.to_string())
        .send(&context))
}

async fn update_stimulus(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let document: StimulusDocument = body.read(&context)?;
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            stimuli::update_stimulus(s, call, &id, &document)
        })
        .await?;
    Ok(Reply::ok(&changed)
        .tagged(changed.revision.to_string())
        .send(&context))
}

async fn attach_stimulus_asset(
    context: Context,
    request: HttpRequest,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let declared = request.headers().get("content-type");
    let declared = declared.and_then(|value| value.to_str().ok());
    let (declared, bytes) = (declared.map(str::to_owned), body.bytes().to_vec());
    let changed = context
        .run_with_body(body.bytes(), move |s, call| {
            stimulus_assets::attach_stimulus_asset(s, call, &id, declared.as_deref(), &bytes)
        })
        .await?;
    Ok(Reply::ok(&changed)
        .tagged(changed.revision.to_string())
        .send(&context))
}

async fn read_stimulus_asset(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (media_type, asset, bytes) = context
        .run(move |s, call| stimulus_assets::read_stimulus_asset(s, call, &id))
        .await?;
    Ok(Reply::bytes(media_type.as_str(), bytes)
        .tagged(asset.hash)
        .send(&context))
}
