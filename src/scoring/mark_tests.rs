use super::*;
use serde_json::{Value, json};

fn part(scheme: Value) -> Part {
    serde_json::from_value(json!({"id": "a", "points": 10, "scheme": scheme})).unwrap()
}

fn analytic() -> Part {
    part(
        json!({"kind": "analytic", "descriptors": [{"id": "d1", "points": 4}, {"id": "d2", "points": 6}]}),
    )
}

fn banded() -> Part {
    part(json!({"kind": "banded", "bands": [
        {"id": "b0", "min": 0, "max": 4}, {"id": "b1", "min": 5, "max": 8}, {"id": "b2", "min": 9, "max": 10}
    ]}))
}

fn entry(descriptor: Option<&str>, points: f64) -> MarkEntry {
    MarkEntry {
        descriptor: descriptor.map(str::to_owned),
        points,
        source: MarkSource::Teacher,
    }
}

fn said(part: &Part, descriptor: Option<&str>, points: f64) -> String {
    match check(part, ItemType::Ea, &entry(descriptor, points)) {
        Ok(points) => points.to_string(),
        Err(findings) => findings
            .iter()
            .map(|f| format!("{} {}", f.code, f.pointer))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

#[test]
fn a_mark_must_fit_its_descriptor_and_its_scheme() {
    let (analytic, banded, key) = (analytic(), banded(), part(json!({})));
    let rows = [
        (&analytic, Some("d1"), 4.0, "4"),
        (&analytic, Some("d1"), 0.0, "0"),
        (&analytic, Some("d1"), 0.25, "0.25"),
        (&analytic, Some("d1"), 4.5, "mark_above_maximum /points"),
        (&analytic, Some("d1"), -1.0, "mark_negative /points"),
        (&analytic, Some("d1"), f64::NAN, "mark_not_a_number /points"),
        (
            &analytic,
            Some("d1"),
            f64::INFINITY,
            "mark_not_a_number /points",
        ),
        (&analytic, Some("d1"), 0.333, "mark_too_fine /points"),
        (
            &analytic,
            Some("d9"),
            1.0,
            "mark_descriptor_unknown /descriptor",
        ),
        (
            &analytic,
            Some("d9"),
            f64::NAN,
            "mark_descriptor_unknown /descriptor; mark_not_a_number /points",
        ),
        (&analytic, None, 5.0, "mark_needs_descriptor /descriptor"),
        (&banded, None, 7.0, "7"),
        (&banded, None, 8.5, "mark_outside_bands /points"),
        (&banded, None, 11.0, "mark_above_maximum /points"),
        (
            &banded,
            Some("d1"),
            1.0,
            "mark_scheme_without_descriptors /descriptor",
        ),
        (&key, None, 10.0, "10"),
        (
            &key,
            Some("d1"),
            1.0,
            "mark_scheme_without_descriptors /descriptor",
        ),
    ];
    for (part, descriptor, points, expected) in rows {
        assert_eq!(
            said(part, descriptor, points),
            expected,
            "{descriptor:?} {points}"
        );
    }
    let question = check(&key, ItemType::Question, &entry(None, 0.0)).unwrap_err();
    assert_eq!(question[0].code, "mark_on_questionnaire");
}

#[test]
fn marks_handed_in_together_name_each_target_once_a_source() {
    let twice = [
        entry(Some("d1"), 1.0),
        entry(Some("d2"), 9.0),
        entry(Some("d1"), 2.0),
    ];
    let findings = check_all(&analytic(), ItemType::Ea, &twice).unwrap_err();
    let said: Vec<_> = findings
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect();
    assert_eq!(said, ["mark_above_maximum /1/points", "mark_twice /2"]);
    assert_eq!(
        check_all(&analytic(), ItemType::Ea, &twice[..1]),
        Ok(vec![Points::whole(1)])
    );
}

fn record(id: i64, supersedes: Option<i64>, descriptor: &str) -> MarkRecord {
    MarkRecord {
        id,
        supersedes,
        position: 1,
        part: "a".into(),
        descriptor: descriptor.into(),
        points: Points::whole(1),
        source: MarkSource::Teacher,
    }
}

#[test]
fn the_current_marks_are_those_nobody_supersedes() {
    let marks = [
        record(1, None, "d1"),
        record(2, Some(1), "d1"),
        record(3, Some(2), "d1"),
        record(4, None, "d2"),
    ];
    let ids: Vec<i64> = current(&marks)
        .unwrap()
        .iter()
        .map(|mark| mark.id)
        .collect();
    assert_eq!(ids, [3, 4]);
}

#[test]
fn forks_and_foreign_or_later_marks_are_refused() {
    let rows = [
        (
            vec![
                record(1, None, "d1"),
                record(2, Some(1), "d1"),
                record(3, Some(1), "d1"),
            ],
            "mark_superseded_twice",
        ),
        (vec![record(1, Some(9), "d1")], "mark_supersedes_unknown"),
        (
            vec![record(1, None, "d1"), record(2, Some(1), "d2")],
            "mark_supersedes_other",
        ),
        (vec![record(1, Some(1), "d1")], "mark_supersedes_other"),
        (
            vec![record(1, Some(2), "d1"), record(2, None, "d1")],
            "mark_supersedes_other",
        ),
    ];
    for (marks, code) in rows {
        assert_eq!(current(&marks).unwrap_err()[0].code, code);
    }
}
