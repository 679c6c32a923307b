//! Rules over attributes.

use super::*;
use crate::assembly::attribute::Attribute;
use crate::assembly::request::Anchor;
use crate::specification::document::RuleKind;

/// Three items each of `a`, `b` and `c`, of size 1, 2 and 3.
fn pool() -> Vec<Candidate> {
    let item = |size: u32, letter: &str, n: u32| {
        with(&format!("{letter}{n}"), |item| {
            item.attributes = [
                ("kit".to_owned(), Attribute::Text(letter.to_owned())),
                ("size".to_owned(), Attribute::Number(f64::from(size))),
            ]
            .into();
            item.key_position = Some(size);
        })
    };
    (1..)
        .zip(["a", "b", "c"])
        .flat_map(|(size, letter)| (0..3).map(move |n| item(size, letter, n)))
        .collect()
}

/// The same, `a1` and `b1` hanging on one text, in that order.
fn with_a_set() -> Vec<Candidate> {
    let mut pool = pool();
    for item in &mut pool {
        if ["a1", "b1"].contains(&item.code.as_str()) {
            item.stimulus = text_stimulus("s");
        }
    }
    pool
}

/// Three items on each of three texts `a`, `b` and `c`.
fn sets() -> Vec<Candidate> {
    let mut pool = pool();
    for item in &mut pool {
        item.stimulus = text_stimulus(&item.code[..1]);
    }
    pool
}

fn asked(items: u32, rule: Value, pool: Vec<Candidate>) -> Request {
    let rules = match rule {
        Value::Null => json!([]),
        mut rule => {
            rule["id"] = json!("X");
            json!([rule])
        }
    };
    request(rows(items), json!({"constraints": {"rules": rules}}), pool)
}

fn without_rules(request: &Request) -> Request {
    let mut request = request.clone();
    request.document.constraints.rules.clear();
    request
}

/// A rule that binds forms of some items, and one that is impossible for forms of some.
fn trial(
    kind: &'static str,
    bound: (u32, Value, Vec<Candidate>),
    holds: fn(&Assembly) -> bool,
    impossible: (u32, Value, Vec<Candidate>),
    said: String,
) -> Trial {
    let of_kind = |(items, mut rule, pool): (u32, Value, Vec<Candidate>)| {
        rule["kind"] = json!(kind);
        asked(items, rule, pool)
    };
    let (bound, impossible) = (of_kind(bound), of_kind(impossible));
    Trial {
        kind,
        free: without_rules(&bound),
        freed: without_rules(&impossible),
        bound,
        holds,
        impossible,
        said,
    }
}

fn choices() -> Vec<Trial> {
    let (rule, full) = (conflict("rule:X"), conflict("row:R, rule:X"));
    vec![
        trial(
            "count",
            (4, json!({"where": "kit = 'a'", "min": 3}), pool()),
            |form| beginning(form, "a") == 3,
            (4, json!({"where": "kit = 'a'", "min": 4}), pool()),
            rule.clone(),
        ),
        trial(
            "sum",
            (4, json!({"of": "size", "max": 5}), pool()),
            |form| beginning(form, "a") == 3 && beginning(form, "b") == 1,
            (4, json!({"of": "size", "min": 19}), pool()),
            rule.clone(),
        ),
        trial(
            "mean",
            (4, json!({"of": "size", "min": 2.75}), pool()),
            |form| beginning(form, "c") == 3 && beginning(form, "b") == 1,
            (4, json!({"of": "size", "min": 2.8}), pool()),
            full.clone(),
        ),
        trial(
            "share",
            (
                4,
                json!({"where": "kit = 'a'", "min": 0.5, "max": 0.5}),
                pool(),
            ),
            |form| beginning(form, "a") == 2,
            (4, json!({"where": "kit = 'a'", "min": 0.8}), pool()),
            full.clone(),
        ),
        trial(
            "include",
            (4, json!({"where": "kit = 'b'"}), pool()),
            |form| beginning(form, "b") == 3,
            (4, json!({"where": "code = 'z9'"}), pool()),
            rule,
        ),
        trial(
            "exclude",
            (4, json!({"where": "kit = 'b'"}), pool()),
            |form| beginning(form, "b") == 0,
            (4, json!({"where": "kit in ('a', 'b')"}), pool()),
            full.clone(),
        ),
        trial(
            "all_or_none",
            (4, json!({"where": "kit = 'b'"}), pool()),
            |form| [0, 3].contains(&beginning(form, "b")),
            (4, json!({"each": "kit"}), pool()),
            full.clone(),
        ),
        trial(
            "at_most_one",
            (4, json!({"where": "kit = 'b'"}), pool()),
            |form| beginning(form, "b") <= 1,
            (4, json!({"each": "kit"}), pool()),
            full.clone(),
        ),
        trial(
            "if_then",
            (
                4,
                json!({"where": "kit = 'a'", "then": "kit = 'b'"}),
                pool(),
            ),
            |form| beginning(form, "a") == 0 || beginning(form, "b") > 0,
            (
                7,
                json!({"where": "kit = 'a'", "then": "kit = 'z'"}),
                pool(),
            ),
            full.clone(),
        ),
        trial(
            "per_stimulus",
            (4, json!({"min": 2, "max": 2}), sets()),
            |form| {
                ["a", "b", "c"]
                    .iter()
                    .all(|text| [0, 2].contains(&beginning(form, text)))
            },
            (5, json!({"min": 2, "max": 2}), sets()),
            full,
        ),
    ]
}

