//! Drafts adjusted by hand.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::forms::{form, tagged};
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::forms::{self, Form, SwapCandidates, SwapTask};

/// How many candidates.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SwapsQuery {
    /// Tasks at most; 20 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "list_swap_candidates",
            Method::Get,
            "/forms/{id}/positions/{position}/candidates",
            "forms",
            |r| r.to(list_swap_candidates),
        )
        .summary(
            "Tasks that may come to a place of a draft so that every constraint goes on holding",
        )
        .needs(Permission::AssembleForms)
        .query::<SwapsQuery>()
        .answers::<SwapCandidates>(
            200,
            json!({
                "position": 1, "row": "B1",
                "present": {
                    "item": "MA6-0003", "version": 1, "item_type": "SA", "points": 2, "minutes": 3,
                    "objectives": ["6.5.2.1"], "thinking": "KU"
                },
                "candidates": [{
                    "item": "MA6-0007", "version": 1, "item_type": "SA", "points": 2, "minutes": 3,
                    "objectives": ["6.5.2.1"], "thinking": "KU", "p": 0.61
                }]
            }),
        )
        .refuses(409),
        Operation::new(
            "swap_form_task",
            Method::Post,
            "/forms/{id}/positions/{position}/swap",
            "forms",
            |r| r.to(swap_form_task),
        )
        .summary(
            "Exchange a task of a draft; a constraint that would break is named and refuses it",
        )
        .needs(Permission::AssembleForms)
        .body::<SwapTask>(json!({"item": "MA6-0007", "version": 1}))
        .answers::<Form>(200, form())
        .refuses(409)
        .refuses(412)
        .refuses(428),
    ]
}

type Path = web::Path<(String, String)>;

async fn list_swap_candidates(
    context: Context,
    path: Path,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let SwapsQuery { limit } = query.read(&context)?;
    let found = context
        .run(move |s, call| forms::list_swap_candidates(s, call, (&path.0, &path.1), limit))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn swap_form_task(context: Context, path: Path, body: Body) -> Result<HttpResponse, Problem> {
    let input: SwapTask = body.read(&context)?;
    let form = context
        .run_with_body(body.bytes(), move |s, call| {
            forms::swap_form_task(s, call, (&path.0, &path.1), &input)
        })
        .await?;
    Ok(tagged(&form).send(&context))
}
