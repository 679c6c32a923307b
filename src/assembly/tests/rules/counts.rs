//! Counts, sums, means and shares; and rules for each value of an attribute.

use super::*;

/// Six hard items `h` of three points and six easy ones `e` of one point.
fn pool() -> Vec<Candidate> {
    let item = |letter: &str, n: i64, words: i64, level| {
        with(&format!("{letter}{n}"), |item| {
            item.thinking = Some(level);
            item.minutes = Some(Points::whole(if level == Thinking::Ho { 3 } else { 1 }));
            item.attributes =
                free(json!({"words": words, "genre": if n % 2 == 0 { "news" } else { "tale" }}));
        })
    };
    let hard = (0..6).map(|n| item("h", n, 30 + n, Thinking::Ho));
    let easy = (0..6).map(|n| item("e", n, 10 + n, Thinking::Ku));
    hard.chain(easy).collect()
}

#[test]
fn a_count_has_a_fewest_and_a_most() {
    let pool = pool();
    let rule = |min: u32, max: u32| json!([{"id": "X", "kind": "count", "where": "thinking = 'HO'", "min": min, "max": max}]);
    binds(4, rule(3, 3), &pool, |codes| matching(codes, 'h') == 3);
    binds(4, rule(0, 1), &pool, |codes| matching(codes, 'h') <= 1);
    impossible(8, rule(7, 8), &pool, "rule:X");
    impossible(8, rule(0, 1), &pool, "row:R, rule:X");
}

#[test]
fn a_sum_is_of_an_attribute_that_the_pool_brings_or_of_a_known_one() {
    let pool = pool();
    let words = |codes: &[String]| -> i64 {
        let of = |code: &String| {
            let n = i64::from(code.as_bytes()[1] - b'0');
            if code.starts_with('h') {
                30 + n
            } else {
                10 + n
            }
        };
        codes.iter().map(of).sum()
    };
    let rule = |of: &str, min: f64, max: f64| json!([{"id": "X", "kind": "sum", "of": of, "min": min, "max": max, "unit": "words"}]);
    binds(4, rule("words", 90.0, 91.0), &pool, |codes| {
        (90..=91).contains(&words(codes))
    });
    binds(4, rule("minutes", 10.0, 10.0), &pool, |codes| {
        matching(codes, 'h') == 3
    });
    impossible(4, rule("words", 2000.0, 3000.0), &pool, "rule:X");
    let assembly = form(&ruled(4, rule("words", 90.0, 91.0), &pool));
    let told = assembly.forms[0]
        .achieved
        .iter()
        .find(|a| a.kind == "rule")
        .unwrap();
    assert_eq!(
        (told.about.as_str(), told.unit_word.as_deref()),
        ("X", Some("words"))
    );
    assert_eq!(
        (told.min, told.max),
        (Some(Hundredths(9000)), Some(Hundredths(9100)))
    );
}

