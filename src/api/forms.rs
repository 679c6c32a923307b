//! Forms and their copies.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::bank::Language;
use crate::edge::operation::Method;
use crate::edge::{Context, Operation, Problem, Query, Reply};
use crate::form::candidate_copy::CandidateCopy;
use crate::form::full_copy::FullCopy;
use crate::identity::Permission;
use crate::service::forms::{self, Form, FormFilter, FormSummary, ListForms};
use crate::service::{Page, PageRequest};

/// What a list of forms is narrowed to.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FormsQuery {
    /// Only `draft`, `locked` or `retired` ones.
    #[serde(default)]
    #[schemars(regex(pattern = r"^(draft|locked|retired)$"))]
    state: Option<String>,
    /// Only of this specification.
    #[serde(default)]
    specification_id: Option<String>,
    /// Only of this assembly run.
    #[serde(default)]
    run_id: Option<String>,
    /// Only of this subject.
    #[serde(default)]
    subject: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u32>,
}

impl From<FormsQuery> for ListForms {
    fn from(query: FormsQuery) -> Self {
        Self {
            page: PageRequest {
                cursor: query.cursor,
                limit: query.limit,
            },
            filter: FormFilter {
                state: query.state,
                specification_id: query.specification_id,
                run_id: query.run_id,
                subject: query.subject,
            },
        }
    }
}

/// Which copy of a form.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CopyQuery {
    /// Language of the copy: one of the form's, its first one when absent.
    #[serde(default)]
    language: Option<Language>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new("list_forms", Method::Get, "/forms", "forms", |r| {
            r.to(list_forms)
        })
        .summary("Forms you may see, newest first")
        .needs(Permission::ReadForms)
        .query::<FormsQuery>()
        .answers::<Page<FormSummary>>(200, json!({"items": [summary()]})),
        Operation::new("read_form", Method::Get, "/forms/{id}", "forms", |r| {
            r.to(read_form)
        })
        .summary("A form: its tasks, and what each constraint asked for and got")
        .needs(Permission::ReadForms)
        .answers::<Form>(200, form()),
        Operation::new(
            "lock_form",
            Method::Post,
            "/forms/{id}/lock",
            "forms",
            |r| r.to(lock_form),
        )
        .summary("Lock a draft form: versions and texts are pinned and never change again")
        .needs(Permission::LockForms)
        .answers::<Form>(200, form())
        .refuses(409)
        .refuses(412)
        .refuses(422)
        .refuses(428),
        Operation::new(
            "retire_form",
            Method::Post,
            "/forms/{id}/retire",
            "forms",
            |r| r.to(retire_form),
        )
        .summary("Take a form out of use")
        .needs(Permission::LockForms)
        .answers::<Form>(200, form())
        .refuses(409)
        .refuses(412)
        .refuses(428),
        Operation::new(
            "read_candidate_copy",
            Method::Get,
            "/forms/{id}/candidate-copy",
            "forms",
            |r| r.to(read_candidate_copy),
        )
        .summary("What candidates get of a locked form: no keys, hints, explanations or statistics")
        .needs(Permission::ReadForms)
        .query::<CopyQuery>()
        .answers::<CandidateCopy>(200, copy())
        .refuses(409),
        Operation::new(
            "read_form_file",
            Method::Get,
            "/forms/{id}/stimuli/{number}/file",
            "forms",
            |r| r.to(read_form_file),
        )
        .summary(
            "The picture or recording of a stimulus of a locked form, by its number in the copies",
        )
        .needs(Permission::ReadForms)
        .answers_text("application/octet-stream", "the bytes of the file")
        .refuses(409),
        Operation::new(
            "read_form_medium",
            Method::Get,
            "/forms/{id}/media/{hash}",
            "forms",
            |r| r.to(read_form_medium),
        )
        .summary("A picture that the copies of a locked form show, by its hash")
        .needs(Permission::ReadForms)
        .answers_text("application/octet-stream", "the bytes of the file")
        .refuses(409),
        Operation::new(
            "read_full_copy",
            Method::Get,
            "/forms/{id}/full-copy",
            "forms",
            |r| r.to(read_full_copy),
        )
        .summary("A locked form with keys, mark schemes and notes")
        .needs(Permission::ReadKeys)
        .query::<CopyQuery>()
        .answers::<FullCopy>(200, full())
        .refuses(409),
    ]
}

