use super::*;
use serde_json::{Value, json};

fn mark(
    item_type: ItemType,
    part: Value,
    texts: Option<Value>,
    language: &str,
    answer: Value,
) -> AutoMark {
    let part: Part = serde_json::from_value(part).unwrap();
    let texts: Option<PartTexts> = texts.map(|texts| serde_json::from_value(texts).unwrap());
    let answer: Answer = serde_json::from_value(answer).unwrap();
    score_part(
        &part,
        item_type,
        texts.as_ref(),
        &language.parse().unwrap(),
        &answer,
    )
}

fn said(mark: &AutoMark) -> String {
    let points = mark
        .points
        .map_or("null".to_owned(), |points| points.to_string());
    format!("{points} {}", mark.reason)
}

fn closed(item_type: ItemType, rule: &str, answer: Value) -> String {
    let part = json!({
        "id": "a", "points": 2, "options": ["a", "b", "c", "d"], "targets": ["x", "y", "z"],
        "key": {
            "correct": if item_type == ItemType::Multi { json!(["a", "c"]) } else { json!(["b"]) },
            "pairs": [{"left": "a", "right": "x"}, {"left": "b", "right": "y"}],
            "order": ["a", "b", "c", "d"]
        },
        "scheme": {"rule": rule}
    });
    said(&mark(item_type, part, None, "kk", answer))
}

#[test]
fn closed_types_are_scored_by_their_rule() {
    use ItemType::{Match, Mcq, Multi, Order};
    let rows = [
        (Mcq, "all_or_nothing", json!({"choice": "b"}), "2 right"),
        (Mcq, "all_or_nothing", json!({"choice": "a"}), "0 wrong"),
        (Mcq, "all_or_nothing", json!({"blank": true}), "0 blank"),
        (
            Mcq,
            "all_or_nothing",
            json!({"choice": "b", "multi_mark": true}),
            "0 multi_mark",
        ),
        (Mcq, "per_pair", json!({"choice": "b"}), "null key_unusable"),
        (
            Multi,
            "per_correct_minus_wrong",
            json!({"choices": ["c", "a"]}),
            "2 right",
        ),
        (
            Multi,
            "per_correct_minus_wrong",
            json!({"choices": ["a"]}),
            "1 partial",
        ),
        (
            Multi,
            "per_correct_minus_wrong",
            json!({"choices": []}),
            "0 blank",
        ),
        (
            Multi,
            "per_correct_no_penalty",
            json!({"choices": ["a", "b"]}),
            "1 partial",
        ),
        (
            Multi,
            "per_correct_no_penalty",
            json!({"choices": ["a", "b", "c"]}),
            "0 too_many_chosen",
        ),
        (
            Match,
            "per_pair",
            json!({"pairs": [{"left": "b", "right": "y"}]}),
            "1 partial",
        ),
        (
            Order,
            "per_position",
            json!({"order": ["a", "c", "b", "d"]}),
            "1 partial",
        ),
        (
            Order,
            "longest_correct_run",
            json!({"order": ["b", "c", "d", "a"]}),
            "1.5 partial",
        ),
        (
            Order,
            "per_correct_minus_wrong",
            json!({"order": ["a"]}),
            "null key_unusable",
        ),
    ];
    for (item_type, rule, answer, expected) in rows {
        assert_eq!(
            closed(item_type, rule, answer.clone()),
            expected,
            "{item_type} {rule} {answer}"
        );
    }
}

#[test]
fn a_short_answer_counts_in_its_own_language_only() {
    let part = json!({"id": "a", "points": 1, "key": {"accepted": ["H2O"]}});
    let texts = json!({"accepted": ["су"]});
    let said = |texts: Option<Value>, text: &str| {
        said(&mark(
            ItemType::Sa,
            part.clone(),
            texts,
            "kk",
            json!({"text": text}),
        ))
    };
    assert_eq!(said(Some(texts.clone()), "СУ"), "1 right");
    assert_eq!(said(Some(texts.clone()), "h2o"), "1 right");
    assert_eq!(said(Some(texts), "вода"), "0 wrong");
    assert_eq!(said(None, "су"), "0 wrong");
}

#[test]
fn a_number_may_come_in_words_too() {
    let part = json!({
        "id": "a", "points": 1,
        "key": {"number": {"value": "5", "units": ["кг"], "unit_required": true}}
    });
    let texts = json!({"accepted": ["бес кг"]});
    let said = |text: &str| {
        said(&mark(
            ItemType::Sa,
            part.clone(),
            Some(texts.clone()),
            "kk",
            json!({"text": text}),
        ))
    };
    assert_eq!(said("5,0 кг"), "1 right");
    assert_eq!(said("Бес кг"), "1 right");
    assert_eq!(said("5"), "0 unit_missing");
    assert_eq!(said("көп"), "0 not_a_number");
    assert_eq!(said("6 кг"), "0 wrong");
    assert_eq!(said(" \u{00A0}"), "0 blank");
}

#[test]
fn an_analytic_short_answer_awards_every_descriptor_or_none() {
    let part = json!({
        "id": "a", "points": 3, "key": {"number": {"value": "12"}},
        "scheme": {"kind": "analytic", "descriptors": [{"id": "d1", "points": 1}, {"id": "d2", "points": 2}]}
    });
    let of = |answer: Value| mark(ItemType::Sa, part.clone(), None, "ru", answer);
    let points = |mark: &AutoMark| {
        mark.descriptors
            .iter()
            .map(|d| d.points.to_string())
            .collect::<Vec<_>>()
    };
    let (right, wrong, blank) = (
        of(json!({"text": "12"})),
        of(json!({"text": "13"})),
        of(json!({"blank": true})),
    );
    assert_eq!(
        (said(&right), points(&right)),
        ("3 right".into(), vec!["1".into(), "2".into()])
    );
    assert_eq!(
        (said(&wrong), points(&wrong)),
        ("0 wrong".into(), vec!["0".into(), "0".into()])
    );
    assert_eq!(
        right.awards(),
        [("d1", Points::whole(1)), ("d2", Points::whole(2))]
    );
    assert_eq!(
        (said(&blank), points(&blank)),
        ("0 blank".into(), vec!["0".into(), "0".into()])
    );
}

#[test]
fn what_only_a_person_can_mark_has_no_points_yet() {
    let open = json!({"id": "a", "points": 3});
    assert_eq!(
        said(&mark(ItemType::Ea, open.clone(), None, "ru", json!({}))),
        "null needs_marker"
    );
    assert_eq!(
        said(&mark(
            ItemType::Ea,
            open.clone(),
            None,
            "ru",
            json!({"blank": true})
        )),
        "0 blank"
    );
    assert_eq!(
        mark(ItemType::Ea, open.clone(), None, "ru", json!({})).awards(),
        []
    );
    assert_eq!(
        said(&mark(ItemType::Sa, open, None, "ru", json!({"text": "x"}))),
        "null needs_marker"
    );
}

#[test]
fn a_questionnaire_gives_its_coded_value_and_no_points() {
    let part = json!({
        "id": "a", "points": 0, "options": ["y", "n"],
        "values": [{"option": "y", "value": 3}, {"option": "n", "value": 1}]
    });
    let of = |answer: Value| mark(ItemType::Question, part.clone(), None, "ru", answer);
    assert_eq!(
        (
            of(json!({"choice": "y"})).value,
            of(json!({"choice": "y"})).points
        ),
        (Some(3), None)
    );
    assert_eq!(of(json!({"blank": true})).value, None);
}
