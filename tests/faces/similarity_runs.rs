//! Comparing the whole bank: as a job, with suggestions that become groups.

use serde_json::{Value, json};

use super::bank::{Bank, mcq};
use super::imports::ended;
use super::item_quality::near;
use super::item_quality_policies::follow;
use crate::harness::api::{Client, text};

/// Items in two languages: a pair nearly word for word, two that differ in numbers, one of its own.
fn fill(bank: &Bank) -> Vec<String> {
    let of = |code: &str, ru: &str| {
        let mut item = mcq(code);
        item["texts"]["ru"]["stem"] = json!(ru);
        item["texts"].as_object_mut().unwrap().remove("kk");
        item["source_language"] = json!("ru");
        item["texts"]["ru"]["parts"]["a"]["options"] =
            json!({"A": "да", "B": "нет", "C": "иногда"});
        item
    };
    let items = [
        mcq("m-1"),
        near("m-2"),
        of(
            "train-1",
            "Поезд прошёл 320 км за 4 часа. Верно ли, что его скорость выше 70 км/ч?",
        ),
        of(
            "train-2",
            "Поезд прошёл 450 км за 5 часов. Верно ли, что его скорость выше 85 км/ч?",
        ),
        of(
            "river",
            "Лодка плывёт по течению реки быстрее, чем против него, не так ли?",
        ),
    ];
    let id = |item: &Value| text(&bank.author.post("/items", item).expect(201)["id"]).to_owned();
    items.iter().map(id).collect()
}

fn run(client: &Client, body: &Value) -> Value {
    let run = client.post("/similarity-runs", body).expect(202);
    let job = ended(client, text(&run["job_id"]));
    assert_eq!(job["state"], "done", "{job}");
    let path = format!("/similarity-runs/{}", text(&run["id"]));
    client.get(&path).expect(200)
}

fn suggestions(client: &Client, run: &Value, query: &str) -> Vec<Value> {
    let path = format!("/similarity-runs/{}/suggestions{query}", text(&run["id"]));
    client.get(&path).expect(200)["items"]
        .as_array()
        .unwrap()
        .clone()
}

fn codes(suggestion: &Value) -> Vec<&str> {
    let items = suggestion["items"].as_array().unwrap();
    let mut codes: Vec<&str> = items.iter().map(|i| text(&i["code"])).collect();
    codes.sort_unstable();
    codes
}

on_both! {
    fn the_whole_bank_is_compared_and_suggestions_become_groups(backend) {
        let bank = Bank::open(backend);
        let refused = bank.manager.post("/similarity-runs", &json!({}));
        assert_eq!((refused.status, refused.findings()), (409, vec![("quality_policy_absent".into(), String::new())]));
        follow(&bank);
        fill(&bank);
        assert_eq!(bank.author.post("/similarity-runs", &json!({})).status, 403);
        let done = run(&bank.manager, &json!({}));
        assert_eq!((&done["state"], &done["texts"], &done["done"], &done["total"]), (&json!("done"), &json!(7), &json!(7), &json!(7)), "{done}");
        println!("run: {done}");
        let told = suggestions(&bank.manager, &done, "");
        let kinds: Vec<(&str, Vec<&str>)> = told.iter().map(|s| (text(&s["kind"]), codes(s))).collect();
        assert_eq!(kinds, [("same_item", vec!["m-1", "m-2"]), ("clone_family", vec!["train-1", "train-2"])], "{told:#?}");
        assert!(told[0]["score"]["total"].as_f64().unwrap() >= 74.0);
        assert_eq!(suggestions(&bank.reviewer, &done, "?kind=clone_family").len(), 1);

        // One is accepted, the other dismissed with a reason; each is decided once.
        let decide = |client: &Client, number: i32, body: Value| {
            let path = format!("/similarity-runs/{}/suggestions/{number}/decision", text(&done["id"]));
            client.post(&path, &body)
        };
        assert_eq!(decide(&bank.author, 2, json!({"decision": "clone_family"})).status, 403);
        let accepted = decide(&bank.manager, 2, json!({"decision": "clone_family"})).expect(200);
        let groups = bank.manager.get("/enemy-groups").expect(200);
        assert_eq!((&groups["items"][0]["id"], &groups["items"][0]["kind"]), (&accepted["group_id"], &json!("clone_family")));
        let again = decide(&bank.manager, 2, json!({"decision": "enemies"}));
        assert_eq!((again.status, again.findings()[0].0.as_str()), (409, "suggestion_decided"));
        assert_eq!(decide(&bank.manager, 1, json!({"decision": "dismiss"})).findings(), vec![("text_empty".into(), "/reason".into())]);
        decide(&bank.manager, 1, json!({"decision": "dismiss", "reason": "One is the revision of the other."})).expect(200);
        assert!(suggestions(&bank.manager, &done, "?state=open").is_empty());
        assert_eq!(decide(&bank.manager, 3, json!({"decision": "enemies"})).status, 404);

        // What is a group already is not suggested again.
        let later = run(&bank.manager, &json!({"language": "ru"}));
        assert_eq!(later["texts"], 5);
        let kinds: Vec<String> = suggestions(&bank.manager, &later, "").iter().map(|s| text(&s["kind"]).to_owned()).collect();
        assert_eq!(kinds, ["same_item"]);
        let listed = bank.reviewer.get("/similarity-runs").expect(200);
        assert_eq!((&listed["items"][0]["id"], &listed["items"][1]["id"]), (&later["id"], &done["id"]));
    }

    fn suggestions_of_items_that_one_may_not_see_are_not_told(backend) {
        let bank = Bank::open(backend);
        follow(&bank);
        let mut secret = near("secret");
        secret["content"]["access"] = json!("secure");
        bank.author.post("/items", &mcq("m-1")).expect(201);
        bank.author.post("/items", &secret).expect(201);
        let done = run(&bank.manager, &json!({"subject": "mathematics"}));
        assert_eq!(suggestions(&bank.manager, &done, "").len(), 1);
        assert!(suggestions(&bank.reviewer, &done, "").is_empty());
        let nothing = run(&bank.manager, &json!({"subject": "physics"}));
        assert_eq!((&nothing["texts"], &nothing["suggestions"]), (&json!(0), &json!([])));
    }
}
