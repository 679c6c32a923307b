//! How many of a run's forms an item stands in.

use super::*;

fn forms_of_three(rules: Value, overlap: u32, seed: u64) -> Request {
    let item = |letter: &str, n: u32| own(&format!("{letter}{n}"), json!({"kit": letter}));
    let pool = ["a", "b"]
        .iter()
        .flat_map(|letter| (0..4).map(move |n| item(letter, n)));
    let constraints = json!({"parallel_forms": 3, "overlap_items": overlap, "rules": rules});
    let mut request = request(rows(3), json!({"constraints": constraints}), pool.collect());
    request.options.seed = seed;
    request
}

fn uses(assembly: &Assembly, code: &str) -> usize {
    (0..3)
        .filter(|form| codes(assembly, *form).contains(&code))
        .count()
}

fn counts(rules: &Value, overlap: u32) -> Vec<Vec<usize>> {
    let of_seed = |seed| {
        let assembly = form(&forms_of_three(rules.clone(), overlap, seed));
        let names = ["a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3"];
        names.iter().map(|code| uses(&assembly, code)).collect()
    };
    (0..SEEDS).map(of_seed).collect()
}

#[test]
fn every_item_is_used_at_least_so_often() {
    let rule = json!([{"id": "X", "kind": "uses", "where": "kit = 'a'", "min": 2}]);
    assert!(
        counts(&rule, 3)
            .iter()
            .all(|uses| uses[..4].iter().all(|n| *n >= 2))
    );
    assert!(
        counts(&json!([]), 3)
            .iter()
            .any(|uses| uses[..4].iter().any(|n| *n < 2))
    );
    let all = json!([{"id": "X", "kind": "uses", "min": 1}]);
    assert!(
        counts(&all, 3)
            .iter()
            .all(|uses| uses.iter().all(|n| *n >= 1)),
        "nothing is left over"
    );
}

#[test]
fn no_item_is_used_more_often() {
    let rule = json!([{"id": "X", "kind": "uses", "where": "kit = 'b'", "max": 1}]);
    assert!(
        counts(&rule, 3)
            .iter()
            .all(|uses| uses[4..].iter().all(|n| *n <= 1))
    );
    assert!(
        counts(&json!([]), 3)
            .iter()
            .any(|uses| uses[4..].iter().any(|n| *n > 1))
    );
}

#[test]
fn uses_that_cannot_be_are_said_so_or_told_where_they_are_soft() {
    let rule = |weight: Value| json!([{"id": "X", "kind": "uses", "min": 2, "weight": weight}]);
    assert_eq!(
        said(&forms_of_three(rule(Value::Null), 3, 1)),
        "These constraints contradict each other with the present bank: row:R, rule:X. Loosen one of them, or add items."
    );
    // Nine places for eight items that want sixteen.
    let soft = form(&forms_of_three(rule(json!(1)), 3, 1));
    let line = soft
        .overlap_achieved
        .iter()
        .find(|line| line.kind == "rule")
        .unwrap();
    assert_eq!(line.violation, Some(Hundredths(700)));
}
