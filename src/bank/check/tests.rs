use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;
use crate::bank::texts::StimulusDocument;
use crate::curriculum::CurriculumDocument;
use crate::language::finding::refuses;

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
fn a_key_that_is_no_option_and_two_keys_are_refused_even_in_a_draft() {
    let found = ["key_unknown_id /content/parts/0/key/correct/0"];
    expect(
        &changed(mcq(), "/content/parts/0/key/correct", json!(["D"])),
        &found,
        &found,
    );
    let found = ["key_too_many /content/parts/0/key/correct"];
    expect(
        &changed(mcq(), "/content/parts/0/key/correct", json!(["A", "B"])),
        &found,
        &found,
    );
    let found = ["field_not_for_type /content/parts/0/key/order"];
    expect(
        &with(
            mcq(),
            "/content/parts/0/key",
            "order",
            json!(["A", "B", "C"]),
        ),
        &found,
        &found,
    );
}

#[test]
fn descriptors_that_sum_to_three_are_refused_at_the_points_when_the_part_has_four() {
    let scheme = json!({"kind": "analytic", "descriptors": [{"id": "d1", "points": 1}, {"id": "d2", "points": 2}]});
    let item = item_with(
        "EA",
        4,
        json!({"scheme": scheme}),
        json!({"descriptors": {"d1": "x", "d2": "y"}}),
    );
    let found = check_value(&item, Stage::Draft);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].code.as_str(), found[0].pointer.as_str()),
        ("points_sum_mismatch", "/content/parts/0/points")
    );
    assert_eq!(
        (&found[0].args["sum"], &found[0].args["points"]),
        (&json!("3"), &json!("4"))
    );
}

