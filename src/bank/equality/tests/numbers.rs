//! Numerals, units, formulas, order of options.

use super::*;

#[test]
fn numerals_are_the_same_whatever_their_spelling() {
    let rule = QualityRule::VariantNumeralsDiffer;
    for (russian, language, wrong, right) in [
        (
            "Даны 2,5 и 10 600",
            "kk",
            "2,6 және 10 600 берілген",
            "10600 және 2,50 берілген",
        ),
        (
            "Даны 2,5 и 10 600",
            "en",
            "Given 2.5 and 10,500",
            "Given 10,600 and 2.5",
        ),
        (
            "В 3 вазах по 7 роз",
            "kk",
            "3 құмырада раушан бар",
            "Үш құмырада жеті раушаннан бар",
        ),
        (
            "В трёх вазах по 7 роз",
            "en",
            "In 4 vases 7 roses",
            "In 3 vases seven roses each",
        ),
        ("В XX веке", "kk", "19 ғасырда", "20-ғасырда"),
    ] {
        assert!(
            surplus_of(rule, russian, language, wrong).is_some(),
            "{wrong}"
        );
        assert_eq!(surplus_of(rule, russian, language, right), None, "{right}");
    }
    let found = surplus_of(rule, "5 и 5 и 7", "kk", "5 және 8");
    assert_eq!(
        found,
        Some((r#"["5","7"]"#.to_owned(), r#"["8"]"#.to_owned()))
    );
}

#[test]
fn numbers_of_every_text_are_compared() {
    let descriptor =
        |text: &str| json!({"stem": "…", "parts": {"a": {"descriptors": {"d1": text}}}});
    assert_eq!(
        told(json!({"ru": descriptor("находит 22 тенге"), "kk": descriptor("23 теңге табады")})),
        ["variant_numerals_differ /texts/kk/parts/a/descriptors/d1"]
    );
}

#[test]
fn decimals_are_written_as_the_language_writes_them() {
    for (language, wrong, right) in [
        ("kk", "2.5 метр", "2,5 метр, 01.09.2026, 5.1.2"),
        ("ru", "2.5 метра", "2,5 метра"),
        ("en", "2,5 metres", "2.5 metres and 1,200 metres"),
    ] {
        let marks = |stem: &str| told(json!({language: {"stem": stem}}));
        assert_eq!(
            marks(wrong),
            [format!("variant_decimal_mark /texts/{language}/stem")]
        );
        assert_eq!(marks(right), [""; 0], "{right}");
    }
}

#[test]
fn units_are_the_same_each_in_its_own_spelling() {
    let rule = QualityRule::VariantUnitsDiffer;
    for (russian, language, wrong, right) in [
        ("5 км", "kk", "5 м", "5 км"),
        ("5 км/ч", "kk", "5 км/с", "5 км/сағ"),
        ("5 метров", "en", "5 cm", "5 m"),
        ("75 м² краски", "kk", "75 м бояу", "75 м²-ге бояу"),
        ("20 % людей", "en", "20 people", "20 percent of people"),
        ("за 30 мин", "en", "in 30 hours", "in 30 minutes"),
        ("22 200 тенге", "kk", "22 200 метр", "22 200 теңгеге"),
        (
            "в 2020 г. и 1-м классе",
            "kk",
            "2020 ж. 1-сынып 5 м",
            "2020 ж. 1-сынып",
        ),
        ("1000 Дж", "en", "1000 W", "1000 J"),
        ("5 с помощью знака", "kk", "5 м белгісі", "5 белгісі"),
        ("при 20 °C", "kk", "20 м", "20 °C-та"),
    ] {
        assert!(
            surplus_of(rule, russian, language, wrong).is_some(),
            "{wrong}"
        );
        assert_eq!(surplus_of(rule, russian, language, right), None, "{right}");
    }
}

#[test]
fn formulas_are_the_same_typed_in_tex_and_in_mathml() {
    let rule = QualityRule::VariantFormulasDiffer;
    for (russian, language, wrong, right) in [
        (
            "Решите 2x + 3y = 7",
            "kk",
            "2y + 3x = 7 шешіңіз",
            "2х + 3у = 7 шешіңіз",
        ),
        ("Найдите tg x + 1", "en", "Find sin x + 1", "Find tan x + 1"),
        ("Сократите 18 : 12", "en", "Reduce 12 : 18", "Reduce 18/12"),
        (
            "Реакция 2H2 + O2 = 2H2O",
            "kk",
            "2H2 + O2 = 2HO реакциясы",
            "2H₂ + O₂ = 2H₂O реакциясы",
        ),
        (
            "Формула $x^2 + 1$",
            "kk",
            "$y^2 + 1$ формуласы",
            "$x^2+1$ формуласы",
        ),
        ("Цена $5 и 7", "en", "Price x2", "Price $5 and 7"),
        (
            "Дано <math><mi>x</mi><mo>=</mo><mn>2,5</mn></math>",
            "en",
            "Given <math><mi>y</mi><mo>=</mo><mn>2.5</mn></math>",
            "Given <math display=\"inline\"><mi>x</mi> <mo>=</mo><mn>2.5</mn></math>",
        ),
        (
            "Найдите (a + b) * c",
            "kk",
            "a + b * c табыңыз",
            "(a + b) · c табыңыз",
        ),
    ] {
        assert!(
            surplus_of(rule, russian, language, wrong).is_some(),
            "{wrong}"
        );
        assert_eq!(surplus_of(rule, russian, language, right), None, "{right}");
    }
}

#[test]
fn words_beside_numbers_are_no_formulas() {
    let rule = QualityRule::VariantFormulasDiffer;
    for (russian, language, other) in [
        (
            "У Оли 5 роз, а у Ани 7",
            "en",
            "Olya has 5 roses and Anya has a 7",
        ),
        ("Ряд 1941–1945 годов", "kk", "1941–1945 жылдар"),
        ("5-й класс: 18 учеников", "kk", "5-сынып: 18 оқушы"),
        (
            "Скорость 5 м/с - это много",
            "en",
            "A speed of 5 m/s - this is much",
        ),
        ("x-координата", "en", "the x-coordinate"),
    ] {
        assert_eq!(surplus_of(rule, russian, language, other), None, "{other}");
    }
}

#[test]
fn where_only_numbers_of_a_formula_differ_they_are_told_once() {
    let codes: Vec<String> = of_stems("Решите x + 3 = 7", "kk", "x + 3 = 8 шешіңіз")
        .into_iter()
        .map(|f| f.code)
        .collect();
    assert_eq!(codes, ["variant_numerals_differ"]);
}

#[test]
fn options_that_exchanged_their_places_are_told_as_such() {
    let options =
        |a: &str, b: &str| json!({"stem": "?", "parts": {"a": {"options": {"A": a, "B": b}}}});
    assert_eq!(
        told(json!({"ru": options("5 м", "6 м"), "kk": options("6 м", "5 м")})),
        ["variant_options_reordered /texts/kk/parts/a/options"]
    );
    assert_eq!(
        told(json!({"ru": options("5 м", "6 м"), "kk": options("5 м", "7 м")})),
        ["variant_numerals_differ /texts/kk/parts/a/options/B"]
    );
}
