//! The rules over sets: a list of items, a collection, a form; only for those who read the keys.

use serde_json::{Value, json};

use super::assembly::{assemble, unit_test};
use super::bank::{Bank, mcq};
use super::collections::{collection, level_set, open_item};
use super::item_quality_policies::follow;
use crate::harness::api::{Answer, Service, text};

/// A task whose key stands at a place from 0.
fn keyed(code: &str, place: usize) -> Value {
    let mut item = mcq(code);
    let key = ["A", "B", "C"][place];
    item["content"]["parts"][0]["key"]["correct"] = json!([key]);
    item
}

fn codes(found: &Value) -> Vec<(String, String)> {
    let findings = found["findings"].as_array().expect("findings").iter();
    findings
        .map(|f| (text(&f["code"]).to_owned(), text(&f["pointer"]).to_owned()))
        .collect()
}

fn lint(bank: &Bank, ids: &[String]) -> Answer {
    bank.author.post("/items/lint-set", &json!({"ids": ids}))
}

on_both! {
    fn keys_that_stand_in_one_place_are_found_over_a_list_and_over_a_collection(backend) {
        let bank = Bank::open(backend);
        let make = |n: usize, place: usize| text(&bank.author.post("/items", &keyed(&format!("s-{n}"), place)).expect(201)["id"]).to_owned();
        let ids: Vec<String> = (0..9).map(|n| make(n, n.saturating_sub(6))).collect();
        // Four open tasks with their keys in the second place, before wording is judged.
        let open: Vec<String> = (1..=4).map(|n| bank.live(&open_item(&format!("o-{n}"), n, "A"))).collect();
        let absent = lint(&bank, &ids);
        assert_eq!((absent.status, absent.findings()), (409, vec![("quality_policy_absent".to_owned(), String::new())]));
        follow(&bank);
        let found = lint(&bank, &ids).expect(200);
        assert_eq!((&found["policy"], &found["task_use"], &found["items"][8]["code"]), (&json!("kz-items"), &json!("summative"), &json!("s-8")));
        assert_eq!(codes(&found), [("key_positions_unbalanced".to_owned(), "/items".to_owned()), ("key_position_run".to_owned(), "/items/3".to_owned())]);
        assert_eq!(found["findings"][0]["args"], json!({"position": 1, "count": 7, "of": 9, "options": 3}));
        println!("set lint: {found}");
        // In another order the run is another; a balanced set has nothing to say.
        let balanced: Vec<String> = (0..9).map(|n| make(20 + n, n % 3)).collect();
        assert_eq!(lint(&bank, &balanced).expect(200)["findings"], json!([]));
        // Everything wrong with the list at once; who reads no keys reads none here.
        let wrong = lint(&bank, &[ids[0].clone(), ids[0].clone(), "none".to_owned()]);
        assert_eq!((wrong.status, wrong.findings()), (422, vec![("set_item_twice".to_owned(), "/ids/1".to_owned())]));
        let wrong = lint(&bank, &[ids[0].clone(), "none".to_owned()]);
        assert_eq!((wrong.status, wrong.findings()), (422, vec![("reference_unknown".to_owned(), "/ids/1".to_owned())]));
        assert_eq!(lint(&bank, &[]).status, 422);
        let root = bank.service.root();
        let body = json!({"ids": ids});
        assert_eq!(bank.service.user_with_role(&root, "statistician").post("/items/lint-set", &body).status, 403);

        let members: Vec<&str> = open.iter().map(String::as_str).collect();
        let path = format!("/collections/{}", collection(&bank.manager, &level_set("set"), &members));
        let found = bank.author.get(&format!("{path}/lint")).expect(200);
        assert_eq!((codes(&found), &found["task_use"]), (vec![("key_position_run".to_owned(), "/items/3".to_owned())], &json!("summative")));
        assert_eq!(bank.service.user_with_role(&root, "statistician").get(&format!("{path}/lint")).status, 403);
        assert_eq!(bank.author.get("/collections/none/lint").status, 404);
    }

    fn a_form_is_looked_at_by_who_knows_its_tasks_and_their_keys(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let run = assemble(&admin, &json!({"specification_id": specification, "forms": 1})).expect(201);
        let form = &run["result"]["forms"][0];
        let path = format!("/forms/{}/lint", text(&form["id"]));
        assert_eq!(admin.get(&path).findings(), [("quality_policy_absent".to_owned(), String::new())]);
        crate::item_quality_policies::publish(&admin);
        let found = admin.get(&format!("{path}?policy=kz-items&task_use=admission")).expect(200);
        assert_eq!((&found["policy"], &found["task_use"], &found["findings"]), (&json!("kz-items"), &json!("admission"), &json!([])));
        let told: Vec<&str> = found["items"].as_array().expect("items").iter().map(|item| text(&item["code"])).collect();
        assert_eq!(told, crate::assembly::items_of(form));
        let reader = service.user_with_role(&service.root(), "school_reader");
        assert_eq!(reader.get(&path).status, 404);
    }
}
