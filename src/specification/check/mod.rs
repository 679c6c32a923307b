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
//! | `objectives` | what makes a form better: what each kind needs and what it cannot use |
//! | `assembly_rules`, `rule_fields` | rules over attributes: conditions, what each kind asks, bounds, forms |
//! | `practice` | collections, what a request gives, profiles, what items bring, order of levels |
//! | `external` | pilot block, anchors, bands, participation, appeal |
//! | `panel` | stages, modules and routes of a multistage test |
//! | `study` | scale, criteria with an instrument, design, analysis |
//! | `groups` | which lists of rows there are and what each sums to |
//!
//! What is absent: whether the bank can fill the rows; that is assembly's question.

mod assembly_rules;
mod external;
mod groups;
mod layout;
mod objectives;
mod panel;
mod practice;
mod references;
mod rows;
mod rule_fields;
mod rules;
mod shares;
mod study;
mod sums;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use groups::{Group, groups};

use super::document::{Row, SchemaName, SpecificationDocument};
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
    inspection.check_assembly_rules();
    inspection.check_practice();
    inspection.check_external();
    inspection.check_study();
    inspection.check_panel();
    inspection.findings
}

/// One run of the checks over one specification.
struct Inspection<'a> {
    document: &'a SpecificationDocument,
    references: References<'a>,
    groups: Vec<Group<'a>>,
    findings: Vec<Finding>,
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

    /// Something that must be a share.
    fn check_share(&mut self, field: &'static str, share: Option<f64>, pointer: String) {
        if let Some(share) = share.filter(|share| !(0.0..=1.0).contains(share)) {
            self.report(
                Finding::error("share_out_of_range", pointer)
                    .with("field", field)
                    .with("share", share),
            );
        }
    }

    /// Two keys that say the same thing.
    fn check_said_twice(&mut self, key: &'static str, other: &'static str, twice: bool) {
        if twice {
            self.report(
                Finding::error("said_twice", format!("/{key}"))
                    .with("key", key)
                    .with("other", other),
            );
        }
    }

    /// A range whose lower bound is above its upper one.
    fn check_range(&mut self, min: f64, max: f64, pointer: String) {
        if min > max {
            self.report(
                Finding::error("range_reversed", pointer)
                    .with("min", min)
                    .with("max", max),
            );
        }
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
