//! What a finished form rests on: prices, why an item is not in it, exchanges.

use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::assembly::run::Position;
use crate::assembly::sensitivity::{Outside, Question, Sensitivity, WhyNot, sensitivity};
use crate::assembly::swap::Draft;

fn asked(request: &Request, question: &Question) -> (Vec<Vec<Position>>, Sensitivity) {
    let forms: Vec<Vec<Position>> = form(request)
        .forms
        .into_iter()
        .map(|form| form.positions)
        .collect();
    let told = sensitivity(request, &forms, 0, question).unwrap();
    (forms, told)
}

fn outside<'a>(sensitivity: &'a Sensitivity, code: &str) -> &'a Outside {
    let found = sensitivity.outside.iter().find(|o| o.version.item == code);
    found.unwrap_or_else(|| panic!("{code}: {sensitivity:#?}"))
}

/// Twelve items with p from 0.05 up; the target is as hard as can be, so the form has the first ones.
fn by_difficulty(more: serde_json::Value) -> Request {
    let items = (0..12).map(|n| {
        with(&format!("i{n:02}"), |item| {
            item.p = p(0.05 + 0.05 * f64::from(n));
            // The first is too long for any form with a limit.
            let minutes = if n == 0 { 100 } else { 12 - n };
            item.minutes = Some(Points::whole(i64::from(minutes)));
        })
    });
    let mut constraints = json!({"constraints": {"target_mean_p": 0.05}});
    for (key, value) in more.as_object().unwrap() {
        constraints[key] = value.clone();
    }
    request(rows(3), constraints, items.collect())
}

#[test]
fn an_item_that_would_make_the_form_worse_says_by_how_much() {
    let request = by_difficulty(json!({}));
    let (forms, told) = asked(&request, &Question::default());
    let standing: BTreeSet<&str> = forms[0].iter().map(|p| p.item.as_str()).collect();
    assert_eq!(standing, BTreeSet::from(["i00", "i01", "i02"]));
    let next = outside(&told, "i03");
    assert_eq!((next.why, next.row.as_str()), (WhyNot::Worse, "R"));
    // p 0.20 for 0.15 in one of three places.
    let exchange = next.exchange.as_ref().unwrap();
    assert!((exchange.change - 0.05 / 3.0).abs() < 1e-3, "{exchange:?}");
    assert_eq!(forms[0][exchange.position as usize - 1].item, "i02");
    assert!(next.reduced_cost.unwrap() <= exchange.change + 1e-6);
    assert_eq!(told.kept_out, [(WhyNot::Worse, 9)].into());
    let last = outside(&told, "i11").exchange.as_ref().unwrap();
    assert!(last.change > exchange.change);
}

#[test]
fn minutes_that_bind_have_a_price_and_a_solve_that_confirms_it() {
    // The hardest items take longest: 12 + 11 + 10 minutes are too many.
    let request = by_difficulty(json!({"duration_min": 20}));
    let (_, told) = asked(&request, &Question::default());
    let minutes = told
        .bindings
        .iter()
        .find(|b| b.constraint == "minutes")
        .unwrap();
    assert_eq!((minutes.at, minutes.has), (20.0, 20.0));
    // A minute more is an item 0.05 harder in one of three places.
    assert!((minutes.price - 0.05 / 3.0).abs() < 1e-3, "{minutes:?}");
    let resolved = minutes.resolved.as_ref().unwrap();
    assert!((resolved.gain - 0.05 / 3.0).abs() < 1e-3, "{resolved:?}");
    assert!(resolved.gain_at_most.unwrap() >= resolved.gain - 1e-9);
    let longest = outside(&told, "i00");
    assert_eq!(longest.why, WhyNot::Breaks);
    let broken = &longest.exchange.as_ref().unwrap().breaks;
    assert_eq!(
        (broken[0].constraint.as_str(), broken.len()),
        ("minutes", 1)
    );
}

