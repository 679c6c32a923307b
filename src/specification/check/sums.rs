//! Rows = section = maximum, minutes = duration, counts of components.
//!
//! A row may leave its points open; then the rows it is summed with are only held below the total.

use super::super::document::{Instrument, Row};
use super::Inspection;
use super::groups::{Group, Part};
use crate::bank::{Minutes, Points};
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_sums(&mut self) {
        self.check_part_sums();
        if self.is_battery() {
            self.check_battery_totals();
        } else {
            self.check_test_points();
            self.check_test_minutes();
        }
    }

    fn check_test_points(&mut self) {
        let document = self.document;
        let rows: Vec<&Row> = document.blueprint.iter().collect();
        let profiles = !document.profiles.is_empty();
        if let Some(maximum) = document.max_score.filter(|_| !profiles) {
            self.check_row_sum(
                &rows,
                maximum,
                "rows_sum_mismatch",
                "/max_score".to_owned(),
                "max_score",
            );
        }
        for (n, section) in document.sections.iter().enumerate() {
            let only = document.sections.len() == 1;
            let of_section = |row: &&&Row| match &row.section {
                Some(id) => *id == section.id,
                None => only,
            };
            let rows: Vec<&Row> = rows.iter().filter(of_section).copied().collect();
            if !rows.is_empty() {
                let pointer = format!("/sections/{n}/score");
                self.check_row_sum(
                    &rows,
                    section.score,
                    "section_sum_mismatch",
                    pointer,
                    &section.id,
                );
            }
        }
        let sum: Points = document.sections.iter().map(|section| section.score).sum();
        if let Some(maximum) = document
            .max_score
            .filter(|max| !document.sections.is_empty() && *max != sum)
        {
            self.report(mismatch(
                "sections_score_mismatch",
                "/max_score".to_owned(),
                sum,
                maximum,
            ));
        }
    }

    /// Rows with open points can only be too many, never too few.
    fn check_row_sum(
        &mut self,
        rows: &[&Row],
        total: Points,
        code: &'static str,
        pointer: String,
        of: &str,
    ) {
        let sum: Points = rows.iter().filter_map(|row| self.row_points(row)).sum();
        let all_known = rows.iter().all(|row| self.points_each(row).is_some());
        if sum > total || (all_known && sum != total) {
            self.report(mismatch(code, pointer, sum, total).with("of", of));
        }
    }

    fn check_test_minutes(&mut self) {
        let document = self.document;
        let together = document
            .sections
            .iter()
            .filter(|section| !section.separate_sitting);
        let sum: Minutes = together.map(|section| section.minutes).sum();
        if let Some(duration) = document
            .duration_min
            .filter(|d| !document.sections.is_empty() && *d != sum)
        {
            self.report(mismatch(
                "minutes_mismatch",
                "/duration_min".to_owned(),
                sum,
                duration,
            ));
        }
        for (n, section) in document.sections.iter().enumerate() {
            if section.separate_sitting && section.minutes_per_candidate.is_none() {
                self.report(
                    Finding::error(
                        "minutes_per_candidate_missing",
                        format!("/sections/{n}/minutes_per_candidate"),
                    )
                    .with("section", section.id.clone()),
                );
            }
        }
        self.check_breaks();
    }

    fn check_part_sums(&mut self) {
        for group in std::mem::take(&mut self.groups) {
            if let Some(part) = group.part.as_ref().filter(|_| !group.rows.is_empty()) {
                self.check_part(&group, part);
            }
            self.groups.push(group);
        }
    }

    fn check_part(&mut self, group: &Group<'_>, part: &Part<'_>) {
        let items: u64 = group.rows.iter().map(|row| u64::from(row.items)).sum();
        if let Some(said) = part.items.filter(|said| items != u64::from(*said)) {
            self.report(
                Finding::error("component_items_mismatch", format!("{}/items", part.at))
                    .with("of", part.id)
                    .with("sum", items)
                    .with("total", said),
            );
        }
        // The maximum of a questionnaire is of coded values, which rows do not say.
        if let Some(maximum) = part.max_score.filter(|_| !self.is_questionnaire(part)) {
            let rows: Vec<&Row> = group.rows.iter().collect();
            let pointer = format!("{}/max_score", part.at);
            self.check_row_sum(
                &rows,
                maximum,
                "component_points_mismatch",
                pointer,
                part.id,
            );
        }
    }

    fn is_questionnaire(&self, part: &Part<'_>) -> bool {
        let mut criteria = self.document.criteria.iter();
        criteria.any(|criterion| {
            criterion.id == part.id && criterion.instrument == Some(Instrument::Questionnaire)
        })
    }

    fn check_battery_totals(&mut self) {
        let document = self.document;
        let sum: Points = document
            .components
            .iter()
            .map(|component| component.max_score)
            .sum();
        let some = !document.components.is_empty();
        if let Some(maximum) = document.max_score.filter(|maximum| some && *maximum != sum) {
            self.report(mismatch(
                "battery_score_mismatch",
                "/max_score".to_owned(),
                sum,
                maximum,
            ));
        }
        let given = document
            .components
            .iter()
            .filter_map(|component| component.duration_min);
        let sum: Minutes = given.sum();
        let all_given = some
            && document
                .components
                .iter()
                .all(|component| component.duration_min.is_some());
        if let Some(duration) = document
            .duration_min
            .filter(|d| sum > *d || (all_given && sum != *d))
        {
            self.report(mismatch(
                "minutes_mismatch",
                "/duration_min".to_owned(),
                sum,
                duration,
            ));
        }
        self.check_breaks();
    }

    fn check_breaks(&mut self) {
        let document = self.document;
        let Some(duration) = document.duration_min else {
            return;
        };
        for (n, pause) in document
            .breaks
            .iter()
            .enumerate()
            .filter(|(_, pause)| pause.after_min >= duration)
        {
            self.report(
                Finding::error("break_after_end", format!("/breaks/{n}/after_min"))
                    .with("after", pause.after_min.to_string())
                    .with("duration", duration.to_string()),
            );
        }
    }
}

fn mismatch(code: &'static str, pointer: String, sum: Points, total: Points) -> Finding {
    Finding::error(code, pointer)
        .with("sum", sum.to_string())
        .with("total", total.to_string())
}
