//! What specifications are checked against: programmes and grading policies; and what the filters of
//! their list may name.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::language::finding::{Finding, refuses};
use crate::service::curricula::curriculum_index;
use crate::service::{Answer, Refusal, Services, grading_policies};
use crate::specification::check::{self, References};
use crate::specification::document::SpecificationDocument;
use crate::store::{AnyConnection, specification_list, specifications as rows};

/// Languages that are always asked for sensibly, beside those of the specifications.
const LANGUAGES: [&str; 6] = ["en", "kk", "ru", "tg", "ug", "uz"];

/// Every finding of the check about a document of an owner.
pub(super) fn findings(
    services: &Services,
    c: &mut AnyConnection,
    owner_path: &str,
    document: &SpecificationDocument,
) -> Answer<Vec<Finding>> {
    let index = curriculum_index(services, c)?;
    let policies = grading_policies::codes_for(c, owner_path)?;
    let references = References {
        curriculum: Some(index.as_ref()).filter(|index| !index.is_empty()),
        policies: Some(&policies),
    };
    let mut found = check::check(document, &references);
    found.extend(unknown_replaced(c, owner_path, document)?);
    Ok(found)
}

/// A remark for every code in `replaces` that no specification of the owner has: nothing would be marked
/// as replaced.
fn unknown_replaced(
    c: &mut AnyConnection,
    owner_path: &str,
    document: &SpecificationDocument,
) -> Answer<Vec<Finding>> {
    let mut found = Vec::new();
    for (n, code) in document.replaces.iter().enumerate() {
        let mut is_known = *code == document.id;
        for id in rows::ids_by_code(c, code)? {
            let versions = specification_list::versions_of(c, &id)?;
            is_known |= versions.iter().any(|row| row.owner_path == owner_path);
        }
        if !is_known {
            let pointer = format!("/replaces/{n}");
            let finding = Finding::warning("specification_replaced_unknown", pointer);
            found.push(finding.with("code", code.as_str()));
        }
    }
    Ok(found)
}

/// Warnings about a document; errors refuse it, all of them at once.
pub(super) fn accepted(found: Vec<Finding>) -> Answer<Vec<Finding>> {
    if refuses(&found) {
        return Err(Refusal::Invalid(found));
    }
    Ok(found)
}

/// What a filter may name.
pub(super) struct Known {
    pub subjects: BTreeSet<String>,
    pub grades: BTreeSet<i32>,
    pub languages: BTreeSet<String>,
}

/// Subjects and grades of the programmes and of the specifications; languages likewise.
pub(super) fn known(services: &Services, c: &mut AnyConnection) -> Answer<Known> {
    let index = curriculum_index(services, c)?;
    let mut known = Known {
        subjects: BTreeSet::new(),
        grades: BTreeSet::new(),
        languages: LANGUAGES.into_iter().map(str::to_owned).collect(),
    };
    for subject in index.subjects(None) {
        let [lowest, highest] = subject.grades;
        known.subjects.insert(subject.code.clone());
        known.grades.extend(i32::from(lowest)..=i32::from(highest));
    }
    for (subject, grade) in rows::known_subjects(c)? {
        known
            .subjects
            .extend(Some(subject).filter(|s| !s.is_empty()));
        known.grades.extend(Some(grade).filter(|g| *g > 0));
    }
    known.languages.extend(rows::known_languages(c)?);
    Ok(known)
}

/// A value that is not among the known ones.
pub(super) fn not_allowed(
    pointer: &str,
    value: impl Into<Value>,
    allowed: impl IntoIterator<Item = impl Into<Value>>,
) -> Finding {
    let allowed: Vec<Value> = allowed.into_iter().map(Into::into).collect();
    Finding::error("not_allowed", pointer)
        .with("value", value)
        .with("allowed", allowed)
}
