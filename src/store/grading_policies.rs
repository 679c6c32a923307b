//! Grading policies: immutable rows, one for each edition.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{grading_policies, organisations};
use super::{AnyConnection, StoreResult};

/// A row of `grading_policies`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = grading_policies)]
pub struct GradingPolicyRow {
    /// UUID.
    pub id: String,
    /// Organisation that published it.
    pub owner_org: String,
    /// Human code.
    pub code: String,
    /// Edition.
    pub version: i32,
    /// The document, JSON.
    pub document: String,
    /// Hash of the document.
    pub hash: String,
    /// When it was published.
    pub published_at: NaiveDateTime,
}

/// Adds an edition.
pub fn insert(c: &mut AnyConnection, row: &GradingPolicyRow) -> StoreResult<()> {
    diesel::insert_into(grading_policies::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The edition with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<GradingPolicyRow>> {
    Ok(grading_policies::table
        .find(id)
        .select(GradingPolicyRow::as_select())
        .first(c)
        .optional()?)
}

/// One edition of an owner's policy.
pub fn by_version(
    c: &mut AnyConnection,
    owner_org: &str,
    code: &str,
    version: i32,
) -> StoreResult<Option<GradingPolicyRow>> {
    Ok(grading_policies::table
        .filter(grading_policies::owner_org.eq(owner_org))
        .filter(grading_policies::code.eq(code))
        .filter(grading_policies::version.eq(version))
        .select(GradingPolicyRow::as_select())
        .first(c)
        .optional()?)
}

/// A page of all editions, by id; of one code where it is named.
pub fn list(
    c: &mut AnyConnection,
    code: Option<&str>,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<GradingPolicyRow>> {
    let mut query = grading_policies::table
        .filter(grading_policies::id.gt(after))
        .order(grading_policies::id)
        .limit(limit)
        .select(GradingPolicyRow::as_select())
        .into_boxed();
    if let Some(code) = code {
        query = query.filter(grading_policies::code.eq(code));
    }
    Ok(query.load(c)?)
}

/// Path of the owner, code and version of every edition.
pub fn codes_with_paths(c: &mut AnyConnection) -> StoreResult<Vec<(String, String)>> {
    Ok(grading_policies::table
        .inner_join(organisations::table.on(organisations::id.eq(grading_policies::owner_org)))
        .select((organisations::path, grading_policies::code))
        .load(c)?)
}

/// Every edition with this code, with the path of its owner.
pub fn editions(c: &mut AnyConnection, code: &str) -> StoreResult<Vec<(String, GradingPolicyRow)>> {
    Ok(grading_policies::table
        .inner_join(organisations::table.on(organisations::id.eq(grading_policies::owner_org)))
        .filter(grading_policies::code.eq(code))
        .order((grading_policies::version, grading_policies::id))
        .select((organisations::path, GradingPolicyRow::as_select()))
        .load(c)?)
}
