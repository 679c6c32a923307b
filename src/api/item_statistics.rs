//! Statistics of items.

use actix_web::{HttpResponse, web};
use serde_json::json;

use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::item_statistics::{self, CreateStatistics, KeptStatistics, Statistic};
use crate::service::statistics_import::{self, ImportStatistics, StatisticsReport};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "create_statistics",
            Method::Post,
            "/item-statistics",
            "bank",
            |r| r.to(create_statistics),
        )
        .summary("Keep the item statistics of an administration: all rows or none")
        .needs(Permission::WriteStatistics)
        .body::<CreateStatistics>(json!({
            "administration": "pilot-1", "administered": "2026-10-15", "population": "grade 6, Almaty",
            "model": "ctt", "rows": [
                {"item": "0193f1e0-0000-7000-8000-000000000022", "number": 1, "metric": "p", "n": 214, "value": 0.62},
                {"item": "0193f1e0-0000-7000-8000-000000000022", "number": 1, "metric": "rit", "n": 214, "value": 0.41}
            ]
        }))
        .answers::<KeptStatistics>(201, json!({"kept": 2}))
        .refuses(409),
        Operation::new(
            "import_statistics",
            Method::Post,
            "/item-statistics/import",
            "bank",
            |r| r.to(import_statistics),
        )
        .summary("Bring statistics in from CSV or JSON Lines, by item code")
        .needs(Permission::WriteStatistics)
        .body::<ImportStatistics>(json!({
            "format": "csv", "mode": "per_row", "dry_run": true,
            "content": "item,version,administration,date,population,model,metric,scale,n,value\nm6-ratio-04,1,pilot-1,2026-10-15,grade 6,3pl,b,pilot-2026,214,0.31\n"
        }))
        .answers::<StatisticsReport>(200, json!({
            "lines_read": 1, "kept": 0, "unchanged": 0, "rejected": 1, "dry_run": true,
            "lines": [{"line": 2, "accepted": false, "findings": [{
                "code": "statistic_set_incomplete", "severity": "error", "pointer": "/metric",
                "args": {"model": "3pl", "missing": "a, c"}, "place": {"line": 2, "column": 1}
            }]}]
        })),
        Operation::new(
            "list_item_statistics",
            Method::Get,
            "/items/{id}/statistics",
            "bank",
            |r| r.to(list_item_statistics),
        )
        .summary("Statistics of an item, for those who read keys or enter statistics")
        .needs(Permission::ReadItems)
        .answers::<Vec<Statistic>>(
            200,
            json!([{
                "id": "0193f1e0-0000-7000-8000-000000000025", "number": 1, "language": "",
                "administration": "pilot-1", "administered": "2026-10-15", "population": "grade 6, Almaty",
                "model": "ctt", "metric": "p", "scale": "", "n": 214, "value": 0.62,
                "created_at": "2026-11-21T10:00:00Z"
            }]),
        ),
    ]
}

async fn create_statistics(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: CreateStatistics = body.read(&context)?;
    let kept = context
        .run_with_body(body.bytes(), move |s, call| {
            item_statistics::create_statistics(s, call, &input)
        })
        .await?;
    Ok(Reply::created(&kept, "/api/v1/item-statistics".into()).send(&context))
}

async fn import_statistics(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let input: ImportStatistics = body.read(&context)?;
    let report = context
        .run_with_body(body.bytes(), move |s, call| {
            statistics_import::import_statistics(s, call, &input)
        })
        .await?;
    Ok(Reply::ok(&report).send(&context))
}

async fn list_item_statistics(
    context: Context,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = context
        .run(move |s, call| item_statistics::list_item_statistics(s, call, &id))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
