//! What a form is. A locked form never changes; it names everything it rests on by version.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::order::PartOrder;
use crate::bank::{Language, Minutes, Points};

/// A form with its pinned positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormDocument {
    /// Code of the specification.
    pub specification: String,
    /// Version of the specification.
    pub specification_version: u32,
    /// Component id (`test` for a test).
    pub component: String,
    /// Label among its parallel forms (`A`).
    pub label: String,
    /// Subject code.
    pub subject: String,
    /// Languages the form exists in.
    pub languages: Vec<Language>,
    /// Greatest score.
    pub max_score: Points,
    /// Working time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_min: Option<Minutes>,
    /// Sections in order.
    pub sections: Vec<FormSection>,
    /// Tasks in order.
    pub positions: Vec<PinnedPosition>,
    /// Fingerprint of the assembly: the same tasks in the same order have the same one.
    pub fingerprint: String,
}

/// A section as candidates see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormSection {
    /// Section id.
    pub id: String,
    /// Minutes of the section.
    pub minutes: Minutes,
    /// Points of the section.
    pub score: Points,
    /// True when it has a sitting of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub separate_sitting: bool,
}

/// One task, pinned to a version and to the revisions of its texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PinnedPosition {
    /// Number from 1.
    #[schemars(range(min = 1))]
    pub position: u32,
    /// Row id of the specification.
    pub row: String,
    /// Section id.
    pub section: String,
    /// Item code.
    pub item: String,
    /// Version number of the item.
    pub version: u32,
    /// Revision of the variant by language.
    pub revisions: BTreeMap<Language, u32>,
    /// Points.
    pub points: Points,
    /// True for a task in pilot: it is marked, but its points never count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unscored: bool,
    /// How often the specification has the recording of this task played; where it says nothing,
    /// what the recording allows holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plays: Option<u32>,
    /// Part id → order in which its options are shown; author's order where a part is absent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub order: BTreeMap<String, PartOrder>,
}
