//! Results of a sitting and the school analysis form.

use serde_json::{Value, json};

use crate::harness::api::text;
use crate::harness::forms::{FormOf, choice, open, whole};
use crate::harness::school::{School, code, findings, mixed};

on_both! {
    fn results_come_from_marks_and_states_and_only_changes_make_versions(backend) {
        let school = School::start(backend, 3);
        let sitting = school.sitting(mixed());
        let states = json!({"rows": [
            {"candidate": "7A-01", "state": "present"}, {"candidate": "7A-02", "part": 1, "state": "present"},
            {"candidate": "7A-02", "part": 2, "state": "absent_valid", "reason": "competition"}
        ]});
        school.post(&sitting, "states", states).expect(200);
        let answer = |n: usize, position: usize, choice: &str| json!({"candidate": code(n), "position": position, "answer": {"choice": choice}});
        school.post(&sitting, "responses", json!({"rows": [answer(1, 1, "b"), answer(1, 2, "a"), answer(2, 1, "b"), answer(2, 2, "b")]})).expect(200);
        let mark = |n: usize, position: usize, d: usize, points: f64| json!({"candidate": code(n), "position": position, "descriptor": format!("d{d}"), "points": points});
        let rows = [mark(1, 3, 1, 1.0), mark(1, 3, 2, 0.5), mark(1, 3, 3, 1.0), mark(1, 4, 1, 1.0), mark(1, 4, 2, 1.0),
            mark(2, 3, 1, 1.0), mark(2, 3, 2, 1.0), mark(2, 3, 3, 1.0)];
        school.post(&sitting, "marks", json!({"rows": rows})).expect(200);
        let first = school.post(&sitting, "results", json!({})).expect(200);
        assert_eq!(first["new_versions"], 3);
        let one = &first["rows"][0];
        assert_eq!((&one["state"], &one["raw"], &one["maximum"], &one["grade"]), (&json!("complete"), &json!(5.5), &json!(7), &json!("4")));
        assert_eq!((&one["percent"]["exact"], &one["rounded"]), (&json!("550/7"), &json!(79)));
        let two = &first["rows"][1];
        assert_eq!((&two["state"], &two["raw"], &two["grade"]), (&json!("temporarily_not_assessed"), &Value::Null, &Value::Null));
        assert_eq!(first["rows"][2]["state"], "planned");
        let again = school.post(&sitting, "results", json!({})).expect(200);
        assert_eq!((&again["new_versions"], &again["rows"]), (&json!(0), &first["rows"]));
        let whole = school.get(&sitting, "results/7A-01");
        assert_eq!(whole["result"]["objectives"], json!([
            {"id": "7.1.1.1", "points": 1, "max": 2, "percent": {"exact": "50", "shown": 50}},
            {"id": "7.3.2.1", "points": 4.5, "max": 5, "percent": {"exact": "90", "shown": 90}},
        ]));
        assert_eq!(whole["result"]["criteria"][0]["id"], "C1");
        school.post(&sitting, "states", json!({"rows": [{"candidate": "7A-02", "part": 2, "state": "present"}]})).expect(200);
        let changed = school.post(&sitting, "results", json!({})).expect(200);
        assert_eq!((&changed["new_versions"], &changed["rows"][1]["version"], &changed["rows"][1]["state"]), (&json!(1), &json!(2), &json!("incomplete")));
        assert_eq!(changed["rows"][1]["missing"], 2);
        let list = school.coordinator.get_with(&format!("/sittings/{sitting}/results"), &[("accept", "text/csv")]);
        assert_eq!(list.header("content-type"), "text/csv; charset=utf-8");
        assert!(list.body.contains("\r\n7A-01,1,complete,5.5,7,78.57,79,medium,4,,0\r\n7A-02,2,incomplete,,7,,,,,,2\r\n"), "{}", list.body);
    }

    fn a_task_in_pilot_is_answered_and_marked_and_never_counts(backend) {
        let school = School::start(backend, 2);
        let sitting = school.sitting(FormOf::sat(vec![choice("reading"), choice("pilot"), choice("reading"), open("pilot", 2)]));
        school.all_present(&sitting, 2);
        let answer = |n: usize, position: usize, choice: &str| json!({"candidate": code(n), "position": position, "answer": {"choice": choice}});
        let rows = [answer(1, 1, "b"), answer(1, 2, "b"), answer(1, 3, "a"), answer(2, 1, "b"), answer(2, 2, "a"), answer(2, 3, "b")];
        school.post(&sitting, "responses", json!({"rows": rows})).expect(200);
        let results = school.post(&sitting, "results", json!({})).expect(200);
        let seen: Vec<_> = (0..2).map(|n| {
            let row = &results["rows"][n];
            (row["state"].clone(), row["raw"].clone(), row["maximum"].clone())
        }).collect();
        assert_eq!(seen, [(json!("complete"), json!(1), json!(2)), (json!("complete"), json!(2), json!(2))]);
        let marks = school.get(&sitting, "marks");
        assert!(marks.to_string().contains("\"position\":2"), "the key marks the task in pilot too: {marks}");
    }

    fn a_blank_that_is_filled_in_waits_for_a_marker_again(backend) {
        let school = School::start(backend, 1);
        let sitting = school.sitting(FormOf::sat(vec![open("writing", 2)]));
        let answer = |given: Value| json!([{"candidate": "7A-01", "position": 1, "answer": given}]);
        school.post(&sitting, "responses", json!({"rows": answer(json!({"blank": true}))})).expect(200);
        let blank = school.post(&sitting, "results", json!({})).expect(200);
        assert_eq!((&blank["rows"][0]["state"], &blank["rows"][0]["raw"]), (&json!("complete"), &json!(0)));
        let found = json!({"rows": answer(json!({"text": "Менің отбасым"})), "replace": true});
        school.post(&sitting, "responses", found.clone()).expect(200);
        let open = school.post(&sitting, "results", json!({})).expect(200);
        assert_eq!((&open["rows"][0]["state"], &open["rows"][0]["raw"], &open["rows"][0]["missing"]), (&json!("incomplete"), &Value::Null, &json!(2)));
        let current = school.get(&sitting, "marks");
        let rows: Vec<Value> = current["items"].as_array().unwrap().iter().map(|mark| json!({
            "candidate": "7A-01", "position": 1, "descriptor": mark["descriptor"], "points": 1,
            "supersedes": mark["mark"], "reason": "was not blank"
        })).collect();
        school.post(&sitting, "marks", json!({"rows": rows})).expect(200);
        let marked = school.post(&sitting, "results", json!({})).expect(200);
        assert_eq!((&marked["rows"][0]["state"], &marked["rows"][0]["raw"]), (&json!("complete"), &json!(2)));
        let refused = school.post(&sitting, "responses", found);
        assert_eq!((refused.status, refused.findings()), (409, findings(&[("response_marked", "/rows/0")])));
    }

    /// Golden: 14 pupils, 0 low, 13 medium, 1 high: quality 57 %.
    fn the_analysis_form_of_fourteen_pupils_says_quality_57(backend) {
        let school = School::start(backend, 14);
        let sitting = school.sitting(FormOf::sat(vec![whole("writing", 15)]));
        let empty = school.get(&sitting, "analysis");
        assert_eq!((&empty["listed"], &empty["wrote"]), (&json!(14), &json!(0)));
        for nothing in ["quality", "progress", "mean_percent", "maximum"] {
            assert_eq!(empty[nothing], Value::Null, "{nothing}");
        }
        assert_eq!(empty["levels"][0]["count"], Value::Null);
        school.all_present(&sitting, 14);
        let points = [6, 6, 7, 8, 9, 9, 10, 10, 11, 11, 12, 12, 12, 14];
        let rows: Vec<Value> = points.iter().enumerate().map(|(n, points)| json!({
            "candidate": code(n + 1), "position": 1, "points": points
        })).collect();
        school.post(&sitting, "marks", json!({"rows": rows})).expect(200);
        school.post(&sitting, "results", json!({})).expect(200);
        let form = school.get(&sitting, "analysis");
        let levels: Vec<_> = form["levels"].as_array().unwrap().iter().map(|l| (text(&l["level"]), l["count"].as_i64())).collect();
        assert_eq!(levels, [("low", Some(0)), ("medium", Some(13)), ("high", Some(1))]);
        assert_eq!((&form["quality"]["count"], &form["quality"]["whole_percent"]), (&json!(8), &json!(57)));
        assert_eq!((&form["progress"]["whole_percent"], &form["achieved"]), (&json!(100), &json!(["7.3.2.1"])));
        let table = school.coordinator.get_with(&format!("/sittings/{sitting}/analysis"), &[("accept", "text/csv")]);
        for line in ["\r\nquality,8,14,57,\r\n", "\r\nlevel high,1,14,,7A-14\r\n", "\r\nmaximum,15,,,\r\n"] {
            assert!(table.body.contains(line), "{line} in {}", table.body);
        }
    }

    fn a_spreadsheet_runs_nothing_of_what_a_school_typed(backend) {
        let school = School::start(backend, 0);
        let body = json!({"code": "=HYPERLINK(1)", "grade": 7, "language": "ru", "academic_year": "2026-27"});
        let class = school.coordinator.post("/classes", &body).expect(201);
        let path = format!("/classes/{}/candidates", text(&class["id"]));
        school.coordinator.post(&path, &json!({"rows": [{"code": "-1A.2"}]})).expect(200);
        let form = school.service.form(&school.root, FormOf::sat(vec![choice("reading")]));
        let planned = json!({"form_id": form, "class_id": class["id"], "held_on": "2026-10-22"});
        let sitting = school.coordinator.post("/sittings", &planned).expect(201);
        let csv = |what: &str| school.coordinator.get_with(&format!("/sittings/{}/{what}", text(&sitting["id"])), &[("accept", "text/csv")]).body;
        assert!(csv("analysis").contains("class,,,,'=HYPERLINK(1)\r\n"), "{}", csv("analysis"));
        assert!(csv("results").contains("\r\n'-1A.2,"), "{}", csv("results"));
    }
}
