//! Responses and marks of a sitting: appended only.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{marks, responses};
use super::{AnyConnection, StoreResult, each};

/// Rows of one insert (at most 14 values each).
const CHUNK: usize = 2_000;

/// A row of `responses`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = responses)]
pub struct ResponseRow {
    /// The sitting.
    pub sitting_no: i64,
    /// The attempt.
    pub attempt_no: i64,
    /// Position in the form.
    pub position: i32,
    /// Part id.
    pub part: String,
    /// From 1; the greatest is the current one.
    pub sequence: i32,
    /// The answer as given, JSON.
    pub raw: String,
    /// User who entered it.
    pub entered_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// A row of `marks`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = marks)]
pub struct MarkRow {
    /// The sitting.
    pub sitting_no: i64,
    /// Number in the sitting.
    pub mark_no: i64,
    /// The attempt.
    pub attempt_no: i64,
    /// Position in the form.
    pub position: i32,
    /// Part id.
    pub part: String,
    /// Descriptor id; '' for the whole part.
    pub descriptor: String,
    /// Hundredths.
    pub points: i64,
    /// Hundredths: the pinned maximum.
    pub max_points: i64,
    /// `key`, `teacher`, `self`, `peer`, `independent`, `adjudicated`, `moderated`.
    pub source: String,
    /// User who awarded it.
    pub marker_id: String,
    /// The mark it replaces.
    pub supersedes: Option<i64>,
    /// Why it replaces one.
    pub reason: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// Words for the candidate; '' for none.
    pub feedback: String,
}

/// Adds responses.
pub fn insert_responses(c: &mut AnyConnection, rows: &[ResponseRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(responses::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Adds marks. A mark that supersedes one of the same call comes after it.
pub fn insert_marks(c: &mut AnyConnection, rows: &[MarkRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(marks::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Every response of a sitting, oldest first within its place.
pub fn responses_of(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<Vec<ResponseRow>> {
    Ok(responses::table
        .filter(responses::sitting_no.eq(sitting_no))
        .order((
            responses::attempt_no,
            responses::position,
            responses::part,
            responses::sequence,
        ))
        .select(ResponseRow::as_select())
        .load(c)?)
}

/// Every mark of a sitting, by number.
pub fn of_sitting(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<Vec<MarkRow>> {
    Ok(marks::table
        .filter(marks::sitting_no.eq(sitting_no))
        .order(marks::mark_no)
        .select(MarkRow::as_select())
        .load(c)?)
}

/// A page of marks of an attempt (and position, where named), by number.
pub fn page(
    c: &mut AnyConnection,
    sitting_no: i64,
    attempt_no: Option<i64>,
    position: Option<i32>,
    after: i64,
    limit: i64,
) -> StoreResult<Vec<MarkRow>> {
    let mut query = marks::table
        .filter(marks::sitting_no.eq(sitting_no))
        .filter(marks::mark_no.gt(after))
        .select(MarkRow::as_select())
        .into_boxed();
    if let Some(attempt_no) = attempt_no {
        query = query.filter(marks::attempt_no.eq(attempt_no));
    }
    if let Some(position) = position {
        query = query.filter(marks::position.eq(position));
    }
    Ok(query.order(marks::mark_no).limit(limit).load(c)?)
}

/// Which of these marks are superseded.
pub fn superseded(
    c: &mut AnyConnection,
    sitting_no: i64,
    numbers: &[i64],
) -> StoreResult<Vec<i64>> {
    let found: Vec<Option<i64>> = marks::table
        .filter(marks::sitting_no.eq(sitting_no))
        .filter(marks::supersedes.eq_any(numbers))
        .select(marks::supersedes)
        .load(c)?;
    Ok(found.into_iter().flatten().collect())
}
