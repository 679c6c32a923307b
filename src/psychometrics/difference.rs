//! Two groups, or one group twice: how far their means are apart, how sure that is, and how large.
//!
//! Differences are the first group's mean less the second's.

use super::Interval;
use super::distribution::{normal_quantile, t_both_tails, t_quantile};
use super::sample::Sample;
use super::special::ln_gamma;
use super::upper_share;

/// A t-test of a difference of means against none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TTest {
    /// Difference of the means.
    pub difference: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Difference by standard error.
    pub t: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
}

impl TTest {
    /// None where nothing varies: then t is undefined.
    fn of(difference: f64, standard_error: f64, df: f64) -> Option<Self> {
        let t = difference / standard_error;
        (standard_error > 0.0 && t.is_finite()).then(|| Self {
            difference,
            standard_error,
            t,
            df,
            p: t_both_tails(t, df),
        })
    }

    /// Interval of the difference of the means.
    pub fn interval(&self, confidence: f64) -> Interval {
        let t = t_quantile(upper_share(confidence), self.df);
        Interval::around(self.difference, t * self.standard_error)
    }
}

/// Variance of both groups together, each around its own mean, with n₁ + n₂ − 2.
fn pooled_variance(a: &Sample, b: &Sample) -> f64 {
    let squares = |of: &Sample| (of.n - 1) as f64 * of.sd * of.sd;
    (squares(a) + squares(b)) / (a.n + b.n - 2) as f64
}

/// Independent groups of equal variance: s²ₚ (1/n₁ + 1/n₂), n₁ + n₂ − 2 degrees (Student 1908; Fisher 1925,
/// section 24.1). None where neither group varies.
pub fn pooled_t(a: &Sample, b: &Sample) -> Option<TTest> {
    let error = (pooled_variance(a, b) * (1.0 / a.n as f64 + 1.0 / b.n as f64)).sqrt();
    TTest::of(a.mean - b.mean, error, (a.n + b.n - 2) as f64)
}

/// Independent groups of unequal variance: s²₁/n₁ + s²₂/n₂ with the degrees of freedom of Welch (1947) and
/// Satterthwaite (1946, eq. 17). None where neither group varies.
pub fn welch_t(a: &Sample, b: &Sample) -> Option<TTest> {
    let of = |group: &Sample| group.standard_error().powi(2);
    let whole = of(a) + of(b);
    let share = |group: &Sample| of(group).powi(2) / (group.n - 1) as f64;
    let df = whole * whole / (share(a) + share(b));
    TTest::of(a.mean - b.mean, whole.sqrt(), df)
}

/// One group twice, by its differences: mean difference with n − 1 degrees (Student 1908). None where all
/// differ alike.
pub fn paired_t(differences: &Sample) -> Option<TTest> {
    let df = (differences.n - 1) as f64;
    TTest::of(differences.mean, differences.standard_error(), df)
}

/// A standardised difference of means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EffectSize {
    /// Hedges' g.
    pub g: f64,
    /// Its standard error in large samples.
    pub standard_error: f64,
}

impl EffectSize {
    /// Interval of the effect: g ± z · error (Hedges and Olkin 1985, p. 86).
    pub fn interval(&self, confidence: f64) -> Interval {
        let z = normal_quantile(upper_share(confidence));
        Interval::around(self.g, z * self.standard_error)
    }
}

