//! Journal entries and the term grade made of FA, SAU and SAT.

use serde_json::{Value, json};

use crate::harness::forms::{FormOf, whole};
use crate::harness::school::{School, code};

fn journal(school: &School, rows: Value) -> crate::harness::api::Answer {
    let body = json!({"class_id": school.class, "subject": "kazakh_l2", "term": 1, "rows": rows});
    school.coordinator.post("/journal-entries", &body)
}

fn path(school: &School, more: &str) -> String {
    let class = &school.class;
    format!("/classes/{class}/term-grades?subject=kazakh_l2&term=1&policy=kz-2-11-2025{more}")
}

fn grade(school: &School, more: &str, n: usize) -> Value {
    let grades = school.coordinator.get(&path(school, more)).expect(200);
    grades["rows"][n - 1].clone()
}

fn fa_and_sau(n: usize) -> Vec<Value> {
    vec![
        json!({"candidate": code(n), "kind": "FA", "points": 7}),
        json!({"candidate": code(n), "kind": "FA", "points": 9}),
        json!({"candidate": code(n), "kind": "SAU", "points": 6, "max": 10, "reference": "7.1A"}),
        json!({"candidate": code(n), "kind": "SAU", "points": 12, "max": 15, "reference": "7.1B"}),
    ]
}

/// A SAT of 25 points in which each pupil got the given points.
fn sat(school: &School, points: &[f64]) -> String {
    let sitting = school.sitting(FormOf::sat(vec![whole("writing", 25)]));
    let one = |(at, points): (usize, &f64)| json!({"candidate": code(at + 1), "position": 1, "points": points});
    let rows: Vec<Value> = points.iter().enumerate().map(one).collect();
    let present = |n: usize| json!({"candidate": code(n), "state": "present"});
    let states: Vec<Value> = (1..=points.len()).map(present).collect();
    school
        .post(&sitting, "states", json!({"rows": states}))
        .expect(200);
    school
        .post(&sitting, "marks", json!({"rows": rows}))
        .expect(200);
    school.post(&sitting, "results", json!({})).expect(200);
    sitting
}

