//! A person accepts a proposal, which opens a draft with the new codes, or rejects it.

use serde_json::json;

use super::{
    AcceptProposal, AcceptedProposal, ItemProposal, RejectProposal, as_decided, concerns,
    read_mapping,
};
use crate::bank::content::ItemContent;
use crate::curriculum::CurriculumIndex;
use crate::curriculum::objective_mapping::{
    MappingProposal, ObjectiveMappingDocument, decided, proposal,
};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::service::curricula::curriculum_index;
use crate::service::item_drafts::{document_of, refuse_wrong_draft};
use crate::service::item_sight::visible;
use crate::service::items::{open_next_version, shown};
use crate::service::{Answer, Call, Refusal, Services, Unit};
use crate::store::items::FoundVersion;
use crate::store::objective_mappings::{self as rows, DecisionRow};
use crate::store::{StoreError, failure};

/// Opens a new draft of the item with the new codes.
pub fn accept_objective_proposal(
    services: &Services,
    call: &Call,
    mapping: &str,
    item: &str,
    input: &AcceptProposal,
) -> Answer<AcceptedProposal> {
    services.write(call, "accept_objective_proposal", |unit| {
        let (document, found, proposal) = opened(unit, mapping, item, input.number)?;
        if !proposal.has_target() {
            let finding = Finding::error("mapping_without_target", "");
            let finding = finding.with("objectives", proposal.without_target.join(", "));
            return Err(Refusal::conflict(finding));
        }
        if matches!(found.version.phase.as_str(), "draft" | "review") {
            let finding = Finding::error("version_open", "").with("number", found.version.number);
            return Err(Refusal::conflict(
                finding.with("phase", found.version.phase.as_str()),
            ));
        }
        let objectives =
            decided(&proposal, input.objectives.as_deref()).map_err(Refusal::Invalid)?;
        let index = curriculum_index(services, unit.c)?;
        let mut moved = document_of(&found)?;
        let removed = move_content(&mut moved.content, &document, &objectives, &index);
        let owner = &found.item.owner_org;
        let findings = refuse_wrong_draft(services, unit.c, call, owner, &moved)?;
        let number = open_next_version(unit, &found, &moved, &call.actor.user_id)?;
        let row = DecisionRow {
            objectives_after: failure::write_json(&objectives),
            new_number: number,
            ..decision(unit, mapping, &found, &proposal, "accepted")
        };
        keep(unit, &found, row)?;
        Ok(AcceptedProposal {
            item: shown(unit, item, number, findings)?,
            without_target: proposal.without_target,
            criteria_removed: removed.0,
            unit_removed: removed.1,
        })
    })
}

/// Keeps that the tags of this version stay as they are.
pub fn reject_objective_proposal(
    services: &Services,
    call: &Call,
    mapping: &str,
    item: &str,
    input: &RejectProposal,
) -> Answer<ItemProposal> {
    services.write(call, "reject_objective_proposal", |unit| {
        let (_, found, proposal) = opened(unit, mapping, item, input.number)?;
        let row = DecisionRow {
            reason: input.reason.clone(),
            ..decision(unit, mapping, &found, &proposal, "rejected")
        };
        keep(unit, &found, row.clone())?;
        as_decided(&found.item.code, row)
    })
}

/// The mapping, the newest version of the item and what the one says of the other.
fn opened(
    unit: &mut Unit<'_>,
    mapping: &str,
    item: &str,
    number: i32,
) -> Answer<(ObjectiveMappingDocument, FoundVersion, MappingProposal)> {
    let call = unit.call;
    let found = visible(unit.c, call, item, None)?;
    let object = Object::of(&found.owner_path).subject(&found.version.subject);
    call.require(Permission::WriteItems, &object)?;
    let document = read_mapping(unit.c, mapping)?;
    if found.version.number != number {
        let finding = Finding::error("mapping_version_moved", "/number");
        let finding = finding.with("number", number);
        return Err(Refusal::conflict(
            finding.with("newest", found.version.number),
        ));
    }
    let content: ItemContent = failure::read_json(&found.version.content)?;
    if !concerns(&document, &content) {
        let finding = Finding::error("mapping_not_concerned", "");
        let finding = finding.with("code", found.item.code.as_str());
        return Err(Refusal::conflict(
            finding.with("programme", document.from.as_str()),
        ));
    }
    let proposal = proposal(&document, &content.objectives);
    Ok((document, found, proposal))
}

/// Programme and objectives of the new version; gives the criteria and the unit that have no place there.
fn move_content(
    content: &mut ItemContent,
    mapping: &ObjectiveMappingDocument,
    objectives: &[String],
    index: &CurriculumIndex,
) -> (Vec<String>, Option<String>) {
    let programme = Some(mapping.to.as_str());
    content.programme = Some(mapping.to.clone());
    content.objectives = objectives.to_vec();
    let fits = |code: &String| {
        let criterion = index.criterion(programme, &mapping.subject, code);
        criterion.is_some_and(|c| c.objectives.iter().any(|code| objectives.contains(code)))
    };
    let (kept, removed): (Vec<String>, Vec<String>) = std::mem::take(&mut content.criteria)
        .into_iter()
        .partition(fits);
    content.criteria = kept;
    let mut grades = content.grade_min..=content.grade_max;
    let subject = &mapping.subject;
    let unit = content.unit.take();
    let is_known = unit.as_ref().is_some_and(|unit| {
        grades.any(|grade| index.unit(programme, subject, grade, unit).is_some())
    });
    match is_known {
        true => {
            content.unit = unit;
            (removed, None)
        }
        false => (removed, unit),
    }
}

fn decision(
    unit: &Unit<'_>,
    mapping: &str,
    found: &FoundVersion,
    proposal: &MappingProposal,
    word: &str,
) -> DecisionRow {
    DecisionRow {
        mapping_id: mapping.to_owned(),
        item_id: found.item.id.clone(),
        number: found.version.number,
        decision: word.to_owned(),
        objectives_before: failure::write_json(&proposal.from),
        objectives_after: "[]".to_owned(),
        reason: String::new(),
        new_number: 0,
        decided_by: unit.call.actor.user_id.clone(),
        decided_at: unit.now,
    }
}

fn keep(unit: &mut Unit<'_>, found: &FoundVersion, row: DecisionRow) -> Answer<()> {
    let twice = |_| {
        let finding = Finding::error("mapping_decided", "/number");
        Refusal::conflict(finding.with("number", row.number))
    };
    match rows::insert(unit.c, &row) {
        Err(error @ StoreError::Unique(_)) => return Err(twice(error)),
        other => other?,
    }
    let object = format!("{}/{}", row.item_id, row.number);
    let detail =
        json!({"mapping": row.mapping_id, "decision": row.decision, "new_number": row.new_number});
    unit.audit(&found.item.owner_org, "item_version", &object, detail)
}
