//! Where items are used.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::item_usage::{self, ItemUsage};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "read_item_usage",
            Method::Get,
            "/items/{id}/usage",
            "bank",
            |r| r.to(read_item_usage),
        )
        .summary("Where an item is used and how many have met it: by form, class and school")
        .needs(Permission::ReadItems)
        .answers::<ItemUsage>(
            200,
            json!({
                "item_id": "0193f1e0-0000-7000-8000-000000000022", "code": "MA6-0003",
                "total": {
                    "forms": 1, "sittings": 1, "exposed": 27,
                    "first_on": "2026-10-22", "last_on": "2026-10-22"
                },
                "forms": [{
                    "form_id": "0193f1e0-0000-7000-8000-000000000043",
                    "code": "sau-g6-math-u1-00000041-A", "state": "locked",
                    "specification": "sau-g6-math-u1", "specification_version": 1,
                    "term": "2026-27/1", "number": 1, "position": 1, "section": "A",
                    "counts": {
                        "forms": 1, "sittings": 1, "exposed": 27,
                        "first_on": "2026-10-22", "last_on": "2026-10-22"
                    }
                }],
                "classes": [{
                    "class_id": "0193f1e0-0000-7000-8000-000000000051", "code": "6А", "grade": 6,
                    "academic_year": "2026-27", "org_id": "0193f1e0-0000-7000-8000-000000000002",
                    "counts": {
                        "forms": 1, "sittings": 1, "exposed": 27,
                        "first_on": "2026-10-22", "last_on": "2026-10-22"
                    },
                    "sittings": [{
                        "sitting_id": "0193f1e0-0000-7000-8000-000000000061",
                        "form_id": "0193f1e0-0000-7000-8000-000000000043",
                        "held_on": "2026-10-22", "state": "open", "exposed": 27
                    }]
                }],
                "schools": [{
                    "org_id": "0193f1e0-0000-7000-8000-000000000002", "code": "school-12",
                    "classes": 1,
                    "counts": {
                        "forms": 1, "sittings": 1, "exposed": 27,
                        "first_on": "2026-10-22", "last_on": "2026-10-22"
                    }
                }]
            }),
        ),
    ]
}

async fn read_item_usage(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let usage = context
        .run(move |s, call| item_usage::read_item_usage(s, call, &id))
        .await?;
    Ok(Reply::ok(&usage).send(&context))
}
