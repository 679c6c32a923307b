//! Stored tests of items: answers and the points they must earn, one document for each item.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{item_answer_tests, items};
use super::{AnyConnection, StoreResult, each};

/// Rows of one batch insert; 5 columns each stay below SQLite's 32,766 binds.
const BATCH: usize = 1000;

/// A row of `item_answer_tests`.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = item_answer_tests)]
pub struct AnswerTestsRow {
    /// The item.
    pub item_id: String,
    /// Its tests, JSON.
    pub tests: String,
    /// Revision of the document, from 1.
    pub revision: i32,
    /// Who wrote it last.
    pub updated_by: String,
    /// When.
    pub updated_at: NaiveDateTime,
}

/// The tests of an item.
pub fn of_item(c: &mut AnyConnection, item_id: &str) -> StoreResult<Option<AnswerTestsRow>> {
    Ok(item_answer_tests::table
        .find(item_id)
        .select(AnswerTestsRow::as_select())
        .first(c)
        .optional()?)
}

/// The tests of an organisation's item with this code, JSON.
pub fn of_code(c: &mut AnyConnection, owner_org: &str, code: &str) -> StoreResult<Option<String>> {
    Ok(item_answer_tests::table
        .inner_join(items::table.on(items::id.eq(item_answer_tests::item_id)))
        .filter(items::owner_org.eq(owner_org))
        .filter(items::code.eq(code))
        .select(item_answer_tests::tests)
        .first(c)
        .optional()?)
}

/// Item → its tests, JSON, of those among these that have some.
pub fn of_items(c: &mut AnyConnection, item_ids: &[&str]) -> StoreResult<BTreeMap<String, String>> {
    let rows: Vec<(String, String)> = item_answer_tests::table
        .filter(item_answer_tests::item_id.eq_any(item_ids))
        .select((item_answer_tests::item_id, item_answer_tests::tests))
        .load(c)?;
    Ok(rows.into_iter().collect())
}

/// Adds tests of items that have none.
pub fn insert(c: &mut AnyConnection, rows: &[AnswerTestsRow]) -> StoreResult<()> {
    for chunk in rows.chunks(BATCH) {
        each!(c, c => diesel::insert_into(item_answer_tests::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Replaces tests if they still have the revision before; false when somebody was quicker.
pub fn replace(c: &mut AnyConnection, row: &AnswerTestsRow) -> StoreResult<bool> {
    let before = item_answer_tests::table
        .find(&row.item_id)
        .filter(item_answer_tests::revision.eq(row.revision - 1));
    let values = (
        item_answer_tests::tests.eq(&row.tests),
        item_answer_tests::revision.eq(row.revision),
        item_answer_tests::updated_by.eq(&row.updated_by),
        item_answer_tests::updated_at.eq(row.updated_at),
    );
    Ok(diesel::update(before).set(values).execute(c)? == 1)
}
