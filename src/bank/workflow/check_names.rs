//! Names of a workflow: given once, and everything referred to is there.

use std::collections::BTreeMap;

use super::super::{Access, ItemType, Purpose};
use super::document::{Direction, Transition, WorkflowDocument};
use super::facts::ItemFacts;
use super::stages::ReviewStage;
use super::steps::{PhaseStep, phase_step};
use crate::bank::phase::Phase;
use crate::identity::{Permission, Role};
use crate::language::finding::Finding;

/// Kinds of assessment whose items are never used without a pilot.
const PILOTED: [&str; 2] = ["EXTERNAL", "ADMISSION"];

pub(super) fn check_names(document: &WorkflowDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    let states = document.states.iter().map(|s| s.id.as_str());
    findings.extend(doubled("/states", states));
    findings.extend(doubled(
        "/kinds",
        document.kinds.iter().map(|k| k.id.as_str()),
    ));
    let transitions = document.transitions.iter().map(|t| t.id.as_str());
    findings.extend(doubled("/transitions", transitions));
    findings.extend(doubled(
        "/stages",
        document.stages.iter().map(|s| s.id.as_str()),
    ));
    findings.extend(check_kinds(document));
    findings.extend(check_ends(document));
    for (n, transition) in document.transitions.iter().enumerate() {
        findings.extend(
            check_transition(document, transition)
                .into_iter()
                .map(|f| f.under(&format!("/transitions/{n}"))),
        );
    }
    findings.extend(check_stage_names(document));
    for (old, new) in &document.renames {
        let pointer = crate::document::pointer::child("/renames", old);
        findings.extend(state_known(document, new, pointer.clone()));
        if document.state(old).is_some() {
            let finding = Finding::error("workflow_rename_of_kept_state", pointer);
            findings.push(finding.with("state", old.as_str()));
        }
    }
    findings
}

/// A finding for every id that stands earlier in the same list.
fn doubled<'a>(list: &str, ids: impl Iterator<Item = &'a str>) -> Vec<Finding> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for (n, id) in ids.enumerate() {
        match first.get(id) {
            Some(earlier) => findings.push(
                Finding::error("duplicate_id", format!("{list}/{n}/id"))
                    .with("id", id)
                    .with("first", format!("{list}/{earlier}/id")),
            ),
            None => {
                first.insert(id, n);
            }
        }
    }
    findings
}

/// A finding for a state that there is not.
fn state_known(document: &WorkflowDocument, id: &str, pointer: String) -> Option<Finding> {
    unknown("state", id, &states(document), pointer)
}

/// A finding for a kind of items that there is not.
fn kind_known(document: &WorkflowDocument, id: &str, pointer: String) -> Option<Finding> {
    unknown("kind", id, &kinds(document), pointer)
}

/// A finding for a stage that there is not.
fn stage_known(document: &WorkflowDocument, id: &str, pointer: String) -> Option<Finding> {
    unknown("stage", id, &stages(document), pointer)
}

fn states(document: &WorkflowDocument) -> Vec<&str> {
    document.states.iter().map(|s| s.id.as_str()).collect()
}

fn kinds(document: &WorkflowDocument) -> Vec<&str> {
    document.kinds.iter().map(|k| k.id.as_str()).collect()
}

fn stages(document: &WorkflowDocument) -> Vec<&str> {
    document.stages.iter().map(|s| s.id.as_str()).collect()
}

/// The document with every misspelt name as it was probably meant. Its spelling is told by
/// [`check_names`], and nothing else should be blamed for it.
pub(super) fn meant(document: &WorkflowDocument) -> WorkflowDocument {
    let mend = |name: &mut String, known: &[&str]| {
        if !known.contains(&name.as_str())
            && let Some(near) = nearest(name, known)
        {
            *name = near.to_owned();
        }
    };
    let (states, kinds, stages) = (states(document), kinds(document), stages(document));
    let mut meant = document.clone();
    mend(&mut meant.start, &states);
    mend(&mut meant.superseded, &states);
    for transition in &mut meant.transitions {
        mend(&mut transition.to, &states);
        transition
            .from
            .iter_mut()
            .for_each(|name| mend(name, &states));
        transition
            .kinds
            .iter_mut()
            .for_each(|name| mend(name, &kinds));
    }
    for state in &mut meant.states {
        state.stages.iter_mut().for_each(|name| mend(name, &stages));
    }
    for stage in &mut meant.stages {
        stage.kinds.iter_mut().for_each(|name| mend(name, &kinds));
        stage.after.iter_mut().for_each(|name| mend(name, &stages));
    }
    for gate in &mut meant.pilot_gates {
        gate.kinds.iter_mut().for_each(|name| mend(name, &kinds));
    }
    meant
}

