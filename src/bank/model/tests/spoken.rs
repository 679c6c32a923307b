//! Words, units and short answers.

use super::*;
use crate::bank::SchemeKind;
use crate::language::{Locale, sentence};

const PARCELS: &str = r#"
schema: synaq.item-model/v1
id: parcels
version: 2
family: masses
source_language: ru
title: {kk: "Сәлемдеме", ru: "Посылки"}
item: {subject: mathematics, grade_min: 5, grade_max: 5, objectives: ["5.1.1.1"], thinking: AP, points: 2, minutes: 2}
variables:
  - id: thing
    words:
      - {id: parcel, forms: {kk: {other: "сәлемдеме", genitive: "сәлемдеменің"}, ru: {one: "посылка", few: "посылки", many: "посылок"}}}
      - {id: box, forms: {kk: {other: "жәшік", genitive: "жәшіктің"}, ru: {one: "ящик", few: "ящика", many: "ящиков"}}}
  - {id: n, set: [2, 5, 21]}
  - {id: m, from: 0.5, to: 2.5, step: 0.5}
question:
  type: SA
  answer: {is: "n * m", unit: {kk: "кг", ru: "кг"}, unit_required: true, tolerance: 0.01}
  distractors:
    - {error: sum, is: "n + m", rationale: {kk: "қосады", ru: "складывает"}}
    - {error: grams, is: "n * m", unit: {kk: "г", ru: "г"}, rationale: {kk: "бірлігін шатастырады", ru: "путает единицу"}}
  descriptors:
    - {id: d1, points: 2, text: {kk: "{n | dative} көбейтеді", ru: "умножает на {n}"}}
wording:
  kk:
    stem: "{n} {thing} бар. Бір {thing.genitive} массасы {m} кг. Барлығы неше килограмм?"
    explanation: "{n} · {m} = {answer}"
    marking_notes: "Бірлігі керек."
  ru:
    stem: "Дано: {n} {n | plural thing}, масса каждой единицы {m} кг. Сколько килограммов всего?"
    explanation: "{n} · {m} = {answer}"
    marking_notes: "Единица нужна."
"#;

fn one(thing: &str, n: &str, m: &str) -> Generated {
    let batch = drawn(&read(PARCELS), 30, 1);
    let wanted = [("m", m), ("n", n), ("thing", thing)];
    let wanted = wanted.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut items = batch.items.into_iter();
    let found = items.find(|one| one.provenance.values == wanted.clone().into());
    found.expect("drawn")
}

#[test]
fn words_and_numbers_agree_in_each_language() {
    for (thing, n, m, kk, ru) in [
        (
            "parcel",
            "2",
            "2.5",
            "2 сәлемдеме бар. Бір сәлемдеменің массасы 2,5 кг.",
            "Дано: 2 посылки, масса каждой единицы 2,5 кг.",
        ),
        (
            "box",
            "5",
            "0.5",
            "5 жәшік бар. Бір жәшіктің массасы 0,5 кг.",
            "Дано: 5 ящиков, масса каждой единицы 0,5 кг.",
        ),
        (
            "parcel",
            "21",
            "1",
            "21 сәлемдеме бар. Бір сәлемдеменің массасы 1 кг.",
            "Дано: 21 посылка, масса каждой единицы 1 кг.",
        ),
    ] {
        let texts = one(thing, n, m).item.texts;
        let stem = |code: &str| texts[&code.parse().unwrap()].stem.clone();
        assert!(stem("kk").starts_with(kk), "{}", stem("kk"));
        assert!(stem("ru").starts_with(ru), "{}", stem("ru"));
    }
}

#[test]
fn a_short_answer_has_its_number_units_and_steps() {
    let generated = one("parcel", "5", "2.5");
    let part = &generated.item.content.parts[0];
    let key = part.key.number.as_ref().expect("a number");
    assert_eq!(
        (key.value.as_str(), key.tolerance.as_deref()),
        ("12.5", Some("0.01"))
    );
    assert!(key.unit_required);
    assert_eq!(key.units, ["кг"]);
    assert_eq!(part.scheme.kind, SchemeKind::Analytic);
    assert_eq!(generated.item.content.family.as_deref(), Some("masses"));
    assert!(generated.item.code.starts_with("parcels-v2-"));
    let texts = &generated.item.texts[&"kk".parse().unwrap()];
    assert_eq!(texts.parts["a"].descriptors["d1"], "5-ке көбейтеді");
    assert_eq!(texts.explanation.as_deref(), Some("5 · 2,5 = 12,5"));
}

#[test]
fn markers_are_told_each_error_with_its_number_and_unit() {
    let notes = |generated: &Generated| {
        let texts = &generated.item.texts[&"ru".parse().unwrap()];
        texts.marking_notes.clone().expect("notes")
    };
    assert_eq!(
        notes(&one("box", "5", "2.5")),
        "Единица нужна.\n7,5\u{a0}кг: складывает\n12,5\u{a0}г: путает единицу"
    );
    // 2 + 2 = 2 · 2: the sum is no error there.
    assert_eq!(
        notes(&one("box", "2", "2")),
        "Единица нужна.\n4\u{a0}г: путает единицу"
    );
}

#[test]
fn a_form_that_a_word_lacks_is_told_at_the_word() {
    let lacking = PARCELS
        .replace(", genitive: \"жәшіктің\"", "")
        .replace(", few: \"посылки\"", "");
    let (_, findings) = check_model(&read(&lacking), None);
    assert_eq!(
        told(&findings),
        [
            "model_word_form_missing /variables/0/words/1/forms",
            "model_word_form_missing /variables/0/words/0/forms"
        ]
    );
    assert_eq!(
        sentence(Locale::Ru, &findings[1]),
        "У слова parcel нет формы «few» на языке ru, а формулировка её требует. Добавьте её."
    );
}

#[test]
fn tests_of_a_model_are_filled_in_for_each_item_and_language() {
    let tests = r#"
tests:
  - {key: true, earns: 2}
  - {text: "{answer} килограмм", language: ru, when: "m > 1", earns: 0}
  - {error: grams, language: kk, earns: 0}
"#;
    let batch = drawn(&read(&format!("{PARCELS}{tests}")), 30, 1);
    let mut items = batch.items.iter();
    let found =
        items.find(|one| one.provenance.values["n"] == "5" && one.provenance.values["m"] == "1.5");
    let filled: Vec<(usize, String, String)> = found
        .expect("drawn")
        .tests
        .iter()
        .map(|one| {
            let language = one.test.language.as_ref().expect("one language");
            (one.position, language.to_string(), one.test.answer.shown())
        })
        .collect();
    let expected = [
        (0, "kk", "7,5\u{a0}кг"),
        (0, "ru", "7,5\u{a0}кг"),
        (1, "ru", "7,5 килограмм"),
        (2, "kk", "7,5\u{a0}г"),
    ];
    let expected =
        expected.map(|(n, language, answer)| (n, language.to_owned(), answer.to_owned()));
    assert_eq!(filled, expected);
    let light = batch
        .items
        .iter()
        .filter(|one| one.provenance.values["m"] == "0.5");
    assert!(light.clone().count() > 0);
    assert!(
        light
            .flat_map(|one| &one.tests)
            .all(|one| one.position != 1)
    );
}
