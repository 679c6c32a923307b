//! One-time set-up links: the first administrator is who holds one, not who comes first.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::setup_tokens;
use super::{AnyConnection, StoreResult};

/// Adds a token (its SHA-256).
pub fn insert(
    c: &mut AnyConnection,
    hash: &str,
    now: NaiveDateTime,
    until: NaiveDateTime,
) -> StoreResult<()> {
    let row = (
        setup_tokens::hash.eq(hash),
        setup_tokens::created_at.eq(now),
        setup_tokens::expires_at.eq(until),
    );
    diesel::insert_into(setup_tokens::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// True when the token could be used now.
pub fn is_usable(c: &mut AnyConnection, hash: &str, now: NaiveDateTime) -> StoreResult<bool> {
    let usable = setup_tokens::table
        .find(hash)
        .filter(setup_tokens::used_at.is_null())
        .filter(setup_tokens::expires_at.gt(now));
    Ok(diesel::select(diesel::dsl::exists(usable)).get_result(c)?)
}

/// Uses a token up; true when this call was the one that did.
pub fn take(c: &mut AnyConnection, hash: &str, now: NaiveDateTime) -> StoreResult<bool> {
    let usable = setup_tokens::table
        .find(hash)
        .filter(setup_tokens::used_at.is_null())
        .filter(setup_tokens::expires_at.gt(now));
    Ok(diesel::update(usable)
        .set(setup_tokens::used_at.eq(now))
        .execute(c)?
        == 1)
}