#[test]
fn every_reason_that_keeps_an_item_out_is_told_by_name() {
    let mut pool: Vec<Candidate> = (0..4)
        .map(|n| with(&format!("a{n}"), |item| item.p = p(0.5)))
        .collect();
    pool[0].enemies = vec!["g".to_owned()];
    let mut second = pool[0].clone();
    second.version = 2;
    pool.push(second);
    pool.push(with("enemy", |item| item.enemies = vec!["g".to_owned()]));
    pool.push(with("draft", |item| {
        item.phase = Phase::Draft;
        item.points = Points::whole(2);
    }));
    let two = json!([
        {"id": "R1", "items": 1, "points_each": 1, "objectives": ["5.9.9.9"]},
        {"id": "R2", "items": 4, "points_each": 1, "objectives": ["5.1.1.1"]}
    ]);
    pool.push(with("only", |item| {
        item.objectives = vec!["5.9.9.9".to_owned()]
    }));
    pool.push(with("foe", |item| {
        item.objectives = vec!["5.9.9.9".to_owned()];
        item.enemies = vec!["g".to_owned()];
    }));
    let mut request = request(two, json!({}), pool);
    request.options.forced = (0..4).map(|n| format!("a{n}")).collect();
    let (forms, told) = asked(&request, &Question::default());
    let other = forms[0].iter().find(|p| p.item == "a0").unwrap().version;
    let a0 = outside(&told, "a0");
    assert_eq!(
        (a0.why, a0.version.version),
        (WhyNot::OtherVersion, 3 - other)
    );
    assert_eq!(outside(&told, "foe").why, WhyNot::Enemy);
    // In place of its enemy it breaks no rule of enemies, but that one is forced.
    let enemy = outside(&told, "enemy");
    assert_eq!(enemy.why, WhyNot::Breaks);
    let broken = &enemy.exchange.as_ref().unwrap().breaks[0];
    assert!(broken.constraint.starts_with("forced:"), "{broken:?}");
    let draft = outside(&told, "draft");
    assert_eq!((draft.why, draft.row.as_str()), (WhyNot::NotEligible, "R2"));
    assert_eq!(draft.reasons, ["points", "phase"]);
    assert!(told.swaps.is_empty(), "{:?}", told.swaps);
}

#[test]
fn items_of_a_set_that_is_not_chosen_say_so() {
    let of = |set: &str, n: usize, value: f64| {
        with(&format!("{set}{n}"), |item| {
            item.stimulus = text_stimulus(set);
            item.p = p(value);
        })
    };
    let pool = (0..2)
        .map(|n| of("s", n, 0.1))
        .chain((0..2).map(|n| of("t", n, 0.9)));
    let constraints = json!({"constraints": {"stimulus_sets": "whole", "target_mean_p": 0.1}});
    let request = request(rows(2), constraints, pool.collect());
    let (_, told) = asked(&request, &Question::default());
    assert_eq!(outside(&told, "t0").why, WhyNot::SetNotChosen);
    assert_eq!(told.kept_out, [(WhyNot::SetNotChosen, 2)].into());
}

