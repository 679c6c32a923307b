//! Appeals on the content of forms and their confirmations. Appended only.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{content_appeal_confirmations as confirmations, content_appeals as appeals};
use super::{AnyConnection, StoreResult};

/// A row of `content_appeals`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = appeals)]
pub struct ContentAppealRow {
    /// UUID.
    pub id: String,
    /// Owner of the form.
    pub owner_org: String,
    /// The form.
    pub form_id: String,
    /// Position in the form.
    pub position: i32,
    /// `credit_all`, `void`.
    pub outcome: String,
    /// Number of the protocol.
    pub protocol: String,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_at: NaiveDateTime,
}

/// A row of `content_appeal_confirmations`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = confirmations)]
pub struct ConfirmationRow {
    /// The appeal.
    pub appeal_id: String,
    /// Every result it changed, JSON.
    pub differences: String,
    /// Who confirmed it.
    pub confirmed_by: String,
    /// When.
    pub confirmed_at: NaiveDateTime,
}

/// Adds an appeal.
pub fn insert(c: &mut AnyConnection, row: &ContentAppealRow) -> StoreResult<()> {
    diesel::insert_into(appeals::table).values(row).execute(c)?;
    Ok(())
}

/// Confirms an appeal; a unique key refuses a second time.
pub fn confirm(c: &mut AnyConnection, row: &ConfirmationRow) -> StoreResult<()> {
    diesel::insert_into(confirmations::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The appeal with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<ContentAppealRow>> {
    Ok(appeals::table
        .find(id)
        .select(ContentAppealRow::as_select())
        .first(c)
        .optional()?)
}

/// The confirmation of an appeal, where there is one.
pub fn confirmation(c: &mut AnyConnection, id: &str) -> StoreResult<Option<ConfirmationRow>> {
    Ok(confirmations::table
        .find(id)
        .select(ConfirmationRow::as_select())
        .first(c)
        .optional()?)
}

/// Position and outcome of the confirmed appeals on a form, in the order of their confirmation.
pub fn confirmed_of_form(c: &mut AnyConnection, form_id: &str) -> StoreResult<Vec<(i32, String)>> {
    Ok(appeals::table
        .inner_join(confirmations::table.on(confirmations::appeal_id.eq(appeals::id)))
        .filter(appeals::form_id.eq(form_id))
        .order((confirmations::confirmed_at, appeals::id))
        .select((appeals::position, appeals::outcome))
        .load(c)?)
}
