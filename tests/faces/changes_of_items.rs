//! The change gate: an edit of an approved item is editorial or substantive, shows what it touches, and
//! leaves what is locked as it is.

use serde_json::{Value, json};
use synaq::specification::document::BankRequirement;

use super::assembly::{SAU, assemble};
use super::assembly_history::{change, just_enough};
use super::bank::{Bank, act, mcq};
use super::item_usage::{class_of, unit_test_with};
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library;
use crate::harness::school::another_school;

/// `p` over all and by language.
fn measured(bank: &Bank, id: &str, number: i32) {
    let rows = [None, Some("kk"), Some("ru")].map(|language| {
        let mut row = json!({"item": id, "number": number, "metric": "p", "n": 120, "value": 0.6});
        if let Some(language) = language {
            row["language"] = json!(language);
        }
        row
    });
    let body = json!({
        "administration": "pilot-1", "administered": "2026-10-15", "population": "grade 6", "model": "ctt",
        "rows": rows
    });
    bank.manager.post("/item-statistics", &body).expect(201);
}

/// Statistics of a version: language, and whether the row was carried from one of the version before.
fn statistics(bank: &Bank, id: &str, number: i32) -> Vec<(String, bool)> {
    let all = bank
        .manager
        .get(&format!("/items/{id}/statistics"))
        .expect(200);
    let all = all.as_array().expect("rows").clone();
    let from = |row: &Value| {
        let carried = row["carried_from"].as_str()?;
        let origin = all.iter().find(|other| other["id"] == carried)?;
        assert_eq!(
            (&origin["language"], &origin["value"]),
            (&row["language"], &row["value"])
        );
        Some(())
    };
    let of_version = all.iter().filter(|row| row["number"] == number);
    let told = of_version.map(|row| (text(&row["language"]).to_owned(), from(row).is_some()));
    told.collect()
}

fn texts(language: &str, stem: &str) -> Value {
    let mut texts = mcq("x")["texts"][language].clone();
    texts["stem"] = json!(stem);
    texts
}

fn revise(bank: &Bank, id: &str, change: &Value) {
    bank.author
        .post(&format!("/items/{id}/versions"), change)
        .expect(201);
}

fn declare(client: &Client, id: &str, number: i32, declared: &str) -> Answer {
    let path = format!("/items/{id}/versions/{number}/change");
    let body = json!({"declared": declared, "reason": "A teacher asked."}).to_string();
    client.send(
        "PUT",
        &path,
        &[("content-type", "application/json")],
        Some(body),
    )
}

fn confirm(client: &Client, id: &str, number: i32) -> Answer {
    act(client, id, number, "confirm-change")
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = list.iter().map(|(c, p)| ((*c).to_owned(), (*p).to_owned()));
    pairs.collect()
}

fn locked_form(service: &Service) -> (Value, String) {
    service.policy(&service.root());
    just_enough(service, 1);
    let specification = library::publish(
        service,
        &unit_test_with("touched", BankRequirement::default()),
    );
    let admin = service.administrator();
    let body = json!({"specification_id": specification, "forms": 1, "seed": 1});
    let form = assemble(&admin, &body).expect(201)["result"]["forms"][0].clone();
    change(&admin, &form, "lock");
    let code = text(&form["positions"][0]["item"]).to_owned();
    let listed = admin.get("/items?limit=200").expect(200);
    let listed = listed["items"].as_array().expect("items").clone();
    let item = listed
        .iter()
        .find(|item| item["code"] == *code)
        .expect("the item");
    (form, text(&item["id"]).to_owned())
}

