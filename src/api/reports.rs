//! Reports over sittings, each as JSON, CSV, workbook or picture.

use actix_web::HttpResponse;
use serde_json::{Value, json};

use super::report_formats::{CSV, SVG, WORKBOOK, format_of, reply};
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem};
use crate::identity::Permission;
use crate::report::envelope::Envelope;
use crate::report::grade::GradeReport;
use crate::report::schools::SchoolsReport;
use crate::report::{grade_chart, schools_chart};
use crate::service::grade_reports::{self, GradeQuestion};
use crate::service::school_reports::{self, SchoolsQuestion};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "report_schools",
            Method::Post,
            "/reports/schools",
            "scoring",
            |r| r.to(report_schools),
        )
        .summary("Results of sittings by school, with the limits of chance; groups below five are not told")
        .needs(Permission::ReadResults)
        .body::<SchoolsQuestion>(json!({
            "title": "Rural School monitoring: mathematics, grade 4",
            "sittings": ["0193f1e0-0000-7000-8000-000000000051"]
        }))
        .answers::<Envelope<SchoolsReport>>(200, schools_example())
        .answers_text(
            CSV,
            "school,told,assessed,mean_percent,mean_low,mean_high,sd,quality,quality_percent,quality_low,quality_high,funnel\r\n",
        )
        .answers_text(WORKBOOK, "the bytes of the workbook")
        .answers_text(SVG, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"></svg>")
        .refuses(406),
        Operation::new(
            "report_grade",
            Method::Post,
            "/reports/grade",
            "scoring",
            |r| r.to(report_grade),
        )
        .summary("One test over classes: levels, objectives, difficult tasks with the typical wrong answer")
        .needs(Permission::ReadResults)
        .body::<GradeQuestion>(json!({
            "title": "Kazakh L2, grade 7, term 1",
            "sittings": ["0193f1e0-0000-7000-8000-000000000051"]
        }))
        .answers::<Envelope<GradeReport>>(200, grade_example())
        .answers_text(CSV, "what,count,of,percent,note\r\ntask 3,14,,35.71,difficult; wrong a: c (7 of 14)\r\n")
        .answers_text(WORKBOOK, "the bytes of the workbook")
        .answers_text(SVG, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"></svg>")
        .refuses(406),
    ]
}

fn grade_example() -> Value {
    let amount = |exact: &str, shown: f64| json!({"exact": exact, "shown": shown});
    let share = |count: u32, exact: &str, shown: f64| json!({"count": count, "of": 14, "percent": amount(exact, shown), "whole_percent": shown.round()});
    json!({
        "data_until": "2026-10-23T06:00:00Z",
        "policies": [{
            "code": "kz-2-11-2025", "version": 1,
            "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        }],
        "hash": "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
        "report": {
            "title": "Kazakh L2, grade 7, term 1", "sittings": 1, "listed": 15, "wrote": 14,
            "assessed": 14, "absent": 1, "mean_percent": amount("64", 64.0),
            "levels": [
                {"level": "low", "count": 0, "of": 14, "percent": amount("0", 0.0)},
                {"level": "medium", "count": 13, "of": 14, "percent": amount("650/7", 92.86)},
                {"level": "high", "count": 1, "of": 14, "percent": amount("50/7", 7.14)}
            ],
            "quality": share(8, "400/7", 57.14), "progress": share(14, "100", 100.0),
            "objectives": [{
                "id": "7.1.1.1", "points": 5, "max": 14, "percent": amount("250/7", 35.71),
                "pupils": 14, "difficult": true
            }],
            "tasks": [{
                "position": 3, "objectives": ["7.1.1.1"], "pupils": 14,
                "percent": amount("250/7", 35.71), "difficult": true,
                "typical_wrong": {"part": "a", "answer": "c", "count": 7, "of": 14}
            }]
        }
    })
}

fn schools_example() -> Value {
    let interval = |of: &str, method: &str, low: f64, high: f64| json!({"of": of, "method": method, "confidence": 0.95, "low": low, "high": high});
    let figures = |assessed: u32, mean: f64, count: u32| {
        json!({
            "assessed": assessed, "mean_percent": mean, "sd": 17.4,
            "mean_interval": interval("mean", "student_t", mean - 4.1, mean + 4.1),
            "quality": {
                "count": count, "of": assessed, "percent": 60.0,
                "interval": interval("share", "wilson", 48.3, 70.7)
            }
        })
    };
    json!({
        "data_until": "2026-10-23T06:00:00Z",
        "policies": [{
            "code": "kz-2-11-2025", "version": 1,
            "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        }],
        "hash": "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
        "report": {
            "title": "Rural School monitoring: mathematics, grade 4",
            "sittings": 4, "listed": 180, "smallest_group": 5, "all": figures(175, 61.2, 105),
            "schools": [
                {"school": "school-12", "told": true, "figures": figures(70, 63.2, 42), "funnel": "within"},
                {"school": "school-13", "told": false, "figures": null, "funnel": null}
            ]
        }
    })
}

async fn report_schools(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let format = format_of(&context)?;
    let question: SchoolsQuestion = body.read(&context)?;
    let found = context
        .run(move |s, call| school_reports::report_schools(s, call, &question))
        .await?;
    let locale = context.locale;
    let sheet = || schools_chart::sheet(&found);
    let figure = || schools_chart::figure(&found.report, locale);
    reply(&context, format, &found, (sheet, figure))
}

async fn report_grade(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let format = format_of(&context)?;
    let question: GradeQuestion = body.read(&context)?;
    let found = context
        .run(move |s, call| grade_reports::report_grade(s, call, &question))
        .await?;
    let locale = context.locale;
    let sheet = || grade_chart::sheet(&found);
    let figure = || grade_chart::figure(&found.report, locale);
    reply(&context, format, &found, (sheet, figure))
}
