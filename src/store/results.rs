//! Results: versions of what was derived from responses, marks, states and policy. Appended only.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::results;
use super::{AnyConnection, StoreResult, each};

/// Rows of one insert (8 values each).
const CHUNK: usize = 2_000;

/// A row of `results`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = results)]
pub struct ResultRow {
    /// The sitting.
    pub sitting_no: i64,
    /// The attempt.
    pub attempt_no: i64,
    /// From 1; the greatest is the current one.
    pub version: i32,
    /// Hash of the policy it was computed under.
    pub policy_hash: String,
    /// Hash of everything it was computed from.
    pub input_hash: String,
    /// The result, JSON.
    pub document: String,
    /// Who had it computed.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// Adds result versions.
pub fn insert(c: &mut AnyConnection, rows: &[ResultRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(results::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// The newest version of each attempt of a sitting, by attempt.
pub fn newest(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<Vec<ResultRow>> {
    let mut rows: Vec<ResultRow> = results::table
        .filter(results::sitting_no.eq(sitting_no))
        .order((results::attempt_no, results::version.desc()))
        .select(ResultRow::as_select())
        .load(c)?;
    rows.dedup_by_key(|row| row.attempt_no);
    Ok(rows)
}
