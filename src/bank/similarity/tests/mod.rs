mod bank_wide;
mod shown;

use super::side_by_side::side_by_side;
use super::verdict::{ExternalScore, check_external, findings, hide_others};
use super::*;
use crate::bank::quality::QualityPolicy;
use crate::bank::reading::numerals::DecimalMark;
use crate::bank::texts::ItemDocument;
use crate::bank::{Hundredths, Language};
use crate::document::{Format, decode_text};
use serde_json::{Value, json};

/// The shipped policy.
pub(in crate::bank::similarity) fn policy() -> QualityPolicy {
    const SHIPPED: &str = include_str!("../../../../item_specs/quality/kz-items.yaml");
    decode_text::<QualityPolicy>(SHIPPED, Format::Yaml)
        .expect("a policy")
        .0
}

const SPEED: &str = "Поезд прошёл 240 км за 3 часа. С какой средней скоростью он ехал?";

fn item(code: &str, stem: &str, options: [&str; 4]) -> ItemDocument {
    item_in("ru", code, stem, options)
}

fn item_in(language: &str, code: &str, stem: &str, [a, b, c, d]: [&str; 4]) -> ItemDocument {
    let value = json!({
        "code": code,
        "content": {
            "type": "MCQ", "subject": "physics", "grade_min": 7, "grade_max": 7, "points": 1,
            "parts": [{"id": "a", "points": 1, "options": ["A", "B", "C", "D"], "key": {"correct": ["B"]}}]
        },
        "texts": {language: {"stem": stem, "parts": {"a": {"options": {"A": a, "B": b, "C": c, "D": d}}}}}
    });
    serde_json::from_value(value).expect("an item")
}

fn speed(code: &str) -> ItemDocument {
    item(code, SPEED, ["60 км/ч", "80 км/ч", "720 км/ч", "243 км/ч"])
}

fn entry(item: &ItemDocument) -> Entry {
    let (language, texts) = item.texts.iter().next().expect("a language");
    Entry {
        item: item.code.clone(),
        language: language.clone(),
        family: item.content.family.clone(),
        print: Print::of(&item.content, texts, DecimalMark::Comma),
    }
}

fn others() -> Vec<ItemDocument> {
    [
        (
            "Какой газ выделяют растения при фотосинтезе?",
            ["Азот", "Кислород", "Водород", "Гелий"],
        ),
        (
            "Кто написал роман «Абай жолы»?",
            ["Абай", "Ауэзов", "Алтынсарин", "Валиханов"],
        ),
        (
            "Назовите столицу Австралии.",
            ["Сидней", "Канберра", "Мельбурн", "Перт"],
        ),
        (
            "Чему равна сумма углов треугольника?",
            ["90°", "180°", "270°", "360°"],
        ),
    ]
    .into_iter()
    .enumerate()
    .map(|(n, (stem, options))| item(&format!("O-{n}"), stem, options))
    .collect()
}

fn index(items: &[ItemDocument]) -> Index {
    Index::new(items.iter().map(entry), &policy().similarity)
}

/// What the verdict tells of a submission: code and other item.
fn told(index: &Index, submitted: &ItemDocument) -> Vec<(String, String)> {
    let policy = policy();
    let near = policy.similarity.thresholds.near_from;
    let matches = index.matches(&entry(submitted), &policy.similarity.weights, near, 20);
    findings(&policy.similarity, &matches, &[])
        .into_iter()
        .map(|f| (f.code, f.args["other"].as_str().expect("a code").to_owned()))
        .collect()
}

fn bank() -> Vec<ItemDocument> {
    let mut items = others();
    items.push(speed("M-1"));
    items
}

fn same(code: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), "M-1".to_owned())]
}

#[test]
fn a_copy_is_found_whatever_was_done_to_it() {
    let index = index(&bank());
    let spaced = "ПОЕЗД  прошёл 240 км за 3 часа.\nС какой средней скоростью он ехал?";
    let alike = SPEED.replace('о', "o").replace('е', "e");
    let swapped = "Поезд за 3 часа прошёл 240 км. С какой он ехал средней скоростью?";
    let edited = "Автобус прошёл 240 км за 3 часа. С какой средней скоростью он двигался?";
    for stem in [SPEED, spaced, &alike, swapped, edited] {
        let copy = item("N-1", stem, ["60 км/ч", "80 км/ч", "720 км/ч", "243 км/ч"]);
        assert_eq!(told(&index, &copy), same("similar_item"), "{stem}");
    }
}

#[test]
fn the_order_of_the_options_makes_no_difference_and_the_key_does() {
    let index = index(&bank());
    let mut shuffled = item("N-1", SPEED, ["243 км/ч", "720 км/ч", "80 км/ч", "60 км/ч"]);
    shuffled.content.parts[0].key.correct = vec!["C".to_owned()];
    let weights = policy().similarity.weights;
    let score = |copy: &ItemDocument| {
        let found = index.compared(&entry(copy), &entry(&speed("M-1")), &weights);
        found.score.total
    };
    assert_eq!(score(&shuffled), Hundredths::whole(100));
    shuffled.content.parts[0].key.correct = vec!["A".to_owned()];
    assert!(score(&shuffled) < Hundredths::whole(100));
}

