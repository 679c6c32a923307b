//! A gap report becomes proposed assignments: each gap to developers who write its subject and language,
//! balanced with what they have already, each with a day by which it can be done. The same input gives the
//! same plan. What cannot be assigned is said with its reason.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::Language;
use super::balance::{Work, split};
use crate::language::finding::Finding;
use crate::language::text_enum;

/// What the bank lacks in one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gap {
    /// Component of the specification.
    pub component: String,
    /// Row.
    pub row: String,
    /// Subject of its items.
    pub subject: String,
    /// Objectives, any of which an item has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Difficulty or thinking level, as the row names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Language they are written in first; any without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Items needed.
    pub need: u32,
    /// Items there are.
    pub have: u32,
    /// Items that are written, reviewed or assigned already.
    pub in_progress: u32,
}

impl Gap {
    /// Items that nobody has begun.
    pub fn delta(&self) -> u32 {
        self.need
            .saturating_sub(self.have.saturating_add(self.in_progress))
    }
}

/// A developer with what they may write and what they have already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Developer {
    /// User id.
    pub user_id: String,
    /// What they may write; any of these.
    pub competence: Vec<Competence>,
    /// Items they have been given and not handed in.
    pub open_items: u32,
    /// The most open items they take; any number without it.
    pub most_items: Option<u32>,
}

/// Subject and language that somebody may write; all where nothing is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Competence {
    /// Subject.
    pub subject: Option<String>,
    /// Language.
    pub language: Option<Language>,
}

impl Developer {
    fn knows_subject(&self, gap: &Gap) -> bool {
        let known = self.competence.iter();
        let mut subjects = known.map(|c| c.subject.as_deref());
        subjects.any(|subject| subject.is_none_or(|s| s == gap.subject))
    }

    /// True when one competence covers subject and language. A row without language may be written in any.
    fn is_competent(&self, gap: &Gap) -> bool {
        self.competence.iter().any(|c| {
            let subject = c.subject.as_deref().is_none_or(|s| s == gap.subject);
            let language = match (&c.language, &gap.language) {
                (Some(own), Some(asked)) => own == asked,
                _ => true,
            };
            subject && language
        })
    }
}

/// How the plan is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanRules {
    /// First day of work.
    pub start: NaiveDate,
    /// Last day of all.
    pub latest: NaiveDate,
    /// Items that one developer writes in a week.
    #[schemars(range(min = 1, max = 100))]
    pub items_per_week: u8,
    /// The most items of one assignment; more of a row become several.
    #[schemars(range(min = 1, max = 1000))]
    pub most_each: u16,
}

/// Items of one row for one developer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProposedAssignment {
    /// Place of the gap in the report.
    pub gap: usize,
    /// Component.
    pub component: String,
    /// Row.
    pub row: String,
    /// Subject.
    pub subject: String,
    /// Language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Who: a user.
    pub developer_id: String,
    /// How many items.
    pub items: u16,
    /// Until which day.
    pub due: NaiveDate,
    /// True when the last day of all comes before the work can be done.
    pub hurried: bool,
}

/// Items of a gap that the plan gives to nobody.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Unassigned {
    /// Place of the gap in the report.
    pub gap: usize,
    /// How many items.
    pub items: u32,
    /// Why.
    pub reason: UnassignedReason,
    /// The reason as a finding.
    pub finding: Finding,
}

text_enum! {
    /// Why a gap goes to nobody.
    UnassignedReason {
        /// Nobody writes the subject.
        NobodyForSubject = "nobody_for_subject",
        /// Some write the subject, none of them in the language.
        NobodyForLanguage = "nobody_for_language",
        /// Those who could have as much as they take.
        AllFull = "all_full",
    }
}

/// What the plan proposes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AssignmentPlan {
    /// Assignments, by developer and day.
    pub assignments: Vec<ProposedAssignment>,
    /// What goes to nobody, in the order of the report.
    pub unassigned: Vec<Unassigned>,
    /// Developer → open items before and after, for those who get something.
    pub loads: Vec<PlannedLoad>,
}

/// What a developer has before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlannedLoad {
    /// Who.
    pub developer_id: String,
    /// Open items now.
    pub before: u32,
    /// Open items with the plan.
    pub after: u32,
}

