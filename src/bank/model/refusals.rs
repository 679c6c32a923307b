//! What stands in the way of items, said of the model.

use super::judge::{Fault, Reason};
use super::read::Model;
use super::scope::Scope;
use super::survey::Survey;
use crate::language::finding::Finding;

/// What a survey found: errors where the model makes no item or names an error that never shows, warnings
/// where some combinations are left out.
pub(super) fn of_survey(model: &Model<'_>, survey: &Survey) -> Vec<Finding> {
    let mut findings = survey.findings.clone();
    if !findings.is_empty() {
        return findings;
    }
    let none = survey.usable.is_empty();
    for (reason, (count, first)) in &survey.refused {
        let finding = match none {
            true => Finding::error("model_combinations_refused", place(*reason)),
            false => Finding::warning("model_combinations_refused", place(*reason)),
        };
        let finding = finding
            .with("count", *count)
            .with("of", survey.satisfied)
            .with("reason", name(*reason))
            .with("example", Scope::at(model, *first).example());
        findings.push(match condition(model, *reason) {
            Some(condition) => finding.with("condition", condition),
            None => finding,
        });
    }
    findings.extend(never_used(model, survey));
    findings
}

/// Where in the model a reason has its place.
fn place(reason: Reason) -> String {
    match reason {
        Reason::Absent | Reason::NotDecimal => "/question/answer/is".to_owned(),
        Reason::Senseless(n) => format!("/question/sense/{n}"),
        Reason::TooFewDistractors => "/question/distractors".to_owned(),
        Reason::SameWording => "/wording".to_owned(),
    }
}

fn name(reason: Reason) -> &'static str {
    match reason {
        Reason::Absent => "absent",
        Reason::NotDecimal => "not_decimal",
        Reason::Senseless(_) => "senseless",
        Reason::TooFewDistractors => "too_few_distractors",
        Reason::SameWording => "same_wording",
    }
}

fn condition<'a>(model: &'a Model<'_>, reason: Reason) -> Option<&'a str> {
    match reason {
        Reason::Senseless(n) => model.document.question.sense.get(n).map(String::as_str),
        _ => None,
    }
}

/// Errors that can be offered in no combination at all, each with the fault it has most often.
fn never_used(model: &Model<'_>, survey: &Survey) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (n, faults) in survey.faults.iter().enumerate() {
        let all: usize = faults.values().sum();
        if survey.judged == 0 || all < survey.judged {
            continue;
        }
        let most = Fault::ALL.into_iter().max_by_key(|fault| faults.get(fault));
        let finding = Finding::error(
            "model_distractor_never",
            format!("/question/distractors/{n}/is"),
        );
        let error = model.document.question.distractors.get(n);
        findings.push(
            finding
                .with("error", error.map_or("", |one| one.error.as_str()))
                .with("fault", most.map_or("", Fault::as_str)),
        );
    }
    findings
}

/// A finding about an item as one about the model it comes from; the code of the item is its argument `item`.
pub fn to_model(finding: Finding, code: &str) -> Finding {
    let pointer = pointer_in_model(&finding.pointer);
    Finding { pointer, ..finding }.with("item", code)
}

fn pointer_in_model(pointer: &str) -> String {
    if pointer.starts_with("/content/parts") {
        return match pointer.split_once("/descriptors") {
            Some((_, rest)) => format!("/question/descriptors{rest}"),
            None if pointer.ends_with("/points") => "/item/points".to_owned(),
            None => "/question".to_owned(),
        };
    }
    if let Some(rest) = pointer.strip_prefix("/content/") {
        return format!("/item/{rest}");
    }
    match pointer.strip_prefix("/texts/") {
        Some(rest) if rest.contains("/parts/") => "/question".to_owned(),
        Some(rest) => format!("/wording/{rest}"),
        None => pointer.to_owned(),
    }
}
