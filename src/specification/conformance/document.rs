//! Checks an item specification itself: possible bounds, patterns that compile, a sample that conforms.

use std::collections::BTreeSet;
use std::fmt::Display;

use regex::Regex;

use super::super::item_specification::{Bounds, ItemSpecificationDocument};
use super::{conformance, shown};
use crate::bank::check::{Context, Stage, check_item};
use crate::bank::texts::ItemDocument;
use crate::language::finding::Finding;

/// Everything that is wrong with an item specification.
pub fn check(document: &ItemSpecificationDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    check_bounds(document, &mut findings);
    check_patterns(document, &mut findings);
    if let Some([lowest, highest]) = document.grades
        && lowest > highest
    {
        let bounds = format!("{lowest}–{highest}");
        findings.push(Finding::error("bounds_impossible", "/grades").with("bounds", bounds));
    }
    check_sample(document, &mut findings);
    findings
}

fn check_bounds(document: &ItemSpecificationDocument, findings: &mut Vec<Finding>) {
    possible(document.points, "/points", findings);
    possible(document.minutes, "/minutes", findings);
    possible(document.parts, "/parts", findings);
    possible(document.options, "/options", findings);
    possible(document.keys, "/keys", findings);
    possible(document.targets, "/targets", findings);
    if let Some(scheme) = &document.mark_scheme {
        possible(scheme.descriptors, "/mark_scheme/descriptors", findings);
    }
    if let Some(words) = &document.words {
        possible(words.stem, "/words/stem", findings);
        possible(words.option, "/words/option", findings);
        possible(words.descriptor, "/words/descriptor", findings);
        possible(words.sample_answer, "/words/sample_answer", findings);
    }
}

fn possible<T: PartialOrd + Copy + Display>(
    bounds: Option<Bounds<T>>,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    if let Some(bounds) = bounds.filter(|bounds| !bounds.are_possible()) {
        let finding = Finding::error("bounds_impossible", pointer);
        findings.push(finding.with("bounds", shown(&bounds)));
    }
}

fn check_patterns(document: &ItemSpecificationDocument, findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (position, forbidden) in document.forbidden.iter().enumerate() {
        let at = format!("/forbidden/{position}");
        if !seen.insert(&forbidden.id) {
            let first = document.forbidden.iter().position(|f| f.id == forbidden.id);
            let finding = Finding::error("duplicate_id", format!("{at}/id"))
                .with("id", forbidden.id.as_str())
                .with(
                    "first",
                    format!("/forbidden/{}/id", first.unwrap_or_default()),
                );
            findings.push(finding);
        }
        if let Err(problem) = Regex::new(&forbidden.pattern) {
            let reason = problem
                .to_string()
                .lines()
                .last()
                .unwrap_or_default()
                .to_owned();
            let finding = Finding::error("pattern_invalid", format!("{at}/pattern"))
                .with("pattern", forbidden.pattern.as_str())
                .with("reason", reason);
            findings.push(finding);
        }
    }
}

/// The sample is a task that could be handed in, and it conforms.
fn check_sample(document: &ItemSpecificationDocument, findings: &mut Vec<Finding>) {
    let Some(sample) = &document.sample else {
        return;
    };
    let item = ItemDocument {
        code: "sample".to_owned(),
        content: sample.content.clone(),
        texts: sample.texts.clone(),
        source_language: None,
    };
    let nothing_known = Context::default();
    let of_bank = check_item(&item, &nothing_known, Stage::Submit);
    let errors = of_bank.into_iter().filter(Finding::is_error);
    let all = errors.chain(conformance(document, &item));
    findings.extend(all.map(|finding| finding.under("/sample")));
}
