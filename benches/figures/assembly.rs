//! A form of forty tasks, and two parallel ones without a common task, from the whole bank.

use std::time::Instant;

use serde_json::{Value, json};

use crate::Bench;
use crate::import::import;
use crate::numbers::{median, ms};
use crate::questions::{OBJECTIVES, Questions};

const SECTION: &str = "assembly";

/// Brings the tasks in, publishes the specification, and asks for forms with several seeds.
pub fn measure(bench: &mut Bench<'_>, questions: &Questions) {
    let (_, candidates) = import(bench.running, &questions.as_tasks(), "created");
    bench.add(SECTION, "candidates", "", candidates as f64);
    let mut connection = bench.running.connect();
    let made = connection.post("/api/v1/specifications", "", &specification());
    let id = made["id"]
        .as_str()
        .expect("a specification has an id")
        .to_owned();
    let version = format!("/api/v1/specifications/{id}/versions/1");
    let approval = json!({"body": "bench", "protocol": "1", "date": "2026-09-01"});
    connection.post(&format!("{version}/approve"), "", &approval);
    connection.post(&format!("{version}/publish"), "", &json!({}));
    for (name, forms) in [("one form of 40", 1), ("two parallel forms of 40", 2)] {
        let (mut whole, mut solver, mut gap) = (Vec::new(), Vec::new(), Vec::new());
        for seed in 0..bench.options.rounds(5, 1) {
            let request = json!({
                "specification_id": id, "forms": forms, "overlap": 0, "seed": seed, "phases": ["draft"]
            });
            let begun = Instant::now();
            let run = connection.post("/api/v1/assembly-runs", "Prefer: wait=60\r\n", &request);
            whole.push(ms(begun.elapsed()));
            assert_eq!(run["state"], "done", "{run}");
            let number = |name: &str| run["result"][name].as_f64().expect("a number");
            solver.push(number("milliseconds"));
            gap.push(number("gap"));
        }
        bench.add(
            SECTION,
            &format!("{name}: request to kept forms"),
            "ms",
            median(&whole),
        );
        bench.add(
            SECTION,
            &format!("{name}: of that in the solver's process"),
            "ms",
            median(&solver),
        );
        bench.add(
            SECTION,
            &format!("{name}: largest gap"),
            "",
            gap.iter().copied().fold(0.0, f64::max),
        );
    }
}

/// Four rows of ten tasks, shares of thinking levels, an hour at most, keys spread over the options.
fn specification() -> Value {
    let row = |objective: &&str| json!({"id": format!("R{objective}"), "items": 10, "points_each": 1, "objectives": [objective]});
    let rows: Vec<Value> = OBJECTIVES.iter().map(row).collect();
    json!({
        "schema": "synaq.test-spec/v1", "id": "bench-40", "version": 1, "kind": "SAU",
        "title": {"kk": "Өлшеу", "ru": "Измерение", "en": "Measurement"},
        "subject": "mathematics", "grade": 6, "languages": {"instruction": ["ru"]}, "duration_min": 60, "max_score": 40,
        "blueprint": rows,
        "thinking_share": {"KU": [0.3, 0.4], "AP": [0.3, 0.4], "HO": [0.2, 0.3]},
        "constraints": {"key_position_max_share": 0.4}
    })
}
