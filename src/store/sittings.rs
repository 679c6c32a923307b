//! Sittings, attempts and attempt parts. Numbers of attempts and marks are handed out by the sitting's
//! row, which is held by every unit that writes below it.

use chrono::NaiveDateTime;
use diesel::dsl::max;
use diesel::prelude::*;

use super::schema::{
    attempt_parts, attempts, candidates, forms, organisations, sitting_parts, sittings,
    specification_versions,
};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult, each};
use crate::identity::ScopeRule;

/// Rows of one insert (at most 10 values each).
const CHUNK: usize = 2_000;

/// A row of `sittings`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = sittings)]
pub struct SittingRow {
    /// Number; every key below begins with it.
    pub sitting_no: i64,
    /// UUID.
    pub id: String,
    /// The school.
    pub owner_org: String,
    /// The locked form.
    pub form_id: String,
    /// The class.
    pub class_id: String,
    /// Version of the grading policy.
    pub policy_id: String,
    /// Language of the form.
    pub language: String,
    /// `paper`, `online`, `distance`.
    pub mode: String,
    /// Day (ISO).
    pub held_on: String,
    /// Subject code.
    pub subject: String,
    /// `SAT`, `SAU`, `MONITORING` …
    pub kind: String,
    /// Term; 0 for none.
    pub term: i32,
    /// School year.
    pub academic_year: String,
    /// `open` or `closed`.
    pub state: String,
    /// Next number of an attempt.
    pub next_attempt_no: i64,
    /// Next number of a mark.
    pub next_mark_no: i64,
    /// Row revision.
    pub revision: i32,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// A row of `attempts`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = attempts)]
pub struct AttemptRow {
    /// The sitting.
    pub sitting_no: i64,
    /// Number in the sitting.
    pub attempt_no: i64,
    /// Who.
    pub candidate_id: String,
    /// When it was planned.
    pub created_at: NaiveDateTime,
    /// What the candidate is given, JSON list.
    pub accommodations: String,
}

/// A row of `attempt_parts`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = attempt_parts)]
pub struct AttemptPartRow {
    /// The sitting.
    pub sitting_no: i64,
    /// The attempt.
    pub attempt_no: i64,
    /// Number from 1; 1 is everything without a sitting of its own.
    pub part_no: i32,
    /// Section ids, JSON list.
    pub sections: String,
    /// `planned`, `present`, `absent_valid`, `absent`, `void`.
    pub state: String,
    /// Why absent or void.
    pub reason: String,
    /// Minutes added, hundredths.
    pub extra_min: i64,
    /// Row revision.
    pub revision: i32,
    /// When it was changed last.
    pub updated_at: NaiveDateTime,
    /// The candidate's own day (ISO); '' where it is the class's.
    pub held_on: String,
}

/// What a sitting rests on: a form with its specification.
#[derive(Clone, Debug, Queryable)]
pub struct SatForm {
    /// UUID.
    pub id: String,
    /// `draft`, `locked`, `retired`.
    pub state: String,
    /// Subject code.
    pub subject: String,
    /// Everything frozen when it was locked, JSON; '' before.
    pub pinned: String,
    /// Fingerprint of the assembly.
    pub fingerprint: String,
    /// The specification's version, JSON.
    pub specification: String,
}

/// Number, kind, subject and a day of every sitting of a class: a row for each day it has.
pub fn held_by_class(
    c: &mut AnyConnection,
    class_id: &str,
) -> StoreResult<Vec<(i64, String, String, String)>> {
    Ok(sittings::table
        .inner_join(sitting_parts::table.on(sitting_parts::sitting_no.eq(sittings::sitting_no)))
        .filter(sittings::class_id.eq(class_id))
        .order((sittings::sitting_no, sitting_parts::held_on))
        .select((
            sittings::sitting_no,
            sittings::kind,
            sittings::subject,
            sitting_parts::held_on,
        ))
        .distinct()
        .load(c)?)
}

/// The form with this id.
pub fn form(c: &mut AnyConnection, form_id: &str) -> StoreResult<Option<SatForm>> {
    let version = specification_versions::specification_id
        .eq(forms::specification_id)
        .and(specification_versions::version.eq(forms::specification_version));
    Ok(forms::table
        .inner_join(specification_versions::table.on(version))
        .filter(forms::id.eq(form_id))
        .select((
            forms::id,
            forms::state,
            forms::subject,
            forms::pinned,
            forms::fingerprint,
            specification_versions::document,
        ))
        .first(c)
        .optional()?)
}

/// The next number of a sitting. The caller holds the root organisation's row ([`hold_numbering`]).
pub fn next_no(c: &mut AnyConnection) -> StoreResult<i64> {
    let last: Option<i64> = sittings::table.select(max(sittings::sitting_no)).first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

/// Holds the one row that everybody who numbers a sitting holds: the root organisation's.
pub fn hold_numbering(c: &mut AnyConnection) -> StoreResult<()> {
    diesel::update(organisations::table.filter(organisations::parent_id.is_null()))
        .set(organisations::revision.eq(organisations::revision))
        .execute(c)?;
    Ok(())
}

/// Adds a sitting.
pub fn insert(c: &mut AnyConnection, row: &SittingRow) -> StoreResult<()> {
    diesel::insert_into(sittings::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Every sitting of a form, whatever its school.
pub fn of_form(c: &mut AnyConnection, form_id: &str) -> StoreResult<Vec<SittingRow>> {
    Ok(sittings::table
        .filter(sittings::form_id.eq(form_id))
        .order(sittings::sitting_no)
        .select(SittingRow::as_select())
        .load(c)?)
}

/// The sitting that comes after this number, whatever its school: for whoever runs the service.
pub fn next_after(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<Option<SittingRow>> {
    Ok(sittings::table
        .filter(sittings::sitting_no.gt(sitting_no))
        .order(sittings::sitting_no)
        .select(SittingRow::as_select())
        .first(c)
        .optional()?)
}

/// The sitting with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<SittingRow>> {
    Ok(sittings::table
        .filter(sittings::id.eq(id))
        .select(SittingRow::as_select())
        .first(c)
        .optional()?)
}

/// Takes `marks` mark numbers and holds the row; the first of them, or `None` where the sitting is
/// not open. With 0 it only holds the row.
pub fn take_marks(c: &mut AnyConnection, sitting_no: i64, marks: i64) -> StoreResult<Option<i64>> {
    take_marks_in(c, sitting_no, "open", marks)
}

/// The same of a closed sitting, or `None` where it is not closed.
pub fn take_marks_of_closed(
    c: &mut AnyConnection,
    sitting_no: i64,
    marks: i64,
) -> StoreResult<Option<i64>> {
    take_marks_in(c, sitting_no, "closed", marks)
}

fn take_marks_in(
    c: &mut AnyConnection,
    sitting_no: i64,
    state: &str,
    marks: i64,
) -> StoreResult<Option<i64>> {
    let held = sittings::table
        .find(sitting_no)
        .filter(sittings::state.eq(state));
    let taken = diesel::update(held)
        .set(sittings::next_mark_no.eq(sittings::next_mark_no + marks))
        .execute(c)?;
    if taken != 1 {
        return Ok(None);
    }
    let next: i64 = sittings::table
        .find(sitting_no)
        .select(sittings::next_mark_no)
        .first(c)?;
    Ok(Some(next - marks))
}

/// Holds the sitting's row whatever its state.
pub fn hold(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<()> {
    diesel::update(sittings::table.find(sitting_no))
        .set(sittings::next_mark_no.eq(sittings::next_mark_no))
        .execute(c)?;
    Ok(())
}

/// Closes an open sitting; false when it was not open.
pub fn close(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<bool> {
    let open = sittings::table
        .find(sitting_no)
        .filter(sittings::state.eq("open"));
    let closed = diesel::update(open)
        .set((
            sittings::state.eq("closed"),
            sittings::revision.eq(sittings::revision + 1),
        ))
        .execute(c)?;
    Ok(closed == 1)
}

/// A page of sittings within the rules (school and, where named, subject), by id.
pub fn list(
    c: &mut AnyConnection,
    rules: &[ScopeRule],
    class_id: Option<&str>,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<SittingRow>> {
    let mut inside = sittings::table
        .filter(sittings::owner_org.eq(""))
        .select(SittingRow::as_select())
        .into_boxed();
    for rule in rules {
        let below = sittings::owner_org.eq_any(owners_below(&rule.path_prefix));
        let subject = rule.subject.clone().unwrap_or_default();
        let any_subject = rule.subject.is_none();
        let class = class_id.unwrap_or_default().to_owned();
        let any_class = class_id.is_none();
        inside = inside.or_filter(
            sittings::id
                .gt(after)
                .and(below)
                .and(
                    sittings::subject
                        .eq(subject)
                        .or(any_subject.into_sql::<diesel::sql_types::Bool>()),
                )
                .and(
                    sittings::class_id
                        .eq(class)
                        .or(any_class.into_sql::<diesel::sql_types::Bool>()),
                ),
        );
    }
    Ok(inside.order(sittings::id).limit(limit).load(c)?)
}

/// Sittings of a class in a course, by number.
pub fn of_course(
    c: &mut AnyConnection,
    class_id: &str,
    course: &super::journal_entries::Course,
) -> StoreResult<Vec<SittingRow>> {
    Ok(sittings::table
        .filter(sittings::class_id.eq(class_id))
        .filter(sittings::subject.eq(&course.subject))
        .filter(sittings::academic_year.eq(&course.academic_year))
        .filter(sittings::term.eq(course.term))
        .order(sittings::sitting_no)
        .select(SittingRow::as_select())
        .load(c)?)
}

/// Adds attempts with their parts.
pub fn insert_attempts(
    c: &mut AnyConnection,
    rows: &[AttemptRow],
    parts: &[AttemptPartRow],
) -> StoreResult<()> {
    for rows in rows.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(attempts::table).values(rows).execute(c))?;
    }
    for parts in parts.chunks(CHUNK) {
        each!(c, c => diesel::insert_into(attempt_parts::table).values(parts).execute(c))?;
    }
    Ok(())
}

/// Attempts of a sitting with the candidate's code, by code.
pub fn attempts_of(
    c: &mut AnyConnection,
    sitting_no: i64,
) -> StoreResult<Vec<(AttemptRow, String)>> {
    Ok(attempts::table
        .inner_join(candidates::table.on(candidates::id.eq(attempts::candidate_id)))
        .filter(attempts::sitting_no.eq(sitting_no))
        .order(candidates::code)
        .select((AttemptRow::as_select(), candidates::code))
        .load(c)?)
}

/// Attempt parts of a sitting, by attempt and part.
pub fn parts_of(c: &mut AnyConnection, sitting_no: i64) -> StoreResult<Vec<AttemptPartRow>> {
    Ok(attempt_parts::table
        .filter(attempt_parts::sitting_no.eq(sitting_no))
        .order((attempt_parts::attempt_no, attempt_parts::part_no))
        .select(AttemptPartRow::as_select())
        .load(c)?)
}

/// Writes state, reason and extra time of a part; false when somebody changed it meanwhile.
pub fn set_part(c: &mut AnyConnection, row: &AttemptPartRow) -> StoreResult<bool> {
    let unchanged = attempt_parts::table
        .find((row.sitting_no, row.attempt_no, row.part_no))
        .filter(attempt_parts::revision.eq(row.revision));
    let set = diesel::update(unchanged)
        .set((
            attempt_parts::state.eq(&row.state),
            attempt_parts::reason.eq(&row.reason),
            attempt_parts::extra_min.eq(row.extra_min),
            attempt_parts::held_on.eq(&row.held_on),
            attempt_parts::revision.eq(row.revision + 1),
            attempt_parts::updated_at.eq(row.updated_at),
        ))
        .execute(c)?;
    Ok(set == 1)
}
