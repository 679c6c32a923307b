//! What may be done to a version now, by whom, what is missing; and doing it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::carry_out::carry_out;
use super::{Followed, Standing};
use crate::bank::Language;
use crate::bank::phase::{Phase, PhaseAction};
use crate::bank::work::queue::{Waiting, queue};
use crate::bank::workflow::decision::{Case, Refused};
use crate::bank::workflow::document::{Direction, Transition};
use crate::bank::workflow::{Step, offers, step};
use crate::identity::{Permission, Role};
use crate::language::finding::{Finding, refuses};
use crate::service::item_sight::{item_object, visible};
use crate::service::item_view::{ItemView, phase_of};
use crate::service::items::require_match_if_given;
use crate::service::submission_checks::{Checked, checks_at_handing_in, submission_checks};
use crate::service::zone::{day_in, zone_of};
use crate::service::{Answer, Call, Refusal, Services, Unit, item_quality};
use crate::store::items::FoundVersion;

/// A step that is asked for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeTransition {
    /// Id of the transition in the workflow in force.
    #[schemars(length(min = 1, max = 40))]
    pub transition: String,
    /// Why; some transitions need it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 10_000))]
    pub reason: String,
}

/// Where a version stands and what may be done to it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Transitions {
    /// Code of the workflow in force; `built-in` where nobody chose one.
    pub workflow: String,
    /// Its edition.
    pub version: u32,
    /// Kind of item by the workflow; none where it knows none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// State of the version.
    pub state: String,
    /// Its title by language.
    pub title: BTreeMap<Language, String>,
    /// Its phase.
    pub phase: Phase,
    /// When the version came to it.
    pub since: DateTime<Utc>,
    /// Whole days in the state.
    pub days_in_state: i64,
    /// Day until which it should have left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Days since then; none while it is not overdue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue_days: Option<i64>,
    /// Transitions from here that are for its kind, in the workflow's order.
    pub transitions: Vec<OfferedTransition>,
}

/// A transition as it is offered.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OfferedTransition {
    /// Its id.
    pub id: String,
    /// Its title by language.
    pub title: BTreeMap<Language, String>,
    /// State it leads to.
    pub to: String,
    /// Phase of that state.
    pub phase: Phase,
    /// On its way, back, or out for good.
    pub direction: Direction,
    /// What one needs to take it.
    pub permission: Permission,
    /// Roles that may take it; all that carry the permission when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// True when a new draft with the same content is opened for the author.
    pub opens_draft: bool,
    /// True when a reason has to be given.
    pub needs_reason: bool,
    /// True when the caller may take it now; a reason aside.
    pub allowed: bool,
    /// True when it is the caller who may not: others could.
    pub forbidden: bool,
    /// Everything that is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Finding>,
    /// What deserves a look and does not refuse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Finding>,
}

/// What is asked for: a transition by its id, or whatever does this to the phase.
#[derive(Clone, Copy, Debug)]
pub(in crate::service) enum Wanted<'a> {
    /// This transition.
    Named(&'a str),
    /// The first allowed one that does this.
    Action(PhaseAction),
}

/// Where a version stands, and every transition from there with what is missing.
pub fn list_transitions(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
) -> Answer<Transitions> {
    services.read(|c| {
        let found = visible(c, call, id, Some(number))?;
        let followed = Followed::of(c, &found.owner_path)?;
        let mut standing = Standing::of(c, call, &found, followed)?;
        standing.facts.reason_given = true;
        let workflow = std::sync::Arc::clone(&standing.followed.document);
        let from_here = workflow.transitions.iter();
        let mut from_here = from_here.filter(|t| t.starts_from(&standing.state));
        if from_here.any(|t| !t.requires.checks.is_empty()) {
            standing.facts.checks = submission_checks(services, c, call, &found)?.runs;
        }
        let object = item_object(&found);
        let case = standing.case(&call.actor, &object);
        let offered = offers(&case).into_iter().filter_map(|offer| {
            let transition = workflow.transition(&offer.step.transition)?;
            Some(offered(transition, offer))
        });
        let transitions = offered.collect();
        let since = match found.version.sealed {
            true => found.version.updated_at,
            false => found.version.created_at,
        };
        let zone = zone_of(c, &found.item.owner_org)?;
        let waiting = Waiting {
            id: String::new(),
            state: standing.state.clone(),
            people: Vec::new(),
            since: day_in(zone, since),
            due: None,
        };
        let today = day_in(zone, services.now().naive_utc());
        let place = queue(Some(&workflow), &[waiting], today).pop();
        let state = workflow.state(&standing.state);
        Ok(Transitions {
            workflow: workflow.id.clone(),
            version: workflow.version,
            kind: workflow.kind_of(&standing.item).map(|k| k.id.clone()),
            title: state.map(|state| state.title.clone()).unwrap_or_default(),
            state: standing.state.clone(),
            phase: phase_of(&found.version.phase)?,
            since: since.and_utc(),
            days_in_state: place.as_ref().map_or(0, |place| place.days_in_state),
            due: place.as_ref().and_then(|place| place.due),
            overdue_days: place.and_then(|place| place.overdue_days),
            transitions,
        })
    })
}

