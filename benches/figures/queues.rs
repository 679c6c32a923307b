//! What waits for people, beside the whole bank: a reviewer's queue of a thousand tasks and the queue of
//! drafts, which has every imported question.

use std::time::Instant;

use serde_json::{Value, json};

use crate::Bench;
use crate::http::Connection;
use crate::numbers::{ms, quantile};

const SECTION: &str = "queues";

/// Somebody writes and hands in, somebody else reviews.
pub fn measure(bench: &mut Bench<'_>) {
    let waiting = bench.options.rounds(1_000, 100);
    let mut author = bench.running.connect();
    let handed_in = Instant::now();
    for n in 0..waiting {
        hand_in(&mut author, n);
    }
    let pace = waiting as f64 / handed_in.elapsed().as_secs_f64();
    bench.add(SECTION, "written and handed in, tasks a second", "/s", pace);
    let mut reviewer = reviewer(bench);
    let page = reviewer.get_json("/api/v1/queues/review?limit=200");
    assert_eq!(
        page["items"].as_array().map(Vec::len),
        Some(200.min(waiting))
    );
    for (name, path) in [
        ("review queue, first 50", "/api/v1/queues/review?limit=50"),
        ("review queue, first 200", "/api/v1/queues/review?limit=200"),
    ] {
        one(bench, &mut reviewer, name, path);
    }
    let drafts = author.get_json("/api/v1/work-queue?limit=50")["waiting"].clone();
    let name = format!("own drafts ({drafts} wait), first 50");
    one(bench, &mut author, &name, "/api/v1/work-queue?limit=50");
}

fn one(bench: &mut Bench<'_>, connection: &mut Connection, name: &str, path: &str) {
    let times: Vec<f64> = (0..bench.options.rounds(100, 20))
        .map(|_| {
            let begun = Instant::now();
            connection.get(path);
            ms(begun.elapsed())
        })
        .collect();
    for (share, at) in [("p50", 0.5), ("p95", 0.95)] {
        bench.add(
            SECTION,
            &format!("{name}, {share}"),
            "ms",
            quantile(&times, at),
        );
    }
}

fn hand_in(author: &mut Connection, n: usize) {
    let texts = |stem: String| json!({"stem": stem, "parts": {"a": {"options": {"A": "8", "B": "6", "C": "9"}}}});
    let item = json!({
        "code": format!("queue-{n:04}"), "source_language": "kk",
        "content": {
            "type": "MCQ", "purpose": "summative", "subject": "mathematics", "grade_min": 6, "grade_max": 6,
            "programme": "kz-2022", "objectives": ["6.5.2.1"], "difficulty": "A", "thinking": "KU", "points": 1,
            "minutes": 2, "licence": "CC-BY-4.0",
            "parts": [{"id": "a", "points": 1, "options": ["A", "B", "C"], "key": {"correct": ["A"]}}]
        },
        "texts": {
            "kk": texts(format!("Есепте: {n} + {}", n * 5 + 2)),
            "ru": texts(format!("Вычислите: {n} + {}", n * 5 + 2))
        }
    });
    let made = author.post("/api/v1/items", "", &item);
    let id = made["id"].as_str().expect("an item has an id");
    let path = format!("/api/v1/items/{id}/versions/1/submit");
    author.post(&path, "If-Match: *\r\n", &Value::Null);
}

/// A connection of a second person with the right to review.
fn reviewer(bench: &Bench<'_>) -> Connection {
    let key = bench
        .place
        .command(&["user", "create", "--admin", "reviewer"]);
    let address = &bench.running.address;
    let mut second = Connection::open(address, key.trim()).expect("the service listens");
    let me = second.get_json("/api/v1/me");
    let grant = json!({"role": "reviewer", "org_id": me["home_org"]});
    let id = me["user_id"].as_str().expect("a user has an id");
    let grants = format!("/api/v1/users/{id}/grants");
    bench.running.connect().post(&grants, "", &grant);
    second
}
