use serde_json::json;

use super::*;
use crate::assembly::candidate::Candidate;

/// Two of these four must be chosen; without the rule the forbidden pair is chosen for some seed.
fn chosen_pairs(request: &Request) -> std::collections::BTreeSet<Vec<String>> {
    let with_seed = |seed| {
        let mut request = request.clone();
        request.options.seed = seed;
        codes(&form(&request), 0)
            .into_iter()
            .map(str::to_owned)
            .collect()
    };
    (0..24).map(with_seed).collect()
}

fn pair(a: &str, b: &str) -> Vec<String> {
    vec![a.to_owned(), b.to_owned()]
}

#[test]
fn enemies_never_meet_unless_the_specification_allows_it() {
    let enemy = |code: &str| with(code, |item| item.enemies = vec!["g".to_owned()]);
    let pool = vec![enemy("a"), enemy("b"), item("c")];
    let strict = request(rows(2), json!({}), pool.clone());
    assert!(!chosen_pairs(&strict).contains(&pair("a", "b")));
    let loose = request(
        rows(2),
        json!({"constraints": {"exclude_enemies": false}}),
        pool.clone(),
    );
    assert!(chosen_pairs(&loose).contains(&pair("a", "b")));
    let finding = only_finding(&request(rows(3), json!({}), pool));
    assert_eq!(finding.code, "constraints_conflict");
    assert_eq!(finding.args["constraints"], "row:R, enemies:g");
}

#[test]
fn a_clone_family_gives_one_item_and_counts_as_one() {
    let clone = |code: &str| with(code, |item| item.family = Some("f".to_owned()));
    let pool = vec![clone("a"), clone("b"), item("c")];
    assert!(!chosen_pairs(&request(rows(2), json!({}), pool.clone())).contains(&pair("a", "b")));
    let loose = request(
        rows(2),
        json!({"constraints": {"one_per_family": false}}),
        pool.clone(),
    );
    assert!(chosen_pairs(&loose).contains(&pair("a", "b")));
    let finding = only_finding(&request(rows(3), json!({}), pool));
    assert_eq!(
        (finding.code.as_str(), &finding.args["have"]),
        ("row_short", &json!(2))
    );
}

#[test]
fn an_item_fills_one_row_only_and_two_versions_of_it_are_one_item() {
    let two_rows = json!([{"id": "A", "items": 1, "points_each": 1}, {"id": "B", "items": 1, "points_each": 1}]);
    let fine = form(&request(
        two_rows.clone(),
        json!({}),
        vec![item("a"), item("b")],
    ));
    assert_eq!(codes(&fine, 0), ["a", "b"]);
    let versions = vec![item("a"), with("a", |item| item.version = 2)];
    let finding = only_finding(&request(two_rows, json!({}), versions));
    assert_eq!(
        (finding.code.as_str(), &finding.args["rows"]),
        ("rows_compete", &json!("A, B"))
    );
    assert_eq!(
        (&finding.args["need"], &finding.args["have"]),
        (&json!(2), &json!(1))
    );
}

#[test]
fn working_time_holds_for_known_minutes_and_says_how_many_are_unknown() {
    let long = |code: &str| with(code, |item| item.minutes = Some(Points::whole(9)));
    let pool = vec![long("a"), long("b"), item("c"), item("d")];
    let limit = |minutes: u32| json!({"duration_min": minutes});
    assert_eq!(
        codes(&form(&request(rows(2), limit(2), pool.clone())), 0),
        ["c", "d"]
    );
    assert!(chosen_pairs(&request(rows(2), json!({}), pool.clone())).contains(&pair("a", "b")));
    let finding = only_finding(&request(rows(2), limit(1), pool));
    assert_eq!(finding.args["constraints"], "row:R, minutes");
    let unknown = vec![with("a", |item| item.minutes = None), item("b")];
    let remarks = form(&request(rows(2), limit(1), unknown)).findings;
    assert_eq!(
        (remarks[0].code.as_str(), &remarks[0].args["count"]),
        ("minutes_unknown", &json!(1))
    );
}