/// Twice the forms of four: which of nine items stand in both.
fn uses() -> Trial {
    let two = |rule: Value, items: u32| {
        let mut request = asked(items, rule, pool());
        request.document.constraints.parallel_forms = 2;
        request.document.constraints.overlap_items = 4;
        request
    };
    let bound = two(json!({"kind": "uses", "where": "kit = 'a'", "min": 2}), 4);
    let impossible = two(json!({"kind": "uses", "min": 1}), 4);
    Trial {
        kind: "uses",
        free: without_rules(&bound),
        freed: without_rules(&impossible),
        bound,
        holds: |assembly| {
            let of = |form| {
                codes(assembly, form)
                    .iter()
                    .filter(|c| c.starts_with('a'))
                    .count()
            };
            (of(0), of(1)) == (3, 3)
        },
        impossible,
        said: conflict("row:R, rule:X"),
    }
}

/// The places of those that begin with a letter, from 0.
fn places(assembly: &Assembly, letter: &str) -> Vec<usize> {
    let order = in_order(assembly);
    let places = order.iter().enumerate();
    places
        .filter(|(_, code)| code.starts_with(letter))
        .map(|(place, _)| place)
        .collect()
}

fn layouts() -> Vec<Trial> {
    let rule = no_order("rule:X");
    let kit = || json!({"where": "kit = 'b'"});
    vec![
        trial(
            "first",
            (9, kit(), pool()),
            |form| places(form, "b") == [0, 1, 2],
            // b1 follows a1 in their set.
            (9, kit(), with_a_set()),
            rule.clone(),
        ),
        trial(
            "last",
            (9, json!({"where": "kit = 'a'"}), pool()),
            |form| places(form, "a") == [6, 7, 8],
            (9, json!({"where": "kit = 'a'"}), with_a_set()),
            rule.clone(),
        ),
        trial(
            "spread",
            (9, json!({"where": "kit = 'b'", "min": 4}), pool()),
            |form| places(form, "b") == [0, 4, 8],
            (9, json!({"where": "kit = 'b'", "min": 5}), pool()),
            rule.clone(),
        ),
        trial(
            "longest_run",
            (9, json!({"of": "key_position", "max": 1}), pool()),
            |form| {
                in_order(form)
                    .windows(2)
                    .all(|two| two[0][..1] != two[1][..1])
            },
            (
                3,
                json!({"of": "key_position", "max": 2}),
                pool().split_off(6),
            ),
            rule.clone(),
        ),
        trial(
            "position",
            (9, json!({"where": "kit = 'b'", "min": 4, "max": 6}), pool()),
            |form| places(form, "b") == [3, 4, 5],
            (9, json!({"where": "kit = 'b'", "min": 4, "max": 5}), pool()),
            rule,
        ),
    ]
}

/// Any choice can be put into an order, so only items that have their places can stand against it.
fn order() -> Trial {
    let bound = asked(9, json!({"kind": "order", "of": "size"}), pool());
    let mut impossible = bound.clone();
    let pilot = json!({"anchors": {"items": 2, "position_tolerance": 0}});
    impossible.document.pilot = serde_json::from_value(pilot).unwrap();
    impossible.options.anchors = [("c0", 1), ("a0", 9)]
        .map(|(item, place)| Anchor {
            item: item.to_owned(),
            version: Some(1),
            position: Some(place),
        })
        .into();
    Trial {
        kind: "order",
        free: without_rules(&bound),
        freed: without_rules(&impossible),
        bound,
        holds: |form| places(form, "a") == [0, 1, 2] && places(form, "c") == [6, 7, 8],
        impossible,
        said: no_order("rule:X, anchors"),
    }
}

#[test]
fn every_kind_of_rule_binds_changes_the_form_and_can_be_impossible_alone() {
    let mut trials = choices();
    trials.push(uses());
    trials.extend(layouts());
    trials.push(order());
    let kinds: Vec<&str> = RuleKind::ALL.iter().map(|kind| kind.as_str()).collect();
    try_all(&trials, &kinds);
}
