//! Forms: what locking pins, who gets which copy, and that no copy for candidates carries a key.

use diesel::prelude::*;
use serde_json::{Value, json};
use synaq::bank::ItemType;
use synaq::specification::document::SpecificationDocument;
use synaq::store::StoreError;
use synaq::store::schema::{form_items, forms, item_variants, stimuli};

use super::assembly::{assemble, items_of, unit_test};
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library::{self, Bank};

const SAT: &str = "sat-g7-kazakh-l2-t1";

fn act(client: &Client, form: &str, verb: &str, tag: &str) -> Answer {
    let tag = format!("\"{tag}\"");
    client.send(
        "POST",
        &format!("/forms/{form}/{verb}"),
        &[("if-match", &tag)],
        None,
    )
}

fn copy(client: &Client, form: &str, which: &str, language: &str) -> Answer {
    client.get(&format!("/forms/{form}/{which}?language={language}"))
}

/// The first form of a new run.
fn draft(client: &Client, specification: &str) -> Value {
    let body = json!({"specification_id": specification, "forms": 1});
    assemble(client, &body).expect(201)["result"]["forms"][0].clone()
}

fn school_below(service: &Service) -> String {
    let admin = service.administrator();
    let school = json!({"code": format!("s-{}", service.services.new_id()), "kind": "school", "name": {"kk": "Мектеп"}});
    text(&admin.post("/organisations", &school).expect(201)["id"]).to_owned()
}

