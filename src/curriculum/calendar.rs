//! A school year as a versioned document (`synaq.calendar/v1`): terms with their days, the day by which
//! grades are given, holidays, and in which terms a subject is graded.
//!
//! ```yaml
//! schema: synaq.calendar/v1
//! id: kz-school-year
//! version: 1
//! academic_year: "2026-27"
//! title: {kk: "…", ru: "…", en: "…"}
//! terms:
//!   - {term: 1, from: "2026-09-01", to: "2026-10-25", grading_day: "2026-10-24"}
//! holidays:
//!   - {from: "2026-12-16", to: "2026-12-16", title: {kk: "…", ru: "…", en: "…"}}
//! subjects:
//!   - {subject: digital_literacy, grades: [1, 4], terms: [2, 4]}
//! ```

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Texts;
use super::index::CurriculumIndex;
use crate::language::finding::Finding;

/// A school year (`synaq.calendar/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct CalendarDocument {
    /// `synaq.calendar/v1`.
    pub schema: CalendarSchema,
    /// Human code; one for each school year and, where they differ, region.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Edition.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// School year (`2026-27`).
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: String,
    /// Title by language.
    pub title: Texts,
    /// Terms in order.
    #[schemars(length(min = 1, max = 4))]
    pub terms: Vec<TermDays>,
    /// Days without school inside the terms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
    /// Weekdays without school, 1 = Monday … 7 = Sunday; Sunday when absent.
    #[serde(default = "CalendarDocument::sunday")]
    pub free_weekdays: Vec<u8>,
    /// Subjects that are not graded in every term; all others are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<SubjectTerms>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: BTreeMap<String, serde_json::Value>,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum CalendarSchema {
    /// Version 1.
    #[serde(rename = "synaq.calendar/v1")]
    V1,
}

/// The days of a term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermDays {
    /// Term of the school year.
    #[schemars(range(min = 1, max = 4))]
    pub term: u8,
    /// First day (ISO date).
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Day by which grades are given; the last day when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grading_day: Option<NaiveDate>,
}

impl TermDays {
    /// Day by which grades are given.
    pub fn graded_by(&self) -> NaiveDate {
        self.grading_day.unwrap_or(self.to)
    }
}

/// Days without school.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What it is, by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub title: Texts,
}

/// In which terms a subject is graded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectTerms {
    /// Subject code.
    pub subject: String,
    /// Grades it holds for; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<[u8; 2]>,
    /// Terms it is graded in (a half-year subject: 2 and 4).
    #[schemars(length(min = 1, max = 4))]
    pub terms: Vec<u8>,
}

impl CalendarDocument {
    fn sunday() -> Vec<u8> {
        vec![7]
    }

    /// The term a day lies in.
    pub fn term_of(&self, day: NaiveDate) -> Option<&TermDays> {
        self.terms.iter().find(|t| (t.from..=t.to).contains(&day))
    }

    /// The days of a term.
    pub fn term(&self, term: u8) -> Option<&TermDays> {
        self.terms.iter().find(|t| t.term == term)
    }

    /// True when a class has lessons on that day.
    pub fn is_school_day(&self, day: NaiveDate) -> bool {
        let weekday = day.weekday().number_from_monday();
        let free = self.free_weekdays.iter().any(|d| u32::from(*d) == weekday);
        let holiday = self.holidays.iter().any(|h| (h.from..=h.to).contains(&day));
        self.term_of(day).is_some() && !free && !holiday
    }

    /// The last day of a term with lessons; the last day at all where none has.
    pub fn last_school_day(&self, term: &TermDays) -> NaiveDate {
        let days = std::iter::successors(Some(term.to), |day| day.checked_sub_days(Days::new(1)));
        days.take_while(|day| *day >= term.from)
            .find(|day| self.is_school_day(*day))
            .unwrap_or(term.to)
    }

    /// The terms a subject is graded in.
    pub fn graded_terms(&self, subject: &str, grade: u8) -> Vec<u8> {
        let holds = |s: &&SubjectTerms| {
            s.subject == subject
                && s.grades
                    .is_none_or(|[low, high]| (low..=high).contains(&grade))
        };
        match self.subjects.iter().find(holds) {
            Some(rule) => rule.terms.clone(),
            None => self.terms.iter().map(|t| t.term).collect(),
        }
    }
}

/// Everything that is wrong with a calendar; subjects are compared where a curriculum is given.
pub fn check(document: &CalendarDocument, curriculum: Option<&CurriculumIndex>) -> Vec<Finding> {
    let mut findings = Vec::new();
    check_terms(document, &mut findings);
    for (n, holiday) in document.holidays.iter().enumerate() {
        if holiday.from > holiday.to {
            findings.push(reversed(
                format!("/holidays/{n}/to"),
                holiday.from,
                holiday.to,
            ));
        }
    }
    for (n, day) in document.free_weekdays.iter().enumerate() {
        if Weekday::try_from(day.wrapping_sub(1)).is_err() {
            let finding = Finding::error("weekday_unknown", format!("/free_weekdays/{n}"));
            findings.push(finding.with("value", *day));
        }
    }
    check_subjects(document, curriculum, &mut findings);
    findings
}

