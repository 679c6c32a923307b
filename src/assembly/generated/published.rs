//! Problems that others published, as requests an author could write: their readable constraints become
//! rules over the attributes of their items. The data are read elsewhere; nothing of them stands here.
//!
//! The data are an object with `constraints` (`CONSTRAINT_ID`, `TYPE`, `WHAT`, `CONDITION`, `LB`, `UB`,
//! `ONOFF`), `attributes` and `item_params` of the items in one order, and `st_attributes` of stimuli, as
//! TestDesign has them. A bare attribute as a condition holds for each of its values, `Per Stimulus` is of
//! the items of each chosen set, and rows marked OFF are not applied.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::assembly::attribute::{Attribute, FreeAttributes};
use crate::assembly::candidate::{Candidate, StimulusFacts};
use crate::assembly::information::ItemParameters;
use crate::assembly::request::{Limits, Options, Request};
use crate::bank::{Language, StimulusKind};
use crate::specification::component::parameters::Given;

const SUBJECT: &str = "published";

/// The request of a published problem with these objectives; `None` for data of another shape.
pub fn published_request(data: &Value, objectives: &Value) -> Option<Request> {
    let constraints = data["constraints"].as_array()?;
    let items = constraints.first()?["LB"].as_u64()?;
    let rules: Option<Vec<Option<Value>>> = constraints.iter().map(rule).collect();
    let rules: Vec<Value> = rules?.into_iter().flatten().collect();
    let document = json!({
        "schema": "synaq.test-spec/v1", "id": "published", "version": 1, "kind": "TEST",
        "title": {"en": "Published"}, "subject": SUBJECT, "grade": 8,
        "languages": {"instruction": ["en"]}, "max_score": items,
        "blueprint": [{"id": "R", "items": items, "points_each": 1}],
        "constraints": {"rules": rules, "objectives": objectives}
    });
    Some(Request {
        document: serde_json::from_value(document).ok()?,
        component: "test".to_owned(),
        subject: None,
        languages: vec![language()?],
        candidates: candidates(data)?,
        given: Given::default(),
        options: Options::default(),
        limits: Limits::default(),
    })
}

/// Model and parameters of a published item, on the scale `published`.
pub fn published_parameters(told: &Value) -> Option<ItemParameters> {
    let of = |name: &str| told[name].as_f64();
    let (model, steps) = match told["model"].as_str()? {
        "item_3PL" => {
            let values = [
                ("a", of("slope")?),
                ("b", of("difficulty")?),
                ("c", of("guessing")?),
            ];
            let values = values.map(|(name, value)| (name.to_owned(), value));
            return Some(parameters("3pl", values.into()));
        }
        "item_GPC" => ("gpcm", &told["threshold"]),
        "item_GR" => ("grm", &told["category"]),
        _ => return None,
    };
    let steps = (1..).zip(steps.as_array()?);
    let steps = steps.map(|(n, step): (u32, _)| Some((format!("b{n}"), step.as_f64()?)));
    let mut values: BTreeMap<String, f64> = steps.collect::<Option<_>>()?;
    values.insert("a".to_owned(), of("slope")?);
    Some(parameters(model, values))
}

fn parameters(model: &str, values: BTreeMap<String, f64>) -> ItemParameters {
    ItemParameters {
        scale: "published".to_owned(),
        model: model.to_owned(),
        values,
        n: 500,
    }
}

fn language() -> Option<Language> {
    "en".parse().ok()
}

fn candidates(data: &Value) -> Option<Vec<Candidate>> {
    let mut stimuli: BTreeMap<&str, FreeAttributes> = BTreeMap::new();
    for told in data["st_attributes"].as_array().into_iter().flatten() {
        stimuli.insert(told["STID"].as_str()?, attributes(told)?);
    }
    let items = data["attributes"].as_array()?;
    let items = items.iter().zip(data["item_params"].as_array()?);
    let one = |(told, model): (&Value, &Value)| {
        let stimulus = told["STID"].as_str().map(|code| StimulusFacts {
            code: code.to_owned(),
            kind: StimulusKind::Text,
            words: BTreeMap::new(),
            seconds: None,
            plays: None,
            attributes: stimuli.get(code).cloned().unwrap_or_default(),
        });
        Some(Candidate {
            languages: vec![language()?],
            attributes: attributes(told)?,
            parameters: vec![published_parameters(model)?],
            stimulus,
            ..Candidate::plain(told["ID"].as_str()?.to_owned(), SUBJECT.to_owned())
        })
    };
    items.map(one).collect()
}

fn attributes(told: &Value) -> Option<FreeAttributes> {
    let one = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::Number(number) => Attribute::Number(number.as_f64()?),
            Value::String(text) if !text.is_empty() => Attribute::Text(text.clone()),
            _ => return None,
        };
        Some((name.clone(), value))
    };
    Some(told.as_object()?.iter().filter_map(one).collect())
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

/// A row as a rule, nothing for one that is marked OFF; `None` for a kind that is not known.
fn rule(row: &Value) -> Option<Option<Value>> {
    let text = |name: &str| row[name].as_str().unwrap_or("");
    if text("ONOFF") == "OFF" {
        return Some(None);
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
        _ => return None,
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
    Some(Some(rule))
}
