//! An item version as it is shown: with keys to those who may read them, without to everybody else.
//!
//! What is shown without keys is a type of its own that names every field that stays; a new field of
//! the content is hidden until somebody decides otherwise.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Answer;
use crate::bank::content::{ItemContent, Part};
use crate::bank::phase::Phase;
use crate::bank::texts::{ItemTexts, PartTexts, Recording, RichText};
use crate::bank::{Access, Difficulty, ItemType, Language, Minutes, Points, Purpose, Thinking};
use crate::language::finding::Finding;
use crate::service::Refusal;
use crate::store::items::FoundVersion;
use crate::store::{StoreError, failure};

/// An item version.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemView {
    /// UUID of the item.
    pub id: String,
    /// Human code, unique in the organisation.
    pub code: String,
    /// Organisation it belongs to.
    pub owner_org: String,
    /// Version, from 1.
    pub number: i32,
    /// Phase of the version's life.
    pub phase: Phase,
    /// Workflow state, for people (`returned`, `superseded`).
    pub state: String,
    /// True for the newest version of the item.
    pub latest: bool,
    /// True once content, texts and tags can no longer change.
    pub sealed: bool,
    /// Row revision; `number-revision` is the entity tag.
    pub revision: i32,
    /// User who wrote the version; absent where a blind review hides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author_id: Option<String>,
    /// When the version was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The language the item was written in first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_language: Option<Language>,
    /// Revision and state of each language.
    pub variants: BTreeMap<Language, VariantHead>,
    /// True when keys, mark schemes, hints and explanations are shown.
    pub keys_shown: bool,
    /// Structure, points, tags; keys and mark schemes where they are shown.
    pub content: ShownContent,
    /// Language → texts.
    pub texts: BTreeMap<Language, ShownTexts>,
    /// What somebody should look at; on writing only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

impl ItemView {
    /// The same for a reviewer who is not to know who wrote it.
    pub(super) fn without_author(mut self) -> Self {
        self.author_id = None;
        match &mut self.content {
            ShownContent::Open(content) => content.author = None,
            ShownContent::Full(content) => content.author = None,
        }
        self
    }

    /// The entity tag that `If-Match` has to name.
    pub fn tag(&self) -> String {
        tag(self.number, self.revision)
    }
}

/// The entity tag of a version.
pub(super) fn tag(number: i32, revision: i32) -> String {
    format!("{number}-{revision}")
}

/// Revision and state of one language.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct VariantHead {
    /// Revision of the texts, from 1.
    pub revision: i32,
    /// `current`, or `stale` when the source language moved on.
    pub state: String,
}

/// Content with or without keys.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ShownContent {
    /// Without.
    Open(Box<OpenContent>),
    /// With.
    Full(Box<ItemContent>),
}

/// Texts with or without what gives answers away.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ShownTexts {
    /// Without.
    Open(OpenTexts),
    /// With.
    Full(ItemTexts),
}

/// The content of an item without keys and mark schemes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenContent {
    /// Task type.
    #[serde(rename = "type")]
    pub item_type: ItemType,
    /// Purpose.
    pub purpose: Purpose,
    /// Subject code.
    pub subject: String,
    /// Lowest grade.
    pub grade_min: u8,
    /// Highest grade.
    pub grade_max: u8,
    /// Term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u8>,
    /// Unit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// Codes of the objectives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Codes of the criteria.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// Difficulty level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// Thinking level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<Thinking>,
    /// Functional-literacy domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literacy: Option<String>,
    /// Language skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Functional-literacy context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literacy_context: Option<String>,
    /// Language objectives of a subject taught through another language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub language_objectives: Vec<String>,
    /// Exam assessment objectives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assessment_objectives: Vec<String>,
    /// Free tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Points of the whole item.
    pub points: Points,
    /// Planned working time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Parts, without keys.
    pub parts: Vec<OpenPart>,
    /// Stimulus code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus: Option<String>,
    /// Clone family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Access class.
    pub access: Access,
    /// Attribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// A part without its key, mark scheme and coded values.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenPart {
    /// Part id.
    pub id: String,
    /// Type where it differs from the item's.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub part_type: Option<ItemType>,
    /// Points.
    pub points: Points,
    /// Option ids; of a task to put in order by id, because the author's order may be the key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Right element ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
    /// At most this many options may be chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_chosen: Option<u32>,
}