fn check_terms(document: &CalendarDocument, findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (n, term) in document.terms.iter().enumerate() {
        let at = format!("/terms/{n}");
        if !seen.insert(term.term) {
            let first = document.terms.iter().position(|t| t.term == term.term);
            let finding = Finding::error("duplicate_id", format!("{at}/term"))
                .with("id", term.term.to_string())
                .with(
                    "first",
                    format!("/terms/{}/term", first.unwrap_or_default()),
                );
            findings.push(finding);
        }
        if term.from > term.to {
            findings.push(reversed(format!("{at}/to"), term.from, term.to));
        }
        if term
            .grading_day
            .is_some_and(|day| !(term.from..=term.to).contains(&day))
        {
            let finding = Finding::error("grading_day_outside_term", format!("{at}/grading_day"))
                .with("day", term.graded_by().to_string())
                .with("from", term.from.to_string())
                .with("to", term.to.to_string());
            findings.push(finding);
        }
        let before = n.checked_sub(1).and_then(|i| document.terms.get(i));
        if let Some(before) = before.filter(|before| before.to >= term.from) {
            let finding = Finding::error("terms_overlap", format!("{at}/from"))
                .with("term", term.term)
                .with("from", term.from.to_string())
                .with("before", before.term)
                .with("to", before.to.to_string());
            findings.push(finding);
        }
    }
}

fn check_subjects(
    document: &CalendarDocument,
    curriculum: Option<&CurriculumIndex>,
    findings: &mut Vec<Finding>,
) {
    for (n, rule) in document.subjects.iter().enumerate() {
        let at = format!("/subjects/{n}");
        if curriculum.is_some_and(|index| index.subject(None, &rule.subject).is_none()) {
            let finding = Finding::error("reference_unknown", format!("{at}/subject"));
            findings.push(finding.with("value", rule.subject.as_str()));
        }
        for (m, term) in rule.terms.iter().enumerate() {
            if document.term(*term).is_none() {
                let finding = Finding::error("reference_unknown", format!("{at}/terms/{m}"));
                findings.push(finding.with("value", term.to_string()));
            }
        }
    }
}

fn reversed(pointer: String, from: NaiveDate, to: NaiveDate) -> Finding {
    Finding::error("dates_reversed", pointer)
        .with("from", from.to_string())
        .with("to", to.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn calendar() -> CalendarDocument {
        serde_json::from_value(json!({
            "schema": "synaq.calendar/v1", "id": "kz", "version": 1, "academic_year": "2026-27",
            "title": {"en": "School year"},
            "terms": [
                {"term": 1, "from": "2026-09-01", "to": "2026-10-25", "grading_day": "2026-10-23"},
                {"term": 2, "from": "2026-11-02", "to": "2026-12-30"}
            ],
            "holidays": [{"from": "2026-12-16", "to": "2026-12-16"}],
            "free_weekdays": [6, 7],
            "subjects": [{"subject": "digital_literacy", "grades": [1, 4], "terms": [2]}]
        }))
        .unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_has_its_term_and_the_last_day_of_term_is_one_with_lessons() {
        let calendar = calendar();
        assert_eq!(calendar.term_of(day("2026-10-25")).map(|t| t.term), Some(1));
        assert_eq!(calendar.term_of(day("2026-10-26")), None);
        // 25 October 2026 is a Sunday, 24 a free Saturday.
        assert_eq!(
            calendar.last_school_day(&calendar.terms[0]),
            day("2026-10-23")
        );
        assert!(!calendar.is_school_day(day("2026-12-16")));
        assert!(calendar.is_school_day(day("2026-12-17")));
        assert_eq!(calendar.terms[1].graded_by(), day("2026-12-30"));
    }

    #[test]
    fn a_subject_is_graded_in_every_term_unless_the_calendar_says_otherwise() {
        let calendar = calendar();
        assert_eq!(calendar.graded_terms("digital_literacy", 3), [2]);
        assert_eq!(calendar.graded_terms("digital_literacy", 5), [1, 2]);
        assert_eq!(calendar.graded_terms("mathematics", 3), [1, 2]);
    }

    #[test]
    fn every_fault_of_a_calendar_is_told_at_once() {
        let mut wrong = calendar();
        wrong.terms[0].grading_day = Some(day("2026-11-01"));
        wrong.terms[1].from = day("2026-10-20");
        wrong.terms[1].term = 1;
        wrong.holidays[0].to = day("2026-12-15");
        wrong.free_weekdays = vec![8];
        wrong.subjects[0].terms = vec![2];
        let told: Vec<_> = check(&wrong, None)
            .into_iter()
            .map(|f| (f.code, f.pointer))
            .collect();
        let expected = [
            ("grading_day_outside_term", "/terms/0/grading_day"),
            ("duplicate_id", "/terms/1/term"),
            ("terms_overlap", "/terms/1/from"),
            ("dates_reversed", "/holidays/0/to"),
            ("weekday_unknown", "/free_weekdays/0"),
            ("reference_unknown", "/subjects/0/terms/0"),
        ];
        assert_eq!(told, expected.map(|(c, p)| (c.to_owned(), p.to_owned())));
        assert_eq!(check(&calendar(), None), []);
    }
}
