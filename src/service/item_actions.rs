//! What is done to a version as a whole: submit, approve, return, try out, put live, suspend, retire.
//! The allowed changes of phase stand in [`crate::bank::phase::TRANSITIONS`].
//!
//! Where an organisation chose a workflow, each of these takes the transition of it that does the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::item_drafts::document_of;
use super::item_sight::{audit_version, item_object, visible};
use super::item_view::{ItemView, phase_of};
use super::items::{open_next_version, require_match_if_given, shown, stale};
use super::submission_checks::checks_at_handing_in;
use super::webhook_events::tell_item;
use super::workflow::{
    Followed, Kept, Standing, Wanted, begin_attempt, decide_attempt, keep_change, take,
};
use super::{Answer, Call, Refusal, Services, Unit, item_changes, item_quality};
use crate::bank::phase::PhaseAction;
use crate::bank::review::attempt::Outcome;
use crate::identity::Permission;
use crate::language::finding::{Finding, refuses};
use crate::store::items::{self as rows, FoundVersion, ReviewRow, VersionRow};

/// A reviewer's consent.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveItem {
    /// What the reviewer has to say.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    pub comment: String,
}

/// Why an item does not pass.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnItem {
    /// To be revised, or refused for good.
    #[serde(default)]
    pub verdict: ReturnVerdict,
    /// What has to change, and why.
    #[schemars(length(min = 1, max = 10_000))]
    pub comment: String,
}

/// How an item is sent back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReturnVerdict {
    /// A new draft with the same content is opened for its author.
    #[default]
    Revise,
    /// The version is closed and nothing follows.
    Reject,
}

/// Why a version is taken out of use.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndUse {
    /// Why; needed where the workflow in force asks for a reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 10_000))]
    pub reason: String,
}

/// A verdict as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// Version it is about.
    pub number: i32,
    /// `approve`, `revise` or `reject`.
    pub verdict: String,
    /// What the reviewer says.
    pub comment: String,
    /// Who.
    pub reviewer_id: String,
    /// When.
    pub created_at: chrono::DateTime<chrono::Utc>,
}

/// Hands a draft in: every check runs, every finding is told, and the version is sealed.
pub fn submit_item(services: &Services, call: &Call, id: &str, number: i32) -> Answer<ItemView> {
    services.write(call, "submit_item", |unit| {
        let target = PhaseAction::Submit;
        if let Some(view) = by_workflow(services, unit, (id, number), target, "")? {
            return Ok(view);
        }
        let found = start(unit, Permission::WriteItems, id, number)?;
        allowed(&found.version, target)?;
        let findings = checks_at_handing_in(services, unit, &found)?.findings;
        if refuses(&findings) {
            return Err(item_quality::refusal(findings));
        }
        let standing = standing(unit, &found)?;
        begin_attempt(unit, &found, &standing)?;
        change(unit, &found, target, "")?;
        shown(unit, id, number, findings)
    })
}

/// Finds a submitted version good. Nobody approves what they wrote.
pub fn approve_item(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    input: &ApproveItem,
) -> Answer<ItemView> {
    services.write(call, "approve_item", |unit| {
        let (approve, comment) = (PhaseAction::Approve, input.comment.as_str());
        if let Some(view) = by_workflow(services, unit, (id, number), approve, comment)? {
            return Ok(view);
        }
        let found = start_review(unit, id, number)?;
        change(unit, &found, approve, comment)?;
        keep_review(unit, &found, "approve", &input.comment)?;
        shown(unit, id, number, Vec::new())
    })
}

