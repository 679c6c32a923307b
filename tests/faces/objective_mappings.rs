//! From one programme version to another: proposals for the tags of items, and what people decide.

use serde_json::{Value, json};

use crate::bank::{Bank, act, curriculum, mcq};
use crate::harness::api::{Client, text};

/// The programme of the bank, older: its codes are those that the mapping moves.
fn older() -> Value {
    let mut older = curriculum();
    older["programme"]["id"] = json!("kz-2017");
    let texts = json!({"kk": "t", "ru": "t", "en": "t"});
    let objective =
        |code: &str| json!({"code": code, "subject": "mathematics", "grade": 6, "text": texts});
    older["units"] = json!([{"code": "ratios", "subject": "mathematics", "grade": 6, "title": texts}, {"code": "old", "subject": "mathematics", "grade": 6, "title": texts}]);
    older["objectives"] =
        json!(["6.1.1.1", "6.1.1.2", "6.1.1.3", "6.1.1.4", "6.1.1.5"].map(objective));
    older["criteria"] = json!([{"code": "old-c1", "subject": "mathematics", "grade": 6, "objectives": ["6.1.1.1"], "text": texts}]);
    older
}

fn mapping() -> Value {
    json!({
        "schema": "synaq.objective-mapping/v1", "id": "maths", "version": 1, "title": {"en": "Mathematics 2017 to 2022"},
        "subject": "mathematics", "from": "kz-2017", "to": "kz-2022",
        "effective": [{"grades": [6], "academic_year": "2022-23"}],
        "entries": [
            {"change": "kept", "from": ["6.1.1.1"], "to": ["6.5.2.1"]},
            {"change": "split", "from": ["6.1.1.2"], "to": ["6.5.2.1", "6.1.2.6"]},
            {"change": "merged", "from": ["6.1.1.3", "6.1.1.4"], "to": ["6.1.2.6"]},
            {"change": "dropped", "from": ["6.1.1.5"]}
        ]
    })
}

fn item(code: &str, objectives: &[&str]) -> Value {
    let mut item = mcq(code);
    item["content"]["programme"] = json!("kz-2017");
    item["content"]["objectives"] = json!(objectives);
    item["content"]["criteria"] = json!(if objectives.contains(&"6.1.1.1") {
        vec!["old-c1"]
    } else {
        vec![]
    });
    item["content"]["unit"] = json!("old");
    item
}

fn proposals(client: &Client, path: &str, query: &str) -> Vec<Value> {
    let page = client.get(&format!("{path}{query}")).expect(200);
    page["items"].as_array().expect("items").clone()
}

