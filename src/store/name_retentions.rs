//! How long names are kept, as organisations say it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::name_retentions;
use super::{AnyConnection, StoreResult};

/// A row of `name_retentions`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = name_retentions)]
pub struct RetentionRow {
    /// Whose rule; it holds for the organisation and everything below.
    pub org_id: String,
    /// Days after the last school year.
    pub days: i32,
    /// What it rests on (an order, a contract).
    pub basis: String,
    /// Row revision for optimistic locking.
    pub revision: i32,
    /// Who set it.
    pub set_by: String,
    /// When.
    pub set_at: NaiveDateTime,
}

/// Every rule; organisations that set one are few.
pub fn all(c: &mut AnyConnection) -> StoreResult<Vec<RetentionRow>> {
    Ok(name_retentions::table
        .select(RetentionRow::as_select())
        .order(name_retentions::org_id)
        .load(c)?)
}

/// Keeps a rule in the place of the organisation's one before; false where that was another revision.
pub fn keep(c: &mut AnyConnection, row: &RetentionRow) -> StoreResult<bool> {
    if row.revision == 1 {
        diesel::insert_into(name_retentions::table)
            .values(row)
            .execute(c)?;
        return Ok(true);
    }
    let before = name_retentions::table
        .find(&row.org_id)
        .filter(name_retentions::revision.eq(row.revision - 1));
    let changed = diesel::update(before)
        .set((
            name_retentions::days.eq(row.days),
            name_retentions::basis.eq(&row.basis),
            name_retentions::revision.eq(row.revision),
            name_retentions::set_by.eq(&row.set_by),
            name_retentions::set_at.eq(row.set_at),
        ))
        .execute(c)?;
    Ok(changed == 1)
}
