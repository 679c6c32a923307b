//! Review: by the built-in way, where somebody says yes or no, and by the stages of the whole workflow.

use serde_json::{Map, Value, json};

use super::people::{Bank, Centre, HOME, rows};
use super::tasks::{PHYSICS, is_external, is_good};
use super::writing;
use crate::bank::act;
use crate::harness::api::{Client, text};

const COMMENT: &str = "The last word of the stem says too much.";

/// Every tenth goes back once.
pub fn goes_back(place: usize) -> bool {
    place % 10 == 3
}

/// What waits for a reviewer.
fn queue(client: &Client) -> Vec<Value> {
    rows(&client.get("/queues/review?limit=200").expect(200))
}

/// Reviews by the built-in way: every tenth goes back once, and comes again in better words.
pub fn review(bank: &Bank, subject: usize, ids: &[String]) {
    let centre = &bank.centres[HOME[subject]];
    // Both see all of it, and neither of the other centre's.
    assert!(centre.reviewers.iter().all(|r| queue(r).len() == ids.len()));
    assert_eq!(queue(&bank.centres[2].reviewers[0]), Vec::<Value>::new());
    for (place, id) in ids.iter().enumerate() {
        let reviewer = &centre.reviewers[place % 2];
        let number = match goes_back(place) {
            true => improved(writing::author_of(bank, subject, place), reviewer, id),
            false => 1,
        };
        act(reviewer, id, number, "approve").expect(200);
        act(&centre.manager, id, number, "put-live").expect(200);
    }
    assert!(queue(&centre.reviewers[0]).is_empty());
}

/// Sent back, refused as it was, and handed in again; gives the number of the new version.
fn improved(author: &Client, reviewer: &Client, id: &str) -> i32 {
    let path = format!("/items/{id}/versions/1/return");
    let draft = reviewer.post(&path, &json!({"comment": COMMENT, "verdict": "revise"}));
    let draft = draft.expect(200);
    let same = act(author, id, 2, "submit");
    let codes: Vec<String> = same.findings().into_iter().map(|(code, _)| code).collect();
    let unchanged = codes.iter().any(|code| code == "resubmitted_unchanged");
    assert!(same.status == 409 && unchanged, "{}", same.body);
    writing::reword(author, id, &draft);
    act(author, id, 2, "submit").expect(200);
    2
}

/// Reviews by the whole workflow: subject and bias by the one, languages and key by the other; tasks for
/// external tests by both, and after two pilots only.
pub fn review_by_stages(bank: &Bank, subject: usize, ids: &[String]) {
    let centre = &bank.centres[HOME[subject]];
    for id in ids {
        step(&centre.reviewers[0], id, 1, "begin_review");
    }
    // The days of a month: whoever looks after fifteen of them finds everything overdue by one.
    bank.service.pass(15 * 86_400);
    for reviewer in &centre.reviewers {
        let waiting = queue(reviewer);
        assert_eq!(waiting.len(), ids.len());
        let days: Vec<_> = waiting
            .iter()
            .map(|w| (&w["days_in_state"], &w["overdue_days"]))
            .collect();
        assert!(
            days.iter().all(|d| *d == (&json!(15), &json!(1))),
            "{days:?}"
        );
    }
    for (place, id) in ids.iter().enumerate() {
        let number = match goes_back(place) {
            true => contested(writing::author_of(bank, subject, place), centre, id),
            false => 1,
        };
        give_all(centre, id, (place, number));
        step(&centre.reviewers[0], id, number, "approve");
        if !is_external(subject, place) {
            step(&centre.manager, id, number, "put_in_use");
        }
    }
    assert!(centre.reviewers.iter().all(|r| queue(r).is_empty()));
    let external: Vec<&String> = (0..ids.len())
        .filter(|place| is_external(subject, *place))
        .map(|place| &ids[place])
        .collect();
    pilot(centre, &external);
}

/// A verdict against it, with a thread on the stem; the next attempt links to the one before.
fn contested(author: &Client, centre: &Centre, id: &str) -> i32 {
    let reviewer = &centre.reviewers[0];
    let said = verdict("subject", None, "unsatisfactory");
    reviewer
        .post(&format!("/items/{id}/versions/1/verdicts"), &said)
        .expect(201);
    let thread = json!({"anchor": "/texts/kk/stem", "text": COMMENT, "blocking": true});
    let comments = format!("/items/{id}/versions/1/comments");
    let thread = reviewer.post(&comments, &thread).expect(201);
    let draft = step(reviewer, id, 1, "send_back");
    writing::reword(author, id, &draft);
    step(author, id, 2, "submit");
    step(reviewer, id, 2, "begin_review");
    let close = format!(
        "/items/{id}/versions/2/comments/{}/close",
        text(&thread["id"])
    );
    reviewer
        .post(&close, &json!({"state": "resolved"}))
        .expect(200);
    let attempts = reviewer
        .get(&format!("/items/{id}/versions/2/review"))
        .expect(200)["attempts"]
        .clone();
    let again = (&attempts[1]["number"], &attempts[1]["previous"]);
    assert_eq!(
        again,
        (
            &json!({"round": 1, "attempt": 2}),
            &json!({"round": 1, "attempt": 1})
        )
    );
    2
}

