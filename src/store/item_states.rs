//! The history of versions: every step from state to state.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::item_state_changes;
use super::{AnyConnection, StoreResult, each};

/// Rows of one batch insert; 11 columns each stay below SQLite's 32,766 binds.
const BATCH: usize = 2_900;

/// A row of `item_state_changes`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_state_changes)]
pub struct StateChangeRow {
    /// UUID.
    pub id: String,
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// State before.
    pub from_state: String,
    /// State after.
    pub to_state: String,
    /// Phase of the state after.
    pub phase: String,
    /// Transition; '' when another edition of the workflow took the place of the one before.
    pub transition: String,
    /// Reason; '' for none.
    pub reason: String,
    /// Who.
    pub actor: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// Findings that would have kept it from the step and stood under waivers.
    pub waived: i32,
}

/// Keeps steps.
pub fn insert(c: &mut AnyConnection, rows: &[StateChangeRow]) -> StoreResult<()> {
    for chunk in rows.chunks(BATCH) {
        each!(c, c => diesel::insert_into(item_state_changes::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Steps of a version, oldest first.
pub fn of_version(
    c: &mut AnyConnection,
    item_id: &str,
    number: i32,
) -> StoreResult<Vec<StateChangeRow>> {
    Ok(item_state_changes::table
        .filter(item_state_changes::item_id.eq(item_id))
        .filter(item_state_changes::number.eq(number))
        .order(item_state_changes::id)
        .select(StateChangeRow::as_select())
        .load(c)?)
}

/// When a version last took a transition.
pub fn entered_at(
    c: &mut AnyConnection,
    item_id: &str,
    number: i32,
) -> StoreResult<Option<NaiveDateTime>> {
    Ok(item_state_changes::table
        .filter(item_state_changes::item_id.eq(item_id))
        .filter(item_state_changes::number.eq(number))
        .filter(item_state_changes::transition.ne(""))
        .order(item_state_changes::id.desc())
        .select(item_state_changes::created_at)
        .first(c)
        .optional()?)
}
