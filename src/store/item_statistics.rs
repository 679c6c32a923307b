//! Statistics of items with the context they were found in.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::item_statistics;
use super::{AnyConnection, StoreResult};

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
