//! Published programmes: immutable documents. They are public reference, so their lists need no scope.

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use super::schema::curricula;
use super::{AnyConnection, StoreResult};

/// A row of `curricula`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = curricula)]
pub struct CurriculumRow {
    /// UUID.
    pub id: String,
    /// Who published it.
    pub owner_org: String,
    /// Programme code.
    pub code: String,
    /// Version of the document, from 1.
    pub version: i32,
    /// Programme code again, for look-ups of items.
    pub programme: String,
    /// The document, canonical JSON.
    pub document: String,
    /// SHA-256 of the document.
    pub hash: String,
    /// When it was published.
    pub published_at: NaiveDateTime,
}

/// A programme without its document.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = curricula)]
pub struct CurriculumHead {
    /// UUID.
    pub id: String,
    /// Programme code.
    pub code: String,
    /// Version of the document.
    pub version: i32,
    /// SHA-256 of the document.
    pub hash: String,
    /// When it was published.
    pub published_at: NaiveDateTime,
}

/// Adds a programme.
pub fn insert(c: &mut AnyConnection, row: &CurriculumRow) -> StoreResult<()> {
    diesel::insert_into(curricula::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The programme with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<CurriculumRow>> {
    Ok(curricula::table
        .find(id)
        .select(CurriculumRow::as_select())
        .first(c)
        .optional()?)
}

/// Every version of a programme by whoever, oldest first.
pub fn by_code(c: &mut AnyConnection, code: &str) -> StoreResult<Vec<CurriculumRow>> {
    Ok(curricula::table
        .filter(curricula::code.eq(code))
        .order((curricula::version, curricula::id))
        .select(CurriculumRow::as_select())
        .load(c)?)
}

/// Every document, older versions first: of one programme the last one holds.
pub fn documents(c: &mut AnyConnection) -> StoreResult<Vec<String>> {
    Ok(curricula::table
        .order((curricula::version, curricula::id))
        .select(curricula::document)
        .load(c)?)
}

/// How many there are and the greatest id: changes whenever one is published.
pub fn stamp(c: &mut AnyConnection) -> StoreResult<(i64, Option<String>)> {
    Ok(curricula::table
        .select((count_star(), max(curricula::id)))
        .first(c)?)
}

/// A page of programmes, by id.
pub fn list(c: &mut AnyConnection, after: &str, limit: i64) -> StoreResult<Vec<CurriculumHead>> {
    Ok(curricula::table
        .filter(curricula::id.gt(after))
        .order(curricula::id)
        .limit(limit)
        .select(CurriculumHead::as_select())
        .load(c)?)
}
