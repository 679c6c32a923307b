//! What candidates get. The types have no place for anything secret.
//!
//! Absent on purpose: item and stimulus codes (a code can say what the task is about), keys,
//! accepted and sample answers, descriptors and bands, hints, explanations, rationales, marking
//! notes, statistics, tags, and the transcript of a recording.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{FormDocument, FormSection};
use super::material::{Material, Task, shows_text};
use super::order::PartOrder;
use super::pinned::PinnedFile;
use crate::bank::content::Part;
use crate::bank::texts::{PartTexts, Recording, RichText, StimulusDocument};
use crate::bank::{ItemType, Language, Minutes, Points, StimulusKind};
use crate::language::finding::Finding;

/// A form in one language as a candidate gets it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateCopy {
    /// Label among the parallel forms.
    pub label: String,
    /// Language.
    pub language: Language,
    /// Subject code.
    pub subject: String,
    /// Greatest score.
    pub max_score: Points,
    /// Working time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_min: Option<Minutes>,
    /// Sections in order.
    pub sections: Vec<FormSection>,
    /// Stimuli in the order in which tasks need them; numbered from 1.
    pub stimuli: Vec<CandidateStimulus>,
    /// Tasks in order.
    pub tasks: Vec<CandidateTask>,
}

/// A stimulus as a candidate gets it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateStimulus {
    /// Number from 1.
    pub number: u32,
    /// What carries it.
    pub kind: StimulusKind,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The text; absent for a recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Length of a recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// How often it is played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plays: Option<u32>,
    /// Its picture or recording, given under the number of the stimulus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<PinnedFile>,
}

/// A task as a candidate gets it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateTask {
    /// Number from 1.
    pub position: u32,
    /// Section id.
    pub section: String,
    /// Points.
    pub points: Points,
    /// Number of the stimulus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus: Option<u32>,
    /// The task itself.
    pub stem: String,
    /// Parts in order.
    pub parts: Vec<CandidatePart>,
    /// JSON pointer of a text (`/stem`, `/parts/a/options/A`) → its form with formulas, pictures and tables.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rich: BTreeMap<String, RichText>,
    /// Recordings that are listened to, each with its length and how often it is played; never a transcript.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recordings: Vec<Recording>,
}

/// A part as a candidate gets it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidatePart {
    /// Part id, by which it is answered.
    pub id: String,
    /// Task type.
    #[serde(rename = "type")]
    pub part_type: ItemType,
    /// Points.
    pub points: Points,
    /// What this part asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// Options, or left elements, as shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<CandidateOption>,
    /// Right elements, as shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<CandidateOption>,
    /// At most this many options may be chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_chosen: Option<u32>,
}

/// An option as a candidate gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateOption {
    /// Option id, by which it is answered.
    pub id: String,
    /// Text; empty where the variant has none.
    pub text: String,
}

/// Makes the copy of a form in one language.
///
/// # Errors
/// Everything that is missing, all at once; see [`Material`].
pub fn candidate_copy(
    form: &FormDocument,
    language: &Language,
    material: &Material,
) -> Result<CandidateCopy, Vec<Finding>> {
    let tasks = material.tasks(form, language)?;
    let mut stimuli: Vec<&StimulusDocument> = Vec::new();
    for stimulus in tasks.iter().filter_map(|task| task.stimulus) {
        if !stimuli.iter().any(|known| known.code == stimulus.code) {
            stimuli.push(stimulus);
        }
    }
    let number = |task: &Task<'_>| {
        let code = &task.stimulus?.code;
        (1..)
            .zip(&stimuli)
            .find(|(_, stimulus)| stimulus.code == *code)
            .map(|(number, _)| number)
    };
    Ok(CandidateCopy {
        label: form.label.clone(),
        language: language.clone(),
        subject: form.subject.clone(),
        max_score: form.max_score,
        duration_min: form.duration_min,
        sections: form.sections.clone(),
        tasks: tasks
            .iter()
            .map(|task| candidate_task(task, number(task)))
            .collect(),
        stimuli: (1..)
            .zip(&stimuli)
            .map(|(n, s)| CandidateStimulus {
                file: material.files.get(&s.code).cloned(),
                ..candidate_stimulus(n, s, plays(&tasks, s), language)
            })
            .collect(),
    })
}

/// How often a recording is played: what the form says, else what the recording allows.
fn plays(tasks: &[Task<'_>], stimulus: &StimulusDocument) -> Option<u32> {
    if shows_text(stimulus.kind) {
        return None;
    }
    let of_it = |task: &&Task<'_>| task.stimulus.is_some_and(|s| s.code == stimulus.code);
    let asked = tasks
        .iter()
        .filter(of_it)
        .filter_map(|task| task.position.plays);
    asked.min().or(stimulus.plays)
}

fn candidate_stimulus(
    number: u32,
    stimulus: &StimulusDocument,
    plays: Option<u32>,
    language: &Language,
) -> CandidateStimulus {
    let texts = stimulus.texts.get(language);
    CandidateStimulus {
        number,
        kind: stimulus.kind,
        title: texts.and_then(|texts| texts.title.clone()),
        body: texts
            .filter(|_| shows_text(stimulus.kind))
            .map(|texts| texts.body.clone()),
        seconds: stimulus.seconds,
        plays,
        file: None,
    }
}

fn candidate_task(task: &Task<'_>, stimulus: Option<u32>) -> CandidateTask {
    let part = |part: &Part| {
        let texts = task.texts.parts.get(&part.id);
        let order = task.position.order.get(&part.id);
        candidate_part(part, task.content.part_type(part), texts, order)
    };
    CandidateTask {
        position: task.position.position,
        section: task.position.section.clone(),
        points: task.position.points,
        stimulus,
        stem: task.texts.stem.clone(),
        parts: task.content.parts.iter().map(part).collect(),
        rich: task.texts.open_rich(),
        recordings: task.texts.open_recordings(),
    }
}

fn candidate_part(
    part: &Part,
    part_type: ItemType,
    texts: Option<&PartTexts>,
    order: Option<&PartOrder>,
) -> CandidatePart {
    let options = order.map_or(&part.options, |order| &order.options);
    let targets = order.map_or(&part.targets, |order| &order.targets);
    let option = |id: &String| CandidateOption {
        id: id.clone(),
        text: texts
            .and_then(|texts| texts.options.get(id))
            .cloned()
            .unwrap_or_default(),
    };
    let target = |id: &String| CandidateOption {
        id: id.clone(),
        text: texts
            .and_then(|texts| texts.targets.get(id))
            .cloned()
            .unwrap_or_default(),
    };
    CandidatePart {
        id: part.id.clone(),
        part_type,
        points: part.points,
        prompt: texts.and_then(|texts| texts.prompt.clone()),
        options: options.iter().map(option).collect(),
        targets: targets.iter().map(target).collect(),
        max_chosen: part.max_chosen,
    }
}
