//! Three published problems with known optima, written as specifications
//! ([`crate::assembly::generated::published`] translates them).
//!
//! They stand under `SYNAQ_TEST_DATA` (default: a folder `shared` beside the checkout); where they are
//! absent the tests say so.

use std::path::PathBuf;

use serde_json::json;

use super::objectives::{plainly, read};
use super::*;
use crate::assembly::candidate::Attribute;
use crate::assembly::generated::published::published_request;
use crate::assembly::sequence::SolveStatus;

fn reference(name: &str) -> Option<Value> {
    let folder = std::env::var_os("SYNAQ_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = folder.join(format!("reference/testdesign/testdesign_{name}.json"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "absent, not tested: {} (set SYNAQ_TEST_DATA)",
            path.display()
        );
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn problem(name: &str, objectives: Value) -> Option<Request> {
    let mut request = published_request(&reference(name)?, &objectives).unwrap();
    request.options.seed = 7;
    request.limits.gap = 1e-7;
    Some(request)
}

/// Solves it and recounts what it reached from the items.
fn reached(request: &Request) -> (f64, Assembly) {
    let assembly = form(request);
    let codes = codes(&assembly, 0);
    let items: Vec<&Candidate> = request
        .candidates
        .iter()
        .filter(|item| codes.binary_search(&item.code.as_str()).is_ok())
        .collect();
    let objective = &request.document.constraints.objectives[0];
    let value = plainly(&read(json!(objective)), &items, &request.candidates);
    let line = assembly.forms[0].objectives[0].value.unwrap();
    assert!((line - value).abs() < 1e-9, "{line} is not {value}");
    assert_eq!(assembly.status, SolveStatus::Optimal);
    (value, assembly)
}

fn sum(thetas: &[f64]) -> Value {
    let at: Vec<Value> = thetas.iter().map(|theta| json!({"theta": theta})).collect();
    json!([{"kind": "information_sum", "at": at}])
}

#[track_caller]
fn near(value: f64, optimum: f64) {
    assert!((value - optimum).abs() < 1e-5, "{value} is not {optimum}");
}

#[test]
fn the_science_problem_reaches_its_published_optimum() {
    let Some(request) = problem("science", sum(&[-1.0, 0.0, 1.0])) else {
        return;
    };
    assert_eq!(request.document.constraints.rules.len(), 36);
    let (value, assembly) = reached(&request);
    near(value, 44.91332);
    // Rule C32 orders the tasks by level.
    let level = |code: &str| {
        let mut items = request.candidates.iter();
        let item = items.find(|item| item.code == code).unwrap();
        match item.attributes["LEVEL"] {
            Attribute::Number(level) => level,
            _ => panic!("a level is a number"),
        }
    };
    let positions = assembly.forms[0].positions.iter();
    let levels: Vec<f64> = positions.map(|position| level(&position.item)).collect();
    assert!(levels.is_sorted(), "{levels:?}");
}

#[test]
fn the_science_problem_with_targets_reaches_its_published_optimum() {
    let at = [-1, 0, 1].map(|theta| json!({"theta": theta, "target": 20}));
    let objectives = json!([{"kind": "target_information", "at": at}]);
    if let Some(request) = problem("science", objectives) {
        near(reached(&request).0, 6.81338);
    }
}

#[test]
fn the_reading_problem_with_its_passages_reaches_its_published_optimum() {
    if let Some(request) = problem("reading", sum(&[-2.0, 2.0])) {
        assert_eq!(request.document.constraints.rules.len(), 17, "one is off");
        near(reached(&request).0, 16.08845);
    }
}

#[test]
fn the_fatigue_problem_reaches_its_published_optimum() {
    if let Some(request) = problem("fatigue", sum(&[-1.0, 0.0, 1.0])) {
        assert_eq!(request.document.constraints.rules.len(), 111);
        near(reached(&request).0, 108.02199);
    }
}

#[test]
fn data_of_another_shape_are_no_problem() {
    for data in [
        json!({}),
        json!({"constraints": [{"LB": 3, "TYPE": "GREATEST"}]}),
    ] {
        assert!(published_request(&data, &json!([])).is_none());
    }
}
