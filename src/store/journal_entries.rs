//! Journal entries: points that stand for an attempt. Appended, superseded, never changed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{class_members, journal_entries};
use super::{AnyConnection, StoreResult, each};

/// Rows of one insert (15 values each).
const CHUNK: usize = 1_000;

/// A row of `journal_entries`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = journal_entries)]
pub struct JournalEntryRow {
    /// UUID.
    pub id: String,
    /// The school.
    pub owner_org: String,
    /// Whose points.
    pub candidate_id: String,
    /// Subject code.
    pub subject: String,
    /// School year (`2026-27`).
    pub academic_year: String,
    /// Term.
    pub term: i32,
    /// `FA`, `SAU`, `SAT`.
    pub kind: String,
    /// `marked`, `absent_valid`, `absent`.
    pub state: String,
    /// Hundredths; 0 and meaningless unless marked.
    pub points: i64,
    /// Hundredths.
    pub max_points: i64,
    /// Who awarded.
    pub source: String,
    /// What was assessed (unit, specification code); '' where nothing was named.
    pub reference: String,
    /// The entry it replaces.
    pub supersedes: Option<String>,
    /// User who entered it.
    pub entered_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// What is taught when: subject, school year, term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Subject code.
    pub subject: String,
    /// School year.
    pub academic_year: String,
    /// Term.
    pub term: i32,
}

/// Adds entries.
pub fn insert(c: &mut AnyConnection, rows: &[JournalEntryRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(journal_entries::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Every entry of a class in a course, superseded ones too, by id.
pub fn of_course(
    c: &mut AnyConnection,
    class_id: &str,
    course: &Course,
) -> StoreResult<Vec<JournalEntryRow>> {
    let members = class_members::table
        .filter(class_members::class_id.eq(class_id.to_owned()))
        .select(class_members::candidate_id);
    Ok(journal_entries::table
        .filter(journal_entries::candidate_id.eq_any(members))
        .filter(journal_entries::subject.eq(&course.subject))
        .filter(journal_entries::academic_year.eq(&course.academic_year))
        .filter(journal_entries::term.eq(course.term))
        .order(journal_entries::id)
        .select(JournalEntryRow::as_select())
        .load(c)?)
}
