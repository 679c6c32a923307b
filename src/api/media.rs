//! Pictures and recordings of tasks.

use actix_web::{HttpRequest, HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::bank::media::MediaType;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::media::{self, Medium, MediumLicence};

/// Which version of an item.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemMediumQuery {
    /// Version; the newest when absent.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub version: Option<i32>,
}

pub(super) fn operations() -> Vec<Operation> {
    let medium = json!({
        "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "media_type": "image/png",
        "size": 48_112, "width": 800, "height": 600, "licence": "CC-BY-4.0", "source": "own work"
    });
    vec![
        Operation::new("upload_medium", Method::Post, "/media", "bank", |r| {
            r.to(upload_medium)
        })
        .summary("Bring a picture (PNG, JPEG) or a recording (WAV, MP3, OGG) in: the bytes themselves, known by their content; texts name it as media:<hash>")
        .needs(Permission::WriteItems)
        .query::<MediumLicence>()
        .text_body("application/octet-stream", "the bytes of the file")
        .answers::<Medium>(201, medium.clone())
        .refuses(413)
        .refuses(415),
        Operation::new("read_medium", Method::Get, "/media/{hash}", "bank", |r| {
            r.to(read_medium)
        })
        .summary("A picture or recording that the caller brought in")
        .needs(Permission::WriteItems)
        .answers_text("application/octet-stream", "the bytes of the file"),
        Operation::new(
            "set_medium_licence",
            Method::Put,
            "/media/{hash}/licence",
            "bank",
            |r| r.to(set_medium_licence),
        )
        .summary("Say under which licence a picture or recording may be used")
        .needs(Permission::WriteItems)
        .body::<MediumLicence>(json!({"licence": "CC-BY-4.0", "source": "own work"}))
        .answers::<Medium>(200, medium),
        Operation::new(
            "read_item_medium",
            Method::Get,
            "/items/{id}/media/{hash}",
            "bank",
            |r| r.to(read_item_medium),
        )
        .summary("A picture that the texts of an item show, to whoever reads these texts")
        .needs(Permission::ReadItems)
        .query::<ItemMediumQuery>()
        .answers_text("application/octet-stream", "the bytes of the file"),
    ]
}

async fn upload_medium(
    context: Context,
    request: HttpRequest,
    query: Query,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let of: MediumLicence = query.read(&context)?;
    let declared = request.headers().get("content-type");
    let declared = declared.and_then(|value| value.to_str().ok());
    let (declared, bytes) = (declared.map(str::to_owned), body.bytes().to_vec());
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            media::upload_medium(s, call, declared.as_deref(), &of, &bytes)
        })
        .await?;
    let location = format!("/api/v1/media/{}", made.hash);
    Ok(Reply::created(&made, location).send(&context))
}

async fn read_medium(context: Context, hash: web::Path<String>) -> Result<HttpResponse, Problem> {
    let tag = hash.clone();
    let found = context
        .run(move |s, call| media::read_medium(s, call, &hash))
        .await?;
    Ok(shown(found, tag).send(&context))
}

async fn set_medium_licence(
    context: Context,
    hash: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let of: MediumLicence = body.read(&context)?;
    let kept = context
        .run_with_body(body.bytes(), move |s, call| {
            media::set_medium_licence(s, call, &hash, &of)
        })
        .await?;
    Ok(Reply::ok(&kept).send(&context))
}

async fn read_item_medium(
    context: Context,
    path: web::Path<(String, String)>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let ItemMediumQuery { version } = query.read(&context)?;
    let (id, hash) = path.into_inner();
    let tag = hash.clone();
    let found = context
        .run(move |s, call| media::read_item_medium(s, call, &id, version, &hash))
        .await?;
    Ok(shown(found, tag).send(&context))
}

fn shown((media_type, bytes): (MediaType, Vec<u8>), hash: String) -> Reply {
    Reply::bytes(media_type.as_str(), bytes).tagged(hash)
}
