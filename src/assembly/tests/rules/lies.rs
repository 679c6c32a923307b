//! Pools that lie, and pools that leave nothing to choose.

use super::*;
use crate::assembly::candidate::ItemParameters;
use crate::assembly::run::RefusalKind;

fn refused(pool: Vec<Candidate>) -> Vec<String> {
    let refusal = refusal(&request(rows(1), json!({}), pool));
    assert_eq!(refusal.kind, RefusalKind::Invalid);
    refusal
        .findings
        .iter()
        .map(|f| sentence(Locale::En, f))
        .collect()
}

#[test]
fn an_item_that_stands_twice_is_refused() {
    assert_eq!(
        refused(vec![item("a"), item("a")]),
        ["Version 1 of item \"a\" is in the candidate list twice: give each version once."]
    );
}

#[test]
fn parameters_that_are_no_numbers_are_refused_before_information_is_none() {
    for value in [f64::NAN, f64::INFINITY, 1e200, -1e4] {
        let set = ItemParameters {
            scale: "s".into(),
            model: "2pl".into(),
            values: [("a".to_owned(), 1.0), ("b".to_owned(), value)].into(),
            n: 100,
        };
        assert_eq!(
            refused(vec![with("a", |item| item.parameters = vec![set])]),
            [
                "The parameter \"b\" of item a (version 1) on the scale \"s\" is no number between -1,000 and 1,000. Correct the calibration, or leave the set out."
            ]
        );
    }
}

#[test]
fn attributes_that_are_no_numbers_or_have_a_name_that_is_taken_are_refused() {
    let bad = with("a", |item| {
        item.attributes
            .insert("size".into(), Attribute::Number(f64::NAN));
        item.attributes
            .insert("huge".into(), Attribute::Number(1e10));
        item.attributes
            .insert("points".into(), Attribute::Number(1.0));
    });
    assert_eq!(
        refused(vec![bad]),
        [
            "The attribute \"huge\" of item a (version 1) is no finite number between -1,000,000,000 and 1,000,000,000. Correct it, or leave it out where it is not known.",
            "Item a (version 1) brings an attribute of its own with the name \"points\", which every item or stimulus has already, or which is empty or too long. Give it another name.",
            "The attribute \"size\" of item a (version 1) is no finite number between -1,000,000,000 and 1,000,000,000. Correct it, or leave it out where it is not known.",
        ]
    );
    let stimulus = of_set("a", "s", json!({"words": 3, "stimulus.x": 1, " ": 2}));
    assert_eq!(refused(vec![stimulus]).len(), 3);
}

#[test]
fn a_stimulus_that_is_two_things_is_refused() {
    let pool = vec![
        of_set("a", "s", json!({"genre": "tale"})),
        of_set("b", "s", json!({"genre": "news"})),
    ];
    assert_eq!(
        refused(pool),
        [
            "The stimulus s has other facts with item b (version 1) than with item a. Bring the same facts with every item of a stimulus."
        ]
    );
}

#[test]
fn negative_points_and_minutes_are_refused_together() {
    let bad = with("a", |item| {
        item.points = Points::whole(-1);
        item.minutes = Some(Points::whole(-1));
    });
    assert_eq!(refused(vec![bad]).len(), 2);
}

#[test]
fn no_item_at_all_is_a_short_row() {
    let finding = only_finding(&request(rows(1), json!({}), Vec::new()));
    assert_eq!(
        (finding.code.as_str(), &finding.args["have"]),
        ("row_short", &json!(0))
    );
    let rules = json!([{"id": "X", "kind": "count", "where": "thinking = 'HO'", "min": 1}]);
    assert_eq!(only_finding(&ruled(1, rules, &[])).code, "row_short");
}

#[test]
fn one_item_is_a_form_of_one_and_no_form_of_two() {
    assert_eq!(
        codes(&form(&request(rows(1), json!({}), vec![item("a")])), 0),
        ["a"]
    );
    let finding = only_finding(&request(rows(2), json!({}), vec![item("a")]));
    assert_eq!(
        (finding.code.as_str(), &finding.args["have"]),
        ("row_short", &json!(1))
    );
}

#[test]
fn where_all_are_enemies_only_one_can_stand() {
    let enemies = |count: usize| -> Vec<Candidate> {
        let enemy = |n| with(&format!("i{n:06}"), |item| item.enemies = vec!["g".into()]);
        (0..count).map(enemy).collect()
    };
    assert_eq!(
        form(&request(rows(1), json!({}), enemies(20))).forms.len(),
        1
    );
    let finding = only_finding(&request(rows(2), json!({}), enemies(20)));
    assert_eq!(
        (finding.code.as_str(), &finding.args["have"]),
        ("row_short", &json!(1))
    );
    assert!(
        sentence(Locale::En, &finding).ends_with(
            "All 20 items that fit have enemies, and only one of each enemy group can stand in a form."
        ),
        "{finding}"
    );
    let mut allowed = request(
        rows(2),
        json!({"constraints": {"exclude_enemies": false}}),
        enemies(20),
    );
    assert_eq!(form(&allowed).forms.len(), 1);
    // Where some item has no enemy, the rules are named.
    allowed = request(rows(3), json!({}), enemies(20));
    allowed.candidates.push(item("free"));
    assert_eq!(
        only_finding(&allowed).args["constraints"],
        "row:R, enemies:g"
    );
}

/// Groups of enemies that close a circle: each neighbour pair is one group.
#[test]
fn a_circle_of_enemies_lets_every_second_item_stand() {
    let pool: Vec<Candidate> = (0..9)
        .map(|n| {
            with(&format!("i{n}"), |item| {
                item.enemies = vec![format!("g{n}"), format!("g{}", (n + 1) % 9)];
            })
        })
        .collect();
    assert_eq!(
        form(&request(rows(4), json!({}), pool.clone())).forms.len(),
        1
    );
    let finding = only_finding(&request(rows(5), json!({}), pool));
    assert_eq!(finding.code, "constraints_conflict");
}

/// Pairs of clones and pairs of enemies in turn close a circle of twelve.
#[test]
fn families_that_are_enemies_in_a_circle_let_every_second_item_stand() {
    let pool: Vec<Candidate> = (0..12)
        .map(|n| {
            with(&format!("i{n:02}"), |item| {
                item.family = Some(format!("f{}", n / 2));
                item.enemies = vec![format!("g{}", (n + 1) / 2 % 6)];
            })
        })
        .collect();
    let six = form(&request(rows(6), json!({}), pool.clone()));
    let even = codes(&six, 0)
        .iter()
        .all(|code| code.ends_with(['0', '2', '4', '6', '8']));
    let odd = codes(&six, 0)
        .iter()
        .all(|code| code.ends_with(['1', '3', '5', '7', '9']));
    assert!(even || odd, "{:?}", codes(&six, 0));
    let finding = only_finding(&request(rows(7), json!({}), pool));
    assert_eq!(
        (finding.code.as_str(), &finding.args["have"]),
        ("row_short", &json!(6))
    );
}

#[test]
fn a_hundred_thousand_enemies_are_refused_by_counting() {
    let pool: Vec<Candidate> = (0..100_000)
        .map(|n| with(&format!("i{n:06}"), |item| item.enemies = vec!["g".into()]))
        .collect();
    let finding = only_finding(&request(rows(2), json!({}), pool));
    assert_eq!(
        (finding.code.as_str(), &finding.args["have"]),
        ("row_short", &json!(1))
    );
    assert_eq!(finding.args["enemies"], 100_000);
}
