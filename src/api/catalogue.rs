//! The catalogue for schools: searched, read, taken as a file, followed. Without a key it shows what
//! organisations let everybody read.

use actix_web::{HttpResponse, Route, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::collections::{about, task};
use crate::bank::file::BankFile;
use crate::edge::accept::preferred;
use crate::edge::operation::Method;
use crate::edge::{Context, Operation, Problem, Query, Reply};
use crate::service::Refusal;
use crate::service::catalogue::{
    self, Catalogue, CatalogueCollection, CatalogueQuery, CatalogueTask,
};
use crate::service::catalogue_changes::{self, CatalogueChanges, CatalogueChangesQuery};
use crate::service::collection_file::{self, FileFormat};

const JSON: &str = "application/json";
const YAML: &str = "application/yaml";
const CSV: &str = "text/csv";
const FORMATS: &[&str] = &[JSON, YAML, CSV];

/// What of a file is wanted.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileQuery {
    /// True asks for keys, mark schemes, hints and explanations and is refused where they are not shown;
    /// false leaves them out; without a word they are there where they are shown.
    #[serde(default)]
    pub keys: Option<bool>,
}

pub(super) fn operations() -> Vec<Operation> {
    let file = json!({
        "schema": "synaq.bank/v1", "id": "m6-ratio-levels", "licence": "CC-BY-4.0", "items": [],
        "x_collection": {"about": about(), "edition": 1, "keys": false}
    });
    let yaml = "schema: synaq.bank/v1\nid: m6-ratio-levels\nitems: []\n";
    let table = "position,level,code,type,language,task\r\n1,B,m6-ratio-04,MCQ,ru,Сократите отношение 18 : 12.\r\n";
    vec![
        open("list_catalogue", "/catalogue", |r| r.to(list_catalogue))
            .summary("What schools can take: collections by words, subject, grade, term, language and kind")
            .query::<CatalogueQuery>()
            .answers::<Catalogue>(200, json!({"items": [entry()], "facets": {
                "subject": {"mathematics": 1}, "grade": {"6": 1}, "term": {"1": 1}, "language": {"kk": 1, "ru": 1},
                "kind": {"level_set": 1}
            }})),
        open("list_catalogue_changes", "/catalogue/changes", |r| {
            r.to(list_catalogue_changes)
        })
        .summary("What was published, renewed or withdrawn, oldest first; poll with `resume`")
        .query::<CatalogueChangesQuery>()
        .answers::<CatalogueChanges>(200, json!({"items": [{
            "id": "0193f1e0-0000-7000-8000-000000000092", "at": "2026-11-21T10:00:00Z", "change": "published",
            "code": "m6-ratio-levels", "kind": "level_set", "edition": 1, "href": "/api/v1/catalogue/m6-ratio-levels"
        }], "resume": "636174616c6f677565-1a2b3c4d"})),
        open("read_catalogue_collection", "/catalogue/{code}", |r| {
            r.to(read_catalogue_collection)
        })
        .summary("A collection with its tasks, without keys")
        .answers::<CatalogueCollection>(200, json!({"entry": entry(), "tasks": [shown_task()]}))
        .refuses(410),
        open("read_catalogue_task", "/catalogue/{code}/tasks/{task}", |r| {
            r.to(read_catalogue_task)
        })
        .summary("One task of a collection, without key; what is not in it is not there")
        .answers::<CatalogueTask>(200, shown_task())
        .refuses(410),
        open("read_catalogue_file", "/catalogue/{code}/file", |r| {
            r.to(read_catalogue_file)
        })
        .summary("The collection as a bank file (JSON, YAML) or table (CSV), with keys where it shows them")
        .query::<FileQuery>()
        .answers::<BankFile>(200, file)
        .answers_text(YAML, yaml)
        .answers_text(CSV, table)
        .refuses(403)
        .refuses(406)
        .refuses(410),
    ]
}

fn open(id: &'static str, path: &'static str, handler: fn(Route) -> Route) -> Operation {
    Operation::new(id, Method::Get, path, "catalogue", handler).open()
}

fn entry() -> Value {
    let mut about = about();
    about["languages"] = json!(["kk", "ru"]);
    json!({
        "owner": "almaty", "owner_name": {"ru": "Методический центр"}, "edition": 1, "published_at": "2026-11-21T10:00:00Z",
        "about": about, "tasks": 1, "href": "/api/v1/catalogue/m6-ratio-levels"
    })
}

fn shown_task() -> Value {
    json!({
        "task": task(),
        "content": {
            "type": "MCQ", "purpose": "formative", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 1,
            "parts": [{"id": "a", "points": 1, "options": ["A", "B", "C"]}], "access": "open"
        },
        "texts": {"ru": {
            "stem": "Сократите отношение 18 : 12.",
            "parts": {"a": {"options": {"A": "2 : 3", "B": "3 : 2", "C": "6 : 5"}}}
        }}
    })
}

async fn list_catalogue(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: CatalogueQuery = query.read(&context)?;
    let page = context
        .run_as_anybody(move |s, reader| catalogue::list_catalogue(s, reader, &query))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn list_catalogue_changes(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: CatalogueChangesQuery = query.read(&context)?;
    let changes = context
        .run_as_anybody(move |s, reader| {
            catalogue_changes::list_catalogue_changes(s, reader, &query)
        })
        .await?;
    Ok(Reply::ok(&changes).send(&context))
}

async fn read_catalogue_collection(
    context: Context,
    code: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let asking = context.clone();
    let (found, tag) = context
        .run_as_anybody(move |s, reader| {
            catalogue::read_catalogue_collection(s, reader, &code, |tag| asking.knows(tag))
        })
        .await?;
    Ok(Reply::ok(&found).tagged(tag).send(&context))
}

async fn read_catalogue_task(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (code, task) = path.into_inner();
    let found = context
        .run_as_anybody(move |s, reader| catalogue::read_catalogue_task(s, reader, &code, &task))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn read_catalogue_file(
    context: Context,
    code: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: FileQuery = query.read(&context)?;
    let media_type = preferred(context.accept.as_deref(), FORMATS)
        .ok_or_else(|| context.problem(Refusal::NotAcceptable { offered: FORMATS }))?;
    let format = match media_type {
        YAML => FileFormat::Yaml,
        CSV => FileFormat::Csv,
        _ => FileFormat::Json,
    };
    let name = format!("attachment; filename=\"{code}.{}\"", format.ending());
    let asking = context.clone();
    let file = context
        .run_as_anybody(move |s, reader| {
            let wanted = (code.as_str(), query.keys, format);
            collection_file::read_catalogue_file(s, reader, wanted, |tag| asking.knows(tag))
        })
        .await?;
    Ok(Reply::bytes(media_type, file.text.into_bytes())
        .tagged(file.tag)
        .header("content-disposition", name)
        .send(&context))
}
