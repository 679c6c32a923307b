//! Appeals on content: what would change is shown, a second person confirms it, every result is recomputed.

use serde_json::{Value, json};

use crate::harness::Backend;
use crate::harness::api::{Answer, Client, text};
use crate::harness::forms::{FormOf, open};
use crate::harness::school::{School, findings};

/// Two tasks of one and two points; three pupils with 1+0, 0+1 and absent, results computed, closed.
fn sat(backend: Backend) -> (School, String, String) {
    let school = School::start(backend, 3);
    let sitting = school.sitting(FormOf::sat(vec![open("writing", 1), open("writing", 2)]));
    let state = |candidate: &str, state: &str| json!({"candidate": candidate, "state": state});
    let states = [
        state("7A-01", "present"),
        state("7A-02", "present"),
        state("7A-03", "absent"),
    ];
    school
        .post(&sitting, "states", json!({"rows": states}))
        .expect(200);
    let row = |candidate: &str, position: u32, descriptor: &str, points: i32| json!({"candidate": candidate, "position": position, "descriptor": descriptor, "points": points});
    let rows = [
        row("7A-01", 1, "d1", 1),
        row("7A-01", 2, "d1", 0),
        row("7A-01", 2, "d2", 0),
        row("7A-02", 1, "d1", 0),
        row("7A-02", 2, "d1", 1),
        row("7A-02", 2, "d2", 0),
    ];
    school
        .post(&sitting, "marks", json!({"rows": rows}))
        .expect(200);
    school.post(&sitting, "results", json!({})).expect(200);
    school.post(&sitting, "close", json!({})).expect(200);
    let path = format!("/sittings/{sitting}");
    let form = school.coordinator.get(&path).expect(200)["form_id"].clone();
    let form = text(&form).to_owned();
    (school, sitting, form)
}

fn propose(who: &Client, form: &str, position: u32, outcome: &str) -> Answer {
    let body = json!({"form_id": form, "position": position, "outcome": outcome, "protocol": "4", "reason": "two answers are right"});
    who.post("/content-appeals", &body)
}

/// Candidate, points and maximum before and after.
fn changes(appeal: &Value) -> Vec<(String, Value, Value)> {
    let points = |result: &Value| json!([result["raw"], result["maximum"]]);
    let each = appeal["differences"]
        .as_array()
        .expect("differences")
        .iter();
    each.map(|d| {
        (
            text(&d["candidate"]).to_owned(),
            points(&d["before"]),
            points(&d["after"]),
        )
    })
    .collect()
}

fn confirm(who: &Client, appeal: &Value, seen: &Value) -> Answer {
    let path = format!("/content-appeals/{}/confirm", text(&appeal["id"]));
    who.post(&path, &json!({"seen": seen}))
}

on_both! {
    fn credit_for_all_reaches_those_who_were_there_once_a_second_person_confirms(backend) {
        let (school, sitting, form) = sat(backend);
        let (one, other) = (school.service.administrator(), school.service.administrator());
        let appeal = propose(&one, &form, 2, "credit_all").expect(201);
        assert_eq!(changes(&appeal), [
            ("7A-01".into(), json!([1, 3]), json!([3, 3])), ("7A-02".into(), json!([1, 3]), json!([2, 3])),
        ]);
        // Nothing has changed yet, and whoever proposed it does not confirm it.
        let raw = || school.get(&sitting, "results")["rows"].as_array().unwrap().iter().map(|r| r["raw"].clone()).collect::<Vec<_>>();
        assert_eq!(raw(), [json!(1), json!(1), Value::Null]);
        assert_eq!(school.post(&sitting, "results", json!({})).expect(200)["new_versions"], 0);
        let own = confirm(&one, &appeal, &appeal["hash"]);
        assert_eq!((own.status, own.findings()), (403, findings(&[("appeal_own_proposal", "")])));
        let unseen = confirm(&other, &appeal, &json!("something else"));
        assert_eq!((unseen.status, unseen.findings()), (409, findings(&[("appeal_moved", "/seen")])));
        let confirmed = confirm(&other, &appeal, &appeal["hash"]).expect(200);
        assert_eq!((changes(&confirmed), confirmed["confirmed_at"].is_string()), (changes(&appeal), true));
        assert_eq!(raw(), [json!(3), json!(2), Value::Null]);
        assert_eq!(school.get(&sitting, "results/7A-01")["version"], 2);
        let again = confirm(&other, &appeal, &appeal["hash"]);
        assert_eq!((again.status, again.findings()), (409, findings(&[("appeal_confirmed", "")])));
        let path = format!("/content-appeals/{}", text(&appeal["id"]));
        assert_eq!(one.get(&path).expect(200), confirmed);
        // Marks stay as they were given.
        assert_eq!(school.get(&sitting, "marks")["items"].as_array().unwrap().len(), 6);
    }

    fn a_void_task_shrinks_the_maximum_for_all(backend) {
        let (school, sitting, form) = sat(backend);
        let (one, other) = (school.service.administrator(), school.service.administrator());
        let appeal = propose(&one, &form, 2, "void").expect(201);
        assert_eq!(changes(&appeal), [
            ("7A-01".into(), json!([1, 3]), json!([1, 1])), ("7A-02".into(), json!([1, 3]), json!([0, 1])),
            ("7A-03".into(), json!([null, 3]), json!([null, 1])),
        ]);
        confirm(&other, &appeal, &appeal["hash"]).expect(200);
        let whole = school.get(&sitting, "results/7A-01");
        assert_eq!((&whole["result"]["maximum"], &whole["result"]["percent"]["exact"], &whole["result"]["grade"]), (&json!(1), &json!("100"), &json!("5")));
        // What is void stays void whatever else is decided about it.
        let credit = propose(&one, &form, 2, "credit_all").expect(201);
        assert_eq!(changes(&credit), []);
    }

    fn a_wrong_appeal_or_one_of_a_stranger_does_nothing(backend) {
        let (school, _, form) = sat(backend);
        let admin = school.service.administrator();
        let body = json!({"form_id": form, "position": 9, "outcome": "void", "protocol": " ", "reason": ""});
        let refused = admin.post("/content-appeals", &body);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[
            ("appeal_protocol_missing", "/protocol"), ("position_unknown", "/position"), ("reason_missing", "/reason"),
        ])));
        let unknown = propose(&school.coordinator, &form, 2, "void");
        assert_eq!((unknown.status, unknown.findings()), (422, findings(&[("reference_unknown", "/form_id")])));
        // Whoever locks forms and reads no results would see pupils' results here.
        let constructor = school.service.user_with_role(&school.root, "test_constructor");
        assert_eq!(propose(&constructor, &form, 2, "void").status, 403);
        let appeal = propose(&admin, &form, 2, "void").expect(201);
        let path = format!("/content-appeals/{}", text(&appeal["id"]));
        assert_eq!(school.coordinator.get(&path).status, 404);
        assert_eq!(confirm(&school.coordinator, &appeal, &appeal["hash"]).status, 404);
    }
}
