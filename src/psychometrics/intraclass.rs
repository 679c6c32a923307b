//! Agreement of raters who give numbers to the same scripts: ICC(2,1), each script rated by each of the same
//! raters, raters taken from many, one rating counts (Shrout and Fleiss 1979, case 2; McGraw and Wong 1996,
//! ICC(A,1)). A rater who is always stricter lowers it, as it should: marks are used as they are.

use super::Interval;
use super::distribution::f_quantile;
use super::upper_share;

/// How far raters agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intraclass {
    /// Scripts.
    pub scripts: usize,
    /// Raters.
    pub raters: usize,
    /// ICC(2,1).
    pub icc: f64,
    between_scripts: f64,
    between_raters: f64,
    residual: f64,
}

/// ICC(2,1) of a table of scripts by raters:
/// (MSR − MSE) / (MSR + (k − 1) MSE + k (MSC − MSE) / n). None of fewer than two scripts or raters, of a table
/// with gaps, and where nothing varies.
pub fn intraclass(ratings: &[Vec<f64>]) -> Option<Intraclass> {
    let (scripts, raters) = (ratings.len(), ratings.first()?.len());
    let whole = ratings.iter().all(|row| row.len() == raters);
    let finite = ratings.iter().flatten().all(|rating| rating.is_finite());
    if scripts < 2 || raters < 2 || !whole || !finite {
        return None;
    }
    let (n, k) = (scripts as f64, raters as f64);
    let mean = ratings.iter().flatten().sum::<f64>() / (n * k);
    let of_script: Vec<f64> = ratings
        .iter()
        .map(|row| row.iter().sum::<f64>() / k)
        .collect();
    let of_rater: Vec<f64> = (0..raters)
        .map(|j| ratings.iter().map(|row| row[j]).sum::<f64>() / n)
        .collect();
    let squares = |means: &[f64]| means.iter().map(|m| (m - mean).powi(2)).sum::<f64>();
    let mut rest = 0.0;
    for (row, script) in ratings.iter().zip(&of_script) {
        for (rating, rater) in row.iter().zip(&of_rater) {
            rest += (rating - script - rater + mean).powi(2);
        }
    }
    let between_scripts = k * squares(&of_script) / (n - 1.0);
    let between_raters = n * squares(&of_rater) / (k - 1.0);
    let residual = rest / ((n - 1.0) * (k - 1.0));
    let below = between_scripts + (k - 1.0) * residual + k * (between_raters - residual) / n;
    (below > 0.0).then(|| Intraclass {
        scripts,
        raters,
        icc: (between_scripts - residual) / below,
        between_scripts,
        between_raters,
        residual,
    })
}

impl Intraclass {
    /// Interval of the coefficient (Shrout and Fleiss 1979, p. 424; McGraw and Wong 1996, table 7). None
    /// where the raters agree on everything, which leaves nothing to judge by.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        let (n, k) = (self.scripts as f64, self.raters as f64);
        let (scripts, raters, rest) = (self.between_scripts, self.between_raters, self.residual);
        let f = raters / rest;
        let a = k * self.icc * f;
        let b = n * (1.0 + (k - 1.0) * self.icc) - k * self.icc;
        let df = (k - 1.0) * (n - 1.0) * (a + b).powi(2) / ((n - 1.0) * a * a + b * b);
        if rest <= 0.0 || !df.is_finite() || df <= 0.0 {
            return None;
        }
        let upper = upper_share(confidence);
        let above = f_quantile(upper, n - 1.0, df);
        let below = f_quantile(upper, df, n - 1.0);
        let others = k * raters + (k * n - k - n) * rest;
        Some(Interval {
            low: n * (scripts - above * rest) / (above * others + n * scripts),
            high: n * (below * scripts - rest) / (others + n * below * scripts),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Shrout and Fleiss (1979), table 2: six targets, four judges.
    const SHROUT_FLEISS: [[f64; 4]; 6] = [
        [9.0, 2.0, 5.0, 8.0],
        [6.0, 1.0, 3.0, 2.0],
        [8.0, 4.0, 6.0, 8.0],
        [7.0, 1.0, 2.0, 6.0],
        [10.0, 5.0, 6.0, 9.0],
        [6.0, 2.0, 4.0, 7.0],
    ];

    /// Published: ICC(2,1) = .29. pingouin 0.7.0, `intraclass_corr`: ICC(A,1) 0.2897637795, interval 0.02 to
    /// 0.76; with all digits by the formula of the interval and `stats.f.ppf` of scipy 1.17.1.
    #[test]
    fn the_coefficient_of_shrout_and_fleiss_has_its_published_interval() {
        let table = SHROUT_FLEISS.map(|row| row.to_vec());
        let found = intraclass(&table).unwrap();
        assert!((found.icc - 0.289_763_779_5).abs() < 1e-10, "{found:?}");
        let interval = found.interval(0.95).unwrap();
        assert!(
            (interval.low - 0.018_786_513_374_712).abs() < 1e-11,
            "{interval:?}"
        );
        assert!(
            (interval.high - 0.761_084_369_648_952_9).abs() < 1e-11,
            "{interval:?}"
        );
    }

    #[test]
    fn whoever_agrees_on_everything_has_one_and_no_interval() {
        let same = intraclass(&[vec![1.0, 1.0], vec![3.0, 3.0]]).unwrap();
        assert_eq!((same.icc, same.interval(0.95)), (1.0, None));
    }

    #[test]
    fn a_table_that_is_none_has_no_coefficient() {
        for table in [
            vec![],
            vec![vec![1.0, 2.0]],
            vec![vec![1.0], vec![2.0]],
            vec![vec![1.0, 2.0], vec![1.0]],
            vec![vec![1.0, f64::NAN], vec![1.0, 2.0]],
            vec![vec![2.0, 2.0], vec![2.0, 2.0]],
        ] {
            assert_eq!(intraclass(&table), None, "{table:?}");
        }
    }

    proptest! {
        /// Another unit changes nothing; a stricter rater lowers it.
        #[test]
        fn units_do_not_matter_and_severity_does(
            rows in proptest::collection::vec((0i32..10, 0i32..10, 0i32..10), 3..20)
        ) {
            let table = |unit: f64, strict: f64| -> Vec<Vec<f64>> {
                rows.iter().map(|(a, b, c)| {
                    vec![f64::from(*a) * unit, f64::from(*b) * unit, (f64::from(*c) - strict) * unit]
                }).collect()
            };
            let Some(first) = intraclass(&table(1.0, 0.0)) else { return Ok(()) };
            prop_assert!(first.icc <= 1.0 + 1e-9);
            let other = intraclass(&table(2.5, 0.0)).unwrap();
            prop_assert!((first.icc - other.icc).abs() < 1e-9);
            let strict = intraclass(&table(1.0, 50.0)).unwrap();
            prop_assert!(strict.icc.abs() <= first.icc.abs() + 0.1);
        }
    }
}
