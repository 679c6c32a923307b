use serde_json::{Value, json};

use super::gate::{ChangeReport, Declaration, Edit, StatisticRow, check_confirmation, judge};
use super::moved::Movement;
use super::touched::{Touched, TouchedForm, TouchedSitting, summary};
use crate::bank::texts::ItemDocument;
use crate::bank::workflow::decision_tests::actor;
use crate::bank::workflow::stages::ChangeRules;
use crate::identity::{Object, Role};

fn item() -> Value {
    json!({
        "code": "m6-1",
        "content": {
            "type": "MCQ", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 1,
            "objectives": ["6.1.1"],
            "parts": [{"id": "a", "points": 1, "options": ["A", "B"], "key": {"correct": ["A"]}}]
        },
        "texts": {
            "kk": {"stem": "Төртбұрыштың ауданын табыңыз және жауабын таңдаңыз",
                   "parts": {"a": {"options": {"A": "12", "B": "14"}}}},
            "ru": {"stem": "Найдите площадь прямоугольника и выберите верный ответ",
                   "parts": {"a": {"options": {"A": "12", "B": "14"}}}}
        },
        "source_language": "ru"
    })
}

fn read(value: Value) -> ItemDocument {
    serde_json::from_value(value).unwrap()
}

fn rows() -> Vec<StatisticRow> {
    let row = |id: &str, language: Option<&str>| StatisticRow {
        id: id.into(),
        language: language.map(|l| l.parse().unwrap()),
    };
    vec![
        row("all", None),
        row("kk", Some("kk")),
        row("ru", Some("ru")),
    ]
}

fn judged(declared: Declaration, change: impl FnOnce(&mut Value)) -> ChangeReport {
    let mut after = item();
    change(&mut after);
    let (before, after) = (read(item()), read(after));
    let edit = Edit {
        before: &before,
        after: &after,
        declared,
        reason: "A reader asked.",
    };
    judge(&ChangeRules::default(), &edit, &rows())
}

