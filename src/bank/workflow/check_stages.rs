//! Stages of review and pilots of a workflow: somebody can review, in some state, in some order.

use std::collections::BTreeSet;

use super::document::{ReviewOutcome, State, Transition, WorkflowDocument};
use super::stages::{PilotGate, ReviewStage};
use crate::language::finding::Finding;

/// The names in the document are taken as known: what is not is told elsewhere.
pub(super) fn check_stages(document: &WorkflowDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (n, stage) in document.stages.iter().enumerate() {
        let open = |state: &State| state.stages.contains(&stage.id);
        if !document.states.iter().any(open) {
            let finding = Finding::error("workflow_stage_unused", format!("/stages/{n}/id"));
            findings.push(finding.with("stage", stage.id.as_str()));
        }
    }
    findings.extend(check_order(document));
    for (n, transition) in document.transitions.iter().enumerate() {
        let found = check_requires(document, transition).into_iter();
        findings.extend(found.map(|f| f.under(&format!("/transitions/{n}/requires"))));
    }
    findings.extend(check_gates(document));
    findings
}

/// Stages that wait for each other in a circle never begin.
fn check_order(document: &WorkflowDocument) -> Vec<Finding> {
    let mut begun: BTreeSet<&str> = BTreeSet::new();
    loop {
        let ready = |stage: &&ReviewStage| {
            !begun.contains(stage.id.as_str())
                && stage
                    .after
                    .iter()
                    .all(|after| begun.contains(after.as_str()) || document.stage(after).is_none())
        };
        let next: Vec<&str> = document
            .stages
            .iter()
            .filter(ready)
            .map(|s| s.id.as_str())
            .collect();
        if next.is_empty() {
            break;
        }
        begun.extend(next);
    }
    let waiting = document.stages.iter().enumerate();
    let waiting = waiting.filter(|(_, stage)| !begun.contains(stage.id.as_str()));
    let told = waiting.map(|(n, stage)| {
        Finding::error("workflow_stage_circle", format!("/stages/{n}/after"))
            .with("stage", stage.id.as_str())
            .with("after", stage.after.as_slice())
    });
    told.collect()
}

/// What a transition asks reviewers and pilots for is there to be had.
fn check_requires(document: &WorkflowDocument, transition: &Transition) -> Vec<Finding> {
    let requires = &transition.requires;
    let mut findings = Vec::new();
    let states = transition.from.iter().filter_map(|id| document.state(id));
    for state in states.filter(|_| requires.review.is_some()) {
        let of_kind = |kind: &str| {
            let known = state.stages.iter().filter_map(|id| document.stage(id));
            known
                .filter(|stage| stage.kinds.is_empty() || stage.kinds.iter().any(|k| k == kind))
                .count()
        };
        let taking = document
            .kinds
            .iter()
            .filter(|kind| transition.is_for(&kind.id));
        let bare = taking.filter(|kind| of_kind(&kind.id) == 0);
        let bare: Vec<&str> = bare.map(|kind| kind.id.as_str()).collect();
        if !bare.is_empty() && requires.review == Some(ReviewOutcome::Passed) {
            findings.push(
                Finding::error("workflow_review_without_stage", "/review")
                    .with("state", state.id.as_str())
                    .with("kinds", bare),
            );
        }
    }
    for (n, round) in requires.pilots.iter().enumerate() {
        if !document.pilot_gates.iter().any(|gate| gate.round == *round) {
            let finding = Finding::error("workflow_gate_unknown", format!("/pilots/{n}"));
            findings.push(finding.with("round", *round));
        }
    }
    findings
}

fn check_gates(document: &WorkflowDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (n, gate) in document.pilot_gates.iter().enumerate() {
        let at = format!("/pilot_gates/{n}");
        let overlap =
            |other: &&PilotGate| other.round == gate.round && overlap(document, other, gate);
        if document.pilot_gates[..n]
            .iter()
            .any(|other| overlap(&other))
        {
            let finding = Finding::error("workflow_gate_twice", format!("{at}/round"));
            findings.push(finding.with("round", gate.round));
        }
        if let Some([low, high]) = gate.p.filter(|[low, high]| low > high) {
            let finding = Finding::error("workflow_gate_bounds", format!("{at}/p"));
            findings.push(finding.with("low", low).with("high", high));
        }
        let asked = document.transitions.iter();
        if !asked
            .flat_map(|t| &t.requires.pilots)
            .any(|round| *round == gate.round)
        {
            let finding = Finding::warning("workflow_gate_unused", format!("{at}/round"));
            findings.push(finding.with("round", gate.round));
        }
    }
    findings
}

/// True when some kind of items has to pass both.
fn overlap(document: &WorkflowDocument, one: &PilotGate, other: &PilotGate) -> bool {
    let mut kinds = document.kinds.iter();
    kinds.any(|kind| one.is_for(&kind.id) && other.is_for(&kind.id))
}