/// Names in states, stages, pilot gates and the rule of promotion.
fn check_stage_names(document: &WorkflowDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (n, state) in document.states.iter().enumerate() {
        for (m, stage) in state.stages.iter().enumerate() {
            let pointer = format!("/states/{n}/stages/{m}");
            findings.extend(stage_known(document, stage, pointer));
        }
    }
    for (n, stage) in document.stages.iter().enumerate() {
        let found = check_stage(document, stage).into_iter();
        findings.extend(found.map(|f| f.under(&format!("/stages/{n}"))));
    }
    let gates = document.pilot_gates.iter().enumerate();
    let mut of_kinds: Vec<(String, &[String])> = gates
        .map(|(n, gate)| (format!("/pilot_gates/{n}/kinds"), gate.kinds.as_slice()))
        .collect();
    let promotion = document.promotion.iter();
    of_kinds.extend(promotion.map(|p| ("/promotion/kinds".to_owned(), p.kinds.as_slice())));
    for (at, kinds) in of_kinds {
        for (n, kind) in kinds.iter().enumerate() {
            findings.extend(kind_known(document, kind, format!("{at}/{n}")));
        }
    }
    findings
}

fn check_stage(document: &WorkflowDocument, stage: &ReviewStage) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (n, kind) in stage.kinds.iter().enumerate() {
        findings.extend(kind_known(document, kind, format!("/kinds/{n}")));
    }
    for kind in stage.reviewers_by_kind.keys() {
        let pointer = crate::document::pointer::child("/reviewers_by_kind", kind);
        findings.extend(kind_known(document, kind, pointer));
    }
    findings.extend(roles_without(&stage.roles, stage.permission));
    for (n, after) in stage.after.iter().enumerate() {
        findings.extend(stage_known(document, after, format!("/after/{n}")));
    }
    let points = stage.checklist.iter().map(|point| point.id.as_str());
    findings.extend(doubled("/checklist", points));
    findings
}

/// Roles that do not carry what they are named for.
fn roles_without(roles: &[Role], permission: Permission) -> Vec<Finding> {
    let lacking = roles
        .iter()
        .enumerate()
        .filter(|(_, role)| !role.permissions().contains(&permission));
    let told = lacking.map(|(n, role)| {
        Finding::error("workflow_role_without_permission", format!("/roles/{n}"))
            .with("role", role.as_str())
            .with("permission", permission.as_str())
    });
    told.collect()
}

fn unknown(what: &'static str, id: &str, known: &[&str], pointer: String) -> Option<Finding> {
    if known.contains(&id) {
        return None;
    }
    let finding = Finding::error("workflow_name_unknown", pointer)
        .with("what", what)
        .with("name", id)
        .with("known", known);
    Some(match nearest(id, known) {
        Some(near) => finding.with("nearest", near),
        None => finding,
    })
}

/// The known name that was probably meant.
fn nearest<'a>(id: &str, known: &[&'a str]) -> Option<&'a str> {
    let distance = |other: &str| strsim::damerau_levenshtein(id, other);
    known
        .iter()
        .map(|other| (distance(other), *other))
        .filter(|(far, other)| *far * 3 <= id.len().max(other.len()))
        .min_by_key(|(far, _)| *far)
        .map(|(_, other)| other)
}

/// The last kind takes what is left, and items for external tests fall into kinds with pilots.
fn check_kinds(document: &WorkflowDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    let last = document.kinds.len().saturating_sub(1);
    for (n, kind) in document.kinds.iter().enumerate() {
        let pointer = format!("/kinds/{n}");
        if n < last && kind.when.is_empty() {
            let finding = Finding::error("workflow_kind_takes_all", pointer);
            findings.push(finding.with("kind", kind.id.as_str()));
        } else if n == last && !kind.when.is_empty() {
            let finding = Finding::error("workflow_kind_for_the_rest", format!("{pointer}/when"));
            findings.push(finding.with("kind", kind.id.as_str()));
        }
    }
    findings.extend(unpiloted_kinds(document));
    findings
}

