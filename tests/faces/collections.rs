//! Collections of open items: put together, checked, published in editions that stay, withdrawn.

use serde_json::{Value, json};

use crate::bank::{Bank, act, mcq};
use crate::harness::api::{Answer, Client, text};

/// An open item of a level for formative and summative assessment; each with numbers of its own.
pub fn open_item(code: &str, n: u32, level: &str) -> Value {
    let mut item = mcq(code);
    let stem = |words: &str| json!(words.replace("{}", &format!("{} : {}", 7 * n, 5 * n)));
    item["texts"]["kk"]["stem"] = stem("{} қатынасын қысқартыңыз.");
    item["texts"]["ru"]["stem"] = stem("Сократите отношение {}.");
    item["texts"]["ru"]["explanation"] = json!("Сократим на общий делитель.");
    item["content"]["access"] = json!("open");
    item["content"]["purpose"] = json!("both");
    item["content"]["licence"] = json!("CC-BY-4.0");
    item["content"]["author"] = json!("A. Serikova");
    item["content"]["difficulty"] = json!(level);
    item
}

/// Puts a secure item in use; the reviewer of the bank does not see it. Gives its id.
pub fn live_secure(bank: &Bank, item: &Value) -> String {
    let made = bank.author.post("/items", item).expect(201);
    let id = text(&made["id"]).to_owned();
    act(&bank.author, &id, 1, "submit").expect(200);
    act(&bank.manager, &id, 1, "approve").expect(200);
    act(&bank.manager, &id, 1, "put-live").expect(200);
    id
}

/// What a level set of the first term says of itself.
pub fn level_set(code: &str) -> Value {
    json!({
        "code": code, "kind": "level_set", "title": {"kk": "Қатынас", "ru": "Отношения"}, "subject": "mathematics",
        "grade_min": 6, "grade_max": 6, "term": 1, "attribution": "Regional centre", "licence": "CC-BY-4.0"
    })
}

/// Makes a collection with these items in this order; its id.
pub fn collection(client: &Client, about: &Value, items: &[&str]) -> String {
    let made = client.post("/collections", about).expect(201);
    let path = format!("/collections/{}", text(&made["id"]));
    let items: Vec<Value> = items.iter().map(|id| json!({"item_id": id})).collect();
    client
        .put(&format!("{path}/items"), "1", &json!({"items": items}))
        .expect(200);
    text(&made["id"]).to_owned()
}

/// Publishes it.
pub fn publish(client: &Client, id: &str) -> Answer {
    client.send("POST", &format!("/collections/{id}/publish"), &[], None)
}

fn codes(collection: &Value) -> Vec<&str> {
    let items = collection["items"].as_array().expect("items");
    items.iter().map(|item| text(&item["code"])).collect()
}

fn found(answer: &Answer) -> Vec<String> {
    let findings = answer.findings().into_iter();
    findings.map(|(code, at)| format!("{code} {at}")).collect()
}

