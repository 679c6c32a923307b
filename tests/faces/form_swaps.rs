//! B4 of the user stories: a draft is adjusted by hand, one task in exchange for another.

use serde_json::{Value, json};
use synaq::specification::document::SpecificationDocument;

use super::assembly::{SAU, assemble, items_of};
use super::assembly_history::change;
use crate::harness::Backend;
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library;

fn swap(client: &Client, form: &str, position: u32, tag: &str, body: &Value) -> Answer {
    let tag = format!("\"{tag}\"");
    let headers = [
        ("content-type", "application/json"),
        ("if-match", tag.as_str()),
    ];
    let path = format!("/forms/{form}/positions/{position}/swap");
    client.send("POST", &path, &headers, Some(body.to_string()))
}

fn candidates(client: &Client, form: &str, position: u32) -> Vec<String> {
    let path = format!("/forms/{form}/positions/{position}/candidates?limit=200");
    let found = client.get(&path).expect(200);
    let found = found["candidates"].as_array().expect("candidates");
    found.iter().map(|c| text(&c["item"]).to_owned()).collect()
}

/// The draft forms of a run over the shipped bank, changed before it goes live.
fn drafts(
    service: &Service,
    change: impl FnOnce(&mut library::Bank, &mut SpecificationDocument),
) -> Vec<Value> {
    let mut bank = library::bank("mathematics-g6");
    let mut document = library::specification(SAU);
    change(&mut bank, &mut document);
    library::fill(service, &bank, "live");
    let specification = library::publish(service, &document);
    let body = json!({"specification_id": specification, "seed": 3});
    let run = assemble(&service.administrator(), &body).expect(201);
    run["result"]["forms"].as_array().expect("forms").clone()
}

/// Constraints that a refusal names, each with whether it is final.
#[track_caller]
fn named(answer: Answer) -> Vec<(String, bool)> {
    let problem = answer.expect(409);
    let errors = problem["errors"].as_array().expect("errors");
    let one = |error: &Value| {
        assert_eq!(error["pointer"], "/item", "{problem}");
        let finally = match text(&error["code"]) {
            "swap_never_fits" => true,
            "swap_breaks_constraint" => false,
            other => panic!("{other} in {problem}"),
        };
        (text(&error["args"]["constraint"]).to_owned(), finally)
    };
    errors.iter().map(one).collect()
}

fn constraint(name: &str, finally: bool) -> (String, bool) {
    (name.to_owned(), finally)
}

/// A swapped form: what makes it the same form on both databases.
fn swapped(backend: Backend) -> Value {
    let service = Service::start(backend);
    let admin = service.administrator();
    let form = drafts(&service, |_, document| {
        document.constraints.parallel_forms = 1
    })[0]
        .clone();
    let id = text(&form["id"]);
    let come = candidates(&admin, id, 5).remove(0);
    swap(&admin, id, 5, "1", &json!({"item": come})).expect(200)["fingerprint"].clone()
}

#[test]
fn the_same_exchange_gives_the_same_form_on_both_databases() {
    assert_eq!(swapped(Backend::Sqlite), swapped(Backend::Postgres));
}

