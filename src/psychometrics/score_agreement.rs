//! How far two judges agree who give points: the agreement of [`super::agreement`] on the scale of the
//! points themselves, and how much more one gives.
//!
//! κ with quadratic weights takes the squared difference of the points as disagreement (Cohen 1968, eq. 4);
//! points that nobody gave change nothing. *Adjacent* is one step of the scale apart, where the step is the
//! greatest that all points given are whole numbers of.

use super::agreement::kappa;

/// Agreement of two judges over the things that both gave points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreAgreement {
    /// Things that both judged.
    pub n: usize,
    /// Share with the same points.
    pub exact: f64,
    /// Share at most one step apart.
    pub adjacent: f64,
    /// The step, in the unit of the points.
    pub step: u64,
    /// κ; none where it is undefined.
    pub kappa: Option<f64>,
    /// κ with quadratic weights.
    pub quadratic_kappa: Option<f64>,
    /// Mean of the first judge's points less the second's.
    pub mean_difference: f64,
}

/// Agreement of two judges by pairs of whole numbers of points. None without pairs.
pub fn score_agreement(pairs: &[(i64, i64)]) -> Option<ScoreAgreement> {
    if pairs.is_empty() {
        return None;
    }
    let mut values: Vec<i64> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    values.sort_unstable();
    values.dedup();
    let step = values
        .iter()
        .fold(0, |step, value| gcd(step, value.unsigned_abs()));
    let mut table = vec![vec![0.0; values.len()]; values.len()];
    let place = |value: i64| values.partition_point(|known| *known < value);
    for (a, b) in pairs {
        table[place(*a)][place(*b)] += 1.0;
    }
    let share = |fits: &dyn Fn(i64, i64) -> bool| {
        let fitting = pairs.iter().filter(|(a, b)| fits(*a, *b)).count();
        fitting as f64 / pairs.len() as f64
    };
    let squared = |i: usize, j: usize| (values[i] as f64 - values[j] as f64).powi(2);
    let between: f64 = pairs.iter().map(|(a, b)| (a - b) as f64).sum();
    Some(ScoreAgreement {
        n: pairs.len(),
        exact: share(&|a, b| a == b),
        adjacent: share(&|a, b| a.abs_diff(b) <= step),
        step,
        kappa: kappa(&table, &|i, j| f64::from(i != j)),
        quadratic_kappa: kappa(&table, &squared),
        mean_difference: between / pairs.len() as f64,
    })
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::super::agreement::agreement;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_step_is_what_all_points_are_whole_numbers_of() {
        let found = score_agreement(&[(0, 50), (100, 100), (200, 100), (150, 0)]).unwrap();
        assert_eq!((found.n, found.step), (4, 50));
        assert_eq!((found.exact, found.adjacent), (0.25, 0.5));
        assert!((found.mean_difference - 50.0).abs() < 1e-12);
        assert_eq!(score_agreement(&[]), None);
        let same = score_agreement(&[(100, 100), (100, 100)]).unwrap();
        assert_eq!(
            (same.exact, same.kappa, same.quadratic_kappa),
            (1.0, None, None)
        );
    }

    proptest! {
        /// On the whole scale it says what the agreement of categories says.
        #[test]
        fn it_is_the_agreement_of_categories_in_the_unit_of_the_points(
            pairs in proptest::collection::vec((0usize..5, 0usize..5), 1..40)
        ) {
            let plain = agreement(&pairs, 5).unwrap();
            let points: Vec<_> = pairs.iter().map(|(a, b)| (*a as i64 * 100, *b as i64 * 100)).collect();
            let found = score_agreement(&points).unwrap();
            prop_assert_eq!((found.n, found.exact), (plain.n, plain.exact));
            for (a, b) in [(found.kappa, plain.kappa), (found.quadratic_kappa, plain.quadratic_kappa)] {
                match (a, b) {
                    (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9),
                    (a, b) => prop_assert_eq!(a, b),
                }
            }
        }
    }
}