/// Sends a submitted version back. It is sealed and stays as it was judged; to revise it a new draft
/// with the same content is opened for the same author, and that draft is the answer.
pub fn return_item(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    input: &ReturnItem,
) -> Answer<ItemView> {
    services.write(call, "return_item", |unit| {
        let (action, verdict) = match input.verdict {
            ReturnVerdict::Reject => (PhaseAction::Reject, "reject"),
            ReturnVerdict::Revise => (PhaseAction::Return, "revise"),
        };
        let comment = input.comment.as_str();
        if let Some(view) = by_workflow(services, unit, (id, number), action, comment)? {
            return Ok(view);
        }
        let found = start_review(unit, id, number)?;
        change(unit, &found, action, comment)?;
        keep_review(unit, &found, verdict, comment)?;
        if input.verdict == ReturnVerdict::Reject {
            return shown(unit, id, number, Vec::new());
        }
        let document = document_of(&found)?;
        let next = open_next_version(unit, &found, &document, &found.version.created_by)?;
        shown(unit, id, next, Vec::new())
    })
}

/// Begins to try an approved version out. Each administration whose statistics are entered counts as
/// a round; nothing else says that a round was passed. A version in use stays in use.
pub fn start_pilot(services: &Services, call: &Call, id: &str, number: i32) -> Answer<ItemView> {
    let action = PhaseAction::StartPilot;
    operate(services, call, ("start_pilot", action), (id, number), "")
}

/// Puts an approved, piloted or suspended version in use; the one in use before is closed.
pub fn put_item_live(services: &Services, call: &Call, id: &str, number: i32) -> Answer<ItemView> {
    services.write(call, "put_item_live", |unit| {
        let put_live = PhaseAction::PutLive;
        if let Some(view) = by_workflow(services, unit, (id, number), put_live, "")? {
            return Ok(view);
        }
        let found = start(unit, Permission::OperateItems, id, number)?;
        allowed(&found.version, put_live)?;
        for live in rows::in_phases(unit.c, id, &["live"])? {
            set_phase(unit, &live, PhaseAction::Supersede, "")?;
        }
        change(unit, &found, put_live, "")?;
        shown(unit, id, number, Vec::new())
    })
}

/// Keeps a version out of new forms; forms that have it stay as they are.
pub fn suspend_item(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    input: &EndUse,
) -> Answer<ItemView> {
    let action = ("suspend_item", PhaseAction::Suspend);
    operate(services, call, action, (id, number), &input.reason)
}

/// Ends the use of a version; forms that have it stay as they are.
pub fn retire_item(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    input: &EndUse,
) -> Answer<ItemView> {
    let action = ("retire_item", PhaseAction::Retire);
    operate(services, call, action, (id, number), &input.reason)
}

/// Verdicts on an item the caller may see, oldest first.
pub fn list_item_reviews(services: &Services, call: &Call, id: &str) -> Answer<Vec<Review>> {
    services.read(|c| {
        let found = visible(c, call, id, None)?;
        // Co-authors read what the reviewers say of their work; other partners do not.
        let object = item_object(&found);
        if !call.has_share(Permission::WriteItems, &object) {
            call.require(Permission::ReadKeys, &object.unshared())?;
        }
        let reviews = rows::reviews(c, id)?.into_iter().map(|row| Review {
            number: row.number,
            verdict: row.verdict,
            comment: row.comment,
            reviewer_id: row.reviewer,
            created_at: row.created_at.and_utc(),
        });
        Ok(reviews.collect())
    })
}

