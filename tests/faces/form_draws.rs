//! P5 of the user stories: a school requests a form for its own class inside the window.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use synaq::specification::document::{
    DrawRule, DrawnForms, FormAccess, Languages, SpecificationDocument,
};

use super::assembly::{SAU, assemble};
use super::assembly_history::{change, just_enough};
use super::item_usage::{class_of, school_with_class};
use super::specification_life::{document as specification, published};
use crate::harness::Backend;
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library;

/// The day it is, so many days on.
fn in_days(service: &Service, days: i64) -> NaiveDate {
    let zone = chrono::FixedOffset::east_opt(5 * 3600).expect("the zone of the root");
    let today = service.services.now().with_timezone(&zone).date_naive();
    match u64::try_from(days) {
        Ok(days) => today + Days::new(days),
        Err(_) => today - Days::new(days.unsigned_abs()),
    }
}

/// The unit test of this school year, drawn by schools from one day to another.
fn drawn_unit_test(service: &Service, forms: DrawnForms, days: [i64; 2]) -> SpecificationDocument {
    let mut document = library::specification(SAU);
    document.grading_policy = Some("kz-2-11-2025".to_owned());
    document.draws = Some(DrawRule {
        from: Some(in_days(service, days[0])),
        to: Some(in_days(service, days[1])),
        forms,
        per_class: 2,
        copy_days_before: 0,
    });
    document
}

/// A service with a school; the bank holds just enough for so many forms.
fn school(backend: Backend, forms: usize) -> (Service, Client, String) {
    let service = Service::start(backend);
    service.policy(&service.root());
    just_enough(&service, forms);
    let (_, coordinator, class) = school_with_class(&service, "school-1", 2);
    (service, coordinator, class)
}

fn draw(client: &Client, specification: &str, class: &str, more: Value) -> Answer {
    let mut body = json!({"specification_id": specification, "class_id": class});
    for (key, value) in more.as_object().expect("an object") {
        body[key] = value.clone();
    }
    client.awaited("/form-draws", &body)
}

