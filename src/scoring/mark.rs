//! Marks: what a marker or the key awards, checked against the part, and which marks are current.
//!
//! No mark is ever changed. A later mark names the one it supersedes; the current marks are those
//! that nobody supersedes. Two marks may not supersede the same one (no forks).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::content::Part;
use crate::bank::{ItemType, Points, SchemeKind};
use crate::language::finding::Finding;
use crate::language::text_enum;

text_enum! {
    /// Who awarded a mark.
    MarkSource {
        /// The key, automatically.
        Key = "key",
        /// The teacher or appointed marker.
        Teacher = "teacher",
        /// The pupil: feedback, never part of a result.
        Own = "self",
        /// A classmate: feedback, never part of a result.
        Peer = "peer",
        /// Appointed markers by a marking plan; what two of them gave, as the plan's rule settles it.
        Independent = "independent",
        /// An adjudicator, where two markers were apart or a control script was agreed on.
        Adjudicated = "adjudicated",
        /// A moderation after the sitting was closed, by its protocol.
        Moderated = "moderated",
    }
}

impl MarkSource {
    /// True for marks that results are made of.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Own | Self::Peer)
    }

    /// True for marks that are handed in as they are; the others come of an operation of their own.
    pub const fn is_handed_in(self) -> bool {
        matches!(
            self,
            Self::Teacher | Self::Own | Self::Peer | Self::Independent
        )
    }
}

/// A mark as it is handed in for one part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkEntry {
    /// Descriptor id; absent for a mark of the whole part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<String>,
    /// Points, at most two decimal places. A plain number until it is checked.
    pub points: f64,
    /// Who awarded it.
    pub source: MarkSource,
}

/// A mark on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MarkRecord {
    /// Number of the mark, unique in its attempt, rising with time.
    pub id: i64,
    /// The mark it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<i64>,
    /// Position in the form.
    pub position: u32,
    /// Part id.
    pub part: String,
    /// Descriptor id; empty for a mark of the whole part.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub descriptor: String,
    /// Awarded points.
    pub points: Points,
    /// Who awarded it.
    pub source: MarkSource,
}

impl MarkRecord {
    /// What is marked: position, part, descriptor.
    pub fn target(&self) -> (u32, &str, &str) {
        (self.position, &self.part, &self.descriptor)
    }
}

/// The points of one mark, or everything that is wrong with it; pointers relative to the entry.
pub fn check(part: &Part, item_type: ItemType, mark: &MarkEntry) -> Result<Points, Vec<Finding>> {
    let mut findings = Vec::new();
    if item_type == ItemType::Question {
        findings.push(Finding::error("mark_on_questionnaire", "").with("part", part.id.as_str()));
    }
    let maximum = maximum(part, mark)
        .map_err(|finding| findings.push(finding))
        .ok();
    let points = exact_points(mark.points)
        .map_err(|finding| findings.push(finding))
        .ok();
    if let (Some(points), Some(maximum)) = (points, maximum) {
        findings.extend(range(points, maximum));
        if part.scheme.kind == SchemeKind::Banded && mark.descriptor.is_none() {
            findings.extend(outside_bands(part, points));
        }
    }
    points.filter(|_| findings.is_empty()).ok_or(findings)
}

/// Checks the marks of one part that are handed in together: each alone, and no target twice from
/// the same source. Pointers begin with the index of the entry.
pub fn check_all(
    part: &Part,
    item_type: ItemType,
    marks: &[MarkEntry],
) -> Result<Vec<Points>, Vec<Finding>> {
    let mut seen = BTreeSet::new();
    let (mut points, mut findings) = (Vec::new(), Vec::new());
    for (at, mark) in marks.iter().enumerate() {
        match check(part, item_type, mark) {
            Ok(awarded) => points.push(awarded),
            Err(wrong) => findings.extend(wrong.into_iter().map(|f| f.under(&format!("/{at}")))),
        }
        if !seen.insert((mark.descriptor.as_deref(), mark.source)) {
            findings.push(
                Finding::error("mark_twice", format!("/{at}"))
                    .with("part", part.id.as_str())
                    .with("descriptor", mark.descriptor.as_deref().unwrap_or_default())
                    .with("source", mark.source.as_str()),
            );
        }
    }
    if findings.is_empty() {
        Ok(points)
    } else {
        Err(findings)
    }
}

