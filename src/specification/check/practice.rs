//! Collections, what a request gives, profiles, what items bring with them, order of levels.

use std::collections::{BTreeMap, BTreeSet};

use super::super::document::{FormAccess, ParameterRule, ProfileDocument, Row, ShowWhen};
use super::{Inspection, child};
use crate::bank::{Difficulty, ItemType};
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_practice(&mut self) {
        self.check_selection();
        self.check_parameters();
        self.check_profiles();
        self.check_item_requirements();
        self.check_progression();
        self.check_show();
        if let Some([low, high]) = self
            .document
            .scoring
            .as_ref()
            .and_then(|s| s.journal_points)
        {
            let pointer = "/scoring/journal_points".to_owned();
            self.check_range(f64::from(low), f64::from(high), pointer);
        }
    }

    fn check_selection(&mut self) {
        let document = self.document;
        let Some(selection) = &document.selection else {
            return;
        };
        let twice = !selection.difficulty.is_empty() && !document.difficulty_share.is_empty();
        self.check_said_twice("difficulty_share", "selection/difficulty", twice);
        let Some(range) = selection.per_objective else {
            return;
        };
        let at = "/selection/per_objective";
        self.check_range(f64::from(range.min), f64::from(range.max), at.to_owned());
        for (code, [least, most]) in objective_counts(&document.blueprint) {
            if range.min <= range.max && (least > range.max || most < range.min) {
                self.report(
                    Finding::error("objective_count_unreachable", at)
                        .with("code", code)
                        .with("least", least)
                        .with("most", most)
                        .with("min", range.min)
                        .with("max", range.max),
                );
            }
        }
    }

    fn check_parameters(&mut self) {
        let Some(parameters) = &self.document.parameters else {
            return;
        };
        let twice = parameters.subject.is_some() && self.document.subject.is_some();
        self.check_said_twice("subject", "parameters/subject", twice);
        let twice = parameters.grade.is_some() && self.document.grade.is_some();
        self.check_said_twice("grade", "parameters/grade", twice);
        const WORDS: &str = "required, optional, any";
        for (name, value, range) in [
            ("subject", &parameters.subject, ""),
            ("grade", &parameters.grade, ", 1-11"),
            ("lesson", &parameters.lesson, ""),
            ("term", &parameters.term, ", 1-4"),
        ] {
            let Some(value) = value else { continue };
            let rule = ParameterRule::of(value);
            let sound = rule.is_some_and(|rule| rule.range.is_none() || !range.is_empty());
            let reversed = rule.and_then(|rule| rule.range).filter(|[a, b]| a > b);
            if !sound {
                self.report(
                    Finding::error("parameter_rule_unknown", format!("/parameters/{name}"))
                        .with("value", value.clone())
                        .with("allowed", format!("{WORDS}{range}")),
                );
            } else if let Some([low, high]) = reversed {
                let pointer = format!("/parameters/{name}");
                self.check_range(f64::from(low), f64::from(high), pointer);
            }
        }
    }

    /// Each grade that a request may give has one profile.
    fn check_profiles(&mut self) {
        let document = self.document;
        let mut sorted: Vec<(&String, &ProfileDocument)> = document.profiles.iter().collect();
        sorted.sort_by_key(|(_, profile)| profile.grades);
        for (id, profile) in &sorted {
            let at = child("/profiles", id);
            let [low, high] = profile.grades;
            self.check_range(f64::from(low), f64::from(high), format!("{at}/grades"));
            if profile.blueprint.is_empty() {
                self.report(
                    Finding::error("blueprint_missing", format!("{at}/blueprint"))
                        .with("id", (*id).clone()),
                );
            }
        }
        for pair in sorted.windows(2) {
            let [(first, a), (second, b)] = [pair[0], pair[1]];
            if b.grades[0] <= a.grades[1] {
                self.report(
                    Finding::error(
                        "profiles_overlap",
                        format!("{}/grades", child("/profiles", second)),
                    )
                    .with("grade", b.grades[0])
                    .with("first", first.clone())
                    .with("second", second.clone()),
                );
            }
        }
        let asked = document.parameters.as_ref().and_then(|p| p.grade.as_ref());
        let range = asked.and_then(|text| ParameterRule::of(text)?.range);
        if let Some([low, high]) = range.filter(|_| !sorted.is_empty()) {
            let without = |grade: &u8| {
                let mut profiles = sorted.iter();
                !profiles.any(|(_, p)| (p.grades[0]..=p.grades[1]).contains(grade))
            };
            let missing: Vec<String> = (low..=high)
                .filter(without)
                .map(|g| g.to_string())
                .collect();
            if !missing.is_empty() {
                self.report(
                    Finding::error("profile_missing", "/profiles")
                        .with("grades", missing.join(", ")),
                );
            }
        }
    }

    fn check_item_requirements(&mut self) {
        let Some(rule) = &self.document.item_requirements else {
            return;
        };
        let by_person = |kind: &ItemType| !kind.is_closed();
        let groups = std::mem::take(&mut self.groups);
        for group in &groups {
            for (n, row) in group.rows.iter().enumerate() {
                let at = format!("{}/{n}/types", group.at);
                let outside =
                    |kind: &&ItemType| !rule.types.is_empty() && !rule.types.contains(kind);
                if let Some(kind) = row.types.iter().find(outside) {
                    let allowed: Vec<&str> = rule.types.iter().map(|t| t.as_str()).collect();
                    self.report(
                        Finding::error("type_not_required_one", at.clone())
                            .with("row", row.id.clone())
                            .with("type", kind.as_str())
                            .with("allowed", allowed.join(", ")),
                    );
                }
                self.check_auto_scored(row.types.iter().find(|kind| by_person(kind)), at);
            }
        }
        self.groups = groups;
        let at = "/item_requirements/types".to_owned();
        self.check_auto_scored(rule.types.iter().find(|kind| by_person(kind)), at);
    }

    /// What the key alone scores is of a closed type.
    fn check_auto_scored(&mut self, by_person: Option<&ItemType>, pointer: String) {
        let rule = self.document.item_requirements.as_ref();
        let asked = rule.is_some_and(|rule| rule.auto_scored == Some(true));
        if let Some(kind) = by_person.filter(|_| asked) {
            self.report(
                Finding::error("type_not_auto_scored", pointer).with("type", kind.as_str()),
            );
        }
    }

    /// Hints and worked solutions are for practice, never for secure forms.
    fn check_show(&mut self) {
        let Some(show) = &self.document.show else {
            return;
        };
        let is_secure = self.document.access.forms == FormAccess::Secure;
        let explains = show.explanation.is_some_and(|when| when != ShowWhen::Never);
        if is_secure && (show.hint == Some(true) || explains) {
            self.report(Finding::error("help_in_secure_forms", "/show"));
        }
    }

    fn check_progression(&mut self) {
        let Some(progression) = &self.document.progression else {
            return;
        };
        self.check_share(
            "unlock_next_at",
            progression.unlock_next_at,
            "/progression/unlock_next_at".to_owned(),
        );
        let order = &progression.order;
        let place = |n: usize| format!("/progression/order/{n}");
        self.report_doubles(
            order
                .iter()
                .enumerate()
                .map(|(n, level)| (level.as_str(), place(n))),
        );
        let groups = std::mem::take(&mut self.groups);
        for group in &groups {
            let levels: BTreeSet<Difficulty> = group.rows.iter().filter_map(|r| r.level).collect();
            for (n, level) in order
                .iter()
                .enumerate()
                .filter(|(_, l)| !levels.contains(l))
            {
                self.report(
                    Finding::error("progression_level_without_rows", place(n))
                        .with("level", level.as_str())
                        .with("rows", group.at.clone()),
                );
            }
            for (n, row) in group.rows.iter().enumerate() {
                if row.level.is_none_or(|level| !order.contains(&level)) {
                    self.report(
                        Finding::error(
                            "row_outside_progression",
                            format!("{}/{n}/level", group.at),
                        )
                        .with("row", row.id.clone()),
                    );
                }
            }
        }
        self.groups = groups;
    }
}

/// Fewest and most items of every objective that rows name: a row of one objective brings all its
/// items to it; the items of any other row may carry it too.
fn objective_counts(rows: &[Row]) -> BTreeMap<&str, [u32; 2]> {
    let most: u32 = rows.iter().map(|row| row.items).sum();
    let mut counts: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    for row in rows {
        let only = row.objectives.len() == 1 && row.objectives_prefix.is_empty();
        for code in &row.objectives {
            let count = counts.entry(code).or_insert([0, most]);
            count[0] += if only { row.items } else { 0 };
        }
    }
    counts
}
