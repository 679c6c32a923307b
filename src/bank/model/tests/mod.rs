//! Models of a few lines, each with one thing that matters.

mod refused;
mod shipped;
mod shipped_wording;
mod spoken;

use std::collections::BTreeSet;

use super::*;
use crate::document::{Format, decode_text};
use crate::language::finding::Finding;

/// A model that has nothing wrong: `a + b` of two small numbers.
const SUM: &str = r#"
schema: synaq.item-model/v1
id: sum
version: 1
title: {en: "Sum"}
item: {subject: mathematics, grade_min: 4, grade_max: 4, objectives: ["4.1.2.1"], thinking: AP, points: 1, minutes: 1}
variables:
  - {id: a, from: 11, to: 20}
  - {id: b, from: 2, to: 9}
constraints:
  - {id: over-the-ten, that: "mod(a, 10) + b > 10"}
question:
  type: MCQ
  options: 3
  answer: {is: "a + b"}
  distractors:
    - {error: no-carry, is: "a + b - 10", rationale: {en: "Forgets to carry: {value}."}}
    - {error: difference, is: "a - b", rationale: {en: "Subtracts: {value}."}}
    - {error: one-more, is: "a + b + 1", rationale: {en: "Counts one too many: {value}."}}
wording:
  en: {stem: "What is {a} + {b}?", explanation: "{a} + {b} = {answer}."}
"#;

fn read(text: &str) -> ItemModelDocument {
    decode_text::<ItemModelDocument>(text, Format::Yaml)
        .unwrap_or_else(|findings| panic!("{findings:#?}"))
        .0
}

/// The model with one thing changed.
#[track_caller]
fn sum(from: &str, to: &str) -> ItemModelDocument {
    assert!(SUM.contains(from), "{from}");
    read(&SUM.replacen(from, to, 1))
}

fn drawn(model: &ItemModelDocument, count: usize, seed: u64) -> Batch {
    generate(model, Request { count, seed }, None)
        .unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// `code pointer` of findings.
fn told(findings: &[Finding]) -> Vec<String> {
    let all = findings.iter();
    all.map(|f| format!("{} {}", f.code, f.pointer)).collect()
}

fn stems(batch: &Batch) -> Vec<String> {
    let items = batch.items.iter();
    items
        .map(|one| {
            one.item
                .texts
                .values()
                .map(|texts| texts.stem.as_str())
                .collect()
        })
        .collect()
}

#[test]
fn the_same_seed_draws_the_same_items_and_another_seed_others() {
    let model = read(SUM);
    let first = drawn(&model, 10, 7);
    assert_eq!(drawn(&model, 10, 7), first);
    assert_eq!(stems(&drawn(&model, 5, 7)), stems(&first)[..5]);
    assert_ne!(stems(&drawn(&model, 10, 8)), stems(&first));
}

#[test]
fn every_item_is_drawn_once_and_no_more_than_there_are() {
    let model = read(SUM);
    // 2 + 9 … 9 + 9 that pass ten: 1 + 2 + … + 8 pairs.
    let all = drawn(&model, 36, 1);
    assert_eq!(all.possible, 36);
    let different: BTreeSet<String> = stems(&all).into_iter().collect();
    assert_eq!(different.len(), 36);
    let more = Request { count: 37, seed: 1 };
    let refused = generate(&model, more, None).expect_err("one too many");
    assert_eq!(told(&refused), ["model_fewer_possible "]);
    assert_eq!(refused[0].args["possible"], 36);
    assert_eq!(refused[0].args["asked"], 37);
}

#[test]
fn the_same_values_make_the_same_item_whatever_the_seed() {
    let model = read(SUM);
    let (one, other) = (drawn(&model, 36, 1), drawn(&model, 36, 2));
    for generated in &one.items {
        let same = other.items.iter();
        let mut same = same.filter(|g| g.provenance.index == generated.provenance.index);
        let same = same.next().expect("all were drawn");
        assert_eq!(same.item.texts, generated.item.texts);
        assert_eq!(same.item.content.parts, generated.item.content.parts);
        assert_eq!(same.item.code, generated.item.code);
    }
}

#[test]
fn an_item_says_where_it_comes_from() {
    let batch = drawn(&read(SUM), 1, 99);
    let generated = &batch.items[0];
    let content = &generated.item.content;
    assert_eq!(content.family.as_deref(), Some("sum"));
    let kept = &content.extensions["x_generated"];
    assert_eq!(kept["model"], "sum");
    assert_eq!(kept["version"], 1);
    assert_eq!(kept["seed"], 99);
    let (a, b) = (&kept["values"]["a"], &kept["values"]["b"]);
    let stem = format!("What is {} + {}?", a.as_str().unwrap(), b.as_str().unwrap());
    assert_eq!(stems(&batch), [stem]);
    assert_eq!(
        generated.item.code,
        format!("sum-v1-{:05}", generated.provenance.index)
    );
}

#[test]
fn of_more_errors_than_options_each_item_has_some_and_names_them() {
    let batch = drawn(&read(SUM), 36, 3);
    let mut met = BTreeSet::new();
    for generated in &batch.items {
        let part = &generated.item.content.parts[0];
        let texts = &generated.item.texts[&"en".parse().unwrap()].parts["a"];
        assert_eq!(part.options, ["A", "B", "C"]);
        assert_eq!((texts.options.len(), texts.rationales.len()), (3, 2));
        let values = part
            .options
            .iter()
            .map(|id| texts.options[id].parse::<i64>().unwrap());
        let values: Vec<i64> = values.collect();
        assert!(
            values.windows(2).all(|pair| pair[0] < pair[1]),
            "{values:?}"
        );
        for (id, rationale) in &texts.rationales {
            let value = &texts.options[id];
            assert!(rationale.ends_with(&format!(": {value}.")), "{rationale}");
            met.insert(rationale.split(':').next().unwrap().to_owned());
        }
    }
    assert_eq!(met.len(), 3, "{met:?}");
}

#[test]
fn a_fraction_is_a_key_with_every_way_to_write_it() {
    let model = |format: &str| {
        let model = SUM
            .replace("type: MCQ\n  options: 3", "type: SA")
            .replace("is: \"a + b\"}", &format!("is: \"a / b\"{format}}}"))
            .replace("{a} + {b} = {answer}", "{a} : {b} = {answer | mixed}");
        read(&model)
    };
    let decimal = generate(&model(""), Request { count: 1, seed: 1 }, None).expect("some");
    // Of 36 quotients those that are finite decimals.
    assert!((5..30).contains(&decimal.possible), "{}", decimal.possible);
    let all = drawn(&model(", format: mixed"), 36, 1);
    let of = |index: &str| {
        let mut items = all.items.iter();
        let found = items.find(|one| {
            format!(
                "{}/{}",
                one.provenance.values["a"], one.provenance.values["b"]
            ) == index
        });
        found.expect("drawn").item.content.parts[0].key.clone()
    };
    assert_eq!(of("17/6").accepted, ["17/6", "2 5/6"]);
    assert_eq!(of("17/6").number, None);
    assert_eq!(of("18/4").number.expect("a number").value, "4.5");
    let reduced = drawn(&model(", format: fraction, reduced: true"), 36, 1);
    let keys = reduced
        .items
        .iter()
        .map(|one| &one.item.content.parts[0].key);
    assert!(keys.clone().all(|key| key.number.is_none()));
    assert!(keys.flat_map(|key| &key.accepted).any(|text| text == "9/2"));
}
