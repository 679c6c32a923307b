//! Which workflow an organisation follows; the versions that stand in the states of one.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::published_documents::PublishedRow;
use super::schema::{
    item_versions, items, organisation_workflows, organisations, published_documents,
};
use super::{AnyConnection, StoreResult};

/// Organisations named in one statement; SQLite binds 32,766 values.
const BATCH: usize = 10_000;

/// A row of `organisation_workflows`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = organisation_workflows)]
pub struct FollowedRow {
    /// The organisation.
    pub org_id: String,
    /// Published edition.
    pub workflow_id: String,
    /// Row revision.
    pub revision: i32,
    /// Who chose it.
    pub chosen_by: String,
    /// When.
    pub chosen_at: NaiveDateTime,
}

/// The choice that holds for a path: the nearest one at it or above it, with its edition.
pub fn for_path(
    c: &mut AnyConnection,
    path: &str,
) -> StoreResult<Option<(FollowedRow, PublishedRow)>> {
    let above: Vec<&str> = path.split('/').filter(|id| !id.is_empty()).collect();
    let rows: Vec<(String, FollowedRow, PublishedRow)> = organisation_workflows::table
        .inner_join(organisations::table.on(organisations::id.eq(organisation_workflows::org_id)))
        .inner_join(
            published_documents::table
                .on(published_documents::id.eq(organisation_workflows::workflow_id)),
        )
        .filter(organisation_workflows::org_id.eq_any(above))
        .select((
            organisations::path,
            FollowedRow::as_select(),
            PublishedRow::as_select(),
        ))
        .load(c)?;
    let nearest = rows.into_iter().max_by_key(|(path, ..)| path.len());
    Ok(nearest.map(|(_, followed, edition)| (followed, edition)))
}

/// Editions that hold somewhere at a path or below it.
pub fn in_force(c: &mut AnyConnection, path: &str) -> StoreResult<Vec<PublishedRow>> {
    let mut editions: Vec<PublishedRow> = organisation_workflows::table
        .inner_join(organisations::table.on(organisations::id.eq(organisation_workflows::org_id)))
        .inner_join(
            published_documents::table
                .on(published_documents::id.eq(organisation_workflows::workflow_id)),
        )
        .filter(organisations::path.like(format!("{path}%")))
        .select(PublishedRow::as_select())
        .load(c)?;
    editions.extend(for_path(c, path)?.map(|(_, edition)| edition));
    Ok(editions)
}

/// Keeps an organisation's choice; the one before is replaced.
pub fn choose(c: &mut AnyConnection, row: &FollowedRow) -> StoreResult<()> {
    let before = organisation_workflows::table.find(&row.org_id);
    if diesel::update(before).set(row).execute(c)? == 0 {
        diesel::insert_into(organisation_workflows::table)
            .values(row)
            .execute(c)?;
    }
    Ok(())
}

/// Organisations at a path and below it that follow what is chosen at it: those below another choice do not.
pub fn following(c: &mut AnyConnection, path: &str) -> StoreResult<Vec<String>> {
    let below: Vec<(String, String)> = organisations::table
        .filter(organisations::path.like(format!("{path}%")))
        .select((organisations::id, organisations::path))
        .load(c)?;
    let others: Vec<String> = organisation_workflows::table
        .inner_join(organisations::table.on(organisations::id.eq(organisation_workflows::org_id)))
        .filter(organisations::path.like(format!("{path}%")))
        .filter(organisations::path.ne(path))
        .select(organisations::path)
        .load(c)?;
    let is_other = |path: &str| others.iter().any(|other| path.starts_with(other.as_str()));
    let own = below.into_iter().filter(|(_, path)| !is_other(path));
    Ok(own.map(|(id, _)| id).collect())
}

/// State, phase and how many versions of these organisations stand in it.
pub fn occupied(c: &mut AnyConnection, orgs: &[String]) -> StoreResult<Vec<(String, String, i64)>> {
    let mut all = Vec::new();
    for chunk in orgs.chunks(BATCH) {
        let found: Vec<(String, String, i64)> = item_versions::table
            .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
            .filter(items::owner_org.eq_any(chunk))
            .group_by((item_versions::state, item_versions::phase))
            .select((
                item_versions::state,
                item_versions::phase,
                diesel::dsl::count_star(),
            ))
            .load(c)?;
        all.extend(found);
    }
    Ok(all)
}

/// Versions of these organisations in a state: item, number, phase.
pub fn standing_in(
    c: &mut AnyConnection,
    orgs: &[String],
    state: &str,
) -> StoreResult<Vec<(String, i32, String)>> {
    let mut all = Vec::new();
    for chunk in orgs.chunks(BATCH) {
        let found: Vec<(String, i32, String)> = item_versions::table
            .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
            .filter(items::owner_org.eq_any(chunk))
            .filter(item_versions::state.eq(state))
            .select((
                item_versions::item_id,
                item_versions::number,
                item_versions::phase,
            ))
            .load(c)?;
        all.extend(found);
    }
    Ok(all)
}

/// Gives versions of these organisations another state of the same phase.
pub fn rename_state(
    c: &mut AnyConnection,
    orgs: &[String],
    (from, to): (&str, &str),
    now: NaiveDateTime,
) -> StoreResult<()> {
    for chunk in orgs.chunks(BATCH) {
        let owned = items::table
            .filter(items::owner_org.eq_any(chunk))
            .select(items::id);
        let standing = item_versions::table
            .filter(item_versions::state.eq(from))
            .filter(item_versions::item_id.eq_any(owned));
        let values = (
            item_versions::state.eq(to),
            item_versions::revision.eq(item_versions::revision + 1),
            item_versions::updated_at.eq(now),
        );
        diesel::update(standing).set(values).execute(c)?;
    }
    Ok(())
}
