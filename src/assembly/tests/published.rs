//! Three published problems with known optima, written as specifications: their readable constraints
//! become rules over the attributes of their items.
//!
//! They stand under `SYNAQ_TEST_DATA` (default: a folder `shared` beside the checkout); where they are
//! absent the tests say so. A bare attribute as a condition holds for each of its values, `Per Stimulus`
//! is of the items of each chosen set, and rows marked OFF are not applied.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::json;

use super::objectives::{parameters, plainly, read};
use super::*;
use crate::assembly::candidate::Attribute;
use crate::assembly::information::ItemParameters;
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

/// Model and parameters of a published item.
pub(super) fn published_parameters(told: &Value) -> Vec<ItemParameters> {
    let of = |name: &str| told[name].as_f64().unwrap();
    let (model, steps) = match told["model"].as_str().unwrap() {
        "item_3PL" => {
            let values = [
                ("a", of("slope")),
                ("b", of("difficulty")),
                ("c", of("guessing")),
            ];
            return parameters("3pl", &values);
        }
        "item_GPC" => ("gpcm", &told["threshold"]),
        "item_GR" => ("grm", &told["category"]),
        other => panic!("a model that is not known: {other}"),
    };
    let steps = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step.as_f64().unwrap());
    let names: Vec<String> = (1..=steps.len()).map(|n| format!("b{n}")).collect();
    let mut values = vec![("a", of("slope"))];
    values.extend(names.iter().map(String::as_str).zip(steps));
    parameters(model, &values)
}

fn attributes(told: &Value) -> BTreeMap<String, Attribute> {
    let one = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::Number(number) => Attribute::Number(number.as_f64().unwrap()),
            Value::String(text) if !text.is_empty() => Attribute::Text(text.clone()),
            _ => return None,
        };
        Some((name.clone(), value))
    };
    told.as_object().unwrap().iter().filter_map(one).collect()
}

fn candidates(data: &Value) -> Vec<Candidate> {
    let list = |name: &str| data[name].as_array().cloned().unwrap_or_default();
    let stimuli: BTreeMap<String, Value> = list("st_attributes")
        .into_iter()
        .map(|told| (told["STID"].as_str().unwrap().to_owned(), told))
        .collect();
    let items = list("attributes").into_iter().zip(list("item_params"));
    let one = |(told, model): (Value, Value)| {
        with(told["ID"].as_str().unwrap(), |item| {
            item.attributes = attributes(&told);
            item.parameters = published_parameters(&model);
            item.stimulus = told["STID"].as_str().and_then(text_stimulus);
            if let Some(stimulus) = &mut item.stimulus {
                stimulus.attributes = attributes(&stimuli[&stimulus.code]);
            }
        })
    };
    items.map(one).collect()
}

/// A published condition in the words of ours.
fn translated(condition: &str) -> String {
    let condition = condition
        .replace("%in% c(", "in (")
        .replace("==", "=")
        .replace('&', "and");
    match condition.strip_prefix("!is.na(") {
        Some(rest) => rest.trim_end_matches(')').to_owned(),
        None => condition,
    }
}

/// A row that is not marked OFF as a rule.
fn rule(row: &Value) -> Option<Value> {
    let text = |name: &str| row[name].as_str().unwrap_or("");
    if text("ONOFF") == "OFF" {
        return None;
    }
    let condition = text("CONDITION");
    let bare = !condition.is_empty() && condition.chars().all(|c| c.is_alphanumeric());
    let mut rule = json!({"id": text("CONSTRAINT_ID")});
    let kind = match (text("TYPE"), condition) {
        ("NUMBER", "Per Stimulus") => "per_stimulus",
        ("NUMBER", _) => "count",
        ("ORDER", _) => "order",
        ("ENEMY", _) => "at_most_one",
        ("INCLUDE", _) => "include",
        ("EXCLUDE", _) => "exclude",
        ("ALLORNONE", _) => "all_or_none",
        (other, _) => panic!("a kind that is not known: {other}"),
    };
    rule["kind"] = json!(kind);
    match kind {
        "per_stimulus" => {}
        "order" => rule["of"] = json!(condition),
        _ if bare => rule["each"] = json!(condition),
        _ if condition.is_empty() => {}
        _ => rule["where"] = json!(translated(condition)),
    }
    if text("WHAT") == "STIMULUS" {
        rule["on"] = json!("stimuli");
    }
    if kind == "count" || kind == "per_stimulus" {
        rule["min"] = row["LB"].clone();
        rule["max"] = row["UB"].clone();
    }
    Some(rule)
}

fn problem(name: &str, objectives: Value) -> Option<Request> {
    let data = reference(name)?;
    let constraints = data["constraints"].as_array().unwrap();
    let length = constraints[0]["LB"].as_u64().unwrap() as u32;
    let rules: Vec<Value> = constraints.iter().filter_map(rule).collect();
    let more = json!({"constraints": {"rules": rules, "objectives": objectives}});
    let mut request = request(rows(length), more, candidates(&data));
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
