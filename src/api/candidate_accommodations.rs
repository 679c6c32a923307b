//! Accommodations that candidates of a class have a right to.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::bulk::BulkAnswer;
use crate::service::candidate_accommodations::{
    self, CandidateAccommodation, ClassAccommodations, EndAccommodation, GiveAccommodations,
};

pub(super) fn operations() -> Vec<Operation> {
    let given = json!({
        "id": "0193f1e0-0000-7000-8000-000000000061", "candidate": "7A-02", "document": "kz-sen",
        "accommodation": "extra-time-50", "valid_from": "2026-09-01", "valid_to": "2027-05-31",
        "basis": "decision 12 of 2026-08-28", "created_at": "2026-09-01T06:00:00Z"
    });
    vec![
        Operation::new(
            "give_accommodations",
            Method::Post,
            "/classes/{id}/accommodations",
            "scoring",
            |r| r.to(give_accommodations),
        )
        .summary("Record accommodations of candidates with their ground, in bulk")
        .needs(Permission::ManageSittings)
        .body::<GiveAccommodations>(json!({"rows": [{
            "candidate": "7A-02", "document": "kz-sen", "accommodation": "extra-time-50",
            "valid_from": "2026-09-01", "basis": "decision 12 of 2026-08-28"
        }]}))
        .answers::<BulkAnswer>(
            200,
            json!({"saved": 1, "refused": 0, "rows": [
                {"row": 0, "outcome": "saved", "id": "0193f1e0-0000-7000-8000-000000000061"}
            ]}),
        )
        .refuses(409),
        Operation::new(
            "list_class_accommodations",
            Method::Get,
            "/classes/{id}/accommodations",
            "scoring",
            |r| r.to(list_class_accommodations),
        )
        .summary("Accommodations of the candidates of a class")
        .needs(Permission::ManageSittings)
        .answers::<ClassAccommodations>(200, json!({"items": [given.clone()]})),
        Operation::new(
            "end_accommodation",
            Method::Post,
            "/classes/{id}/accommodations/{right_id}/end",
            "scoring",
            |r| r.to(end_accommodation),
        )
        .summary("End an accommodation on a day")
        .needs(Permission::ManageSittings)
        .body::<EndAccommodation>(json!({"valid_to": "2027-05-31"}))
        .answers::<CandidateAccommodation>(200, given),
    ]
}

async fn give_accommodations(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: GiveAccommodations = body.read(&context)?;
    let answer = context
        .run_with_body(body.bytes(), move |s, call| {
            candidate_accommodations::give_accommodations(s, call, &id, input)
        })
        .await?;
    Ok(Reply::ok(&answer).send(&context))
}

async fn list_class_accommodations(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let list = context
        .run(move |s, call| candidate_accommodations::list_class_accommodations(s, call, &id))
        .await?;
    Ok(Reply::ok(&list).send(&context))
}

async fn end_accommodation(
    context: Context,
    path: web::Path<(String, String)>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let (class, id) = path.into_inner();
    let input: EndAccommodation = body.read(&context)?;
    let ended = context
        .run_with_body(body.bytes(), move |s, call| {
            candidate_accommodations::end_accommodation(s, call, (&class, &id), input)
        })
        .await?;
    Ok(Reply::ok(&ended).send(&context))
}
