use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

struct Given(BTreeMap<&'static str, Value<'static>>);

impl Attributes for Given {
    fn value(&self, name: &str) -> Value<'_> {
        self.0.get(name).cloned().unwrap_or(Value::Absent)
    }
}

fn given() -> Given {
    Given(BTreeMap::from([
        ("points", Value::Number(2.0)),
        ("zero", Value::Number(0.0)),
        ("nan", Value::Number(f64::NAN)),
        ("thinking", Value::Text("HO")),
        ("auto", Value::Truth(true)),
        ("never", Value::Truth(false)),
        ("objectives", Value::Texts(vec!["5.1.1.1", "5.2.1.1"])),
        ("LEVEL 1", Value::Number(7.0)),
    ]))
}

fn holds(text: &str) -> bool {
    parse(text)
        .unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
        .holds(&given())
}

#[test]
fn conditions_say_what_they_seem_to_say() {
    for text in [
        "points = 2",
        "points != 3 and thinking = 'HO'",
        "thinking = \"HO\"",
        "thinking in ('KU', 'HO')",
        "points in (-1, 2)",
        "objectives has '5.1.1.1'",
        "not objectives has '5.3.1.1'",
        "points * 3 - 1 >= 5",
        "1 + 2 * 3 = 7",
        "(1 + 2) * 3 = 9",
        "10 - 4 - 3 = 3",
        "-points = -2",
        "never or auto",
        "not never and auto",
        "`LEVEL 1` > 6",
        "zero",
        "points > 1 and (thinking = 'KU' or thinking = 'HO')",
    ] {
        assert!(holds(text), "{text}");
    }
    for text in [
        "never",
        "points < 2",
        "thinking = 'ho'",
        "auto and never or never",
    ] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn what_is_absent_makes_every_comparison_false_and_arithmetic_absent() {
    for text in [
        "rit",
        "rit = 1",
        "rit != 1",
        "rit < 1 or rit >= 1",
        "rit + points > 0",
        "points / zero",
        "points / zero > 1",
        "nan",
        "nan != 1",
        "zero / zero != 0",
        "rit in (1, 2)",
        "rit has 'x'",
        "thinking = 1",
        "thinking != 1",
    ] {
        assert!(!holds(text), "{text}");
    }
    assert!(holds("not rit") && holds("not (rit = 1)"));
    assert_eq!(parse("points / zero").unwrap().number(&given()), None);
    assert_eq!(parse("points / 4").unwrap().number(&given()), Some(0.5));
}

/// Code, column from 1 and the arguments.
fn problem(text: &str) -> (&'static str, usize, String) {
    let problem = parse(text).expect_err(text);
    let args: Vec<String> = problem
        .args
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    (problem.code, problem.at + 1, args.join(" "))
}

#[test]
fn every_wrong_text_is_answered_with_the_place_and_what_to_write() {
    let cases = [
        ("  ", "expression_empty", 1, ""),
        ("points >", "expression_syntax", 9, "wanted=value"),
        (
            "points = = 2",
            "expression_syntax",
            10,
            "wanted=value near==",
        ),
        (
            "points 2",
            "expression_syntax",
            8,
            "wanted=operator_or_end near=2",
        ),
        ("(points = 2", "expression_syntax", 12, "wanted=closing"),
        ("points in 2", "expression_syntax", 11, "wanted=list near=2"),
        (
            "points in (2 3)",
            "expression_syntax",
            14,
            "wanted=comma_or_closing near=3",
        ),
        (
            "points in (a)",
            "expression_syntax",
            12,
            "wanted=literal near=a",
        ),
        (
            "points in (-'a')",
            "expression_syntax",
            13,
            "wanted=literal near='a'",
        ),
        (
            "points == 2",
            "expression_sign_foreign",
            8,
            "sign=== write==",
        ),
        ("a && b", "expression_sign_foreign", 3, "sign=&& write=and"),
        ("! a", "expression_sign_foreign", 1, "sign=! write=not"),
        (
            "a %in% b",
            "expression_sign_foreign",
            3,
            "sign=%in% write=in",
        ),
        ("ойлау = 'ЖД", "expression_quote_open", 9, "quote='"),
        ("a = #3", "expression_sign_unknown", 5, "sign=#"),
        ("``", "expression_name_empty", 1, ""),
        ("1.2.3 = p", "expression_number_bad", 1, "number=1.2.3"),
        ("p = 1e999", "expression_number_bad", 5, "number=1e999"),
        ("2x = 1", "expression_number_bad", 1, "number=2x"),
    ];
    for (text, code, column, args) in cases {
        assert_eq!(problem(text), (code, column, args.to_owned()), "{text}");
    }
}

#[test]
fn no_text_is_costly() {
    let long = "a or ".repeat(400) + "a";
    assert_eq!(problem(&long).2, "of=characters most=2000");
    assert_eq!(problem(&("(".repeat(1900) + "a")).2, "of=depth most=40");
    assert_eq!(problem(&("not ".repeat(400) + "a")).2, "of=depth most=40");
    assert_eq!(problem(&("- ".repeat(900) + "a")).2, "of=depth most=40");
    assert_eq!(problem(&("1+".repeat(900) + "1")).2, "of=parts most=500");
    let list = format!("a in ({}1)", "1,".repeat(900));
    assert_eq!(problem(&list).2, "of=parts most=500");
    assert!(parse(&format!("{}a{}", "(".repeat(40), ")".repeat(40))).is_ok());
}

#[test]
fn kinds_that_do_not_go_together_are_all_named_with_their_places() {
    let kind = |name: &str| match name {
        "points" => Some(Kind::Number),
        "thinking" => Some(Kind::Text),
        "auto" => Some(Kind::Truth),
        "objectives" => Some(Kind::Texts),
        _ => None,
    };
    let problems = |text: &str| -> Vec<String> {
        let found = parse(text).unwrap().condition_problems(&kind);
        found
            .into_iter()
            .map(|p| {
                let args: Vec<String> = p.args.iter().map(|(_, value)| value.clone()).collect();
                format!("{} {} {}", p.code, p.at + 1, args.join(" "))
                    .trim_end()
                    .to_owned()
            })
            .collect()
    };
    for fine in [
        "points",
        "thinking",
        "objectives has '5'",
        "auto = true",
        "free > 2 and free = 'x'",
        "free has 'x'",
        "points in (1, 2) and not thinking in ('A')",
    ] {
        assert_eq!(problems(fine), Vec::<String>::new(), "{fine}");
    }
    assert_eq!(problems("points + 1"), ["expression_kind 1 truth number"]);
    assert_eq!(problems("'KU'"), ["expression_kind 1 truth text"]);
    assert_eq!(problems("auto and 2"), ["expression_kind 10 truth number"]);
    assert_eq!(
        problems("thinking > 3 and points = 'x' and -auto = 1"),
        [
            "expression_kind 1 number text",
            "expression_kind 27 number text",
            "expression_kind 36 number truth"
        ]
    );
    assert_eq!(problems("objectives = '5'"), ["expression_list_compared 1"]);
    assert_eq!(
        problems("points has 'x'"),
        ["expression_kind 1 texts number"]
    );
    assert_eq!(
        problems("objectives has 5"),
        ["expression_kind 1 text number"]
    );
    assert_eq!(
        problems("points in (1, 'a')"),
        ["expression_kind 1 text number"]
    );
}

#[test]
fn names_are_told_once_with_their_first_place() {
    let expression = parse("b > 1 and a = 2 and b < 3").unwrap();
    assert_eq!(expression.names(), [("a", 10), ("b", 0)]);
    assert_eq!(parse(" `x y` ").unwrap().bare_name(), Some("x y"));
    assert_eq!(expression.bare_name(), None);
}

fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![
        (0u32..100_000).prop_map(|n| Literal::Number(f64::from(n) / 8.0)),
        "[a-zA-Zа-я'\" `]{0,6}".prop_map(Literal::Text),
        any::<bool>().prop_map(Literal::Truth),
    ]
}