on_both! {
    fn an_editorial_change_is_confirmed_by_a_second_person_and_keeps_every_statistic(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("m-1"));
        measured(&bank, &id, 1);
        let ru = texts("ru", "Сократите данное отношение 18 : 12.");
        // Before anything is saved.
        let edit = json!({"declared": "editorial", "texts": {"ru": ru}});
        let preview = bank.author.post(&format!("/items/{id}/preview-change"), &edit).expect(200);
        assert_eq!((&preview["base_number"], &preview["number"]), (&json!(1), &Value::Null));
        assert_eq!((&preview["change"]["least"], &preview["change"]["needs_confirmation"]), (&json!("editorial"), &json!(true)));
        assert_eq!((&preview["touched"]["statistics_carried"], &preview["touched"]["statistics_reset"]), (&json!(3), &json!(0)));
        assert_eq!(preview["change"]["moved"][0]["field"], "/texts/ru/stem");
        assert_eq!(preview["change"]["moved"][0]["words"][1], json!({"is": "added", "text": "данное"}));
        assert_eq!(bank.author.get(&format!("/items/{id}")).expect(200)["number"], 1);

        revise(&bank, &id, &json!({"texts": {"ru": ru}}));
        let declared = declare(&bank.author, &id, 2, "editorial").expect(200);
        assert_eq!((&declared["declaration"]["declared"], &declared["change"]["carried"].as_array().map(Vec::len)), (&json!("editorial"), &Some(3)));
        assert_eq!(confirm(&bank.reviewer, &id, 2).findings(), pairs(&[("change_not_submitted", "")]));
        act(&bank.author, &id, 2, "submit").expect(200);
        assert_eq!(confirm(&bank.author, &id, 2).status, 403);
        let done = confirm(&bank.reviewer, &id, 2).expect(200);
        assert_eq!((&done["phase"], &done["state"]), (&json!("live"), &json!("live")));
        assert_eq!(bank.author.get(&format!("/items/{id}/versions/1")).expect(200)["state"], "superseded");
        let kept = ["", "kk", "ru"].map(|language| (language.to_owned(), true));
        assert_eq!(statistics(&bank, &id, 2), kept);
        assert!(statistics(&bank, &id, 1).iter().all(|(_, carried)| !carried));
        let touched = bank.author.get(&format!("/items/{id}/versions/2/touched")).expect(200);
        assert_eq!((&touched["base_number"], &touched["change"]), (&json!(2), &Value::Null));
        let again = confirm(&bank.reviewer, &id, 2);
        assert_eq!((again.status, again.findings()), (409, pairs(&[("change_not_submitted", "")])));
    }

    fn whoever_wrote_the_change_or_manages_the_bank_and_wrote_it_does_not_confirm_it(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("m-1"));
        let ru = texts("ru", "Сократите данное отношение 18 : 12.");
        bank.manager.post(&format!("/items/{id}/versions"), &json!({"texts": {"ru": ru}})).expect(201);
        declare(&bank.author, &id, 2, "editorial").expect(200);
        act(&bank.author, &id, 2, "submit").expect(200);
        let refused = confirm(&bank.manager, &id, 2);
        assert_eq!((refused.status, refused.findings()), (403, pairs(&[("change_confirmed_by_author", "")])));
        confirm(&bank.reviewer, &id, 2).expect(200);
    }

    fn what_is_answered_or_marked_is_never_editorial_and_each_field_is_named(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("m-1"));
        measured(&bank, &id, 1);
        let mut content = mcq("m-1")["content"].clone();
        content["parts"][0]["key"]["correct"] = json!(["A"]);
        let kk = texts("kk", "24 : 12 қатынасын қысқартыңыз.");
        let ru = texts("ru", "Сократите отношение 24 : 12.");
        revise(&bank, &id, &json!({"content": content, "texts": {"kk": kk, "ru": ru}}));
        let refused = declare(&bank.author, &id, 2, "editorial");
        assert_eq!(refused.status, 422);
        assert_eq!(refused.findings(), pairs(&[
            ("change_not_editorial", "/content/parts/@a/key/correct"),
            ("change_not_editorial", "/texts/kk/stem"),
            ("change_not_editorial", "/texts/ru/stem"),
        ]));
        let declared = declare(&bank.author, &id, 2, "substantive").expect(200);
        assert_eq!((&declared["touched"]["statistics_reset"], &declared["change"]["needs_review"]), (&json!(3), &json!(true)));
        assert_eq!(declared["touched"]["stale_variants"], json!([]));
        act(&bank.author, &id, 2, "submit").expect(200);
        let refused = confirm(&bank.reviewer, &id, 2);
        assert_eq!((refused.status, refused.findings()), (409, pairs(&[("change_needs_review", "")])));
        assert_eq!(act(&bank.reviewer, &id, 2, "approve").expect(200)["phase"], "approved");
        assert_eq!(statistics(&bank, &id, 2), []);
    }

    fn a_substantive_change_of_one_language_keeps_what_was_measured_in_the_other(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("m-1"));
        measured(&bank, &id, 1);
        let ru = texts("ru", "Запишите несократимой дробью отношение 18 : 12.");
        revise(&bank, &id, &json!({"texts": {"ru": ru}}));
        assert_eq!(declare(&bank.author, &id, 2, "editorial").findings(), pairs(&[("change_rewritten", "/texts/ru/stem")]));
        declare(&bank.author, &id, 2, "substantive").expect(200);
        act(&bank.author, &id, 2, "submit").expect(200);
        assert_eq!(statistics(&bank, &id, 2), []);
        act(&bank.reviewer, &id, 2, "approve").expect(200);
        assert_eq!(statistics(&bank, &id, 2), [("kk".to_owned(), true)]);
    }

    fn a_translation_is_behind_only_where_its_source_moved_without_it(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("m-1"));
        let kk = |number: u8| texts("kk", &format!("{number} : 12 қатынасын қысқартыңыз."));
        let ru = texts("ru", "Сократите отношение 24 : 12.");
        let preview = |texts: &Value| {
            let edit = json!({"declared": "substantive", "texts": texts});
            bank.author.post(&format!("/items/{id}/preview-change"), &edit).expect(200)["touched"].clone()
        };
        assert_eq!(preview(&json!({"kk": kk(24)}))["stale_variants"], json!(["ru"]));
        let both = preview(&json!({"kk": kk(24), "ru": ru}));
        assert_eq!(both["stale_variants"], json!([]));
        assert!(!both["remarks"].to_string().contains("change_variants_stale"), "{both}");
        // Saved, it says of each language what its side-by-side view says.
        let behind = |expected: &Value, state: &str| {
            let version = format!("/items/{id}/versions/2");
            let touched = bank.author.get(&format!("{version}/touched")).expect(200);
            assert_eq!(touched["touched"]["stale_variants"], *expected);
            let languages = bank.author.get(&format!("{version}/languages")).expect(200);
            assert_eq!(languages["languages"]["ru"]["state"], state);
        };
        revise(&bank, &id, &json!({"texts": {"kk": kk(24)}}));
        behind(&json!(["ru"]), "stale");
        let path = |language: &str| format!("/items/{id}/versions/2/variants/{language}");
        bank.author.put(&path("ru"), "2-1", &ru).expect(200);
        behind(&json!([]), "written");
        // Both moved, and the source moved last.
        bank.author.put(&path("kk"), "2-2", &kk(36)).expect(200);
        behind(&json!(["ru"]), "stale");
    }

    fn a_draft_that_moved_on_since_it_was_declared_is_held_to_its_declaration(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("m-1"));
        revise(&bank, &id, &json!({"texts": {"ru": texts("ru", "Сократите данное отношение 18 : 12.")}}));
        declare(&bank.author, &id, 2, "editorial").expect(200);
        let path = format!("/items/{id}/versions/2/variants/ru");
        let rewritten = texts("ru", "Запишите несократимой дробью отношение 18 : 12.");
        bank.author.put(&path, "2-1", &rewritten).expect(200);
        let refused = act(&bank.author, &id, 2, "submit");
        assert_eq!((refused.status, refused.findings()), (422, pairs(&[("change_rewritten", "/texts/ru/stem")])));
        // Before anything was approved there is nothing to change.
        let first = bank.author.post("/items", &mcq("m-2")).expect(201);
        let refused = declare(&bank.author, text(&first["id"]), 1, "editorial");
        assert_eq!((refused.status, refused.findings()), (409, pairs(&[("change_without_base", "")])));
    }

    fn two_versions_are_compared_by_fields_and_by_words_for_whoever_may_read_keys(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("m-1"));
        let mut content = mcq("m-1")["content"].clone();
        content["minutes"] = json!(3);
        let ru = texts("ru", "Упростите отношение 18 : 12.");
        revise(&bank, &id, &json!({"content": content, "texts": {"ru": ru}}));
        let path = format!("/items/{id}/versions/2/differences");
        let found = bank.author.get(&path).expect(200);
        assert_eq!((&found["from"], &found["to"]), (&json!(1), &json!(2)));
        let changes = found["changes"].as_array().unwrap();
        assert_eq!(changes[0], json!({"pointer": "/content/minutes", "kind": "changed", "from": 2, "to": 3}));
        assert_eq!(changes[1]["pieces"], json!([
            {"kind": "removed", "text": "Сократите"}, {"kind": "added", "text": "Упростите"},
            {"kind": "same", "text": " отношение 18 : 12."}
        ]));
        assert_eq!(changes.len(), 2);
        let back = bank.author.get(&format!("/items/{id}/versions/1/differences?from=2")).expect(200);
        assert_eq!((&back["changes"][0]["from"], &back["changes"][0]["to"]), (&json!(3), &json!(2)));
        assert_eq!(bank.author.get(&format!("{path}?from=9")).status, 404);
        let root = bank.service.root();
        for (role, status) in [("reviewer", 200), ("statistician", 403), ("school_coordinator", 404)] {
            assert_eq!(bank.service.user_with_role(&root, role).get(&path).status, status, "{role}");
        }
    }

    // A10
    fn an_item_suspended_after_an_appeal_leaves_its_locked_form_and_the_forms_owner_is_told(backend) {
        let service = Service::start(backend);
        let (form, item) = locked_form(&service);
        let admin = service.administrator();
        let root = service.root();
        let owner = service.user_with_role(&root, "test_constructor");
        let (_, elsewhere) = another_school(&service, "school-9");
        let form_path = format!("/forms/{}", text(&form["id"]));
        let before = admin.get(&form_path).expect(200);
        assert_eq!(owner.get("/notices").expect(200), json!({"items": []}));

        let path = format!("/items/{item}");
        let refused = admin.delete(&path);
        assert_eq!((refused.status, refused.findings()), (409, pairs(&[("item_is_kept", "")])), "{}", refused.body);
        assert_eq!(refused.json()["errors"][0]["args"], json!({"forms": 1, "locked": 1, "phase": "live"}));
        let done = act(&admin, &item, 1, "suspend").expect(200);
        assert_eq!(done["phase"], "suspended");

        assert_eq!(admin.get(&form_path).expect(200), before);
        let told = owner.get("/notices").expect(200);
        println!("A10 refused: {} told: {told}", refused.body);
        let told = told["items"].as_array().expect("notices").clone();
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(
            (&told[0]["kind"], &told[0]["item_id"], &told[0]["form_id"], &told[0]["form_state"]),
            (&json!("item_suspended"), &json!(item), &form["id"], &json!("locked")),
        );
        assert_eq!(elsewhere.get("/notices").expect(200), json!({"items": []}));
        assert_eq!(service.user_with_role(&root, "developer").get("/notices").expect(200), json!({"items": []}));
        // No new form takes it.
        let body = json!({"specification_id": before["specification_id"], "forms": 1, "forced": [done["code"]]});
        assert_eq!(assemble(&admin, &body).status, 422);
        assert_eq!(admin.delete(&path).status, 409);
    }

    fn what_a_change_touches_is_counted_whole_and_named_to_whom_it_concerns(backend) {
        let service = Service::start(backend);
        let (form, item) = locked_form(&service);
        let admin = service.administrator();
        let root = service.root();
        let (_, coordinator) = another_school(&service, "school-1");
        let class = class_of(&coordinator, "6А", "n", 1);
        let sitting = json!({"form_id": form["id"], "class_id": class, "held_on": "2026-10-22"});
        coordinator.post("/sittings", &sitting).expect(201);
        let path = format!("/items/{item}/versions/1/touched");
        let touched = admin.get(&path).expect(200)["touched"].clone();
        assert_eq!(touched["locked_forms"], json!({"count": 1, "first": [form["code"]]}));
        assert_eq!(touched["specifications"], json!({"count": 1, "first": ["touched"]}));
        assert_eq!(touched["open_sittings"], json!({"count": 1, "first": ["6А 2026-10-22"]}));
        assert_eq!(touched["tell"], json!([root]));
        // Whoever writes items knows that there is a form, and not which.
        let developer = service.user_with_role(&root, "developer");
        let touched = developer.get(&path).expect(200)["touched"].clone();
        assert_eq!(touched["locked_forms"], json!({"count": 1, "first": []}));
        assert_eq!(touched["open_sittings"]["first"], json!([]));
        let remark = touched["remarks"].as_array().unwrap().iter().find(|r| r["code"] == "change_locked_forms_keep");
        assert_eq!(remark.unwrap()["args"], json!({"count": 1}));
        assert!(!touched.to_string().contains(SAU), "{touched}");
    }

    fn owners_of_forms_hear_of_a_newer_version_once_it_is_approved(backend) {
        let service = Service::start(backend);
        let (form, item) = locked_form(&service);
        let admin = service.administrator();
        let root = service.root();
        let reviewer = service.user_with_role(&root, "reviewer");
        admin.post(&format!("/items/{item}/versions"), &json!({})).expect(201);
        assert_eq!(admin.get("/notices").expect(200), json!({"items": []}));
        act(&admin, &item, 2, "submit").expect(200);
        act(&reviewer, &item, 2, "approve").expect(200);
        let told = admin.get("/notices").expect(200)["items"].clone();
        assert_eq!(told.as_array().map(Vec::len), Some(1));
        assert_eq!((&told[0]["kind"], &told[0]["number"], &told[0]["form"]), (&json!("item_changed"), &json!(2), &form["code"]));
    }

    fn only_a_draft_that_was_never_handed_in_is_taken_away_and_its_code_is_free_again(backend) {
        let bank = Bank::open(backend);
        let made = bank.author.post("/items", &mcq("m-1")).expect(201);
        let path = format!("/items/{}", text(&made["id"]));
        assert_eq!(bank.reviewer.delete(&path).status, 403);
        assert_eq!(bank.author.delete(&path).expect(200)["code"], "m-1");
        assert_eq!(bank.author.get(&path).status, 404);
        let id = bank.live(&mcq("m-1"));
        let refused = bank.author.delete(&format!("/items/{id}"));
        assert_eq!((refused.status, refused.findings()), (409, pairs(&[("item_is_kept", "")])));
        // Something else names it.
        let draft = bank.author.post("/items", &mcq("m-2")).expect(201);
        let enemies = json!({"items": [draft["id"], id]});
        bank.manager.post("/enemy-groups", &enemies).expect(201);
        assert_eq!(bank.author.delete(&format!("/items/{}", text(&draft["id"]))).status, 409);
        assert_eq!(bank.author.get(&format!("/items/{}", text(&draft["id"]))).status, 200);
    }
}
