//! Drafts that wait for their authors.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::item_filters::{below, in_scope};
use super::schema::{item_versions, items};
use super::{AnyConnection, StoreResult};
use crate::identity::{Scope, ScopeRule};

/// A draft.
#[derive(Clone, Debug, Queryable)]
pub struct DraftRow {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Code of the item.
    pub code: String,
    /// Subject.
    pub subject: String,
    /// Workflow state.
    pub state: String,
    /// Its author.
    pub created_by: String,
    /// When it was begun.
    pub created_at: NaiveDateTime,
    /// Task type.
    pub item_type: String,
    /// Unit; '' for none.
    pub unit: String,
}

/// Drafts that somebody writes on.
pub fn of_author(c: &mut AnyConnection, author: &str) -> StoreResult<Vec<DraftRow>> {
    Ok(item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .filter(item_versions::created_by.eq(author.to_owned()))
        .filter(item_versions::latest.eq(true))
        .filter(item_versions::phase.eq("draft"))
        .order((item_versions::item_id, item_versions::number))
        .select((
            item_versions::item_id,
            item_versions::number,
            items::code,
            item_versions::subject,
            item_versions::state,
            item_versions::created_by,
            item_versions::created_at,
            item_versions::item_type,
            item_versions::unit,
        ))
        .load(c)?)
}

/// Drafts of items in scope that stand below one of the rules.
pub fn in_rules(
    c: &mut AnyConnection,
    scope: &Scope,
    rules: &[ScopeRule],
) -> StoreResult<Vec<DraftRow>> {
    let query = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .filter(item_versions::latest.eq(true))
        .filter(item_versions::phase.eq("draft"))
        .order((item_versions::item_id, item_versions::number))
        .select((
            item_versions::item_id,
            item_versions::number,
            items::code,
            item_versions::subject,
            item_versions::state,
            item_versions::created_by,
            item_versions::created_at,
            item_versions::item_type,
            item_versions::unit,
        ))
        .into_boxed()
        .filter(in_scope(scope))
        .filter(below(rules));
    Ok(query.load(c)?)
}
