//! Parts of a sitting with days of their own, put together into one result.

use serde_json::{Value, json};

use crate::harness::api::text;
use crate::harness::forms::{FormOf, choice};
use crate::harness::school::{School, code, findings, mixed};

fn limits() -> Value {
    json!({
        "schema": "synaq.conduct/v1", "id": "limits", "version": 1, "title": {}, "valid_from": "2020-09-01", "grades": [1, 11],
        "rules": {"max_sat_per_day": {"most": 1, "severity": "error"}, "no_sau_and_sat_on_a_day": {"severity": "warning"}}
    })
}

fn days(sitting: &Value) -> Vec<(&Value, &str, &str)> {
    let parts = sitting["parts"].as_array().expect("parts");
    parts
        .iter()
        .map(|p| (&p["part"], text(&p["held_on"]), text(&p["mode"])))
        .collect()
}

fn marked(school: &School, sitting: &str, pupils: usize, speaking: &[usize]) {
    let answer = |n: usize, position: usize| json!({"candidate": code(n), "position": position, "answer": {"choice": "b"}});
    let answers: Vec<Value> = (1..=pupils)
        .flat_map(|n| [answer(n, 1), answer(n, 2)])
        .collect();
    school
        .post(sitting, "responses", json!({"rows": answers}))
        .expect(200);
    let mark = |n: usize, position: usize, d: usize| json!({"candidate": code(n), "position": position, "descriptor": format!("d{d}"), "points": 1});
    let written = (1..=pupils).flat_map(|n| (1..=3).map(move |d| mark(n, 3, d)));
    let spoken = speaking
        .iter()
        .flat_map(|n| (1..=2).map(move |d| mark(*n, 4, d)));
    let rows: Vec<Value> = written.chain(spoken).collect();
    school
        .post(sitting, "marks", json!({"rows": rows}))
        .expect(200);
}

