//! Pictures and recordings of tasks: one row for each file of an organisation. The bytes lie in the store of
//! media ([`super::media_store`]); those from before there was one are blobs.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{media, stimuli};
use super::{AnyConnection, StoreResult, failure};

/// A row of `media`.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = media)]
pub struct MediaRow {
    /// Whose it is.
    pub owner_org: String,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// What it is, by its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Width of a picture in pixels; 0 for none.
    pub width: i64,
    /// Height of a picture in pixels; 0 for none.
    pub height: i64,
    /// Length of a recording in milliseconds; 0 for none.
    pub milliseconds: i64,
    /// Licence; '' while unknown.
    pub licence: String,
    /// Where it comes from; '' while unknown.
    pub source: String,
    /// Who brought it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// Adds a file to an organisation.
pub fn insert(c: &mut AnyConnection, row: &MediaRow) -> StoreResult<()> {
    diesel::insert_into(media::table).values(row).execute(c)?;
    Ok(())
}

/// A file of an organisation.
pub fn by_hash(
    c: &mut AnyConnection,
    owner_org: &str,
    hash: &str,
) -> StoreResult<Option<MediaRow>> {
    Ok(media::table
        .find((owner_org, hash))
        .select(MediaRow::as_select())
        .first(c)
        .optional()?)
}

/// The files of an organisation among these.
pub fn of(c: &mut AnyConnection, owner_org: &str, hashes: &[String]) -> StoreResult<Vec<MediaRow>> {
    Ok(media::table
        .filter(media::owner_org.eq(owner_org))
        .filter(media::hash.eq_any(hashes))
        .order(media::hash)
        .select(MediaRow::as_select())
        .load(c)?)
}

/// Says under which licence a file may be used, and where it comes from.
pub fn set_licence(
    c: &mut AnyConnection,
    (owner_org, hash): (&str, &str),
    licence: &str,
    source: &str,
) -> StoreResult<()> {
    diesel::update(media::table.find((owner_org, hash)))
        .set((media::licence.eq(licence), media::source.eq(source)))
        .execute(c)?;
    Ok(())
}

/// Hashes of every file that an organisation has, and of every picture and recording of a stimulus.
pub fn named(c: &mut AnyConnection) -> StoreResult<BTreeSet<String>> {
    let of_texts: Vec<String> = media::table.select(media::hash).distinct().load(c)?;
    let assets: Vec<String> = stimuli::table
        .filter(stimuli::asset.ne(""))
        .select(stimuli::asset)
        .load(c)?;
    let mut named: BTreeSet<String> = of_texts.into_iter().collect();
    for asset in assets {
        let asset: serde_json::Value = failure::read_json(&asset)?;
        named.extend(asset["hash"].as_str().map(str::to_owned));
    }
    Ok(named)
}
