//! A workbook of 5,000 tasks in two languages, from the request to its result, and what the import says itself.

use std::time::Instant;

use serde_json::json;

use crate::Bench;
use crate::import::end_of;
use crate::office::{base64, typed};

const SECTION: &str = "workbook";
const TEMPLATE: &str =
    "/api/v1/imports/templates/xlsx?languages=kk,ru&subject=mathematics&grade=6&tasks=20";

/// Fills in the service's own template and brings it in.
pub fn measure(bench: &mut Bench<'_>) {
    let mut connection = bench.running.connect();
    let tasks = bench.options.rounds(5_000, 500);
    let book = filled(&connection.get(TEMPLATE).body, tasks);
    let request = json!({"format": "xlsx", "content_base64": base64(&book), "mode": "per_row", "dry_run": false});
    let begun = Instant::now();
    let job = connection.post("/api/v1/imports", "", &request);
    let job = end_of(
        &mut connection,
        job["id"].as_str().expect("a job has an id"),
    );
    let time = begun.elapsed();
    assert_eq!(
        (&job["state"], &job["result"]["created"]),
        (&json!("done"), &json!(tasks)),
        "{job}"
    );
    let own = job["result"]["rows_per_s"].as_f64().expect("its pace");
    let from_request = tasks as f64 / time.as_secs_f64();
    bench.add(SECTION, "tasks", "", tasks as f64);
    bench.add(
        SECTION,
        "tasks a second, from request to result",
        "/s",
        from_request,
    );
    bench.add(SECTION, "tasks a second, of the import itself", "/s", own);
}

/// So many tasks of multiple choice with three options each.
fn filled(template: &[u8], tasks: usize) -> Vec<u8> {
    let texts = |n: usize| {
        [
            format!("bench-{n:04}"),
            format!("Есепте: {n} + {}", n * 7 + 3),
            format!("Вычислите: {n} + {}", n * 7 + 3),
        ]
    };
    let texts: Vec<[String; 3]> = (0..tasks).map(texts).collect();
    let rows = texts.iter().map(|[code, kk, ru]| {
        vec![
            ("code", code.as_str()),
            ("type", "MCQ"),
            ("subject", "mathematics"),
            ("grade", "6"),
            ("programme", "kz-2022"),
            ("objectives", "6.5.2.1"),
            ("points", "1"),
            ("stem_kk", kk),
            ("stem_ru", ru),
            ("key", "A"),
            ("language", "ru"),
            ("licence", "CC-BY-4.0"),
        ]
    });
    let options = texts.iter().flat_map(|[code, ..]| {
        [("A", "8"), ("B", "6"), ("C", "9")].map(|(option, words)| {
            vec![
                ("code", code.as_str()),
                ("option", option),
                ("text_kk", words),
                ("text_ru", words),
            ]
        })
    });
    let with_tasks = typed(template, 0, &rows.collect::<Vec<_>>());
    typed(&with_tasks, 1, &options.collect::<Vec<_>>())
}
