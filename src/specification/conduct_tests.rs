use super::*;
use serde_json::json;

fn calendar() -> CalendarDocument {
    serde_json::from_value(json!({
        "schema": "synaq.calendar/v1", "id": "kz", "version": 1, "academic_year": "2026-27",
        "title": {}, "terms": [{"term": 1, "from": "2026-09-01", "to": "2026-10-25"}],
        "free_weekdays": [6, 7],
        "subjects": [{"subject": "crafts", "terms": [2, 4]}]
    }))
    .unwrap()
}

fn strict() -> ConductRules {
    serde_json::from_value(json!({
        "max_sat_per_day": {"most": 3, "severity": "error"},
        "no_sat_on_last_day": {"severity": "error"},
        "no_sau_and_sat_on_a_day": {"severity": "warning"},
        "max_sau_per_term": {"most": 1, "severity": "error"},
        "school_days_only": {"severity": "error"},
        "graded_terms_only": {"severity": "warning"}
    }))
    .unwrap()
}

fn sitting(kind: &str, subject: &str, day: &str) -> PlannedSitting {
    PlannedSitting {
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        grade: 7,
        day: day.parse().unwrap(),
    }
}

fn held(kind: &str, subject: &str, days: &[&str]) -> HeldSitting {
    HeldSitting {
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        days: days.iter().map(|day| day.parse().unwrap()).collect(),
    }
}

fn codes(planned: &PlannedSitting, others: &[HeldSitting]) -> Vec<String> {
    let found = check_conduct(&strict(), Some(&calendar()), planned, others);
    found.into_iter().map(|f| f.code).collect()
}

#[test]
fn a_fourth_sat_on_a_day_is_refused_and_a_third_is_not() {
    let day = "2026-10-14";
    let held: Vec<_> = ["a", "b", "c"].map(|s| held("SAT", s, &[day])).to_vec();
    assert_eq!(
        codes(&sitting("SAT", "d", day), &held),
        ["conduct_sat_per_day"]
    );
    assert!(codes(&sitting("SAT", "d", day), &held[..2]).is_empty());
    assert!(codes(&sitting("SAU", "d", day), &held).is_empty());
    assert!(codes(&sitting("SAT", "d", "2026-10-15"), &held).is_empty());
}

#[test]
fn the_last_day_with_lessons_is_no_day_for_a_sat() {
    assert_eq!(
        codes(&sitting("SAT", "a", "2026-10-23"), &[]),
        ["conduct_last_day"]
    );
    assert!(codes(&sitting("SAU", "a", "2026-10-23"), &[]).is_empty());
    assert_eq!(
        codes(&sitting("SAT", "a", "2026-10-24"), &[]),
        ["conduct_no_school_day"]
    );
}

#[test]
fn unit_and_term_tests_of_a_subject_keep_apart_and_units_have_a_limit() {
    let sau = held("SAU", "a", &["2026-10-14"]);
    assert_eq!(
        codes(
            &sitting("SAT", "a", "2026-10-14"),
            std::slice::from_ref(&sau)
        ),
        ["conduct_sau_and_sat"]
    );
    assert!(
        codes(
            &sitting("SAT", "b", "2026-10-14"),
            std::slice::from_ref(&sau)
        )
        .is_empty()
    );
    assert_eq!(
        codes(&sitting("SAU", "a", "2026-10-15"), &[sau]),
        ["conduct_sau_per_term"]
    );
}

#[test]
fn a_subject_without_a_grade_in_the_term_has_no_sat_in_it() {
    assert_eq!(
        codes(&sitting("SAT", "crafts", "2026-10-14"), &[]),
        ["conduct_term_not_graded"]
    );
}

#[test]
fn without_a_calendar_only_the_rules_of_the_day_are_asked() {
    let held = [held("SAU", "a", &["2026-10-23"])];
    let planned = sitting("SAT", "a", "2026-10-23");
    let found = check_conduct(&strict(), None, &planned, &held);
    assert_eq!(
        found.into_iter().map(|f| f.code).collect::<Vec<_>>(),
        ["conduct_sau_and_sat"]
    );
    assert!(check_conduct(&ConductRules::default(), Some(&calendar()), &planned, &held).is_empty());
}

#[test]
fn a_sitting_in_parts_stands_on_each_of_its_days_and_counts_once_in_its_term() {
    let parts = [held("SAU", "a", &["2026-10-14", "2026-10-15"])];
    assert_eq!(
        codes(&sitting("SAT", "a", "2026-10-15"), &parts),
        ["conduct_sau_and_sat"]
    );
    let mut rules = strict();
    rules.max_sau_per_term = rules
        .max_sau_per_term
        .map(|limit| Limit { most: 2, ..limit });
    let planned = sitting("SAU", "a", "2026-10-16");
    assert!(check_conduct(&rules, Some(&calendar()), &planned, &parts).is_empty());
}
