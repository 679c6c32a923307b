//! Before a task is written: what the centres follow, what the tests lack, and who is to write it.

use serde_json::{Value, json};

use super::people::{Bank, HOME, rows};
use super::tasks::NEEDED;
use crate::harness::api::{Client, text};

/// Tasks of a subject in all.
pub const ALL: u64 = (NEEDED[0] + NEEDED[1]) as u64;

/// PUT of JSON that names no revision.
pub fn put(client: &Client, path: &str, body: &Value) -> Value {
    let headers = [("content-type", "application/json")];
    let answer = client.send("PUT", path, &headers, Some(body.to_string()));
    answer.expect(200)
}

/// Chooses what the centres follow: all of them the quality policy, the third one the whole workflow.
pub fn choose_policies(bank: &Bank) {
    let admin = bank.service.administrator();
    for centre in &bank.centres {
        let path = format!("/organisations/{}/quality-policy", centre.org);
        put(&admin, &path, &json!({"policy": "kz-items"}));
    }
    let workflows = rows(&admin.get("/workflows").expect(200));
    let shipped = workflows.iter().find(|w| w["code"] == "kz-bank");
    let id = shipped.unwrap_or_else(|| panic!("no kz-bank in {workflows:?}"))["id"].clone();
    let path = format!("/organisations/{}/workflow", bank.centres[2].org);
    put(&admin, &path, &json!({"workflow_id": id}));
}

/// A column of the gap report of a subject's test, over its rows.
pub fn gap(bank: &Bank, subject: usize, column: &str) -> u64 {
    let path = format!(
        "/specifications/{}/versions/1/gaps",
        bank.specifications[subject]
    );
    let gaps = bank.centres[HOME[subject]].manager.get(&path).expect(200);
    let rows = gaps["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), NEEDED.len(), "{gaps}");
    rows.iter()
        .map(|row| row[column].as_u64().unwrap_or_else(|| panic!("{row}")))
        .sum()
}

/// Gives everything that is missing to developers in one call; they accept it. Gives the assignments.
pub fn assign(bank: &Bank, subject: usize) -> Vec<Value> {
    assert_eq!(
        (gap(bank, subject, "need"), gap(bank, subject, "missing")),
        (ALL, ALL)
    );
    let manager = &bank.centres[HOME[subject]].manager;
    let mut wish = json!({
        "specification_id": bank.specifications[subject], "version": 1, "language": "kk",
        "due": "2099-01-31", "items_per_week": 50, "dry_run": true
    });
    let rehearsed = manager.post("/assignment-plans", &wish).expect(200);
    wish["dry_run"] = json!(false);
    let plan = manager.post("/assignment-plans", &wish).expect(201);
    let given = plan["assignments"].as_array().expect("assignments").clone();
    let planned = rehearsed["assignments"].as_array().expect("assignments");
    assert_eq!(planned.len(), given.len());
    let items: u64 = given.iter().filter_map(|a| a["items"].as_u64()).sum();
    assert_eq!(items, ALL, "{plan}");
    for assignment in &given {
        let id = text(&assignment["assignment_id"]);
        answer(developer(bank, subject, assignment), id, "accept");
    }
    // Given away is not begun.
    let assigned = gap(bank, subject, "assigned");
    assert_eq!((assigned, gap(bank, subject, "missing")), (ALL, ALL));
    // Four of the five write in Kazakh; the translator has nothing of it.
    let counts = manager.get("/work-counts?all=true").expect(200);
    let people = counts["people"].as_array().expect("people");
    let of_subject = people.iter().filter(|p| {
        let mut all = bank.developers[subject].iter();
        all.any(|d| p["user_id"] == json!(d.id))
    });
    let items: Vec<u64> = of_subject
        .map(|p| p["items"].as_u64().unwrap_or(0))
        .collect();
    assert_eq!(
        (items.len(), items.iter().sum::<u64>()),
        (4, ALL),
        "{counts}"
    );
    given
}

/// Whoever an assignment was given to.
fn developer<'a>(bank: &'a Bank, subject: usize, assignment: &Value) -> &'a Client {
    let mut to = bank.developers[subject].iter();
    let to = to.find(|d| assignment["developer_id"] == json!(d.id));
    &to.expect("somebody of the subject").client
}

fn answer(client: &Client, id: &str, what: &str) {
    let path = format!("/assignments/{id}/{what}");
    client
        .send("POST", &path, &[("if-match", "*")], None)
        .expect(200);
}

/// What is written is done: nothing of it waits any more.
pub fn finish(bank: &Bank, subject: usize, given: &[Value]) {
    let manager = &bank.centres[HOME[subject]].manager;
    let waiting = || {
        let queue = manager.get("/work-queue?all=true").expect(200);
        queue["waiting"].as_u64().expect("a number")
    };
    assert_eq!(waiting(), given.len() as u64);
    for assignment in given {
        answer(manager, text(&assignment["assignment_id"]), "finish");
    }
    assert_eq!(waiting(), 0);
}
