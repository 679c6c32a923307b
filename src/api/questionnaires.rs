//! Rounds of questionnaires: begun, answered without names, closed, counted.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::bulk::BulkAnswer;
use crate::service::questionnaire_answers::{self, QuestionnaireCounts, RecordSheets};
use crate::service::questionnaires::{self, QuestionnaireRound, StartRound};

const ROUND: &str = "0193f1e0-0000-7000-8000-000000000095";
const ONE: &str = "/questionnaire-rounds/{id}";

pub(super) fn operations() -> Vec<Operation> {
    let path = "/questionnaire-rounds";
    let tag = "questionnaires";
    vec![
        Operation::new("start_questionnaire_round", Method::Post, path, tag, |r| {
            r.to(start_questionnaire_round)
        })
        .summary("Begin a round of a questionnaire: who is asked, and how many")
        .needs(Permission::ManageSittings)
        .body::<StartRound>(json!({
            "questionnaire": "q-formative-2026", "title": "Formative assessment, November 2026",
            "groups": [{"id": "teachers", "invited": 40}, {"id": "parents", "invited": 300}], "least": 5
        }))
        .answers::<QuestionnaireRound>(201, round()),
        Operation::new("list_questionnaire_rounds", Method::Get, path, tag, |r| {
            r.to(list_questionnaire_rounds)
        })
        .summary("Rounds of organisations whose results you read")
        .needs(Permission::ReadResults)
        .query::<Paging>()
        .answers::<Page<QuestionnaireRound>>(200, json!({"items": [round()]})),
        Operation::new("read_questionnaire_round", Method::Get, ONE, tag, |r| {
            r.to(read_questionnaire_round)
        })
        .summary("One round, with the sheets that came back")
        .needs(Permission::ReadResults)
        .answers::<QuestionnaireRound>(200, round()),
        Operation::new(
            "record_questionnaire_sheets",
            Method::Post,
            "/questionnaire-rounds/{id}/sheets",
            tag,
            |r| r.to(record_questionnaire_sheets),
        )
        .summary("Count sheets without names; of a sheet nothing else is kept")
        .needs(Permission::WriteResponses)
        .body::<RecordSheets>(json!({"rows": [
            {"group": "teachers", "answers": [{"position": 1, "part": "a", "choice": "yes"}]}
        ]}))
        .answers::<BulkAnswer>(200, json!({"saved": 1, "refused": 0, "rows": [{"row": 0, "outcome": "saved"}]}))
        .refuses(409),
        Operation::new(
            "close_questionnaire_round",
            Method::Post,
            "/questionnaire-rounds/{id}/close",
            tag,
            |r| r.to(close_questionnaire_round),
        )
        .summary("End a round: its counts are told from now on")
        .needs(Permission::ManageSittings)
        .answers::<QuestionnaireRound>(200, closed())
        .refuses(409),
        Operation::new(
            "read_questionnaire_counts",
            Method::Get,
            "/questionnaire-rounds/{id}/counts",
            tag,
            |r| r.to(read_questionnaire_counts),
        )
        .summary("How often each option was chosen, by group; of groups with few sheets nothing is told")
        .needs(Permission::ReadResults)
        .answers::<QuestionnaireCounts>(200, counts())
        .refuses(409),
    ]
}

fn round() -> Value {
    json!({
        "id": ROUND, "owner_org": "0193f1e0-0000-7000-8000-000000000002", "questionnaire": "q-formative-2026",
        "edition": 1, "title": "Formative assessment, November 2026",
        "groups": [{"id": "teachers", "invited": 40, "returned": 32}, {"id": "parents", "invited": 300, "returned": 4}],
        "least": 5, "state": "open", "created_at": "2026-11-21T10:00:00Z"
    })
}

fn closed() -> Value {
    let mut round = round();
    round["state"] = json!("closed");
    round["closed_at"] = json!("2026-11-28T10:00:00Z");
    round
}

fn counts() -> Value {
    json!({
        "round_id": ROUND, "edition": 1,
        "questions": [{
            "position": 1, "part": "a", "code": "q-01", "asked": {"en": "Do you give feedback at every lesson?"},
            "options": {"yes": {"en": "Yes"}, "no": {"en": "No"}}
        }],
        "groups": [
            {"group": "teachers", "invited": 40, "returned": 32, "response_percent": 80, "hidden": false, "questions": [{
                "position": 1, "part": "a", "answered": 32, "unanswered": 0,
                "options": [{"option": "yes", "count": 24, "percent": 75}, {"option": "no", "count": 8, "percent": 25}]
            }]}
        ]
    })
}

async fn start_questionnaire_round(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: StartRound = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            questionnaires::start_questionnaire_round(s, call, &input)
        })
        .await?;
    let location = format!("/api/v1/questionnaire-rounds/{}", made.id);
    Ok(Reply::created(&made, location).send(&context))
}

async fn list_questionnaire_rounds(
    context: Context,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| questionnaires::list_questionnaire_rounds(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_questionnaire_round(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| questionnaires::read_questionnaire_round(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn record_questionnaire_sheets(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: RecordSheets = body.read(&context)?;
    let counted = context
        .run_with_body(body.bytes(), move |s, call| {
            questionnaire_answers::record_questionnaire_sheets(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&counted).send(&context))
}

async fn close_questionnaire_round(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let closed = context
        .run(move |s, call| questionnaires::close_questionnaire_round(s, call, &id))
        .await?;
    Ok(Reply::ok(&closed).send(&context))
}

async fn read_questionnaire_counts(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| questionnaire_answers::read_questionnaire_counts(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
