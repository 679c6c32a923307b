use std::collections::BTreeMap;

use super::*;
use crate::bank::Language;
use crate::expression::{Exact, ExactAttributes, ExactValue, Kind};

struct Given(BTreeMap<&'static str, &'static str>);

impl ExactAttributes for Given {
    fn exact(&self, name: &str) -> ExactValue<'_> {
        match self.0.get(name).map(|text| text.parse::<Exact>()) {
            Some(Ok(number)) => ExactValue::Number(number),
            Some(Err(_)) => ExactValue::Text(self.0[name]),
            None => ExactValue::Absent,
        }
    }
}

struct Apples(BTreeMap<String, String>);

impl WordForms for Apples {
    fn form(&self, variable: &str, language: &Language, form: &str) -> Option<&String> {
        let key = format!("{variable} {language} {form}");
        self.0.get(&key)
    }
}

fn apples() -> Apples {
    let forms = [
        ("thing kk other", "алма"),
        ("thing kk dative", "алмаға"),
        ("thing ru other", "яблоко"),
        ("thing ru one", "яблоко"),
        ("thing ru few", "яблока"),
        ("thing ru many", "яблок"),
    ];
    Apples(
        forms
            .map(|(key, form)| (key.to_owned(), form.to_owned()))
            .into(),
    )
}

fn language(code: &str) -> Language {
    code.parse().expect("a language")
}

fn known(name: &str) -> Option<Kind> {
    match name {
        "n" | "m" => Some(Kind::Number),
        "thing" => Some(Kind::Text),
        _ => None,
    }
}

fn said(code: &str, text: &str, n: &'static str) -> Result<String, Unsaid> {
    let template = Template::read(text, &language(code), &known);
    let template = template.unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
    let given = Given([("n", n), ("m", "4"), ("thing", "apple")].into());
    let words = apples();
    template.say(Speech {
        numbers: &given,
        words: &words,
    })
}

#[test]
fn numbers_are_written_as_each_language_does() {
    for (code, text, n, expected) in [
        ("ru", "{n}", "12500.5", "12\u{a0}500,5"),
        ("en", "{n}", "12500.5", "12\u{a0}500.5"),
        ("kk", "{n}", "-1500", "−1500"),
        ("kk", "{n * m}", "0.25", "1"),
        ("ru", "{n | signed}", "3", "+3"),
        ("ru", "{n | signed}", "-3", "−3"),
        ("ru", "x {n | term}", "-3", "x −\u{a0}3"),
        ("ru", "x {n | term}", "0.5", "x +\u{a0}0,5"),
        ("ru", "{n | term_coefficient}x", "-1", "−\u{a0}x"),
        ("ru", "{n | term_coefficient}x", "1", "+\u{a0}x"),
        ("ru", "{n | term_coefficient}x", "-4", "−\u{a0}4x"),
        ("ru", "{n | coefficient}x", "-1", "−x"),
        ("ru", "{n | coefficient}x", "1", "x"),
        ("ru", "{n | coefficient}x", "2", "2x"),
        ("ru", "5 · {n | bracketed}", "-2", "5 · (−2)"),
        ("ru", "{n / m | fraction}", "7", "7/4"),
        ("ru", "{n / m | mixed}", "7", "1 3/4"),
        ("ru", "{n / m | mixed}", "-8", "−2"),
        ("ru", "{n / m | mixed}", "-1", "−1/4"),
        ("ru", "{{{n}}}", "2", "{2}"),
    ] {
        assert_eq!(said(code, text, n).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn russian_words_agree_with_the_number() {
    let hours = "{n} {n | plural one:'час' few:'часа' many:'часов' other:'часа'}";
    for (n, word) in [
        ("0", "часов"),
        ("1", "час"),
        ("2", "часа"),
        ("4", "часа"),
        ("5", "часов"),
        ("11", "часов"),
        ("12", "часов"),
        ("14", "часов"),
        ("21", "час"),
        ("22", "часа"),
        ("25", "часов"),
        ("111", "часов"),
        ("1001", "час"),
        ("2.5", "часа"),
    ] {
        let expected = said("ru", "{n}", n).map(|number| format!("{number} {word}"));
        assert_eq!(said("ru", hours, n), expected);
    }
    assert_eq!(
        said("ru", "{n | plural thing}", "3").as_deref(),
        Ok("яблока")
    );
    assert_eq!(
        said("kk", "{n} {n | plural thing}", "1").as_deref(),
        Ok("1 алма")
    );
    assert_eq!(
        said("en", "{n | plural one:'hour' other:'hours'}", "1.5").as_deref(),
        Ok("hours")
    );
}

#[test]
fn kazakh_numbers_carry_their_endings_and_words_their_forms() {
    for (text, n, expected) in [
        ("{n | dative} көбейтіңіз", "12", "12-ге көбейтіңіз"),
        ("{n | accusative} қосыңыз", "6", "6-ны қосыңыз"),
        ("{n | ablative} артық", "40", "40-тан артық"),
        ("{n | dative}", "2.5", "2,5-ке"),
        ("{n | dative}", "0.06", "0,06-ға"),
        ("{n | instrumental}", "-9", "−9-бен"),
        ("{thing.dative}", "1", "алмаға"),
    ] {
        assert_eq!(said("kk", text, n).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_cannot_be_said_is_told() {
    assert_eq!(
        said("ru", "{n / 3}", "1"),
        Err(Unsaid::NotDecimal("n / 3".into()))
    );
    assert_eq!(
        said("ru", "{m / n}", "0"),
        Err(Unsaid::Absent("m / n".into()))
    );
    assert_eq!(
        said(
            "ru",
            "{n | plural one:'час' few:'часа' many:'часов'}",
            "0.5"
        ),
        Err(Unsaid::FormMissing("n | other".into()))
    );
    assert_eq!(
        said("ru", "{thing.dative}", "1"),
        Err(Unsaid::FormMissing("thing.dative".into()))
    );
    assert_eq!(
        said("ru", "{n > m | choose yes:'больше' no:'меньше'}", "5").as_deref(),
        Ok("больше")
    );
}

#[test]
fn every_problem_of_a_wording_is_told_with_its_column() {
    let problems = |code: &str, text: &str| -> Vec<String> {
        let found = Template::read(text, &language(code), &known).err();
        let found = found.unwrap_or_default().into_iter();
        found.map(|p| format!("{} {}", p.code, p.at + 1)).collect()
    };
    for (code, text, expected) in [
        ("ru", "а {n", vec!["template_brace_open 3"]),
        ("ru", "а n}", vec!["template_brace_lonely 4"]),
        (
            "ru",
            "а {k} {n +}",
            vec!["model_name_unknown 4", "expression_syntax 11"],
        ),
        ("ru", "{n | bold}", vec!["template_function_unknown 6"]),
        ("ru", "{n | dative}", vec!["template_function_language 6"]),
        ("kk", "{n | dative soft}", vec!["template_argument 6"]),
        ("ru", "{n | plural}", vec!["template_argument 6"]),
        (
            "ru",
            "{n | plural one:'час' few:'часа'}",
            vec!["template_forms_missing 6"],
        ),
        (
            "ru",
            "{n + 1 | choose yes:'да'}",
            vec!["expression_kind 2", "template_argument 10"],
        ),
        ("ru", "{thing + 1}", vec!["expression_kind 2"]),
        ("ru", "{'}'}", vec!["expression_kind 2"]),
    ] {
        let found = problems(code, text);
        assert_eq!(found, expected, "{text}");
    }
}
