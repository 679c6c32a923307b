//! Assignments of rows of specifications to developers.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::assignments;
use super::scoped::{Condition, owners_below};
use super::{AnyConnection, StoreResult};

/// A row of `assignments`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = assignments)]
pub struct AssignmentRow {
    /// UUID.
    pub id: String,
    /// Owner of the specification.
    pub owner_org: String,
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub specification_version: i32,
    /// Component id.
    pub component: String,
    /// Row of the component.
    pub row_id: String,
    /// Subject the items are of.
    pub subject: String,
    /// Language they are written in first; '' for any.
    pub language: String,
    /// Who writes them; '' for whoever accepts.
    pub developer: String,
    /// How many.
    pub items: i32,
    /// Until which day, ISO.
    pub due: String,
    /// What the developer should know.
    pub note: String,
    /// `offered`, `accepted`, `declined`, `finished`, `withdrawn`.
    pub state: String,
    /// Why it was declined or withdrawn; '' otherwise.
    pub reason: String,
    /// Row revision.
    pub revision: i32,
    /// Who assigned.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// When it last changed.
    pub updated_at: NaiveDateTime,
}

/// Which assignments are listed.
#[derive(Clone, Debug, Default)]
pub struct AssignmentScope {
    /// The developer whose own are listed.
    pub developer: String,
    /// Organisations whose open ones are, by id.
    pub open_of: Vec<String>,
    /// Paths below which all are.
    pub below: Vec<String>,
    /// Only in this state.
    pub state: Option<String>,
    /// Only of this specification.
    pub specification_id: Option<String>,
}

/// Adds an assignment.
pub fn insert(c: &mut AnyConnection, row: &AssignmentRow) -> StoreResult<()> {
    diesel::insert_into(assignments::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The assignment with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<AssignmentRow>> {
    Ok(assignments::table
        .find(id)
        .select(AssignmentRow::as_select())
        .first(c)
        .optional()?)
}

/// Moves an assignment of this revision on; false when somebody was quicker.
pub fn advance(c: &mut AnyConnection, row: &AssignmentRow) -> StoreResult<bool> {
    let before = assignments::table
        .find(&row.id)
        .filter(assignments::revision.eq(row.revision - 1));
    let values = (
        assignments::state.eq(&row.state),
        assignments::developer.eq(&row.developer),
        assignments::reason.eq(&row.reason),
        assignments::revision.eq(row.revision),
        assignments::updated_at.eq(row.updated_at),
    );
    Ok(diesel::update(before).set(values).execute(c)? == 1)
}

/// A page of assignments by id.
pub fn list(
    c: &mut AnyConnection,
    scope: &AssignmentScope,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<AssignmentRow>> {
    let own = assignments::developer.eq(scope.developer.clone());
    let open = assignments::developer
        .eq("")
        .and(assignments::owner_org.eq_any(scope.open_of.clone()));
    let mut shown: Condition<assignments::table> = Box::new(own.or(open));
    for path in &scope.below {
        shown = Box::new(shown.or(assignments::owner_org.eq_any(owners_below(path))));
    }
    let mut query = assignments::table
        .filter(assignments::id.gt(after.to_owned()))
        .filter(shown)
        .order(assignments::id)
        .limit(limit)
        .select(AssignmentRow::as_select())
        .into_boxed();
    if let Some(state) = &scope.state {
        query = query.filter(assignments::state.eq(state.clone()));
    }
    if let Some(id) = &scope.specification_id {
        query = query.filter(assignments::specification_id.eq(id.clone()));
    }
    Ok(query.load(c)?)
}

/// How many items of a component's rows are offered or accepted: row, items of each assignment.
pub fn open_items(
    c: &mut AnyConnection,
    specification_id: &str,
    version: i32,
    component: &str,
) -> StoreResult<Vec<(String, i32)>> {
    Ok(assignments::table
        .filter(assignments::specification_id.eq(specification_id))
        .filter(assignments::specification_version.eq(version))
        .filter(assignments::component.eq(component))
        .filter(assignments::state.eq_any(["offered", "accepted"]))
        .select((assignments::row_id, assignments::items))
        .load(c)?)
}

/// Offered and accepted assignments of a developer.
pub fn open_of_developer(
    c: &mut AnyConnection,
    developer: &str,
) -> StoreResult<Vec<AssignmentRow>> {
    Ok(assignments::table
        .filter(assignments::developer.eq(developer))
        .filter(assignments::state.eq_any(["offered", "accepted"]))
        .order(assignments::id)
        .select(AssignmentRow::as_select())
        .load(c)?)
}

/// Offered and accepted assignments of all developers below a path.
pub fn open_below(c: &mut AnyConnection, path: &str) -> StoreResult<Vec<AssignmentRow>> {
    Ok(assignments::table
        .filter(assignments::owner_org.eq_any(owners_below(path)))
        .filter(assignments::developer.ne(""))
        .filter(assignments::state.eq_any(["offered", "accepted"]))
        .order(assignments::id)
        .select(AssignmentRow::as_select())
        .load(c)?)
}
