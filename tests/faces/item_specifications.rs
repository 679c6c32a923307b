//! Item specifications: what a writer must respect, compared with the items that name one.

use serde_json::{Value, json};

use crate::bank::{Bank, act, mcq};
use crate::harness::api::text;

fn one_of_four(version: u32) -> Value {
    json!({
        "schema": "synaq.item-spec/v1", "id": "one-of-four", "version": version, "title": {"en": "One of four"},
        "types": ["MCQ"], "options": {"min": 4, "max": 4}, "hint": "required",
        "forbidden": [{"id": "shorten", "pattern": "(?i)сократите", "languages": ["ru"], "severity": "error"}]
    })
}

fn naming(code: &str) -> Value {
    let mut item = mcq("s-1");
    item["content"]["item_specification"] = json!(code);
    item
}

on_both! {
    fn an_item_that_names_a_specification_is_compared_with_it_finding_by_finding(backend) {
        let bank = Bank::open(backend);
        let unknown = bank.author.post("/items", &naming("one-of-four"));
        assert_eq!(unknown.findings(), [("reference_unknown".into(), "/content/item_specification".into())]);
        assert_eq!(bank.author.post("/item-specifications", &one_of_four(1)).status, 403);
        bank.manager.post("/item-specifications", &one_of_four(1)).expect(201);
        // While it is written it hears what it departs from; handed in, it conforms.
        let made = bank.author.post("/items", &naming("one-of-four")).expect(201);
        let departs = [
            ("spec_out_of_bounds", "/content/parts/0/options"),
            ("spec_attribute_missing", "/texts/kk/hint"),
            ("spec_attribute_missing", "/texts/ru/hint"),
            ("spec_phrase_forbidden", "/texts/ru/stem"),
        ];
        let told: Vec<_> = made["findings"].as_array().unwrap().iter()
            .map(|f| (text(&f["code"]), text(&f["pointer"]), text(&f["severity"]))).collect();
        for (code, pointer) in departs {
            assert!(told.contains(&(code, pointer, "warning")), "{told:?}");
        }
        assert!(made["findings"].as_array().unwrap().iter().all(|f| f["detail"].is_string()));
        let refused = act(&bank.author, text(&made["id"]), 1, "submit");
        assert_eq!(refused.status, 422);
        for (code, pointer) in departs {
            assert!(refused.findings().contains(&(code.to_owned(), pointer.to_owned())), "{}", refused.body);
        }
        // What does not name one is not asked.
        let free = bank.author.post("/items", &mcq("s-2")).expect(201);
        act(&bank.author, text(&free["id"]), 1, "submit").expect(200);
    }

    fn a_later_edition_holds_and_an_edition_never_changes(backend) {
        let bank = Bank::open(backend);
        let first = bank.manager.post("/item-specifications", &one_of_four(1)).expect(201);
        assert_eq!(bank.manager.post("/item-specifications", &one_of_four(1)).expect(201)["id"], first["id"]);
        let mut other = one_of_four(1);
        other["hint"] = json!("optional");
        let refused = bank.manager.post("/item-specifications", &other);
        assert_eq!((refused.status, refused.findings()), (409, vec![("version_published_otherwise".into(), "/version".into())]));
        let mut second = one_of_four(2);
        second["options"] = json!({"min": 3});
        second["hint"] = json!("optional");
        second["forbidden"] = json!([]);
        bank.manager.post("/item-specifications", &second).expect(201);
        let made = bank.author.post("/items", &naming("one-of-four")).expect(201);
        act(&bank.author, text(&made["id"]), 1, "submit").expect(200);
        let listed = bank.author.get("/item-specifications?code=one-of-four").expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 2);
        let read = bank.author.get(&format!("/item-specifications/{}", text(&first["id"]))).expect(200);
        assert_eq!(read["document"], one_of_four(1));
        // Another kind of document is not found under this address.
        assert_eq!(bank.author.get(&format!("/calendars/{}", text(&first["id"]))).status, 404);
    }

    fn a_specification_that_contradicts_itself_is_refused_with_every_finding(backend) {
        let bank = Bank::open(backend);
        let mut wrong = one_of_four(1);
        wrong["options"] = json!({"min": 5, "max": 4});
        wrong["grades"] = json!([7, 6]);
        wrong["forbidden"][0]["pattern"] = json!("(unclosed");
        let refused = bank.manager.post("/item-specifications", &wrong);
        assert_eq!((refused.status, refused.findings()), (422, vec![
            ("bounds_impossible".into(), "/grades".into()), ("bounds_impossible".into(), "/options".into()),
            ("pattern_invalid".into(), "/forbidden/0/pattern".into()),
        ]));
    }
}
