//! Small random problems against trying every subset.

use proptest::prelude::*;
use serde_json::json;

use super::objectives::{best, parameters, plainly, read};
use super::*;
use crate::assembly::candidate::Attribute;
use crate::assembly::eligible::{Context, Eligible};
use crate::assembly::pool::Pool;
use crate::assembly::rules::RuleSet;
use crate::assembly::run::RefusalKind;
use crate::assembly::verify::{mean_p, verify_form};
use crate::specification::component::components;

pub(super) fn arbitrary_item() -> impl Strategy<Value = Candidate> {
    let levels = prop::sample::select(vec![Thinking::Ku, Thinking::Ap, Thinking::Ho]);
    let objective = prop::sample::select(vec!["5.1.1.1", "5.2.1.1"]);
    let stimulus = prop::option::of(prop::sample::select(vec!["s1", "s2"]));
    let group = || prop::option::of(prop::sample::select(vec!["g1", "g2"]));
    (
        levels,
        objective,
        stimulus,
        group(),
        group(),
        1..=4u32,
        1..=5u32,
        arbitrary_statistics(),
    )
        .prop_map(
            |(thinking, objective, stimulus, enemy, family, minutes, key, statistics)| {
                with("", |item| {
                    item.thinking = Some(thinking);
                    item.objectives = vec![objective.to_owned()];
                    item.stimulus = stimulus.and_then(text_stimulus);
                    item.enemies = enemy.into_iter().map(str::to_owned).collect();
                    item.family = family.map(str::to_owned);
                    item.minutes = Some(Points::whole(i64::from(minutes)));
                    item.key_position = Some(key);
                    let (share, [a, b, rit], uses) = statistics;
                    item.p = p(f64::from(share) / 20.0);
                    item.parameters = parameters("2pl", &[("a", a), ("b", b)]);
                    item.attributes = [("rit".to_owned(), Attribute::Number(rit))].into();
                    item.past.forms = uses;
                })
            },
        )
}

/// Share of right answers in twentieths; slope, difficulty and discrimination; past uses.
fn arbitrary_statistics() -> impl Strategy<Value = (u32, [f64; 3], u32)> {
    let numbers = (0.3..2.0f64, -2.0..2.0f64, 0.0..0.7f64);
    (0..=20u32, numbers, 0..9u32).prop_map(|(share, (a, b, rit), uses)| (share, [a, b, rit], uses))
}

/// One to three objectives in order.
pub(super) fn arbitrary_objectives() -> impl Strategy<Value = Vec<Value>> {
    let at = |kind: &str| json!({"kind": kind, "scale": "s", "at": [{"theta": -1, "weight": 0.8}, {"theta": 1}]});
    let target = |kind: &str, relative: bool, distance: &str| {
        json!({"kind": kind, "scale": "s", "relative": relative, "distance": distance, "at": [
            {"theta": -1, "target": 0.6}, {"theta": 0.5, "target": 1.5}]})
    };
    let kinds = vec![
        at("maximin_information"),
        at("capped_maximin_information"),
        at("information_sum"),
        target("target_information", false, "greatest"),
        target("target_information", true, "sum"),
        target("target_curve", false, "greatest"),
        json!({"kind": "target_mean", "of": "p", "target": 0.55}),
        json!({"kind": "target_sum", "of": "minutes", "target": 7}),
        json!({"kind": "maximum_sum", "of": "rit"}),
        json!({"kind": "minimum_sum", "of": "minutes"}),
        json!({"kind": "minimum_use"}),
    ];
    let loss = prop::sample::select(vec![0.0, 0.1, 0.3]);
    let one = (prop::sample::select(kinds), loss).prop_map(|(mut kind, loss)| {
        kind["loss"] = json!(loss);
        kind
    });
    prop::collection::vec(one, 1..=3)
}

pub(super) fn arbitrary_request() -> impl Strategy<Value = Request> {
    let constraints = prop::sample::select(vec![
        json!({}),
        json!({"stimulus_sets": "whole"}),
        json!({"key_position_max_share": 0.4}),
        json!({"target_mean_p": 0.5}),
        json!({"target_mean_p": 0.9, "stimulus_sets": "whole", "key_position_max_share": 0.5}),
    ]);
    let share = prop::sample::select(vec![
        json!({}),
        json!({"HO": [0.25, 0.5]}),
        json!({"KU": [0.5, 1.0]}),
    ]);
    let items = prop::collection::vec(arbitrary_item(), 4..9);
    (items, constraints, share, 6..=14u32, 1..=2u32, 1..=2u32).prop_map(
        |(mut items, constraints, share, duration, first, second)| {
            for (index, item) in items.iter_mut().enumerate() {
                item.code = format!("i{index}");
            }
            let rows = json!([
                {"id": "A", "items": first, "points_each": 1, "objectives": ["5.1.1.1"]},
                {"id": "B", "items": second, "points_each": 1}
            ]);
            let more = json!({"constraints": constraints, "thinking_share": share, "duration_min": duration});
            request(rows, more, items)
        },
    )
}

