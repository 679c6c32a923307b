//! The change gate: what an edit of an approved item does and touches; and what owners of forms hear of it.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::items::{example_view, number_of, tagged};
use super::paging::Paging;
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::Page;
use crate::service::item_changes::{
    self, ConfirmChange, DeclareChange, ItemTouched, PreviewChange, TouchedQuery,
};
use crate::service::item_deletions::{self, DeletedItem};
use crate::service::item_differences::{self, ItemDifferences};
use crate::service::item_view::ItemView;
use crate::service::notices::{self, Notice};

/// With which version another one is compared.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DifferencesQuery {
    /// The version before; the one numbered one less when absent.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub from: Option<i32>,
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = of_versions();
    all.extend(of_items());
    all
}

fn of_versions() -> Vec<Operation> {
    vec![
        Operation::new(
            "read_item_differences",
            Method::Get,
            "/items/{id}/versions/{number}/differences",
            "bank",
            |r| r.to(read_item_differences),
        )
        .summary("What differs between two versions: fields, and texts by words")
        .needs(Permission::ReadKeys)
        .query::<DifferencesQuery>()
        .answers::<ItemDifferences>(
            200,
            json!({
                "item_id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04", "from": 1, "to": 2,
                "changes": [{
                    "pointer": "/texts/ru/stem", "kind": "changed",
                    "from": "Сократите отношение 18 : 12.", "to": "Упростите отношение 18 : 12.",
                    "pieces": [
                        {"kind": "removed", "text": "Сократите"}, {"kind": "added", "text": "Упростите"},
                        {"kind": "same", "text": " отношение 18 : 12."}
                    ]
                }]
            }),
        ),
        Operation::new(
            "read_item_touched",
            Method::Get,
            "/items/{id}/versions/{number}/touched",
            "bank",
            |r| r.to(read_item_touched),
        )
        .summary("What a version touches: specifications, forms, sittings, languages, statistics")
        .needs(Permission::ReadKeys)
        .query::<TouchedQuery>()
        .answers::<ItemTouched>(200, example_touched())
        .refuses(409),
        Operation::new(
            "declare_item_change",
            Method::Put,
            "/items/{id}/versions/{number}/change",
            "bank",
            |r| r.to(declare_item_change),
        )
        .summary("Say whether a draft is an editorial or a substantive change of the approved version")
        .needs(Permission::WriteItems)
        .body::<DeclareChange>(
            json!({"declared": "editorial", "reason": "The word was not the one of the textbook."}),
        )
        .answers::<ItemTouched>(200, example_touched())
        .refuses(409),
        Operation::new(
            "confirm_item_change",
            Method::Post,
            "/items/{id}/versions/{number}/confirm-change",
            "bank",
            |r| r.to(confirm_item_change),
        )
        .summary("Confirm a submitted editorial change as the second person; it takes effect at once")
        .needs(Permission::ReviewItems)
        .body::<ConfirmChange>(json!({"comment": "It asks the same."}))
        .answers::<ItemView>(200, example_view())
        .refuses(409)
        .refuses(412),
    ]
}

fn of_items() -> Vec<Operation> {
    vec![
        Operation::new(
            "preview_item_change",
            Method::Post,
            "/items/{id}/preview-change",
            "bank",
            |r| r.to(preview_item_change),
        )
        .summary("What an edit of the newest approved version would do and touch; nothing is kept")
        .needs(Permission::WriteItems)
        .body::<PreviewChange>(json!({
            "declared": "editorial",
            "texts": {"ru": {
                "stem": "Упростите отношение 18 : 12.",
                "parts": {"a": {"options": {"A": "2 : 3", "B": "3 : 2", "C": "6 : 4"}}}
            }}
        }))
        .answers::<ItemTouched>(200, example_touched())
        .refuses(409),
        Operation::new("delete_item", Method::Delete, "/items/{id}", "bank", |r| {
            r.to(delete_item)
        })
        .summary("Take a draft away that was never handed in; everything else is kept")
        .needs(Permission::WriteItems)
        .answers::<DeletedItem>(
            200,
            json!({"id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04"}),
        )
        .refuses(409)
        .refuses(412),
        Operation::new("list_notices", Method::Get, "/notices", "forms", |r| {
            r.to(list_notices)
        })
        .summary("What became of items in your forms: suspended, retired, changed; newest first")
        .query::<Paging>()
        .answers::<Page<Notice>>(
            200,
            json!({"items": [{
                "id": "0193f1e0-0000-7000-8000-000000000071", "kind": "item_suspended",
                "item_id": "0193f1e0-0000-7000-8000-000000000022", "item": "m6-ratio-04", "number": 1,
                "form_id": "0193f1e0-0000-7000-8000-000000000043", "form": "sau-g6-math-u1-00000041-A",
                "form_state": "locked", "created_at": "2026-11-21T10:00:00Z"
            }]}),
        ),
    ]
}

