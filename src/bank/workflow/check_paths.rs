//! The ways through a workflow: every state is reached and left, every kind of items comes into use, no
//! pilot can be gone round, and nothing is approved without a review.

use std::collections::BTreeSet;

use super::document::{ItemKind, ReviewOutcome, WorkflowDocument};
use super::paths::Paths;
use super::steps::{PhaseStep, phase_step};
use crate::bank::phase::{Phase, PhaseAction};
use crate::language::finding::Finding;

pub(super) fn check_paths(document: &WorkflowDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut reached_by_some: BTreeSet<usize> = BTreeSet::new();
    let mut dead: Vec<(usize, &str)> = Vec::new();
    let mut circling: Vec<(usize, &str)> = Vec::new();
    for (n, kind) in document.kinds.iter().enumerate() {
        let paths = Paths::of(document, &kind.id);
        let reached = paths.reached(|_| true);
        let endless = paths.endless();
        for at in &reached {
            let open = document.states[*at].phase != Phase::Closed;
            if open && !paths.leads_on(*at) {
                dead.push((*at, &kind.id));
            }
            if endless.contains(at) {
                circling.push((*at, &kind.id));
            }
        }
        findings.extend(never_live(document, &reached, (n, kind)));
        findings.extend(gates_avoided(document, &paths, (n, kind)));
        reached_by_some.extend(reached);
    }
    for (at, state) in document.states.iter().enumerate() {
        let is_known_end = state.id == document.superseded;
        let is_double = document.states[..at].iter().any(|s| s.id == state.id);
        if !reached_by_some.contains(&at) && !is_known_end && !is_double {
            let finding = Finding::error("workflow_state_unreachable", format!("/states/{at}/id"));
            findings.push(finding.with("state", state.id.as_str()));
        }
    }
    findings.extend(by_state(document, &dead, |pointer| {
        Finding::error("workflow_dead_end", pointer)
    }));
    findings.extend(by_state(document, &circling, |pointer| {
        Finding::error("workflow_no_end", pointer)
    }));
    findings.extend(approved_unreviewed(document));
    findings
}

/// One finding for each state, with the kinds it concerns.
fn by_state(
    document: &WorkflowDocument,
    found: &[(usize, &str)],
    finding: fn(String) -> Finding,
) -> Vec<Finding> {
    let states: BTreeSet<usize> = found.iter().map(|(at, _)| *at).collect();
    let told = states.into_iter().map(|at| {
        let kinds = found.iter().filter(|(state, _)| *state == at);
        let kinds: Vec<&str> = kinds.map(|(_, kind)| *kind).collect();
        finding(format!("/states/{at}/id"))
            .with("state", document.states[at].id.as_str())
            .with("kinds", kinds)
    });
    told.collect()
}

/// A kind of items that no way leads into use.
fn never_live(
    document: &WorkflowDocument,
    reached: &BTreeSet<usize>,
    (n, kind): (usize, &ItemKind),
) -> Option<Finding> {
    let lives = reached
        .iter()
        .any(|at| document.states[*at].phase == Phase::Live);
    let finding = Finding::error("workflow_kind_never_live", format!("/kinds/{n}"));
    (!lives).then(|| finding.with("kind", kind.id.as_str()))
}

/// Rounds that a kind has to pass and that some way into use does not ask for.
fn gates_avoided(
    document: &WorkflowDocument,
    paths: &Paths<'_>,
    (n, kind): (usize, &ItemKind),
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for round in 1..=kind.pilot_rounds {
        let pointer = format!("/kinds/{n}/pilot_rounds");
        let gates = document.pilot_gates.iter();
        if !gates
            .into_iter()
            .any(|gate| gate.round == round && gate.is_for(&kind.id))
        {
            let finding = Finding::error("workflow_gate_missing", pointer.clone());
            findings.push(finding.with("kind", kind.id.as_str()).with("round", round));
        }
        let without = paths.reached(|t| !t.requires.pilots.contains(&round));
        let live = without
            .iter()
            .find(|at| document.states[**at].phase == Phase::Live);
        if let Some(at) = live {
            findings.push(
                Finding::error("workflow_gate_avoidable", pointer)
                    .with("kind", kind.id.as_str())
                    .with("round", round)
                    .with("state", document.states[*at].id.as_str()),
            );
        }
    }
    findings
}

/// An approval that asks no reviewer is one person's word: allowed, and remarked.
fn approved_unreviewed(document: &WorkflowDocument) -> Vec<Finding> {
    let approves = |from: &str, to: &str, direction| {
        let (Some(from), Some(to)) = (document.state(from), document.state(to)) else {
            return false;
        };
        let step = phase_step(from.phase, to.phase, direction);
        step == PhaseStep::Action(PhaseAction::Approve)
    };
    let mut findings = Vec::new();
    for (n, transition) in document.transitions.iter().enumerate() {
        let mut from = transition.from.iter();
        let is_approval = from.any(|from| approves(from, &transition.to, transition.direction));
        if is_approval && transition.requires.review != Some(ReviewOutcome::Passed) {
            let finding =
                Finding::warning("workflow_approval_unreviewed", format!("/transitions/{n}"));
            findings.push(finding.with("transition", transition.id.as_str()));
        }
    }
    findings
}
