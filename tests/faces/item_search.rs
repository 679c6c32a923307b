//! Facet counts, orders of people, and search by the first letters of a word.

use serde_json::{Value, json};

use crate::bank::{Bank, act, mcq};
use crate::bank_lists::{codes, spelled};
use crate::harness::api::{Client, text};

/// An item with its stem in one language and a change of its content.
fn item(code: &str, language: &str, stem: &str, change: Value) -> Value {
    let mut item = mcq(code);
    let parts = item["texts"]["ru"]["parts"].clone();
    item["source_language"] = json!(language);
    item["texts"] = json!({language: {"stem": stem, "parts": parts}});
    for (field, value) in change.as_object().expect("fields") {
        item["content"][field] = value.clone();
    }
    item
}

fn facets(client: &Client, query: &str) -> Value {
    client
        .get(&format!("/items/facets?{}", spelled(query)))
        .expect(200)
}

/// `value count` of a facet, the most frequent first.
fn values(facets: &Value, facet: &str) -> Vec<String> {
    let values = facets["facets"][facet]["values"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    values
        .iter()
        .map(|v| format!("{} {}", text(&v["value"]), v["count"]))
        .collect()
}

/// How many items the list itself shows.
fn listed(client: &Client, query: &str) -> usize {
    codes(client, &format!("limit=200&{query}")).len()
}

/// Every facet value under these filters counts what the list shows when it is chosen.
fn agree_with_the_list(client: &Client, filters: &[(&str, &str)]) {
    let query = |filters: &[(&str, &str)]| -> String {
        let pairs: Vec<String> = filters
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("&")
    };
    let counted = facets(client, &query(filters));
    assert_eq!(
        counted["total"],
        json!({"count": listed(client, &query(filters)), "exact": true})
    );
    for (facet, told) in counted["facets"].as_object().expect("facets") {
        for value in told["values"].as_array().expect("values") {
            let mut chosen: Vec<_> = filters
                .iter()
                .filter(|(name, _)| name != facet)
                .copied()
                .collect();
            chosen.push((facet, text(&value["value"])));
            // The filter on a purpose includes items for both; the facet says each purpose for itself.
            if facet == "purpose" {
                continue;
            }
            assert_eq!(
                value["count"],
                listed(client, &query(&chosen)),
                "{facet} {value} under {filters:?}"
            );
        }
    }
}

fn mixed_bank(bank: &Bank) {
    bank.live(&mcq("m-1"));
    for n in 0..3 {
        let change = json!({"difficulty": "B", "thinking": "AP", "term": 2});
        bank.author
            .post(
                "/items",
                &item(&format!("r-{n}"), "ru", "Найдите сумму", change),
            )
            .expect(201);
    }
    let change = json!({"type": "EA", "access": "secure", "literacy": "reading", "tags": ["cold"],
        "parts": [{"id": "a", "points": 1, "scheme": {"kind": "analytic", "descriptors": [{"id": "d", "points": 1}]}}]});
    let mut secure = item("s-1", "en", "Explain it", change);
    secure["texts"]["en"]["parts"] = json!({"a": {"descriptors": {"d": "explains"}}});
    bank.author.post("/items", &secure).expect(201);
    let made = bank.live(&mcq("m-2"));
    bank.author
        .post(&format!("/items/{made}/versions"), &json!({}))
        .expect(201);
}

on_both! {
    fn every_order_is_read_page_by_page_from_both_ends_with_equals_in_the_same_direction(backend) {
        let bank = Bank::open(backend);
        for n in 0..11 {
            let points = 1 + n % 2;
            let mut change = item(&format!("p-{n:02}"), "kk", ["Ана", "Әке"][n % 2], json!({"points": points}));
            change["content"]["parts"][0]["points"] = json!(points);
            bank.author.post("/items", &change).expect(201);
        }
        let all = |query: &str| -> Vec<String> {
            let (mut found, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = bank.author.get(&format!("/items?limit=3&{query}{cursor}")).expect(200);
                found.extend(page["items"].as_array().unwrap().iter().map(|row| text(&row["code"]).to_owned()));
                let Some(next) = page["next"].as_str() else { return found };
                cursor = format!("&cursor={next}");
            }
        };
        let by_number: Vec<String> = (0..11).map(|n| format!("p-{n:02}")).collect();
        let even_first: Vec<String> = [0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9].map(|n| format!("p-{n:02}")).into();
        for (order, expected) in [
            ("", &by_number), ("&sort=code", &by_number), ("&sort=updated", &by_number),
            ("&sort=difficulty", &by_number), ("&sort=title", &even_first), ("&sort=points", &even_first),
        ] {
            for filter in ["subject=mathematics", "type=MCQ", "objective=6.5.2.1"] {
                assert_eq!(all(&format!("{filter}{order}")), *expected, "{filter}{order}");
                let from_the_end: Vec<String> = expected.iter().rev().cloned().collect();
                assert_eq!(all(&format!("{filter}{order}&descending=true")), from_the_end, "{filter}{order}");
            }
        }
    }

    fn a_facet_counts_what_the_list_would_show_and_ignores_its_own_filter(backend) {
        let bank = Bank::open(backend);
        mixed_bank(&bank);
        let all = facets(&bank.manager, "");
        assert_eq!(all["total"], json!({"count": 6, "exact": true}));
        assert_eq!(values(&all, "difficulty"), ["A 3", "B 3"]);
        assert_eq!(values(&all, "type"), ["MCQ 5", "EA 1"]);
        assert_eq!(values(&all, "language"), ["ru 5", "kk 2", "en 1"]);
        // Choosing a phase lists every version in it, so m-2 counts as a live one and as a draft.
        assert_eq!(values(&all, "phase"), ["draft 5", "live 2"]);
        let of_type = facets(&bank.manager, "type=EA");
        assert_eq!(values(&of_type, "type"), ["MCQ 5", "EA 1"]);
        assert_eq!(values(&of_type, "literacy"), ["reading 1"]);
        assert_eq!(values(&of_type, "difficulty"), ["A 1"]);
        for filters in [
            vec![], vec![("type", "MCQ")], vec![("phase", "live")], vec![("phase", "draft"), ("language", "ru")],
            vec![("difficulty", "B"), ("term", "2"), ("q", "сумму")], vec![("q", "на")], vec![("code", "m-")],
            vec![("objective", "6.5.2.1"), ("grade", "6")], vec![("tag", "cold")], vec![("unit", "none")],
            vec![("updated_since", "2020-01-01T00:00:00Z"), ("subject", "mathematics")], vec![("author", "me")],
        ] {
            for client in [&bank.manager, &bank.author, &bank.reviewer] {
                agree_with_the_list(client, &filters);
            }
        }
        // Without the right to see secure items nothing tells that there is one.
        let seen = facets(&bank.reviewer, "");
        assert_eq!((values(&seen, "type"), values(&seen, "tag")), (vec!["MCQ 5".to_owned()], vec!["pilot-2026 5".to_owned()]));
        assert_eq!(bank.author.get("/items/facets?colour=red").status, 422);
    }

    fn facets_follow_every_change_at_once(backend) {
        let bank = Bank::open(backend);
        assert_eq!(facets(&bank.author, "")["total"]["count"], 0);
        let made = bank.author.post("/items", &mcq("f-1")).expect(201);
        assert_eq!(values(&facets(&bank.author, ""), "difficulty"), ["A 1"]);
        let mut changed = mcq("f-1");
        changed["content"]["difficulty"] = json!("C");
        let path = format!("/items/{}/versions/1", text(&made["id"]));
        bank.author.put(&path, "1-1", &changed).expect(200);
        assert_eq!(values(&facets(&bank.author, ""), "difficulty"), ["C 1"]);
        act(&bank.author, text(&made["id"]), 1, "submit").expect(200);
        assert_eq!(values(&facets(&bank.author, ""), "phase"), ["review 1"]);
    }

    fn lists_stand_in_the_order_of_the_alphabet_and_pages_lose_nothing(backend) {
        let bank = Bank::open(backend);
        let stems = [
            ("t-10", "kk", "Қала"), ("t-2", "kk", "Кітап"), ("t-1", "ru", "ёлка"), ("t-3", "ru", "Елки"),
            ("t-4", "kk", "Ән"), ("t-5", "ru", "Аист"), ("t-6", "en", "apple"), ("t-7", "en", "Banana"),
            ("t-8", "kk", "Іні"), ("t-9", "kk", "Ыдыс"), ("t-11", "kk", "Һәм"), ("t-12", "ru", "Хор"),
        ];
        for (n, (code, language, stem)) in stems.iter().enumerate() {
            let points = 1 + n % 3;
            let level = ["A", "B", "C"][n % 3];
            let change = json!({"points": points, "difficulty": level,
                "parts": [{"id": "a", "points": points, "options": ["A", "B", "C"], "key": {"correct": ["B"]}}]});
            bank.author.post("/items", &item(code, language, stem, change)).expect(201);
        }
        let walk = |query: &str, limit: usize| {
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = bank.author.get(&format!("/items?limit={limit}&{query}{cursor}")).expect(200);
                seen.extend(page["items"].as_array().unwrap().iter().map(|r| text(&r["code"]).to_owned()));
                match page["next"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => return seen,
                }
            }
        };
        // ёлка before Елки: the letter after к decides, not the dots.
        let by_title = ["t-6", "t-7", "t-5", "t-4", "t-1", "t-3", "t-2", "t-10", "t-12", "t-11", "t-9", "t-8"];
        let by_code: Vec<String> = (1..=12).map(|n| format!("t-{n}")).collect();
        for limit in [1, 5, 200] {
            assert_eq!(walk("sort=title", limit), by_title, "{limit}");
            assert_eq!(walk("sort=code", limit), by_code);
            let mut backwards = by_code.clone();
            backwards.reverse();
            assert_eq!(walk("sort=code&descending=true", limit), backwards);
            for sort in ["points", "difficulty", "updated"] {
                let whole = walk(&format!("sort={sort}"), 200);
                assert_eq!(walk(&format!("sort={sort}"), limit), whole, "{sort}");
                let mut every = whole.clone();
                every.sort();
                every.dedup();
                assert_eq!((whole.len(), every.len()), (12, 12));
            }
        }
        let points = bank.author.get("/items?limit=200&sort=points&descending=true").expect(200);
        let points: Vec<i64> = points["items"].as_array().unwrap().iter().map(|r| r["points"].as_i64().unwrap()).collect();
        assert!(points.is_sorted_by(|a, b| a >= b), "{points:?}");
        let page = bank.author.get("/items?limit=3&sort=title").expect(200);
        let mixed = format!("/items?sort=code&cursor={}", text(&page["next"]));
        assert_eq!(bank.author.get(&mixed).status, 400);
    }

    fn one_and_two_letters_find_words_that_begin_so(backend) {
        let bank = Bank::open(backend);
        for (code, language, stem) in [
            ("a-1", "kk", "Қала мен ауыл"), ("a-2", "ru", "Ёлка зелёная"), ("a-3", "en", "Find x and yes"), ("a-4", "kk", "Ән салу"),
        ] {
            let mut made = item(code, language, stem, json!({}));
            made["texts"][language]["parts"]["a"]["options"] = json!({"A": "1", "B": "2", "C": "3"});
            bank.author.post("/items", &made).expect(201);
        }
        for (q, expected) in [
            ("қ", vec!["a-1"]), ("ҚА", vec!["a-1"]), ("қа", vec!["a-1"]), ("ка", vec![]), ("ә", vec!["a-4"]),
            ("а", vec!["a-1", "a-3"]), ("ел", vec!["a-2"]), ("ёл", vec!["a-2"]), ("зе", vec!["a-2"]), ("ле", vec![]),
            ("fi", vec!["a-3"]), ("x", vec!["a-3"]), ("find x", vec!["a-3"]), ("x ye", vec!["a-3"]), ("x қа", vec![]),
            ("ала", vec!["a-1"]), ("алу са", vec!["a-4"]), ("1 2 3", vec!["a-1", "a-2", "a-3", "a-4"]), ("_%", vec![]),
        ] {
            if q == "_%" {
                assert_eq!(bank.author.get("/items?q=_%25").status, 422);
                continue;
            }
            assert_eq!(codes(&bank.author, &format!("q={}", q.replace(' ', "%20"))), expected, "{q}");
        }
    }
}
