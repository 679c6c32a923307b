//! Distribution functions and quantiles of the normal, Student's t, F, χ² and binomial distributions.
//!
//! Each is an incomplete gamma or beta function (Abramowitz and Stegun 1964, 26.2.29, 26.4.19, 26.5.24,
//! 26.5.27, 26.6.2); quantiles are found by bisection to the last digit, in the tail that is small. Degrees
//! of freedom are positive, shares lie within (0, 1); anything else gives a number without meaning.

use super::special::{incomplete_beta, incomplete_gamma};

/// Halvings after which neighbouring doubles are reached from any bracket.
const HALVINGS: u32 = 2_000;

/// Share of the standard normal distribution up to x.
pub fn normal_cdf(x: f64) -> f64 {
    let (_, outside) = incomplete_gamma(0.5, x * x / 2.0);
    if x < 0.0 {
        outside / 2.0
    } else {
        1.0 - outside / 2.0
    }
}

/// Where the standard normal distribution reaches a share.
pub fn normal_quantile(share: f64) -> f64 {
    symmetric_quantile(share, normal_cdf)
}

/// Share of Student's t distribution up to t.
pub fn t_cdf(t: f64, df: f64) -> f64 {
    let outside = t_both_tails(t, df);
    if t < 0.0 {
        outside / 2.0
    } else {
        1.0 - outside / 2.0
    }
}

/// Share of Student's t distribution that is at least as far from 0 as t: the two-sided p of a t-test.
pub fn t_both_tails(t: f64, df: f64) -> f64 {
    let square = t * t;
    incomplete_beta(df / 2.0, 0.5, df / (df + square), square / (df + square))
}

/// Where Student's t distribution reaches a share.
pub fn t_quantile(share: f64, df: f64) -> f64 {
    symmetric_quantile(share, |t| t_cdf(t, df))
}

/// Share of the F distribution up to f.
pub fn f_cdf(f: f64, df_above: f64, df_below: f64) -> f64 {
    if f <= 0.0 {
        return 0.0;
    }
    let (above, below) = (df_above * f, df_below);
    let whole = above + below;
    incomplete_beta(df_above / 2.0, df_below / 2.0, above / whole, below / whole)
}

/// Where the F distribution reaches a share.
pub fn f_quantile(share: f64, df_above: f64, df_below: f64) -> f64 {
    positive_quantile(share, |f| f_cdf(f, df_above, df_below))
}

/// Share of the χ² distribution up to x.
pub fn chi_square_cdf(x: f64, df: f64) -> f64 {
    incomplete_gamma(df / 2.0, x / 2.0).0
}

/// Where the χ² distribution reaches a share.
pub fn chi_square_quantile(share: f64, df: f64) -> f64 {
    positive_quantile(share, |x| chi_square_cdf(x, df))
}

/// Probability of at most so many successes in `trials`, each with the chance `share`.
pub fn binomial_cdf(successes: i64, trials: u64, share: f64) -> f64 {
    if successes < 0 {
        return 0.0;
    }
    if successes as u64 >= trials {
        return 1.0;
    }
    let (failures, more) = (trials as f64 - successes as f64, successes as f64 + 1.0);
    incomplete_beta(failures, more, 1.0 - share, share)
}

/// Quantile of a distribution around 0: the lower half keeps all its digits, the upper is its mirror.
fn symmetric_quantile(share: f64, cdf: impl Fn(f64) -> f64) -> f64 {
    if share == 0.5 {
        return 0.0;
    }
    if share > 0.5 {
        return -symmetric_quantile(1.0 - share, cdf);
    }
    let mut low = -1.0;
    while cdf(low) > share && low > f64::MIN / 4.0 {
        low *= 2.0;
    }
    bisected(share, cdf, low, 0.0)
}

/// Quantile of a distribution of positive numbers.
fn positive_quantile(share: f64, cdf: impl Fn(f64) -> f64) -> f64 {
    let mut high = 1.0;
    while cdf(high) < share && high < f64::MAX / 4.0 {
        high *= 2.0;
    }
    bisected(share, cdf, 0.0, high)
}

