//! What items are called: codes of an organisation, ids where they came from.

use diesel::prelude::*;

use super::items::ExternalIdRow;
use super::schema::{item_external_ids, items};
use super::{AnyConnection, StoreResult};

/// Codes of one query: far below SQLite's 32,766 binds.
const BATCH: usize = 1000;

/// Which of these codes an organisation has.
pub fn known_codes(
    c: &mut AnyConnection,
    owner_org: &str,
    codes: &[String],
) -> StoreResult<Vec<String>> {
    let mut known = Vec::new();
    for chunk in codes.chunks(BATCH) {
        let query = items::table
            .filter(items::owner_org.eq(owner_org))
            .filter(items::code.eq_any(chunk))
            .select(items::code);
        known.extend(query.load::<String>(c)?);
    }
    Ok(known)
}

/// Ids of an organisation's items with these codes, in the order of the codes.
pub fn ids_by_code(
    c: &mut AnyConnection,
    owner_org: &str,
    codes: &[String],
) -> StoreResult<Vec<String>> {
    let query = items::table
        .filter(items::owner_org.eq(owner_org))
        .filter(items::code.eq_any(codes))
        .select((items::code, items::id));
    let found: Vec<(String, String)> = query.load(c)?;
    let id_of = |code: &String| {
        found
            .iter()
            .find(|(known, _)| known == code)
            .map(|(_, id)| id.clone())
    };
    Ok(codes.iter().filter_map(id_of).collect())
}

/// What an organisation knows of these ids of a source.
pub fn external_ids(
    c: &mut AnyConnection,
    owner_org: &str,
    source: &str,
    ids: &[String],
) -> StoreResult<Vec<ExternalIdRow>> {
    let mut known = Vec::new();
    for chunk in ids.chunks(BATCH) {
        let query = item_external_ids::table
            .filter(item_external_ids::owner_org.eq(owner_org))
            .filter(item_external_ids::source.eq(source))
            .filter(item_external_ids::external_id.eq_any(chunk))
            .select(ExternalIdRow::as_select());
        known.extend(query.load(c)?);
    }
    Ok(known)
}
