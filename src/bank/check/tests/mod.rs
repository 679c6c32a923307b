use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;
use crate::bank::texts::StimulusDocument;
use crate::curriculum::CurriculumDocument;
use crate::language::finding::refuses;

mod keys;
mod schemes;

/// A multiple-choice item that may be handed in without a remark.
fn mcq() -> Value {
    json!({
        "code": "M-1",
        "content": {
            "type": "MCQ", "purpose": "summative", "subject": "mathematics", "grade_min": 6, "grade_max": 6,
            "programme": "kz-2022", "objectives": ["6.5.2.1"], "criteria": ["c1"], "thinking": "KU",
            "points": 1, "minutes": 2,
            "parts": [{"id": "a", "points": 1, "options": ["A", "B", "C"], "key": {"correct": ["B"]}}]
        },
        "texts": {
            "kk": {"stem": "3 пен 2-нің қосындысы неге тең?", "parts": {"a": {"options": {"A": "4", "B": "5", "C": "6"}}}},
            "ru": {"stem": "Чему равна сумма 3 и 2?", "parts": {"a": {"options": {"A": "4", "B": "5", "C": "6"}}}}
        }
    })
}

/// An item whose only part is `part`, with the texts of that part.
fn item_with(kind: &str, points: u32, part: Value, texts: Value) -> Value {
    let mut item = mcq();
    item["content"]["type"] = json!(kind);
    item["content"]["points"] = json!(points);
    item["content"]["parts"] = json!([{"id": "a", "points": points}]);
    for (name, value) in part.as_object().expect("an object") {
        item["content"]["parts"][0][name] = value.clone();
    }
    item["texts"] = json!({"kk": {"stem": "Тапсырма", "parts": {"a": texts}}});
    item
}

fn curriculum() -> CurriculumDocument {
    let texts = json!({"kk": "x", "ru": "x", "en": "x"});
    serde_json::from_value(json!({
        "schema": "synaq.curriculum/v1",
        "programme": {"id": "kz-2022", "title": texts, "valid_from": "2022-09-01", "code_pattern": ".*", "grades": [1, 11]},
        "subjects": [{"code": "mathematics", "title": texts, "grades": [1, 6]}],
        "units": [{"code": "ratios", "subject": "mathematics", "grade": 6, "title": texts}],
        "objectives": [
            {"code": "6.5.2.1", "subject": "mathematics", "grade": 6, "text": texts},
            {"code": "6.1.2.6", "subject": "mathematics", "grade": 6, "text": texts}
        ],
        "criteria": [
            {"code": "c1", "subject": "mathematics", "grade": 6, "objectives": ["6.5.2.1"], "text": texts},
            {"code": "c2", "subject": "mathematics", "grade": 6, "objectives": ["6.1.2.6"], "text": texts}
        ]
    }))
    .expect("a readable programme")
}

fn check_value(item: &Value, stage: Stage) -> Vec<Finding> {
    let document: ItemDocument = serde_json::from_value(item.clone()).expect("a readable item");
    let programme = curriculum();
    let index = CurriculumIndex::new([&programme]);
    let stimuli = BTreeSet::from(["S-1".to_owned()]);
    check_item(
        &document,
        &Context {
            curriculum: Some(&index),
            stimuli: Some(&stimuli),
        },
        stage,
    )
}

fn codes(item: &Value, stage: Stage) -> Vec<String> {
    check_value(item, stage)
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

/// A draft and a submission of the same item and what each hears.
fn expect(item: &Value, draft: &[&str], submit: &[&str]) {
    assert_eq!(codes(item, Stage::Draft), draft, "draft of {item}");
    assert_eq!(codes(item, Stage::Submit), submit, "submission of {item}");
}

fn changed(mut item: Value, pointer: &str, value: Value) -> Value {
    *item
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("no {pointer}")) = value;
    item
}

fn with(mut item: Value, object: &str, name: &str, value: Value) -> Value {
    item.pointer_mut(object)
        .unwrap_or_else(|| panic!("no {object}"))[name] = value;
    item
}

#[test]
fn a_complete_multiple_choice_item_has_no_findings() {
    expect(&mcq(), &[], &[]);
}

