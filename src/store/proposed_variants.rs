//! Languages that were added to an approved version, their approvals, and what translations were made from.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{item_variants, proposed_variants, translated_sources, variant_approvals};
use super::{AnyConnection, StoreResult};

/// A row of `proposed_variants`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = proposed_variants)]
pub struct ProposedRow {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Language code.
    pub language: String,
    /// The texts, canonical JSON.
    pub texts: String,
    /// SHA-256 of the texts.
    pub texts_hash: String,
    /// The language it is translated from.
    pub source_language: String,
    /// Hash of the source texts.
    pub source_hash: String,
    /// `proposed` or `returned`.
    pub state: String,
    /// Why it was returned.
    pub comment: String,
    /// Who wrote it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// A row of `variant_approvals`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = variant_approvals)]
pub struct ApprovalRow {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Language code.
    pub language: String,
    /// Revision of the texts.
    pub revision: i32,
    /// What the reviewer says.
    pub comment: String,
    /// Who.
    pub approved_by: String,
    /// When.
    pub approved_at: NaiveDateTime,
}

/// A row of `translated_sources`.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = translated_sources)]
pub struct SourceRow {
    /// Item.
    pub item_id: String,
    /// SHA-256 of the texts.
    pub texts_hash: String,
    /// The texts, canonical JSON.
    pub texts: String,
}

/// What is proposed for a version, by language.
pub fn of_version(
    c: &mut AnyConnection,
    item_id: &str,
    number: i32,
) -> StoreResult<Vec<ProposedRow>> {
    Ok(proposed_variants::table
        .filter(proposed_variants::item_id.eq(item_id))
        .filter(proposed_variants::number.eq(number))
        .order(proposed_variants::language)
        .select(ProposedRow::as_select())
        .load(c)?)
}

/// Proposes texts in the place of earlier ones.
pub fn put(c: &mut AnyConnection, row: &ProposedRow) -> StoreResult<()> {
    delete(c, &row.item_id, row.number, &row.language)?;
    diesel::insert_into(proposed_variants::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Takes a proposal away.
pub fn delete(
    c: &mut AnyConnection,
    item_id: &str,
    number: i32,
    language: &str,
) -> StoreResult<()> {
    diesel::delete(proposed_variants::table.find((item_id, number, language))).execute(c)?;
    Ok(())
}

/// Keeps who approved a language.
pub fn insert_approval(c: &mut AnyConnection, row: &ApprovalRow) -> StoreResult<()> {
    diesel::insert_into(variant_approvals::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Approvals of languages that were added to a version.
pub fn approvals(
    c: &mut AnyConnection,
    item_id: &str,
    number: i32,
) -> StoreResult<Vec<ApprovalRow>> {
    Ok(variant_approvals::table
        .filter(variant_approvals::item_id.eq(item_id))
        .filter(variant_approvals::number.eq(number))
        .order((variant_approvals::language, variant_approvals::revision))
        .select(ApprovalRow::as_select())
        .load(c)?)
}

/// Keeps what a draft said before in its source language.
pub fn keep_source(c: &mut AnyConnection, row: &SourceRow) -> StoreResult<()> {
    let there: Option<String> = translated_sources::table
        .find((&row.item_id, &row.texts_hash))
        .select(translated_sources::texts_hash)
        .first(c)
        .optional()?;
    if there.is_none() {
        diesel::insert_into(translated_sources::table)
            .values(row)
            .execute(c)?;
    }
    Ok(())
}

/// Texts of an item with this hash: of the newest version that says them, with its number, or what a
/// draft said before.
pub fn texts_by_hash(
    c: &mut AnyConnection,
    item_id: &str,
    texts_hash: &str,
) -> StoreResult<Option<(Option<i32>, String)>> {
    let said: Option<(i32, String)> = item_variants::table
        .filter(item_variants::item_id.eq(item_id))
        .filter(item_variants::texts_hash.eq(texts_hash))
        .order(item_variants::number.desc())
        .select((item_variants::number, item_variants::texts))
        .first(c)
        .optional()?;
    if let Some((number, texts)) = said {
        return Ok(Some((Some(number), texts)));
    }
    let before: Option<String> = translated_sources::table
        .find((item_id, texts_hash))
        .select(translated_sources::texts)
        .first(c)
        .optional()?;
    Ok(before.map(|texts| (None, texts)))
}

/// Takes away what is kept of an item that is taken away.
pub fn delete_all(c: &mut AnyConnection, item_id: &str) -> StoreResult<()> {
    diesel::delete(proposed_variants::table.filter(proposed_variants::item_id.eq(item_id)))
        .execute(c)?;
    diesel::delete(translated_sources::table.filter(translated_sources::item_id.eq(item_id)))
        .execute(c)?;
    Ok(())
}
