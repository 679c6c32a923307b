//! What is known of an item when somebody wants to do something to it. The caller reads it; nothing here
//! asks a database or a clock.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use super::super::content::ItemContent;
use super::super::review::attempt::AttemptNumber;
use super::super::review::verdict::GivenVerdict;
use super::super::{Access, ItemType, Language, Purpose};
use super::document::{Check, ItemKind, Selector, WorkflowDocument};
use crate::language::text_enum;

/// What of an item decides its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    /// Purpose.
    pub purpose: Purpose,
    /// Types of the item and of its parts.
    pub types: Vec<ItemType>,
    /// Access class.
    pub access: Access,
    /// Tags.
    pub tags: Vec<String>,
    /// Kinds of assessment it is written for: those of the specifications it was assigned for.
    pub assessments: Vec<String>,
}

impl ItemFacts {
    /// The facts of a content.
    pub fn of(content: &ItemContent, assessments: Vec<String>) -> Self {
        let mut types = vec![content.item_type];
        types.extend(content.parts.iter().map(|part| content.part_type(part)));
        types.sort_unstable();
        types.dedup();
        Self {
            purpose: content.purpose,
            types,
            access: content.access,
            tags: content.tags.clone(),
            assessments,
        }
    }
}

impl Selector {
    /// True when everything named fits the item.
    pub fn fits(&self, item: &ItemFacts) -> bool {
        let any = |wanted: &[String], have: &[String]| {
            wanted.is_empty() || wanted.iter().any(|one| have.contains(one))
        };
        any(&self.assessments, &item.assessments)
            && any(&self.tags, &item.tags)
            && (self.purposes.is_empty() || self.purposes.contains(&item.purpose))
            && (self.access.is_empty() || self.access.contains(&item.access))
            && (self.types.is_empty() || item.types.iter().any(|t| self.types.contains(t)))
    }
}

impl WorkflowDocument {
    /// The kind of an item: the first that fits. A checked workflow has one for every item.
    pub fn kind_of(&self, item: &ItemFacts) -> Option<&ItemKind> {
        let fits =
            |kind: &&ItemKind| kind.when.is_empty() || kind.when.iter().any(|s| s.fits(item));
        self.kinds.iter().find(fits)
    }
}

/// Everything that requirements ask about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// True when the actor wrote in this version, or in the returned one it continues.
    pub actor_wrote: bool,
    /// The attempt at hand; none before the first submission.
    pub attempt: Option<AttemptNumber>,
    /// Number of the returned version that this one equals in every field.
    pub unchanged_since: Option<i32>,
    /// Checks that were run over this very content; one that is absent was not.
    pub checks: Vec<CheckRun>,
    /// Verdicts, of this and of earlier attempts.
    pub verdicts: Vec<GivenVerdict>,
    /// Blocking comments that are neither resolved nor waived.
    pub blocking_comments: u32,
    /// Recorded pilot rounds of this version, oldest first.
    pub pilots: Vec<PilotRound>,
    /// Language variants.
    pub variants: Vec<VariantFact>,
    /// True when the caller gives a reason.
    pub reason_given: bool,
}

/// What a check found in this content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckRun {
    /// The check.
    pub check: Check,
    /// Findings that block and are not waived.
    pub blocking: u32,
    /// Findings that would block and are waived with a reason.
    pub waived: u32,
}

/// A pilot round as it was recorded. The numbers are imported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PilotRound {
    /// Number of the round.
    #[schemars(range(min = 1, max = 9))]
    pub round: u8,
    /// Day.
    pub date: NaiveDate,
    /// Candidates who had the item.
    #[schemars(range(min = 1))]
    pub n: u32,
    /// Share of points reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    pub p: Option<f64>,
    /// Correlation with the rest of the test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1, max = 1))]
    pub rit: Option<f64>,
    /// What was decided.
    pub decision: PilotDecision,
    /// Who decided: a user.
    pub decided_by: String,
}

text_enum! {
    /// What a data review decides about an item after a round.
    PilotDecision {
        /// It goes on.
        Pass = "pass",
        /// It is tried again as it is.
        Repeat = "repeat",
        /// It is revised.
        Revise = "revise",
        /// It is refused.
        Reject = "reject",
    }
}

/// A language variant of the version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VariantFact {
    /// Language.
    pub language: Language,
    /// True when it is approved.
    pub approved: bool,
    /// True when its source moved since.
    pub stale: bool,
}