on_both! {
    /// P7, golden: 20 + 17.5 + 36 = 73.5 → 4.
    fn a_term_grade_of_20_17_5_and_36_is_73_5_and_a_four(backend) {
        let school = School::start(backend, 1);
        journal(&school, json!(fa_and_sau(1))).expect(200);
        sat(&school, &[18.0]);
        let row = grade(&school, "", 1);
        let term = &row["term_grade"];
        let part = |name: &str| term[name]["exact"].clone();
        assert_eq!((part("fa_part"), part("sau_part"), part("sat_part")), (json!("20"), json!("17.5"), json!("36")));
        assert_eq!(term["total"]["percent"], json!({"exact": "73.5", "shown": 73.5}));
        assert_eq!((&term["total"]["rounded"], &term["total"]["rounding"], &term["grade"]), (&json!(74), &json!("half_up"), &json!("4")));
        assert_eq!((&row["sat_from"], &row["fa_entries"], &row["sau_entries"]), (&json!("sitting"), &json!(2), &json!(2)));
        let table = school.coordinator.get_with(&path(&school, ""), &[("accept", "text/csv")]);
        assert!(table.body.ends_with("\r\n7A-01,20,17.5,36,sitting,73.5,74,half_up,4,,\r\n"), "{}", table.body);
    }

    /// P7: the SAT absent is "temporarily not assessed", never 0.
    fn who_missed_the_sat_is_temporarily_not_assessed_and_not_zero(backend) {
        let school = School::start(backend, 3);
        for n in 1..=3 {
            journal(&school, json!(fa_and_sau(n))).expect(200);
        }
        let sitting = sat(&school, &[18.0]);
        school.post(&sitting, "states", json!({"rows": [{"candidate": "7A-02", "state": "absent_valid", "reason": "ill"}]})).expect(200);
        school.post(&sitting, "results", json!({})).expect(200);
        for n in [2, 3] {
            let term = &grade(&school, "", n)["term_grade"];
            assert_eq!((&term["reason"], &term["grade"], &term["total"], &term["sat_part"]), (&json!("temporarily_not_assessed"), &Value::Null, &Value::Null, &Value::Null));
            assert_eq!(term["fa_part"]["exact"], "20");
        }
        assert_eq!(grade(&school, "", 2)["sat_from"], "sitting");
        // Written later on a day of his own: the journal stands in for the missing result.
        journal(&school, json!([{"candidate": "7A-02", "kind": "SAT", "points": 18, "max": 25}])).expect(200);
        let later = grade(&school, "", 2);
        assert_eq!((&later["sat_from"], &later["term_grade"]["grade"]), (&json!("journal"), &json!("4")));
        // A complete result of the sitting counts before a journal entry.
        journal(&school, json!([{"candidate": "7A-01", "kind": "SAT", "points": 1, "max": 25}])).expect(200);
        assert_eq!(grade(&school, "", 1)["sat_from"], "sitting");
    }

    fn a_subject_without_sat_is_scaled_and_64_5_shows_its_rounding(backend) {
        let school = School::start(backend, 2);
        journal(&school, json!(fa_and_sau(1))).expect(200);
        let term = grade(&school, "&sat_held=false", 1)["term_grade"].clone();
        assert_eq!((&term["scaled_up"], &term["total"]["percent"]["exact"], &term["grade"]), (&json!(true), &json!("75"), &json!("4")));
        // 20 + 17.5 + 27 = 64.5: rounded half up to 65, which is a 4.
        journal(&school, json!(fa_and_sau(2))).expect(200);
        journal(&school, json!([{"candidate": "7A-02", "kind": "SAT", "points": 27, "max": 50}])).expect(200);
        let total = grade(&school, "", 2)["term_grade"]["total"].clone();
        assert_eq!(total, json!({
            "percent": {"exact": "64.5", "shown": 64.5}, "rounding": "half_up", "rounding_places": 0,
            "rounded": 65, "grade": "4", "level": "medium"
        }));
    }

    fn points_of_pupils_and_classmates_are_feedback_only(backend) {
        let school = School::start(backend, 1);
        journal(&school, json!([
            {"candidate": "7A-01", "kind": "FA", "points": 10, "source": "self"},
            {"candidate": "7A-01", "kind": "FA", "points": 10, "source": "peer"},
        ])).expect(200);
        let row = grade(&school, "&sat_held=false", 1);
        assert_eq!((&row["fa_entries"], &row["term_grade"]["reason"]), (&json!(0), &json!("fa_missing")));
    }

    fn a_unit_that_was_sat_counts_once_beside_its_journal_entry(backend) {
        let school = School::start(backend, 1);
        let form = FormOf { specification: "sau-g7-u1", kind: "SAU", ..FormOf::sat(vec![whole("main", 10)]) };
        let sitting = school.sitting(form);
        school.all_present(&sitting, 1);
        school.post(&sitting, "marks", json!({"rows": [{"candidate": "7A-01", "position": 1, "points": 8}]})).expect(200);
        school.post(&sitting, "results", json!({})).expect(200);
        journal(&school, json!([
            {"candidate": "7A-01", "kind": "SAU", "points": 1, "max": 10, "reference": "sau-g7-u1"},
            {"candidate": "7A-01", "kind": "SAU", "points": 6, "max": 10, "reference": "sau-g7-u2"},
        ])).expect(200);
        let row = grade(&school, "", 1);
        assert_eq!((&row["sau_entries"], &row["term_grade"]["sau_part"]["exact"]), (&json!(2), &json!("17.5")));
    }

    fn wrong_journal_rows_are_told_and_corrections_name_the_entry_they_replace(backend) {
        let school = School::start(backend, 1);
        let refused = journal(&school, json!([
            {"candidate": "7A-09", "kind": "FA", "points": 5},
            {"candidate": "7A-01", "kind": "FA", "points": 11},
            {"candidate": "7A-01", "kind": "SAU", "points": 5, "reference": "u1"},
            {"candidate": "7A-01", "kind": "SAT", "points": 5, "max": 20},
            {"candidate": "7A-01", "kind": "SAT", "points": 6, "max": 20},
            {"candidate": "7A-01", "kind": "SAU", "reference": "u2", "max": 10},
            {"candidate": "7A-01", "kind": "SAU", "reference": "u3", "max": 10, "points": 2, "state": "absent"},
        ]));
        assert_eq!(refused.status, 422);
        let expected = [
            ("candidate_unknown", "/rows/0/candidate"), ("journal_points_range", "/rows/1/points"),
            ("missing_field", "/rows/2/max"), ("row_twice", "/rows/4/candidate"),
            ("absent_state_missing", "/rows/5/points"), ("journal_points_of_absent", "/rows/6/points"),
        ];
        let mut expected: Vec<_> = expected.map(|(c, p)| (c.to_owned(), p.to_owned())).into();
        expected.sort();
        assert_eq!(refused.findings(), expected);
        let list = format!("/journal-entries?class_id={}&subject=kazakh_l2&term=1", school.class);
        assert_eq!(school.coordinator.get(&list).expect(200)["items"], json!([]));
        let row = |points: i64, supersedes: Option<&Value>| {
            let mut row = json!({"candidate": "7A-01", "kind": "SAT", "points": points, "max": 20});
            if let Some(id) = supersedes {
                row["supersedes"] = id.clone();
            }
            journal(&school, json!([row]))
        };
        let first = row(5, None).expect(200)["rows"][0]["id"].clone();
        assert_eq!(row(6, None).findings()[0].0, "journal_entry_exists");
        row(6, Some(&first)).expect(200);
        let stale = row(7, Some(&first));
        assert_eq!((stale.status, stale.findings()[0].0.as_str()), (409, "journal_entry_not_current"));
        let items = school.coordinator.get(&list).expect(200)["items"].clone();
        assert_eq!((&items[0]["current"], &items[1]["current"], &items[1]["points"]), (&json!(false), &json!(true), &json!(6)));
    }
}
