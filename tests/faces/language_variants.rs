//! Languages of an item: side by side, stale with the fields that moved, added later with an approval of
//! their own, and joined from items that were written apart.

use serde_json::{Value, json};
use synaq::assembly::generated::generate;
use synaq::specification::component::components;

use super::assembly::{SAU, assemble};
use super::assembly_history::change;
use super::bank::{Bank, act, mcq};
use super::item_quality_policies::follow;
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library;

fn texts(language: &str, stem: &str) -> Value {
    let mut texts = mcq("x")["texts"][language].clone();
    texts["stem"] = json!(stem);
    texts
}

fn english(stem: &str) -> Value {
    texts("ru", stem)
}

fn languages(client: &Client, id: &str, number: i32) -> Value {
    client
        .get(&format!("/items/{id}/versions/{number}/languages"))
        .expect(200)
}

fn propose(client: &Client, id: &str, language: &str, texts: &Value) -> Answer {
    let path = format!("/items/{id}/versions/1/languages/{language}");
    client.send(
        "PUT",
        &path,
        &[("content-type", "application/json")],
        Some(texts.to_string()),
    )
}

fn judge(client: &Client, id: &str, language: &str, verdict: &str, comment: &str) -> Answer {
    let path = format!("/items/{id}/versions/1/languages/{language}/{verdict}");
    client.post(&path, &json!({"comment": comment}))
}

fn join(client: &Client, id: &str, other: &str, language: &str) -> Answer {
    let body = json!({"item_id": other, "language": language});
    client.post(&format!("/items/{id}/versions/1/join"), &body)
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = list.iter().map(|(c, p)| ((*c).to_owned(), (*p).to_owned()));
    pairs.collect()
}

/// A task in one language only.
fn only(code: &str, language: &str) -> Value {
    let mut item = mcq(code);
    let texts = item["texts"][language].clone();
    item["texts"] = json!({language: texts});
    item["source_language"] = json!(language);
    item
}

/// The same task by somebody who names things otherwise.
fn renamed(code: &str) -> Value {
    let mut item = only(code, "ru");
    item["content"]["parts"] =
        json!([{"id": "q", "points": 1, "options": ["1", "2", "3"], "key": {"correct": ["2"]}}]);
    item["texts"]["ru"]["parts"] =
        json!({"q": {"options": {"1": "2 : 3", "2": "3 : 2", "3": "6 : 5"}}});
    item
}

fn made(bank: &Bank, item: &Value) -> String {
    text(&bank.author.post("/items", item).expect(201)["id"]).to_owned()
}

