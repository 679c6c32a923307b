//! Plans of assignments as they are asked for and shown.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::assignment_rows::AssignedRow;
use super::specification_gaps::SpecificationGaps;
use crate::bank::Language;
use crate::bank::work::plan::{AssignmentPlan, Gap, UnassignedReason};
use crate::language::finding::Finding;

/// What is to be planned.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanAssignments {
    /// Specification whose gaps are given.
    pub specification_id: String,
    /// Its version.
    pub version: u32,
    /// Component of a battery; the only one where there is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Subject, where the component leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Grade, where the component leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 13))]
    pub grade: Option<u8>,
    /// Term, where the component leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Language the items are written in first, and in which they are counted; without it any, and items
    /// count that are there in all languages of the test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// First day of work; today without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDate>,
    /// Last day of all; each developer's own days are as early as can be kept.
    pub due: NaiveDate,
    /// Items that one developer writes in a week.
    #[serde(default = "usual_pace")]
    #[schemars(range(min = 1, max = 100))]
    pub items_per_week: u8,
    /// The most items of one assignment; more of a row become several.
    #[serde(default = "usual_size")]
    #[schemars(range(min = 1, max = 1000))]
    pub most_each: u16,
    /// Only these users, whatever their role; without it all task developers of the owner's organisation
    /// and below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 1000))]
    pub developers: Option<Vec<String>>,
    /// The most items that anybody has open, with those given before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 10_000))]
    pub most_items: Option<u32>,
    /// User → the most items that this one has open; goes before `most_items`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub limits: BTreeMap<String, u32>,
    /// What the developers should know.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    pub note: String,
    /// True to see the plan and give nothing.
    #[serde(default)]
    pub dry_run: bool,
}

fn usual_pace() -> u8 {
    5
}

fn usual_size() -> u16 {
    10
}

/// A plan: what is given, what is not and why, and what everybody has then.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlannedAssignments {
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub version: u32,
    /// Component.
    pub component: String,
    /// Subject.
    pub subject: String,
    /// True where nothing was given.
    pub dry_run: bool,
    /// The gap report the plan is made of.
    pub gaps: Vec<PlannedGap>,
    /// Assignments, by developer and day.
    pub assignments: Vec<PlannedAssignment>,
    /// What goes to nobody.
    pub uncovered: Vec<UncoveredRow>,
    /// What everybody who gets something has before and after.
    pub loads: Vec<DeveloperLoad>,
}

/// A row with what it needs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlannedGap {
    /// What the items have to be.
    pub row: AssignedRow,
    /// Items that all forms need together.
    pub need: u32,
    /// In use or approved.
    pub have: u32,
    /// In review, drafts, without a translation, or assigned; an assignment counts whole until it is finished.
    pub in_progress: u32,
    /// What is given now, or goes to nobody.
    pub missing: u32,
}

/// Items of one row for one developer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlannedAssignment {
    /// The assignment that was made; none in a dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment_id: Option<String>,
    /// Who: a user.
    pub developer_id: String,
    /// Row.
    pub row: String,
    /// Language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// How many items.
    pub items: u16,
    /// Until which day.
    pub due: NaiveDate,
    /// True when the last day of all comes before the work can be done at this pace.
    pub hurried: bool,
}

/// Items of a row that go to nobody.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct UncoveredRow {
    /// Row.
    pub row: String,
    /// How many items.
    pub items: u32,
    /// Why.
    pub reason: UnassignedReason,
    /// The reason as a finding.
    pub finding: Finding,
}

/// What a developer has.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DeveloperLoad {
    /// Who.
    pub developer_id: String,
    /// Open items now.
    pub before: u32,
    /// Open items with the plan.
    pub after: u32,
}

/// A plan as it is shown.
pub(super) fn shown(
    input: &PlanAssignments,
    report: &SpecificationGaps,
    gaps: &[Gap],
    found: AssignmentPlan,
) -> PlannedAssignments {
    let planned = report.rows.iter().zip(gaps).map(|(row, gap)| PlannedGap {
        row: row.row.clone(),
        need: gap.need,
        have: gap.have,
        in_progress: gap.in_progress,
        missing: gap.delta(),
    });
    let assignments = found.assignments.into_iter().map(|one| PlannedAssignment {
        assignment_id: None,
        developer_id: one.developer_id,
        row: one.row,
        language: one.language,
        items: one.items,
        due: one.due,
        hurried: one.hurried,
    });
    let uncovered = found.unassigned.into_iter().map(|one| UncoveredRow {
        row: gaps
            .get(one.gap)
            .map(|gap| gap.row.clone())
            .unwrap_or_default(),
        items: one.items,
        reason: one.reason,
        finding: one.finding,
    });
    let loads = found.loads.into_iter().map(|one| DeveloperLoad {
        developer_id: one.developer_id,
        before: one.before,
        after: one.after,
    });
    PlannedAssignments {
        specification_id: report.specification_id.clone(),
        version: report.version,
        component: report.component.clone(),
        subject: report.subject.clone(),
        dry_run: input.dry_run,
        gaps: planned.collect(),
        assignments: assignments.collect(),
        uncovered: uncovered.collect(),
        loads: loads.collect(),
    }
}
