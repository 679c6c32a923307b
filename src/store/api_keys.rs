//! API keys and sessions: only the SHA-256 of the secret is kept.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::api_keys;
use super::{AnyConnection, StoreResult};

/// A row of `api_keys`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = api_keys)]
pub struct ApiKeyRow {
    /// UUID.
    pub id: String,
    /// Whose it is.
    pub user_id: String,
    /// What the owner calls it.
    pub label: String,
    /// Hex SHA-256 of the secret.
    pub hash: String,
    /// Space-separated permissions it is narrowed to; '' for all of its user's.
    pub permissions: String,
    /// `key` or `session`.
    pub kind: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it ends.
    pub expires_at: Option<NaiveDateTime>,
    /// When it was taken back.
    pub revoked_at: Option<NaiveDateTime>,
}

/// Adds a key.
pub fn insert(c: &mut AnyConnection, row: &ApiKeyRow) -> StoreResult<()> {
    diesel::insert_into(api_keys::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The key with this hash.
pub fn by_hash(c: &mut AnyConnection, hash: &str) -> StoreResult<Option<ApiKeyRow>> {
    let query = api_keys::table.filter(api_keys::hash.eq(hash));
    Ok(query.select(ApiKeyRow::as_select()).first(c).optional()?)
}

/// The key with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<ApiKeyRow>> {
    Ok(api_keys::table
        .find(id)
        .select(ApiKeyRow::as_select())
        .first(c)
        .optional()?)
}

/// A user's keys, oldest first.
pub fn of_user(c: &mut AnyConnection, user_id: &str) -> StoreResult<Vec<ApiKeyRow>> {
    let query = api_keys::table
        .filter(api_keys::user_id.eq(user_id))
        .order(api_keys::id);
    Ok(query.select(ApiKeyRow::as_select()).load(c)?)
}

/// Takes a key back; true when it was in force.
pub fn revoke(c: &mut AnyConnection, id: &str, now: NaiveDateTime) -> StoreResult<bool> {
    let in_force = api_keys::table
        .find(id)
        .filter(api_keys::revoked_at.is_null());
    Ok(diesel::update(in_force)
        .set(api_keys::revoked_at.eq(now))
        .execute(c)?
        == 1)
}
