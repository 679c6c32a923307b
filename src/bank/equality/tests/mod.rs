mod letters;
mod numbers;
mod structure;

use super::*;
use crate::bank::quality::QualityRule;
use crate::document::{Format, decode_text};
use serde_json::{Value, json};

fn policy() -> QualityPolicy {
    const SHIPPED: &str = include_str!("../../../../item_specs/quality/kz-items.yaml");
    decode_text::<QualityPolicy>(SHIPPED, Format::Yaml)
        .expect("a policy")
        .0
}

fn item(texts: Value) -> ItemDocument {
    let value = json!({
        "code": "M-1", "source_language": "ru",
        "content": {
            "type": "MCQ", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 1,
            "parts": [{"id": "a", "points": 1, "options": ["A", "B", "C"], "key": {"correct": ["B"]}}]
        },
        "texts": texts
    });
    serde_json::from_value(value).expect("an item")
}

/// `code pointer` of everything told of texts.
fn told(texts: Value) -> Vec<String> {
    let found = compare_variants(&policy(), &item(texts));
    found
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

/// The findings of stems in Russian and another language.
fn of_stems(russian: &str, language: &str, other: &str) -> Vec<Finding> {
    compare_variants(
        &policy(),
        &item(json!({"ru": {"stem": russian}, language: {"stem": other}})),
    )
}

/// What a rule misses and has too many, of stems in Russian and another language.
fn surplus_of(
    rule: QualityRule,
    russian: &str,
    language: &str,
    other: &str,
) -> Option<(String, String)> {
    let found = of_stems(russian, language, other);
    let finding = found.into_iter().find(|f| f.code == rule.as_str())?;
    assert_eq!(finding.pointer, format!("/texts/{language}/stem"));
    let list = |name: &str| {
        finding
            .args
            .get(name)
            .map(Value::to_string)
            .unwrap_or_default()
    };
    Some((list("missing"), list("extra")))
}

#[test]
fn languages_that_say_the_same_give_no_finding() {
    let texts = |stem: &str, options: [&str; 3], hint: &str| {
        json!({"stem": stem, "hint": hint, "parts": {"a": {
            "options": {"A": options[0], "B": options[1], "C": options[2]}
        }}})
    };
    let all = json!({
        "ru": texts(
            "Автомобиль проехал 10 600,5 м за два часа. Найдите v = s / t, если t = 2 ч. В XX веке это было быстро.",
            ["2,5 км/ч", "5300,25 м/ч", "1 200 км/ч"], "Скорость — это путь за время."
        ),
        "kk": texts(
            "Автомобиль 2 сағатта 10 600,5 м жол жүрді. Егер t = 2 сағ болса, v = s : t табыңыз. XX ғасырда бұл жылдам болды.",
            ["2,5 км/сағ", "5300,25 м/сағ", "1 200 км/сағ"], "Жылдамдық — уақыт ішіндегі жол."
        ),
        "en": texts(
            "A car went 10,600.5 m in two hours. Find v = s/t where t = 2 h. In the 20th century this was fast.",
            ["2.5 km/h", "5300.25 m/h", "1,200 km/h"], "Speed is the way in a time."
        )
    });
    assert_eq!(told(all), [""; 0]);
}

#[test]
fn every_text_of_the_source_is_said_and_nothing_more() {
    let russian = json!({"stem": "Вопрос", "parts": {"a": {"options": {"A": "да", "B": "нет"}}}});
    let kazakh = json!({"stem": "Сұрақ", "hint": "Көмек", "parts": {"a": {"options": {"A": "иә", "B": " "}}}});
    assert_eq!(
        told(json!({"ru": russian, "kk": kazakh})),
        [
            "variant_text_missing /texts/kk/parts/a/options/B",
            "variant_text_extra /texts/kk/hint",
        ]
    );
}

#[test]
fn pictures_are_the_same() {
    let rule = QualityRule::VariantMediaDiffer;
    let russian = "Смотрите ![рисунок](media:1)";
    assert_eq!(
        surplus_of(rule, russian, "kk", "![сурет](media:1) қараңыз"),
        None
    );
    let found = surplus_of(rule, russian, "kk", "<img src=\"media:2\"> қараңыз");
    assert_eq!(
        found,
        Some((r#"["media:1"]"#.to_owned(), r#"["media:2"]"#.to_owned()))
    );
}

#[test]
fn accepted_answers_have_the_same_numbers() {
    let answers = |list: &[&str]| json!({"stem": "?", "parts": {"a": {"accepted": list}}});
    let russian = answers(&["2,5 м", "2,5 метра"]);
    assert_eq!(
        told(json!({"ru": russian, "en": answers(&["2.5 m"])})),
        [""; 0]
    );
    let wrong = "variant_accepted_differ /texts/kk/parts/a/accepted";
    assert_eq!(
        told(json!({"ru": russian, "kk": answers(&["3,5 м"])})),
        [wrong]
    );
    assert_eq!(told(json!({"ru": russian, "kk": {"stem": "?"}})), [wrong]);
}

#[test]
fn numbers_that_the_key_accepts_in_every_language_need_not_be_written_once_more() {
    let answers = |list: &[&str]| json!({"stem": "?", "parts": {"a": {"accepted": list}}});
    let texts = json!({"ru": answers(&["вторая", "II"]), "kk": answers(&["екінші", "2-ширек"])});
    let mut item = item(texts);
    let codes = |item: &ItemDocument| -> Vec<String> {
        let found = compare_variants(&policy(), item).into_iter();
        found.map(|finding| finding.code).collect()
    };
    assert!(codes(&item).contains(&"variant_accepted_differ".to_owned()));
    item.content.parts[0].key.accepted = vec!["2".to_owned()];
    assert!(!codes(&item).contains(&"variant_accepted_differ".to_owned()));
}

#[test]
fn every_language_is_compared_with_the_one_it_was_written_in() {
    let texts =
        json!({"en": {"stem": "Take 5"}, "kk": {"stem": "6 алыңыз"}, "ru": {"stem": "Возьмите 6"}});
    assert_eq!(
        told(texts.clone()),
        ["variant_numerals_differ /texts/en/stem"]
    );
    let mut item = item(texts);
    item.source_language = None;
    let found = compare_variants(&policy(), &item);
    let pointers: Vec<&str> = found.iter().map(|f| f.pointer.as_str()).collect();
    assert_eq!(pointers, ["/texts/kk/stem", "/texts/ru/stem"]);
    item.texts.clear();
    assert_eq!(compare_variants(&policy(), &item), []);
}
