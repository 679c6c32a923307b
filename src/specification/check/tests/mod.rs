use serde_json::{Value, json};

use super::*;
use crate::curriculum::CurriculumDocument;
use crate::document::{Format, parse};
use crate::language::finding::refuses;

mod assembly_rules;
mod kinds;
mod references;
mod rows;

const SAT: &str = r#"
schema: synaq.test-spec/v1
id: sat-g7-kazakh-l2-t1
version: 1
kind: SAT
title: {kk: "ТЖБ", ru: "СОЧ", en: "SAT"}
subject: kazakh_l2
grade: 7
term: 1
academic_year: "2026-27"
languages: {instruction: [ru, uz, ug, tg], test: kk}
curriculum: {id: kz-2022, code_pattern: '^7\.[1-5]\.[0-9]{1,2}\.[0-9]{1,2}$', codes: illustrative}
duration_min: 40
max_score: 30
sections:
  - {id: L, skill: listening, minutes: 10, score: 6, stimulus: {kind: audio, count: 1, max_seconds: 120, plays: 2}}
  - {id: R, skill: reading, minutes: 10, score: 8, stimulus: {kind: text, count: 1, words: [120, 160]}}
  - {id: W, skill: writing, minutes: 20, score: 10}
  - {id: S, skill: speaking, minutes: 0, score: 6, separate_sitting: true, minutes_per_candidate: 5}
blueprint:
  - {id: L1, section: L, unit: u1, objectives: ["7.1.2.1"], thinking: KU, types: [MCQ], items: 3, points_each: 1}
  - {id: L2, section: L, unit: u2, objectives: ["7.1.4.1"], thinking: AP, types: [SA], items: 3, points_each: 1}
  - {id: R1, section: R, unit: u1, objectives: ["7.3.1.1"], thinking: KU, types: [MCQ], items: 2, points_each: 1}
  - {id: R2, section: R, unit: u2, objectives: ["7.3.4.1"], thinking: AP, types: [SA, MATCH], items: 3, points_each: 1}
  - {id: R3, section: R, unit: u2, objectives: ["7.3.6.1"], thinking: HO, types: [EA], items: 1, points_each: 3}
  - {id: W1, section: W, unit: u2, objectives: ["7.4.2.1", "7.5.1.1"], thinking: HO, types: [EA], items: 1, points_each: 10, mark_scheme: banded}
  - {id: S1, section: S, unit: u1, objectives: ["7.2.3.1"], thinking: AP, types: [SPEAK], items: 1, points_each: 6, mark_scheme: analytic}
thinking_share: {KU: [0.15, 0.30], AP: [0.30, 0.50], HO: [0.25, 0.45]}
constraints: {parallel_forms: 2, overlap_items: 0, stimulus_sets: whole, exclude_used_terms: 3}
grading_policy: kz-2-11-2025
criteria:
  - {id: c1, objectives: ["7.1.2.1"], text: "Listens", parent_rubric: {low: "l", medium: "m", high: "h"}}
levels: [{id: low, from: 0}, {id: medium, from: 40}, {id: high, from: 85}]
"#;

const UNT: &str = r#"
schema: synaq.battery/v1
id: unt-2026
version: 1
kind: ADMISSION
title: {kk: "ҰБТ-2026", ru: "ЕНТ-2026", en: "UNT-2026"}
languages: {instruction: [kk, ru, en]}
duration_min: 240
max_score: 140
breaks: [{after_min: 60, minutes: 2}, {after_min: 120, minutes: 15}]
components:
  - {id: history_kz, items: 20, max_score: 20, pass: 5, blueprint: [{id: single, types: [MCQ], items: 10, points_each: 1, options: 4}, {id: context, types: [MCQ], items: 10, points_each: 1, options: 4, stimulus: required}]}
  - {id: reading_literacy, items: 10, max_score: 10, pass: 3, blueprint: [{id: texts, types: [MCQ], items: 10, points_each: 1, options: 4, stimulus: required}]}
  - {id: math_literacy, items: 10, max_score: 10, pass: 3, blueprint: [{id: single, types: [MCQ], items: 10, points_each: 1, options: 4}]}
  - {id: profile_1, subject: by_choice, items: 40, max_score: 50, pass: 5, blueprint: &p [{id: single, types: [MCQ], items: 25, points_each: 1, options: 4}, {id: context, types: [MCQ], items: 5, points_each: 1, options: 4, stimulus: required}, {id: match, types: [MATCH], items: 5, points_each: 2, partial: {rule: all_or_nothing, confirmed: false}}, {id: multi, types: [MULTI], items: 5, points_each: 2, options: 6, max_correct: 3, partial: {rule: all_or_nothing, confirmed: false}}]}
  - {id: profile_2, subject: by_choice, items: 40, max_score: 50, pass: 5, blueprint: *p}
