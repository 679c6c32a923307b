//! Organisations: a tree kept as paths (`/root/region/school/`), so that scope is a prefix.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::organisations;
use super::{AnyConnection, StoreResult};
use crate::identity::Scope;

/// A row of `organisations`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations)]
pub struct OrganisationRow {
    /// UUID.
    pub id: String,
    /// Human code.
    pub code: String,
    /// Ministry, centre, region, district, school, partner …
    pub kind: String,
    /// Parent; none for the root.
    pub parent_id: Option<String>,
    /// Ids from the root down, each between slashes.
    pub path: String,
    /// Names by language, JSON.
    pub name: String,
    /// IANA time zone.
    pub zone: String,
    /// Row revision for optimistic locking.
    pub revision: i32,
    /// When it was made.
    pub created_at: NaiveDateTime,
}

/// Adds an organisation.
pub fn insert(c: &mut AnyConnection, row: &OrganisationRow) -> StoreResult<()> {
    diesel::insert_into(organisations::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The organisation with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<OrganisationRow>> {
    Ok(organisations::table
        .find(id)
        .select(OrganisationRow::as_select())
        .first(c)
        .optional()?)
}

/// The organisation with this code.
pub fn by_code(c: &mut AnyConnection, code: &str) -> StoreResult<Option<OrganisationRow>> {
    let query = organisations::table.filter(organisations::code.eq(code));
    Ok(query
        .select(OrganisationRow::as_select())
        .first(c)
        .optional()?)
}

/// A page of organisations in scope, by id.
pub fn list(
    c: &mut AnyConnection,
    scope: &Scope,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<OrganisationRow>> {
    let mut query = organisations::table
        .filter(organisations::id.gt(after))
        .order(organisations::id)
        .limit(limit)
        .select(OrganisationRow::as_select())
        .into_boxed();
    query = query.filter(super::scoped::paths_in_scope(&scope.rules));
    Ok(query.load(c)?)
}
