//! Items of a subject one after another, for proposals of a mapping, and what people decided of them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::items::VersionRow;
use super::schema::{item_versions, items, objective_decisions, organisations};
use super::{AnyConnection, StoreResult};
use crate::identity::ScopeRule;

/// A row of `objective_decisions`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = objective_decisions)]
pub struct DecisionRow {
    /// Published mapping.
    pub mapping_id: String,
    /// Item.
    pub item_id: String,
    /// Version of the item that was decided about.
    pub number: i32,
    /// `accepted` or `rejected`.
    pub decision: String,
    /// The objectives it had, JSON list.
    pub objectives_before: String,
    /// The objectives of the new version, JSON list; '[]' where it was rejected.
    pub objectives_after: String,
    /// Why it was rejected, or ''.
    pub reason: String,
    /// The version that was opened; 0 where it was rejected.
    pub new_number: i32,
    /// Who decided.
    pub decided_by: String,
    /// When.
    pub decided_at: NaiveDateTime,
}

/// The newest version of an item, with what decides who sees it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = items)]
pub struct Tagged {
    /// Item.
    pub id: String,
    /// Human code.
    pub code: String,
    /// Who made the item.
    pub created_by: String,
    /// Path of the owner.
    #[diesel(select_expression = organisations::path)]
    pub owner_path: String,
    /// The version.
    #[diesel(embed)]
    pub version: VersionRow,
}

/// The newest versions of a subject's items below some paths that are not closed, by item.
pub fn of_subject(
    c: &mut AnyConnection,
    rules: &[ScopeRule],
    subject: &str,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<Tagged>> {
    let mut query = items::table
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
        .inner_join(item_versions::table.on(item_versions::item_id.eq(items::id)))
        .filter(items::id.eq(""))
        .select(Tagged::as_select())
        .into_boxed();
    for rule in rules {
        query = query.or_filter(
            items::id
                .gt(after)
                .and(item_versions::latest)
                .and(item_versions::phase.ne("closed"))
                .and(item_versions::subject.eq(subject))
                .and(organisations::path.like(format!("{}%", rule.path_prefix))),
        );
    }
    Ok(query.order(items::id).limit(limit).load(c)?)
}

/// What was decided about these items by a mapping.
pub fn decisions_of(
    c: &mut AnyConnection,
    mapping_id: &str,
    item_ids: &[String],
) -> StoreResult<Vec<DecisionRow>> {
    Ok(objective_decisions::table
        .filter(objective_decisions::mapping_id.eq(mapping_id))
        .filter(objective_decisions::item_id.eq_any(item_ids))
        .select(DecisionRow::as_select())
        .load(c)?)
}

/// A page of decisions of a mapping, by item and version.
pub fn decisions(
    c: &mut AnyConnection,
    mapping_id: &str,
    decision: &str,
    (item_id, number): (&str, i32),
    limit: i64,
) -> StoreResult<Vec<DecisionRow>> {
    use objective_decisions as t;
    let behind = t::item_id
        .gt(item_id)
        .or(t::item_id.eq(item_id).and(t::number.gt(number)));
    Ok(t::table
        .filter(t::mapping_id.eq(mapping_id))
        .filter(t::decision.eq(decision))
        .filter(behind)
        .order((t::item_id, t::number))
        .limit(limit)
        .select(DecisionRow::as_select())
        .load(c)?)
}

/// Keeps a decision; the second about the same version is a double key.
pub fn insert(c: &mut AnyConnection, row: &DecisionRow) -> StoreResult<()> {
    diesel::insert_into(objective_decisions::table)
        .values(row)
        .execute(c)?;
    Ok(())
}
