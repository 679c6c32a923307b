//! Classes, candidates, term grades.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::paging::Paging;
use super::tables;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::bulk::BulkAnswer;
use crate::service::classes::{self, AddCandidates, Candidate, Class, CreateClass};
use crate::service::journal_entries::CourseOf;
use crate::service::term_grades::{self, TermGrades, TermGradesOf};

/// Which term grades.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermGradesQuery {
    /// Subject code.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_-]{0,79}$"))]
    pub subject: String,
    /// Term.
    #[schemars(range(min = 1, max = 4))]
    pub term: u8,
    /// School year; the class's when absent.
    #[serde(default)]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: Option<String>,
    /// Code of the grading policy.
    pub policy: String,
    /// Its version; the newest when absent.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub policy_version: Option<u32>,
    /// False where the subject has no SAT in the term; true when absent.
    #[serde(default)]
    pub sat_held: Option<bool>,
}

pub(super) fn operations() -> Vec<Operation> {
    let class = json!({
        "id": "0193f1e0-0000-7000-8000-000000000031", "org_id": "0193f1e0-0000-7000-8000-000000000005",
        "code": "7А", "grade": 7, "language": "ru", "academic_year": "2026-27",
        "created_at": "2026-11-21T10:00:00Z"
    });
    let candidate = json!({
        "id": "0193f1e0-0000-7000-8000-000000000041", "code": "7A-01", "sen": false
    });
    vec![
        Operation::new("create_class", Method::Post, "/classes", "scoring", |r| r.to(create_class))
            .summary("Add a class to a school")
            .needs(Permission::ManageSittings)
            .body::<CreateClass>(json!({
                "code": "7А", "grade": 7, "language": "ru", "academic_year": "2026-27"
            }))
            .answers::<Class>(201, class.clone())
            .refuses(409),
        Operation::new("list_classes", Method::Get, "/classes", "scoring", |r| r.to(list_classes))
            .summary("Classes of the schools you work with")
            .query::<Paging>()
            .answers::<Page<Class>>(200, json!({"items": [class.clone()]})),
        Operation::new("read_class", Method::Get, "/classes/{id}", "scoring", |r| r.to(read_class))
            .summary("One class")
            .answers::<Class>(200, class),
        Operation::new(
            "add_candidates",
            Method::Post,
            "/classes/{id}/candidates",
            "scoring",
            |r| r.to(add_candidates),
        )
        .summary("Add candidates to a class, in bulk, by pseudonymous code")
        .needs(Permission::ManageSittings)
        .body::<AddCandidates>(json!({
            "rows": [{"code": "7A-01"}, {"code": "7A-02", "sen": true}], "mode": "all_or_nothing"
        }))
        .answers::<BulkAnswer>(200, json!({
            "saved": 2, "refused": 0, "rows": [
                {"row": 0, "outcome": "saved", "id": "0193f1e0-0000-7000-8000-000000000041"},
                {"row": 1, "outcome": "saved", "id": "0193f1e0-0000-7000-8000-000000000042"}
            ]
        }))
        .refuses(409),
        Operation::new(
            "list_candidates",
            Method::Get,
            "/classes/{id}/candidates",
            "scoring",
            |r| r.to(list_candidates),
        )
        .summary("Candidates of a class, by code")
        .query::<Paging>()
        .answers::<Page<Candidate>>(200, json!({"items": [candidate]})),
        Operation::new(
            "read_term_grades",
            Method::Get,
            "/classes/{id}/term-grades",
            "scoring",
            |r| r.to(read_term_grades),
        )
        .summary("Term grades of a class from FA, SAU and SAT, as JSON or CSV (Accept: text/csv)")
        .needs(Permission::ReadResults)
        .query::<TermGradesQuery>()
        .answers::<TermGrades>(200, term_grades_example())
        .answers_text(
            "text/csv",
            "candidate,fa,sau,sat,sat_from,total,rounded,rounding,grade,reason,findings\r\n7A-01,20,17.5,36,sitting,73.5,74,half_up,4,,\r\n",
        ),
    ]
}

fn term_grades_example() -> serde_json::Value {
    let amount = |exact: &str, shown: f64| json!({"exact": exact, "shown": shown});
    json!({
        "class_id": "0193f1e0-0000-7000-8000-000000000031", "subject": "kazakh_l2",
        "academic_year": "2026-27", "term": 1, "policy": "kz-2-11-2025", "policy_version": 1,
        "rows": [{
            "candidate": "7A-01", "fa_entries": 5, "sau_entries": 2, "sat_from": "sitting",
            "term_grade": {
                "fa_part": amount("20", 20.0), "sau_part": amount("17.5", 17.5),
                "sat_part": amount("36", 36.0), "scaled_up": false,
                "total": {
                    "percent": amount("73.5", 73.5), "rounding": "half_up", "rounding_places": 0,
                    "rounded": 74, "grade": "4", "level": "medium"
                },
                "grade": "4", "reason": null
            }
        }]
    })
}

async fn create_class(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateClass = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            classes::create_class(s, call, input)
        })
        .await?;
    Ok(Reply::created(&made, format!("/api/v1/classes/{}", made.id)).send(&context))
}

async fn list_classes(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| classes::list_classes(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_class(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| classes::read_class(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn add_candidates(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: AddCandidates = body.read(&context)?;
    let answer = context
        .run_with_body(body.bytes(), move |s, call| {
            classes::add_candidates(s, call, &id, input)
        })
        .await?;
    Ok(Reply::ok(&answer).send(&context))
}

async fn list_candidates(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| classes::list_candidates(s, call, &id, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_term_grades(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: TermGradesQuery = query.read(&context)?;
    let asked = TermGradesOf {
        course: CourseOf {
            subject: query.subject,
            academic_year: query.academic_year,
            term: query.term,
        },
        policy: query.policy,
        policy_version: query.policy_version,
        sat_held: query.sat_held.unwrap_or(true),
    };
    let grades = context
        .run(move |s, call| term_grades::read_term_grades(s, call, &id, &asked))
        .await?;
    if tables::wants_csv(&context) {
        let rows = tables::term_rows(&grades);
        return Ok(tables::csv_reply(&context, &tables::TERM_COLUMNS, rows));
    }
    Ok(Reply::ok(&grades).send(&context))
}