#[test]
fn thinking_shares_are_of_points_unless_they_are_of_items() {
    let rows = json!([{"id": "A", "items": 2, "points_each": 1}, {"id": "B", "items": 1, "points_each": 2}]);
    let item = |code: &str, points: i64, level| {
        with(code, |item| {
            item.points = Points::whole(points);
            item.thinking = Some(level);
        })
    };
    let (ku, ho) = (Thinking::Ku, Thinking::Ho);
    let pool = vec![
        item("a1", 1, ku),
        item("a2", 1, ku),
        item("a3", 1, ho),
        item("b1", 2, ho),
        item("b2", 2, ku),
    ];
    let half = json!({"thinking_share": {"HO": [0.5, 0.5]}});
    assert_eq!(
        codes(&form(&request(rows.clone(), half, pool.clone())), 0),
        ["a1", "a2", "b1"]
    );
    let third = json!({"thinking_share": {"HO": [0.3, 0.34]}, "share_of": "items"});
    let forms = form(&request(rows.clone(), third, pool.clone()));
    let high = codes(&forms, 0)
        .iter()
        .filter(|code| ["a3", "b1"].contains(code))
        .count();
    assert_eq!(high, 1);
    let finding = only_finding(&request(
        rows,
        json!({"thinking_share": {"HO": [0.9, 1.0]}}),
        pool,
    ));
    assert_eq!(
        finding.args["constraints"], "thinking_share:HO",
        "all HO items together are too few"
    );
}

#[test]
fn difficulty_shares_bind_and_can_be_impossible() {
    use crate::bank::Difficulty::{A, C};
    let item = |code: &str, level| with(code, |item| item.difficulty = Some(level));
    let pool = vec![item("a", A), item("b", A), item("c", C)];
    let share = |low: f64| json!({"difficulty_share": {"C": [low, 1.0]}});
    assert!(codes(&form(&request(rows(2), share(0.5), pool.clone())), 0).contains(&"c"));
    assert!(chosen_pairs(&request(rows(2), json!({}), pool.clone())).contains(&pair("a", "b")));
    let finding = only_finding(&request(rows(2), share(0.75), pool));
    assert_eq!(finding.args["constraints"], "difficulty_share:C");
}

#[test]
fn thinking_counts_of_a_row_are_met_exactly_and_missing_levels_are_named() {
    let item = |code: &str, level| with(code, |item| item.thinking = Some(level));
    let pool = vec![
        item("a", Thinking::Ku),
        item("b", Thinking::Ap),
        item("c", Thinking::Ap),
    ];
    let counts = |ku: u32, ap: u32| json!([{"id": "R", "items": 2, "points_each": 1, "thinking": {"KU": ku, "AP": ap}}]);
    assert!(codes(&form(&request(counts(1, 1), json!({}), pool.clone())), 0).contains(&"a"));
    assert_eq!(
        codes(&form(&request(counts(0, 2), json!({}), pool.clone())), 0),
        ["b", "c"]
    );
    let finding = only_finding(&request(counts(2, 0), json!({}), pool));
    assert_eq!(
        (
            finding.code.as_str(),
            &finding.args["thinking"],
            &finding.args["have"]
        ),
        ("row_short", &json!("KU"), &json!(1))
    );
}

#[test]
fn points_that_rows_leave_open_still_sum_to_the_maximum() {
    let item = |code: &str, halves: i64| with(code, |item| item.points = half_points(halves));
    let pool = vec![item("a", 1), item("b", 3), item("c", 4), item("d", 5)];
    let open = json!([{"id": "R", "items": 2}]);
    let of = |score: f64| request(open.clone(), json!({"max_score": score}), pool.clone());
    assert_eq!(codes(&form(&of(2.0)), 0), ["a", "b"]);
    assert_eq!(codes(&form(&of(4.5)), 0), ["c", "d"]);
    let finding = only_finding(&of(1.0));
    assert_eq!(finding.code, "constraints_conflict");
    assert_eq!(
        finding.args["constraints"], "max_score",
        "no items at all have one point together"
    );
}

