//! Taking a draft away with everything that is its own.

use diesel::prelude::*;

use super::schema::{
    item_external_ids, item_prints, item_tags, item_variants, item_versions, items,
};
use super::{AnyConnection, StoreResult, declared_changes, proposed_variants};

/// Takes an item away that has one draft and nothing else; a constraint refuses where something names it.
pub fn delete_draft(c: &mut AnyConnection, item_id: &str) -> StoreResult<()> {
    declared_changes::delete(c, item_id)?;
    proposed_variants::delete_all(c, item_id)?;
    // Made of the texts, by the worker in passing: it names the item, and is no reason to keep it.
    diesel::delete(item_prints::table.filter(item_prints::item_id.eq(item_id))).execute(c)?;
    diesel::delete(item_tags::table.filter(item_tags::item_id.eq(item_id))).execute(c)?;
    diesel::delete(item_variants::table.filter(item_variants::item_id.eq(item_id))).execute(c)?;
    diesel::delete(item_versions::table.filter(item_versions::item_id.eq(item_id))).execute(c)?;
    diesel::delete(item_external_ids::table.filter(item_external_ids::item_id.eq(item_id)))
        .execute(c)?;
    diesel::delete(items::table.find(item_id)).execute(c)?;
    Ok(())
}