on_both! {
    fn languages_stand_side_by_side_and_a_stale_one_names_the_fields_that_moved(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("m-1"));
        let shown = languages(&bank.author, &id, 1);
        assert_eq!((&shown["languages"]["kk"]["state"], &shown["languages"]["kk"]["is_source"]), (&json!("approved"), &json!(true)));
        let reviewer = bank.reviewer.get("/me").expect(200)["user_id"].clone();
        assert_eq!(shown["languages"]["ru"]["approved_by"], reviewer);
        assert_eq!(shown["rows"][0], json!({"pointer": "/stem", "texts": {
            "kk": "18 : 12 қатынасын қысқартыңыз.", "ru": "Сократите отношение 18 : 12."
        }}));
        assert_eq!(shown["findings"], json!([]));

        let kk = texts("kk", "Берілген 18 : 12 қатынасын қысқартыңыз.");
        bank.author.post(&format!("/items/{id}/versions"), &json!({"texts": {"kk": kk}})).expect(201);
        let shown = languages(&bank.author, &id, 2);
        let ru = &shown["languages"]["ru"];
        assert_eq!((&ru["state"], &ru["approved_by"]), (&json!("stale"), &Value::Null));
        assert_eq!(ru["moved"][0]["pointer"], "/stem");
        assert_eq!((&ru["moved"][0]["why"], &ru["moved"][0]["pieces"][0]), (&json!("source_changed"), &json!({"kind": "added", "text": "Берілген "})));
        assert_eq!(ru["moved"].as_array().map(Vec::len), Some(1));
        let path = format!("/items/{id}/versions/2/variants/ru");
        bank.author.put(&path, "2-1", &texts("ru", "Сократите данное отношение 18 : 12.")).expect(200);
        let shown = languages(&bank.author, &id, 2);
        assert_eq!((&shown["languages"]["ru"]["state"], &shown["languages"]["ru"]["moved"]), (&json!("written"), &Value::Null));
        let root = bank.service.root();
        let reader = bank.service.user_with_role(&root, "statistician");
        assert_eq!(reader.get(&format!("/items/{id}/versions/2/languages")).status, 403);
    }

    fn what_a_draft_said_before_is_known_as_long_as_a_translation_of_it_is_stale(backend) {
        let bank = Bank::open(backend);
        let id = made(&bank, &mcq("m-1"));
        let path = |language: &str| format!("/items/{id}/versions/1/variants/{language}");
        let mut kk = texts("kk", "18 : 12 қатынасын ықшамдаңыз.");
        bank.author.put(&path("kk"), "1-1", &kk).expect(200);
        kk["parts"]["a"]["options"]["C"] = json!("7 : 5");
        bank.author.put(&path("kk"), "1-2", &kk).expect(200);
        let shown = languages(&bank.author, &id, 1);
        let moved = shown["languages"]["ru"]["moved"].as_array().expect("fields").clone();
        let fields: Vec<_> = moved.iter().map(|field| text(&field["pointer"])).collect();
        assert_eq!(fields, ["/parts/a/options/C", "/stem"]);
        // The languages no longer say the same numbers.
        let codes: Vec<_> = shown["findings"].as_array().unwrap().iter().map(|f| text(&f["code"]).to_owned()).collect();
        assert!(codes.contains(&"variant_numerals_differ".to_owned()), "{codes:?}");
    }

    fn a_language_added_to_an_approved_item_waits_for_somebody_elses_approval(backend) {
        let bank = Bank::open(backend);
        let mut item = mcq("m-1");
        item["texts"]["kk"]["stem"] = json!("Берілген 18 : 12 қатынасын толық қысқартыңыз.");
        item["texts"]["ru"]["stem"] = json!("Полностью сократите данное отношение 18 : 12.");
        let id = bank.live(&item);
        // The checks of a submission hold for it.
        let mut short = english("Simplify the ratio 18 : 12.");
        short["parts"]["a"]["options"] = json!({"A": "2 : 3", "B": "3 : 2"});
        let refused = propose(&bank.author, &id, "en", &short);
        assert_eq!(refused.status, 422, "{}", refused.body);
        let told = refused.findings();
        assert!(told.contains(&("text_missing_for_id".into(), "/texts/en/parts/a/options/C".into())), "{told:?}");
        // What differs from the source refuses the approval.
        propose(&bank.author, &id, "en", &english("Simplify the ratio 24 : 12.")).expect(200);
        let told = judge(&bank.reviewer, &id, "en", "approve", "").findings();
        assert!(told.contains(&("variant_numerals_differ".into(), "/texts/en/stem".into())), "{told:?}");
        let copied = english("Берілген 18 : 12 қатынасын толық қысқартыңыз.");
        propose(&bank.author, &id, "en", &copied).expect(200);
        let refused = judge(&bank.reviewer, &id, "en", "approve", "");
        assert_eq!(refused.status, 422);
        let errors = refused.json()["errors"].clone();
        let errors = errors.as_array().unwrap().iter().filter(|e| e["severity"] == "error");
        let errors: Vec<_> = errors.map(|e| (text(&e["code"]), text(&e["pointer"]))).collect();
        assert_eq!(errors, [("variant_untranslated", "/texts/en/stem")]);
        let shown = judge(&bank.reviewer, &id, "en", "return", "This is the Kazakh text.").expect(200);
        assert_eq!((&shown["languages"]["en"]["state"], &shown["languages"]["en"]["comment"]), (&json!("returned"), &json!("This is the Kazakh text.")));
        assert_eq!(judge(&bank.reviewer, &id, "en", "approve", "").findings(), pairs(&[("language_not_proposed", "/language")]));

        let shown = propose(&bank.manager, &id, "en", &english("Simplify the ratio 18 : 12 completely.")).expect(200);
        assert_eq!(shown["languages"]["en"]["state"], "proposed");
        // No form and no search finds it yet.
        assert!(bank.author.get(&format!("/items/{id}")).expect(200)["texts"]["en"].is_null());
        assert_eq!(bank.author.get("/items?language=en").expect(200)["items"], json!([]));
        let own = judge(&bank.manager, &id, "en", "approve", "");
        assert_eq!((own.status, own.findings()), (403, pairs(&[("own_item_reviewed", "")])));
        assert_eq!(judge(&bank.author, &id, "en", "approve", "").status, 403);
        let shown = judge(&bank.reviewer, &id, "en", "approve", "Reads well.").expect(200);
        let reviewer = bank.reviewer.get("/me").expect(200)["user_id"].clone();
        let en = &shown["languages"]["en"];
        assert_eq!((&en["state"], &en["approved_by"], &en["revision"]), (&json!("approved"), &reviewer, &json!(1)));
        let item = bank.author.get(&format!("/items/{id}")).expect(200);
        assert_eq!((&item["phase"], &item["variants"]["en"]), (&json!("live"), &json!({"revision": 1, "state": "current"})));
        assert_eq!(bank.author.get("/items?language=en").expect(200)["items"][0]["id"], json!(id));
        // What a version says is changed by another version.
        let again = propose(&bank.author, &id, "en", &english("Simplify 18 : 12."));
        assert_eq!((again.status, again.findings()), (409, pairs(&[("language_there", "/language")])));
    }

    fn a_difference_between_languages_may_stand_when_a_reviewer_answers_for_it(backend) {
        let bank = Bank::open(backend);
        let mut item = mcq("m-1");
        item["texts"]["kk"]["stem"] = json!("Берілген 18 : 12 қатынасын толық қысқартыңыз.");
        let id = bank.live(&item);
        follow(&bank);
        propose(&bank.author, &id, "en", &english("Берілген 18 : 12 қатынасын толық қысқартыңыз.")).expect(200);
        let refused = judge(&bank.reviewer, &id, "en", "approve", "").expect(422);
        let untranslated = refused["errors"].as_array().unwrap().iter().find(|e| e["code"] == "variant_untranslated");
        let waiver = json!({"finding": untranslated.unwrap()["args"]["finding"], "reason": "A lesson in Kazakh as a second language."});
        bank.reviewer.post(&format!("/items/{id}/versions/1/waivers"), &waiver).expect(201);
        let shown = judge(&bank.reviewer, &id, "en", "approve", "").expect(200);
        assert_eq!(shown["languages"]["en"]["state"], "approved");
        assert!(!shown["findings"].to_string().contains("variant_untranslated"), "{}", shown["findings"]);
    }

    fn a_language_is_added_by_itself_to_approved_versions_only(backend) {
        let bank = Bank::open(backend);
        let id = made(&bank, &mcq("m-1"));
        let refused = propose(&bank.author, &id, "en", &english("Simplify the ratio 18 : 12."));
        assert_eq!((refused.status, refused.findings()), (409, pairs(&[("language_needs_approved_version", "")])));
        act(&bank.author, &id, 1, "submit").expect(200);
        assert_eq!(propose(&bank.author, &id, "en", &english("Simplify the ratio 18 : 12.")).status, 409);
        act(&bank.reviewer, &id, 1, "approve").expect(200);
        propose(&bank.author, &id, "en", &english("Simplify the ratio 18 : 12.")).expect(200);
        assert_eq!(propose(&bank.author, &id, "english", &english("Simplify.")).status, 422);
        let root = bank.service.root();
        assert_eq!(propose(&bank.service.user_with_role(&root, "reviewer"), &id, "en", &english("x")).status, 403);
    }

    // A4
    fn tasks_written_apart_are_joined_only_when_options_and_key_are_the_same(backend) {
        let bank = Bank::open(backend);
        let id = made(&bank, &only("m-kk", "kk"));
        let mut more = only("m-ru", "ru");
        more["content"]["parts"][0]["options"] = json!(["A", "B", "C", "D"]);
        more["content"]["parts"][0]["key"]["correct"] = json!(["C"]);
        more["texts"]["ru"]["parts"]["a"]["options"]["D"] = json!("9 : 5");
        let refused = join(&bank.author, &id, &made(&bank, &more), "ru");
        assert_eq!(refused.status, 409);
        assert_eq!(refused.findings(), pairs(&[
            ("variant_key_differs", "/content/parts/0/key"),
            ("variant_options_differ", "/content/parts/0/options"),
        ]));
        println!("A4 refused: {}", refused.body);
        let told = refused.json()["errors"].clone();
        let options = told.as_array().unwrap().iter().find(|e| e["code"] == "variant_options_differ").unwrap();
        assert_eq!(options["args"], json!({"first": "3", "second": "4"}));
        assert!(languages(&bank.author, &id, 1)["languages"]["ru"].is_null());

        // A Latin "o" among Cyrillic letters is remarked and joined.
        let mut other = renamed("m-ru-2");
        other["texts"]["ru"]["stem"] = json!("Сoкратите отношение 18 : 12.");
        let other = made(&bank, &other);
        let joined = join(&bank.author, &id, &other, "ru").expect(200);
        assert_eq!(joined["languages"]["ru"]["state"], "written");
        println!("A4 joined: {joined}");
        let findings = joined["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(
            (&findings[0]["code"], &findings[0]["severity"], &findings[0]["pointer"]),
            (&json!("look_alike_letters"), &json!("warning"), &json!("/texts/ru/stem")),
        );
        let item = bank.author.get(&format!("/items/{id}")).expect(200);
        assert_eq!(item["texts"]["ru"]["parts"], json!({"a": {"options": {"A": "2 : 3", "B": "3 : 2", "C": "6 : 5"}}}));
        assert_eq!(bank.author.get(&format!("/items/{other}")).expect(200)["code"], "m-ru-2");
        assert_eq!(join(&bank.author, &id, &other, "ru").findings(), pairs(&[("language_there", "/language")]));
        assert_eq!(join(&bank.author, &id, "nothing", "en").findings(), pairs(&[("reference_unknown", "/item_id")]));
        assert_eq!(join(&bank.author, &id, &other, "en").findings(), pairs(&[("reference_unknown", "/language")]));
    }

    fn a_task_joined_to_an_approved_one_waits_for_approval_like_any_added_language(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&only("m-kk", "kk"));
        let other = made(&bank, &renamed("m-ru"));
        let joined = join(&bank.author, &id, &other, "ru").expect(200);
        assert_eq!(joined["languages"]["ru"]["state"], "proposed");
        assert!(bank.author.get(&format!("/items/{id}")).expect(200)["texts"]["ru"].is_null());
        judge(&bank.reviewer, &id, "ru", "approve", "").expect(200);
        let item = bank.author.get(&format!("/items/{id}")).expect(200);
        assert_eq!(item["texts"]["ru"]["stem"], "Сократите отношение 18 : 12.");
    }

    fn a_form_is_issued_in_a_language_once_all_its_items_have_an_approved_one(backend) {
        let service = Service::start(backend);
        let component = components(&library::specification(SAU)).remove(0);
        let made = generate(&component, "mathematics", &["kk".parse().unwrap()], "G", 1, 1);
        let bank = library::Bank { items: made.items, stimuli: made.stimuli };
        let items = library::fill(&service, &bank, "live");
        let specification = library::publish(&service, &library::specification(SAU));
        let admin = service.administrator();
        let body = json!({"specification_id": specification, "forms": 1, "seed": 1});
        let refused = assemble(&admin, &body);
        assert_eq!(refused.status, 422, "{}", refused.body);
        for (code, id) in &items {
            let mut texts = admin.get(&format!("/items/{id}")).expect(200)["texts"]["kk"].clone();
            texts["stem"] = json!(format!("Задание {code} для проверки структуры, без содержания."));
            propose(&admin, id, "ru", &texts).expect(200);
        }
        assert_eq!(assemble(&admin, &body).status, 422);
        let reviewer = service.user_with_role(&service.root(), "bank_manager");
        for id in items.values() {
            judge(&reviewer, id, "ru", "approve", "").expect(200);
        }
        let form = assemble(&admin, &body).expect(201)["result"]["forms"][0].clone();
        assert_eq!(change(&admin, &form, "lock")["state"], "locked");
    }
}
