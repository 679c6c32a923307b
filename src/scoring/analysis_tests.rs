use super::*;
use crate::scoring::policy::tests::kazakhstan;

fn row<'a>(candidate: &'a str, state: ResultState, points: i64) -> ClassRow<'a> {
    ClassRow {
        candidate,
        state,
        score: Some((Points::whole(points), Points::whole(15))),
        objectives: &[],
        criteria: &[],
    }
}

#[test]
fn fourteen_pupils_none_low_thirteen_medium_one_high_make_quality_57() {
    // Of 15: 6 is 40 %, 9 is 60 %, 10 is 66.7 %, 12 is 80 %, 14 is 93.3 %.
    let points = [6, 6, 7, 8, 9, 9, 10, 10, 11, 11, 12, 12, 12, 14];
    let names: Vec<String> = (1..=14).map(|n| format!("p{n}")).collect();
    let rows: Vec<_> = names
        .iter()
        .zip(points)
        .map(|(name, points)| row(name, ResultState::Complete, points))
        .collect();
    let form = analyse(&kazakhstan(), &rows);
    let counts: Vec<_> = form
        .levels
        .iter()
        .map(|group| (group.level.as_str(), group.count))
        .collect();
    assert_eq!(
        counts,
        [("low", Some(0)), ("medium", Some(13)), ("high", Some(1))]
    );
    let quality = form.quality.unwrap();
    assert_eq!(
        (quality.count, quality.of, quality.whole_percent),
        (8, 14, Hundredths::whole(57))
    );
    assert_eq!(quality.percent.exact.to_string(), "400/7");
    assert_eq!(form.progress.unwrap().whole_percent, Hundredths::whole(100));
    assert_eq!((form.wrote, form.maximum), (14, Some(Points::whole(15))));
    assert_eq!(form.levels[2].candidates, ["p14"]);
}

#[test]
fn a_class_nobody_of_which_wrote_has_nulls_and_no_zero() {
    let rows = [
        row("p1", ResultState::Absent, 9),
        row("p2", ResultState::TemporarilyNotAssessed, 9),
    ];
    let form = analyse(&kazakhstan(), &rows);
    assert_eq!(
        (form.listed, form.wrote, form.absent, form.absent_valid),
        (2, 0, 1, 1)
    );
    assert_eq!(
        (
            &form.quality,
            &form.progress,
            &form.mean_percent,
            form.maximum
        ),
        (&None, &None, &None, None)
    );
    assert!(form.levels.iter().all(|group| group.count.is_none()));
}

#[test]
fn what_is_still_being_marked_was_written_and_is_no_base() {
    let form = analyse(
        &kazakhstan(),
        &[
            row("p1", ResultState::Incomplete, 0),
            row("p2", ResultState::Complete, 15),
        ],
    );
    assert_eq!((form.wrote, form.assessed), (2, 1));
    assert_eq!(form.quality.unwrap().of, 1);
}

#[test]
fn every_four_counts_as_quality_under_the_same_rounding() {
    let at = |rounding| {
        let policy = GradingPolicyDocument {
            rounding,
            ..kazakhstan()
        };
        let row = ClassRow {
            score: Some((Hundredths(6450), Points::whole(100))),
            ..row("p", ResultState::Complete, 0)
        };
        analyse(&policy, &[row]).quality.unwrap().count
    };
    assert_eq!((at(Rounding::HalfUp), at(Rounding::None)), (1, 0));
}

#[test]
fn objectives_below_the_bound_cause_difficulty_and_unknown_ones_neither() {
    let line = |id: &str, points: Option<i64>| {
        achievement(id, points.map(Points::whole), Points::whole(5))
    };
    let (first, second) = (
        [
            line("6.1", Some(1)),
            line("6.2", Some(2)),
            line("6.3", None),
        ],
        [
            line("6.1", Some(2)),
            line("6.2", Some(2)),
            line("6.3", None),
        ],
    );
    let rows = [
        ClassRow {
            objectives: &first,
            ..row("p1", ResultState::Complete, 5)
        },
        ClassRow {
            objectives: &second,
            ..row("p2", ResultState::Complete, 5)
        },
    ];
    let form = analyse(&kazakhstan(), &rows);
    assert_eq!(
        (form.difficult, form.achieved),
        (vec!["6.1".to_owned()], vec!["6.2".to_owned()])
    );
    assert_eq!(
        (form.objectives[2].difficult, form.objectives[2].pupils),
        (None, 0)
    );
}

#[test]
fn criteria_are_summed_over_the_class_like_objectives() {
    let line = |points: i64| {
        [achievement(
            "c1",
            Some(Points::whole(points)),
            Points::whole(5),
        )]
    };
    let (first, second) = (line(1), line(4));
    let rows = [
        ClassRow {
            criteria: &first,
            ..row("p1", ResultState::Complete, 5)
        },
        ClassRow {
            criteria: &second,
            ..row("p2", ResultState::Complete, 5)
        },
    ];
    let form = analyse(&kazakhstan(), &rows);
    let reached = &form.criteria[0];
    assert_eq!(
        (reached.achievement.points, reached.achievement.max),
        (Some(Points::whole(5)), Points::whole(10))
    );
    assert_eq!((reached.pupils, reached.difficult), (2, Some(false)));
}
