//! From the places of a record and of a document back to the cells they came from.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Address;
use crate::document::pointer::child;
use crate::interop::profile::MappingProfile;
use crate::language::finding::Finding;

/// Leads findings of a record to the cells that its columns came from.
pub(super) struct Locator<'a> {
    /// Heading in lower case → cell.
    pub(super) places: &'a BTreeMap<String, Address>,
    /// Where findings of the whole row go.
    pub(super) whole: &'a Address,
}

impl Locator<'_> {
    pub(super) fn cell(&self, column: &str) -> &Address {
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
    pub(super) fn all(&self, found: Vec<Finding>, before: &[Finding]) -> Vec<Finding> {
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

    /// A finding of the made document (`/texts/kk/stem`) at the cell that the text came from.
    pub(super) fn of_document(
        &self,
        finding: Finding,
        profile: &MappingProfile,
        described: &BTreeMap<String, Address>,
    ) -> Finding {
        if let Some(at) = described.get(&finding.pointer) {
            return at.place(finding);
        }
        match column_of(&finding.pointer, profile) {
            Some(column) => self.cell(&column).place(finding),
            None => self.whole.place(finding),
        }
    }
}

/// The column that feeds a text of the document.
pub(in crate::interop) fn column_of(pointer: &str, profile: &MappingProfile) -> Option<String> {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    match steps[..] {
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
