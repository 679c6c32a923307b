//! What the database's planner knows of the tables' sizes and values.

use diesel::connection::SimpleConnection;

use super::{AnyConnection, StoreResult};

/// Tells PostgreSQL how the tables of the bank look after many rows came in at once: it would find out
/// within minutes, and plan with empty tables until then. SQLite is told nothing: with its statistics it
/// plans every list and search over 250,000 items as it does without them.
pub fn look_at_bank(c: &mut AnyConnection) -> StoreResult<()> {
    if let AnyConnection::Postgres(c) = c {
        c.batch_execute(
            "ANALYZE items, item_versions, item_variants, item_tags, item_external_ids",
        )?;
    }
    Ok(())
}
