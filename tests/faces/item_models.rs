//! Item models in the bank: published, generated from, and never twice the same.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::bank::Bank;
use super::imports::ended;
use crate::harness::api::{Client, text};

/// The example of the interface for the programme of the tests.
fn model() -> Value {
    let operations = synaq::api::operations();
    let publish = operations.iter().find(|o| o.id == "publish_item_model");
    let body = publish.and_then(|o| o.body.as_ref());
    let mut model = body.expect("an example").example.clone();
    model["item"]["programme"] = json!("kz-2022");
    model["item"]["objectives"] = json!(["6.5.2.1"]);
    model["tests"] = json!([{"key": true, "earns": 1}, {"error": "half", "earns": 0}]);
    model
}

fn published(bank: &Bank, model: &Value) -> String {
    text(&bank.manager.post("/item-models", model).expect(201)["id"]).to_owned()
}

fn generated(client: &Client, id: &str, body: &Value) -> Value {
    client
        .post(&format!("/item-models/{id}/generate"), body)
        .expect(200)
}

fn codes(made: &Value) -> Vec<String> {
    let items = made["items"].as_array().expect("items").iter();
    items.map(|item| text(&item["code"]).to_owned()).collect()
}

on_both! {
    fn a_model_makes_drafts_of_one_clone_family_with_where_they_come_from(backend) {
        let bank = Bank::open(backend);
        let id = published(&bank, &model());
        // A rehearsal shows the items and keeps nothing.
        let shown = generated(&bank.author, &id, &json!({"count": 5, "seed": 7, "dry_run": true}));
        assert_eq!((&shown["possible"], &shown["created"], &shown["known"]), (&json!(20), &json!(5), &json!(0)), "{shown}");
        assert!(text(&shown["items"][0]["document"]["texts"]["en"]["stem"]).starts_with("The sides of a rectangle are"), "{shown}");
        let listed = |query: &str| bank.author.get(&format!("/items?{query}")).expect(200)["items"].as_array().expect("items").clone();
        assert!(listed("family=m6-perimeter").is_empty());
        let made = generated(&bank.author, &id, &json!({"count": 5, "seed": 7}));
        assert_eq!(codes(&made), codes(&shown), "the same seed draws the same items");
        assert_eq!((&made["created"], &made["family"]), (&json!(5), &json!("m6-perimeter")));
        let drafts = listed("family=m6-perimeter");
        assert_eq!(drafts.len(), 5);
        assert!(drafts.iter().all(|item| item["phase"] == "draft"), "{drafts:?}");
        let item = bank.author.get(&format!("/items/{}", text(&made["items"][0]["id"]))).expect(200);
        let provenance = &item["content"]["x_generated"];
        assert_eq!((&provenance["model"], &provenance["version"], &provenance["seed"]), (&json!("m6-perimeter"), &json!(1), &json!(7)), "{item}");
        assert_eq!(provenance["values"], made["items"][0]["values"]);
        // The key is what the values say, and each wrong option is a named error.
        let number = |name: &str| text(&provenance["values"][name]).parse::<u32>().expect("a number");
        let key = text(&item["content"]["parts"][0]["key"]["correct"][0]).to_owned();
        let right = text(&item["texts"]["en"]["parts"]["a"]["options"][&key]).to_owned();
        assert_eq!(right, format!("{}\u{a0}cm", 2 * (number("a") + number("b"))));
        let errors: BTreeSet<&str> = provenance["errors"].as_object().expect("errors").values().map(text).collect();
        assert_eq!(errors, BTreeSet::from(["area", "half", "one-side-twice"]));
        // The model's stored tests came with the item.
        let tests = bank.author.get(&format!("/items/{}/tests", text(&item["id"]))).expect(200);
        assert_eq!((tests["tests"].as_array().expect("tests").len() >= 2, &tests["failed"]), (true, &json!(0)), "{tests}");
    }

    fn the_same_again_makes_nothing_new_and_another_seed_only_what_is_not_there(backend) {
        let bank = Bank::open(backend);
        let id = published(&bank, &model());
        let first = generated(&bank.author, &id, &json!({"count": 10, "seed": 1}));
        let again = generated(&bank.author, &id, &json!({"count": 10, "seed": 1}));
        assert_eq!((&again["created"], &again["known"]), (&json!(0), &json!(10)));
        assert_eq!(codes(&again), codes(&first));
        assert_eq!(again["items"][3]["id"], first["items"][3]["id"]);
        let all = generated(&bank.author, &id, &json!({"count": 20, "seed": 2}));
        assert_eq!((&all["created"], &all["known"]), (&json!(10), &json!(10)), "{all}");
        assert_eq!(codes(&all).into_iter().collect::<BTreeSet<_>>().len(), 20);
        let more = bank.author.post(&format!("/item-models/{id}/generate"), &json!({"count": 21}));
        assert_eq!((more.status, text(&more.json()["errors"][0]["code"])), (422, "model_fewer_possible"));
        assert_eq!(more.json()["errors"][0]["args"]["possible"], 20);
        // A code that is another task's is a conflict, not a silent loss.
        let school = bank.service.user_with_role(&bank.service.root(), "developer");
        let mut taken = crate::bank::mcq("x");
        let mut other = model();
        other["id"] = json!("m4-other");
        let other = published(&bank, &other);
        let shown = generated(&school, &other, &json!({"count": 1, "seed": 3, "dry_run": true}));
        taken["code"] = shown["items"][0]["code"].clone();
        school.post("/items", &taken).expect(201);
        let refused = school.post(&format!("/item-models/{other}/generate"), &json!({"count": 1, "seed": 3}));
        assert_eq!((refused.status, text(&refused.json()["errors"][0]["code"])), (409, "already_taken"));
        assert_eq!(bank.reviewer.post(&format!("/item-models/{id}/generate"), &json!({"count": 1})).status, 403);
    }

    fn models_that_can_not_be_are_refused_with_the_reason(backend) {
        let bank = Bank::open(backend);
        let refused = |change: &dyn Fn(&mut Value)| {
            let mut wrong = model();
            change(&mut wrong);
            let answer = bank.manager.post("/item-models", &wrong);
            assert_eq!(answer.status, 422, "{}", answer.body);
            answer.findings()
        };
        let has = |found: &[(String, String)], code: &str| found.iter().any(|(known, _)| known == code);
        // No combination meets the constraint; an error that is always the key; a name nobody knows.
        assert!(has(&refused(&|m| m["constraints"][0]["that"] = json!("a > 100")), "model_unsatisfiable"));
        let found = refused(&|m| m["question"]["distractors"][0]["is"] = json!("2 * a + 2 * b"));
        assert!(!found.is_empty(), "{found:?}");
        assert!(has(&refused(&|m| m["question"]["answer"]["is"] = json!("2 * (a + c)")), "model_name_unknown"));
        assert!(has(&refused(&|m| m["tests"][0]["earns"] = json!(0)), "answer_test_failed"));
        assert!(has(&refused(&|m| m["item"]["objectives"] = json!(["6.5.2.9"])), "unknown_objective"));
    }

    fn stored_tests_run_over_a_family_and_find_a_key_that_was_changed(backend) {
        let bank = Bank::open(backend);
        let id = published(&bank, &model());
        let made = generated(&bank.author, &id, &json!({"count": 4, "seed": 9}));
        let run = |filter: Value| {
            let job = bank.author.post("/answer-test-runs", &json!({"filter": filter})).expect(202);
            let job = ended(&bank.author, text(&job["id"]));
            assert_eq!((&job["state"], &job["kind"]), (&json!("done"), &json!("answer_tests")), "{job}");
            job["result"].clone()
        };
        let report = run(json!({"family": "m6-perimeter"}));
        assert_eq!((&report["items"], &report["with_tests"], &report["failed"]), (&json!(4), &json!(4), &json!(0)), "{report}");
        let item = bank.author.get(&format!("/items/{}", text(&made["items"][2]["id"]))).expect(200);
        let mut document = json!({"code": item["code"], "content": item["content"], "texts": item["texts"], "source_language": item["source_language"]});
        let key = text(&item["content"]["parts"][0]["key"]["correct"][0]);
        document["content"]["parts"][0]["key"]["correct"] = json!([if key == "A" { "B" } else { "A" }]);
        bank.author.put(&format!("/items/{}/versions/1", text(&item["id"])), "1-1", &document).expect(200);
        let report = run(json!({"family": "m6-perimeter"}));
        assert_eq!(report["failures"][0]["code"], item["code"], "{report}");
        assert_eq!(report["failures"][0]["findings"][0]["code"], "answer_test_failed");
        assert_eq!(run(json!({"family": "another"}))["items"], 0);
    }
}
