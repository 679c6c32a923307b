//! What waits for reviewers, and where an author's versions are: pages of versions by the time since which
//! they stand as they do.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::item_filters::{below, in_scope};
use super::items::{ItemRow, VersionRow};
use super::reviews::AttemptRow;
use super::schema::{audit, item_variants, item_versions, items, organisations, review_attempts};
use super::{AnyConnection, StoreResult};
use crate::identity::{Scope, ScopeRule};

/// Use cases that write in a version.
const WRITING: [&str; 3] = ["update_item", "set_variant", "revise_item"];

/// A version with its item and the path of its owner.
pub type Queued = (ItemRow, String, VersionRow);

/// After which version a page begins.
#[derive(Clone, Debug)]
pub struct After {
    /// When it last changed.
    pub updated_at: NaiveDateTime,
    /// Its item.
    pub item_id: String,
}

/// Versions in these phases that a scope shows and a rule covers, not begun by this user; those that have
/// stood longest come first.
pub fn for_reviewer(
    c: &mut AnyConnection,
    scope: &Scope,
    rules: &[ScopeRule],
    phases: &[&str],
    after: Option<&After>,
    limit: i64,
) -> StoreResult<Vec<Queued>> {
    let mut query = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .select((ItemRow::as_select(), VersionRow::as_select()))
        .order((item_versions::updated_at, item_versions::item_id))
        .limit(limit)
        .into_boxed()
        .filter(in_scope(scope))
        .filter(below(rules))
        .filter(item_versions::phase.eq_any(phases.to_vec()))
        .filter(item_versions::created_by.ne(scope.user_id.clone()));
    if let Some(after) = after {
        let (at, id) = (after.updated_at, after.item_id.clone());
        query = query.filter(
            item_versions::updated_at
                .gt(at)
                .or(item_versions::updated_at
                    .eq(at)
                    .and(item_versions::item_id.gt(id))),
        );
    }
    let found: Vec<(ItemRow, VersionRow)> = query.load(c)?;
    with_paths(c, found)
}

/// Newest versions in these phases that a user began; those that have stood longest come first.
pub fn of_author(
    c: &mut AnyConnection,
    user_id: &str,
    phases: &[&str],
    after: Option<&After>,
    limit: i64,
) -> StoreResult<Vec<Queued>> {
    let mut query = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .select((ItemRow::as_select(), VersionRow::as_select()))
        .order((item_versions::updated_at, item_versions::item_id))
        .limit(limit)
        .into_boxed()
        .filter(item_versions::latest)
        .filter(item_versions::created_by.eq(user_id))
        .filter(item_versions::phase.eq_any(phases.to_vec()));
    if let Some(after) = after {
        let (at, id) = (after.updated_at, after.item_id.clone());
        query = query.filter(
            item_versions::updated_at
                .gt(at)
                .or(item_versions::updated_at
                    .eq(at)
                    .and(item_versions::item_id.gt(id))),
        );
    }
    let found: Vec<(ItemRow, VersionRow)> = query.load(c)?;
    with_paths(c, found)
}

fn with_paths(
    c: &mut AnyConnection,
    found: Vec<(ItemRow, VersionRow)>,
) -> StoreResult<Vec<Queued>> {
    let owners: BTreeSet<&str> = found.iter().map(|(i, _)| i.owner_org.as_str()).collect();
    let paths: Vec<(String, String)> = organisations::table
        .filter(organisations::id.eq_any(owners))
        .select((organisations::id, organisations::path))
        .load(c)?;
    let path_of = |id: &str| {
        let path = paths.iter().find(|(owner, _)| owner == id);
        path.map(|(_, path)| path.clone()).unwrap_or_default()
    };
    let rows = found.into_iter();
    Ok(rows
        .map(|(item, version)| (path_of(&item.owner_org).clone(), item, version))
        .map(|(path, item, version)| (item, path, version))
        .collect())
}

/// Item, number, language and state of the newest texts of these items.
pub fn variants(
    c: &mut AnyConnection,
    item_ids: &[&str],
) -> StoreResult<Vec<(String, i32, String, String)>> {
    Ok(item_variants::table
        .filter(item_variants::item_id.eq_any(item_ids))
        .order((
            item_variants::item_id,
            item_variants::number,
            item_variants::language,
            item_variants::revision,
        ))
        .select((
            item_variants::item_id,
            item_variants::number,
            item_variants::language,
            item_variants::state,
        ))
        .load(c)?)
}

/// Attempts of these items, oldest first.
pub fn attempts(c: &mut AnyConnection, item_ids: &[&str]) -> StoreResult<Vec<AttemptRow>> {
    Ok(review_attempts::table
        .filter(review_attempts::item_id.eq_any(item_ids))
        .order((
            review_attempts::item_id,
            review_attempts::round,
            review_attempts::attempt,
        ))
        .select(AttemptRow::as_select())
        .load(c)?)
}

/// Which of these versions (`item/number`) a user wrote in.
pub fn written_by(
    c: &mut AnyConnection,
    user_id: &str,
    versions: &[String],
) -> StoreResult<BTreeSet<String>> {
    let found: Vec<String> = audit::table
        .filter(audit::actor_id.eq(user_id))
        .filter(audit::object_kind.eq("item_version"))
        .filter(audit::action.eq_any(WRITING))
        .filter(audit::object_id.eq_any(versions))
        .select(audit::object_id)
        .distinct()
        .load(c)?;
    Ok(found.into_iter().collect())
}
