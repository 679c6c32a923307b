//! A comparison of cohorts: every group at every measurement, every group beside the control group, and every
//! group beside its own first measurement. Every interval says of what it is, by which method, and how sure.

use std::collections::BTreeMap;

use crate::language::finding::Finding;
use crate::psychometrics::Interval;
use crate::psychometrics::difference::{TTest, hedges_g, paired_t, pooled_t, welch_t};
use crate::psychometrics::randomisation::randomisation_test;
use crate::psychometrics::sample::{Sample, median};

use super::cohort_figures::{
    CohortCell, CohortChange, CohortComparison, GroupComparison, IntervalOf, LevelShare,
    NamedInterval, StudyEffect, StudyMethod, StudyRandomisation, StudyTest,
};
use super::published::{Counted, contradictions};
use super::study::{PublishedRow, StudyDocument, StudyLevel};

/// Pupils of two groups together up to which a randomisation test is made; above, t is as good.
const MOST_RANDOMISED: usize = 400;

/// What a cell is counted from.
#[derive(Clone, Debug)]
pub struct CellCounts<'a> {
    /// The group.
    pub group: &'a str,
    /// The measurement.
    pub at: &'a str,
    /// Pupils by level, in the order of the study's levels; at least two.
    pub counts: Vec<u32>,
    /// Pupils without a complete result, where pupils are known.
    pub not_assessed: Option<usize>,
    /// The code of each pupil, where pupils are known.
    pub pupils: Option<BTreeMap<String, f64>>,
    /// What a publication says.
    pub published: Option<&'a PublishedRow>,
    /// Where the published row stands.
    pub pointer: String,
}

/// Compares. Cells of fewer than two pupils are left out: the caller has refused them.
pub fn compare(study: &StudyDocument, cells: &[CellCounts<'_>]) -> CohortComparison {
    let counted: Vec<Counting<'_>> = cells
        .iter()
        .filter_map(|cell| Counting::of(study, cell))
        .collect();
    let mut findings = Vec::new();
    for cell in &counted {
        if let Some(row) = cell.cell.published {
            let counts = &cell.cell.counts;
            let levels = &study.levels;
            findings.extend(contradictions(
                row,
                Counted { levels, counts },
                &cell.cell.pointer,
            ));
        }
    }
    let comparisons = comparisons(study, &counted);
    for undefined in comparisons.iter().filter(|c| c.pooled.is_none()) {
        let finding = Finding::warning("study_nothing_varies", "");
        findings.push(
            finding
                .with("group", undefined.group.as_str())
                .with("at", undefined.at.as_str()),
        );
    }
    CohortComparison {
        title: study.title.clone(),
        cells: counted.iter().map(|cell| cell.shown(study)).collect(),
        comparisons,
        changes: changes(study, &counted),
        findings,
    }
}

/// A cell with what its numbers come to.
struct Counting<'a> {
    cell: &'a CellCounts<'a>,
    coded: Vec<(f64, u32)>,
    sample: Sample,
    median: f64,
}

impl<'a> Counting<'a> {
    fn of(study: &StudyDocument, cell: &'a CellCounts<'a>) -> Option<Self> {
        let pairs = study.levels.iter().zip(&cell.counts);
        let coded: Vec<(f64, u32)> = pairs.map(|(level, n)| (level.code, *n)).collect();
        Some(Self {
            cell,
            sample: Sample::of_counts(&coded)?,
            median: median(&coded)?,
            coded,
        })
    }

    fn shown(&self, study: &StudyDocument) -> CohortCell {
        let (n, confidence) = (self.sample.n, study.confidence);
        let share = |(level, count): (&StudyLevel, &u32)| LevelShare {
            id: level.id.clone(),
            code: level.code,
            count: *count,
            percent: f64::from(*count) * 100.0 / n as f64,
        };
        let mean = (IntervalOf::Mean, StudyMethod::StudentT);
        let sd = (IntervalOf::StandardDeviation, StudyMethod::ChiSquare);
        CohortCell {
            group: self.cell.group.to_owned(),
            at: self.cell.at.to_owned(),
            n,
            not_assessed: self.cell.not_assessed,
            levels: study
                .levels
                .iter()
                .zip(&self.cell.counts)
                .map(share)
                .collect(),
            mean: self.sample.mean,
            median: self.median,
            sd: self.sample.sd,
            intervals: vec![
                named(mean, confidence, self.sample.mean_interval(confidence)),
                named(sd, confidence, self.sample.sd_interval(confidence)),
            ],
        }
    }

