use super::*;
use crate::bank::Points;

fn scale(said_by: &str, cut: i64) -> GrowthScale {
    let bound = |id: &str, from: i64| ScaleBound {
        id: id.to_owned(),
        from: Hundredths::whole(from),
    };
    GrowthScale {
        said_by: said_by.to_owned(),
        levels: vec![bound("low", 0), bound("medium", cut), bound("high", 85)],
    }
}

fn result(percent: Option<i64>, level: &str) -> ScoreResult {
    let document = serde_json::json!({
        "state": if percent.is_some() { "complete" } else { "absent" },
        "raw": percent, "maximum": 100, "percent": null, "rounded": null, "level": level, "grade": null,
        "parts": [], "objectives": [], "criteria": [], "thinking": []
    });
    let mut result: ScoreResult = serde_json::from_value(document).unwrap();
    let ratio = percent.and_then(|p| Ratio::percent_of(Points::whole(p), Points::whole(100)));
    result.percent = ratio.map(Amount::from);
    result
}

fn sat(id: &str, kind: &str, scale: GrowthScale, results: &[(&str, Option<i64>, &str)]) -> Sat {
    let results = results.iter().map(|(who, percent, level)| {
        let result = result(*percent, level);
        ((*who).to_owned(), result)
    });
    Sat {
        sitting_id: id.to_owned(),
        kind: kind.to_owned(),
        held_on: "2026-10-22".to_owned(),
        scale,
        results: results.collect(),
    }
}

fn of(sat: &[Sat]) -> ClassGrowth {
    growth(sat, &["a".to_owned(), "b".to_owned()])
}

fn shown(growth: &Option<Growth>) -> Option<(&str, String)> {
    let growth = growth.as_ref()?;
    Some((growth.since.as_str(), growth.difference.exact.to_string()))
}

#[test]
fn a_pupil_is_compared_with_the_last_result_of_the_same_kind_and_scale() {
    let one = || scale("policy v1", 40);
    let found = of(&[
        sat(
            "1",
            "SAT",
            one(),
            &[("a", Some(50), "medium"), ("b", Some(20), "low")],
        ),
        sat("2", "SAU", one(), &[("a", Some(90), "high")]),
        sat(
            "3",
            "SAT",
            one(),
            &[("a", None, "low"), ("b", Some(60), "medium")],
        ),
        sat(
            "4",
            "SAT",
            one(),
            &[("a", Some(35), "low"), ("b", Some(70), "medium")],
        ),
    ]);
    let points = |n: usize| &found.candidates[n].points;
    let all: Vec<_> = points(0).iter().map(|p| shown(&p.growth)).collect();
    assert_eq!(all, [None, None, None, Some(("1", "-15".to_owned()))]);
    assert_eq!(points(0)[3].growth.as_ref().unwrap().levels, Some(-1));
    assert_eq!(shown(&points(1)[1].growth), Some(("1", "40".to_owned())));
    // Only those assessed both times: b rose by 40, a was away.
    assert_eq!(
        shown(&found.sittings[2].growth),
        Some(("1", "40".to_owned()))
    );
    assert_eq!(found.sittings[2].growth.as_ref().unwrap().pupils, Some(1));
    assert_eq!(
        (found.sittings[2].listed, found.sittings[2].assessed),
        (2, 1)
    );
}

#[test]
fn results_on_another_scale_are_not_subtracted_and_the_change_is_said() {
    let found = of(&[
        sat(
            "1",
            "SAT",
            scale("policy v1", 40),
            &[("a", Some(50), "medium")],
        ),
        sat(
            "2",
            "SAT",
            scale("policy v2", 50),
            &[("a", Some(60), "medium")],
        ),
        sat(
            "3",
            "SAT",
            scale("policy v3", 40),
            &[("a", Some(70), "medium")],
        ),
    ]);
    assert_eq!(found.scales.len(), 2);
    let scales: Vec<usize> = found.sittings.iter().map(|s| s.scale).collect();
    assert_eq!(scales, [0, 1, 0]);
    let changed: Vec<bool> = found.sittings.iter().map(|s| s.scale_changed).collect();
    assert_eq!(changed, [false, true, true]);
    let all: Vec<_> = found.candidates[0]
        .points
        .iter()
        .map(|p| shown(&p.growth))
        .collect();
    assert_eq!(all, [None, None, Some(("1", "20".to_owned()))]);
    assert!(found.sittings[1].growth.is_none());
}

#[test]
fn a_sitting_nobody_has_a_result_of_has_nulls_and_no_zero() {
    let found = of(&[sat("1", "SAT", scale("policy v1", 40), &[])]);
    assert_eq!(
        (found.sittings[0].mean_percent, found.sittings[0].assessed),
        (None, 0)
    );
    assert!(found.candidates[1].points.is_empty());
}