fn of_text(code: &str, text: &str) -> Candidate {
    with(code, |item| item.stimulus = text_stimulus(text))
}

#[test]
fn stimulus_sets_enter_whole_and_a_set_too_large_for_its_rows_is_never_chosen() {
    let pool = vec![
        of_text("a1", "a"),
        of_text("a2", "a"),
        of_text("b1", "b"),
        of_text("b2", "b"),
        of_text("b3", "b"),
    ];
    let needed =
        |count: u32| json!([{"id": "R", "items": count, "points_each": 1, "stimulus": "required"}]);
    let whole = json!({"constraints": {"stimulus_sets": "whole"}});
    assert_eq!(
        codes(&form(&request(needed(2), whole.clone(), pool.clone())), 0),
        ["a1", "a2"]
    );
    assert_eq!(
        codes(&form(&request(needed(3), whole.clone(), pool.clone())), 0),
        ["b1", "b2", "b3"]
    );
    let free = json!({"constraints": {"stimulus_sets": "free"}});
    assert!(
        chosen_pairs(&request(needed(2), free, pool.clone()))
            .iter()
            .any(|pair| pair[0].starts_with('b'))
    );
    let finding = only_finding(&request(needed(4), whole, pool));
    assert_eq!(finding.args["constraints"], "row:R, stimulus_sets");
}

#[test]
fn the_number_of_stimuli_is_exact_and_their_tasks_stand_together() {
    let pool = vec![
        of_text("a1", "a"),
        of_text("a2", "a"),
        of_text("b1", "b"),
        of_text("b2", "b"),
        of_text("c1", "c"),
    ];
    let needed = |count: u32| json!([{"id": "R", "items": 4, "points_each": 1, "stimulus": {"kind": "text", "count": count}}]);
    let two = form(&request(needed(2), json!({}), pool.clone()));
    assert_eq!(codes(&two, 0), ["a1", "a2", "b1", "b2"]);
    let order: Vec<&str> = two.forms[0]
        .positions
        .iter()
        .map(|position| &position.item[..1])
        .collect();
    assert!(
        order == ["a", "a", "b", "b"] || order == ["b", "b", "a", "a"],
        "{order:?}"
    );
    let three = form(&request(needed(3), json!({}), pool.clone()));
    assert!(codes(&three, 0).contains(&"c1"));
    let finding = only_finding(&request(needed(1), json!({}), pool));
    assert_eq!(finding.args["constraints"], "row:R, stimulus_count:R");
}

#[test]
fn no_key_position_takes_more_than_its_share() {
    let keyed = |code: &str, position| with(code, |item| item.key_position = Some(position));
    let pool = vec![
        keyed("a", 1),
        keyed("b", 1),
        keyed("c", 1),
        keyed("d", 2),
        keyed("e", 3),
    ];
    let share = |share: f64| json!({"constraints": {"key_position_max_share": share}});
    let forms = form(&request(rows(4), share(0.5), pool.clone()));
    assert!(codes(&forms, 0).contains(&"d") && codes(&forms, 0).contains(&"e"));
    assert_eq!(
        form(&request(rows(4), share(0.75), pool.clone())).forms[0]
            .positions
            .len(),
        4
    );
    let finding = only_finding(&request(rows(5), share(0.4), pool.clone()));
    assert_eq!(finding.args["constraints"], "row:R, key_position");
    assert_eq!(
        form(&request(rows(1), share(0.4), pool)).forms.len(),
        1,
        "a position may occur once"
    );
}

#[test]
fn the_mean_difficulty_comes_as_near_to_its_target_as_the_pool_allows() {
    let pool: Vec<_> = (1..=9)
        .map(|n| with(&format!("i{n}"), |item| item.p = p(f64::from(n) / 10.0)))
        .collect();
    let target = |target: f64| json!({"constraints": {"target_mean_p": target}});
    let at = |t: f64| {
        form(&request(rows(3), target(t), pool.clone())).forms[0]
            .mean_p
            .unwrap()
    };
    assert!(
        (at(0.4) - 0.4).abs() < 1e-3
            && (at(0.2) - 0.2).abs() < 1e-9
            && (at(0.05) - 0.2).abs() < 1e-9
    );
    let mut some = pool.clone();
    some.push(item("without"));
    let forms = form(&request(rows(3), target(0.8), some));
    assert_eq!(
        forms.forms[0].mean_p_items, 3,
        "leaving statistics out never pays"
    );
    assert_eq!(forms.findings[0].code, "statistics_missing");
}