#[test]
fn a_mean_is_of_the_matching_items_that_have_the_attribute() {
    let mut pool: Vec<_> = (1..=9)
        .map(|n| with(&format!("i{n}"), |item| item.p = p(f64::from(n) / 10.0)))
        .collect();
    let mean = |codes: &[String]| {
        let known = codes.iter().filter_map(|code| code.strip_prefix('i'));
        let values: Vec<f64> = known.map(|n| n.parse::<f64>().unwrap() / 10.0).collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    let rule = |min: f64, max: f64| json!([{"id": "X", "kind": "mean", "of": "p", "min": min, "max": max}]);
    binds(3, rule(0.6, 0.65), &pool, |codes| {
        (0.5999..0.6501).contains(&mean(codes))
    });
    impossible(3, rule(0.85, 1.0), &pool[..8], "row:R, rule:X");
    // Items without the statistic count neither in the sum nor in the number, and a remark says so.
    pool.extend((0..3).map(|n| item(&format!("without{n}"))));
    for codes in forms_of(&ruled(4, rule(0.6, 0.65), &pool)) {
        let known = codes.iter().any(|code| code.starts_with('i'));
        assert!(
            !known || (0.5999..0.6501).contains(&mean(&codes)),
            "{codes:?}"
        );
    }
    let remarks = form(&ruled(4, rule(0.6, 0.65), &pool)).findings;
    let said: Vec<String> = remarks.iter().map(|f| sentence(Locale::En, f)).collect();
    assert_eq!(
        said,
        [
            "Rule X: 3 of 12 items that it is about have no \"p\" and count neither in its sum nor in its number."
        ]
    );
    // Who wants them out says so.
    let strict = json!([
        {"id": "X", "kind": "mean", "of": "p", "min": 0.85},
        {"id": "Y", "kind": "exclude", "where": "not p"}
    ]);
    assert_eq!(codes(&form(&ruled(2, strict, &pool)), 0), ["i8", "i9"]);
}

#[test]
fn a_share_is_of_items_or_of_an_attribute_and_among_all_or_some() {
    let pool = pool();
    let rule = |more: Value| {
        let mut rule = json!({"id": "X", "kind": "share", "where": "thinking = 'HO'"});
        rule.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!([rule])
    };
    binds(4, rule(json!({"min": 0.5, "max": 0.5})), &pool, |codes| {
        matching(codes, 'h') == 2
    });
    // Three minutes against one: a half of the time is one item in four.
    binds(
        4,
        rule(json!({"of": "minutes", "min": 0.5, "max": 0.5})),
        &pool,
        |codes| matching(codes, 'h') == 1,
    );
    let tales = |codes: &[String]| {
        let tale = |code: &&String| (code.as_bytes()[1] - b'0') % 2 == 1;
        let all = codes.iter().filter(tale);
        let hard = all.clone().filter(|code| code.starts_with('h')).count();
        (hard, all.count())
    };
    binds(
        4,
        rule(json!({"among": "genre = 'tale'", "max": 0.0})),
        &pool,
        |codes| tales(codes).0 == 0,
    );
    let mut none = rule(json!({"among": "genre = 'tale'", "min": 0.5}));
    none[0]["where"] = json!("words > 100");
    none.as_array_mut()
        .unwrap()
        .push(json!({"id": "Y", "kind": "count", "where": "genre = 'tale'", "min": 1}));
    impossible(4, none, &pool, "rule:X, rule:Y");
    impossible(8, rule(json!({"min": 0.9})), &pool, "row:R, rule:X");
}

#[test]
fn a_rule_may_hold_for_each_value_by_itself() {
    let pool = pool();
    let rule = json!([{"id": "X", "kind": "count", "each": "genre", "min": 2, "max": 2}]);
    let tales = |codes: &[String]| {
        codes
            .iter()
            .filter(|c| (c.as_bytes()[1] - b'0') % 2 == 1)
            .count()
    };
    binds(4, rule.clone(), &pool, |codes| tales(codes) == 2);
    let told: Vec<String> = {
        let assembly = form(&ruled(4, rule, &pool));
        let lines = assembly.forms[0]
            .achieved
            .iter()
            .filter(|a| a.kind == "rule");
        lines.map(|a| a.about.clone()).collect()
    };
    assert_eq!(told, ["X news", "X tale"]);
    let much = json!([{"id": "X", "kind": "count", "each": "genre", "min": 7}]);
    impossible(12, much, &pool, "rule:X");
}

#[test]
fn bounds_may_come_from_the_items_that_fit() {
    // Half are hard, of three minutes; half easy, of one: forms of four have two of each on average.
    let pool = pool();
    let rule = |kind: &str, more: Value| {
        let mut rule = json!({"id": "X", "kind": kind, "like_pool": 0.0});
        rule.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!([rule])
    };
    let half = |codes: &[String]| matching(codes, 'h') == 2;
    binds(
        4,
        rule("count", json!({"where": "thinking = 'HO'"})),
        &pool,
        half,
    );
    binds(
        4,
        rule("share", json!({"where": "thinking = 'HO'"})),
        &pool,
        half,
    );
    binds(4, rule("mean", json!({"of": "minutes"})), &pool, half);
    binds(4, rule("sum", json!({"of": "minutes"})), &pool, half);
    let assembly = form(&ruled(
        4,
        rule("sum", json!({"of": "minutes", "like_pool": 0.25})),
        &pool,
    ));
    let told = assembly.forms[0]
        .achieved
        .iter()
        .find(|a| a.kind == "rule")
        .unwrap();
    assert_eq!(
        (told.min, told.max),
        (Some(Hundredths(600)), Some(Hundredths(1000))),
        "eight minutes, give or take a quarter"
    );
    // Items that fit no row are not asked.
    let mut more = pool.clone();
    more.extend((0..9).map(|n| {
        with(&format!("d{n}"), |item| {
            item.phase = Phase::Draft;
            item.thinking = Some(Thinking::Ho);
            item.minutes = Some(Points::whole(9));
        })
    }));
    binds(
        4,
        rule("count", json!({"where": "thinking = 'HO'"})),
        &more,
        half,
    );
    // Five of nine are hard: two or three in a form of four.
    let odd: Vec<Candidate> = pool[1..10].to_vec();
    binds(
        4,
        rule("count", json!({"where": "thinking = 'HO'"})),
        &odd,
        |codes| (2..=3).contains(&matching(codes, 'h')),
    );
}

#[test]
fn every_value_of_a_list_is_covered() {
    let item = |code: &str, objectives: &[&str]| {
        with(code, |item| {
            item.objectives = objectives.iter().map(|&o| o.to_owned()).collect()
        })
    };
    let pool = [
        item("a", &["1"]),
        item("b", &["1", "2"]),
        item("c", &["2"]),
        item("d", &["3"]),
        item("e", &["1"]),
    ];
    let rule = |min: u32| json!([{"id": "X", "kind": "count", "each": "objectives", "min": min}]);
    binds(2, rule(1), &pool, |codes| codes == ["b", "d"]);
    impossible(5, rule(2), &pool, "rule:X");
}

#[test]
fn items_that_do_not_count_are_left_out_of_counts_unless_a_rule_speaks_of_them() {
    let rule = |condition: &str, max: u32| {
        let rules = json!([{"id": "X", "kind": "count", "where": condition, "max": max}]);
        let mut request = pilot(
            2,
            &(0..6).map(|n| format!("p{n}")).collect::<Vec<_>>(),
            "end",
        );
        request.document.constraints.rules = serde_json::from_value(rules).unwrap();
        request
    };
    let fine = form(&rule("item_type = 'MCQ'", 2));
    assert_eq!(fine.forms[0].positions.len(), 4);
    let finding = only_finding(&rule("item_type = 'MCQ' and (scored or not scored)", 2));
    assert!(
        finding.args["constraints"]
            .as_str()
            .unwrap()
            .contains("rule:X"),
        "{finding}"
    );
    let finding = only_finding(&rule("not scored", 1));
    assert!(
        finding.args["constraints"]
            .as_str()
            .unwrap()
            .contains("rule:X"),
        "{finding}"
    );
}

/// Two scored items of five and two pilot items at a place.
pub(super) fn pilot(block: u32, pilots: &[String], position: &str) -> Request {
    let scored = (0..5).map(|n| item(&format!("s{n}")));
    let tried = pilots
        .iter()
        .map(|code| with(code, |item| item.phase = Phase::Pilot));
    let block = json!({"items": block, "position": position, "spiral_forms": 1});
    request(
        rows(2),
        json!({"pilot": {"unscored_block": block}}),
        scored.chain(tried).collect(),
    )
}
