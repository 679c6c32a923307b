//! Attempts of a review and the verdicts on them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{review_attempts, review_verdicts};
use super::{AnyConnection, StoreResult};

/// Items named in one statement.
const BATCH: usize = 10_000;

/// A row of `review_attempts`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = review_attempts)]
pub struct AttemptRow {
    /// UUID.
    pub id: String,
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Round of evaluation.
    pub round: i32,
    /// Attempt in the round.
    pub attempt: i32,
    /// Attempt before in the round; 0 for none.
    pub previous: i32,
    /// Who handed it in.
    pub submitted_by: String,
    /// When.
    pub submitted_at: NaiveDateTime,
    /// What became of it; '' while it is open.
    pub outcome: String,
    /// Who decided; '' while it is open.
    pub decided_by: String,
    /// When.
    pub decided_at: Option<NaiveDateTime>,
}

/// A row of `review_verdicts`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = review_verdicts)]
pub struct VerdictRow {
    /// UUID.
    pub id: String,
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Round of evaluation.
    pub round: i32,
    /// Attempt in the round.
    pub attempt: i32,
    /// Stage of review.
    pub stage: String,
    /// Language of the variant; '' for all together.
    pub language: String,
    /// `approve`, `revise` or `reject`.
    pub verdict: String,
    /// `unsatisfactory`, `satisfactory` or `good`.
    pub rating: String,
    /// Answers to the checklist, JSON.
    pub answers: String,
    /// What the reviewer says.
    pub comment: String,
    /// Who.
    pub reviewer: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// Begins an attempt.
pub fn insert_attempt(c: &mut AnyConnection, row: &AttemptRow) -> StoreResult<()> {
    diesel::insert_into(review_attempts::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Ends the open attempt of an item; an item that was handed in before attempts were kept has none.
pub fn decide_attempt(
    c: &mut AnyConnection,
    item_id: &str,
    (outcome, decided_by): (&str, &str),
    now: NaiveDateTime,
) -> StoreResult<()> {
    let open = review_attempts::table
        .filter(review_attempts::item_id.eq(item_id))
        .filter(review_attempts::outcome.eq(""));
    let values = (
        review_attempts::outcome.eq(outcome),
        review_attempts::decided_by.eq(decided_by),
        review_attempts::decided_at.eq(now),
    );
    diesel::update(open).set(values).execute(c)?;
    Ok(())
}

/// Attempts of an item, oldest first.
pub fn attempts(c: &mut AnyConnection, item_id: &str) -> StoreResult<Vec<AttemptRow>> {
    Ok(review_attempts::table
        .filter(review_attempts::item_id.eq(item_id))
        .order((review_attempts::round, review_attempts::attempt))
        .select(AttemptRow::as_select())
        .load(c)?)
}

/// Keeps a verdict.
pub fn insert_verdict(c: &mut AnyConnection, row: &VerdictRow) -> StoreResult<()> {
    diesel::insert_into(review_verdicts::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Verdicts on these items, oldest first.
pub fn verdicts(c: &mut AnyConnection, item_ids: &[&str]) -> StoreResult<Vec<VerdictRow>> {
    let mut all = Vec::new();
    for chunk in item_ids.chunks(BATCH) {
        let found: Vec<VerdictRow> = review_verdicts::table
            .filter(review_verdicts::item_id.eq_any(chunk))
            .order((review_verdicts::item_id, review_verdicts::id))
            .select(VerdictRow::as_select())
            .load(c)?;
        all.extend(found);
    }
    Ok(all)
}
