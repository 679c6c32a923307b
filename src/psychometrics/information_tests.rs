//! Information against published and computed values.
//!
//! The reference data stand under `SYNAQ_TEST_DATA` (default: a folder `shared` beside the checkout);
//! where they are absent the tests that need them say so.

use std::path::PathBuf;

use serde_json::Value;

use super::information::{Parameters, information, is_known};

fn reference(name: &str) -> Option<Value> {
    let folder = std::env::var_os("SYNAQ_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = folder.join("reference").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "absent, not tested: {} (set SYNAQ_TEST_DATA)",
            path.display()
        );
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn set(values: &[(&str, f64)]) -> Parameters {
    values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), *value))
        .collect()
}

fn at(model: &str, values: &[(&str, f64)], theta: f64) -> f64 {
    information(model, &set(values), 1.0, theta).unwrap()
}

#[track_caller]
fn near(value: f64, expected: f64, tolerance: f64) {
    assert!(
        (value - expected).abs() <= tolerance,
        "{value} is not {expected}"
    );
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n.as_f64().unwrap())
        .collect()
}

#[test]
fn known_points_of_the_curves() {
    near(at("rasch", &[("b", 0.5)], 0.5), 0.25, 1e-12);
    near(at("2pl", &[("a", 2.0), ("b", 0.5)], 0.5), 1.0, 1e-12);
    // 3PL at θ = b: P* = 1/2, so I = a²/4 · (1 − c) / (1 + c) (Lord 1980, eq. 5-9).
    near(
        at("3pl", &[("a", 1.0), ("b", 0.0), ("c", 0.2)], 0.0),
        0.25 * 0.8 / 1.2,
        1e-12,
    );
    // Two categories: graded and partial credit are the 2PL.
    let two = at("2pl", &[("a", 1.3), ("b", -0.4)], 0.7);
    near(at("grm", &[("a", 1.3), ("b1", -0.4)], 0.7), two, 1e-12);
    near(at("gpcm", &[("a", 1.3), ("b1", -0.4)], 0.7), two, 1e-12);
    near(
        at(
            "4pl",
            &[("a", 1.3), ("b", -0.4), ("c", 0.0), ("d", 1.0)],
            0.7,
        ),
        two,
        1e-12,
    );
    let scaled = information("2pl", &set(&[("a", 1.3), ("b", -0.4)]), 1.7, 0.7);
    near(
        scaled.unwrap(),
        at("2pl", &[("a", 1.3 * 1.7), ("b", -0.4)], 0.7),
        1e-12,
    );
}

#[test]
fn a_model_that_is_not_known_and_a_set_that_is_not_whole_tell_nothing() {
    assert_eq!(information("nominal", &set(&[("a1", 1.0)]), 1.0, 0.0), None);
    assert_eq!(
        information("3pl", &set(&[("a", 1.0), ("b", 0.0)]), 1.0, 0.0),
        None
    );
    assert_eq!(information("pcm", &set(&[("b2", 1.0)]), 1.0, 0.0), None);
    assert!(is_known("grm") && !is_known("ctt"));
}

#[test]
fn information_is_never_negative_and_vanishes_far_away() {
    let sets: [(&str, &[(&str, f64)]); 4] = [
        ("3pl", &[("a", 2.5), ("b", 1.0), ("c", 0.25)]),
        ("4pl", &[("a", 2.5), ("b", 1.0), ("c", 0.25), ("d", 0.95)]),
        ("grm", &[("a", 1.8), ("b1", -1.0), ("b2", 0.2), ("b3", 1.4)]),
        ("gpcm", &[("a", 1.8), ("b1", 0.4), ("b2", -0.2)]),
    ];
    for (model, values) in sets {
        for step in -80..=80 {
            let value = at(model, values, f64::from(step) / 10.0);
            assert!(value.is_finite() && value >= 0.0, "{model} {step}: {value}");
        }
        near(at(model, values, 60.0), 0.0, 1e-12);
        near(at(model, values, -60.0), 0.0, 1e-12);
    }
}

#[test]
fn lsat_6_agrees_with_the_reference() {
    let Some(data) = reference("irt/LSAT6.json") else {
        return;
    };
    let items = data["two_pl"]["irt_pars"].as_array().unwrap();
    let told = &data["test_information"];
    for (n, theta) in numbers(&told["theta"]).into_iter().enumerate() {
        let of = |item: &Value| {
            let values = [
                ("a", item["a"].as_f64().unwrap()),
                ("b", item["b"].as_f64().unwrap()),
            ];
            at("2pl", &values, theta)
        };
        let all: Vec<f64> = items.iter().map(of).collect();
        near(all.iter().sum(), numbers(&told["info"])[n], 1e-6);
        for (own, expected) in all.iter().zip(numbers(&told["item_info"][n])) {
            near(*own, expected, 1e-6);
        }
    }
}

#[test]
fn graded_and_partial_credit_agree_with_the_reference() {
    let Some(data) = reference("irt/Science.json") else {
        return;
    };
    let told = &data["test_information"];
    for (model, name, key) in [("grm", "graded", "graded"), ("gpcm", "gpcm", "gpcm")] {
        let items = data[name]["irt_pars"].as_array().unwrap();
        for (n, theta) in numbers(&told["theta"]).into_iter().enumerate() {
            let of = |item: &Value| {
                let names = ["a", "b1", "b2", "b3"];
                let values = names.map(|name| (name, item[name].as_f64().unwrap()));
                at(model, &values, theta)
            };
            let sum: f64 = items.iter().map(of).sum();
            near(sum, numbers(&told[key])[n], 1e-5);
        }
    }
}

#[test]
fn a_thousand_items_of_a_published_bank_agree_with_the_reference() {
    let Some(data) = reference("testdesign/testdesign_science.json") else {
        return;
    };
    let items = data["item_params"].as_array().unwrap();
    for (k, theta) in numbers(&data["theta"]).into_iter().enumerate() {
        let expected = numbers(&data["info"][k]);
        assert_eq!(items.len(), expected.len());
        for (item, expected) in items.iter().zip(expected) {
            let (model, values) = published(item);
            let own = information(model, &values, 1.0, theta).unwrap();
            near(own, expected, 1e-6);
        }
    }
}

/// Model and parameters as that bank names them: three parameters, or steps of partial credit.
fn published(item: &Value) -> (&'static str, Parameters) {
    let of = |own: &str, theirs: &str| (own.to_owned(), item[theirs].as_f64().unwrap());
    match item["model"].as_str() {
        Some("item_GPC") => {
            let steps = (1..).zip(numbers(&item["threshold"]));
            let steps = steps.map(|(n, value): (u32, f64)| (format!("b{n}"), value));
            ("gpcm", steps.chain([of("a", "slope")]).collect())
        }
        _ => {
            let names = [("a", "slope"), ("b", "difficulty"), ("c", "guessing")];
            ("3pl", names.map(|(own, theirs)| of(own, theirs)).into())
        }
    }
}