#[test]
fn what_is_right_here_and_wrong_there_makes_another_item() {
    let cells = |code: &str, key: &str| {
        let options = [
            "две клетки с двойным набором хромосом",
            "четыре клетки с двойным набором хромосом",
            "две клетки с одинарным набором хромосом",
            "четыре клетки с одинарным набором хромосом",
        ];
        let stem = "Что образуется из клетки с двойным набором хромосом, если она делится?";
        let mut item = item(code, stem, options);
        item.content.parts[0].key.correct = vec![key.to_owned()];
        item
    };
    let first = cells("M-1", "A");
    let index = index(std::slice::from_ref(&first));
    assert_eq!(told(&index, &cells("N-1", "A")), same("similar_item"));
    assert_eq!(told(&index, &cells("N-2", "B")), same("enemies_suggested"));
    let weights = policy().similarity.weights;
    let found = index.compared(&entry(&cells("N-2", "B")), &entry(&first), &weights);
    assert_eq!(found.score.key, Some(Hundredths::ZERO));
}

#[test]
fn what_is_like_the_original_is_near_and_no_copy() {
    let edited = "Автобус прошёл 240 км за 3 часа. С какой средней скоростью он двигался?";
    let options = ["60 км/ч", "80 км/ч", "720 км/ч", "243 км/ч"];
    let mut items = bank();
    items.push(item("M-2", edited, options));
    let of = |code: &str, other: &str| (code.to_owned(), other.to_owned());
    assert_eq!(
        told(&index(&items), &speed("N-1")),
        [of("similar_item", "M-1"), of("enemies_suggested", "M-2")]
    );
    // Where it is all that there is, it is the original.
    items.retain(|item| item.code != "M-1");
    assert_eq!(
        told(&index(&items), &speed("N-1")),
        [of("similar_item", "M-2")]
    );
}

#[test]
fn other_numbers_make_a_clone_and_no_copy() {
    let index = index(&bank());
    let stem = "Поезд прошёл 350 км за 5 часов. С какой средней скоростью он ехал?"
        .replace("часов", "часа");
    let clone = item(
        "N-1",
        &stem,
        ["60 км/ч", "70 км/ч", "1 750 км/ч", "355 км/ч"],
    );
    assert_eq!(told(&index, &clone), same("family_suggested"));
}

#[test]
fn members_of_a_family_are_not_told_unless_they_are_equal_in_their_numbers_too() {
    let mut known = speed("M-1");
    known.content.family = Some("trains".to_owned());
    let index = index(&[known]);
    let mut clone = item(
        "N-1",
        &SPEED.replace("240", "250"),
        ["60 км/ч", "81 км/ч", "720 км/ч", "243 км/ч"],
    );
    clone.content.family = Some("trains".to_owned());
    assert_eq!(told(&index, &clone), []);
    let mut twin = speed("N-2");
    twin.content.family = Some("trains".to_owned());
    assert_eq!(told(&index, &twin), same("similar_item"));
}

#[test]
fn a_general_stem_with_other_options_is_another_item() {
    let stem = "Какое из утверждений верно?";
    let first = item(
        "M-1",
        stem,
        [
            "Вода кипит",
            "Лёд тает",
            "Пар остывает",
            "Соль растворяется",
        ],
    );
    let second = item(
        "M-2",
        stem,
        [
            "Абай поэт",
            "Курмангазы художник",
            "Сатпаев певец",
            "Ауэзов врач",
        ],
    );
    let told = told(&index(&[first]), &second);
    assert!(
        told.iter().all(|(code, _)| code != "similar_item"),
        "{told:?}"
    );
}

#[test]
fn an_item_is_not_compared_with_itself_nor_with_other_languages() {
    let index = index(&bank());
    assert_eq!(told(&index, &speed("M-1")), []);
    let options = ["60 км/ч", "80 км/ч", "720 км/ч", "243 км/ч"];
    assert_eq!(told(&index, &item_in("bg", "N-1", SPEED, options)), []);
}

#[test]
fn short_texts_with_numbers_are_no_family() {
    let options = ["3", "5", "7", "9"];
    let index = index(&[item("M-1", "2 + 3 = ?", options)]);
    assert_eq!(
        told(&index, &item("N-1", "4 + 8 = ?", ["10", "12", "14", "16"])),
        []
    );
}

#[test]
fn a_stored_print_is_read_back_and_a_damaged_one_is_not() {
    let print = entry(&speed("M-1")).print;
    let bytes = print.to_bytes();
    assert_eq!(Print::from_bytes(&bytes), Some(print));
    for damaged in [&bytes[1..], &bytes[..bytes.len() - 1], &[], &[VERSION + 1]] {
        assert_eq!(Print::from_bytes(damaged), None);
    }
}

#[test]
fn what_nobody_said_is_no_part_of_the_index() {
    let mut empty = speed("E-1");
    empty
        .texts
        .values_mut()
        .for_each(|texts| *texts = Default::default());
    let index = index(&[empty.clone()]);
    assert!(index.is_empty());
    assert_eq!(told(&index, &empty), []);
}

#[test]
fn open_tasks_are_compared_by_what_they_have() {
    let open = |code: &str, stem: &str, answer: &str| -> ItemDocument {
        let value = json!({
            "code": code,
            "content": {"type": "SA", "subject": "m", "grade_min": 6, "grade_max": 6, "points": 1,
                "parts": [{"id": "a", "points": 1, "key": {"number": {"value": answer}}}]},
            "texts": {"ru": {"stem": stem}}
        });
        serde_json::from_value(value).expect("an item")
    };
    let index = index(&[open(
        "M-1",
        "Найдите корень уравнения и запишите ответ",
        "5",
    )]);
    let copy = open("N-1", "Найдите корень уравнения, запишите ответ", "5");
    assert_eq!(told(&index, &copy), same("similar_item"));
    let other = open("N-2", "Сколько сторон у правильного шестиугольника?", "6");
    assert_eq!(told(&index, &other), []);
}
