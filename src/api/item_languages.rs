//! The languages of an item version: side by side, and one that is added later with its own approval.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::items::number_of;
use crate::bank::texts::ItemTexts;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::item_languages::{
    self, ApproveLanguage, ItemLanguages, JoinItem, ReturnLanguage,
};

pub(super) fn operations() -> Vec<Operation> {
    let operation = |id, method, path, handler| {
        Operation::new(id, method, path, "bank", handler).answers::<ItemLanguages>(200, example())
    };
    vec![
        operation(
            "read_item_languages",
            Method::Get,
            "/items/{id}/versions/{number}/languages",
            |r| r.to(read_item_languages),
        )
        .summary("The languages of a version side by side: who approved each, what is stale, what differs")
        .needs(Permission::ReadKeys),
        operation(
            "propose_language",
            Method::Put,
            "/items/{id}/versions/{number}/languages/{language}",
            |r| r.to(propose_language),
        )
        .summary("Add a language to an approved version; no form uses it before it is approved")
        .needs(Permission::WriteItems)
        .body::<ItemTexts>(json!({
            "stem": "18 : 12 қатынасын қысқартыңыз.",
            "parts": {"a": {"options": {"A": "2 : 3", "B": "3 : 2", "C": "6 : 4"}}}
        }))
        .refuses(409)
        .refuses(412),
        operation(
            "approve_language",
            Method::Post,
            "/items/{id}/versions/{number}/languages/{language}/approve",
            |r| r.to(approve_language),
        )
        .summary("Find an added language good; never one's own, and never one that differs")
        .needs(Permission::ReviewItems)
        .body::<ApproveLanguage>(json!({"comment": "Reads well."}))
        .refuses(409),
        operation(
            "return_language",
            Method::Post,
            "/items/{id}/versions/{number}/languages/{language}/return",
            |r| r.to(return_language),
        )
        .summary("Send an added language back to its author")
        .needs(Permission::ReviewItems)
        .body::<ReturnLanguage>(json!({"comment": "The term of the textbook is another one."}))
        .refuses(409),
        operation(
            "join_item",
            Method::Post,
            "/items/{id}/versions/{number}/join",
            |r| r.to(join_item),
        )
        .summary("Take the texts of an item written apart as a language of this one; refused with every difference")
        .needs(Permission::WriteItems)
        .body::<JoinItem>(
            json!({"item_id": "0193f1e0-0000-7000-8000-000000000023", "language": "kk"}),
        )
        .refuses(409)
        .refuses(412),
    ]
}

fn example() -> Value {
    let author = "0193f1e0-0000-7000-8000-000000000003";
    json!({
        "item_id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04", "number": 1,
        "languages": {
            "kk": {
                "state": "proposed", "is_source": false,
                "written_by": author, "written_at": "2026-11-22T10:00:00Z"
            },
            "ru": {
                "state": "approved", "is_source": true, "revision": 1,
                "written_by": author, "written_at": "2026-11-21T10:00:00Z",
                "approved_by": "0193f1e0-0000-7000-8000-000000000004", "approved_at": "2026-11-21T12:00:00Z"
            }
        },
        "rows": [{
            "pointer": "/stem",
            "texts": {"kk": "18 : 12 қатынасын қысқартыңыз.", "ru": "Сократите отношение 18 : 12."}
        }],
        "findings": []
    })
}

type Version = web::Path<(String, String)>;
type OneLanguage = web::Path<(String, String, String)>;

async fn read_item_languages(context: Context, path: Version) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let version = number_of(&number);
    let found = context
        .run(move |s, call| item_languages::read_item_languages(s, call, (&id, version)))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn propose_language(
    context: Context,
    path: OneLanguage,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let texts: ItemTexts = body.read(&context)?;
    let (id, number, language) = path.into_inner();
    let version = number_of(&number);
    let proposed = context
        .run_with_body(body.bytes(), move |s, call| {
            item_languages::propose_language(s, call, (&id, version, &language), &texts)
        })
        .await?;
    Ok(Reply::ok(&proposed).send(&context))
}

async fn approve_language(
    context: Context,
    path: OneLanguage,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ApproveLanguage = match body.bytes().is_empty() {
        true => ApproveLanguage::default(),
        false => body.read(&context)?,
    };
    let (id, number, language) = path.into_inner();
    let version = number_of(&number);
    let approved = context
        .run_with_body(body.bytes(), move |s, call| {
            item_languages::approve_language(s, call, (&id, version, &language), &input)
        })
        .await?;
    Ok(Reply::ok(&approved).send(&context))
}

async fn return_language(
    context: Context,
    path: OneLanguage,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ReturnLanguage = body.read(&context)?;
    let (id, number, language) = path.into_inner();
    let version = number_of(&number);
    let returned = context
        .run_with_body(body.bytes(), move |s, call| {
            item_languages::return_language(s, call, (&id, version, &language), &input)
        })
        .await?;
    Ok(Reply::ok(&returned).send(&context))
}

async fn join_item(context: Context, path: Version, body: Body) -> Result<HttpResponse, Problem> {
    let input: JoinItem = body.read(&context)?;
    let (id, number) = path.into_inner();
    let version = number_of(&number);
    let joined = context
        .run_with_body(body.bytes(), move |s, call| {
            item_languages::join_item(s, call, (&id, version), &input)
        })
        .await?;
    Ok(Reply::ok(&joined).send(&context))
}
