//! One line for each rule of a row: an item that just fits, and the same item with one flaw.

use serde_json::{Value, json};

use super::*;
use crate::assembly::candidate::{Candidate, Evidence};
use crate::assembly::eligible::{Context, misfits};
use crate::assembly::rules::RuleSet;
use crate::specification::component::components;
use crate::specification::school_term::SchoolTerm;

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
        rules: RuleSet::none(),
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
            json!({"bank_requirement": {"pilot_rounds": 2}}),
            |i| i.evidence.rounds = 1,
            "pilot_rounds",
        ),
        (
            json!({}),
            json!({"bank_requirement": {"pilot_rounds": 2, "min_n": 200}}),
            |i| i.evidence.n = 199,
            "min_n",
        ),
        (
            json!({}),
            json!({"bank_requirement": {"pilot_rounds": 1, "min_n": 200}}),
            |i| i.evidence = Evidence::default(),
            "pilot_rounds",
        ),
        (
            json!({}),
            json!({"bank_requirement": {"min_n": 1}}),
            |i| i.evidence = Evidence::default(),
            "min_n",
        ),
        (
            json!({}),
            json!({
                "languages": {"instruction": ["kk", "ru", "en"]},
                "bank_requirement": {"languages_equivalent": true}
            }),
            |i| i.languages.truncate(2),
            "languages_equivalent",
        ),
        (
            json!({}),
            json!({
                "academic_year": "2026-27", "term": 1,
                "constraints": {"exclude_used_terms": 3}
            }),
            |i| {
                i.used.push(SchoolTerm {
                    year: 2025,
                    term: 2,
                })
            },
            "exclude_used_terms",
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
    let tried = |flaw: Flaw| {
        with("x", |i| {
            i.evidence = Evidence { rounds: 2, n: 200 };
            i.languages.push("en".parse().unwrap());
            i.used.push(SchoolTerm {
                year: 2026,
                term: 1,
            });
            i.used.push(SchoolTerm {
                year: 2025,
                term: 1,
            });
            flaw(i);
        })
    };
    for (row, more, flaw, reason) in table {
        assert!(
            reasons(row.clone(), more.clone(), &tried(|_| {})).is_empty(),
            "{row} {more}"
        );
        assert_eq!(reasons(row.clone(), more, &tried(flaw)), [reason], "{row}");
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
                plays: None,
                attributes: Default::default(),
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

#[test]
fn a_recording_that_allows_fewer_plays_than_asked_does_not_fit() {
    let row = json!({"stimulus": {"kind": "audio", "plays": 2}});
    let audio = |plays| {
        with("x", |item| {
            let facts = StimulusFacts {
                code: "s".into(),
                kind: StimulusKind::Audio,
                words: Default::default(),
                seconds: Some(60),
                plays,
                attributes: Default::default(),
            };
            item.stimulus = Some(facts);
        })
    };
    for plays in [None, Some(2), Some(3)] {
        assert!(reasons(row.clone(), json!({}), &audio(plays)).is_empty());
    }
    assert_eq!(reasons(row, json!({}), &audio(Some(1))), ["plays"]);
}
