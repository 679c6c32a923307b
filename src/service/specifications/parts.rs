//! What the rows of a version say of its document beside it: languages, subjects, names, last day, access.

use std::collections::BTreeSet;

use super::write::number;
use crate::service::{Answer, Unit};
use crate::specification::component::components;
use crate::specification::document::{SpecAccess, SpecificationDocument};
use crate::specification::validity::last_day;
use crate::store::specifications::{self as rows, SubjectRow};

/// Writes what a version is for and what it is called, out of its document.
pub(super) fn replace_parts(
    unit: &mut Unit<'_>,
    id: &str,
    document: &SpecificationDocument,
) -> Answer<()> {
    let version = number(document.version);
    let languages: BTreeSet<String> = document
        .languages
        .of_test()
        .into_iter()
        .map(String::from)
        .collect();
    let languages: Vec<String> = languages.into_iter().collect();
    let subjects = subjects_of(id, version, document);
    let named = |role: &'static str, names: &[String]| {
        let names: BTreeSet<String> = names.iter().cloned().collect();
        names.into_iter().map(move |name| (role, name))
    };
    let names = named(rows::ALIAS, &document.aliases);
    let names: Vec<_> = names
        .chain(named(rows::REPLACES, &document.replaces))
        .collect();
    let place = (id, version);
    Ok(rows::replace_parts(
        unit.c, place, &languages, &subjects, &names,
    )?)
}

/// The last day a document holds, or ''.
pub(super) fn valid_until(document: &SpecificationDocument) -> String {
    last_day(document).map_or_else(String::new, |day| day.to_string())
}

/// One row for each component and subject; a component by choice has one for each subject to choose.
fn subjects_of(id: &str, version: i32, document: &SpecificationDocument) -> Vec<SubjectRow> {
    let mut found: Vec<SubjectRow> = Vec::new();
    for component in components(document) {
        let mut subjects: BTreeSet<String> = component.choices.into_iter().collect();
        subjects.extend(component.subject);
        if subjects.is_empty() {
            subjects.insert(String::new());
        }
        found.extend(subjects.into_iter().map(|subject| SubjectRow {
            specification_id: id.to_owned(),
            version,
            component: component.id.clone(),
            subject,
            grade: component.grade.map_or(0, i32::from),
        }));
    }
    found
}

/// Who may see it, as rows say it.
pub(super) fn access(document: &SpecificationDocument) -> &'static str {
    match document.access.spec {
        SpecAccess::Public => "public",
        SpecAccess::Restricted => "restricted",
    }
}
