//! What a transition asks for and is not there. Every requirement is looked at; none hides another.

use super::super::Language;
use super::super::review::progress::{StageProgress, StageStanding, progress};
use super::super::review::verdict::Verdict;
use super::decision::Case;
use super::document::{ItemKind, ReviewOutcome, State, Transition};
use super::facts::{PilotDecision, PilotRound};
use super::stages::PilotGate;
use crate::language::finding::Finding;

/// Everything that the transition asks for and that is not so.
pub(super) fn unmet(
    case: &Case<'_>,
    state: &State,
    kind: &ItemKind,
    transition: &Transition,
) -> Vec<Finding> {
    let (requires, facts) = (&transition.requires, case.facts);
    let mut findings = Vec::new();
    for check in &requires.checks {
        findings.extend(check_unmet(case, check.as_str()));
    }
    if let Some(outcome) = requires.review {
        findings.extend(review_unmet(case, state, outcome));
    }
    for round in &requires.pilots {
        findings.extend(pilot_unmet(case, kind, *round));
    }
    for language in &requires.approved_in {
        findings.extend(variant_unmet(case, language));
    }
    if requires.no_stale_variants {
        let stale = facts.variants.iter().filter(|v| v.stale);
        let languages: Vec<&str> = stale.map(|v| v.language.as_str()).collect();
        if !languages.is_empty() {
            let finding = Finding::error("workflow_variants_stale", "/texts");
            findings.push(finding.with("languages", languages));
        }
    }
    if requires.comments_closed && facts.blocking_comments > 0 {
        let finding = Finding::error("workflow_comments_open", "/comments");
        findings.push(finding.with("open", facts.blocking_comments));
    }
    if let Some(number) = facts.unchanged_since.filter(|_| requires.changed) {
        let finding = Finding::error("resubmitted_unchanged", "");
        findings.push(finding.with("number", number));
    }
    if requires.reason && !facts.reason_given {
        findings.push(Finding::error("workflow_reason_missing", "/reason"));
    }
    findings
}

fn check_unmet(case: &Case<'_>, check: &str) -> Option<Finding> {
    let run = case
        .facts
        .checks
        .iter()
        .find(|run| run.check.as_str() == check);
    match run {
        None => Some(Finding::error("workflow_check_not_run", "/checks").with("check", check)),
        Some(run) if run.blocking > 0 => Some(
            Finding::error("workflow_check_blocking", "/checks")
                .with("check", check)
                .with("open", run.blocking)
                .with("waived", run.waived),
        ),
        Some(_) => None,
    }
}

fn review_unmet(case: &Case<'_>, state: &State, outcome: ReviewOutcome) -> Vec<Finding> {
    let stages = progress(case);
    let against = |wanted: &[Verdict]| {
        let mut counted = stages.iter().flat_map(|stage| &stage.verdicts);
        counted.any(|verdict| wanted.contains(verdict))
    };
    let finding = |code: fn(&str) -> Finding| vec![code(&state.id)];
    match outcome {
        ReviewOutcome::Passed => stages.iter().filter_map(stage_unmet).collect(),
        ReviewOutcome::Contested if !against(&[Verdict::Revise, Verdict::Reject]) => {
            finding(|state| Finding::error("workflow_nobody_against", "").with("state", state))
        }
        ReviewOutcome::Refused if !against(&[Verdict::Reject]) => {
            finding(|state| Finding::error("workflow_nobody_refuses", "").with("state", state))
        }
        ReviewOutcome::Contested | ReviewOutcome::Refused => Vec::new(),
    }
}

/// Why a stage is not passed; a stage that waits for another is short of its reviewers as well.
fn stage_unmet(stage: &StageProgress) -> Option<Finding> {
    let pointer = format!("/stages/{}", stage.stage);
    let finding = match stage.standing {
        StageStanding::Passed => return None,
        StageStanding::Contested => Finding::error("workflow_stage_contested", pointer)
            .with("against", stage.against())
            .with("approvals", stage.approvals()),
        StageStanding::Open | StageStanding::Waiting => {
            Finding::error("workflow_stage_short", pointer)
                .with("have", stage.approvals())
                .with("need", stage.need)
        }
    };
    let finding = finding.with("stage", stage.stage.as_str());
    Some(match &stage.language {
        Some(language) => finding.with("language", language.as_str()),
        None => finding,
    })
}

/// The last record of a round counts: a round may be repeated.
fn pilot_unmet(case: &Case<'_>, kind: &ItemKind, round: u8) -> Vec<Finding> {
    let mut gates = case.workflow.pilot_gates.iter();
    let Some(gate) = gates.find(|g| g.round == round && g.is_for(&kind.id)) else {
        return Vec::new();
    };
    let mut records = case.facts.pilots.iter();
    let Some(record) = records.rfind(|record| record.round == round) else {
        let finding = Finding::error("workflow_pilot_missing", "/pilots");
        return vec![finding.with("round", round).with("min", gate.min_n)];
    };
    let mut findings = Vec::new();
    if record.decision != PilotDecision::Pass {
        findings.push(
            Finding::error("workflow_pilot_not_passed", "/pilots")
                .with("round", round)
                .with("decision", record.decision.as_str()),
        );
    }
    if record.n < gate.min_n {
        findings.push(
            Finding::error("workflow_pilot_n", "/pilots")
                .with("round", round)
                .with("n", record.n)
                .with("min", gate.min_n),
        );
    }
    findings.extend(numbers_unmet(gate, record));
    findings
}

/// Imported numbers outside the gate's bounds, or absent where it has bounds.
fn numbers_unmet(gate: &PilotGate, record: &PilotRound) -> Vec<Finding> {
    let bounds = [
        ("p", record.p, gate.p.map(|[low, high]| (low, high))),
        ("rit", record.rit, gate.min_rit.map(|low| (low, 1.0))),
    ];
    let mut findings = Vec::new();
    for (metric, value, bounds) in bounds {
        let Some((low, high)) = bounds else { continue };
        let finding = match value {
            None => Finding::error("workflow_pilot_number_missing", "/pilots"),
            Some(value) if !(low..=high).contains(&value) => {
                Finding::error("workflow_pilot_number", "/pilots")
                    .with("value", value)
                    .with("min", low)
                    .with("max", high)
            }
            Some(_) => continue,
        };
        let mut finding = finding.with("round", gate.round).with("metric", metric);
        finding.severity = gate.severity;
        findings.push(finding);
    }
    findings
}

fn variant_unmet(case: &Case<'_>, language: &Language) -> Option<Finding> {
    let found = case.facts.variants.iter().find(|v| v.language == *language);
    if found.is_some_and(|variant| variant.approved) {
        return None;
    }
    let finding = Finding::error(
        "workflow_variant_not_approved",
        format!("/texts/{language}"),
    );
    let known = match found {
        Some(_) => "present",
        None => "absent",
    };
    Some(
        finding
            .with("language", language.as_str())
            .with("known", known),
    )
}
