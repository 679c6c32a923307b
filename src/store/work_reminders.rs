//! Reminders of developers, at most one of a kind and day for each assignment.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::work_reminders;
use super::{AnyConnection, StoreResult};

/// A row of `work_reminders`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = work_reminders)]
pub struct ReminderRow {
    /// UUID.
    pub id: String,
    /// Organisation of the assignment.
    pub owner_org: String,
    /// Who is reminded: a user.
    pub person: String,
    /// `due_soon` or `overdue`.
    pub kind: String,
    /// Of what.
    pub assignment_id: String,
    /// When it is due, ISO.
    pub due: String,
    /// Day of the reminder, ISO.
    pub day: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
}

/// Adds a reminder.
pub fn insert(c: &mut AnyConnection, row: &ReminderRow) -> StoreResult<()> {
    diesel::insert_into(work_reminders::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The last day on which somebody was reminded in this way of an assignment that was due on this day.
pub fn last_day(
    c: &mut AnyConnection,
    assignment_id: &str,
    (person, kind, due): (&str, &str, &str),
) -> StoreResult<Option<String>> {
    Ok(work_reminders::table
        .filter(work_reminders::assignment_id.eq(assignment_id))
        .filter(work_reminders::person.eq(person))
        .filter(work_reminders::kind.eq(kind))
        .filter(work_reminders::due.eq(due))
        .order(work_reminders::day.desc())
        .select(work_reminders::day)
        .first(c)
        .optional()?)
}

/// A page of somebody's reminders after one, oldest first.
pub fn of_person(
    c: &mut AnyConnection,
    person: &str,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<ReminderRow>> {
    Ok(work_reminders::table
        .filter(work_reminders::person.eq(person))
        .filter(work_reminders::id.gt(after))
        .order(work_reminders::id)
        .limit(limit)
        .select(ReminderRow::as_select())
        .load(c)?)
}
