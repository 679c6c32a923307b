use super::*;
use crate::document::{Format, decode_text};
use crate::specification::document::SpecificationDocument;

const MODULE_TEST: &str =
    include_str!("../../item_specs/specifications/module-test-g7-kazakh-l2.yaml");

fn document() -> SpecificationDocument {
    decode_text(MODULE_TEST, Format::Yaml)
        .expect("a shipped specification")
        .0
}

fn scale() -> ScaleDocument {
    document().scale.expect("a scale")
}

fn profile_of(points: &[(&str, i64)]) -> Profile {
    let points = points
        .iter()
        .map(|(id, n)| ((*id).to_owned(), Points::whole(*n)))
        .collect();
    profile(&scale(), &document().criteria, &points)
}

fn by_rule(method: OverallMethod, levels: &[usize]) -> &'static str {
    let mut scale = scale();
    scale.overall_rule.method = method;
    ["low", "medium", "high"][overall(&scale, levels).expect("a level")]
}

#[test]
fn each_criterion_has_its_level_by_cut_and_the_middle_one_is_the_whole() {
    let profile = profile_of(&[("motivational", 26), ("content", 16), ("procedural", 4)]);
    let levels: Vec<&str> = profile
        .criteria
        .values()
        .flatten()
        .map(String::as_str)
        .collect();
    // In the order of their ids: content, motivational, procedural.
    assert_eq!(levels, ["medium", "high", "low"]);
    assert_eq!(
        (profile.overall.as_deref(), profile.code),
        (Some("medium"), Some(4))
    );
}

#[test]
fn a_cut_itself_belongs_to_its_level_and_one_point_less_does_not() {
    let level = |points: i64| {
        let profile = profile_of(&[("content", points)]);
        profile.criteria["content"].clone().unwrap()
    };
    let levels: Vec<String> = [0, 7, 8, 16, 17, 20].map(level).into();
    assert_eq!(levels, ["low", "low", "medium", "medium", "high", "high"]);
}

#[test]
fn a_criterion_without_points_is_missing_and_so_is_the_whole() {
    let profile = profile_of(&[("content", 20), ("procedural", 12)]);
    assert_eq!(
        (profile.criteria["motivational"].as_ref(), profile.overall),
        (None, None)
    );
}

#[test]
fn the_rules_over_all_criteria_differ_where_levels_do() {
    use OverallMethod::*;
    assert_eq!(by_rule(MedianOfCriteria, &[2, 0, 1]), "medium");
    assert_eq!(by_rule(MedianOfCriteria, &[2, 0]), "low");
    assert_eq!(by_rule(AllAtLeast, &[2, 1, 2]), "medium");
    assert_eq!(by_rule(Lowest, &[2, 0, 2]), "low");
    assert_eq!(by_rule(MeanOfCodes, &[2, 2, 0]), "medium");
    assert_eq!(by_rule(MeanOfCodes, &[2, 2, 2, 1]), "high");
    assert_eq!(
        by_rule(MeanOfCodes, &[0, 1]),
        "low",
        "of two equally near the lower"
    );
    assert_eq!(overall(&scale(), &[]), None);
}

/// The published table: 63 pupils of the experimental group, 61 of the control group.
#[test]
fn the_means_of_codes_of_the_golden_vector_differ_as_published() {
    let vector = document().extensions["x_golden_vector"].clone();
    let mean = |arm: &str, stage: &str| {
        let pupils: Vec<u32> = serde_json::from_value(vector[arm][stage].clone()).unwrap();
        mean_of_codes(&scale(), &pupils).unwrap()
    };
    assert_eq!(mean("EG", "pre"), Ratio::new(222, 63).unwrap());
    assert_eq!(mean("CG", "pre"), Ratio::new(213, 61).unwrap());
    assert_eq!(mean("EG", "post"), Ratio::new(245, 63).unwrap());
    assert_eq!(mean("CG", "post"), Ratio::new(215, 61).unwrap());
    for (stage, published) in [("pre", "0.03"), ("post", "0.36")] {
        let minus = Ratio::new(-1, 1).unwrap().times(mean("CG", stage)).unwrap();
        let difference = mean("EG", stage).plus(minus).unwrap();
        assert_eq!(difference.shown().to_string(), published, "{stage}");
        let expected = vector["expect"][stage]["diff"].to_string();
        assert_eq!(expected, published);
    }
}

#[test]
fn nobody_has_no_mean_and_a_number_too_few_is_no_distribution() {
    assert_eq!(mean_of_codes(&scale(), &[0, 0, 0]), None);
    assert_eq!(mean_of_codes(&scale(), &[1, 2]), None);
}
