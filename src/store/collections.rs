//! Collections of items for schools, their items in order, and their editions.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    collection_editions, collection_items, collections, item_versions, items, organisations,
};
use super::scoped::{Condition, owners_below};
use super::{AnyConnection, StoreResult, each};
use crate::identity::ScopeRule;

/// A row of `collections`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = collections)]
pub struct CollectionRow {
    /// UUID.
    pub id: String,
    /// Whose it is.
    pub owner_org: String,
    /// Human code, unique in the organisation.
    pub code: String,
    /// What it is.
    pub kind: String,
    /// Who gets its keys.
    pub keys_for: String,
    /// Title by language, JSON.
    pub title: String,
    /// Description by language, JSON.
    pub description: String,
    /// Subject code; '' for none.
    pub subject: String,
    /// Lowest grade.
    pub grade_min: i32,
    /// Highest grade.
    pub grade_max: i32,
    /// Term; 0 for none.
    pub term: i32,
    /// Languages every item has to have, with spaces between; '' where none is asked for.
    pub languages: String,
    /// Who is to be named.
    pub attribution: String,
    /// Licence of what has none of its own; '' for none.
    pub licence: String,
    /// `draft`, `published` or `withdrawn`.
    pub state: String,
    /// Number of the newest edition; 0 for none.
    pub edition: i32,
    /// Row revision for optimistic locking.
    pub revision: i32,
    /// Who made it.
    pub created_by: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it last changed.
    pub updated_at: NaiveDateTime,
}

/// A row of `collection_items`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = collection_items)]
pub struct CollectionItemRow {
    /// The collection.
    pub collection_id: String,
    /// From 1.
    pub position: i32,
    /// The item.
    pub item_id: String,
    /// Its version.
    pub number: i32,
    /// Level in the collection; '' for none.
    pub level: String,
    /// Who is to be named for it; '' for whom the item names.
    pub attribution: String,
    /// Who put it in.
    pub added_by: String,
    /// When.
    pub added_at: NaiveDateTime,
}

/// A row of `collection_editions`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = collection_editions)]
pub struct EditionRow {
    /// The collection.
    pub collection_id: String,
    /// From 1.
    pub number: i32,
    /// What it was when it was published, JSON.
    pub document: String,
    /// The bank file with its items and stimuli, JSON.
    pub file: String,
    /// SHA-256 of both.
    pub hash: String,
    /// Who published it.
    pub published_by: String,
    /// When.
    pub published_at: NaiveDateTime,
}

/// What lists of collections are cut by.
#[derive(Clone, Debug, Default)]
pub struct CollectionFilter {
    /// Kind.
    pub kind: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// State.
    pub state: Option<String>,
}

