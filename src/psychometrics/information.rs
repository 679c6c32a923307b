//! Fisher information of a task at an ability θ.
//!
//! Dichotomous models (Birnbaum 1968, as in Lord 1980, eq. 5-9), with
//! P = c + (d − c) / (1 + exp(−D a (θ − b))):
//!
//! I(θ) = D² a² · (P − c)² (d − P)² / ((d − c)² P (1 − P))
//!
//! which is D² a² P (1 − P) for `rasch` (a = 1) and `2pl`, and the usual 3PL for d = 1. Graded
//! responses (Samejima 1969): the sum over categories of (P*'ₖ − P*'ₖ₊₁)² / Pₖ. Partial credit
//! (Masters 1982; Muraki 1992, 1993): D² a² · Var(category).

use std::collections::BTreeMap;

/// Parameters by name, as they are kept: `a`, `b`, `c`, `d`; thresholds `b1`, `b2` ….
pub type Parameters = BTreeMap<String, f64>;

/// Information at θ; `None` for a model that is not known here and for a set that is not whole.
/// `scaling` is the constant D of the logistic metric.
pub fn information(model: &str, parameters: &Parameters, scaling: f64, theta: f64) -> Option<f64> {
    let of = |name: &str| parameters.get(name).copied();
    match model {
        "rasch" => Some(dichotomous(scaling, of("b")?, [0.0, 1.0], theta)),
        "2pl" => Some(dichotomous(scaling * of("a")?, of("b")?, [0.0, 1.0], theta)),
        "3pl" => {
            let bounds = [of("c")?, 1.0];
            Some(dichotomous(scaling * of("a")?, of("b")?, bounds, theta))
        }
        "4pl" => {
            let bounds = [of("c")?, of("d")?];
            Some(dichotomous(scaling * of("a")?, of("b")?, bounds, theta))
        }
        "pcm" => Some(partial_credit(scaling, &thresholds(parameters)?, theta)),
        "gpcm" => Some(partial_credit(
            scaling * of("a")?,
            &thresholds(parameters)?,
            theta,
        )),
        "grm" => Some(graded(scaling * of("a")?, &thresholds(parameters)?, theta)),
        _ => None,
    }
}

/// True for the models that [`information`] knows.
pub fn is_known(model: &str) -> bool {
    matches!(
        model,
        "rasch" | "2pl" | "3pl" | "4pl" | "pcm" | "gpcm" | "grm"
    )
}

/// `b1`, `b2` … without a gap, at least one.
pub(super) fn thresholds(parameters: &Parameters) -> Option<Vec<f64>> {
    let numbered = (1..).map_while(|n| parameters.get(&format!("b{n}")).copied());
    let thresholds: Vec<f64> = numbered.collect();
    (!thresholds.is_empty()).then_some(thresholds)
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn dichotomous(slope: f64, b: f64, [lower, upper]: [f64; 2], theta: f64) -> f64 {
    let span = upper - lower;
    if span <= 0.0 {
        return 0.0;
    }
    let star = logistic(slope * (theta - b));
    let p = lower + span * star;
    // P' = slope · span · P*(1 − P*); I = P'² / (P (1 − P)).
    let derivative = slope * span * star * (1.0 - star);
    let variance = p * (1.0 - p);
    if variance <= 0.0 {
        0.0
    } else {
        derivative * derivative / variance
    }
}

/// Categories 0 … m with numerators exp(Σ slope (θ − bᵥ)).
fn partial_credit(slope: f64, thresholds: &[f64], theta: f64) -> f64 {
    let steps = thresholds.iter().scan(0.0, |sum, b| {
        *sum += slope * (theta - b);
        Some(*sum)
    });
    let exponents: Vec<f64> = std::iter::once(0.0).chain(steps).collect();
    let largest = exponents.iter().copied().fold(f64::MIN, f64::max);
    let weights: Vec<f64> = exponents.iter().map(|x| (x - largest).exp()).collect();
    let total: f64 = weights.iter().sum();
    let moment = |power: i32| -> f64 {
        let terms = weights.iter().enumerate();
        terms.map(|(k, w)| (k as f64).powi(power) * w / total).sum()
    };
    slope * slope * (moment(2) - moment(1) * moment(1))
}

/// Boundary curves P* with difference as categories.
fn graded(slope: f64, thresholds: &[f64], theta: f64) -> f64 {
    let boundary = |b: &f64| logistic(slope * (theta - b));
    let inner = thresholds.iter().map(boundary);
    let boundaries: Vec<f64> = std::iter::once(1.0)
        .chain(inner)
        .chain(std::iter::once(0.0))
        .collect();
    let pairs = boundaries.windows(2);
    let category = |pair: &[f64]| {
        let p = pair[0] - pair[1];
        let slope_of = |star: f64| slope * star * (1.0 - star);
        let derivative = slope_of(pair[0]) - slope_of(pair[1]);
        if p <= 0.0 {
            0.0
        } else {
            derivative * derivative / p
        }
    };
    pairs.map(category).sum()
}
