//! The order of the tasks: by an attribute, some first or last, apart, no long runs, at places.

use super::*;

/// Eight items of one row: `e` with key 1, `h` with key 2; sizes from 0 to 7.
fn pool() -> Vec<Candidate> {
    let item = |n: u32| {
        let letter = if n.is_multiple_of(2) { "e" } else { "h" };
        let mut item = own(&format!("{letter}{n}"), json!({"size": n, "kit": letter}));
        item.key_position = Some(1 + n % 2);
        item
    };
    (0..8).map(item).collect()
}

/// Codes in order, for each seed.
fn orders(request: &Request) -> Vec<Vec<String>> {
    let of_seed = |seed| {
        let mut request = request.clone();
        request.options.seed = seed;
        in_order(&form(&request), 0)
    };
    (0..SEEDS).map(of_seed).collect()
}

pub(super) fn in_order(assembly: &Assembly, form: usize) -> Vec<String> {
    let positions = assembly.forms[form].positions.iter();
    positions.map(|position| position.item.clone()).collect()
}

/// With the rule every order holds what is said, without it some order does not.
fn orders_hold(rules: Value, pool: &[Candidate], holds: impl Fn(&[String]) -> bool) {
    let items = u32::try_from(pool.len()).unwrap();
    for order in orders(&ruled(items, rules, pool)) {
        assert!(holds(&order), "broken: {order:?}");
    }
    let free = orders(&ruled(items, json!([]), pool));
    assert!(
        free.iter().any(|order| !holds(order)),
        "the rule changes nothing"
    );
}

fn cannot(rules: Value, pool: &[Candidate], named: &str) {
    let items = u32::try_from(pool.len()).unwrap();
    assert_eq!(
        said(&ruled(items, rules, pool)),
        format!(
            "The items chosen for form A cannot be put into an order that keeps the rules {named}. Loosen one of them, give it a weight, or choose other items with another seed."
        )
    );
}

fn size(code: &str) -> u32 {
    code[1..].parse().unwrap()
}

#[test]
fn tasks_stand_from_easy_to_hard_or_the_other_way() {
    let pool = pool();
    let rule = |direction: &str| json!([{"id": "X", "kind": "order", "of": "size", "direction": direction}]);
    orders_hold(rule("ascending"), &pool, |order| {
        order.iter().map(|c| size(c)).is_sorted()
    });
    orders_hold(rule("descending"), &pool, |order| {
        order.iter().rev().map(|c| size(c)).is_sorted()
    });
    // Of some only: the others stand anywhere.
    let some = json!([{"id": "X", "kind": "order", "of": "size", "where": "kit = 'h'"}]);
    orders_hold(some, &pool, |order| {
        order
            .iter()
            .filter(|c| c.starts_with('h'))
            .map(|c| size(c))
            .is_sorted()
    });
    cannot(
        json!([
            {"id": "X", "kind": "order", "of": "size"},
            {"id": "Y", "kind": "order", "of": "size", "direction": "descending"}
        ]),
        &pool,
        "rule:X, rule:Y",
    );
}

#[test]
fn what_matches_stands_first_or_last() {
    let pool = pool();
    let rule = |kind: &str| json!([{"id": "X", "kind": kind, "where": "kit = 'h'"}]);
    orders_hold(rule("first"), &pool, |order| {
        order[..4].iter().all(|c| c.starts_with('h'))
    });
    orders_hold(rule("last"), &pool, |order| {
        order[4..].iter().all(|c| c.starts_with('h'))
    });
    cannot(
        json!([
            {"id": "X", "kind": "first", "where": "kit = 'h'"},
            {"id": "Y", "kind": "first", "where": "kit = 'e'"}
        ]),
        &pool,
        "rule:X, rule:Y",
    );
}

#[test]
fn what_matches_stands_apart() {
    let pool = pool();
    let rule =
        |min: u32| json!([{"id": "X", "kind": "spread", "where": "size in (0, 2, 4)", "min": min}]);
    orders_hold(rule(3), &pool, |order| {
        let places: Vec<usize> = order
            .iter()
            .enumerate()
            .filter(|(_, c)| [0, 2, 4].contains(&size(c)))
            .map(|(place, _)| place)
            .collect();
        places.windows(2).all(|pair| pair[1] - pair[0] >= 3)
    });
    cannot(rule(4), &pool, "rule:X");
}

