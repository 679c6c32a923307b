//! What assembly needs of one item version, and nothing else of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::attribute::{Attribute, FreeAttributes};
pub use super::information::ItemParameters;
pub use super::past::PastUse;

use crate::bank::content::{ItemContent, Part};
use crate::bank::phase::Phase;
use crate::bank::texts::{ItemTexts, StimulusDocument};
use crate::bank::{
    Access, Difficulty, ItemType, Language, Minutes, PartialRule, Points, Purpose, SchemeKind,
    StimulusKind, Thinking,
};
use crate::specification::school_term::SchoolTerm;

/// One item version as assembly sees it. A snapshot is a list of these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Human code of the item.
    pub code: String,
    /// Version number of the item.
    pub version: u32,
    /// Task type.
    pub item_type: ItemType,
    /// Subject code.
    pub subject: String,
    /// Lowest grade.
    pub grade_min: u8,
    /// Highest grade.
    pub grade_max: u8,
    /// Term, where the item belongs to one (kept for conditions to come; no row asks for it).
    #[serde(default)]
    pub term: Option<u8>,
    /// Unit code.
    #[serde(default)]
    pub unit: Option<String>,
    /// Objective codes.
    #[serde(default)]
    pub objectives: Vec<String>,
    /// Thinking level.
    #[serde(default)]
    pub thinking: Option<Thinking>,
    /// Difficulty level.
    #[serde(default)]
    pub difficulty: Option<Difficulty>,
    /// Functional-literacy domain.
    #[serde(default)]
    pub literacy: Option<String>,
    /// Language skill.
    #[serde(default)]
    pub skill: Option<String>,
    /// Functional-literacy context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literacy_context: Option<String>,
    /// Language objectives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub language_objectives: Vec<String>,
    /// Lessons it belongs to: its tags `lesson:CODE`, without the prefix.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessons: Vec<String>,
    /// True when the key alone scores every part.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub auto_scored: bool,
    /// Greatest sum of coded values of a questionnaire item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coded_max: Option<Points>,
    /// What helps a pupil with it.
    #[serde(default, skip_serializing_if = "Help::is_none")]
    pub help: Help,
    /// Points of the item.
    pub points: Points,
    /// Planned minutes; unknown when absent.
    #[serde(default)]
    pub minutes: Option<Minutes>,
    /// Number of options, where all parts that list options list equally many.
    #[serde(default)]
    pub option_count: Option<u32>,
    /// Largest number of keyed options of a part.
    #[serde(default)]
    pub correct_count: u32,
    /// Place of the key in author's order, from 1: one-part MCQ and TF items only.
    #[serde(default)]
    pub key_position: Option<u32>,
    /// Kind of the mark scheme, where all parts have the same.
    #[serde(default)]
    pub scheme_kind: Option<SchemeKind>,
    /// Partial-credit rules of the parts with a key scheme, each once.
    #[serde(default)]
    pub rules: Vec<PartialRule>,
    /// Different points of its descriptors.
    #[serde(default)]
    pub descriptor_points: Vec<Points>,
    /// The stimulus it hangs on.
    #[serde(default)]
    pub stimulus: Option<StimulusFacts>,
    /// Clone family.
    #[serde(default)]
    pub family: Option<String>,
    /// Ids of its enemy groups.
    #[serde(default)]
    pub enemies: Vec<String>,
    /// Phase of the version.
    pub phase: Phase,
    /// Access class.
    pub access: Access,
    /// Summative, formative or both.
    pub purpose: Purpose,
    /// Languages whose variant may be used.
    pub languages: Vec<Language>,
    /// Empirical difficulty, where a statistic with n exists.
    #[serde(default)]
    pub p: Option<ItemP>,
    /// What it has been through.
    #[serde(default, skip_serializing_if = "Evidence::is_none")]
    pub evidence: Evidence,
    /// Terms whose locked forms it stands in, ascending; told where the specification asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<SchoolTerm>,
    /// How often it was used, and whether those have met it whom the forms are for; told where the
    /// specification or the request asks.
    #[serde(default, skip_serializing_if = "PastUse::is_none")]
    pub past: PastUse,
    /// Parameters of response models, one set for each scale; told where the specification asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<ItemParameters>,
    /// What a pool brings beside all this, for rules to speak of.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: FreeAttributes,
}

