//! Marking plans in versions, their sittings, and who marks what.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    marking_plan_sittings as of_plan, marking_plan_versions as versions, marking_plans as plans,
    marking_seats as seats, sittings,
};
use super::sittings::SittingRow;
use super::{AnyConnection, StoreResult, each};

/// Rows of one insert (6 values each).
const CHUNK: usize = 2_000;

/// A row of `marking_plans`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = plans)]
pub struct MarkingPlanRow {
    /// UUID.
    pub id: String,
    /// Whose it is.
    pub owner_org: String,
    /// The form of its sittings.
    pub form_id: String,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// A row of `marking_plan_versions`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = versions)]
pub struct MarkingPlanVersionRow {
    /// The plan.
    pub plan_id: String,
    /// From 1; the greatest is in force.
    pub version: i32,
    /// The plan, JSON.
    pub document: String,
    /// Hash of the document.
    pub hash: String,
    /// Why it took the place of the version before; '' for the first.
    pub reason: String,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// A row of `marking_seats`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = seats)]
pub struct SeatRow {
    /// The sitting.
    pub sitting_no: i64,
    /// Version of the plan.
    pub plan_version: i32,
    /// The attempt.
    pub attempt_no: i64,
    /// Position in the form.
    pub position: i32,
    /// `first`, `second`, `control`.
    pub seat: String,
    /// Who marks.
    pub marker_id: String,
}

/// Adds a plan.
pub fn insert(c: &mut AnyConnection, row: &MarkingPlanRow) -> StoreResult<()> {
    diesel::insert_into(plans::table).values(row).execute(c)?;
    Ok(())
}

/// Adds a version.
pub fn insert_version(c: &mut AnyConnection, row: &MarkingPlanVersionRow) -> StoreResult<()> {
    diesel::insert_into(versions::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Puts a sitting under a plan; a unique key refuses a second plan.
pub fn insert_sitting(c: &mut AnyConnection, sitting_no: i64, plan_id: &str) -> StoreResult<()> {
    diesel::insert_into(of_plan::table)
        .values((
            of_plan::sitting_no.eq(sitting_no),
            of_plan::plan_id.eq(plan_id),
        ))
        .execute(c)?;
    Ok(())
}

/// Adds who marks what.
pub fn insert_seats(c: &mut AnyConnection, rows: &[SeatRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(seats::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// The plan with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<MarkingPlanRow>> {
    Ok(plans::table
        .find(id)
        .select(MarkingPlanRow::as_select())
        .first(c)
        .optional()?)
}

/// The version of a plan that is in force.
pub fn newest(c: &mut AnyConnection, plan_id: &str) -> StoreResult<Option<MarkingPlanVersionRow>> {
    Ok(versions::table
        .filter(versions::plan_id.eq(plan_id))
        .order(versions::version.desc())
        .select(MarkingPlanVersionRow::as_select())
        .first(c)
        .optional()?)
}

/// The plan of a sitting.
pub fn of_sitting(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<Option<String>> {
    Ok(of_plan::table
        .find(sitting_no)
        .select(of_plan::plan_id)
        .first(c)
        .optional()?)
}

/// The sittings of a plan, by number.
pub fn sittings_of(c: &mut AnyConnection, plan_id: &str) -> StoreResult<Vec<SittingRow>> {
    Ok(of_plan::table
        .inner_join(sittings::table.on(sittings::sitting_no.eq(of_plan::sitting_no)))
        .filter(of_plan::plan_id.eq(plan_id))
        .order(sittings::sitting_no)
        .select(SittingRow::as_select())
        .load(c)?)
}

/// Who marks what of a sitting by a version, in order.
pub fn seats_of(c: &mut AnyConnection, sitting_no: i64, version: i32) -> StoreResult<Vec<SeatRow>> {
    Ok(seats::table
        .filter(seats::sitting_no.eq(sitting_no))
        .filter(seats::plan_version.eq(version))
        .order((
            seats::attempt_no,
            seats::position,
            seats::seat,
            seats::marker_id,
        ))
        .select(SeatRow::as_select())
        .load(c)?)
}

/// Open sittings in which somebody has ever been given something to mark, by number.
pub fn open_sittings_of_marker(
    c: &mut AnyConnection,
    marker_id: &str,
    from: i64,
) -> StoreResult<Vec<SittingRow>> {
    let given = seats::table
        .filter(seats::marker_id.eq(marker_id.to_owned()))
        .filter(seats::sitting_no.ge(from))
        .select(seats::sitting_no);
    Ok(sittings::table
        .filter(sittings::sitting_no.eq_any(given))
        .filter(sittings::state.eq("open"))
        .order(sittings::sitting_no)
        .select(SittingRow::as_select())
        .load(c)?)
}
