//! What may be done to an item now: every transition that starts from its state, and for each that may
//! not be taken all the reasons at once.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::phase::{Phase, PhaseAction};
use super::super::review::attempt::Outcome;
use super::document::{Direction, ItemKind, State, Transition, WorkflowDocument};
use super::facts::{Facts, ItemFacts};
use super::requirements::unmet;
use super::steps::{PhaseStep, step_of};
use crate::identity::{Actor, Object, Permission, Role, decide};
use crate::language::finding::{Finding, refuses};

/// An item, where it is, and who asks.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The workflow in force.
    pub workflow: &'a WorkflowDocument,
    /// The item.
    pub item: &'a ItemFacts,
    /// State of the version.
    pub state: &'a str,
    /// Who asks.
    pub actor: &'a Actor,
    /// The version as an object of decisions: its owner, subject, and language where one is meant.
    pub object: &'a Object<'a>,
    /// What is known.
    pub facts: &'a Facts,
}

/// A step as the caller carries it out.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Step {
    /// Id of the transition.
    pub transition: String,
    /// State it starts from.
    pub from: String,
    /// State it leads to.
    pub to: String,
    /// Phase of that state.
    pub phase: Phase,
    /// What it does to the phase; none where only the state changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<PhaseAction>,
    /// Where it leads the item.
    pub direction: Direction,
    /// True when a new draft with the same content is to be opened for the author.
    pub opens_draft: bool,
    /// How it ends the attempt at hand; none where it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What is remarked and does not refuse.
    pub remarks: Vec<Finding>,
}

/// A transition from the item's state: may it be taken, and if not, why not.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Offer {
    /// The step.
    pub step: Step,
    /// True when the actor may take it now.
    pub allowed: bool,
    /// True when it is the actor who may not: others could.
    pub forbidden: bool,
    /// Every reason why not.
    pub reasons: Vec<Finding>,
}

/// Why a step is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// True when it is the actor who may not; else the item is not so far.
    pub forbidden: bool,
    /// Every reason.
    pub reasons: Vec<Finding>,
}

/// All transitions that start from the item's state and are for its kind, in the policy's order. None
/// where the policy does not know the state.
pub fn offers(case: &Case<'_>) -> Vec<Offer> {
    let Some((state, kind)) = standing(case) else {
        return Vec::new();
    };
    let all = case.workflow.transitions.iter();
    let here = all.filter(|t| t.starts_from(&state.id) && t.is_for(&kind.id));
    here.map(|transition| offer(case, state, kind, transition))
        .collect()
}

/// The step of a named transition.
///
/// # Errors
/// Every reason why it is not taken.
pub fn step(case: &Case<'_>, transition: &str) -> Result<Step, Refused> {
    let conflict = |reason| Refused {
        forbidden: false,
        reasons: vec![reason],
    };
    let Some((state, kind)) = standing(case) else {
        return Err(conflict(state_unknown(case)));
    };
    let Some(found) = case.workflow.transition(transition) else {
        let all = case.workflow.transitions.iter();
        let known: Vec<&str> = all.map(|t| t.id.as_str()).collect();
        let finding = Finding::error("workflow_transition_unknown", "/transition");
        let finding = finding.with("transition", transition);
        return Err(conflict(finding.with("known", known)));
    };
    if !found.starts_from(&state.id) || !found.is_for(&kind.id) {
        return Err(conflict(elsewhere(case, found, state, kind)));
    }
    let offer = offer(case, state, kind, found);
    match offer.allowed {
        true => Ok(offer.step),
        false => Err(Refused {
            forbidden: offer.forbidden,
            reasons: offer.reasons,
        }),
    }
}

/// True when a grant of the actor, of one of the roles, carries the permission over the object.
pub(in crate::bank) fn may(
    actor: &Actor,
    permission: Permission,
    roles: &[Role],
    object: &Object<'_>,
) -> bool {
    if roles.is_empty() {
        return decide(actor, permission, object).allows();
    }
    let of_roles = actor.grants.iter().filter(|g| roles.contains(&g.role));
    let narrowed = Actor {
        grants: of_roles.cloned().collect(),
        ..actor.clone()
    };
    decide(&narrowed, permission, object).allows()
}

