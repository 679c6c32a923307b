//! What is refused, and why.

use super::*;
use crate::language::{Locale, sentence};

fn refused(model: &ItemModelDocument) -> Vec<String> {
    let refused = generate(model, Request { count: 1, seed: 1 }, None);
    told(&refused.expect_err("refused"))
}

fn remarks(model: &ItemModelDocument) -> Vec<String> {
    told(&drawn(model, 1, 1).remarks)
}

#[test]
fn a_variable_without_an_end_is_refused() {
    assert_eq!(
        refused(&sum("{id: a, from: 11, to: 20}", "{id: a, from: 11}")),
        ["model_variable_unbounded /variables/0"]
    );
    assert_eq!(
        refused(&sum("{id: a, from: 11, to: 20}", "{id: a}")),
        ["model_variable_form /variables/0"]
    );
    assert_eq!(
        refused(&sum("to: 20}", "to: 20, set: [1]}")),
        ["model_variable_form /variables/0"]
    );
    assert_eq!(
        refused(&sum("to: 20}", "to: 20, step: 0}")),
        ["model_step_not_positive /variables/0/step"]
    );
    assert_eq!(
        refused(&sum("from: 11, to: 20", "from: 20, to: 11")),
        ["model_range_reversed /variables/0"]
    );
    assert_eq!(
        refused(&sum("from: 11, to: 20", "set: [11, 12, 11.0]")),
        ["model_value_twice /variables/0/set/2"]
    );
}

#[test]
fn a_model_too_large_to_be_tried_is_refused() {
    assert_eq!(
        refused(&sum("to: 20}", "to: 2000000}")),
        ["model_space_too_large /variables/0"]
    );
    let wide = SUM
        .replace("from: 11, to: 20", "from: 11, to: 9000")
        .replace("to: 9}", "to: 9000}");
    assert_eq!(refused(&read(&wide)), ["model_space_too_large /variables"]);
}

#[test]
fn constraints_that_nothing_fulfils_are_named() {
    let model = sum("mod(a, 10) + b > 10", "a + b > 100");
    let findings = generate(&model, Request { count: 1, seed: 1 }, None).expect_err("refused");
    assert_eq!(told(&findings), ["model_unsatisfiable /constraints"]);
    assert_eq!(findings[0].args["constraints"], "over-the-ten");
}

#[test]
fn an_error_that_always_gives_the_key_or_another_error_is_refused() {
    assert_eq!(
        refused(&sum("is: \"a + b - 10\"", "is: \"b + a\"")),
        ["model_distractor_never /question/distractors/0/is"]
    );
    let twice = sum("is: \"a + b + 1\"", "is: \"a - b + 0\"");
    let mut findings = generate(&twice, Request { count: 1, seed: 1 }, None).expect_err("refused");
    findings.retain(Finding::is_error);
    assert_eq!(
        told(&findings),
        ["model_distractor_never /question/distractors/2/is"]
    );
    assert_eq!(
        sentence(Locale::En, &findings[0]),
        "The error one-more can be offered in no item: it gives what an error before it gives. Correct its expression, or take it out."
    );
}

#[test]
fn combinations_with_too_few_different_errors_are_left_out_and_counted() {
    let few = SUM
        .replace("    - {error: one-more, is: \"a + b + 1\", rationale: {en: \"Counts one too many: {value}.\"}}\n", "")
        .replace("is: \"a - b\"", "is: \"if(b = 9, a + b, a - b)\"");
    let model = read(&few);
    assert_eq!(
        remarks(&model),
        ["model_combinations_refused /question/distractors"]
    );
    let batch = drawn(&model, 1, 1);
    // b = 9 stands with eight values of a; with b = 5 (four values) both errors give the same.
    assert_eq!(batch.possible, 24);
    assert_eq!(batch.remarks[0].args["count"], 12);
    assert_eq!(batch.remarks[0].args["of"], 36);
    assert_eq!(batch.remarks[0].args["example"], "a = 12, b = 9");
}

#[test]
fn answers_that_make_no_sense_are_left_out() {
    let senseful = "distractors:";
    let model = sum(senseful, "sense: [\"value > 10\"]\n  distractors:");
    let batch = drawn(&model, 36, 5);
    for generated in &batch.items {
        let texts = &generated.item.texts[&"en".parse().unwrap()].parts["a"];
        assert!(
            texts
                .options
                .values()
                .all(|text| text.parse::<i64>().unwrap() > 10)
        );
    }
    let model = sum(senseful, "sense: [\"value > 1000\"]\n  distractors:");
    assert_eq!(
        refused(&model),
        ["model_combinations_refused /question/sense/0"]
    );
    let model = sum("is: \"a - b\"", "is: \"b - a\"");
    let model = {
        let mut model = model;
        model.question.sense = vec!["value > 0".into()];
        model
    };
    assert_eq!(
        refused(&model),
        ["model_distractor_never /question/distractors/1/is"]
    );
}

