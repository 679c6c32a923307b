//! What one candidate of a sitting gets: the copy of the form, and what is said in its recordings where that is
//! allowed. A copy of the form has no place for a transcript; here it stands beside the copy.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::candidate_copy::{CandidateCopy, candidate_copy};
use super::document::FormDocument;
use super::material::{Material, Task, shows_text};
use crate::bank::Language;
use crate::language::finding::Finding;

/// The copy of one candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttemptCopy {
    /// What every candidate gets.
    pub copy: CandidateCopy,
    /// What is said in the recordings, in the order of the tasks; empty unless the specification allows it to
    /// this candidate at this time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transcripts: Vec<Transcript>,
}

/// What is said in a recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transcript {
    /// Number of the stimulus, of a recording that is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus: Option<u32>,
    /// Number of the task, of a recording of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<u32>,
    /// Which of the task's recordings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
    /// What is said in it.
    pub text: String,
}

/// Makes the copy of a candidate who may, or may not, read transcripts.
///
/// # Errors
/// As [`candidate_copy`].
pub fn attempt_copy(
    form: &FormDocument,
    language: &Language,
    material: &Material,
    with_transcripts: bool,
) -> Result<AttemptCopy, Vec<Finding>> {
    let copy = candidate_copy(form, language, material)?;
    let mut transcripts = Vec::new();
    if with_transcripts {
        let tasks = material.tasks(form, language)?;
        let of_stimuli = said_in_stimuli(&tasks, &copy, language).into_iter();
        transcripts.extend(of_stimuli.map(|(number, text)| Transcript {
            stimulus: Some(number),
            task: None,
            src: None,
            text,
        }));
        transcripts.extend(tasks.iter().flat_map(said_in_task));
    }
    Ok(AttemptCopy { copy, transcripts })
}

/// Number of a stimulus → what is said in it.
pub(super) fn said_in_stimuli(
    tasks: &[Task<'_>],
    copy: &CandidateCopy,
    language: &Language,
) -> BTreeMap<u32, String> {
    let said = |(task, number): (&Task<'_>, Option<u32>)| {
        let stimulus = task.stimulus.filter(|own| !shows_text(own.kind))?;
        let texts = stimulus.texts.get(language)?;
        Some((number?, texts.body.clone()))
    };
    let numbers = copy.tasks.iter().map(|task| task.stimulus);
    tasks.iter().zip(numbers).filter_map(said).collect()
}

fn said_in_task(task: &Task<'_>) -> Vec<Transcript> {
    let recordings = task.texts.recordings.iter();
    let said = recordings.filter_map(|recording| {
        Some(Transcript {
            stimulus: None,
            task: Some(task.position.position),
            src: Some(recording.src.clone()),
            text: recording.transcript.clone()?,
        })
    });
    said.collect()
}
