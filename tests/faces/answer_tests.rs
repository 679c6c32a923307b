//! Stored tests of items: an answer and what it must earn.

use serde_json::{Value, json};

use super::bank::{Bank, act, mcq};
use crate::harness::api::text;

/// A short answer whose key is the number one half.
fn half() -> Value {
    let mut item = mcq("half");
    item["content"]["type"] = json!("SA");
    item["content"]["parts"] =
        json!([{"id": "a", "points": 1, "key": {"number": {"value": "0.5"}}}]);
    for language in ["kk", "ru"] {
        item["texts"][language]["parts"] = json!({});
    }
    item["texts"]["kk"]["stem"] = json!("Бірдің жартысы нешеге тең?");
    item["texts"]["ru"]["stem"] = json!("Чему равна половина единицы?");
    item
}

on_both! {
    fn answers_are_kept_with_the_points_they_must_earn_and_run_when_they_are_written(backend) {
        let bank = Bank::open(backend);
        let id = text(&bank.author.post("/items", &half()).expect(201)["id"]).to_owned();
        let path = format!("/items/{id}/tests");
        let none = bank.author.get(&path).expect(200);
        assert_eq!((&none["revision"], &none["tests"]), (&json!(0), &json!([])));
        let tests = json!({"tests": [
            {"answer": "0,5", "earns": 1}, {"answer": "1/2", "earns": 1}, {"answer": "2", "earns": 0}, {"answer": "", "earns": 0},
        ]});
        assert_eq!(bank.author.send("PUT", &path, &[("content-type", "application/json")], Some(tests.to_string())).status, 428);
        let kept = bank.author.put(&path, "0", &tests).expect(200);
        assert_eq!((&kept["revision"], &kept["answers"], &kept["failed"]), (&json!(1), &json!(8), &json!(0)), "{kept}");
        assert_eq!(bank.author.put(&path, "0", &tests).status, 412);
        // A wrong expectation is kept, and told.
        let wrong = json!({"tests": [{"answer": "1/2", "earns": 0, "language": "ru"}]});
        let told = bank.author.put(&path, "1", &wrong).expect(200);
        assert_eq!((&told["failed"], &told["findings"][0]["code"], &told["findings"][0]["pointer"]), (&json!(1), &json!("answer_test_failed"), &json!("/tests/0")), "{told}");
        // One that can not be tried is refused, all of them at once.
        let untried = json!({"tests": [{"answer": "1", "earns": 1, "part": "z"}, {"answer": "1", "earns": 1, "language": "en"}]});
        let refused = bank.author.put(&path, "2", &untried);
        assert_eq!(refused.status, 422);
        assert_eq!(refused.findings(), [("reference_unknown".to_owned(), "/tests/0/part".to_owned()), ("reference_unknown".to_owned(), "/tests/1/language".to_owned())]);
        assert_eq!(bank.author.get(&path).expect(200)["revision"], 2);
        // They tell the answers: who reads no keys does not read them.
        let reader = bank.service.user_with_role(&bank.service.root(), "statistician");
        assert_eq!(reader.get(&path).status, 403);
    }

    fn an_item_whose_tests_fail_is_not_handed_in(backend) {
        let bank = Bank::open(backend);
        let id = text(&bank.author.post("/items", &half()).expect(201)["id"]).to_owned();
        let path = format!("/items/{id}/tests");
        let tests = |earns: u32| json!({"tests": [{"answer": "0,50", "earns": earns}]});
        bank.author.put(&path, "0", &tests(0)).expect(200);
        let refused = act(&bank.author, &id, 1, "submit");
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.findings().contains(&("answer_test_failed".to_owned(), "/tests/0".to_owned())), "{}", refused.body);
        bank.author.put(&path, "1", &tests(1)).expect(200);
        act(&bank.author, &id, 1, "submit").expect(200);
    }
}
