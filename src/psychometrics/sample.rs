//! What a group of numbers comes to: how many, mean, standard deviation, median; and how sure the first two
//! are. A deviation needs two numbers, so a sample has at least two.

use super::Interval;
use super::distribution::{chi_square_quantile, t_quantile};
use super::upper_share;

/// Size, mean and deviation of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// How many numbers.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation, with n − 1.
    pub sd: f64,
}

impl Sample {
    /// Of finite numbers; none of fewer than two, or where one is not finite.
    pub fn of(values: &[f64]) -> Option<Self> {
        let counted: Vec<(f64, u32)> = values.iter().map(|value| (*value, 1)).collect();
        Self::of_counts(&counted)
    }

    /// Of numbers with how often each occurs; none of fewer than two, or where one is not finite.
    pub fn of_counts(counts: &[(f64, u32)]) -> Option<Self> {
        let n: usize = counts.iter().map(|(_, count)| *count as usize).sum();
        if n < 2 || counts.iter().any(|(value, _)| !value.is_finite()) {
            return None;
        }
        let sum = |of: &dyn Fn(f64) -> f64| -> f64 {
            let terms = counts
                .iter()
                .map(|(value, count)| f64::from(*count) * of(*value));
            terms.sum()
        };
        let mean = sum(&|value| value) / n as f64;
        // What rounding left in the mean is taken out of the squares (Chan, Golub, LeVeque 1983, eq. 1.7).
        let rest = sum(&|value| value - mean);
        let squares = sum(&|value| (value - mean).powi(2));
        let variance = (squares - rest * rest / n as f64) / (n - 1) as f64;
        Some(Self {
            n,
            mean,
            sd: variance.max(0.0).sqrt(),
        })
    }

    /// Standard error of the mean.
    pub fn standard_error(&self) -> f64 {
        self.sd / (self.n as f64).sqrt()
    }

    /// Interval of the mean: mean ± t(n − 1) · s / √n (Student 1908).
    pub fn mean_interval(&self, confidence: f64) -> Interval {
        let t = t_quantile(upper_share(confidence), (self.n - 1) as f64);
        Interval::around(self.mean, t * self.standard_error())
    }

    /// Interval of the standard deviation of normally distributed numbers: s √((n − 1) / χ²(n − 1))
    /// (Snedecor and Cochran 1989, section 5.11).
    pub fn sd_interval(&self, confidence: f64) -> Interval {
        let df = (self.n - 1) as f64;
        let upper = upper_share(confidence);
        let at = |share: f64| self.sd * (df / chi_square_quantile(share, df)).sqrt();
        Interval {
            low: at(upper),
            high: at(1.0 - upper),
        }
    }
}

/// The middle number of numbers with how often each occurs, or the mean of the two in the middle; none of
/// nothing.
pub fn median(counts: &[(f64, u32)]) -> Option<f64> {
    let mut sorted = counts.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let n: u64 = sorted.iter().map(|(_, count)| u64::from(*count)).sum();
    let at = |place: u64| {
        let mut passed = 0;
        let found = sorted.iter().find(|(_, count)| {
            passed += u64::from(*count);
            passed > place
        });
        found.map(|(value, _)| *value)
    };
    // Of an odd number both are the same one.
    Some(f64::midpoint(at(n.checked_sub(1)? / 2)?, at(n / 2)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::near;

    /// scipy 1.17.1 on 26 times 3, 18 times 4, 19 times 5: `v.mean()`, `v.std(ddof=1)`,
    /// `stats.t.interval(0.95, n - 1, mean, sd / sqrt(n))`, `sd * sqrt((n - 1) / stats.chi2.ppf(…, n - 1))`.
    #[test]
    fn mean_deviation_and_their_intervals_are_those_of_scipy() {
        let counts = [(3.0, 26), (4.0, 18), (5.0, 19)];
        let sample = Sample::of_counts(&counts).unwrap();
        near(sample.mean, 3.888888888888889, 1e-14);
        near(sample.sd, 0.8445481920799546, 1e-13);
        let mean = sample.mean_interval(0.95);
        near(mean.low, 3.6761921810678553, 1e-12);
        near(mean.high, 4.101585596709922, 1e-12);
        let sd = sample.sd_interval(0.95);
        near(sd.low, 0.7185336957475511, 1e-11);
        near(sd.high, 1.0245784357452634, 1e-11);
        assert_eq!(median(&counts), Some(4.0));
    }

    #[test]
    fn fewer_than_two_numbers_have_no_deviation_and_nothing_has_no_median() {
        assert_eq!((Sample::of(&[]), Sample::of(&[3.0])), (None, None));
        assert_eq!(Sample::of(&[1.0, f64::NAN]), None);
        assert_eq!(Sample::of(&[1.0, f64::INFINITY]), None);
        assert_eq!(Sample::of_counts(&[(3.0, 1), (4.0, 0)]), None);
        assert_eq!((median(&[]), median(&[(7.0, 1)])), (None, Some(7.0)));
        assert_eq!(
            (
                median(&[(4.0, 2), (1.0, 2)]),
                median(&[(5.0, 1), (3.0, 0), (4.0, 2)])
            ),
            (Some(2.5), Some(4.0))
        );
    }

    #[test]
    fn numbers_far_from_zero_keep_their_deviation() {
        let sample = Sample::of(&[1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0]).unwrap();
        near(sample.sd, 30f64.sqrt(), 1e-12);
    }
}
