//! Stored answers of creating calls: written in the transaction of the effect, never after it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::idempotency_keys;
use super::{AnyConnection, StoreResult};

/// Request hash and stored answer of a key, when it was used by this actor.
pub fn find(
    c: &mut AnyConnection,
    actor_id: &str,
    key: &str,
) -> StoreResult<Option<(String, String)>> {
    let columns = (idempotency_keys::request_hash, idempotency_keys::answer);
    Ok(idempotency_keys::table
        .find((actor_id, key))
        .select(columns)
        .first(c)
        .optional()?)
}

/// Completes a claimed key with its answer.
pub fn set_answer(
    c: &mut AnyConnection,
    actor_id: &str,
    key: &str,
    answer: &str,
) -> StoreResult<()> {
    let row = idempotency_keys::table.find((actor_id, key));
    diesel::update(row)
        .set(idempotency_keys::answer.eq(answer))
        .execute(c)?;
    Ok(())
}

/// Claims a key; the answer follows in the same transaction.
pub fn insert(
    c: &mut AnyConnection,
    actor_id: &str,
    key: &str,
    request_hash: &str,
    answer: &str,
    now: NaiveDateTime,
) -> StoreResult<()> {
    let row = (
        idempotency_keys::actor_id.eq(actor_id),
        idempotency_keys::key.eq(key),
        idempotency_keys::request_hash.eq(request_hash),
        idempotency_keys::answer.eq(answer),
        idempotency_keys::created_at.eq(now),
    );
    diesel::insert_into(idempotency_keys::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Forgets what is older than `before`; returns how many.
pub fn forget(c: &mut AnyConnection, before: NaiveDateTime) -> StoreResult<usize> {
    let old = idempotency_keys::table.filter(idempotency_keys::created_at.lt(before));
    Ok(diesel::delete(old).execute(c)?)
}
