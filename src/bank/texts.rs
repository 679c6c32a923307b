//! The texts of one language (a *variant*), keyed by the ids of [`super::content`].

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Language, StimulusKind};
use crate::language::fold;

/// Everything of an item that is said in a language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemTexts {
    /// The task itself.
    #[serde(default)]
    pub stem: String,
    /// Part id → its texts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, PartTexts>,
    /// "It's important to know": practice only, never in a secure form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Worked solution: practice only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Notes for markers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking_notes: Option<String>,
    /// JSON pointer of a text above (`/stem`, `/parts/a/options/A`) → its form with formulas, pictures
    /// and tables. The text itself stays the plain rendering of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rich: BTreeMap<String, RichText>,
    /// Recordings that are listened to (listening tasks), in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 10))]
    pub recordings: Vec<Recording>,
}

/// A recording of a task. The file is brought in once and named by its hash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// `media:` and the SHA-256 of its bytes.
    pub src: String,
    /// What it is called for those who listen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How often it may be played; as often as wished when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 20))]
    pub plays: Option<u32>,
    /// Length in milliseconds. The service measures it; what is sent is not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<u64>,
    /// What is said in it, word by word; needed when the task is handed in. No copy of a form has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transcript: Option<String>,
}

impl Recording {
    /// The recording as candidates get it.
    #[must_use]
    pub fn without_transcript(&self) -> Self {
        Self {
            transcript: None,
            ..self.clone()
        }
    }
}

/// A text with formulas, pictures, tables or emphasis; see [`super::rich`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RichText {
    /// The safe subset of HTML with MathML.
    pub html: String,
    /// What the author wrote, where it is not this HTML itself: LaTeX, or HTML before cleaning. For
    /// authors only; candidates never get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
}

impl ItemTexts {
    /// The folded words that search looks through: what candidates read, never keys or explanations.
    pub fn search_text(&self) -> String {
        let mut words = vec![self.stem.as_str()];
        for part in self.parts.values() {
            words.extend(part.prompt.as_deref());
            words.extend(part.options.values().map(String::as_str));
            words.extend(part.targets.values().map(String::as_str));
        }
        fold(&words.join(" \n "))
    }

    /// Recordings as candidates get them.
    pub fn open_recordings(&self) -> Vec<Recording> {
        let recordings = self.recordings.iter();
        recordings.map(Recording::without_transcript).collect()
    }

    /// Rich forms of what candidates read, without what their author typed.
    pub fn open_rich(&self) -> BTreeMap<String, RichText> {
        self.rich_where(is_open)
    }

    /// Rich forms of what only those read who may read keys, without what their author typed.
    pub fn closed_rich(&self) -> BTreeMap<String, RichText> {
        self.rich_where(|pointer| !is_open(pointer))
    }

    fn rich_where(&self, is_shown: impl Fn(&str) -> bool) -> BTreeMap<String, RichText> {
        let shown = self.rich.iter().filter(|(pointer, _)| is_shown(pointer));
        let without_original = |rich: &RichText| RichText {
            html: rich.html.clone(),
            original: None,
        };
        shown
            .map(|(pointer, rich)| (pointer.clone(), without_original(rich)))
            .collect()
    }
}

/// True for the pointer of a text that candidates read.
fn is_open(pointer: &str) -> bool {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    matches!(
        steps[..],
        ["stem"] | ["parts", _, "prompt"] | ["parts", _, "options" | "targets", _]
    )
}

/// The texts of one part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartTexts {
    /// What this part asks, where the stem does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// Option id (or left element id) → text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// Right element id → text (MATCH).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<String, String>,
    /// Accepted answers in this language (SA).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<String>,
    /// Option id → why it is right or wrong (never shown to candidates).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rationales: BTreeMap<String, String>,
    /// Descriptor id → text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub descriptors: BTreeMap<String, String>,
    /// Band id → text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bands: BTreeMap<String, String>,
    /// A sample of a full answer, for markers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_answer: Option<String>,
}

/// An item as people write it: identity, structure and texts in one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemDocument {
    /// Human code, unique in the organisation.
    #[schemars(length(min = 1, max = 80))]
    pub code: String,
    /// Structure, key, points, tags.
    pub content: super::content::ItemContent,
    /// Language → texts.
    pub texts: BTreeMap<Language, ItemTexts>,
    /// The language the item was written in first; the others are translations of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_language: Option<Language>,
}

/// A stimulus as people write it: text, audio, picture, table or film shared by items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StimulusDocument {
    /// Human code, unique in the organisation.
    #[schemars(length(min = 1, max = 80))]
    pub code: String,
    /// What carries it.
    pub kind: StimulusKind,
    /// Subject code.
    pub subject: String,
    /// Language → its texts.
    pub texts: BTreeMap<Language, StimulusTexts>,
    /// Length of a recording in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// How often a recording may be played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plays: Option<u32>,
    /// Licence; required before anything that hangs on it is approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What a stimulus says in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StimulusTexts {
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The text, or the transcript of a recording: no copy of a form has that of audio and video.
    pub body: String,
}
