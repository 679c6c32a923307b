//! Moderations of closed sittings, each with what it changed. Appended only.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::moderations;
use super::{AnyConnection, StoreResult};

/// A row of `moderations`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = moderations)]
pub struct ModerationRow {
    /// The sitting.
    pub sitting_no: i64,
    /// Number in the sitting, from 1.
    pub moderation_no: i32,
    /// Number of the protocol.
    pub protocol: String,
    /// What changed, JSON.
    pub document: String,
    /// Who recorded it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// Adds a moderation.
pub fn insert(c: &mut AnyConnection, row: &ModerationRow) -> StoreResult<()> {
    diesel::insert_into(moderations::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// How many a sitting has. Whoever numbers another one holds the sitting.
pub fn count(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<i32> {
    let count: i64 = moderations::table
        .filter(moderations::sitting_no.eq(sitting_no))
        .count()
        .get_result(c)?;
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

/// A page of moderations of a sitting, by number.
pub fn page(
    c: &mut AnyConnection,
    sitting_no: i64,
    after: i32,
    limit: i64,
) -> StoreResult<Vec<ModerationRow>> {
    Ok(moderations::table
        .filter(moderations::sitting_no.eq(sitting_no))
        .filter(moderations::moderation_no.gt(after))
        .order(moderations::moderation_no)
        .limit(limit)
        .select(ModerationRow::as_select())
        .load(c)?)
}
