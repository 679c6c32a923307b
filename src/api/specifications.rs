//! Specifications: written as JSON or YAML, read as JSON or YAML.

use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::bank::Language;
use crate::document::Format;
use crate::edge::accept::preferred;
use crate::edge::operation::Method;
use crate::edge::problem::successor_link;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::specifications::{
    self as service, Approve, ListedSpecification, Publish, Representation, SavedSpecification,
    Served, Specification, SpecificationCheck, SpecificationFilter, SpecificationText, Withdraw,
};
use crate::service::{Page, PageRequest, Refusal};
use crate::specification::document::SpecificationDocument;
use crate::specification::state::SpecificationState;

const JSON: &str = "application/json";
const YAML: &str = "application/yaml";
const FORMATS: &[&str] = &[JSON, YAML];

/// Who owns what is created.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnerQuery {
    /// Id of the organisation; the caller's own when absent.
    #[serde(default)]
    pub owner_org: Option<String>,
}

/// What of a version is wanted.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewQuery {
    /// `document`: the document alone, as it can be sent back.
    #[serde(default)]
    pub view: Option<View>,
    /// True for an expired version as it was; otherwise it answers 410 with what holds instead.
    #[serde(default)]
    pub archived: Option<bool>,
}

/// What of a version is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// The version and its document.
    Whole,
    /// The document alone.
    Document,
}

/// Filters and page of the list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecificationQuery {
    /// Exact code, or an alias.
    #[serde(default)]
    pub code: Option<String>,
    /// Another name it is known by (`EASP`), any case.
    #[serde(default)]
    #[schemars(length(min = 1, max = 80))]
    pub alias: Option<String>,
    /// Part of the code or of an alias, any case.
    #[serde(default)]
    #[schemars(length(min = 1, max = 80))]
    pub q: Option<String>,
    /// Kind of assessment (`SAT`), or an alias of it (`VOUD`).
    #[serde(default)]
    pub kind: Option<String>,
    /// Subject of the test or of a component.
    #[serde(default)]
    pub subject: Option<String>,
    /// Grade of the test or of a component.
    #[serde(default)]
    pub grade: Option<i32>,
    /// Term.
    #[serde(default)]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<i32>,
    /// School year (`2026-27`).
    #[serde(default)]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: Option<String>,
    /// A language of the test.
    #[serde(default)]
    pub language: Option<Language>,
    /// State.
    #[serde(default)]
    pub state: Option<SpecificationState>,
    /// True for what holds no more, false for the rest.
    #[serde(default)]
    pub expired: Option<bool>,
    /// Changed at this moment or later (RFC 3339).
    #[serde(default)]
    pub updated_since: Option<chrono::DateTime<chrono::Utc>>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

#[path = "specification_examples.rs"]
mod examples;

pub(super) fn operations() -> Vec<Operation> {
    examples::operations()
}

async fn create_specification(
    context: Context,
    request: HttpRequest,
    query: Query,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let owner: OwnerQuery = query.read(&context)?;
    let input = sent(&context, &request, &body)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            service::create_specification(s, call, &input, owner.owner_org.as_deref())
        })
        .await?;
    Ok(created(&context, made))
}

async fn check_specification(
    context: Context,
    request: HttpRequest,
    query: Query,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let owner: OwnerQuery = query.read(&context)?;
    let input = sent(&context, &request, &body)?;
    let check = context
        .run(move |s, call| {
            service::check_specification(s, call, &input, owner.owner_org.as_deref())
        })
        .await?;
    Ok(Reply::ok(&check).send(&context))
}

