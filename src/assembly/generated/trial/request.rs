//! The trial problems as requests: what an author would write, over candidates with attributes.

use serde_json::{Value, json};

use super::bank::{TOPIC_SHARES, TrialBank, TrialItem};
use super::passages::{GENRES, Passages};
use super::program::{ABILITIES, ITEMS, LEVELS, TYPES, WEIGHTS, targets};
use crate::assembly::attribute::{Attribute, FreeAttributes};
use crate::assembly::candidate::{Candidate, StimulusFacts};
use crate::assembly::information::ItemParameters;
use crate::assembly::request::{Limits, Options, Request};
use crate::bank::{Access, Language, StimulusKind};
use crate::specification::component::parameters::Given;

const KINDS: [&str; 4] = ["single", "multiple", "matching", "short"];

/// A form of 40 from one pool.
pub fn request_from_pool(items: &[&TrialItem]) -> Request {
    request(40, content_rules(), candidates(items))
}

/// The same with thirty single choices or more: with the ten others they have fifty points at most, and
/// fifty-two are asked for.
pub fn contradictory_request(items: &[&TrialItem]) -> Request {
    let mut request = request_from_pool(items);
    let rules = &mut request.document.constraints.rules;
    for rule in rules.iter_mut().filter(|rule| rule.id == KINDS[0]) {
        (rule.min, rule.max) = (Some(30.0), Some(ITEMS));
    }
    request
}

/// Forms of 40 from one pool without a common item, each as near to their targets as can be; without rules
/// for keys and subtopics.
pub fn request_of_parallel_forms(items: &[&TrialItem], forms: u32) -> Request {
    let mut rules = content_rules();
    let about =
        |rule: &Value, word: &str| rule["id"].as_str().is_some_and(|id| id.starts_with(word));
    rules.retain(|rule| !about(rule, "key") && !about(rule, "subtopic"));
    let mut request = with_targets(request(40, rules, candidates(items)), items);
    request.options.forms = Some(forms);
    request.options.overlap_max = Some(0);
    request
}

/// One form of a cohort's: all rules of [`request_from_pool`], and targets in the place of the objective.
pub fn request_for_cohort(items: &[&TrialItem]) -> Request {
    with_targets(request_from_pool(items), items)
}

/// Number of the item of a request in the list that the request was made of.
pub fn item_number(code: &str) -> Option<usize> {
    code.strip_prefix('T')?.parse().ok()
}

/// Targets in the place of what is to be made as great as can be.
fn with_targets(mut request: Request, items: &[&TrialItem]) -> Request {
    let points = ABILITIES.iter().zip(targets(items));
    let points: Vec<Value> = points
        .map(|(theta, target)| json!({"theta": theta, "target": target}))
        .collect();
    let constraints = &mut request.document.constraints;
    constraints.objectives.clear();
    constraints.information = serde_json::from_value(json!({"points": points})).ok();
    request
}

/// A form of 40 from the whole bank.
pub fn request_from_whole_bank(bank: &TrialBank) -> Request {
    let mut rules = content_rules();
    let each = |id: &str, each: &str, condition: Option<&str>, [min, max]: [u32; 2]| {
        let mut rule = json!({"id": id, "kind": "count", "each": each, "min": min, "max": max});
        if let Some(condition) = condition {
            rule["where"] = json!(condition);
        }
        rule
    };
    rules.push(each("discipline", "discipline", None, [2, 5]));
    rules.push(each("deep", "discipline", Some("depth = 2"), [0, 2]));
    let not_single = Some("form != 'single'");
    rules.push(each("not-single", "discipline", not_single, [0, 3]));
    rules.push(each("band", "band", None, [16, 24]));
    let items: Vec<&TrialItem> = bank.items.iter().collect();
    request(40, rules, candidates(&items))
}

/// 30 items from 4–6 passages.
pub fn request_from_passages(trial: &Passages) -> Request {
    let mut candidates_of_all = Vec::new();
    for (number, passage) in trial.passages.iter().enumerate() {
        let mut attributes = FreeAttributes::new();
        attributes.insert("genre".to_owned(), Attribute::Number(passage.genre as f64));
        if let Some(pair) = passage.enemies {
            attributes.insert("pair".to_owned(), Attribute::Number(pair as f64));
        }
        let stimulus = StimulusFacts {
            code: format!("P{number:03}"),
            kind: StimulusKind::Text,
            words: [(language(), passage.words)].into(),
            seconds: None,
            plays: None,
            attributes,
        };
        for (place, item) in passage.items.iter().enumerate() {
            let code = format!("P{number:03}-{place}");
            let mut candidate = candidate(code, item);
            candidate.stimulus = Some(stimulus.clone());
            candidates_of_all.push(candidate);
        }
    }
    let stimuli = |id: &str, kind: &str, more: Value| {
        let mut rule = json!({"id": id, "kind": kind, "on": "stimuli"});
        more.as_object()
            .into_iter()
            .flatten()
            .for_each(|(key, value)| rule[key] = value.clone());
        rule
    };
    let mut rules: Vec<Value> = (0..3)
        .map(|depth| {
            count(
                format!("depth-{depth}"),
                &format!("depth = {depth}"),
                [8.0, 12.0],
            )
        })
        .collect();
    for kind in KINDS {
        rules.push(count(
            kind.to_owned(),
            &format!("form = '{kind}'"),
            [5.0, 11.0],
        ));
    }
    rules.push(sum("seconds", [2_400.0, 3_000.0]));
    rules.push(stimuli("passages", "count", json!({"min": 4, "max": 6})));
    let words = json!({"of": "words", "min": 1500, "max": 2800});
    rules.push(stimuli("words", "sum", words));
    for genre in 0..GENRES {
        let condition = format!("genre = {genre}");
        let more = json!({"where": condition, "min": 1, "max": 2});
        rules.push(stimuli(&format!("genre-{genre}"), "count", more));
    }
    rules.push(stimuli("pairs", "at_most_one", json!({"each": "pair"})));
    let each = json!({"id": "items-of-a-passage", "kind": "per_stimulus", "min": 4, "max": 7});
    rules.push(each);
    request(30, rules, candidates_of_all)
}

