//! Shares of a group, and the limits of a funnel: how far a small group may lie from the mean of all without
//! being more than chance.

use super::Interval;
use super::distribution::{binomial_cdf, normal_quantile};
use super::upper_share;

/// Interval of a share (Wilson 1927, as in Newcombe 1998, method 3): within 0 to 1, also where nobody or
/// everybody is counted. None of nobody, and where more are counted than there are.
pub fn wilson_interval(count: u64, of: u64, confidence: f64) -> Option<Interval> {
    if of == 0 || count > of {
        return None;
    }
    let (n, p) = (of as f64, count as f64 / of as f64);
    let z = normal_quantile(upper_share(confidence));
    let centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let reach = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let interval = Interval::around(centre, reach);
    Some(Interval {
        low: interval.low.max(0.0),
        high: interval.high.min(1.0),
    })
}

/// Limits for the share of a group of n, where all together have `share`: exact binomial ones, drawn straight
/// between whole numbers (Spiegelhalter 2005, appendix A.1.1). None of nobody and of what is no share.
pub fn funnel_of_share(share: f64, n: u64, confidence: f64) -> Option<Interval> {
    if n == 0 || !(0.0..=1.0).contains(&share) {
        return None;
    }
    let upper = upper_share(confidence);
    Some(Interval {
        low: binomial_limit(share, n, 1.0 - upper),
        high: binomial_limit(share, n, upper),
    })
}

/// Where a binomial share reaches p: (r − α) / n with the first r of P(R ≤ r) ≥ p, and
/// α = (P(R ≤ r) − p) / P(R = r).
fn binomial_limit(share: f64, n: u64, p: f64) -> f64 {
    let (mut below, mut reached) = (-1, n as i64);
    while reached - below > 1 {
        let middle = below + (reached - below) / 2;
        if binomial_cdf(middle, n, share) >= p {
            reached = middle;
        } else {
            below = middle;
        }
    }
    let here = binomial_cdf(reached, n, share);
    let before = binomial_cdf(reached - 1, n, share);
    let alpha = (here - p) / (here - before);
    ((reached as f64 - alpha) / n as f64).clamp(0.0, 1.0)
}

/// Limits for the mean of a group of n, where all together have this mean and deviation: mean ± z · sd / √n
/// (Spiegelhalter 2005, section 2.2). None of nobody.
pub fn funnel_of_mean(mean: f64, sd: f64, n: u64, confidence: f64) -> Option<Interval> {
    let z = normal_quantile(upper_share(confidence));
    (n > 0).then(|| Interval::around(mean, z * sd / (n as f64).sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::near;
    use proptest::prelude::*;

    /// Newcombe (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    #[test]
    fn wilson_intervals_are_newcombes() {
        let table = [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ];
        for (count, of, low, high) in table {
            let found = wilson_interval(count, of, 0.95).unwrap();
            assert!(
                (found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5,
                "{found:?}"
            );
        }
        assert_eq!(
            (wilson_interval(0, 0, 0.95), wilson_interval(3, 2, 0.95)),
            (None, None)
        );
    }

    /// statsmodels 0.15.0: `proportion_confint(count, nobs, 0.05, 'wilson')`.
    #[test]
    fn wilson_intervals_are_those_of_statsmodels() {
        let few = wilson_interval(7, 23, 0.95).unwrap();
        near(few.low, 0.1560402445321402, 1e-12);
        near(few.high, 0.5086575626875921, 1e-12);
        near(
            wilson_interval(0, 9, 0.95).unwrap().high,
            0.29914504841954415,
            1e-12,
        );
        near(
            wilson_interval(9, 9, 0.95).unwrap().low,
            0.7008549515804557,
            1e-12,
        );
    }

    /// scipy 1.17.1: r = `binom.ppf(p, n, share)`, (r − (`binom.cdf(r)` − p) / `binom.pmf(r)`) / n; and
    /// 63.2 ± `norm.ppf(0.999)` · 17.4 / √31.
    #[test]
    fn limits_of_a_funnel_are_those_of_their_formulas_in_scipy() {
        let rows = [
            (0.62, 8, 0.95, 0.19786244833717892, 0.8713033863309537),
            (0.62, 137, 0.998, 0.4859304581266562, 0.7417771203056),
            (0.05, 20, 0.95, 0.0, 0.14236476501690404),
        ];
        for (share, n, confidence, low, high) in rows {
            let found = funnel_of_share(share, n, confidence).unwrap();
            assert!(
                (found.low - low).abs() < 1e-9 && (found.high - high).abs() < 1e-9,
                "{found:?}"
            );
        }
        let mean = funnel_of_mean(63.2, 17.4, 31, 0.998).unwrap();
        near(mean.low, 53.54261534373029, 1e-11);
        near(mean.high, 72.85738465626972, 1e-11);
    }

    #[test]
    fn there_is_no_funnel_of_nobody() {
        assert_eq!(
            (funnel_of_share(0.5, 0, 0.95), funnel_of_share(1.5, 9, 0.95)),
            (None, None)
        );
        assert_eq!(funnel_of_mean(50.0, 10.0, 0, 0.95), None);
        let all = funnel_of_share(1.0, 9, 0.95).unwrap();
        assert!(
            all.low > 0.8 && all.low < all.high && all.high <= 1.0,
            "{all:?}"
        );
    }

    proptest! {
        /// The larger the group, the nearer the limits; the share of all lies between them.
        #[test]
        fn a_funnel_narrows(share in 0.05..0.95f64, n in 5u64..400) {
            let small = funnel_of_share(share, n, 0.95).unwrap();
            let large = funnel_of_share(share, n * 16, 0.95).unwrap();
            prop_assert!(small.low <= share && share <= small.high);
            prop_assert!(large.high - large.low < small.high - small.low);
            let wilson = wilson_interval(n / 2, n, 0.95).unwrap();
            prop_assert!(0.0 <= wilson.low && wilson.low < wilson.high && wilson.high <= 1.0);
        }
    }
}
