//! Encrypted names of pupils. This file knows bytes and key ids only; whoever opens them is the one
//! audited use case.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use super::schema::{candidates, class_members, classes, persons};
use super::{AnyConnection, StoreResult, each};

/// Rows of one statement; far below SQLite's 32,766 bound values.
const CHUNK: usize = 1_000;

/// A row of `persons`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = persons)]
pub struct PersonRow {
    /// Whose name.
    pub candidate_id: String,
    /// The school.
    pub owner_org: String,
    /// The key that opens it.
    pub key_id: String,
    /// Nonce, ciphertext, tag.
    pub sealed: Vec<u8>,
    /// Who brought it in.
    pub recorded_by: String,
    /// When.
    pub recorded_at: NaiveDateTime,
}

/// Adds names.
pub fn insert(c: &mut AnyConnection, rows: &[PersonRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(persons::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Puts another name, or the same under another key, in the place of one; false where there is none.
pub fn replace(c: &mut AnyConnection, row: &PersonRow) -> StoreResult<bool> {
    let changed = diesel::update(persons::table.find(&row.candidate_id))
        .set((
            persons::key_id.eq(&row.key_id),
            persons::sealed.eq(&row.sealed),
            persons::recorded_by.eq(&row.recorded_by),
            persons::recorded_at.eq(row.recorded_at),
        ))
        .execute(c)?;
    Ok(changed == 1)
}

/// Names of a school with the codes of their candidates, by code.
pub fn of_school(c: &mut AnyConnection, owner_org: &str) -> StoreResult<Vec<(String, PersonRow)>> {
    Ok(candidates::table
        .inner_join(persons::table.on(persons::candidate_id.eq(candidates::id)))
        .filter(persons::owner_org.eq(owner_org))
        .select((candidates::code, PersonRow::as_select()))
        .order(candidates::code)
        .load(c)?)
}

/// Names of the members of a class.
pub fn of_class(c: &mut AnyConnection, class_id: &str) -> StoreResult<Vec<PersonRow>> {
    Ok(persons::table
        .inner_join(class_members::table.on(class_members::candidate_id.eq(persons::candidate_id)))
        .filter(class_members::class_id.eq(class_id))
        .select(PersonRow::as_select())
        .load(c)?)
}

/// Names of these candidates.
pub fn by_candidates(c: &mut AnyConnection, ids: &[&str]) -> StoreResult<Vec<PersonRow>> {
    let mut found = Vec::new();
    for ids in ids.chunks(CHUNK) {
        let query = persons::table.filter(persons::candidate_id.eq_any(ids));
        found.extend(query.select(PersonRow::as_select()).load(c)?);
    }
    Ok(found)
}

/// Takes names away; returns how many were there.
pub fn delete(c: &mut AnyConnection, ids: &[&str]) -> StoreResult<usize> {
    let mut gone = 0;
    for ids in ids.chunks(CHUNK) {
        let rows = persons::table.filter(persons::candidate_id.eq_any(ids));
        gone += diesel::delete(rows).execute(c)?;
    }
    Ok(gone)
}

/// Keys in use, and for how many names.
pub fn keys_in_use(c: &mut AnyConnection) -> StoreResult<Vec<(String, i64)>> {
    Ok(persons::table
        .group_by(persons::key_id)
        .select((persons::key_id, count_star()))
        .order(persons::key_id)
        .load(c)?)
}

/// Names under other keys than this one, the first `limit` by candidate.
pub fn under_other_keys(
    c: &mut AnyConnection,
    key_id: &str,
    limit: i64,
) -> StoreResult<Vec<PersonRow>> {
    Ok(persons::table
        .filter(persons::key_id.ne(key_id))
        .select(PersonRow::as_select())
        .order(persons::candidate_id)
        .limit(limit)
        .load(c)?)
}

/// Until when somebody went to school, as far as classes say.
#[derive(Clone, Debug)]
pub struct LastYear {
    /// Whose name.
    pub candidate_id: String,
    /// The school.
    pub owner_org: String,
    /// When the name was brought in.
    pub recorded_at: NaiveDateTime,
    /// Newest school year of a class (`2026-27`); none where the candidate is in no class.
    pub last_year: Option<String>,
}

/// The last school year of everybody whose name is kept, by candidate.
pub fn last_years(c: &mut AnyConnection) -> StoreResult<Vec<LastYear>> {
    let of_classes: Vec<(String, Option<String>)> = class_members::table
        .inner_join(classes::table.on(classes::id.eq(class_members::class_id)))
        .inner_join(persons::table.on(persons::candidate_id.eq(class_members::candidate_id)))
        .group_by(class_members::candidate_id)
        .select((class_members::candidate_id, max(classes::academic_year)))
        .load(c)?;
    let mut years: BTreeMap<String, Option<String>> = of_classes.into_iter().collect();
    let columns = (
        persons::candidate_id,
        persons::owner_org,
        persons::recorded_at,
    );
    let kept: Vec<(String, String, NaiveDateTime)> = persons::table
        .select(columns)
        .order(persons::candidate_id)
        .load(c)?;
    let with_year = |(candidate_id, owner_org, recorded_at)| LastYear {
        last_year: years.remove(&candidate_id).flatten(),
        candidate_id,
        owner_org,
        recorded_at,
    };
    Ok(kept.into_iter().map(with_year).collect())
}
