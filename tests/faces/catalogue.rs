//! The catalogue for schools: who reads what of it, how it is searched, taken and followed.

use serde_json::{Value, json};

use crate::bank::{Bank, mcq};
use crate::collections::{collection, level_set, live_secure, open_item, publish};
use crate::harness::api::{Answer, Client, text};

/// A published level set of three tasks, `m6-levels`, and a client of a school.
fn published(bank: &Bank, keys: &str) -> (String, Client) {
    let ids: Vec<String> = [("l-a", 1, "A"), ("l-b", 2, "B"), ("l-c", 3, "C")]
        .map(|(code, n, level)| bank.live(&open_item(code, n, level)))
        .into();
    let mut about = level_set("m6-levels");
    about["keys"] = json!(keys);
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let id = collection(&bank.manager, &about, &ids);
    publish(&bank.manager, &id).expect(201);
    let school = json!({"code": "school-1", "kind": "school", "name": {"ru": "Школа"}});
    let school = bank.service.administrator().post("/organisations", &school);
    let school = school.expect(201);
    let reader = bank
        .service
        .user_with_role(text(&school["id"]), "school_reader");
    (id, reader)
}

/// Says who reads what the root organisation publishes.
fn say(bank: &Bank, tag: &str, readers: &str) -> Answer {
    let path = format!("/organisations/{}/catalogue", bank.service.root());
    let admin = bank.service.administrator();
    admin.put(&path, tag, &json!({"readers": readers}))
}

fn codes(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("items");
    items.iter().map(|i| text(&i["about"]["code"])).collect()
}

fn without_request(answer: &Answer) -> (u16, String) {
    let id = text(&answer.json()["request_id"]).to_owned();
    (answer.status, answer.body.replace(&id, ""))
}

