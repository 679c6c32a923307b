//! An explanation as findings: numbers and names whose sentences stand in the catalogue.

use super::elastic::Side;
use super::lacks::Shortage;
use super::nearest::NearestViolation;
use super::relaxations::Change;
use super::{Conflict, Explanation, NearestForms, Relaxation};
use crate::assembly::shortage::listed;
use crate::language::finding::Finding;

/// Code of the finding that names the constraints of a conflict.
pub(super) const CONFLICT: &str = "constraints_conflict";

/// Adds the sentences of everything that was solved for.
pub(super) fn tell(explanation: &mut Explanation) {
    let conflict = explanation.conflict.as_ref().map(conflict);
    explanation.findings.extend(conflict);
    let relaxations = explanation.relaxations.iter().map(relaxation);
    explanation.findings.extend(relaxations);
    let nearest = explanation.nearest.as_ref().map(nearest);
    explanation.findings.extend(nearest);
}

/// Counted attributes that no choice reaches; rows have sentences of their own.
pub(super) fn out_of_reach(short: &Shortage) -> Option<Finding> {
    if short.row.is_some() || short.constraint.starts_with("rows:") {
        return None;
    }
    let finding = match short.bound {
        Side::Min => Finding::error("constraint_out_of_reach_below", ""),
        Side::Max => Finding::error("constraint_out_of_reach_above", ""),
    };
    let finding = finding
        .with("constraint", short.constraint.as_str())
        .with("need", number(short.need))
        .with("have", number(short.have));
    Some(match short.with_other_phases {
        Some(with) => finding.with("with_other_phases", number(with)),
        None => finding,
    })
}

/// As text: a sentence shows it as it is, in any language.
fn number(value: f64) -> String {
    value.to_string()
}

pub(super) fn conflict(conflict: &Conflict) -> Finding {
    Finding::error(CONFLICT, "")
        .with("constraints", listed(conflict.constraints.iter()))
        .with("minimal", conflict.minimal)
}

fn relaxation(relaxation: &Relaxation) -> Finding {
    let changes = relaxation.changes.iter().map(Change::told);
    Finding::warning("relaxation_would_do", "")
        .with("changes", told(changes))
        .with("cheapest", relaxation.cheapest)
}

fn nearest(nearest: &NearestForms) -> Finding {
    let violations = nearest.violations.iter().map(violation);
    Finding::warning("nearest_form", "")
        .with("count", nearest.violations.len())
        .with("violations", told(violations))
}

fn told(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

/// `A: minutes 43 (≤ 40)`.
fn violation(violation: &NearestViolation) -> String {
    let achieved = &violation.achieved;
    let form = violation.form.as_ref().map(|form| format!("{form}: "));
    let about = match achieved.about.as_str() {
        "" => String::new(),
        about => format!(" {about}"),
    };
    let bound = match (achieved.min, achieved.max) {
        (Some(min), Some(max)) if min == max => format!("= {min}"),
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("≥ {min}"),
        (None, Some(max)) => format!("≤ {max}"),
        (None, None) => String::new(),
    };
    let (form, kind) = (form.unwrap_or_default(), &achieved.kind);
    format!("{form}{kind}{about} {} ({bound})", achieved.achieved)
}
