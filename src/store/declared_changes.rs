//! What drafts do to the approved versions before them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::declared_changes;
use super::{AnyConnection, StoreResult};

/// A row of `declared_changes`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = declared_changes)]
pub struct DeclaredRow {
    /// Item.
    pub item_id: String,
    /// Version that changes it.
    pub number: i32,
    /// Approved version that is changed.
    pub base_number: i32,
    /// `editorial` or `substantive`.
    pub declaration: String,
    /// Why.
    pub reason: String,
    /// Who says so.
    pub declared_by: String,
    /// When.
    pub declared_at: NaiveDateTime,
    /// The second person; '' for nobody yet.
    pub confirmed_by: String,
    /// When it was confirmed.
    pub confirmed_at: Option<NaiveDateTime>,
}

/// What a version was declared to be.
pub fn of_version(
    c: &mut AnyConnection,
    item_id: &str,
    number: i32,
) -> StoreResult<Option<DeclaredRow>> {
    Ok(declared_changes::table
        .find((item_id, number))
        .select(DeclaredRow::as_select())
        .first(c)
        .optional()?)
}

/// Declares a version anew.
pub fn put(c: &mut AnyConnection, row: &DeclaredRow) -> StoreResult<()> {
    diesel::delete(declared_changes::table.find((&row.item_id, row.number))).execute(c)?;
    diesel::insert_into(declared_changes::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Keeps who confirmed it.
pub fn confirm(
    c: &mut AnyConnection,
    (item_id, number): (&str, i32),
    by: &str,
    now: NaiveDateTime,
) -> StoreResult<()> {
    diesel::update(declared_changes::table.find((item_id, number)))
        .set((
            declared_changes::confirmed_by.eq(by),
            declared_changes::confirmed_at.eq(Some(now)),
        ))
        .execute(c)?;
    Ok(())
}

/// Takes away what was declared of an item.
pub fn delete(c: &mut AnyConnection, item_id: &str) -> StoreResult<()> {
    diesel::delete(declared_changes::table.filter(declared_changes::item_id.eq(item_id)))
        .execute(c)?;
    Ok(())
}
