//! Several objectives in order: losses, draws, soft rules, and a bank with classical statistics only.

use std::collections::BTreeSet;

use serde_json::json;

use super::objectives::{asking, bank, best, chosen, fours, line, near, number, plainly, read};
use super::*;
use crate::assembly::sequence::SolveStatus;

#[test]
fn the_most_important_objective_gives_up_no_more_than_its_loss() {
    let items = bank();
    let all = fours(&items);
    for loss in [0.0, 0.05, 0.2, 1.0] {
        let first = json!({"kind": "information_sum", "at": [{"theta": 0}], "loss": loss});
        let second = json!({"kind": "minimum_sum", "of": "minutes"});
        let [one, two] = [first.clone(), second.clone()].map(read);
        let told = |form: &[&Candidate]| plainly(&one, form, &items);
        let most = best(&one, all.iter().map(|form| told(form)));
        let left = all
            .iter()
            .filter(|form| told(form) >= most * (1.0 - loss) - 1e-9);
        let shortest = best(&two, left.map(|form| plainly(&two, form, &items)));
        let assembly = form(&asking(&[first, second], items.clone()));
        let mine = chosen(&assembly, &items);
        assert!(told(&mine) >= most * (1.0 - loss) - 1e-6);
        near(plainly(&two, &mine, &items), shortest);
        near(assembly.solves[0].stages[0].value.unwrap(), most);
        near(
            line(&assembly, "information_sum").value.unwrap(),
            told(&mine),
        );
    }
}

#[test]
fn a_draw_among_the_near_best_changes_with_the_seed_and_stays_near() {
    let items = bank();
    let first = json!({"kind": "maximin_information", "at": [{"theta": -1}, {"theta": 1}],
        "loss": 0.2});
    let objective = read(first.clone());
    let all = fours(&items);
    let most = best(
        &objective,
        all.iter().map(|four| plainly(&objective, four, &items)),
    );
    let mut different = BTreeSet::new();
    for seed in 0..8 {
        let mut request = asking(&[first.clone(), json!({"kind": "random"})], items.clone());
        request.options.seed = seed;
        let assembly = form(&request);
        assert_eq!(
            assembly.forms,
            form(&request).forms,
            "the same seed, the same form"
        );
        let mine = chosen(&assembly, &items);
        assert!(plainly(&objective, &mine, &items) >= 0.8 * most - 1e-6);
        assert_eq!(
            assembly.status,
            SolveStatus::Optimal,
            "a draw is not to be proven"
        );
        assert_eq!(line(&assembly, "random").value, None);
        different.insert(codes(&assembly, 0).join(" "));
    }
    assert!(different.len() > 3, "{different:?}");
}

#[test]
fn a_bank_with_classical_statistics_only_needs_no_parameters() {
    let mut items = bank();
    items.iter_mut().for_each(|item| item.parameters.clear());
    let objectives = [
        json!({"kind": "target_mean", "of": "p", "target": 0.55, "loss": 0.02}),
        json!({"kind": "maximum_sum", "of": "rit"}),
    ];
    let assembly = form(&asking(&objectives, items.clone()));
    let mean = line(&assembly, "target_mean").have.unwrap();
    assert!((mean - 0.55).abs() <= 0.02 * 0.55 + 0.01, "{mean}");
    let rit = line(&assembly, "maximum_sum");
    let sharp = read(objectives[1].clone());
    near(
        rit.value.unwrap(),
        plainly(&sharp, &chosen(&assembly, &items), &items),
    );
    // Items without the statistic are taken only where there is nothing else.
    for item in items.iter_mut().skip(5) {
        item.p = None;
    }
    let assembly = form(&asking(&objectives[..1], items.clone()));
    assert_eq!(line(&assembly, "target_mean").items, Some(4));
    for item in items.iter_mut().skip(2) {
        item.p = None;
    }
    let assembly = form(&asking(&objectives[..1], items));
    assert_eq!(line(&assembly, "target_mean").items, Some(2));
}

/// Rules for eleven items, four of which are chosen; at most two of the three can hold.
fn soft_rules() -> Value {
    json!([
        {"id": "short", "kind": "sum", "of": "minutes", "max": 6, "weight": 1},
        {"id": "sharp", "kind": "sum", "of": "rit", "min": 1.4, "weight": 10},
        {"id": "late", "kind": "count", "where": "x >= 8", "min": 3, "weight": 0.5}
    ])
}

/// What breaking them costs, as plainly as it can be said.
fn broken(four: &[&Candidate]) -> f64 {
    let sum = |name: &str| -> f64 {
        let objective = read(json!({"kind": "minimum_sum", "of": name}));
        four.iter()
            .filter_map(|item| number(&objective, item))
            .sum()
    };
    let x = read(json!({"kind": "minimum_sum", "of": "x"}));
    let late = four
        .iter()
        .filter(|item| number(&x, item).unwrap() >= 8.0)
        .count() as f64;
    let above = |have: f64, most: f64| (have - most).max(0.0);
    above(sum("minutes"), 6.0) + 10.0 * above(1.4, sum("rit")) + 0.5 * above(3.0, late)
}

#[test]
fn soft_rules_are_broken_as_little_as_can_be_where_the_list_says() {
    let items = bank();
    let all = fours(&items);
    let fewest = all.iter().map(|four| broken(four)).fold(f64::MAX, f64::min);
    assert!(fewest > 0.1, "not all hold together");
    let ask = |objectives: &[Value]| {
        let more = json!({"constraints": {"objectives": objectives, "rules": soft_rules()}});
        form(&request(rows(4), more, items.clone()))
    };
    let information = json!({"kind": "information_sum", "at": [{"theta": 0}]});
    let objective = read(information.clone());
    let told = |four: &[&Candidate]| plainly(&objective, four, &items);
    let violations = json!({"kind": "minimum_violations"});
    // Named first, or not named at all.
    for objectives in [
        vec![violations.clone(), information.clone()],
        vec![information.clone()],
    ] {
        let assembly = ask(&objectives);
        let stage = &assembly.solves[0].stages[0];
        assert_eq!(stage.objective, "minimum_violations");
        near(stage.value.unwrap(), fewest);
        let mine = chosen(&assembly, &items);
        near(broken(&mine), fewest);
        let least = all.iter().filter(|four| broken(four) <= fewest + 1e-6);
        near(told(&mine), best(&objective, least.map(|four| told(four))));
    }
    // Named last: what is left of the most informed forms.
    let mut first = information;
    first["loss"] = json!(0.1);
    let assembly = ask(&[first, violations]);
    let most = best(&objective, all.iter().map(|four| told(four)));
    let left = all.iter().filter(|four| told(four) >= 0.9 * most - 1e-9);
    let least = left.map(|four| broken(four)).fold(f64::MAX, f64::min);
    let mine = chosen(&assembly, &items);
    near(broken(&mine), least);
    let line = line(&assembly, "minimum_violations").value.unwrap();
    assert!(
        (line - least).abs() < 0.1,
        "{line} is told to the hundredth of each, {least}"
    );
}