on_both! {
    /// Speaking apart from the written part: its own day, its own states, one result; absent is not zero.
    fn speaking_on_another_day_makes_one_result_with_the_state_of_each_part(backend) {
        let school = School::start(backend, 3);
        let form = school.service.form(&school.root, mixed());
        let mut plan = school.planned(&form);
        plan["parts"] = json!([{"part": 2, "held_on": "2026-10-20", "mode": "online"}]);
        let sitting = school.coordinator.post("/sittings", &plan).expect(201);
        assert_eq!(days(&sitting), [(&json!(1), "2026-10-22", "paper"), (&json!(2), "2026-10-20", "online")]);
        assert_eq!(sitting["parts"][1]["sections"], json!(["speaking"]));
        let sitting = text(&sitting["id"]);
        let state = |n: usize, part: usize, state: &str, more: Value| {
            let mut row = json!({"candidate": code(n), "part": part, "state": state});
            for (key, value) in more.as_object().unwrap() {
                row[key] = value.clone();
            }
            row
        };
        let there = |n: usize, part: usize| state(n, part, "present", json!({}));
        let rows = json!([there(1, 1), there(1, 2), there(2, 1), state(2, 2, "absent", json!({})), there(3, 1),
            state(3, 2, "absent_valid", json!({"reason": "sick leave", "held_on": "2026-10-27"}))]);
        school.post(sitting, "states", json!({"rows": rows})).expect(200);
        marked(&school, sitting, 3, &[1]);
        let results = school.post(sitting, "results", json!({})).expect(200);
        let short: Vec<_> = results["rows"].as_array().unwrap().iter().map(|r| (text(&r["state"]), r["raw"].clone(), r["maximum"].clone())).collect();
        assert_eq!(short, [("complete", json!(7), json!(7)), ("absent", Value::Null, json!(7)), ("temporarily_not_assessed", Value::Null, json!(7))]);
        let parts = |n: usize| school.get(sitting, &format!("results/{}", code(n)))["result"]["parts"].clone();
        assert_eq!(parts(2), json!([
            {"id": "1", "state": "present", "points": 5, "max": 5, "percent": {"exact": "100", "shown": 100}},
            {"id": "2", "state": "absent", "points": null, "max": 2, "percent": null}
        ]));
        assert_eq!((&parts(3)[1]["state"], &parts(3)[1]["points"]), (&json!("absent_valid"), &Value::Null));
        let shown = school.coordinator.get(&format!("/sittings/{sitting}")).expect(200);
        assert_eq!(shown["attempts"][2]["parts"][1]["held_on"], "2026-10-27");
        // On the day of their own the part is sat, and counted once.
        school.post(sitting, "states", json!({"rows": [there(3, 2)]})).expect(200);
        let spoken: Vec<Value> = (1..=2).map(|d| json!({"candidate": code(3), "position": 4, "descriptor": format!("d{d}"), "points": d - 1})).collect();
        school.post(sitting, "marks", json!({"rows": spoken})).expect(200);
        let results = school.post(sitting, "results", json!({})).expect(200);
        assert_eq!((&results["rows"][2]["state"], &results["rows"][2]["raw"]), (&json!("complete"), &json!(6)));
        assert_eq!(parts(3)[1]["points"], 1);
    }

    fn every_day_of_a_sitting_is_held_against_the_limits_of_conduct(backend) {
        let school = School::start(backend, 1);
        school.service.administrator().post("/conduct-rules", &limits()).expect(201);
        let first = school.service.form(&school.root, mixed());
        let second = school.service.form(&school.root, FormOf { specification: "second", ..mixed() });
        let mut plan = school.planned(&first);
        plan["parts"] = json!([{"part": 2, "held_on": "2026-10-20"}]);
        let planned = school.coordinator.post("/sittings", &plan).expect(201);
        let mut on_speaking_day = school.planned(&second);
        on_speaking_day["held_on"] = json!("2026-10-20");
        let refused = school.coordinator.post("/sittings", &on_speaking_day);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[("conduct_sat_per_day", "/held_on")])));
        let mut beside = school.planned(&second);
        beside["held_on"] = json!("2026-10-19");
        beside["parts"] = json!([{"part": 2, "held_on": "2026-10-22"}]);
        let refused = school.coordinator.post("/sittings", &beside);
        assert_eq!(refused.findings(), findings(&[("conduct_sat_per_day", "/parts/0/held_on")]));
        beside["parts"] = json!([{"part": 2, "held_on": "2026-10-21"}]);
        school.coordinator.post("/sittings", &beside).expect(201);
        let path = text(&planned["id"]);
        let to = |day: &str| json!({"parts": [{"part": 2, "held_on": day}]});
        let refused = school.post(path, "parts", to("2026-10-19"));
        assert_eq!((refused.status, refused.findings()), (422, findings(&[("conduct_sat_per_day", "/parts/0/held_on")])));
        let moved = school.post(path, "parts", to("2026-10-23")).expect(200);
        assert_eq!(days(&moved)[1].1, "2026-10-23");
        // The whole sitting on one day is one assessment.
        let together = school.post(path, "parts", to("2026-10-22")).expect(200);
        assert!(together.get("findings").is_none(), "{together}");
        let first = school.post(path, "parts", json!({"parts": [{"part": 1, "held_on": "2026-10-16"}]})).expect(200);
        assert_eq!((&first["held_on"], days(&first)[0].1), (&json!("2026-10-16"), "2026-10-16"));
    }

    fn wrong_plans_of_parts_are_refused_and_a_part_that_was_sat_stays_where_it_is(backend) {
        let school = School::start(backend, 2);
        let form = school.service.form(&school.root, mixed());
        let mut plan = school.planned(&form);
        plan["parts"] = json!([
            {"part": 2, "held_on": "2026-10-32"}, {"part": 3, "held_on": "2026-10-20"}, {"part": 2, "held_on": "2026-10-20"}
        ]);
        plan["candidates"] = json!(["7A-09", "7A-01", "7A-01"]);
        let refused = school.coordinator.post("/sittings", &plan);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[
            ("date_unknown", "/parts/0/held_on"), ("attempt_part_unknown", "/parts/1/part"), ("row_twice", "/parts/2/part"),
            ("candidate_unknown", "/candidates/0"), ("row_twice", "/candidates/2"),
        ])), "{}", refused.body);
        plan["parts"] = json!([]);
        plan["candidates"] = json!(["7A-02"]);
        let some = school.coordinator.post("/sittings", &plan).expect(201);
        let who: Vec<_> = some["attempts"].as_array().unwrap().iter().map(|a| text(&a["candidate"])).collect();
        assert_eq!(who, ["7A-02"]);
        let id = text(&some["id"]);
        let wrong = school.post(id, "states", json!({"rows": [{"candidate": "7A-02", "state": "present", "held_on": "2026-02-30"}]}));
        assert_eq!((wrong.status, wrong.findings()), (422, findings(&[("date_unknown", "/rows/0/held_on")])));
        school.post(id, "states", json!({"rows": [{"candidate": "7A-02", "part": 2, "state": "present"}]})).expect(200);
        let refused = school.post(id, "parts", json!({"parts": [{"part": 1, "held_on": "2026-10-20"}, {"part": 2, "held_on": "2026-10-20"}]}));
        assert_eq!((refused.status, refused.findings()), (409, findings(&[("part_recorded", "/parts/1/part")])));
        let shown = school.coordinator.get(&format!("/sittings/{id}")).expect(200);
        assert_eq!((days(&shown)[0].1, days(&shown)[1].1), ("2026-10-22", "2026-10-22"));
    }

    fn a_test_of_one_task_has_one_part_on_the_day_of_the_sitting(backend) {
        let school = School::start(backend, 1);
        let sitting = school.sitting(FormOf::sat(vec![choice("reading")]));
        let shown = school.coordinator.get(&format!("/sittings/{sitting}")).expect(200);
        assert_eq!(days(&shown), [(&json!(1), "2026-10-22", "paper")]);
    }
}
