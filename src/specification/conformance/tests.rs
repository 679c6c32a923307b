use serde_json::{Value, json};

use super::*;

fn specification() -> Value {
    json!({
        "schema": "synaq.item-spec/v1", "id": "mcq-four", "version": 1, "title": {"en": "One of four"},
        "types": ["MCQ"], "subjects": ["mathematics"], "grades": [5, 6], "purposes": ["summative"],
        "languages": ["kk", "ru"], "thinking": ["KU", "AP"], "required": ["objectives", "minutes", "licence"],
        "points": {"min": 1, "max": 1}, "minutes": {"max": 3}, "parts": {"max": 1},
        "options": {"min": 4, "max": 4}, "keys": {"min": 1, "max": 1}, "partial": ["all_or_nothing"],
        "words": {"stem": {"max": 8}, "option": {"max": 3}},
        "stimulus": "forbidden", "hint": "required", "explanation": "optional",
        "forbidden": [
            {"id": "all-of-these", "pattern": "(?i)все перечисленн", "languages": ["ru"],
             "instead": {"ru": "четвёртый правдоподобный вариант"}},
            {"id": "not", "pattern": "(?i)\\bне\\b", "languages": ["ru"], "places": ["stem"], "severity": "warning"}
        ]
    })
}

fn item() -> Value {
    let texts = |stem: &str| {
        json!({"stem": stem, "hint": "…", "parts": {"a": {"options": {
            "A": "1", "B": "2", "C": "3", "D": "4"
        }}}})
    };
    json!({
        "code": "x",
        "content": {
            "type": "MCQ", "purpose": "summative", "subject": "mathematics", "grade_min": 6, "grade_max": 6,
            "objectives": ["6.5.2.1"], "thinking": "KU", "points": 1, "minutes": 2, "licence": "CC-BY-4.0",
            "parts": [{"id": "a", "points": 1, "options": ["A", "B", "C", "D"], "key": {"correct": ["B"]}}]
        },
        "texts": {"kk": texts("Қатынасты қысқартыңыз."), "ru": texts("Сократите отношение.")}
    })
}

fn told(specification: Value, item: Value) -> Vec<(String, String)> {
    let specification = serde_json::from_value(specification).expect("a specification");
    let item = serde_json::from_value(item).expect("an item");
    let found = conformance(&specification, &item);
    assert!(found.iter().all(|f| f.args["spec"] == specification.id));
    found.into_iter().map(|f| (f.code, f.pointer)).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(code, pointer): &(&str, &str)| ((*code).to_owned(), (*pointer).to_owned());
    expected.iter().map(own).collect()
}

#[test]
fn an_item_that_respects_its_specification_has_no_finding() {
    assert_eq!(told(specification(), item()), []);
}

#[test]
fn a_specification_that_asks_nothing_takes_everything() {
    let open = json!({"schema": "synaq.item-spec/v1", "id": "open", "version": 1, "title": {}});
    assert_eq!(told(open, item()), []);
}

#[test]
fn every_departure_is_told_at_once_with_its_pointer() {
    let mut wrong = item();
    let content = &mut wrong["content"];
    content["type"] = json!("MULTI");
    content["subject"] = json!("physics");
    content["grade_max"] = json!(7);
    content["purpose"] = json!("formative");
    content["thinking"] = json!("HO");
    content["licence"] = Value::Null;
    content["points"] = json!(2);
    content["minutes"] = json!(5);
    content["stimulus"] = json!("s-1");
    content["parts"][0]["options"] = json!(["A", "B", "C"]);
    content["parts"][0]["key"]["correct"] = json!(["A", "B"]);
    content["parts"][0]["scheme"] = json!({"rule": "per_correct_no_penalty"});
    wrong["texts"].as_object_mut().unwrap().remove("kk");
    let ru = &mut wrong["texts"]["ru"];
    ru["stem"] = json!("Что здесь не является решением, если сложить все перечисленные числа?");
    ru["hint"] = json!(" ");
    ru["parts"]["a"]["options"]["D"] = json!("Все перечисленные выше варианты");
    assert_eq!(
        told(specification(), wrong),
        pairs(&[
            ("spec_not_allowed", "/content/type"),
            ("spec_not_allowed", "/content/subject"),
            ("spec_not_allowed", "/content/purpose"),
            ("spec_not_allowed", "/content/thinking"),
            ("spec_out_of_bounds", "/content/grade_min"),
            ("spec_language_missing", "/texts"),
            ("spec_attribute_missing", "/content/licence"),
            ("spec_attribute_forbidden", "/content/stimulus"),
            ("spec_out_of_bounds", "/content/points"),
            ("spec_out_of_bounds", "/content/minutes"),
            ("spec_out_of_bounds", "/content/parts/0/options"),
            ("spec_out_of_bounds", "/content/parts/0/key/correct"),
            ("spec_not_allowed", "/content/parts/0/scheme/rule"),
            ("spec_out_of_bounds", "/texts/ru/stem"),
            ("spec_out_of_bounds", "/texts/ru/parts/a/options/D"),
            ("spec_attribute_missing", "/texts/ru/hint"),
            ("spec_phrase_forbidden", "/texts/ru/stem"),
            ("spec_phrase_forbidden", "/texts/ru/parts/a/options/D"),
            ("spec_phrase_forbidden", "/texts/ru/stem"),
        ])
    );
}

#[test]
fn descriptors_are_compared_in_number_points_and_criterion() {
    let specification = json!({
        "schema": "synaq.item-spec/v1", "id": "open", "version": 1, "title": {}, "sample_answer": "required",
        "mark_scheme": {"kinds": ["analytic"], "descriptors": {"min": 3}, "points_per_descriptor": 1, "criterion_required": true}
    });
    let mut open = item();
    open["content"]["type"] = json!("EA");
    open["content"]["parts"] = json!([{"id": "a", "points": 3, "scheme": {"kind": "analytic", "descriptors": [
        {"id": "d1", "points": 2, "criterion": "c1"}, {"id": "d2", "points": 1}
    ]}}]);
    assert_eq!(
        told(specification, open),
        pairs(&[
            (
                "spec_descriptor_points",
                "/content/parts/0/scheme/descriptors/0/points"
            ),
            (
                "spec_descriptor_criterion",
                "/content/parts/0/scheme/descriptors/1"
            ),
            ("spec_out_of_bounds", "/content/parts"),
            ("spec_attribute_missing", "/texts/kk/parts/a/sample_answer"),
            ("spec_attribute_missing", "/texts/ru/parts/a/sample_answer"),
        ])
    );
}

#[test]
fn a_specification_that_contradicts_itself_or_its_sample_is_refused() {
    let mut wrong = specification();
    wrong["points"] = json!({"min": 2, "max": 1});
    wrong["grades"] = json!([7, 6]);
    wrong["forbidden"][1] = json!({"id": "all-of-these", "pattern": "(unclosed"});
    wrong["sample"] = json!({"content": item()["content"], "texts": item()["texts"]});
    let wrong = serde_json::from_value(wrong).expect("a specification");
    let found = check_item_specification(&wrong);
    let told: Vec<_> = found.into_iter().map(|f| (f.code, f.pointer)).collect();
    assert_eq!(
        told,
        pairs(&[
            ("bounds_impossible", "/points"),
            ("duplicate_id", "/forbidden/1/id"),
            ("pattern_invalid", "/forbidden/1/pattern"),
            ("bounds_impossible", "/grades"),
            ("spec_out_of_bounds", "/sample/content/grade_min"),
            ("spec_out_of_bounds", "/sample/content/points"),
        ])
    );
}
