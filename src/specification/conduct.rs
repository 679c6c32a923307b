//! Limits of conduct as a versioned document (`synaq.conduct/v1`), and the check of a planned sitting
//! against them: at most so many SAT of a class on a day, none on the last day of term, no SAU and SAT of
//! a subject on one day, at most so many SAU of a subject in a term.
//!
//! Each rule says by itself whether it refuses (`error`) or remarks (`warning`); a rule that is absent is
//! not asked. What is *not* here: rooms, invigilators, timetables.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{Extensions, Texts};
use super::item_specification::Strictness;
use crate::curriculum::calendar::CalendarDocument;
use crate::language::finding::Finding;

/// Limits of conduct (`synaq.conduct/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct ConductDocument {
    /// `synaq.conduct/v1`.
    pub schema: ConductSchema,
    /// Human code.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Edition.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Title by language.
    pub title: Texts,
    /// First day it holds.
    pub valid_from: NaiveDate,
    /// Last day it holds; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Grades it holds for.
    pub grades: [u8; 2],
    /// The rules.
    pub rules: ConductRules,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

impl ConductDocument {
    /// True when it holds for a grade on a day.
    pub fn holds(&self, day: NaiveDate, grade: u8) -> bool {
        let [lowest, highest] = self.grades;
        day >= self.valid_from
            && self.valid_to.is_none_or(|to| day <= to)
            && (lowest..=highest).contains(&grade)
    }
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ConductSchema {
    /// Version 1.
    #[serde(rename = "synaq.conduct/v1")]
    V1,
}

/// The rules; one that is absent is not asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConductRules {
    /// Most SAT of a class on one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_sat_per_day: Option<Limit>,
    /// No SAT on the last day of a term with lessons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_sat_on_last_day: Option<Rule>,
    /// No SAU and SAT of one subject on one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_sau_and_sat_on_a_day: Option<Rule>,
    /// Most SAU of a subject in a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_sau_per_term: Option<Limit>,
    /// Only on days with lessons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_days_only: Option<Rule>,
    /// No SAT in a term in which the subject is not graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graded_terms_only: Option<Rule>,
}

/// A rule that holds or does not.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Whether breaking it refuses the sitting.
    pub severity: Strictness,
}

/// A rule with a number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The most.
    #[schemars(range(min = 1))]
    pub most: u32,
    /// Whether going above refuses the sitting.
    pub severity: Strictness,
}

/// A sitting of a class, as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSitting {
    /// Kind of assessment (`SAT`, `SAU`).
    pub kind: String,
    /// Subject code.
    pub subject: String,
    /// Grade of the class.
    pub grade: u8,
    /// The day.
    pub day: NaiveDate,
}

/// A sitting that the class has already, on every day it lasts: its parts may have days of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldSitting {
    /// Kind of assessment (`SAT`, `SAU`).
    pub kind: String,
    /// Subject code.
    pub subject: String,
    /// Its days.
    pub days: Vec<NaiveDate>,
}

/// Every rule that a planned sitting would break on its day beside the other sittings of its class. Rules
/// about terms are asked only where a calendar says what the terms are.
pub fn check_conduct(
    rules: &ConductRules,
    calendar: Option<&CalendarDocument>,
    planned: &PlannedSitting,
    others: &[HeldSitting],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(too_many_in_a_day(rules, planned, others));
    findings.extend(beside_each_other(rules, planned, others));
    if let Some(calendar) = calendar {
        findings.extend(too_many_in_a_term(rules, calendar, planned, others));
        findings.extend(on_the_day(rules, calendar, planned));
    }
    findings
}

const SAT: &str = "SAT";
const SAU: &str = "SAU";
const AT: &str = "/held_on";

fn too_many_in_a_day(
    rules: &ConductRules,
    planned: &PlannedSitting,
    others: &[HeldSitting],
) -> Option<Finding> {
    let limit = rules.max_sat_per_day.filter(|_| planned.kind == SAT)?;
    let that_day = |o: &&HeldSitting| o.kind == SAT && o.days.contains(&planned.day);
    let subjects: Vec<&str> = others
        .iter()
        .filter(that_day)
        .map(|o| o.subject.as_str())
        .collect();
    (subjects.len() >= limit.most as usize).then(|| {
        finding(limit.severity, "conduct_sat_per_day")
            .with("most", limit.most)
            .with("day", planned.day.to_string())
            .with("subjects", subjects.join(", "))
    })
}