#[test]
fn no_long_run_of_one_key() {
    let pool = pool();
    let rule =
        |max: u32| json!([{"id": "X", "kind": "longest_run", "of": "key_position", "max": max}]);
    let longest = |order: &[String]| {
        order
            .chunk_by(|a, b| a[..1] == b[..1])
            .map(<[String]>::len)
            .max()
            .unwrap()
    };
    orders_hold(rule(1), &pool, |order| longest(order) == 1);
    orders_hold(rule(2), &pool, |order| longest(order) <= 2);
    let one_key: Vec<Candidate> = pool
        .iter()
        .filter(|i| i.key_position == Some(1))
        .cloned()
        .collect();
    cannot(rule(3), &one_key, "rule:X");
    // What has no key breaks a run.
    let mut with_pause = one_key;
    with_pause[0].key_position = None;
    assert_eq!(
        orders(&ruled(4, rule(2), &with_pause)).len(),
        SEEDS as usize
    );
}

#[test]
fn what_matches_stands_at_positions_of_a_range() {
    let pool = pool();
    let rule = |min: u32, max: u32| json!([{"id": "X", "kind": "position", "where": "size in (1, 6)", "min": min, "max": max}]);
    orders_hold(rule(3, 4), &pool, |order| {
        order[2..4].iter().all(|c| [1, 6].contains(&size(c)))
    });
    cannot(rule(3, 3), &pool, "rule:X");
    cannot(rule(9, 12), &pool, "rule:X");
}

#[test]
fn a_set_stays_together_and_is_ordered_by_its_mean() {
    let of = |code: &str, text: Option<&str>, size: u32| {
        with(code, |item| {
            item.stimulus = text.and_then(text_stimulus);
            item.attributes = free(json!({"size": size}));
        })
    };
    let pool = [
        of("a1", Some("a"), 9),
        of("a2", Some("a"), 1),
        of("b1", Some("b"), 3),
        of("b2", Some("b"), 4),
        of("c1", None, 2),
        of("d1", None, 6),
    ];
    let rule = json!([{"id": "X", "kind": "order", "of": "size"}]);
    for order in orders(&ruled(6, rule, &pool)) {
        assert_eq!(order, ["c1", "b1", "b2", "a1", "a2", "d1"]);
    }
    // A set cannot be taken apart.
    let apart = json!([{"id": "X", "kind": "spread", "where": "code in ('a1', 'a2')", "min": 2}]);
    cannot(apart, &pool, "rule:X");
}

#[test]
fn a_soft_order_is_kept_where_it_can_be_and_told_where_not() {
    let pool = pool();
    let rules = |weight: f64| {
        json!([
            {"id": "X", "kind": "order", "of": "size"},
            {"id": "Y", "kind": "longest_run", "of": "key_position", "max": 1, "weight": 5},
            {"id": "Z", "kind": "first", "where": "size = 7", "weight": weight}
        ])
    };
    let assembly = form(&ruled(8, rules(2.0), &pool));
    let line = |about: &str| {
        let mut lines = assembly.forms[0].achieved.iter();
        lines
            .find(|a| a.kind == "rule" && a.about == about)
            .unwrap()
            .violation
    };
    assert_eq!((line("X"), line("Y")), (None, None));
    assert_eq!(line("Z"), Some(Hundredths(100)));
}

#[test]
fn many_rules_of_order_hold_together_in_a_long_form() {
    let pool: Vec<Candidate> = (0..60)
        .map(|n| {
            let mut item = own(
                &format!("i{n:02}"),
                json!({"level": n / 20, "pilot": n % 10 == 0}),
            );
            item.key_position = Some(1 + (n * 7) % 4);
            item
        })
        .collect();
    let rules = json!([
        {"id": "O", "kind": "order", "of": "level"},
        {"id": "K", "kind": "longest_run", "of": "key_position", "max": 2},
        {"id": "S", "kind": "spread", "where": "pilot", "min": 8},
        {"id": "P", "kind": "position", "where": "pilot", "min": 3}
    ]);
    for seed in 0..4 {
        let mut request = ruled(60, rules.clone(), &pool);
        request.options.seed = seed;
        form(&request);
    }
}

#[test]
fn sections_stay_where_they_are() {
    let rows = json!([
        {"id": "A", "section": "S1", "items": 3, "points_each": 1},
        {"id": "B", "section": "S2", "items": 3, "points_each": 1}
    ]);
    let sections =
        json!([{"id": "S1", "minutes": 5, "score": 3}, {"id": "S2", "minutes": 5, "score": 3}]);
    let rules = json!([{"id": "X", "kind": "order", "of": "size", "direction": "descending"}]);
    for seed in 0..SEEDS {
        let more = json!({"sections": sections, "constraints": {"rules": rules}});
        let mut request = request(rows.clone(), more, pool());
        request.options.seed = seed;
        let form = form(&request);
        let sections: Vec<&str> = form.forms[0]
            .positions
            .iter()
            .map(|p| p.section.as_str())
            .collect();
        assert_eq!(sections, ["S1", "S1", "S1", "S2", "S2", "S2"]);
        let order = in_order(&form, 0);
        for part in [&order[..3], &order[3..]] {
            assert!(part.iter().rev().map(|c| size(c)).is_sorted(), "{order:?}");
        }
    }
}