/// The plan for a gap report. The order of the developers does not matter; that of the gaps is the order
/// in which a developer's work is due.
pub fn plan(
    gaps: &[Gap],
    developers: &[Developer],
    rules: &PlanRules,
) -> Result<AssignmentPlan, Vec<Finding>> {
    let findings = check_rules(rules);
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut people: Vec<&Developer> = developers.iter().collect();
    people.sort_by(|a, b| a.user_id.cmp(&b.user_id));
    people.dedup_by(|a, b| a.user_id == b.user_id);
    let able = |gap: &Gap| -> Vec<usize> {
        let competent = people
            .iter()
            .enumerate()
            .filter(|(_, d)| d.is_competent(gap));
        competent.map(|(at, _)| at).collect()
    };
    let work = Work {
        pieces: gaps.iter().map(Gap::delta).collect(),
        able: gaps.iter().map(able).collect(),
        load: people.iter().map(|d| d.open_items).collect(),
        most: people.iter().map(|d| d.most_items).collect(),
    };
    let split = split(&work);
    let mut assignments = Vec::new();
    for (at, developer) in people.iter().enumerate() {
        assignments.extend(of_developer(gaps, rules, developer, |gap| {
            split.given[gap][at]
        }));
    }
    let unassigned = split.left.iter().enumerate().filter(|(_, left)| **left > 0);
    let unassigned = unassigned
        .map(|(at, left)| unassigned_gap(at, &gaps[at], *left, &people))
        .collect();
    let loads = people
        .iter()
        .zip(&split.load)
        .filter(|(d, after)| d.open_items != **after);
    let loads = loads.map(|(developer, after)| PlannedLoad {
        developer_id: developer.user_id.clone(),
        before: developer.open_items,
        after: *after,
    });
    Ok(AssignmentPlan {
        assignments,
        unassigned,
        loads: loads.collect(),
    })
}

fn check_rules(rules: &PlanRules) -> Vec<Finding> {
    let mut findings = Vec::new();
    if rules.latest < rules.start {
        let finding = Finding::error("dates_reversed", "/latest");
        let finding = finding.with("from", rules.start.to_string());
        findings.push(finding.with("to", rules.latest.to_string()));
    }
    for (pointer, value) in [
        ("/items_per_week", u16::from(rules.items_per_week)),
        ("/most_each", rules.most_each),
    ] {
        if value == 0 {
            let finding = Finding::error("below_minimum", pointer);
            findings.push(finding.with("minimum", 1).with("value", value));
        }
    }
    findings
}

/// The assignments of one developer, in the order of the gaps; each is due when the work before it and
/// its own can be done.
fn of_developer(
    gaps: &[Gap],
    rules: &PlanRules,
    developer: &Developer,
    given: impl Fn(usize) -> u32,
) -> Vec<ProposedAssignment> {
    let mut assignments = Vec::new();
    let mut written = developer.open_items;
    for (at, gap) in gaps.iter().enumerate() {
        let mut left = given(at);
        while left > 0 {
            let items = left.min(u32::from(rules.most_each));
            left -= items;
            written = written.saturating_add(items);
            let (due, hurried) = due(rules, written);
            assignments.push(ProposedAssignment {
                gap: at,
                component: gap.component.clone(),
                row: gap.row.clone(),
                subject: gap.subject.clone(),
                language: gap.language.clone(),
                developer_id: developer.user_id.clone(),
                items: u16::try_from(items).unwrap_or(u16::MAX),
                due,
                hurried,
            });
        }
    }
    assignments
}

/// The day by which so many items can be written, and whether it would be after the last day of all.
fn due(rules: &PlanRules, items: u32) -> (NaiveDate, bool) {
    let weeks = u64::from(items) * 7;
    let days = weeks.div_ceil(u64::from(rules.items_per_week.max(1)));
    let able = rules.start.checked_add_days(Days::new(days));
    let able = able.unwrap_or(NaiveDate::MAX);
    (able.min(rules.latest), able > rules.latest)
}

fn unassigned_gap(at: usize, gap: &Gap, left: u32, people: &[&Developer]) -> Unassigned {
    let competent = people.iter().filter(|d| d.is_competent(gap)).count();
    let of_subject = people.iter().filter(|d| d.knows_subject(gap)).count();
    let language = gap.language.as_ref().map_or("*", Language::as_str);
    let pointer = format!("/gaps/{at}");
    let (reason, finding) = match (of_subject, competent) {
        (0, _) => (
            UnassignedReason::NobodyForSubject,
            Finding::warning("plan_nobody_for_subject", pointer),
        ),
        (_, 0) => (
            UnassignedReason::NobodyForLanguage,
            Finding::warning("plan_nobody_for_language", pointer)
                .with("language", language)
                .with("developers", of_subject),
        ),
        _ => (
            UnassignedReason::AllFull,
            Finding::warning("plan_all_full", pointer).with("developers", competent),
        ),
    };
    Unassigned {
        gap: at,
        items: left,
        reason,
        finding: finding
            .with("row", gap.row.as_str())
            .with("subject", gap.subject.as_str())
            .with("items", left),
    }
}
