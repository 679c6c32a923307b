//! Whether a marker is stricter or milder than the others who marked the same scripts.
//!
//! Severity is the mean, over all that others marked too, of the own mark less the mean of the others';
//! below 0 is strict. Marks of one script hang together, so the standard error counts scripts, not marks:
//! √(G / (G − 1) Σ (Σ (dᵢ − d̄))²) / N over G scripts and N differences (Liang and Zeger 1986; Cameron and
//! Miller 2015, eq. 11 and 12).

use std::collections::BTreeMap;

use super::Interval;
use super::distribution::t_quantile;
use super::upper_share;

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// The script.
    pub script: usize,
    /// What of it was marked: a descriptor, a task.
    pub thing: usize,
    /// Who marked.
    pub marker: usize,
    /// The mark.
    pub mark: f64,
}

/// How strict a marker is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Severity {
    /// Scripts that others marked too.
    pub scripts: usize,
    /// Marks on them that are compared.
    pub marks: usize,
    /// Own marks less the others', on average.
    pub mean: f64,
    /// Its standard error; none of a single script.
    pub standard_error: Option<f64>,
}

impl Severity {
    /// Interval of the severity, by t with one degree of freedom less than scripts (Cameron and Miller 2015,
    /// section VI.D). None where there is no error.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        let error = self.standard_error?;
        let t = t_quantile(upper_share(confidence), (self.scripts - 1) as f64);
        Some(Interval::around(self.mean, t * error))
    }
}

/// Severity of a marker. Several own marks for one thing count as their mean, and so do the others'. None where nobody else
/// marked any of it.
pub fn severity(judgements: &[Judgement], marker: usize) -> Option<Severity> {
    let mut things: BTreeMap<(usize, usize), [Vec<f64>; 2]> = BTreeMap::new();
    for judgement in judgements {
        let marks = things
            .entry((judgement.script, judgement.thing))
            .or_default();
        marks[usize::from(judgement.marker != marker)].push(judgement.mark);
    }
    let mut by_script: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for ((script, _), [own, others]) in &things {
        if let (Some(own), Some(others)) = (mean(own), mean(others)) {
            by_script.entry(*script).or_default().push(own - others);
        }
    }
    let all: Vec<f64> = by_script.values().flatten().copied().collect();
    let middle = mean(&all)?;
    let scripts = by_script.len();
    let of_script = |apart: &Vec<f64>| apart.iter().map(|d| d - middle).sum::<f64>().powi(2);
    let squares: f64 = by_script.values().map(of_script).sum();
    let correction = scripts as f64 / (scripts as f64 - 1.0);
    Some(Severity {
        scripts,
        marks: all.len(),
        mean: middle,
        standard_error: (scripts > 1).then(|| (correction * squares).sqrt() / all.len() as f64),
    })
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::near;

    /// Own mark and those of others, by script and descriptor.
    fn marks(table: &[(usize, usize, f64, &[f64])]) -> Vec<Judgement> {
        let mut found = Vec::new();
        for (script, thing, own, others) in table {
            let mut push = |marker, mark| {
                let (script, thing) = (*script, *thing);
                found.push(Judgement {
                    script,
                    thing,
                    marker,
                    mark,
                });
            };
            push(7, *own);
            others
                .iter()
                .zip(8..)
                .for_each(|(mark, marker)| push(marker, *mark));
        }
        found
    }

    /// statsmodels 0.15.0: `OLS(d, ones).fit(cov_type='cluster', cov_kwds={'groups': script,
    /// 'use_correction': True}, use_t=True)`: params, bse, conf_int.
    #[test]
    fn severity_and_its_clustered_error_are_those_of_statsmodels() {
        let table: [(usize, usize, f64, &[f64]); 10] = [
            (1, 1, 2.0, &[3.0]),
            (1, 2, 1.0, &[1.0]),
            (1, 3, 0.0, &[1.0]),
            (2, 1, 3.0, &[3.0]),
            (2, 2, 2.0, &[2.0]),
            (2, 3, 1.0, &[0.0]),
            (3, 1, 1.0, &[2.0, 3.0]),
            (3, 2, 0.0, &[1.0, 0.0]),
            (4, 1, 2.0, &[2.0]),
            (4, 2, 2.0, &[3.0]),
        ];
        let found = severity(&marks(&table), 7).unwrap();
        assert_eq!((found.scripts, found.marks), (4, 10));
        near(found.mean, -0.4, 1e-12);
        near(found.standard_error.unwrap(), 0.30463092423455623, 1e-12);
        let interval = found.interval(0.95).unwrap();
        near(interval.low, -1.3694715593054245, 1e-11);
        near(interval.high, 0.5694715593054247, 1e-11);
    }

    #[test]
    fn what_nobody_else_marked_does_not_count() {
        let alone = marks(&[(1, 1, 2.0, &[]), (2, 1, 3.0, &[])]);
        assert_eq!(severity(&alone, 7), None);
        assert_eq!(severity(&[], 7), None);
        let one = severity(&marks(&[(1, 1, 2.0, &[3.0]), (2, 1, 3.0, &[])]), 7).unwrap();
        assert_eq!(
            (one.scripts, one.marks, one.mean, one.standard_error),
            (1, 1, -1.0, None)
        );
        assert_eq!(one.interval(0.95), None);
    }

    /// Two markers over the same scripts: what one is stricter the other is milder.
    #[test]
    fn of_two_markers_one_is_as_strict_as_the_other_is_mild() {
        let table = marks(&[
            (1, 1, 2.0, &[3.0]),
            (2, 1, 3.0, &[3.0]),
            (3, 1, 0.0, &[1.0]),
        ]);
        let (one, other) = (severity(&table, 7).unwrap(), severity(&table, 8).unwrap());
        near(one.mean, -2.0 / 3.0, 1e-12);
        assert_eq!(
            (one.mean, one.standard_error),
            (-other.mean, other.standard_error)
        );
    }
}
