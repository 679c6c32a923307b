//! Journal entries of a class.

use actix_web::HttpResponse;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::bulk::BulkAnswer;
use crate::service::journal_entries::{self, CourseOf, JournalEntry, RecordJournalEntries};
use crate::service::{Page, PageRequest};

/// Which entries.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JournalQuery {
    /// Of this class.
    pub class_id: String,
    /// Subject code.
    pub subject: String,
    /// Term.
    #[schemars(range(min = 1, max = 4))]
    pub term: u8,
    /// School year; the class's when absent.
    #[serde(default)]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "record_journal_entries",
            Method::Post,
            "/journal-entries",
            "scoring",
            |r| r.to(record_journal_entries),
        )
        .summary("Enter journal points of a class in a course, in bulk")
        .needs(Permission::WriteJournal)
        .body::<RecordJournalEntries>(json!({
            "class_id": "0193f1e0-0000-7000-8000-000000000031", "subject": "kazakh_l2", "term": 1,
            "rows": [
                {"candidate": "7A-01", "kind": "FA", "points": 8},
                {"candidate": "7A-01", "kind": "SAU", "points": 9, "max": 12, "reference": "7.1A"},
                {"candidate": "7A-02", "kind": "SAT", "state": "absent_valid"}
            ]
        }))
        .answers::<BulkAnswer>(
            200,
            json!({"saved": 3, "refused": 0, "rows": [
                {"row": 0, "outcome": "saved", "id": "0193f1e0-0000-7000-8000-000000000061"},
                {"row": 1, "outcome": "saved", "id": "0193f1e0-0000-7000-8000-000000000062"},
                {"row": 2, "outcome": "saved", "id": "0193f1e0-0000-7000-8000-000000000063"}
            ]}),
        )
        .refuses(409),
        Operation::new(
            "list_journal_entries",
            Method::Get,
            "/journal-entries",
            "scoring",
            |r| r.to(list_journal_entries),
        )
        .summary("Journal of a class in a course with its history")
        .needs(Permission::WriteJournal)
        .query::<JournalQuery>()
        .answers::<Page<JournalEntry>>(
            200,
            json!({"items": [{
                "id": "0193f1e0-0000-7000-8000-000000000062", "candidate": "7A-01", "kind": "SAU",
                "state": "marked", "points": 9, "max": 12, "source": "teacher", "reference": "7.1A",
                "current": true, "created_at": "2026-10-01T06:00:00Z"
            }]}),
        ),
    ]
}

async fn record_journal_entries(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: RecordJournalEntries = body.read(&context)?;
    let answer = context
        .run_with_body(body.bytes(), move |s, call| {
            journal_entries::record_journal_entries(s, call, input)
        })
        .await?;
    Ok(Reply::ok(&answer).send(&context))
}

async fn list_journal_entries(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: JournalQuery = query.read(&context)?;
    let course = CourseOf {
        subject: query.subject,
        academic_year: query.academic_year,
        term: query.term,
    };
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let class_id = query.class_id;
    let page = context
        .run(move |s, call| {
            journal_entries::list_journal_entries(s, call, &class_id, &course, &request)
        })
        .await?;
    Ok(Reply::ok(&page).send(&context))
}