/// Every form that the recount accepts.
fn all_forms(request: &Request) -> (Pool, Vec<Vec<(usize, usize)>>) {
    let component = components(&request.document).remove(0);
    let pool = Pool::new(request.candidates.clone()).unwrap();
    let context = Context {
        component: &component,
        subject: "mathematics",
        languages: &request.languages,
        options: &request.options,
        rules: RuleSet::none(),
    };
    let eligible = Eligible::of(&context, &pool);
    let subsets = |row: usize| {
        let (items, size) = (&eligible.by_row[row], component.rows[row].items);
        let masks = (0u32..1 << items.len()).filter(move |mask| mask.count_ones() == size);
        let pick = move |mask: u32| {
            let inside = items
                .iter()
                .enumerate()
                .filter(move |(bit, _)| mask >> bit & 1 == 1);
            inside
                .map(move |(_, &item)| (row, item))
                .collect::<Vec<_>>()
        };
        masks.map(pick).collect::<Vec<_>>()
    };
    let mut forms = Vec::new();
    for first in subsets(0) {
        for second in subsets(1) {
            let form: Vec<_> = first.iter().chain(&second).copied().collect();
            if verify_form(&context, &pool, &form)
                .iter()
                .all(|achieved| achieved.holds)
            {
                forms.push(form);
            }
        }
    }
    (pool, forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_form_is_found_exactly_when_one_exists_and_it_is_the_best(request in arbitrary_request()) {
        let (pool, forms) = all_forms(&request);
        match assemble(&request) {
            Err(refusal) => {
                prop_assert_eq!(refusal.kind, RefusalKind::Infeasible);
                prop_assert!(forms.is_empty(), "{:?} but {:?} is a form", refusal.findings, forms[0]);
            }
            Ok(assembly) => {
                prop_assert!(!forms.is_empty());
                if let Some(target) = request.document.constraints.target_mean_p {
                    let off = |p: Option<f64>| (p.unwrap() - target).abs();
                    let best = forms.iter().map(|form| off(mean_p(&pool, form).0)).fold(f64::INFINITY, f64::min);
                    prop_assert!(off(assembly.forms[0].mean_p) <= best + 1e-3);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_objective_in_its_turn_is_the_best_of_what_the_ones_before_leave(
        request in arbitrary_request(),
        objectives in arbitrary_objectives(),
    ) {
        let mut request = request;
        request.document.constraints.target_mean_p = None;
        request.document.constraints.objectives = objectives.into_iter().map(read).collect();
        let (pool, mut left) = all_forms(&request);
        let Ok(assembly) = assemble(&request) else {
            prop_assert!(left.is_empty());
            return Ok(());
        };
        let stages = assembly.solves[0].stages.iter();
        for (objective, stage) in request.document.constraints.objectives.iter().zip(stages) {
            let value = |form: &Vec<(usize, usize)>| {
                let items: Vec<_> = form.iter().map(|(_, item)| &pool.candidates()[*item]).collect();
                plainly(objective, &items, pool.candidates())
            };
            let top = best(objective, left.iter().map(value));
            prop_assert!((stage.value.unwrap() - top).abs() < 2e-6, "{stage:?} is not {top}");
            prop_assert!((stage.bound.unwrap() - top).abs() < 1e-5, "{stage:?} is not {top}");
            let yardstick = crate::assembly::aim::yardstick(objective).unwrap_or(0.0);
            let loss = objective.loss * top.abs().max(yardstick) + 1e-6;
            left.retain(|form| (value(form) - top).abs() <= loss);
        }
        let codes = codes(&assembly, 0);
        let same = |form: &Vec<(usize, usize)>| {
            let items = form.iter().map(|(_, item)| pool.candidates()[*item].code.as_str());
            let mut items: Vec<_> = items.collect();
            items.sort_unstable();
            items == codes
        };
        prop_assert!(left.iter().any(same), "{codes:?} is not among {left:?}");
    }
}
