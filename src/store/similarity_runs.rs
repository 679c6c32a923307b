//! Runs that compare everything with everything, and what they suggest.

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::schema::{
    enemy_groups, enemy_members, organisations, similarity_runs, similarity_suggestions,
};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult, each};

/// Rows of one batch insert; 11 columns each stay below SQLite's 32,766 binds.
const BATCH: usize = 1000;

/// A row of `similarity_runs`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = similarity_runs)]
pub struct RunRow {
    /// UUID.
    pub id: String,
    /// Whose items, with those below.
    pub owner_org: String,
    /// Its job.
    pub job_id: String,
    /// The policy it compares by, JSON.
    pub policy: String,
    /// Only this subject; '' for all.
    pub subject: String,
    /// Only this language; '' for all.
    pub language: String,
    /// Texts compared with each other.
    pub texts: i64,
    /// Pairs proposed and compared.
    pub compared: i64,
    /// Pairs left out because one text had too many.
    pub left_out: i64,
    /// How long comparing took.
    pub elapsed_ms: i64,
    /// Who asked.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// When it ended; none before.
    pub finished_at: Option<NaiveDateTime>,
}

/// A row of `similarity_suggestions`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = similarity_suggestions)]
pub struct SuggestionRow {
    /// Run.
    pub run_id: String,
    /// From 1, the most alike first.
    pub number: i32,
    /// `same_item`, `enemies` or `clone_family`.
    pub kind: String,
    /// The language in which they are alike.
    pub language: String,
    /// Ids of the items, JSON.
    pub items: String,
    /// How alike they are, JSON; null for families.
    pub score: String,
    /// `open`, `accepted` or `dismissed`.
    pub state: String,
    /// Why it was dismissed; '' otherwise.
    pub reason: String,
    /// The group that was made of it; '' otherwise.
    pub group_id: String,
    /// Who decided; '' before.
    pub decided_by: String,
    /// When; none before.
    pub decided_at: Option<NaiveDateTime>,
}

/// What a run gave.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Texts compared with each other.
    pub texts: i64,
    /// Pairs proposed and compared.
    pub compared: i64,
    /// Pairs left out.
    pub left_out: i64,
    /// How long comparing took.
    pub elapsed_ms: i64,
}

