//! Information of forms, and how many tasks a stimulus brings.
//!
//! The reference problem stands under `SYNAQ_TEST_DATA` (default: a folder `shared` beside the checkout);
//! where it is absent its test says so.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::json;

use super::*;
use crate::assembly::compile::{Scope, compile};
use crate::assembly::core;
use crate::assembly::eligible::{Context, Eligible};
use crate::assembly::generated::published::published_parameters;
use crate::assembly::information::ItemParameters;
use crate::assembly::pool::Pool;
use crate::assembly::program::{Group, RowId, VariableId};
use crate::assembly::rules::RuleSet;
use crate::assembly::solver::Highs;
use crate::assembly::verify::verify_form;
use crate::psychometrics::information::information;
use crate::specification::component::components;

fn on_scale(scale: &str, a: f64, b: f64) -> ItemParameters {
    ItemParameters {
        scale: scale.to_owned(),
        model: "2pl".to_owned(),
        values: BTreeMap::from([("a".to_owned(), a), ("b".to_owned(), b)]),
        n: 500,
    }
}

/// Twelve items, harder and sharper by and by.
fn calibrated() -> Vec<Candidate> {
    let item = |n: u32| {
        let (a, b) = (0.6 + 0.1 * f64::from(n % 5), -1.5 + 0.25 * f64::from(n));
        with(&format!("i{n:02}"), |item| {
            item.parameters = vec![on_scale("s", a, b)]
        })
    };
    (0..12).map(item).collect()
}

fn asking(points: Value) -> Value {
    json!({"constraints": {"information": {"scale": "s", "points": points}}})
}

fn told(items: &[&Candidate], theta: f64) -> f64 {
    let of =
        |item: &&Candidate| information("2pl", &item.parameters[0].values, 1.0, theta).unwrap();
    items.iter().map(of).sum()
}

/// Every choice of four.
fn fours(items: &[Candidate]) -> Vec<Vec<&Candidate>> {
    let masks = (0u32..1 << items.len()).filter(|mask| mask.count_ones() == 4);
    let chosen = |mask: u32| {
        let all = items.iter().enumerate();
        all.filter(|(n, _)| mask & (1 << n) != 0)
            .map(|(_, item)| item)
            .collect()
    };
    masks.map(chosen).collect()
}

#[test]
fn the_greatest_distance_from_any_target_is_as_small_as_trying_every_form_finds() {
    let items = calibrated();
    for targets in [[0.6, 0.7, 0.5], [1.1, 0.4, 0.2], [100.0, 100.0, 100.0]] {
        let thetas = [-1.0, 0.0, 1.0];
        let points = thetas.iter().zip(targets);
        let points: Vec<Value> = points
            .map(|(t, g)| json!({"theta": t, "target": g}))
            .collect();
        let assembly = form(&request(rows(4), asking(json!(points)), items.clone()));
        let worst = |items: &[&Candidate]| {
            let apart = thetas
                .iter()
                .zip(targets)
                .map(|(t, g)| (told(items, *t) - g).abs());
            apart.fold(0.0, f64::max)
        };
        let best = fours(&items)
            .iter()
            .map(|four| worst(four))
            .fold(f64::MAX, f64::min);
        let chosen = codes(&assembly, 0);
        let mine: Vec<&Candidate> = items
            .iter()
            .filter(|i| chosen.contains(&i.code.as_str()))
            .collect();
        assert!(
            worst(&mine) <= best + 1e-3,
            "{} is not {best}",
            worst(&mine)
        );
        let lines: Vec<_> = assembly.forms[0]
            .achieved
            .iter()
            .filter(|a| a.kind == "information")
            .collect();
        assert_eq!(
            lines.iter().map(|a| a.about.as_str()).collect::<Vec<_>>(),
            ["-1", "0", "1"]
        );
        for (line, (theta, target)) in lines.iter().zip(thetas.iter().zip(targets)) {
            assert!((line.achieved.as_f64() - told(&mine, *theta)).abs() <= 0.005 + 1e-9);
            assert_eq!(line.target.map(Hundredths::as_f64), Some(target));
        }
    }
}

#[test]
fn bounds_of_information_hold_or_are_named_as_what_contradicts() {
    let items = calibrated();
    let most = fours(&items)
        .iter()
        .map(|four| told(four, 1.0))
        .fold(0.0, f64::max);
    let reachable = asking(json!([{"theta": 1, "at_least": most - 1e-6}]));
    form(&request(rows(4), reachable, items.clone()));
    let beyond = asking(json!([{"theta": 1, "at_least": most + 0.01}]));
    let conflict = only_finding(&request(rows(4), beyond, items.clone()));
    assert_eq!(conflict.code, "constraints_conflict");
    assert!(
        conflict.args["constraints"]
            .as_str()
            .unwrap()
            .contains("information:1")
    );
    let both = asking(json!([{"theta": 0, "at_least": 0.55, "at_most": 0.6}]));
    let assembly = form(&request(rows(4), both, items));
    let line = assembly.forms[0]
        .achieved
        .iter()
        .find(|a| a.kind == "information")
        .unwrap();
    assert!((55..=60).contains(&line.achieved.0), "{line:?}");
}

#[test]
fn the_recount_finds_too_little_information_without_asking_the_program() {
    let items = calibrated();
    let request = request(rows(1), asking(json!([{"theta": 0, "at_least": 5}])), items);
    let component = components(&request.document).remove(0);
    let pool = Pool::new(request.candidates.clone()).unwrap();
    let context = Context {
        component: &component,
        subject: "mathematics",
        languages: &request.languages,
        options: &request.options,
        rules: RuleSet::none(),
    };
    let broken = verify_form(&context, &pool, &[(0, 0)]);
    let broken: Vec<&str> = broken
        .iter()
        .filter(|a| !a.holds)
        .map(|a| a.kind.as_str())
        .collect();
    assert_eq!(broken, ["information"]);
}