pub(super) fn summary() -> Value {
    json!({
        "id": "0193f1e0-0000-7000-8000-000000000043", "code": "sau-g6-math-u1-00000041-A", "label": "A",
        "state": "locked", "specification_id": "0193f1e0-0000-7000-8000-000000000031",
        "specification_version": 1, "component": "test",
        "run_id": "0193f1e0-0000-7000-8000-000000000041", "subject": "mathematics",
        "languages": ["kk", "ru"], "access": "restricted", "max_score": 15,
        "fingerprint": "9e8b1a0d3c5e7f90112233445566778899aabbccddeeff005f3c1e0b6a7d4c2f",
        "revision": 2, "created_at": "2026-11-21T10:00:01Z", "locked_at": "2026-11-21T10:05:00Z"
    })
}

pub(super) fn form() -> Value {
    let mut form = summary();
    form["positions"] = json!([
        {"position": 1, "row": "B1", "section": "A", "points": 2, "item": "MA6-0003", "version": 1}
    ]);
    form["achieved"] = json!([
        {"kind": "row", "about": "B1", "min": 1, "max": 1, "achieved": 1, "unit": "items", "holds": true}
    ]);
    form
}

fn copy() -> Value {
    json!({
        "label": "A", "language": "ru", "subject": "mathematics", "max_score": 15, "duration_min": 25,
        "sections": [{"id": "A", "minutes": 25, "score": 15}], "stimuli": [],
        "tasks": [{
            "position": 1, "section": "A", "points": 2,
            "stem": "Найдите x, если x : 6 = 5 : 2.", "parts": [{"id": "a", "type": "SA", "points": 2}]
        }]
    })
}

fn full() -> Value {
    json!({
        "copy": copy(),
        "keys": [{
            "position": 1, "row": "B1", "item": "MA6-0003", "version": 1, "objectives": ["6.5.2.1"],
            "parts": [{
                "id": "a", "key": {"number": {"value": "15"}},
                "scheme": {"kind": "key", "rule": "all_or_nothing"}
            }]
        }],
        "fingerprint": "9e8b1a0d3c5e7f90112233445566778899aabbccddeeff005f3c1e0b6a7d4c2f"
    })
}

async fn list_forms(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: FormsQuery = query.read(&context)?;
    let page = context
        .run(move |s, call| forms::list_forms(s, call, &query.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_form(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let form = context
        .run(move |s, call| forms::read_form(s, call, &id))
        .await?;
    Ok(tagged(&form).send(&context))
}

async fn lock_form(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let form = context
        .run(move |s, call| forms::lock_form(s, call, &id))
        .await?;
    Ok(tagged(&form).send(&context))
}

async fn retire_form(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let form = context
        .run(move |s, call| forms::retire_form(s, call, &id))
        .await?;
    Ok(tagged(&form).send(&context))
}

async fn read_candidate_copy(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let CopyQuery { language } = query.read(&context)?;
    let copy = context
        .run(move |s, call| forms::read_candidate_copy(s, call, &id, language.as_ref()))
        .await?;
    Ok(Reply::ok(&copy).send(&context))
}

async fn read_form_file(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    // What is no number is the number of nothing.
    let number = number.parse().unwrap_or(0);
    let (media_type, file, bytes) = context
        .run(move |s, call| forms::read_form_file(s, call, &id, number))
        .await?;
    Ok(Reply::bytes(media_type.as_str(), bytes)
        .tagged(file.hash)
        .send(&context))
}

async fn read_form_medium(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, hash) = path.into_inner();
    let tag = hash.clone();
    let (media_type, bytes) = context
        .run(move |s, call| forms::read_form_medium(s, call, &id, &hash))
        .await?;
    Ok(Reply::bytes(media_type.as_str(), bytes)
        .tagged(tag)
        .send(&context))
}

async fn read_full_copy(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let CopyQuery { language } = query.read(&context)?;
    let copy = context
        .run(move |s, call| forms::read_full_copy(s, call, &id, language.as_ref()))
        .await?;
    Ok(Reply::ok(&copy).send(&context))
}

pub(super) fn tagged(form: &Form) -> Reply {
    Reply::ok(form).tagged(form.summary.revision.to_string())
}
