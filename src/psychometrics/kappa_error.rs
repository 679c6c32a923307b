//! How sure κ of two judges is: its standard error in large samples, plain and weighted.
//!
//! With shares p, agreement weights w = 1 − v / max v and the weights' means by the judges' margins,
//! var κ = (Σ pᵢⱼ (wᵢⱼ − (w̄ᵢ. + w̄.ⱼ)(1 − κ))² − (κ − pₑ (1 − κ))²) / (n (1 − pₑ)²)
//! (Fleiss, Cohen and Everitt 1969, eq. 6 and 13; Fleiss, Levin and Paik 2003, eq. 18.15).

use super::Interval;
use super::agreement::Weights;
use super::distribution::normal_quantile;
use super::upper_share;

/// κ with its error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KappaEstimate {
    /// Things that both judged.
    pub n: usize,
    /// κ.
    pub kappa: f64,
    /// Its standard error.
    pub standard_error: f64,
}

impl KappaEstimate {
    /// Interval of κ: κ ± z · error, at most 1.
    pub fn interval(&self, confidence: f64) -> Interval {
        let z = normal_quantile(upper_share(confidence));
        let interval = Interval::around(self.kappa, z * self.standard_error);
        Interval {
            low: interval.low.max(-1.0),
            high: interval.high.min(1.0),
        }
    }
}

/// κ of two judges and its error, over pairs of categories from 0 to `categories` − 1. None without pairs,
/// with a category that there is not, and where κ is undefined.
pub fn kappa_estimate(
    pairs: &[(usize, usize)],
    categories: usize,
    weights: Weights,
) -> Option<KappaEstimate> {
    let known = pairs.iter().all(|(a, b)| *a.max(b) < categories);
    if pairs.is_empty() || !known || categories < 2 {
        return None;
    }
    let n = pairs.len() as f64;
    let mut shares = vec![vec![0.0; categories]; categories];
    for (a, b) in pairs {
        shares[*a][*b] += 1.0 / n;
    }
    let furthest = weights.disagreement(0, categories - 1);
    let weight = |i: usize, j: usize| 1.0 - weights.disagreement(i, j) / furthest;
    let of_first: Vec<f64> = shares.iter().map(|row| row.iter().sum()).collect();
    let of_second: Vec<f64> = (0..categories)
        .map(|j| shares.iter().map(|row| row[j]).sum())
        .collect();
    let mean = |margin: &[f64], of: &dyn Fn(usize) -> f64| -> f64 {
        margin
            .iter()
            .enumerate()
            .map(|(at, share)| share * of(at))
            .sum()
    };
    let by_first: Vec<f64> = (0..categories)
        .map(|i| mean(&of_second, &|j| weight(i, j)))
        .collect();
    let by_second: Vec<f64> = (0..categories)
        .map(|j| mean(&of_first, &|i| weight(i, j)))
        .collect();
    let expected = mean(&of_first, &|i| by_first[i]);
    let cells = || (0..categories).flat_map(|i| (0..categories).map(move |j| (i, j)));
    let observed: f64 = cells().map(|(i, j)| shares[i][j] * weight(i, j)).sum();
    if 1.0 - expected <= 1e-12 {
        return None;
    }
    let kappa = (observed - expected) / (1.0 - expected);
    let squares: f64 = cells()
        .map(|(i, j)| {
            let apart = weight(i, j) - (by_first[i] + by_second[j]) * (1.0 - kappa);
            shares[i][j] * apart * apart
        })
        .sum();
    let variance = squares - (kappa - expected * (1.0 - kappa)).powi(2);
    Some(KappaEstimate {
        n: pairs.len(),
        kappa,
        standard_error: variance.max(0.0).sqrt() / (n.sqrt() * (1.0 - expected)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::agreement::agreement;
    use crate::psychometrics::near;
    use proptest::prelude::*;

    /// Pairs of a table of counts.
    fn pairs(table: [[usize; 3]; 3]) -> Vec<(usize, usize)> {
        let cells = (0..3).flat_map(|i| (0..3).map(move |j| (i, j)));
        cells.flat_map(|(i, j)| vec![(i, j); table[i][j]]).collect()
    }

    /// statsmodels 0.15.0: `cohens_kappa(table, wt=…)`: kappa, std_kappa, kappa_low, kappa_upp.
    #[test]
    fn kappa_and_its_error_are_those_of_statsmodels() {
        let pairs = pairs([[22, 7, 1], [4, 30, 9], [2, 5, 20]]);
        let rows = [
            (
                Weights::Nominal,
                [
                    0.5721271393643031,
                    0.06919229912968257,
                    0.4365127250626032,
                    0.7077415536660031,
                ],
            ),
            (
                Weights::Linear,
                [
                    0.6219512195121952,
                    0.06542904990391712,
                    0.4937126381578437,
                    0.7501898008665467,
                ],
            ),
            (
                Weights::Quadratic,
                [
                    0.6785962473940237,
                    0.0687965490087599,
                    0.5437574890762096,
                    0.8134350057118378,
                ],
            ),
        ];
        for (weights, [kappa, error, low, high]) in rows {
            let found = kappa_estimate(&pairs, 3, weights).unwrap();
            let interval = found.interval(0.95);
            for (found, expected) in [
                (found.kappa, kappa),
                (found.standard_error, error),
                (interval.low, low),
                (interval.high, high),
            ] {
                near(found, expected, 1e-11);
            }
        }
    }

    #[test]
    fn where_kappa_is_undefined_so_is_its_error() {
        assert_eq!(kappa_estimate(&[], 3, Weights::Nominal), None);
        assert_eq!(kappa_estimate(&[(1, 1), (1, 1)], 3, Weights::Nominal), None);
        assert_eq!(kappa_estimate(&[(0, 3)], 3, Weights::Linear), None);
        assert_eq!(kappa_estimate(&[(0, 0)], 1, Weights::Linear), None);
    }

    proptest! {
        #[test]
        fn it_is_the_kappa_of_agreement(pairs in proptest::collection::vec((0usize..4, 0usize..4), 2..60)) {
            let found = agreement(&pairs, 4).unwrap();
            let table = [
                (Weights::Nominal, found.kappa),
                (Weights::Linear, found.linear_kappa),
                (Weights::Quadratic, found.quadratic_kappa),
            ];
            for (weights, kappa) in table {
                let estimate = kappa_estimate(&pairs, 4, weights);
                prop_assert_eq!(estimate.is_some(), kappa.is_some());
                if let (Some(estimate), Some(kappa)) = (estimate, kappa) {
                    prop_assert!((estimate.kappa - kappa).abs() < 1e-9);
                    prop_assert!(estimate.standard_error.is_finite());
                    let interval = estimate.interval(0.95);
                    prop_assert!(interval.low <= kappa + 1e-9 && kappa <= interval.high + 1e-9);
                }
            }
        }
    }
}
