use super::*;
use crate::bank::model::{ItemModelDocument, Request, generate};
use crate::document::{Format, decode_text};
use crate::language::{Locale, sentence};

const FILE: &str = r#"
schema: synaq.bank/v1
id: tested
items:
  - code: HALF
    content:
      type: SA
      subject: mathematics
      grade_min: 5
      grade_max: 5
      points: 1
      parts: [{id: a, points: 1, key: {number: {value: "0.5"}}}]
    texts: {kk: {stem: "1 : 2 = ?"}, en: {stem: "1 : 2 = ?"}}
  - code: TWO-PARTS
    content:
      type: MULTI
      subject: mathematics
      grade_min: 5
      grade_max: 5
      points: 4
      parts:
        - {id: a, points: 2, options: [A, B, C], key: {correct: [A, C]}, scheme: {rule: per_correct_minus_wrong}}
        - {id: b, type: MATCH, points: 2, options: [x, y], targets: [p, q], key: {pairs: [{left: x, right: q}, {left: y, right: p}]}, scheme: {rule: per_pair}}
    texts: {ru: {stem: "…", parts: {a: {options: {A: "1", B: "2", C: "3"}}, b: {options: {x: "x", y: "y"}, targets: {p: "p", q: "q"}}}}}
  - code: ESSAY
    content:
      type: EA
      subject: mathematics
      grade_min: 5
      grade_max: 5
      points: 1
      parts: [{id: a, points: 1, scheme: {kind: analytic, descriptors: [{id: d, points: 1}]}}]
    texts: {ru: {stem: "…", parts: {a: {descriptors: {d: "…"}}}}}
tests:
"#;

fn run(tests: &str) -> TestRun {
    let text = format!("{FILE}{tests}");
    let (file, _) = decode_text::<BankFile>(&text, Format::Yaml).expect("a bank file");
    run_bank(&file)
}

fn told(run: &TestRun) -> Vec<String> {
    let all = run.findings.iter();
    all.map(|f| format!("{} {}", f.code, f.pointer)).collect()
}

#[test]
fn what_earns_what_it_must_is_counted_once_for_each_language() {
    let run = run(r#"
  - {item: HALF, answer: "0.5", earns: 1}
  - {item: HALF, answer: "0,5", earns: 1}
  - {item: HALF, answer: "1/2", earns: 1}
  - {item: HALF, language: kk, answer: "½", earns: 1}
  - {item: HALF, answer: "5", earns: 0}
  - {item: HALF, answer: "", earns: 0}
  - {item: TWO-PARTS, part: a, answer: [A, C], earns: 2}
  - {item: TWO-PARTS, part: a, answer: [A, B, C], earns: 1}
  - {item: TWO-PARTS, part: b, answer: [{left: x, right: q}], earns: 1}
"#);
    assert_eq!(told(&run), Vec::<String>::new());
    assert_eq!((run.answers, run.failed), (14, 0));
}

#[test]
fn a_failure_names_item_answer_expected_and_earned_points() {
    let run = run("  - {item: HALF, language: en, answer: \"0.6\", earns: 1}\n");
    assert_eq!((run.answers, run.failed), (1, 1));
    assert_eq!(told(&run), ["answer_test_failed /tests/0"]);
    assert_eq!(
        sentence(Locale::En, &run.findings[0]),
        "The answer \"0.6\" to HALF (en) earns 0 points (wrong); it must earn 1. Correct the key, the rule or the test."
    );
}

#[test]
fn what_a_key_cannot_tell_is_a_failure_and_not_zero() {
    let run = run("  - {item: ESSAY, answer: \"text\", earns: 0}\n");
    assert_eq!(told(&run), ["answer_test_failed /tests/0"]);
    assert_eq!(
        sentence(Locale::En, &run.findings[0]),
        "The answer \"text\" to ESSAY (ru) earns no points that the key alone can tell (needs_marker); it must earn 0. Correct the key, the rule or the test."
    );
}

#[test]
fn a_test_that_cannot_be_tried_says_why() {
    let run = run(r#"
  - {item: HALVES, answer: "0.5", earns: 1}
  - {item: HALF, part: b, answer: "0.5", earns: 1}
  - {item: HALF, language: ru, answer: "0.5", earns: 1}
  - {item: TWO-PARTS, answer: [A], earns: 1}
  - {item: TWO-PARTS, part: a, answer: [A, Z], earns: 1}
  - {item: HALF, answer: [A], earns: 0}
"#);
    assert_eq!(
        told(&run),
        [
            "reference_unknown /tests/0/item",
            "reference_unknown /tests/1/part",
            "reference_unknown /tests/2/language",
            "answer_test_part_missing /tests/3",
            "answer_option_unknown /tests/4/answer",
            "answer_field_unfit /tests/5/answer",
        ]
    );
    assert_eq!((run.answers, run.failed), (0, 0));
}

#[test]
fn the_tests_of_every_shipped_model_hold_for_its_items() {
    const MODELS: [&str; 6] = [
        include_str!("../../item_specs/item-models/m4-motion-towards.yaml"),
        include_str!("../../item_specs/item-models/m4-rectangle-perimeter.yaml"),
        include_str!("../../item_specs/item-models/m6-divide-in-ratio.yaml"),
        include_str!("../../item_specs/item-models/m6-map-scale.yaml"),
        include_str!("../../item_specs/item-models/m6-number-puzzle.yaml"),
        include_str!("../../item_specs/item-models/m8-quadratic-root.yaml"),
    ];
    for text in MODELS {
        let (model, _) = decode_text::<ItemModelDocument>(text, Format::Yaml).expect("a model");
        let request = Request {
            count: 200,
            seed: 11,
        };
        let batch = generate(&model, request, None).expect("items");
        let run = run_batch(&batch);
        assert_eq!(run.findings, [], "{}", model.id);
        // Every item, in three languages, by more than one test.
        assert!(
            run.answers > 200 * 4 && run.failed == 0,
            "{}: {}",
            model.id,
            run.answers
        );
    }
}

#[test]
fn a_test_of_a_model_that_fails_is_told_once_at_its_place() {
    let text = include_str!("../../item_specs/item-models/m6-number-puzzle.yaml");
    let text = text.replace(
        "{error: not-divided, earns: 0}",
        "{error: not-divided, earns: 1}",
    );
    let (model, _) = decode_text::<ItemModelDocument>(&text, Format::Yaml).expect("a model");
    let batch = generate(&model, Request { count: 20, seed: 1 }, None).expect("items");
    let run = run_batch(&batch);
    let position = model
        .tests
        .iter()
        .position(|test| test.error.as_deref() == Some("not-divided"));
    assert_eq!(
        told(&run),
        [format!(
            "answer_test_failed /tests/{}",
            position.expect("there")
        )]
    );
    // Three languages; where the error gives what another one gives, it is not tried.
    assert!((30..=60).contains(&run.failed), "{}", run.failed);
}
