use super::*;
use crate::document::{Format, decode_text};

/// The shipped policy for Kazakhstan, read as a user's file is.
pub fn kazakhstan() -> GradingPolicyDocument {
    let text = include_str!("../../item_specs/policies/kz-2-11-2025.yaml");
    decode_text(text, Format::Yaml).unwrap().0
}

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn grade(policy: &GradingPolicyDocument, percent: &str) -> String {
    banded(policy, ratio(percent)).grade.unwrap()
}

#[test]
fn the_shipped_policy_has_no_findings() {
    assert_eq!(check(&kazakhstan()), []);
}

#[test]
fn bands_begin_at_their_lower_bound() {
    let policy = kazakhstan();
    let rows = [
        ("0", "2"),
        ("39", "2"),
        ("40", "3"),
        ("64", "3"),
        ("65", "4"),
        ("84", "4"),
        ("85", "5"),
        ("100", "5"),
    ];
    for (percent, expected) in rows {
        assert_eq!(grade(&policy, percent), expected, "{percent}");
    }
    assert_eq!(level_names(&policy), ["low", "medium", "high"]);
}

#[test]
fn the_rounding_rule_decides_at_the_half_and_is_shown() {
    let rows = [
        (Rounding::HalfUp, "64.5", Some("65"), "4"),
        (Rounding::None, "64.5", None, "3"),
        (Rounding::HalfEven, "64.5", Some("64"), "3"),
        (Rounding::Down, "64.99", Some("64"), "3"),
        (Rounding::HalfUp, "39.5", Some("40"), "3"),
        (Rounding::None, "39.5", None, "2"),
        (Rounding::HalfUp, "84.5", Some("85"), "5"),
        (Rounding::HalfUp, "84.49", Some("84"), "4"),
    ];
    for (rounding, percent, rounded, expected) in rows {
        let policy = GradingPolicyDocument {
            rounding,
            ..kazakhstan()
        };
        let banded = banded(&policy, ratio(percent));
        assert_eq!(
            banded.rounded.map(|r| r.to_string()).as_deref(),
            rounded,
            "{rounding:?} {percent}"
        );
        assert_eq!(
            banded.grade.as_deref(),
            Some(expected),
            "{rounding:?} {percent}"
        );
        assert_eq!(banded.rounding, rounding);
    }
}

#[test]
fn a_scale_of_the_specification_has_its_own_levels() {
    let levels: Vec<Level> = serde_json::from_value(
        serde_json::json!([{"id": "low", "from": 0}, {"id": "high", "from": 66.5}]),
    )
    .unwrap();
    assert_eq!(level_of(&levels, ratio("66.5")).unwrap().id, "high");
    assert_eq!(level_of(&levels, ratio("66.49")).unwrap().id, "low");
}

#[test]
fn everything_wrong_with_a_policy_is_found_at_once() {
    let mut policy = kazakhstan();
    policy.id = " ".into();
    policy.version = 0;
    policy.valid_from = "2020-13-01".into();
    policy.ungraded = vec![12];
    policy.weights.fa = Hundredths::whole(30);
    policy.bands.swap(0, 1);
    policy.bands[3].grade = policy.bands[2].grade.clone();
    policy.quality_from = Hundredths::whole(30);
    policy.fa_points = [Hundredths::whole(10), Hundredths::whole(1)];
    policy.rounding_places = 3;
    let mut said: Vec<_> = check(&policy)
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect();
    said.sort();
    assert_eq!(
        said,
        [
            "policy_bands_order /bands/1/from",
            "policy_date_invalid /valid_from",
            "policy_fa_points /fa_points",
            "policy_field_empty /id",
            "policy_grade_twice /bands/3/grade",
            "policy_quality_below_progress /quality_from",
            "policy_rounding_places /rounding_places",
            "policy_ungraded_outside /ungraded/0",
            "policy_version_zero /version",
            "policy_weights_sum /weights",
        ]
    );
}

#[test]
fn bands_cover_every_percentage_once() {
    let one = |change: fn(&mut GradingPolicyDocument)| {
        let mut policy = kazakhstan();
        change(&mut policy);
        check(&policy)
            .into_iter()
            .map(|f| f.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(one(|p| p.bands.clear()), ["policy_bands_empty"]);
    assert_eq!(
        one(|p| p.bands[0].from = Hundredths::whole(5)),
        ["policy_bands_start"]
    );
    assert_eq!(
        one(|p| p.bands[1].from = Hundredths::ZERO),
        ["policy_bands_order"]
    );
    assert_eq!(
        one(|p| p.bands[3].from = Hundredths::whole(101)),
        ["policy_percent_range"]
    );
    assert_eq!(
        one(|p| p.bands[3].level = "low".into()),
        ["policy_level_split"]
    );
    assert_eq!(one(|p| p.bands.reverse()), [""; 0]);
    assert_eq!(
        one(|p| p.valid_to = Some("2019-01-01".into())),
        ["policy_ends_before_it_begins"]
    );
}

#[test]
fn keys_that_start_with_x_are_kept_and_other_unknown_keys_refused() {
    let text = include_str!("../../item_specs/policies/kz-2-11-2025.yaml");
    let read = |line: &str| {
        decode_text::<GradingPolicyDocument>(&format!("{text}\n{line}\n"), Format::Yaml)
    };
    assert_eq!(read("x_order: 125").unwrap().0.extensions["x_order"], 125);
    assert_eq!(read("wieghts: 1").unwrap_err().len(), 1);
}
