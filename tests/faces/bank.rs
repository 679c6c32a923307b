//! The bank: the life of an item, who sees what of it, and every wrong input at once.

use serde_json::{Value, json};

use crate::harness::api::{Answer, Client, Service, text};

/// A programme with one subject of grade 6 and one of grade 7.
pub fn curriculum() -> Value {
    let texts = |t: &str| json!({"kk": t, "ru": t, "en": t});
    json!({
        "schema": "synaq.curriculum/v1",
        "programme": {"id": "kz-2022", "title": texts("Programme"), "valid_from": "2022-09-01", "code_pattern": "^[0-9]+(\\.[0-9]+){3}$", "grades": [1, 11]},
        "subjects": [
            {"code": "mathematics", "title": texts("Mathematics"), "aliases": ["maths"], "grades": [1, 6]},
            {"code": "kazakh_l2", "title": texts("Kazakh L2"), "grades": [1, 11]}
        ],
        "units": [{"code": "ratios", "subject": "mathematics", "grade": 6, "title": texts("Ratios")}],
        "objectives": [
            {"code": "6.5.2.1", "subject": "mathematics", "grade": 6, "unit": "ratios", "text": texts("solve problems on ratios")},
            {"code": "6.1.2.6", "subject": "mathematics", "grade": 6, "text": texts("simplify a ratio")},
            {"code": "7.1.1.1", "subject": "kazakh_l2", "grade": 7, "text": texts("listen and understand")}
        ],
        "criteria": [{"code": "m6-c1", "subject": "mathematics", "grade": 6, "objectives": ["6.5.2.1"], "text": texts("finds a ratio")}]
    })
}

/// A multiple-choice item in Kazakh and Russian that may be handed in without a remark.
pub fn mcq(code: &str) -> Value {
    json!({
        "code": code, "source_language": "kk",
        "content": {
            "type": "MCQ", "purpose": "summative", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "term": 1,
            "unit": "ratios", "programme": "kz-2022", "objectives": ["6.5.2.1"], "criteria": ["m6-c1"], "difficulty": "A",
            "thinking": "KU", "points": 1, "minutes": 2, "tags": ["pilot-2026"],
            "parts": [{"id": "a", "points": 1, "options": ["A", "B", "C"], "key": {"correct": ["B"]}}]
        },
        "texts": {
            "kk": {"stem": "18 : 12 қатынасын қысқартыңыз.", "parts": {"a": {"options": {"A": "2 : 3", "B": "3 : 2", "C": "6 : 5"}}}},
            "ru": {"stem": "Сократите отношение 18 : 12.", "parts": {"a": {"options": {"A": "2 : 3", "B": "3 : 2", "C": "6 : 5"}}}}
        }
    })
}

/// A service with the programme, and one client per role.
pub struct Bank {
    pub service: Service,
    pub author: Client,
    pub reviewer: Client,
    pub manager: Client,
}

impl Bank {
    pub fn open(backend: crate::harness::Backend) -> Self {
        let service = Service::start(backend);
        let root = service.root();
        let manager = service.user_with_role(&root, "bank_manager");
        manager.post("/curricula", &curriculum()).expect(201);
        Self {
            author: service.user_with_role(&root, "developer"),
            reviewer: service.user_with_role(&root, "reviewer"),
            manager,
            service,
        }
    }

    /// Creates an item, hands it in, has it approved and put live; gives its id.
    pub fn live(&self, document: &Value) -> String {
        let made = self.author.post("/items", document).expect(201);
        let id = text(&made["id"]).to_owned();
        act(&self.author, &id, 1, "submit").expect(200);
        act(&self.reviewer, &id, 1, "approve").expect(200);
        act(&self.manager, &id, 1, "put-live").expect(200);
        id
    }
}

pub fn act(client: &Client, id: &str, number: i32, action: &str) -> Answer {
    client.send(
        "POST",
        &format!("/items/{id}/versions/{number}/{action}"),
        &[],
        None,
    )
}

fn changed(mut document: Value, pointer: &str, value: Value) -> Value {
    *document
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("no {pointer}")) = value;
    document
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = list
        .iter()
        .map(|(c, p)| ((*c).to_owned(), (*p).to_owned()))
        .collect();
    pairs.sort();
    pairs
}