#[test]
fn every_exchange_told_holds_all_rules_and_changes_the_objective_as_told() {
    let pool = (0..20).map(|n| {
        with(&format!("i{n:02}"), |item| {
            item.p = p(0.3 + 0.02 * f64::from(n));
            item.key_position = Some(n % 4 + 1);
            item.thinking = Some([Thinking::Ku, Thinking::Ap][n as usize % 2]);
            item.enemies = (n % 5 == 0).then(|| "g".to_owned()).into_iter().collect();
        })
    });
    let more = json!({
        "thinking_share": {"KU": [0.5, 0.6]},
        "constraints": {"target_mean_p": 0.5, "key_position_max_share": 0.4, "parallel_forms": 2}
    });
    let request = request(rows(6), more, pool.collect());
    let (forms, told) = asked(
        &request,
        &Question {
            most_swaps: 2,
            ..Question::default()
        },
    );
    assert!(!told.swaps.is_empty());
    let draft = Draft::of(&request, &forms, 0).unwrap();
    for swap in &told.swaps {
        let place = swap.position as usize - 1;
        assert_eq!(forms[0][place].item, swap.out.item);
        let candidate = draft
            .candidate_of(&swap.put.item, Some(swap.put.version))
            .unwrap();
        assert!(draft.violations(place, candidate).is_empty(), "{swap:?}");
        let mut changed = forms.clone();
        changed[0][place].item.clone_from(&swap.put.item);
        let after = sensitivity(&request, &changed, 0, &Question::default()).unwrap();
        assert!(
            (after.objective - told.objective - swap.change).abs() < 1e-5,
            "{swap:?}"
        );
    }
    // What stands in the other form is not proposed.
    let other: BTreeSet<&str> = forms[1].iter().map(|p| p.item.as_str()).collect();
    assert!(
        told.swaps
            .iter()
            .all(|swap| !other.contains(swap.put.item.as_str()))
    );
}

#[test]
fn only_what_is_asked_about_is_told() {
    let request = by_difficulty(json!({}));
    let items = BTreeSet::from(["i05".to_owned(), "i00".to_owned()]);
    let question = Question {
        items,
        ..Question::default()
    };
    let (_, told) = asked(&request, &question);
    let codes: Vec<&str> = told
        .outside
        .iter()
        .map(|o| o.version.item.as_str())
        .collect();
    assert_eq!(codes, ["i05"], "what stands in the form is not outside");
    assert_eq!(told.kept_out[&WhyNot::Worse], 9);
}

#[test]
fn each_objective_of_a_list_says_what_it_rests_on() {
    let items = (0..12).map(|n| {
        with(&format!("i{n:02}"), |item| {
            item.p = p(0.05 + 0.05 * f64::from(n));
            item.minutes = Some(Points::whole(i64::from(12 - n)));
        })
    });
    let list = json!({"constraints": {"objectives": [
        {"kind": "target_mean", "of": "p", "target": 0.05, "loss": 1.0, "id": "hard"},
        {"kind": "minimum_sum", "of": "minutes"},
        {"kind": "random"}
    ]}});
    let request = request(rows(3), list, items.collect());
    let (forms, told) = asked(&request, &Question::default());
    let names: Vec<&str> = told.stages.iter().map(|s| s.objective.as_str()).collect();
    assert_eq!(names, ["hard", "minimum_sum"], "a draw rests on nothing");
    let minutes: f64 = forms[0]
        .iter()
        .map(|p| 12.0 - p.item[1..].parse::<f64>().unwrap())
        .sum();
    let [hard, short] = told.stages.as_slice() else {
        panic!("{:#?}", told.stages);
    };
    assert_eq!(hard.value, told.objective);
    assert!(
        (hard.bound.unwrap() - 0.05).abs() < 1e-6,
        "i00, i01 and i02 have 0.1 in the mean"
    );
    assert_eq!(hard.bindings, told.bindings);
    assert_eq!(short.value, minutes);
    assert!(short.bound.unwrap() <= short.value);
    // A minute is worth what the first objective gives up for it.
    let kept = short
        .bindings
        .iter()
        .find(|b| b.constraint == "objective:hard")
        .unwrap();
    assert!(
        (kept.price - 60.0).abs() < 1e-3,
        "0.05 in one of three places: {kept:?}"
    );
    // Harder is longer here: what one objective gains the other loses.
    let next = told
        .outside
        .iter()
        .find_map(|o| o.exchange.as_ref())
        .unwrap();
    let changes: Vec<f64> = next.objectives.iter().map(|c| c.change).collect();
    assert_eq!(changes.len(), 2);
    assert!(changes[0] * changes[1] < 0.0, "{changes:?}");
    assert!(
        told.kept_out.keys().all(|why| *why == WhyNot::Worse),
        "{:?}",
        told.kept_out
    );
    assert!(told.swaps.iter().all(|swap| swap.objectives.len() == 2));
}
