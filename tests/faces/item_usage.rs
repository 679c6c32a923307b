//! Where items are used, and what their past use keeps out of new forms: limits, freshness, and what the
//! pupils have met.

use serde_json::{Value, json};
use synaq::specification::document::{BankRequirement, SpecificationDocument};

use super::assembly::{SAU, all_holds, assemble, fingerprints, items_of};
use super::assembly_history::{change, just_enough, only_reason};
use crate::harness::Backend;
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library;
use crate::harness::school::another_school;

const DAY: &str = "2026-10-22";

/// The unit test under another code, with a requirement.
pub fn unit_test_with(id: &str, requirement: BankRequirement) -> SpecificationDocument {
    let mut document = library::specification(SAU);
    document.id = id.to_owned();
    document.grading_policy = Some("kz-2-11-2025".to_owned());
    document.bank_requirement = Some(requirement);
    document
}

/// A school with a class of grade 6 that has so many pupils; school, coordinator, class.
pub fn school_with_class(service: &Service, code: &str, pupils: usize) -> (String, Client, String) {
    let (org, coordinator) = another_school(service, code);
    let class = class_of(&coordinator, "6А", code, pupils);
    (org, coordinator, class)
}

/// A class of grade 6 in Kazakh; its pupils are `prefix-1` and so on.
pub fn class_of(coordinator: &Client, code: &str, prefix: &str, pupils: usize) -> String {
    let class = json!({"code": code, "grade": 6, "language": "kk", "academic_year": "2026-27"});
    let class = coordinator.post("/classes", &class).expect(201);
    let id = text(&class["id"]).to_owned();
    let rows: Vec<Value> = (1..=pupils)
        .map(|n| json!({"code": format!("{prefix}-{n}")}))
        .collect();
    let path = format!("/classes/{id}/candidates");
    coordinator.post(&path, &json!({"rows": rows})).expect(200);
    id
}

/// One locked form of a specification.
fn locked(admin: &Client, specification: &str, seed: u32) -> Value {
    let body = json!({"specification_id": specification, "forms": 1, "seed": seed});
    let form = assemble(admin, &body).expect(201)["result"]["forms"][0].clone();
    change(admin, &form, "lock");
    form
}

fn sit(coordinator: &Client, form: &Value, class: &str, day: &str) -> String {
    let body = json!({"form_id": form["id"], "class_id": class, "held_on": day});
    text(&coordinator.post("/sittings", &body).expect(201)["id"]).to_owned()
}

fn states(coordinator: &Client, sitting: &str, prefix: &str, states: &[&str]) {
    let row = |(n, state): (usize, &&str)| json!({"candidate": format!("{prefix}-{}", n + 1), "state": state});
    let rows: Vec<Value> = states.iter().enumerate().map(row).collect();
    let path = format!("/sittings/{sitting}/states");
    coordinator.post(&path, &json!({"rows": rows})).expect(200);
}

fn one_more(admin: &Client, specification: &str, more: Value) -> Answer {
    let mut body = json!({"specification_id": specification, "forms": 1, "seed": 5});
    for (key, value) in more.as_object().expect("an object") {
        body[key] = value.clone();
    }
    assemble(admin, &body)
}

