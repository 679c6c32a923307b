use serde_json::json;

use super::*;
use crate::document::decode;
use crate::report::study::tests::published_study;

fn study() -> StudyDocument {
    decode(&published_study()).expect("the study is right")
}

fn cell<'a>(group: &'a str, at: &'a str, counts: [u32; 3]) -> CellCounts<'a> {
    CellCounts {
        group,
        at,
        counts: counts.to_vec(),
        not_assessed: None,
        pupils: None,
        published: None,
        pointer: String::new(),
    }
}

fn published_cells() -> [CellCounts<'static>; 4] {
    [
        cell("EG", "pre", [39, 15, 9]),
        cell("EG", "post", [26, 18, 19]),
        cell("CG", "pre", [39, 14, 8]),
        cell("CG", "post", [38, 14, 9]),
    ]
}

fn near(found: f64, published: f64, within: f64) {
    assert!(
        (found - published).abs() <= within,
        "{found} is not {published}"
    );
}

/// The published tables: percentages, means 3.52/3.89/3.49/3.53, deviations .738/.845/.722/.744, medians 3, 4,
/// 3, 3; pre t = .25 (of rounded figures; .24), post t = 2.55, p = .01, interval .08 to .65.
#[test]
fn the_published_study_is_reproduced() {
    let found = compare(&study(), &published_cells());
    let shown: Vec<_> = found
        .cells
        .iter()
        .map(|c| (c.group.as_str(), c.at.as_str(), c.n, c.median))
        .collect();
    assert_eq!(
        shown,
        [
            ("EG", "pre", 63, 3.0),
            ("EG", "post", 63, 4.0),
            ("CG", "pre", 61, 3.0),
            ("CG", "post", 61, 3.0)
        ]
    );
    let published = [(3.52, 0.738), (3.89, 0.845), (3.49, 0.722), (3.53, 0.744)];
    for (cell, (mean, sd)) in found.cells.iter().zip(published) {
        near(cell.mean, mean, 0.006);
        near(cell.sd, sd, 0.0006);
    }
    let percent: Vec<String> = found.cells[0]
        .levels
        .iter()
        .map(|l| format!("{:.1}", l.percent))
        .collect();
    assert_eq!(percent, ["61.9", "23.8", "14.3"]);
    let [pre, post] = &found.comparisons[..] else {
        panic!("{:?}", found.comparisons)
    };
    near(pre.pooled.unwrap().t, 0.24, 0.005);
    near(pre.pooled.unwrap().p, 0.80, 0.015);
    let test = post.pooled.unwrap();
    near(test.t, 2.546, 0.0005);
    near(test.p, 0.01, 0.005);
    near(post.difference, 0.364, 0.0005);
    near(test.interval.low, 0.081, 0.0005);
    near(test.interval.high, 0.648, 0.0005);
    assert_eq!(
        (test.interval.of, test.interval.method, test.df),
        (IntervalOf::DifferenceOfMeans, StudyMethod::PooledT, 122.0)
    );
    near(post.welch.unwrap().t, 2.55, 0.005);
    // What the publication calls the interval of the difference is that of the deviation.
    let intervals: Vec<_> = found.cells[1].intervals.iter().map(|i| i.of).collect();
    assert_eq!(intervals, [IntervalOf::Mean, IntervalOf::StandardDeviation]);
    let random = post.randomisation.unwrap();
    assert_eq!(
        (random.method, random.ways, random.seed),
        (StudyMethod::Permutation, 10_000, Some(1))
    );
    near(random.p, test.p, 0.006);
    assert_eq!(found.findings, []);
}

#[test]
fn small_groups_are_tried_in_all_ways_and_large_ones_in_none() {
    let cells = [
        cell("EG", "pre", [0, 1, 3]),
        cell("CG", "pre", [3, 1, 0]),
        cell("EG", "post", [200, 1, 0]),
        cell("CG", "post", [200, 0, 1]),
    ];
    let found = compare(&study(), &cells);
    let small = found.comparisons[0].randomisation.unwrap();
    assert_eq!(
        (small.method, small.ways, small.seed),
        (StudyMethod::Exact, 70, None)
    );
    near(small.p, 4.0 / 70.0, 1e-12);
    assert_eq!(found.comparisons[1].randomisation, None);
}

#[test]
fn where_nobody_differs_there_is_no_test_and_it_is_said() {
    let cells = [cell("EG", "pre", [2, 0, 0]), cell("CG", "pre", [0, 0, 2])];
    let found = compare(&study(), &cells);
    let one = &found.comparisons[0];
    assert_eq!(
        (one.difference, one.pooled, one.welch, one.effect),
        (-2.0, None, None, None)
    );
    let codes: Vec<_> = found.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["study_nothing_varies"]);
}

#[test]
fn only_pupils_who_are_known_are_compared_with_themselves() {
    let counted = compare(&study(), &published_cells());
    assert_eq!(
        (counted.changes.len(), counted.changes[0].both_times),
        (2, None)
    );
    near(counted.changes[0].difference, 0.365, 0.0005);
    let named = |codes: &[(&str, f64)]| {
        Some(
            codes
                .iter()
                .map(|(pupil, code)| ((*pupil).to_owned(), *code))
                .collect(),
        )
    };
    let before = named(&[("a", 3.0), ("b", 3.0), ("c", 4.0), ("gone", 5.0)]);
    let after = named(&[("a", 4.0), ("b", 5.0), ("c", 4.0), ("new", 3.0)]);
    let cells = [
        CellCounts {
            pupils: before,
            ..cell("EG", "pre", [2, 1, 1])
        },
        CellCounts {
            pupils: after,
            ..cell("EG", "post", [1, 2, 1])
        },
    ];
    let found = compare(&study(), &cells);
    let change = &found.changes[0];
    assert_eq!(
        (change.both_times, change.mean_of_differences),
        (Some(3), Some(1.0))
    );
    let paired = change.paired.unwrap();
    near(paired.t, 3f64.sqrt(), 1e-12);
    assert_eq!(
        (paired.df, paired.interval.of),
        (2.0, IntervalOf::MeanOfDifferences)
    );
}

#[test]
fn a_published_row_is_told_where_it_stands() {
    let percent = json!({"percent": {"low": 41.3, "medium": 30.2, "high": 28.6}, "mean": 3.89});
    let row: PublishedRow = serde_json::from_value(percent).unwrap();
    let mut cells = published_cells();
    cells[1].published = Some(&row);
    cells[1].pointer = "/groups/0/measured/1/published".to_owned();
    let found = compare(&study(), &cells).findings;
    assert_eq!(
        (found[0].code.as_str(), found[0].pointer.as_str()),
        (
            "published_mean_contradicts_percent",
            "/groups/0/measured/1/published/mean"
        )
    );
    assert_eq!(
        (&found[0].args["mean"], &found[0].args["implied"]),
        (&json!(3.89), &json!(3.8731))
    );
}
