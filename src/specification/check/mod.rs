//! Everything that is wrong with a specification, at once, each with the pointer of what to change.
//!
//! | file | subject |
//! |---|---|
//! | `layout` | which keys a test and a battery have, ids, sections and blueprints that are named |
//! | `sums` | rows = section = maximum, minutes = duration, counts of components |
//! | `rows` | one row at a time: counts by thinking level, types against scheme, options, rule |
//! | `shares` | bounds of shares, and whether fixed rows leave them reachable |
//! | `references` | programme, subjects, units, objectives, grading policy, choice of subjects |
//! | `rules` | languages, levels, criteria, thresholds, school year, constraints |
//!
//! What is absent: whether the bank can fill the rows; that is assembly's question.

mod layout;
mod references;
mod rows;
mod rules;
mod shares;
mod sums;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::component::BY_CHOICE;
use super::document::{ComponentDocument, Row, SchemaName, SpecificationDocument};
use crate::bank::Points;
use crate::curriculum::CurriculumIndex;
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// What a specification refers to; what is `None` is not compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct References<'a> {
    /// Programmes, subjects, units, objectives.
    pub curriculum: Option<&'a CurriculumIndex>,
    /// Codes of the grading policies.
    pub policies: Option<&'a BTreeSet<String>>,
}

/// Checks a specification; it may be approved when no finding is an error.
pub fn check(document: &SpecificationDocument, references: &References<'_>) -> Vec<Finding> {
    let mut inspection = Inspection {
        document,
        references: *references,
        groups: groups(document),
        findings: Vec::new(),
    };
    inspection.check_layout();
    inspection.check_sums();
    inspection.check_rows();
    inspection.check_shares();
    inspection.check_references();
    inspection.check_rules();
    inspection.findings
}

/// One run of the checks over one specification.
struct Inspection<'a> {
    document: &'a SpecificationDocument,
    references: References<'a>,
    groups: Vec<Group<'a>>,
    findings: Vec<Finding>,
}

/// The rows of a test or of one component of a battery.
struct Group<'a> {
    /// Position and document of the component; `None` for a test.
    component: Option<(usize, &'a ComponentDocument)>,
    /// Pointer of the list of rows.
    at: String,
    rows: &'a [Row],
    /// Subject code; `None` where the candidate chooses or none is given.
    subject: Option<&'a str>,
    /// Pointer of what gives the subject.
    subject_at: String,
    grade: Option<u8>,
}

impl<'a> Inspection<'a> {
    fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn is_battery(&self) -> bool {
        self.document.schema == SchemaName::Battery
    }

    /// Points of each item of a row; `None` where neither the row nor the item rule says it.
    fn points_each(&self, row: &Row) -> Option<Points> {
        row.points_each.or(self
            .document
            .item_rule
            .as_ref()
            .and_then(|rule| rule.points_each))
    }

    /// Points of a whole row.
    fn row_points(&self, row: &Row) -> Option<Points> {
        self.points_each(row)
            .map(|each| crate::bank::Hundredths(each.0.saturating_mul(i64::from(row.items))))
    }

    /// A finding for every id that stands earlier in the same list.
    fn report_doubles<'b>(&mut self, ids: impl IntoIterator<Item = (&'b str, String)>) {
        let mut first: BTreeMap<&str, String> = BTreeMap::new();
        for (id, pointer) in ids {
            match first.get(id) {
                Some(earlier) => self.findings.push(
                    Finding::error("duplicate_id", pointer)
                        .with("id", id)
                        .with("first", earlier.clone()),
                ),
                None => {
                    first.insert(id, pointer);
                }
            }
        }
    }
}

fn groups(document: &SpecificationDocument) -> Vec<Group<'_>> {
    if document.components.is_empty() {
        return vec![Group {
            component: None,
            at: "/blueprint".to_owned(),
            rows: &document.blueprint,
            subject: document.subject.as_deref(),
            subject_at: "/subject".to_owned(),
            grade: document.grade,
        }];
    }
    document
        .components
        .iter()
        .enumerate()
        .map(|(n, component)| component_group(document, n, component))
        .collect()
}

fn component_group<'a>(
    document: &'a SpecificationDocument,
    position: usize,
    component: &'a ComponentDocument,
) -> Group<'a> {
    let elsewhere = document
        .blueprints
        .get(&component.id)
        .filter(|_| component.blueprint.is_empty());
    let (rows, at) = match elsewhere {
        Some(rows) => (rows, child("/blueprints", &component.id)),
        None => (
            &component.blueprint,
            format!("/components/{position}/blueprint"),
        ),
    };
    let (subject, field) = match &component.subject {
        Some(subject) => (subject.as_str(), "subject"),
        None => (component.id.as_str(), "id"),
    };
    Group {
        component: Some((position, component)),
        at,
        rows,
        subject: (subject != BY_CHOICE).then_some(subject),
        subject_at: format!("/components/{position}/{field}"),
        grade: component.grade.or(document.grade),
    }
}