#[test]
fn items_without_parameters_on_the_scale_stay_out_and_scales_never_mix() {
    let mut items = calibrated();
    items.truncate(3);
    items[0].parameters = vec![on_scale("other", 1.0, 0.0)];
    items[1].parameters[0].values.remove("a");
    let points = json!([{"theta": 0, "target": 1}]);
    let short = only_finding(&request(rows(2), asking(points.clone()), items.clone()));
    assert_eq!(
        (short.args["have"].as_i64(), short.args["kept_out"].as_str()),
        (Some(1), Some("parameters 2"))
    );
    let open = json!({"constraints": {"information": {"points": points}}});
    let mixed = only_finding(&request(rows(1), open.clone(), items.clone()));
    assert_eq!(mixed.code, "information_scales_mixed");
    assert_eq!(mixed.args["scales"], "other, s");
    // Where there is only one scale it need not be named.
    let assembly = form(&request(rows(1), open, items.split_off(1)));
    assert_eq!(codes(&assembly, 0), ["i02"]);
}

#[test]
fn each_stimulus_brings_as_many_tasks_as_is_asked() {
    let of = |stimulus: &str, n: u32| {
        with(&format!("{stimulus}-{n}"), |item| {
            item.stimulus = text_stimulus(stimulus)
        })
    };
    let sizes = [("a", 1), ("b", 2), ("c", 3), ("d", 6)];
    let items: Vec<Candidate> = sizes
        .iter()
        .flat_map(|&(stimulus, size)| (1..=size).map(move |n| of(stimulus, n)))
        .collect();
    let asked = |items: Value, count: Value| json!([{"id": "R", "items": 6, "points_each": 1, "stimulus": {"items": items, "count": count}}]);
    let sets = |rows: Value| {
        let assembly = form(&request(rows, json!({}), items.clone()));
        let mut sets: BTreeMap<String, usize> = BTreeMap::new();
        for code in codes(&assembly, 0) {
            *sets.entry(code[..1].to_owned()).or_default() += 1;
        }
        let lines = assembly.forms[0]
            .achieved
            .iter()
            .filter(|a| a.kind == "stimulus_items");
        assert_eq!(lines.count(), sets.len());
        sets
    };
    assert!(
        sets(asked(json!([2, 3]), json!([1, 4])))
            .values()
            .all(|n| (2..=3).contains(n))
    );
    let three = sets(asked(json!(3), json!(2)));
    assert_eq!(three.into_values().collect::<Vec<_>>(), [3, 3]);
    assert_eq!(
        sets(asked(json!([4, 6]), json!(1))),
        BTreeMap::from([("d".to_owned(), 6)])
    );
    let conflict = only_finding(&request(
        asked(json!(2), json!(4)),
        json!({"max_score": 6}),
        items.clone(),
    ));
    assert_eq!(conflict.code, "constraints_conflict");
    assert!(
        conflict.args["constraints"]
            .as_str()
            .unwrap()
            .contains("stimulus_items:R")
    );
}

fn reference() -> Option<Value> {
    let folder = std::env::var_os("SYNAQ_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = folder.join("reference/testdesign/testdesign_science.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "absent, not tested: {} (set SYNAQ_TEST_DATA)",
            path.display()
        );
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// Thirty of a thousand items under 55 published rows, information 20 asked at −1, 0 and 1: the smallest
/// possible greatest distance is 6.81338.
#[test]
fn a_published_problem_has_its_published_optimum() {
    let Some(data) = reference() else {
        return;
    };
    let number = |value: &Value| value.as_f64().unwrap();
    let parameters = data["item_params"].as_array().unwrap();
    let candidates = parameters.iter().enumerate().map(|(n, told)| {
        with(&format!("SC{n:05}"), |item| {
            let set = published_parameters(told).unwrap();
            item.parameters = vec![ItemParameters {
                scale: "s".to_owned(),
                ..set
            }];
        })
    });
    let points = [-1, 0, 1].map(|theta| json!({"theta": theta, "target": 20}));
    let mut request = request(rows(30), asking(json!(points)), candidates.collect());
    request.limits.gap = 1e-4;
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
    let scope = Scope {
        first_form: 0,
        forms: 1,
        earlier: &[],
    };
    let mut program = compile(&context, &pool, &eligible, scope);
    let places = program.variables.iter().enumerate();
    let places: BTreeMap<usize, usize> = places
        .filter_map(|(place, variable)| match variable.id {
            VariableId::Choose { candidate, .. } => Some((candidate, place)),
            _ => None,
        })
        .collect();
    for (n, row) in data["rows"].as_array().unwrap().iter().enumerate() {
        let items = row["j"]
            .as_array()
            .unwrap()
            .iter()
            .zip(row["v"].as_array().unwrap());
        let terms = items.map(|(j, v)| (places[&(j.as_u64().unwrap() as usize)], number(v)));
        let side = number(&data["rhs"][n]);
        let (low, high) = match data["dir"][n].as_str().unwrap() {
            "==" => (side, side),
            ">=" => (side, f64::INFINITY),
            _ => (f64::NEG_INFINITY, side),
        };
        program.row(RowId::Rule(Group::Overlap), low, high, terms.collect());
    }
    let outcome = core::solve(&Highs, &program, &request.limits);
    let deviation = program.variables.iter().zip(&outcome.values);
    let mut deviation = deviation.filter(|(v, _)| matches!(v.id, VariableId::Deviation { .. }));
    let found = *deviation.next().expect("a deviation").1;
    assert!((found - 6.81338).abs() < 2e-3, "{found}");
}