#[test]
fn an_almost_empty_draft_is_fine_and_submitting_it_names_everything_that_is_missing() {
    let item = json!({
        "code": "M-2",
        "content": {
            "type": "MCQ", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "source": "a book",
            "points": 0, "parts": [{"id": "a", "points": 0}]
        },
        "texts": {"kk": {"stem": " "}}
    });
    expect(
        &item,
        &[],
        &[
            "options_too_few /content/parts/0/options",
            "points_missing /content/parts/0/points",
            "key_missing /content/parts/0/key",
            "objectives_missing /content/objectives",
            "thinking_missing /content/thinking",
            "minutes_missing /content/minutes",
            "licence_missing /content/licence",
            "stem_empty /texts/kk/stem",
        ],
    );
}

#[test]
fn equal_options_warn_a_draft_and_refuse_a_submission() {
    let item = changed(mcq(), "/texts/ru/parts/a/options/C", json!(" 5 "));
    let at = "duplicate_options /texts/ru/parts/a/options/C";
    expect(&item, &[at], &[at]);
    assert!(!refuses(&check_value(&item, Stage::Draft)));
    assert!(refuses(&check_value(&item, Stage::Submit)));
}

#[test]
fn genotypes_that_differ_by_case_only_are_a_warning_of_the_submission() {
    let options = json!({"A": "Aa", "B": "aa", "C": "AA"});
    let item = changed(mcq(), "/texts/ru/parts/a/options", options);
    let at = "options_differ_by_case_only /texts/ru/parts/a/options";
    expect(&item, &[], &[&format!("{at}/B"), &format!("{at}/C")]);
    assert!(!refuses(&check_value(&item, Stage::Submit)));
}

fn banded(bands: Value) -> Value {
    let texts: serde_json::Map<_, _> = bands
        .as_array()
        .expect("a list")
        .iter()
        .map(|b| (b["id"].as_str().unwrap_or("").to_owned(), json!("x")))
        .collect();
    item_with(
        "EA",
        10,
        json!({"scheme": {"kind": "banded", "bands": bands}}),
        json!({"bands": texts}),
    )
}

#[test]
fn every_language_says_every_option_and_nothing_else() {
    let item = changed(
        mcq(),
        "/texts/ru/parts/a/options",
        json!({"A": "4", "B": "", "Z": "9"}),
    );
    let at = "/texts/ru/parts/a/options";
    let unknown = format!("text_for_unknown_id {at}/Z");
    let missing = [
        format!("text_missing_for_id {at}/B"),
        format!("text_missing_for_id {at}/C"),
    ];
    expect(&item, &[&unknown], &[&unknown, &missing[0], &missing[1]]);
}

#[test]
fn an_unknown_objective_names_its_neighbours() {
    let item = changed(mcq(), "/content/objectives", json!(["6.5.2.11"]));
    let found = check_value(&item, Stage::Draft);
    assert_eq!(found[0].code, "unknown_objective");
    assert_eq!(found[0].pointer, "/content/objectives/0");
    assert_eq!(found[0].args["nearest"], "6.5.2.1");
}

