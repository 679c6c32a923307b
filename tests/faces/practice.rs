//! Formative sets in use: levels that open one after the other, help beside the tasks, second tries, and
//! how many have to take part.

use serde_json::{Value, json};

use super::specification_life::document as specification;
use crate::harness::api::{Answer, text};
use crate::harness::forms::{FormOf, Task, choice, open};
use crate::harness::school::{School, code, findings};

/// A task of a level and a clone family.
fn of_level(level: &str, family: &str) -> Task {
    let (section, mut content, texts) = choice("main");
    content["difficulty"] = json!(level);
    content["family"] = json!(family);
    (section, content, texts)
}

fn more(progression: Value) -> Value {
    json!({
        "access": {"spec": "public", "forms": "open"}, "progression": progression,
        "show": {"hint": true, "explanation": "after_answer"}
    })
}

/// Three tasks of level A, two of B and one of C, each of one point.
fn level_set(specification: &'static str, progression: Value) -> FormOf {
    let levels = ["A", "A", "A", "B", "B", "C"];
    let tasks = levels.iter().enumerate();
    FormOf {
        specification,
        kind: "LEVEL_SET",
        tasks: tasks
            .map(|(at, level)| of_level(level, &format!("f-{at}")))
            .collect(),
        more: more(progression),
        ..FormOf::sat(Vec::new())
    }
}

fn a_to_c() -> Value {
    json!({"order": ["A", "B", "C"], "unlock_next_at": 0.67})
}

fn answered(n: usize, answers: &[(usize, &str)]) -> Vec<Value> {
    let row = |(position, choice): &(usize, &str)| json!({"candidate": code(n), "position": position, "answer": {"choice": choice}});
    answers.iter().map(row).collect()
}

fn answer(school: &School, sitting: &str, answers: &[(usize, &str)]) -> Answer {
    let rows = answered(1, answers);
    school.post(sitting, "responses", json!({"rows": rows}))
}

/// Whether each task is open, and the levels' points.
fn seen(school: &School, sitting: &str) -> (Vec<bool>, Vec<f64>) {
    let seen = school.get(sitting, &format!("practice/{}", code(1)));
    let open = seen["tasks"].as_array().unwrap().iter();
    let points = seen["levels"].as_array().unwrap().iter();
    (
        open.map(|task| task["open"] == true).collect(),
        points
            .map(|level| level["points"].as_f64().unwrap())
            .collect(),
    )
}

fn plan(school: &School, form: &str, day: &str) -> Answer {
    let mut plan = school.planned(form);
    plan["held_on"] = json!(day);
    school.coordinator.post("/sittings", &plan)
}

fn planned(school: &School, form: &str, day: &str) -> String {
    text(&plan(school, form, day).expect(201)["id"]).to_owned()
}

