//! Parts of a sitting, each with its own day and minutes; what candidates are given at it.

use diesel::prelude::*;

use super::schema::{attempts, sitting_parts, sittings};
use super::{AnyConnection, StoreResult};

/// A row of `sitting_parts`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = sitting_parts)]
pub struct SittingPartRow {
    /// The sitting.
    pub sitting_no: i64,
    /// Number from 1.
    pub part_no: i32,
    /// Section ids, JSON list.
    pub sections: String,
    /// Day (ISO).
    pub held_on: String,
    /// `paper`, `online`, `distance`.
    pub mode: String,
    /// Working time, hundredths of a minute; none where it is not limited.
    pub minutes: Option<i64>,
}

/// Adds the parts of a sitting.
pub fn insert(c: &mut AnyConnection, rows: &[SittingPartRow]) -> StoreResult<()> {
    for row in rows {
        diesel::insert_into(sitting_parts::table)
            .values(row)
            .execute(c)?;
    }
    Ok(())
}

/// Parts of a sitting, by number.
pub fn of_sitting(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<Vec<SittingPartRow>> {
    Ok(sitting_parts::table
        .filter(sitting_parts::sitting_no.eq(sitting_no))
        .order(sitting_parts::part_no)
        .select(SittingPartRow::as_select())
        .load(c)?)
}

/// Moves a part to another day or way of sitting it. The first part's are the sitting's.
pub fn replan(c: &mut AnyConnection, row: &SittingPartRow) -> StoreResult<()> {
    diesel::update(sitting_parts::table.find((row.sitting_no, row.part_no)))
        .set((
            sitting_parts::held_on.eq(&row.held_on),
            sitting_parts::mode.eq(&row.mode),
        ))
        .execute(c)?;
    if row.part_no == 1 {
        diesel::update(sittings::table.find(row.sitting_no))
            .set((
                sittings::held_on.eq(&row.held_on),
                sittings::mode.eq(&row.mode),
                sittings::revision.eq(sittings::revision + 1),
            ))
            .execute(c)?;
    }
    Ok(())
}

/// Writes what a candidate is given.
pub fn set_accommodations(
    c: &mut AnyConnection,
    (sitting_no, attempt_no): (i64, i64),
    accommodations: &str,
) -> StoreResult<()> {
    diesel::update(attempts::table.find((sitting_no, attempt_no)))
        .set(attempts::accommodations.eq(accommodations))
        .execute(c)?;
    Ok(())
}
