//! Word problems of another shape: all 8,792 come in through the shipped profile, and every one of them,
//! sat in forms of a thousand, is marked right however a pupil writes the number.

use serde_json::{Value, json};

use super::imports::{counts, finished, profile};
use crate::harness::Backend;
use crate::harness::api::{Client, text};
use crate::harness::exams::test_data;
use crate::harness::forms::{FormOf, Task};
use crate::harness::school::{School, code};

const PROBLEMS: usize = 8792;
/// Tasks of a form.
const TASKS: usize = 1100;
/// How pupils write 1234: between thousands, at the end.
const HANDS: [(&str, &str); 5] = [
    ("", ""),
    (" ", "."),
    ("\u{A0}", ",0"),
    ("\u{2009}", ",00."),
    ("'", ""),
];
/// One pupil writes plainly, the other in every hand in turn.
const PUPILS: usize = 2;

on_both! {
    fn all_8792_come_in_once_and_every_one_is_marked_right_in_every_hand(backend) {
        let Some(school) = imported(backend) else { return };
        let problems = exported(&school.service.administrator());
        assert!(problems.iter().any(|problem| key_of(problem).len() > 3), "some have thousands");
        for form in problems.chunks(TASKS) {
            sit(&school, form);
        }
        many_of_a_subject_come_in_every_order(&school.service.administrator());
    }
}

/// A school whose bank has the problems, once and for all; or nothing with a word about it.
fn imported(backend: Backend) -> Option<School> {
    let content = test_data("data/gsm8k/gsm8k.jsonl.gz")?;
    let school = School::start(backend, PUPILS);
    let admin = school.service.administrator();
    let request = json!({"profile": profile("gsm8k"), "content": content, "mode": "per_row"});
    let all = PROBLEMS as u64;
    let report = finished(&admin, &request);
    assert_eq!(counts(&report), [all, all, 0, 0, 0]);
    println!("{} records a second", report["rows_per_s"]);
    let again = finished(&admin, &request);
    assert_eq!(counts(&again), [all, 0, all, 0, 0]);
    Some(school)
}

/// A list of a subject with thousands of items is read in another way than that of one with few: it has the
/// same order and nothing of another subject.
fn many_of_a_subject_come_in_every_order(client: &Client) {
    let listed = |query: &str| -> Vec<String> {
        let mut codes = Vec::new();
        let mut next = String::new();
        for _ in 0..3 {
            let page = client
                .get(&format!("/items?limit=150&{query}{next}"))
                .expect(200);
            let items = page["items"].as_array().expect("items").iter();
            codes.extend(items.map(|item| text(&item["code"]).to_owned()));
            next = format!("&cursor={}", text(&page["next"]));
        }
        codes
    };
    for order in ["title", "code", "updated", "points", "difficulty"] {
        for way in ["", "&descending=true"] {
            let all = listed(&format!("sort={order}{way}"));
            let of_subject = listed(&format!("sort={order}{way}&subject=mathematics"));
            assert_eq!(all, of_subject, "{order}{way}");
        }
    }
    let other = json!({
        "code": "aaa-physics", "content": {
            "type": "SA", "subject": "physics", "grade_min": 8, "grade_max": 8, "points": 1,
            "parts": [{"id": "a", "points": 1, "key": {"accepted": ["1"]}}]
        },
        "texts": {"en": {"stem": "A"}}
    });
    client.post("/items", &other).expect(201);
    assert_eq!(listed("sort=code")[0], "aaa-physics");
    let of_subject = listed("sort=code&subject=mathematics");
    assert!(!of_subject.contains(&"aaa-physics".to_owned()));
    assert_eq!(of_subject[..100], listed("sort=code")[1..101]);
}

/// Every problem with its key, as the whole list is given.
fn exported(client: &Client) -> Vec<Value> {
    let accept = [("accept", "application/x-ndjson")];
    let file = client.get_with("/items/export?type=SA", &accept);
    assert_eq!(file.status, 200, "{}", file.body);
    let lines = file.body.lines();
    let problems: Vec<Value> = lines
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    assert_eq!(problems.len(), PROBLEMS);
    problems
}

/// A class sits a form of these problems; every answer is the file's own and counts.
fn sit(school: &School, problems: &[Value]) {
    let sitting = school.sitting(FormOf::sat(problems.iter().map(task).collect()));
    for pupil in 0..PUPILS {
        let hand = |at: usize| HANDS[if pupil == 0 { 0 } else { at % HANDS.len() }];
        let row = |(at, problem): (usize, &Value)| {
            let written = written(key_of(problem), hand(at));
            json!({"candidate": code(pupil + 1), "position": at + 1, "answer": {"text": written}})
        };
        let rows: Vec<Value> = problems.iter().enumerate().map(row).collect();
        let kept = school
            .post(&sitting, "responses", json!({"rows": rows}))
            .expect(200);
        let told = (&kept["saved"], &kept["refused"]);
        assert_eq!(told, (&json!(problems.len()), &json!(0)));
    }
    let path = format!("/sittings/{sitting}/results");
    let results = school.coordinator.post(&path, &json!({})).expect(200);
    let rows = results["rows"].as_array().expect("rows");
    let raw: Vec<&Value> = rows.iter().map(|row| &row["raw"]).collect();
    assert_eq!(raw, vec![&json!(problems.len()); PUPILS]);
}

fn key_of(problem: &Value) -> &str {
    text(&problem["content"]["parts"][0]["key"]["number"]["value"])
}

/// The imported problem as a task of a form; its English words stand for Kazakh ones.
fn task(problem: &Value) -> Task {
    (
        "reading",
        problem["content"].clone(),
        problem["texts"]["en"].clone(),
    )
}

fn written(key: &str, (separator, end): (&str, &str)) -> String {
    let (sign, digits) = key
        .strip_prefix('-')
        .map_or(("", key), |digits| ("\u{2212}", digits));
    let mut text = sign.to_owned();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text + end
}