/// Every row is short, and what the cohort has met is among the reasons.
#[track_caller]
fn short_by_what_was_met(answer: Answer) {
    let problem = answer.expect(422);
    let errors = problem["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), 5, "{problem}");
    for error in errors {
        assert_eq!(error["code"], "row_short", "{error}");
        let kept_out = text(&error["args"]["kept_out"]);
        assert!(kept_out.contains("met_by_cohort 1"), "{error}");
    }
}

/// Forms for a class that sat one before: everything that decides about them.
fn forms_for_a_class_that_sat_before(backend: Backend) -> (String, Vec<String>) {
    let service = Service::start(backend);
    service.policy(&service.root());
    just_enough(&service, 3);
    let limits = BankRequirement {
        max_uses: Some(3),
        max_exposure: Some(100),
        min_days_between_uses: Some(1),
        ..BankRequirement::default()
    };
    let specification = library::publish(&service, &unit_test_with("limited", limits));
    let admin = service.administrator();
    let (_, coordinator, class) = school_with_class(&service, "school-1", 2);
    let first = locked(&admin, &specification, 1);
    sit(&coordinator, &first, &class, DAY);
    let more = json!({"cohort": {"classes": [class]}, "held_on": "2026-11-20", "forms": 2});
    let run = one_more(&admin, &specification, more).expect(201);
    all_holds(&run);
    (text(&run["snapshot_hash"]).to_owned(), fingerprints(&run))
}

#[test]
fn past_use_decides_the_same_on_both_databases() {
    let sqlite = forms_for_a_class_that_sat_before(Backend::Sqlite);
    let postgres = forms_for_a_class_that_sat_before(Backend::Postgres);
    assert_eq!(sqlite, postgres);
}

on_both! {
    fn use_is_told_by_form_class_and_school_and_whoever_was_absent_has_met_nothing(backend) {
        let service = Service::start(backend);
        service.policy(&service.root());
        just_enough(&service, 2);
        let specification = library::publish(&service, &unit_test_with("used", BankRequirement::default()));
        let admin = service.administrator();
        let form = locked(&admin, &specification, 1);
        let code = items_of(&form)[0].to_owned();
        let listed = admin.get("/items?limit=200").expect(200);
        let found = listed["items"].as_array().unwrap().iter().find(|i| i["code"] == *code);
        let item = text(&found.expect("the item")["id"]).to_owned();
        let path = format!("/items/{item}/usage");
        let before = admin.get(&path).expect(200);
        assert_eq!(before["total"], json!({"forms": 1, "sittings": 0, "exposed": 0}));
        let (org, coordinator, class) = school_with_class(&service, "school-1", 3);
        let (_, elsewhere, there) = school_with_class(&service, "school-2", 2);
        let sitting = sit(&coordinator, &form, &class, DAY);
        states(&coordinator, &sitting, "school-1", &["present", "absent", "present"]);
        sit(&elsewhere, &form, &there, "2026-10-19");
        let usage = admin.get(&path).expect(200);
        let total = json!({"forms": 1, "sittings": 2, "exposed": 4, "first_on": "2026-10-19", "last_on": DAY});
        assert_eq!((&usage["code"], &usage["total"]), (&json!(code), &total));
        let of_form = &usage["forms"][0];
        assert_eq!((&of_form["form_id"], &of_form["term"], &of_form["counts"]), (&form["id"], &json!("2026-27/1"), &total));
        let of_class = usage["classes"].as_array().unwrap().iter().find(|c| c["class_id"] == *class).unwrap();
        assert_eq!((&of_class["counts"]["exposed"], &of_class["sittings"][0]["sitting_id"]), (&json!(2), &json!(sitting)));
        let of_school = usage["schools"].as_array().unwrap().iter().find(|s| s["org_id"] == *org).unwrap();
        assert_eq!((&of_school["classes"], &of_school["counts"]["exposed"]), (&json!(1), &json!(2)));
        // A draft is shown and is no use.
        let draft = one_more(&admin, &specification, json!({"forced": [code]})).expect(201);
        let usage = admin.get(&path).expect(200);
        assert_eq!(usage["forms"][0]["form_id"], draft["result"]["forms"][0]["id"]);
        assert_eq!((&usage["forms"][0]["counts"]["forms"], &usage["total"]["forms"]), (&json!(0), &json!(1)));
    }

    fn who_writes_items_is_not_told_where_they_are_used_and_a_school_does_not_know_the_item(backend) {
        let service = Service::start(backend);
        just_enough(&service, 1);
        let listed = service.administrator().get("/items").expect(200);
        let path = format!("/items/{}/usage", text(&listed["items"][0]["id"]));
        let root = service.root();
        for (role, status) in [("developer", 403), ("bank_manager", 200), ("statistician", 200), ("school_coordinator", 404)] {
            assert_eq!(service.user_with_role(&root, role).get(&path).status, status, "{role}");
        }
    }

    fn what_a_class_has_met_stays_out_of_its_next_form_and_of_no_others(backend) {
        let service = Service::start(backend);
        service.policy(&service.root());
        just_enough(&service, 2);
        let specification = library::publish(&service, &unit_test_with("met", BankRequirement::default()));
        let admin = service.administrator();
        let (_, coordinator, class) = school_with_class(&service, "school-1", 2);
        let fresh = class_of(&coordinator, "6Ә", "fresh", 2);
        let first = locked(&admin, &specification, 1);
        let sitting = sit(&coordinator, &first, &class, DAY);
        let for_class = |class: &str| json!({"cohort": {"classes": [class]}});
        let second = one_more(&admin, &specification, for_class(&class)).expect(201);
        all_holds(&second);
        let met = items_of(&first);
        let second = &second["result"]["forms"][0];
        assert!(items_of(second).iter().all(|item| !met.contains(item)), "{second}");
        let told = second["achieved"].as_array().unwrap().iter().find(|a| a["kind"] == "met_by_cohort");
        assert_eq!(told.unwrap()["max"], 0);
        // Whoever changes the class takes along what was met.
        let moved = json!({"rows": [{"code": "school-1-1"}]});
        let other = class_of(&coordinator, "6Б", "other", 1);
        coordinator.post(&format!("/classes/{other}/candidates"), &moved).expect(200);
        let forced = json!({"cohort": {"classes": [other]}, "forced": [met[0]]});
        let refused = one_more(&admin, &specification, forced).expect(422);
        assert_eq!(refused["errors"][0]["args"]["reasons"], "met_by_cohort");
        one_more(&admin, &specification, json!({"cohort": {"classes": [fresh]}, "forced": [met[0]]})).expect(201);
        // Two forms without a common task are more than is left for the class.
        let both = json!({"cohort": {"classes": [class]}, "forms": 2});
        short_by_what_was_met(one_more(&admin, &specification, both.clone()));
        states(&coordinator, &sitting, "school-1", &["absent", "absent"]);
        one_more(&admin, &specification, both).expect(201);
    }

    fn a_cohort_may_name_candidates_and_only_schools_that_are_known(backend) {
        let service = Service::start(backend);
        service.policy(&service.root());
        just_enough(&service, 2);
        let specification = library::publish(&service, &unit_test_with("met", BankRequirement::default()));
        let admin = service.administrator();
        let (_, coordinator, class) = school_with_class(&service, "school-1", 2);
        let first = locked(&admin, &specification, 1);
        sit(&coordinator, &first, &class, DAY);
        let pupils = coordinator.get(&format!("/classes/{class}/candidates")).expect(200);
        let one = json!({"cohort": {"candidates": [pupils["items"][1]["id"]]}, "forms": 2});
        short_by_what_was_met(one_more(&admin, &specification, one));
        let unknown = json!({"cohort": {"classes": ["none"], "candidates": ["nobody"]}});
        let refused = one_more(&admin, &specification, unknown).findings();
        let expected = [("reference_unknown", "/cohort/candidates/0"), ("reference_unknown", "/cohort/classes/0")];
        assert_eq!(refused, expected.map(|(c, p)| (c.to_owned(), p.to_owned())));
    }

    fn an_item_stands_in_no_more_forms_than_it_may_those_being_made_among_them(backend) {
        let service = Service::start(backend);
        just_enough(&service, 1);
        let twice = BankRequirement { max_uses: Some(2), ..BankRequirement::default() };
        let specification = library::publish(&service, &unit_test_with("twice", twice));
        let admin = service.administrator();
        // Three forms of the same tasks would use each of them three times.
        let same = |forms: u32| json!({"forms": forms, "overlap": 5});
        let refused = one_more(&admin, &specification, same(3)).expect(422);
        assert_eq!(refused["errors"][0]["code"], "constraints_conflict", "{refused}");
        assert!(text(&refused["errors"][0]["args"]["constraints"]).contains("max_uses"), "{refused}");
        let run = one_more(&admin, &specification, same(2)).expect(201);
        let pairs = run["result"]["overlap_achieved"].as_array().unwrap();
        let uses = pairs.iter().find(|a| a["kind"] == "max_uses").unwrap();
        assert_eq!((&uses["max"], &uses["achieved"], &uses["unit"]), (&json!(2), &json!(2), &json!("forms")));
        change(&admin, &run["result"]["forms"][0], "lock");
        one_more(&admin, &specification, json!({})).expect(201);
        change(&admin, &run["result"]["forms"][1], "lock");
        assert_eq!(only_reason(one_more(&admin, &specification, json!({}))), "max_uses");
    }

    fn an_item_is_met_by_no_more_pupils_than_may_meet_it(backend) {
        let service = Service::start(backend);
        service.policy(&service.root());
        just_enough(&service, 1);
        let five = BankRequirement { max_exposure: Some(5), ..BankRequirement::default() };
        let specification = library::publish(&service, &unit_test_with("five", five));
        let admin = service.administrator();
        let (_, coordinator, class) = school_with_class(&service, "school-1", 3);
        let two = class_of(&coordinator, "6Ә", "two", 2);
        let three = class_of(&coordinator, "6Б", "three", 3);
        let form = locked(&admin, &specification, 1);
        sit(&coordinator, &form, &class, DAY);
        let for_class = |class: &str| json!({"cohort": {"classes": [class]}});
        let run = one_more(&admin, &specification, for_class(&two)).expect(201);
        let achieved = run["result"]["forms"][0]["achieved"].as_array().unwrap();
        let met = achieved.iter().find(|a| a["kind"] == "max_exposure").unwrap();
        assert_eq!((&met["max"], &met["achieved"]), (&json!(5), &json!(5)));
        assert_eq!(only_reason(one_more(&admin, &specification, for_class(&three))), "max_exposure");
    }

    fn an_item_rests_between_two_uses_as_long_as_is_said(backend) {
        let service = Service::start(backend);
        service.policy(&service.root());
        just_enough(&service, 1);
        let month = BankRequirement { min_days_between_uses: Some(30), ..BankRequirement::default() };
        let specification = library::publish(&service, &unit_test_with("month", month));
        let admin = service.administrator();
        let (_, coordinator, class) = school_with_class(&service, "school-1", 1);
        let form = locked(&admin, &specification, 1);
        sit(&coordinator, &form, &class, DAY);
        let on = |day: &str| one_more(&admin, &specification, json!({"held_on": day}));
        assert_eq!(only_reason(on("2026-11-20")), "min_days_between_uses");
        // A sitting planned for later is as near as one that was.
        assert_eq!(only_reason(on("2026-09-23")), "min_days_between_uses");
        on("2026-09-22").expect(201);
        let run = on("2026-11-21").expect(201);
        let achieved = run["result"]["forms"][0]["achieved"].as_array().unwrap();
        let rested = achieved.iter().find(|a| a["kind"] == "min_days_between_uses").unwrap();
        assert_eq!((&rested["min"], &rested["achieved"], &rested["unit"]), (&json!(30), &json!(30), &json!("days")));
        // Use after use: the nearest one decides.
        sit(&coordinator, &form, &class_of(&coordinator, "6Ә", "later", 1), "2027-05-20");
        assert_eq!(only_reason(on("2026-11-20")), "min_days_between_uses");
        on("2026-12-01").expect(201);
    }
}
