//! What the operations on collections, the catalogue and questionnaires are about, for the matrix.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use synaq::edge::Operation;
use synaq::store::catalogue::{self, EntryRow};
use synaq::store::collections::{self, CollectionItemRow, EditionRow};
use synaq::store::questionnaires::{self, RoundRow};

use crate::harness::api::{Client, Service, text};

/// A published questionnaire that has this item, and an open round of it. What the first school publishes
/// everybody reads.
pub fn made(service: &Service, writer: &Client, item: &Value) -> Vec<(&'static str, String)> {
    let services = &service.services;
    let code = format!("q-{}", services.new_id());
    let about = json!({
        "code": code, "kind": "questionnaire", "title": {"en": "Questions"}, "grade_min": 6, "grade_max": 6
    });
    let collection = writer.post("/collections", &about).expect(201);
    let id = text(&collection["id"]).to_owned();
    let me = writer.get("/me").expect(200);
    let org = text(&me["home_org"]).to_owned();
    let school = writer.get(&format!("/organisations/{org}")).expect(200);
    let now = services.now().naive_utc();
    let question = json!({
        "position": 1, "item_id": item["id"], "number": 1, "code": "q-1", "type": "QUESTION", "points": 0, "revisions": {}
    });
    let content = json!({
        "type": "QUESTION", "subject": "survey", "grade_min": 6, "grade_max": 6, "points": 0,
        "parts": [{"id": "a", "points": 0, "options": ["yes", "no"]}]
    });
    let file = json!({
        "schema": "synaq.bank/v1", "id": code, "items": [{"code": "q-1", "content": content, "texts": {}}]
    });
    let edition = EditionRow {
        collection_id: id.clone(),
        number: 1,
        document: json!({"about": about, "items": [question]}).to_string(),
        file: file.to_string(),
        hash: "0123456789abcdef0123".into(),
        published_by: "seed".into(),
        published_at: now,
    };
    let pinned = CollectionItemRow {
        collection_id: id.clone(),
        position: 1,
        item_id: text(&item["id"]).to_owned(),
        number: 1,
        level: String::new(),
        attribution: String::new(),
        added_by: "seed".into(),
        added_at: now,
    };
    let round = RoundRow {
        id: services.new_id(),
        owner_org: org.clone(),
        collection_id: id.clone(),
        edition: 1,
        title: "Round".into(),
        asked: json!([{"id": "teachers", "invited": 40}, {"id": "parents", "invited": 300}])
            .to_string(),
        least: 5,
        state: "open".into(),
        revision: 1,
        created_by: "seed".into(),
        created_at: now,
        closed_at: None,
    };
    let entry = EntryRow {
        code: code.clone(),
        collection_id: id.clone(),
        owner_org: org.clone(),
        edition: 1,
        kind: "questionnaire".into(),
        subject: String::new(),
        grade_min: 6,
        grade_max: 6,
        term: 0,
        languages: " en ".into(),
        search_text: String::new(),
        state: "published".into(),
        reason: String::new(),
        updated_at: now,
    };
    let kept = services.db.write(|c| {
        let (row, _) = collections::by_id(c, &id)?.expect("the collection");
        let row = collections::CollectionRow {
            state: "published".into(),
            edition: 1,
            revision: row.revision + 1,
            ..row
        };
        assert!(collections::replace(c, &row)?);
        collections::set_items(c, &id, std::slice::from_ref(&pinned))?;
        collections::insert_edition(c, &edition)?;
        catalogue::put(c, &entry)?;
        questionnaires::insert(c, &round)?;
        if school["code"] == "own" && catalogue::readers(c, &org)?.is_none() {
            assert!(catalogue::set_readers(
                c,
                &org,
                "everybody",
                0,
                ("seed", now)
            )?);
        }
        Ok::<_, synaq::store::StoreError>(())
    });
    kept.expect("the rows fit");
    vec![
        ("collection", id),
        ("code", code),
        ("task", "q-1".into()),
        ("questionnaire-round", round.id),
    ]
}

/// The example of an operation, with the codes that must be free or must exist put right.
pub fn body(operation: &Operation, objects: &BTreeMap<&'static str, String>) -> Option<Value> {
    let mut body = operation.body.as_ref()?.example.clone();
    let code = objects.get("code").cloned().unwrap_or_default();
    match operation.id {
        "create_collection" => body["code"] = json!(format!("c-{code}")),
        "start_questionnaire_round" => body["questionnaire"] = json!(code),
        _ => {}
    }
    Some(body)
}
