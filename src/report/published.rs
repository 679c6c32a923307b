//! A row of a publication held against its own figures and against the counts behind it.
//!
//! A printed number is right to one unit of its last place: that lets numbers pass that were rounded, cut off,
//! or rounded twice, and nothing else.

use crate::language::finding::Finding;
use crate::psychometrics::sample::{Sample, median};

use super::study::{PublishedRow, StudyLevel};

/// The counts behind a row, in the order of the levels.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// The scale.
    pub levels: &'a [StudyLevel],
    /// Pupils by level.
    pub counts: &'a [u32],
}

/// Everything in which a row contradicts itself or its counts; remarks, for it was published so.
pub fn contradictions(row: &PublishedRow, counted: Counted<'_>, pointer: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let percents = Percents::of(row, counted.levels);
    if let Some(percents) = &percents {
        findings.extend(percents.not_a_whole(pointer));
        findings.extend(percents.against_mean(row, pointer));
    }
    findings.extend(against_counts(row, counted, pointer));
    if let Some(percents) = &percents
        && !findings.is_empty()
    {
        findings.extend(percents.exchanged(row, counted, pointer));
    }
    findings
}

/// Percents of all levels, as printed.
#[derive(Clone)]
struct Percents<'a> {
    levels: &'a [StudyLevel],
    printed: Vec<f64>,
    unit: f64,
}

impl<'a> Percents<'a> {
    /// None where a level has no percentage: then they say nothing of a mean.
    fn of(row: &PublishedRow, levels: &'a [StudyLevel]) -> Option<Self> {
        let of = |level: &StudyLevel| row.percent.get(&level.id).copied();
        let printed: Vec<f64> = levels.iter().map(of).collect::<Option<_>>()?;
        let unit = printed.iter().map(|p| last_place(*p)).fold(1.0, f64::min);
        let some = printed.iter().sum::<f64>() > 0.0;
        some.then_some(Self {
            levels,
            printed,
            unit,
        })
    }

    fn not_a_whole(&self, pointer: &str) -> Option<Finding> {
        let sum: f64 = self.printed.iter().sum();
        let most = self.unit * self.printed.len() as f64 / 2.0 + self.unit * 0.01;
        ((sum - 100.0).abs() > most).then(|| {
            Finding::warning("published_percent_not_whole", format!("{pointer}/percent"))
                .with("sum", shown(sum))
        })
    }

    /// The mean that the percentages give, and how far it may be off for their rounding.
    fn mean(&self) -> (f64, f64) {
        let sum: f64 = self.printed.iter().sum();
        let pairs = || self.printed.iter().zip(self.levels);
        let mean = pairs().map(|(p, level)| p * level.code).sum::<f64>() / sum;
        let reach: f64 = pairs().map(|(_, level)| (level.code - mean).abs()).sum();
        (mean, reach * self.unit / 2.0 / sum)
    }

    fn fits_mean(&self, printed: f64) -> bool {
        let (mean, slack) = self.mean();
        (mean - printed).abs() <= slack + last_place(printed) * 1.01
    }

    fn against_mean(&self, row: &PublishedRow, pointer: &str) -> Option<Finding> {
        let printed = row.mean.filter(|mean| !self.fits_mean(*mean))?;
        let finding = Finding::warning(
            "published_mean_contradicts_percent",
            format!("{pointer}/mean"),
        );
        Some(
            finding
                .with("mean", printed)
                .with("implied", shown(self.mean().0)),
        )
    }

    fn fits_counts(&self, counts: &[u32]) -> bool {
        let mut pairs = self.printed.iter().zip(counts);
        pairs.all(|(printed, count)| fits(*printed, percent(*count, counts), self.unit))
    }

    /// Two levels whose percentages stand in each other's place: changed about, all is right.
    fn exchanged(
        &self,
        row: &PublishedRow,
        counted: Counted<'_>,
        pointer: &str,
    ) -> Option<Finding> {
        let n = self.levels.len();
        let mut pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        let right = |pair: &(usize, usize)| {
            let mut other = self.clone();
            other.printed.swap(pair.0, pair.1);
            let mean_fits = row.mean.is_none_or(|mean| other.fits_mean(mean));
            mean_fits && other.fits_counts(counted.counts)
        };
        let (a, b) = pairs.find(right)?;
        let finding = Finding::warning("published_levels_exchanged", format!("{pointer}/percent"));
        let name = |at: usize| self.levels[at].id.as_str();
        Some(finding.with("first", name(a)).with("second", name(b)))
    }
}

