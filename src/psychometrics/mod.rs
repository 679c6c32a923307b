//! Numbers of measurement, and nothing but numbers: no items, no forms, no languages.
//!
//! * [`agreement`]: how far people who judge the same things agree; [`kappa_error`] how sure κ is.
//! * [`score_agreement`]: the same of two people who give points.
//! * [`intraclass`]: agreement of raters who give numbers, ICC(2,1).
//! * [`severity`]: whether a marker is stricter than others over the same scripts.
//! * [`information`]: what a task tells of an ability, by the parameters of its model.
//! * [`response`]: how much of a task a pupil of an ability is expected to get.
//! * [`sample`]: mean, deviation and median of a group, with intervals.
//! * [`difference`]: two groups, or one group twice: t-tests, intervals, size of the effect.
//! * [`randomisation`]: exact and permutation p for small groups.
//! * [`proportion`]: shares and the limits of a funnel.
//! * [`distribution`]: the distribution functions behind all of these.
//!
//! The distribution functions are our own (`special`): the crates that have them bring linear algebra and
//! random generators along, and what is needed of them are two continued fractions, held here against scipy.

pub mod agreement;
pub mod difference;
pub mod distribution;
pub mod information;
pub mod intraclass;
pub mod kappa_error;
pub mod proportion;
pub mod randomisation;
pub mod response;
pub mod sample;
pub mod score_agreement;
pub mod severity;
mod special;

#[cfg(test)]
mod information_tests;

/// From where to where a quantity lies with the confidence asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Interval {
    /// An interval that reaches as far to both sides.
    fn around(centre: f64, reach: f64) -> Self {
        Self {
            low: centre - reach,
            high: centre + reach,
        }
    }
}

/// What of a distribution lies left of an interval of this confidence and its upper bound: 0.975 of 0.95.
fn upper_share(confidence: f64) -> f64 {
    1.0 - (1.0 - confidence) / 2.0
}

#[cfg(test)]
pub(crate) fn near(found: f64, expected: f64, relative: f64) {
    let apart = (found - expected).abs();
    assert!(
        apart <= relative * expected.abs().max(1e-300),
        "{found} is not {expected}"
    );
}
