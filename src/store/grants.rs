//! Roles granted to users in organisations.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{grants, organisations};
use super::{AnyConnection, StoreError, StoreResult};
use crate::identity::Grant;

/// A row of `grants`; subject and language are '' when the grant is for all.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = grants)]
pub struct GrantRow {
    /// UUID.
    pub id: String,
    /// Whom.
    pub user_id: String,
    /// Where; holds for every organisation below, too.
    pub org_id: String,
    /// Role name.
    pub role: String,
    /// Subject code or ''.
    pub subject: String,
    /// Language code or ''.
    pub language: String,
    /// Who granted it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// Adds a grant.
pub fn insert(c: &mut AnyConnection, row: &GrantRow) -> StoreResult<()> {
    diesel::insert_into(grants::table).values(row).execute(c)?;
    Ok(())
}

/// The grant with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<GrantRow>> {
    Ok(grants::table
        .find(id)
        .select(GrantRow::as_select())
        .first(c)
        .optional()?)
}

/// Takes a grant away.
pub fn delete(c: &mut AnyConnection, id: &str) -> StoreResult<()> {
    diesel::delete(grants::table.find(id)).execute(c)?;
    Ok(())
}

/// Rows of a user's grants, by id.
pub fn rows_of_user(c: &mut AnyConnection, user_id: &str) -> StoreResult<Vec<GrantRow>> {
    let query = grants::table
        .filter(grants::user_id.eq(user_id))
        .order(grants::id);
    Ok(query.select(GrantRow::as_select()).load(c)?)
}

/// A user's grants with the paths they hold for.
pub fn of_user(c: &mut AnyConnection, user_id: &str) -> StoreResult<Vec<Grant>> {
    let rows: Vec<(GrantRow, String)> = grants::table
        .inner_join(organisations::table.on(organisations::id.eq(grants::org_id)))
        .filter(grants::user_id.eq(user_id))
        .order(grants::id)
        .select((GrantRow::as_select(), organisations::path))
        .load(c)?;
    rows.into_iter().map(grant).collect()
}

fn grant((row, org_path): (GrantRow, String)) -> StoreResult<Grant> {
    let present = |text: String| Some(text).filter(|t| !t.is_empty());
    Ok(Grant {
        role: row.role.parse().map_err(StoreError::Corrupt)?,
        org_id: row.org_id,
        org_path,
        subject: present(row.subject),
        language: present(row.language),
    })
}
