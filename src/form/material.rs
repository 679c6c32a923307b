//! The pinned contents and texts that a copy is made of.

use std::collections::BTreeMap;

use crate::bank::content::ItemContent;
use crate::bank::texts::{ItemTexts, StimulusDocument};
use crate::bank::{Language, StimulusKind};
use crate::language::finding::Finding;

use super::document::{FormDocument, PinnedPosition};
use super::pinned::PinnedFile;

/// Contents by (code, version) and stimuli by code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Material {
    /// Item versions.
    pub items: BTreeMap<(String, u32), PinnedItem>,
    /// Stimuli.
    pub stimuli: BTreeMap<String, StimulusDocument>,
    /// Pictures and recordings of stimuli.
    pub files: BTreeMap<String, PinnedFile>,
}

/// One pinned item version with the pinned texts of each language.
#[derive(Clone, Debug, PartialEq)]
pub struct PinnedItem {
    /// Structure, key and tags.
    pub content: ItemContent,
    /// Texts by language.
    pub texts: BTreeMap<Language, ItemTexts>,
}

/// One task with everything it is made of, in one language.
pub(super) struct Task<'a> {
    pub position: &'a PinnedPosition,
    pub content: &'a ItemContent,
    pub texts: &'a ItemTexts,
    pub stimulus: Option<&'a StimulusDocument>,
}

impl Material {
    /// Every task of a form in a language.
    ///
    /// # Errors
    /// `form_language_missing`, `form_item_missing`, `form_text_missing`,
    /// `form_stimulus_missing`, `form_stimulus_text_missing`: all at once, by position.
    pub(super) fn tasks<'a>(
        &'a self,
        form: &'a FormDocument,
        language: &Language,
    ) -> Result<Vec<Task<'a>>, Vec<Finding>> {
        let mut findings = Vec::new();
        if !form.languages.contains(language) {
            let finding = Finding::error("form_language_missing", "/languages");
            findings.push(finding.with("language", language.as_str()));
        }
        let mut tasks = Vec::new();
        for (index, position) in form.positions.iter().enumerate() {
            match self.task(position, language) {
                Ok(task) => tasks.push(task),
                Err(finding) => findings.push(
                    finding
                        .under(&format!("/positions/{index}"))
                        .with("position", position.position)
                        .with("language", language.as_str()),
                ),
            }
        }
        if findings.is_empty() {
            Ok(tasks)
        } else {
            Err(findings)
        }
    }

    fn task<'a>(
        &'a self,
        position: &'a PinnedPosition,
        language: &Language,
    ) -> Result<Task<'a>, Finding> {
        let item = self.items.get(&(position.item.clone(), position.version));
        let item = item.ok_or_else(|| Finding::error("form_item_missing", "/item"))?;
        let texts = item.texts.get(language);
        let texts = texts.ok_or_else(|| Finding::error("form_text_missing", "/revisions"))?;
        let stimulus = match &item.content.stimulus {
            None => None,
            Some(code) => Some(
                self.stimuli
                    .get(code)
                    .ok_or_else(|| Finding::error("form_stimulus_missing", "/item"))?,
            ),
        };
        if stimulus.is_some_and(|stimulus| {
            !stimulus.texts.contains_key(language) && shows_text(stimulus.kind)
        }) {
            return Err(Finding::error("form_stimulus_text_missing", "/item"));
        }
        Ok(Task {
            position,
            content: &item.content,
            texts,
            stimulus,
        })
    }
}

/// The body of a recording is its transcript, which no copy of a form shows.
pub(super) const fn shows_text(kind: StimulusKind) -> bool {
    !matches!(kind, StimulusKind::Audio | StimulusKind::Video)
}
