//! B6: accommodations of candidates as published documents, and what they make of working times.

use serde_json::{Value, json};

use crate::harness::api::text;
use crate::harness::forms::{FormOf, choice};
use crate::harness::school::{School, code, findings, mixed};

/// Two editions: from the second half of the school year a reader brings more time.
fn edition(version: u32) -> Value {
    let reader = if version == 1 { 10 } else { 20 };
    json!({
        "schema": "synaq.accommodations/v1", "id": "sen", "version": version, "title": {},
        "valid_from": if version == 1 { "2026-09-01" } else { "2027-01-01" },
        "accommodations": [
            {"id": "half-more", "title": {"en": "Half as much time again"}, "extra_time": {"percent": 50}},
            {"id": "reader", "title": {}, "extra_time": {"minutes": reader}, "provides": ["reader", "separate_room"], "kinds": ["SAT"]},
            {"id": "large-print", "title": {}, "provides": ["large_print"]}
        ]
    })
}

fn right(n: usize, accommodation: &str) -> Value {
    json!({
        "candidate": code(n), "document": "sen", "accommodation": accommodation,
        "valid_from": "2026-09-01", "basis": "decision 12 of 2026-08-28"
    })
}

fn school(backend: crate::harness::Backend, pupils: usize) -> School {
    let school = School::start(backend, pupils);
    let admin = school.service.administrator();
    admin.post("/accommodations", &edition(1)).expect(201);
    admin.post("/accommodations", &edition(2)).expect(201);
    school
}

impl School {
    fn gives(&self, rows: &[Value]) -> crate::harness::api::Answer {
        let path = format!("/classes/{}/accommodations", self.class);
        self.coordinator.post(&path, &json!({"rows": rows}))
    }
}

/// Minutes added and working time of each part of a candidate's attempt.
fn times(sitting: &Value, n: usize) -> Vec<(f64, f64)> {
    let attempts = sitting["attempts"].as_array().expect("attempts");
    let own = attempts.iter().find(|a| a["candidate"] == code(n));
    let parts = own.expect("an attempt")["parts"].as_array().expect("parts");
    let time = |part: &Value| (part["extra_min"].as_f64(), part["working_min"].as_f64());
    let both = |(extra, working): (Option<f64>, Option<f64>)| Some((extra?, working?));
    let times = parts.iter().map(time).map(both);
    times.map(|t| t.expect("minutes")).collect()
}