pub fn step(client: &Client, id: &str, number: i32, transition: &str) -> Value {
    let path = format!("/items/{id}/versions/{number}/transitions");
    let taken = client.post(&path, &json!({"transition": transition}));
    taken.expect(200)
}

/// Every verdict that the workflow asks for.
fn give_all(centre: &Centre, id: &str, (place, number): (usize, i32)) {
    let rating = if is_good(place) {
        "good"
    } else {
        "satisfactory"
    };
    let [first, second] = &centre.reviewers;
    let path = format!("/items/{id}/versions/{number}/verdicts");
    let say = |who: &Client, stage: &str, language: Option<&str>, rating: &str| {
        who.post(&path, &verdict(stage, language, rating))
            .expect(201);
    };
    say(first, "subject", None, rating);
    if is_external(PHYSICS, place) {
        // The two agree about all of them but one.
        say(
            second,
            "subject",
            None,
            if place % 4 == 3 { "good" } else { rating },
        );
    }
    say(first, "bias", None, rating);
    for language in ["kk", "ru"] {
        say(second, "language", Some(language), rating);
    }
    say(second, "key", None, rating);
}

/// Questions of the shipped workflow by stage.
fn questions(stage: &str) -> &'static [&'static str] {
    match stage {
        "subject" => &["objective", "correct", "level", "descriptors"],
        "language" => &["norms", "plain", "same"],
        "bias" => &["fair", "accessible"],
        "data" => &["functioning", "distractors"],
        _ => &["solved", "only"],
    }
}

/// A verdict: who finds a version unsatisfactory answers no, and wants it revised.
fn verdict(stage: &str, language: Option<&str>, rating: &str) -> Value {
    let approves = rating != "unsatisfactory";
    let word = if approves { "yes" } else { "no" };
    let answers = questions(stage).iter();
    let answers: Map<String, Value> = answers
        .map(|q| ((*q).to_owned(), json!({"answer": word})))
        .collect();
    let mut body = json!({
        "stage": stage, "verdict": if approves { "approve" } else { "revise" }, "rating": rating, "answers": answers
    });
    if let Some(language) = language {
        body["language"] = json!(language);
    }
    if !approves {
        body["comment"] = json!(COMMENT);
    }
    body
}

/// Both pilots of the tasks for external tests, as those who run the bank record them.
fn pilot(centre: &Centre, ids: &[&String]) {
    let manager = &centre.manager;
    for id in ids {
        let straight = manager.post(
            &format!("/items/{id}/versions/1/transitions"),
            &json!({"transition": "put_in_use"}),
        );
        assert_eq!(
            (straight.status, straight.findings()[0].0.as_str()),
            (409, "workflow_transition_not_for_kind")
        );
        step(manager, id, 1, "start_pilot_1");
    }
    measured(manager, "pilot-1", ids);
    for id in ids {
        let rounds = format!("/items/{id}/versions/1/pilot-rounds");
        let first = json!({"round": 1, "date": "2020-11-10", "administration": "pilot-1", "decision": "pass"});
        manager.post(&rounds, &first).expect(201);
        step(manager, id, 1, "end_pilot_1");
        let data = verdict("data", None, "satisfactory");
        manager
            .post(&format!("/items/{id}/versions/1/verdicts"), &data)
            .expect(201);
        step(manager, id, 1, "start_pilot_2");
        let second = json!({"round": 2, "date": "2020-11-21", "n": 250, "p": 0.62, "rit": 0.44, "decision": "pass"});
        manager.post(&rounds, &second).expect(201);
        step(manager, id, 1, "put_in_use_after_pilot_2");
    }
}

/// Difficulty and discrimination of an administration with 214 candidates.
fn measured(manager: &Client, administration: &str, ids: &[&String]) {
    let rows: Vec<Value> = ids
        .iter()
        .flat_map(|id| {
            let row = |metric: &str, value: f64| json!({"item": id, "number": 1, "metric": metric, "n": 214, "value": value});
            [row("p", 0.62), row("rit", 0.41)]
        })
        .collect();
    let body = json!({
        "administration": administration, "administered": "2020-11-10", "population": "grade 8", "model": "ctt", "rows": rows
    });
    manager.post("/item-statistics", &body).expect(201);
}
