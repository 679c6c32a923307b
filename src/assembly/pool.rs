//! The candidates of a run in one order, without lies.

use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
use crate::document::content_hash;
use crate::language::finding::Finding;

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
    /// `candidate_points_negative`, `candidate_minutes_negative`; pointers count from 0 in the
    /// sorted order.
    pub fn new(mut candidates: Vec<Candidate>) -> Result<Self, Vec<Finding>> {
        candidates.sort_by(|a, b| (&a.code, a.version).cmp(&(&b.code, b.version)));
        let mut findings = Vec::new();
        for (index, candidate) in candidates.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|i| candidates.get(i));
            findings.extend(lies(candidate, before).into_iter().map(|finding| {
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

    /// Hash of the snapshot: the same candidates in any order give the same hash.
    pub fn snapshot_hash(&self) -> String {
        content_hash(&self.candidates)
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
