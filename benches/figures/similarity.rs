//! Comparing the whole bank: from the request to the end of the job. The first time the prints of the texts
//! are made, later they are in memory.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use synaq::bank::quality::QualityPolicy;
use synaq::document::{self, Format};

use crate::Bench;
use crate::ground::Running;
use crate::import::end_of;

const SECTION: &str = "similarity";

/// Follows the shipped policy, which names what is alike, and compares everything with everything.
pub fn measure(bench: &mut Bench<'_>) {
    follow(bench.running);
    let (first, run) = compare(bench.running);
    let (again, _) = compare(bench.running);
    choose(bench.running, "DELETE", "");
    let number = |name: &str| run[name].as_f64().expect("a number");
    let suggestions = run["suggestions"].as_array().expect("a list").iter();
    let suggested: f64 = suggestions.filter_map(|kind| kind["count"].as_f64()).sum();
    bench.add(SECTION, "texts", "", number("texts"));
    bench.add(SECTION, "pairs compared", "", number("compared"));
    bench.add(SECTION, "suggestions", "", suggested);
    bench.add(SECTION, "first comparison", "s", first.as_secs_f64());
    bench.add(SECTION, "the next one", "s", again.as_secs_f64());
}

fn follow(running: &Running) {
    let shipped = include_str!("../../item_specs/quality/kz-items.yaml");
    let (policy, _) =
        document::decode_text::<QualityPolicy>(shipped, Format::Yaml).expect("the shipped policy");
    let mut connection = running.connect();
    connection.post("/api/v1/quality-policies", "", &json!(policy));
    choose(running, "PUT", &json!({"policy": policy.id}).to_string());
}

/// Puts the choice of the organisation, or takes it away: other sections are measured without prints.
fn choose(running: &Running, method: &str, body: &str) {
    let mut connection = running.connect();
    let home = connection.get_json("/api/v1/me")["home_org"].clone();
    let home = home.as_str().expect("an organisation");
    let path = format!("/api/v1/organisations/{home}/quality-policy");
    let more = "Content-Type: application/json\r\n";
    let answer = connection.send(method, &path, more, body.as_bytes());
    let status = answer.expect("an answer").status;
    assert!(status < 300, "{method} {path}: {status}");
}

fn compare(running: &Running) -> (Duration, Value) {
    let mut connection = running.connect();
    let begun = Instant::now();
    let run = connection.post("/api/v1/similarity-runs", "", &json!({}));
    let job = end_of(
        &mut connection,
        run["job_id"].as_str().expect("it has a job"),
    );
    let time = begun.elapsed();
    assert_eq!(job["state"], "done", "{job}");
    let id = run["id"].as_str().expect("a run has an id");
    let run = connection.get_json(&format!("/api/v1/similarity-runs/{id}"));
    (time, run)
}
