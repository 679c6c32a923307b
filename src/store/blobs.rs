//! Content-addressed bytes: candidate snapshots, uploads, and media from before there was a store of media. Rows elsewhere refer to hashes.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::blobs;
use super::{AnyConnection, StoreResult};

/// Keeps bytes under their hash; the same bytes twice are kept once.
pub fn keep(
    c: &mut AnyConnection,
    hash: &str,
    media_type: &str,
    content: &[u8],
    now: NaiveDateTime,
) -> StoreResult<()> {
    let known: bool = diesel::select(diesel::dsl::exists(blobs::table.find(hash))).get_result(c)?;
    if known {
        return Ok(());
    }
    let row = (
        blobs::hash.eq(hash),
        blobs::media_type.eq(media_type),
        blobs::size.eq(content.len() as i64),
        blobs::content.eq(content),
        blobs::created_at.eq(now),
    );
    diesel::insert_into(blobs::table).values(row).execute(c)?;
    Ok(())
}

/// True when these bytes are kept already.
pub fn is_kept(c: &mut AnyConnection, hash: &str) -> StoreResult<bool> {
    Ok(diesel::select(diesel::dsl::exists(blobs::table.find(hash))).get_result(c)?)
}

/// The bytes with this hash.
pub fn read(c: &mut AnyConnection, hash: &str) -> StoreResult<Option<Vec<u8>>> {
    Ok(blobs::table
        .find(hash)
        .select(blobs::content)
        .first(c)
        .optional()?)
}
