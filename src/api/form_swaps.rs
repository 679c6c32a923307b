//! Drafts adjusted by hand, and what a form rests on.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::forms::{form, tagged};
use crate::assembly::sensitivity::Sensitivity;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::forms::{self, AskSensitivity, Form, SwapCandidates, SwapTask};

/// How many candidates.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SwapsQuery {
    /// Tasks at most; 20 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u32>,
}

/// What is asked of a form.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SensitivityQuery {
    /// Codes of the tasks that are asked about, with commas between them; all when absent.
    #[serde(default)]
    #[schemars(length(min = 1, max = 4000))]
    items: Option<String>,
    /// Tasks told of, at most; 100 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1000))]
    limit: Option<u32>,
    /// Exchanges told for each position, at most; 3 when absent.
    #[serde(default)]
    #[schemars(range(min = 0, max = 20))]
    swaps: Option<u32>,
    /// Solves with a bound one unit wider, at most; 3 when absent.
    #[serde(default)]
    #[schemars(range(min = 0, max = 20))]
    solves: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "read_form_sensitivity",
            Method::Get,
            "/forms/{id}/sensitivity",
            "forms",
            |r| r.to(read_form_sensitivity),
        )
        .summary(
            "What the constraints of a form cost, why a task is not in it, and the best exchanges",
        )
        .needs(Permission::AssembleForms)
        .query::<SensitivityQuery>()
        .answers::<Sensitivity>(
            200,
            json!({
                "objective": 0.012, "bound": 0.009,
                "bindings": [{
                    "constraint": "minutes", "bound": "max", "at": 40, "has": 40, "price": 0.004,
                    "resolved": {"gain": 0.003, "gain_at_most": 0.003, "status": "optimal"}
                }],
                "kept_out": {"worse": 9, "not_eligible": 31},
                "outside": [{
                    "item": "MA6-0007", "version": 1, "why": "worse", "row": "B1",
                    "exchange": {"position": 1, "change": 0.002}, "reduced_cost": 0.001
                }],
                "swaps": [{
                    "position": 1, "out": {"item": "MA6-0003", "version": 1},
                    "put": {"item": "MA6-0007", "version": 1}, "change": 0.002
                }]
            }),
        )
        .refuses(409),
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

async fn read_form_sensitivity(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: SensitivityQuery = query.read(&context)?;
    let codes = query.items.unwrap_or_default();
    let codes = codes.split(',').map(str::trim).filter(|c| !c.is_empty());
    let ask = AskSensitivity {
        items: codes.map(str::to_owned).collect(),
        limit: query.limit,
        swaps: query.swaps,
        solves: query.solves,
    };
    let told = context
        .run(move |s, call| forms::read_form_sensitivity(s, call, &id, &ask))
        .await?;
    Ok(Reply::ok(&told).send(&context))
}

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