on_both! {
    /// B6: extra time as percent or minutes, a room of one's own, a reader, seen in the sitting and in
    /// the working time; the edition of the day holds.
    fn what_a_candidate_has_a_right_to_is_given_when_a_sitting_is_planned(backend) {
        let school = school(backend, 3);
        school.gives(&[right(1, "half-more"), right(2, "reader"), right(2, "half-more")]).expect(200);
        let form = school.service.form(&school.root, mixed());
        let sitting = school.coordinator.post("/sittings", &school.planned(&form)).expect(201);
        let minutes: Vec<_> = sitting["parts"].as_array().unwrap().iter().map(|p| (p["part"].clone(), p["minutes"].clone())).collect();
        assert_eq!(minutes, [(json!(1), json!(40)), (json!(2), json!(20))]);
        assert_eq!(times(&sitting, 1), [(20.0, 60.0), (10.0, 30.0)]);
        // The largest of the two counts, part by part.
        assert_eq!(times(&sitting, 2), [(20.0, 60.0), (10.0, 30.0)]);
        assert_eq!(times(&sitting, 3), [(0.0, 40.0), (0.0, 20.0)]);
        let of = |n: usize| sitting["attempts"][n - 1]["accommodations"].clone();
        assert_eq!(of(1), json!([{
            "accommodation": "half-more", "document": "sen", "version": 1,
            "title": {"en": "Half as much time again"}, "extra_time": {"percent": 50}
        }]));
        assert_eq!((&of(2)[0]["provides"], &of(2)[1]["accommodation"]), (&json!(["reader", "separate_room"]), &json!("half-more")));
        assert!(sitting["attempts"][2].get("accommodations").is_none());
        let mut later = school.planned(&form);
        later["held_on"] = json!("2027-01-20");
        let later = school.coordinator.post("/sittings", &later).expect(201);
        assert_eq!(times(&later, 2), [(20.0, 60.0), (20.0, 40.0)]);
        assert_eq!(later["attempts"][1]["accommodations"][0]["version"], 2);
        let path = format!("/sittings/{}", text(&sitting["id"]));
        assert_eq!(times(&school.coordinator.get(&path).expect(200), 2), times(&sitting, 2));
        let marker = school.service.user_with_role(&school.org, "marker");
        let seen = marker.get(&path).expect(200);
        assert_eq!(times(&seen, 1), [(20.0, 60.0), (10.0, 30.0)]);
        assert!(!seen.to_string().contains("half-more"), "a marker does not read who needs what: {seen}");
    }

    fn an_accommodation_is_given_only_in_its_kinds_of_assessment_and_in_its_days(backend) {
        let school = school(backend, 2);
        school.gives(&[right(1, "reader"), right(2, "half-more")]).expect(200);
        let list = school.coordinator.get(&format!("/classes/{}/accommodations", school.class)).expect(200);
        let second = text(&list["items"][1]["id"]).to_owned();
        assert_eq!((&list["items"][1]["candidate"], &list["items"][1]["basis"]), (&json!("7A-02"), &json!("decision 12 of 2026-08-28")));
        let path = format!("/classes/{}/accommodations/{second}/end", school.class);
        let refused = school.coordinator.post(&path, &json!({"valid_to": "2026-08-31"}));
        assert_eq!((refused.status, refused.findings()), (422, findings(&[("dates_reversed", "/valid_to")])));
        let ended = school.coordinator.post(&path, &json!({"valid_to": "2026-10-21"})).expect(200);
        assert_eq!(ended["valid_to"], "2026-10-21");
        let sau = FormOf { kind: "SAU", ..FormOf::sat(vec![choice("reading")]) };
        let sau = school.service.form(&school.root, sau);
        let sitting = school.coordinator.post("/sittings", &school.planned(&sau)).expect(201);
        assert_eq!((times(&sitting, 1), times(&sitting, 2)), (vec![(0.0, 20.0)], vec![(0.0, 20.0)]));
        school.gives(&[right(2, "large-print")]).expect(200);
        let again = json!({"candidate": code(2), "document": "sen", "accommodation": "half-more", "valid_from": "2026-10-22", "basis": "decision 13"});
        school.gives(&[again]).expect(200);
        let applied = school.post(text(&sitting["id"]), "accommodations", json!({})).expect(200);
        assert_eq!(times(&applied, 2), [(10.0, 30.0)]);
        let given: Vec<_> = applied["attempts"][1]["accommodations"].as_array().unwrap().iter().map(|a| text(&a["accommodation"])).collect();
        assert_eq!(given, ["large-print", "half-more"]);
    }

    fn the_specifications_own_minutes_go_to_candidates_with_special_needs(backend) {
        let school = School::start(backend, 1);
        let path = format!("/classes/{}/candidates", school.class);
        school.coordinator.post(&path, &json!({"rows": [{"code": code(2), "sen": true}]})).expect(200);
        let form = FormOf { more: json!({"accommodations": {"sen_extra_min": 40}}), ..FormOf::sat(vec![choice("reading")]) };
        let form = school.service.form(&school.root, form);
        let sitting = school.coordinator.post("/sittings", &school.planned(&form)).expect(201);
        assert_eq!((times(&sitting, 1), times(&sitting, 2)), (vec![(0.0, 20.0)], vec![(40.0, 60.0)]));
        assert_eq!(sitting["attempts"][1]["accommodations"][0]["accommodation"], "sen_extra_min");
    }

    fn a_right_that_no_edition_of_the_day_offers_is_remarked_and_gives_nothing(backend) {
        let school = School::start(backend, 1);
        let mut document = edition(1);
        document["valid_to"] = json!("2026-10-01");
        school.service.administrator().post("/accommodations", &document).expect(201);
        school.gives(&[right(1, "half-more")]).expect(200);
        let form = school.service.form(&school.root, FormOf::sat(vec![choice("reading")]));
        let sitting = school.coordinator.post("/sittings", &school.planned(&form)).expect(201);
        assert_eq!(times(&sitting, 1), [(0.0, 20.0)]);
        let told: Vec<_> = sitting["findings"].as_array().unwrap().iter().map(|f| (text(&f["code"]), text(&f["severity"]))).collect();
        assert_eq!(told, [("accommodation_not_offered", "warning")]);
    }

    fn wrong_accommodations_are_refused_with_every_finding(backend) {
        let school = school(backend, 1);
        let rows = [
            json!({"candidate": "7A-99", "document": "sen", "accommodation": "half-more", "valid_from": "2026-09-01", "basis": "1"}),
            json!({"candidate": code(1), "document": "other", "accommodation": "half-more", "valid_from": "2026-09-31", "basis": "1"}),
            json!({"candidate": code(1), "document": "sen", "accommodation": "double-time", "valid_from": "2026-09-01", "valid_to": "2026-08-01", "basis": " "}),
            right(1, "half-more"), right(1, "half-more"),
        ];
        let refused = school.gives(&rows);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[
            ("candidate_unknown", "/rows/0/candidate"), ("reference_unknown", "/rows/1/document"), ("date_unknown", "/rows/1/valid_from"),
            ("accommodation_unknown", "/rows/2/accommodation"), ("reason_missing", "/rows/2/basis"), ("dates_reversed", "/rows/2/valid_to"),
            ("row_twice", "/rows/4/accommodation"),
        ])), "{}", refused.body);
        assert!(refused.body.contains("half-more, reader, large-print"), "{}", refused.body);
        school.gives(&[right(1, "half-more")]).expect(200);
        let again = school.gives(&[right(1, "half-more")]);
        assert_eq!((again.status, again.findings()), (409, findings(&[("accommodation_given_already", "/rows/0/accommodation")])));
        let admin = school.service.administrator();
        let mut document = edition(3);
        document["accommodations"] = json!([
            {"id": "a", "title": {}, "extra_time": {"percent": 50, "minutes": 10}},
            {"id": "a", "title": {}, "extra_time": {"minutes": 601}},
            {"id": "b", "title": {}}
        ]);
        let refused = admin.post("/accommodations", &document);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[
            ("extra_time_one_way", "/accommodations/0/extra_time"), ("duplicate_id", "/accommodations/1/id"),
            ("extra_time_range", "/accommodations/1/extra_time/minutes"), ("accommodation_empty", "/accommodations/2"),
        ])));
    }
}
