//! What enters, what stays out, what comes together or not, what asks for something else.

use super::*;

fn pool() -> Vec<Candidate> {
    let item = |letter: &str, n: u32| {
        own(
            &format!("{letter}{n}"),
            json!({"kit": letter, "tool": letter == "a"}),
        )
    };
    let letters = ["a", "b", "c"];
    letters
        .iter()
        .flat_map(|letter| (0..3).map(move |n| item(letter, n)))
        .collect()
}

#[test]
fn what_is_included_stands_in_every_form() {
    let pool = pool();
    let rule = |condition: &str| json!([{"id": "X", "kind": "include", "where": condition}]);
    binds(4, rule("kit = 'b'"), &pool, |codes| {
        matching(codes, 'b') == 3
    });
    binds(4, rule("code in ('a1', 'c2')"), &pool, |codes| {
        codes.iter().any(|c| c == "a1") && codes.iter().any(|c| c == "c2")
    });
    impossible(4, rule("code = 'z9'"), &pool, "rule:X");
    impossible(2, rule("kit = 'b'"), &pool, "row:R, rule:X");
}

#[test]
fn what_is_excluded_stands_in_none() {
    let pool = pool();
    let rule = |condition: &str| json!([{"id": "X", "kind": "exclude", "where": condition}]);
    binds(4, rule("tool"), &pool, |codes| matching(codes, 'a') == 0);
    impossible(4, rule("kit in ('a', 'b')"), &pool, "row:R, rule:X");
}

#[test]
fn all_come_or_none() {
    let pool = pool();
    let rule = json!([{"id": "X", "kind": "all_or_none", "where": "kit = 'b'"}]);
    binds(4, rule, &pool, |codes| {
        [0, 3].contains(&matching(codes, 'b'))
    });
    let each = json!([{"id": "X", "kind": "all_or_none", "each": "kit"}]);
    binds(3, each.clone(), &pool, |codes| {
        ['a', 'b', 'c']
            .iter()
            .all(|l| [0, 3].contains(&matching(codes, *l)))
    });
    impossible(4, each, &pool, "row:R, rule:X");
}

#[test]
fn at_most_one_of_those_that_match_or_of_each_value() {
    let pool = pool();
    let rule = json!([{"id": "X", "kind": "at_most_one", "where": "kit = 'b'"}]);
    binds(4, rule, &pool, |codes| matching(codes, 'b') <= 1);
    let each = json!([{"id": "X", "kind": "at_most_one", "each": "kit"}]);
    binds(3, each.clone(), &pool, |codes| {
        ['a', 'b', 'c'].iter().all(|l| matching(codes, *l) <= 1)
    });
    impossible(4, each, &pool, "row:R, rule:X");
}

#[test]
fn where_one_thing_stands_another_must() {
    let pool = pool();
    let rule = |more: Value| {
        let mut rule =
            json!({"id": "X", "kind": "if_then", "where": "kit = 'a'", "then": "kit = 'b'"});
        rule.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!([rule])
    };
    binds(3, rule(json!({})), &pool, |codes| {
        matching(codes, 'a') == 0 || matching(codes, 'b') > 0
    });
    binds(4, rule(json!({"min": 2})), &pool, |codes| {
        matching(codes, 'a') == 0 || matching(codes, 'b') >= 2
    });
    binds(4, rule(json!({"max": 1})), &pool, |codes| {
        matching(codes, 'a') == 0 || matching(codes, 'b') <= 1
    });
    let mut hopeless = rule(json!({}));
    hopeless[0]["then"] = json!("kit = 'z'");
    binds(3, hopeless.clone(), &pool, |codes| {
        matching(codes, 'a') == 0
    });
    impossible(7, hopeless, &pool, "row:R, rule:X");
}

#[test]
fn a_condition_may_speak_of_the_place() {
    let rows = json!([
        {"id": "A", "items": 2, "points_each": 1}, {"id": "B", "items": 2, "points_each": 1}
    ]);
    let rules = json!([{"id": "X", "kind": "count", "where": "row = 'A' and kit = 'a'", "min": 2}]);
    for seed in 0..SEEDS {
        let constraints = json!({"constraints": {"rules": rules}});
        let mut request = request(rows.clone(), constraints, pool());
        request.options.seed = seed;
        let form = form(&request);
        let of_a = form.forms[0].positions.iter().filter(|p| p.row == "A");
        assert!(of_a.into_iter().all(|p| p.item.starts_with('a')));
    }
}

#[test]
fn two_versions_of_an_item_are_one_that_may_be_included() {
    let mut pool = pool();
    pool.push(with("a0", |item| {
        item.version = 2;
        item.attributes = free(json!({"kit": "a"}));
    }));
    let rules = json!([{"id": "X", "kind": "include", "where": "kit = 'a'"}]);
    let assembly = form(&ruled(3, rules, &pool));
    assert_eq!(codes(&assembly, 0), ["a0", "a1", "a2"]);
}