fn example_touched() -> Value {
    let nothing = json!({"count": 0, "first": []});
    json!({
        "item_id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04", "base_number": 1, "number": 2,
        "declaration": {
            "declared": "editorial", "reason": "The word was not the one of the textbook.",
            "declared_by": "0193f1e0-0000-7000-8000-000000000003", "declared_at": "2026-11-21T10:00:00Z"
        },
        "change": {
            "declared": "editorial", "least": "editorial",
            "moved": [{
                "field": "/texts/ru/stem", "movement": "changed",
                "before": "Сократите отношение 18 : 12.", "after": "Упростите отношение 18 : 12.",
                "words": [
                    {"is": "removed", "text": "Сократите"}, {"is": "added", "text": "Упростите"},
                    {"is": "kept", "text": "отношение 18 : 12."}
                ],
                "weight": {"is": "wording"}
            }],
            "carried": ["0193f1e0-0000-7000-8000-000000000081"], "reset": [],
            "needs_confirmation": true, "needs_review": false, "findings": []
        },
        "touched": {
            "specifications": {"count": 1, "first": ["sau-g6-math-u1"]},
            "locked_forms": {"count": 1, "first": ["sau-g6-math-u1-00000041-A"]},
            "draft_forms": nothing, "open_sittings": nothing, "past_sittings": 0, "stale_variants": [],
            "statistics_carried": 1, "statistics_reset": 0,
            "tell": ["0193f1e0-0000-7000-8000-000000000001"],
            "remarks": [{
                "code": "change_locked_forms_keep", "severity": "warning", "pointer": "/forms",
                "args": {"count": 1, "names": "sau-g6-math-u1-00000041-A"}
            }]
        }
    })
}

type Path = web::Path<(String, String)>;

async fn read_item_differences(
    context: Context,
    path: Path,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: DifferencesQuery = query.read(&context)?;
    let (id, number) = path.into_inner();
    let version = number_of(&number);
    let found = context
        .run(move |s, call| {
            item_differences::read_item_differences(s, call, (&id, version), query.from)
        })
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn read_item_touched(
    context: Context,
    path: Path,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: TouchedQuery = query.read(&context)?;
    let (id, number) = path.into_inner();
    let version = number_of(&number);
    let found = context
        .run(move |s, call| item_changes::read_item_touched(s, call, (&id, version), &query))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn declare_item_change(
    context: Context,
    path: Path,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: DeclareChange = body.read(&context)?;
    let (id, number) = path.into_inner();
    let version = number_of(&number);
    let declared = context
        .run_with_body(body.bytes(), move |s, call| {
            item_changes::declare_item_change(s, call, (&id, version), &input)
        })
        .await?;
    Ok(Reply::ok(&declared).send(&context))
}

async fn confirm_item_change(
    context: Context,
    path: Path,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: ConfirmChange = match body.bytes().is_empty() {
        true => ConfirmChange::default(),
        false => body.read(&context)?,
    };
    let (id, number) = path.into_inner();
    let version = number_of(&number);
    let confirmed = context
        .run_with_body(body.bytes(), move |s, call| {
            item_changes::confirm_item_change(s, call, (&id, version), &input)
        })
        .await?;
    Ok(tagged(&confirmed, &context))
}

async fn preview_item_change(
    context: Context,
    id: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, Problem> {
    let input: PreviewChange = body.read(&context)?;
    let preview = context
        .run(move |s, call| item_changes::preview_item_change(s, call, &id, &input))
        .await?;
    Ok(Reply::ok(&preview).send(&context))
}

async fn delete_item(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let gone = context
        .run(move |s, call| item_deletions::delete_item(s, call, &id))
        .await?;
    Ok(Reply::ok(&gone).send(&context))
}

async fn list_notices(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let paging: Paging = query.read(&context)?;
    let page = context
        .run(move |s, call| notices::list_notices(s, call, &paging.into()))
        .await?;
    Ok(Reply::ok(&page).send(&context))
}
