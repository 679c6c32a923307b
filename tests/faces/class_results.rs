//! What the results of a class come to: criteria, growth, batteries.

use serde_json::{Value, json};

use crate::harness::api::text;
use crate::harness::forms::{FormOf, Task, choice, open, whole};
use crate::harness::school::{School, code};

/// A sitting of one task of so many points in which the pupils got these; absent where nothing is said.
fn sat(school: &School, form: FormOf, day: &str, points: &[Option<i64>]) -> String {
    let form = school.service.form(&school.root, form);
    sat_form(school, &form, day, points)
}

fn sat_form(school: &School, form: &str, day: &str, points: &[Option<i64>]) -> String {
    let mut plan = school.planned(form);
    plan["held_on"] = json!(day);
    let sitting = school.coordinator.post("/sittings", &plan).expect(201);
    let sitting = text(&sitting["id"]).to_owned();
    let each = || {
        points
            .iter()
            .enumerate()
            .map(|(at, points)| (code(at + 1), points))
    };
    let state = |there: bool| if there { "present" } else { "absent" };
    let states: Vec<Value> = each()
        .map(|(who, p)| json!({"candidate": who, "state": state(p.is_some())}))
        .collect();
    school
        .post(&sitting, "states", json!({"rows": states}))
        .expect(200);
    let marks = each()
        .filter_map(|(who, p)| Some(json!({"candidate": who, "position": 1, "points": (*p)?})));
    let marks: Vec<Value> = marks.collect();
    school
        .post(&sitting, "marks", json!({"rows": marks}))
        .expect(200);
    school.post(&sitting, "results", json!({})).expect(200);
    sitting
}

/// A question with four options worth 0 to 3.
fn question() -> Task {
    let options = ["a", "b", "c", "d"];
    let coded: Vec<Value> = (0..)
        .zip(options)
        .map(|(value, option): (i32, _)| json!({"option": option, "value": value}))
        .collect();
    let content = json!({
        "type": "QUESTION", "subject": "kazakh_l2", "grade_min": 7, "grade_max": 7, "points": 0,
        "parts": [{"id": "a", "points": 0, "options": options, "values": coded}]
    });
    let texts = json!({"stem": "Сізге ұнай ма?", "parts": {"a": {"options": {"a": "жоқ", "b": "аздап", "c": "иә", "d": "өте"}}}});
    ("main", content, texts)
}

fn writing() -> FormOf {
    FormOf::sat(vec![whole("writing", 20)])
}

impl School {
    fn of_class(&self, what: &str) -> crate::harness::api::Answer {
        self.coordinator
            .get(&format!("/classes/{}/{what}", self.class))
    }
}

