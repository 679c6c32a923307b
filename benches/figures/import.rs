//! Bringing the questions in as jobs over the API: once, and once more when nothing has changed.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Bench;
use crate::ground::Running;
use crate::http::Connection;
use crate::questions::Questions;

const SECTION: &str = "import";

/// The import itself is also the ground of the other sections, so it runs in any case.
pub fn measure(bench: &mut Bench<'_>, questions: &Questions) {
    let records = questions.len() as f64;
    let (first, created) = import(bench.running, questions, "created");
    bench.add(SECTION, "records", "", records);
    bench.add(SECTION, "items made", "", created as f64);
    bench.add(
        SECTION,
        "first import, records a second",
        "/s",
        records / first.as_secs_f64(),
    );
    if bench.options.wants(SECTION) {
        let (again, unchanged) = import(bench.running, questions, "unchanged");
        bench.add(
            SECTION,
            "second import, records a second",
            "/s",
            records / again.as_secs_f64(),
        );
        bench.add(
            SECTION,
            "second import, items left as they are",
            "",
            unchanged as f64,
        );
    }
}

/// From the request to the end of the job, and what its report counts under a name.
pub fn import(running: &Running, questions: &Questions, name: &str) -> (Duration, u64) {
    let (mut time, mut counted) = (Duration::ZERO, 0);
    for part in questions.parts() {
        let request = json!({"profile": questions.profile, "content": part, "mode": "per_row"});
        let begun = Instant::now();
        let job = ended_job(running, "/api/v1/imports", &request);
        time += begun.elapsed();
        assert_eq!(job["state"], "done", "{job}");
        counted += job["result"][name].as_u64().unwrap_or(0);
    }
    (time, counted)
}

fn ended_job(running: &Running, path: &str, request: &Value) -> Value {
    let mut connection = running.connect();
    let job = connection.post(path, "", request);
    end_of(
        &mut connection,
        job["id"].as_str().expect("a job has an id"),
    )
}

/// Looks for the end of a job often enough not to count in what it took.
pub fn end_of(connection: &mut Connection, job: &str) -> Value {
    let path = format!("/api/v1/jobs/{job}");
    loop {
        let job = connection.get_json(&path);
        if job["state"] != "queued" && job["state"] != "running" {
            return job;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
