use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

struct Given(BTreeMap<&'static str, ExactValue<'static>>);

impl ExactAttributes for Given {
    fn exact(&self, name: &str) -> ExactValue<'_> {
        self.0.get(name).copied().unwrap_or(ExactValue::Absent)
    }
}

fn exact(text: &str) -> Exact {
    text.parse().expect("a number")
}

fn given() -> Given {
    Given(BTreeMap::from([
        ("a", ExactValue::Number(exact("12"))),
        ("b", ExactValue::Number(exact("0.1"))),
        ("third", ExactValue::Number(exact("1/3"))),
        ("thing", ExactValue::Text("apple")),
    ]))
}

fn number(text: &str) -> Option<String> {
    let expression = parse_exact(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
    expression.exact(&given()).map(|number| number.to_string())
}

#[test]
fn nothing_is_lost_on_the_way() {
    for (text, expected) in [
        ("b + 0.2", "0.3"),
        ("b * 3 - 0.3", "0"),
        ("third * 3", "1"),
        ("1 / 3 + 1 / 6", "0.5"),
        ("third", "1/3"),
        ("-a / 8", "-1.5"),
        ("a / 7", "12/7"),
        ("0.000000000001 * 1", "0.000000000001"),
    ] {
        assert_eq!(number(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn each_function_gives_what_its_name_says() {
    for (text, expected) in [
        ("abs(-a)", "12"),
        ("min(a, b, third)", "0.1"),
        ("max(a, b, third)", "12"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(third, 2)", "0.33"),
        ("round(2.675, 2)", "2.68"),
        ("floor(-1.5)", "-2"),
        ("ceil(-1.5)", "-1"),
        ("ceil(1.2)", "2"),
        ("div(17, 5)", "3"),
        ("mod(17, 5)", "2"),
        ("mod(-1, 5)", "4"),
        ("gcd(a, 18, 27)", "3"),
        ("lcm(4, 6, 10)", "60"),
        ("pow(2, 10)", "1024"),
        ("pow(2, -2)", "0.25"),
        ("sqrt(2.25)", "1.5"),
        ("num(a / 8) + den(a / 8)", "5"),
        ("places(0.125)", "3"),
        ("if(a > 10, 1, 2)", "1"),
        ("if(whole(third), 1, 2)", "2"),
        ("if(square(2), 1, 2)", "2"),
        ("if(thing = 'apple', 1, 2)", "1"),
    ] {
        assert_eq!(number(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_rational_number_is_absent() {
    for text in [
        "a / 0",
        "sqrt(2)",
        "sqrt(-4)",
        "pow(0, -1)",
        "pow(10, 50)",
        "pow(2, 0.5)",
        "mod(1.5, 2)",
        "gcd(0, 0)",
        "places(third)",
        "round(a, 13)",
        "missing + 1",
        "thing + 1",
        "whole(a)",
    ] {
        assert_eq!(number(text), None, "{text}");
    }
    let holds = |text| parse_exact(text).expect("readable").holds_exactly(&given());
    assert!(!holds("missing < 1") && !holds("missing != 1") && !holds("thing < 'b'"));
    assert!(holds("whole(a) and thing in ('apple') and b = 1 / 10"));
}

#[test]
fn calls_are_read_only_where_they_are_exact_and_their_faults_are_told() {
    let code = |text: &str| parse_exact(text).map_err(|problem| problem.code);
    assert_eq!(
        parse("max(a, b) > 1").map_err(|p| p.code),
        Err("expression_syntax")
    );
    assert_eq!(code("maximum(a, b)"), Err("expression_function_unknown"));
    assert_eq!(code("max(a)"), Err("expression_arguments"));
    assert_eq!(code("if(a, b)"), Err("expression_arguments"));
    assert_eq!(code("max(a, b"), Err("expression_syntax"));
    assert_eq!(code("0.12345678901234567"), Err("expression_number_long"));
    assert_eq!(code("1e3"), Err("expression_number_long"));
    assert!(code("000.123456789012345").is_ok());
    let kinds = parse_exact("max(thing, 1) + if(1, 2, 3)").expect("readable");
    let of = |name: &str| (name == "thing").then_some(Kind::Text);
    let problems = kinds.number_problems(&of);
    assert_eq!(problems.iter().map(|p| p.at).collect::<Vec<_>>(), [4, 19]);
}

proptest! {
    #[test]
    fn a_number_and_its_text_are_the_same(numerator in -1_000_000_i128..1_000_000, denominator in 1_i128..10_000) {
        let number = Exact::new(numerator, denominator).expect("in range");
        prop_assert_eq!(number.to_string().parse::<Exact>(), Ok(number));
    }

    #[test]
    fn arithmetic_undoes_itself(a in -9999_i128..9999, b in 1_i128..99, c in -9999_i128..9999, d in 1_i128..99) {
        let (one, other) = (Exact::new(a, b).expect("small"), Exact::new(c, d).expect("small"));
        prop_assert_eq!(one.plus(other).and_then(|sum| sum.minus(other)), Some(one));
        if other != Exact::ZERO {
            prop_assert_eq!(one.times(other).and_then(|product| product.over(other)), Some(one));
        }
        prop_assert_eq!(one.times(one).and_then(Exact::root), Some(one.abs()));
        let floor = one.floor();
        prop_assert!(floor <= one && one < floor.plus(Exact::ONE).expect("small"));
    }

    #[test]
    fn no_order_of_tokens_makes_it_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "a", "b", "max", "if", "round", "pow", "(", ")", ",", "1", "999999999999999", "'x'", "-", "*", "/", "<",
        ]), 0..20)
    ) {
        if let Ok(expression) = parse_exact(&words.join(" ")) {
            let _ = expression.exact(&given());
            let _ = expression.number_problems(&|_| None);
            let printed = expression.to_string();
            if let Ok(again) = parse_exact(&printed) {
                prop_assert_eq!(again, expression, "{}", printed);
            }
        }
    }
}
