//! Checks a grading policy and reads grades and levels from it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::Hundredths;
use crate::language::finding::Finding;
use crate::specification::document::Level;
use crate::specification::policy::{GradeBand, GradingPolicyDocument, Rounding};

use super::ratio::{Amount, Ratio};

/// A percentage with what was made of it, so that nobody has to guess how 64.5 became a "4".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Banded {
    /// The exact percentage.
    pub percent: Amount,
    /// The rule it was rounded by before the bands were read.
    pub rounding: Rounding,
    /// Decimal places of that rounding.
    pub rounding_places: u8,
    /// The rounded value; null where the bands are read from the exact one.
    pub rounded: Option<Hundredths>,
    /// Grade of the band.
    pub grade: Option<String>,
    /// Level of the band.
    pub level: Option<String>,
}

/// Reads grade and level of a percentage, after the policy's one rounding.
pub fn banded(policy: &GradingPolicyDocument, percent: Ratio) -> Banded {
    let band = band_of(policy, percent);
    Banded {
        percent: percent.into(),
        rounding: policy.rounding,
        rounding_places: policy.rounding_places,
        rounded: percent.round(policy.rounding, policy.rounding_places),
        grade: band.map(|band| band.grade.clone()),
        level: band.map(|band| band.level.clone()),
    }
}

/// What bands and thresholds are compared with: the rounded percentage, or the exact one where the
/// policy does not round.
pub fn compared(policy: &GradingPolicyDocument, percent: Ratio) -> Ratio {
    percent
        .round(policy.rounding, policy.rounding_places)
        .map_or(percent, Ratio::from)
}

/// The band with the highest lower bound that is reached.
pub fn band_of(policy: &GradingPolicyDocument, percent: Ratio) -> Option<&GradeBand> {
    let value = compared(policy, percent);
    let reached = policy
        .bands
        .iter()
        .filter(|band| Ratio::from(band.from) <= value);
    reached.max_by_key(|band| band.from)
}

/// The level of a specification's own scale; `percent` is compared as it is given.
pub fn level_of(levels: &[Level], percent: Ratio) -> Option<&Level> {
    let reached = levels
        .iter()
        .filter(|level| Ratio::from(level.from) <= percent);
    reached.max_by_key(|level| level.from)
}

/// Level names of the bands from the lowest up, each once.
pub fn level_names(policy: &GradingPolicyDocument) -> Vec<&str> {
    let mut bands: Vec<&GradeBand> = policy.bands.iter().collect();
    bands.sort_by_key(|band| band.from);
    let mut names: Vec<&str> = bands.iter().map(|band| band.level.as_str()).collect();
    names.dedup();
    names
}

/// True where the grade is taught under the policy and never graded (grade 1: feedback only).
pub fn is_ungraded(policy: &GradingPolicyDocument, school_grade: u8) -> bool {
    policy.ungraded.contains(&school_grade)
}

/// Everything that is wrong with a policy.
pub fn check(policy: &GradingPolicyDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(identity(policy));
    findings.extend(dates(policy));
    findings.extend(grades(policy));
    findings.extend(weights(policy));
    findings.extend(bands(policy));
    findings.extend(thresholds(policy));
    findings.extend(resits(policy));
    findings
}

/// The grades that are made up for are grades of the bands.
fn resits(policy: &GradingPolicyDocument) -> Vec<Finding> {
    // Without any band there is nothing to compare with, and that is said already.
    let rule = policy.resit.iter().filter(|_| !policy.bands.is_empty());
    let grades = rule.flat_map(|rule| &rule.unsatisfactory);
    let unknown =
        |(_, grade): &(usize, &String)| !policy.bands.iter().any(|band| band.grade == **grade);
    let told = |(at, grade): (usize, &String)| {
        let pointer = format!("/resit/unsatisfactory/{at}");
        Finding::error("reference_unknown", pointer).with("value", grade.as_str())
    };
    grades.enumerate().filter(unknown).map(told).collect()
}

fn identity(policy: &GradingPolicyDocument) -> Vec<Finding> {
    let missing = [
        ("/id", policy.id.trim().is_empty()),
        ("/title", policy.title.is_empty()),
    ];
    let mut findings: Vec<_> = missing
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(pointer, _)| Finding::error("policy_field_empty", pointer))
        .collect();
    if policy.version == 0 {
        findings.push(Finding::error("policy_version_zero", "/version"));
    }
    findings
}

fn dates(policy: &GradingPolicyDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut read = |text: &str, pointer: &str| {
        // chrono would also take 2020-9-1; days are compared as text elsewhere.
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .filter(|_| text.len() == 10);
        if date.is_none() {
            findings.push(Finding::error("policy_date_invalid", pointer).with("date", text));
        }
        date
    };
    let from = read(&policy.valid_from, "/valid_from");
    let to = policy
        .valid_to
        .as_deref()
        .and_then(|text| read(text, "/valid_to"));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        findings.push(
            Finding::error("policy_ends_before_it_begins", "/valid_to")
                .with("from", policy.valid_from.as_str())
                .with("to", to.to_string()),
        );
    }
    findings
}

