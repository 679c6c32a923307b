//! Schools beside each other: results of the same sittings by school, with the limits of chance, so that small
//! schools are not ranked by noise; groups of fewer than five are not told.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cohort_figures::{IntervalOf, NamedInterval, StudyMethod};
use super::suppression::suppress_groups;
use crate::language::text_enum;
use crate::psychometrics::Interval;
use crate::psychometrics::proportion::{funnel_of_share, wilson_interval};
use crate::psychometrics::sample::Sample;

/// A school with fewer results is not told.
pub const SMALLEST_GROUP: u32 = 5;
/// Limits of the funnel: one in twenty schools, and one in five hundred, lie outside by chance.
pub const LIMITS: [f64; 2] = [0.95, 0.998];
const CONFIDENCE: f64 = 0.95;

text_enum! {
    /// Where a school lies in the funnel of quality.
    FunnelPlace {
        /// Within the limits of 95 %: no different from all, as far as can be told.
        Within = "within",
        /// Above those, within the limits of 99.8 %.
        High = "high",
        /// Above the limits of 99.8 %.
        VeryHigh = "very_high",
        /// Below the limits of 95 %, within those of 99.8 %.
        Low = "low",
        /// Below the limits of 99.8 %.
        VeryLow = "very_low",
    }
}

impl FunnelPlace {
    fn of(share: f64, narrow: Interval, wide: Interval) -> Self {
        // Limits are drawn between whole numbers; a share that lies on one lies within.
        let slack = 1e-9;
        match share {
            share if share > wide.high + slack => Self::VeryHigh,
            share if share < wide.low - slack => Self::VeryLow,
            share if share > narrow.high + slack => Self::High,
            share if share < narrow.low - slack => Self::Low,
            _ => Self::Within,
        }
    }

    /// True outside of the widest limits.
    pub fn is_outside(self) -> bool {
        matches!(self, Self::VeryHigh | Self::VeryLow)
    }
}

/// Results of a school.
#[derive(Clone, Debug, Default)]
pub struct SchoolResults {
    /// Code of the school.
    pub school: String,
    /// Percentage of every complete result.
    pub percents: Vec<f64>,
    /// How many of them reach the policy's quality bound.
    pub quality: u32,
    /// Results of any state.
    pub listed: u32,
}

/// A share with its base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShareWithBase {
    /// How many.
    pub count: u32,
    /// Of how many.
    pub of: u32,
    /// Percent.
    pub percent: f64,
    /// Interval of the percentage.
    pub interval: NamedInterval,
}

/// What results of a group come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupFigures {
    /// Complete results: the base of all other figures.
    pub assessed: u32,
    /// Mean percentage.
    pub mean_percent: f64,
    /// Standard deviation of the percentages; null of one.
    pub sd: Option<f64>,
    /// Interval of the mean; null of one.
    pub mean_interval: Option<NamedInterval>,
    /// Share from the policy's quality bound up.
    pub quality: ShareWithBase,
}

/// A school.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SchoolLine {
    /// Code of the school.
    pub school: String,
    /// False where its figures are not told because it, or another one that they would give away, is small.
    pub told: bool,
    /// Its figures; null where they are not told and where nobody was assessed.
    pub figures: Option<GroupFigures>,
    /// Where its quality lies between the limits of chance; null where its figures are.
    pub funnel: Option<FunnelPlace>,
}

/// Schools beside each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SchoolsReport {
    /// What the report calls itself.
    pub title: String,
    /// Sittings counted.
    pub sittings: usize,
    /// Results of any state: a pupil has one in each sitting.
    pub listed: u32,
    /// Groups of fewer results are not told.
    pub smallest_group: u32,
    /// All schools together; null where nobody was assessed and where it would tell of a small group.
    pub all: Option<GroupFigures>,
    /// By code.
    pub schools: Vec<SchoolLine>,
}

/// Puts schools beside each other.
pub fn schools_report(title: &str, sittings: usize, schools: &[SchoolResults]) -> SchoolsReport {
    let mut schools: Vec<&SchoolResults> = schools.iter().collect();
    schools.sort_by(|a, b| a.school.cmp(&b.school));
    let sizes: Vec<u32> = schools.iter().map(|school| size(school)).collect();
    let (told, whole) = suppress_groups(&sizes, SMALLEST_GROUP);
    let together = SchoolResults {
        percents: schools.iter().flat_map(|s| s.percents.clone()).collect(),
        quality: schools.iter().map(|s| s.quality).sum(),
        listed: schools.iter().map(|s| s.listed).sum(),
        ..SchoolResults::default()
    };
    let all = figures(&together).filter(|_| whole);
    let line = |(school, told): (&&SchoolResults, &bool)| {
        let figures = figures(school).filter(|_| *told);
        SchoolLine {
            school: school.school.clone(),
            told: *told,
            funnel: figures.as_ref().zip(all.as_ref()).and_then(place),
            figures,
        }
    };
    SchoolsReport {
        title: title.to_owned(),
        sittings,
        listed: together.listed,
        smallest_group: SMALLEST_GROUP,
        schools: schools.iter().zip(&told).map(line).collect(),
        all,
    }
}

