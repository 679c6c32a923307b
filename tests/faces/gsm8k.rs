//! Word problems of another shape: all 8,792 come in through the shipped profile, and a class that sits
//! a hundred of them is marked right however it writes the numbers.

use serde_json::{Value, json};

use super::imports::{counts, finished, profile};
use crate::harness::api::{Client, text};
use crate::harness::exams::test_data;
use crate::harness::forms::{FormOf, Task};
use crate::harness::school::{School, code};

const PROBLEMS: u64 = 8792;
/// Tasks of the form.
const TASKS: usize = 100;
/// How each pupil writes 1234: between thousands, at the end.
const HANDS: [(&str, &str); 5] = [
    ("", ""),
    (" ", "."),
    ("\u{A0}", ",0"),
    ("\u{2009}", ",00."),
    ("'", ""),
];

on_both! {
    fn all_8792_come_in_once_and_a_sitting_of_a_hundred_is_marked_right_in_every_hand(backend) {
        let Some(content) = test_data("data/gsm8k/gsm8k.jsonl.gz") else { return };
        let school = School::start(backend, HANDS.len());
        let admin = school.service.administrator();
        let request = json!({"profile": profile("gsm8k"), "content": content, "mode": "per_row"});
        let report = finished(&admin, &request);
        assert_eq!(counts(&report), [PROBLEMS, PROBLEMS, 0, 0, 0]);
        println!("{} records a second", report["rows_per_s"]);
        let again = finished(&admin, &request);
        assert_eq!(counts(&again), [PROBLEMS, 0, PROBLEMS, 0, 0]);

        let items = problems(&admin);
        let keys: Vec<String> = items.iter().map(key_of).collect();
        assert!(keys.iter().any(|key| key.len() > 3), "some have thousands");
        let tasks = items.iter().map(task).collect();
        let sitting = school.sitting(FormOf::sat(tasks));
        for (n, hand) in HANDS.iter().enumerate() {
            let rows: Vec<Value> = keys
                .iter()
                .enumerate()
                .map(|(at, key)| json!({
                    "candidate": code(n + 1), "position": at + 1, "answer": {"text": written(key, *hand)}
                }))
                .collect();
            let kept = school.post(&sitting, "responses", json!({"rows": rows})).expect(200);
            assert_eq!((&kept["saved"], &kept["refused"]), (&json!(TASKS), &json!(0)));
        }
        let results = school.coordinator.post(&format!("/sittings/{sitting}/results"), &json!({})).expect(200);
        let raw: Vec<&Value> = results["rows"].as_array().unwrap().iter().map(|row| &row["raw"]).collect();
        assert_eq!(raw, vec![&json!(TASKS); HANDS.len()], "{results}");
    }
}

/// A hundred imported problems with their keys, those with the greatest numbers first.
fn problems(client: &Client) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    let mut path = "/items?limit=200".to_owned();
    for _ in 0..2 {
        let page = client.get(&path).expect(200);
        let ids = page["items"].as_array().unwrap().iter();
        found.extend(ids.map(|item| {
            client
                .get(&format!("/items/{}", text(&item["id"])))
                .expect(200)
        }));
        path = format!("/items?limit=200&cursor={}", text(&page["next"]));
    }
    found.sort_by_key(|item| std::cmp::Reverse(key_of(item).len()));
    found.truncate(TASKS);
    assert_eq!(found.len(), TASKS);
    found
}

fn key_of(item: &Value) -> String {
    text(&item["content"]["parts"][0]["key"]["number"]["value"]).to_owned()
}

/// The imported problem as a task of a form; its English words stand for Kazakh ones.
fn task(item: &Value) -> Task {
    (
        "reading",
        item["content"].clone(),
        item["texts"]["en"].clone(),
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