fn beside_each_other(
    rules: &ConductRules,
    planned: &PlannedSitting,
    others: &[HeldSitting],
) -> Option<Finding> {
    let rule = rules.no_sau_and_sat_on_a_day?;
    let opposite = match planned.kind.as_str() {
        SAT => SAU,
        SAU => SAT,
        _ => return None,
    };
    others
        .iter()
        .any(|o| {
            o.kind == opposite && o.subject == planned.subject && o.days.contains(&planned.day)
        })
        .then(|| {
            finding(rule.severity, "conduct_sau_and_sat")
                .with("subject", planned.subject.as_str())
                .with("other", opposite)
                .with("day", planned.day.to_string())
        })
}

fn too_many_in_a_term(
    rules: &ConductRules,
    calendar: &CalendarDocument,
    planned: &PlannedSitting,
    others: &[HeldSitting],
) -> Option<Finding> {
    let limit = rules.max_sau_per_term.filter(|_| planned.kind == SAU)?;
    let term = calendar.term_of(planned.day)?;
    let inside = |day: &NaiveDate| (term.from..=term.to).contains(day);
    let same = |o: &&HeldSitting| {
        o.kind == SAU && o.subject == planned.subject && o.days.iter().any(inside)
    };
    let held = others.iter().filter(same).count();
    (held >= limit.most as usize).then(|| {
        finding(limit.severity, "conduct_sau_per_term")
            .with("most", limit.most)
            .with("subject", planned.subject.as_str())
            .with("term", term.term)
    })
}

fn on_the_day(
    rules: &ConductRules,
    calendar: &CalendarDocument,
    planned: &PlannedSitting,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let day = planned.day.to_string();
    if let Some(rule) = rules
        .school_days_only
        .filter(|_| !calendar.is_school_day(planned.day))
    {
        let finding = finding(rule.severity, "conduct_no_school_day");
        found.push(
            finding
                .with("day", day.as_str())
                .with("calendar", calendar.id.as_str()),
        );
    }
    let Some(term) = calendar
        .term_of(planned.day)
        .filter(|_| planned.kind == SAT)
    else {
        return found;
    };
    if let Some(rule) = rules.no_sat_on_last_day
        && planned.day == calendar.last_school_day(term)
    {
        let finding = finding(rule.severity, "conduct_last_day");
        found.push(finding.with("day", day.as_str()).with("term", term.term));
    }
    let graded = calendar.graded_terms(&planned.subject, planned.grade);
    if let Some(rule) = rules
        .graded_terms_only
        .filter(|_| !graded.contains(&term.term))
    {
        let terms: Vec<String> = graded.iter().map(ToString::to_string).collect();
        found.push(
            finding(rule.severity, "conduct_term_not_graded")
                .with("subject", planned.subject.as_str())
                .with("term", term.term)
                .with("terms", terms.join(", ")),
        );
    }
    found
}

fn finding(severity: Strictness, code: &'static str) -> Finding {
    match severity {
        Strictness::Error => Finding::error(code, AT),
        Strictness::Warning => Finding::warning(code, AT),
    }
}

/// Everything that is wrong with a conduct document.
pub fn check(document: &ConductDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(to) = document.valid_to.filter(|to| *to < document.valid_from) {
        let finding = Finding::error("dates_reversed", "/valid_to")
            .with("from", document.valid_from.to_string())
            .with("to", to.to_string());
        findings.push(finding);
    }
    let [lowest, highest] = document.grades;
    if lowest > highest {
        let bounds = format!("{lowest}–{highest}");
        findings.push(Finding::error("bounds_impossible", "/grades").with("bounds", bounds));
    }
    findings
}

/// Limits of a specification's own `conduct` block, where no conduct document holds: they refuse.
pub fn rules_of(conduct: &super::document::Conduct, max_sau: Option<u32>) -> ConductRules {
    let severity = Strictness::Error;
    let rule = |asked: Option<bool>| asked.filter(|yes| *yes).map(|_| Rule { severity });
    let limit = |most: Option<u32>| most.map(|most| Limit { most, severity });
    ConductRules {
        max_sat_per_day: limit(conduct.max_sat_per_day),
        no_sat_on_last_day: rule(conduct.not_last_day_of_term),
        no_sau_and_sat_on_a_day: rule(conduct.no_sau_same_day),
        max_sau_per_term: limit(max_sau),
        school_days_only: None,
        graded_terms_only: None,
    }
}

#[cfg(test)]
#[path = "conduct_tests.rs"]
mod tests;
