//! Classes, sittings, responses, marks, results: recorded scoring against descriptors.

use std::time::Instant;

use diesel::prelude::*;
use serde_json::{Value, json};
use synaq::store::StoreError;
use synaq::store::schema::marks;

use crate::harness::api::{Client, Service, text};
use crate::harness::forms::{FormOf, choice, open, whole};

/// A school with its coordinator, the shipped policy above it, and a class of grade 7.
pub struct School {
    pub service: Service,
    pub root: String,
    pub org: String,
    pub coordinator: Client,
    pub class: String,
}

impl School {
    pub fn start(backend: crate::harness::Backend, pupils: usize) -> Self {
        let service = Service::start(backend);
        let root = service.root();
        service.policy(&root);
        let (org, coordinator) = school(&service, "school-12");
        let class = class(&coordinator, pupils);
        Self {
            service,
            root,
            org,
            coordinator,
            class,
        }
    }

    /// A sitting of a new locked form of the root organisation.
    pub fn sitting(&self, form: FormOf) -> String {
        let form = self.service.form(&self.root, form);
        let made = self
            .coordinator
            .post("/sittings", &self.planned(&form))
            .expect(201);
        text(&made["id"]).to_owned()
    }

    pub fn planned(&self, form: &str) -> Value {
        json!({"form_id": form, "class_id": self.class, "held_on": "2026-10-22"})
    }

    /// Records every pupil present in every part.
    pub fn all_present(&self, sitting: &str, pupils: usize) {
        let rows: Vec<Value> = (1..=pupils)
            .map(|n| json!({"candidate": code(n), "state": "present"}))
            .collect();
        self.post(sitting, "states", json!({"rows": rows}))
            .expect(200);
    }

    pub fn post(&self, sitting: &str, what: &str, body: Value) -> crate::harness::api::Answer {
        self.coordinator
            .post(&format!("/sittings/{sitting}/{what}"), &body)
    }

    pub fn get(&self, sitting: &str, what: &str) -> Value {
        self.coordinator
            .get(&format!("/sittings/{sitting}/{what}"))
            .expect(200)
    }
}

pub fn code(n: usize) -> String {
    format!("7A-{n:02}")
}

fn school(service: &Service, code: &str) -> (String, Client) {
    let body = json!({"code": code, "kind": "school", "name": {"kk": "мектеп"}});
    let org = service
        .administrator()
        .post("/organisations", &body)
        .expect(201);
    let org = text(&org["id"]).to_owned();
    let coordinator = service.user_with_role(&org, "school_coordinator");
    (org, coordinator)
}

fn class(coordinator: &Client, pupils: usize) -> String {
    let body = json!({"code": "7А", "grade": 7, "language": "ru", "academic_year": "2026-27"});
    let class = coordinator.post("/classes", &body).expect(201);
    let rows: Vec<Value> = (1..=pupils).map(|n| json!({"code": code(n)})).collect();
    let class = text(&class["id"]).to_owned();
    if pupils > 0 {
        let path = format!("/classes/{class}/candidates");
        coordinator.post(&path, &json!({"rows": rows})).expect(200);
    }
    class
}

fn findings(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut list: Vec<_> = expected
        .iter()
        .map(|(c, p)| ((*c).to_owned(), (*p).to_owned()))
        .collect();
    list.sort();
    list
}

fn outcomes(answer: &Value) -> Vec<&str> {
    let rows = answer["rows"].as_array().expect("rows");
    rows.iter().map(|row| text(&row["outcome"])).collect()
}

/// Two closed tasks, one open one with three descriptors, and speaking in a sitting of its own.
fn mixed() -> FormOf {
    FormOf::sat(vec![
        choice("reading"),
        choice("reading"),
        open("writing", 3),
        open("speaking", 2),
    ])
}

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
            {"part": 1, "sections": ["reading", "writing"], "state": "planned", "extra_min": 0},
            {"part": 2, "sections": ["speaking"], "state": "planned", "extra_min": 0},
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

    fn a_class_of_thirty_by_twelve_descriptors_is_one_quick_call(backend) {
        let school = School::start(backend, 30);
        let sitting = school.sitting(FormOf::sat(vec![open("writing", 12)]));
        school.all_present(&sitting, 30);
        let row = |n: usize| json!({
            "candidate": code(n / 12 + 1), "position": 1, "descriptor": format!("d{}", n % 12 + 1), "points": 1
        });
        let rows: Vec<Value> = (0..360).map(row).collect();
        let begun = Instant::now();
        let kept = school.post(&sitting, "marks", json!({"rows": rows})).expect(200);
        assert_eq!(kept["saved"], 360);
        eprintln!("360 marks in {:?}", begun.elapsed());
        assert!(begun.elapsed().as_secs() < 10);
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
        let (_, stranger) = school_of(&school);
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

fn school_of(school: &School) -> (String, Client) {
    self::school(&school.service, "school-13")
}
