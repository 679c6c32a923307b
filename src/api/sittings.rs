//! Sittings and who was there; the marking guide.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::form::attempt_copy::AttemptCopy;
use crate::identity::Permission;
use crate::service::attempt_copies;
use crate::service::attempt_states::{self, SetAttemptStates};
use crate::service::bulk::BulkAnswer;
use crate::service::marking_guide::{self, MarkingGuide};
use crate::service::practice::{self, Practice};
use crate::service::sitting_accommodations;
use crate::service::sitting_parts::{self, PlanSittingParts};
use crate::service::sitting_view::{Sitting, SittingDetail};
use crate::service::sittings::{self, CreateSitting};
use crate::service::{Page, PageRequest};

/// Which sittings.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SittingsQuery {
    /// Of this class.
    #[serde(default)]
    pub class_id: Option<String>,
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
            "create_sitting",
            Method::Post,
            "/sittings",
            "scoring",
            |r| r.to(create_sitting),
        )
        .summary("Plan a sitting of a locked form by a class")
        .needs(Permission::ManageSittings)
        .body::<CreateSitting>(json!({
            "form_id": "0193f1e0-0000-7000-8000-000000000021",
            "class_id": "0193f1e0-0000-7000-8000-000000000031",
            "policy": "kz-2-11-2025", "language": "kk", "mode": "paper", "held_on": "2026-10-22",
            "parts": [{"part": 2, "held_on": "2026-10-21"}]
        }))
        .answers::<SittingDetail>(201, detail_example("open", "planned"))
        .refuses(409),
        Operation::new("list_sittings", Method::Get, "/sittings", "scoring", |r| {
            r.to(list_sittings)
        })
        .summary("Sittings of the schools you work with")
        .query::<SittingsQuery>()
        .answers::<Page<Sitting>>(200, json!({"items": [sitting_example("open")]})),
        Operation::new(
            "read_sitting",
            Method::Get,
            "/sittings/{id}",
            "scoring",
            |r| r.to(read_sitting),
        )
        .summary("One sitting with its attempts")
        .answers::<SittingDetail>(200, detail_example("open", "present")),
        Operation::new(
            "set_attempt_states",
            Method::Post,
            "/sittings/{id}/states",
            "scoring",
            |r| r.to(set_attempt_states),
        )
        .summary("Record who was there, in bulk")
        .needs(Permission::ManageSittings)
        .body::<SetAttemptStates>(json!({"rows": [
            {"candidate": "7A-01", "state": "present", "extra_min": 10},
            {"candidate": "7A-02", "part": 2, "state": "absent_valid", "reason": "sick leave"}
        ]}))
        .answers::<BulkAnswer>(
            200,
            json!({
                "saved": 2, "refused": 0,
                "rows": [{"row": 0, "outcome": "saved"}, {"row": 1, "outcome": "saved"}]
            }),
        )
        .refuses(409),
        Operation::new(
            "plan_sitting_parts",
            Method::Post,
            "/sittings/{id}/parts",
            "scoring",
            |r| r.to(plan_sitting_parts),
        )
        .summary("Move parts of a sitting to days of their own")
        .needs(Permission::ManageSittings)
        .body::<PlanSittingParts>(json!({
            "parts": [{"part": 2, "held_on": "2026-10-21", "mode": "paper"}]
        }))
        .answers::<SittingDetail>(200, detail_example("open", "planned"))
        .refuses(409),
        Operation::new(
            "apply_accommodations",
            Method::Post,
            "/sittings/{id}/accommodations",
            "scoring",
            |r| r.to(apply_accommodations),
        )
        .summary("Give candidates what they have a right to, on parts that nobody has sat yet")
        .needs(Permission::ManageSittings)
        .answers::<SittingDetail>(200, detail_example("open", "planned"))
        .refuses(409),
        Operation::new(
            "close_sitting",
            Method::Post,
            "/sittings/{id}/close",
            "scoring",
            |r| r.to(close_sitting),
        )
        .summary("Close a sitting: nothing is entered any more")
        .needs(Permission::ManageSittings)
        .answers::<SittingDetail>(200, detail_example("closed", "present"))
        .refuses(409),
        Operation::new(
            "read_marking_guide",
            Method::Get,
            "/sittings/{id}/marking-guide",
            "scoring",
            |r| r.to(read_marking_guide),
        )
        .summary("Descriptors, bands, sample and accepted answers for the markers of a sitting")
        .needs(Permission::WriteMarks)
        .answers::<MarkingGuide>(200, guide_example()),
        Operation::new(
            "read_practice",
            Method::Get,
            "/sittings/{id}/practice/{candidate}",
            "scoring",
            |r| r.to(read_practice),
        )
        .summary("What a candidate who practises sees beside the tasks: open levels, hints, worked solutions")
        .needs(Permission::WriteResponses)
        .answers::<Practice>(200, practice_example())
        .refuses(409),
        Operation::new(
            "read_attempt_copy",
            Method::Get,
            "/sittings/{id}/copies/{candidate}",
            "scoring",
            |r| r.to(read_attempt_copy),
        )
        .summary("The copy of one candidate, with the words of recordings where the specification allows them")
        .needs(Permission::ManageSittings)
        .answers::<AttemptCopy>(200, attempt_copy_example())
        .refuses(409),
    ]
}

