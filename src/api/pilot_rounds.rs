//! Pilot rounds of versions.

use actix_web::{HttpResponse, web};
use serde_json::json;

use super::items::number_of;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::pilot_rounds::{self, PilotRoundView, RecordPilotRound};

pub(super) fn operations() -> Vec<Operation> {
    let round = json!({
        "id": "0193f1e0-0000-7000-8000-000000000045", "round": 1, "date": "2026-11-10", "administration": "pilot-1",
        "n": 214, "needed": 100, "p": {"state": "known", "value": 0.62}, "rit": {"state": "known", "value": 0.41},
        "statistics": [{"metric": "share_c", "language": "", "n": 40, "value": {"state": "insufficient"}}],
        "decision": "pass", "decided_by": "0193f1e0-0000-7000-8000-000000000003",
        "recorded_at": "2026-11-12T10:00:00Z"
    });
    vec![
        Operation::new(
            "list_pilot_rounds",
            Method::Get,
            "/items/{id}/versions/{number}/pilot-rounds",
            "bank",
            |r| r.to(list_pilot_rounds),
        )
        .summary("Recorded pilot rounds of a version; numbers that rest on too few candidates are not told")
        .needs(Permission::ReadKeys)
        .answers::<Vec<PilotRoundView>>(200, json!([round.clone()])),
        Operation::new(
            "record_pilot_round",
            Method::Post,
            "/items/{id}/versions/{number}/pilot-rounds",
            "bank",
            |r| r.to(record_pilot_round),
        )
        .summary("Record a pilot round with its decision: the only way past a pilot gate")
        .needs(Permission::WriteStatistics)
        .body::<RecordPilotRound>(json!({
            "round": 1, "date": "2026-11-10", "n": 214, "p": 0.62, "rit": 0.41, "decision": "pass",
            "note": "Option C draws nobody."
        }))
        .answers::<PilotRoundView>(201, round)
        .refuses(409),
    ]
}

async fn list_pilot_rounds(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| pilot_rounds::list_pilot_rounds(s, call, &path.0, number_of(&path.1)))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn record_pilot_round(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: RecordPilotRound = body.read(&context)?;
    let location = format!("/api/v1/items/{}/versions/{}/pilot-rounds", path.0, path.1);
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            pilot_rounds::record_pilot_round(s, call, &path.0, number_of(&path.1), &input)
        })
        .await?;
    Ok(Reply::created(&made, location).send(&context))
}