    fn values(&self) -> Vec<f64> {
        let repeated = self
            .coded
            .iter()
            .map(|(code, count)| vec![*code; *count as usize]);
        repeated.flatten().collect()
    }
}

fn comparisons(study: &StudyDocument, counted: &[Counting<'_>]) -> Vec<GroupComparison> {
    let mut found = Vec::new();
    for at in &study.measurements {
        let here = || counted.iter().filter(|cell| cell.cell.at == at);
        let Some(control) = here().find(|cell| cell.cell.group == study.control) else {
            continue;
        };
        for group in here().filter(|cell| cell.cell.group != study.control) {
            found.push(beside(study, group, control));
        }
    }
    found
}

fn beside(study: &StudyDocument, group: &Counting<'_>, control: &Counting<'_>) -> GroupComparison {
    let (a, b) = (&group.sample, &control.sample);
    let of = IntervalOf::DifferenceOfMeans;
    let test = |test: Option<TTest>, method| Some(tested(study, &test?, (of, method)));
    GroupComparison {
        at: group.cell.at.to_owned(),
        group: group.cell.group.to_owned(),
        control: study.control.clone(),
        difference: a.mean - b.mean,
        pooled: test(pooled_t(a, b), StudyMethod::PooledT),
        welch: test(welch_t(a, b), StudyMethod::WelchT),
        effect: effect(study, a, b),
        randomisation: randomised(study, group, control),
    }
}

fn effect(study: &StudyDocument, a: &Sample, b: &Sample) -> Option<StudyEffect> {
    let effect = hedges_g(a, b)?;
    let name = (IntervalOf::EffectSize, StudyMethod::Normal);
    Some(StudyEffect {
        hedges_g: effect.g,
        standard_error: effect.standard_error,
        interval: named(name, study.confidence, effect.interval(study.confidence)),
    })
}

fn randomised(
    study: &StudyDocument,
    group: &Counting<'_>,
    control: &Counting<'_>,
) -> Option<StudyRandomisation> {
    if group.sample.n + control.sample.n > MOST_RANDOMISED {
        return None;
    }
    let (a, b) = (group.values(), control.values());
    let test = randomisation_test(&a, &b, study.draws, study.seed)?;
    Some(StudyRandomisation {
        method: match test.exact {
            true => StudyMethod::Exact,
            false => StudyMethod::Permutation,
        },
        p: test.p,
        ways: test.ways,
        seed: (!test.exact).then_some(study.seed),
    })
}

fn changes(study: &StudyDocument, counted: &[Counting<'_>]) -> Vec<CohortChange> {
    let mut found = Vec::new();
    for group in &study.groups {
        let of = |at: &String| {
            let mut own = counted.iter().filter(|cell| cell.cell.group == group.id);
            own.find(|cell| cell.cell.at == at)
        };
        let mut measured = study.measurements.iter().filter_map(of);
        let Some(first) = measured.next() else {
            continue;
        };
        found.extend(measured.map(|later| change(study, first, later)));
    }
    found
}

fn change(study: &StudyDocument, first: &Counting<'_>, later: &Counting<'_>) -> CohortChange {
    let both = first.cell.pupils.as_ref().zip(later.cell.pupils.as_ref());
    let differences: Option<Vec<f64>> = both.map(|(before, now)| {
        let pairs = now
            .iter()
            .filter_map(|(pupil, code)| Some(code - before.get(pupil)?));
        pairs.collect()
    });
    let sample = differences.as_deref().and_then(Sample::of);
    let name = (IntervalOf::MeanOfDifferences, StudyMethod::PairedT);
    CohortChange {
        group: first.cell.group.to_owned(),
        from: first.cell.at.to_owned(),
        to: later.cell.at.to_owned(),
        difference: later.sample.mean - first.sample.mean,
        both_times: differences.map(|differences| differences.len()),
        mean_of_differences: sample.map(|sample| sample.mean),
        paired: sample.and_then(|sample| Some(tested(study, &paired_t(&sample)?, name))),
    }
}

fn tested(study: &StudyDocument, test: &TTest, name: (IntervalOf, StudyMethod)) -> StudyTest {
    StudyTest {
        method: name.1,
        t: test.t,
        df: test.df,
        p: test.p,
        standard_error: test.standard_error,
        interval: named(name, study.confidence, test.interval(study.confidence)),
    }
}

fn named(
    (of, method): (IntervalOf, StudyMethod),
    confidence: f64,
    interval: Interval,
) -> NamedInterval {
    NamedInterval {
        of,
        method,
        confidence,
        low: interval.low,
        high: interval.high,
    }
}

#[cfg(test)]
#[path = "cohorts_tests.rs"]
mod tests;
