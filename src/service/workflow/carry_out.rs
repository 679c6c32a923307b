//! Carrying out a step: phase and state, the attempt it begins or ends, the draft it opens, and what is
//! kept of it.

use serde_json::json;

use super::Standing;
use crate::bank::phase::PhaseAction;
use crate::bank::review::attempt::{Outcome, Submission, next_attempt};
use crate::bank::workflow::Step;
use crate::bank::workflow::facts::CheckRun;
use crate::language::finding::Finding;
use crate::service::item_actions::{keep_review, step_done};
use crate::service::item_drafts::document_of;
use crate::service::item_sight::audit_version;
use crate::service::item_view::ItemView;
use crate::service::items::{open_next_version, shown, stale};
use crate::service::{Answer, Refusal, Unit};
use crate::store;
use crate::store::item_states::StateChangeRow;
use crate::store::items::{self as rows, FoundVersion, VersionRow};
use crate::store::reviews::AttemptRow;

/// A step as its history keeps it.
pub(in crate::service) struct Kept<'a> {
    /// State it started from.
    pub(in crate::service) from: &'a str,
    /// State it led to.
    pub(in crate::service) to: &'a str,
    /// Phase of that state.
    pub(in crate::service) phase: &'a str,
    /// Transition.
    pub(in crate::service) transition: &'a str,
    /// Reason; '' for none.
    pub(in crate::service) reason: &'a str,
    /// Findings that waivers carried over the step.
    pub(in crate::service) waived: u32,
}

/// Takes an allowed step; the answer is the version, or the draft that it opened.
pub(super) fn carry_out(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    standing: &Standing,
    step: &Step,
    (reason, findings): (&str, Vec<Finding>),
) -> Answer<ItemView> {
    let (id, number) = (&found.item.id, found.version.number);
    if step.action == Some(PhaseAction::Submit) {
        begin_attempt(unit, found, standing)?;
    }
    if step.action == Some(PhaseAction::PutLive) {
        supersede(unit, standing, id)?;
    }
    let phase = step.phase.as_str();
    if !rows::set_phase(unit.c, &found.version, phase, &step.to, unit.now)? {
        return Err(stale(&found.version));
    }
    let kept = Kept {
        from: &step.from,
        to: &step.to,
        phase,
        transition: &step.transition,
        reason,
        waived: waived(standing, step),
    };
    keep_change(unit, &found.version, &kept)?;
    if let Some(outcome) = step.outcome {
        decide_attempt(unit, id, outcome)?;
        keep_built_in_review(unit, found, standing, outcome, reason)?;
    }
    if let Some(action) = step.action {
        step_done(unit, found, action)?;
    }
    let detail = json!({
        "transition": step.transition, "to": step.to, "revision": found.version.revision + 1
    });
    audit_version(unit, found, number, detail)?;
    let shown_number = match step.opens_draft {
        true => open_draft(unit, found)?,
        false => number,
    };
    shown(unit, id, shown_number, findings)
}

/// Findings that would have refused the step and stand under waivers: those of the checks that the transition
/// asks for, and all of them when a version is handed in.
fn waived(standing: &Standing, step: &Step) -> u32 {
    let workflow = &standing.followed.document;
    let transition = workflow.transition(&step.transition);
    let asked = |run: &&CheckRun| {
        step.action == Some(PhaseAction::Submit)
            || transition.is_some_and(|t| t.requires.checks.contains(&run.check))
    };
    let runs = standing.facts.checks.iter().filter(asked);
    runs.map(|run| run.waived).sum()
}

/// Without a workflow of one's own, the decision is the review.
fn keep_built_in_review(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    standing: &Standing,
    outcome: Outcome,
    reason: &str,
) -> Answer<()> {
    let verdict = match outcome {
        Outcome::Approved => "approve",
        Outcome::Returned => "revise",
        Outcome::Rejected => "reject",
        Outcome::Withdrawn => return Ok(()),
    };
    match standing.followed.is_built_in() {
        true => keep_review(unit, found, verdict, reason),
        false => Ok(()),
    }
}