/// What statistics say of how a version was tried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Different administrations with statistics.
    pub rounds: u32,
    /// Candidates of the largest of them.
    pub n: u64,
}

impl Evidence {
    /// True when it was never tried out.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Languages in which an item brings a hint or a worked solution; told where the specification asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Help {
    /// Languages with a hint.
    pub hints: Vec<Language>,
    /// Languages with a worked solution.
    pub explanations: Vec<Language>,
}

impl Help {
    /// True when there is none.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// What the texts of an item bring.
    pub fn of<'a>(texts: impl Iterator<Item = (&'a Language, &'a ItemTexts)>) -> Self {
        let said = |text: &Option<String>| text.as_ref().is_some_and(|t| !t.trim().is_empty());
        let mut help = Self::default();
        for (language, texts) in texts {
            if said(&texts.hint) {
                help.hints.push(language.clone());
            }
            if said(&texts.explanation) {
                help.explanations.push(language.clone());
            }
        }
        help
    }
}

/// Share of right answers and how many candidates it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemP {
    /// p, 0–1.
    pub value: f64,
    /// Number of candidates, above 0.
    pub n: u64,
}

/// What assembly needs of a stimulus.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StimulusFacts {
    /// Human code.
    pub code: String,
    /// What carries it.
    pub kind: StimulusKind,
    /// Words by language.
    #[serde(default)]
    pub words: BTreeMap<Language, u32>,
    /// Length of a recording.
    #[serde(default)]
    pub seconds: Option<u32>,
    /// How often a recording may be played; as often as one likes when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plays: Option<u32>,
    /// What a pool brings beside all this; the same with every item of the stimulus.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: FreeAttributes,
}

impl StimulusFacts {
    /// The facts of a stimulus document; words are counted between white space.
    pub fn of(document: &StimulusDocument) -> Self {
        let count = |body: &str| u32::try_from(body.split_whitespace().count()).unwrap_or(u32::MAX);
        let words = |(language, texts): (&Language, &crate::bank::texts::StimulusTexts)| {
            (language.clone(), count(&texts.body))
        };
        Self {
            code: document.code.clone(),
            kind: document.kind,
            words: document.texts.iter().map(words).collect(),
            seconds: document.seconds,
            plays: document.plays,
            attributes: FreeAttributes::new(),
        }
    }
}

/// What stands around a version's content and is not part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Surroundings {
    /// Phase of the version.
    pub phase: Phase,
    /// Languages whose variant may be used.
    pub languages: Vec<Language>,
    /// The stimulus the content names.
    pub stimulus: Option<StimulusFacts>,
    /// Ids of enemy groups.
    pub enemies: Vec<String>,
    /// Empirical difficulty.
    pub p: Option<ItemP>,
    /// What helps a pupil with it.
    pub help: Help,
    /// What it has been through.
    pub evidence: Evidence,
    /// Terms whose locked forms it stands in, ascending.
    pub used: Vec<SchoolTerm>,
    /// How often it was used.
    pub past: PastUse,
    /// Parameters of response models.
    pub parameters: Vec<ItemParameters>,
}

impl Candidate {
    /// Code of the stimulus it hangs on.
    pub fn stimulus_code(&self) -> Option<&str> {
        self.stimulus
            .as_ref()
            .map(|stimulus| stimulus.code.as_str())
    }