/// The one reason of a refusal.
#[track_caller]
fn refused(answer: Answer, status: u16) -> Value {
    let problem = answer.expect(status);
    let errors = problem["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), 1, "{problem}");
    errors[0].clone()
}

fn tasks_of(service: &Service, draw: &Value) -> Vec<String> {
    let path = format!("/forms/{}", text(&draw["form"]["id"]));
    let form = service.administrator().get(&path).expect(200);
    let positions = form["positions"].as_array().expect("positions");
    positions
        .iter()
        .map(|p| text(&p["item"]).to_owned())
        .collect()
}

/// Locked forms without a common task.
fn prepare(service: &Service, specification: &str, forms: u32) {
    let admin = service.administrator();
    let run = assemble(
        &admin,
        &json!({"specification_id": specification, "forms": forms}),
    )
    .expect(201);
    for form in run["result"]["forms"].as_array().expect("forms") {
        change(&admin, form, "lock");
    }
}

fn assembled_for_one_class(backend: Backend) -> Vec<String> {
    let (service, coordinator, _) = school(backend, 3);
    let document = drawn_unit_test(&service, DrawnForms::Prepared, [-1, 7]);
    let specification = library::publish(&service, &document);
    prepare(&service, &specification, 2);
    let class = class_of(&coordinator, "6Ә", "b", 1);
    let drawn = draw(&coordinator, &specification, &class, json!({})).expect(201);
    tasks_of(&service, &drawn)
}

#[test]
fn a_class_draws_the_same_tasks_on_both_databases() {
    let sqlite = assembled_for_one_class(Backend::Sqlite);
    assert_eq!(sqlite, assembled_for_one_class(Backend::Postgres));
}

on_both! {
    fn a_school_gets_an_assembled_form_for_its_class_and_the_second_one_repeats_no_task(backend) {
        let (service, coordinator, class) = school(backend, 2);
        let document = drawn_unit_test(&service, DrawnForms::Assembled, [-1, 7]);
        let specification = library::publish(&service, &document);
        let answer = draw(&coordinator, &specification, &class, json!({"language": "kk"}));
        assert!(answer.header("location").starts_with("/api/v1/form-draws/"), "{answer:?}");
        let first = answer.expect(201);
        assert_eq!((&first["state"], &first["number"], &first["language"]), (&json!("done"), &json!(1), &json!("kk")));
        assert_eq!((&first["form"]["state"], &first["form"]["languages"]), (&json!("locked"), &json!(["kk"])));
        let second = draw(&coordinator, &specification, &class, json!({})).expect(201);
        let met = tasks_of(&service, &first);
        assert!(tasks_of(&service, &second).iter().all(|task| !met.contains(task)));
        let path = format!("/form-draws/{}", text(&second["id"]));
        assert_eq!(coordinator.get(&path).expect(200), second);
        let listed = coordinator.get(&format!("/form-draws?class_id={class}")).expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 2);
        // It is sat like any other form.
        let sitting = json!({"form_id": second["form"]["id"], "class_id": class, "held_on": second["held_on"]});
        coordinator.post("/sittings", &sitting).expect(201);
        let used_up = refused(draw(&coordinator, &specification, &class, json!({})), 409);
        assert_eq!((&used_up["code"], &used_up["args"]["drawn"], &used_up["args"]["most"]), (&json!("draws_used_up"), &json!(2), &json!(2)));
    }

    fn what_is_left_for_no_further_form_is_told_by_row_and_is_no_draw(backend) {
        let (service, coordinator, class) = school(backend, 1);
        let document = drawn_unit_test(&service, DrawnForms::Assembled, [-1, 7]);
        let specification = library::publish(&service, &document);
        draw(&coordinator, &specification, &class, json!({})).expect(201);
        let problem = draw(&coordinator, &specification, &class, json!({})).expect(422);
        assert_eq!(problem["code"], "infeasible");
        for error in problem["errors"].as_array().unwrap() {
            assert_eq!((&error["code"], &error["args"]["nearest"]), (&json!("row_short"), &json!("met_by_cohort")));
        }
        let listed = coordinator.get("/form-draws").expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    }

    fn outside_the_window_nothing_is_drawn_and_the_window_is_told(backend) {
        let (service, coordinator, class) = school(backend, 1);
        let mut early = drawn_unit_test(&service, DrawnForms::Assembled, [3, 7]);
        early.id = "early".into();
        let mut late = drawn_unit_test(&service, DrawnForms::Assembled, [-7, -3]);
        late.id = "late".into();
        let (early, late) = (library::publish(&service, &early), library::publish(&service, &late));
        let told = refused(draw(&coordinator, &early, &class, json!({"held_on": in_days(&service, 5)})), 409);
        assert_eq!(told["code"], "draw_before_window");
        let days = [0, 3, 7].map(|days| json!(in_days(&service, days)));
        assert_eq!([&told["args"]["day"], &told["args"]["from"], &told["args"]["to"]], [&days[0], &days[1], &days[2]]);
        let problem = draw(&coordinator, &late, &class, json!({})).expect(409);
        let codes: Vec<&str> = problem["errors"].as_array().unwrap().iter().map(|e| text(&e["code"])).collect();
        assert_eq!(codes, ["draw_after_window", "draw_day_unfit"]);
    }

    fn another_schools_class_is_refused_like_one_that_does_not_exist(backend) {
        let (service, coordinator, _) = school(backend, 1);
        let document = drawn_unit_test(&service, DrawnForms::Assembled, [-1, 7]);
        let specification = library::publish(&service, &document);
        let (_, _, theirs) = school_with_class(&service, "school-2", 1);
        for class in [theirs.as_str(), "none"] {
            let told = refused(draw(&coordinator, &specification, class, json!({})), 403);
            assert_eq!((&told["code"], &told["pointer"]), (&json!("draw_class_not_own"), &json!("/class_id")));
        }
    }

    fn language_grade_year_and_day_are_held_against_the_specification_all_at_once(backend) {
        let (service, coordinator, class) = school(backend, 1);
        let mut document = drawn_unit_test(&service, DrawnForms::Assembled, [-1, 7]);
        let specification = library::publish(&service, &document);
        let told = refused(draw(&coordinator, &specification, &class, json!({"language": "ru"})), 409);
        assert_eq!((&told["code"], &told["args"]["needed"]), (&json!("sitting_language_unfit"), &json!("kk")));
        document.id = "in-russian".into();
        document.grade = Some(7);
        document.academic_year = Some("2027-28".into());
        document.languages = Languages { instruction: vec!["ru".parse().unwrap()], test: "same_as_instruction".into(), clil: None };
        let in_russian = library::publish(&service, &document);
        let answer = draw(&coordinator, &in_russian, &class, json!({"held_on": in_days(&service, 9)}));
        assert_eq!(answer.status, 409);
        let expected = [("class_grade_unfit", "/class_id"), ("class_language_unfit", "/class_id"), ("class_year_unfit", "/class_id"), ("draw_day_unfit", "/held_on"), ("sitting_language_unfit", "/language")];
        assert_eq!(answer.findings(), expected.map(|(c, p)| (c.to_owned(), p.to_owned())));
    }

    fn without_an_offer_a_right_or_a_published_version_there_is_no_draw(backend) {
        let (service, coordinator, class) = school(backend, 1);
        let specification = library::publish(&service, &library::specification(SAU));
        assert_eq!(refused(draw(&coordinator, &specification, &class, json!({})), 409)["code"], "draw_not_offered");
        let unknown = refused(draw(&coordinator, "none", &class, json!({})), 422);
        assert_eq!((&unknown["code"], &unknown["pointer"]), (&json!("reference_unknown"), &json!("/specification_id")));
        let mut document = drawn_unit_test(&service, DrawnForms::Prepared, [-1, 7]);
        document.id = "offered".into();
        let offered = library::publish(&service, &document);
        let school = coordinator.get("/me").expect(200)["home_org"].clone();
        let marker = service.user_with_role(text(&school), "marker");
        assert_eq!(draw(&marker, &offered, &class, json!({})).expect(403)["code"], "denied");
    }

    fn of_a_specification_whose_time_is_over_nothing_is_drawn(backend) {
        let (service, coordinator, class) = school(backend, 1);
        let mut over = specification("over");
        over["valid_until"] = json!(in_days(&service, -1));
        let over = published(&service.administrator(), &over, &json!({}));
        let error = refused(draw(&coordinator, &over, &class, json!({})), 409);
        assert_eq!((&error["code"], &error["pointer"]), (&json!("assembly_of_expired"), &json!("/specification_id")));
    }

    fn of_prepared_forms_a_class_gets_the_one_drawn_least_that_it_has_not_met(backend) {
        let (service, coordinator, class) = school(backend, 2);
        let document = drawn_unit_test(&service, DrawnForms::Prepared, [-1, 7]);
        let specification = library::publish(&service, &document);
        let none = refused(draw(&coordinator, &specification, &class, json!({})), 409);
        assert_eq!((&none["code"], &none["args"]["ready"]), (&json!("draw_no_form_left"), &json!(0)));
        prepare(&service, &specification, 2);
        let form_of = |class: &str| draw(&coordinator, &specification, class, json!({})).expect(201)["form"]["label"].clone();
        assert_eq!(form_of(&class), "A");
        let other = class_of(&coordinator, "6Ә", "b", 1);
        assert_eq!([form_of(&other), form_of(&other)], ["B", "A"]);
        assert_eq!(form_of(&class), "B");
        // A third class shares a pupil with the first: nothing is left that this pupil has not met.
        let third = class_of(&coordinator, "6Б", "c", 1);
        coordinator.post(&format!("/classes/{third}/candidates"), &json!({"rows": [{"code": "school-1-1"}]})).expect(200);
        let left = refused(draw(&coordinator, &specification, &third, json!({})), 409);
        assert_eq!((&left["code"], &left["args"]["ready"]), (&json!("draw_no_form_left"), &json!(2)));
    }

    fn a_school_sees_its_drawn_form_without_tasks_or_keys_and_others_see_nothing_of_it(backend) {
        let (service, coordinator, class) = school(backend, 1);
        let mut document = drawn_unit_test(&service, DrawnForms::Assembled, [-1, 7]);
        document.access.forms = FormAccess::Secure;
        let specification = library::publish(&service, &document);
        let drawn = draw(&coordinator, &specification, &class, json!({"held_on": in_days(&service, 4)})).expect(201);
        assert_eq!(drawn["opens_on"], json!(in_days(&service, 4)));
        let path = format!("/forms/{}", text(&drawn["form"]["id"]));
        let form = coordinator.get(&path).expect(200);
        assert!(form["positions"][0]["item"].is_null() && form["achieved"].is_null(), "{form}");
        let early = refused(coordinator.get(&format!("{path}/candidate-copy")), 409);
        assert_eq!((&early["code"], &early["args"]["day"]), (&json!("form_copy_not_open"), &json!(in_days(&service, 4))));
        // Neither before its day are the pictures and recordings of the copy, also those that it has not.
        for file in ["stimuli/1/file".to_owned(), format!("media/{}", "0".repeat(64))] {
            assert_eq!(refused(coordinator.get(&format!("{path}/{file}")), 409)["code"], "form_copy_not_open", "{file}");
            assert_eq!(service.administrator().get(&format!("{path}/{file}")).status, 404, "{file}");
        }
        assert_eq!(coordinator.get(&format!("{path}/full-copy")).status, 403);
        let run = format!("/assembly-runs/{}", text(&drawn["form"]["run_id"]));
        assert_eq!(coordinator.get(&run).status, 404);
        let (_, elsewhere, _) = school_with_class(&service, "school-2", 1);
        assert_eq!(elsewhere.get(&path).status, 404);
        assert_eq!(elsewhere.get(&format!("/form-draws/{}", text(&drawn["id"]))).status, 404);
        assert_eq!(coordinator.get("/forms").expect(200)["items"].as_array().unwrap().len(), 1);
        service.administrator().get(&format!("{path}/candidate-copy")).expect(200);
    }

    fn on_its_day_the_copy_is_open_and_an_assembled_form_stays_with_its_school(backend) {
        let (service, coordinator, class) = school(backend, 1);
        let document = drawn_unit_test(&service, DrawnForms::Assembled, [-1, 7]);
        let specification = library::publish(&service, &document);
        let drawn = draw(&coordinator, &specification, &class, json!({})).expect(201);
        let path = format!("/forms/{}", text(&drawn["form"]["id"]));
        let copy = coordinator.get(&format!("{path}/candidate-copy?language=kk"));
        assert!(!copy.body.contains("\"key\""), "{}", copy.body);
        assert_eq!(copy.expect(200)["tasks"].as_array().unwrap().len(), 5);
        // Restricted forms are for all schools of the owner, but not those made for one of them.
        let (_, elsewhere, _) = school_with_class(&service, "school-2", 1);
        assert_eq!(elsewhere.get(&path).status, 404);
        assert!(elsewhere.get("/forms").expect(200)["items"].as_array().unwrap().is_empty());
    }

    fn a_repeated_draw_with_its_key_is_one_draw(backend) {
        let (service, coordinator, class) = school(backend, 2);
        let document = drawn_unit_test(&service, DrawnForms::Prepared, [-1, 7]);
        let specification = library::publish(&service, &document);
        prepare(&service, &specification, 2);
        let body = json!({"specification_id": specification, "class_id": class}).to_string();
        let headers = [("content-type", "application/json"), ("idempotency-key", "draw-1")];
        let once = || coordinator.send("POST", "/form-draws", &headers, Some(body.clone())).expect(201);
        assert_eq!(once()["id"], once()["id"]);
    }
}
