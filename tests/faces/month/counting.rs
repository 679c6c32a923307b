//! What the reports say, and the same counted by hand from what is stored.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Told;
use super::people::{Bank, HOME, rows};
use super::tasks::{SCIENCE, SUBJECTS};
use crate::harness::api::{Client, text};

/// Attempts as the report has them: first, first approved, repeated, repeated approved.
type Counts = [u64; 4];

/// Counts the attempts of items one by one.
fn recounted(client: &Client, ids: &[String]) -> Counts {
    let mut counts = [0; 4];
    for id in ids {
        let review = client
            .get(&format!("/items/{id}/versions/1/review"))
            .expect(200);
        for attempt in review["attempts"].as_array().expect("attempts") {
            let place = if attempt["number"]["attempt"] == 1 {
                0
            } else {
                2
            };
            counts[place] += u64::from(attempt["outcome"].is_string());
            counts[place + 1] += u64::from(attempt["outcome"] == "approved");
        }
    }
    counts
}

/// The same of a group of a report, each share over its own base.
fn reported(group: &Value) -> Counts {
    let share = |key: &str, base: &str, of: &str| {
        let share = &group[key];
        assert_eq!(
            (&share["base"], &share["of"]),
            (&group[base], &json!(of)),
            "{group}"
        );
        share["count"].as_u64().expect("a count")
    };
    let number = |key: &str| group[key].as_u64().expect("a number");
    [
        number("evaluated"),
        share("approved", "evaluated", "first_attempts"),
        number("repeated"),
        share("repeated_approved", "repeated", "repeated_attempts"),
    ]
}

/// What the report says of each subject is what one counts, and what the month did: of 76 tasks eight came
/// back and were approved then; in science two were changed later.
pub fn reconcile(bank: &Bank, tasks: &[Vec<String>], told: &mut Told) {
    for (subject, ids) in tasks.iter().enumerate() {
        let manager = &bank.centres[HOME[subject]].manager;
        let report = manager.get("/review-report").expect(200);
        let group = &report["groups"][SUBJECTS[subject].code];
        let changed = if subject == SCIENCE { 2 } else { 0 };
        assert_eq!(
            reported(group),
            [76 + changed, 68 + changed, 8, 8],
            "{report}"
        );
        assert_eq!(recounted(manager, ids), reported(group));
        told.line(format!("review of {}: {group}", SUBJECTS[subject].code));
    }
    let groups = bank.centres[1].manager.get("/review-report").expect(200)["groups"].clone();
    let known: Vec<&String> = groups.as_object().expect("groups").keys().collect();
    assert_eq!(known, ["kazakh_l2", "science"]);
    ratings(bank);
    agreement(bank, told);
}

/// Where reviewers rate, every attempt that was decided carries one rating.
fn ratings(bank: &Bank) {
    let report = bank.centres[2].manager.get("/review-report").expect(200);
    let ratings = &report["all"]["ratings"];
    let of = |rating: &str| {
        (
            ratings[rating]["count"].as_u64().unwrap_or(0),
            ratings[rating]["base"].as_u64(),
        )
    };
    // Nineteen places of 76 are good, eight were unsatisfactory at first, 84 attempts in all.
    assert_eq!(
        (of("good"), of("satisfactory"), of("unsatisfactory")),
        ((19, Some(84)), (57, Some(84)), (8, Some(84))),
        "{report}"
    );
}

/// Two reviewers looked at the same in four tasks, and rated three of them alike.
fn agreement(bank: &Bank, told: &mut Told) {
    let agreement = bank.centres[2].manager.get("/review-agreement").expect(200);
    let subject = &agreement["by_stage"]["subject"];
    let found = (
        &subject["works"],
        &subject["pairs"],
        &subject["exact"],
        &subject["same_verdict"],
    );
    assert_eq!(
        found,
        (&json!(4), &json!(4), &json!(0.75), &json!(1.0)),
        "{agreement}"
    );
    told.line(format!("agreement: {subject}"));
}

/// How many tasks are in which state, by centre.
pub fn states(bank: &Bank, told: &mut Told) {
    let expected = [
        vec![("live", 76)],
        vec![("live", 151), ("suspended", 1)],
        vec![("operational", 76)],
    ];
    for (centre, expected) in bank.centres.iter().zip(expected) {
        let page = centre.manager.get("/items?limit=200").expect(200);
        let mut states: BTreeMap<String, i32> = BTreeMap::new();
        for item in rows(&page) {
            *states.entry(text(&item["state"]).to_owned()).or_default() += 1;
        }
        let found: Vec<(&str, i32)> = states
            .iter()
            .map(|(state, n)| (state.as_str(), *n))
            .collect();
        assert_eq!(found, expected);
        told.line(format!("tasks by state: {found:?}"));
    }
}

/// Every text of a subject compared with every other: what is suggested, nothing of it twice the same task.
pub fn compare(bank: &Bank, subject: usize, told: &mut Told) {
    let manager = &bank.centres[HOME[subject]].manager;
    let code = SUBJECTS[subject].code;
    let run = manager
        .post("/similarity-runs", &json!({"subject": code}))
        .expect(202);
    let path = format!("/similarity-runs/{}", text(&run["id"]));
    let ended = crate::imports::ended(manager, text(&run["job_id"]));
    assert_eq!(ended["state"], "done", "{ended}");
    let run = manager.get(&path).expect(200);
    // 76 tasks in two languages, four of them in three; those of a model in all three.
    let of_model = if code == "mathematics" { 18 } else { 0 };
    assert_eq!(run["texts"], 2 * 76 + 4 + of_model, "{run}");
    let kinds = run["suggestions"].as_array().expect("suggestions");
    assert!(kinds.iter().all(|s| s["kind"] != "same_item"), "{run}");
    told.line(format!(
        "compared in {code}: {} texts, {} pairs, suggested {}",
        run["texts"], run["compared"], run["suggestions"]
    ));
}