/// Adds a collection.
pub fn insert(c: &mut AnyConnection, row: &CollectionRow) -> StoreResult<()> {
    diesel::insert_into(collections::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The collection with this id and the path of its owner.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<(CollectionRow, String)>> {
    Ok(collections::table
        .inner_join(organisations::table.on(organisations::id.eq(collections::owner_org)))
        .filter(collections::id.eq(id))
        .select((CollectionRow::as_select(), organisations::path))
        .first(c)
        .optional()?)
}

/// A page of the collections in scope, by id.
pub fn list(
    c: &mut AnyConnection,
    rules: &[ScopeRule],
    filter: &CollectionFilter,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<CollectionRow>> {
    let nothing: Condition<collections::table> = Box::new(collections::id.eq(""));
    let shown = rules.iter().fold(nothing, |any, rule| {
        let below = collections::owner_org.eq_any(owners_below(&rule.path_prefix));
        match &rule.subject {
            None => Box::new(any.or(below)),
            Some(subject) => Box::new(any.or(below.and(collections::subject.eq(subject.clone())))),
        }
    });
    let mut query = collections::table
        .filter(collections::id.gt(after.to_owned()))
        .filter(shown)
        .order(collections::id)
        .limit(limit)
        .select(CollectionRow::as_select())
        .into_boxed();
    if let Some(kind) = &filter.kind {
        query = query.filter(collections::kind.eq(kind.clone()));
    }
    if let Some(subject) = &filter.subject {
        query = query.filter(collections::subject.eq(subject.clone()));
    }
    if let Some(state) = &filter.state {
        query = query.filter(collections::state.eq(state.clone()));
    }
    Ok(query.load(c)?)
}

/// Replaces a collection if it still has the revision before; false when somebody was quicker.
pub fn replace(c: &mut AnyConnection, row: &CollectionRow) -> StoreResult<bool> {
    let before = collections::table
        .find(&row.id)
        .filter(collections::revision.eq(row.revision - 1));
    let said = (
        collections::code.eq(&row.code),
        collections::kind.eq(&row.kind),
        collections::keys_for.eq(&row.keys_for),
        collections::title.eq(&row.title),
        collections::description.eq(&row.description),
        collections::subject.eq(&row.subject),
        collections::grade_min.eq(row.grade_min),
        collections::grade_max.eq(row.grade_max),
        collections::term.eq(row.term),
    );
    let rest = (
        collections::languages.eq(&row.languages),
        collections::attribution.eq(&row.attribution),
        collections::licence.eq(&row.licence),
        collections::state.eq(&row.state),
        collections::edition.eq(row.edition),
        collections::revision.eq(row.revision),
        collections::updated_at.eq(row.updated_at),
    );
    Ok(diesel::update(before).set((said, rest)).execute(c)? == 1)
}

/// An item of a collection with what lists tell of it: code, type, phase, state, access.
pub type ListedItem = (CollectionItemRow, String, String, String, String, String);

/// The items of these collections, by collection and position.
pub fn items_of(c: &mut AnyConnection, ids: &[String]) -> StoreResult<Vec<ListedItem>> {
    Ok(collection_items::table
        .inner_join(items::table.on(items::id.eq(collection_items::item_id)))
        .inner_join(
            item_versions::table.on(item_versions::item_id
                .eq(collection_items::item_id)
                .and(item_versions::number.eq(collection_items::number))),
        )
        .filter(collection_items::collection_id.eq_any(ids))
        .order((collection_items::collection_id, collection_items::position))
        .select((
            CollectionItemRow::as_select(),
            items::code,
            item_versions::item_type,
            item_versions::phase,
            item_versions::state,
            item_versions::access,
        ))
        .load(c)?)
}

/// The rows of a collection's items, by position.
pub fn item_rows(c: &mut AnyConnection, id: &str) -> StoreResult<Vec<CollectionItemRow>> {
    Ok(collection_items::table
        .filter(collection_items::collection_id.eq(id))
        .order(collection_items::position)
        .select(CollectionItemRow::as_select())
        .load(c)?)
}

/// Puts these items in the place of those that a collection has.
pub fn set_items(c: &mut AnyConnection, id: &str, rows: &[CollectionItemRow]) -> StoreResult<()> {
    diesel::delete(collection_items::table.filter(collection_items::collection_id.eq(id)))
        .execute(c)?;
    if !rows.is_empty() {
        each!(c, c => diesel::insert_into(collection_items::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// True when secure items of the organisation hang on the stimulus.
pub fn is_stimulus_secret(
    c: &mut AnyConnection,
    owner_org: &str,
    stimulus: &str,
) -> StoreResult<bool> {
    let found: Option<String> = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .filter(items::owner_org.eq(owner_org))
        .filter(item_versions::stimulus.eq(stimulus))
        .filter(item_versions::access.eq("secure"))
        .select(item_versions::item_id)
        .first(c)
        .optional()?;
    Ok(found.is_some())
}

/// Keeps an edition.
pub fn insert_edition(c: &mut AnyConnection, row: &EditionRow) -> StoreResult<()> {
    diesel::insert_into(collection_editions::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// An edition.
pub fn edition(c: &mut AnyConnection, id: &str, number: i32) -> StoreResult<Option<EditionRow>> {
    Ok(collection_editions::table
        .find((id, number))
        .select(EditionRow::as_select())
        .first(c)
        .optional()?)
}

/// Number, document, hash, who and when of an edition.
pub type EditionHead = (i32, String, String, String, NaiveDateTime);

/// Every edition without its file, newest first.
pub fn editions(c: &mut AnyConnection, id: &str) -> StoreResult<Vec<EditionHead>> {
    use collection_editions as e;
    Ok(e::table
        .filter(e::collection_id.eq(id))
        .order(e::number.desc())
        .select((
            e::number,
            e::document,
            e::hash,
            e::published_by,
            e::published_at,
        ))
        .load(c)?)
}

/// Documents of the editions of these collections: collection, number, document, when.
pub fn documents(
    c: &mut AnyConnection,
    ids: &[String],
) -> StoreResult<Vec<(String, i32, String, NaiveDateTime)>> {
    use collection_editions as e;
    Ok(e::table
        .filter(e::collection_id.eq_any(ids))
        .select((e::collection_id, e::number, e::document, e::published_at))
        .load(c)?)
}