fn offered(transition: &Transition, offer: crate::bank::workflow::Offer) -> OfferedTransition {
    OfferedTransition {
        id: transition.id.clone(),
        title: transition.title.clone(),
        to: offer.step.to,
        phase: offer.step.phase,
        direction: transition.direction,
        permission: transition.permission,
        roles: transition.roles.clone(),
        opens_draft: transition.opens_draft,
        needs_reason: transition.requires.reason,
        allowed: offer.allowed,
        forbidden: offer.forbidden,
        missing: offer.reasons,
        remarks: offer.step.remarks,
    }
}

/// Takes a transition: the answer is the version in its new state, or the draft that was opened for the
/// author. Every reason against it is told at once.
pub fn take_transition(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    input: &TakeTransition,
) -> Answer<ItemView> {
    services.write(call, "take_transition", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        let followed = Followed::of(unit.c, &found.owner_path)?;
        let wanted = Wanted::Named(&input.transition);
        take(services, unit, &found, followed, wanted, &input.reason)
    })
}

/// Takes what is wanted, if it may be taken.
pub(in crate::service) fn take(
    services: &Services,
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    followed: Followed,
    wanted: Wanted<'_>,
    reason: &str,
) -> Answer<ItemView> {
    let call = unit.call;
    let mut standing = Standing::of(unit.c, call, found, followed)?;
    standing.facts.reason_given = !reason.trim().is_empty();
    let checked = match asks_for_checks(&standing, wanted) {
        true => checks_at_handing_in(services, unit, found)?,
        false => Checked::default(),
    };
    standing.facts.checks.clone_from(&checked.runs);
    let object = item_object(found);
    let case = standing.case(&call.actor, &object);
    let decided = match wanted {
        Wanted::Named(id) => step(&case, id),
        Wanted::Action(action) => step_of_action(&case, action, found)?,
    };
    if let Err(Refused {
        forbidden: true,
        reasons,
    }) = decided
    {
        return Err(Refusal::Forbidden(reasons));
    }
    require_match_if_given(call, &found.version)?;
    let step = decided.map_err(|refused| refusal(refused, &checked))?;
    if step.action == Some(PhaseAction::Submit) && refuses(&checked.findings) {
        return Err(item_quality::refusal(checked.findings));
    }
    let mut findings = checked.findings;
    findings.extend(step.remarks.iter().cloned());
    carry_out(unit, found, &standing, &step, (reason, findings))
}

/// Nothing is handed in unchecked, whatever the policy asks for; other steps ask by their policy.
fn asks_for_checks(standing: &Standing, wanted: Wanted<'_>) -> bool {
    let workflow = &standing.followed.document;
    let named = |id: &str| {
        let transition = workflow.transition(id);
        transition.is_some_and(|t| {
            let leaves_draft = workflow.state(&standing.state).map(|s| s.phase)
                == Some(Phase::Draft)
                && workflow.state(&t.to).map(|s| s.phase) != Some(Phase::Draft);
            leaves_draft || !t.requires.checks.is_empty()
        })
    };
    match wanted {
        Wanted::Named(id) => named(id),
        Wanted::Action(_) => workflow
            .transitions
            .iter()
            .filter(|t| t.starts_from(&standing.state))
            .any(|t| named(&t.id)),
    }
}

/// The transition from here that does this to the phase: the first that is allowed, or else the first.
fn step_of_action(
    case: &Case<'_>,
    action: PhaseAction,
    found: &FoundVersion,
) -> Answer<Result<Step, Refused>> {
    let fitting = offers(case).into_iter();
    let mut fitting: Vec<_> = fitting.filter(|o| o.step.action == Some(action)).collect();
    fitting.sort_by_key(|offer| !offer.allowed);
    let Some(offer) = fitting.into_iter().next() else {
        let phase = phase_of(&found.version.phase)?;
        let finding = Finding::error("phase_forbids", "")
            .with("action", action.as_str())
            .with("phase", phase.as_str())
            .with("from", action.starts_from());
        return Ok(Err(Refused {
            forbidden: false,
            reasons: vec![finding],
        }));
    };
    Ok(match offer.allowed {
        true => Ok(offer.step),
        false => Err(Refused {
            forbidden: offer.forbidden,
            reasons: offer.reasons,
        }),
    })
}

/// What is wrong with the call is told as such; what the item lacks is a conflict, but for its content: there
/// everything that blocks is told, not only how much.
fn refusal(refused: Refused, checked: &Checked) -> Refusal {
    let input = ["workflow_reason_missing", "workflow_transition_unknown"];
    let is_input = |finding: &Finding| input.contains(&finding.code.as_str());
    let content = ["workflow_check_blocking", "workflow_variants_stale"];
    let is_content = |finding: &Finding| content.contains(&finding.code.as_str());
    if refuses(&checked.findings) && refused.reasons.iter().any(is_content) {
        let (_, mut others): (Vec<_>, Vec<_>) = refused.reasons.into_iter().partition(is_content);
        others.extend(checked.findings.iter().cloned());
        return item_quality::refusal(others);
    }
    match refused.reasons.iter().all(is_input) {
        true => Refusal::Invalid(refused.reasons),
        false => Refusal::Conflict(refused.reasons),
    }
}
