//! What results of a class come to: growth, batteries, who sits again.

use actix_web::{HttpResponse, web};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::report_formats::{CSV, SVG, WORKBOOK, format_of, reply};
use crate::edge::operation::Method;
use crate::edge::{Context, Operation, Problem, Query, Reply};
use crate::identity::Permission;
use crate::report::candidate_growth::{self, CandidateGrowth};
use crate::service::battery_results::{self, BatteryResults};
use crate::service::growth::{self, GrowthOfClass};
use crate::service::resits::{self, Resits, ResitsOf};

/// Of which sittings.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrowthQuery {
    /// Subject code.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_-]{0,79}$"))]
    pub subject: String,
    /// Only this kind of assessment (`SAT`).
    #[serde(default)]
    pub kind: Option<String>,
}

/// Which battery.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BatteryQuery {
    /// The specification.
    pub specification_id: String,
    /// Its version; the newest that the class sat when absent.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub version: Option<u32>,
}

/// By which grades.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResitsQuery {
    /// School year; the class's when absent.
    #[serde(default)]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: Option<String>,
    /// By the grades of this term; of the year when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Code of the grading policy.
    pub policy: String,
    /// Its version; the newest when absent.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub policy_version: Option<u32>,
    /// Codes of subjects without SAT, with commas between them.
    #[serde(default)]
    pub without_sat: Option<String>,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "read_growth",
            Method::Get,
            "/classes/{id}/growth",
            "scoring",
            |r| r.to(read_growth),
        )
        .summary("Percentages and levels over the sittings of a subject, and their differences")
        .needs(Permission::ReadResults)
        .query::<GrowthQuery>()
        .answers::<GrowthOfClass>(200, growth_example()),
        Operation::new(
            "read_candidate_growth",
            Method::Get,
            "/classes/{id}/growth/{candidate}",
            "scoring",
            |r| r.to(read_candidate_growth),
        )
        .summary("Growth of one candidate beside the class; JSON, CSV, workbook or chart (Accept)")
        .needs(Permission::ReadResults)
        .query::<GrowthQuery>()
        .answers::<CandidateGrowth>(200, candidate_example())
        .answers_text(
            CSV,
            "held_on,kind,scale,state,percent,level,grade,growth,class_mean_percent\r\n2026-10-22,SAT,0,complete,60,medium,3,,58\r\n",
        )
        .answers_text(WORKBOOK, "the bytes of the workbook")
        .answers_text(SVG, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"></svg>")
        .refuses(406),
        Operation::new(
            "read_battery_results",
            Method::Get,
            "/classes/{id}/battery-results",
            "scoring",
            |r| r.to(read_battery_results),
        )
        .summary("Results of all components of a battery, by candidate and for the class")
        .needs(Permission::ReadResults)
        .query::<BatteryQuery>()
        .answers::<BatteryResults>(200, battery_example()),
        Operation::new(
            "read_resits",
            Method::Get,
            "/classes/{id}/resits",
            "scoring",
            |r| r.to(read_resits),
        )
        .summary("Who sits a year assessment or an additional one, by term or year grades")
        .needs(Permission::ReadResults)
        .query::<ResitsQuery>()
        .answers::<Resits>(200, resits_example()),
    ]
}

fn amount(exact: &str, shown: f64) -> Value {
    json!({"exact": exact, "shown": shown})
}

fn growth_example() -> Value {
    let (first, second) = (
        "0193f1e0-0000-7000-8000-000000000051",
        "0193f1e0-0000-7000-8000-000000000052",
    );
    let class = |sitting: &str, day: &str, mean: Value, growth: Value| {
        json!({
            "sitting_id": sitting, "kind": "SAT", "held_on": day, "scale": 0, "listed": 24,
            "assessed": 22, "mean_percent": mean, "growth": growth, "scale_changed": false
        })
    };
    let pupil = |sitting: &str, percent: Value, grade: &str, growth: Value| {
        json!({
            "sitting_id": sitting, "state": "complete", "percent": percent, "level": "medium",
            "grade": grade, "growth": growth
        })
    };
    json!({
        "class_id": "0193f1e0-0000-7000-8000-000000000031", "subject": "kazakh_l2",
        "scales": [{"said_by": "policy kz-2-11-2025 v2", "levels": [
            {"id": "2", "from": 0}, {"id": "3", "from": 40}, {"id": "4", "from": 65}, {"id": "5", "from": 85}
        ]}],
        "sittings": [
            class(first, "2026-10-22", amount("58", 58.0), Value::Null),
            class(second, "2026-12-22", amount("63.5", 63.5), json!({
                "since": first, "difference": amount("5", 5.0), "pupils": 21
            }))
        ],
        "candidates": [{"candidate": "7A-01", "points": [
            pupil(first, amount("60", 60.0), "3", Value::Null),
            pupil(second, amount("70", 70.0), "4", json!({
                "since": first, "difference": amount("10", 10.0), "levels": 1
            }))
        ]}]
    })
}

