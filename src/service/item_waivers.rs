//! Findings that somebody answers for with a reason, and scores of other services.
//!
//! A waiver is kept for good and holds for the finding as it was told, in this version of the item and in
//! later ones. Who may waive the findings of a rule says the policy.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::enemy_groups::seen_of;
use super::item_languages::document_with_proposals;
use super::item_quality::{ExternalSimilarity, check, fingerprint, told, use_of};
use super::item_sight::{audit_version, item_object, visible};
use super::quality_policies::policy_or_refusal;
use super::review::sight::hides_author;
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::Hundredths;
use crate::bank::quality::{QualityPolicy, QualityRule, TaskUse, WaivedBy, Waiver, apply_waivers};
use crate::bank::similarity::verdict::{ExternalScore, check_external};
use crate::identity::Permission;
use crate::language::finding::{Finding, Severity};
use crate::store::audit;
use crate::store::enemy_groups::MemberRow;
use crate::store::failure::{read_json, write_json};
use crate::store::items::FoundVersion;
use crate::store::quality::{self as rows, ExternalRow, WaiverRow};

/// A reason why a finding may stand.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiveFinding {
    /// The finding, by the fingerprint that the quality check and the refusal tell (`finding`).
    #[schemars(length(min = 16, max = 16))]
    pub finding: String,
    /// Why it may stand.
    #[schemars(length(min = 1, max = 2_000))]
    pub reason: String,
    /// Another use than the item's own, for which the finding was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_use: Option<TaskUse>,
}

/// A waiver as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemWaiver {
    /// UUID.
    pub id: String,
    /// Version for which it was given.
    pub number: i32,
    /// What was found.
    pub finding: Finding,
    /// Why it may stand.
    pub reason: String,
    /// Who says so; absent where a blind review hides who writes in the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_by: Option<String>,
    /// When.
    pub given_at: DateTime<Utc>,
}

/// Waives a finding of a version. The same finding again gives the waiver that is there.
pub fn waive_finding(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    input: &WaiveFinding,
) -> Answer<ItemWaiver> {
    services.write(call, "waive_finding", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        require_part(call, &found)?;
        let owner = (found.item.owner_org.as_str(), found.owner_path.as_str());
        let policy = policy_or_refusal(services, unit.c, owner, None)?;
        let before = rows::waivers(unit.c, id, number)?;
        if let Some(row) = before.into_iter().find(|row| row.finding == input.finding) {
            audit_version(unit, &found, number, json!({"unchanged": row.id}))?;
            return shown(unit.c, call, vec![row])?
                .pop()
                .ok_or(Refusal::not_found("waiver"));
        }
        let document = document_with_proposals(unit.c, &found)?;
        let task_use = input.task_use.unwrap_or_else(|| use_of(&document));
        let checked = check(services, unit.c, &found, &document, (&policy, task_use))?;
        let finding = checked
            .left
            .iter()
            .find(|f| fingerprint(f) == input.finding);
        let waiver = finding.and_then(|finding| Waiver::of(finding, input.reason.as_str()));
        let Some(waiver) = waiver else {
            let finding = Finding::error("reference_unknown", "/finding");
            return Err(Refusal::invalid(
                finding.with("value", input.finding.as_str()),
            ));
        };
        require_waiving(unit, &found, &policy, &waiver)?;
        let row = WaiverRow {
            id: unit.new_id(),
            item_id: id.to_owned(),
            number,
            finding: input.finding.clone(),
            code: waiver.code.to_string(),
            pointer: waiver.pointer.clone(),
            args: write_json(&waiver.args),
            reason: waiver.reason.clone(),
            given_by: call.actor.user_id.clone(),
            given_at: unit.now,
        };
        rows::insert_waiver(unit.c, &row)?;
        let detail = json!({"waived": row.code, "pointer": row.pointer, "waiver": row.id});
        audit_version(unit, &found, number, detail)?;
        shown(unit.c, call, vec![row])?
            .pop()
            .ok_or(Refusal::not_found("waiver"))
    })
}

/// Waivers of an item's versions, oldest first: for those who write in it and those who review it.
pub fn list_item_waivers(services: &Services, call: &Call, id: &str) -> Answer<Vec<ItemWaiver>> {
    services.read(|c| {
        let found = visible(c, call, id, None)?;
        call.require(Permission::ReadKeys, &item_object(&found))?;
        let rows = rows::waivers(c, id, i32::MAX)?;
        let mut waivers = shown(c, call, rows)?;
        if hides_author(c, call, &found)? {
            for waiver in &mut waivers {
                waiver.given_by = waiver
                    .given_by
                    .take()
                    .filter(|who| *who == call.actor.user_id);
            }
        }
        Ok(waivers)
    })
}

