//! Comparison of cohorts: groups and measurements of a study, as JSON or CSV.

use actix_web::HttpResponse;
use serde_json::{Value, json};

use super::report_formats::{CSV, SVG, WORKBOOK, format_of, reply};
use crate::edge::operation::Method;
use crate::edge::{Body, Context, Operation, Problem};
use crate::identity::Permission;
use crate::report::study::StudyDocument;
use crate::report::{cohort_chart, cohort_sheet};
use crate::service::cohort_comparisons::{self, CohortReport};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::new(
            "compare_cohorts",
            Method::Post,
            "/cohort-comparisons",
            "scoring",
            |r| r.to(compare_cohorts),
        )
        .summary("Groups of a study side by side: distributions, intervals, t-tests, effects; JSON or CSV")
        .needs(Permission::ReadResults)
        .body::<StudyDocument>(study_example())
        .answers::<CohortReport>(200, report_example())
        .answers_text(
            CSV,
            "at,group,with,figure,value,low,high,confidence\r\npre,EG,,mean,3.52381,3.337982,3.709637,0.95\r\n",
        )
        .answers_text(WORKBOOK, "the bytes of the workbook")
        .answers_text(SVG, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"></svg>")
        .refuses(406),
    ]
}

fn study_example() -> Value {
    let row = |at: &str, low: u32, medium: u32, high: u32| json!({"at": at, "counts": {"low": low, "medium": medium, "high": high}});
    let mut published = row("post", 26, 18, 19);
    published["published"] = json!({
        "percent": {"low": 41.3, "medium": 30.2, "high": 28.6}, "mean": 3.89, "sd": 0.845
    });
    json!({
        "title": "Module tests in Kazakh as a second language",
        "levels": [
            {"id": "low", "code": 3}, {"id": "medium", "code": 4}, {"id": "high", "code": 5}
        ],
        "measurements": ["pre", "post"], "control": "CG",
        "groups": [
            {"id": "EG", "measured": [row("pre", 39, 15, 9), published]},
            {"id": "CG", "measured": [row("pre", 39, 14, 8), row("post", 38, 14, 9)]}
        ]
    })
}

fn report_example() -> Value {
    let interval = |of: &str, method: &str, low: f64, high: f64| json!({"of": of, "method": method, "confidence": 0.95, "low": low, "high": high});
    let of_difference = "difference_of_means";
    json!({
        "data_until": null, "policies": [],
        "hash": "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
        "report": {
            "title": "Module tests in Kazakh as a second language",
            "cells": [{
                "group": "EG", "at": "post", "n": 63, "not_assessed": null,
                "levels": [
                    {"id": "low", "code": 3.0, "count": 26, "percent": 41.27},
                    {"id": "medium", "code": 4.0, "count": 18, "percent": 28.57},
                    {"id": "high", "code": 5.0, "count": 19, "percent": 30.16}
                ],
                "mean": 3.889, "median": 4.0, "sd": 0.845,
                "intervals": [
                    interval("mean", "student_t", 3.676, 4.102),
                    interval("standard_deviation", "chi_square", 0.719, 1.025)
                ]
            }],
            "comparisons": [{
                "at": "post", "group": "EG", "control": "CG", "difference": 0.364,
                "pooled": {
                    "method": "pooled_t", "t": 2.546, "df": 122.0, "p": 0.012,
                    "standard_error": 0.143,
                    "interval": interval(of_difference, "pooled_t", 0.081, 0.648)
                },
                "welch": {
                    "method": "welch_t", "t": 2.551, "df": 121.0, "p": 0.012,
                    "standard_error": 0.143,
                    "interval": interval(of_difference, "welch_t", 0.082, 0.647)
                },
                "effect": {
                    "hedges_g": 0.455, "standard_error": 0.182,
                    "interval": interval("effect_size", "normal", 0.098, 0.811)
                },
                "randomisation": {
                    "method": "permutation", "p": 0.014, "ways": 10000, "seed": 1
                }
            }],
            "changes": [{
                "group": "EG", "from": "pre", "to": "post", "difference": 0.365,
                "both_times": null, "mean_of_differences": null, "paired": null
            }],
            "findings": [{
                "code": "published_levels_exchanged", "severity": "warning",
                "pointer": "/groups/0/measured/1/published/percent",
                "args": {"first": "medium", "second": "high"}
            }]
        }
    })
}

async fn compare_cohorts(context: Context, body: Body) -> Result<HttpResponse, Problem> {
    let format = format_of(&context)?;
    let study: StudyDocument = body.read(&context)?;
    let found = context
        .run(move |s, call| cohort_comparisons::compare_cohorts(s, call, &study))
        .await?;
    let locale = context.locale;
    let sheet = || cohort_sheet::sheet(&found);
    let figure = || cohort_chart::figure(&found.report, locale);
    reply(&context, format, &found, (sheet, figure))
}