fn grades(policy: &GradingPolicyDocument) -> Vec<Finding> {
    let [low, high] = policy.grades;
    let mut findings = Vec::new();
    if low > high || high > 13 {
        findings.push(
            Finding::error("policy_grades_range", "/grades")
                .with("low", low)
                .with("high", high),
        );
    }
    for (at, grade) in policy.ungraded.iter().enumerate() {
        if *grade < low || *grade > high {
            findings.push(
                Finding::error("policy_ungraded_outside", format!("/ungraded/{at}"))
                    .with("grade", *grade)
                    .with("low", low)
                    .with("high", high),
            );
        }
    }
    findings
}

fn weights(policy: &GradingPolicyDocument) -> Vec<Finding> {
    let weights = &policy.weights;
    let each = [
        ("/weights/fa", weights.fa),
        ("/weights/sau", weights.sau),
        ("/weights/sat", weights.sat),
    ];
    let mut findings: Vec<_> = each
        .iter()
        .filter_map(|(pointer, weight)| percentage(*weight, pointer))
        .collect();
    // Widened, so that absurd weights cannot overflow the sum.
    let sum: i128 = each.iter().map(|(_, weight)| i128::from(weight.0)).sum();
    if sum != 10_000 {
        let shown = i64::try_from(sum).map_or(sum.to_string(), |sum| Hundredths(sum).to_string());
        findings.push(Finding::error("policy_weights_sum", "/weights").with("sum", shown));
    }
    findings
}

fn percentage(value: Hundredths, pointer: &str) -> Option<Finding> {
    let outside = value < Hundredths::ZERO || value > Hundredths::whole(100);
    outside
        .then(|| Finding::error("policy_percent_range", pointer).with("percent", value.to_string()))
}

fn bands(policy: &GradingPolicyDocument) -> Vec<Finding> {
    let bands = &policy.bands;
    if bands.is_empty() {
        return vec![Finding::error("policy_bands_empty", "/bands")];
    }
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, band) in bands.iter().enumerate() {
        findings.extend(percentage(band.from, &format!("/bands/{at}/from")));
        if !seen.insert(&band.grade) {
            let here = format!("/bands/{at}/grade");
            findings.push(
                Finding::error("policy_grade_twice", here).with("grade", band.grade.as_str()),
            );
        }
        for (name, text) in [("grade", &band.grade), ("level", &band.level)] {
            if text.trim().is_empty() {
                findings.push(Finding::error(
                    "policy_field_empty",
                    format!("/bands/{at}/{name}"),
                ));
            }
        }
    }
    findings.extend(band_order(bands));
    findings.extend(split_levels(policy));
    findings
}

/// Strictly up or strictly down, and the lowest from 0, so that every percentage has one band.
fn band_order(bands: &[GradeBand]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let down = matches!(bands, [first, .., last] if first.from > last.from);
    for (at, pair) in bands.windows(2).enumerate() {
        let strict = if down {
            pair[0].from > pair[1].from
        } else {
            pair[0].from < pair[1].from
        };
        if !strict {
            findings.push(
                Finding::error("policy_bands_order", format!("/bands/{}/from", at + 1))
                    .with("before", pair[0].from.to_string())
                    .with("from", pair[1].from.to_string()),
            );
        }
    }
    let lowest = bands.iter().map(|band| band.from).min().unwrap_or_default();
    if lowest != Hundredths::ZERO {
        findings.push(
            Finding::error("policy_bands_start", "/bands").with("lowest", lowest.to_string()),
        );
    }
    findings
}

/// A level is one stretch of percentages.
fn split_levels(policy: &GradingPolicyDocument) -> Option<Finding> {
    let mut seen = BTreeSet::new();
    let split = level_names(policy)
        .into_iter()
        .find(|name| !seen.insert(*name))?;
    Some(Finding::error("policy_level_split", "/bands").with("level", split))
}

fn thresholds(policy: &GradingPolicyDocument) -> Vec<Finding> {
    let each = [
        ("/quality_from", policy.quality_from),
        ("/progress_from", policy.progress_from),
        (
            "/difficult_objective_below",
            policy.difficult_objective_below,
        ),
    ];
    let mut findings: Vec<_> = each
        .iter()
        .filter_map(|(pointer, value)| percentage(*value, pointer))
        .collect();
    if policy.quality_from < policy.progress_from {
        findings.push(
            Finding::error("policy_quality_below_progress", "/quality_from")
                .with("quality", policy.quality_from.to_string())
                .with("progress", policy.progress_from.to_string()),
        );
    }
    let [low, high] = policy.fa_points;
    if low < Hundredths::ZERO || low >= high {
        findings.push(
            Finding::error("policy_fa_points", "/fa_points")
                .with("low", low.to_string())
                .with("high", high.to_string()),
        );
    }
    if policy.rounding_places > 2 {
        findings.push(
            Finding::error("policy_rounding_places", "/rounding_places")
                .with("places", policy.rounding_places),
        );
    }
    findings
}

#[cfg(test)]
#[path = "policy_tests.rs"]
pub(in crate::scoring) mod tests;
