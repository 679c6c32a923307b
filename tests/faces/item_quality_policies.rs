//! Quality policies: published like other documents, chosen by an organisation, inherited below it.

use serde_json::{Value, json};
use synaq::bank::quality::QualityPolicy;
use synaq::document::{Format, decode_text};

use super::bank::{Bank, act, mcq};
use crate::harness::api::{Client, text};

/// The shipped policy.
pub fn shipped() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/item_specs/quality/kz-items.yaml"
    );
    let yaml = std::fs::read_to_string(path).expect("the shipped policy");
    let (policy, _) = decode_text::<QualityPolicy>(&yaml, Format::Yaml).expect("a policy");
    json!(policy)
}

/// Publishes the shipped policy.
pub fn publish(client: &Client) -> Value {
    client.post("/quality-policies", &shipped()).expect(201)
}

/// Has an organisation follow the shipped policy.
pub fn follow(bank: &Bank) {
    publish(&bank.manager);
    let chosen = choose(&bank.manager, &bank.service.root(), "kz-items");
    assert_eq!(
        (&chosen["policy"], &chosen["version"]),
        (&json!("kz-items"), &json!(1))
    );
}

fn choose(client: &Client, org: &str, policy: &str) -> Value {
    let path = format!("/organisations/{org}/quality-policy");
    client
        .put(&path, "*", &json!({"policy": policy}))
        .expect(200)
}

fn school(bank: &Bank, code: &str, parent: &str) -> String {
    let body = json!({"code": code, "kind": "school", "name": {"kk": code}, "parent_id": parent});
    let made = bank
        .service
        .administrator()
        .post("/organisations", &body)
        .expect(201);
    text(&made["id"]).to_owned()
}

on_both! {
    fn a_policy_is_chosen_inherited_and_dropped(backend) {
        let bank = Bank::open(backend);
        let root = bank.service.root();
        let centre = school(&bank, "centre", &root);
        let below = school(&bank, "below", &centre);
        let path = |org: &str| format!("/organisations/{org}/quality-policy");
        let read = |org: &str| bank.manager.get(&path(org)).expect(200);
        assert_eq!(read(&below), json!({}));
        let unknown = bank.manager.put(&path(&root), "*", &json!({"policy": "kz-items"}));
        assert_eq!((unknown.status, unknown.findings()), (422, vec![("reference_unknown".into(), "/policy".into())]));
        publish(&bank.manager);
        assert_eq!(bank.author.put(&path(&root), "*", &json!({"policy": "kz-items"})).status, 403);
        choose(&bank.manager, &root, "kz-items");
        assert_eq!((&read(&below)["policy"], &read(&below)["chosen_by_org"]), (&json!("kz-items"), &json!(root)));

        // A centre edits its own: copied under another id, and chosen for itself.
        let own = bank.service.user_with_role(&centre, "bank_manager");
        let home = bank.service.administrator();
        let user = json!({"login": "own-manager", "home_org": centre});
        let user = home.post("/users", &user).expect(201);
        let grants = format!("/users/{}/grants", text(&user["id"]));
        home.post(&grants, &json!({"role": "bank_manager", "org_id": centre})).expect(201);
        let manager = bank.service.client_of(text(&user["id"]));
        let mut policy = shipped();
        policy["id"] = json!("centre-items");
        policy["similarity"]["thresholds"]["same_from"] = json!(90);
        manager.post("/quality-policies", &policy).expect(201);
        assert_eq!(bank.manager.put(&path(&root), "*", &json!({"policy": "centre-items"})).status, 422);
        choose(&own, &centre, "centre-items");
        assert_eq!((&read(&below)["policy"], &read(&root)["policy"]), (&json!("centre-items"), &json!("kz-items")));
        let dropped = own.send("DELETE", &path(&centre), &[], None).expect(200);
        assert_eq!((&dropped["policy"], &dropped["chosen_by_org"]), (&json!("kz-items"), &json!(root)));
    }

    fn a_wrong_policy_is_refused_with_everything_that_is_wrong(backend) {
        let bank = Bank::open(backend);
        let mut wrong = shipped();
        wrong["similarity"]["weights"]["key"] = json!(40);
        wrong["similarity"]["thresholds"]["near_from"] = json!(80);
        let refused = bank.manager.post("/quality-policies", &wrong);
        let told: Vec<(String, String)> = [("bounds_impossible", "/similarity/thresholds/same_from"), ("similarity_weights_sum", "/similarity/weights")]
            .map(|(code, at)| (code.to_owned(), at.to_owned())).into();
        assert_eq!((refused.status, refused.findings()), (422, told));
    }

    fn without_a_chosen_policy_nothing_more_is_refused_and_one_may_be_tried(backend) {
        let bank = Bank::open(backend);
        bank.live(&mcq("m-1"));
        let twin = bank.author.post("/items", &mcq("m-2")).expect(201);
        let id = text(&twin["id"]);
        let path = format!("/items/{id}/versions/1/quality-check");
        let absent = bank.author.get(&path);
        assert_eq!((absent.status, absent.findings()), (409, vec![("quality_policy_absent".into(), String::new())]));
        assert_eq!(bank.author.get(&format!("{path}?policy=kz-items")).status, 422);
        publish(&bank.manager);
        let tried = bank.author.get(&format!("{path}?policy=kz-items")).expect(200);
        assert_eq!((&tried["refuses"], &tried["similar"][0]["code"], &tried["similar"][0]["score"]), (&json!(true), &json!("m-1"), &json!(100)));
        act(&bank.author, id, 1, "submit").expect(200);
    }
}
