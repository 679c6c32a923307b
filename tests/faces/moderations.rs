//! Freezing a sitting, and moderation after it: by protocol, in both directions, until its day.

use serde_json::{Value, json};

use crate::harness::Backend;
use crate::harness::forms::{FormOf, open};
use crate::harness::marking::Marked;
use crate::harness::school::{School, findings};

/// A closed sitting of two who have one of two points each, with results.
fn closed(backend: Backend, more: Value) -> (School, String) {
    let school = School::start(backend, 2);
    let form = FormOf {
        more,
        ..FormOf::sat(vec![open("writing", 2)])
    };
    let sitting = school.sitting(form);
    school.all_present(&sitting, 2);
    let row = |candidate: &str, descriptor: &str, points: i32| json!({"candidate": candidate, "position": 1, "descriptor": descriptor, "points": points});
    let rows = [
        row("7A-01", "d1", 1),
        row("7A-01", "d2", 0),
        row("7A-02", "d1", 1),
        row("7A-02", "d2", 0),
    ];
    school
        .post(&sitting, "marks", json!({"rows": rows}))
        .expect(200);
    school.post(&sitting, "results", json!({})).expect(200);
    school.post(&sitting, "close", json!({})).expect(200);
    (school, sitting)
}

fn protocol(rows: Value) -> Value {
    json!({"protocol": "12", "reason": "read again by the council", "rows": rows})
}

