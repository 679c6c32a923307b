//! Assignments as they are given, listed and shown.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Answer;
use super::assignment_rows::{AssignedRow, assigned_row};
use crate::bank::Language;
use crate::store::AnyConnection;
use crate::store::assignments::AssignmentRow;

/// A row of a specification for somebody to write items for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAssignment {
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub version: u32,
    /// Component of a battery; the only one where there is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Id of the row.
    pub row: String,
    /// Subject, where the component leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Language the items are written in first; any without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Who writes them: a user. Without one it is open to whoever is competent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub developer_id: Option<String>,
    /// How many items.
    #[schemars(range(min = 1, max = 1000))]
    pub items: u16,
    /// Until which day.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub due: String,
    /// What the developer should know.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    pub note: String,
}

/// Why something is not done.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentReason {
    /// The reason.
    #[schemars(length(min = 1, max = 2000))]
    pub reason: String,
}

/// An assignment as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Assignment {
    /// UUID.
    pub id: String,
    /// Organisation that gives it.
    pub owner_org: String,
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub version: u32,
    /// Component id.
    pub component: String,
    /// The row: what the items have to be.
    pub row: AssignedRow,
    /// Subject the items are of.
    pub subject: String,
    /// Language they are written in first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Who writes them; nobody yet while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub developer_id: Option<String>,
    /// How many items.
    pub items: i32,
    /// Until which day.
    pub due: String,
    /// True when the day is over and the items are still awaited.
    pub overdue: bool,
    /// What the developer should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// `offered`, `accepted`, `declined`, `finished` or `withdrawn`.
    pub state: String,
    /// Why it was declined or withdrawn.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who gave it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Which assignments are listed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListAssignments {
    /// True for the caller's own only.
    #[serde(default)]
    pub mine: Option<bool>,
    /// Only in this state.
    #[serde(default)]
    pub state: Option<String>,
    /// Only of this specification.
    #[serde(default)]
    pub specification_id: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// The view of a row on a day.
pub(super) fn view(
    c: &mut AnyConnection,
    row: AssignmentRow,
    today: NaiveDate,
) -> Answer<Assignment> {
    let present = |text: String| Some(text).filter(|t| !t.is_empty());
    let awaited = matches!(row.state.as_str(), "offered" | "accepted");
    let over = row.due.parse::<NaiveDate>().is_ok_and(|due| due < today);
    Ok(Assignment {
        overdue: awaited && over,
        row: assigned_row(c, &row)?,
        id: row.id,
        owner_org: row.owner_org,
        specification_id: row.specification_id,
        version: u32::try_from(row.specification_version).unwrap_or_default(),
        component: row.component,
        subject: row.subject,
        language: present(row.language),
        developer_id: present(row.developer),
        items: row.items,
        due: row.due,
        note: row.note,
        state: row.state,
        reason: row.reason,
        created_by: row.created_by,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
    })
}
