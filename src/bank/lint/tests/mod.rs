mod goals;
mod options;
mod set;
mod wording;

use super::*;
use crate::bank::quality::{QualityRule, TaskUse};
use crate::curriculum::CurriculumDocument;
use crate::document::{Format, decode_text, parse};
use serde_json::{Value, json};

fn policy() -> QualityPolicy {
    const SHIPPED: &str = include_str!("../../../../item_specs/quality/kz-items.yaml");
    decode_text::<QualityPolicy>(SHIPPED, Format::Yaml)
        .expect("a policy")
        .0
}

/// A task that breaks no rule, with changes.
fn item(edit: impl FnOnce(&mut Value)) -> ItemDocument {
    let mut value = json!({
        "code": "M-1",
        "content": {
            "type": "MCQ", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 1, "minutes": 2,
            "objectives": ["6.5.2.1"], "programme": "kz-2022",
            "parts": [{"id": "a", "points": 1, "options": ["A", "B", "C", "D"], "key": {"correct": ["B"]}}]
        },
        "texts": {}
    });
    edit(&mut value);
    serde_json::from_value(value).expect("an item")
}

/// A task in one language with its stem and four options; the second one is right.
fn said(language: &str, stem: &str, [a, b, c, d]: [&str; 4]) -> ItemDocument {
    item(|v| {
        v["texts"][language] = json!({
            "stem": stem,
            "parts": {"a": {
                "options": {"A": a, "B": b, "C": c, "D": d},
                "rationales": {"A": "r", "C": "r", "D": "r"}
            }}
        });
    })
}

const RIVERS: [&str; 4] = ["Есіл", "Ертіс", "Сырдария", "Жайық"];

fn told(item: &ItemDocument) -> Vec<String> {
    let found = lint(&policy(), item, None);
    found
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

/// What one rule says of a task.
fn of_rule(rule: QualityRule, item: &ItemDocument) -> Vec<String> {
    let found = lint(&policy(), item, None);
    let of_rule = found.into_iter().filter(|f| f.code == rule.as_str());
    of_rule.map(|f| f.pointer).collect()
}

/// That a rule fires on one set of texts and not on another, in a language.
fn options_tried(rule: QualityRule, language: &str, wrong: [&str; 4], right: [&str; 4]) {
    let stem = "?";
    let fires = of_rule(rule, &said(language, stem, wrong));
    assert_eq!(fires.len(), 1, "{rule} {language} {wrong:?}");
    assert!(
        fires[0].starts_with(&format!("/texts/{language}/parts/a/")),
        "{fires:?}"
    );
    assert_eq!(
        of_rule(rule, &said(language, stem, right)),
        [""; 0],
        "{rule} {language} {right:?}"
    );
}

#[test]
fn a_task_that_is_written_well_gives_no_finding_in_any_language() {
    for (language, stem, options) in [
        ("kk", "Қай өзен Каспий теңізіне құяды?", RIVERS),
        (
            "ru",
            "Какая река впадает в Каспийское море?",
            ["Ишим", "Иртыш", "Сырдарья", "Урал"],
        ),
        (
            "en",
            "Which river flows into the Caspian Sea?",
            ["Ishim", "Irtysh", "Syr Darya", "Ural"],
        ),
    ] {
        assert_eq!(told(&said(language, stem, options)), [""; 0], "{language}");
    }
}

#[test]
fn a_language_that_the_policy_does_not_know_is_left_alone() {
    assert_eq!(
        told(&said("uz", "not не емес", ["Always", "never", "5", "6 m"])),
        [""; 0]
    );
}

#[test]
fn the_shipped_tasks_break_no_rule_that_refuses_them() {
    let policy = policy();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/item_specs/bank");
    let mut files = 0;
    for file in std::fs::read_dir(folder).expect("the library") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        let tree = parse(&text, Format::Yaml).expect("YAML");
        let bank: crate::bank::file::BankFile = serde_json::from_value(tree.value).expect("a bank");
        for item in &bank.items {
            let task_use = TaskUse::of(item.content.purpose);
            let mut found = lint(&policy, item, None);
            found.extend(crate::bank::equality::compare_variants(&policy, item));
            let found = policy.judge(found, task_use);
            let refusing: Vec<String> = found
                .iter()
                .filter(|f| f.is_error())
                .map(ToString::to_string)
                .collect();
            assert!(refusing.is_empty(), "{}: {refusing:#?}", item.code);
        }
        files += 1;
    }
    assert!(files >= 7);
}