on_both! {
    fn marks_change_in_both_directions_and_results_get_a_version_beside_the_old(backend) {
        let (school, sitting) = closed(backend, json!({}));
        let rows = json!([
            {"candidate": "7A-01", "position": 1, "descriptor": "d2", "supersedes": 2, "points": 1},
            {"candidate": "7A-02", "position": 1, "descriptor": "d1", "supersedes": 3, "points": 0}
        ]);
        let made = school.post(&sitting, "moderations", protocol(rows.clone())).expect(200);
        let marks: Vec<_> = made["marks"].as_array().unwrap().iter().map(|m| (&m["from"], &m["to"], &m["mark"])).collect();
        assert_eq!(marks, [(&json!(0), &json!(1), &json!(5)), (&json!(1), &json!(0), &json!(6))]);
        let results: Vec<_> = made["results"].as_array().unwrap().iter().map(|r| (&r["before"]["raw"], &r["after"]["raw"], &r["after"]["version"])).collect();
        assert_eq!(results, [(&json!(1), &json!(2), &json!(2)), (&json!(1), &json!(0), &json!(2))]);
        let list = school.get(&sitting, "results");
        assert_eq!((&list["rows"][0]["raw"], &list["rows"][1]["raw"]), (&json!(2), &json!(0)));
        let kept = school.get(&sitting, "moderations");
        assert_eq!(kept["items"], json!([made]));
        let history = school.get(&sitting, "marks?candidate=7A-01");
        let last = history["items"].as_array().unwrap().last().unwrap();
        assert_eq!((&last["source"], &last["supersedes"], &last["reason"]), (&json!("moderated"), &json!(2), &json!("12: read again by the council")));
        // Nothing else has changed, so nothing new is computed.
        assert_eq!(school.post(&sitting, "results", json!({})).expect(200)["new_versions"], 0);
        let again = school.post(&sitting, "moderations", protocol(rows));
        assert_eq!((again.status, again.findings()), (409, findings(&[("mark_not_current", "/rows/0/supersedes"), ("mark_not_current", "/rows/1/supersedes")])));
        let back = json!([{"candidate": "7A-01", "position": 1, "descriptor": "d2", "supersedes": 5, "points": 0.5}]);
        let made = school.post(&sitting, "moderations", protocol(back)).expect(200);
        assert_eq!((&made["moderation"], &made["results"][0]["after"]["raw"]), (&json!(2), &json!(1.5)));
        let next = school.get(&sitting, "moderations?limit=1");
        assert_eq!((next["items"].as_array().unwrap().len(), next["next"].is_string()), (1, true));
    }

    fn without_protocol_or_with_wrong_marks_nothing_changes(backend) {
        let (school, sitting) = closed(backend, json!({}));
        let row = json!({"candidate": "7A-01", "position": 1, "descriptor": "d2", "supersedes": 2, "points": 1});
        let silent = json!({"protocol": " ", "reason": "", "rows": [row]});
        let refused = school.post(&sitting, "moderations", silent);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[("moderation_protocol_missing", "/protocol"), ("reason_missing", "/reason")])));
        let rows = json!([
            row, {"candidate": "7A-77", "position": 1, "descriptor": "d1", "supersedes": 1, "points": 1},
            {"candidate": "7A-01", "position": 1, "descriptor": "d1", "supersedes": 1, "points": 2},
            {"candidate": "7A-02", "position": 1, "descriptor": "d1", "supersedes": 3, "points": 1},
            {"candidate": "7A-01", "position": 1, "descriptor": "d2", "supersedes": 2, "points": 1},
        ]);
        let refused = school.post(&sitting, "moderations", protocol(rows));
        assert_eq!((refused.status, refused.findings()), (422, findings(&[
            ("candidate_unknown", "/rows/1/candidate"), ("mark_above_maximum", "/rows/2/points"),
            ("moderation_same_points", "/rows/3/points"), ("row_twice", "/rows/4"),
        ])));
        assert_eq!(school.get(&sitting, "marks")["items"].as_array().unwrap().len(), 4);
        assert_eq!(school.get(&sitting, "moderations")["items"], json!([]));
        let marker = school.service.user_with_role(&school.org, "marker");
        let denied = marker.post(&format!("/sittings/{sitting}/moderations"), &protocol(json!([row])));
        assert_eq!(denied.status, 403);
        let open = school.sitting(FormOf::sat(vec![open("writing", 2)]));
        let refused = school.post(&open, "moderations", protocol(json!([row])));
        assert_eq!((refused.status, refused.findings()), (409, findings(&[("moderation_of_open", "")])));
    }

    /// P9: less than the specification's days before grades are given there is no moderation any more.
    fn moderation_ends_the_specifications_days_before_grades_are_given(backend) {
        let conduct = json!({"conduct": {"moderation": {"on_dispute": true, "at_least_days_before_grading": 1}}});
        let (school, sitting) = closed(backend, conduct);
        let today = school.service.services.now().date_naive();
        let row = |supersedes: i32, points: i32| json!([{"candidate": "7A-01", "position": 1, "descriptor": "d2", "supersedes": supersedes, "points": points}]);
        let calendar = |version: u32, graded: chrono::NaiveDate| json!({
            "schema": "synaq.calendar/v1", "id": "year", "version": version, "academic_year": "2026-27",
            "title": {"kk": "жыл", "ru": "год", "en": "year"},
            "terms": [{"term": 1, "from": "2026-09-01", "to": graded, "grading_day": graded}]
        });
        let admin = school.service.administrator();
        let ahead = today + chrono::Days::new(5);
        admin.post("/calendars", &calendar(1, ahead)).expect(201);
        let made = school.post(&sitting, "moderations", protocol(row(2, 1))).expect(200);
        assert_eq!(made["last_day"], json!(ahead - chrono::Days::new(1)));
        admin.post("/calendars", &calendar(2, today)).expect(201);
        let late = school.post(&sitting, "moderations", protocol(row(5, 0)));
        assert_eq!((late.status, late.findings()), (409, findings(&[("moderation_too_late", "")])));
        assert_eq!(school.get(&sitting, "moderations")["items"].as_array().unwrap().len(), 1);
    }

    fn a_sitting_is_frozen_only_when_its_marking_plan_is_done(backend) {
        let marked = Marked::start(backend, FormOf::sat(vec![open("writing", 1)]), 2, 2);
        marked.planned(json!({}));
        for marker in &marked.markers {
            marked.mark(marker, &[("7A-01", 1, "d1", 1.0)]).expect(200);
        }
        marked.mark(&marked.markers[0], &[("7A-02", 1, "d1", 1.0)]).expect(200);
        marked.mark(&marked.markers[1], &[("7A-02", 1, "d1", 0.0)]).expect(200);
        let early = marked.school.post(&marked.sitting, "close", json!({}));
        assert_eq!((early.status, early.findings()), (409, findings(&[("marking_unfinished", "")])));
        marked.decide(&marked.senior, ("7A-02", 1, "d1", 0.0)).expect(200);
        marked.school.post(&marked.sitting, "close", json!({})).expect(200);
        let late = marked.decide(&marked.senior, ("7A-02", 1, "d1", 1.0));
        assert_eq!((late.status, late.findings()), (409, findings(&[("sitting_closed", "")])));
        let mark = marked.marks().last().unwrap()["mark"].clone();
        let rows = json!([{"candidate": "7A-02", "position": 1, "descriptor": "d1", "supersedes": mark, "points": 1}]);
        let made = marked.school.post(&marked.sitting, "moderations", protocol(rows)).expect(200);
        assert_eq!(made["results"][1]["after"]["raw"], 1);
    }
}
