//! Agreement of people who judge the same things: exact and adjacent shares, Cohen's κ and weighted κ
//! of two judges, Krippendorff's α of any number. Always with n.
//!
//! κ = 1 − Σ vᵢⱼ oᵢⱼ / Σ vᵢⱼ eᵢⱼ with observed shares o, those expected from the judges' own margins e,
//! and disagreements v (Cohen 1960, eq. 1; Cohen 1968, eq. 4): v is 1 off the diagonal for κ, |i − j| for
//! linear and (i − j)² for quadratic weights. α = 1 − Dₒ / Dₑ over the coincidences of all pairs of
//! judgements of one thing (Krippendorff 2011, nominal and ordinal metric). Both are undefined where no
//! disagreement is expected at all: everybody said the same.

/// How far apart two categories are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Different is different.
    Nominal,
    /// By steps.
    Linear,
    /// By steps, squared.
    Quadratic,
}

impl Weights {
    pub(super) fn disagreement(self, i: usize, j: usize) -> f64 {
        let steps = i.abs_diff(j) as f64;
        match self {
            Self::Nominal => f64::from(i != j),
            Self::Linear => steps,
            Self::Quadratic => steps * steps,
        }
    }
}

/// How far two judges agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Things that both judged.
    pub n: usize,
    /// Share in the same category.
    pub exact: f64,
    /// Share at most one category apart.
    pub adjacent: f64,
    /// κ; none where it is undefined.
    pub kappa: Option<f64>,
    /// κ with linear weights.
    pub linear_kappa: Option<f64>,
    /// κ with quadratic weights.
    pub quadratic_kappa: Option<f64>,
}

/// Agreement of two judges over the things that both judged: pairs of categories, from 0 to
/// `categories` − 1. None without pairs, or with a category that there is not.
pub fn agreement(pairs: &[(usize, usize)], categories: usize) -> Option<Agreement> {
    if pairs.is_empty() || pairs.iter().any(|(a, b)| *a.max(b) >= categories) {
        return None;
    }
    let mut table = vec![vec![0.0; categories]; categories];
    for (a, b) in pairs {
        table[*a][*b] += 1.0;
    }
    let share = |fits: &dyn Fn(usize, usize) -> bool| {
        let fitting = pairs.iter().filter(|(a, b)| fits(*a, *b)).count();
        fitting as f64 / pairs.len() as f64
    };
    let of = |weights: Weights| kappa(&table, &|i, j| weights.disagreement(i, j));
    Some(Agreement {
        n: pairs.len(),
        exact: share(&|a, b| a == b),
        adjacent: share(&|a, b| a.abs_diff(b) <= 1),
        kappa: of(Weights::Nominal),
        linear_kappa: of(Weights::Linear),
        quadratic_kappa: of(Weights::Quadratic),
    })
}