/// Keeps what another service says of a version; never by whoever wrote in it.
pub fn set_external_similarity(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    input: &ExternalScore,
) -> Answer<ExternalSimilarity> {
    services.write(call, "set_external_similarity", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        require_stranger(unit, &found)?;
        let owner = (found.item.owner_org.as_str(), found.owner_path.as_str());
        let policy = policy_or_refusal(services, unit.c, owner, None)?;
        let wrong = check_external(&policy.similarity, input);
        if !wrong.is_empty() {
            return Err(Refusal::Invalid(wrong));
        }
        let row = ExternalRow {
            item_id: id.to_owned(),
            number,
            service: input.service.clone(),
            score: input.score.0,
            reference: input.reference.clone().unwrap_or_default(),
            set_by: call.actor.user_id.clone(),
            set_at: unit.now,
        };
        rows::set_external(unit.c, &row)?;
        let detail = json!({"service": input.service, "score": input.score});
        audit_version(unit, &found, number, detail)?;
        Ok(external_view(row))
    })
}

/// Stored waivers as the policy applies them.
pub(super) fn waivers_of(rows: &[WaiverRow]) -> Answer<Vec<Waiver>> {
    let mut waivers = Vec::new();
    for row in rows {
        // A rule that there is no more finds nothing that could be waived.
        let Ok(code) = row.code.parse::<QualityRule>() else {
            continue;
        };
        waivers.push(Waiver {
            code,
            pointer: row.pointer.clone(),
            args: read_json(&row.args)?,
            reason: row.reason.clone(),
        });
    }
    Ok(waivers)
}

/// Whoever writes or reviews the item has a part in it.
fn require_part(call: &Call, found: &FoundVersion) -> Answer<()> {
    let object = item_object(found);
    match call.may(Permission::ReviewItems, &object) {
        true => Ok(()),
        false => call.require(Permission::WriteItems, &object),
    }
}

/// A reviewer who has not written in the version.
fn require_stranger(unit: &mut Unit<'_>, found: &FoundVersion) -> Answer<()> {
    unit.call
        .require(Permission::ReviewItems, &item_object(found))?;
    if has_written(unit, found)? {
        return Err(Refusal::Forbidden(vec![Finding::error(
            "own_item_reviewed",
            "",
        )]));
    }
    Ok(())
}

/// True when the caller wrote in the version.
fn has_written(unit: &mut Unit<'_>, found: &FoundVersion) -> Answer<bool> {
    let me = &unit.call.actor.user_id;
    if found.version.created_by == *me || found.item.created_by == *me {
        return Ok(true);
    }
    let object = format!("{}/{}", found.item.id, found.version.number);
    let writes = ["update_item", "set_variant", "revise_item"];
    let acted = audit::has_acted(unit.c, me, "item_version", &object, &writes)?;
    Ok(acted)
}

fn require_waiving(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    policy: &QualityPolicy,
    waiver: &Waiver,
) -> Answer<()> {
    let (mut wrong, _) = apply_waivers(policy, Vec::new(), std::slice::from_ref(waiver));
    for finding in &mut wrong {
        let at = finding.pointer.replacen("/waivers/0", "", 1);
        // The caller named the finding, and the finding names the rule.
        finding.pointer = at.replace("/code", "/finding");
    }
    if !wrong.is_empty() {
        return Err(Refusal::Invalid(wrong));
    }
    let setting = policy.rules.get(&waiver.code);
    match setting.map(|setting| setting.waived_by) {
        Some(WaivedBy::Reviewer) => require_stranger(unit, found),
        _ => Ok(()),
    }
}

fn shown(
    c: &mut crate::store::AnyConnection,
    call: &Call,
    rows: Vec<WaiverRow>,
) -> Answer<Vec<ItemWaiver>> {
    let mut waivers = Vec::new();
    for row in rows {
        let finding = Finding {
            code: row.code,
            severity: Severity::Warning,
            pointer: row.pointer,
            args: read_json(&row.args)?,
            place: None,
        };
        let other = finding.args.get("other").and_then(|other| other.as_str());
        let other: Vec<String> = other.map(str::to_owned).into_iter().collect();
        let seen: BTreeMap<String, MemberRow> = seen_of(c, call, &other)?
            .into_iter()
            .map(|member| (member.item_id.clone(), member))
            .collect();
        waivers.extend(told(vec![finding], &seen).pop().map(|finding| ItemWaiver {
            id: row.id,
            number: row.number,
            finding,
            reason: row.reason,
            given_by: Some(row.given_by),
            given_at: row.given_at.and_utc(),
        }));
    }
    Ok(waivers)
}

/// A score as it is shown.
pub(super) fn external_view(row: ExternalRow) -> ExternalSimilarity {
    ExternalSimilarity {
        service: row.service,
        score: Hundredths(row.score),
        reference: Some(row.reference).filter(|text| !text.is_empty()),
        set_by: row.set_by,
        set_at: row.set_at.and_utc(),
    }
}