fn node() -> impl Strategy<Value = Node> {
    let at = |part| Node { at: 0, part };
    let name = prop_oneof!["[a-z_][a-z0-9_.]{0,6}", "[ -~а-яәқ`]{1,6}"];
    let leaf = prop_oneof![
        literal().prop_map(move |l| at(Part::Literal(l))),
        name.prop_map(move |name| at(Part::Name(name))),
    ];
    leaf.prop_recursive(6, 60, 3, move |inner| {
        let one = || inner.clone().prop_map(Box::new);
        let comparison = prop::sample::select(Comparison::ALL.map(|(c, _)| c).to_vec());
        let operation = prop::sample::select(Operation::ALL.map(|(o, _)| o).to_vec());
        prop_oneof![
            one().prop_map(move |a| at(Part::Not(a))),
            one().prop_map(move |a| at(Part::Negative(a))),
            (one(), one()).prop_map(move |(a, b)| at(Part::And(a, b))),
            (one(), one()).prop_map(move |(a, b)| at(Part::Or(a, b))),
            (comparison, one(), one()).prop_map(move |(c, a, b)| at(Part::Compare(c, a, b))),
            (operation, one(), one()).prop_map(move |(o, a, b)| at(Part::Calculate(o, a, b))),
            (one(), prop::collection::vec(literal(), 1..4))
                .prop_map(move |(a, list)| at(Part::In(a, list))),
            (one(), literal()).prop_map(move |(a, entry)| at(Part::Has(a, entry))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_reads_back_as_the_same(root in node()) {
        let expression = Expression { root };
        let text = expression.to_string();
        match parse(&text) {
            Ok(again) => prop_assert_eq!(again, expression, "{}", text),
            Err(problem) => prop_assert_eq!(problem.code, "expression_too_large", "{}", text),
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}") {
        let _ = parse(&text);
    }

    #[test]
    fn no_order_of_tokens_makes_it_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "a", "not", "and", "or", "in", "has", "(", ")", ",", "1", "'x'", "-", "+", "*", "/",
            "=", "<", ">=", "true", "`b c`",
        ]), 0..20)
    ) {
        if let Ok(expression) = parse(&words.join(" ")) {
            let _ = expression.holds(&given());
            let _ = expression.condition_problems(&|_| None);
        }
    }

    #[test]
    fn a_number_that_comes_out_is_finite(a in any::<f64>(), b in any::<f64>(), root in node()) {
        let given = Given(BTreeMap::from([("a", Value::Number(a)), ("b", Value::Number(b))]));
        let expression = Expression { root };
        if let Some(number) = expression.number(&given) {
            prop_assert!(number.is_finite());
        }
        if let Some(number) = parse("a * b + a / b - b").unwrap().number(&given) {
            prop_assert!(number.is_finite());
        }
    }
}
