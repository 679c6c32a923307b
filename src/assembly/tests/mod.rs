//! Tests of the whole engine; each constraint kind once binding, once dropped, once impossible.

mod balanced;
mod brute;
mod conflicts;
mod contradiction;
mod eligibility;
mod every_kind;
mod explanation;
mod history;
mod independence;
mod information;
mod kinds;
mod large;
mod many;
mod objectives;
mod objectives_in_order;
mod one_by_one;
mod progress;
mod published;
mod rules;
mod second_solver;
mod sensitivity;
mod shipped;
mod trial;

use serde_json::{Value, json};

use super::candidate::{Candidate, Help, ItemP, PastUse, StimulusFacts};
use super::request::{Limits, Options, Request};
use super::run::{Assembly, Refusal, assemble};
use crate::bank::phase::Phase;
use crate::bank::{
    Access, Hundredths, ItemType, Points, Purpose, SchemeKind, StimulusKind, Thinking,
};
use crate::language::finding::Finding;
use crate::specification::component::parameters::Given;

/// A one-point MCQ of mathematics for grade 5 in Kazakh and Russian, live.
fn item(code: &str) -> Candidate {
    Candidate {
        code: code.to_owned(),
        version: 1,
        item_type: ItemType::Mcq,
        subject: "mathematics".to_owned(),
        grade_min: 5,
        grade_max: 6,
        term: None,
        unit: None,
        objectives: vec!["5.1.1.1".to_owned()],
        thinking: Some(Thinking::Ku),
        difficulty: None,
        literacy: None,
        skill: None,
        literacy_context: None,
        language_objectives: Vec::new(),
        lessons: Vec::new(),
        auto_scored: true,
        coded_max: None,
        help: Help::default(),
        points: Points::whole(1),
        minutes: Some(Points::whole(1)),
        option_count: Some(4),
        correct_count: 1,
        key_position: None,
        scheme_kind: Some(SchemeKind::Key),
        rules: Vec::new(),
        descriptor_points: Vec::new(),
        stimulus: None,
        family: None,
        enemies: Vec::new(),
        phase: Phase::Live,
        access: Access::Restricted,
        purpose: Purpose::Both,
        past: PastUse::default(),
        parameters: Vec::new(),
        attributes: Default::default(),
        languages: vec!["kk".parse().unwrap(), "ru".parse().unwrap()],
        p: None,
        evidence: Default::default(),
        used: Vec::new(),
    }
}

fn with(code: &str, change: impl FnOnce(&mut Candidate)) -> Candidate {
    let mut item = item(code);
    change(&mut item);
    item
}

fn p(value: f64) -> Option<ItemP> {
    Some(ItemP { value, n: 500 })
}

fn text_stimulus(code: &str) -> Option<StimulusFacts> {
    let words = [("kk".parse().unwrap(), 130), ("ru".parse().unwrap(), 140)].into();
    Some(StimulusFacts {
        code: code.to_owned(),
        kind: StimulusKind::Text,
        words,
        seconds: None,
        plays: None,
        attributes: Default::default(),
    })
}

/// A test of these rows; more keys of the document win over the usual ones.
fn request(rows: Value, more: Value, candidates: Vec<Candidate>) -> Request {
    let score: f64 = rows.as_array().unwrap().iter().map(row_score).sum();
    let mut document = json!({
        "schema": "synaq.test-spec/v1", "id": "t", "version": 1, "kind": "SAU", "title": {"en": "T"},
        "subject": "mathematics", "grade": 5, "languages": {"instruction": ["kk", "ru"]},
        "max_score": score, "blueprint": rows
    });
    for (key, value) in more.as_object().unwrap() {
        document[key] = value.clone();
    }
    Request {
        document: serde_json::from_value(document).unwrap(),
        component: "test".to_owned(),
        subject: None,
        languages: vec!["kk".parse().unwrap(), "ru".parse().unwrap()],
        candidates,
        given: Given::default(),
        options: Options {
            seed: 7,
            ..Options::default()
        },
        limits: Limits {
            gap: 0.0,
            ..Limits::default()
        },
    }
}

fn row_score(row: &Value) -> f64 {
    row["points_each"].as_f64().unwrap_or(0.0) * row["items"].as_f64().unwrap()
}

fn rows(count: u32) -> Value {
    json!([{"id": "R", "items": count, "points_each": 1}])
}

fn form(request: &Request) -> Assembly {
    let assembly = assemble(request).unwrap_or_else(|refusal| panic!("no form: {refusal:#?}"));
    let all = assembly
        .forms
        .iter()
        .flat_map(|form| &form.achieved)
        .chain(&assembly.overlap_achieved);
    assert!(all.clone().count() > 0 && all.into_iter().all(|achieved| achieved.holds));
    assembly
}

fn codes(assembly: &Assembly, form: usize) -> Vec<&str> {
    let mut codes: Vec<&str> = assembly.forms[form]
        .positions
        .iter()
        .map(|p| p.item.as_str())
        .collect();
    codes.sort_unstable();
    codes
}

fn refusal(request: &Request) -> Refusal {
    assemble(request).expect_err("a form where there can be none")
}

fn only_finding(request: &Request) -> Finding {
    let refusal = refusal(request);
    assert_eq!(refusal.findings.len(), 1, "{:#?}", refusal.findings);
    refusal.findings.into_iter().next().unwrap()
}

fn half_points(n: i64) -> Points {
    Hundredths(n * 50)
}
