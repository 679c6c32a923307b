use super::*;
use crate::scoring::examples::table;

fn key(row: &[String]) -> NumericKey {
    let units: Vec<String> = row[3].split_whitespace().map(str::to_owned).collect();
    NumericKey {
        value: row[1].clone(),
        tolerance: Some(row[2].clone()).filter(|t| !t.is_empty()),
        unit_required: units.iter().any(|u| u == "*"),
        units: units.into_iter().filter(|u| u != "*").collect(),
    }
}

#[test]
fn a_number_answer_counts_as_the_table_says() {
    for row in table(include_str!("number_answer.rs"), "verdict") {
        let answer = row[4].replace('⍽', "\u{00A0}").replace('⎵', "\u{2009}");
        let expected = match row[5].as_str() {
            "right" => NumberVerdict::Right,
            "wrong" => NumberVerdict::Wrong,
            "no unit" => NumberVerdict::UnitMissing,
            "not number" => NumberVerdict::NotANumber,
            other => panic!("unknown verdict {other}"),
        };
        let language = row[0].parse().unwrap();
        assert_eq!(verdict(&key(&row), &language, &answer), expected, "{row:?}");
    }
}

#[test]
fn a_number_becomes_a_key_in_its_language() {
    for (language, text, key) in [
        ("en", "1,234", Some("1234")),
        ("ru", "1,234", Some("1.234")),
        ("ru", "−1 234,50", Some("-1234.5")),
        ("kk", "0,05", Some("0.05")),
        ("kk", "007", Some("7")),
        ("en", "-0.0", Some("0")),
        ("en", "3/4", None),
        ("en", "9999999999999999", None),
        ("en", "many", None),
    ] {
        let language = language.parse().unwrap();
        assert_eq!(key_text(text, &language).as_deref(), key, "{text}");
    }
}

#[test]
fn a_key_that_is_no_decimal_is_not_used() {
    let key = |value: &str| NumericKey {
        value: value.to_owned(),
        tolerance: None,
        units: Vec::new(),
        unit_required: false,
    };
    let language = "kk".parse().unwrap();
    for value in ["", "x", "1,5", "1.", "1e5", "9999999999999999"] {
        assert_eq!(
            verdict(&key(value), &language, "1"),
            NumberVerdict::KeyUnusable,
            "{value}"
        );
    }
}

#[test]
fn the_widest_numbers_that_are_read_do_not_overflow() {
    let key = NumericKey {
        value: "999999999999999.999999999999".to_owned(),
        tolerance: Some("999999999999999.999999999999".to_owned()),
        units: Vec::new(),
        unit_required: false,
    };
    let language = "kk".parse().unwrap();
    let nines = "9".repeat(18);
    for answer in [
        format!("{nines},{nines}"),
        "999999999 999999998/999999999".to_owned(),
    ] {
        let verdict = verdict(&key, &language, &answer);
        assert!(
            matches!(verdict, NumberVerdict::Right | NumberVerdict::Wrong),
            "{answer}"
        );
    }
}