fn size(school: &SchoolResults) -> u32 {
    u32::try_from(school.percents.len()).unwrap_or(u32::MAX)
}

fn figures(results: &SchoolResults) -> Option<GroupFigures> {
    let (assessed, count) = (size(results), results.quality);
    let interval = wilson_interval(count.into(), assessed.into(), CONFIDENCE)?;
    let sample = Sample::of(&results.percents);
    let named = |of, method, interval: Interval, unit: f64| NamedInterval {
        of,
        method,
        confidence: CONFIDENCE,
        low: interval.low * unit,
        high: interval.high * unit,
    };
    let of_mean = |sample: Sample| {
        let interval = sample.mean_interval(CONFIDENCE);
        named(IntervalOf::Mean, StudyMethod::StudentT, interval, 1.0)
    };
    Some(GroupFigures {
        assessed,
        mean_percent: results.percents.iter().sum::<f64>() / f64::from(assessed),
        sd: sample.map(|sample| sample.sd),
        mean_interval: sample.map(of_mean),
        quality: ShareWithBase {
            count,
            of: assessed,
            percent: f64::from(count) * 100.0 / f64::from(assessed),
            interval: named(IntervalOf::Share, StudyMethod::Wilson, interval, 100.0),
        },
    })
}

fn place((own, all): (&GroupFigures, &GroupFigures)) -> Option<FunnelPlace> {
    let share = |of: &GroupFigures| f64::from(of.quality.count) / f64::from(of.quality.of);
    let limits = |confidence| funnel_of_share(share(all), own.assessed.into(), confidence);
    Some(FunnelPlace::of(
        share(own),
        limits(LIMITS[0])?,
        limits(LIMITS[1])?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(code: &str, points: &[f64], quality: u32) -> SchoolResults {
        SchoolResults {
            school: code.to_owned(),
            percents: points.to_vec(),
            quality,
            listed: u32::try_from(points.len()).unwrap() + 1,
        }
    }

    #[test]
    fn a_small_school_and_the_next_smallest_are_not_told() {
        let report = schools_report(
            "x",
            3,
            &[
                school("c", &[50.0; 30], 10),
                school("a", &[40.0, 60.0], 1),
                school("b", &[70.0; 9], 9),
                school("d", &[], 0),
            ],
        );
        let told: Vec<_> = report
            .schools
            .iter()
            .map(|s| (s.school.as_str(), s.told, s.figures.is_some()))
            .collect();
        assert_eq!(
            told,
            [
                ("a", false, false),
                ("b", false, false),
                ("c", true, true),
                ("d", true, false)
            ]
        );
        let all = report.all.unwrap();
        assert_eq!(
            (
                report.listed,
                all.assessed,
                all.quality.count,
                all.quality.of
            ),
            (45, 41, 20, 41)
        );
        assert!((all.mean_percent - (1500.0 + 100.0 + 630.0) / 41.0).abs() < 1e-9);
    }

    #[test]
    fn a_school_of_three_alone_tells_nothing() {
        let report = schools_report("x", 1, &[school("a", &[40.0; 3], 1)]);
        assert_eq!((report.all, report.schools[0].told), (None, false));
        let nobody = schools_report("x", 1, &[]);
        assert_eq!((nobody.all, nobody.schools.len()), (None, 0));
    }

    /// Six of eight are no more than chance gives where three in five of all get there; 160 of 200 are.
    #[test]
    fn small_schools_are_not_ranked_by_noise() {
        let report = schools_report(
            "x",
            2,
            &[
                school("large", &[50.0; 200], 160),
                school("rest", &[50.0; 400], 200),
                school("small", &[50.0; 8], 6),
            ],
        );
        let places: Vec<_> = report.schools.iter().map(|s| s.funnel).collect();
        assert_eq!(
            places,
            [
                Some(FunnelPlace::VeryHigh),
                Some(FunnelPlace::VeryLow),
                Some(FunnelPlace::Within)
            ]
        );
        assert!(report.schools[0].funnel.unwrap().is_outside());
    }
}
