//! Rules with a weight give way, rules that are switched off say nothing.

use super::*;

fn pool() -> Vec<Candidate> {
    let item =
        |letter: &str, n: u32| own(&format!("{letter}{n}"), json!({"kit": letter, "size": n}));
    ["a", "b"]
        .iter()
        .flat_map(|letter| (0..4).map(move |n| item(letter, n)))
        .collect()
}

#[test]
fn a_soft_rule_is_kept_where_it_can_be_and_its_violation_told_where_not() {
    let pool = pool();
    let rule = |min: u32| json!([{"id": "X", "kind": "count", "where": "kit = 'a'", "min": min, "weight": 1}]);
    binds(4, rule(4), &pool, |codes| matching(codes, 'a') == 4);
    let assembly = form(&ruled(4, rule(6), &pool));
    assert_eq!(matching(&owned(&assembly), 'a'), 4, "as near as can be");
    let line = assembly.forms[0]
        .achieved
        .iter()
        .find(|a| a.kind == "rule")
        .unwrap();
    assert!(line.holds);
    assert_eq!(line.violation, Some(Hundredths(200)));
    let said: Vec<String> = assembly
        .findings
        .iter()
        .map(|f| sentence(Locale::En, f))
        .collect();
    assert_eq!(
        said,
        ["Form A breaks rule X, which is soft: it has 4, 2 too much or too little."]
    );
}

#[test]
fn the_heavier_rule_wins() {
    let pool = pool();
    let rules = |a: f64, b: f64| {
        json!([
            {"id": "A", "kind": "count", "where": "kit = 'a'", "min": 4, "weight": a},
            {"id": "B", "kind": "count", "where": "kit = 'b'", "min": 4, "weight": b}
        ])
    };
    for (a, b, kept) in [(3.0, 1.0, 4), (1.0, 3.0, 0)] {
        for codes in forms_of(&ruled(4, rules(a, b), &pool)) {
            assert_eq!(matching(&codes, 'a'), kept);
        }
    }
}

#[test]
fn every_kind_can_be_soft() {
    let pool = pool();
    let kinds = [
        (
            json!({"kind": "sum", "of": "size", "min": 100}),
            "mean of 3",
        ),
        (json!({"kind": "mean", "of": "size", "min": 9}), "mean"),
        (
            json!({"kind": "share", "where": "size > 7", "min": 0.5}),
            "share",
        ),
        (json!({"kind": "include", "where": "size < 4"}), "include"),
        (json!({"kind": "exclude", "where": "size < 4"}), "exclude"),
        (
            json!({"kind": "all_or_none", "where": "size < 4"}),
            "all_or_none",
        ),
        (
            json!({"kind": "at_most_one", "where": "size < 4"}),
            "at_most_one",
        ),
        (
            json!({"kind": "if_then", "where": "size < 4", "then": "size > 9"}),
            "if_then",
        ),
    ];
    for (mut rule, name) in kinds {
        rule["id"] = json!("X");
        let mut hard = ruled(4, json!([rule.clone()]), &pool);
        assert_eq!(
            refusal(&hard).findings[0].code,
            "constraints_conflict",
            "{name}"
        );
        rule["weight"] = json!(2);
        hard.document.constraints.rules = serde_json::from_value(json!([rule])).unwrap();
        let assembly = form(&hard);
        let mut lines = assembly.forms[0]
            .achieved
            .iter()
            .filter(|a| a.kind == "rule");
        assert!(lines.any(|line| line.violation.is_some()), "{name}");
    }
}

#[test]
fn a_rule_that_is_switched_off_says_nothing() {
    let pool = pool();
    let rules =
        json!([{"id": "X", "kind": "count", "where": "nonsense ==", "min": 9, "enabled": false}]);
    let assembly = form(&ruled(4, rules, &pool));
    assert!(assembly.forms[0].achieved.iter().all(|a| a.kind != "rule"));
}

fn owned(assembly: &Assembly) -> Vec<String> {
    codes(assembly, 0).into_iter().map(str::to_owned).collect()
}
