//! Who keeps a code that several organisations use.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::pool::VersionRow;
use super::schema::{items, organisations};
use super::{AnyConnection, StoreResult};

/// Ids of items by code among those owned below a path; of equal codes the nearest to the owner.
pub fn item_ids(
    c: &mut AnyConnection,
    owner_path: &str,
    codes: &[String],
) -> StoreResult<BTreeMap<String, String>> {
    let rows: Vec<(String, String, String)> = items::table
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
        .filter(items::code.eq_any(codes))
        .filter(organisations::path.like(format!("{owner_path}%")))
        .select((items::code, items::id, organisations::path))
        .load(c)?;
    let mut nearest: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (code, id, path) in rows {
        match nearest.get(&code) {
            Some((known, _)) if !nearer(&path, known) => {}
            _ => drop(nearest.insert(code, (path, id))),
        }
    }
    Ok(nearest
        .into_iter()
        .map(|(code, (_, id))| (code, id))
        .collect())
}

/// Code → path of the owner that keeps it: of the run's own the nearest, else the nearest of the others.
pub(super) fn keepers<'a>(
    own: &'a [VersionRow],
    theirs: &'a [VersionRow],
    code: impl Fn(&'a VersionRow) -> &'a str,
) -> HashMap<&'a str, &'a str> {
    let mut keepers: HashMap<&str, (bool, &str)> = HashMap::with_capacity(own.len());
    let each = own.iter().map(|row| (true, row));
    for (is_own, row) in each.chain(theirs.iter().map(|row| (false, row))) {
        let path = row.owner_path.as_str();
        let keeper = keepers.entry(code(row)).or_insert((is_own, path));
        if keeper.0 == is_own && nearer(path, keeper.1) {
            keeper.1 = path;
        }
    }
    keepers
        .into_iter()
        .map(|(code, (_, path))| (code, path))
        .collect()
}

/// Fewer steps down the tree; of equally many the first in the alphabet.
fn nearer(path: &str, other: &str) -> bool {
    let depth = |path: &str| path.matches('/').count();
    (depth(path), path) < (depth(other), other)
}