/// κ of a square table of counts or shares, with any disagreements. None where it is undefined.
pub fn kappa(table: &[Vec<f64>], disagreement: &dyn Fn(usize, usize) -> f64) -> Option<f64> {
    let total: f64 = table.iter().flatten().sum();
    let of_row: Vec<f64> = table.iter().map(|row| row.iter().sum()).collect();
    let of_column: Vec<f64> = (0..table.len())
        .map(|j| {
            table
                .iter()
                .map(|row| row.get(j).copied().unwrap_or(0.0))
                .sum()
        })
        .collect();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (i, row) in table.iter().enumerate() {
        for (j, count) in row.iter().enumerate() {
            let apart = disagreement(i, j);
            observed += apart * count;
            expected += apart * of_row[i] * of_column[j] / total;
        }
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// What α compares by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Categories without order.
    Nominal,
    /// Categories in order; how far two are apart depends on how often those between are used.
    Ordinal,
}

/// Krippendorff's α over things, each with the categories (0 to `categories` − 1) that its judges gave
/// it; those with fewer than two judgements tell nothing. None where it is undefined.
pub fn alpha(things: &[Vec<usize>], categories: usize, metric: Metric) -> Option<f64> {
    let mut coincidences = vec![vec![0.0; categories]; categories];
    for judged in things.iter().filter(|judged| judged.len() > 1) {
        let weight = 1.0 / (judged.len() - 1) as f64;
        for (at, a) in judged.iter().enumerate() {
            for b in judged
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, b)| b)
            {
                *coincidences.get_mut(*a)?.get_mut(*b)? += weight;
            }
        }
    }
    let margins: Vec<f64> = coincidences.iter().map(|row| row.iter().sum()).collect();
    let n: f64 = margins.iter().sum();
    let apart = |i: usize, j: usize| match metric {
        Metric::Nominal => f64::from(i != j),
        Metric::Ordinal => {
            let (low, high) = (i.min(j), i.max(j));
            let between: f64 = margins[low..=high].iter().sum();
            (between - (margins[low] + margins[high]) / 2.0).powi(2)
        }
    };
    let (mut observed, mut expected) = (0.0, 0.0);
    for i in 0..categories {
        for j in (0..categories).filter(|j| *j != i) {
            observed += coincidences[i][j] * apart(i, j);
            expected += margins[i] * margins[j] * apart(i, j);
        }
    }
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Cohen (1968), table 1: two diagnosticians, 200 cases, in shares.
    const COHEN: [[f64; 3]; 3] = [[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]];

    #[test]
    fn kappa_is_that_of_cohens_two_diagnosticians() {
        let table = COHEN.map(|row| row.to_vec());
        let nominal = kappa(&table, &|i, j| f64::from(i != j)).unwrap();
        assert!((nominal - 0.492).abs() < 5e-4, "{nominal}");
        let apart = [[0.0, 1.0, 3.0], [1.0, 0.0, 6.0], [3.0, 6.0, 0.0]];
        let weighted = kappa(&table, &|i, j| apart[i][j]).unwrap();
        assert!((weighted - 0.348).abs() < 5e-4, "{weighted}");
    }

    /// Krippendorff (2011): four observers, twelve units, values 1 to 5; 0 where nothing was said.
    #[test]
    fn alpha_is_that_of_krippendorffs_four_observers() {
        let rows = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ];
        let units: Vec<Vec<usize>> = (0..12)
            .map(|unit| {
                rows.iter()
                    .filter_map(|row| usize::checked_sub(row[unit], 1))
                    .collect()
            })
            .collect();
        let nominal = alpha(&units, 5, Metric::Nominal).unwrap();
        let ordinal = alpha(&units, 5, Metric::Ordinal).unwrap();
        assert!((nominal - 0.743).abs() < 5e-4, "{nominal}");
        assert!((ordinal - 0.815).abs() < 5e-4, "{ordinal}");
    }

    #[test]
    fn where_everybody_says_the_same_agreement_is_whole_and_kappa_is_undefined() {
        let same = agreement(&[(1, 1), (1, 1)], 3).unwrap();
        assert_eq!((same.n, same.exact, same.adjacent), (2, 1.0, 1.0));
        assert_eq!((same.kappa, same.quadratic_kappa), (None, None));
        assert_eq!(
            alpha(&[vec![1, 1], vec![1, 1, 1]], 3, Metric::Ordinal),
            None
        );
        assert_eq!(agreement(&[], 3), None);
        assert_eq!(agreement(&[(0, 3)], 3), None);
        assert_eq!(alpha(&[vec![0, 3]], 3, Metric::Nominal), None);
    }

    proptest! {
        #[test]
        fn kappa_lies_within_its_bounds_and_is_one_only_for_full_agreement(
            pairs in proptest::collection::vec((0usize..3, 0usize..3), 1..40)
        ) {
            let found = agreement(&pairs, 3).unwrap();
            prop_assert!(found.exact <= found.adjacent);
            for kappa in [found.kappa, found.linear_kappa, found.quadratic_kappa].into_iter().flatten() {
                prop_assert!((-1.0 - 1e-9..=1.0 + 1e-9).contains(&kappa), "{}", kappa);
                prop_assert_eq!(found.exact == 1.0, (kappa - 1.0).abs() < 1e-12);
            }
        }

        #[test]
        fn alpha_does_not_depend_on_the_order_of_things_or_judges(
            mut things in proptest::collection::vec(proptest::collection::vec(0usize..3, 0..4), 1..20)
        ) {
            let before = alpha(&things, 3, Metric::Ordinal);
            things.reverse();
            things.iter_mut().for_each(|judged| judged.reverse());
            let after = alpha(&things, 3, Metric::Ordinal);
            match (before, after) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }
}
