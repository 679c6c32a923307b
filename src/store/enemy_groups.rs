//! Enemies: groups of items of which at most one may stand in a form.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::item_filters::shared;
use super::schema::{enemy_groups, enemy_members, item_versions, items, organisations};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult};
use crate::identity::{Scope, Shareable};

/// A row of `enemy_groups`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = enemy_groups)]
pub struct EnemyGroupRow {
    /// UUID.
    pub id: String,
    /// Whose it is.
    pub owner_org: String,
    /// Human code, unique in the organisation.
    pub code: String,
    /// Why they exclude each other.
    pub reason: String,
    /// Who said so.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// `enemies` or `clone_family`.
    pub kind: String,
}

/// A member with what decides who may see it.
#[derive(Clone, Debug, Queryable)]
pub struct MemberRow {
    /// Group; '' when the item was asked for, not a group.
    pub group_id: String,
    /// Item.
    pub item_id: String,
    /// Code of the item.
    pub code: String,
    /// Path of its owner.
    pub owner_path: String,
    /// Who made the item.
    pub created_by: String,
    /// Subject of its newest version.
    pub subject: String,
    /// Access class of its newest version.
    pub access: String,
    /// Author of its newest version.
    pub author: String,
    /// Owner of the item.
    pub owner_org: String,
    /// Lowest and highest grade of its newest version.
    pub grades: (i32, i32),
}

/// Adds a group with its members.
pub fn insert(c: &mut AnyConnection, row: &EnemyGroupRow, item_ids: &[String]) -> StoreResult<()> {
    diesel::insert_into(enemy_groups::table)
        .values(row)
        .execute(c)?;
    for item_id in item_ids {
        diesel::insert_into(enemy_members::table)
            .values((
                enemy_members::group_id.eq(&row.id),
                enemy_members::item_id.eq(item_id),
            ))
            .execute(c)?;
    }
    Ok(())
}

/// Codes of an organisation's groups.
pub fn codes_of(c: &mut AnyConnection, owner_org: &str) -> StoreResult<Vec<String>> {
    Ok(enemy_groups::table
        .filter(enemy_groups::owner_org.eq(owner_org))
        .order(enemy_groups::code)
        .select(enemy_groups::code)
        .load(c)?)
}

/// The group with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<EnemyGroupRow>> {
    Ok(enemy_groups::table
        .find(id)
        .select(EnemyGroupRow::as_select())
        .first(c)
        .optional()?)
}

/// Groups of an organisation that an item is in.
pub fn with_member(
    c: &mut AnyConnection,
    owner_org: &str,
    item_id: &str,
) -> StoreResult<Vec<EnemyGroupRow>> {
    Ok(enemy_groups::table
        .inner_join(enemy_members::table.on(enemy_members::group_id.eq(enemy_groups::id)))
        .filter(enemy_groups::owner_org.eq(owner_org))
        .filter(enemy_members::item_id.eq(item_id))
        .order(enemy_groups::id)
        .select(EnemyGroupRow::as_select())
        .load(c)?)
}

/// Members of groups, by group and item.
pub fn members(c: &mut AnyConnection, group_ids: &[&str]) -> StoreResult<Vec<MemberRow>> {
    Ok(enemy_members::table
        .inner_join(items::table.on(items::id.eq(enemy_members::item_id)))
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
        .inner_join(item_versions::table.on(item_versions::item_id.eq(items::id)))
        .filter(enemy_members::group_id.eq_any(group_ids))
        .filter(item_versions::latest)
        .order((enemy_members::group_id, enemy_members::item_id))
        .select((
            enemy_members::group_id,
            items::id,
            items::code,
            organisations::path,
            items::created_by,
            item_versions::subject,
            item_versions::access,
            item_versions::created_by,
            items::owner_org,
            (item_versions::grade_min, item_versions::grade_max),
        ))
        .load(c)?)
}

/// These items as members of no group yet.
pub fn candidates(c: &mut AnyConnection, item_ids: &[String]) -> StoreResult<Vec<MemberRow>> {
    let no_group = diesel::dsl::sql::<diesel::sql_types::Text>("''");
    Ok(items::table
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
        .inner_join(item_versions::table.on(item_versions::item_id.eq(items::id)))
        .filter(items::id.eq_any(item_ids))
        .filter(item_versions::latest)
        .select((
            no_group,
            items::id,
            items::code,
            organisations::path,
            items::created_by,
            item_versions::subject,
            item_versions::access,
            item_versions::created_by,
            items::owner_org,
            (item_versions::grade_min, item_versions::grade_max),
        ))
        .load(c)?)
}

/// A page of groups whose owner is in scope or whose items are shared, by id.
pub fn list(
    c: &mut AnyConnection,
    scope: &Scope,
    item_id: Option<&str>,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<EnemyGroupRow>> {
    let of_shared = groups_of_shared(c, scope)?;
    let mut query = enemy_groups::table
        .filter(enemy_groups::id.eq(""))
        .select(EnemyGroupRow::as_select())
        .into_boxed();
    if !of_shared.is_empty() {
        let later = enemy_groups::id.gt(after);
        query = query.or_filter(later.and(enemy_groups::id.eq_any(of_shared)));
    }
    for rule in &scope.rules {
        let below = owners_below(&rule.path_prefix);
        query = query.or_filter(
            enemy_groups::id
                .gt(after)
                .and(enemy_groups::owner_org.eq_any(below)),
        );
    }
    if let Some(item) = item_id {
        let with_item = enemy_members::table
            .filter(enemy_members::item_id.eq(item.to_owned()))
            .select(enemy_members::group_id);
        query = query.filter(enemy_groups::id.eq_any(with_item));
    }
    Ok(query.order(enemy_groups::id).limit(limit).load(c)?)
}

/// Groups that a shared item is in: enemies go with their items.
fn groups_of_shared(c: &mut AnyConnection, scope: &Scope) -> StoreResult<Vec<String>> {
    if scope.shared_of(Shareable::Item).next().is_none() {
        return Ok(Vec::new());
    }
    Ok(enemy_members::table
        .filter(enemy_members::item_id.eq_any(shared_item_ids(c, scope)?))
        .select(enemy_members::group_id)
        .distinct()
        .load(c)?)
}

/// Items in some group whose newest version is shared.
fn shared_item_ids(c: &mut AnyConnection, scope: &Scope) -> StoreResult<Vec<String>> {
    let grouped = enemy_members::table.select(enemy_members::item_id);
    Ok(item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .filter(item_versions::latest)
        .filter(items::id.eq_any(grouped))
        .filter(shared(scope.shared_of(Shareable::Item)))
        .select(items::id)
        .load(c)?)
}

/// Takes a group away.
pub fn delete(c: &mut AnyConnection, id: &str) -> StoreResult<()> {
    diesel::delete(enemy_members::table.filter(enemy_members::group_id.eq(id))).execute(c)?;
    diesel::delete(enemy_groups::table.find(id)).execute(c)?;
    Ok(())
}
