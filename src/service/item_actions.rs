//! What is done to a version as a whole: submit, approve, return, try out, put live, suspend, retire.
//! The allowed changes of phase stand in [`crate::bank::phase::TRANSITIONS`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::item_drafts::{check_document, document_of};
use super::item_sight::{audit_version, item_object, visible};
use super::item_view::{ItemView, phase_of};
use super::items::{open_next_version, require_match_if_given, shown, stale};
use super::{Answer, Call, Refusal, Services, Unit, item_quality, stimuli};
use crate::bank::check::Stage;
use crate::bank::phase::PhaseAction;
use crate::identity::Permission;
use crate::language::finding::{Finding, refuses};
use crate::store;
use crate::store::AnyConnection;
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
        let found = start(unit, Permission::WriteItems, id, number)?;
        let target = PhaseAction::Submit;
        allowed(&found.version, target)?;
        let findings = submit_findings(services, unit.c, call, &found)?;
        if refuses(&findings) {
            return Err(item_quality::refusal(findings));
        }
        refuse_unchanged(unit.c, &found)?;
        change(unit, &found, target)?;
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
        let found = start_review(unit, id, number)?;
        change(unit, &found, PhaseAction::Approve)?;
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
        let found = start_review(unit, id, number)?;
        if input.verdict == ReturnVerdict::Reject {
            change(unit, &found, PhaseAction::Reject)?;
            keep_review(unit, &found, "reject", &input.comment)?;
            return shown(unit, id, number, Vec::new());
        }
        change(unit, &found, PhaseAction::Return)?;
        keep_review(unit, &found, "revise", &input.comment)?;
        let document = document_of(&found)?;
        let next = open_next_version(unit, &found, &document, &found.version.created_by)?;
        shown(unit, id, next, Vec::new())
    })
}

/// Begins to try an approved version out. Each administration whose statistics are entered counts as
/// a round; nothing else says that a round was passed. A version in use stays in use.
pub fn start_pilot(services: &Services, call: &Call, id: &str, number: i32) -> Answer<ItemView> {
    operate(
        services,
        call,
        "start_pilot",
        PhaseAction::StartPilot,
        id,
        number,
    )
}

/// Puts an approved, piloted or suspended version in use; the one in use before is closed.
pub fn put_item_live(services: &Services, call: &Call, id: &str, number: i32) -> Answer<ItemView> {
    services.write(call, "put_item_live", |unit| {
        let found = start(unit, Permission::OperateItems, id, number)?;
        allowed(&found.version, PhaseAction::PutLive)?;
        for live in rows::in_phases(unit.c, id, &["live"])? {
            set_phase(unit, &live, PhaseAction::Supersede)?;
        }
        change(unit, &found, PhaseAction::PutLive)?;
        shown(unit, id, number, Vec::new())
    })
}

/// Keeps a version out of new forms; forms that have it stay as they are.
pub fn suspend_item(services: &Services, call: &Call, id: &str, number: i32) -> Answer<ItemView> {
    operate(
        services,
        call,
        "suspend_item",
        PhaseAction::Suspend,
        id,
        number,
    )
}

/// Ends the use of a version; forms that have it stay as they are.
pub fn retire_item(services: &Services, call: &Call, id: &str, number: i32) -> Answer<ItemView> {
    operate(
        services,
        call,
        "retire_item",
        PhaseAction::Retire,
        id,
        number,
    )
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
    name: &'static str,
    action: PhaseAction,
    id: &str,
    number: i32,
) -> Answer<ItemView> {
    services.write(call, name, |unit| {
        let found = start(unit, Permission::OperateItems, id, number)?;
        change(unit, &found, action)?;
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

fn start_review(unit: &mut Unit<'_>, id: &str, number: i32) -> Answer<FoundVersion> {
    let found = start(unit, Permission::ReviewItems, id, number)?;
    if has_written(unit, &found.version)? {
        return Err(Refusal::Forbidden(vec![Finding::error(
            "own_item_reviewed",
            "",
        )]));
    }
    Ok(found)
}

/// True when the caller wrote in this version or in the returned one it continues.
fn has_written(unit: &mut Unit<'_>, version: &VersionRow) -> Answer<bool> {
    let me = &unit.call.actor.user_id;
    if version.created_by == *me {
        return Ok(true);
    }
    let before = rows::version(unit.c, &version.item_id, Some(version.number - 1))?;
    let mut numbers = vec![version.number];
    numbers.extend(
        before
            .filter(|b| b.version.state == "returned")
            .map(|b| b.version.number),
    );
    for number in numbers {
        let object = format!("{}/{number}", version.item_id);
        let writes = ["update_item", "set_variant", "revise_item"];
        if store::audit::has_acted(unit.c, me, "item_version", &object, &writes)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn submit_findings(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    found: &FoundVersion,
) -> Answer<Vec<Finding>> {
    let document = document_of(found)?;
    let owner = &found.item.owner_org;
    let mut findings = check_document(services, c, call, owner, &document, Stage::Submit)?;
    if let Some(code) = &document.content.stimulus {
        findings.extend(stimuli::submit_findings(services, c, owner, code)?);
    }
    let mut findings = item_quality::with_policy(services, c, call, (found, &document), findings)?;
    let stale = found.variants.iter().filter(|row| row.state == "stale");
    findings.extend(stale.map(|row| {
        Finding::error("variant_stale", format!("/texts/{}", row.language))
            .with("language", row.language.as_str())
            .with("source", row.source_language.as_str())
    }));
    Ok(findings)
}

/// What was sent back comes again only when something of it changed.
fn refuse_unchanged(c: &mut AnyConnection, found: &FoundVersion) -> Answer<()> {
    let version = &found.version;
    let before = rows::version(c, &version.item_id, Some(version.number - 1))?;
    let Some(before) = before.filter(|b| b.version.state == "returned") else {
        return Ok(());
    };
    let texts = |of: &FoundVersion| -> Vec<(String, String)> {
        let rows = of.variants.iter();
        rows.map(|r| (r.language.clone(), r.texts_hash.clone()))
            .collect()
    };
    if before.version.content_hash == version.content_hash && texts(&before) == texts(found) {
        let finding = Finding::error("resubmitted_unchanged", "");
        return Err(Refusal::conflict(
            finding.with("number", before.version.number),
        ));
    }
    Ok(())
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

/// Changes the phase and writes the audit row.
fn change(unit: &mut Unit<'_>, found: &FoundVersion, action: PhaseAction) -> Answer<()> {
    set_phase(unit, &found.version, action)?;
    let detail = json!({"action": action, "revision": found.version.revision + 1});
    audit_version(unit, found, found.version.number, detail)
}

fn set_phase(unit: &mut Unit<'_>, version: &VersionRow, action: PhaseAction) -> Answer<()> {
    let (phase, state) = allowed(version, action)?;
    if rows::set_phase(unit.c, version, &phase, state, unit.now)? {
        return Ok(());
    }
    Err(stale(version))
}

fn keep_review(
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