#[test]
fn keys_that_are_no_numbers_are_left_out_by_reason() {
    let quotient = SUM
        .replace("type: MCQ\n  options: 3", "type: SA")
        .replace("is: \"a + b\"}", "is: \"a / (b - 5)\"}");
    let model = read(&quotient);
    let batch = drawn(&model, 1, 1);
    assert_eq!(
        told(&batch.remarks),
        [
            "model_combinations_refused /question/answer/is",
            "model_combinations_refused /question/answer/is"
        ]
    );
    let reasons: Vec<_> = batch
        .remarks
        .iter()
        .map(|f| f.args["reason"].clone())
        .collect();
    assert_eq!(reasons, ["absent", "not_decimal"]);
}

#[test]
fn a_stem_that_two_keys_share_is_refused_and_a_repeated_one_is_left_out() {
    let findings = generate(
        &sum("What is {a} + {b}?", "What is {a} and a number?"),
        Request { count: 1, seed: 1 },
        None,
    );
    let findings = findings.expect_err("refused");
    assert_eq!(
        told(&findings),
        [
            "model_variable_not_in_stem /variables/1/id",
            "model_same_stem /wording/en/stem"
        ]
    );
    assert_eq!(findings[1].args["first"], "a = 13, b = 8");
    assert_eq!(findings[1].args["second"], "a = 13, b = 9");
    let repeated = sum(
        "{id: b, from: 2, to: 9}",
        "{id: b, from: 2, to: 9}\n  - {id: z, from: 1, to: 3}",
    );
    assert_eq!(
        remarks(&repeated),
        [
            "model_variable_not_in_stem /variables/2/id",
            "model_combinations_refused /wording"
        ]
    );
    assert_eq!(drawn(&repeated, 1, 1).possible, 36);
}

#[test]
fn names_languages_and_fields_that_do_not_fit_are_told_all_at_once() {
    let broken = SUM
        .replace("is: \"a + b - 10\"", "is: \"a + c\"")
        .replace(
            "- {id: b, from: 2, to: 9}",
            "- {id: answer, from: 2, to: 9}",
        )
        .replace(
            "options: 3",
            "options: 5\n  descriptors: [{id: d, points: 1, text: {en: x}}]",
        )
        .replace("title: {en:", "title: {ru:");
    assert_eq!(
        refused(&read(&broken)),
        [
            "field_not_for_type /question/descriptors",
            "model_distractors_too_few /question/distractors",
            "model_name_taken /variables/1/id",
            "model_name_unknown /constraints/0/that",
            "model_name_unknown /question/answer/is",
            "model_name_unknown /question/distractors/0/is",
            "model_name_unknown /question/distractors/1/is",
            "model_name_unknown /question/distractors/2/is",
            "model_name_unknown /wording/en/stem",
            "model_name_unknown /wording/en/explanation",
            "model_language_missing /title",
            "model_language_without_wording /title/ru",
        ]
    );
}

#[test]
fn a_wording_that_cannot_be_said_is_refused_with_an_example() {
    let thirds = sum(
        "explanation: \"{a} + {b} = {answer}.\"",
        "explanation: \"{a / 3}\"",
    );
    let (_, findings) = check_model(&thirds, None);
    assert_eq!(
        told(&findings),
        ["model_text_unsaid /wording/en/explanation"]
    );
    assert!(sentence(Locale::En, &findings[0]).contains("a / 3 is no finite decimal there"));
    let hours = sum(
        "What is {a} + {b}?",
        "What is {a} + {b}? {a | plural one:'x' few:'y'}",
    );
    assert_eq!(refused(&hours), ["template_forms_missing /wording/en/stem"]);
}

#[test]
fn what_an_item_lacks_is_told_in_the_place_of_the_model() {
    let (_, findings) = check_model(&sum("thinking: AP, ", ""), None);
    assert_eq!(told(&findings), ["thinking_missing /item/thinking"]);
    let (_, findings) = check_model(&sum("What is {a} + {b}?", "What is not {a} + {b}?"), None);
    assert_eq!(told(&findings), ["negative_stem /wording/en/stem"]);
    assert_eq!(
        refused(&sum("objectives: [\"4.1.2.1\"], ", "")),
        ["objectives_missing /item/objectives"]
    );
}

#[test]
fn more_than_the_limit_and_less_than_one_are_refused() {
    for count in [0, MOST_ITEMS + 1] {
        let refused = generate(&read(SUM), Request { count, seed: 1 }, None);
        assert_eq!(
            told(&refused.expect_err("refused")),
            ["model_count_out_of_range "]
        );
    }
}

#[test]
fn stored_tests_that_mean_nothing_are_refused() {
    let with = |test: &str| sum("wording:", &format!("tests: [{test}]\nwording:"));
    for (test, expected) in [
        ("{earns: 1}", "model_test_form /tests/0"),
        (
            "{key: true, error: difference, earns: 1}",
            "model_test_form /tests/0",
        ),
        (
            "{error: unknown, earns: 0}",
            "reference_unknown /tests/0/error",
        ),
        (
            "{text: \"{k}\", earns: 0}",
            "model_name_unknown /tests/0/text",
        ),
        (
            "{key: true, when: \"a >\", earns: 1}",
            "expression_syntax /tests/0/when",
        ),
        (
            "{key: true, language: ru, earns: 1}",
            "model_language_without_wording /tests/0/language",
        ),
        (
            "{text: \"{answer + 5}\", earns: 0}",
            "model_test_no_option /tests/0/text",
        ),
    ] {
        assert_eq!(refused(&with(test)), [expected], "{test}");
    }
}
