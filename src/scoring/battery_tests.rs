use super::*;
use serde_json::json;

use crate::specification::component::components;

fn document() -> SpecificationDocument {
    let component = |id: &str, grade: u8| {
        json!({
            "id": id, "grade": grade, "subject": id, "items": 20, "max_score": 20, "pass": 10,
            "variants": {"language_versions": ["kk"]}
        })
    };
    serde_json::from_value(json!({
        "schema": "synaq.battery/v1", "id": "battery", "version": 1, "kind": "MONITORING", "title": {},
        "languages": {"instruction": ["kk"]},
        "components": [component("maths", 8), component("science", 8)],
        "total_thresholds": {"pass": 25}
    }))
    .unwrap()
}

fn result(state: &str, raw: Option<i64>) -> ScoreResult {
    let document = json!({
        "state": state, "raw": raw, "maximum": 20, "percent": null, "rounded": null,
        "level": raw.map(|_| "medium"), "grade": null,
        "parts": [], "objectives": [], "criteria": [], "thinking": []
    });
    let mut result: ScoreResult = serde_json::from_value(document).unwrap();
    let percent = result
        .raw
        .and_then(|raw| Ratio::percent_of(raw, result.maximum));
    result.percent = percent.map(Amount::from);
    result
}

fn sat(id: &str, results: &[(&str, ScoreResult)]) -> (String, BTreeMap<String, ScoreResult>) {
    let own = results
        .iter()
        .map(|(who, result)| ((*who).to_owned(), result.clone()));
    (id.to_owned(), own.collect())
}

fn put_together(sat: BTreeMap<String, ResultsOf>) -> BatteryOfClass {
    let document = document();
    let candidates = ["a", "b", "c"].map(str::to_owned);
    battery(&document, &components(&document), &sat, &candidates)
}

#[test]
fn a_total_is_of_all_components_and_who_was_away_from_one_has_none() {
    let found = put_together(
        [
            (
                "maths".to_owned(),
                vec![sat(
                    "m",
                    &[
                        ("a", result("complete", Some(12))),
                        ("b", result("complete", Some(20))),
                    ],
                )],
            ),
            (
                "science".to_owned(),
                vec![sat(
                    "s",
                    &[
                        ("a", result("complete", Some(14))),
                        ("b", result("absent", None)),
                    ],
                )],
            ),
        ]
        .into(),
    );
    let totals: Vec<_> = found.rows.iter().map(|row| row.raw).collect();
    assert_eq!(totals, [Some(Points::whole(26)), None, None]);
    assert_eq!(found.rows[0].thresholds, [("pass".to_owned(), true)].into());
    assert!(found.rows[1].thresholds.is_empty());
    assert_eq!(found.rows[1].components[1].state, Some(ResultState::Absent));
    assert_eq!(
        (found.rows[2].components[0].state, found.rows[2].maximum),
        (None, Points::whole(40))
    );
    assert_eq!((found.expected, found.assessed, found.complete), (6, 3, 1));
    let counts: Vec<_> = found
        .components
        .iter()
        .map(|c| (c.assessed, c.away, c.waiting))
        .collect();
    assert_eq!(counts, [(2, 0, 1), (1, 1, 1)]);
    assert_eq!(
        found.components[0].mean_percent.unwrap().exact.to_string(),
        "80"
    );
}

#[test]
fn a_component_sat_twice_counts_once_the_newest_complete_result() {
    let twice = vec![
        sat(
            "first",
            &[
                ("a", result("complete", Some(8))),
                ("b", result("complete", Some(9))),
            ],
        ),
        sat(
            "second",
            &[
                ("a", result("complete", Some(15))),
                ("b", result("absent", None)),
            ],
        ),
    ];
    let found = put_together([("maths".to_owned(), twice)].into());
    let maths = |n: usize| {
        let own = &found.rows[n].components[0];
        (own.sitting_id.as_deref(), own.raw, own.passed)
    };
    assert_eq!(
        maths(0),
        (Some("second"), Some(Points::whole(15)), Some(true))
    );
    assert_eq!(
        maths(1),
        (Some("first"), Some(Points::whole(9)), Some(false))
    );
    assert_eq!(maths(2), (None, None, None));
}
