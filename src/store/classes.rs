//! Classes, candidates and who belongs to which class. Candidates are codes; names never stand here.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{candidates, class_members, classes};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult, each};
use crate::identity::ScopeRule;

/// Rows of one insert; far below SQLite's 32,766 bound values.
const CHUNK: usize = 1_000;

/// A row of `classes`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = classes)]
pub struct ClassRow {
    /// UUID.
    pub id: String,
    /// The school.
    pub owner_org: String,
    /// What the school calls it (`7А`).
    pub code: String,
    /// Grade.
    pub grade: i32,
    /// Language of instruction.
    pub language: String,
    /// School year (`2026-27`).
    pub academic_year: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
}

/// A row of `candidates`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = candidates)]
pub struct CandidateRow {
    /// UUID.
    pub id: String,
    /// The school.
    pub owner_org: String,
    /// Pseudonymous code, unique in the school.
    pub code: String,
    /// Special educational needs.
    pub sen: bool,
    /// When it was made.
    pub created_at: NaiveDateTime,
}

/// A row of `class_members`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = class_members)]
pub struct MemberRow {
    /// The class.
    pub class_id: String,
    /// The candidate.
    pub candidate_id: String,
}

/// Adds a class.
pub fn insert(c: &mut AnyConnection, row: &ClassRow) -> StoreResult<()> {
    diesel::insert_into(classes::table).values(row).execute(c)?;
    Ok(())
}

/// The class with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<ClassRow>> {
    Ok(classes::table
        .find(id)
        .select(ClassRow::as_select())
        .first(c)
        .optional()?)
}

/// A page of classes whose school is below one of the rules' paths, by id. Classes have no subject.
pub fn list(
    c: &mut AnyConnection,
    rules: &[ScopeRule],
    after: &str,
    limit: i64,
) -> StoreResult<Vec<ClassRow>> {
    let mut query = classes::table
        .filter(classes::owner_org.eq(""))
        .select(ClassRow::as_select())
        .into_boxed();
    for rule in rules {
        let below = classes::owner_org.eq_any(owners_below(&rule.path_prefix));
        query = query.or_filter(classes::id.gt(after).and(below));
    }
    Ok(query.order(classes::id).limit(limit).load(c)?)
}

/// Holds the class's row until the unit ends, so that two bulk calls about it follow each other.
pub fn hold(c: &mut AnyConnection, id: &str) -> StoreResult<bool> {
    let held = diesel::update(classes::table.find(id))
        .set(classes::grade.eq(classes::grade))
        .execute(c)?;
    Ok(held == 1)
}

/// Members of a class, by code.
pub fn members(c: &mut AnyConnection, class_id: &str) -> StoreResult<Vec<CandidateRow>> {
    Ok(candidates::table
        .inner_join(
            class_members::table.on(class_members::candidate_id
                .eq(candidates::id)
                .and(class_members::class_id.eq(class_id))),
        )
        .select(CandidateRow::as_select())
        .order(candidates::code)
        .load(c)?)
}

/// A page of the members of a class, by code.
pub fn members_page(
    c: &mut AnyConnection,
    class_id: &str,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<CandidateRow>> {
    Ok(candidates::table
        .inner_join(
            class_members::table.on(class_members::candidate_id
                .eq(candidates::id)
                .and(class_members::class_id.eq(class_id))),
        )
        .filter(candidates::code.gt(after))
        .select(CandidateRow::as_select())
        .order(candidates::code)
        .limit(limit)
        .load(c)?)
}

/// Candidates of a school with one of these codes.
pub fn by_codes(
    c: &mut AnyConnection,
    owner_org: &str,
    codes: &[&str],
) -> StoreResult<Vec<CandidateRow>> {
    let mut found = Vec::new();
    for codes in codes.chunks(CHUNK) {
        let query = candidates::table
            .filter(candidates::owner_org.eq(owner_org))
            .filter(candidates::code.eq_any(codes));
        found.extend(query.select(CandidateRow::as_select()).load(c)?);
    }
    Ok(found)
}

/// Codes of candidates, by id.
pub fn by_ids(c: &mut AnyConnection, ids: &[&str]) -> StoreResult<Vec<CandidateRow>> {
    let mut found = Vec::new();
    for ids in ids.chunks(CHUNK) {
        let query = candidates::table.filter(candidates::id.eq_any(ids));
        found.extend(query.select(CandidateRow::as_select()).load(c)?);
    }
    Ok(found)
}

/// Adds candidates.
pub fn insert_candidates(c: &mut AnyConnection, rows: &[CandidateRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(candidates::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Adds members.
pub fn insert_members(c: &mut AnyConnection, rows: &[MemberRow]) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(class_members::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// The school of a candidate.
pub fn school_of_candidate(c: &mut AnyConnection, id: &str) -> StoreResult<Option<String>> {
    Ok(candidates::table
        .find(id)
        .select(candidates::owner_org)
        .first(c)
        .optional()?)
}