choice: {pairs: [[mathematics, physics], [biology, chemistry]], one_pair_per_year: true, attempts: 2, result: best}
total_thresholds: {national_university: 65, other: 50}
"#;

const MONITORING: &str = r#"
schema: synaq.battery/v1
id: rural-school-monitoring-2020
version: 1
kind: MONITORING
title: {kk: "Мониторинг", ru: "Мониторинг", en: "Monitoring"}
languages: {instruction: [kk, ru]}
item_rule: {types: [MCQ], options: 4, points_each: 1}
components:
  - {id: g4-math, grade: 4, subject: mathematics, items: 20, max_score: 20, duration_min: 40, variants: {language_versions: [kk, ru]}}
blueprints:
  g4-math:
    - {id: n, objectives_prefix: ["4.1."], items: 8, thinking: {KU: 3, AP: 4, HO: 1}}
    - {id: a, objectives_prefix: ["4.2."], items: 4, thinking: {KU: 1, AP: 2, HO: 1}}
    - {id: g, objectives_prefix: ["4.3."], items: 4, thinking: {KU: 1, AP: 2, HO: 1}}
    - {id: s, objectives_prefix: ["4.4.", "4.5."], items: 4, thinking: {KU: 1, AP: 2, HO: 1}}
"#;

fn value(yaml: &str) -> Value {
    parse(yaml, Format::Yaml).expect("readable YAML").value
}

fn curriculum() -> CurriculumDocument {
    let texts = json!({"kk": "x", "ru": "x", "en": "x"});
    let subject = |code: &str| json!({"code": code, "title": texts, "grades": [1, 11]});
    let objective = |subject: &str, grade: u8, code: &str| json!({"code": code, "subject": subject, "grade": grade, "text": texts});
    let unit =
        |code: &str| json!({"code": code, "subject": "kazakh_l2", "grade": 7, "title": texts});
    let seventh = [
        "7.1.2.1", "7.1.4.1", "7.3.1.1", "7.3.4.1", "7.3.6.1", "7.4.2.1", "7.5.1.1", "7.2.3.1",
    ];
    let fourth = ["4.1.1.1", "4.2.1.1", "4.3.1.1", "4.4.1.1", "4.5.1.1"];
    let of_seventh = seventh.iter().map(|code| objective("kazakh_l2", 7, code));
    let of_fourth = fourth.iter().map(|code| objective("mathematics", 4, code));
    let subjects = [
        "kazakh_l2",
        "mathematics",
        "physics",
        "biology",
        "chemistry",
        "history_kz",
        "reading_literacy",
        "math_literacy",
    ];
    serde_json::from_value(json!({
        "schema": "synaq.curriculum/v1",
        "programme": {"id": "kz-2022", "title": texts, "valid_from": "2022-09-01", "code_pattern": ".*", "grades": [1, 11]},
        "subjects": subjects.map(subject),
        "units": [unit("u1"), unit("u2")],
        "objectives": of_seventh.chain(of_fourth).collect::<Vec<_>>()
    }))
    .expect("a readable programme")
}

fn findings(document: &Value) -> Vec<Finding> {
    let document: SpecificationDocument =
        serde_json::from_value(document.clone()).expect("a readable specification");
    let programme = curriculum();
    let index = CurriculumIndex::new([&programme]);
    let policies = BTreeSet::from(["kz-2-11-2025".to_owned()]);
    check(
        &document,
        &References {
            curriculum: Some(&index),
            policies: Some(&policies),
        },
    )
}

