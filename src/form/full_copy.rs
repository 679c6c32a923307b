//! The candidate's copy with everything a marker or constructor needs beside it: item codes,
//! keys, mark schemes with their texts, notes and transcripts. Only for those with the grant.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::attempt_copy::said_in_stimuli;
use super::candidate_copy::{CandidateCopy, candidate_copy};
use super::document::FormDocument;
use super::material::{Material, Task};
use crate::bank::Language;
use crate::bank::content::{Key, MarkScheme, Part};
use crate::bank::texts::{Recording, RichText};
use crate::language::finding::Finding;

/// A form in one language with keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullCopy {
    /// What candidates get.
    pub copy: CandidateCopy,
    /// What belongs to each task, in the same order.
    pub keys: Vec<TaskKey>,
    /// Number of a stimulus → transcript of the recording.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub transcripts: BTreeMap<u32, String>,
    /// Fingerprint of the form.
    pub fingerprint: String,
}

/// What belongs to a task and is not shown to candidates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskKey {
    /// Number from 1.
    pub position: u32,
    /// Row id.
    pub row: String,
    /// Item code.
    pub item: String,
    /// Version number of the item.
    pub version: u32,
    /// Objective codes.
    pub objectives: Vec<String>,
    /// Keys and mark schemes of the parts.
    pub parts: Vec<PartKey>,
    /// Hint for practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Worked solution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Notes for markers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking_notes: Option<String>,
    /// JSON pointer of a text that candidates do not read (`/explanation`) → its form with formulas, pictures
    /// and tables.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rich: BTreeMap<String, RichText>,
    /// Recordings of the task with their transcripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recordings: Vec<Recording>,
}

/// Key and mark scheme of a part with its texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartKey {
    /// Part id.
    pub id: String,
    /// The key.
    #[serde(default, skip_serializing_if = "Key::is_empty")]
    pub key: Key,
    /// How points are given.
    pub scheme: MarkScheme,
    /// Accepted answers in this language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<String>,
    /// Option id → why it is right or wrong.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rationales: BTreeMap<String, String>,
    /// Descriptor id → text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub descriptors: BTreeMap<String, String>,
    /// Band id → text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bands: BTreeMap<String, String>,
    /// A sample of a full answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_answer: Option<String>,
}

/// Makes the full copy of a form in one language.
///
/// # Errors
/// As [`candidate_copy`].
pub fn full_copy(
    form: &FormDocument,
    language: &Language,
    material: &Material,
) -> Result<FullCopy, Vec<Finding>> {
    let copy = candidate_copy(form, language, material)?;
    let tasks = material.tasks(form, language)?;
    let transcripts = said_in_stimuli(&tasks, &copy, language);
    let keys = tasks.iter().map(task_key).collect();
    Ok(FullCopy {
        copy,
        keys,
        transcripts,
        fingerprint: form.fingerprint.clone(),
    })
}

fn task_key(task: &Task<'_>) -> TaskKey {
    TaskKey {
        position: task.position.position,
        row: task.position.row.clone(),
        item: task.position.item.clone(),
        version: task.position.version,
        objectives: task.content.objectives.clone(),
        parts: task
            .content
            .parts
            .iter()
            .map(|part| part_key(task, part))
            .collect(),
        hint: task.texts.hint.clone(),
        explanation: task.texts.explanation.clone(),
        marking_notes: task.texts.marking_notes.clone(),
        rich: task.texts.closed_rich(),
        recordings: task.texts.recordings.clone(),
    }
}

fn part_key(task: &Task<'_>, part: &Part) -> PartKey {
    let texts = task.texts.parts.get(&part.id).cloned().unwrap_or_default();
    PartKey {
        id: part.id.clone(),
        key: part.key.clone(),
        scheme: part.scheme.clone(),
        accepted: texts.accepted,
        rationales: texts.rationales,
        descriptors: texts.descriptors,
        bands: texts.bands,
        sample_answer: texts.sample_answer,
    }
}
