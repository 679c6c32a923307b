//! Items of item models. The models themselves are published documents.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::item_models::{self, GenerateItems, GeneratedItems};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "generate_items",
            Method::Post,
            "/item-models/{id}/generate",
            "bank",
            |r| r.to(generate_items),
        )
        .summary("Make items of a model as drafts of one clone family, each with where it comes from")
        .needs(Permission::WriteItems)
        .body::<GenerateItems>(json!({"count": 2, "seed": 5, "dry_run": true}))
        .answers::<GeneratedItems>(200, json!({
            "model": "m8-quadratic-root", "version": 1, "seed": 5, "possible": 330, "family": "m8-quadratic-root",
            "created": 1, "known": 0, "dry_run": false,
            "items": [{
                "code": "m8-quadratic-root-v1-00047", "id": "0193f1e0-0000-7000-8000-000000000022", "known": false,
                "values": {"which": "larger", "r1": "-3", "r2": "5"}, "errors": {"B": "other-root"}
            }]
        }))
        .refuses(409),
    ]
}

async fn generate_items(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: GenerateItems = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            item_models::generate_items(s, call, &id, &input)
        })
        .await?;
    Ok(Reply::ok(&made).send(&context))
}
