//! Which rules of item writing organisations follow, findings that somebody answers for, and what other
//! services say of an item.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{external_similarities, item_waivers, organisations, quality_choices};
use super::{AnyConnection, StoreResult};

/// A row of `quality_choices`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = quality_choices)]
pub struct ChoiceRow {
    /// Who follows it, with all below that chose nothing of their own.
    pub org_id: String,
    /// Code of the policy.
    pub policy: String,
    /// Who chose it.
    pub chosen_by: String,
    /// When.
    pub chosen_at: NaiveDateTime,
}

/// A row of `item_waivers`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_waivers)]
pub struct WaiverRow {
    /// UUID.
    pub id: String,
    /// Item.
    pub item_id: String,
    /// Version for which it was given.
    pub number: i32,
    /// Fingerprint of the finding.
    pub finding: String,
    /// Code of the finding.
    pub code: String,
    /// Pointer of the finding.
    pub pointer: String,
    /// Named values of the finding, JSON.
    pub args: String,
    /// Why it may stand.
    pub reason: String,
    /// Who says so.
    pub given_by: String,
    /// When.
    pub given_at: NaiveDateTime,
}

/// A row of `external_similarities`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = external_similarities)]
pub struct ExternalRow {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Name of the service.
    pub service: String,
    /// How much it found elsewhere, in hundredths of a percent.
    pub score: i64,
    /// Number or address of its report; '' for none.
    pub reference: String,
    /// Who entered it.
    pub set_by: String,
    /// When.
    pub set_at: NaiveDateTime,
}

/// Every choice with the path of its organisation.
pub fn choices(c: &mut AnyConnection) -> StoreResult<Vec<(String, ChoiceRow)>> {
    Ok(quality_choices::table
        .inner_join(organisations::table.on(organisations::id.eq(quality_choices::org_id)))
        .order(organisations::path)
        .select((organisations::path, ChoiceRow::as_select()))
        .load(c)?)
}

/// True when some organisation follows some policy.
pub fn is_some_chosen(c: &mut AnyConnection) -> StoreResult<bool> {
    let first: Option<String> = quality_choices::table
        .select(quality_choices::org_id)
        .first(c)
        .optional()?;
    Ok(first.is_some())
}

/// Takes an organisation's own choice away; false when it had none.
pub fn delete_choice(c: &mut AnyConnection, org_id: &str) -> StoreResult<bool> {
    Ok(diesel::delete(quality_choices::table.find(org_id)).execute(c)? == 1)
}

/// Keeps an organisation's choice in the place of the one before.
pub fn set_choice(c: &mut AnyConnection, row: &ChoiceRow) -> StoreResult<()> {
    delete_choice(c, &row.org_id)?;
    diesel::insert_into(quality_choices::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Keeps a waiver.
pub fn insert_waiver(c: &mut AnyConnection, row: &WaiverRow) -> StoreResult<()> {
    diesel::insert_into(item_waivers::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Waivers of an item's versions up to a number, oldest first.
pub fn waivers(c: &mut AnyConnection, item_id: &str, most: i32) -> StoreResult<Vec<WaiverRow>> {
    Ok(item_waivers::table
        .filter(item_waivers::item_id.eq(item_id))
        .filter(item_waivers::number.le(most))
        .order(item_waivers::id)
        .select(WaiverRow::as_select())
        .load(c)?)
}

/// Keeps a service's score in the place of the one before.
pub fn set_external(c: &mut AnyConnection, row: &ExternalRow) -> StoreResult<()> {
    let key = (&row.item_id, row.number, &row.service);
    diesel::delete(external_similarities::table.find(key)).execute(c)?;
    diesel::insert_into(external_similarities::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// What services say of a version, by their names.
pub fn externals(
    c: &mut AnyConnection,
    item_id: &str,
    number: i32,
) -> StoreResult<Vec<ExternalRow>> {
    Ok(external_similarities::table
        .filter(external_similarities::item_id.eq(item_id))
        .filter(external_similarities::number.eq(number))
        .order(external_similarities::service)
        .select(ExternalRow::as_select())
        .load(c)?)
}