on_both! {
    fn a_draft_is_locked_by_its_current_revision_only_and_then_never_again(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let id = text(&draft(&admin, &specification)["id"]).to_owned();
        let read = admin.get(&format!("/forms/{id}"));
        assert_eq!(read.header("etag"), "\"1\"");
        let form = read.expect(200);
        assert_eq!((&form["state"], &form["max_score"]), (&json!("draft"), &json!(15)));
        assert_eq!(copy(&admin, &id, "candidate-copy", "ru").expect(409)["errors"][0]["code"], "form_state");
        assert_eq!(admin.post(&format!("/forms/{id}/lock"), &Value::Null).status, 428);
        assert_eq!(act(&admin, &id, "lock", "7").status, 412);
        let locked = act(&admin, &id, "lock", "1");
        assert_eq!(locked.header("etag"), "\"2\"");
        let locked = locked.expect(200);
        assert_eq!((&locked["state"], &locked["fingerprint"]), (&json!("locked"), &form["fingerprint"]));
        assert_eq!(act(&admin, &id, "lock", "2").expect(409)["errors"][0]["code"], "form_state");
        let retired = act(&admin, &id, "retire", "2").expect(200);
        assert_eq!(retired["state"], "retired");
        assert_eq!(act(&admin, &id, "retire", "3").status, 409);
        assert_eq!(copy(&admin, &id, "candidate-copy", "ru").status, 409);
    }

    fn a_locked_form_is_held_by_the_database_itself(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let id = text(&draft(&admin, &specification)["id"]).to_owned();
        act(&admin, &id, "lock", "1").expect(200);
        let refused = |result: Result<usize, StoreError>| {
            assert!(matches!(result, Err(StoreError::Immutable(_))), "{result:?}");
        };
        let write = &service.services.db;
        refused(write.write(|c| Ok(diesel::update(forms::table.find(&id)).set(forms::pinned.eq("{}")).execute(c)?)));
        refused(write.write(|c| Ok(diesel::update(forms::table.find(&id)).set(forms::state.eq("draft")).execute(c)?)));
        refused(write.write(|c| Ok(diesel::delete(forms::table.find(&id)).execute(c)?)));
        let rows = form_items::table.filter(form_items::form_id.eq(&id));
        refused(write.write(|c| Ok(diesel::update(rows).set(form_items::points.eq(0)).execute(c)?)));
        refused(write.write(|c| Ok(diesel::delete(rows).execute(c)?)));
    }

    fn what_changes_in_the_bank_afterwards_does_not_reach_a_locked_form(backend) {
        let service = Service::start(backend);
        let ids = library::fill(&service, &library::bank("kazakh-l2-g7"), "live");
        let specification = library::publish(&service, &library::specification(SAT));
        let admin = service.administrator();
        let form = draft(&admin, &specification);
        let id = text(&form["id"]).to_owned();
        act(&admin, &id, "lock", "1").expect(200);
        let before = copy(&admin, &id, "candidate-copy", "kk").expect(200);
        library::write(&service, |c| {
            let language = "kk".parse().unwrap();
            library::insert_variant(c, &service, &ids[items_of(&form)[0]], &language, 2, r#"{"stem":"CHANGED"}"#)?;
            diesel::update(stimuli::table).set(stimuli::content.eq("{}")).execute(c)?;
            Ok(())
        });
        library::set_phase(&service, &ids[items_of(&form)[0]], "suspended");
        assert_eq!(copy(&admin, &id, "candidate-copy", "kk").expect(200), before);
    }

    fn a_form_with_an_item_suspended_meanwhile_is_not_locked(backend) {
        let service = Service::start(backend);
        let ids = library::fill(&service, &library::bank("mathematics-g6"), "live");
        let specification = library::publish(&service, &library::specification("sau-g6-mathematics-u1"));
        let admin = service.administrator();
        let form = draft(&admin, &specification);
        let item = items_of(&form)[2];
        library::set_phase(&service, &ids[item], "suspended");
        let problem = act(&admin, text(&form["id"]), "lock", "1").expect(409);
        let error = &problem["errors"][0];
        assert_eq!((&error["code"], &error["pointer"]), (&json!("form_item_unusable"), &json!("/positions/2")));
        assert_eq!((&error["args"]["item"], &error["args"]["phase"]), (&json!(item), &json!("suspended")));
    }

    fn a_language_that_went_stale_meanwhile_is_named_by_task_and_nothing_is_locked(backend) {
        let service = Service::start(backend);
        let bank = library::bank("mathematics-g6");
        let ids = library::fill(&service, &bank, "live");
        let specification = library::publish(&service, &library::specification("sau-g6-mathematics-u1"));
        let admin = service.administrator();
        let form = draft(&admin, &specification);
        let item = ids[items_of(&form)[1]].clone();
        library::write(&service, |c| {
            library::insert_variant(c, &service, &item, &"ru".parse().unwrap(), 2, "{}")?;
            Ok(())
        });
        stale(&service, &item);
        let problem = act(&admin, text(&form["id"]), "lock", "1").expect(422);
        let error = &problem["errors"][0];
        assert_eq!((&error["code"], &error["args"]["position"], &error["args"]["language"]), (&json!("form_text_missing"), &json!(2), &json!("ru")));
        assert_eq!(admin.get(&format!("/forms/{}", text(&form["id"]))).expect(200)["state"], "draft");
    }

    fn the_candidates_copy_of_every_type_carries_no_secret_and_the_full_copy_carries_all(backend) {
        let service = Service::start(backend);
        let (document, bank) = every_type();
        library::fill(&service, &bank, "live");
        let specification = library::publish(&service, &document);
        let admin = service.administrator();
        let form = draft(&admin, &specification);
        assert_eq!(items_of(&form).len(), TYPES.len());
        let id = text(&form["id"]);
        act(&admin, id, "lock", "1").expect(200);
        let candidates = copy(&admin, id, "candidate-copy", "kk");
        for secret in ["SECRET", "\"key\"", "correct", "accepted", "descriptor", "scheme", "hint", "explanation", "item"] {
            assert!(!candidates.body.contains(secret), "{secret} in {}", candidates.body);
        }
        let shown = candidates.expect(200);
        let types: Vec<&str> = shown["tasks"].as_array().unwrap().iter().map(|t| text(&t["parts"][0]["type"])).collect();
        assert_eq!(types, TYPES.map(ItemType::as_str));
        assert!(shown.to_string().contains("SHOWN stem") && shown.to_string().contains("SHOWN option"));
        let full = copy(&admin, id, "full-copy", "kk");
        for secret in SECRETS {
            assert!(full.body.contains(secret), "{secret} is missing in {}", full.body);
        }
        full.expect(200);
        assert_eq!(copy(&admin, id, "candidate-copy", "ru").expect(422)["errors"][0]["code"], "form_language_missing");
        assert_eq!(copy(&admin, id, "candidate-copy", "RU").status, 422);
    }

    fn schools_below_read_copies_of_locked_forms_without_keys_and_never_drafts(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let id = text(&draft(&admin, &specification)["id"]).to_owned();
        let coordinator = service.user_with_role(&school_below(&service), "school_coordinator");
        let path = format!("/forms/{id}");
        assert_eq!(coordinator.get(&path).status, 404);
        act(&admin, &id, "lock", "1").expect(200);
        let form = coordinator.get(&path).expect(200);
        assert!(form["positions"][0]["item"].is_null() && form["achieved"].is_null(), "{form}");
        assert_eq!(coordinator.get("/forms").expect(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(copy(&coordinator, &id, "candidate-copy", "kk").status, 200);
        assert_eq!(copy(&coordinator, &id, "full-copy", "kk").status, 403);
        assert_eq!(act(&coordinator, &id, "retire", "2").status, 403);
        act(&admin, &id, "retire", "2").expect(200);
        assert_eq!(coordinator.get(&path).status, 404);
    }

    fn a_secure_form_is_invisible_below_its_owner(backend) {
        let service = Service::start(backend);
        library::fill(&service, &library::bank("kazakh-l2-g7"), "live");
        let specification = library::publish(&service, &library::specification(SAT));
        let admin = service.administrator();
        let id = text(&draft(&admin, &specification)["id"]).to_owned();
        act(&admin, &id, "lock", "1").expect(200);
        let coordinator = service.user_with_role(&school_below(&service), "school_coordinator");
        assert_eq!(coordinator.get(&format!("/forms/{id}")).status, 404);
        assert_eq!(copy(&coordinator, &id, "candidate-copy", "kk").status, 404);
        assert!(coordinator.get("/forms").expect(200)["items"].as_array().unwrap().is_empty());
        let reader = service.user_with_role(&service.root(), "marker");
        assert_eq!(copy(&reader, &id, "candidate-copy", "kk").status, 200);
        assert_eq!(copy(&reader, &id, "full-copy", "kk").status, 403);
    }
}

fn stale(service: &Service, item: &str) {
    // A sealed version's texts are never updated in place: a newer revision arrives as stale.
    library::write(service, |c| {
        let newest = item_variants::table
            .filter(item_variants::item_id.eq(item))
            .filter(item_variants::language.eq("ru"))
            .filter(item_variants::revision.eq(2));
        let values = (
            item_variants::item_id.eq(item),
            item_variants::number.eq(1),
            item_variants::language.eq("ru"),
            item_variants::revision.eq(3),
            item_variants::texts.eq("{}"),
            item_variants::texts_hash.eq(""),
            item_variants::search_text.eq(""),
            item_variants::source_language.eq("kk"),
            item_variants::source_hash.eq(""),
            item_variants::state.eq("stale"),
            item_variants::created_by.eq("test"),
            item_variants::created_at.eq(service.services.now().naive_utc()),
        );
        let known: i64 = newest.count().get_result(c)?;
        assert_eq!(known, 1);
        diesel::insert_into(item_variants::table)
            .values(values)
            .execute(c)?;
        Ok(())
    });
}

const TYPES: [ItemType; 9] = [
    ItemType::Mcq,
    ItemType::Multi,
    ItemType::Tf,
    ItemType::Match,
    ItemType::Order,
    ItemType::Sa,
    ItemType::Ea,
    ItemType::Speak,
    ItemType::Practical,
];

const SECRETS: [&str; 9] = [
    "SECRET accepted",
    "SECRET text accepted",
    "SECRET descriptor",
    "SECRET rationale",
    "SECRET sample",
    "SECRET hint",
    "SECRET explanation",
    "SECRET notes",
    "SECRET transcript",
];

/// A test with one task of each type, every field that candidates must not see filled with a canary.
fn every_type() -> (SpecificationDocument, Bank) {
    let row = |t: &ItemType| json!({"id": t.as_str(), "section": "A", "types": [t.as_str()], "items": 1, "points_each": 2});
    let rows: Vec<Value> = TYPES.iter().map(row).collect();
    let document = json!({
        "schema": "synaq.test-spec/v1", "id": "every-type", "version": 1, "kind": "SAU",
        "title": {"kk": "Барлық түрлер"}, "subject": "mathematics", "grade": 6,
        "languages": {"instruction": ["kk"]}, "duration_min": 40, "max_score": 2 * TYPES.len(),
        "sections": [{"id": "A", "minutes": 40, "score": 2 * TYPES.len()}], "blueprint": rows
    });
    let stimulus = json!({
        "code": "SECRET-stimulus-code", "kind": "audio", "subject": "mathematics", "seconds": 30,
        "texts": {"kk": {"title": "SHOWN title", "body": "SECRET transcript"}}, "licence": "CC0-1.0"
    });
    let bank = Bank {
        items: TYPES
            .iter()
            .map(|t| serde_json::from_value(item(*t)).unwrap())
            .collect(),
        stimuli: vec![serde_json::from_value(stimulus).unwrap()],
    };
    (serde_json::from_value(document).unwrap(), bank)
}

fn item(item_type: ItemType) -> Value {
    let options = ["a", "b", "c"];
    let key = match item_type {
        ItemType::Mcq | ItemType::Tf => json!({"correct": ["b"]}),
        ItemType::Multi => json!({"correct": ["a", "c"]}),
        ItemType::Match => {
            json!({"pairs": [{"left": "a", "right": "1"}, {"left": "b", "right": "2"}, {"left": "c", "right": "3"}]})
        }
        ItemType::Order => json!({"order": ["c", "a", "b"]}),
        ItemType::Sa => json!({"accepted": ["SECRET accepted"]}),
        _ => json!({}),
    };
    let scheme = match item_type.is_closed() {
        true => json!({"kind": "key", "rule": "all_or_nothing"}),
        false => {
            json!({"kind": "analytic", "descriptors": [{"id": "d1", "points": 1}, {"id": "d2", "points": 1}]})
        }
    };
    let mut part = json!({"id": "a", "points": 2, "key": key, "scheme": scheme});
    if item_type.has_options() {
        part["options"] = json!(options);
    }
    if item_type == ItemType::Match {
        part["targets"] = json!(["1", "2", "3"]);
    }
    let named = |word: &str, ids: &[&str]| -> Value {
        ids.iter()
            .map(|id| ((*id).to_owned(), json!(format!("{word} {id}"))))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    // Tasks of one stimulus come in the order of their codes.
    let number = TYPES.iter().position(|t| *t == item_type);
    json!({
        "code": format!("SECRET-code-{}-{item_type}", number.map_or(0, |n| n + 1)),
        "content": {
            "type": item_type.as_str(), "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 2,
            "minutes": 2, "parts": [part], "stimulus": "SECRET-stimulus-code", "tags": ["SECRET tag"],
            "author": "SECRET author", "source": "SECRET source", "licence": "SECRET licence"
        },
        "texts": {"kk": {
            "stem": format!("SHOWN stem {item_type}"), "hint": "SECRET hint", "explanation": "SECRET explanation",
            "marking_notes": "SECRET notes",
            "parts": {"a": {
                "prompt": "SHOWN prompt", "options": named("SHOWN option", &options),
                "targets": named("SHOWN target", &["1", "2", "3"]), "accepted": ["SECRET text accepted"],
                "rationales": named("SECRET rationale", &options),
                "descriptors": named("SECRET descriptor", &["d1", "d2"]),
                "bands": {}, "sample_answer": "SECRET sample"
            }}
        }}
    })
}