on_both! {
    fn a_task_is_exchanged_for_a_proposed_one_and_every_constraint_goes_on_holding(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let forms = drafts(&service, |_, document| document.constraints.parallel_forms = 1);
        let id = text(&forms[0]["id"]).to_owned();
        let before = items_of(&forms[0]);
        let proposed = candidates(&admin, &id, 2);
        assert!(!proposed.is_empty() && proposed.iter().all(|c| !before.contains(&c.as_str())), "{proposed:?}");
        let come = &proposed[0];
        let path = format!("/forms/{id}/positions/2/swap");
        assert_eq!(admin.post(&path, &json!({"item": come})).status, 428);
        assert_eq!(swap(&admin, &id, 2, "9", &json!({"item": come})).status, 412);
        let answer = swap(&admin, &id, 2, "1", &json!({"item": come}));
        assert_eq!(answer.header("etag"), "\"2\"");
        let form = answer.expect(200);
        assert_eq!((&form["positions"][1]["item"], &form["positions"][1]["row"]), (&json!(come), &json!("B2")));
        assert_ne!(form["fingerprint"], forms[0]["fingerprint"]);
        assert!(form["achieved"].as_array().unwrap().iter().all(|a| a["holds"] == true));
        let adjustment = &form["adjustments"][0];
        assert_eq!((&adjustment["position"], &adjustment["out"]["item"], &adjustment["put"]["item"]), (&json!(2), &json!(before[1]), &json!(come)));
        assert!(adjustment.get("overridden").is_none() && adjustment.get("reason").is_none());
        assert_eq!(admin.get(&format!("/forms/{id}")).expect(200), form);
        // The way back gives the form as it was.
        let back = swap(&admin, &id, 2, "2", &json!({"item": before[1]})).expect(200);
        assert_eq!(back["fingerprint"], forms[0]["fingerprint"]);
        let locked = change(&admin, &forms[0], "lock");
        assert_eq!((&locked["state"], &locked["adjustments"].as_array().map(Vec::len)), (&json!("locked"), &Some(2)));
    }

    fn an_exchange_that_breaks_constraints_names_each_and_some_are_never_overridden(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        // Every task that could come to row B5 is of one family; the form holds another of that family.
        let forms = drafts(&service, |bank, document| {
            document.constraints.parallel_forms = 1;
            for item in &mut bank.items {
                let of_b5 = item.content.objectives.contains(&"6.3.3.4".to_owned());
                item.content.family = Some(if of_b5 { "circle" } else { item.code.as_str() }.to_owned());
            }
        });
        let id = text(&forms[0]["id"]).to_owned();
        let present = items_of(&forms[0]);
        let foreign = present_elsewhere("6.3.3.4", &present);
        let told = named(swap(&admin, &id, 1, "1", &json!({"item": foreign})));
        for broken in [constraint("family", false), constraint("row_fit", false), constraint("max_score", true)] {
            assert!(told.contains(&broken), "{broken:?} is not among {told:?}");
        }
        // A reason does not make the points add up.
        let reasoned = json!({"item": foreign, "override_reason": "nothing better is there"});
        let told = named(swap(&admin, &id, 1, "1", &reasoned));
        assert!(told.iter().all(|(_, finally)| *finally) && told.contains(&constraint("max_score", true)), "{told:?}");
        // Another task of the row leaves nothing broken; one of the other rows is in the form already.
        assert!(candidates(&admin, &id, 5).iter().all(|c| !present.contains(&c.as_str())));
        let twice = named(swap(&admin, &id, 4, "1", &json!({"item": present[2]})));
        assert!(twice.contains(&constraint("different_items", true)), "{twice:?}");
    }

    fn an_enemy_is_named_and_whoever_may_overrides_with_a_reason_that_form_and_audit_keep(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let forms = drafts(&service, |_, document| document.constraints.parallel_forms = 1);
        let id = text(&forms[0]["id"]).to_owned();
        let present = items_of(&forms[0]);
        let come = candidates(&admin, &id, 5).remove(0);
        let ids = ids_by_code(&admin);
        library::make_enemies(&service, "one-tells-the-other", &[&ids[&come], &ids[present[0]]]);
        assert!(!candidates(&admin, &id, 5).contains(&come));
        let body = json!({"item": come});
        let refused = swap(&admin, &id, 5, "1", &body);
        let sentence = text(&refused.json()["errors"][0]["detail"]).to_owned();
        assert!(sentence.contains("enemies") && sentence.contains("at most 1"), "{sentence}");
        assert_eq!(named(refused), [constraint("enemies", false)]);
        let reasoned = json!({"item": come, "override_reason": "the two stand far apart"});
        // Constructors adjust; overriding asks for more.
        let root = service.root();
        let constructor = service.user_with_role(&root, "test_constructor");
        let denied = swap(&constructor, &id, 5, "1", &reasoned).expect(403);
        assert!(text(&denied["detail"]).contains("override_constraints"), "{denied}");
        let form = swap(&admin, &id, 5, "1", &reasoned).expect(200);
        let adjustment = &form["adjustments"][0];
        assert_eq!((&adjustment["reason"], &adjustment["overridden"][0]["kind"]), (&json!("the two stand far apart"), &json!("enemies")));
        let audit = admin.get("/audit?limit=50").expect(200);
        let kept = audit["items"].as_array().unwrap().iter().find(|row| row["action"] == "swap_form_task").expect("an audit row");
        assert_eq!(kept["detail"]["adjustment"]["reason"], "the two stand far apart");
        // What is broken already is not held against the next exchange.
        let next = candidates(&admin, &id, 2).remove(0);
        let again = swap(&constructor, &id, 2, "2", &json!({"item": next})).expect(200);
        assert_eq!(again["adjustments"].as_array().map(Vec::len), Some(2));
        let locked = change(&admin, &forms[0], "lock");
        assert_eq!(locked["state"], "locked");
    }

    fn the_other_forms_of_the_run_are_recounted_too(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let forms = drafts(&service, |_, _| {});
        let (first, second) = (items_of(&forms[0]), items_of(&forms[1]));
        let id = text(&forms[0]["id"]).to_owned();
        assert!(!candidates(&admin, &id, 1).contains(&second[0].to_owned()));
        let refused = swap(&admin, &id, 1, "1", &json!({"item": second[0]}));
        assert_eq!(refused.json()["errors"][0]["args"]["about"], "A-B");
        assert_eq!(named(refused), [constraint("overlap", false)]);
        assert_eq!(items_of(&admin.get(&format!("/forms/{id}")).expect(200)), first);
    }

    fn a_locked_form_refuses_and_so_does_what_is_unknown_or_there_already(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let forms = drafts(&service, |_, document| document.constraints.parallel_forms = 1);
        let id = text(&forms[0]["id"]).to_owned();
        let (present, come) = (items_of(&forms[0]), candidates(&admin, &id, 1).remove(0));
        let told = |item: &str| swap(&admin, &id, 1, "1", &json!({"item": item})).findings();
        assert_eq!(told("no-such-task"), [("reference_unknown".into(), "/item".into())]);
        assert_eq!(told(present[0]), [("swap_same_task".into(), "/item".into())]);
        assert_eq!(swap(&admin, &id, 99, "1", &json!({"item": come})).status, 404);
        change(&admin, &forms[0], "lock");
        let refused = swap(&admin, &id, 1, "2", &json!({"item": come})).expect(409);
        assert_eq!(refused["errors"][0]["code"], "form_state");
        assert_eq!(admin.get(&format!("/forms/{id}/positions/1/candidates")).status, 409);
    }

    fn only_those_who_assemble_for_the_owner_adjust_its_drafts(backend) {
        let service = Service::start(backend);
        let forms = drafts(&service, |_, document| document.constraints.parallel_forms = 1);
        let path = format!("/forms/{}/positions/1/candidates", text(&forms[0]["id"]));
        let root = service.root();
        for (role, status) in [("test_constructor", 200), ("bank_manager", 404), ("school_coordinator", 404), ("developer", 404)] {
            assert_eq!(service.user_with_role(&root, role).get(&path).status, status, "{role}");
        }
    }
}

fn ids_by_code(admin: &Client) -> std::collections::BTreeMap<String, String> {
    let listed = admin.get("/items?limit=200").expect(200);
    let items = listed["items"].as_array().expect("items");
    items
        .iter()
        .map(|i| (text(&i["code"]).to_owned(), text(&i["id"]).to_owned()))
        .collect()
}

/// A task of an objective that does not stand in the form.
fn present_elsewhere(objective: &str, present: &[&str]) -> String {
    let bank = library::bank("mathematics-g6");
    let carries = |own: &String| own == objective;
    let mut of_it = bank
        .items
        .into_iter()
        .filter(|item| item.content.objectives.iter().any(carries));
    let another = of_it.find(|item| !present.contains(&item.code.as_str()));
    another.expect("another task").code
}