    /// What assembly needs of a version's content and its surroundings.
    pub fn from_content(
        code: &str,
        version: u32,
        content: &ItemContent,
        around: Surroundings,
    ) -> Self {
        Self {
            code: code.to_owned(),
            version,
            item_type: content.item_type,
            subject: content.subject.clone(),
            grade_min: content.grade_min,
            grade_max: content.grade_max,
            term: content.term,
            unit: content.unit.clone(),
            objectives: content.objectives.clone(),
            thinking: content.thinking,
            difficulty: content.difficulty,
            literacy: content.literacy.clone(),
            skill: content.skill.clone(),
            literacy_context: content.literacy_context.clone(),
            language_objectives: content.language_objectives.clone(),
            lessons: lessons(content),
            auto_scored: auto_scored(content),
            coded_max: coded_max(content),
            help: around.help,
            points: content.points,
            minutes: content.minutes,
            option_count: same(
                content.parts.iter().filter(|p| !p.options.is_empty()),
                |part| u32::try_from(part.options.len()).unwrap_or(u32::MAX),
            ),
            correct_count: content.parts.iter().map(correct_count).max().unwrap_or(0),
            key_position: key_position(content),
            scheme_kind: same(content.parts.iter(), |part| part.scheme.kind),
            rules: rules(content),
            descriptor_points: descriptor_points(content),
            stimulus: around.stimulus,
            family: content.family.clone(),
            enemies: around.enemies,
            phase: around.phase,
            access: content.access,
            purpose: content.purpose,
            languages: around.languages,
            p: around.p,
            evidence: around.evidence,
            used: around.used,
            past: around.past,
            parameters: around.parameters,
            attributes: FreeAttributes::new(),
        }
    }
}

/// Prefix of the tags that name a lesson.
pub const LESSON_TAG: &str = "lesson:";

fn lessons(content: &ItemContent) -> Vec<String> {
    let tags = content.tags.iter();
    tags.filter_map(|tag| tag.strip_prefix(LESSON_TAG))
        .map(str::to_owned)
        .collect()
}

fn auto_scored(content: &ItemContent) -> bool {
    content
        .parts
        .iter()
        .all(|part| content.part_type(part).is_closed() && part.scheme.kind == SchemeKind::Key)
}

/// The greatest value of each part, added up; none where no part has values.
fn coded_max(content: &ItemContent) -> Option<Points> {
    let parts = content.parts.iter();
    let greatest = parts.filter_map(|part| part.values.iter().map(|v| i64::from(v.value)).max());
    let greatest: Vec<i64> = greatest.collect();
    (!greatest.is_empty()).then(|| Points::whole(greatest.iter().sum()))
}

/// The one value that all parts have; none when they differ or there are none.
fn same<'a, T: PartialEq>(
    mut parts: impl Iterator<Item = &'a Part>,
    value: impl Fn(&Part) -> T,
) -> Option<T> {
    let first = value(parts.next()?);
    parts.all(|part| value(part) == first).then_some(first)
}

fn correct_count(part: &Part) -> u32 {
    u32::try_from(part.key.correct.len()).unwrap_or(u32::MAX)
}

fn key_position(content: &ItemContent) -> Option<u32> {
    let [part] = content.parts.as_slice() else {
        return None;
    };
    let single = matches!(content.part_type(part), ItemType::Mcq | ItemType::Tf);
    let [key] = part.key.correct.as_slice() else {
        return None;
    };
    let index = part
        .options
        .iter()
        .position(|option| option == key)
        .filter(|_| single)?;
    u32::try_from(index + 1).ok()
}

fn rules(content: &ItemContent) -> Vec<PartialRule> {
    let keyed = content
        .parts
        .iter()
        .filter(|part| part.scheme.kind == SchemeKind::Key);
    let mut rules: Vec<PartialRule> = keyed.map(|part| part.scheme.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

fn descriptor_points(content: &ItemContent) -> Vec<Points> {
    let descriptors = content
        .parts
        .iter()
        .flat_map(|part| &part.scheme.descriptors);
    let mut points: Vec<Points> = descriptors.map(|descriptor| descriptor.points).collect();
    points.sort_unstable();
    points.dedup();
    points
}
