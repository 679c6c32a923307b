//! Statistics of items with the context they were found in.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{item_statistics, item_versions, items, organisations};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult, each};
use crate::identity::ScopeRule;

/// A row of `item_statistics`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_statistics)]
pub struct StatisticRow {
    /// UUID.
    pub id: String,
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Language; '' for all together.
    pub language: String,
    /// Name of the administration.
    pub administration: String,
    /// Its date, ISO.
    pub administered: String,
    /// Who sat it.
    pub population: String,
    /// Model.
    pub model: String,
    /// Metric.
    pub metric: String,
    /// Scale id; '' for the metrics that need none.
    pub scale: String,
    /// How many candidates.
    pub n: i32,
    /// The value.
    pub value: f64,
    /// Standard error.
    pub standard_error: Option<f64>,
    /// Who entered it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// The row it was copied from when a new version took it over; '' for what was entered.
    pub carried_from: String,
}

/// Adds a row.
pub fn insert(c: &mut AnyConnection, row: &StatisticRow) -> StoreResult<()> {
    diesel::insert_into(item_statistics::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Statistics of an item, by version and time of entry.
pub fn of_item(c: &mut AnyConnection, item_id: &str) -> StoreResult<Vec<StatisticRow>> {
    Ok(item_statistics::table
        .filter(item_statistics::item_id.eq(item_id))
        .order((item_statistics::number, item_statistics::id))
        .select(StatisticRow::as_select())
        .load(c)?)
}

/// Scales on which items of these organisations have values of a metric.
pub fn scales(
    c: &mut AnyConnection,
    rules: &[ScopeRule],
    metric: &str,
) -> StoreResult<Vec<String>> {
    let mut scales = BTreeSet::new();
    for rule in rules {
        let of_rule: Vec<String> = item_statistics::table
            .inner_join(items::table.on(items::id.eq(item_statistics::item_id)))
            .filter(item_statistics::metric.eq(metric))
            .filter(items::owner_org.eq_any(owners_below(&rule.path_prefix)))
            .select(item_statistics::scale)
            .distinct()
            .load(c)?;
        scales.extend(of_rule);
    }
    Ok(scales.into_iter().collect())
}

/// An item version by the code of its item, with what decides who may enter statistics.
#[derive(Clone, Debug, Queryable)]
pub struct CodedVersion {
    /// Code.
    pub code: String,
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Owner.
    pub owner_org: String,
    /// Path of the owner.
    pub owner_path: String,
    /// Subject.
    pub subject: String,
    /// Access class.
    pub access: String,
    /// Who made the item.
    pub created_by: String,
    /// Author of the version.
    pub author: String,
}

/// Versions of items with these codes, of whatever organisation.
pub fn by_codes(c: &mut AnyConnection, codes: &[&str]) -> StoreResult<Vec<CodedVersion>> {
    Ok(items::table
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
        .inner_join(item_versions::table.on(item_versions::item_id.eq(items::id)))
        .filter(items::code.eq_any(codes))
        .select((
            items::code,
            items::id,
            item_versions::number,
            items::owner_org,
            organisations::path,
            item_versions::subject,
            item_versions::access,
            items::created_by,
            item_versions::created_by,
        ))
        .load(c)?)
}

/// Statistics of these items.
pub fn of_items(c: &mut AnyConnection, item_ids: &[&str]) -> StoreResult<Vec<StatisticRow>> {
    Ok(item_statistics::table
        .filter(item_statistics::item_id.eq_any(item_ids))
        .select(StatisticRow::as_select())
        .load(c)?)
}

/// Adds rows, a thousand at a time at most.
pub fn insert_all(c: &mut AnyConnection, rows: &[StatisticRow]) -> StoreResult<()> {
    for chunk in rows.chunks(1000) {
        each!(c, c => diesel::insert_into(item_statistics::table).values(chunk).execute(c))?;
    }
    Ok(())
}
