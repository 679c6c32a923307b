//! Appeals on content: a task of a form gets full points for everybody who was there, or counts for nobody.
//! Whoever proposes it is shown every result that would change; a second person confirms that very list;
//! then each gets a new version beside the old.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::moderation_view::{ResultInShort, in_short};
use super::organisations::path_of;
use super::result_derivation::derived;
use super::results::{derive_anew, newest_by_code, policy_of};
use super::{Answer, Call, Refusal, Services};
use crate::document::content_hash;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::scoring::content_appeal::{ContentOutcome, Outcomes};
use crate::store::content_appeals::{self as rows, ConfirmationRow, ContentAppealRow};
use crate::store::sittings::{self, SittingRow};
use crate::store::{AnyConnection, StoreError, failure, forms};

/// An appeal on content that was upheld.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeContentAppeal {
    /// The form.
    pub form_id: String,
    /// Position of the task.
    #[schemars(range(min = 1))]
    pub position: u32,
    /// What becomes of the task.
    pub outcome: ContentOutcome,
    /// Number of the protocol.
    #[schemars(length(max = 80))]
    pub protocol: String,
    /// Why.
    #[schemars(length(max = 400))]
    pub reason: String,
}

/// A second person's yes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmContentAppeal {
    /// Hash of the differences that were seen.
    pub seen: String,
}

/// An appeal on content.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ContentAppeal {
    /// UUID.
    pub id: String,
    /// The form.
    pub form_id: String,
    /// Position of the task.
    pub position: i32,
    /// What becomes of the task.
    pub outcome: ContentOutcome,
    /// Number of the protocol.
    pub protocol: String,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Who confirmed it; absent while nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Hash of the differences.
    pub hash: String,
    /// Every result that it changes, or has changed once it is confirmed.
    pub differences: Vec<ResultDifference>,
}

/// A result that an appeal changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResultDifference {
    /// The sitting.
    pub sitting_id: String,
    /// Candidate code.
    pub candidate: String,
    /// Before.
    pub before: ResultInShort,
    /// After.
    pub after: ResultInShort,
}

/// Proposes what an upheld appeal does and shows every result that would change. Nothing changes yet.
pub fn propose_content_appeal(
    services: &Services,
    call: &Call,
    input: &ProposeContentAppeal,
) -> Answer<ContentAppeal> {
    services.write(call, "propose_content_appeal", |unit| {
        let owner_org = form_for(unit.c, call, &input.form_id, "/form_id")?;
        let findings = wrong(unit.c, input)?;
        if !findings.is_empty() {
            return Err(Refusal::Invalid(findings));
        }
        let row = ContentAppealRow {
            id: unit.new_id(),
            owner_org: owner_org.clone(),
            form_id: input.form_id.clone(),
            position: i32::try_from(input.position).unwrap_or(i32::MAX),
            outcome: input.outcome.as_str().to_owned(),
            protocol: input.protocol.clone(),
            reason: input.reason.clone(),
            proposed_by: call.actor.user_id.clone(),
            proposed_at: unit.now,
        };
        rows::insert(unit.c, &row)?;
        let detail = json!({"form": row.form_id, "position": row.position, "outcome": row.outcome});
        unit.audit(&owner_org, "content_appeal", &row.id, detail)?;
        let differences = differences(unit.c, &row)?;
        view(row, None, differences)
    })
}

/// One appeal with what it changes, or has changed.
pub fn read_content_appeal(services: &Services, call: &Call, id: &str) -> Answer<ContentAppeal> {
    services.read(|c| {
        let row = appeal_for(c, call, id)?;
        match rows::confirmation(c, id)? {
            Some(confirmed) => {
                let differences = failure::read_json(&confirmed.differences)?;
                view(row, Some(confirmed), differences)
            }
            None => {
                let differences = differences(c, &row)?;
                view(row, None, differences)
            }
        }
    })
}

/// Confirms an appeal as somebody else than who proposed it, and derives every result concerned anew.
/// Refused where other results would change than were seen.
pub fn confirm_content_appeal(
    services: &Services,
    call: &Call,
    id: &str,
    input: &ConfirmContentAppeal,
) -> Answer<ContentAppeal> {
    services.write(call, "confirm_content_appeal", |unit| {
        let row = appeal_for(unit.c, call, id)?;
        if row.proposed_by == call.actor.user_id {
            let finding = Finding::error("appeal_own_proposal", "");
            return Err(Refusal::Forbidden(vec![finding]));
        }
        if rows::confirmation(unit.c, id)?.is_some() {
            return Err(Refusal::conflict(Finding::error("appeal_confirmed", "")));
        }
        let sittings = held(unit.c, &row.form_id)?;
        let differences = differences(unit.c, &row)?;
        if content_hash(&differences) != input.seen {
            return Err(Refusal::conflict(Finding::error("appeal_moved", "/seen")));
        }
        let confirmed = ConfirmationRow {
            appeal_id: row.id.clone(),
            differences: failure::write_json(&differences),
            confirmed_by: call.actor.user_id.clone(),
            confirmed_at: unit.now,
        };
        rows::confirm(unit.c, &confirmed).map_err(|error| match error {
            StoreError::Unique(_) => Refusal::conflict(Finding::error("appeal_confirmed", "")),
            other => other.into(),
        })?;
        let mut versions = 0;
        for sitting in &sittings {
            versions += derive_anew(unit, sitting)?.len();
        }
        let detail =
            json!({"form": row.form_id, "sittings": sittings.len(), "new_versions": versions});
        unit.audit(&row.owner_org, "content_appeal", &row.id, detail)?;
        view(row, Some(confirmed), differences)
    })
}