on_both! {
    fn tags_move_as_proposals_that_a_person_accepts_or_rejects_and_what_has_no_target_is_listed(backend) {
        let bank = Bank::open(backend);
        bank.manager.post("/curricula", &older()).expect(201);
        let made = bank.manager.post("/objective-mappings", &mapping()).expect(201);
        let path = format!("/objective-mappings/{}/proposals", text(&made["id"]));
        let kept = bank.live(&item("kept", &["6.1.1.1", "6.1.1.5"]));
        let split = bank.live(&item("split", &["6.1.1.2"]));
        let merged = bank.live(&item("merged", &["6.1.1.4", "6.1.1.3"]));
        let dropped = bank.live(&item("dropped", &["6.1.1.5"]));
        bank.live(&mcq("new-already"));
        let all = proposals(&bank.author, &path, "");
        let told = |list: &[Value]| -> Vec<String> {
            let one = |p: &Value| format!("{} {} {} → {}", text(&p["code"]), text(&p["state"]), p["from"], p["to"]);
            list.iter().map(one).collect()
        };
        assert_eq!(told(&all), [
            r#"kept open ["6.1.1.1","6.1.1.5"] → ["6.5.2.1"]"#,
            r#"split open ["6.1.1.2"] → []"#,
            r#"merged open ["6.1.1.4","6.1.1.3"] → ["6.1.2.6"]"#,
            r#"dropped no_target ["6.1.1.5"] → []"#,
        ]);
        assert_eq!((&all[0]["without_target"], &all[1]["choices"][0]["to"]), (&json!(["6.1.1.5"]), &json!(["6.5.2.1", "6.1.2.6"])));
        let lost = proposals(&bank.author, &path, "?state=no_target");
        assert_eq!((lost.len(), text(&lost[0]["item_id"])), (1, dropped.as_str()));
        // Page by page it is the same.
        let first = bank.author.get(&format!("{path}?limit=3")).expect(200);
        let second = bank.author.get(&format!("{path}?limit=3&cursor={}", text(&first["next"]))).expect(200);
        assert_eq!((second["items"].as_array().unwrap().len(), &second["items"][0]["item_id"], &second["next"]), (1, &json!(dropped), &Value::Null));
        // Nothing has moved by itself.
        assert_eq!(bank.author.get(&format!("/items/{kept}")).expect(200)["content"]["objectives"], json!(["6.1.1.1", "6.1.1.5"]));

        let accepted = bank.author.post(&format!("{path}/{kept}/accept"), &json!({"number": 1})).expect(200);
        let content = &accepted["item"]["content"];
        assert_eq!((&accepted["item"]["number"], &accepted["item"]["phase"]), (&json!(2), &json!("draft")));
        assert_eq!((&content["programme"], &content["objectives"]), (&json!("kz-2022"), &json!(["6.5.2.1"])));
        assert_eq!((&accepted["without_target"], &accepted["criteria_removed"], &accepted["unit_removed"]), (&json!(["6.1.1.5"]), &json!(["old-c1"]), &json!("old")));
        assert_eq!(accepted["item"]["variants"]["kk"]["state"], "current");
        let before = bank.author.get(&format!("/items/{kept}/versions/1")).expect(200);
        assert_eq!((&before["phase"], &before["content"]["objectives"]), (&json!("live"), &json!(["6.1.1.1", "6.1.1.5"])));
        act(&bank.author, &kept, 2, "submit").expect(200);

        // One became several: a person says which.
        let open = bank.author.post(&format!("{path}/{split}/accept"), &json!({"number": 1}));
        assert_eq!((open.status, open.findings()), (422, vec![("mapping_choice_missing".to_owned(), "/objectives".to_owned())]));
        let wrong = bank.author.post(&format!("{path}/{split}/accept"), &json!({"number": 1, "objectives": ["7.1.1.1"]}));
        assert_eq!(wrong.findings(), [("mapping_choice_missing", "/objectives"), ("not_allowed", "/objectives/0")].map(|(c, p)| (c.to_owned(), p.to_owned())));
        let chosen = bank.author.post(&format!("{path}/{split}/accept"), &json!({"number": 1, "objectives": ["6.1.2.6"]})).expect(200);
        assert_eq!(chosen["item"]["content"]["objectives"], json!(["6.1.2.6"]));

        let rejected = bank.author.post(&format!("{path}/{merged}/reject"), &json!({"number": 1, "reason": "It is about neither."})).expect(200);
        assert_eq!((&rejected["state"], &rejected["decision"]["reason"]), (&json!("rejected"), &json!("It is about neither.")));
        let again = bank.author.post(&format!("{path}/{merged}/reject"), &json!({"number": 1, "reason": "x"}));
        assert_eq!((again.status, again.findings()[0].0.as_str()), (409, "mapping_decided"));
        let nothing = bank.author.post(&format!("{path}/{dropped}/accept"), &json!({"number": 1}));
        assert_eq!((nothing.status, nothing.findings()[0].0.as_str()), (409, "mapping_without_target"));
        let moved = bank.author.post(&format!("{path}/{kept}/accept"), &json!({"number": 1}));
        assert_eq!((moved.status, moved.findings()[0].0.as_str()), (409, "mapping_version_moved"));
        assert_eq!(told(&proposals(&bank.author, &path, "")).len(), 1);
        let done = proposals(&bank.author, &path, "?state=accepted");
        assert_eq!(done.iter().map(|p| p["decision"]["new_number"].clone()).collect::<Vec<_>>(), [json!(2), json!(2)]);
        assert_eq!(told(&proposals(&bank.author, &path, "?state=rejected")), [r#"merged rejected ["6.1.1.4","6.1.1.3"] → []"#]);
        assert!(bank.service.administrator().get("/audit?limit=200").expect(200).to_string().contains("accept_objective_proposal"));
    }

    fn only_who_writes_the_items_sees_and_decides_proposals(backend) {
        let bank = Bank::open(backend);
        bank.manager.post("/curricula", &older()).expect(201);
        assert_eq!(bank.author.post("/objective-mappings", &mapping()).status, 403);
        let made = bank.manager.post("/objective-mappings", &mapping()).expect(201);
        let path = format!("/objective-mappings/{}/proposals", text(&made["id"]));
        let mut secure = item("secret", &["6.1.1.1"]);
        secure["content"]["access"] = json!("secure");
        let secret = bank.author.post("/items", &secure).expect(201);
        let secret = text(&secret["id"]);
        let draft = bank.author.post("/items", &item("draft", &["6.1.1.1"])).expect(201);
        let draft = text(&draft["id"]);
        let school = json!({"code": "s", "kind": "school", "name": {"kk": "Мектеп"}});
        let school = bank.service.administrator().post("/organisations", &school).expect(201);
        let elsewhere = bank.service.user_with_role(text(&school["id"]), "developer");
        let colleague = bank.service.user_with_role(&bank.service.root(), "developer");
        assert_eq!(proposals(&bank.author, &path, "").len(), 2);
        assert!(proposals(&elsewhere, &path, "").is_empty());
        // Another's secure item is not there for a developer without the permission.
        let seen = proposals(&colleague, &path, "");
        assert_eq!(seen.iter().map(|p| text(&p["code"])).collect::<Vec<_>>(), ["draft"]);
        assert_eq!(colleague.post(&format!("{path}/{secret}/accept"), &json!({"number": 1})).status, 404);
        assert_eq!(elsewhere.post(&format!("{path}/{draft}/reject"), &json!({"number": 1, "reason": "x"})).status, 404);
        assert_eq!(bank.reviewer.get(&path).status, 403);
        // A draft is written anew by its author, not beside itself.
        let open = bank.author.post(&format!("{path}/{draft}/accept"), &json!({"number": 1}));
        assert_eq!((open.status, open.findings()[0].0.as_str()), (409, "version_open"));
        let other = bank.live(&mcq("new-already"));
        let none = bank.author.post(&format!("{path}/{other}/accept"), &json!({"number": 1}));
        assert_eq!((none.status, none.findings()[0].0.as_str()), (409, "mapping_not_concerned"));
        assert_eq!(bank.author.get("/objective-mappings/none/proposals").status, 404);
    }

    fn every_fault_of_a_mapping_is_told_at_once(backend) {
        let bank = Bank::open(backend);
        bank.manager.post("/curricula", &older()).expect(201);
        let mut wrong = mapping();
        wrong["entries"][0]["change"] = json!("split");
        wrong["entries"][1]["from"] = json!(["6.1.1.1"]);
        wrong["entries"][1]["to"] = json!(["6.5.2.1", "6.5.2.1", "6.9.9.9"]);
        wrong["entries"][3]["from"] = json!(["6.1.1.9"]);
        let answer = bank.manager.post("/objective-mappings", &wrong);
        let expected = [
            ("duplicate_id", "/entries/1/from/0"), ("duplicate_id", "/entries/1/to/1"), ("mapping_change_mismatch", "/entries/0/change"),
            ("mapping_objectives_missing", "/entries"), ("unknown_objective", "/entries/1/to/2"), ("unknown_objective", "/entries/3/from/0"),
        ];
        assert_eq!(answer.findings(), expected.map(|(c, p)| (c.to_owned(), p.to_owned())), "{}", answer.body);
        let mut same = mapping();
        same["from"] = json!("kz-2022");
        assert!(bank.manager.post("/objective-mappings", &same).findings().contains(&("mapping_programme_same".to_owned(), "/to".to_owned())));
        let mut nowhere = mapping();
        nowhere["to"] = json!("kz-2020");
        assert_eq!(bank.manager.post("/objective-mappings", &nowhere).findings(), [("unknown_programme".to_owned(), "/to".to_owned())]);
    }
}
