//! The term grade of formative assessment (FA), summative assessment of units (SAU) and of the
//! term (SAT), under a grading policy. What is missing gives null with its reason, never zero.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::{Hundredths, Points};
use crate::language::finding::Finding;
use crate::language::text_enum;
use crate::specification::policy::{GradingPolicyDocument, SauAggregation, WithoutSat};

use super::policy::{Banded, banded, is_ungraded};
use super::ratio::{Amount, Ratio};

/// Points of a maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointsOf {
    /// Points, from 0 to the maximum.
    pub points: Points,
    /// The maximum, above 0.
    pub max: Points,
}

/// What is known of the SAT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SatState {
    /// Written.
    Written(PointsOf),
    /// Absent with a valid reason: an individual date will be set.
    AbsentValid,
    /// Absent without a reason that is known.
    Absent,
    /// The subject has no SAT in this term.
    NotHeld,
}

text_enum! {
    /// Why there is no grade.
    NoGrade {
        /// The SAT is not written yet; the grade waits for it.
        TemporarilyNotAssessed = "temporarily_not_assessed",
        /// The grade is never graded (grade 1).
        FeedbackOnly = "feedback_only",
        /// The policy does not hold for this grade.
        OutsidePolicy = "outside_policy",
        /// No formative points in the term.
        FaMissing = "fa_missing",
        /// No SAU in the term.
        SauMissing = "sau_missing",
        /// The policy gives no grade in a subject without SAT.
        WithoutSat = "without_sat",
    }
}

/// Parts and total of a term grade, in percent points of 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TermGrade {
    /// FA: mean share × weight.
    pub fa_part: Option<Amount>,
    /// SAU: aggregated share × weight.
    pub sau_part: Option<Amount>,
    /// SAT: share × weight.
    pub sat_part: Option<Amount>,
    /// FA and SAU were scaled up because the subject has no SAT.
    pub scaled_up: bool,
    /// The total with its rounding, grade and level; null when there is no grade.
    pub total: Option<Banded>,
    /// The grade.
    pub grade: Option<String>,
    /// Why there is none.
    pub reason: Option<NoGrade>,
}

/// Computes a term grade.
///
/// FA is the mean share of all entries (mean / 10 × 25), SAU by the policy's aggregation, SAT its own
/// share, each × its weight; their sum is rounded once, by the policy's rule, and banded.
/// `sat: None` means that nothing is known of it yet. A component of weight 0 may be missing.
/// Parts that are known are given even when there is no grade.
///
/// Errors: an entry whose points exceed its maximum, are negative or whose maximum is not above 0;
/// FA points on the policy's own scale outside its range; numbers too unlike to be summed exactly.
pub fn term_grade(
    policy: &GradingPolicyDocument,
    school_grade: u8,
    fa: &[PointsOf],
    sau: &[PointsOf],
    sat: Option<SatState>,
) -> Result<TermGrade, Vec<Finding>> {
    let written = match sat {
        Some(SatState::Written(points)) => Some(points),
        _ => None,
    };
    let mut findings = entries(fa, "/fa");
    findings.extend(fa_scale(policy, fa));
    findings.extend(entries(sau, "/sau"));
    findings.extend(
        written
            .iter()
            .filter_map(|entry| entry_range(entry, "/sat")),
    );
    if !findings.is_empty() {
        return Err(findings);
    }
    let too_unlike = || vec![Finding::error("numbers_too_unlike", "")];
    let parts = Parts {
        fa: weighted(mean_share(fa), policy.weights.fa).map_err(|()| too_unlike())?,
        sau: weighted(sau_share(policy, sau), policy.weights.sau).map_err(|()| too_unlike())?,
        sat: weighted(mean_share(written.as_slice()), policy.weights.sat)
            .map_err(|()| too_unlike())?,
    };
    let held = sat != Some(SatState::NotHeld);
    let reason = parts.missing(policy, school_grade, held);
    let total = match reason {
        Some(_) => None,
        None => Some(parts.total(policy, held).ok_or_else(too_unlike)?),
    };
    Ok(parts.into_grade(policy, reason, total, held))
}

/// Arithmetic mean of the term grades, rounded half up; `None` of no grades.
pub fn year_mean(terms: &[u8]) -> Option<u8> {
    let count = u32::try_from(terms.len()).ok().filter(|count| *count > 0)?;
    let sum: u32 = terms.iter().map(|grade| u32::from(*grade)).sum();
    u8::try_from((sum * 2 + count) / (count * 2)).ok()
}

/// Weighted parts; `None` where nothing was entered.
struct Parts {
    fa: Option<Ratio>,
    sau: Option<Ratio>,
    sat: Option<Ratio>,
}