on_both! {
    /// Points got and possible by criterion of the specification, for a candidate and for the class.
    fn criteria_of_the_specification_get_the_points_of_their_objectives(backend) {
        let school = School::start(backend, 2);
        let rubric = json!({"low": "finds it difficult", "medium": "makes mistakes", "high": "does it"});
        let criteria = json!([
            {"id": "reads", "objectives": ["7.1.1.1"], "text": {"en": "Reads"}, "parent_rubric": rubric},
            {"id": "writes", "objectives": ["7.3.2.1", "7.3.9.9"], "text": "Writes", "parent_rubric": rubric}
        ]);
        let form = FormOf { more: json!({"criteria": criteria}), ..FormOf::sat(vec![choice("reading"), open("writing", 3)]) };
        let sitting = school.sitting(form);
        school.all_present(&sitting, 2);
        let answer = |n: usize, choice: &str| json!({"candidate": code(n), "position": 1, "answer": {"choice": choice}});
        school.post(&sitting, "responses", json!({"rows": [answer(1, "b"), answer(2, "a")]})).expect(200);
        let mark = |n: usize, d: usize, points: usize| json!({"candidate": code(n), "position": 2, "descriptor": format!("d{d}"), "points": points});
        let rows = [mark(1, 1, 1), mark(1, 2, 1), mark(1, 3, 0), mark(2, 1, 0), mark(2, 2, 0), mark(2, 3, 1)];
        school.post(&sitting, "marks", json!({"rows": rows})).expect(200);
        school.post(&sitting, "results", json!({})).expect(200);
        let one = school.get(&sitting, "results/7A-01");
        assert_eq!(one["criteria"], json!([
            {"id": "reads", "points": 1, "max": 1, "percent": {"exact": "100", "shown": 100}, "text": {"en": "Reads"}, "level": "high", "rubric": "does it"},
            {"id": "writes", "points": 2, "max": 3, "percent": {"exact": "200/3", "shown": 66.67}, "text": "Writes", "level": "medium", "rubric": "makes mistakes"}
        ]));
        let names = |list: &Value| list.as_array().unwrap().iter().map(|c| text(&c["id"]).to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&one["result"]["criteria"]), ["C1", "C2", "reads", "writes"]);
        let class = school.get(&sitting, "analysis");
        let of_class: Vec<_> = class["criteria"].as_array().unwrap().iter().map(|c| (text(&c["id"]), c["points"].as_f64(), c["max"].as_f64(), c["pupils"].as_u64())).collect();
        assert_eq!(of_class, [
            ("C1", Some(1.0), Some(2.0), Some(2)), ("C2", Some(3.0), Some(6.0), Some(2)),
            ("reads", Some(1.0), Some(2.0), Some(2)), ("writes", Some(3.0), Some(6.0), Some(2)),
        ]);
        let table = school.coordinator.get_with(&format!("/sittings/{sitting}/analysis"), &[("accept", "text/csv")]);
        assert!(table.body.contains("\r\ncriterion writes,3,6,50,\r\n"), "{}", table.body);
    }

    fn growth_follows_a_class_and_each_pupil_over_the_sittings_of_a_subject(backend) {
        let school = School::start(backend, 3);
        let first = sat(&school, writing(), "2026-10-20", &[Some(10), Some(16), None]);
        let unit = sat(&school, FormOf { kind: "SAU", ..writing() }, "2026-11-10", &[Some(20), Some(20), Some(20)]);
        let second = sat(&school, writing(), "2026-12-20", &[Some(14), Some(15), Some(8)]);
        let grown = school.of_class("growth?subject=kazakh_l2").expect(200);
        assert_eq!(grown["scales"][0]["levels"].as_array().unwrap().len(), 4);
        let order: Vec<_> = grown["sittings"].as_array().unwrap().iter().map(|s| text(&s["sitting_id"])).collect();
        assert_eq!(order, [&first, &unit, &second]);
        // Of the two who wrote both times: +20 and -5 make +7.5; the third was away the first time.
        assert_eq!(grown["sittings"][2]["growth"], json!({"since": first, "difference": {"exact": "7.5", "shown": 7.5}, "pupils": 2}));
        assert_eq!(grown["sittings"][1]["growth"], Value::Null);
        let pupil = &grown["candidates"][0]["points"];
        assert_eq!((&pupil[2]["growth"], &pupil[2]["grade"]), (&json!({"since": first, "difference": {"exact": "20", "shown": 20}, "levels": 1}), &json!("4")));
        let away = &grown["candidates"][2]["points"];
        assert_eq!((&away[0]["state"], &away[0]["percent"], &away[2]["growth"]), (&json!("absent"), &Value::Null, &Value::Null));
        let only = school.of_class("growth?subject=kazakh_l2&kind=SAU").expect(200);
        assert_eq!(only["sittings"].as_array().unwrap().len(), 1);
        assert_eq!(school.of_class("growth?subject=mathematics").expect(200)["sittings"], json!([]));
        assert_eq!(school.of_class("growth").status, 422);
    }

    fn growth_never_compares_different_scales_and_says_that_they_changed(backend) {
        let school = School::start(backend, 1);
        let first = sat(&school, writing(), "2026-10-20", &[Some(10)]);
        let levels = json!({"levels": [{"id": "fail", "from": 0}, {"id": "pass", "from": 50}]});
        sat(&school, FormOf { more: levels, ..writing() }, "2026-11-20", &[Some(14)]);
        let third = sat(&school, writing(), "2026-12-20", &[Some(12)]);
        let grown = school.of_class("growth?subject=kazakh_l2").expect(200);
        let scales: Vec<_> = grown["sittings"].as_array().unwrap().iter().map(|s| s["scale"].as_u64()).collect();
        assert_eq!(scales, [Some(0), Some(1), Some(0)]);
        let points = &grown["candidates"][0]["points"];
        assert_eq!((&points[1]["growth"], &points[1]["level"]), (&Value::Null, &json!("pass")));
        assert_eq!((&points[2]["sitting_id"], &points[2]["growth"]["since"]), (&json!(third), &json!(first)));
        let told: Vec<_> = grown["findings"].as_array().unwrap().iter().map(|f| (text(&f["code"]), text(&f["args"]["day"]))).collect();
        assert_eq!(told, [("growth_scale_changed", "2026-11-20"), ("growth_scale_changed", "2026-12-20")]);
    }

    /// The monitoring battery: components of the class's grade in one answer; absence has no points.
    fn all_components_of_a_battery_stand_in_one_answer(backend) {
        let school = School::start(backend, 3);
        let component = |id: &str, grade: u8, subject: &str, variants: Value| json!({
            "id": id, "grade": grade, "subject": subject, "items": 1, "max_score": 20, "pass": 8, "variants": variants
        });
        let battery = json!({
            "schema": "synaq.battery/v1", "grade": null, "subject": null, "term": null, "grading_policy": "kz-2-11-2025",
            "languages": {"instruction": ["ru", "kk"]}, "access": {"forms": "secure", "reports": "confidential"},
            "components": [
                component("g7-math", 7, "mathematics", json!({"language_versions": ["kk", "ru"]})),
                component("g7-l2", 7, "language_literature_l2", json!({"distinct_tests": ["kk", "ru"]})),
                component("g4-math", 4, "mathematics", json!({"language_versions": ["kk", "ru"]}))
            ],
            "total_thresholds": {"enough": 25}
        });
        let form = |component: &'static str, subject: &'static str, beside: Option<String>| {
            let form = FormOf { kind: "MONITORING", specification: "monitoring", subject, component, beside, more: battery.clone(), ..writing() };
            school.service.form(&school.root, form)
        };
        let second_language = form("g7-l2", "language_literature_l2", None);
        let of = |what: &str| format!("battery-results?specification_id={second_language}{what}");
        let refused = school.of_class(&of(""));
        assert_eq!((refused.status, refused.findings()), (422, vec![("battery_not_sat".into(), "/specification_id".into())]));
        // In a Russian-medium class the second language is Kazakh: its test is another one, not a translation.
        let l2 = sat_form(&school, &second_language, "2026-10-21", &[Some(12), Some(18), Some(9)]);
        let maths = form("g7-math", "mathematics", Some(second_language.clone()));
        let refused = school.coordinator.post("/sittings", &school.planned(&maths));
        assert_eq!(refused.findings(), [("sitting_language_unfit".into(), "/language".into())], "the mathematics form has no Russian version");
        let younger = form("g4-math", "mathematics", Some(second_language.clone()));
        let refused = school.coordinator.post("/sittings", &school.planned(&younger));
        assert!(refused.findings().contains(&("class_grade_unfit".into(), "/class_id".into())), "{}", refused.body);
        let results = school.of_class(&of("")).expect(200);
        let ids: Vec<_> = results["components"].as_array().unwrap().iter().map(|c| text(&c["component"])).collect();
        assert_eq!(ids, ["g7-math", "g7-l2"]);
        assert_eq!((&results["components"][1]["sittings"], &results["components"][1]["assessed"]), (&json!([l2]), &json!(3)));
        assert_eq!((&results["expected"], &results["assessed"], &results["complete"]), (&json!(6), &json!(3), &json!(0)));
        let row = &results["rows"][0];
        assert_eq!((&row["raw"], &row["components"][0]["state"], &row["components"][1]["raw"]), (&Value::Null, &Value::Null, &json!(12)));
        assert_eq!((&row["components"][1]["passed"], &row["components"][1]["percent"]["exact"]), (&json!(true), &json!("60")));
        let again = sat_form(&school, &second_language, "2026-10-28", &[Some(15), None, Some(10)]);
        let results = school.of_class(&of("&version=1")).expect(200);
        let counted: Vec<_> = results["rows"].as_array().unwrap().iter().map(|r| (text(&r["components"][1]["sitting_id"]), r["components"][1]["raw"].as_f64())).collect();
        assert_eq!(counted, [(again.as_str(), Some(15.0)), (l2.as_str(), Some(18.0)), (again.as_str(), Some(10.0))]);
        assert_eq!(school.of_class(&of("&version=2")).status, 422);
    }

    fn coded_values_of_a_questionnaire_count_in_the_profile_and_are_no_points(backend) {
        let school = School::start(backend, 3);
        let module = json!({
            "schema": "synaq.battery/v1", "languages": {"instruction": ["ru"], "test": "kk"},
            "scale": {
                "levels": [{"id": "low", "code": 3}, {"id": "medium", "code": 4}, {"id": "high", "code": 5}],
                "overall_rule": {"method": "lowest"}
            },
            "criteria": [
                {"id": "motivational", "instrument": "questionnaire", "items": 2, "max_score": 6, "cut": {"medium": 3, "high": 5}},
                {"id": "content", "instrument": "test", "types": ["EA"], "items": 1, "max_score": 20, "cut": {"medium": 8, "high": 17}}
            ]
        });
        let form = |component: &'static str, tasks: Vec<Task>, beside: Option<String>| {
            let form = FormOf { kind: "MODULE_TEST", component, tasks, beside, more: module.clone(), ..writing() };
            school.service.form(&school.root, form)
        };
        let asked = form("motivational", vec![question(), question()], None);
        let tested = form("content", vec![whole("writing", 20)], Some(asked.clone()));
        sat_form(&school, &tested, "2026-10-21", &[Some(18), Some(12), Some(12)]);
        let sitting = text(&school.coordinator.post("/sittings", &school.planned(&asked)).expect(201)["id"]).to_owned();
        let give = |n: usize, position: usize, choice: &str| json!({"candidate": code(n), "position": position, "answer": {"choice": choice}});
        let rows = [give(1, 1, "a"), give(1, 2, "c"), give(2, 1, "d"), give(2, 2, "c"), give(3, 1, "d")];
        school.post(&sitting, "responses", json!({"rows": rows})).expect(200);
        school.post(&sitting, "results", json!({})).expect(200);
        let coded = |n: usize| school.get(&sitting, &format!("results/{}", code(n)))["result"]["coded"].clone();
        assert_eq!(coded(1), json!({"points": 2, "max": 6, "missing": 0}));
        assert_eq!(coded(3), json!({"points": null, "max": 6, "missing": 1}));
        let profiles = || {
            let results = school.of_class(&format!("battery-results?specification_id={asked}")).expect(200);
            let rows = results["rows"].as_array().unwrap().clone();
            assert_eq!((&rows[0]["raw"], &rows[0]["components"][0]["coded"]), (&json!(18), &json!(2)));
            rows.iter().map(|row| row["profile"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(profiles(), [
            json!({"criteria": {"motivational": "low", "content": "high"}, "overall": "low", "code": 3}),
            json!({"criteria": {"motivational": "high", "content": "medium"}, "overall": "medium", "code": 4}),
            json!({"criteria": {"motivational": null, "content": "medium"}, "overall": null, "code": null}),
        ]);
        // An answer that comes later makes a new version, and only for who gave it.
        school.post(&sitting, "responses", json!({"rows": [give(3, 2, "a")]})).expect(200);
        assert_eq!(school.post(&sitting, "results", json!({})).expect(200)["new_versions"], 1);
        assert_eq!(profiles()[2]["overall"], "medium");
    }

    fn components_that_are_all_there_make_a_total(backend) {
        let school = School::start(backend, 2);
        let battery = json!({
            "schema": "synaq.battery/v1", "grade": null, "subject": null, "languages": {"instruction": ["ru"], "test": "kk"},
            "components": [
                {"id": "one", "subject": "history", "items": 1, "max_score": 20, "variants": {"language_versions": ["kk"]}},
                {"id": "two", "subject": "physics", "items": 1, "max_score": 20, "variants": {"language_versions": ["kk"]}}
            ],
            "total_thresholds": {"national": 30, "other": 20}
        });
        let form = |component: &'static str, beside: Option<String>| FormOf {
            kind: "ADMISSION", subject: "history", component, beside, more: battery.clone(), ..writing()
        };
        let one = school.service.form(&school.root, form("one", None));
        let two = school.service.form(&school.root, form("two", Some(one.clone())));
        sat_form(&school, &one, "2026-10-21", &[Some(12), Some(18)]);
        sat_form(&school, &two, "2026-10-22", &[Some(14), None]);
        let results = school.of_class(&format!("battery-results?specification_id={one}")).expect(200);
        let rows = results["rows"].as_array().unwrap();
        assert_eq!((&rows[0]["raw"], &rows[0]["maximum"], &rows[0]["percent"]["exact"]), (&json!(26), &json!(40), &json!("65")));
        assert_eq!(rows[0]["thresholds"], json!({"national": false, "other": true}));
        assert_eq!((&rows[1]["raw"], &rows[1]["components"][1]["state"]), (&Value::Null, &json!("absent")));
        assert_eq!((&results["complete"], &results["mean_percent"]["exact"]), (&json!(1), &json!("65")));
        assert_eq!((&results["components"][1]["away"], &results["components"][1]["waiting"]), (&json!(1), &json!(0)));
    }
}