fn candidate_example() -> Value {
    let whole = growth_example();
    let points = whole["candidates"][0]["points"].as_array();
    let sittings = whole["sittings"].as_array();
    let pairs = sittings
        .into_iter()
        .flatten()
        .zip(points.into_iter().flatten());
    let steps: Vec<Value> = pairs
        .map(|(class, own)| json!({"class": class, "own": own}))
        .collect();
    json!({
        "candidate": "7A-01", "subject": whole["subject"], "scales": whole["scales"], "steps": steps
    })
}

fn battery_example() -> Value {
    let sitting = "0193f1e0-0000-7000-8000-000000000053";
    json!({
        "class_id": "0193f1e0-0000-7000-8000-000000000031",
        "specification_id": "0193f1e0-0000-7000-8000-000000000011",
        "specification": "rural-school-monitoring-2020", "version": 1,
        "components": [{
            "component": "g8-math", "title": {"en": "Mathematics, Grade 8"}, "subject": "mathematics",
            "maximum": 40, "sittings": [sitting], "assessed": 1, "away": 1, "waiting": 0,
            "mean_percent": amount("75", 75.0), "levels": {"medium": 1}
        }],
        "expected": 2, "assessed": 1, "complete": 1, "mean_percent": amount("75", 75.0),
        "rows": [{
            "candidate": "8A-01", "raw": 30, "maximum": 40, "percent": amount("75", 75.0),
            "components": [{
                "component": "g8-math", "sitting_id": sitting, "state": "complete", "raw": 30,
                "maximum": 40, "percent": amount("75", 75.0), "level": "medium", "passed": null
            }]
        }, {
            "candidate": "8A-02", "raw": null, "maximum": 40, "percent": null,
            "components": [{
                "component": "g8-math", "sitting_id": sitting, "state": "absent", "raw": null,
                "maximum": 40, "percent": null, "level": null, "passed": null
            }]
        }]
    })
}

fn resits_example() -> Value {
    let poor = json!({
        "subject": "mathematics", "grade": "2", "terms": [
            {"term": 1, "grade": "2"}, {"term": 2, "grade": "3"}, {"term": 3, "grade": "2"}, {"term": 4, "grade": "2"}
        ]
    });
    json!({
        "class_id": "0193f1e0-0000-7000-8000-000000000031", "academic_year": "2026-27",
        "policy": "kz-2-11-2025", "policy_version": 2,
        "rule": {"kinds": ["SAY"], "unsatisfactory": ["2"], "most_subjects": 2, "severity": "error"},
        "subjects": [{"subject": "mathematics", "candidates": ["6A-03"]}],
        "rows": [
            {"candidate": "6A-01", "outcome": "satisfactory", "unsatisfactory": []},
            {"candidate": "6A-03", "outcome": "resit", "unsatisfactory": [poor]}
        ]
    })
}

async fn read_growth(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: GrowthQuery = query.read(&context)?;
    let found = context
        .run(move |s, call| {
            growth::read_growth(s, call, &id, (&query.subject, query.kind.as_deref()))
        })
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn read_candidate_growth(
    context: Context,
    path: web::Path<(String, String)>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let format = format_of(&context)?;
    let query: GrowthQuery = query.read(&context)?;
    let (class, candidate) = path.into_inner();
    let found = context
        .run(move |s, call| {
            let of = (query.subject.as_str(), query.kind.as_deref());
            growth::read_candidate_growth(s, call, (&class, &candidate), of)
        })
        .await?;
    let locale = context.locale;
    let sheet = || candidate_growth::sheet(&found);
    let figure = || candidate_growth::figure(&found, locale);
    reply(&context, format, &found, (sheet, figure))
}

async fn read_battery_results(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: BatteryQuery = query.read(&context)?;
    let found = context
        .run(move |s, call| {
            let which = (id.as_str(), query.specification_id.as_str());
            battery_results::read_battery_results(s, call, which, query.version)
        })
        .await?;
    Ok(Reply::ok(&found).send(&context))
}

async fn read_resits(
    context: Context,
    id: web::Path<String>,
    query: Query,
) -> Result<HttpResponse, Problem> {
    let query: ResitsQuery = query.read(&context)?;
    let without = query.without_sat.unwrap_or_default();
    let codes = without.split(',').map(str::trim).filter(|c| !c.is_empty());
    let asked = ResitsOf {
        academic_year: query.academic_year,
        term: query.term,
        policy: query.policy,
        policy_version: query.policy_version,
        without_sat: codes.map(str::to_owned).collect(),
    };
    let found = context
        .run(move |s, call| resits::read_resits(s, call, &id, &asked))
        .await?;
    Ok(Reply::ok(&found).send(&context))
}
