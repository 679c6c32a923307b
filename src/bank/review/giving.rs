//! Giving a verdict: is the stage open, is this person competent and not the author, has it been said
//! already, and is what is said whole. Every reason at once.

use super::super::Language;
use super::super::workflow::decision::{Case, Refused, may, standing, state_unknown};
use super::super::workflow::stages::ReviewStage;
use super::progress::{StageStanding, progress, verdicts_of};
use super::verdict::{VerdictInput, check_verdict};
use crate::identity::Object;
use crate::language::finding::Finding;

/// The stage in which the verdict can be kept.
///
/// # Errors
/// Every reason why it cannot; `forbidden` where it is this person who may not give it.
pub fn accept_verdict<'w>(
    case: &Case<'w>,
    input: &VerdictInput,
) -> Result<&'w ReviewStage, Refused> {
    let conflict = |finding| Refused {
        forbidden: false,
        reasons: vec![finding],
    };
    let Some((state, kind)) = standing(case) else {
        return Err(conflict(state_unknown(case)));
    };
    let stages = progress(case);
    let is_open = |id: &str| stages.iter().any(|progress| progress.stage == id);
    let all = case.workflow.stages.iter().map(|stage| stage.id.as_str());
    let open: Vec<&str> = all.filter(|id| is_open(id)).collect();
    let found = case.workflow.stage(&input.stage);
    let Some(stage) = found.filter(|stage| is_open(&stage.id)) else {
        let finding = Finding::error("review_stage_closed", "/stage")
            .with("stage", input.stage.as_str())
            .with("state", state.id.as_str())
            .with("kind", kind.id.as_str());
        return Err(conflict(finding.with("open", open)));
    };
    let barred = barred(case, stage, input);
    let forbidden = !barred.is_empty();
    let mut reasons = barred;
    reasons.extend(untimely(case, stage, input));
    reasons.extend(check_verdict(stage, input));
    match reasons.is_empty() {
        true => Ok(stage),
        false => Err(Refused { forbidden, reasons }),
    }
}

/// Stages in which the actor could give a verdict now, with the languages where they go by language: a
/// reviewer's queue is made of these.
pub fn awaited_of<'w>(case: &Case<'w>) -> Vec<(&'w ReviewStage, Option<Language>)> {
    let mut awaited = Vec::new();
    for progress in progress(case) {
        let Some(stage) = case.workflow.stage(&progress.stage) else {
            continue;
        };
        let given = verdicts_of(case, stage, progress.language.as_ref());
        let mine = given.iter().any(|v| v.reviewer == case.actor.user_id);
        let is_open = matches!(progress.standing, StageStanding::Open);
        let competent = is_competent(case, stage, progress.language.as_ref().map(|l| l.as_str()));
        if is_open && !mine && competent && !case.facts.actor_wrote {
            awaited.push((stage, progress.language));
        }
    }
    awaited
}

fn is_competent(case: &Case<'_>, stage: &ReviewStage, language: Option<&str>) -> bool {
    let object = Object {
        language: language.or(case.object.language),
        ..case.object.clone()
    };
    may(case.actor, stage.permission, &stage.roles, &object)
}

/// Why it is this person who may not.
fn barred(case: &Case<'_>, stage: &ReviewStage, input: &VerdictInput) -> Vec<Finding> {
    let mut findings = Vec::new();
    let language = input.language.as_ref().map(|l| l.as_str());
    if !is_competent(case, stage, language) {
        findings.push(
            Finding::error("review_not_competent", "")
                .with("stage", stage.id.as_str())
                .with("permission", stage.permission.as_str())
                .with("subject", case.object.subject.unwrap_or("*"))
                .with("language", language.or(case.object.language).unwrap_or("*")),
        );
    }
    if case.facts.actor_wrote {
        findings.push(Finding::error("own_item_reviewed", ""));
    }
    findings
}

/// Why it is not the time: the language, an earlier stage, a verdict that was given already.
fn untimely(case: &Case<'_>, stage: &ReviewStage, input: &VerdictInput) -> Vec<Finding> {
    let mut findings: Vec<Finding> = language_unfit(case, stage, input).into_iter().collect();
    let of_stage = progress(case);
    let own = of_stage.iter().find(|p| p.stage == stage.id);
    if let Some(waits) = own.map(|p| &p.waits_for).filter(|w| !w.is_empty()) {
        let finding = Finding::error("review_stage_waits", "/stage");
        let finding = finding.with("stage", stage.id.as_str());
        findings.push(finding.with("for", waits.as_slice()));
    }
    let given = verdicts_of(case, stage, input.language.as_ref());
    if given.iter().any(|v| v.reviewer == case.actor.user_id) {
        let finding = Finding::error("review_already_given", "/stage");
        findings.push(finding.with("stage", stage.id.as_str()));
    }
    findings
}

fn language_unfit(case: &Case<'_>, stage: &ReviewStage, input: &VerdictInput) -> Option<Finding> {
    let variants = case.facts.variants.iter();
    let known: Vec<&str> = variants.map(|v| v.language.as_str()).collect();
    let finding = match (&input.language, stage.per_language) {
        (None, true) => Finding::error("review_language_missing", "/language"),
        (Some(language), true) if !known.contains(&language.as_str()) => {
            Finding::error("review_language_unknown", "/language")
                .with("language", language.as_str())
        }
        (Some(_), false) => {
            return Some(
                Finding::error("review_language_unasked", "/language")
                    .with("stage", stage.id.as_str()),
            );
        }
        _ => return None,
    };
    Some(
        finding
            .with("stage", stage.id.as_str())
            .with("known", known),
    )
}