on_both! {
    fn a_level_opens_once_the_one_before_it_is_reached(backend) {
        let school = School::start(backend, 2);
        let sitting = school.sitting(level_set("levels", a_to_c()));
        let locked = answer(&school, &sitting, &[(4, "b")]);
        assert_eq!((locked.status, locked.findings()), (409, findings(&[("level_locked", "/rows/0/position")])));
        let error = locked.json()["errors"][0].clone();
        assert_eq!(error["args"], json!({"candidate": "7A-01", "position": 4, "level": "B", "before": "A", "points": "0", "needed": "2"}));
        assert!(text(&error["detail"]).contains("level A has 0 of the 2 points"), "{error}");
        answer(&school, &sitting, &[(1, "b"), (2, "a")]).expect(200);
        assert_eq!(answer(&school, &sitting, &[(4, "b")]).status, 409);
        assert_eq!(seen(&school, &sitting), (vec![true, true, true, false, false, false], vec![1.0, 0.0, 0.0]));
        // Two of three are 67 %; what a call brings opens the next level for its other rows, in any order.
        answer(&school, &sitting, &[(4, "b"), (3, "b")]).expect(200);
        assert_eq!(seen(&school, &sitting), (vec![true, true, true, true, true, false], vec![2.0, 1.0, 0.0]));
        let locked = answer(&school, &sitting, &[(6, "b")]);
        assert_eq!(locked.json()["errors"][0]["args"]["before"], "B");
        // Nobody is held back by another's answers, and nobody is helped by them.
        let mut rows = answered(2, &[(6, "b")]);
        rows.extend(answered(1, &[(5, "b"), (6, "b")]));
        let kept = school.post(&sitting, "responses", json!({"rows": rows, "mode": "per_row"})).expect(200);
        let outcomes: Vec<&str> = kept["rows"].as_array().unwrap().iter().map(|r| text(&r["outcome"])).collect();
        assert_eq!(outcomes, ["conflict", "saved", "saved"]);
        // What was answered while it was open stays open to be mended.
        let again = json!({"rows": answered(1, &[(3, "a"), (2, "a"), (4, "a")]), "replace": true});
        school.post(&sitting, "responses", again).expect(200);
        assert_eq!(seen(&school, &sitting), (vec![true, true, true, true, true, true], vec![1.0, 1.0, 1.0]));
        let fixed = json!({"rows": answered(1, &[(4, "b")]), "replace": true});
        school.post(&sitting, "responses", fixed).expect(200);
    }

    fn marks_of_a_level_that_is_not_open_are_refused_like_answers(backend) {
        let school = School::start(backend, 1);
        let of = |level: &str| {
            let (section, mut content, texts) = open("main", 2);
            content["difficulty"] = json!(level);
            (section, content, texts)
        };
        let sitting = school.sitting(FormOf { tasks: vec![of("A"), of("B")], ..level_set("marked", a_to_c()) });
        school.all_present(&sitting, 1);
        let mark = |position: usize, d: usize, points: usize| json!({"candidate": code(1), "position": position, "descriptor": format!("d{d}"), "points": points});
        let give = |rows: Vec<Value>| school.post(&sitting, "marks", json!({"rows": rows}));
        give(vec![mark(1, 1, 1)]).expect(200);
        let locked = give(vec![mark(2, 1, 1), mark(2, 2, 1)]);
        assert_eq!((locked.status, locked.findings()), (409, findings(&[("level_locked", "/rows/0/position"), ("level_locked", "/rows/1/position")])));
        // The pupil's own opinion opens nothing.
        let own = json!({"candidate": code(1), "position": 1, "descriptor": "d2", "points": 1, "source": "self"});
        assert_eq!(give(vec![own, mark(2, 1, 1)]).status, 409);
        give(vec![mark(2, 1, 1), mark(1, 2, 1)]).expect(200);
    }

    fn levels_that_do_not_wait_for_each_other_are_open_from_the_start(backend) {
        let school = School::start(backend, 1);
        let sitting = school.sitting(level_set("free", json!({"order": ["A", "B", "C"]})));
        answer(&school, &sitting, &[(6, "a")]).expect(200);
        assert_eq!(seen(&school, &sitting).0, [true; 6]);
    }

    fn levels_that_were_never_opened_bring_no_points_once_the_work_is_handed_in(backend) {
        let school = School::start(backend, 2);
        let sitting = school.sitting(level_set("handed-in", a_to_c()));
        answer(&school, &sitting, &[(1, "b"), (2, "b"), (3, "a"), (4, "b"), (5, "a")]).expect(200);
        let rows = answered(2, &[(1, "b"), (2, "b"), (3, "b")]);
        school.post(&sitting, "responses", json!({"rows": rows})).expect(200);
        let results = || -> Vec<(String, Value)> {
            let results = school.post(&sitting, "results", json!({})).expect(200);
            let rows = results["rows"].as_array().unwrap().iter();
            rows.map(|row| (text(&row["state"]).to_owned(), row["raw"].clone())).collect()
        };
        let waits = ("incomplete".to_owned(), Value::Null);
        assert_eq!(results(), [waits.clone(), waits.clone()]);
        school.post(&sitting, "close", json!({})).expect(200);
        // Level C was shut to the first pupil; B was open to the second, who left it: that is still missing.
        assert_eq!(results(), [("complete".to_owned(), json!(3)), waits]);
    }

    fn hints_and_worked_solutions_are_shown_as_the_specification_says(backend) {
        let school = School::start(backend, 1);
        let help = |sitting: &str| -> Vec<(bool, bool)> {
            let seen = school.get(sitting, &format!("practice/{}", code(1)));
            let tasks = seen["tasks"].as_array().unwrap().iter();
            tasks.map(|task| (task["hint"] == "HINT-TEXT", task["explanation"] == "EXPLANATION-TEXT")).collect()
        };
        let shown = |name: &'static str, show: Value| FormOf {
            more: json!({"access": {"forms": "open"}, "show": show}),
            tasks: vec![choice("main"), choice("main")],
            ..level_set(name, a_to_c())
        };
        let at_once = school.sitting(shown("at-once", json!({"hint": true, "explanation": "after_answer"})));
        assert_eq!(help(&at_once), [(true, false), (true, false)]);
        answer(&school, &at_once, &[(2, "a")]).expect(200);
        assert_eq!(help(&at_once), [(true, false), (true, true)]);
        let later = school.sitting(shown("later", json!({"explanation": "after_submission"})));
        answer(&school, &later, &[(2, "a")]).expect(200);
        assert_eq!(help(&later), [(false, false), (false, false)]);
        school.post(&later, "close", json!({})).expect(200);
        assert_eq!(help(&later), [(false, true), (false, true)]);
        let never = school.sitting(shown("never", json!({"hint": false, "explanation": "never"})));
        answer(&school, &never, &[(2, "a")]).expect(200);
        assert_eq!(help(&never), [(false, false), (false, false)]);
        // A task of a level that is not open shows no hint.
        let levels = school.sitting(level_set("levels", a_to_c()));
        assert_eq!(help(&levels), [(true, false), (true, false), (true, false), (false, false), (false, false), (false, false)]);
    }

    fn nothing_is_shown_beside_secure_tasks_or_where_the_specification_offers_nothing(backend) {
        let school = School::start(backend, 1);
        let refused = |form: FormOf| {
            let sitting = school.sitting(form);
            let answer = school.coordinator.get(&format!("/sittings/{sitting}/practice/{}", code(1)));
            (answer.status, answer.findings()[0].0.clone())
        };
        let plain = FormOf::sat(vec![choice("main")]);
        assert_eq!(refused(plain), (409, "practice_not_offered".to_owned()));
        let mut secure = level_set("secure", a_to_c());
        secure.more["access"]["forms"] = json!("secure");
        assert_eq!(refused(secure), (409, "practice_secure".to_owned()));
        let sitting = school.sitting(level_set("levels", a_to_c()));
        assert_eq!(school.coordinator.get(&format!("/sittings/{sitting}/practice/7A-99")).status, 404);
        let mut document = specification("secure");
        document["access"] = json!({"spec": "public", "forms": "secure"});
        document["show"] = json!({"hint": true});
        let admin = school.service.administrator();
        let checked = admin.post("/specifications/check", &document).expect(200);
        let codes: Vec<&str> = checked["findings"].as_array().unwrap().iter().map(|f| text(&f["code"])).collect();
        assert!(codes.contains(&"help_in_secure_forms"), "{codes:?}");
        document["show"] = json!({"hint": false, "explanation": "never"});
        let checked = admin.post("/specifications/check", &document).expect(200);
        assert!(!checked.to_string().contains("help_in_secure_forms"), "{checked}");
    }

    fn a_second_try_is_made_of_what_the_specification_says(backend) {
        let school = School::start(backend, 2);
        let tasks = |family: &'static str| vec![of_level("A", family)];
        for (retry, same, clones) in [
            (Some("clone_family"), Some("retry_not_of_clones"), None),
            (Some("same_items"), None, Some("retry_not_of_same_items")),
            (Some("none"), Some("retry_not_allowed"), Some("retry_not_allowed")),
            (None, None, None),
        ] {
            let progression = match retry {
                Some(retry) => json!({"order": ["A"], "retry": retry}),
                None => json!({"order": ["A"]}),
            };
            let form = |specification, family, beside| FormOf { tasks: tasks(family), beside, ..level_set(specification, progression.clone()) };
            let first = school.service.form(&school.root, form("first", "f", None));
            let second = school.service.form(&school.root, form("second", "f", Some(first.clone())));
            let other = school.service.form(&school.root, form("third", "g", Some(first.clone())));
            let sitting = planned(&school, &first, "2026-10-01");
            // Planned is not tried, nor is it for who was away.
            school.post(&sitting, "states", json!({"rows": [{"candidate": code(2), "state": "absent"}]})).expect(200);
            planned(&school, &first, "2026-10-02");
            answer(&school, &sitting, &[(1, "a")]).expect(200);
            for (form, expected) in [(&first, same), (&second, clones), (&other, None)] {
                let planned = plan(&school, form, "2026-10-05");
                match expected {
                    None => assert_eq!(planned.status, 201, "{retry:?} {}", planned.body),
                    Some(finding) => {
                        assert_eq!((planned.status, planned.findings()), (422, findings(&[(finding, "/form_id")])), "{retry:?}");
                        assert_eq!(planned.json()["errors"][0]["args"], json!({"candidates": "7A-01", "positions": "1"}));
                    }
                }
            }
            // Whoever was away has had nothing.
            let mut plan = school.planned(&first);
            plan["candidates"] = json!([code(2)]);
            school.coordinator.post("/sittings", &plan).expect(201);
        }
    }

    fn results_tell_how_many_took_part_and_closing_with_too_few_is_remarked(backend) {
        let school = School::start(backend, 4);
        let rule = json!({"participation": {"required": 0.9, "if_at_most_10": 0.75, "exempt": ["health", "sen"]}});
        let sitting = school.sitting(FormOf { more: rule, ..FormOf::sat(vec![choice("main")]) });
        let state = |n: usize, state: &str, reason: &str| json!({"candidate": code(n), "state": state, "reason": reason});
        let rows = [state(1, "present", ""), state(2, "absent", ""), state(3, "absent_valid", "journey"), state(4, "absent_valid", "Health")];
        school.post(&sitting, "states", json!({"rows": rows})).expect(200);
        let expected = json!({"expected": 3, "exempt": 1, "took_part": 1, "open": 0, "needed": 3, "reached": false});
        assert_eq!(school.post(&sitting, "results", json!({})).expect(200)["participation"], expected);
        assert_eq!(school.get(&sitting, "results")["participation"], expected);
        assert_eq!(school.get(&sitting, "analysis")["participation"], expected);
        let table = school.coordinator.get_with(&format!("/sittings/{sitting}/analysis"), &[("accept", "text/csv")]);
        assert!(table.body.contains("\r\nparticipation,1,3,,needed 3\r\n"), "{}", table.body);
        let closed = school.post(&sitting, "close", json!({})).expect(200);
        let remark = &closed["findings"][0];
        assert_eq!((&remark["code"], &remark["severity"]), (&json!("participation_too_low"), &json!("warning")));
        assert_eq!(remark["detail"], "1 of 3 pupils took part; 3 have to.");
        let enough = json!({"participation": {"required": 0.2}});
        let sitting = school.sitting(FormOf { more: enough, specification: "other", ..FormOf::sat(vec![choice("main")]) });
        school.all_present(&sitting, 4);
        assert_eq!(school.get(&sitting, "results")["participation"]["reached"], true);
        assert_eq!(school.post(&sitting, "close", json!({})).expect(200)["findings"], Value::Null);
        let none = school.sitting(FormOf { specification: "third", ..FormOf::sat(vec![choice("main")]) });
        assert_eq!(school.get(&none, "results")["participation"], Value::Null);
    }
}
