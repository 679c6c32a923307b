//! The bank from the reader's side: lists, search, what is hidden, enemies and statistics.

use serde_json::{Value, json};

use crate::bank::{Bank, act, mcq};
use crate::harness::api::{Client, text};

/// The query with its letters beyond ASCII as an address spells them.
pub fn spelled(query: &str) -> String {
    let byte = |b: u8| {
        if b.is_ascii() {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    };
    query.bytes().map(byte).collect()
}

pub fn codes(client: &Client, query: &str) -> Vec<String> {
    let page = client
        .get(&format!("/items?{}", spelled(query)))
        .expect(200);
    let rows = page["items"].as_array().expect("rows");
    rows.iter()
        .map(|row| text(&row["code"]).to_owned())
        .collect()
}

/// A secure item with its own words.
fn secure(code: &str) -> Value {
    let mut item = mcq(code);
    item["content"]["access"] = json!("secure");
    item["texts"]["ru"]["stem"] = json!("Секретный вопрос: сократите отношение 18 : 12.");
    item
}

/// An item of every type whose answers say CANARY wherever an answer can stand.
fn canaries() -> Vec<Value> {
    let part = |kind: &str, extra: Value| {
        let mut part = json!({"id": "a", "points": 2});
        part.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        let points = if kind == "QUESTION" { 0 } else { 2 };
        part["points"] = json!(points);
        (kind.to_owned(), points, part)
    };
    let analytic =
        json!({"scheme": {"kind": "analytic", "descriptors": [{"id": "d1", "points": 2}]}});
    let parts = [
        part(
            "MCQ",
            json!({"options": ["A", "B"], "key": {"correct": ["B"]}}),
        ),
        part(
            "MULTI",
            json!({"options": ["A", "B"], "key": {"correct": ["A", "B"]}}),
        ),
        part(
            "TF",
            json!({"options": ["A", "B"], "key": {"correct": ["B"]}}),
        ),
        part(
            "MATCH",
            json!({"options": ["A", "B"], "targets": ["Y", "X"], "key": {"pairs": [{"left": "A", "right": "Y"}, {"left": "B", "right": "X"}]}, "scheme": {"kind": "key", "rule": "per_pair"}}),
        ),
        part(
            "ORDER",
            json!({"options": ["B", "A"], "key": {"order": ["B", "A"]}, "scheme": {"kind": "key", "rule": "per_position"}}),
        ),
        part("SA", json!({"key": {"accepted": ["CANARY"]}})),
        part("EA", analytic.clone()),
        part(
            "SPEAK",
            json!({"scheme": {"kind": "banded", "bands": [{"id": "b1", "min": 0, "max": 1}, {"id": "b2", "min": 2, "max": 2}]}}),
        ),
        part("PRACTICAL", analytic),
        part(
            "QUESTION",
            json!({"options": ["A", "B"], "values": [{"option": "A", "value": 1}, {"option": "B", "value": 2}]}),
        ),
    ];
    let items = parts.into_iter().map(|(kind, points, part)| {
        let mut texts = json!({});
        for id in part["options"].as_array().into_iter().flatten() {
            texts["options"][text(id)] = json!(format!("option {id}"));
            texts["rationales"][text(id)] = json!("CANARY");
        }
        for id in part["targets"].as_array().into_iter().flatten() {
            texts["targets"][text(id)] = json!(format!("target {id}"));
        }
        for (list, field) in [("descriptors", "descriptors"), ("bands", "bands")] {
            for row in part["scheme"][list].as_array().into_iter().flatten() {
                texts[field][text(&row["id"])] = json!("CANARY");
            }
        }
        if matches!(kind.as_str(), "EA" | "SPEAK" | "PRACTICAL") {
            texts["sample_answer"] = json!("CANARY");
        }
        json!({
            "code": format!("canary-{kind}"),
            "content": {"type": kind, "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": points, "parts": [part]},
            "texts": {"kk": {
                "stem": "Сұрақ", "parts": {"a": texts}, "hint": "CANARY", "explanation": "CANARY", "marking_notes": "CANARY"
            }}
        })
    });
    items.collect()
}

on_both! {
    fn keys_of_every_type_are_shown_only_to_those_who_may_read_keys(backend) {
        let bank = Bank::open(backend);
        let reader = bank.service.user_with_role(&bank.service.root(), "statistician");
        for item in canaries() {
            let made = bank.author.post("/items", &item).expect(201);
            let path = format!("/items/{}", text(&made["id"]));
            let with_keys = bank.author.get(&path).expect(200);
            assert_eq!(with_keys["keys_shown"], true);
            assert!(with_keys.to_string().contains("CANARY") || with_keys["content"]["parts"][0]["key"].is_object(), "{with_keys}");
            for path in [path.clone(), format!("{path}/versions/1")] {
                let shown = reader.get(&path);
                assert_eq!(shown.status, 200);
                for secret in ["CANARY", "\"key\"", "\"scheme\"", "\"values\"", "rationales", "descriptors", "hint", "explanation"] {
                    assert!(!shown.body.contains(secret), "{secret} in {}", shown.body);
                }
                assert_eq!(shown.json()["texts"]["kk"]["stem"], "Сұрақ");
            }
        }
        assert!(!reader.get("/items?limit=200").body.contains("CANARY"));
        assert_eq!(codes(&bank.manager, "q=CANARY"), Vec::<String>::new());
        // The author's order of what is to be put in order, and of right elements, may be the key.
        let order = reader.get("/items?code=canary-ORDER").expect(200);
        let order = reader.get(&format!("/items/{}", text(&order["items"][0]["id"]))).expect(200);
        assert_eq!(order["content"]["parts"][0]["options"], json!(["A", "B"]));
    }

    fn a_secure_item_exists_only_for_its_author_and_those_with_the_grant(backend) {
        let bank = Bank::open(backend);
        let made = bank.author.post("/items", &secure("s-1")).expect(201);
        bank.author.post("/items", &mcq("m-1")).expect(201);
        let id = text(&made["id"]);
        let other = bank.service.user_with_role(&bank.service.root(), "developer");
        for (client, expected) in [(&bank.author, true), (&bank.manager, true), (&other, false), (&bank.reviewer, false)] {
            let seen = |query: &str| codes(client, query).contains(&"s-1".to_owned());
            assert_eq!((seen("subject=mathematics"), seen("q=СЕКРЕТНЫЙ"), seen("code=s-")), (expected, expected, expected));
            assert!(codes(client, "").contains(&"m-1".to_owned()));
            let status = if expected { 200 } else { 404 };
            assert_eq!(client.get(&format!("/items/{id}")).status, status);
            assert_eq!(client.get(&format!("/items/{id}/versions/1")).status, status);
        }
        let hidden = other.get(&format!("/items/{id}")).json();
        let absent = other.get("/items/00000000-0000-7000-8000-000000000000").json();
        assert_eq!((&hidden["code"], &hidden["detail"]), (&absent["code"], &absent["detail"]));
        assert_eq!(act(&other, id, 1, "submit").status, 404);
        assert_eq!(other.put(&format!("/items/{id}/versions/1"), "1-1", &secure("s-1")).status, 404);
    }

    fn items_are_found_by_tags_and_by_words_in_three_languages(backend) {
        let bank = Bank::open(backend);
        bank.live(&mcq("m-1"));
        let mut english = mcq("m-2");
        english["content"]["difficulty"] = json!("C");
        english["content"]["purpose"] = json!("formative");
        english["content"]["family"] = json!("twins");
        english["texts"] = json!({"en": {"stem": "Simplify the ratio 18 : 12.", "parts": english["texts"]["ru"]["parts"].clone()}});
        english["source_language"] = json!("en");
        bank.author.post("/items", &english).expect(201);
        let mut kazakh = mcq("k-1");
        for field in ["unit", "term", "difficulty"] {
            kazakh["content"].as_object_mut().unwrap().remove(field);
        }
        kazakh["content"]["subject"] = json!("kazakh_l2");
        kazakh["content"]["objectives"] = json!(["7.1.1.1"]);
        kazakh["content"]["criteria"] = json!([]);
        kazakh["content"]["grade_min"] = json!(5);
        kazakh["content"]["grade_max"] = json!(8);
        kazakh["content"]["tags"] = json!(["listening-set"]);
        kazakh["texts"] = json!({"kk": {"stem": "Қонақтар қашан келді?"}});
        bank.manager.post("/items", &kazakh).expect(201);
        let both = vec!["m-1", "m-2"];
        for (query, expected) in [
            ("", vec!["m-1", "m-2", "k-1"]),
            ("subject=mathematics", both.clone()),
            ("grade=7", vec!["k-1"]),
            ("grade=6", vec!["m-1", "m-2", "k-1"]),
            ("term=1", both.clone()),
            ("unit=ratios", both.clone()),
            ("objective=7.1.1.1", vec!["k-1"]),
            ("criterion=m6-c1", both.clone()),
            ("difficulty=C", vec!["m-2"]),
            ("thinking=KU&type=MCQ&access=restricted", vec!["m-1", "m-2", "k-1"]),
            ("purpose=summative", vec!["m-1", "k-1"]),
            ("purpose=formative", vec!["m-2"]),
            ("phase=live", vec!["m-1"]),
            ("phase=draft", vec!["m-2", "k-1"]),
            ("language=en", vec!["m-2"]),
            ("language=kk", vec!["m-1", "k-1"]),
            ("tag=listening-set", vec!["k-1"]),
            ("tag=pilot-2026&language=ru", vec!["m-1"]),
            ("family=twins", vec!["m-2"]),
            ("code=m-", both.clone()),
            ("author=me", vec!["m-1", "m-2"]),
            ("stimulus=none", vec![]),
            ("q=қонақ", vec!["k-1"]),
            ("q=ҚОНАҚТАР%20қашан", vec!["k-1"]),
            ("q=қысқарт", vec!["m-1"]),
            ("q=СОКРАТИТЕ%20отношение", vec!["m-1"]),
            ("q=SIMPLIFY%20ratio", vec!["m-2"]),
            // A Latin "c" in a Russian word.
            ("q=cократите", vec!["m-1"]),
            ("q=отношение%2018", vec!["m-1"]),
            ("q=конак", vec![]),
            ("q=сократите%20қонақ", vec![]),
        ] {
            assert_eq!(codes(&bank.author, query), expected, "{query}");
        }
        let empty = bank.author.get("/items?q=%3F!");
        assert_eq!((empty.status, empty.findings()[0].0.as_str()), (422, "query_without_letters"));
        assert_eq!(bank.author.get("/items?type=ESSAY&grade=99&colour=red").findings().len(), 3);
        let row = &bank.author.get("/items?code=m-1").expect(200)["items"][0];
        assert_eq!((&row["languages"], &row["objectives"], &row["points"]), (&json!(["kk", "ru"]), &json!(["6.5.2.1"]), &json!(1)));
        assert!(row.get("content").is_none());
    }

    fn pages_of_items_follow_each_other_and_the_feed_tells_what_changed(backend) {
        let bank = Bank::open(backend);
        for n in 0..7 {
            bank.author.post("/items", &mcq(&format!("p-{n}"))).expect(201);
        }
        let walk = |query: &str| {
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = bank.author.get(&format!("/items?limit=3&{query}{cursor}")).expect(200);
                seen.extend(page["items"].as_array().unwrap().iter().map(|r| text(&r["code"]).to_owned()));
                match page["next"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => return seen,
                }
            }
        };
        let all: Vec<String> = (0..7).map(|n| format!("p-{n}")).collect();
        assert_eq!(walk("subject=mathematics"), all);
        assert_eq!(walk("updated_since=2020-01-01T00:00:00Z"), all);
        let first = &bank.author.get("/items?limit=1").expect(200)["items"][0];
        let last = &bank.author.get("/items?code=p-6").expect(200)["items"][0];
        let since = text(&last["updated_at"]).to_owned();
        act(&bank.author, text(&first["id"]), 1, "submit").expect(200);
        assert_eq!(walk(&format!("updated_since={since}")), ["p-6", "p-0"]);
        let page = bank.author.get("/items?limit=3").expect(200);
        let mixed = format!("/items?updated_since={since}&cursor={}", text(&page["next"]));
        assert_eq!(bank.author.get(&mixed).status, 400);
    }

    // A9
    fn enemies_are_of_one_subject_and_kept_once(backend) {
        let bank = Bank::open(backend);
        let id = |document: &Value| text(&bank.author.post("/items", document).expect(201)["id"]).to_owned();
        let (a, b, hidden) = (id(&mcq("e-1")), id(&mcq("e-2")), id(&secure("e-3")));
        let mut other = mcq("e-4");
        other["content"]["subject"] = json!("kazakh_l2");
        for field in ["unit", "objectives", "criteria", "programme"] {
            other["content"].as_object_mut().unwrap().remove(field);
        }
        let other = id(&other);
        let post = |items: &[&String]| bank.author.post("/enemy-groups", &json!({"items": items}));
        let found = |items: &[&String]| { let refused = post(items); assert_eq!(refused.status, 422); refused.findings() };
        assert_eq!(found(&[&a, &a]), [("enemies_too_few".to_owned(), "/items".to_owned()), ("enemy_named_twice".into(), "/items/1".into())]);
        assert_eq!(found(&[&a, &other]), [("enemy_other_subject".to_owned(), "/items/1".to_owned())]);
        assert_eq!(found(&[&a, &"none".to_owned()]), [("reference_unknown".to_owned(), "/items/1".to_owned())]);
        let made = post(&[&a, &b]).expect(201);
        assert_eq!(post(&[&b, &a]).expect(200), made);
        post(&[&a, &hidden]).expect(201);
        let groups = |client: &Client| client.get("/enemy-groups").expect(200)["items"].as_array().unwrap().len();
        let stranger = bank.service.user_with_role(&bank.service.root(), "developer");
        assert_eq!((groups(&bank.author), groups(&bank.manager), groups(&stranger)), (2, 2, 1));
        // A group says of every two of its items that they are enemies: nothing is kept twice.
        let third = id(&mcq("e-5"));
        let trio = post(&[&a, &b, &third]).expect(201);
        assert_eq!(trio["items"].as_array().unwrap().len(), 3);
        assert_eq!(post(&[&third, &a]).expect(200)["id"], trio["id"]);
        let of_item = |item: &String| bank.author.get(&format!("/enemy-groups?item={item}")).expect(200);
        assert_eq!(of_item(&third)["items"][0]["id"], trio["id"]);
        assert_eq!(of_item(&third)["items"].as_array().unwrap().len(), 1);
        bank.author.delete(&format!("/enemy-groups/{}", text(&trio["id"]))).expect(200);
        // A clone family is a group of its own; an item has one parent.
        let family = |code: &str, items: &[&String]| {
            let body = json!({"kind": "clone_family", "code": code, "reason": "The same task with other numbers.", "items": items});
            bank.author.post("/enemy-groups", &body)
        };
        let clones = family("ratio-of-18", &[&a, &b]).expect(201);
        assert_eq!((&clones["kind"], clones["id"] == made["id"]), (&json!("clone_family"), false));
        assert_eq!(family("again", &[&b, &a]).expect(200)["id"], clones["id"]);
        let second = family("other", &[&a, &third]);
        assert_eq!((second.status, second.findings()), (409, vec![("clone_family_taken".to_owned(), "/items".to_owned())]));
        assert_eq!(second.json()["errors"][0]["args"], json!({"item": "e-1", "family": "ratio-of-18"}));
        let other_subject = family("mixed", &[&third, &other]);
        assert_eq!((other_subject.status, other_subject.findings()), (422, vec![("enemy_other_subject".to_owned(), "/items/1".to_owned())]));
        bank.author.delete(&format!("/enemy-groups/{}", text(&clones["id"]))).expect(200);
        let path = format!("/enemy-groups/{}", text(&made["id"]));
        assert_eq!(bank.reviewer.delete(&path).status, 403);
        bank.author.delete(&path).expect(200);
        assert_eq!(bank.author.delete(&path).status, 404);
    }

    fn statistics_have_a_number_of_candidates_and_lie_in_their_range(backend) {
        let bank = Bank::open(backend);
        let id = bank.live(&mcq("st-1"));
        let statistics = |rows: Value| json!({
            "administration": "pilot-1", "administered": "2026-10-15", "population": "grade 6", "model": "ctt", "rows": rows
        });
        let good = json!({"item": id, "number": 1, "metric": "p", "n": 214, "value": 0.62});
        let row = |field: &str, value: Value| { let mut row = good.clone(); row[field] = value; row };
        let post = |rows: Value| bank.manager.post("/item-statistics", &statistics(rows));
        let mut without_n = good.clone();
        without_n.as_object_mut().unwrap().remove("n");
        let refused = post(json!([without_n, row("n", json!(0))]));
        assert_eq!(refused.findings(), [("below_minimum".to_owned(), "/rows/1/n".to_owned()), ("missing_field".into(), "/rows/0/n".into())]);
        let refused = post(json!([good, row("value", json!(1.2)), row("metric", json!("b")), row("item", json!("none")), row("number", json!(2))]));
        assert_eq!(refused.findings(), [
            ("reference_unknown".to_owned(), "/rows/3/item".to_owned()), ("reference_unknown".into(), "/rows/4/item".into()),
            ("statistic_model_unfit".into(), "/rows/2/metric".into()), ("statistic_out_of_range".into(), "/rows/1/value".into()),
        ]);
        let path = format!("/items/{id}/statistics");
        assert_eq!(bank.author.get(&path).expect(200), json!([]));
        let rit = { let mut rit = row("metric", json!("rit")); rit["value"] = json!(-0.4); rit };
        assert_eq!(post(json!([good, rit])).expect(201)["kept"], 2);
        let twice = post(json!([good]));
        assert_eq!((twice.status, twice.findings()), (409, vec![("statistic_taken".to_owned(), "/rows/0".to_owned())]));
        assert_eq!(bank.author.get(&path).expect(200).as_array().unwrap().len(), 2);
        assert_eq!(bank.author.post("/item-statistics", &statistics(json!([good]))).status, 403);
        let narrow = bank.author.post("/keys", &json!({"label": "no keys", "permissions": ["read_items"]})).expect(201);
        let bearer = format!("Bearer {}", text(&narrow["secret"]));
        let refused = bank.service.nobody().get_with(&path, &[("authorization", &bearer)]);
        assert_eq!(refused.status, 403);
    }
}
