//! Rules over stimuli, and over the items of each chosen one.

use super::*;

/// Four texts of three items; two are tales. Items are named by their text.
fn pool() -> Vec<Candidate> {
    let texts = [
        ("a", "tale", 100),
        ("b", "tale", 120),
        ("c", "news", 90),
        ("d", "news", 300),
    ];
    let items = texts.iter().flat_map(|(text, genre, length)| {
        (0..3).map(move |n| {
            let mut item = of_set(
                &format!("{text}{n}"),
                text,
                json!({"genre": genre, "length": length}),
            );
            item.thinking = Some(if n == 0 { Thinking::Ho } else { Thinking::Ku });
            item
        })
    });
    items.collect()
}

fn texts(codes: &[String]) -> Vec<char> {
    let mut texts: Vec<char> = codes
        .iter()
        .filter_map(|code| code.chars().next())
        .collect();
    texts.dedup();
    texts
}

fn rule(kind: &str, more: Value) -> Value {
    let mut rule = json!({"id": "X", "kind": kind, "on": "stimuli"});
    rule.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json!([rule])
}

#[test]
fn stimuli_are_counted_once_each() {
    let pool = pool();
    let two = rule("count", json!({"min": 2, "max": 2}));
    binds(4, two, &pool, |codes| texts(codes).len() == 2);
    let tales = rule("count", json!({"where": "genre = 'tale'", "max": 1}));
    binds(4, tales, &pool, |codes| {
        texts(codes).iter().filter(|t| "ab".contains(**t)).count() <= 1
    });
    impossible(4, rule("count", json!({"min": 5})), &pool, "rule:X");
}

#[test]
fn sums_means_and_shares_of_stimuli_are_of_their_own_attributes() {
    let pool = pool();
    let length = |codes: &[String]| -> i32 {
        let of = |text: &char| [100, 120, 90, 300]["abcd".find(*text).unwrap()];
        texts(codes).iter().map(of).sum()
    };
    let sum = rule("sum", json!({"of": "length", "min": 200, "max": 230}));
    binds(4, sum, &pool, |codes| (200..=230).contains(&length(codes)));
    let mean = rule("mean", json!({"of": "length", "max": 110}));
    binds(4, mean, &pool, |codes| {
        length(codes) <= 110 * texts(codes).len() as i32
    });
    let share = rule(
        "share",
        json!({"where": "genre = 'tale'", "min": 0.5, "max": 0.5}),
    );
    binds(4, share, &pool, |codes| {
        texts(codes).iter().filter(|t| "ab".contains(**t)).count() * 2 == texts(codes).len()
    });
    impossible(
        4,
        rule("sum", json!({"of": "length", "min": 700})),
        &pool,
        "rule:X",
    );
    impossible(
        12,
        rule("mean", json!({"of": "length", "max": 110})),
        &pool,
        "row:R, rule:X",
    );
}

#[test]
fn enemy_texts_never_meet() {
    let pool = pool();
    let enemies = rule("at_most_one", json!({"where": "code in ('a', 'c')"}));
    binds(4, enemies, &pool, |codes| {
        texts(codes).iter().filter(|t| "ac".contains(**t)).count() <= 1
    });
    let genres = rule("at_most_one", json!({"each": "genre"}));
    binds(4, genres.clone(), &pool, |codes| {
        let texts = texts(codes);
        let both = |pair: &str| texts.iter().filter(|t| pair.contains(**t)).count() > 1;
        !both("ab") && !both("cd")
    });
    impossible(7, genres, &pool, "row:R, rule:X");
}

#[test]
fn stimuli_are_included_excluded_and_come_together() {
    let pool = pool();
    let include = rule("include", json!({"where": "genre = 'news'"}));
    binds(4, include, &pool, |codes| {
        "cd".chars().all(|t| texts(codes).contains(&t))
    });
    impossible(
        4,
        rule("include", json!({"where": "code = 'z'"})),
        &pool,
        "rule:X",
    );
    let exclude = rule("exclude", json!({"where": "length > 200"}));
    binds(4, exclude, &pool, |codes| !texts(codes).contains(&'d'));
    impossible(
        7,
        rule("exclude", json!({"where": "genre = 'news'"})),
        &pool,
        "row:R, rule:X",
    );
    let together = rule("all_or_none", json!({"where": "genre = 'tale'"}));
    binds(3, together, &pool, |codes| {
        [0, 2].contains(&texts(codes).iter().filter(|t| "ab".contains(**t)).count())
    });
    let asks = rule(
        "if_then",
        json!({"where": "code = 'a'", "then": "genre = 'news'"}),
    );
    binds(3, asks, &pool, |codes| {
        let texts = texts(codes);
        !texts.contains(&'a') || texts.iter().any(|t| "cd".contains(*t))
    });
}

#[test]
fn each_chosen_stimulus_has_so_many_items() {
    let pool = pool();
    let rule = |more: Value| {
        let mut rule = json!({"id": "X", "kind": "per_stimulus"});
        rule.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!([rule])
    };
    let of = |codes: &[String], text: char| matching(codes, text);
    binds(4, rule(json!({"min": 2, "max": 2})), &pool, |codes| {
        texts(codes).iter().all(|t| of(codes, *t) == 2)
    });
    binds(
        4,
        rule(json!({"where": "genre = 'tale'", "max": 1})),
        &pool,
        |codes| of(codes, 'a') <= 1 && of(codes, 'b') <= 1,
    );
    binds(
        4,
        rule(json!({"among": "thinking = 'HO'", "min": 1})),
        &pool,
        |codes| {
            texts(codes)
                .iter()
                .all(|t| codes.contains(&format!("{t}0")))
        },
    );
    binds(
        4,
        rule(json!({"of": "minutes", "min": 2, "max": 2})),
        &pool,
        |codes| texts(codes).iter().all(|t| of(codes, *t) == 2),
    );
    impossible(5, rule(json!({"min": 2, "max": 2})), &pool, "row:R, rule:X");
}

#[test]
fn items_know_the_attributes_of_their_stimulus() {
    let pool = pool();
    let rules = json!([{"id": "X", "kind": "exclude", "where": "stimulus.length >= 100 or stimulus.kind != 'text'"}]);
    binds(3, rules, &pool, |codes| texts(codes) == ['c']);
}