fn against_counts(row: &PublishedRow, counted: Counted<'_>, pointer: &str) -> Vec<Finding> {
    let coded: Vec<(f64, u32)> = counted
        .levels
        .iter()
        .zip(counted.counts)
        .map(|(level, count)| (level.code, *count))
        .collect();
    let mut findings = Vec::new();
    let mut compare = |figure: String, printed: f64, counted: f64, unit: f64| {
        if !fits(printed, counted, unit) {
            let finding = Finding::warning(
                "published_differs_from_counts",
                format!("{pointer}/{figure}"),
            );
            findings.push(
                finding
                    .with("published", printed)
                    .with("counted", shown(counted)),
            );
        }
    };
    let unit = row
        .percent
        .values()
        .map(|p| last_place(*p))
        .fold(1.0, f64::min);
    for (level, count) in counted.levels.iter().zip(counted.counts) {
        if let Some(printed) = row.percent.get(&level.id) {
            let figure = format!("percent/{}", level.id);
            compare(figure, *printed, percent(*count, counted.counts), unit);
        }
    }
    let n: u64 = counted.counts.iter().map(|count| u64::from(*count)).sum();
    if let Some(printed) = row.n {
        compare("n".to_owned(), printed as f64, n as f64, 0.0);
    }
    let sample = Sample::of_counts(&coded);
    let rounded = [
        ("mean", row.mean, sample.map(|s| s.mean)),
        ("sd", row.sd, sample.map(|s| s.sd)),
    ];
    for (figure, printed, counted) in rounded {
        if let (Some(printed), Some(counted)) = (printed, counted) {
            compare(figure.to_owned(), printed, counted, last_place(printed));
        }
    }
    // A median is a code, or lies between two: nothing is rounded.
    if let (Some(printed), Some(counted)) = (row.median, median(&coded)) {
        compare("median".to_owned(), printed, counted, 0.0);
    }
    findings
}

fn percent(count: u32, counts: &[u32]) -> f64 {
    let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    f64::from(count) * 100.0 / all as f64
}

/// Within one unit of the last place; a hundredth of it is for what doubles cannot say.
fn fits(printed: f64, counted: f64, unit: f64) -> bool {
    (printed - counted).abs() <= unit * 1.01 + 1e-9
}

/// One unit of the last place that a number is printed with: 0.01 of 3.52.
fn last_place(printed: f64) -> f64 {
    let text = printed.to_string();
    let places = text
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    10f64.powi(-i32::try_from(places).unwrap_or(0))
}

/// A number with four places, for sentences.
fn shown(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn levels() -> Vec<StudyLevel> {
        let level = |(id, code): (&str, f64)| StudyLevel {
            id: id.to_owned(),
            code,
        };
        [("low", 3.0), ("medium", 4.0), ("high", 5.0)]
            .map(level)
            .to_vec()
    }

    fn row(percent: [f64; 3], mean: f64, sd: f64) -> PublishedRow {
        let names = ["low", "medium", "high"].map(str::to_owned);
        PublishedRow {
            percent: names.into_iter().zip(percent).collect(),
            mean: Some(mean),
            sd: Some(sd),
            ..PublishedRow::default()
        }
    }

    fn found(row: &PublishedRow, counts: [u32; 3]) -> Vec<(String, String)> {
        let levels = levels();
        let counted = Counted {
            levels: &levels,
            counts: &counts,
        };
        let findings = contradictions(row, counted, "");
        findings.into_iter().map(|f| (f.code, f.pointer)).collect()
    }

    fn expected(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter()
            .map(|(c, p)| ((*c).to_owned(), (*p).to_owned()))
            .collect()
    }

    /// The four rows as published. Three agree with their counts and themselves; in the fourth, medium and
    /// high stand in each other's place, which its own mean gives away.
    #[test]
    fn of_the_published_rows_one_contradicts_its_own_mean() {
        let right = [
            (row([61.9, 23.8, 14.3], 3.52, 0.738), [39, 15, 9]),
            (row([63.9, 23.0, 13.1], 3.49, 0.722), [39, 14, 8]),
            (row([62.3, 23.0, 14.8], 3.53, 0.744), [38, 14, 9]),
            (row([41.3, 28.6, 30.2], 3.89, 0.845), [26, 18, 19]),
        ];
        for (row, counts) in &right {
            assert_eq!(found(row, *counts), expected(&[]), "{row:?}");
        }
        let wrong = row([41.3, 30.2, 28.6], 3.89, 0.845);
        assert_eq!(
            found(&wrong, [26, 18, 19]),
            expected(&[
                ("published_mean_contradicts_percent", "/mean"),
                ("published_differs_from_counts", "/percent/medium"),
                ("published_differs_from_counts", "/percent/high"),
                ("published_levels_exchanged", "/percent"),
            ])
        );
    }

    #[test]
    fn percentages_that_are_no_whole_and_wrong_sizes_are_told() {
        let mut other = row([61.9, 23.8, 19.3], 3.52, 0.738);
        other.percent.insert("low".to_owned(), 56.0);
        other.n = Some(64);
        other.median = Some(4.0);
        let found = found(&other, [39, 15, 9]);
        assert_eq!(
            found,
            expected(&[
                ("published_percent_not_whole", "/percent"),
                ("published_mean_contradicts_percent", "/mean"),
                ("published_differs_from_counts", "/percent/low"),
                ("published_differs_from_counts", "/percent/high"),
                ("published_differs_from_counts", "/n"),
                ("published_differs_from_counts", "/median"),
            ])
        );
    }

    #[test]
    fn a_row_that_says_little_contradicts_little() {
        assert_eq!(found(&PublishedRow::default(), [1, 1, 0]), expected(&[]));
        let percent = BTreeMap::from([("low".to_owned(), 50.0)]);
        let some = PublishedRow {
            percent,
            mean: Some(3.5),
            ..PublishedRow::default()
        };
        assert_eq!(found(&some, [1, 1, 0]), expected(&[]));
    }
}
