//! Searches that are kept: a name, a query, and whether the organisation shares it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{organisations, saved_searches};
use super::{AnyConnection, StoreResult};

/// A row of `saved_searches`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_searches)]
pub struct SavedSearchRow {
    /// UUID.
    pub id: String,
    /// Organisation it is shared in.
    pub owner_org: String,
    /// Whose it is.
    pub created_by: String,
    /// Name, unique among those of its owner.
    pub name: String,
    /// Name as lists put it in order.
    pub name_key: String,
    /// True when everybody below the organisation may run it.
    pub shared: bool,
    /// The query, JSON.
    pub query: String,
    /// Row revision for optimistic locking.
    pub revision: i32,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it last changed.
    pub updated_at: NaiveDateTime,
}

/// Adds a search.
pub fn insert(c: &mut AnyConnection, row: &SavedSearchRow) -> StoreResult<()> {
    diesel::insert_into(saved_searches::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The search with this id and the path of its organisation.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<(SavedSearchRow, String)>> {
    Ok(saved_searches::table
        .inner_join(organisations::table.on(organisations::id.eq(saved_searches::owner_org)))
        .filter(saved_searches::id.eq(id))
        .select((SavedSearchRow::as_select(), organisations::path))
        .first(c)
        .optional()?)
}

/// Searches of a user, and those shared in its organisation or one above; by name.
pub fn list(
    c: &mut AnyConnection,
    user_id: &str,
    organisations_above: &[String],
    after: (&str, &str),
    limit: i64,
) -> StoreResult<Vec<SavedSearchRow>> {
    let (key, id) = after;
    let mine = saved_searches::created_by.eq(user_id);
    let shared = saved_searches::shared.and(saved_searches::owner_org.eq_any(organisations_above));
    let later = saved_searches::name_key.gt(key).or(saved_searches::name_key
        .eq(key)
        .and(saved_searches::id.gt(id)));
    Ok(saved_searches::table
        .filter(mine.or(shared))
        .filter(later)
        .order((saved_searches::name_key, saved_searches::id))
        .limit(limit)
        .select(SavedSearchRow::as_select())
        .load(c)?)
}

/// Replaces a search if it still has the revision before; false when somebody was quicker.
pub fn replace(c: &mut AnyConnection, row: &SavedSearchRow) -> StoreResult<bool> {
    let before = saved_searches::table
        .find(&row.id)
        .filter(saved_searches::revision.eq(row.revision - 1));
    let values = (
        saved_searches::name.eq(&row.name),
        saved_searches::name_key.eq(&row.name_key),
        saved_searches::shared.eq(row.shared),
        saved_searches::query.eq(&row.query),
        saved_searches::revision.eq(row.revision),
        saved_searches::updated_at.eq(row.updated_at),
    );
    Ok(diesel::update(before).set(values).execute(c)? == 1)
}

/// Takes a search away if it still has this revision; false when somebody was quicker.
pub fn delete(c: &mut AnyConnection, id: &str, revision: i32) -> StoreResult<bool> {
    let row = saved_searches::table
        .find(id)
        .filter(saved_searches::revision.eq(revision));
    Ok(diesel::delete(row).execute(c)? == 1)
}
