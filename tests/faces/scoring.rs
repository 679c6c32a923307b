//! Classes, sittings, responses, marks, results: recorded scoring against descriptors.

use diesel::prelude::*;
use serde_json::{Value, json};
use synaq::store::StoreError;
use synaq::store::schema::marks;

use crate::harness::api::text;
use crate::harness::forms::{FormOf, choice, open};
use crate::harness::school::{School, another_school, code, findings, mixed, outcomes};

on_both! {
    fn candidates_are_codes_and_every_wrong_row_is_told(backend) {
        let school = School::start(backend, 1);
        let path = format!("/classes/{}/candidates", school.class);
        let rows = json!([
            {"code": "7A-02"}, {"code": "7A-02"}, {"code": "Айгүл Сәрсенова"}, {"code": "7A-01"},
            {"code": "070101500123"}, {"code": "7A-03", "sen": true}
        ]);
        let refused = school.coordinator.post(&path, &json!({"rows": rows}));
        assert_eq!(refused.status, 422);
        assert_eq!(refused.findings(), findings(&[
            ("row_twice", "/rows/1/code"), ("candidate_code_form", "/rows/2/code"),
            ("candidate_in_class", "/rows/3/code"), ("candidate_code_form", "/rows/4/code"),
        ]));
        let count = || school.coordinator.get(&path).expect(200)["items"].as_array().unwrap().len();
        assert_eq!(count(), 1);
        let kept = school.coordinator.post(&path, &json!({"rows": rows, "mode": "per_row"})).expect(200);
        assert_eq!(outcomes(&kept), ["saved", "invalid", "invalid", "conflict", "invalid", "saved"]);
        assert_eq!(kept["rows"][3]["findings"][0]["detail"], "The candidate 7A-01 is in this class already.");
        assert_eq!(count(), 3);
    }

    fn a_sitting_needs_a_locked_form_that_fits_the_class(backend) {
        let school = School::start(backend, 2);
        let draft = school.service.form(&school.root, FormOf { state: "draft", ..mixed() });
        let admin = school.service.administrator();
        let refused = admin.post("/sittings", &school.planned(&draft));
        assert_eq!((refused.status, refused.findings()), (409, findings(&[("form_not_locked", "/form_id")])));
        // A school knows nothing of drafts above it.
        assert_eq!(school.coordinator.post("/sittings", &school.planned(&draft)).status, 422);
        let form = school.service.form(&school.root, mixed());
        let body = json!({"code": "8Б", "grade": 8, "language": "kk", "academic_year": "2026-27"});
        let other = school.coordinator.post("/classes", &body).expect(201);
        let mut wrong = school.planned(&form);
        wrong["class_id"] = other["id"].clone();
        wrong["language"] = json!("ru");
        wrong["policy"] = json!("none");
        wrong["held_on"] = json!("2026-02-30");
        let refused = school.coordinator.post("/sittings", &wrong);
        assert_eq!(refused.status, 422);
        assert_eq!(refused.findings(), findings(&[
            ("class_empty", "/class_id"), ("class_grade_unfit", "/class_id"),
            ("class_language_unfit", "/class_id"), ("date_unknown", "/held_on"),
            ("reference_unknown", "/policy"), ("sitting_language_unfit", "/language"),
        ]));
        let made = school.coordinator.post("/sittings", &school.planned(&form)).expect(201);
        assert_eq!((&made["language"], &made["policy_version"]), (&json!("kk"), &json!(1)));
        assert_eq!(made["attempts"][1]["parts"], json!([
            {"part": 1, "sections": ["reading", "writing"], "state": "planned", "extra_min": 0, "working_min": 40},
            {"part": 2, "sections": ["speaking"], "state": "planned", "extra_min": 0, "working_min": 20},
        ]));
        let second = school.coordinator.post("/sittings", &school.planned(&form)).expect(201);
        assert_ne!(made["id"], second["id"]);
        let path = format!("/sittings?class_id={}&limit=1", school.class);
        let page = school.coordinator.get(&path).expect(200);
        assert_eq!((page["items"].as_array().unwrap().len(), page["next"].is_string()), (1, true));
    }

    fn responses_are_marked_by_the_key_and_wrong_ones_leave_nothing_behind(backend) {
        let school = School::start(backend, 3);
        let sitting = school.sitting(mixed());
        let states = json!({"rows": [{"candidate": "7A-03", "part": 1, "state": "absent_valid", "reason": "ill"}]});
        school.post(&sitting, "states", states).expect(200);
        let rows = json!([
            {"candidate": "7A-01", "position": 1, "answer": {"choice": "b"}},
            {"candidate": "7A-01", "position": 1, "answer": {"choice": "a"}},
            {"candidate": "7A-99", "position": 9, "answer": {"choice": "a"}},
            {"candidate": "7A-02", "position": 1, "answer": {"choice": "q"}},
            {"candidate": "7A-02", "position": 2, "part": "z", "answer": {"choice": "b"}},
            {"candidate": "7A-02", "position": 3, "answer": {"choice": "b"}},
            {"candidate": "7A-03", "position": 1, "answer": {"choice": "b"}},
        ]);
        let refused = school.post(&sitting, "responses", json!({"rows": rows}));
        assert_eq!(refused.status, 422);
        assert_eq!(refused.findings(), findings(&[
            ("row_twice", "/rows/1"), ("candidate_unknown", "/rows/2/candidate"),
            ("position_unknown", "/rows/2/position"), ("answer_option_unknown", "/rows/3/answer/choice"),
            ("part_unknown", "/rows/4/part"), ("answer_field_unfit", "/rows/5/answer/choice"),
            ("attempt_not_present", "/rows/6/candidate"),
        ]));
        assert_eq!(school.get(&sitting, "marks")["items"], json!([]));
        let kept = school.post(&sitting, "responses", json!({"rows": rows, "mode": "per_row"})).expect(200);
        assert_eq!((&kept["saved"], &kept["refused"]), (&json!(1), &json!(6)));
        let marks = school.get(&sitting, "marks?candidate=7A-01&position=1");
        assert_eq!((&marks["items"][0]["points"], &marks["items"][0]["source"]), (&json!(1), &json!("key")));
        let seen = school.coordinator.get(&format!("/sittings/{sitting}")).expect(200);
        assert_eq!(seen["attempts"][0]["parts"][0]["state"], "present");
        assert_eq!(seen["attempts"][1]["parts"][0]["state"], "planned");
        let again = json!([{"candidate": "7A-01", "position": 1, "answer": {"choice": "c"}}]);
        let refused = school.post(&sitting, "responses", json!({"rows": again}));
        assert_eq!((refused.status, refused.findings()), (409, findings(&[("response_exists", "/rows/0")])));
        school.post(&sitting, "responses", json!({"rows": again, "replace": true})).expect(200);
        let marks = school.get(&sitting, "marks?candidate=7A-01&position=1");
        let points: Vec<_> = marks["items"].as_array().unwrap().iter().map(|m| (&m["points"], &m["current"])).collect();
        assert_eq!(points, [(&json!(1), &json!(false)), (&json!(0), &json!(true))]);
    }

    /// P6: marks per descriptor, batch for a class.
    fn marks_of_a_class_are_refused_by_row_and_nothing_is_half_saved(backend) {
        let school = School::start(backend, 4);
        let sitting = school.sitting(mixed());
        let states = json!({"rows": [
            {"candidate": "7A-01", "state": "present"}, {"candidate": "7A-02", "state": "present"},
            {"candidate": "7A-04", "state": "absent"}
        ]});
        school.post(&sitting, "states", states).expect(200);
        let rows = json!([
            {"candidate": "7A-01", "position": 3, "descriptor": "d1", "points": 1},
            {"candidate": "7A-77", "position": 3, "descriptor": "d1", "points": 1},
            {"candidate": "7A-01", "position": 3, "descriptor": "d2", "points": 2},
            {"candidate": "7A-03", "position": 3, "descriptor": "d1", "points": 1},
            {"candidate": "7A-01", "position": 3, "descriptor": "d1", "points": 0},
            {"candidate": "7A-02", "position": 3, "descriptor": "d1", "points": null},
            {"candidate": "7A-02", "position": 3, "descriptor": "d9", "points": 0.5},
            {"candidate": "7A-02", "position": 3, "points": 1},
            {"candidate": "7A-02", "position": 3, "descriptor": "d2", "points": -1},
            {"candidate": "7A-04", "position": 3, "descriptor": "d1", "points": 1},
            {"candidate": "7A-04", "position": 3, "descriptor": "d2", "points": null},
            {"candidate": "7A-02", "position": 3, "descriptor": "d3", "points": 1, "source": "key"},
        ]);
        let refused = school.post(&sitting, "marks", json!({"rows": rows}));
        assert_eq!(refused.status, 422);
        assert_eq!(refused.findings(), findings(&[
            ("candidate_unknown", "/rows/1/candidate"), ("mark_above_maximum", "/rows/2/points"),
            ("attempt_state_missing", "/rows/3/candidate"), ("row_twice", "/rows/4"),
            ("absent_state_missing", "/rows/5/points"), ("mark_descriptor_unknown", "/rows/6/descriptor"),
            ("mark_needs_descriptor", "/rows/7/descriptor"), ("mark_negative", "/rows/8/points"),
            ("attempt_not_present", "/rows/9/candidate"), ("mark_source_key", "/rows/11/source"),
        ]));
        assert_eq!(school.get(&sitting, "marks")["items"], json!([]));
        let kept = school.post(&sitting, "marks", json!({"rows": rows, "mode": "per_row"})).expect(200);
        assert_eq!(outcomes(&kept), [
            "saved", "invalid", "invalid", "invalid", "invalid", "invalid", "invalid", "invalid",
            "invalid", "conflict", "empty", "invalid"
        ]);
        assert_eq!(school.get(&sitting, "marks")["items"].as_array().unwrap().len(), 1);
    }

    fn a_class_of_thirty_by_twelve_descriptors_is_one_call(backend) {
        let school = School::start(backend, 30);
        let sitting = school.sitting(FormOf::sat(vec![open("writing", 12)]));
        school.all_present(&sitting, 30);
        let row = |n: usize| json!({
            "candidate": code(n / 12 + 1), "position": 1, "descriptor": format!("d{}", n % 12 + 1), "points": 1
        });
        let rows: Vec<Value> = (0..360).map(row).collect();
        let kept = school.post(&sitting, "marks", json!({"rows": rows})).expect(200);
        assert_eq!(kept["saved"], 360);
        let results = school.post(&sitting, "results", json!({})).expect(200);
        assert_eq!((&results["new_versions"], &results["rows"][29]["grade"]), (&json!(30), &json!("5")));
    }

    fn a_mark_is_superseded_with_a_reason_and_its_history_stays(backend) {
        let school = School::start(backend, 1);
        let sitting = school.sitting(FormOf::sat(vec![open("writing", 1)]));
        school.all_present(&sitting, 1);
        let mark = |extra: Value| {
            let mut row = json!({"candidate": "7A-01", "position": 1, "descriptor": "d1", "points": 1});
            row.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
            school.post(&sitting, "marks", json!({"rows": [row]}))
        };
        let first = mark(json!({"points": 0})).expect(200)["rows"][0]["marks"][0].as_i64().unwrap();
        let taken = mark(json!({}));
        assert_eq!((taken.status, taken.findings()), (409, findings(&[("mark_exists", "/rows/0/supersedes")])));
        let silent = mark(json!({"supersedes": first}));
        assert_eq!((silent.status, silent.findings()), (422, findings(&[("reason_missing", "/rows/0/reason")])));
        let weaker = mark(json!({"supersedes": first, "reason": "my own view", "source": "self"}));
        assert_eq!((weaker.status, weaker.findings()), (422, findings(&[("mark_source_weaker", "/rows/0/source")])));
        mark(json!({"supersedes": first, "reason": "moderation, protocol 3"})).expect(200);
        let stale = mark(json!({"supersedes": first, "reason": "again"}));
        assert_eq!((stale.status, stale.findings()), (409, findings(&[("mark_not_current", "/rows/0/supersedes")])));
        let history = school.get(&sitting, "marks?candidate=7A-01");
        let shown: Vec<_> = history["items"].as_array().unwrap().iter().map(|m| (&m["points"], &m["current"], &m["reason"])).collect();
        assert_eq!(shown, [
            (&json!(0), &json!(false), &Value::Null),
            (&json!(1), &json!(true), &json!("moderation, protocol 3")),
        ]);
        let page = school.get(&sitting, "marks?limit=1");
        assert_eq!(page["items"].as_array().unwrap().len(), 1);
        let next = school.get(&sitting, &format!("marks?limit=1&cursor={}", text(&page["next"])));
        assert_eq!((&next["items"][0]["current"], next["next"].is_null()), (&json!(true), true));
    }

    fn of_two_markers_who_supersede_the_same_mark_one_wins(backend) {
        let school = School::start(backend, 1);
        let sitting = school.sitting(FormOf::sat(vec![open("writing", 1)]));
        school.all_present(&sitting, 1);
        let row = json!({"candidate": "7A-01", "position": 1, "descriptor": "d1", "points": 0});
        let first = school.post(&sitting, "marks", json!({"rows": [row]})).expect(200);
        let body = json!({"rows": [{
            "candidate": "7A-01", "position": 1, "descriptor": "d1", "points": 1,
            "supersedes": first["rows"][0]["marks"][0], "reason": "second look", "source": "independent"
        }]});
        let path = format!("/sittings/{sitting}/marks");
        let racers: Vec<_> = (0..4).map(|_| {
            let (client, path, body) = (school.coordinator.clone(), path.clone(), body.clone());
            std::thread::spawn(move || client.post(&path, &body).status)
        }).collect();
        let mut statuses: Vec<u16> = racers.into_iter().map(|r| r.join().unwrap()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409, 409, 409]);
        assert_eq!(school.get(&sitting, "marks")["items"].as_array().unwrap().len(), 2);
    }

    fn the_database_lets_no_mark_be_changed_or_taken_away(backend) {
        let school = School::start(backend, 1);
        let sitting = school.sitting(FormOf::sat(vec![choice("reading")]));
        let rows = json!([{"candidate": "7A-01", "position": 1, "answer": {"choice": "a"}}]);
        school.post(&sitting, "responses", json!({"rows": rows})).expect(200);
        let db = &school.service.services.db;
        let changed: Result<usize, StoreError> =
            db.write(|c| Ok(diesel::update(marks::table).set(marks::points.eq(100_i64)).execute(c)?));
        let gone: Result<usize, StoreError> = db.write(|c| Ok(diesel::delete(marks::table).execute(c)?));
        for refused in [changed, gone] {
            let why = refused.unwrap_err().to_string();
            assert!(why.contains("marks are append-only"), "{why}");
        }
        assert_eq!(school.get(&sitting, "marks")["items"][0]["points"], 0);
    }

    fn a_closed_sitting_takes_nothing_more_and_closes_only_when_all_states_are_known(backend) {
        let school = School::start(backend, 2);
        let sitting = school.sitting(FormOf::sat(vec![choice("reading")]));
        let rows = json!([{"candidate": "7A-01", "position": 1, "answer": {"choice": "b"}}]);
        school.post(&sitting, "responses", json!({"rows": rows})).expect(200);
        let early = school.post(&sitting, "close", json!({}));
        assert_eq!((early.status, early.findings()), (409, findings(&[("attempt_state_missing", "")])));
        let reasonless = json!({"rows": [{"candidate": "7A-02", "state": "absent_valid"}]});
        assert_eq!(school.post(&sitting, "states", reasonless).findings(), findings(&[("reason_missing", "/rows/0/reason")]));
        school.post(&sitting, "states", json!({"rows": [{"candidate": "7A-02", "state": "absent"}]})).expect(200);
        assert_eq!(school.post(&sitting, "close", json!({})).expect(200)["state"], "closed");
        for what in ["responses", "marks", "states"] {
            let row = match what {
                "responses" => rows[0].clone(),
                "marks" => json!({"candidate": "7A-01", "position": 1, "points": 1}),
                _ => json!({"candidate": "7A-01", "state": "void", "reason": "cheating"}),
            };
            let refused = school.post(&sitting, what, json!({"rows": [row]}));
            assert_eq!((refused.status, refused.findings()), (409, findings(&[("sitting_closed", "")])), "{what}");
        }
        assert_eq!(school.post(&sitting, "results", json!({})).expect(200)["new_versions"], 2);
    }

    fn another_school_knows_nothing_of_classes_and_sittings(backend) {
        let school = School::start(backend, 1);
        let sitting = school.sitting(mixed());
        let (_, stranger) = another_school(&school.service, "school-13");
        let class = &school.class;
        for path in [
            format!("/classes/{class}"), format!("/classes/{class}/candidates"), format!("/sittings/{sitting}"),
            format!("/sittings/{sitting}/marks"), format!("/sittings/{sitting}/results"),
            format!("/sittings/{sitting}/results/7A-01"), format!("/sittings/{sitting}/analysis"),
            format!("/sittings/{sitting}/marking-guide"),
            format!("/classes/{class}/term-grades?subject=kazakh_l2&term=1&policy=kz-2-11-2025"),
            format!("/journal-entries?class_id={class}&subject=kazakh_l2&term=1"),
        ] {
            assert_eq!(stranger.get(&path).status, 404, "{path}");
        }
        let journal = json!({"class_id": class, "subject": "kazakh_l2", "term": 1, "rows": [{"candidate": "7A-01", "kind": "FA", "points": 5}]});
        assert_eq!(stranger.post("/journal-entries", &journal).status, 404);
        let rows = json!({"rows": [{"candidate": "7A-01", "position": 1, "points": 1}]});
        assert_eq!(stranger.post(&format!("/sittings/{sitting}/marks"), &rows).status, 404);
        assert_eq!(stranger.post(&format!("/sittings/{sitting}/results"), &json!({})).status, 404);
        for list in ["/classes", "/sittings"] {
            assert_eq!(stranger.get(list).expect(200)["items"], json!([]), "{list}");
        }
        let form = school.service.form(&school.root, mixed());
        assert_eq!(stranger.post("/sittings", &school.planned(&form)).findings(), findings(&[("reference_unknown", "/class_id")]));
    }

    fn a_marker_gets_the_guide_without_keys_and_marks_but_reads_no_results(backend) {
        let school = School::start(backend, 1);
        let sitting = school.sitting(mixed());
        let marker = school.service.user_with_role(&school.org, "marker");
        let guide = marker.get(&format!("/sittings/{sitting}/marking-guide"));
        for hidden in ["HINT-TEXT", "EXPLANATION-TEXT", "RATIONALE-TEXT", "correct"] {
            assert!(!guide.body.contains(hidden), "{hidden} in {}", guide.body);
        }
        let guide = guide.expect(200);
        let part = &guide["tasks"][2]["parts"][0];
        assert_eq!((&part["descriptors"][0]["text"], &part["sample_answer"]), (&json!("d1 орындайды"), &json!("Үлгі жауап")));
        school.all_present(&sitting, 1);
        let rows = json!({"rows": [{"candidate": "7A-01", "position": 3, "descriptor": "d1", "points": 1}]});
        marker.post(&format!("/sittings/{sitting}/marks"), &rows).expect(200);
        for path in ["results", "analysis", "results/7A-01"] {
            assert_eq!(marker.get(&format!("/sittings/{sitting}/{path}")).status, 403, "{path}");
        }
        let answers = json!({"rows": [{"candidate": "7A-01", "position": 1, "answer": {"choice": "b"}}]});
        assert_eq!(marker.post(&format!("/sittings/{sitting}/responses"), &answers).status, 403);
        let reader = school.service.user_with_role(&school.org, "school_reader");
        assert_eq!(reader.get(&format!("/sittings/{sitting}")).status, 404);
    }
}
