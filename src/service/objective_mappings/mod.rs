//! Tags of items moved from one programme version to another: proposals by a published mapping, each
//! accepted or rejected by a person. Nothing moves by itself.
//!
//! A proposal is not a row: it is what the mapping says of the newest version of an item that still has
//! codes of the old programme. So items written later have theirs, too, and none is out of date. Rows are
//! the decisions.

mod deciding;
mod listing;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item_view::ItemView;
use super::{Answer, Refusal};
use crate::bank::content::ItemContent;
use crate::curriculum::objective_mapping::{MappingProposal, ObjectiveMappingDocument};
use crate::language::text_enum;
use crate::store::objective_mappings::DecisionRow;
use crate::store::{AnyConnection, failure, published_documents};

pub use deciding::{accept_objective_proposal, reject_objective_proposal};
pub use listing::list_objective_proposals;

/// Kind of the published document.
const KIND: &str = "objective_mapping";

text_enum! {
    /// Where a proposal stands.
    ProposalState {
        /// It waits for a person.
        Open = "open",
        /// No objective of the item has a successor: the item needs new tags or has had its day.
        NoTarget = "no_target",
        /// A new version has the new codes.
        Accepted = "accepted",
        /// A person said no.
        Rejected = "rejected",
    }
}

/// What an item's tags would become, or became.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemProposal {
    /// UUID of the item.
    pub item_id: String,
    /// Human code.
    pub code: String,
    /// Version it is about.
    pub number: i32,
    /// Where it stands.
    pub state: ProposalState,
    /// The objectives before and after.
    #[serde(flatten)]
    pub proposal: MappingProposal,
    /// The decision, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<ProposalDecision>,
}

/// What a person decided.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ProposalDecision {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The draft version with the new codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_number: Option<i32>,
}

/// What is accepted.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptProposal {
    /// Version of the item that the proposal was about.
    pub number: i32,
    /// Objectives of the new version, out of those proposed; needed where one became several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objectives: Option<Vec<String>>,
}

/// What is rejected.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RejectProposal {
    /// Version of the item that the proposal was about.
    pub number: i32,
    /// Why.
    #[schemars(length(min = 1, max = 1000))]
    pub reason: String,
}

/// The version that was opened, and what the new programme has no place for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AcceptedProposal {
    /// The new draft.
    pub item: ItemView,
    /// Objectives that found no successor.
    pub without_target: Vec<String>,
    /// Criteria that the new programme does not have for the new objectives; they were taken off.
    pub criteria_removed: Vec<String>,
    /// The unit that the new programme does not have; it was taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_removed: Option<String>,
}

/// An item of the old programme; one that names none is meant where it has a code that the mapping moves.
fn concerns(mapping: &ObjectiveMappingDocument, content: &ItemContent) -> bool {
    let moves = |code: &String| {
        mapping
            .entries
            .iter()
            .any(|entry| entry.from.contains(code))
    };
    content.subject == mapping.subject
        && match &content.programme {
            Some(programme) => *programme == mapping.from && !content.objectives.is_empty(),
            None => content.objectives.iter().any(moves),
        }
}

fn as_decided(code: &str, row: DecisionRow) -> Answer<ItemProposal> {
    let proposal = MappingProposal {
        from: failure::read_json(&row.objectives_before)?,
        to: failure::read_json(&row.objectives_after)?,
        ..MappingProposal::default()
    };
    Ok(ItemProposal {
        code: code.to_owned(),
        number: row.number,
        state: row.decision.parse().map_err(Refusal::Internal)?,
        proposal,
        decision: Some(ProposalDecision {
            by: row.decided_by,
            at: row.decided_at.and_utc(),
            reason: Some(row.reason).filter(|reason| !reason.is_empty()),
            new_number: Some(row.new_number).filter(|number| *number > 0),
        }),
        item_id: row.item_id,
    })
}

fn read_mapping(c: &mut AnyConnection, id: &str) -> Answer<ObjectiveMappingDocument> {
    let row = published_documents::by_id(c, KIND, id)?;
    let row = row.ok_or(Refusal::not_found(KIND))?;
    Ok(failure::read_json(&row.document)?)
}