#[test]
fn part_points_sum_to_the_items_points_and_part_ids_differ() {
    let parts = json!([
        {"id": "a", "points": 1, "options": ["A", "B"], "key": {"correct": ["A"]}},
        {"id": "a", "points": 2, "options": ["A", "B"], "key": {"correct": ["A"]}}
    ]);
    let item = changed(changed(mcq(), "/content/parts", parts), "/texts", json!({}));
    expect(
        &item,
        &[
            "duplicate_id /content/parts/1/id",
            "parts_sum_mismatch /content/points",
        ],
        &[
            "duplicate_id /content/parts/1/id",
            "parts_sum_mismatch /content/points",
            "texts_missing /texts",
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

#[test]
fn true_or_false_has_two_options_and_one_key() {
    let texts = json!({"options": {"T": "Иә", "F": "Жоқ", "X": "Білмеймін"}});
    let part = json!({"options": ["T", "F", "X"], "key": {"correct": ["T"]}});
    let found = ["options_too_many /content/parts/0/options"];
    expect(&item_with("TF", 1, part, texts), &found, &found);
}

#[test]
fn several_keys_keep_within_the_options_and_within_what_may_be_chosen() {
    let texts = json!({"options": {"A": "x", "B": "y", "C": "z"}});
    let part =
        json!({"options": ["A", "B", "C"], "max_chosen": 2, "key": {"correct": ["A", "B", "C"]}});
    let found = ["max_chosen_below_keys /content/parts/0/max_chosen"];
    let all = ["key_is_every_option /content/parts/0/key/correct", found[0]];
    expect(&item_with("MULTI", 2, part, texts.clone()), &found, &all);
    let part = json!({
        "options": ["A", "B", "C"], "key": {"correct": ["A", "B"]}, "scheme": {"rule": "per_correct_no_penalty"}
    });
    expect(
        &item_with("MULTI", 2, part, texts),
        &[],
        &["max_chosen_missing /content/parts/0/max_chosen"],
    );
}

#[test]
fn matching_pairs_every_left_element_once_with_a_known_target() {
    let texts = json!({"options": {"1": "x", "2": "y", "3": "z"}, "targets": {"a": "p", "b": "q"}});
    let pairs = json!([{"left": "1", "right": "a"}, {"left": "1", "right": "b"}, {"left": "2", "right": "z"}]);
    let part = json!({"options": ["1", "2", "3"], "targets": ["a", "b"], "key": {"pairs": pairs}});
    let at = "/content/parts/0/key/pairs";
    let draft = [
        format!("duplicate_id {at}/1/left"),
        format!("key_unknown_id {at}/2/right"),
    ];
    let mut submit = draft.to_vec();
    submit.push(format!("pairs_incomplete {at}"));
    let item = item_with("MATCH", 2, part, texts);
    assert_eq!(codes(&item, Stage::Draft), draft);
    assert_eq!(codes(&item, Stage::Submit), submit);
}

#[test]
fn two_left_elements_may_share_a_target() {
    let texts = json!({"options": {"1": "x", "2": "y"}, "targets": {"a": "p", "b": "q"}});
    let pairs = json!([{"left": "1", "right": "a"}, {"left": "2", "right": "a"}]);
    let part = json!({
        "options": ["1", "2"], "targets": ["a", "b"], "key": {"pairs": pairs}, "scheme": {"rule": "per_pair"}
    });
    expect(&item_with("MATCH", 2, part, texts), &[], &[]);
}

#[test]
fn an_order_key_is_a_permutation_of_the_options() {
    let texts = json!({"options": {"1": "x", "2": "y", "3": "z"}});
    let part = json!({"options": ["1", "2", "3"], "key": {"order": ["3", "1", "3"]}});
    let at = "/content/parts/0/key/order";
    let doubled = format!("duplicate_id {at}/2");
    let incomplete = format!("order_incomplete {at}");
    expect(
        &item_with("ORDER", 2, part, texts),
        &[&doubled],
        &[&doubled, &incomplete],
    );
}

#[test]
fn a_short_answer_needs_accepted_texts_or_a_number_unless_descriptors_mark_it() {
    expect(
        &item_with("SA", 1, json!({}), json!({})),
        &[],
        &["key_missing /content/parts/0/key"],
    );
    expect(
        &item_with("SA", 1, json!({}), json!({"accepted": ["бес"]})),
        &[],
        &[],
    );
    expect(
        &item_with(
            "SA",
            1,
            json!({"key": {"number": {"value": "-12.5"}}}),
            json!({}),
        ),
        &[],
        &[],
    );
    let scheme = json!({"kind": "analytic", "descriptors": [{"id": "d1", "points": 1}]});
    expect(
        &item_with(
            "SA",
            1,
            json!({"scheme": scheme}),
            json!({"descriptors": {"d1": "x"}}),
        ),
        &[],
        &[],
    );
    let number = json!({"value": "12,5", "tolerance": "-1", "unit_required": true});
    let at = "/content/parts/0/key/number";
    let found = [
        &format!("number_invalid {at}/value")[..],
        &format!("number_invalid {at}/tolerance"),
        &format!("unit_required_without_units {at}/units"),
    ];
    expect(
        &item_with("SA", 1, json!({"key": {"number": number}}), json!({})),
        &found,
        &found,
    );
}

#[test]
fn an_accepted_answer_is_needed_in_every_language_when_one_has_it() {
    let mut item = item_with("SA", 1, json!({}), json!({"accepted": ["бес"]}));
    item["texts"]["ru"] = json!({"stem": "Задание"});
    expect(
        &item,
        &[],
        &["accepted_missing_in_language /texts/ru/parts/a/accepted"],
    );
}

#[test]
fn a_questionnaire_question_has_no_points_and_values_of_known_options() {
    let texts = json!({"options": {"1": "x", "2": "y"}});
    let values = json!([{"option": "1", "value": 1}, {"option": "1", "value": 2}, {"option": "3", "value": 3}]);
    let part = json!({"options": ["1", "2"], "values": values});
    let at = "/content/parts/0";
    let found = [
        &format!("question_has_points {at}/points")[..],
        &format!("duplicate_id {at}/values/1/option"),
        &format!("key_unknown_id {at}/values/2/option"),
    ];
    expect(&item_with("QUESTION", 1, part, texts), &found, &found);
}

#[test]
fn an_open_task_needs_descriptors_or_bands_to_be_handed_in() {
    for kind in ["EA", "SPEAK", "PRACTICAL"] {
        expect(
            &item_with(kind, 3, json!({}), json!({})),
            &[],
            &["scheme_missing /content/parts/0/scheme/kind"],
        );
        let analytic = json!({"scheme": {"kind": "analytic"}});
        let missing = "descriptors_missing /content/parts/0/scheme/descriptors";
        expect(&item_with(kind, 3, analytic, json!({})), &[], &[missing]);
    }
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
fn bands_lie_end_to_end_from_nought_to_the_points_in_any_order() {
    let band = |id: &str, min: u32, max: u32| json!({"id": id, "min": min, "max": max});
    expect(
        &banded(json!([
            band("b3", 6, 10),
            band("b2", 3, 5),
            band("b1", 0, 2)
        ])),
        &[],
        &[],
    );
    let at = "/content/parts/0/scheme/bands";
    let found = [
        &format!("bands_not_from_zero {at}/0")[..],
        &format!("bands_not_contiguous {at}/1"),
        &format!("bands_not_contiguous {at}/2"),
        &format!("bands_not_to_points {at}/2"),
    ];
    expect(
        &banded(json!([
            band("b1", 1, 3),
            band("b2", 3, 5),
            band("b3", 7, 9)
        ])),
        &found,
        &found,
    );
    let found = [
        &format!("band_reversed {at}/1")[..],
        &format!("bands_not_to_points {at}/1"),
    ];
    expect(
        &banded(json!([band("b1", 0, 4), band("b2", 5, 2)])),
        &found,
        &found,
    );
}

#[test]
fn a_rule_suits_its_type_and_lists_suit_their_scheme() {
    for (rule, kind, suits) in [
        ("per_pair", ItemType::Match, true),
        ("per_pair", ItemType::Multi, false),
        ("per_position", ItemType::Order, true),
        ("longest_correct_run", ItemType::Match, false),
        ("per_correct_minus_wrong", ItemType::Multi, true),
        ("per_correct_minus_wrong", ItemType::Mcq, false),
    ] {
        let item = item_with(
            kind.as_str(),
            2,
            json!({"scheme": {"rule": rule}}),
            json!({}),
        );
        let found = codes(&item, Stage::Draft);
        assert_eq!(found.is_empty(), suits, "{rule} for {kind}: {found:?}");
    }
    let item = with(
        mcq(),
        "/content/parts/0",
        "scheme",
        json!({"bands": [{"id": "b", "min": 0, "max": 1}]}),
    );
    assert_eq!(
        codes(&item, Stage::Draft),
        ["field_not_for_scheme /content/parts/0/scheme/bands"]
    );
}

#[test]
fn descriptor_ids_are_unique_over_all_parts_and_name_codes_of_the_item() {
    let scheme = |more: Value| json!({"kind": "analytic", "descriptors": [more]});
    let mut item = mcq();
    item["content"]["type"] = json!("EA");
    item["content"]["points"] = json!(2);
    item["content"]["parts"] = json!([
        {"id": "a", "points": 1, "scheme": scheme(json!({"id": "d1", "points": 1, "criterion": "c2"}))},
        {"id": "b", "points": 1, "scheme": scheme(json!({"id": "d1", "points": 1, "objective": "6.1.2.6"}))}
    ]);
    item["texts"] = json!({});
    assert_eq!(
        codes(&item, Stage::Draft),
        [
            "duplicate_id /content/parts/1/scheme/descriptors/0/id",
            "descriptor_names_foreign_code /content/parts/0/scheme/descriptors/0/criterion",
            "descriptor_names_foreign_code /content/parts/1/scheme/descriptors/0/objective",
        ]
    );
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
