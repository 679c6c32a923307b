//! Where the fields of a task stand.

use std::collections::BTreeMap;

use super::at_paragraph;
use crate::interop::profile::MappingProfile;
use crate::interop::workbook::locate::column_of;
use crate::language::finding::Finding;

/// Where the fields of a task stand, so that what is found out about its item later has its paragraph, too.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskPlaces {
    /// Column of the template's profile, or `d1`, `d2` … of descriptors → paragraph.
    pub(super) fields: BTreeMap<String, u32>,
    /// First paragraph of the task.
    pub(super) whole: u32,
    /// The template's profile in the languages of the task.
    pub(super) profile: MappingProfile,
}

impl TaskPlaces {
    /// A finding of the made document (`/content/objectives/0`) at the paragraph that it came from, else at
    /// the task's first.
    pub fn place(&self, finding: Finding) -> Finding {
        let descriptor = finding.pointer.rsplit('/').next().map(str::to_owned);
        let column = column_of(&finding.pointer, &self.profile).or(descriptor);
        let at = column.and_then(|column| self.fields.get(&column).copied());
        at_paragraph(finding, at.unwrap_or(self.whole))
    }
}
