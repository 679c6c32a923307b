use super::*;
use crate::scoring::policy::tests::kazakhstan;
use crate::specification::policy::Rounding;

fn of(points: &str, max: &str) -> PointsOf {
    PointsOf {
        points: points.parse().unwrap(),
        max: max.parse().unwrap(),
    }
}

fn sat(points: &str, max: &str) -> Option<SatState> {
    Some(SatState::Written(of(points, max)))
}

fn shown(amount: Option<Amount>) -> String {
    amount.map_or("null".to_owned(), |amount| amount.exact.to_string())
}

#[test]
fn twenty_and_seventeen_and_a_half_and_thirty_six_make_a_four() {
    let fa = [of("7", "10"), of("9", "10"), of("8", "10")];
    let sau = [of("12", "15"), of("9", "15")];
    let grade = term_grade(&kazakhstan(), 7, &fa, &sau, sat("18", "25")).unwrap();
    assert_eq!(
        [grade.fa_part, grade.sau_part, grade.sat_part].map(shown),
        ["20", "17.5", "36"]
    );
    let total = grade.total.unwrap();
    assert_eq!(total.percent.exact.to_string(), "73.5");
    assert_eq!(total.rounded.unwrap().to_string(), "74");
    assert_eq!((grade.grade.as_deref(), grade.reason), (Some("4"), None));
}

#[test]
fn sixty_four_and_a_half_follows_the_rounding_of_the_policy() {
    // 25 × 0.5 + 25 × 0.6 + 50 × 0.74 = 12.5 + 15 + 37 = 64.5
    let grade = |rounding| {
        let policy = GradingPolicyDocument {
            rounding,
            ..kazakhstan()
        };
        let grade = term_grade(
            &policy,
            7,
            &[of("5", "10")],
            &[of("9", "15")],
            sat("18.5", "25"),
        )
        .unwrap();
        let total = grade.total.unwrap();
        assert_eq!(total.percent.exact.to_string(), "64.5");
        (total.rounded.map(|r| r.to_string()), grade.grade.unwrap())
    };
    assert_eq!(grade(Rounding::HalfUp), (Some("65".into()), "4".into()));
    assert_eq!(grade(Rounding::None), (None, "3".into()));
}

#[test]
fn a_missing_sat_is_temporarily_not_assessed_and_never_zero() {
    for state in [None, Some(SatState::AbsentValid), Some(SatState::Absent)] {
        let grade =
            term_grade(&kazakhstan(), 7, &[of("8", "10")], &[of("7", "10")], state).unwrap();
        assert_eq!(grade.reason, Some(NoGrade::TemporarilyNotAssessed));
        assert_eq!(
            (grade.grade, grade.total, grade.sat_part),
            (None, None, None)
        );
        assert_eq!(shown(grade.sau_part), "17.5");
    }
}

#[test]
fn a_subject_without_sat_is_scaled_up_or_not_graded() {
    let mut policy = kazakhstan();
    let of_policy = |policy: &GradingPolicyDocument| {
        term_grade(
            policy,
            7,
            &[of("8", "10")],
            &[of("7", "10")],
            Some(SatState::NotHeld),
        )
        .unwrap()
    };
    let scaled = of_policy(&policy);
    assert_eq!(scaled.total.unwrap().percent.exact.to_string(), "75");
    assert!(scaled.scaled_up);
    policy.without_sat = WithoutSat::NoGrade;
    assert_eq!(of_policy(&policy).reason, Some(NoGrade::WithoutSat));
}

#[test]
fn grade_one_gets_feedback_and_foreign_grades_nothing() {
    let reason = |school_grade| {
        term_grade(
            &kazakhstan(),
            school_grade,
            &[of("8", "10")],
            &[of("7", "10")],
            sat("1", "2"),
        )
        .unwrap()
        .reason
    };
    assert_eq!(
        [reason(1), reason(2), reason(12)],
        [
            Some(NoGrade::FeedbackOnly),
            None,
            Some(NoGrade::OutsidePolicy)
        ]
    );
}

#[test]
fn missing_fa_or_sau_is_said() {
    let policy = kazakhstan();
    let reason = |fa: &[PointsOf], sau: &[PointsOf]| {
        term_grade(&policy, 7, fa, sau, sat("1", "2"))
            .unwrap()
            .reason
    };
    assert_eq!(reason(&[], &[of("1", "2")]), Some(NoGrade::FaMissing));
    assert_eq!(reason(&[of("5", "10")], &[]), Some(NoGrade::SauMissing));
}

#[test]
fn several_sau_are_aggregated_as_the_policy_says() {
    let sau = [of("5", "5"), of("5", "15")];
    let part = |sau_aggregation| {
        let policy = GradingPolicyDocument {
            sau_aggregation,
            ..kazakhstan()
        };
        shown(
            term_grade(&policy, 7, &[of("5", "10")], &sau, sat("1", "2"))
                .unwrap()
                .sau_part,
        )
    };
    assert_eq!(part(SauAggregation::MeanOfPercents), "50/3");
    assert_eq!(part(SauAggregation::RatioOfSums), "12.5");
}

#[test]
fn entries_out_of_range_are_all_named() {
    let fa = [of("0", "10"), of("11", "10"), of("3", "5")];
    let findings = term_grade(&kazakhstan(), 7, &fa, &[of("1", "0")], sat("-1", "5")).unwrap_err();
    let said: Vec<_> = findings
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect();
    assert_eq!(
        said,
        [
            "journal_points_range /fa/1",
            "journal_fa_below_scale /fa/0",
            "journal_points_range /sau/0",
            "journal_points_range /sat"
        ]
    );
}

#[test]
fn the_year_is_the_rounded_mean() {
    assert_eq!(
        [
            year_mean(&[3, 4, 4, 3]),
            year_mean(&[4, 4, 3, 3, 3]),
            year_mean(&[])
        ],
        [Some(4), Some(3), None]
    );
}
