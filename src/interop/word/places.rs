//! Where the fields of a task stand.

use std::collections::BTreeMap;

use super::at_paragraph;
use crate::interop::profile::MappingProfile;
use crate::interop::workbook::locate::{At, Locator};
use crate::language::finding::Finding;

/// A paragraph of a document by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph(pub(super) u32);

impl At for Paragraph {
    fn place(&self, finding: Finding) -> Finding {
        at_paragraph(finding, self.0)
    }
}

/// Where the fields of a task stand, so that what is found out about its item later has its paragraph, too.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskPlaces {
    /// Column of the template's profile → paragraph.
    pub(super) fields: BTreeMap<String, Paragraph>,
    /// Pointer into the document → paragraph, for options, descriptors, pairs and parts.
    pub(super) described: BTreeMap<String, Paragraph>,
    /// First paragraph of the task.
    pub(super) whole: Paragraph,
    /// The template's profile in the languages of the task.
    pub(super) profile: MappingProfile,
}

impl TaskPlaces {
    /// A finding of the made document (`/content/objectives/0`) at the paragraph that it came from, else at
    /// the task's first.
    pub fn place(&self, finding: Finding) -> Finding {
        let locate = Locator {
            places: &self.fields,
            whole: &self.whole,
        };
        locate.of_document(finding, &self.profile, &self.described)
    }
}
