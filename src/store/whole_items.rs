//! Whole versions of many items in one query.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::items::{FoundVersion, ItemRow, VariantRow, VersionRow};
use super::schema::{item_variants, item_versions, items, organisations};
use super::{AnyConnection, StoreResult};

/// These versions, by item and number; at most a few hundred. What is no longer there is left out.
pub fn versions(
    c: &mut AnyConnection,
    keys: &[(&str, i32)],
) -> StoreResult<BTreeMap<(String, i32), FoundVersion>> {
    let ids: Vec<&str> = keys.iter().map(|(id, _)| *id).collect();
    let rows: Vec<(ItemRow, String, VersionRow)> = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
        .filter(item_versions::item_id.eq_any(&ids))
        .select((
            ItemRow::as_select(),
            organisations::path,
            VersionRow::as_select(),
        ))
        .load(c)?;
    let variants: Vec<VariantRow> = item_variants::table
        .filter(item_variants::item_id.eq_any(&ids))
        .order((item_variants::language, item_variants::revision))
        .select(VariantRow::as_select())
        .load(c)?;
    let mut found = BTreeMap::new();
    for (item, owner_path, version) in rows {
        if keys.contains(&(version.item_id.as_str(), version.number)) {
            let key = (version.item_id.clone(), version.number);
            let variants = Vec::new();
            let whole = FoundVersion {
                item,
                owner_path,
                version,
                variants,
            };
            found.insert(key, whole);
        }
    }
    for variant in variants {
        let key = (variant.item_id.clone(), variant.number);
        let Some(whole) = found.get_mut(&key) else {
            continue;
        };
        // A later revision of a language takes the place of the one before.
        if whole.variants.last().map(|v| &v.language) == Some(&variant.language) {
            whole.variants.pop();
        }
        whole.variants.push(variant);
    }
    Ok(found)
}
