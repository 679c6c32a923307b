//! Columns that the program makes from others by a rule of its own. The database keeps the number of the
//! rule they were made by; a program with a newer rule makes them again, once, when it migrates.

use diesel::prelude::*;

use super::database::Database;
use super::failure::read_json;
use super::schema::{derivations, item_variants, items};
use super::{AnyConnection, StoreError, StoreResult};
use crate::bank::texts::ItemTexts;
use crate::language::fold::VERSION;

/// The folded words of a language of an item.
const SEARCH_TEXT: &str = "item_variants.search_text";

/// Items of one write.
const CHUNK: i64 = 200;

/// True when the folded texts were made by an older rule than this program's: they would not be found.
pub fn are_old(c: &mut AnyConnection) -> StoreResult<bool> {
    let made_by: Option<i32> = derivations::table
        .find(SEARCH_TEXT)
        .select(derivations::version)
        .first(c)
        .optional()?;
    Ok(made_by.unwrap_or(0) < VERSION)
}

/// Folds all texts anew where they are old; returns how many changed. An interrupted one begins again.
pub fn renew(db: &Database) -> StoreResult<usize> {
    if !db.read(are_old)? {
        return Ok(0);
    }
    let (mut after, mut changed) = (String::new(), 0);
    loop {
        let (last, of_chunk) = db.write(|c| fold_chunk(c, &after))?;
        changed += of_chunk;
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    db.write(|c| {
        let row = derivations::table.find(SEARCH_TEXT);
        let set = diesel::update(row).set(derivations::version.eq(VERSION));
        set.execute(c).map_err(StoreError::from)
    })?;
    Ok(changed)
}

/// Folds the items after one; the last of them, and how many texts changed.
fn fold_chunk(c: &mut AnyConnection, after: &str) -> StoreResult<(Option<String>, usize)> {
    let ids: Vec<String> = items::table
        .filter(items::id.gt(after))
        .order(items::id)
        .limit(CHUNK)
        .select(items::id)
        .load(c)?;
    let Some((first, last)) = ids.first().zip(ids.last()) else {
        return Ok((None, 0));
    };
    let rows: Vec<(String, i32, String, i32, String, String)> = item_variants::table
        .filter(item_variants::item_id.ge(first))
        .filter(item_variants::item_id.le(last))
        .select((
            item_variants::item_id,
            item_variants::number,
            item_variants::language,
            item_variants::revision,
            item_variants::texts,
            item_variants::search_text,
        ))
        .load(c)?;
    let mut changed = 0;
    for (item_id, number, language, revision, texts, old) in rows {
        let folded = read_json::<ItemTexts>(&texts)?.search_text();
        if folded != old {
            let row = item_variants::table.find((item_id, number, language, revision));
            let set = item_variants::search_text.eq(folded);
            changed += diesel::update(row).set(set).execute(c)?;
        }
    }
    Ok((Some(last.clone()), changed))
}