#[test]
fn tags_are_compared_with_the_programme_that_the_item_names() {
    let item = changed(mcq(), "/content/programme", json!("kz-2021"));
    assert_eq!(
        codes(&item, Stage::Draft),
        ["unknown_programme /content/programme"]
    );
    let item = changed(mcq(), "/content/subject", json!("mathematik"));
    assert_eq!(
        codes(&item, Stage::Draft),
        ["unknown_subject /content/subject"]
    );
    let item = changed(
        changed(mcq(), "/content/grade_max", json!(7)),
        "/content/criteria",
        json!(["c9"]),
    );
    assert_eq!(
        codes(&item, Stage::Draft),
        [
            "grade_outside_subject /content/grade_max",
            "unknown_criterion /content/criteria/0"
        ]
    );
    let item = with(
        changed(mcq(), "/content/grade_min", json!(7)),
        "/content",
        "unit",
        json!("ratio"),
    );
    let found = codes(&item, Stage::Draft);
    assert!(
        found.contains(&"grades_reversed /content/grade_min".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"unknown_unit /content/unit".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_criterion_belongs_to_an_objective_of_the_item() {
    let item = changed(mcq(), "/content/criteria", json!(["c2"]));
    let at = "criterion_without_objective /content/criteria/0";
    expect(&item, &[at], &[at]);
    assert!(!refuses(&check_value(&item, Stage::Draft)));
    assert!(refuses(&check_value(&item, Stage::Submit)));
}

#[test]
fn a_draft_tied_to_no_programme_may_have_a_subject_nobody_knows_yet() {
    let mut item = mcq();
    item["content"] = json!({
        "type": "MCQ", "subject": "forestry", "grade_min": 12, "grade_max": 12, "points": 1,
        "parts": item["content"]["parts"]
    });
    assert_eq!(codes(&item, Stage::Draft), [""; 0]);
    assert!(codes(&item, Stage::Submit).contains(&"unknown_subject /content/subject".to_owned()));
}

#[test]
fn a_stimulus_the_item_hangs_on_exists() {
    assert_eq!(
        codes(
            &with(mcq(), "/content", "stimulus", json!("S-1")),
            Stage::Draft
        ),
        [""; 0]
    );
    let item = with(mcq(), "/content", "stimulus", json!("S-2"));
    assert_eq!(
        codes(&item, Stage::Draft),
        ["unknown_stimulus /content/stimulus"]
    );
}

#[test]
fn wording_is_advice_and_only_for_a_submission() {
    let options = json!({"A": "жоғарыдағылардың барлығы", "B": "олардың ешқайсысы да емес, өйткені қосынды бесеу болады", "C": "6"});
    let item = changed(mcq(), "/texts/kk/parts/a/options", options);
    let item = changed(item, "/texts/ru/stem", json!("Чему НЕ равна сумма 3 и 4?"));
    let item = changed(
        item,
        "/texts/ru/parts/a/options",
        json!({"A": "4", "B": "5", "C": "4,5"}),
    );
    let at = "/texts/kk/parts/a/options";
    expect(
        &item,
        &[],
        &[
            &format!("option_all_or_none {at}/A"),
            &format!("option_all_or_none {at}/B"),
            &format!("key_is_longest_option {at}/B"),
            "numeric_options_unordered /texts/ru/parts/a/options",
            "negative_stem /texts/ru/stem",
            "numbers_differ_between_languages /texts/ru/stem",
        ],
    );
    assert!(!refuses(&check_value(&item, Stage::Submit)));
}

#[test]
fn a_latin_letter_in_a_cyrillic_word_is_named_with_its_place() {
    let item = changed(mcq(), "/texts/ru/stem", json!("Чему paвна сумма 3 и 2?"));
    expect(&item, &[], &["look_alike_letters /texts/ru/stem"]);
    assert_eq!(
        check_value(&item, Stage::Submit)[0].args["letters"],
        "p (6), a (7)"
    );
}

#[test]
fn the_kazakh_word_for_what_is_no_negation() {
    expect(
        &changed(mcq(), "/texts/kk/stem", json!("3 пен 2-нің қосындысы не?")),
        &[],
        &[],
    );
    let item = changed(
        mcq(),
        "/texts/kk/stem",
        json!("3 пен 2-нің қосындысы емес сан қайсы?"),
    );
    expect(&item, &[], &["negative_stem /texts/kk/stem"]);
}

#[test]
fn a_decimal_comma_and_a_decimal_point_are_the_same_number() {
    let item = changed(mcq(), "/texts/kk/stem", json!("2,5 және 3."));
    let item = changed(item, "/texts/ru/stem", json!("3 и 2.5, да?"));
    expect(&item, &[], &[]);
}

fn stimulus_codes(stimulus: Value, stage: Stage) -> Vec<String> {
    let document: StimulusDocument = serde_json::from_value(stimulus).expect("a readable stimulus");
    let findings = check_stimulus(&document, &Context::default(), stage);
    findings
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

#[test]
fn a_recording_needs_its_length_transcript_and_licence_and_a_text_has_none_of_the_first() {
    let audio = json!({"code": "S-1", "kind": "audio", "subject": "english", "texts": {"en": {"body": ""}}});
    assert_eq!(stimulus_codes(audio.clone(), Stage::Draft), [""; 0]);
    assert_eq!(
        stimulus_codes(audio, Stage::Submit),
        [
            "seconds_missing /seconds",
            "stimulus_body_empty /texts/en/body",
            "licence_missing /licence"
        ]
    );
    let text = json!({
        "code": "S-2", "kind": "text", "subject": "english", "plays": 2, "licence": "CC0-1.0", "texts": {"en": {"body": "x"}}
    });
    assert_eq!(
        stimulus_codes(text, Stage::Submit),
        ["field_not_for_stimulus /plays"]
    );
}
