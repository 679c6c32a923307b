//! What a marker needs of a sitting's form: descriptors, bands, sample and accepted answers. Keys of
//! closed tasks, hints, explanations and statistics have no place here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::keys_day::refuse_early_guide;
use super::sitting_access::{form_of, sitting_for};
use super::sitting_form::SittingForm;
use super::{Answer, Call, Services};
use crate::bank::content::Part;
use crate::bank::texts::PartTexts;
use crate::bank::{ItemType, Language, Points, SchemeKind};
use crate::form::material::PinnedItem;
use crate::identity::Permission;
use crate::store::StoreError;

/// The marking guide of a sitting.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MarkingGuide {
    /// The sitting.
    pub sitting_id: String,
    /// Language.
    pub language: String,
    /// Tasks in order.
    pub tasks: Vec<GuideTask>,
}

/// One task.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GuideTask {
    /// Position in the form.
    pub position: u32,
    /// Notes for markers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking_notes: Option<String>,
    /// Its parts.
    pub parts: Vec<GuidePart>,
}

/// One part of a task.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GuidePart {
    /// Part id.
    pub part: String,
    /// Task type.
    #[serde(rename = "type")]
    pub item_type: ItemType,
    /// Points.
    pub points: Points,
    /// How points are given.
    pub scheme: SchemeKind,
    /// A person marks it; the key marks the others.
    pub by_marker: bool,
    /// Descriptors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptors: Vec<GuideDescriptor>,
    /// Bands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<GuideBand>,
    /// Accepted short answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<String>,
    /// A sample of a full answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample_answer: Option<String>,
}

/// A descriptor with its text.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GuideDescriptor {
    /// Id, as marks name it.
    pub id: String,
    /// Greatest points.
    pub points: Points,
    /// What the candidate does.
    pub text: String,
    /// Criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
}

/// A band with its text.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GuideBand {
    /// Id.
    pub id: String,
    /// Lowest points.
    pub min: Points,
    /// Highest points.
    pub max: Points,
    /// What the work looks like.
    pub text: String,
}

/// The marking guide, for those who mark the sitting. That of a secure form is there from its day on.
pub fn read_marking_guide(services: &Services, call: &Call, id: &str) -> Answer<MarkingGuide> {
    services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::WriteMarks)?;
        let (_, form) = form_of(c, &sitting)?;
        refuse_early_guide(services, c, call, &sitting, &form.specification)?;
        let language: Language = sitting.language.parse().map_err(StoreError::Corrupt)?;
        let tasks = form
            .tasks()
            .map(|(at, item)| task(at.position, item, &language))
            .collect();
        Ok(MarkingGuide {
            sitting_id: sitting.id,
            language: sitting.language,
            tasks,
        })
    })
}

pub(super) fn task(position: u32, item: &PinnedItem, language: &Language) -> GuideTask {
    let texts = SittingForm::texts(item, language);
    let parts = item.content.parts.iter();
    GuideTask {
        position,
        marking_notes: texts.and_then(|texts| texts.marking_notes.clone()),
        parts: parts
            .map(|part| {
                let own = texts.and_then(|texts| texts.parts.get(&part.id));
                guide_part(part, item.content.part_type(part), own)
            })
            .collect(),
    }
}

fn guide_part(part: &Part, item_type: ItemType, texts: Option<&PartTexts>) -> GuidePart {
    let none = PartTexts::default();
    let texts = texts.unwrap_or(&none);
    let descriptors = part.scheme.descriptors.iter().map(|d| GuideDescriptor {
        id: d.id.clone(),
        points: d.points,
        text: texts.descriptors.get(&d.id).cloned().unwrap_or_default(),
        criterion: d.criterion.clone(),
    });
    let bands = part.scheme.bands.iter().map(|b| GuideBand {
        id: b.id.clone(),
        min: b.min,
        max: b.max,
        text: texts.bands.get(&b.id).cloned().unwrap_or_default(),
    });
    let own = part.key.accepted.iter().chain(&texts.accepted).cloned();
    let number = part.key.number.iter().map(|key| {
        let unit = key.units.first().map(|unit| format!(" {unit}"));
        format!("{}{}", key.value, unit.unwrap_or_default())
    });
    GuidePart {
        part: part.id.clone(),
        item_type,
        points: part.points,
        scheme: part.scheme.kind,
        by_marker: !item_type.is_closed() || part.scheme.kind == SchemeKind::Banded,
        descriptors: descriptors.collect(),
        bands: bands.collect(),
        accepted: own.chain(number).collect(),
        sample_answer: texts.sample_answer.clone(),
    }
}
