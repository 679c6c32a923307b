//! Rules over attributes. For every kind: the rule binds, without it some form breaks it, and it can be
//! impossible by itself, with the sentence that says so.

mod across;
mod brute;
mod counts;
mod forms;
mod lies;
mod names;
mod order;
mod positions;
mod search;
mod soft;
mod stimuli;
mod together;

use super::*;
use crate::assembly::attribute::Attribute;
use crate::language::catalogue::{Locale, sentence};

/// A form of some items under rules.
fn ruled(items: u32, rules: Value, pool: &[Candidate]) -> Request {
    request(
        rows(items),
        json!({"constraints": {"rules": rules}}),
        pool.to_vec(),
    )
}

/// An item with attributes of its own.
fn own(code: &str, attributes: Value) -> Candidate {
    with(code, |item| item.attributes = free(attributes))
}

fn free(attributes: Value) -> std::collections::BTreeMap<String, Attribute> {
    serde_json::from_value(attributes).unwrap()
}

/// An item of a stimulus, and attributes of that stimulus.
fn of_set(code: &str, stimulus: &str, attributes: Value) -> Candidate {
    with(code, |item| {
        item.stimulus = text_stimulus(stimulus);
        if let Some(facts) = &mut item.stimulus {
            facts.attributes = free(attributes);
        }
    })
}

const SEEDS: u64 = 24;

/// Codes of the first form for each seed.
fn forms_of(request: &Request) -> Vec<Vec<String>> {
    let of_seed = |seed| {
        let mut request = request.clone();
        request.options.seed = seed;
        let assembly = form(&request);
        codes(&assembly, 0).into_iter().map(str::to_owned).collect()
    };
    (0..SEEDS).map(of_seed).collect()
}

fn matching(codes: &[String], letter: char) -> usize {
    codes.iter().filter(|code| code.starts_with(letter)).count()
}

/// With the rules every form holds what is said, without them some form does not.
fn binds(items: u32, rules: Value, pool: &[Candidate], holds: impl Fn(&[String]) -> bool) {
    for codes in forms_of(&ruled(items, rules, pool)) {
        assert!(holds(&codes), "broken: {codes:?}");
    }
    let free = forms_of(&ruled(items, json!([]), pool));
    assert!(
        free.iter().any(|codes| !holds(codes)),
        "the rule changes nothing"
    );
}

/// The only thing that is said in English.
fn said(request: &Request) -> String {
    sentence(Locale::En, &only_finding(request))
}

/// The rules cannot be kept, and these are named.
fn impossible(items: u32, rules: Value, pool: &[Candidate], named: &str) {
    let request = ruled(items, rules, pool);
    assert_eq!(
        refusal(&request).kind,
        crate::assembly::run::RefusalKind::Infeasible
    );
    assert_eq!(
        said(&request),
        format!(
            "These constraints contradict each other with the present bank: {named}. Loosen one of them, or add items."
        )
    );
}