fn maximum(part: &Part, mark: &MarkEntry) -> Result<Points, Finding> {
    let descriptors = &part.scheme.descriptors;
    let listed = || {
        descriptors
            .iter()
            .map(|d| d.id.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (&mark.descriptor, part.scheme.kind) {
        (None, SchemeKind::Analytic) if !descriptors.is_empty() => {
            Err(Finding::error("mark_needs_descriptor", "/descriptor")
                .with("part", part.id.as_str())
                .with("descriptors", listed()))
        }
        (None, _) => Ok(part.points),
        (Some(_), SchemeKind::Key | SchemeKind::Banded) => Err(Finding::error(
            "mark_scheme_without_descriptors",
            "/descriptor",
        )
        .with("part", part.id.as_str())
        .with("scheme", part.scheme.kind.as_str())),
        (Some(id), SchemeKind::Analytic) => {
            let known = descriptors.iter().find(|d| d.id == *id).map(|d| d.points);
            known.ok_or_else(|| {
                Finding::error("mark_descriptor_unknown", "/descriptor")
                    .with("descriptor", id.as_str())
                    .with("part", part.id.as_str())
                    .with("descriptors", listed())
            })
        }
    }
}

fn exact_points(points: f64) -> Result<Points, Finding> {
    if !points.is_finite() {
        return Err(Finding::error("mark_not_a_number", "/points"));
    }
    Points::from_f64(points)
        .ok_or_else(|| Finding::error("mark_too_fine", "/points").with("points", points))
}

fn range(points: Points, maximum: Points) -> Option<Finding> {
    if points < Points::ZERO {
        return Some(Finding::error("mark_negative", "/points").with("points", points.to_string()));
    }
    (points > maximum).then(|| {
        Finding::error("mark_above_maximum", "/points")
            .with("points", points.to_string())
            .with("max", maximum.to_string())
    })
}

fn outside_bands(part: &Part, points: Points) -> Option<Finding> {
    let bands = &part.scheme.bands;
    let inside = bands.is_empty()
        || bands
            .iter()
            .any(|band| band.min <= points && points <= band.max);
    let listed = || {
        bands
            .iter()
            .map(|b| format!("{}–{}", b.min, b.max))
            .collect::<Vec<_>>()
            .join(", ")
    };
    (!inside && points >= Points::ZERO && points <= part.points).then(|| {
        Finding::error("mark_outside_bands", "/points")
            .with("points", points.to_string())
            .with("bands", listed())
    })
}

/// The marks of one attempt that nobody supersedes, in the order given. Refused: a mark that
/// supersedes an unknown or a later one or one of another target, and two that supersede the same.
pub fn current(marks: &[MarkRecord]) -> Result<Vec<&MarkRecord>, Vec<Finding>> {
    let by_id: BTreeMap<i64, &MarkRecord> = marks.iter().map(|mark| (mark.id, mark)).collect();
    let mut superseded: BTreeMap<i64, i64> = BTreeMap::new();
    let mut findings = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let Some(old) = mark.supersedes else { continue };
        let wrong = |code| {
            Finding::error(code, format!("/{at}/supersedes"))
                .with("mark", mark.id)
                .with("old", old)
        };
        match by_id.get(&old) {
            None => findings.push(wrong("mark_supersedes_unknown")),
            Some(earlier) if earlier.target() != mark.target() || old >= mark.id => {
                findings.push(wrong("mark_supersedes_other"));
            }
            Some(_) => {}
        }
        if let Some(first) = superseded.insert(old, mark.id) {
            findings.push(wrong("mark_superseded_twice").with("first", first));
        }
    }
    let kept = marks
        .iter()
        .filter(|mark| !superseded.contains_key(&mark.id))
        .collect();
    if findings.is_empty() {
        Ok(kept)
    } else {
        Err(findings)
    }
}

#[cfg(test)]
#[path = "mark_tests.rs"]
mod tests;
