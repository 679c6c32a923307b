//! What markers of a plan give, and which of it a mark of the result takes the place of. Appended only.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{mark_grounds, marker_marks};
use super::{AnyConnection, StoreResult, each};

/// Rows of one insert (at most 12 values each).
const CHUNK: usize = 2_000;

/// A row of `marker_marks`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = marker_marks)]
pub struct MarkerMarkRow {
    /// The sitting.
    pub sitting_no: i64,
    /// Number in the sitting, of the same count as the marks of results.
    pub mark_no: i64,
    /// The attempt.
    pub attempt_no: i64,
    /// Position in the form.
    pub position: i32,
    /// Part id.
    pub part: String,
    /// Descriptor id; '' for the whole part.
    pub descriptor: String,
    /// Who gave it.
    pub marker_id: String,
    /// Hundredths.
    pub points: i64,
    /// Hundredths: the pinned maximum.
    pub max_points: i64,
    /// The mark of the same marker that it replaces.
    pub supersedes: Option<i64>,
    /// Why it replaces one.
    pub reason: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// A row of `mark_grounds`.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = mark_grounds)]
pub struct MarkGroundRow {
    /// The sitting.
    pub sitting_no: i64,
    /// A mark of the result.
    pub mark_no: i64,
    /// A marker's mark whose place it takes.
    pub marker_mark_no: i64,
}

/// Adds marks of markers.
pub fn insert(c: &mut AnyConnection, rows: &[MarkerMarkRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(marker_marks::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Says what marks rest on.
pub fn insert_grounds(c: &mut AnyConnection, rows: &[MarkGroundRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(mark_grounds::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Every mark of the markers of a sitting, by number.
pub fn of_sitting(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<Vec<MarkerMarkRow>> {
    Ok(marker_marks::table
        .filter(marker_marks::sitting_no.eq(sitting_no))
        .order(marker_marks::mark_no)
        .select(MarkerMarkRow::as_select())
        .load(c)?)
}

/// What these marks rest on.
pub fn grounds_of(
    c: &mut AnyConnection,
    sitting_no: i64,
    numbers: &[i64],
) -> StoreResult<Vec<MarkGroundRow>> {
    Ok(mark_grounds::table
        .filter(mark_grounds::sitting_no.eq(sitting_no))
        .filter(mark_grounds::mark_no.eq_any(numbers))
        .order((mark_grounds::mark_no, mark_grounds::marker_mark_no))
        .select(MarkGroundRow::as_select())
        .load(c)?)
}
