//! Every check of an item and of a stimulus, all findings at once.
//!
//! A **draft** may be incomplete but never contradictory in what is there; **submitting** runs every
//! check, so that nothing incomplete or doubtful reaches a reviewer without a finding.
//!
//! | file | subject | draft | submit |
//! |---|---|---|---|
//! | `structure` | part, option and target ids, points | contradictions | and what is missing |
//! | `key` | the key suits its type and names known ids | contradictions | and what is missing |
//! | `scheme` | rule, descriptors, bands | contradictions | and what is missing |
//! | `texts` | no text for unknown ids; a text for every id | unknown ids | and what is missing |
//! | `tags` | grades, programme, objectives, criteria, licence | once tied to a programme | everything |
//! | `rich` | rich forms read as their texts and are clean | everything | everything |
//! | `wording` | advice on options and stems | equal options | everything |
//!
//! Pointers lead into the JSON of [`ItemDocument`] (`/content/parts/0/key/correct/1`).

mod key;
mod recordings;
mod rich;
mod scheme;
mod stimulus;
mod structure;
mod tags;
mod texts;
mod wording;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::ItemType;
use super::content::Part;
use super::texts::ItemDocument;
use crate::curriculum::CurriculumIndex;
use crate::document::pointer::child;
use crate::language::finding::Finding;

pub use scheme::rule_suits;
pub use stimulus::check_stimulus;
pub use wording::spaced;

/// What the checks compare an item with; what is `None` is not compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// Programmes, subjects, objectives, criteria.
    pub curriculum: Option<&'a CurriculumIndex>,
    /// Codes of the stimuli the item may hang on.
    pub stimuli: Option<&'a BTreeSet<String>>,
}

/// How strict the checks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Kept while being written: incomplete is fine, contradictory is not.
    Draft,
    /// Handed in for review: every check.
    Submit,
}

/// Checks an item; it may be kept or handed in when no finding is an error.
pub fn check_item(document: &ItemDocument, context: &Context<'_>, stage: Stage) -> Vec<Finding> {
    let mut inspection = Inspection {
        document,
        context: *context,
        stage,
        findings: Vec::new(),
    };
    inspection.check_structure();
    for place in inspection.parts() {
        inspection.check_key(&place);
        inspection.check_scheme(&place);
    }
    inspection.check_descriptors_over_item();
    inspection.check_tags();
    inspection.check_texts();
    inspection.check_rich();
    inspection.check_wording();
    inspection.findings
}

/// One run of the checks over one item.
struct Inspection<'a> {
    document: &'a ItemDocument,
    context: Context<'a>,
    stage: Stage,
    findings: Vec<Finding>,
}

/// A part, its own type and where it stands.
struct PlacedPart<'a> {
    part: &'a Part,
    kind: ItemType,
    /// `/content/parts/<n>`.
    at: String,
}

impl<'a> Inspection<'a> {
    fn parts(&self) -> Vec<PlacedPart<'a>> {
        let content = &self.document.content;
        let placed = content
            .parts
            .iter()
            .enumerate()
            .map(|(position, part)| PlacedPart {
                part,
                kind: content.part_type(part),
                at: format!("/content/parts/{position}"),
            });
        placed.collect()
    }

    /// A finding at both stages.
    fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// A finding that matters only once the item is handed in.
    fn report_at_submit(&mut self, finding: Finding) {
        if self.stage == Stage::Submit {
            self.findings.push(finding);
        }
    }

    /// An error at submit that a draft only hears about.
    fn report_by_stage(
        &mut self,
        code: &'static str,
        pointer: String,
        arguments: &[(&'static str, &str)],
    ) {
        let finding = match self.stage {
            Stage::Draft => Finding::warning(code, pointer),
            Stage::Submit => Finding::error(code, pointer),
        };
        self.findings.push(
            arguments
                .iter()
                .fold(finding, |f, (name, value)| f.with(name, *value)),
        );
    }

    /// A finding for every id that stands earlier in the same list.
    fn report_doubles<'b>(&mut self, ids: impl IntoIterator<Item = (&'b str, String)>) {
        let mut first: BTreeMap<&str, String> = BTreeMap::new();
        for (id, pointer) in ids {
            match first.get(id) {
                Some(earlier) => self.findings.push(duplicate_id(id, earlier, pointer)),
                None => {
                    first.insert(id, pointer);
                }
            }
        }
    }
}

fn duplicate_id(id: &str, first: &str, pointer: String) -> Finding {
    Finding::error("duplicate_id", pointer)
        .with("id", id)
        .with("first", first)
}