on_both! {
    fn a_level_set_is_put_together_in_order_published_renewed_and_withdrawn(backend) {
        let bank = Bank::open(backend);
        let ids: Vec<String> = [("l-a", 1, "A"), ("l-b", 2, "B"), ("l-c", 3, "C")]
            .map(|(code, n, level)| bank.live(&open_item(code, n, level)))
            .into();
        let made = bank.manager.post("/collections", &level_set("m6-levels")).expect(201);
        assert_eq!((&made["state"], &made["edition"], &made["about"]["keys"]), (&json!("draft"), &json!(0), &json!("key_holders")));
        assert_eq!(made["findings"][0]["code"], "collection_empty");
        let id = text(&made["id"]);
        let path = format!("/collections/{id}");
        let items = format!("{path}/items");
        // One by one: at the end, at the end, in front; a level of its own.
        let add = |item: Value| bank.manager.post(&items, &item);
        add(json!({"item": {"item_id": ids[1]}})).expect(200);
        add(json!({"item": {"item_id": ids[2]}})).expect(200);
        let whole = add(json!({"item": {"item_id": ids[0]}, "position": 1})).expect(200);
        assert_eq!((codes(&whole), &whole["findings"]), (vec!["l-a", "l-b", "l-c"], &Value::Null));
        let twice = add(json!({"item": {"item_id": ids[0]}}));
        assert_eq!((twice.status, found(&twice)), (422, vec!["collection_item_twice /item".to_owned()]));
        // Another order, one less; the level set lacks a level now.
        let order = json!({"items": [{"item_id": ids[2]}, {"item_id": ids[1], "level": "A"}]});
        assert_eq!(bank.manager.send("PUT", &items, &[("content-type", "application/json")], Some(order.to_string())).status, 428);
        assert_eq!(bank.manager.put(&items, "1", &order).status, 412);
        let read = bank.manager.get(&path);
        let tag = read.header("etag").to_owned();
        let set = bank.manager.put(&items, &tag, &order).expect(200);
        assert_eq!((codes(&set), &set["items"][1]["level"]), (vec!["l-c", "l-b"], &json!("A")));
        let refused = publish(&bank.manager, id);
        assert_eq!((refused.status, found(&refused)), (422, vec!["collection_levels_absent /items".to_owned()]), "{}", refused.body);
        add(json!({"item": {"item_id": ids[0], "level": "B", "attribution": "School 12"}})).expect(200);
        assert_eq!(bank.author.send("POST", &format!("{path}/publish"), &[], None).status, 403);
        let first = publish(&bank.manager, id).expect(201);
        assert_eq!((&first["number"], &first["document"]["about"]["languages"]), (&json!(1), &json!(["kk", "ru"])));
        let items_of = first["document"]["items"].as_array().unwrap();
        let told: Vec<_> = items_of.iter().map(|i| (text(&i["code"]), text(&i["level"]), text(&i["attribution"]))).collect();
        assert_eq!(told, [("l-c", "C", "A. Serikova"), ("l-b", "A", "A. Serikova"), ("l-a", "B", "School 12")]);
        let again = publish(&bank.manager, id);
        assert_eq!((again.status, found(&again)), (409, vec!["collection_unchanged ".to_owned()]));
        // Schools know it by its code: that stays; the rest comes with the next edition.
        let read = bank.manager.get(&path);
        let tag = read.header("etag").to_owned();
        let other = bank.manager.put(&path, &tag, &level_set("another"));
        assert_eq!((other.status, found(&other)), (409, vec!["collection_field_fixed /code".to_owned()]));
        let mut about = level_set("m6-levels");
        about["title"]["en"] = json!("Ratios");
        bank.manager.put(&path, &tag, &about).expect(200);
        let removed = bank.manager.delete(&format!("{items}/{}", ids[1]));
        assert_eq!((removed.status, bank.manager.delete(&format!("{items}/{}", ids[1])).status), (200, 404));
        add(json!({"item": {"item_id": ids[1], "level": "A"}, "position": 1})).expect(200);
        assert_eq!(publish(&bank.manager, id).expect(201)["number"], 2);
        let editions = bank.author.get(&format!("{path}/editions")).expect(200);
        let numbers: Vec<_> = editions["items"].as_array().unwrap().iter().map(|e| e["number"].clone()).collect();
        assert_eq!(numbers, [json!(2), json!(1)]);
        let kept = bank.author.get(&format!("{path}/editions/1")).expect(200);
        assert_eq!((&kept["document"], &kept["hash"]), (&first["document"], &first["hash"]));
        // Withdrawn: whoever asks is told why; a new edition brings it back.
        let withdraw = |client: &Client| client.post(&format!("{path}/withdraw"), &json!({"reason": "Task 2 is wrong."}));
        withdraw(&bank.manager).expect(200);
        assert_eq!(found(&withdraw(&bank.manager)), ["collection_not_published "]);
        let gone = bank.author.get("/catalogue/m6-levels");
        assert_eq!((gone.status, &gone.json()["errors"][0]["args"]["reason"]), (410, &json!("Task 2 is wrong.")));
        assert_eq!(bank.author.get("/catalogue").expect(200)["items"], json!([]));
        assert_eq!(publish(&bank.manager, id).expect(201)["number"], 3);
        assert_eq!(bank.author.get("/catalogue/m6-levels").expect(200)["entry"]["edition"], 3);
    }

    fn whatever_may_not_stand_in_a_collection_is_refused_with_every_reason_at_once(backend) {
        let bank = Bank::open(backend);
        let changed = |code: &str, n: u32, pointer: &str, value: Value| {
            let mut item = open_item(code, n, "A");
            *item.pointer_mut(pointer).expect("a field") = value;
            item
        };
        let secure = live_secure(&bank, &changed("w-1", 11, "/content/access", json!("secure")));
        let restricted = bank.live(&changed("w-2", 12, "/content/access", json!("restricted")));
        let summative = bank.live(&changed("w-3", 13, "/content/purpose", json!("summative")));
        let draft = bank.author.post("/items", &open_item("w-4", 14, "A")).expect(201);
        let retired = bank.live(&open_item("w-5", 15, "A"));
        act(&bank.manager, &retired, 1, "retire").expect(200);
        let right = bank.live(&open_item("w-6", 16, "A"));
        let mut about = level_set("f-1");
        about["kind"] = json!("formative");
        about["languages"] = json!(["kk", "ru", "en"]);
        about["grade_min"] = json!(8);
        about["grade_max"] = json!(9);
        let made = bank.manager.post("/collections", &about).expect(201);
        let path = format!("/collections/{}", text(&made["id"]));
        about["grade_min"] = json!(6);
        about["languages"] = json!(["ru"]);
        bank.manager.put(&path, "1", &about).expect(200);
        let pins = [&secure, &restricted, &summative, text(&draft["id"]), &retired, "nowhere", &right];
        let items: Vec<Value> = pins.iter().map(|id| json!({"item_id": id})).collect();
        let refused = bank.manager.put(&format!("{path}/items"), "2", &json!({"items": items}));
        assert_eq!((refused.status, found(&refused)), (422, [
            "collection_item_not_open /items/0", "collection_item_not_open /items/1", "collection_item_not_released /items/3",
            "collection_item_not_released /items/4", "collection_item_summative /items/2", "collection_item_unknown /items/5",
        ].map(str::to_owned).into()), "{}", refused.body);
        assert!(refused.json()["errors"].as_array().unwrap().iter().all(|e| text(&e["detail"]).len() > 20), "{}", refused.body);
        assert_eq!(bank.manager.get(&path).expect(200)["items"], json!([]), "nothing half-done");
        // To whom secure items are hidden, a secure item is as unknown as none.
        let school = json!({"code": "centre", "kind": "centre", "name": {"ru": "Центр"}});
        let school = bank.service.administrator().post("/organisations", &school).expect(201);
        let below = bank.service.user_with_role(text(&school["id"]), "bank_manager");
        let own = below.post("/collections", &about).expect(201);
        let path = format!("/collections/{}/items", text(&own["id"]));
        let refuse = |id: &str| {
            let refused = below.post(&path, &json!({"item": {"item_id": id}}));
            (refused.status, refused.body.replace(id, "ID").replace(text(&refused.json()["request_id"]), ""))
        };
        assert_eq!(refuse(&secure), refuse("00000000-0000-7000-8000-000000000000"));
        // What a set has is looked at again when it is published.
        let set = collection(&bank.manager, &level_set("f-2"), &[&right]);
        act(&bank.manager, &right, 1, "suspend").expect(200);
        let shown = bank.manager.get(&format!("/collections/{set}")).expect(200);
        assert_eq!(shown["findings"][0]["code"], "collection_item_not_released");
        let refused = publish(&bank.manager, &set);
        assert_eq!(found(&refused), ["collection_item_not_released /items/0", "collection_levels_absent /items"]);
    }

    fn a_stimulus_that_secure_tasks_hang_on_keeps_its_open_tasks_out(backend) {
        let bank = Bank::open(backend);
        let stimulus = json!({
            "code": "s-1", "kind": "text", "subject": "mathematics", "licence": "CC-BY-4.0",
            "texts": {"kk": {"body": "Дүкенде алма сатылады."}, "ru": {"body": "В магазине продают яблоки."}}
        });
        bank.author.post("/stimuli", &stimulus).expect(201);
        let mut open = open_item("h-1", 21, "A");
        open["content"]["stimulus"] = json!("s-1");
        let open = bank.live(&open);
        let mut about = level_set("h");
        about["kind"] = json!("sample");
        let id = collection(&bank.manager, &about, &[&open]);
        let mut secure = open_item("h-2", 22, "A");
        secure["content"]["stimulus"] = json!("s-1");
        secure["content"]["access"] = json!("secure");
        bank.author.post("/items", &secure).expect(201);
        assert_eq!(found(&publish(&bank.manager, &id)), ["collection_stimulus_secure /items/0"]);
    }

    fn wrong_words_of_a_collection_are_told_together_and_its_code_is_free_once(backend) {
        let bank = Bank::open(backend);
        let wrong = json!({"code": "changes", "kind": "sample", "title": {"ru": "Образцы"}, "grade_min": 7, "grade_max": 6});
        let refused = bank.manager.post("/collections", &wrong);
        assert_eq!((refused.status, found(&refused)), (422, [
            "collection_code_reserved /code", "collection_grades_reversed /grade_max", "collection_subject_missing /subject",
        ].map(str::to_owned).into()));
        bank.manager.post("/collections", &level_set("once")).expect(201);
        let twice = bank.manager.post("/collections", &level_set("once"));
        assert_eq!((twice.status, found(&twice)), (409, vec!["already_taken /code".to_owned()]));
        let page = bank.author.get("/collections?kind=level_set&state=draft").expect(200);
        assert_eq!(page["items"][0]["about"]["code"], "once");
        assert_eq!(bank.author.get("/collections?kind=sample").expect(200)["items"], json!([]));
        // Another centre may begin one of the same code; in the catalogue there is one.
        let centre = json!({"code": "centre", "kind": "centre", "name": {"ru": "Центр"}});
        let centre = bank.service.administrator().post("/organisations", &centre).expect(201);
        let other = bank.service.user_with_role(text(&centre["id"]), "administrator");
        let reviewer = bank.service.user_with_role(text(&centre["id"]), "reviewer");
        let item = other.post("/items", &open_item("o-1", 31, "A")).expect(201);
        let item = text(&item["id"]);
        act(&other, item, 1, "submit").expect(200);
        act(&reviewer, item, 1, "approve").expect(200);
        act(&other, item, 1, "put-live").expect(200);
        let mut about = level_set("both");
        about["kind"] = json!("sample");
        let theirs = collection(&other, &about, &[item]);
        let ours = collection(&bank.manager, &about, &[item]);
        publish(&other, &theirs).expect(201);
        let taken = publish(&bank.manager, &ours);
        assert_eq!((taken.status, found(&taken)), (409, vec!["already_taken /code".to_owned()]));
    }
}