fn codes(report: &ChangeReport) -> Vec<String> {
    report
        .findings
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

const EDITORIAL: Declaration = Declaration::Editorial;

#[test]
fn a_corrected_word_is_editorial_and_keeps_every_statistic() {
    let report = judged(EDITORIAL, |item| {
        item["texts"]["ru"]["stem"] =
            json!("Найдите площадь прямоугольника и укажите верный ответ");
        item["content"]["tags"] = json!(["area"]);
    });
    assert_eq!(codes(&report), Vec::<String>::new());
    assert_eq!(report.carried, ["all", "kk", "ru"]);
    assert!(report.reset.is_empty() && report.needs_confirmation && !report.needs_review);
    let fields: Vec<_> = report
        .moved
        .iter()
        .map(|m| (m.field.as_str(), m.movement))
        .collect();
    assert_eq!(
        fields,
        [
            ("/content/tags", Movement::Added),
            ("/texts/ru/stem", Movement::Changed)
        ]
    );
    assert_eq!(report.moved[1].words.len(), 4);
}

#[test]
fn key_points_numerals_and_rewritten_texts_are_never_editorial_and_each_is_named() {
    let report = judged(EDITORIAL, |item| {
        item["content"]["parts"][0]["key"]["correct"] = json!(["B"]);
        item["content"]["parts"][0]["points"] = json!(2);
        item["texts"]["kk"]["parts"]["a"]["options"]["A"] = json!("13");
        item["texts"]["ru"]["stem"] =
            json!("Вычислите периметр этой фигуры, затем отметьте результат");
    });
    assert_eq!(
        codes(&report),
        [
            "change_not_editorial /content/parts/@a/key/correct",
            "change_not_editorial /content/parts/@a/points",
            "change_not_editorial /texts/kk/parts/a/options/A",
            "change_rewritten /texts/ru/stem",
        ]
    );
    assert_eq!(report.least, Declaration::Substantive);
}

#[test]
fn a_substantive_change_resets_and_reviews_again() {
    let report = judged(Declaration::Substantive, |item| {
        item["content"]["parts"][0]["key"]["correct"] = json!(["B"]);
    });
    assert!(codes(&report).is_empty());
    assert_eq!(report.reset, ["all", "kk", "ru"]);
    assert!(report.needs_review && !report.needs_confirmation);
}

#[test]
fn a_substantive_change_of_one_language_leaves_what_was_measured_in_another() {
    let report = judged(Declaration::Substantive, |item| {
        item["texts"]["kk"]["stem"] = json!("Периметрін табыңыз");
    });
    assert_eq!(
        (report.reset, report.carried),
        (vec!["all".into(), "kk".into()], vec!["ru".to_owned()])
    );
}

#[test]
fn a_new_language_moves_nothing_that_was_measured() {
    let report = judged(Declaration::Substantive, |item| {
        item["texts"]["en"] = item["texts"]["ru"].clone();
    });
    assert_eq!(report.moved.len(), 1);
    assert_eq!(report.moved[0].field, "/texts/en");
    assert!(report.reset.is_empty());
    assert_eq!(report.least, EDITORIAL);
}

#[test]
fn parts_and_options_that_are_put_in_or_exchanged_are_substance() {
    let report = judged(EDITORIAL, |item| {
        item["content"]["parts"][0]["options"] = json!(["B", "A"]);
    });
    assert_eq!(
        codes(&report),
        ["change_not_editorial /content/parts/@a/options"]
    );
    let report = judged(EDITORIAL, |item| {
        let part = json!({"id": "b", "type": "SA", "points": 1, "key": {"accepted": ["x"]}});
        item["content"]["parts"]
            .as_array_mut()
            .unwrap()
            .insert(0, part);
        item["texts"]["ru"]["parts"]["b"] = json!({"prompt": "Почему?"});
    });
    let told = codes(&report);
    assert!(
        told.contains(&"change_not_editorial /content/parts/@order".to_owned()),
        "{told:?}"
    );
    assert!(told.contains(&"change_not_editorial /texts/ru/parts/b/prompt".to_owned()));
    assert!(
        !told.iter().any(|line| line.contains("@a")),
        "part a did not move: {told:?}"
    );
}

#[test]
fn an_edit_without_change_or_reason_is_refused() {
    let document = read(item());
    let edit = Edit {
        before: &document,
        after: &document,
        declared: EDITORIAL,
        reason: " ",
    };
    let report = judge(&ChangeRules::default(), &edit, &[]);
    assert_eq!(
        codes(&report),
        ["change_nothing_moved ", "change_reason_missing /reason"]
    );
}

#[test]
fn the_second_person_is_another_one_who_wrote_nothing_and_may() {
    let rules = ChangeRules::default();
    let object = Object::of("/centre/").subject("mathematics");
    let codes = |role, declared_by: &str, wrote| -> Vec<String> {
        let found = check_confirmation(&rules, (&actor("me", role), &object), declared_by, wrote);
        found.into_iter().map(|f| f.code).collect()
    };
    assert!(codes(Role::Reviewer, "author", false).is_empty());
    assert_eq!(
        codes(Role::Reviewer, "me", false),
        ["change_confirmed_by_author"]
    );
    assert_eq!(
        codes(Role::Developer, "author", true),
        [
            "change_confirmed_by_author",
            "change_confirmation_permission"
        ]
    );
}

#[test]
fn what_is_touched_is_counted_named_and_told_to_its_owners() {
    let report = judged(Declaration::Substantive, |item| {
        item["texts"]["ru"]["stem"] = json!("Найдите периметр");
    });
    let form = |label: String, locked, owner: &str| TouchedForm {
        id: label.clone(),
        label,
        locked,
        owner_org: owner.into(),
    };
    let mut forms: Vec<_> = (0..30)
        .map(|n| form(format!("F{n:02}"), true, "school"))
        .collect();
    forms.push(form("draft".into(), false, "centre"));
    let sitting = |label: &str, open| TouchedSitting {
        id: label.into(),
        label: label.into(),
        open,
        owner_org: "school".into(),
    };
    let touched = Touched {
        specifications: vec!["sau-1".into(), "sau-1".into()],
        forms,
        sittings: vec![sitting("today", true), sitting("spring", false)],
        stale_variants: vec!["kk".parse().unwrap()],
    };
    let found = summary(&report, &touched);
    assert_eq!(
        (found.locked_forms.count, found.locked_forms.first.len()),
        (30, 20)
    );
    assert_eq!((found.specifications.count, found.past_sittings), (1, 1));
    assert_eq!(found.stale_variants, ["kk".parse().unwrap()]);
    assert_eq!(found.tell, ["centre", "school"]);
    let codes: Vec<_> = found
        .remarks
        .iter()
        .map(|f| (f.code.as_str(), f.is_error()))
        .collect();
    assert_eq!(
        codes,
        [
            ("change_locked_forms_keep", false),
            ("change_draft_forms_have", false),
            ("change_open_sittings_have", false),
            ("change_variants_stale", false),
            ("change_statistics_reset", false),
        ]
    );
}