#[test]
fn parallel_forms_share_at_most_the_items_allowed() {
    let pool: Vec<_> = (0..5).map(|n| item(&format!("i{n}"))).collect();
    let forms = |forms: u32, overlap: u32| json!({"constraints": {"parallel_forms": forms, "overlap_items": overlap}});
    let apart = form(&request(rows(2), forms(2, 0), pool.clone()));
    assert_eq!(apart.overlaps, [[2, 0], [0, 2]]);
    assert_ne!(apart.forms[0].fingerprint, apart.forms[1].fingerprint);
    let short = only_finding(&request(rows(3), forms(2, 0), pool.clone()));
    assert_eq!(
        (
            short.code.as_str(),
            &short.args["need"],
            &short.args["have"]
        ),
        ("row_short", &json!(6), &json!(5))
    );
    let close = form(&request(rows(3), forms(2, 1), pool.clone()));
    assert_eq!(close.overlaps[0][1], 1);
    let labels: Vec<_> = close.forms.iter().map(|form| form.label.as_str()).collect();
    assert_eq!(labels, ["A", "B"]);
    // Five items, three forms of three: any two forms share at least one, some pair two.
    let finding = only_finding(&request(rows(3), forms(3, 1), pool));
    assert!(
        ["row_short", "constraints_conflict"].contains(&finding.code.as_str()),
        "{finding}"
    );
}

#[test]
fn a_greedy_first_form_that_blocks_the_second_is_repaired_jointly() {
    // Row B needs both x; a first form that puts one of them into row A leaves none for the second.
    let mark = |code: &str, objectives: &[&str]| {
        with(code, |item| {
            item.objectives = objectives.iter().map(|&o| o.to_owned()).collect()
        })
    };
    let rows = json!([
        {"id": "A", "items": 1, "points_each": 1, "objectives": ["1"]},
        {"id": "B", "items": 1, "points_each": 1, "objectives": ["2"]}
    ]);
    let pool = vec![
        mark("a1", &["1"]),
        mark("a2", &["1"]),
        mark("x1", &["1", "2"]),
        mark("x2", &["1", "2"]),
    ];
    let mut methods = std::collections::BTreeSet::new();
    for seed in 0..48 {
        let mut request = request(
            rows.clone(),
            json!({"constraints": {"parallel_forms": 2}}),
            pool.clone(),
        );
        request.options.seed = seed;
        let forms = form(&request);
        assert_eq!(forms.overlaps[0][1], 0);
        methods.insert(format!("{:?}", forms.method));
    }
    assert_eq!(
        methods.len(),
        2,
        "some seeds need the joint program: {methods:?}"
    );
}

#[test]
fn forced_items_stand_in_the_form_and_blocked_ones_do_not() {
    let pool = vec![
        item("a"),
        item("b"),
        item("c"),
        with("d", |item| item.grade_min = 6),
    ];
    for code in ["a", "b", "c"] {
        let mut request = request(rows(1), json!({}), pool.clone());
        request.options.forced = vec![code.to_owned()];
        assert_eq!(codes(&form(&request), 0), [code]);
    }
    let mut blocked = request(rows(2), json!({}), pool.clone());
    blocked.options.blocked = vec!["b".to_owned()];
    assert_eq!(codes(&form(&blocked), 0), ["a", "c"]);
    let mut unknown = request(rows(1), json!({}), pool);
    unknown.options.forced = vec!["zzz".to_owned(), "d".to_owned()];
    let found = refusal(&unknown).findings;
    assert_eq!(
        (found[0].code.as_str(), found[1].code.as_str()),
        ("forced_item_unknown", "forced_item_fits_no_row")
    );
    assert_eq!(found[1].args["reasons"], "grade");
}
