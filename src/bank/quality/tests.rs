use serde_json::{Value, json};

use super::*;
use crate::document::{Format, decode_text, parse};
use crate::language::finding::Finding;
use crate::language::{Locale, text};

const SHIPPED: &str = include_str!("../../../item_specs/quality/kz-items.yaml");

fn shipped() -> QualityPolicy {
    decode_text::<QualityPolicy>(SHIPPED, Format::Yaml)
        .expect("a policy")
        .0
}

/// The shipped policy with changes.
fn policy(edit: impl FnOnce(&mut Value)) -> QualityPolicy {
    let mut value = parse(SHIPPED, Format::Yaml).expect("YAML").value;
    edit(&mut value);
    serde_json::from_value(value).expect("a policy")
}

fn told(edit: impl FnOnce(&mut Value)) -> Vec<String> {
    let found = check(&policy(edit));
    found
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

#[test]
fn the_shipped_policy_is_sound_and_judges_every_rule() {
    let policy = shipped();
    assert_eq!(check(&policy), []);
    for rule in QualityRule::ALL {
        assert!(policy.rules.contains_key(rule), "{rule}");
        assert_ne!(
            policy.severity(*rule, TaskUse::Admission),
            RuleSeverity::Off,
            "{rule}"
        );
    }
    for language in ["kk", "ru", "en"] {
        let language = language.parse().expect("a language");
        let words = &policy.languages[&language];
        for list in [
            &words.negations,
            &words.all_or_none,
            &words.absolutes,
            &words.unobservable,
        ] {
            assert!(!list.is_empty(), "{language}");
        }
        for unit in &policy.units {
            assert!(
                unit.spellings.contains_key(&language),
                "{}: {language}",
                unit.id
            );
        }
    }
}

#[test]
fn every_rule_has_its_sentence() {
    for rule in QualityRule::ALL {
        let id = format!("finding-{rule}");
        assert!(
            !text(Locale::En, &id, &[]).starts_with("finding-"),
            "{rule}"
        );
    }
}

#[test]
fn a_policy_that_contradicts_itself_is_told_where() {
    assert_eq!(
        told(|v| v["valid_to"] = json!("2026-08-31")),
        ["dates_reversed /valid_to"]
    );
    assert_eq!(
        told(|v| v["limits"]["minutes_per_point_least"] = json!(7)),
        ["bounds_impossible /limits/minutes_per_point_most"]
    );
    assert_eq!(
        told(|v| v["similarity"]["weights"]["key"] = json!(10)),
        ["similarity_weights_sum /similarity/weights"]
    );
    assert_eq!(
        told(|v| v["similarity"]["thresholds"] = json!({"same_from": 40, "near_from": 50})),
        ["bounds_impossible /similarity/thresholds/same_from"]
    );
    assert_eq!(
        told(|v| v["similarity"]["external"]["turnitin"]["near_from"] = json!(0)),
        ["similarity_threshold_zero /similarity/external/turnitin/near_from"]
    );
}

#[test]
fn percentages_go_from_0_to_100() {
    assert_eq!(
        told(|v| {
            v["similarity"]["key_from"] = json!(-1);
            v["similarity"]["thresholds"]["same_from"] = json!(100.5);
        }),
        [
            "percent_out_of_range /similarity/key_from",
            "percent_out_of_range /similarity/thresholds/same_from",
        ]
    );
    assert_eq!(told(|v| v["similarity"]["key_from"] = json!(0)), [""; 0]);
}

#[test]
fn entries_that_fit_no_word_are_told() {
    let found = told(|v| {
        v["languages"]["ru"]["absolutes"] =
            json!(["Всегда", "", "ни*когда", "*", "никогда", "никогда"]);
    });
    let unreadable = |n: usize| format!("word_entry_unreadable /languages/ru/absolutes/{n}");
    let mut expected: Vec<String> = (0..4).map(unreadable).collect();
    expected.push("word_entry_twice /languages/ru/absolutes/5".to_owned());
    assert_eq!(found, expected);
}

#[test]
fn a_letter_is_of_the_script_and_of_one_language() {
    assert_eq!(
        told(|v| v["languages"]["ru"]["own_letters"] = json!("ыә")),
        ["letter_of_two_languages /languages/ru/own_letters"]
    );
    assert_eq!(
        told(|v| v["languages"]["en"]["own_letters"] = json!("ж")),
        ["letter_of_another_script /languages/en/own_letters"]
    );
}

#[test]
fn units_and_spellings_stand_once() {
    let unit = |id: &str, spelling: &str| json!({"id": id, "spellings": {"ru": [spelling]}});
    assert_eq!(
        told(|v| v["units"] = json!([
            unit("m", "м"),
            unit("m", "метр"),
            unit("s", "м"),
            unit("h", " ")
        ])),
        [
            "duplicate_id /units/1/id",
            "duplicate_id /units/2/spellings/ru/0",
            "text_empty /units/3/spellings/ru/0",
        ]
    );
}

#[test]
fn a_rule_that_nobody_knows_is_refused_with_the_nearest() {
    let text = SHIPPED.replace("negative_stem:", "negative_stems:");
    let found = decode_text::<QualityPolicy>(&text, Format::Yaml).expect_err("refused");
    assert_eq!(found[0].pointer, "/rules/negative_stems");
}

#[test]
fn the_use_decides_what_a_finding_is_worth() {
    let policy = policy(|v| {
        v["rules"]["negative_stem"] = json!({"summative": "warning", "admission": "error"});
    });
    let judged = |task_use| {
        let found = vec![
            QualityRule::NegativeStem.found("/texts/ru/stem"),
            Finding::error("other", ""),
        ];
        let found = policy.judge(found, task_use);
        found
            .iter()
            .map(|f| (f.code.clone(), f.is_error()))
            .collect::<Vec<_>>()
    };
    let other = ("other".to_owned(), true);
    let stem = |is_error| ("negative_stem".to_owned(), is_error);
    assert_eq!(judged(TaskUse::Formative), std::slice::from_ref(&other));
    assert_eq!(judged(TaskUse::Summative), [stem(false), other.clone()]);
    assert_eq!(judged(TaskUse::Admission), [stem(true), other]);
}

#[test]
fn a_rule_that_the_policy_does_not_name_is_not_asked() {
    let policy = policy(|v| v["rules"] = json!({}));
    let found = vec![QualityRule::NegativeStem.found("")];
    assert_eq!(policy.judge(found, TaskUse::Admission), []);
}

fn finding(word: &str) -> Finding {
    QualityRule::NegativeStem
        .found("/texts/ru/stem")
        .with("word", word)
}

#[test]
fn a_waived_finding_stands_under_its_reason_until_it_says_something_else() {
    let policy = shipped();
    let reason = "Отрицание проверяется нарочно";
    let waiver = Waiver::of(&finding("не"), reason).expect("a rule");
    let (left, waived) = apply_waivers(&policy, vec![finding("не")], std::slice::from_ref(&waiver));
    assert_eq!(left, []);
    assert_eq!(
        (waived[0].finding.clone(), waived[0].reason.as_str()),
        (finding("не"), reason)
    );
    let (left, waived) = apply_waivers(&policy, vec![finding("кроме")], &[waiver]);
    assert_eq!((left, waived.len()), (vec![finding("кроме")], 0));
}

#[test]
fn the_shipped_policy_has_copies_waived_by_a_reviewer_only() {
    let policy = shipped();
    let by_reviewer = policy.rules.iter();
    let by_reviewer: Vec<&str> = by_reviewer
        .filter(|(_, setting)| setting.waived_by == WaivedBy::Reviewer)
        .map(|(rule, _)| rule.as_str())
        .collect();
    assert_eq!(by_reviewer, ["similar_item", "external_similarity"]);
}

#[test]
fn a_waiver_needs_a_reason_and_a_rule_that_can_be_waived() {
    let policy = shipped();
    let short = Waiver::of(&finding("не"), "надо").expect("a rule");
    let key = QualityRule::VariantKeyDiffers.found("/content/parts/0/key");
    let never = Waiver::of(&key, "Так решил автор задания").expect("a rule");
    let (left, waived) = apply_waivers(&policy, vec![finding("не"), key], &[short, never]);
    let told: Vec<(&str, &str)> = left
        .iter()
        .map(|f| (f.code.as_str(), f.pointer.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("negative_stem", "/texts/ru/stem"),
            ("variant_key_differs", "/content/parts/0/key"),
            ("waiver_reason_short", "/waivers/0/reason"),
            ("waiver_not_allowed", "/waivers/1/code"),
        ]
    );
    assert!(waived.is_empty() && left.iter().skip(2).all(Finding::is_error));
}

#[test]
fn findings_of_other_checks_are_not_waived() {
    assert_eq!(
        Waiver::of(&Finding::error("key_missing", ""), "Так решил автор"),
        None
    );
}
