//! Pilot rounds as they were recorded: immutable rows.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::pilot_rounds;
use super::{AnyConnection, StoreResult};

/// A row of `pilot_rounds`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = pilot_rounds)]
pub struct PilotRoundRow {
    /// UUID.
    pub id: String,
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Number of the round.
    pub round: i32,
    /// Administration whose statistics it rests on; '' where its numbers were given with it.
    pub administration: String,
    /// Its day, ISO.
    pub administered: String,
    /// Candidates who had the item.
    pub n: i32,
    /// Share of points reached.
    pub p: Option<f64>,
    /// Correlation with the rest of the test.
    pub rit: Option<f64>,
    /// `pass`, `repeat`, `revise` or `reject`.
    pub decision: String,
    /// What there is to say.
    pub note: String,
    /// Who decided.
    pub decided_by: String,
    /// When it was recorded.
    pub created_at: NaiveDateTime,
}

/// Records a round.
pub fn insert(c: &mut AnyConnection, row: &PilotRoundRow) -> StoreResult<()> {
    diesel::insert_into(pilot_rounds::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Rounds of a version, oldest first.
pub fn of_version(
    c: &mut AnyConnection,
    item_id: &str,
    number: i32,
) -> StoreResult<Vec<PilotRoundRow>> {
    Ok(pilot_rounds::table
        .filter(pilot_rounds::item_id.eq(item_id))
        .filter(pilot_rounds::number.eq(number))
        .order(pilot_rounds::id)
        .select(PilotRoundRow::as_select())
        .load(c)?)
}
