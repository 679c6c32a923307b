//! Who may write: active users below an organisation with the grants that let them.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::schema::{grants, organisations, users};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult};

/// An active user with the path of its organisation.
#[derive(Clone, Debug, Queryable)]
pub struct PersonRow {
    /// UUID.
    pub id: String,
    /// What they log in with.
    pub login: String,
    /// Path of their home organisation.
    pub home_path: String,
}

/// A grant of one of them.
#[derive(Clone, Debug)]
pub struct WriterGrantRow {
    /// Whose.
    pub user_id: String,
    /// Role name.
    pub role: String,
    /// Path it holds below.
    pub path: String,
    /// Subject or ''.
    pub subject: String,
    /// Language or ''.
    pub language: String,
}

/// Active users whose home stands below a path, by id.
pub fn people_below(c: &mut AnyConnection, path: &str) -> StoreResult<Vec<PersonRow>> {
    Ok(users::table
        .inner_join(organisations::table.on(organisations::id.eq(users::home_org)))
        .filter(users::state.eq("active"))
        .filter(organisations::path.like(format!("{path}%")))
        .order(users::id)
        .select((users::id, users::login, organisations::path))
        .load(c)?)
}

/// Grants with one of these roles of users whose home stands below a path.
pub fn grants_below(
    c: &mut AnyConnection,
    path: &str,
    roles: &[&str],
) -> StoreResult<Vec<WriterGrantRow>> {
    let rows: Vec<(String, String, String, String, String)> = grants::table
        .inner_join(users::table.on(users::id.eq(grants::user_id)))
        .filter(users::state.eq("active"))
        .filter(users::home_org.eq_any(owners_below(path)))
        .filter(grants::role.eq_any(roles.to_vec()))
        .order(grants::id)
        .select((
            grants::user_id,
            grants::role,
            grants::org_id,
            grants::subject,
            grants::language,
        ))
        .load(c)?;
    let mut places: Vec<&String> = rows.iter().map(|row| &row.2).collect();
    places.sort();
    places.dedup();
    let paths: Vec<(String, String)> = organisations::table
        .filter(organisations::id.eq_any(places))
        .select((organisations::id, organisations::path))
        .load(c)?;
    let paths: BTreeMap<String, String> = paths.into_iter().collect();
    let grant = |(user_id, role, org, subject, language)| WriterGrantRow {
        user_id,
        role,
        path: paths.get::<String>(&org).cloned().unwrap_or_default(),
        subject,
        language,
    };
    Ok(rows.into_iter().map(grant).collect())
}

/// Logins of users, by id.
pub fn logins(c: &mut AnyConnection, ids: &[String]) -> StoreResult<Vec<(String, String)>> {
    Ok(users::table
        .filter(users::id.eq_any(ids))
        .order(users::id)
        .select((users::id, users::login))
        .load(c)?)
}