on_both! {
    // P4
    fn a_school_takes_a_level_set_and_a_secure_item_or_a_key_is_not_told_of(backend) {
        let bank = Bank::open(backend);
        let (_, school) = published(&bank, "key_holders");
        let mut secure = mcq("s-1");
        secure["content"]["access"] = json!("secure");
        live_secure(&bank, &secure);
        let shown = school.get("/catalogue/m6-levels").expect(200);
        let tasks = shown["tasks"].as_array().expect("tasks");
        let told: Vec<_> = tasks.iter().map(|t| (text(&t["task"]["code"]), text(&t["task"]["level"]))).collect();
        assert_eq!(told, [("l-a", "A"), ("l-b", "B"), ("l-c", "C")]);
        for hidden in ["\"key\"", "explanation", "scheme", "общий делитель"] {
            assert!(!shown.to_string().contains(hidden), "{hidden} in {shown}");
        }
        assert_eq!(school.get("/catalogue/m6-levels/tasks/l-b").expect(200)["task"]["position"], 2);
        // A secure task, one of the bank that is not in the set, and one that is nowhere: the same answer.
        let none = without_request(&school.get("/catalogue/m6-levels/tasks/nowhere"));
        assert_eq!(none.0, 404);
        assert_eq!(without_request(&school.get("/catalogue/m6-levels/tasks/s-1")), none);
        assert_eq!(school.get("/items").status, 403);
        // Keys: for a teacher with a key to the service, nobody else.
        let file = school.get("/catalogue/m6-levels/file?keys=true").expect(200);
        assert_eq!(file["items"][0]["content"]["parts"][0]["key"]["correct"], json!(["B"]));
        say(&bank, "0", "everybody").expect(200);
        let nobody = bank.service.nobody();
        let refused = nobody.get("/catalogue/m6-levels/file?keys=true");
        assert_eq!((refused.status, refused.findings()), (403, vec![("collection_keys_not_shown".to_owned(), "/keys".to_owned())]));
        let file = nobody.get("/catalogue/m6-levels/file").expect(200);
        assert_eq!((&file["x_collection"]["keys"], &file["items"][0]["code"]), (&json!(false), &json!("l-a")));
        for hidden in ["correct", "explanation", "общий делитель"] {
            assert!(!file.to_string().contains(hidden), "{hidden} in {file}");
        }
    }

    fn without_a_key_only_what_the_organisation_lets_everybody_read_is_there(backend) {
        let bank = Bank::open(backend);
        let (_, school) = published(&bank, "everybody");
        let nobody = bank.service.nobody();
        let addresses = ["/catalogue/m6-levels", "/catalogue/m6-levels/tasks/l-a", "/catalogue/m6-levels/file"];
        for address in addresses {
            assert_eq!(school.get(address).status, 200, "{address}");
            let absent = address.replace("m6-levels", "nothing");
            assert_eq!(without_request(&nobody.get(address)), without_request(&nobody.get(&absent)), "{address}");
            assert_eq!(nobody.get(address).status, 404, "{address}");
        }
        assert_eq!(codes(&school.get("/catalogue").expect(200)), ["m6-levels"]);
        let empty = nobody.get("/catalogue").expect(200);
        assert_eq!((&empty["items"], &empty["facets"]["subject"]), (&json!([]), &json!({})));
        assert_eq!(nobody.get("/catalogue/changes").expect(200)["items"], json!([]));
        // A key that is none is refused, although nobody would be let in.
        assert_eq!(nobody.with_key("synaq_wrong").get("/catalogue").status, 401);
        // The organisation's own word, kept by revision.
        let root = format!("/organisations/{}/catalogue", bank.service.root());
        assert_eq!(bank.manager.get(&root).expect(200)["readers"], "key_holders");
        assert_eq!(bank.manager.put(&root, "0", &json!({"readers": "everybody"})).status, 403);
        assert_eq!(say(&bank, "7", "everybody").status, 412);
        assert_eq!(say(&bank, "0", "everybody").expect(200)["revision"], 1);
        for address in addresses {
            assert_eq!(nobody.get(address).status, 200, "{address}");
        }
        assert_eq!(codes(&nobody.get("/catalogue").expect(200)), ["m6-levels"]);
        assert_eq!(nobody.get("/catalogue/changes").expect(200)["items"][0]["change"], "published");
        let file = nobody.get("/catalogue/m6-levels/file?keys=true").expect(200);
        assert_eq!(file["items"][2]["content"]["parts"][0]["key"]["correct"], json!(["B"]));
        say(&bank, "1", "key_holders").expect(200);
        assert_eq!(nobody.get("/catalogue/m6-levels").status, 404);
    }

    fn it_is_searched_by_words_and_facets_page_by_page(backend) {
        let bank = Bank::open(backend);
        let (_, school) = published(&bank, "nobody");
        let item = bank.live(&open_item("x-1", 9, "B"));
        let mut seventh = open_item("x-2", 10, "B");
        seventh["content"]["subject"] = json!("kazakh_l2");
        seventh["content"]["grade_min"] = json!(7);
        seventh["content"]["grade_max"] = json!(7);
        seventh["content"]["objectives"] = json!(["7.1.1.1"]);
        for gone in ["unit", "criteria"] {
            seventh["content"].as_object_mut().unwrap().remove(gone);
        }
        let seventh = bank.live(&seventh);
        let sample = |code: &str, title: &str, subject: &str, grade: u8| {
            let mut about = level_set(code);
            about["kind"] = json!("sample");
            about["title"] = json!({"kk": title});
            about["subject"] = json!(subject);
            about["grade_min"] = json!(grade);
            about["grade_max"] = json!(grade);
            about.as_object_mut().unwrap().remove("term");
            about
        };
        let mut russian = sample("m6-samples", "Үлгілер 100 %", "mathematics", 6);
        russian["languages"] = json!(["ru"]);
        for (about, item) in [(russian, &item), (sample("q7-samples", "Тыңдалым", "kazakh_l2", 7), &seventh)] {
            let id = collection(&bank.manager, &about, &[item]);
            publish(&bank.manager, &id).expect(201);
        }
        let all = school.get("/catalogue").expect(200);
        assert_eq!(codes(&all), ["m6-levels", "m6-samples", "q7-samples"]);
        assert_eq!(all["facets"], json!({
            "subject": {"kazakh_l2": 1, "mathematics": 2}, "grade": {"6": 2, "7": 1}, "term": {"1": 1},
            "language": {"kk": 2, "ru": 3}, "kind": {"level_set": 1, "sample": 2}
        }));
        let found = |query: &str| -> Vec<String> {
            let page = school.get(&format!("/catalogue?{query}")).expect(200);
            codes(&page).into_iter().map(str::to_owned).collect()
        };
        assert_eq!(found("subject=mathematics&kind=sample"), ["m6-samples"]);
        assert_eq!(found("grade=7"), ["q7-samples"]);
        assert_eq!(found("term=1"), ["m6-levels"]);
        assert_eq!(found("language=kk"), ["m6-levels", "q7-samples"]);
        assert_eq!(found("q=%D2%AE%D0%9B%D0%93%D0%86"), ["m6-samples"], "ҮЛГІ, in capitals");
        assert_eq!(found("q=7.1.1.1"), ["q7-samples"]);
        assert_eq!(found("q=100%20%25"), ["m6-samples"], "a percent sign stands for nothing");
        assert_eq!(found("q=%25&kind=sample"), ["m6-samples", "q7-samples"]);
        // Each facet as if it were not asked for itself.
        let cut = school.get("/catalogue?kind=sample&language=kk").expect(200);
        assert_eq!((&cut["facets"]["kind"], &cut["facets"]["language"]), (&json!({"level_set": 1, "sample": 1}), &json!({"kk": 1, "ru": 2})));
        // Pages.
        let first = school.get("/catalogue?limit=2").expect(200);
        let next = format!("/catalogue?limit=2&cursor={}", text(&first["next"]));
        let second = school.get(&next).expect(200);
        assert_eq!((codes(&second), &second["next"], &second["facets"]), (vec!["q7-samples"], &Value::Null, &Value::Null));
        assert_eq!(school.get("/catalogue?cursor=forged").status, 400);
        let wrong = school.get("/catalogue?grade=15&kind=film");
        let mut pointers: Vec<String> = wrong.findings().into_iter().map(|(_, at)| at).collect();
        pointers.sort();
        assert_eq!((wrong.status, pointers), (422, vec!["/grade".to_owned(), "/kind".to_owned()]));
    }

    fn views_and_downloads_are_counted_by_day_and_who_has_it_already_is_not_counted_again(backend) {
        let bank = Bank::open(backend);
        let (id, school) = published(&bank, "key_holders");
        let first = school.get("/catalogue/m6-levels");
        let tag = first.header("etag").to_owned();
        let known = school.get_with("/catalogue/m6-levels", &[("if-none-match", &tag)]);
        assert_eq!((first.status, known.status), (200, 304));
        school.get("/catalogue/m6-levels").expect(200);
        for media_type in ["application/json", "application/yaml", "text/csv"] {
            let file = school.get_with("/catalogue/m6-levels/file", &[("accept", media_type)]);
            assert_eq!((file.status, file.header("content-type").starts_with(media_type)), (200, true), "{media_type}");
            let headers = [("accept", media_type), ("if-none-match", file.header("etag"))];
            assert_eq!(school.get_with("/catalogue/m6-levels/file", &headers).status, 304, "{media_type}");
        }
        let day = 86_400;
        bank.service.pass(day);
        school.get("/catalogue/m6-levels").expect(200);
        let counts = bank.manager.get(&format!("/collections/{id}/counts")).expect(200);
        assert_eq!((&counts["views"], &counts["downloads"]), (&json!(3), &json!(3)), "{counts}");
        let days = counts["days"].as_array().expect("days");
        let told: Vec<_> = days.iter().map(|d| (&d["views"], &d["downloads"])).collect();
        assert_eq!(told, [(&json!(2), &json!(3)), (&json!(1), &json!(0))], "{counts}");
        let only = format!("/collections/{id}/counts?from={0}&to={0}", text(&days[1]["day"]));
        assert_eq!(bank.manager.get(&only).expect(200)["views"], 1);
        let reversed = format!("/collections/{id}/counts?from=2026-11-02&to=2026-11-01");
        assert_eq!(bank.manager.get(&reversed).findings(), [("count_days".to_owned(), "/from".to_owned())]);
        assert_eq!(school.get(&format!("/collections/{id}/counts")).status, 404);
        // A new edition is another answer.
        let mut about = level_set("m6-levels");
        about["attribution"] = json!("Another centre");
        let read = bank.manager.get(&format!("/collections/{id}"));
        bank.manager.put(&format!("/collections/{id}"), read.header("etag"), &about).expect(200);
        assert_eq!(school.get_with("/catalogue/m6-levels", &[("if-none-match", &tag)]).status, 304);
        publish(&bank.manager, &id).expect(201);
        assert_eq!(school.get_with("/catalogue/m6-levels", &[("if-none-match", &tag)]).status, 200);
    }

    fn the_file_says_who_is_to_be_named_and_another_bank_takes_it(backend) {
        let bank = Bank::open(backend);
        let (_, school) = published(&bank, "key_holders");
        let yaml = school.get_with("/catalogue/m6-levels/file", &[("accept", "application/yaml")]);
        let json: Value = school.get("/catalogue/m6-levels/file").expect(200);
        let read = synaq::document::decode_text::<synaq::bank::file::BankFile>(&yaml.body, synaq::document::Format::Yaml);
        let (file, _) = read.expect("a bank file");
        assert_eq!(serde_json::to_value(&file).unwrap(), json);
        assert_eq!((&json["x_collection"]["about"]["attribution"], &json["x_collection"]["tasks"][0]["attribution"]), (&json!("Regional centre"), &json!("A. Serikova")));
        let table = school.get_with("/catalogue/m6-levels/file", &[("accept", "text/csv")]);
        assert_eq!(table.header("content-disposition"), "attachment; filename=\"m6-levels.csv\"");
        let rows = |text: &str| -> Vec<Vec<String>> {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
            reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect()
        };
        let of = |rows: &[Vec<String>], name: &str, n: usize| {
            let column = rows[0].iter().position(|c| c == name).unwrap_or_else(|| panic!("no {name}"));
            rows[n][column].clone()
        };
        let full = rows(&table.body);
        assert_eq!(full.len(), 7, "three tasks in two languages");
        assert_eq!((of(&full, "level", 3), of(&full, "language", 4), of(&full, "options", 4)), ("B".into(), "ru".into(), "A: 2 : 3; B: 3 : 2; C: 6 : 5".into()));
        assert_eq!((of(&full, "key", 1), of(&full, "attribution", 1)), (r#"{"correct":["B"]}"#.into(), "A. Serikova".into()));
        let bare = school.get_with("/catalogue/m6-levels/file?keys=false", &[("accept", "text/csv")]);
        assert!(!rows(&bare.body)[0].contains(&"key".to_owned()), "{}", bare.body);
        assert_eq!(school.get_with("/catalogue/m6-levels/file", &[("accept", "application/pdf")]).status, 406);
        // Another centre brings the tasks into its own bank.
        let centre = json!({"code": "centre", "kind": "centre", "name": {"ru": "Центр"}});
        let centre = bank.service.administrator().post("/organisations", &centre).expect(201);
        let other = bank.service.user_with_role(text(&centre["id"]), "developer");
        let item = other.post("/items", &json["items"][1]).expect(201);
        assert_eq!((&item["code"], &item["content"]["author"]), (&json!("l-b"), &json!("A. Serikova")));
    }

    fn what_was_published_renewed_and_withdrawn_is_followed_from_cursor_to_cursor(backend) {
        let bank = Bank::open(backend);
        let (id, school) = published(&bank, "nobody");
        let told = |page: &Value| -> Vec<(String, i64)> {
            let items = page["items"].as_array().expect("changes").iter();
            items.map(|c| (text(&c["change"]).to_owned(), c["edition"].as_i64().unwrap())).collect()
        };
        let first = school.get("/catalogue/changes").expect(200);
        assert_eq!(told(&first), [("published".to_owned(), 1)]);
        assert_eq!(first["items"][0]["href"], "/api/v1/catalogue/m6-levels");
        bank.service.pass(120);
        let since = |cursor: &Value| school.get(&format!("/catalogue/changes?since={}", text(cursor))).expect(200);
        // What is a minute old is told once.
        let quiet = since(&first["resume"]);
        let quiet = since(&quiet["resume"]);
        assert_eq!(told(&quiet), []);
        let read = bank.manager.get(&format!("/collections/{id}"));
        let mut about = level_set("m6-levels");
        about["title"]["en"] = json!("Ratios");
        bank.manager.put(&format!("/collections/{id}"), read.header("etag"), &about).expect(200);
        publish(&bank.manager, &id).expect(201);
        bank.manager.post(&format!("/collections/{id}/withdraw"), &json!({"reason": "Two right answers."})).expect(200);
        publish(&bank.manager, &id).expect(201);
        let news = since(&quiet["resume"]);
        assert_eq!(told(&news), [("renewed".to_owned(), 2), ("withdrawn".into(), 2), ("published".into(), 3)]);
        assert_eq!(news["items"][1]["reason"], "Two right answers.");
        let page = school.get(&format!("/catalogue/changes?limit=2&since={}", text(&quiet["resume"]))).expect(200);
        assert_eq!(told(&since(&page["next"])), [("published".to_owned(), 3)]);
        assert_eq!(told(&school.get("/catalogue/changes?since=2026-01-01").expect(200)).len(), 4);
        for (since, code) in [("2999-01-01", "since_in_future"), ("yesterday", "moment_invalid"), ("00-00", "moment_invalid")] {
            let refused = school.get(&format!("/catalogue/changes?since={since}"));
            assert_eq!((refused.status, refused.findings()), (422, vec![(code.to_owned(), "/since".to_owned())]));
        }
    }
}
