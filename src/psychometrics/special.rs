//! The special functions that distributions are made of, for positive real arguments.
//!
//! ln Γ after Lanczos (1964) with the nine coefficients for g = 7; the incomplete gamma and beta functions
//! by series and continued fraction (Press, Teukolsky, Vetterling, Flannery 2007, *Numerical Recipes*,
//! sections 6.2 and 6.4; Lentz's method as modified by Thompson and Barnett 1986).

use std::f64::consts::PI;

/// Where a series or a fraction ends.
const ENOUGH: f64 = 1e-16;
/// Instead of nothing in a denominator (Lentz).
const TINY: f64 = 1e-300;
/// Both converge in some √(largest argument) steps.
const STEPS: u32 = 100_000;

const LANCZOS: [f64; 9] = [
    0.999_999_999_999_809_9,
    676.520_368_121_885_1,
    -1_259.139_216_722_402_8,
    771.323_428_777_653_1,
    -176.615_029_162_140_6,
    12.507_343_278_686_905,
    -0.138_571_095_265_720_12,
    9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
];

/// ln Γ(x) for x > 0.
pub(super) fn ln_gamma(x: f64) -> f64 {
    if x < 0.5 {
        // Γ(x) Γ(1 − x) = π / sin πx
        return (PI / (PI * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let terms = LANCZOS.iter().enumerate().skip(1);
    let sum = terms.fold(LANCZOS[0], |sum, (n, term)| sum + term / (x + n as f64));
    let shifted = x + 7.5;
    0.5 * (2.0 * PI).ln() + (x + 0.5) * shifted.ln() - shifted + sum.ln()
}

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, each computed where it is small.
pub(super) fn incomplete_gamma(a: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let lower = front * gamma_series(a, x);
        (lower, 1.0 - lower)
    } else {
        let upper = front * gamma_fraction(a, x);
        (1.0 - upper, upper)
    }
}

fn gamma_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
    for _ in 0..STEPS {
        n += 1.0;
        term *= x / n;
        sum += term;
        if term < sum * ENOUGH {
            break;
        }
    }
    sum
}

fn gamma_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut whole = d;
    for n in 1..STEPS {
        let n = f64::from(n);
        let numerator = -n * (n - a);
        b += 2.0;
        d = 1.0 / away_from_nothing(numerator * d + b);
        c = away_from_nothing(b + numerator / c);
        whole *= c * d;
        if (c * d - 1.0).abs() < ENOUGH {
            break;
        }
    }
    whole
}

/// The regularised incomplete beta function I_x(a, b). `rest` is 1 − x, which the caller may know more
/// exactly than a subtraction tells.
pub(super) fn incomplete_beta(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if rest <= 0.0 {
        return 1.0;
    }
    let whole = ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b);
    let front = (whole + a * x.ln() + b * rest.ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, rest) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / away_from_nothing(1.0 - (a + b) * x / (a + 1.0));
    let mut whole = d;
    for m in 1..STEPS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_nothing(1.0 + even * d);
        c = away_from_nothing(1.0 + even / c);
        whole *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_nothing(1.0 + odd * d);
        c = away_from_nothing(1.0 + odd / c);
        whole *= c * d;
        if (c * d - 1.0).abs() < ENOUGH {
            break;
        }
    }
    whole
}

fn away_from_nothing(value: f64) -> f64 {
    if value.abs() < TINY { TINY } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::near;

    #[test]
    fn gamma_of_whole_and_half_numbers_is_known() {
        near(ln_gamma(5.0), 24f64.ln(), 1e-14);
        near(ln_gamma(0.5), PI.sqrt().ln(), 1e-14);
        near(ln_gamma(0.1), 2.252_712_651_734_206, 1e-13);
        near(
            ln_gamma(171.0),
            (1..171).map(|n| f64::from(n).ln()).sum(),
            1e-14,
        );
    }

    /// P(1, x) = 1 − e⁻ˣ, and both halves are one whole.
    #[test]
    fn the_incomplete_gamma_function_of_one_is_exponential() {
        for x in [0.01, 0.5, 1.9, 2.1, 30.0] {
            let (lower, upper) = incomplete_gamma(1.0, x);
            near(upper, (-x).exp(), 1e-13);
            near(lower + upper, 1.0, 1e-15);
        }
        assert_eq!(incomplete_gamma(3.0, 0.0), (0.0, 1.0));
    }

    /// I_x(1, b) = 1 − (1 − x)ᵇ; I_x(a, b) = 1 − I_{1−x}(b, a).
    #[test]
    fn the_incomplete_beta_function_keeps_its_identities() {
        for x in [0.001, 0.2, 0.5, 0.97] {
            near(
                incomplete_beta(1.0, 3.0, x, 1.0 - x),
                1.0 - (1.0 - x).powi(3),
                1e-12,
            );
            let there = incomplete_beta(2.5, 40.0, x, 1.0 - x);
            let back = incomplete_beta(40.0, 2.5, 1.0 - x, x);
            near(there + back, 1.0, 1e-13);
        }
        assert_eq!(incomplete_beta(2.0, 2.0, 0.0, 1.0), 0.0);
        assert_eq!(incomplete_beta(2.0, 2.0, 1.0, 0.0), 1.0);
    }
}
