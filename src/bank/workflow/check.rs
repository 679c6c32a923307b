//! Everything that is wrong with a workflow, at once; pointers lead into its JSON, so that a file's
//! findings have line and column.
//!
//! | file | subject |
//! |---|---|
//! | `check_names` | ids given twice, references to what is not there, kinds that no item is of |
//! | `check_stages` | stages nobody can review, open in no state or waiting in a circle; pilots |
//! | `check_paths` | changes of phase, states that nobody reaches or leaves, gates that can be gone round |
//!
//! Roles, permissions and phases that do not exist are refused by the schema, with the nearest name.

use super::check_names::{check_names, meant};
use super::check_paths::check_paths;
use super::check_stages::check_stages;
use super::document::{Texts, WorkflowDocument};
use crate::language::finding::Finding;

/// Languages that every title should exist in.
const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

/// Checks a workflow; it may be published when no finding is an error.
pub fn check(document: &WorkflowDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(to) = document.valid_to.filter(|to| *to < document.valid_from) {
        let finding = Finding::error("dates_reversed", "/valid_to")
            .with("from", document.valid_from.to_string())
            .with("to", to.to_string());
        findings.push(finding);
    }
    findings.extend(check_titles(document));
    findings.extend(check_names(document));
    let meant = meant(document);
    findings.extend(check_stages(&meant));
    findings.extend(check_paths(&meant));
    findings
}

/// People choose by titles: a language that is missing is remarked.
fn check_titles(document: &WorkflowDocument) -> Vec<Finding> {
    let mut titled: Vec<(String, &Texts)> = vec![("/title".into(), &document.title)];
    let states = document.states.iter().map(|s| &s.title);
    let kinds = document.kinds.iter().map(|k| &k.title);
    let transitions = document.transitions.iter().map(|t| &t.title);
    let stages = document.stages.iter().map(|s| &s.title);
    let at = |list: &'static str| move |(n, title)| (format!("/{list}/{n}/title"), title);
    titled.extend(kinds.enumerate().map(at("kinds")));
    titled.extend(states.enumerate().map(at("states")));
    titled.extend(transitions.enumerate().map(at("transitions")));
    titled.extend(stages.enumerate().map(at("stages")));
    for (n, stage) in document.stages.iter().enumerate() {
        let points = stage.checklist.iter().enumerate();
        titled.extend(
            points.map(|(m, point)| (format!("/stages/{n}/checklist/{m}/text"), &point.text)),
        );
    }
    let lacking = titled.into_iter().filter_map(|(pointer, texts)| {
        let is_there = |language: &str| texts.keys().any(|key| key.as_str() == language);
        let missing = LANGUAGES.into_iter().filter(|language| !is_there(language));
        let missing: Vec<&str> = missing.collect();
        (!missing.is_empty())
            .then(|| Finding::warning("workflow_title_missing", pointer).with("languages", missing))
    });
    lacking.collect()
}
