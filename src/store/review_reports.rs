//! Decided attempts for the reports, and versions that were found good for the open collection.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::item_filters::in_scope;
use super::reviews::AttemptRow;
use super::schema::{item_promotions, item_versions, items, organisations, review_attempts};
use super::{AnyConnection, StoreResult};
use crate::identity::Scope;

/// A decided attempt with owner, path of the owner, subject, purpose of its version.
pub type Decided = (AttemptRow, String, String, String, String);

/// Attempts that were decided in a time, below a path.
pub fn decided(
    c: &mut AnyConnection,
    path: &str,
    (from, until): (Option<NaiveDateTime>, Option<NaiveDateTime>),
) -> StoreResult<Vec<Decided>> {
    let mut query = review_attempts::table
        .inner_join(items::table.on(items::id.eq(review_attempts::item_id)))
        .inner_join(
            item_versions::table.on(item_versions::item_id
                .eq(review_attempts::item_id)
                .and(item_versions::number.eq(review_attempts::number))),
        )
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
        .filter(review_attempts::outcome.ne(""))
        .filter(organisations::path.like(format!("{path}%")))
        .order(review_attempts::id)
        .select((
            AttemptRow::as_select(),
            items::owner_org,
            organisations::path,
            item_versions::subject,
            item_versions::purpose,
        ))
        .into_boxed();
    if let Some(from) = from {
        query = query.filter(review_attempts::decided_at.ge(from));
    }
    if let Some(until) = until {
        query = query.filter(review_attempts::decided_at.lt(until));
    }
    Ok(query.load(c)?)
}

/// Approved attempts whose version is not closed, after one of them (by id).
pub fn approved(
    c: &mut AnyConnection,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<(String, String, i32)>> {
    Ok(review_attempts::table
        .inner_join(
            item_versions::table.on(item_versions::item_id
                .eq(review_attempts::item_id)
                .and(item_versions::number.eq(review_attempts::number))),
        )
        .filter(review_attempts::outcome.eq("approved"))
        .filter(review_attempts::id.gt(after))
        .filter(item_versions::phase.eq_any(["approved", "pilot", "live"]))
        .filter(item_versions::access.ne("secure"))
        .order(review_attempts::id)
        .limit(limit)
        .select((
            review_attempts::id,
            review_attempts::item_id,
            review_attempts::number,
        ))
        .load(c)?)
}

/// A row of `item_promotions`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_promotions)]
pub struct PromotionRow {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Whom to name.
    pub attribution: String,
    /// Licence.
    pub licence: String,
    /// Rating that counted.
    pub rating: String,
    /// Verdicts of the approving attempt.
    pub reviewers: i32,
    /// Those of them that carried the rating.
    pub carrying: i32,
    /// Who took it into the collection.
    pub promoted_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// Takes a version into the open collection.
pub fn promote(c: &mut AnyConnection, row: &PromotionRow) -> StoreResult<()> {
    diesel::insert_into(item_promotions::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// True when a version is in the open collection.
pub fn is_promoted(c: &mut AnyConnection, item_id: &str, number: i32) -> StoreResult<bool> {
    let found: Option<PromotionRow> = item_promotions::table
        .find((item_id, number))
        .select(PromotionRow::as_select())
        .first(c)
        .optional()?;
    Ok(found.is_some())
}

/// Versions in the open collection after one of them.
pub fn promoted(
    c: &mut AnyConnection,
    (item_id, number): (&str, i32),
    limit: i64,
) -> StoreResult<Vec<PromotionRow>> {
    let beyond = item_promotions::item_id
        .gt(item_id)
        .or(item_promotions::item_id
            .eq(item_id)
            .and(item_promotions::number.gt(number)));
    Ok(item_promotions::table
        .filter(beyond)
        .order((item_promotions::item_id, item_promotions::number))
        .limit(limit)
        .select(PromotionRow::as_select())
        .load(c)?)
}

/// Versions of these items that a scope shows: item, number, code, subject.
pub fn shown(
    c: &mut AnyConnection,
    scope: &Scope,
    item_ids: &[&str],
) -> StoreResult<Vec<(String, i32, String, String)>> {
    Ok(item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .select((
            item_versions::item_id,
            item_versions::number,
            items::code,
            item_versions::subject,
        ))
        .into_boxed()
        .filter(in_scope(scope))
        .filter(item_versions::item_id.eq_any(item_ids.to_vec()))
        .load(c)?)
}
