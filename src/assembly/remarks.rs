//! What a run says of its forms beside the forms: constraints that the recount found broken, soft rules
//! that gave way, and what a reader should know although nothing is wrong.

use super::achieved::Achieved;
use super::candidate::Candidate;
use super::eligible::{Context, Eligible};
use super::pool::Pool;
use super::run::AssembledForm;
use crate::language::finding::Finding;

/// Constraints that the recount found broken: a fault of the engine, never of the request.
pub(super) fn broken(forms: &[AssembledForm], overlaps: &[Achieved]) -> Vec<Finding> {
    let of_form = |form: &AssembledForm| {
        let label = form.label.clone();
        form.achieved
            .iter()
            .filter(|a| !a.holds)
            .map(move |a| (label.clone(), a.clone()))
            .collect::<Vec<_>>()
    };
    let of_pairs = overlaps
        .iter()
        .filter(|a| !a.holds)
        .map(|a| (String::new(), a.clone()));
    let all = forms.iter().flat_map(of_form).chain(of_pairs);
    all.map(|(label, achieved)| {
        let finding = Finding::error("form_breaks_constraint", "").with("form", label);
        let finding = finding
            .with("kind", achieved.kind)
            .with("about", achieved.about);
        finding.with("achieved", achieved.achieved.to_string())
    })
    .collect()
}

/// Soft rules that a form breaks.
pub(super) fn soft_and_broken(forms: &[AssembledForm]) -> Vec<Finding> {
    let of_form = |form: &AssembledForm| {
        let broken = form.achieved.iter().filter_map(|achieved| {
            let by = achieved.violation?;
            let finding = Finding::warning("rule_violated", "/document/constraints/rules")
                .with("form", form.label.as_str())
                .with("rule", achieved.about.as_str());
            let have = achieved.achieved.to_string();
            Some(finding.with("achieved", have).with("by", by.to_string()))
        });
        broken.collect::<Vec<_>>()
    };
    forms.iter().flat_map(of_form).collect()
}

/// What a reader of the form should know although nothing is wrong.
pub(super) fn remarks(context: &Context<'_>, pool: &Pool, eligible: &Eligible) -> Vec<Finding> {
    let mut fitting: Vec<usize> = eligible.by_row.iter().flatten().copied().collect();
    fitting.sort_unstable();
    fitting.dedup();
    let count = |lacks: fn(&Candidate) -> bool| {
        fitting
            .iter()
            .filter(|index| lacks(&pool.candidates()[**index]))
            .count()
    };
    let mut findings = Vec::new();
    let unknown = count(|item| item.minutes.is_none());
    if context.component.duration.is_some() && unknown > 0 {
        let finding = Finding::warning("minutes_unknown", "/candidates").with("count", unknown);
        findings.push(finding.with("of", fitting.len()));
    }
    let without = count(|item| item.p.is_none());
    if context.component.constraints.target_mean_p.is_some() && without > 0 {
        let finding = Finding::warning("statistics_missing", "/candidates").with("count", without);
        findings.push(finding.with("of", fitting.len()));
    }
    findings.extend(context.rules.remarks(eligible));
    findings
}
