//! Keys by which lists are put in order, for rows that were kept before there were such keys.

use diesel::prelude::*;

use super::database::Database;
use super::failure::read_json;
use super::schema::{item_variants, item_versions, items};
use super::{AnyConnection, StoreResult};
use crate::bank::texts::ItemTexts;
use crate::language::collation::collation_key;

/// Items of one write.
const CHUNK: i64 = 200;

/// Makes the keys that are missing; a key is never empty.
pub(super) fn make(db: &Database) -> StoreResult<()> {
    while db.read(has_missing)? {
        db.write(make_chunk)?;
    }
    Ok(())
}

fn has_missing(c: &mut AnyConnection) -> StoreResult<bool> {
    let missing: Option<String> = item_versions::table
        .filter(item_versions::latest)
        .filter(item_versions::code_key.eq(""))
        .select(item_versions::item_id)
        .first(c)
        .optional()?;
    Ok(missing.is_some())
}

fn make_chunk(c: &mut AnyConnection) -> StoreResult<()> {
    let chunk: Vec<(String, String)> = items::table
        .inner_join(item_versions::table.on(item_versions::item_id.eq(items::id)))
        .filter(item_versions::latest)
        .filter(item_versions::code_key.eq(""))
        .order(items::id)
        .limit(CHUNK)
        .select((items::id, items::code))
        .load(c)?;
    for (id, code) in chunk {
        make_titles(c, &id)?;
        diesel::update(item_versions::table.filter(item_versions::item_id.eq(&id)))
            .set(item_versions::code_key.eq(collation_key(&code)))
            .execute(c)?;
    }
    Ok(())
}

fn make_titles(c: &mut AnyConnection, item_id: &str) -> StoreResult<()> {
    let sources: Vec<(i32, String)> = item_variants::table
        .filter(item_variants::item_id.eq(item_id))
        .filter(item_variants::language.eq(item_variants::source_language))
        .order((item_variants::number, item_variants::revision))
        .select((item_variants::number, item_variants::texts))
        .load(c)?;
    // A later revision takes the place of the one before.
    for (number, texts) in sources {
        let stem = read_json::<ItemTexts>(&texts)?.stem;
        diesel::update(item_versions::table.find((item_id, number)))
            .set(item_versions::title_key.eq(collation_key(&stem)))
            .execute(c)?;
    }
    Ok(())
}
