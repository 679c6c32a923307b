use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::document::{Format, canonical, parse};

fn read_back(value: &Value) -> Value {
    let text = to_yaml(value);
    parse(&text, Format::Yaml)
        .unwrap_or_else(|findings| panic!("{findings:?} in\n{text}"))
        .value
}

#[test]
fn a_specification_reads_as_a_person_would_write_it() {
    let value = json!({
        "id": "MATH-5", "year": "2026-27", "empty": {}, "none": [], "share": [0.1, 0.25], "yes": "no",
        "blueprint": [{"id": "r1", "types": ["MCQ", "SA"], "stimulus": {"words": [10, 20]}}, [[1], ["a", {"b": null}]]],
        "text": "First line: yes\n  second\n\nlast", "title": {"kk": "Сынақ", "ru": "Тест: первый"},
    });
    let wanted = r#"blueprint:
  - id: r1
    stimulus:
      words: [10, 20]
    types: [MCQ, SA]
  - - [1]
    - - a
      - b: null
empty: {}
id: MATH-5
none: []
share: [0.1, 0.25]
text: |-
  First line: yes
    second

  last
title:
  kk: Сынақ
  ru: "Тест: первый"
year: "2026-27"
"yes": "no"
"#;
    assert_eq!(to_yaml(&value), wanted);
    assert_eq!(read_back(&value), value);
}

#[test]
fn texts_that_look_like_something_else_are_quoted() {
    for text in [
        "",
        "1",
        "1.5",
        "true",
        "null",
        "~",
        "yes",
        "2026-09-01",
        "- a",
        "a: b",
        "a #b",
        " a",
        "a ",
        "---",
        "...",
    ] {
        assert!(to_yaml(&json!(text)).starts_with('"'), "{text:?}");
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-z]{1,6}",
        "[- :#'\"\\[\\]{},&*!|>%@`\\\\a1ә\n\t]{0,20}",
        "[ a\n]{0,12}",
        proptest::collection::vec(any::<char>(), 0..8).prop_map(String::from_iter),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(text.clone(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn every_value_reads_back_the_same(value in any_value()) {
        prop_assert_eq!(canonical(&read_back(&value)), canonical(&value));
    }
}