/// The texts of an item without hints, explanations and what markers read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenTexts {
    /// The task.
    pub stem: String,
    /// Part id → its texts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, OpenPartTexts>,
    /// JSON pointer of a text → its form with formulas, pictures and tables.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rich: BTreeMap<String, RichText>,
    /// Recordings, without their transcripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recordings: Vec<Recording>,
}

/// The texts of a part without accepted answers, rationales, descriptors and samples.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenPartTexts {
    /// What the part asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// Option id → text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// Right element id → text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<String, String>,
}

/// Makes the view of a version.
pub(super) fn view(
    found: FoundVersion,
    with_keys: bool,
    findings: Vec<Finding>,
) -> Answer<ItemView> {
    let content: ItemContent = failure::read_json(&found.version.content)?;
    let mut texts = BTreeMap::new();
    let mut variants = BTreeMap::new();
    let mut source_language = None;
    for row in found.variants {
        let language = language_of(&row.language)?;
        let of_language: ItemTexts = failure::read_json(&row.texts)?;
        let shown = if with_keys {
            ShownTexts::Full(of_language)
        } else {
            ShownTexts::Open(without_answers(of_language))
        };
        texts.insert(language.clone(), shown);
        let head = VariantHead {
            revision: row.revision,
            state: row.state,
        };
        variants.insert(language, head);
        source_language = Some(language_of(&row.source_language)?);
    }
    let version = found.version;
    Ok(ItemView {
        id: found.item.id,
        code: found.item.code,
        owner_org: found.item.owner_org,
        number: version.number,
        phase: phase_of(&version.phase)?,
        state: version.state,
        latest: version.latest,
        sealed: version.sealed,
        revision: version.revision,
        author_id: Some(version.created_by),
        created_at: version.created_at.and_utc(),
        updated_at: version.updated_at.and_utc(),
        source_language,
        variants,
        keys_shown: with_keys,
        content: if with_keys {
            ShownContent::Full(Box::new(content))
        } else {
            ShownContent::Open(Box::new(without_keys(content)))
        },
        texts,
        findings,
    })
}

/// The phase of a row.
pub(super) fn phase_of(text: &str) -> Answer<Phase> {
    text.parse().map_err(corrupt)
}

/// The language of a row.
pub(super) fn language_of(text: &str) -> Answer<Language> {
    text.parse().map_err(corrupt)
}

fn corrupt(why: String) -> Refusal {
    StoreError::Corrupt(why).into()
}

/// Content without keys and mark schemes.
pub(super) fn without_keys(content: ItemContent) -> OpenContent {
    let item_type = content.item_type;
    OpenContent {
        item_type,
        purpose: content.purpose,
        subject: content.subject,
        grade_min: content.grade_min,
        grade_max: content.grade_max,
        term: content.term,
        unit: content.unit,
        programme: content.programme,
        objectives: content.objectives,
        criteria: content.criteria,
        difficulty: content.difficulty,
        thinking: content.thinking,
        literacy: content.literacy,
        skill: content.skill,
        language_objectives: content.language_objectives,
        literacy_context: content.literacy_context,
        assessment_objectives: content.assessment_objectives,
        tags: content.tags,
        points: content.points,
        minutes: content.minutes,
        parts: content
            .parts
            .into_iter()
            .map(|p| part_without_key(p, item_type))
            .collect(),
        stimulus: content.stimulus,
        family: content.family,
        access: content.access,
        author: content.author,
        source: content.source,
        licence: content.licence,
    }
}

fn part_without_key(part: Part, item_type: ItemType) -> OpenPart {
    let (mut options, mut targets) = (part.options, part.targets);
    match part.part_type.unwrap_or(item_type) {
        ItemType::Order => options.sort(),
        ItemType::Match => targets.sort(),
        _ => {}
    }
    OpenPart {
        id: part.id,
        part_type: part.part_type,
        points: part.points,
        options,
        targets,
        max_chosen: part.max_chosen,
    }
}

/// Texts without what gives answers away.
pub(super) fn without_answers(texts: ItemTexts) -> OpenTexts {
    let open = |part: PartTexts| OpenPartTexts {
        prompt: part.prompt,
        options: part.options,
        targets: part.targets,
    };
    OpenTexts {
        rich: texts.open_rich(),
        recordings: texts.open_recordings(),
        stem: texts.stem,
        parts: texts
            .parts
            .into_iter()
            .map(|(id, part)| (id, open(part)))
            .collect(),
    }
}
