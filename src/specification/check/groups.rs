//! Which lists of rows a document has: of the test, of components, of profiles, of criteria.

use super::super::component::BY_CHOICE;
use super::super::document::{ComponentDocument, Row, SpecificationDocument};
use crate::bank::{ItemType, Points};
use crate::document::pointer::child;

/// The rows of a test, or of one part of a document.
pub(super) struct Group<'a> {
    /// The part; `None` for a test.
    pub(super) part: Option<Part<'a>>,
    /// Pointer of the list of rows.
    pub(super) at: String,
    pub(super) rows: &'a [Row],
    /// Task types of rows that name none.
    pub(super) types: &'a [ItemType],
    /// Subject code; `None` where the candidate chooses or none is given.
    pub(super) subject: Option<&'a str>,
    /// Pointer of what gives the subject.
    pub(super) subject_at: String,
    pub(super) grade: Option<u8>,
    /// Pointer of what gives the grade.
    pub(super) grade_at: String,
}

/// A component, a profile or a criterion.
#[derive(Clone)]
pub(super) struct Part<'a> {
    pub(super) id: &'a str,
    /// Its pointer.
    pub(super) at: String,
    pub(super) items: Option<u32>,
    pub(super) max_score: Option<Points>,
}

pub(super) fn groups(document: &SpecificationDocument) -> Vec<Group<'_>> {
    if !document.components.is_empty() {
        let components = document.components.iter().enumerate();
        return components
            .map(|(n, component)| component_group(document, n, component))
            .collect();
    }
    let criteria = || {
        let all = document.criteria.iter().enumerate();
        all.filter(|(_, criterion)| criterion.instrument.is_some())
    };
    if criteria().next().is_some() {
        return criteria()
            .map(|(n, criterion)| {
                let part = Part {
                    id: &criterion.id,
                    at: format!("/criteria/{n}"),
                    items: criterion.items,
                    max_score: criterion.max_score,
                };
                part_group(document, part, &criterion.blueprint, &criterion.types)
            })
            .collect();
    }
    if !document.profiles.is_empty() {
        let profiles = document.profiles.iter();
        return profiles
            .map(|(id, profile)| {
                let part = Part {
                    id,
                    at: child("/profiles", id),
                    items: Some(profile.items),
                    max_score: Some(profile.max_score),
                };
                part_group(document, part, &profile.blueprint, &[])
            })
            .collect();
    }
    vec![Group {
        part: None,
        at: "/blueprint".to_owned(),
        rows: &document.blueprint,
        types: &[],
        subject: document.subject.as_deref(),
        subject_at: "/subject".to_owned(),
        grade: document.grade,
        grade_at: "/grade".to_owned(),
    }]
}

/// A part that takes subject and grade from the document.
fn part_group<'a>(
    document: &'a SpecificationDocument,
    part: Part<'a>,
    rows: &'a [Row],
    types: &'a [ItemType],
) -> Group<'a> {
    Group {
        at: format!("{}/blueprint", part.at),
        part: Some(part),
        rows,
        types,
        subject: document.subject.as_deref(),
        subject_at: "/subject".to_owned(),
        grade: document.grade,
        grade_at: "/grade".to_owned(),
    }
}

fn component_group<'a>(
    document: &'a SpecificationDocument,
    position: usize,
    component: &'a ComponentDocument,
) -> Group<'a> {
    let place = format!("/components/{position}");
    let elsewhere = document
        .blueprints
        .get(&component.id)
        .filter(|_| component.blueprint.is_empty());
    let (rows, at) = match elsewhere {
        Some(rows) => (rows, child("/blueprints", &component.id)),
        None => (&component.blueprint, format!("{place}/blueprint")),
    };
    let (subject, field) = match &component.subject {
        Some(subject) => (subject.as_str(), "subject"),
        None => (component.id.as_str(), "id"),
    };
    Group {
        at,
        rows,
        types: &[],
        subject: (subject != BY_CHOICE).then_some(subject),
        subject_at: format!("{place}/{field}"),
        grade: component.grade.or(document.grade),
        grade_at: match component.grade {
            Some(_) => format!("{place}/grade"),
            None => "/grade".to_owned(),
        },
        part: Some(Part {
            id: &component.id,
            at: place,
            items: Some(component.items),
            max_score: Some(component.max_score),
        }),
    }
}