/// State and kind of the item.
pub(in crate::bank) fn standing<'a>(case: &Case<'a>) -> Option<(&'a State, &'a ItemKind)> {
    let state = case.workflow.state(case.state)?;
    Some((state, case.workflow.kind_of(case.item)?))
}

pub(in crate::bank) fn state_unknown(case: &Case<'_>) -> Finding {
    let known: Vec<&str> = case.workflow.states.iter().map(|s| s.id.as_str()).collect();
    Finding::error("workflow_state_unknown", "/state")
        .with("state", case.state)
        .with("known", known)
}

fn offer(case: &Case<'_>, state: &State, kind: &ItemKind, transition: &Transition) -> Offer {
    let phase_step = step_of(case.workflow, transition, &state.id);
    let mut barred = Vec::new();
    if !may(
        case.actor,
        transition.permission,
        &transition.roles,
        case.object,
    ) {
        barred.push(permission_missing(case, transition));
    }
    // Authors may take their work back, which is no verdict; they never find it good.
    let takes_back = transition.permission == Permission::WriteItems
        && phase_step != PhaseStep::Action(PhaseAction::Approve);
    let is_verdict = phase_step.is_verdict() && !takes_back;
    if case.facts.actor_wrote && (transition.not_authors || is_verdict) {
        barred.push(Finding::error("own_item_reviewed", ""));
    }
    let forbidden = !barred.is_empty();
    let (unmet, remarks): (Vec<_>, Vec<_>) = unmet(case, state, kind, transition)
        .into_iter()
        .partition(Finding::is_error);
    let reasons: Vec<Finding> = barred.into_iter().chain(unmet).collect();
    let phase = case.workflow.state(&transition.to).map(|to| to.phase);
    Offer {
        allowed: !refuses(&reasons),
        forbidden,
        reasons,
        step: Step {
            transition: transition.id.clone(),
            from: state.id.clone(),
            to: transition.to.clone(),
            phase: phase.unwrap_or(state.phase),
            action: match phase_step {
                PhaseStep::Action(action) => Some(action),
                PhaseStep::Same | PhaseStep::Impossible => None,
            },
            direction: transition.direction,
            opens_draft: transition.opens_draft,
            outcome: outcome(phase_step, takes_back),
            remarks,
        },
    }
}

/// How a step ends an attempt of a review.
fn outcome(phase_step: PhaseStep, takes_back: bool) -> Option<Outcome> {
    match phase_step {
        PhaseStep::Action(PhaseAction::Approve) => Some(Outcome::Approved),
        PhaseStep::Action(PhaseAction::Return | PhaseAction::Reject) if takes_back => {
            Some(Outcome::Withdrawn)
        }
        PhaseStep::Action(PhaseAction::Return) => Some(Outcome::Returned),
        PhaseStep::Action(PhaseAction::Reject) => Some(Outcome::Rejected),
        _ => None,
    }
}

fn permission_missing(case: &Case<'_>, transition: &Transition) -> Finding {
    let finding = Finding::error("workflow_permission_missing", "")
        .with("transition", transition.id.as_str())
        .with("permission", transition.permission.as_str())
        .with("subject", case.object.subject.unwrap_or("*"));
    match transition.roles.is_empty() {
        true => finding,
        false => {
            let roles: Vec<&str> = transition.roles.iter().map(|r| r.as_str()).collect();
            finding.with("roles", roles)
        }
    }
}

/// The transition does not start here, or is not for this kind of items.
fn elsewhere(case: &Case<'_>, transition: &Transition, state: &State, kind: &ItemKind) -> Finding {
    let all = case.workflow.transitions.iter();
    let here = all.filter(|t| t.starts_from(&state.id) && t.is_for(&kind.id));
    let possible: Vec<&str> = here.map(|t| t.id.as_str()).collect();
    let finding = match transition.starts_from(&state.id) {
        true => Finding::error("workflow_transition_not_for_kind", "/transition")
            .with("kind", kind.id.as_str()),
        false => Finding::error("workflow_transition_elsewhere", "/transition")
            .with("from", transition.from.as_slice()),
    };
    finding
        .with("transition", transition.id.as_str())
        .with("state", state.id.as_str())
        .with("possible", possible)
}

impl Transition {
    /// True when it starts from the state.
    pub fn starts_from(&self, state: &str) -> bool {
        self.from.iter().any(|from| from == state)
    }

    /// True when items of the kind take it.
    pub fn is_for(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|own| own == kind)
    }
}
