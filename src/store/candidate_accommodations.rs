//! Which accommodations candidates have: from a day, until a day, on a ground.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{candidate_accommodations as rights, candidates, class_members};
use super::{AnyConnection, StoreResult, each};

/// Rows of one insert (10 values each).
const CHUNK: usize = 1_000;

/// A row of `candidate_accommodations`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = rights)]
pub struct CandidateAccommodationRow {
    /// UUID.
    pub id: String,
    /// The school.
    pub owner_org: String,
    /// Who.
    pub candidate_id: String,
    /// Code of the document that says what it is.
    pub document: String,
    /// Its code there.
    pub accommodation: String,
    /// First day (ISO).
    pub valid_from: String,
    /// Last day (ISO); '' where it is open.
    pub valid_to: String,
    /// The ground: number and date of the decision.
    pub basis: String,
    /// Who recorded it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// Adds rows.
pub fn insert(c: &mut AnyConnection, rows: &[CandidateAccommodationRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(rights::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Those of the members of a class, with the candidate's code, by code and first day.
pub fn of_class(
    c: &mut AnyConnection,
    class_id: &str,
) -> StoreResult<Vec<(CandidateAccommodationRow, String)>> {
    let members = class_members::table
        .filter(class_members::class_id.eq(class_id.to_owned()))
        .select(class_members::candidate_id);
    Ok(rights::table
        .inner_join(candidates::table.on(candidates::id.eq(rights::candidate_id)))
        .filter(rights::candidate_id.eq_any(members))
        .order((candidates::code, rights::valid_from, rights::id))
        .select((CandidateAccommodationRow::as_select(), candidates::code))
        .load(c)?)
}

/// Sets the last day.
pub fn end(c: &mut AnyConnection, id: &str, valid_to: &str) -> StoreResult<()> {
    diesel::update(rights::table.find(id))
        .set(rights::valid_to.eq(valid_to))
        .execute(c)?;
    Ok(())
}