fn operate(
    services: &Services,
    call: &Call,
    (name, action): (&'static str, PhaseAction),
    (id, number): (&str, i32),
    reason: &str,
) -> Answer<ItemView> {
    services.write(call, name, |unit| {
        if let Some(view) = by_workflow(services, unit, (id, number), action, reason)? {
            return Ok(view);
        }
        let found = start(unit, Permission::OperateItems, id, number)?;
        change(unit, &found, action, reason)?;
        shown(unit, id, number, Vec::new())
    })
}

/// The version, if the caller sees it (404), may act on it (403) and named no other revision (412).
fn start(
    unit: &mut Unit<'_>,
    permission: Permission,
    id: &str,
    number: i32,
) -> Answer<FoundVersion> {
    let call = unit.call;
    let found = visible(unit.c, call, id, Some(number))?;
    call.require(permission, &item_object(&found))?;
    require_match_if_given(call, &found.version)?;
    Ok(found)
}

/// The answer of the transition that does this, where the owner chose a workflow.
fn by_workflow(
    services: &Services,
    unit: &mut Unit<'_>,
    (id, number): (&str, i32),
    action: PhaseAction,
    reason: &str,
) -> Answer<Option<ItemView>> {
    let found = visible(unit.c, unit.call, id, Some(number))?;
    let Some(followed) = Followed::chosen(unit.c, &found.owner_path)? else {
        return Ok(None);
    };
    let wanted = Wanted::Action(action);
    take(services, unit, &found, followed, wanted, reason).map(Some)
}

fn start_review(unit: &mut Unit<'_>, id: &str, number: i32) -> Answer<FoundVersion> {
    let found = start(unit, Permission::ReviewItems, id, number)?;
    if has_written(unit, &found)? {
        return Err(Refusal::Forbidden(vec![Finding::error(
            "own_item_reviewed",
            "",
        )]));
    }
    Ok(found)
}

/// True when the caller wrote in this version or in one that it continues.
pub(super) fn has_written(unit: &mut Unit<'_>, found: &FoundVersion) -> Answer<bool> {
    Ok(standing(unit, found)?.facts.actor_wrote)
}

fn standing(unit: &mut Unit<'_>, found: &FoundVersion) -> Answer<Standing> {
    let followed = Followed::of(unit.c, &found.owner_path)?;
    Standing::of(unit.c, unit.call, found, followed)
}

/// Where the action leads from the version's phase; a conflict where it is not allowed.
fn allowed(version: &VersionRow, action: PhaseAction) -> Answer<(String, &'static str)> {
    let phase = phase_of(&version.phase)?;
    let (to, state) = action.from(phase).ok_or_else(|| {
        Refusal::conflict(
            Finding::error("phase_forbids", "")
                .with("action", action.as_str())
                .with("phase", phase.as_str())
                .with("from", action.starts_from()),
        )
    })?;
    Ok((to.to_string(), state))
}

/// Changes the phase, keeps the step and what it decides, and writes the audit row.
fn change(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    action: PhaseAction,
    reason: &str,
) -> Answer<()> {
    set_phase(unit, &found.version, action, reason)?;
    let outcome = match action {
        PhaseAction::Approve => Some(Outcome::Approved),
        PhaseAction::Return => Some(Outcome::Returned),
        PhaseAction::Reject => Some(Outcome::Rejected),
        _ => None,
    };
    if let Some(outcome) = outcome {
        decide_attempt(unit, &found.item.id, outcome)?;
    }
    step_done(unit, found, action)?;
    let detail = json!({"action": action, "revision": found.version.revision + 1});
    audit_version(unit, found, found.version.number, detail)
}

/// What follows from a step wherever it was taken: statistics that are kept, and whoever is told.
pub(super) fn step_done(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    action: PhaseAction,
) -> Answer<()> {
    item_changes::after(unit, found, action)?;
    tell_item(unit, found, action)
}

fn set_phase(
    unit: &mut Unit<'_>,
    version: &VersionRow,
    action: PhaseAction,
    reason: &str,
) -> Answer<()> {
    let (phase, state) = allowed(version, action)?;
    if !rows::set_phase(unit.c, version, &phase, state, unit.now)? {
        return Err(stale(version));
    }
    let kept = Kept {
        from: &version.state,
        to: state,
        phase: &phase,
        transition: action.as_str(),
        reason,
        waived: 0,
    };
    keep_change(unit, version, &kept)
}

/// Keeps what a reviewer says where nobody chose a workflow.
pub(super) fn keep_review(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    verdict: &str,
    comment: &str,
) -> Answer<()> {
    let row = ReviewRow {
        id: unit.new_id(),
        item_id: found.item.id.clone(),
        number: found.version.number,
        verdict: verdict.to_owned(),
        comment: comment.to_owned(),
        reviewer: unit.call.actor.user_id.clone(),
        created_at: unit.now,
    };
    rows::insert_review(unit.c, &row)?;
    Ok(())
}
