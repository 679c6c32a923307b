use serde_json::{Value, json};

use super::*;
use crate::document::decode;

/// The published study of module tests (`counts low/medium/high = 3/4/5`).
pub(crate) fn published_study() -> Value {
    let row = |at: &str, counts: [i64; 3]| json!({"at": at, "counts": {"low": counts[0], "medium": counts[1], "high": counts[2]}});
    json!({
        "title": "Module tests in Kazakh as a second language",
        "levels": [{"id": "low", "code": 3}, {"id": "medium", "code": 4}, {"id": "high", "code": 5}],
        "measurements": ["pre", "post"], "control": "CG",
        "groups": [
            {"id": "EG", "measured": [row("pre", [39, 15, 9]), row("post", [26, 18, 19])]},
            {"id": "CG", "measured": [row("pre", [39, 14, 8]), row("post", [38, 14, 9])]}
        ]
    })
}

fn found(change: impl FnOnce(&mut Value)) -> Vec<(String, String)> {
    let mut study = published_study();
    change(&mut study);
    let study: StudyDocument = decode(&study).expect("its shape is right");
    let mut found: Vec<_> = check(&study)
        .into_iter()
        .map(|f| (f.code, f.pointer))
        .collect();
    found.sort();
    found
}

fn expected(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(code, pointer): &(&str, &str)| ((*code).to_owned(), (*pointer).to_owned());
    let mut list: Vec<_> = list.iter().map(owned).collect();
    list.sort();
    list
}

#[test]
fn the_published_study_is_right_as_it_stands() {
    assert_eq!(found(|_| ()), expected(&[]));
}

#[test]
fn everything_wrong_is_said_at_once() {
    let all = found(|study| {
        study["control"] = json!("KG");
        study["levels"][2]["code"] = json!(4);
        study["measurements"] = json!(["pre", "post", "pre"]);
        study["groups"][0]["measured"][0]["counts"] = json!({"low": -1, "hihg": 1});
        study["groups"][0]["measured"][1] = json!({"at": "post"});
        study["groups"][1]["measured"][1]["at"] = json!("later");
        study["groups"][1]["measured"][0]["published"] =
            json!({"percent": {"low": 101, "none": -1}});
    });
    assert_eq!(
        all,
        expected(&[
            (
                "above_maximum",
                "/groups/1/measured/0/published/percent/low"
            ),
            ("below_minimum", "/groups/0/measured/0/counts/low"),
            (
                "below_minimum",
                "/groups/1/measured/0/published/percent/none"
            ),
            ("not_allowed", "/control"),
            ("not_allowed", "/groups/0/measured/0/counts/hihg"),
            ("not_allowed", "/groups/1/measured/0/published/percent/none"),
            ("not_allowed", "/groups/1/measured/1/at"),
            ("study_codes_not_rising", "/levels/2/code"),
            ("study_counts_or_sittings", "/groups/0/measured/1"),
            ("study_group_too_small", "/groups/0/measured/0/counts"),
            ("study_measurement_missing", "/groups/1/measured"),
            ("study_named_twice", "/measurements/2"),
        ])
    );
}

#[test]
fn a_group_of_nobody_or_of_one_cannot_be_compared_and_one_of_two_can() {
    for (count, refused) in [(0, true), (1, true), (2, false)] {
        let all = found(|study| {
            study["groups"][1]["measured"][1]["counts"] = json!({"medium": count});
        });
        assert_eq!(!all.is_empty(), refused, "{count}: {all:?}");
    }
    let both = found(|study| {
        study["groups"][1]["measured"][1]["sittings"] = json!(["x"]);
    });
    assert_eq!(
        both,
        expected(&[("study_counts_or_sittings", "/groups/1/measured/1")])
    );
}

#[test]
fn names_stand_once() {
    let all = found(|study| {
        study["groups"][1]["id"] = json!("EG");
        study["control"] = json!("EG");
        study["levels"][1]["id"] = json!("low");
        study["groups"][0]["measured"][1]["at"] = json!("pre");
        for group in 0..2 {
            for at in 0..2 {
                study["groups"][group]["measured"][at]["counts"] = json!({"low": 9, "high": 3});
            }
        }
    });
    assert_eq!(
        all,
        expected(&[
            ("study_measurement_missing", "/groups/0/measured"),
            ("study_named_twice", "/groups/0/measured/1/at"),
            ("study_named_twice", "/groups/1"),
            ("study_named_twice", "/levels/1"),
        ])
    );
}
