//! Objectives, criteria, descriptors, working time.

use super::*;

/// An open task with two descriptors.
fn open(edit: impl FnOnce(&mut Value)) -> ItemDocument {
    item(|v| {
        v["content"]["type"] = json!("EA");
        v["content"]["points"] = json!(2);
        v["content"]["criteria"] = json!(["m6-c1"]);
        v["content"]["parts"] = json!([{"id": "a", "points": 2, "scheme": {"kind": "analytic", "descriptors": [
            {"id": "d1", "points": 1, "criterion": "m6-c1"},
            {"id": "d2", "points": 1, "criterion": "m6-c1"}
        ]}}]);
        edit(v);
    })
}

#[test]
fn a_task_has_one_objective_or_descriptors_that_say_which_they_show() {
    assert_eq!(told(&open(|_| ())), [""; 0]);
    let two = |v: &mut Value| v["content"]["objectives"] = json!(["6.5.2.1", "6.5.2.2"]);
    assert_eq!(told(&open(two)), ["objectives_several /content/objectives"]);
    let shown = |v: &mut Value| {
        two(v);
        v["content"]["parts"][0]["scheme"]["descriptors"][0]["objective"] = json!("6.5.2.1");
    };
    assert_eq!(
        told(&open(shown)),
        ["objective_without_descriptor /content/objectives/1"]
    );
    let both = |v: &mut Value| {
        shown(v);
        v["content"]["parts"][0]["scheme"]["descriptors"][1]["objective"] = json!("6.5.2.2");
    };
    assert_eq!(told(&open(both)), [""; 0]);
}

#[test]
fn criteria_and_descriptors_belong_together() {
    let more = open(|v| v["content"]["criteria"] = json!(["m6-c1", "m6-c2"]));
    assert_eq!(
        told(&more),
        ["criterion_without_descriptor /content/criteria/1"]
    );
    let none =
        open(|v| v["content"]["parts"][0]["scheme"]["descriptors"][1]["criterion"] = Value::Null);
    assert_eq!(
        told(&none),
        ["descriptor_without_criterion /content/parts/0/scheme/descriptors/1"]
    );
}

#[test]
fn every_criterion_maps_to_an_objective_of_the_task() {
    const PROGRAMME: &str = include_str!("../../../../item_specs/curricula/kz-2022.yaml");
    let (programme, _) =
        decode_text::<CurriculumDocument>(PROGRAMME, Format::Yaml).expect("a programme");
    let criterion = &programme.criteria[0];
    let index = CurriculumIndex::new([&programme]);
    let found = |objective: &str| {
        let item = item(|v| {
            v["content"]["subject"] = json!(criterion.subject);
            v["content"]["programme"] = json!(programme.programme.id);
            v["content"]["criteria"] = json!([criterion.code]);
            v["content"]["objectives"] = json!([objective]);
        });
        let found = lint(&policy(), &item, Some(&index));
        found
            .iter()
            .map(|f| format!("{} {}", f.code, f.pointer))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found("0.0.0.0"),
        ["criterion_without_objective /content/criteria/0"]
    );
    assert_eq!(found(&criterion.objectives[0]), [""; 0]);
}

#[test]
fn descriptors_say_what_can_be_seen() {
    for (language, wrong, right) in [
        (
            "kk",
            "пропорцияның қасиетін біледі",
            "пропорцияның қасиетін қолданады",
        ),
        (
            "kk",
            "есептің мағынасын түсінеді",
            "есептің мағынасын түсіндіреді",
        ),
        (
            "ru",
            "знает свойство пропорции",
            "применяет свойство пропорции",
        ),
        (
            "ru",
            "имеет представление о пропорции",
            "представляет пропорцию на схеме",
        ),
        ("en", "understands the property", "uses the property"),
        ("en", "is familiar with proportions", "writes a proportion"),
    ] {
        let described = |text: &str| {
            let item = open(|v| {
                v["texts"][language] =
                    json!({"stem": "…", "parts": {"a": {"descriptors": {"d1": text}}}});
            });
            of_rule(QualityRule::DescriptorNotObservable, &item)
        };
        assert_eq!(
            described(wrong),
            [format!("/texts/{language}/parts/a/descriptors/d1")],
            "{wrong}"
        );
        assert_eq!(described(right), [""; 0], "{right}");
    }
}

#[test]
fn the_working_time_is_planned_and_suits_the_points() {
    let timed = |minutes: Value| told(&open(|v| v["content"]["minutes"] = minutes));
    assert_eq!(timed(json!(null)), ["minutes_missing /content/minutes"]);
    assert_eq!(
        timed(json!(0.5)),
        ["minutes_per_point_unusual /content/minutes"]
    );
    assert_eq!(
        timed(json!(12.5)),
        ["minutes_per_point_unusual /content/minutes"]
    );
    for usual in [1, 4, 12] {
        assert_eq!(timed(json!(usual)), [""; 0], "{usual}");
    }
}

#[test]
fn a_question_of_a_questionnaire_has_no_objective_and_no_time() {
    let question = item(|v| {
        v["content"]["type"] = json!("QUESTION");
        v["content"]["objectives"] = json!(["a", "b"]);
        v["content"]["minutes"] = Value::Null;
    });
    assert_eq!(told(&question), [""; 0]);
}
