//! How much of a task a pupil of ability θ is expected to get: the response functions.
//!
//! P = c + (d − c) / (1 + exp(−D a (θ − b))) for dichotomous models; for graded responses (Samejima
//! 1969) and partial credit (Masters 1982; Muraki 1992) the expected category divided by the highest.
//! The sum of these shares times the points of the tasks is the characteristic curve of a form.

use super::information::{Parameters, thresholds};

/// Expected share of the points at θ, 0–1; `None` for a model that is not known here and for a set that
/// is not whole. `scaling` is the constant D of the logistic metric.
pub fn expected_share(
    model: &str,
    parameters: &Parameters,
    scaling: f64,
    theta: f64,
) -> Option<f64> {
    let of = |name: &str| parameters.get(name).copied();
    let one = |slope: f64, lower: f64, upper: f64| {
        let star = logistic(scaling * slope * (theta - of("b")?));
        Some(lower + (upper - lower).max(0.0) * star)
    };
    match model {
        "rasch" => one(1.0, 0.0, 1.0),
        "2pl" => one(of("a")?, 0.0, 1.0),
        "3pl" => one(of("a")?, of("c")?, 1.0),
        "4pl" => one(of("a")?, of("c")?, of("d")?),
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

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Expected category over the number of steps; numerators are exp(Σ slope (θ − bᵥ)).
fn partial_credit(slope: f64, thresholds: &[f64], theta: f64) -> f64 {
    let steps = thresholds.iter().scan(0.0, |sum, b| {
        *sum += slope * (theta - b);
        Some(*sum)
    });
    let exponents: Vec<f64> = std::iter::once(0.0).chain(steps).collect();
    let largest = exponents.iter().copied().fold(f64::MIN, f64::max);
    let weights: Vec<f64> = exponents.iter().map(|x| (x - largest).exp()).collect();
    let total: f64 = weights.iter().sum();
    let category: f64 = weights.iter().enumerate().map(|(k, w)| k as f64 * w).sum();
    category / total / thresholds.len() as f64
}

/// The expected category is the sum of the boundary curves.
fn graded(slope: f64, thresholds: &[f64], theta: f64) -> f64 {
    let boundaries = thresholds.iter().map(|b| logistic(slope * (theta - b)));
    boundaries.sum::<f64>() / thresholds.len() as f64
}

#[cfg(test)]
mod tests {
    use super::super::information::information;
    use super::*;

    fn set(values: &[(&str, f64)]) -> Parameters {
        let one = |(name, value): &(&str, f64)| ((*name).to_owned(), *value);
        values.iter().map(one).collect()
    }

    fn at(model: &str, values: &[(&str, f64)], theta: f64) -> f64 {
        expected_share(model, &set(values), 1.0, theta).unwrap()
    }

    #[track_caller]
    fn near(value: f64, expected: f64, tolerance: f64) {
        assert!(
            (value - expected).abs() <= tolerance,
            "{value} ≠ {expected}"
        );
    }

    #[test]
    fn known_points_of_the_curves() {
        near(at("rasch", &[("b", 0.5)], 0.5), 0.5, 1e-15);
        // (1 + c) / 2 at θ = b.
        let three = [("a", 1.4), ("b", -0.3), ("c", 0.2)];
        near(at("3pl", &three, -0.3), 0.6, 1e-15);
        let four = [("a", 1.4), ("b", -0.3), ("c", 0.2), ("d", 0.9)];
        near(at("4pl", &four, 50.0), 0.9, 1e-12);
        near(at("4pl", &four, -50.0), 0.2, 1e-12);
        // Symmetric thresholds: half of the points in the middle.
        let three = [("a", 1.1), ("b1", -1.0), ("b2", 0.0), ("b3", 1.0)];
        near(at("grm", &three, 0.0), 0.5, 1e-12);
        near(at("gpcm", &three, 0.0), 0.5, 1e-12);
        near(at("pcm", &three[1..], 0.0), 0.5, 1e-12);
    }

    #[test]
    fn a_model_that_is_not_known_and_a_set_that_is_not_whole_tell_nothing() {
        let whole = set(&[("a", 1.0), ("b", 0.0)]);
        assert_eq!(expected_share("nominal", &whole, 1.0, 0.0), None);
        assert_eq!(expected_share("3pl", &whole, 1.0, 0.0), None);
        assert_eq!(expected_share("grm", &whole, 1.0, 0.0), None);
    }

    /// The slope of the curve and the information are tied: I = P'² / (P (1 − P)) for a task of two
    /// categories, and D a E' for partial credit in categories.
    #[test]
    fn the_curves_rise_as_steeply_as_their_information_says() {
        let slope = |model: &str, values: &[(&str, f64)], theta: f64| {
            let step = 1e-5;
            (at(model, values, theta + step) - at(model, values, theta - step)) / (2.0 * step)
        };
        let three = [("a", 1.7), ("b", 0.4), ("c", 0.15)];
        let credit = [("a", 1.3), ("b1", -0.8), ("b2", 0.9)];
        for tenth in -30..=30 {
            let theta = f64::from(tenth) / 10.0;
            let p = at("3pl", &three, theta);
            let told = information("3pl", &set(&three), 1.0, theta).unwrap();
            let rise = slope("3pl", &three, theta);
            near(rise * rise / (p * (1.0 - p)), told, 1e-6);
            let told = information("gpcm", &set(&credit), 1.0, theta).unwrap();
            near(1.3 * 2.0 * slope("gpcm", &credit, theta), told, 1e-6);
        }
    }
}