on_both! {
    fn an_item_is_written_reviewed_used_revised_suspended_and_retired(backend) {
        let bank = Bank::open(backend);
        let made = bank.author.post("/items", &mcq("m-1")).expect(201);
        let id = text(&made["id"]);
        assert_eq!((&made["phase"], &made["number"], &made["sealed"]), (&json!("draft"), &json!(1), &json!(false)));
        assert_eq!(act(&bank.author, id, 1, "submit").expect(200)["phase"], "review");
        assert_eq!(act(&bank.author, id, 1, "approve").status, 403);
        assert_eq!(act(&bank.reviewer, id, 1, "approve").expect(200)["phase"], "approved");
        assert_eq!(act(&bank.reviewer, id, 1, "put-live").status, 403);
        assert_eq!(act(&bank.manager, id, 1, "put-live").expect(200)["phase"], "live");

        // A new draft leaves the version in use alone; only when it goes live the old one is closed.
        let new_texts = changed(mcq("m-1")["texts"]["kk"].clone(), "/stem", json!("24 : 16 қатынасын қысқартыңыз."));
        let revised = bank.author.post(&format!("/items/{id}/versions"), &json!({"texts": {"kk": new_texts}})).expect(201);
        assert_eq!((&revised["number"], &revised["phase"]), (&json!(2), &json!("draft")));
        assert_eq!((&revised["variants"]["kk"]["state"], &revised["variants"]["ru"]["state"]), (&json!("current"), &json!("stale")));
        assert_eq!(bank.author.get(&format!("/items/{id}/versions/1")).expect(200)["phase"], "live");
        assert_eq!(bank.author.post(&format!("/items/{id}/versions"), &json!({})).findings(), pairs(&[("version_open", "")]));
        let refused = act(&bank.author, id, 2, "submit");
        assert_eq!((refused.status, refused.findings()[0].clone()), (422, ("numbers_differ_between_languages".into(), "/texts/ru/stem".into())), "{}", refused.body);
        assert!(refused.findings().contains(&("variant_stale".into(), "/texts/ru".into())));
        let ru = changed(mcq("m-1")["texts"]["ru"].clone(), "/stem", json!("Сократите отношение 24 : 16."));
        let written = bank.author.put(&format!("/items/{id}/versions/2/variants/ru"), "2-1", &ru).expect(200);
        assert_eq!(written["variants"]["ru"]["state"], "current");
        act(&bank.author, id, 2, "submit").expect(200);
        act(&bank.reviewer, id, 2, "approve").expect(200);
        act(&bank.manager, id, 2, "put-live").expect(200);
        assert_eq!(bank.author.get(&format!("/items/{id}/versions/1")).expect(200)["state"], "superseded");
        assert_eq!(act(&bank.manager, id, 2, "suspend").expect(200)["phase"], "suspended");
        assert_eq!(act(&bank.manager, id, 2, "put-live").expect(200)["phase"], "live");
        assert_eq!(act(&bank.manager, id, 2, "retire").expect(200)["phase"], "closed");
        let over = act(&bank.manager, id, 2, "put-live");
        assert_eq!((over.status, over.findings()), (409, pairs(&[("phase_forbids", "")])));
    }

    // A2
    fn every_wrong_thing_of_a_draft_is_told_at_once(backend) {
        let bank = Bank::open(backend);
        let mut wrong = mcq("m-2");
        wrong["content"]["objectives"] = json!(["6.5.2.11"]);
        wrong["content"]["criteria"] = json!([]);
        wrong["content"]["points"] = json!(6);
        wrong["content"]["parts"] = json!([
            {"id": "a", "points": 1, "options": ["A", "B", "C"], "key": {"correct": ["B", "C"]}},
            {"id": "b", "points": 1, "options": ["A", "B"], "key": {"correct": ["D"]}},
            {"id": "c", "type": "EA", "points": 4, "scheme": {"kind": "analytic", "descriptors": [
                {"id": "d1", "points": 1}, {"id": "d2", "points": 2}
            ]}}
        ]);
        wrong["texts"] = json!({"kk": {"stem": "Есеп", "parts": {"a": {"options": {"A": "2 : 3", "B": "2 : 3", "C": "6 : 5"}}}}});
        let refused = bank.author.post("/items", &wrong);
        assert_eq!(refused.status, 422);
        assert_eq!(refused.findings(), pairs(&[
            ("key_too_many", "/content/parts/0/key/correct"),
            ("key_unknown_id", "/content/parts/1/key/correct/0"),
            ("points_sum_mismatch", "/content/parts/2/points"),
            ("unknown_objective", "/content/objectives/0"),
            ("duplicate_options", "/texts/kk/parts/a/options/B"),
        ]), "{}", refused.body);
        let json = refused.json();
        let errors = json["errors"].as_array().unwrap();
        let objective = errors.iter().find(|e| e["code"] == "unknown_objective").unwrap();
        assert!(text(&objective["args"]["nearest"]).contains("6.5.2.1"), "{objective}");
        assert_eq!(bank.author.get("/items/none").status, 404);
    }

    // A4
    fn a_latin_letter_in_a_kazakh_text_is_remarked_and_the_item_goes_on(backend) {
        let bank = Bank::open(backend);
        let draft = changed(mcq("m-3"), "/texts/kk/stem", json!("18 : 12 қaтынасын қысқартыңыз."));
        let made = bank.author.post("/items", &draft).expect(201);
        let submitted = act(&bank.author, text(&made["id"]), 1, "submit").expect(200);
        let finding = &submitted["findings"][0];
        assert_eq!((&finding["severity"], &finding["pointer"]), (&json!("warning"), &json!("/texts/kk/stem")), "{submitted}");
    }

    // A7
    fn a_returned_item_comes_again_only_when_it_changed(backend) {
        let bank = Bank::open(backend);
        let made = bank.author.post("/items", &mcq("m-4")).expect(201);
        let id = text(&made["id"]);
        let at = |n: i32| format!("/items/{id}/versions/{n}");
        let missing = bank.author.send("PUT", &at(1), &[("content-type", "application/json")], Some(mcq("m-4").to_string()));
        assert_eq!((missing.status, &missing.json()["code"]), (428, &json!("precondition_missing")));
        let stale = bank.author.put(&at(1), "1-7", &mcq("m-4"));
        assert_eq!((stale.status, &stale.json()["code"]), (412, &json!("stale")));
        act(&bank.author, id, 1, "submit").expect(200);
        let sealed = bank.author.put(&at(1), "1-2", &mcq("m-4"));
        assert_eq!((sealed.status, sealed.findings()), (409, pairs(&[("version_not_draft", "")])));

        // The manager reviews, but not what they wrote themselves.
        let own = bank.manager.post("/items", &mcq("m-5")).expect(201);
        act(&bank.manager, text(&own["id"]), 1, "submit").expect(200);
        let refused = act(&bank.manager, text(&own["id"]), 1, "approve");
        assert_eq!((refused.status, refused.findings()), (403, pairs(&[("own_item_reviewed", "")])));

        let next = bank.reviewer.post(&format!("{}/return", at(1)), &json!({"comment": "C is no distractor."})).expect(200);
        assert_eq!((&next["number"], &next["phase"], &next["author_id"]), (&json!(2), &json!("draft"), &made["author_id"]));
        assert_eq!(bank.author.get(&at(1)).expect(200)["state"], "returned");
        assert_eq!(bank.author.get(&format!("/items/{id}/reviews")).expect(200)[0]["comment"], "C is no distractor.");
        let same = act(&bank.author, id, 2, "submit");
        assert_eq!((same.status, same.findings()), (409, pairs(&[("resubmitted_unchanged", "")])));
        let mut better = mcq("m-4");
        better["texts"]["kk"]["parts"]["a"]["options"]["C"] = json!("6 : 4");
        better["texts"]["ru"]["parts"]["a"]["options"]["C"] = json!("6 : 4");
        bank.author.put(&at(2), "2-1", &better).expect(200);
        assert_eq!(act(&bank.author, id, 2, "submit").expect(200)["phase"], "review");
    }

    fn of_two_writers_with_one_revision_one_wins(backend) {
        let bank = Bank::open(backend);
        let made = bank.author.post("/items", &mcq("m-6")).expect(201);
        let path = format!("/items/{}/versions/1", text(&made["id"]));
        let write = |n: usize| {
            let (client, path) = (bank.author.clone(), path.clone());
            let document = changed(mcq("m-6"), "/content/tags", json!([format!("writer-{n}")]));
            std::thread::spawn(move || client.put(&path, "1-1", &document).status)
        };
        let writers: Vec<_> = (0..4).map(write).collect();
        let mut statuses: Vec<u16> = writers.into_iter().map(|w| w.join().unwrap()).collect();
        statuses.sort();
        assert_eq!(statuses, [200, 412, 412, 412]);
    }

    fn the_same_programme_is_published_once_and_another_under_its_version_is_refused(backend) {
        let bank = Bank::open(backend);
        let again = bank.manager.post("/curricula", &curriculum()).expect(201);
        assert_eq!(bank.manager.get("/curricula").expect(200)["items"].as_array().unwrap().len(), 1);
        let other = changed(curriculum(), "/objectives/0/code", json!("6.5.2.9"));
        let other = changed(other, "/criteria/0/objectives", json!(["6.5.2.9"]));
        let refused = bank.manager.post("/curricula", &other);
        assert_eq!((refused.status, refused.findings()[0].0.as_str()), (409, "version_published_with_other_content"));
        let path = |q: &str| format!("/objectives?programme=kz-2022&subject=mathematics&grade=6&q={q}");
        assert_eq!(bank.author.get(&path("RATIOS")).expect(200)["items"][0]["code"], "6.5.2.1");
        // The next version is in force at once.
        bank.manager.post("/curricula?version=2", &other).expect(201);
        assert_eq!(bank.author.get(&path("RATIOS")).expect(200)["items"][0]["code"], "6.5.2.9");
        let read = bank.author.get(&format!("/curricula/{}", text(&again["id"])));
        let tag = read.header("etag").to_owned();
        assert_eq!(read.expect(200)["document"]["objectives"][0]["code"], "6.5.2.1");
        assert_eq!(bank.author.get_with(&format!("/curricula/{}", text(&again["id"])), &[("if-none-match", &tag)]).status, 304);
        let unknown = bank.author.get("/objectives?subject=maths");
        assert_eq!(unknown.json()["errors"][0]["args"]["nearest"], "mathematics");
        bank.author.post("/curricula", &curriculum()).expect(403);
    }

    fn a_stimulus_without_licence_keeps_its_item_from_being_submitted_and_a_sealed_item_holds_it(backend) {
        let bank = Bank::open(backend);
        let table = json!({"code": "s-1", "kind": "table", "subject": "mathematics", "texts": {
            "kk": {"body": "| 1 | 2 |"}, "ru": {"body": "| 1 | 2 |"}
        }});
        let made = bank.author.post("/stimuli", &table).expect(201);
        let path = format!("/stimuli/{}", text(&made["id"]));
        let mut item = mcq("m-7");
        item["content"]["stimulus"] = json!("s-2");
        assert_eq!(bank.author.post("/items", &item).findings(), pairs(&[("unknown_stimulus", "/content/stimulus")]));
        item["content"]["stimulus"] = json!("s-1");
        let id = text(&bank.author.post("/items", &item).expect(201)["id"]).to_owned();
        let refused = act(&bank.author, &id, 1, "submit");
        assert_eq!((refused.status, refused.findings()), (422, pairs(&[("licence_missing", "/content/stimulus")])));
        let mut licensed = table.clone();
        licensed["licence"] = json!("CC-BY-4.0");
        assert_eq!(bank.author.put(&path, "9", &licensed).status, 412);
        assert_eq!(bank.author.put(&path, "1", &licensed).expect(200)["revision"], 2);
        act(&bank.author, &id, 1, "submit").expect(200);
        let held = bank.author.put(&path, "2", &table);
        assert_eq!((held.status, held.findings()), (409, pairs(&[("stimulus_in_use", "")])));
        assert_eq!(bank.author.get("/stimuli?subject=mathematics").expect(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(bank.author.get("/stimuli?subject=physics").expect(200)["items"].as_array().unwrap().len(), 0);
    }
}