fn content_rules() -> Vec<Value> {
    let mut rules = Vec::new();
    for (topic, share) in TOPIC_SHARES.iter().enumerate() {
        let middle = (share * ITEMS).round();
        let condition = format!("topic = {topic}");
        let bounds = [middle - 1.0, middle + 1.0];
        rules.push(count(format!("topic-{topic}"), &condition, bounds));
        let condition = format!("topic = {topic} and subtopic = 0");
        rules.push(count(format!("subtopic-{topic}"), &condition, [0.0, 4.0]));
    }
    for (kind, bounds) in KINDS.into_iter().zip(TYPES) {
        rules.push(count(kind.to_owned(), &format!("form = '{kind}'"), bounds));
    }
    for (depth, bounds) in LEVELS.into_iter().enumerate() {
        let condition = format!("depth = {depth}");
        rules.push(count(format!("depth-{depth}"), &condition, bounds));
    }
    for key in 0..5 {
        let condition = format!("key = {key}");
        rules.push(count(format!("key-{key}"), &condition, [5.0, 11.0]));
    }
    rules.push(sum("marks", [52.0, 54.0]));
    rules.push(sum("seconds", [3_000.0, 3_600.0]));
    rules.push(json!({"id": "mean-b", "kind": "mean", "of": "b", "min": -0.2, "max": 0.3}));
    rules
}

fn count(id: String, condition: &str, [min, max]: [f64; 2]) -> Value {
    json!({"id": id, "kind": "count", "where": condition, "min": min, "max": max})
}

fn sum(of: &str, [min, max]: [f64; 2]) -> Value {
    json!({"id": of, "kind": "sum", "of": of, "min": min, "max": max})
}

fn candidates(items: &[&TrialItem]) -> Vec<Candidate> {
    let coded = items.iter().enumerate();
    coded
        .map(|(number, item)| candidate(format!("T{number:06}"), item))
        .collect()
}

fn language() -> Language {
    "en".parse().expect("a language code")
}

/// Every item counts one point; its marks are an attribute, as their sum may vary.
fn candidate(code: String, item: &TrialItem) -> Candidate {
    let [a, b, c] = item.parameters;
    let values = [("a", a), ("b", b), ("c", c)].map(|(name, value)| (name.to_owned(), value));
    let numbers = [
        ("topic", item.topic as f64),
        ("subtopic", item.subtopic as f64),
        ("depth", item.level as f64),
        ("key", item.key as f64),
        ("marks", f64::from(item.points)),
        ("seconds", f64::from(item.seconds)),
        ("discipline", item.subject as f64),
        ("band", item.band as f64),
    ];
    let numbers = numbers.map(|(name, value)| (name.to_owned(), Attribute::Number(value)));
    let mut attributes = FreeAttributes::from(numbers);
    let form = Attribute::Text(KINDS[item.item_type].to_owned());
    attributes.insert("form".to_owned(), form);
    Candidate {
        grade_min: 8,
        grade_max: 8,
        scheme_kind: None,
        enemies: item
            .enemies
            .map(|group| format!("E{group}"))
            .into_iter()
            .collect(),
        access: Access::Restricted,
        languages: vec![language()],
        parameters: vec![ItemParameters {
            scale: "trial".to_owned(),
            model: "3pl".to_owned(),
            values: values.into(),
            n: 1_000,
        }],
        attributes,
        ..Candidate::plain(code, "trial".to_owned())
    }
}

fn request(items: u32, rules: Vec<Value>, candidates: Vec<Candidate>) -> Request {
    let at = ABILITIES.iter().zip(WEIGHTS);
    let at: Vec<Value> = at
        .map(|(theta, weight)| json!({"theta": theta, "weight": weight}))
        .collect();
    let document = json!({
        "schema": "synaq.test-spec/v1", "id": "trial", "version": 1, "kind": "SAU",
        "title": {"en": "Trial"}, "subject": "trial", "grade": 8,
        "languages": {"instruction": ["en"]}, "max_score": items,
        "blueprint": [{"id": "R", "items": items, "points_each": 1}],
        "constraints": {
            "rules": rules,
            "objectives": [{"kind": "maximin_information", "at": at}]
        }
    });
    Request {
        document: serde_json::from_value(document).expect("the document is written here"),
        component: "test".to_owned(),
        subject: None,
        languages: vec![language()],
        candidates,
        given: Given::default(),
        options: Options::default(),
        limits: Limits::default(),
    }
}
