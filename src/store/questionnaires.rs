//! Rounds of questionnaires and the counts of their answers. There are no rows of single sheets.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    organisations, questionnaire_counts, questionnaire_rounds, questionnaire_sheets,
};
use super::scoped::{Condition, owners_below};
use super::{AnyConnection, StoreResult, each};
use crate::identity::ScopeRule;
use crate::scoring::questionnaire::Tally;

/// A row of `questionnaire_rounds`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = questionnaire_rounds)]
pub struct RoundRow {
    /// UUID.
    pub id: String,
    /// Who asks.
    pub owner_org: String,
    /// The questionnaire.
    pub collection_id: String,
    /// Its edition.
    pub edition: i32,
    /// What the round is called.
    pub title: String,
    /// Who is asked, JSON.
    pub asked: String,
    /// Fewest sheets of a group that counts are told of.
    pub least: i32,
    /// `open` or `closed`.
    pub state: String,
    /// Row revision for optimistic locking.
    pub revision: i32,
    /// Who made it.
    pub created_by: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it was closed.
    pub closed_at: Option<NaiveDateTime>,
}

/// Adds a round.
pub fn insert(c: &mut AnyConnection, row: &RoundRow) -> StoreResult<()> {
    diesel::insert_into(questionnaire_rounds::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The round with this id and the path of its owner.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<(RoundRow, String)>> {
    use questionnaire_rounds as r;
    Ok(r::table
        .inner_join(organisations::table.on(organisations::id.eq(r::owner_org)))
        .filter(r::id.eq(id))
        .select((RoundRow::as_select(), organisations::path))
        .first(c)
        .optional()?)
}

/// A page of the rounds in scope, by id.
pub fn list(
    c: &mut AnyConnection,
    rules: &[ScopeRule],
    after: &str,
    limit: i64,
) -> StoreResult<Vec<RoundRow>> {
    use questionnaire_rounds as r;
    let nothing: Condition<r::table> = Box::new(r::id.eq(""));
    let shown = rules.iter().fold(nothing, |any, rule| {
        Box::new(any.or(r::owner_org.eq_any(owners_below(&rule.path_prefix))))
    });
    Ok(r::table
        .filter(r::id.gt(after.to_owned()))
        .filter(shown)
        .order(r::id)
        .limit(limit)
        .select(RoundRow::as_select())
        .load(c)?)
}

/// Holds a round for a unit that adds sheets; false when it is no longer open. So no sheet comes in behind
/// the end.
pub fn hold(c: &mut AnyConnection, id: &str) -> StoreResult<bool> {
    use questionnaire_rounds as r;
    let open = r::table.find(id).filter(r::state.eq("open"));
    let held = diesel::update(open).set(r::revision.eq(r::revision + 1));
    Ok(held.execute(c)? == 1)
}

/// Ends a round; false when it is no longer open.
pub fn close(c: &mut AnyConnection, id: &str, now: NaiveDateTime) -> StoreResult<bool> {
    use questionnaire_rounds as r;
    let open = r::table.find(id).filter(r::state.eq("open"));
    let values = (
        r::state.eq("closed"),
        r::revision.eq(r::revision + 1),
        r::closed_at.eq(Some(now)),
    );
    Ok(diesel::update(open).set(values).execute(c)? == 1)
}

/// Adds sheets of a group.
pub fn add_sheets(
    c: &mut AnyConnection,
    round_id: &str,
    respondents: &str,
    sheets: i64,
) -> StoreResult<()> {
    use questionnaire_sheets as s;
    let values = (
        s::round_id.eq(round_id),
        s::respondents.eq(respondents),
        s::sheets.eq(sheets),
    );
    each!(c, c => diesel::insert_into(s::table)
        .values(values)
        .on_conflict((s::round_id, s::respondents))
        .do_update()
        .set(s::sheets.eq(s::sheets + sheets))
        .execute(c))?;
    Ok(())
}

/// Adds answers.
pub fn add_answers(c: &mut AnyConnection, round_id: &str, answers: &Tally) -> StoreResult<()> {
    use questionnaire_counts as n;
    for ((respondents, position, part, choice), times) in answers {
        let times = i64::try_from(*times).unwrap_or(i64::MAX);
        let values = (
            n::round_id.eq(round_id),
            n::respondents.eq(respondents),
            n::position.eq(i32::try_from(*position).unwrap_or(i32::MAX)),
            n::part.eq(part),
            n::choice.eq(choice),
            n::times.eq(times),
        );
        each!(c, c => diesel::insert_into(n::table)
            .values(values)
            .on_conflict((n::round_id, n::respondents, n::position, n::part, n::choice))
            .do_update()
            .set(n::times.eq(n::times + times))
            .execute(c))?;
    }
    Ok(())
}

/// Sheets of these rounds: round, group, how many.
pub fn sheets(
    c: &mut AnyConnection,
    round_ids: &[String],
) -> StoreResult<Vec<(String, String, i64)>> {
    use questionnaire_sheets as s;
    Ok(s::table
        .filter(s::round_id.eq_any(round_ids))
        .select((s::round_id, s::respondents, s::sheets))
        .load(c)?)
}

/// Every count of a round.
pub fn tally(c: &mut AnyConnection, round_id: &str) -> StoreResult<Tally> {
    use questionnaire_counts as n;
    let rows: Vec<(String, i32, String, String, i64)> = n::table
        .filter(n::round_id.eq(round_id))
        .select((n::respondents, n::position, n::part, n::choice, n::times))
        .load(c)?;
    let counted = rows.into_iter().map(|(group, position, part, choice, n)| {
        let position = u32::try_from(position).unwrap_or_default();
        ((group, position, part, choice), n.unsigned_abs())
    });
    Ok(counted.collect::<BTreeMap<_, _>>())
}