async fn list_specifications(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: SpecificationQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let filter = SpecificationFilter {
        code: query.code,
        q: query.q,
        kind: query.kind,
        alias: query.alias,
        expired: query.expired,
        subject: query.subject,
        grade: query.grade,
        term: query.term,
        academic_year: query.academic_year,
        language: query.language,
        state: query.state,
        updated_since: query.updated_since,
    };
    let page = context
        .run(move |s, call| service::list_specifications(s, call, &filter, &request))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_specification(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let wanted = wanted(&context, query)?;
    let served = context
        .run(move |s, call| service::read_specification(s, call, &id, wanted))
        .await?;
    Ok(sent_back(&context, wanted, &served))
}

async fn read_specification_version(
    context: Context,
    path: web::Path<(String, String)>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let wanted = wanted(&context, query)?;
    let (id, version) = named(path);
    let served = context
        .run(move |s, call| service::read_specification_version(s, call, &id, version, wanted))
        .await?;
    Ok(sent_back(&context, wanted, &served))
}

async fn update_specification(
    context: Context,
    path: web::Path<(String, String)>,
    request: HttpRequest,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input = sent(&context, &request, &body)?;
    let (id, version) = named(path);
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            service::update_specification(s, call, &id, version, &input)
        })
        .await?;
    Ok(changed(&context, made))
}

async fn revise_specification(
    context: Context,
    id: web::Path<String>,
    request: HttpRequest,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input = sent(&context, &request, &body)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            service::revise_specification(s, call, &id, &input)
        })
        .await?;
    Ok(created(&context, made))
}

async fn approve_specification(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: Approve = body.read(&context)?;
    let (id, version) = named(path);
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            service::approve_specification(s, call, &id, version, &input)
        })
        .await?;
    Ok(changed(&context, made))
}

async fn publish_specification(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    // A body is needed for a notice only.
    let input = match body.bytes() {
        [] => Publish::default(),
        _ => body.read(&context)?,
    };
    let (id, version) = named(path);
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            service::publish_specification(s, call, &id, version, &input)
        })
        .await?;
    Ok(changed(&context, made))
}

async fn withdraw_specification(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: Withdraw = body.read(&context)?;
    let (id, version) = named(path);
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            service::withdraw_specification(s, call, &id, version, &input)
        })
        .await?;
    Ok(changed(&context, made))
}

/// Specification and version; what is no number is no version, so it is not found like any other.
fn named(path: web::Path<(String, String)>) -> (String, u32) {
    let (id, version) = path.into_inner();
    (id, version.parse().unwrap_or_default())
}

/// The text of the body and its format; JSON unless the content type says YAML.
fn sent(
    context: &Context,
    request: &HttpRequest,
    body: &Body,
) -> Result<SpecificationText, Problem> {
    let is_yaml = request
        .content_type()
        .to_ascii_lowercase()
        .ends_with("yaml");
    Ok(SpecificationText {
        text: body.text(context)?,
        format: if is_yaml { Format::Yaml } else { Format::Json },
    })
}

fn wanted(context: &Context, query: Query) -> Result<Representation, Problem> {
    let query: ViewQuery = query.read(context)?;
    let refused = || context.problem(Refusal::NotAcceptable { offered: FORMATS });
    let format = preferred(context.accept.as_deref(), FORMATS).ok_or_else(refused)?;
    Ok(Representation {
        is_yaml: format == YAML,
        document_only: query.view == Some(View::Document),
        archived: query.archived == Some(true),
    })
}

fn sent_back(context: &Context, wanted: Representation, served: &Served) -> HttpResponse {
    let media_type = if wanted.is_yaml { YAML } else { JSON };
    let reply = Reply::bytes(media_type, served.bytes.to_vec()).tagged(&served.tag);
    match &served.successor {
        Some(successor) => reply.header("link", successor_link(&successor.href)),
        None => reply,
    }
    .send(context)
}

fn created(context: &Context, saved: SavedSpecification) -> HttpResponse {
    let (id, version) = (&saved.specification.id, saved.specification.version);
    let location = format!("/api/v1/specifications/{id}/versions/{version}");
    let tag = saved.specification.etag.clone();
    Reply::created(&saved, location).tagged(tag).send(context)
}

fn changed(context: &Context, saved: SavedSpecification) -> HttpResponse {
    let tag = saved.specification.etag.clone();
    Reply::ok(&saved).tagged(tag).send(context)
}
