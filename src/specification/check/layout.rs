//! Which keys a test and a battery have; ids, sections and blueprints that are named.

use std::collections::BTreeSet;

use super::Inspection;
use crate::document::pointer::child;
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_layout(&mut self) {
        self.check_head();
        if self.is_battery() {
            self.check_battery_keys();
        } else {
            self.check_test_keys();
        }
        self.check_ids();
        self.check_sections_named();
        self.check_blueprints_named();
    }

    fn check_head(&mut self) {
        let document = self.document;
        for (text, pointer) in [(&document.id, "/id"), (&document.kind, "/kind")] {
            if text.trim().is_empty() {
                self.report(Finding::error("text_empty", pointer));
            }
        }
        if document.version == 0 {
            self.report(Finding::error("version_zero", "/version"));
        }
        if let Some(term) = document.term.filter(|term| !(1..=4).contains(term)) {
            self.report(Finding::error("term_out_of_range", "/term").with("term", term));
        }
        for language in ["kk", "ru", "en"] {
            let said = document
                .title
                .iter()
                .any(|(l, text)| l.as_str() == language && !text.trim().is_empty());
            if !said {
                self.report(
                    Finding::warning("text_missing_in_language", "/title")
                        .with("language", language),
                );
            }
        }
    }

    fn check_test_keys(&mut self) {
        let document = self.document;
        let profiles = !document.profiles.is_empty();
        let asked = document.parameters.clone().unwrap_or_default();
        let by_objectives = document
            .blueprint
            .iter()
            .any(|row| !row.objectives.is_empty() && row.subject.is_none());
        let no_subject = document.subject.is_none() && asked.subject.is_none();
        self.check_required(
            "test",
            &[
                ("subject", by_objectives && no_subject),
                ("grade", document.grade.is_none() && asked.grade.is_none()),
                ("max_score", !profiles && document.max_score.is_none()),
                ("blueprint", !profiles && document.blueprint.is_empty()),
            ],
        );
        self.check_forbidden(
            "test",
            &[
                ("components", !document.components.is_empty()),
                ("blueprints", !document.blueprints.is_empty()),
                ("blueprint", profiles && !document.blueprint.is_empty()),
                ("sections", profiles && !document.sections.is_empty()),
                ("max_score", profiles && document.max_score.is_some()),
                ("scale", document.scale.is_some()),
                ("choice", document.choice.is_some()),
                ("total_thresholds", !document.total_thresholds.is_empty()),
            ],
        );
        // Practice has no time limit on purpose.
        let practice = profiles || document.selection.is_some();
        if document.duration_min.is_none() && !practice {
            self.report(Finding::warning("duration_missing", "/duration_min"));
        }
    }

    fn check_battery_keys(&mut self) {
        let document = self.document;
        let instruments = document.criteria.iter().any(|c| c.instrument.is_some());
        let nothing = document.components.is_empty() && !instruments;
        self.check_required("battery", &[("components", nothing)]);
        self.check_forbidden(
            "battery",
            &[
                ("subject", document.subject.is_some() && !instruments),
                ("components", !document.components.is_empty() && instruments),
                ("profiles", !document.profiles.is_empty()),
                ("selection", document.selection.is_some()),
                ("pilot", document.pilot.is_some()),
                ("unit", document.unit.is_some()),
                ("sections", !document.sections.is_empty()),
                ("blueprint", !document.blueprint.is_empty()),
            ],
        );
        for (n, component) in document.components.iter().enumerate() {
            if component.duration_min.is_none() && document.duration_min.is_none() {
                self.report(Finding::warning(
                    "duration_missing",
                    format!("/components/{n}/duration_min"),
                ));
            }
        }
    }

    fn check_required(&mut self, kind: &'static str, missing: &[(&'static str, bool)]) {
        for (key, _) in missing.iter().filter(|(_, missing)| *missing) {
            self.report(
                Finding::error("key_required", format!("/{key}"))
                    .with("key", *key)
                    .with("document", kind),
            );
        }
    }

    fn check_forbidden(&mut self, kind: &'static str, given: &[(&'static str, bool)]) {
        for (key, _) in given.iter().filter(|(_, given)| *given) {
            self.report(
                Finding::error("key_forbidden", format!("/{key}"))
                    .with("key", *key)
                    .with("document", kind),
            );
        }
    }

    fn check_ids(&mut self) {
        let document = self.document;
        let pointer = |list: &'static str| move |n: usize| format!("/{list}/{n}/id");
        let places = pointer("sections");
        self.report_doubles(
            document
                .sections
                .iter()
                .enumerate()
                .map(|(n, s)| (s.id.as_str(), places(n))),
        );
        let places = pointer("components");
        self.report_doubles(
            document
                .components
                .iter()
                .enumerate()
                .map(|(n, c)| (c.id.as_str(), places(n))),
        );
        let places = pointer("levels");
        self.report_doubles(
            document
                .levels
                .iter()
                .enumerate()
                .map(|(n, l)| (l.id.as_str(), places(n))),
        );
        let places = pointer("criteria");
        self.report_doubles(
            document
                .criteria
                .iter()
                .enumerate()
                .map(|(n, c)| (c.id.as_str(), places(n))),
        );
        self.check_scale_ids();
        for group in std::mem::take(&mut self.groups) {
            let rows = group.rows.iter().enumerate();
            self.report_doubles(
                rows.map(|(n, row)| (row.id.as_str(), format!("{}/{n}/id", group.at))),
            );
            self.groups.push(group);
        }
    }

    fn check_sections_named(&mut self) {
        let document = self.document;
        let known: Vec<&str> = document.sections.iter().map(|s| s.id.as_str()).collect();
        let mut named = BTreeSet::new();
        for (n, row) in document.blueprint.iter().enumerate() {
            let pointer = format!("/blueprint/{n}/section");
            match &row.section {
                Some(section) if !known.contains(&section.as_str()) => self.report(
                    Finding::error("unknown_section", pointer)
                        .with("section", section.clone())
                        .with("known", known.join(", ")),
                ),
                Some(section) => {
                    named.insert(section.as_str());
                }
                None if known.len() > 1 => {
                    self.report(
                        Finding::error("section_not_named", pointer).with("row", row.id.clone()),
                    );
                }
                None => named.extend(known.first()),
            }
        }
        for (n, id) in known
            .iter()
            .enumerate()
            .filter(|(_, id)| !named.contains(*id))
        {
            self.report(
                Finding::error("section_without_rows", format!("/sections/{n}"))
                    .with("section", *id),
            );
        }
        for group in std::mem::take(&mut self.groups) {
            let named = group.rows.iter().enumerate();
            let named = named.filter(|(_, row)| group.part.is_some() && row.section.is_some());
            for (m, row) in named {
                self.report(
                    Finding::error("unknown_section", format!("{}/{m}/section", group.at))
                        .with("section", row.section.clone().unwrap_or_default())
                        .with("known", "–"),
                );
            }
            self.groups.push(group);
        }
    }

    /// Each component has its rows at one place, and no rows are left without a component.
    fn check_blueprints_named(&mut self) {
        let document = self.document;
        for id in document.blueprints.keys() {
            if !document
                .components
                .iter()
                .any(|component| component.id == *id)
            {
                self.report(
                    Finding::error("blueprint_of_unknown_component", child("/blueprints", id))
                        .with("id", id.clone()),
                );
            }
        }
        for (n, component) in document.components.iter().enumerate() {
            let elsewhere = document.blueprints.get(&component.id);
            let at = format!("/components/{n}/blueprint");
            if !component.blueprint.is_empty() && elsewhere.is_some() {
                self.report(Finding::error("blueprint_twice", at).with("id", component.id.clone()));
            } else if component.blueprint.is_empty() && elsewhere.is_none_or(Vec::is_empty) {
                self.report(
                    Finding::error("blueprint_missing", at).with("id", component.id.clone()),
                );
            }
        }
    }
}