fn codes(document: &Value) -> Vec<String> {
    findings(document)
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

/// The document with one value changed at each pointer.
fn changed(yaml: &str, changes: &[(&str, Value)]) -> Value {
    let mut document = value(yaml);
    for (pointer, new) in changes {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let parent = document
            .pointer_mut(parent)
            .unwrap_or_else(|| panic!("no {parent}"));
        match (key.parse::<usize>(), parent) {
            (Ok(n), Value::Array(list)) => list[n] = new.clone(),
            (_, parent) => parent[key] = new.clone(),
        }
    }
    document
}

fn expect(yaml: &str, changes: &[(&str, Value)], expected: &[&str]) {
    let document = changed(yaml, changes);
    assert_eq!(codes(&document), expected, "after {changes:?}");
    let warning = [
        "duration_missing",
        "objective_of_other_grade",
        "parent_rubric_incomplete",
        "text_missing_in_language",
    ];
    let only_warnings = expected
        .iter()
        .all(|code| warning.iter().any(|w| code.starts_with(w)));
    assert_eq!(refuses(&findings(&document)), !only_warnings);
}

#[test]
fn the_three_kinds_of_document_are_sound() {
    for document in [SAT, UNT, MONITORING] {
        expect(document, &[], &[]);
    }
}

#[test]
fn all_five_faults_of_a_constructor_are_found_at_once() {
    let mut document = changed(
        SAT,
        &[
            ("/blueprint/6/points_each", json!(4)),
            ("/sections/2/minutes", json!(25)),
            ("/levels/2/from", json!(40)),
            ("/blueprint/1/objectives", json!([])),
            ("/blueprint/3/id", json!("R1")),
        ],
    );
    document["criteria"] = json!([]);
    let found = findings(&document);
    let codes: Vec<String> = found
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect();
    assert_eq!(
        codes,
        [
            "duplicate_id /blueprint/3/id",
            "rows_sum_mismatch /max_score",
            "section_sum_mismatch /sections/3/score",
            "minutes_mismatch /duration_min",
            "row_objectives_missing /blueprint/1/objectives",
            "levels_overlap /levels/2/from",
        ]
    );
    assert_eq!(
        (&found[1].args["sum"], &found[1].args["total"]),
        (&json!("28"), &json!("30"))
    );
    assert_eq!(
        (&found[3].args["sum"], &found[3].args["total"]),
        (&json!("45"), &json!("40"))
    );
}

#[test]
fn a_test_and_a_battery_have_their_own_keys() {
    expect(
        SAT,
        &[
            ("/choice", json!({"pairs": []})),
            ("/total_thresholds", json!({"x": 1})),
        ],
        &["key_forbidden /choice", "key_forbidden /total_thresholds"],
    );
    expect(
        UNT,
        &[
            ("/subject", json!("physics")),
            ("/sections", json!([{"id": "A", "minutes": 1, "score": 1}])),
        ],
        &[
            "key_forbidden /subject",
            "key_forbidden /sections",
            "section_without_rows /sections/0",
        ],
    );
    let bare = json!({
        "schema": "synaq.test-spec/v1", "id": " ", "version": 0, "kind": "SAT", "title": {"kk": "x", "ru": "x"},
        "languages": {"instruction": [], "test": "Kazakh"}, "term": 5
    });
    assert_eq!(
        codes(&bare),
        [
            "text_empty /id",
            "version_zero /version",
            "term_out_of_range /term",
            "text_missing_in_language /title",
            "key_required /grade",
            "key_required /max_score",
            "key_required /blueprint",
            "duration_missing /duration_min",
            "languages_missing /languages/instruction",
            "test_language_unknown /languages/test",
        ]
    );
}

#[test]
fn rows_name_sections_that_exist_and_every_section_has_rows() {
    expect(
        SAT,
        &[("/blueprint/6/section", json!("X"))],
        &[
            "unknown_section /blueprint/6/section",
            "section_without_rows /sections/3",
        ],
    );
    expect(
        SAT,
        &[("/blueprint/0/section", Value::Null)],
        &[
            "section_not_named /blueprint/0/section",
            "section_sum_mismatch /sections/0/score",
        ],
    );
}

#[test]
fn each_component_has_its_rows_at_exactly_one_place() {
    let rows = value(MONITORING)["blueprints"]["g4-math"].clone();
    expect(
        MONITORING,
        &[("/components/0/blueprint", rows.clone())],
        &["blueprint_twice /components/0/blueprint"],
    );
    expect(
        MONITORING,
        &[("/blueprints", json!({"g4-maths": rows}))],
        &[
            "blueprint_of_unknown_component /blueprints/g4-maths",
            "blueprint_missing /components/0/blueprint",
        ],
    );
}

#[test]
fn a_component_is_in_language_versions_or_in_different_tests_and_not_both() {
    let at = ["variants_exactly_one /components/0/variants"];
    expect(MONITORING, &[("/components/0/variants", json!({}))], &at);
    let both = json!({"language_versions": ["kk"], "distinct_tests": ["ru"]});
    expect(MONITORING, &[("/components/0/variants", both)], &at);
    expect(
        MONITORING,
        &[(
            "/components/0/variants/language_versions",
            json!(["kk", "kk"]),
        )],
        &["duplicate_id /components/0/variants/language_versions/1"],
    );
}
