//! The feed of changes: what was published, superseded, withdrawn, and what expired.

use actix_web::HttpResponse;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::service::PageRequest;
use crate::service::changes::{self, Changes, ChangesRequest};

/// From when on, and what part.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangesQuery {
    /// From this day (`2026-11-01`, midnight UTC) or moment (RFC 3339) on; ignored beside a cursor.
    #[serde(default)]
    pub since: Option<String>,
    /// Cursor of an answer before (`next` or `resume`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Changes at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

pub(super) fn operations() -> Vec<Operation> {
    let id = "0193f1e0-0000-7000-8000-000000000041";
    let successor = json!({
        "id": id, "code": "sat-g7-kazl2-t1", "version": 2,
        "href": format!("/api/v1/specifications/{id}/versions/2")
    });
    let superseded = json!({
        "id": format!("specification:{id}:1:superseded"), "at": "2026-11-21T10:00:00Z", "change": "superseded",
        "object": "specification", "object_id": id, "code": "sat-g7-kazl2-t1", "version": 1,
        "href": format!("/api/v1/specifications/{id}/versions/1"),
        "kind": "SAT", "subject": "kazakh_l2", "grade": 7, "successor": successor
    });
    let published = json!({
        "id": format!("specification:{id}:2:published"), "at": "2026-11-21T10:00:00Z", "change": "published",
        "object": "specification", "object_id": id, "code": "sat-g7-kazl2-t1", "version": 2,
        "href": format!("/api/v1/specifications/{id}/versions/2"),
        "kind": "SAT", "subject": "kazakh_l2", "grade": 7,
        "notice": {"ru": "С третьей четверти на письмо отводится 20 минут."}
    });
    vec![
        Operation::new("list_changes", Method::Get, "/changes", "specifications", |r| {
            r.to(list_changes)
        })
        .summary("What was published, superseded, withdrawn or expired, oldest first; poll with `resume`")
        .needs(Permission::ReadSpecifications)
        .query::<ChangesQuery>()
        .answers::<Changes>(
            200,
            json!({"items": [published, superseded], "resume": "6368616e676573-1a2b3c4d"}),
        ),
    ]
}

async fn list_changes(context: Context, query: Query) -> Result<HttpResponse, Problem> {
    let query: ChangesQuery = query.read(&context)?;
    let request = ChangesRequest {
        since: query.since,
        page: PageRequest {
            cursor: query.cursor,
            limit: query.limit,
        },
    };
    let changes = context
        .run(move |s, call| changes::list_changes(s, call, &request))
        .await?;
    Ok(Reply::ok(&changes).send(&context))
}