/// Adds a run.
pub fn insert(c: &mut AnyConnection, row: &RunRow) -> StoreResult<()> {
    diesel::insert_into(similarity_runs::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The run with this id and the path of its owner.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<(RunRow, String)>> {
    Ok(similarity_runs::table
        .inner_join(organisations::table.on(organisations::id.eq(similarity_runs::owner_org)))
        .filter(similarity_runs::id.eq(id))
        .select((RunRow::as_select(), organisations::path))
        .first(c)
        .optional()?)
}

/// The newest run of an organisation over the same items that has not ended.
pub fn unfinished(
    c: &mut AnyConnection,
    owner_org: &str,
    (subject, language): (&str, &str),
) -> StoreResult<Option<RunRow>> {
    Ok(similarity_runs::table
        .filter(similarity_runs::owner_org.eq(owner_org))
        .filter(similarity_runs::subject.eq(subject))
        .filter(similarity_runs::language.eq(language))
        .filter(similarity_runs::finished_at.is_null())
        .order(similarity_runs::id.desc())
        .select(RunRow::as_select())
        .first(c)
        .optional()?)
}

/// Ids of an organisation and those below it, by its path.
pub fn owners(c: &mut AnyConnection, path: &str) -> StoreResult<Vec<String>> {
    Ok(owners_below(path).load(c)?)
}

/// An organisation's runs before one (''): the newest first.
pub fn list(
    c: &mut AnyConnection,
    owner_org: &str,
    before: &str,
    limit: i64,
) -> StoreResult<Vec<RunRow>> {
    let mut query = similarity_runs::table
        .filter(similarity_runs::owner_org.eq(owner_org))
        .order(similarity_runs::id.desc())
        .limit(limit)
        .select(RunRow::as_select())
        .into_boxed();
    if !before.is_empty() {
        query = query.filter(similarity_runs::id.lt(before));
    }
    Ok(query.load(c)?)
}

/// Keeps what a run gave, in the place of what an interrupted one left.
pub fn finish(
    c: &mut AnyConnection,
    id: &str,
    outcome: Outcome,
    suggestions: &[SuggestionRow],
    now: NaiveDateTime,
) -> StoreResult<()> {
    let open = similarity_suggestions::table.filter(similarity_suggestions::run_id.eq(id));
    diesel::delete(open).execute(c)?;
    for chunk in suggestions.chunks(BATCH) {
        each!(c, c => diesel::insert_into(similarity_suggestions::table).values(chunk).execute(c))?;
    }
    let values = (
        similarity_runs::texts.eq(outcome.texts),
        similarity_runs::compared.eq(outcome.compared),
        similarity_runs::left_out.eq(outcome.left_out),
        similarity_runs::elapsed_ms.eq(outcome.elapsed_ms),
        similarity_runs::finished_at.eq(now),
    );
    diesel::update(similarity_runs::table.find(id))
        .set(values)
        .execute(c)?;
    Ok(())
}

/// Kind, state and how many suggestions of a run are so.
pub fn counts(c: &mut AnyConnection, run_id: &str) -> StoreResult<Vec<(String, String, i64)>> {
    let kind_and_state = (similarity_suggestions::kind, similarity_suggestions::state);
    Ok(similarity_suggestions::table
        .filter(similarity_suggestions::run_id.eq(run_id))
        .group_by(kind_and_state)
        .select((
            similarity_suggestions::kind,
            similarity_suggestions::state,
            count_star(),
        ))
        .order(kind_and_state)
        .load(c)?)
}

/// Suggestions of a run after a number; of a kind and in a state where they are named.
pub fn suggestions(
    c: &mut AnyConnection,
    run_id: &str,
    (kind, state): (Option<&str>, Option<&str>),
    after: i32,
    limit: i64,
) -> StoreResult<Vec<SuggestionRow>> {
    let mut query = similarity_suggestions::table
        .filter(similarity_suggestions::run_id.eq(run_id))
        .filter(similarity_suggestions::number.gt(after))
        .order(similarity_suggestions::number)
        .limit(limit)
        .select(SuggestionRow::as_select())
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(similarity_suggestions::kind.eq(kind));
    }
    if let Some(state) = state {
        query = query.filter(similarity_suggestions::state.eq(state));
    }
    Ok(query.load(c)?)
}

/// One suggestion.
pub fn suggestion(
    c: &mut AnyConnection,
    run_id: &str,
    number: i32,
) -> StoreResult<Option<SuggestionRow>> {
    Ok(similarity_suggestions::table
        .find((run_id, number))
        .select(SuggestionRow::as_select())
        .first(c)
        .optional()?)
}

/// Decides an open suggestion; false when somebody was quicker.
pub fn decide(c: &mut AnyConnection, row: &SuggestionRow) -> StoreResult<bool> {
    let open = similarity_suggestions::table
        .find((&row.run_id, row.number))
        .filter(similarity_suggestions::state.eq("open"));
    let values = (
        similarity_suggestions::state.eq(&row.state),
        similarity_suggestions::reason.eq(&row.reason),
        similarity_suggestions::group_id.eq(&row.group_id),
        similarity_suggestions::decided_by.eq(&row.decided_by),
        similarity_suggestions::decided_at.eq(row.decided_at),
    );
    Ok(diesel::update(open).set(values).execute(c)? == 1)
}

/// Group, kind and item of every member of every group.
pub fn memberships(c: &mut AnyConnection) -> StoreResult<Vec<(String, String, String)>> {
    Ok(enemy_members::table
        .inner_join(enemy_groups::table.on(enemy_groups::id.eq(enemy_members::group_id)))
        .order((enemy_members::group_id, enemy_members::item_id))
        .select((
            enemy_members::group_id,
            enemy_groups::kind,
            enemy_members::item_id,
        ))
        .load(c)?)
}

/// Items that are in a clone family with an item.
pub fn kin_of(c: &mut AnyConnection, item_id: &str) -> StoreResult<Vec<String>> {
    let groups: Vec<String> = enemy_members::table
        .inner_join(enemy_groups::table.on(enemy_groups::id.eq(enemy_members::group_id)))
        .filter(enemy_members::item_id.eq(item_id))
        .filter(enemy_groups::kind.eq("clone_family"))
        .select(enemy_members::group_id)
        .load(c)?;
    Ok(enemy_members::table
        .filter(enemy_members::group_id.eq_any(groups))
        .select(enemy_members::item_id)
        .load(c)?)
}