/// Kinds without pilots into which an item for an external test can fall.
fn unpiloted_kinds(document: &WorkflowDocument) -> Vec<Finding> {
    let mut found: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for assessment in PILOTED {
        for item in items_for(assessment) {
            let kind = document.kind_of(&item);
            let at = kind.and_then(|kind| document.kinds.iter().position(|k| k.id == kind.id));
            let Some(at) = at.filter(|at| document.kinds[*at].pilot_rounds == 0) else {
                continue;
            };
            let assessments = found.entry(at).or_default();
            if !assessments.contains(&assessment) {
                assessments.push(assessment);
            }
        }
    }
    let told = found.into_iter().map(|(at, assessments)| {
        Finding::error("workflow_external_unpiloted", format!("/kinds/{at}"))
            .with("kind", document.kinds[at].id.as_str())
            .with("assessments", assessments)
    });
    told.collect()
}

/// Items of every purpose, type and access class, written for an assessment. Questions carry no points
/// and are asked in no external test.
fn items_for(assessment: &str) -> Vec<ItemFacts> {
    let mut items = Vec::new();
    for purpose in Purpose::ALL {
        for item_type in ItemType::ALL.iter().filter(|t| **t != ItemType::Question) {
            for access in Access::ALL {
                items.push(ItemFacts {
                    purpose: *purpose,
                    types: vec![*item_type],
                    access: *access,
                    tags: Vec::new(),
                    assessments: vec![assessment.to_owned()],
                });
            }
        }
    }
    items
}

/// A version begins as a draft, and what is superseded is closed.
fn check_ends(document: &WorkflowDocument) -> Vec<Finding> {
    let ends = [
        (&document.start, "/start", Phase::Draft),
        (&document.superseded, "/superseded", Phase::Closed),
    ];
    let mut findings = Vec::new();
    for (id, pointer, phase) in ends {
        match document.state(id) {
            None => findings.extend(state_known(document, id, pointer.to_owned())),
            Some(state) if state.phase != phase => findings.push(
                Finding::error("workflow_end_phase", pointer)
                    .with("state", id.as_str())
                    .with("phase", state.phase.as_str())
                    .with("needed", phase.as_str()),
            ),
            Some(_) => {}
        }
    }
    findings
}

fn check_transition(document: &WorkflowDocument, transition: &Transition) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(state_known(document, &transition.to, "/to".into()));
    for (n, from) in transition.from.iter().enumerate() {
        let pointer = format!("/from/{n}");
        findings.extend(state_known(document, from, pointer.clone()));
        if *from == transition.to {
            let finding = Finding::error("workflow_step_to_itself", pointer.clone());
            findings.push(finding.with("state", from.as_str()));
        }
        findings.extend(step_possible(document, transition, from, pointer));
    }
    for (n, kind) in transition.kinds.iter().enumerate() {
        findings.extend(kind_known(document, kind, format!("/kinds/{n}")));
    }
    findings.extend(roles_without(&transition.roles, transition.permission));
    let closes = document
        .state(&transition.to)
        .is_none_or(|to| to.phase == Phase::Closed);
    if transition.opens_draft && (!closes || transition.direction == Direction::Reject) {
        let finding = Finding::error("workflow_draft_beside_version", "/opens_draft");
        findings.push(finding.with("state", transition.to.as_str()));
    }
    findings
}

/// A change of phase that the code does not know.
fn step_possible(
    document: &WorkflowDocument,
    transition: &Transition,
    from: &str,
    pointer: String,
) -> Option<Finding> {
    let (start, end) = (document.state(from)?, document.state(&transition.to)?);
    if start.id == end.id {
        return None;
    }
    let direction = transition.direction;
    if phase_step(start.phase, end.phase, direction) != PhaseStep::Impossible {
        return None;
    }
    let finding = match start.phase {
        Phase::Closed => Finding::error("workflow_leaves_closed", pointer),
        _ => Finding::error("workflow_phase_step", pointer)
            .with("from", start.phase.as_str())
            .with("to", end.phase.as_str())
            .with("direction", direction.as_str()),
    };
    Some(finding.with("state", from))
}
