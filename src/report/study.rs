//! A study as it is asked for: groups that are measured on one scale, once or several times. Each measurement
//! is given as counts by level or as sittings whose results are counted; a row of a publication may stand
//! beside it to be held against it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::pointer::child;
use crate::language::finding::Finding;

/// Pupils of a level, at most: what a country has.
const MOST_PUPILS: i64 = 10_000_000;

/// A study.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StudyDocument {
    /// What is studied.
    #[schemars(length(min = 1, max = 300))]
    pub title: String,
    /// The scale, from the lowest level. The codes are the numbers that are compared.
    #[schemars(length(min = 2, max = 20))]
    pub levels: Vec<StudyLevel>,
    /// Names of the measurements in their order (`pre`, `post`).
    #[schemars(length(min = 1, max = 6), inner(length(min = 1, max = 80)))]
    pub measurements: Vec<String>,
    /// The groups.
    #[schemars(length(min = 2, max = 6))]
    pub groups: Vec<StudyGroup>,
    /// Id of the group that all others are compared with.
    pub control: String,
    /// Confidence of all intervals.
    #[serde(default = "usual_confidence")]
    #[schemars(range(min = 0.5, max = 0.999))]
    pub confidence: f64,
    /// Random draws of a permutation test, where not all ways can be tried.
    #[serde(default = "usual_draws")]
    #[schemars(range(min = 100, max = 100_000))]
    pub draws: u32,
    /// Seed of the draws: the same one gives the same p.
    #[serde(default = "usual_seed")]
    pub seed: u64,
}

fn usual_confidence() -> f64 {
    0.95
}

fn usual_draws() -> u32 {
    10_000
}

fn usual_seed() -> u64 {
    1
}

/// A level of the study's scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StudyLevel {
    /// Its id, as results name it (`low`), or a grade (`4`).
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// The number it counts as.
    #[schemars(range(min = -1000.0, max = 1000.0))]
    pub code: f64,
}

/// A group.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StudyGroup {
    /// Its name in the report (`EG`).
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Its measurements, each one of the study once.
    #[schemars(length(min = 1, max = 6))]
    pub measured: Vec<Measured>,
}

/// A group at one measurement: counts or sittings.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Which measurement.
    pub at: String,
    /// Pupils by level; levels that are absent have nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<BTreeMap<String, i64>>,
    /// Ids of sittings: their pupils with a complete result are counted by level, else by grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub sittings: Option<Vec<String>>,
    /// What a publication says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PublishedRow>,
}

/// A row of a published table, as printed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedRow {
    /// Size of the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<i64>,
    /// Percent by level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub percent: BTreeMap<String, f64>,
    /// Mean of the codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// Their standard deviation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sd: Option<f64>,
    /// Their median.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<f64>,
}

/// Everything that is wrong with a study as it stands; sizes of groups that come from sittings are not known
/// here.
pub fn check(study: &StudyDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    let levels = study.levels.iter().map(|level| level.id.as_str());
    twice("levels", levels.clone(), &mut findings);
    twice(
        "measurements",
        study.measurements.iter().map(String::as_str),
        &mut findings,
    );
    let groups: Vec<&str> = study.groups.iter().map(|group| group.id.as_str()).collect();
    twice("groups", groups.iter().copied(), &mut findings);
    for (n, pair) in study.levels.windows(2).enumerate() {
        if pair[1].code <= pair[0].code {
            let finding =
                Finding::error("study_codes_not_rising", format!("/levels/{}/code", n + 1));
            findings.push(
                finding
                    .with("value", pair[1].code)
                    .with("before", pair[0].code),
            );
        }
    }
    if !groups.contains(&study.control.as_str()) {
        findings.push(not_allowed("/control".to_owned(), &study.control, &groups));
    }
    let levels: Vec<&str> = levels.collect();
    for (n, group) in study.groups.iter().enumerate() {
        check_group(
            study,
            group,
            &levels,
            &format!("/groups/{n}"),
            &mut findings,
        );
    }
    findings
}

