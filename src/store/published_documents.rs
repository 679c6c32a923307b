//! Item specifications, calendars, limits of conduct, accommodations: immutable rows, one for each edition.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{organisations, published_documents};
use super::{AnyConnection, StoreResult};

/// A row of `published_documents`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = published_documents)]
pub struct PublishedRow {
    /// UUID.
    pub id: String,
    /// Organisation that published it.
    pub owner_org: String,
    /// Kind of document.
    pub kind: String,
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
pub fn insert(c: &mut AnyConnection, row: &PublishedRow) -> StoreResult<()> {
    diesel::insert_into(published_documents::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The edition of this kind with this id.
pub fn by_id(c: &mut AnyConnection, kind: &str, id: &str) -> StoreResult<Option<PublishedRow>> {
    Ok(published_documents::table
        .find(id)
        .filter(published_documents::kind.eq(kind))
        .select(PublishedRow::as_select())
        .first(c)
        .optional()?)
}

/// One edition of an owner's document.
pub fn by_version(
    c: &mut AnyConnection,
    owner_org: &str,
    (kind, code, version): (&str, &str, i32),
) -> StoreResult<Option<PublishedRow>> {
    Ok(published_documents::table
        .filter(published_documents::owner_org.eq(owner_org))
        .filter(published_documents::kind.eq(kind))
        .filter(published_documents::code.eq(code))
        .filter(published_documents::version.eq(version))
        .select(PublishedRow::as_select())
        .first(c)
        .optional()?)
}

/// A page of all editions of a kind, by id; of one code where it is named.
pub fn list(
    c: &mut AnyConnection,
    kind: &str,
    code: Option<&str>,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<PublishedRow>> {
    let mut query = published_documents::table
        .filter(published_documents::kind.eq(kind))
        .filter(published_documents::id.gt(after))
        .order(published_documents::id)
        .limit(limit)
        .select(PublishedRow::as_select())
        .into_boxed();
    if let Some(code) = code {
        query = query.filter(published_documents::code.eq(code));
    }
    Ok(query.load(c)?)
}

/// Every edition of a kind with the path of its owner, oldest first; of one code where it is named.
pub fn editions(
    c: &mut AnyConnection,
    kind: &str,
    code: Option<&str>,
) -> StoreResult<Vec<(String, PublishedRow)>> {
    let mut query = published_documents::table
        .inner_join(organisations::table.on(organisations::id.eq(published_documents::owner_org)))
        .filter(published_documents::kind.eq(kind))
        .order((published_documents::version, published_documents::id))
        .select((organisations::path, PublishedRow::as_select()))
        .into_boxed();
    if let Some(code) = code {
        query = query.filter(published_documents::code.eq(code));
    }
    Ok(query.load(c)?)
}