fn held(c: &mut AnyConnection, form_id: &str) -> Answer<Vec<SittingRow>> {
    let sittings = sittings::of_form(c, form_id)?;
    for sitting in &sittings {
        sittings::hold(c, sitting.sitting_no)?;
    }
    Ok(sittings)
}

/// What is decided about the tasks of a form.
pub(super) fn outcomes_of(c: &mut AnyConnection, form_id: &str) -> Answer<Outcomes> {
    let mut outcomes = Outcomes::new();
    for (position, outcome) in rows::confirmed_of_form(c, form_id)? {
        add(&mut outcomes, position, &outcome)?;
    }
    Ok(outcomes)
}

/// A task that is void stays void.
fn add(outcomes: &mut Outcomes, position: i32, outcome: &str) -> Answer<()> {
    let position = u32::try_from(position).unwrap_or_default();
    let outcome: ContentOutcome = outcome.parse().map_err(StoreError::Corrupt)?;
    let known = outcomes.entry(position).or_insert(outcome);
    *known = (*known).max(outcome);
    Ok(())
}

/// Every newest result that the appeal would change.
fn differences(c: &mut AnyConnection, row: &ContentAppealRow) -> Answer<Vec<ResultDifference>> {
    let mut outcomes = outcomes_of(c, &row.form_id)?;
    add(&mut outcomes, row.position, &row.outcome)?;
    let mut found = Vec::new();
    for sitting in sittings::of_form(c, &row.form_id)? {
        let (policy, document) = policy_of(c, &sitting)?;
        let rules = (&policy, &document);
        let would = derived(c, &sitting, rules, (&outcomes, &|_, _| true))?;
        let newest = newest_by_code(c, &sitting)?;
        for (candidate, kept) in newest {
            let Some((kept, result)) = kept else { continue };
            let mut each = would.iter();
            let Some(would) = each.find(|one| one.attempt_no == kept.attempt_no) else {
                continue;
            };
            let before = in_short(kept.version, &result);
            let after = in_short(kept.version + 1, &would.result);
            if (ResultInShort {
                version: after.version,
                ..before.clone()
            }) != after
            {
                found.push(ResultDifference {
                    sitting_id: sitting.id.clone(),
                    candidate,
                    before,
                    after,
                });
            }
        }
    }
    Ok(found)
}

/// The owner of a locked form, for those who lock its forms and read results there.
fn form_for(c: &mut AnyConnection, call: &Call, form_id: &str, pointer: &str) -> Answer<String> {
    let unknown = || {
        let finding = Finding::error("reference_unknown", pointer);
        Refusal::invalid(finding.with("value", form_id))
    };
    let form = forms::by_id(c, form_id)?.ok_or_else(unknown)?;
    let path = path_of(c, &form.owner_org)?;
    let object = Object::of(&path).subject(&form.subject);
    let known = [Permission::LockForms, Permission::ReadForms];
    if form.state == "draft" || !known.iter().any(|p| call.may(*p, &object)) {
        return Err(unknown());
    }
    call.require(Permission::LockForms, &object)?;
    call.require(Permission::ReadResults, &object)?;
    Ok(form.owner_org)
}

/// An appeal, for those who may propose one on its form; unknown to everybody else.
fn appeal_for(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<ContentAppealRow> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("content appeal"))?;
    match form_for(c, call, &row.form_id, "") {
        Ok(_) => Ok(row),
        Err(Refusal::Invalid(_)) => Err(Refusal::not_found("content appeal")),
        Err(other) => Err(other),
    }
}

fn wrong(c: &mut AnyConnection, input: &ProposeContentAppeal) -> Answer<Vec<Finding>> {
    let mut findings = Vec::new();
    if input.protocol.trim().is_empty() {
        findings.push(Finding::error("appeal_protocol_missing", "/protocol"));
    }
    if input.reason.trim().is_empty() {
        findings.push(Finding::error("reason_missing", "/reason").with("what", "outcome"));
    }
    let form = sittings::form(c, &input.form_id)?;
    let read = form
        .as_ref()
        .map(super::sitting_form::SittingForm::of)
        .transpose()?;
    if let Some(form) = read {
        let last = form.document.positions.len();
        let known = form.tasks().any(|(at, _)| at.position == input.position);
        if !known {
            let finding = Finding::error("position_unknown", "/position");
            findings.push(finding.with("position", input.position).with("last", last));
        }
    }
    Ok(findings)
}

fn view(
    row: ContentAppealRow,
    confirmed: Option<ConfirmationRow>,
    differences: Vec<ResultDifference>,
) -> Answer<ContentAppeal> {
    let (confirmed_by, confirmed_at) = confirmed
        .map(|own| (own.confirmed_by, own.confirmed_at.and_utc()))
        .unzip();
    Ok(ContentAppeal {
        id: row.id,
        form_id: row.form_id,
        position: row.position,
        outcome: row.outcome.parse().map_err(StoreError::Corrupt)?,
        protocol: row.protocol,
        reason: row.reason,
        proposed_by: row.proposed_by,
        proposed_at: row.proposed_at.and_utc(),
        confirmed_by,
        confirmed_at,
        hash: content_hash(&differences),
        differences,
    })
}
