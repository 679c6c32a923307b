//! From the places of a record and of a document back to the cells they came from.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Address;
use crate::document::pointer::child;
use crate::interop::profile::MappingProfile;
use crate::language::finding::Finding;

/// A place in a file to which a finding is led: a cell of a workbook, a paragraph of a document.
pub(in crate::interop) trait At: Clone {
    /// The finding at this place.
    fn place(&self, finding: Finding) -> Finding;
}

impl At for Address {
    fn place(&self, finding: Finding) -> Finding {
        Self::place(self, finding)
    }
}

/// Leads findings of a record to the places that its columns came from.
pub(in crate::interop) struct Locator<'a, P> {
    /// Heading in lower case → place.
    pub(in crate::interop) places: &'a BTreeMap<String, P>,
    /// Where findings of the whole task go.
    pub(in crate::interop) whole: &'a P,
}

impl<P: At> Locator<'_, P> {
    pub(in crate::interop) fn cell(&self, column: &str) -> &P {
        self.places
            .get(&column.to_lowercase())
            .unwrap_or(self.whole)
    }

    fn one(&self, finding: Finding) -> Finding {
        let column = self
            .places
            .keys()
            .find(|name| child("", name) == finding.pointer.to_lowercase());
        match column {
            Some(name) => self.cell(name).place(finding),
            None => self.whole.place(finding),
        }
    }

    /// Only of cells that were readable: what follows from an unreadable cell is no news.
    pub(in crate::interop) fn all(&self, found: Vec<Finding>, before: &[Finding]) -> Vec<Finding> {
        let broken: BTreeSet<&str> = before
            .iter()
            .filter(|finding| finding.is_error())
            .map(|finding| finding.pointer.as_str())
            .collect();
        found
            .into_iter()
            .map(|finding| self.one(finding))
            .filter(|finding| !broken.contains(finding.pointer.as_str()))
            .collect()
    }

    /// A finding of the made document (`/texts/kk/stem`) at the place that the text came from.
    pub(in crate::interop) fn of_document(
        &self,
        finding: Finding,
        profile: &MappingProfile,
        described: &BTreeMap<String, P>,
    ) -> Finding {
        // What is said of something within a text, a key or a part stands where these do.
        let mut pointer = finding.pointer.as_str();
        while let Some((above, _)) = pointer.rsplit_once('/') {
            if let Some(at) = described.get(pointer) {
                return at.place(finding);
            }
            pointer = above;
        }
        match column_of(&finding.pointer, profile) {
            Some(column) => self.cell(&column).place(finding),
            None => self.whole.place(finding),
        }
    }
}

/// Where the values of a row stand, so that what is found out about its item later has its cell, too.
#[derive(Clone, Debug, PartialEq)]
pub struct RowPlaces {
    /// Heading in lower case → cell.
    pub(super) columns: BTreeMap<String, Address>,
    /// Pointer into the document → cell, for what other sheets say.
    pub(super) described: BTreeMap<String, Address>,
    /// Where findings of the whole row go.
    pub(super) whole: Address,
}

impl RowPlaces {
    /// A row of which only one cell is known.
    pub(super) fn at(whole: Address) -> Self {
        Self {
            columns: BTreeMap::new(),
            described: BTreeMap::new(),
            whole,
        }
    }

    /// A finding of the made document (`/content/objectives/0`) at the cell that it came from by the
    /// profile, else at the row's own.
    pub fn place(&self, finding: Finding, profile: &MappingProfile) -> Finding {
        let locate = Locator {
            places: &self.columns,
            whole: &self.whole,
        };
        locate.of_document(finding, profile, &self.described)
    }
}

/// The column that feeds a content attribute of the document; that of the grade feeds both ends.
fn content_column(attribute: &str, profile: &MappingProfile) -> Option<String> {
    let name = match attribute {
        "grade_min" | "grade_max" => "grade",
        other => other,
    };
    let mut rules = profile.content.iter();
    let rule = rules.find(|(of, _)| [attribute, name].contains(&of.as_str()));
    rule.and_then(|(_, rule)| rule.from.clone())
}

/// The column that feeds a place of the document.
pub(in crate::interop) fn column_of(pointer: &str, profile: &MappingProfile) -> Option<String> {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    match steps[..] {
        ["code"] => profile.external_id.from.clone(),
        ["content", "parts", _, "key", ..] => profile.key.as_ref().map(|key| key.from.clone()),
        ["content", "parts", _, attribute] => content_column(attribute, profile),
        ["content", attribute, ..] => content_column(attribute, profile),
        ["texts", language, "parts", _, "options", label] => {
            let language = language.parse().ok()?;
            let columns = &profile.options.as_ref()?.columns;
            let option = columns.iter().find(|option| option.label == label)?;
            option.texts.get(&language).cloned()
        }
        ["texts", language, .., attribute] => {
            let rules = profile.texts.get(language)?;
            let rule = rules.iter().find(|(of, _)| of.as_str() == attribute)?;
            rule.1.from.clone()
        }
        _ => None,
    }
}
