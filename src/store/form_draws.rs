//! Forms that schools drew for their own classes.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{class_members, form_draws, form_items, forms, sittings};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult};
use crate::identity::ScopeRule;

/// Values of one `IN` list.
const CHUNK: usize = 1_000;

/// A row of `form_draws`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = form_draws)]
pub struct FormDrawRow {
    /// UUID.
    pub id: String,
    /// The school.
    pub owner_org: String,
    /// The class.
    pub class_id: String,
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub specification_version: i32,
    /// Component id.
    pub component: String,
    /// Subject of the form or ''.
    pub subject: String,
    /// Language.
    pub language: String,
    /// Day of the sitting (ISO).
    pub held_on: String,
    /// First day of the copies, where the form is secure (ISO).
    pub opens_on: String,
    /// Which draw of the class it is, from 1.
    pub number: i32,
    /// The run that assembles it, where one does.
    pub run_id: Option<String>,
    /// The form, once it is there.
    pub form_id: Option<String>,
    /// Who drew it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// A locked form that may be drawn.
#[derive(Clone, Debug, Queryable)]
pub struct PreparedRow {
    /// Form.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Languages, JSON.
    pub languages: String,
}

/// Adds a draw.
pub fn insert(c: &mut AnyConnection, row: &FormDrawRow) -> StoreResult<()> {
    diesel::insert_into(form_draws::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Gives a draw its form; false when it has one.
pub fn set_form(c: &mut AnyConnection, id: &str, form_id: &str) -> StoreResult<bool> {
    let open = form_draws::table
        .find(id)
        .filter(form_draws::form_id.is_null());
    Ok(diesel::update(open)
        .set(form_draws::form_id.eq(form_id))
        .execute(c)?
        == 1)
}

/// The draw with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<FormDrawRow>> {
    Ok(form_draws::table
        .find(id)
        .select(FormDrawRow::as_select())
        .first(c)
        .optional()?)
}

/// A page of draws of schools within the rules (and, where named, of a subject), by id.
pub fn list(
    c: &mut AnyConnection,
    rules: &[ScopeRule],
    class_id: Option<&str>,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<FormDrawRow>> {
    let mut inside = form_draws::table
        .filter(form_draws::owner_org.eq(""))
        .select(FormDrawRow::as_select())
        .into_boxed();
    for rule in rules {
        let below = form_draws::owner_org.eq_any(owners_below(&rule.path_prefix));
        let subject = rule.subject.clone().unwrap_or_default();
        let any_subject = rule.subject.is_none();
        let class = class_id.unwrap_or_default().to_owned();
        let any_class = class_id.is_none();
        inside = inside.or_filter(
            form_draws::id
                .gt(after)
                .and(below)
                .and(
                    form_draws::subject
                        .eq(subject)
                        .or(any_subject.into_sql::<diesel::sql_types::Bool>()),
                )
                .and(
                    form_draws::class_id
                        .eq(class)
                        .or(any_class.into_sql::<diesel::sql_types::Bool>()),
                ),
        );
    }
    Ok(inside.order(form_draws::id).limit(limit).load(c)?)
}

/// Draws of a class for a component of a specification, whatever its version, by number.
pub fn of_class(
    c: &mut AnyConnection,
    class_id: &str,
    (specification, component, subject): (&str, &str, &str),
) -> StoreResult<Vec<FormDrawRow>> {
    Ok(form_draws::table
        .filter(form_draws::class_id.eq(class_id))
        .filter(form_draws::specification_id.eq(specification))
        .filter(form_draws::component.eq(component))
        .filter(form_draws::subject.eq(subject))
        .order(form_draws::number)
        .select(FormDrawRow::as_select())
        .load(c)?)
}

/// Locked forms of a component, by code, but for those that were assembled for a draw.
pub fn prepared(
    c: &mut AnyConnection,
    (specification, version): (&str, i32),
    (component, subject): (&str, &str),
) -> StoreResult<Vec<PreparedRow>> {
    let drawn = form_draws::table
        .filter(form_draws::run_id.is_not_null())
        .select(form_draws::run_id.assume_not_null());
    Ok(forms::table
        .filter(forms::specification_id.eq(specification))
        .filter(forms::specification_version.eq(version))
        .filter(forms::component.eq(component))
        .filter(forms::subject.eq(subject))
        .filter(forms::state.eq("locked"))
        .filter(forms::run_id.ne_all(drawn))
        .order(forms::code)
        .select((forms::id, forms::code, forms::languages))
        .load(c)?)
}

/// Items of these forms.
pub fn items_of(
    c: &mut AnyConnection,
    form_ids: &[String],
) -> StoreResult<HashMap<String, Vec<String>>> {
    let mut items: HashMap<String, Vec<String>> = HashMap::new();
    for form_ids in form_ids.chunks(CHUNK) {
        let rows: Vec<(String, String)> = form_items::table
            .filter(form_items::form_id.eq_any(form_ids))
            .select((form_items::form_id, form_items::item_id))
            .load(c)?;
        for (form, item) in rows {
            items.entry(form).or_default().push(item);
        }
    }
    Ok(items)
}

/// How often each of these forms was drawn.
pub fn counts(c: &mut AnyConnection, form_ids: &[String]) -> StoreResult<HashMap<String, usize>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for form_ids in form_ids.chunks(CHUNK) {
        let drawn: Vec<Option<String>> = form_draws::table
            .filter(form_draws::form_id.eq_any(form_ids))
            .select(form_draws::form_id)
            .load(c)?;
        for form in drawn.into_iter().flatten() {
            *counts.entry(form).or_default() += 1;
        }
    }
    Ok(counts)
}

/// Candidate and form of every draw that a class of the candidate has not sat yet.
pub fn awaited_by(
    c: &mut AnyConnection,
    candidates: &[String],
) -> StoreResult<Vec<(String, String)>> {
    let mut awaited = Vec::new();
    for candidates in candidates.chunks(CHUNK) {
        let rows: Vec<(String, String, Option<String>)> = form_draws::table
            .inner_join(class_members::table.on(class_members::class_id.eq(form_draws::class_id)))
            .filter(class_members::candidate_id.eq_any(candidates))
            .filter(form_draws::form_id.is_not_null())
            .select((
                class_members::candidate_id,
                form_draws::class_id,
                form_draws::form_id,
            ))
            .load(c)?;
        let mut sat: HashMap<(String, String), bool> = HashMap::new();
        for (candidate, class, form) in rows {
            let Some(form) = form else { continue };
            let key = (class, form.clone());
            let known = sat.get(&key).copied();
            let was_sat = known.map_or_else(|| is_sat(c, &key), Ok)?;
            sat.insert(key, was_sat);
            if !was_sat {
                awaited.push((candidate, form));
            }
        }
    }
    Ok(awaited)
}

fn is_sat(c: &mut AnyConnection, (class, form): &(String, String)) -> StoreResult<bool> {
    let sat = sittings::table
        .filter(sittings::class_id.eq(class))
        .filter(sittings::form_id.eq(form));
    Ok(diesel::select(diesel::dsl::exists(sat)).get_result(c)?)
}

/// Draws of a form by schools at or below a path.
pub fn below(c: &mut AnyConnection, form_id: &str, path: &str) -> StoreResult<Vec<FormDrawRow>> {
    Ok(form_draws::table
        .filter(form_draws::form_id.eq(form_id))
        .filter(form_draws::owner_org.eq_any(owners_below(path)))
        .order(form_draws::id)
        .select(FormDrawRow::as_select())
        .load(c)?)
}

/// True for the run of a draw.
pub fn is_of_draw(c: &mut AnyConnection, run_id: &str) -> StoreResult<bool> {
    let drawn = form_draws::table.filter(form_draws::run_id.eq(run_id));
    Ok(diesel::select(diesel::dsl::exists(drawn)).get_result(c)?)
}
