//! Users: a login, a password hash, a home organisation.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{organisations, users};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult};
use crate::identity::Scope;

/// A row of `users`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = users)]
pub struct UserRow {
    /// UUID.
    pub id: String,
    /// What they log in with.
    pub login: String,
    /// argon2id in PHC form, or empty when no password was set yet.
    pub password_hash: String,
    /// `active` or `suspended`.
    pub state: String,
    /// Organisation they belong to.
    pub home_org: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
}

/// Adds a user.
pub fn insert(c: &mut AnyConnection, row: &UserRow) -> StoreResult<()> {
    diesel::insert_into(users::table).values(row).execute(c)?;
    Ok(())
}

/// The user with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<UserRow>> {
    Ok(users::table
        .find(id)
        .select(UserRow::as_select())
        .first(c)
        .optional()?)
}

/// The user with this login.
pub fn by_login(c: &mut AnyConnection, login: &str) -> StoreResult<Option<UserRow>> {
    Ok(users::table
        .filter(users::login.eq(login))
        .select(UserRow::as_select())
        .first(c)
        .optional()?)
}

/// How many users there are.
pub fn count(c: &mut AnyConnection) -> StoreResult<i64> {
    Ok(users::table.count().get_result(c)?)
}

/// Path of a user's home organisation.
pub fn home_path(c: &mut AnyConnection, home_org: &str) -> StoreResult<String> {
    Ok(organisations::table
        .find(home_org)
        .select(organisations::path)
        .first(c)?)
}

/// A page of users whose home is in scope, by id.
pub fn list(
    c: &mut AnyConnection,
    scope: &Scope,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<UserRow>> {
    let mut query = users::table
        .filter(users::id.gt(after))
        .filter(users::home_org.eq(""))
        .select(UserRow::as_select())
        .into_boxed();
    for rule in &scope.rules {
        query = query.or_filter(
            users::id
                .gt(after)
                .and(users::home_org.eq_any(owners_below(&rule.path_prefix))),
        );
    }
    Ok(query.order(users::id).limit(limit).load(c)?)
}

/// Sets the password hash.
pub fn set_password(c: &mut AnyConnection, id: &str, password_hash: &str) -> StoreResult<()> {
    diesel::update(users::table.find(id))
        .set(users::password_hash.eq(password_hash))
        .execute(c)?;
    Ok(())
}

/// Suspends or reactivates a user.
pub fn set_state(c: &mut AnyConnection, id: &str, state: &str) -> StoreResult<()> {
    diesel::update(users::table.find(id))
        .set(users::state.eq(state))
        .execute(c)?;
    Ok(())
}