fn check_group(
    study: &StudyDocument,
    group: &StudyGroup,
    levels: &[&str],
    at: &str,
    findings: &mut Vec<Finding>,
) {
    let wanted: Vec<&str> = study.measurements.iter().map(String::as_str).collect();
    let mut given = BTreeSet::new();
    for (n, measured) in group.measured.iter().enumerate() {
        let at = format!("{at}/measured/{n}");
        if !wanted.contains(&measured.at.as_str()) {
            findings.push(not_allowed(format!("{at}/at"), &measured.at, &wanted));
        } else if !given.insert(measured.at.as_str()) {
            findings.push(named_twice(format!("{at}/at"), &measured.at));
        }
        if measured.counts.is_some() == measured.sittings.is_some() {
            findings.push(Finding::error("study_counts_or_sittings", at.clone()));
        }
        check_counts(measured, levels, &at, findings);
        check_published(measured, levels, &at, findings);
    }
    for missing in wanted.iter().filter(|at| !given.contains(**at)) {
        let finding = Finding::error("study_measurement_missing", format!("{at}/measured"));
        findings.push(
            finding
                .with("group", group.id.as_str())
                .with("value", *missing),
        );
    }
}

fn check_counts(measured: &Measured, levels: &[&str], at: &str, findings: &mut Vec<Finding>) {
    let Some(counts) = &measured.counts else {
        return;
    };
    let at = format!("{at}/counts");
    for (level, count) in counts {
        let place = child(&at, level);
        if !levels.contains(&level.as_str()) {
            findings.push(not_allowed(place.clone(), level, levels));
        }
        if *count < 0 {
            let finding = Finding::error("below_minimum", place.clone());
            findings.push(finding.with("minimum", 0).with("value", *count));
        }
        if *count > MOST_PUPILS {
            let finding = Finding::error("above_maximum", place);
            findings.push(finding.with("maximum", MOST_PUPILS).with("value", *count));
        }
    }
    let n: i64 = counts
        .values()
        .map(|count| (*count).clamp(0, MOST_PUPILS))
        .sum();
    findings.extend(too_small(&at, n));
}

fn check_published(measured: &Measured, levels: &[&str], at: &str, findings: &mut Vec<Finding>) {
    let Some(row) = &measured.published else {
        return;
    };
    let at = format!("{at}/published");
    for (level, percent) in &row.percent {
        let place = child(&format!("{at}/percent"), level);
        if !levels.contains(&level.as_str()) {
            findings.push(not_allowed(place.clone(), level, levels));
        }
        if *percent < 0.0 {
            let finding = Finding::error("below_minimum", place.clone());
            findings.push(finding.with("minimum", 0).with("value", *percent));
        }
        if *percent > 100.0 {
            let finding = Finding::error("above_maximum", place);
            findings.push(finding.with("maximum", 100).with("value", *percent));
        }
    }
}

/// A group of nobody or of one has no deviation, so nothing can be compared.
pub fn too_small(pointer: &str, n: i64) -> Option<Finding> {
    (n < 2).then(|| Finding::error("study_group_too_small", pointer).with("count", n))
}

fn twice<'a>(what: &str, names: impl Iterator<Item = &'a str>, findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (n, name) in names.enumerate() {
        if !seen.insert(name) {
            findings.push(named_twice(format!("/{what}/{n}"), name));
        }
    }
}

fn named_twice(pointer: String, name: &str) -> Finding {
    Finding::error("study_named_twice", pointer).with("value", name)
}

fn not_allowed(pointer: String, value: &str, allowed: &[&str]) -> Finding {
    Finding::error("not_allowed", pointer)
        .with("value", value)
        .with("allowed", allowed.to_vec())
}

#[cfg(test)]
#[path = "study_tests.rs"]
pub(super) mod tests;
