//! What runs make beside forms: forms of a cohort, parts of a pool; and steps of an adaptive test.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::paging::Paging;
use crate::assembly::next_item::NextItem;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::assembly::{self, AskNextItem, CohortForm, RunPart, WholeCohortForm};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "list_cohort_forms",
            Method::Get,
            "/assembly-runs/{id}/forms",
            "assembly",
            |r| r.to(list_cohort_forms),
        )
        .summary("Forms of a run for a cohort, by number; while it runs, those that are final")
        .needs(Permission::AssembleForms)
        .query::<Paging>()
        .answers::<Page<CohortForm>>(200, json!({"items": [{
            "number": 1, "fingerprint": fingerprint(),
            "tasks": [{"item": "MA6-0003", "version": 1, "row": "B1"}]
        }]}))
        .refuses(409),
        Operation::new(
            "read_cohort_form",
            Method::Get,
            "/assembly-runs/{id}/forms/{number}",
            "assembly",
            |r| r.to(read_cohort_form),
        )
        .summary("One of them with every constraint, recounted now from the candidates of the run")
        .needs(Permission::AssembleForms)
        .answers::<WholeCohortForm>(
            200,
            json!({
                "number": 1, "fingerprint": fingerprint(), "positions": [position()],
                "achieved": [achieved()]
            }),
        )
        .refuses(409),
        Operation::new(
            "read_run_part",
            Method::Get,
            "/assembly-runs/{id}/parts/{number}",
            "assembly",
            |r| r.to(read_run_part),
        )
        .summary("A part of the pool of a run: its items, and a form that it can build")
        .needs(Permission::AssembleForms)
        .answers::<RunPart>(
            200,
            json!({
                "number": 1, "items": [{"item": "MA6-0003", "version": 1}], "form": [position()],
                "achieved": [achieved()]
            }),
        )
        .refuses(409),
        Operation::new(
            "next_item",
            Method::Post,
            "/assembly-runs/{id}/next-item",
            "assembly",
            |r| r.to(next_item),
        )
        .summary("The next item of an adaptive test: the form around what was given that tells most, over the candidates of a run")
        .needs(Permission::AssembleForms)
        .body::<AskNextItem>(json!({
            "theta": 0.3, "given_items": [{"item": "MA6-0003", "version": 1, "row": "B1"}]
        }))
        .answers::<NextItem>(
            200,
            json!({
                "next": {"item": "MA6-0007", "version": 1},
                "tasks": [
                    {"item": "MA6-0003", "version": 1, "row": "B1", "information": 0.31, "given": true},
                    {"item": "MA6-0007", "version": 1, "row": "B2", "information": 0.42}
                ],
                "information": 0.73, "bound": 0.735, "achieved": [achieved()], "reproducible": true
            }),
        )
        .refuses(409),
    ]
}

fn fingerprint() -> &'static str {
    "9e8b1a0d3c5e7f90112233445566778899aabbccddeeff005f3c1e0b6a7d4c2f"
}

fn position() -> Value {
    json!({"position": 1, "row": "B1", "section": "A", "item": "MA6-0003", "version": 1, "points": 2})
}

fn achieved() -> Value {
    json!({
        "kind": "row", "about": "B1", "min": 1, "max": 1, "achieved": 1, "unit": "items", "holds": true
    })
}

async fn list_cohort_forms(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| assembly::list_cohort_forms(s, call, &id, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn read_cohort_form(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let form = context
        .run(move |s, call| assembly::read_cohort_form(s, call, &path.0, &path.1))
        .await?;
    Ok(Reply::ok(&form).send(&context))
}

async fn read_run_part(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let part = context
        .run(move |s, call| assembly::read_run_part(s, call, &path.0, &path.1))
        .await?;
    Ok(Reply::ok(&part).send(&context))
}

async fn next_item(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: AskNextItem = body.read(&context)?;
    let next = context
        .run(move |s, call| assembly::next_item(s, call, &id, &input))
        .await?;
    Ok(Reply::ok(&next).send(&context))
}
