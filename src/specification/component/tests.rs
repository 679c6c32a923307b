use super::*;
use crate::specification::document::SpecificationDocument;

fn document(json: serde_json::Value) -> SpecificationDocument {
    serde_json::from_value(json).expect("a specification of this test")
}

fn battery() -> SpecificationDocument {
    document(serde_json::json!({
        "schema": "synaq.battery/v1", "id": "b", "version": 1, "kind": "MONITORING", "title": {"en": "B"},
        "languages": {"instruction": ["kk", "ru"]}, "grade": 8,
        "item_rule": {"types": ["MCQ"], "options": 4, "points_each": 1},
        "choice": {"pairs": [["mathematics", "physics"], ["mathematics", "geography"]]},
        "components": [
            {"id": "math", "grade": 4, "subject": "mathematics", "items": 2, "max_score": 2, "duration_min": 4,
             "variants": {"language_versions": ["kk", "ru"]}},
            {"id": "l1", "items": 1, "max_score": 1, "variants": {"distinct_tests": ["kk", "ru"]},
             "blueprint": [{"id": "a", "items": 1, "types": ["SA"]}]},
            {"id": "profile", "subject": "by_choice", "items": 1, "max_score": 2,
             "blueprint": [{"id": "m", "items": 1, "points_each": 2}]}
        ],
        "blueprints": {"math": [{"id": "n", "items": 2, "objectives_prefix": ["4.1."]}]}
    }))
}

#[test]
fn a_battery_row_inherits_the_item_rule_and_its_place_under_blueprints() {
    let parts = components(&battery());
    let row = &parts[0].rows[0];
    assert_eq!(
        (row.types.as_slice(), row.options, row.points_each),
        ([ItemType::Mcq].as_slice(), Some(4), Some(Points::whole(1)))
    );
    assert_eq!(
        (row.pointer.as_str(), row.section.as_str()),
        ("/blueprints/math/0", IMPLICIT_SECTION)
    );
    assert_eq!(
        parts[1].rows[0].types,
        [ItemType::Sa],
        "the row's own types win"
    );
    assert_eq!(
        parts[2].rows[0].points_each,
        Some(Points::whole(2)),
        "the row's own points win"
    );
}

#[test]
fn distinct_tests_are_one_set_by_language_and_language_versions_one_set() {
    let parts = components(&battery());
    let sets = |index: usize| {
        parts[index]
            .language_sets
            .iter()
            .map(Vec::len)
            .collect::<Vec<_>>()
    };
    assert_eq!((sets(0), sets(1), sets(2)), (vec![2], vec![1, 1], vec![2]));
    let both: Vec<Language> = vec!["kk".parse().unwrap(), "ru".parse().unwrap()];
    assert!(parts[0].language_set(&both).is_some() && parts[0].language_set(&both[..1]).is_some());
    assert!(
        parts[1].language_set(&both).is_none(),
        "two different tests are not one form"
    );
    assert!(parts[1].language_set(&[]).is_none());
}

#[test]
fn subject_and_grade_are_inherited_and_a_choice_lists_each_subject_once() {
    let parts = components(&battery());
    assert_eq!((parts[0].grade, parts[1].grade), (Some(4), Some(8)));
    assert_eq!(
        (parts[0].subject.as_deref(), parts[1].subject.as_deref()),
        (Some("mathematics"), Some("l1"))
    );
    assert_eq!(
        (parts[2].subject.as_deref(), parts[2].choices.len()),
        (None, 3)
    );
}

#[test]
fn a_test_is_one_component_with_its_sections_and_its_only_language() {
    let test = document(serde_json::json!({
        "schema": "synaq.test-spec/v1", "id": "t", "version": 1, "kind": "SAT", "title": {"en": "T"}, "subject": "kazakh_l2",
        "grade": 7, "unit": "u9", "languages": {"instruction": ["ru", "uz"], "test": "kk"}, "max_score": 3, "duration_min": 10,
        "sections": [{"id": "L", "skill": "listening", "minutes": 10, "score": 3, "stimulus": {"kind": "audio", "count": 1}}],
        "blueprint": [{"id": "L1", "section": "L", "unit": "u1", "items": 3, "points_each": 1}, {"id": "L2", "items": 1}]
    }));
    let parts = components(&test);
    assert_eq!(
        (parts.len(), parts[0].id.as_str(), parts[0].items),
        (1, TEST_COMPONENT, 4)
    );
    assert_eq!(
        parts[0].language_sets,
        vec![vec!["kk".parse::<Language>().unwrap()]]
    );
    let (first, second) = (&parts[0].rows[0], &parts[0].rows[1]);
    assert_eq!(
        (first.unit.as_deref(), second.unit.as_deref()),
        (Some("u1"), Some("u9"))
    );
    assert_eq!(
        (second.section.as_str(), second.section_skill.as_deref()),
        ("L", Some("listening"))
    );
    assert!(
        second.stimulus_required && second.section_stimulus.is_some() && second.stimulus.is_none()
    );
}
