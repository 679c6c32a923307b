//! Marking by a plan: each marker's queue and marks, what an adjudicator decides, how far markers agree.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::adjudications::{self, AdjudicateMarks, AdjudicationQueue};
use crate::service::bulk::BulkAnswer;
use crate::service::marker_marks::{self, EnterMarkerMarks};
use crate::service::marking_agreement::{self, MarkingAgreement};
use crate::service::marking_queue::{self, ToMark};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "read_marking_queue",
            Method::Get,
            "/marking-queue",
            "scoring",
            |r| r.to(read_marking_queue),
        )
        .summary("What you are to mark by marking plans, beside its mark scheme")
        .query::<Paging>()
        .answers::<Page<ToMark>>(
            200,
            json!({"items": [{
                "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "candidate": "7A-01",
                "position": 7,
                "answers": [{"part": "a", "answer": {"text": "Менің отбасым шағын …"}}],
                "scheme": scheme_example(),
                "marks": [{"mark": 12, "part": "a", "descriptor": "d1", "points": 1}]
            }]}),
        ),
        Operation::new(
            "enter_marker_marks",
            Method::Post,
            "/sittings/{id}/marking/marks",
            "scoring",
            |r| r.to(enter_marker_marks),
        )
        .summary("Enter your marks by a marking plan; where two are in, they are settled or wait for an adjudicator")
        .needs(Permission::WriteMarks)
        .body::<EnterMarkerMarks>(json!({"rows": [
            {"candidate": "7A-01", "position": 7, "descriptor": "d1", "points": 1},
            {"candidate": "7A-01", "position": 7, "descriptor": "d2", "points": 0,
             "supersedes": 12, "reason": "wrong line"}
        ], "mode": "per_row"}))
        .answers::<BulkAnswer>(
            200,
            json!({"saved": 1, "refused": 1, "rows": [
                {"row": 0, "outcome": "saved", "marks": [13]},
                {"row": 1, "outcome": "conflict", "findings": [{
                    "code": "marking_seat_missing", "severity": "error", "pointer": "/rows/1/position",
                    "args": {"candidate": "7A-01", "position": 7},
                    "detail": "The marking plan does not give position 7 of 7A-01 to you."
                }]}
            ]}),
        )
        .refuses(409),
        Operation::new(
            "read_adjudication_queue",
            Method::Get,
            "/sittings/{id}/marking/adjudications",
            "scoring",
            |r| r.to(read_adjudication_queue),
        )
        .summary("Where markers are apart, with what both gave, and control scripts without agreed marks")
        .needs(Permission::WriteMarks)
        .answers::<AdjudicationQueue>(200, queue_example()),
        Operation::new(
            "adjudicate_marks",
            Method::Post,
            "/sittings/{id}/marking/adjudications",
            "scoring",
            |r| r.to(adjudicate_marks),
        )
        .summary("Decide where markers are apart, or agree on the marks of a control script")
        .needs(Permission::WriteMarks)
        .body::<AdjudicateMarks>(json!({"rows": [{
            "candidate": "7A-01", "position": 7, "descriptor": "d1", "points": 1,
            "reason": "the plan of the text is there, in other words"
        }]}))
        .answers::<BulkAnswer>(
            200,
            json!({"saved": 1, "refused": 0, "rows": [{"row": 0, "outcome": "saved", "marks": [31]}]}),
        )
        .refuses(409),
        Operation::new(
            "read_marking_agreement",
            Method::Get,
            "/sittings/{id}/marking/agreement",
            "scoring",
            |r| r.to(read_marking_agreement),
        )
        .summary("How far the markers of a sitting agree, by task, descriptor and marker")
        .needs(Permission::ReadResults)
        .answers::<MarkingAgreement>(200, agreement_example()),
    ]
}

fn scheme_example() -> Value {
    json!({"position": 7, "parts": [{
        "part": "a", "type": "EA", "points": 2, "scheme": "analytic", "by_marker": true,
        "descriptors": [
            {"id": "d1", "points": 1, "text": "жоспар бойынша жазады"},
            {"id": "d2", "points": 1, "text": "тірек сөздерді қолданады"}
        ],
        "sample_answer": "Менің отбасым шағын …"
    }]})
}

fn queue_example() -> Value {
    let judged = |marker: &str, seat: &str, mark: i64, points: i64| {
        json!({"marker": marker, "seat": seat, "marks": [
            {"mark": mark, "part": "a", "descriptor": "d1", "points": points}
        ]})
    };
    json!({"sitting_id": "0193f1e0-0000-7000-8000-000000000051", "items": [{
        "candidate": "7A-01", "position": 7, "control": false,
        "apart": {"task": 1, "task_beyond": true, "aspects": [
            {"part": "a", "descriptor": "d1", "points": 1, "beyond": true}
        ]},
        "markers": [
            judged("0193f1e0-0000-7000-8000-000000000003", "first", 12, 1),
            judged("0193f1e0-0000-7000-8000-000000000004", "second", 19, 0)
        ],
        "scheme": scheme_example()
    }]})
}

fn agreement_example() -> Value {
    let found = json!({
        "n": 28, "exact": 0.75, "adjacent": 1, "step": 1, "kappa": 0.5, "quadratic_kappa": 0.5,
        "mean_deviation": 0.04
    });
    let of = |about: Value| {
        let mut found = found.clone();
        for (name, value) in about.as_object().into_iter().flatten() {
            found[name] = value.clone();
        }
        found
    };
    json!({
        "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "mode": "double_blind",
        "marked_twice": 30, "compared": 28,
        "tasks": [of(json!({"position": 7}))],
        "descriptors": [of(json!({"position": 7, "part": "a", "descriptor": "d1"}))],
        "markers": [of(json!({"marker": "0193f1e0-0000-7000-8000-000000000003"}))]
    })
}

async fn read_marking_queue(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| marking_queue::read_marking_queue(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn enter_marker_marks(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: EnterMarkerMarks = body.read(&context)?;
    let answer = context
        .run_with_body(body.bytes(), move |s, call| {
            marker_marks::enter_marker_marks(s, call, &id, input)
        })
        .await?;
    Ok(Reply::ok(&answer).send(&context))
}

async fn read_adjudication_queue(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| adjudications::read_adjudication_queue(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn adjudicate_marks(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: AdjudicateMarks = body.read(&context)?;
    let answer = context
        .run_with_body(body.bytes(), move |s, call| {
            adjudications::adjudicate_marks(s, call, &id, input)
        })
        .await?;
    Ok(Reply::ok(&answer).send(&context))
}

async fn read_marking_agreement(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| marking_agreement::read_marking_agreement(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
