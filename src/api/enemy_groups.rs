//! Enemy groups.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::enemy_groups::{self, CreateEnemyGroup, EnemyGroup};
use crate::service::{Page, PageRequest};

/// Which groups, and which page of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnemyQuery {
    /// Only groups that this item is in.
    #[serde(default)]
    pub item: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    let group = json!({
        "id": "0193f1e0-0000-7000-8000-000000000023", "owner_org": "0193f1e0-0000-7000-8000-000000000001",
        "code": "same-table", "kind": "enemies", "reason": "One gives the other away.",
        "items": [
            {"id": "0193f1e0-0000-7000-8000-000000000022", "code": "m6-ratio-04"},
            {"id": "0193f1e0-0000-7000-8000-000000000024", "code": "m6-ratio-07"}
        ],
        "created_at": "2026-11-21T10:00:00Z"
    });
    vec![
        Operation::new(
            "create_enemy_group",
            Method::Post,
            "/enemy-groups",
            "bank",
            |r| r.to(create_enemy_group),
        )
        .summary("Say that at most one of these items may stand in a form: enemies, or clones of one parent; 200 with the group where all are in one already")
        .needs(Permission::WriteItems)
        .body::<CreateEnemyGroup>(json!({
            "code": "same-table", "reason": "One gives the other away.",
            "items": ["0193f1e0-0000-7000-8000-000000000022", "0193f1e0-0000-7000-8000-000000000024"]
        }))
        .answers::<EnemyGroup>(201, group.clone())
        .answers::<EnemyGroup>(200, group.clone())
        .refuses(409),
        Operation::new(
            "list_enemy_groups",
            Method::Get,
            "/enemy-groups",
            "bank",
            |r| r.to(list_enemy_groups),
        )
        .summary("Enemy groups and clone families")
        .needs(Permission::ReadItems)
        .query::<EnemyQuery>()
        .answers::<Page<EnemyGroup>>(200, json!({"items": [group.clone()]})),
        Operation::new(
            "delete_enemy_group",
            Method::Delete,
            "/enemy-groups/{id}",
            "bank",
            |r| r.to(delete_enemy_group),
        )
        .summary("Take an enemy group away")
        .needs(Permission::WriteItems)
        .answers::<EnemyGroup>(200, group),
    ]
}

async fn create_enemy_group(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateEnemyGroup = body.read(&context)?;
    let made = context
        .run_with_body(body.bytes(), move |s, call| {
            enemy_groups::create_enemy_group(s, call, &input)
        })
        .await?;
    let reply = match made.known {
        true => Reply::ok(&made.group),
        false => {
            let location = format!("/api/v1/enemy-groups/{}", made.group.id);
            Reply::created(&made.group, location)
        }
    };
    Ok(reply.send(&context))
}

async fn list_enemy_groups(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: EnemyQuery = query.read(&context)?;
    let request = PageRequest {
        cursor: query.cursor,
        limit: query.limit,
    };
    let page = context
        .run(move |s, call| {
            enemy_groups::list_enemy_groups(s, call, query.item.as_deref(), &request)
        })
        .await?;
    Ok(Reply::ok(&page).send(&context))
}

async fn delete_enemy_group(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let gone = context
        .run(move |s, call| enemy_groups::delete_enemy_group(s, call, &id))
        .await?;
    Ok(Reply::ok(&gone).send(&context))
}