impl Parts {
    /// The first reason why there is no grade.
    fn missing(
        &self,
        policy: &GradingPolicyDocument,
        school_grade: u8,
        held: bool,
    ) -> Option<NoGrade> {
        let [low, high] = policy.grades;
        let weights = &policy.weights;
        let lacks =
            |part: &Option<Ratio>, weight: Hundredths| part.is_none() && weight > Hundredths::ZERO;
        if is_ungraded(policy, school_grade) {
            Some(NoGrade::FeedbackOnly)
        } else if school_grade < low || school_grade > high {
            Some(NoGrade::OutsidePolicy)
        } else if !held
            && (policy.without_sat == WithoutSat::NoGrade
                || weights.fa + weights.sau <= Hundredths::ZERO)
        {
            Some(NoGrade::WithoutSat)
        } else if held && lacks(&self.sat, weights.sat) {
            Some(NoGrade::TemporarilyNotAssessed)
        } else if lacks(&self.fa, weights.fa) {
            Some(NoGrade::FaMissing)
        } else if lacks(&self.sau, weights.sau) {
            Some(NoGrade::SauMissing)
        } else {
            None
        }
    }

    /// `None` only where the numbers leave the exact range.
    fn total(&self, policy: &GradingPolicyDocument, held: bool) -> Option<Ratio> {
        let known = self
            .fa
            .unwrap_or(Ratio::ZERO)
            .plus(self.sau.unwrap_or(Ratio::ZERO))?;
        if held {
            return known.plus(self.sat.unwrap_or(Ratio::ZERO));
        }
        known
            .times(Ratio::HUNDRED)?
            .over(Ratio::from(policy.weights.fa + policy.weights.sau))
    }

    fn into_grade(
        self,
        policy: &GradingPolicyDocument,
        reason: Option<NoGrade>,
        total: Option<Ratio>,
        held: bool,
    ) -> TermGrade {
        let total = total.map(|total| banded(policy, total));
        TermGrade {
            fa_part: self.fa.map(Amount::from),
            sau_part: self.sau.map(Amount::from),
            sat_part: self.sat.map(Amount::from),
            scaled_up: !held && total.is_some(),
            grade: total.as_ref().and_then(|total| total.grade.clone()),
            total,
            reason,
        }
    }
}

/// `Err(())` where the exact range is left; `Ok(None)` where there is nothing.
type Share = Result<Option<Ratio>, ()>;

fn share(entry: &PointsOf) -> Option<Ratio> {
    Ratio::new(i128::from(entry.points.0), i128::from(entry.max.0))
}

fn mean_share(entries: &[PointsOf]) -> Share {
    if entries.is_empty() {
        return Ok(None);
    }
    let shares: Option<Vec<Ratio>> = entries.iter().map(share).collect();
    Ratio::mean(&shares.ok_or(())?).map(Some).ok_or(())
}

fn sau_share(policy: &GradingPolicyDocument, entries: &[PointsOf]) -> Share {
    if entries.is_empty() || policy.sau_aggregation == SauAggregation::MeanOfPercents {
        return mean_share(entries);
    }
    let sum =
        |of: fn(&PointsOf) -> Points| entries.iter().map(|entry| i128::from(of(entry).0)).sum();
    Ratio::new(sum(|entry| entry.points), sum(|entry| entry.max))
        .map(Some)
        .ok_or(())
}

fn weighted(share: Share, weight: Hundredths) -> Share {
    share?
        .map(|share| share.times(Ratio::from(weight)).ok_or(()))
        .transpose()
}

fn entries(entries: &[PointsOf], pointer: &str) -> Vec<Finding> {
    let one = |(at, entry): (usize, &PointsOf)| entry_range(entry, &format!("{pointer}/{at}"));
    entries.iter().enumerate().filter_map(one).collect()
}

fn entry_range(entry: &PointsOf, pointer: &str) -> Option<Finding> {
    let fits = entry.max > Points::ZERO && (Points::ZERO..=entry.max).contains(&entry.points);
    (!fits).then(|| {
        Finding::error("journal_points_range", pointer)
            .with("points", entry.points.to_string())
            .with("max", entry.max.to_string())
    })
}

/// Entries on the policy's own scale (1 to 10) keep to it; other maxima are shares of their own.
fn fa_scale(policy: &GradingPolicyDocument, fa: &[PointsOf]) -> Vec<Finding> {
    let [low, high] = policy.fa_points;
    let below = fa
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.max == high && entry.points < low);
    below
        .map(|(at, entry)| {
            Finding::error("journal_fa_below_scale", format!("/fa/{at}"))
                .with("points", entry.points.to_string())
                .with("low", low.to_string())
                .with("high", high.to_string())
        })
        .collect()
}

#[cfg(test)]
#[path = "term_tests.rs"]
mod tests;