/// Hedges' g: difference by pooled deviation, freed of its bias by J(m) = Γ(m/2) / (√(m/2) Γ((m − 1)/2))
/// (Hedges 1981, eq. 6d and 6e); its variance is (n₁ + n₂)/(n₁ n₂) + g²/(2 (n₁ + n₂)) (Hedges and Olkin
/// 1985, p. 86, eq. 15). None where neither group varies.
pub fn hedges_g(a: &Sample, b: &Sample) -> Option<EffectSize> {
    let m = (a.n + b.n - 2) as f64;
    let correction = (ln_gamma(m / 2.0) - ln_gamma((m - 1.0) / 2.0)).exp() / (m / 2.0).sqrt();
    let g = correction * (a.mean - b.mean) / pooled_variance(a, b).sqrt();
    let (n_a, n_b) = (a.n as f64, b.n as f64);
    let variance = (n_a + n_b) / (n_a * n_b) + g * g / (2.0 * (n_a + n_b));
    g.is_finite().then(|| EffectSize {
        g,
        standard_error: variance.sqrt(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::near;
    use proptest::prelude::*;

    /// Pupils by level, coded 3, 4 and 5.
    fn levels(counts: [u32; 3]) -> Sample {
        Sample::of_counts(&[(3.0, counts[0]), (4.0, counts[1]), (5.0, counts[2])]).unwrap()
    }

    /// Published: pre t = .25, p = .80, difference .03; post t = 2.55, p = .01, difference .37, interval
    /// .08 to .65 (the study of module tests in Kazakh as a second language; counts by level).
    #[test]
    fn the_published_study_comes_out_of_its_counts() {
        let pre = pooled_t(&levels([39, 15, 9]), &levels([39, 14, 8])).unwrap();
        assert!(
            (pre.t - 0.24).abs() < 0.005 && (pre.p - 0.80).abs() < 0.01,
            "{pre:?}"
        );
        let post = pooled_t(&levels([26, 18, 19]), &levels([38, 14, 9])).unwrap();
        assert!(
            (post.t - 2.546).abs() < 5e-4 && (post.p - 0.01).abs() < 0.005,
            "{post:?}"
        );
        let interval = post.interval(0.95);
        assert!((interval.low - 0.081).abs() < 5e-4 && (interval.high - 0.648).abs() < 5e-4);
    }

    fn close(found: TTest, expected: [f64; 5]) {
        let interval = found.interval(0.95);
        let all = [found.t, found.p, found.df, interval.low, interval.high];
        for (found, expected) in all.into_iter().zip(expected) {
            near(found, expected, 1e-10);
        }
    }

    /// statsmodels 0.15.0: `CompareMeans(DescrStatsW(a), DescrStatsW(b)).ttest_ind(usevar=…)` and
    /// `.tconfint_diff(usevar=…)`, with `pooled` and `unequal`: t, p, df, interval.
    #[test]
    fn both_tests_are_those_of_statsmodels() {
        let (a, b) = (levels([26, 18, 19]), levels([38, 14, 9]));
        close(
            pooled_t(&a, &b).unwrap(),
            [
                2.545612646670525,
                0.012154485620444865,
                122.0,
                0.08100121989377573,
                0.6475962300151492,
            ],
        );
        close(
            welch_t(&a, &b).unwrap(),
            [
                2.5508366471660313,
                0.011994198745322046,
                120.93626357632931,
                0.0815564904673588,
                0.6470409594415661,
            ],
        );
        let (a, b) = small();
        close(
            pooled_t(&a, &b).unwrap(),
            [
                1.88175014456154,
                0.09664500013241852,
                8.0,
                -0.8454642448190421,
                8.345464244819041,
            ],
        );
        close(
            welch_t(&a, &b).unwrap(),
            [
                1.771873269655855,
                0.13333740607819725,
                5.295970975749474,
                -1.6002007671573395,
                9.10020076715734,
            ],
        );
    }

    fn small() -> (Sample, Sample) {
        let a = Sample::of(&[12.0, 15.0, 11.0, 18.0, 14.0, 17.0]).unwrap();
        (a, Sample::of(&[9.0, 10.0, 16.0, 8.0]).unwrap())
    }

    /// scipy 1.17.1: `stats.ttest_1samp(d, 0)` and its `confidence_interval()`.
    #[test]
    fn the_paired_test_is_that_of_scipy() {
        let differences = Sample::of(&[1.0, 0.0, 2.0, 1.0, -1.0, 3.0, 0.0, 1.0]).unwrap();
        let expected = [
            1.9855802012591142,
            0.08745934260808017,
            7.0,
            -0.16703608538785963,
            1.9170360853878596,
        ];
        close(paired_t(&differences).unwrap(), expected);
    }

    /// scipy 1.17.1: J by `special.gammaln`, pooled deviation by `var(ddof=1)`, bounds by `norm.ppf(0.975)`.
    #[test]
    fn hedges_g_is_that_of_its_formula_in_scipy() {
        let (a, b) = small();
        let rows = [
            (
                levels([26, 18, 19]),
                levels([38, 14, 9]),
                [
                    0.4544472164225468,
                    0.18193188174372923,
                    0.09786728056523736,
                    0.8110271522798562,
                ],
            ),
            (
                a,
                b,
                [
                    1.0964816891771352,
                    0.6904927743298288,
                    -0.25685928009447245,
                    2.449822658448743,
                ],
            ),
        ];
        for (a, b, [g, error, low, high]) in rows {
            let found = hedges_g(&a, &b).unwrap();
            let interval = found.interval(0.95);
            near(found.g, g, 1e-12);
            near(found.standard_error, error, 1e-12);
            near(interval.low, low, 1e-11);
            near(interval.high, high, 1e-11);
        }
    }

    #[test]
    fn groups_in_which_nothing_varies_have_no_test() {
        let (three, five) = (levels([2, 0, 0]), levels([0, 0, 2]));
        assert_eq!(
            (pooled_t(&three, &five), welch_t(&three, &five)),
            (None, None)
        );
        assert_eq!((hedges_g(&three, &five), paired_t(&three)), (None, None));
        assert_eq!(hedges_g(&three, &three), None);
    }

    proptest! {
        #[test]
        fn groups_changed_about_change_the_sign_and_nothing_else(
            a in proptest::collection::vec(0u8..9, 2..30), b in proptest::collection::vec(0u8..9, 2..30)
        ) {
            let sample = |of: &[u8]| Sample::of(&of.iter().map(|v| f64::from(*v)).collect::<Vec<_>>()).unwrap();
            let (a, b) = (sample(&a), sample(&b));
            for test in [pooled_t, welch_t] {
                if let (Some(there), Some(back)) = (test(&a, &b), test(&b, &a)) {
                    prop_assert!((there.t + back.t).abs() < 1e-9 && (there.p - back.p).abs() < 1e-9);
                    let interval = there.interval(0.95);
                    prop_assert!(interval.low <= there.difference && there.difference <= interval.high);
                    // p below .05 and an interval without 0 say the same.
                    let without_zero = interval.low > 0.0 || interval.high < 0.0;
                    prop_assert!((there.p - 0.05).abs() < 1e-9 || (there.p < 0.05) == without_zero);
                }
            }
        }
    }
}
