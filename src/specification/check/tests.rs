use serde_json::{Value, json};

use super::*;
use crate::curriculum::CurriculumDocument;
use crate::document::{Format, parse};
use crate::language::finding::refuses;

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
fn a_separate_sitting_says_how_long_each_candidate_takes_and_stays_out_of_the_duration() {
    expect(
        SAT,
        &[("/sections/3/minutes_per_candidate", Value::Null)],
        &["minutes_per_candidate_missing /sections/3/minutes_per_candidate"],
    );
    expect(SAT, &[("/sections/3/minutes", json!(90))], &[]);
}

#[test]
fn points_left_open_are_held_below_the_total_only() {
    expect(SAT, &[("/blueprint/4/points_each", Value::Null)], &[]);
    expect(
        SAT,
        &[
            ("/blueprint/4/points_each", Value::Null),
            ("/blueprint/3/items", json!(9)),
        ],
        &[
            "rows_sum_mismatch /max_score",
            "section_sum_mismatch /sections/1/score",
        ],
    );
}

#[test]
fn section_scores_sum_to_the_maximum() {
    expect(
        SAT,
        &[("/max_score", json!(31))],
        &[
            "rows_sum_mismatch /max_score",
            "sections_score_mismatch /max_score",
        ],
    );
}

#[test]
fn components_count_their_rows_and_sum_to_the_battery() {
    expect(
        MONITORING,
        &[("/blueprints/g4-math/0/items", json!(9))],
        &[
            "component_items_mismatch /components/0/items",
            "component_points_mismatch /components/0/max_score",
            "thinking_counts_mismatch /blueprints/g4-math/0/thinking",
        ],
    );
    expect(
        UNT,
        &[
            ("/max_score", json!(141)),
            ("/breaks/1/after_min", json!(240)),
        ],
        &[
            "battery_score_mismatch /max_score",
            "break_after_end /breaks/1/after_min",
        ],
    );
    expect(
        MONITORING,
        &[("/duration_min", json!(45))],
        &["minutes_mismatch /duration_min"],
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

#[test]
fn fields_of_a_row_suit_its_types() {
    expect(
        SAT,
        &[
            ("/blueprint/0/mark_scheme", json!("banded")),
            ("/blueprint/1/options", json!(4)),
            ("/blueprint/2/max_correct", json!(2)),
            ("/blueprint/4/partial", json!({"rule": "per_pair"})),
            ("/blueprint/5/points_each", json!(-10)),
        ],
        &[
            "rows_sum_mismatch /max_score",
            "section_sum_mismatch /sections/2/score",
            "row_field_not_for_types /blueprint/0/mark_scheme",
            "row_field_not_for_types /blueprint/1/options",
            "row_field_not_for_types /blueprint/2/max_correct",
            "row_field_not_for_types /blueprint/4/partial",
            "row_points_not_positive /blueprint/5/points_each",
        ],
    );
    expect(
        UNT,
        &[("/components/3/blueprint/3/max_correct", json!(7))],
        &["max_correct_above_options /components/3/blueprint/3/max_correct"],
    );
}

#[test]
fn stimulus_counts_and_word_ranges_are_possible() {
    expect(
        SAT,
        &[
            ("/sections/0/stimulus/count", json!(7)),
            ("/sections/1/stimulus/words", json!([160, 120])),
        ],
        &[
            "stimulus_count_out_of_range /sections/0/stimulus/count",
            "range_reversed /sections/1/stimulus/words",
        ],
    );
}

#[test]
fn shares_are_ordered_can_sum_to_one_and_are_reachable_by_the_rows() {
    expect(
        SAT,
        &[("/thinking_share/KU", json!([0.3, 0.15]))],
        &["share_range_invalid /thinking_share/KU"],
    );
    let low = json!({"KU": [0, 0.2], "AP": [0, 0.2], "HO": [0, 0.2]});
    expect(
        SAT,
        &[("/thinking_share", low)],
        &["shares_never_sum_to_one /thinking_share"],
    );
    expect(
        SAT,
        &[("/thinking_share/KU", json!([0.2, 0.3]))],
        &["share_unreachable /thinking_share/KU"],
    );
    let found = findings(&changed(SAT, &[("/thinking_share/KU", json!([0.2, 0.3]))]));
    assert_eq!(found[0].args["most"], json!(0.167));
}

#[test]
fn rows_that_leave_the_level_open_keep_a_share_reachable() {
    expect(
        SAT,
        &[
            ("/thinking_share/KU", json!([0.2, 0.3])),
            ("/blueprint/1/thinking", Value::Null),
        ],
        &[],
    );
    expect(
        SAT,
        &[
            ("/share_of", json!("items")),
            ("/thinking_share", json!({"KU": [0.35, 0.36]})),
        ],
        &[],
    );
}

#[test]
fn objectives_match_the_pattern_and_stand_in_the_programme() {
    expect(
        SAT,
        &[(
            "/blueprint/0/objectives",
            json!(["7.1.2.1", "7.1.2.2", "8.1"]),
        )],
        &[
            "code_pattern_mismatch /blueprint/0/objectives/2",
            "unknown_objective /blueprint/0/objectives/1",
            "unknown_objective /blueprint/0/objectives/2",
        ],
    );
    let found = findings(&changed(
        SAT,
        &[("/blueprint/0/objectives", json!(["7.1.2.1", "7.1.2.2"]))],
    ));
    assert_eq!(found[0].args["nearest"], "7.1.2.1, 7.1.4.1, 7.4.2.1");
    expect(
        SAT,
        &[
            ("/curriculum/code_pattern", json!("(")),
            ("/grade", json!(8)),
        ],
        &[
            "pattern_invalid /curriculum/code_pattern",
            "objective_of_other_grade /blueprint/0/objectives/0",
            "unknown_unit /blueprint/0/unit",
            "objective_of_other_grade /blueprint/1/objectives/0",
            "unknown_unit /blueprint/1/unit",
            "objective_of_other_grade /blueprint/2/objectives/0",
            "unknown_unit /blueprint/2/unit",
            "objective_of_other_grade /blueprint/3/objectives/0",
            "unknown_unit /blueprint/3/unit",
            "objective_of_other_grade /blueprint/4/objectives/0",
            "unknown_unit /blueprint/4/unit",
            "objective_of_other_grade /blueprint/5/objectives/0",
            "objective_of_other_grade /blueprint/5/objectives/1",
            "unknown_unit /blueprint/5/unit",
            "objective_of_other_grade /blueprint/6/objectives/0",
            "unknown_unit /blueprint/6/unit",
        ],
    );
}

#[test]
fn programme_subject_unit_prefix_and_policy_are_known() {
    expect(
        SAT,
        &[
            ("/curriculum/id", json!("kz-2023")),
            ("/grading_policy", json!("kz")),
        ],
        &[
            "unknown_programme /curriculum/id",
            "unknown_grading_policy /grading_policy",
        ],
    );
    expect(
        SAT,
        &[("/subject", json!("kazakh_l3"))],
        &["unknown_subject /subject"],
    );
    expect(
        MONITORING,
        &[(
            "/blueprints/g4-math/1/objectives_prefix",
            json!(["4.2.", "4.20"]),
        )],
        &["prefix_without_objectives /blueprints/g4-math/1/objectives_prefix/1"],
    );
    expect(
        UNT,
        &[("/components/0/id", json!("history"))],
        &["unknown_subject /components/0/id"],
    );
    expect(
        MONITORING,
        &[("/components/0/grade", json!(12))],
        &["grade_outside_subject /components/0/grade"],
    );
}

#[test]
fn a_choice_is_of_two_known_subjects_and_each_pair_stands_once() {
    let pairs = json!([
        ["mathematics", "physics"],
        ["physics", "mathematics"],
        ["biology", "biology"],
        ["art", "physics"]
    ]);
    expect(
        UNT,
        &[("/choice/pairs", pairs)],
        &[
            "unknown_subject /choice/pairs/3/0",
            "duplicate_id /choice/pairs/1",
            "choice_pair_of_one /choice/pairs/2",
        ],
    );
    expect(
        UNT,
        &[("/choice", Value::Null)],
        &["choice_missing /components/3/subject"],
    );
    expect(
        MONITORING,
        &[("/choice", json!({"pairs": []}))],
        &["choice_without_component /choice"],
    );
}

#[test]
fn a_school_year_is_two_years_in_a_row() {
    expect(SAT, &[("/academic_year", json!("2099-00"))], &[]);
    for wrong in ["2026-28", "2026-2027", "26-27"] {
        expect(
            SAT,
            &[("/academic_year", json!(wrong))],
            &["academic_year_invalid /academic_year"],
        );
    }
}

#[test]
fn levels_start_at_nought_rise_and_end_by_a_hundred() {
    expect(
        SAT,
        &[
            ("/levels/0/from", json!(1)),
            ("/levels/2/from", json!(100.5)),
        ],
        &[
            "levels_not_from_zero /levels/0/from",
            "level_above_hundred /levels/2/from",
        ],
    );
}

#[test]
fn criteria_sum_up_objectives_of_the_rows() {
    let criterion = json!({"id": "c1", "objectives": ["7.9.9.9"], "text": " ", "parent_rubric": {"low": "x", "high": "x"}});
    expect(
        SAT,
        &[("/criteria/0", criterion)],
        &[
            "criterion_objective_not_in_rows /criteria/0/objectives/0",
            "text_empty /criteria/0/text",
            "parent_rubric_incomplete /criteria/0/parent_rubric",
        ],
    );
}

#[test]
fn pass_marks_and_constraints_stay_within_what_there_is() {
    expect(
        UNT,
        &[
            ("/components/1/pass", json!(11)),
            ("/total_thresholds/other", json!(141)),
        ],
        &[
            "threshold_above_maximum /components/1/pass",
            "threshold_above_maximum /total_thresholds/other",
        ],
    );
    let constraints = json!({"parallel_forms": 0, "overlap_items": 15, "target_mean_p": 1.5});
    expect(
        SAT,
        &[("/constraints", constraints)],
        &[
            "share_out_of_range /constraints/target_mean_p",
            "parallel_forms_out_of_range /constraints/parallel_forms",
            "overlap_above_items /constraints/overlap_items",
        ],
    );
}

#[test]
fn enormous_points_are_a_finding_and_never_an_overflow() {
    let document = changed(
        SAT,
        &[
            ("/blueprint/0/points_each", json!(80_000_000_000_000_i64)),
            ("/blueprint/0/items", json!(4_000_000_000_u32)),
            ("/blueprint/1/points_each", json!(80_000_000_000_000_i64)),
            ("/blueprint/1/items", json!(4_000_000_000_u32)),
        ],
    );
    assert!(codes(&document).contains(&"rows_sum_mismatch /max_score".to_owned()));
}
