//! One line for each rule of a row: an item that just fits, and the same item with one flaw.

use serde_json::{Value, json};

use super::*;
use crate::assembly::candidate::Candidate;
use crate::assembly::eligible::{Context, misfits};
use crate::specification::component::components;

fn reasons(row: Value, more: Value, item: &Candidate) -> Vec<&'static str> {
    let mut row = row;
    row["id"] = json!("R");
    row["items"] = json!(1);
    let request = request(json!([row]), more, Vec::new());
    let component = components(&request.document).remove(0);
    let context = Context {
        component: &component,
        subject: "mathematics",
        languages: &request.languages,
        options: &request.options,
    };
    misfits(&context, &component.rows[0], item)
        .into_iter()
        .map(|reason| reason.as_str())
        .collect()
}

#[test]
fn each_flaw_is_named_and_nothing_else() {
    type Flaw = fn(&mut Candidate);
    let table: Vec<(Value, Value, Flaw, &str)> = vec![
        (
            json!({}),
            json!({}),
            |i| i.subject = "physics".into(),
            "subject",
        ),
        (json!({}), json!({}), |i| i.grade_min = 6, "grade"),
        (
            json!({}),
            json!({}),
            |i| i.item_type = ItemType::Question,
            "types",
        ),
        (
            json!({"types": ["MCQ"]}),
            json!({}),
            |i| i.item_type = ItemType::Tf,
            "types",
        ),
        (
            json!({"points_each": 1}),
            json!({}),
            |i| i.points = half_points(3),
            "points",
        ),
        (
            json!({"objectives": ["5.1.1.1", "5.1.1.2"]}),
            json!({}),
            |i| i.objectives = vec!["5.1.1.3".into()],
            "objectives",
        ),
        (
            json!({"objectives_prefix": ["5.1."]}),
            json!({}),
            |i| i.objectives = vec!["5.10.1.1".into()],
            "objectives",
        ),
        (
            json!({"unit": "u1"}),
            json!({}),
            |i| i.unit = Some("u2".into()),
            "unit",
        ),
        (
            json!({"thinking": "KU"}),
            json!({}),
            |i| i.thinking = None,
            "thinking",
        ),
        (
            json!({"thinking": {"KU": 1, "AP": 0}}),
            json!({}),
            |i| i.thinking = Some(Thinking::Ap),
            "thinking",
        ),
        (
            json!({"mark_scheme": "key"}),
            json!({}),
            |i| i.scheme_kind = None,
            "mark_scheme",
        ),
        (
            json!({}),
            json!({"mark_scheme_rule": {"style": "key"}}),
            |i| i.scheme_kind = Some(SchemeKind::Analytic),
            "mark_scheme",
        ),
        (
            json!({}),
            json!({"mark_scheme_rule": {"style": "key", "points_per_descriptor": 1}}),
            |i| i.descriptor_points = vec![half_points(1)],
            "mark_scheme",
        ),
        (
            json!({"partial": {"rule": "all_or_nothing"}}),
            json!({}),
            |i| i.rules = vec![crate::bank::PartialRule::PerPair],
            "partial",
        ),
        (
            json!({"options": 4}),
            json!({}),
            |i| i.option_count = Some(5),
            "options",
        ),
        (
            json!({"max_correct": 2}),
            json!({}),
            |i| i.correct_count = 3,
            "max_correct",
        ),
        (
            json!({}),
            json!({}),
            |i| i.languages.truncate(1),
            "languages",
        ),
        (
            json!({}),
            json!({}),
            |i| i.phase = Phase::Suspended,
            "phase",
        ),
        (
            json!({}),
            json!({}),
            |i| i.access = Access::Secure,
            "access",
        ),
        (
            json!({}),
            json!({}),
            |i| i.purpose = Purpose::Formative,
            "purpose",
        ),
        (
            json!({}),
            json!({"kind": "FA"}),
            |i| i.purpose = Purpose::Summative,
            "purpose",
        ),
    ];
    for (row, more, flaw, reason) in table {
        assert!(
            reasons(row.clone(), more.clone(), &item("x")).is_empty(),
            "{row} {more}"
        );
        assert_eq!(
            reasons(row.clone(), more, &with("x", flaw)),
            [reason],
            "{row}"
        );
    }
}

#[test]
fn levels_literacy_and_skills_that_a_row_names_must_be_carried() {
    for (key, value, reason) in [
        ("level", "B", "level"),
        ("literacy", "math", "literacy"),
        ("skill", "reading", "skill"),
    ] {
        assert_eq!(
            reasons(json!({key: value}), json!({}), &item("x")),
            [reason]
        );
    }
    let full = with("x", |i| {
        i.difficulty = Some(crate::bank::Difficulty::B);
        i.literacy = Some("math".into());
        i.skill = Some("reading".into());
    });
    assert!(
        reasons(
            json!({"level": "B", "literacy": "math", "skill": "reading"}),
            json!({}),
            &full
        )
        .is_empty()
    );
}

#[test]
fn a_section_skill_only_keeps_other_skills_out_and_its_stimulus_rule_holds_for_its_rows() {
    let section = json!({"sections": [{"id": "L", "skill": "reading", "minutes": 1, "score": 1, "stimulus": {"kind": "text", "words": [120, 140]}}]});
    let fitting = |change: fn(&mut Candidate)| {
        let item = with("x", |item| {
            item.stimulus = text_stimulus("s");
            change(item);
        });
        reasons(json!({"points_each": 1}), section.clone(), &item)
    };
    assert!(fitting(|_| {}).is_empty());
    assert_eq!(fitting(|i| i.skill = Some("writing".into())), ["skill"]);
    assert_eq!(fitting(|i| i.stimulus = None), ["stimulus"]);
    assert_eq!(
        fitting(|i| {
            i.stimulus
                .as_mut()
                .unwrap()
                .words
                .insert("ru".parse().unwrap(), 141);
        }),
        ["stimulus"]
    );
    assert_eq!(
        fitting(|i| i.stimulus.as_mut().unwrap().kind = StimulusKind::Table),
        ["stimulus"]
    );
}

#[test]
fn a_recording_of_unknown_length_does_not_obey_a_longest_length() {
    let row = json!({"stimulus": {"kind": "audio", "max_seconds": 120}});
    let audio = |seconds| {
        with("x", |item| {
            let facts = StimulusFacts {
                code: "s".into(),
                kind: StimulusKind::Audio,
                words: Default::default(),
                seconds,
            };
            item.stimulus = Some(facts);
        })
    };
    assert!(reasons(row.clone(), json!({}), &audio(Some(120))).is_empty());
    assert_eq!(
        reasons(row.clone(), json!({}), &audio(Some(121))),
        ["stimulus"]
    );
    assert_eq!(reasons(row, json!({}), &audio(None)), ["stimulus"]);
}
