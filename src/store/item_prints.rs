//! What similarity compares: heads of versions and texts, their stored prints, and the texts themselves
//! where a print has to be made.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::schema::{item_prints, item_variants, item_versions, items};
use super::{AnyConnection, StoreResult, each};

/// Rows of one batch insert; 4 columns each stay below SQLite's 32,766 binds.
const BATCH: usize = 1000;

/// A version as prints need it.
#[derive(Clone, Debug, Queryable)]
pub struct HeadRow {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Phase.
    pub phase: String,
    /// Subject.
    pub subject: String,
    /// SHA-256 of the content.
    pub content_hash: String,
    /// Clone family; '' for none.
    pub family: String,
    /// Owner of the item.
    pub owner_org: String,
}

/// The texts of a language as prints need them.
#[derive(Clone, Debug, Queryable)]
pub struct TextHead {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Language.
    pub language: String,
    /// Revision.
    pub revision: i32,
    /// SHA-256 of the texts.
    pub texts_hash: String,
}

/// A row of `item_prints`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_prints)]
pub struct PrintRow {
    /// Item.
    pub item_id: String,
    /// Language.
    pub language: String,
    /// What it was made of: rule, version and hashes.
    pub made_of: String,
    /// The print.
    pub print: Vec<u8>,
}

/// The lock of PostgreSQL under which items are handed in ("sim").
const HANDING_IN: i64 = 0x0073_696d;

/// Waits until no other unit that hands an item in is open. SQLite has one writer anyway.
pub fn one_at_a_time(c: &mut AnyConnection) -> StoreResult<()> {
    if let AnyConnection::Postgres(c) = c {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1)")
            .bind::<BigInt, _>(HANDING_IN)
            .execute(c)?;
    }
    Ok(())
}

/// The ids after one, so many of them.
pub fn ids_after(c: &mut AnyConnection, after: &str, most: i64) -> StoreResult<Vec<String>> {
    Ok(items::table
        .filter(items::id.gt(after))
        .order(items::id)
        .limit(most)
        .select(items::id)
        .load(c)?)
}

/// Versions of items that were handed in, and newest versions, by item and number.
pub fn heads(c: &mut AnyConnection, ids: &[String]) -> StoreResult<Vec<HeadRow>> {
    Ok(item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .filter(item_versions::item_id.eq_any(ids))
        .filter(item_versions::phase.ne("draft").or(item_versions::latest))
        .order((item_versions::item_id, item_versions::number))
        .select((
            item_versions::item_id,
            item_versions::number,
            item_versions::phase,
            item_versions::subject,
            item_versions::content_hash,
            item_versions::family,
            items::owner_org,
        ))
        .load(c)?)
}

/// Texts of items in every version and revision, the later revision later.
pub fn text_heads(c: &mut AnyConnection, ids: &[String]) -> StoreResult<Vec<TextHead>> {
    Ok(item_variants::table
        .filter(item_variants::item_id.eq_any(ids))
        .order((
            item_variants::item_id,
            item_variants::language,
            item_variants::revision,
        ))
        .select((
            item_variants::item_id,
            item_variants::number,
            item_variants::language,
            item_variants::revision,
            item_variants::texts_hash,
        ))
        .load(c)?)
}

/// Stored prints of items.
pub fn prints(c: &mut AnyConnection, ids: &[String]) -> StoreResult<Vec<PrintRow>> {
    Ok(item_prints::table
        .filter(item_prints::item_id.eq_any(ids))
        .select(PrintRow::as_select())
        .load(c)?)
}

/// Item, version and content document of every version of items.
pub fn contents(c: &mut AnyConnection, ids: &[&str]) -> StoreResult<Vec<(String, i32, String)>> {
    Ok(item_versions::table
        .filter(item_versions::item_id.eq_any(ids))
        .select((
            item_versions::item_id,
            item_versions::number,
            item_versions::content,
        ))
        .load(c)?)
}

/// Item, version, language, revision and texts of a variant.
pub type VariantTexts = (String, i32, String, i32, String);

/// Every variant of items.
pub fn texts(c: &mut AnyConnection, ids: &[&str]) -> StoreResult<Vec<VariantTexts>> {
    Ok(item_variants::table
        .filter(item_variants::item_id.eq_any(ids))
        .select((
            item_variants::item_id,
            item_variants::number,
            item_variants::language,
            item_variants::revision,
            item_variants::texts,
        ))
        .load(c)?)
}

/// Keeps prints in the place of those before; none of items that were taken away meanwhile.
pub fn keep(c: &mut AnyConnection, rows: &[PrintRow]) -> StoreResult<()> {
    for chunk in rows.chunks(BATCH) {
        let there = of_items_there(c, chunk)?;
        let chunk = there.as_slice();
        for row in chunk {
            diesel::delete(item_prints::table.find((&row.item_id, &row.language))).execute(c)?;
        }
        each!(c, c => diesel::insert_into(item_prints::table).values(chunk).execute(c))?;
    }
    Ok(())
}

fn of_items_there(c: &mut AnyConnection, rows: &[PrintRow]) -> StoreResult<Vec<PrintRow>> {
    let ids: Vec<&str> = rows.iter().map(|row| row.item_id.as_str()).collect();
    let there = items::table.filter(items::id.eq_any(ids)).select(items::id);
    let there: HashSet<String> = there.load(c)?.into_iter().collect();
    let kept = rows.iter().filter(|row| there.contains(&row.item_id));
    Ok(kept.cloned().collect())
}