fn bisected(share: f64, cdf: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if cdf(middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    low + (high - low) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::near;
    use proptest::prelude::*;

    /// scipy 1.17.1: `stats.norm.cdf`, `norm.ppf`, `t.cdf`, `2 * t.sf`, `t.ppf`, `f.cdf`, `f.ppf`, `chi2.cdf`,
    /// `chi2.ppf`, `binom.cdf`.
    #[test]
    fn the_normal_distribution_is_that_of_scipy() {
        near(normal_cdf(-8.0), 6.22096057427174e-16, 1e-12);
        near(normal_cdf(-1.96), 0.024997895148220435, 1e-13);
        near(normal_cdf(0.3), 0.6179114221889526, 1e-14);
        near(normal_cdf(2.5), 0.9937903346742238, 1e-14);
        near(normal_quantile(1e-10), -6.361340902404056, 1e-13);
        near(normal_quantile(0.025), -1.9599639845400545, 1e-13);
        near(normal_quantile(0.6), 0.2533471031357997, 1e-13);
        near(normal_quantile(0.9995), 3.2905267314919255, 1e-12);
        assert_eq!(normal_quantile(0.5), 0.0);
    }

    #[test]
    fn students_t_is_that_of_scipy() {
        near(t_cdf(-12.0, 3.0), 0.0006225079003946681, 1e-12);
        near(t_cdf(-0.5, 1.0), 0.35241638234956674, 1e-13);
        near(t_cdf(1.3, 7.5), 0.8839366105921956, 1e-13);
        near(t_cdf(0.01, 5000.0), 0.5039891568385072, 1e-12);
        near(t_both_tails(12.0, 30.0), 5.580185415199261e-13, 1e-11);
        near(t_both_tails(2.546, 122.0), 0.01214170160831593, 1e-12);
        near(t_both_tails(-0.24, 122.0), 0.8107330444327506, 1e-13);
        near(t_quantile(0.975, 1.0), 12.706204736174694, 1e-12);
        near(t_quantile(0.975, 122.0), 1.9795998784866382, 1e-12);
        near(t_quantile(0.005, 4.0), -4.604094871349993, 1e-12);
        near(t_quantile(0.9, 2.7), 1.6881081751466425, 1e-12);
    }

    #[test]
    fn f_chi_square_and_binomial_are_those_of_scipy() {
        near(f_cdf(0.2, 3.0, 9.0), 0.1062121080894225, 1e-12);
        near(f_cdf(3.9, 1.0, 120.0), 0.9494176859801091, 1e-12);
        near(f_cdf(1.0, 200.0, 300.0), 0.50343561029854, 1e-11);
        near(f_quantile(0.975, 5.0, 4.79), 7.490103962012941, 1e-11);
        near(f_quantile(0.95, 4.79, 5.0), 5.075889753818152, 1e-11);
        near(f_quantile(0.025, 30.0, 12.0), 0.4145878481957674, 1e-11);
        near(chi_square_cdf(0.3, 1.0), 0.416117579229635, 1e-12);
        near(chi_square_cdf(62.0, 62.0), 0.5238880201878743, 1e-12);
        near(chi_square_cdf(150.0, 100.0), 0.9990960679576459, 1e-12);
        near(chi_square_quantile(0.975, 62.0), 85.65373078961532, 1e-11);
        near(chi_square_quantile(0.025, 62.0), 42.125991958283706, 1e-11);
        near(chi_square_quantile(0.5, 1.0), 0.454936423119572, 1e-11);
        near(binomial_cdf(3, 20, 0.3), 0.10708680450373087, 1e-12);
        near(binomial_cdf(61, 124, 0.45), 0.8482093252931175, 1e-11);
        near(binomial_cdf(900, 1000, 0.93), 0.000260198682326073, 1e-9);
    }

    /// Three tosses of a fair coin.
    #[test]
    fn a_binomial_distribution_adds_up() {
        for (successes, expected) in [(-1, 0.0), (0, 0.125), (1, 0.5), (2, 0.875), (3, 1.0)] {
            assert!((binomial_cdf(successes, 3, 0.5) - expected).abs() < 1e-15);
        }
    }

    proptest! {
        #[test]
        fn a_quantile_is_where_the_distribution_reaches_the_share(share in 0.0001..0.9999f64, df in 1.0..300.0f64, below in 1.0..300.0f64) {
            prop_assert!((normal_cdf(normal_quantile(share)) - share).abs() < 1e-13);
            prop_assert!((t_cdf(t_quantile(share, df), df) - share).abs() < 1e-11);
            prop_assert!((chi_square_cdf(chi_square_quantile(share, df), df) - share).abs() < 1e-11);
            prop_assert!((f_cdf(f_quantile(share, df, below), df, below) - share).abs() < 1e-11);
        }

        /// F(1, n) is t(n) squared.
        #[test]
        fn f_of_one_degree_is_t_squared(t in 0.01..8.0f64, df in 1.0..200.0f64) {
            prop_assert!((1.0 - f_cdf(t * t, 1.0, df) - t_both_tails(t, df)).abs() < 1e-12);
        }
    }
}
