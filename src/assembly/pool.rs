//! The candidates of a run in one order, without lies.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::candidate::{Attribute, Candidate};
use crate::document::list_hash;
use crate::document::pointer::child;
use crate::language::finding::Finding;
use crate::specification::attribute_names::{OF_ITEMS, STIMULUS_PREFIX, of_stimuli};

/// Candidates sorted by (code, version); the only list a program is built from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Candidate>", into = "Vec<Candidate>")]
pub struct Pool {
    candidates: Vec<Candidate>,
}

impl Pool {
    /// Sorts the candidates and refuses what cannot be true; every finding at once.
    ///
    /// # Errors
    /// `candidate_twice`, `candidate_p_out_of_range`, `candidate_p_without_n`,
    /// `candidate_points_negative`, `candidate_minutes_negative`, `candidate_parameter_bad`,
    /// `candidate_attribute_bad`, `candidate_attribute_reserved`, `candidate_stimulus_contradicts`;
    /// pointers count from 0 in the sorted order.
    pub fn new(mut candidates: Vec<Candidate>) -> Result<Self, Vec<Finding>> {
        candidates.sort_by(|a, b| (&a.code, a.version).cmp(&(&b.code, b.version)));
        let mut findings = Vec::new();
        let mut stimuli = BTreeMap::new();
        for (index, candidate) in candidates.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|i| candidates.get(i));
            let mut lies = lies(candidate, before);
            lies.extend(bad_parameters(candidate));
            lies.extend(bad_attributes(candidate));
            lies.extend(contradicts(candidate, &mut stimuli));
            findings.extend(lies.into_iter().map(|finding| {
                finding
                    .under(&format!("/candidates/{index}"))
                    .with("item", candidate.code.as_str())
                    .with("version", candidate.version)
            }));
        }
        if findings.is_empty() {
            Ok(Self { candidates })
        } else {
            Err(findings)
        }
    }

    /// The candidates in order.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// Number of candidates.
    pub fn len(&self) -> usize {
        self.candidates.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    /// Number of each candidate's item, from 0: versions of one item have the same.
    pub fn item_numbers(&self) -> Vec<usize> {
        let pairs = self.candidates.windows(2);
        let starts = pairs.map(|pair| usize::from(pair[0].code != pair[1].code));
        let first = self.candidates.first().map(|_| 0);
        let count = |number: &mut usize, start: usize| {
            *number += start;
            Some(*number)
        };
        first.into_iter().chain(starts).scan(0, count).collect()
    }

    /// Hash of the snapshot: the same candidates in any order give the same hash.
    pub fn snapshot_hash(&self) -> String {
        list_hash(&self.candidates)
    }
}

fn lies(candidate: &Candidate, before: Option<&Candidate>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if before.is_some_and(|b| (&b.code, b.version) == (&candidate.code, candidate.version)) {
        findings.push(Finding::error("candidate_twice", ""));
    }
    match candidate.p {
        // A NaN is inside no range; JSON has no NaN, so the number itself is not repeated.
        Some(p) if !(0.0..=1.0).contains(&p.value) => {
            findings.push(Finding::error("candidate_p_out_of_range", "/p"));
        }
        Some(p) if p.n == 0 => findings.push(Finding::error("candidate_p_without_n", "/p")),
        _ => {}
    }
    if candidate.points.0 < 0 {
        findings.push(Finding::error("candidate_points_negative", "/points"));
    }
    if candidate.minutes.is_some_and(|minutes| minutes.0 < 0) {
        findings.push(Finding::error("candidate_minutes_negative", "/minutes"));
    }
    findings
}

/// Greatest number that a parameter may be: beyond it information is no number of any use.
const GREATEST_PARAMETER: f64 = 1e3;

/// Parameters that are no numbers of a calibration: information would be none either.
fn bad_parameters(candidate: &Candidate) -> Vec<Finding> {
    let sets = candidate.parameters.iter().enumerate();
    let bad = sets.flat_map(|(n, set)| {
        let possible = -GREATEST_PARAMETER..=GREATEST_PARAMETER;
        // A NaN is inside no range.
        let values = set.values.iter();
        let values = values.filter(move |(_, value)| !possible.contains(value));
        values.map(move |(name, _)| {
            let pointer = child(&format!("/parameters/{n}/values"), name);
            Finding::error("candidate_parameter_bad", pointer)
                .with("parameter", name.as_str())
                .with("scale", set.scale.as_str())
        })
    });
    bad.collect()
}

/// Greatest number that an attribute may be.
const GREATEST: f64 = 1e9;
/// Longest name of an attribute in characters.
const LONGEST_NAME: usize = 80;

/// Attributes of an item's and its stimulus' own: numbers that are none, and names that are taken.
fn bad_attributes(candidate: &Candidate) -> Vec<Finding> {
    let of_item = candidate
        .attributes
        .iter()
        .map(|pair| ("/attributes", pair));
    let stimulus = candidate
        .stimulus
        .iter()
        .flat_map(|facts| &facts.attributes);
    let of_stimulus = stimulus.map(|pair| ("/stimulus/attributes", pair));
    let mut findings = Vec::new();
    for (at, (name, value)) in of_item.chain(of_stimulus) {
        let pointer = || child(at, name);
        let taken = match at {
            "/attributes" => OF_ITEMS.iter().any(|(known, _)| known == name),
            _ => of_stimuli(name).is_some(),
        };
        let strange = name.trim().is_empty() || name.chars().count() > LONGEST_NAME;
        if taken || strange || name.starts_with(STIMULUS_PREFIX) {
            let finding = Finding::error("candidate_attribute_reserved", pointer());
            findings.push(finding.with("attribute", name.as_str()));
        }
        // A NaN is inside no range.
        if matches!(value, Attribute::Number(value) if !(-GREATEST..=GREATEST).contains(value)) {
            let finding = Finding::error("candidate_attribute_bad", pointer());
            findings.push(finding.with("attribute", name.as_str()));
        }
    }
    findings
}

/// The same stimulus with other facts than with an item before.
fn contradicts<'a>(
    candidate: &'a Candidate,
    stimuli: &mut BTreeMap<&'a str, &'a Candidate>,
) -> Option<Finding> {
    let facts = candidate.stimulus.as_ref()?;
    let first = stimuli.entry(&facts.code).or_insert(candidate);
    (first.stimulus.as_ref() != Some(facts)).then(|| {
        Finding::error("candidate_stimulus_contradicts", "/stimulus")
            .with("stimulus", facts.code.as_str())
            .with("other", first.code.as_str())
    })
}

impl TryFrom<Vec<Candidate>> for Pool {
    type Error = String;

    fn try_from(candidates: Vec<Candidate>) -> Result<Self, String> {
        Self::new(candidates).map_err(|findings| {
            findings
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("; ")
        })
    }
}

impl From<Pool> for Vec<Candidate> {
    fn from(pool: Pool) -> Self {
        pool.candidates
    }
}
