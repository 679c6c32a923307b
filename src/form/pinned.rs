//! Everything a locked form is rendered and marked from, frozen in one document. What happens to
//! the bank afterwards does not reach it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{FormDocument, PinnedPosition};
use super::material::{Material, PinnedItem};
use crate::bank::Language;
use crate::bank::content::ItemContent;
use crate::bank::texts::{ItemTexts, StimulusDocument};

/// A locked form with its contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PinnedForm {
    /// The form.
    pub form: FormDocument,
    /// Content of each task, in the order of the positions.
    pub items: Vec<FrozenItem>,
    /// The stimuli that tasks hang on, each once.
    pub stimuli: Vec<StimulusDocument>,
    /// Pictures and recordings of the stimuli, by the stimulus code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, PinnedFile>,
}

/// The picture or recording of a stimulus; its bytes are kept under their hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PinnedFile {
    /// SHA-256 of its bytes.
    pub hash: String,
    /// What it is, by its content.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Width of a picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height of a picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Length of a recording in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<u64>,
}

/// One item version with its texts, as it was when the form was locked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrozenItem {
    /// Item code.
    pub code: String,
    /// Version number.
    pub version: u32,
    /// Structure, key and tags.
    pub content: ItemContent,
    /// Texts of the form's languages.
    pub texts: BTreeMap<Language, ItemTexts>,
}

impl PinnedForm {
    /// The contents as copies are made of them.
    pub fn material(&self) -> Material {
        let item = |item: &FrozenItem| {
            let pinned = PinnedItem {
                content: item.content.clone(),
                texts: item.texts.clone(),
            };
            ((item.code.clone(), item.version), pinned)
        };
        let stimulus = |stimulus: &StimulusDocument| (stimulus.code.clone(), stimulus.clone());
        Material {
            items: self.items.iter().map(item).collect(),
            stimuli: self.stimuli.iter().map(stimulus).collect(),
            files: self.files.clone(),
        }
    }

    /// Every task: its position and its content.
    pub fn tasks(&self) -> impl Iterator<Item = (&PinnedPosition, &FrozenItem)> {
        self.form.positions.iter().filter_map(|position| {
            let same =
                |item: &&FrozenItem| item.code == position.item && item.version == position.version;
            Some((position, self.items.iter().find(same)?))
        })
    }
}