/// A new draft with the same content for the author, unless somebody began another version already.
fn open_draft(unit: &mut Unit<'_>, found: &FoundVersion) -> Answer<i32> {
    if !found.version.latest {
        let newest = rows::version(unit.c, &found.item.id, None)?;
        let newest = newest.ok_or(Refusal::not_found("item"))?.version;
        let finding = Finding::error("version_open", "").with("number", newest.number);
        return Err(Refusal::conflict(
            finding.with("phase", newest.phase.as_str()),
        ));
    }
    let document = document_of(found)?;
    open_next_version(unit, found, &document, &found.version.created_by)
}

/// The version in use before is closed.
fn supersede(unit: &mut Unit<'_>, standing: &Standing, item_id: &str) -> Answer<()> {
    let workflow = &standing.followed.document;
    for live in rows::in_phases(unit.c, item_id, &["live"])? {
        let from = standing.followed.state_of(&live)?;
        if !rows::set_phase(unit.c, &live, "closed", &workflow.superseded, unit.now)? {
            return Err(stale(&live));
        }
        let kept = Kept {
            from: &from,
            to: &workflow.superseded,
            phase: "closed",
            transition: PhaseAction::Supersede.as_str(),
            reason: "",
            waived: 0,
        };
        keep_change(unit, &live, &kept)?;
    }
    Ok(())
}

/// Keeps a step in the history.
pub(in crate::service) fn keep_change(
    unit: &mut Unit<'_>,
    version: &VersionRow,
    kept: &Kept<'_>,
) -> Answer<()> {
    let row = StateChangeRow {
        id: unit.new_id(),
        item_id: version.item_id.clone(),
        number: version.number,
        from_state: kept.from.to_owned(),
        to_state: kept.to.to_owned(),
        phase: kept.phase.to_owned(),
        transition: kept.transition.to_owned(),
        reason: kept.reason.to_owned(),
        actor: unit.call.actor.user_id.clone(),
        created_at: unit.now,
        waived: i32::try_from(kept.waived).unwrap_or(i32::MAX),
    };
    Ok(store::item_states::insert(unit.c, &[row])?)
}

/// Begins the next attempt of an item; a conflict where there can be none. What was sent back comes again
/// only when something of it changed. Where nobody chose a workflow, a version after a refused one begins a
/// new round.
pub(in crate::service) fn begin_attempt(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    standing: &Standing,
) -> Answer<()> {
    let unchanged_since = standing.facts.unchanged_since;
    if let Some(number) = unchanged_since {
        let finding = Finding::error("resubmitted_unchanged", "");
        return Err(Refusal::conflict(finding.with("number", number)));
    }
    let mut earlier = standing.attempts.clone();
    for attempt in &mut earlier {
        let refused = attempt.outcome == Some(Outcome::Rejected);
        if refused && standing.followed.is_built_in() {
            attempt.outcome = Some(Outcome::Approved);
        }
    }
    let submission = Submission {
        version: found.version.number,
        by: unit.call.actor.user_id.clone(),
        at: unit.now.and_utc(),
        unchanged_since,
    };
    let next = next_attempt(&earlier, submission).map_err(Refusal::Conflict)?;
    let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let row = AttemptRow {
        id: unit.new_id(),
        item_id: found.item.id.clone(),
        number: next.version,
        round: number(next.number.round),
        attempt: number(next.number.attempt),
        previous: next.previous.map_or(0, |previous| number(previous.attempt)),
        submitted_by: next.submitted_by,
        submitted_at: unit.now,
        outcome: String::new(),
        decided_by: String::new(),
        decided_at: None,
    };
    Ok(store::reviews::insert_attempt(unit.c, &row)?)
}

/// Ends the attempt that is open.
pub(in crate::service) fn decide_attempt(
    unit: &mut Unit<'_>,
    item_id: &str,
    outcome: Outcome,
) -> Answer<()> {
    let decided = (outcome.as_str(), unit.call.actor.user_id.as_str());
    Ok(store::reviews::decide_attempt(
        unit.c, item_id, decided, unit.now,
    )?)
}