fn attempt_copy_example() -> Value {
    json!({
        "copy": {
            "label": "A", "language": "kk", "subject": "kazakh_l2", "max_score": 1, "duration_min": 40,
            "sections": [{"id": "listening", "minutes": 15, "score": 1}],
            "stimuli": [{"number": 1, "kind": "audio", "title": "Вокзалда", "seconds": 90, "plays": 2}],
            "tasks": [{
                "position": 1, "section": "listening", "points": 1, "stimulus": 1, "stem": "Пойыз қашан жүреді?",
                "parts": [{"id": "a", "type": "MCQ", "points": 1, "options": [{"id": "A", "text": "онда"}, {"id": "B", "text": "бесте"}]}]
            }]
        },
        "transcripts": [{"stimulus": 1, "text": "Пойыз сағат онда жүреді."}]
    })
}

fn practice_example() -> Value {
    json!({
        "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "candidate": "7A-01",
        "levels": [
            {"level": "A", "points": 1, "maximum": 2, "opens_next_at": 1.33, "open": true},
            {"level": "B", "points": 0, "maximum": 1, "open": false}
        ],
        "tasks": [
            {"position": 1, "level": "A", "open": true, "answered": true, "hint": "Draw it.", "explanation": "3 + 4 = 7"},
            {"position": 2, "level": "A", "open": true, "answered": false, "hint": "Count the sides."},
            {"position": 3, "level": "B", "open": false, "answered": false}
        ]
    })
}

fn sitting_example(state: &str) -> Value {
    json!({
        "id": "0193f1e0-0000-7000-8000-000000000051", "org_id": "0193f1e0-0000-7000-8000-000000000005",
        "form_id": "0193f1e0-0000-7000-8000-000000000021",
        "class_id": "0193f1e0-0000-7000-8000-000000000031", "subject": "kazakh_l2", "kind": "SAT",
        "term": 1, "academic_year": "2026-27", "language": "kk", "mode": "paper",
        "held_on": "2026-10-22", "state": state, "created_at": "2026-10-20T06:00:00Z"
    })
}

fn detail_example(sitting: &str, part: &str) -> Value {
    let mut detail = sitting_example(sitting);
    detail["policy"] = json!("kz-2-11-2025");
    detail["policy_version"] = json!(1);
    detail["parts"] = json!([
        {"part": 1, "sections": ["listening", "reading", "writing"], "held_on": "2026-10-22", "mode": "paper", "minutes": 40},
        {"part": 2, "sections": ["speaking"], "held_on": "2026-10-21", "mode": "paper", "minutes": 5}
    ]);
    detail["attempts"] = json!([{
        "candidate": "7A-01",
        "accommodations": [{
            "accommodation": "extra-time-50", "document": "kz-sen", "version": 1,
            "title": {"en": "Half as much time again"}, "extra_time": {"percent": 50}
        }],
        "parts": [
            {"part": 1, "sections": ["listening", "reading", "writing"], "state": part, "extra_min": 20, "working_min": 60},
            {"part": 2, "sections": ["speaking"], "state": part, "extra_min": 3, "working_min": 8}
        ]
    }]);
    detail
}

fn guide_example() -> Value {
    json!({
        "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "language": "kk",
        "tasks": [{"position": 7, "parts": [{
            "part": "a", "type": "EA", "points": 2, "scheme": "analytic", "by_marker": true,
            "descriptors": [
                {"id": "d1", "points": 1, "text": "жоспар бойынша жазады"},
                {"id": "d2", "points": 1, "text": "тірек сөздерді қолданады"}
            ],
            "sample_answer": "Менің отбасым шағын …"
        }]}]
    })
}

async fn create_sitting(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateSitting = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            sittings::create_sitting(s, call, input)
        })
        .await?;
    let address = format!("/api/v1/sittings/{}", made.sitting.id);
    Ok(Reply::created(&made, address).send(&context))
}

async fn list_sittings(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: SittingsQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let class_id = query.class_id;
    let page = context
        .run(move |s, call| sittings::list_sittings(s, call, class_id.as_deref(), &request))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_sitting(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| sittings::read_sitting(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn set_attempt_states(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: SetAttemptStates = body.read(&context)?;
    let answer = context
        .run_with_body(body.bytes(), move |s, call| {
            attempt_states::set_attempt_states(s, call, &id, input)
        })
        .await?;
    Ok(Reply::ok(&answer).send(&context))
}

async fn plan_sitting_parts(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: PlanSittingParts = body.read(&context)?;
    let planned = context
        .run_with_body(body.bytes(), move |s, call| {
            sitting_parts::plan_sitting_parts(s, call, &id, input)
        })
        .await?;
    Ok(Reply::ok(&planned).send(&context))
}

async fn apply_accommodations(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let given = context
        .run(move |s, call| sitting_accommodations::apply_accommodations(s, call, &id))
        .await?;
    Ok(Reply::ok(&given).send(&context))
}

async fn close_sitting(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let closed = context
        .run(move |s, call| sittings::close_sitting(s, call, &id))
        .await?;
    Ok(Reply::ok(&closed).send(&context))
}

async fn read_marking_guide(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let guide = context
        .run(move |s, call| marking_guide::read_marking_guide(s, call, &id))
        .await?;
    Ok(Reply::ok(&guide).send(&context))
}

async fn read_attempt_copy(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, candidate) = path.into_inner();
    let copy = context
        .run(move |s, call| attempt_copies::read_attempt_copy(s, call, &id, &candidate))
        .await?;
    Ok(Reply::ok(&copy).send(&context))
}

async fn read_practice(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, candidate) = path.into_inner();
    let practice = context
        .run(move |s, call| practice::read_practice(s, call, &id, &candidate))
        .await?;
    Ok(Reply::ok(&practice).send(&context))
}
