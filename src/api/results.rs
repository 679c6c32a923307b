//! Results of a sitting and the school analysis form.

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::tables;
use crate::edge::operation::Method;
use crate::edge::{Context, Operation, Problem, Reply};
use crate::identity::Permission;
use crate::service::analysis::{self, SittingAnalysis};
use crate::service::results::{self, CandidateResult, SittingResults};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "compute_results",
            Method::Post,
            "/sittings/{id}/results",
            "scoring",
            |r| r.to(compute_results),
        )
        .summary("Derive the results; a new version only where something changed")
        .needs(Permission::ReadResults)
        .answers::<SittingResults>(200, results_example(1)),
        Operation::new(
            "list_results",
            Method::Get,
            "/sittings/{id}/results",
            "scoring",
            |r| r.to(list_results),
        )
        .summary("Class list of the newest results, as JSON or CSV (Accept: text/csv)")
        .needs(Permission::ReadResults)
        .answers::<SittingResults>(200, results_example(0))
        .answers_text(
            "text/csv",
            "candidate,version,state,raw,maximum,percent,rounded,level,grade,no_grade,missing_marks\r\n7A-01,1,complete,21,30,70,70,medium,4,,0\r\n",
        ),
        Operation::new(
            "read_result",
            Method::Get,
            "/sittings/{id}/results/{candidate}",
            "scoring",
            |r| r.to(read_result),
        )
        .summary("Newest result of a candidate with objectives and criteria")
        .needs(Permission::ReadResults)
        .answers::<CandidateResult>(200, result_example()),
        Operation::new(
            "read_analysis",
            Method::Get,
            "/sittings/{id}/analysis",
            "scoring",
            |r| r.to(read_analysis),
        )
        .summary("School analysis form: levels, quality, progress, difficult objectives; JSON or CSV")
        .needs(Permission::ReadResults)
        .answers::<SittingAnalysis>(200, analysis_example())
        .answers_text(
            "text/csv",
            "what,count,of,percent,list\r\nquality,8,14,57,\r\n",
        ),
    ]
}

fn amount(exact: &str, shown: f64) -> Value {
    json!({"exact": exact, "shown": shown})
}

fn results_example(new_versions: usize) -> Value {
    json!({
        "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "policy": "kz-2-11-2025",
        "policy_version": 1, "new_versions": new_versions,
        "rows": [{
            "candidate": "7A-01", "version": 1, "state": "complete", "raw": 21, "maximum": 30,
            "percent": amount("70", 70.0), "rounded": 70, "level": "medium", "grade": "4",
            "no_grade": null, "missing": 0
        }]
    })
}

fn result_example() -> Value {
    let reached =
        |id: &str| json!({"id": id, "points": 4, "max": 5, "percent": amount("80", 80.0)});
    json!({
        "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "candidate": "7A-01", "version": 1,
        "policy": "kz-2-11-2025", "policy_version": 1, "computed_at": "2026-10-23T06:00:00Z",
        "result": {
            "state": "complete", "raw": 21, "maximum": 30, "percent": amount("70", 70.0),
            "rounded": 70, "level": "medium", "grade": "4", "parts": [{"id": "1", "state": "present", "points": 4, "max": 5, "percent": amount("80", 80.0)}],
            "objectives": [reached("7.1.1.1")], "criteria": [reached("C1")], "thinking": [reached("AP")]
        }
    })
}

fn analysis_example() -> Value {
    json!({
        "sitting_id": "0193f1e0-0000-7000-8000-000000000051", "class": "7А", "subject": "kazakh_l2",
        "kind": "SAT", "held_on": "2026-10-22", "policy": "kz-2-11-2025", "policy_version": 1,
        "listed": 1, "wrote": 1, "assessed": 1, "absent_valid": 0, "absent": 0, "void": 0,
        "maximum": 30, "mean_percent": amount("70", 70.0),
        "levels": [{"level": "medium", "count": 1, "candidates": ["7A-01"]}],
        "quality": {"count": 1, "of": 1, "percent": amount("100", 100.0), "whole_percent": 100},
        "progress": {"count": 1, "of": 1, "percent": amount("100", 100.0), "whole_percent": 100},
        "objectives": [{
            "id": "7.1.1.1", "points": 4, "max": 5, "percent": amount("80", 80.0),
            "pupils": 1, "difficult": false
        }],
        "achieved": ["7.1.1.1"], "difficult": []
    })
}

async fn compute_results(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let results = context
        .run(move |s, call| results::compute_results(s, call, &id))
        .await?;
    Ok(Reply::ok(&results).send(&context))
}

async fn list_results(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let results = context
        .run(move |s, call| results::list_results(s, call, &id))
        .await?;
    if tables::wants_csv(&context) {
        let rows = tables::result_rows(&results);
        return Ok(tables::csv_reply(&context, &tables::RESULT_COLUMNS, rows));
    }
    Ok(Reply::ok(&results).send(&context))
}

async fn read_result(
    context: Context,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, candidate) = path.into_inner();
    let result = context
        .run(move |s, call| results::read_result(s, call, &id, &candidate))
        .await?;
    Ok(Reply::ok(&result).send(&context))
}

async fn read_analysis(context: Context, id: web::Path<String>) -> Result<HttpResponse, Problem> {
    let form = context
        .run(move |s, call| analysis::read_analysis(s, call, &id))
        .await?;
    if tables::wants_csv(&context) {
        let rows = tables::analysis_rows(&form);
        return Ok(tables::csv_reply(&context, &tables::ANALYSIS_COLUMNS, rows));
    }
    Ok(Reply::ok(&form).send(&context))
}
