//! What owners of forms are told of the items in them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{forms, items, notices};
use super::scoped::{Condition, owners_below};
use super::{AnyConnection, StoreResult, each};
use crate::identity::ScopeRule;

/// A row of `notices`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = notices)]
pub struct NoticeRow {
    /// UUID.
    pub id: String,
    /// Owner of the form.
    pub owner_org: String,
    /// `item_suspended`, `item_retired` or `item_changed`.
    pub kind: String,
    /// Item.
    pub item_id: String,
    /// Version of the item that it happened to.
    pub number: i32,
    /// Form.
    pub form_id: String,
    /// What the form was then: `draft` or `locked`.
    pub form_state: String,
    /// Subject of the form.
    pub subject: String,
    /// `open`, `restricted`, `secure`.
    pub access: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// What a list of notices is cut by.
#[derive(Clone, Debug, Default)]
pub struct NoticeScope {
    /// Where notices are read; of secure forms only within `secure` or by who made the form.
    pub all: Vec<ScopeRule>,
    /// Where the tasks of secure forms may be seen.
    pub secure: Vec<ScopeRule>,
    /// The caller.
    pub user_id: String,
}

/// Adds rows.
pub fn insert(c: &mut AnyConnection, rows: &[NoticeRow]) -> StoreResult<()> {
    for chunk in rows.chunks(1000) {
        each!(c, c => diesel::insert_into(notices::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// A page of notices with the codes of item and form, newest first; `before` is the last id of the page
/// before.
pub fn list(
    c: &mut AnyConnection,
    scope: &NoticeScope,
    before: &str,
    limit: i64,
) -> StoreResult<Vec<(NoticeRow, String, String)>> {
    let mut query = notices::table
        .filter(seen(scope))
        .order(notices::id.desc())
        .limit(limit)
        .select(NoticeRow::as_select())
        .into_boxed();
    if !before.is_empty() {
        query = query.filter(notices::id.lt(before.to_owned()));
    }
    let rows: Vec<NoticeRow> = query.load(c)?;
    let items: Vec<(String, String)> = items::table
        .filter(items::id.eq_any(rows.iter().map(|row| row.item_id.clone())))
        .select((items::id, items::code))
        .load(c)?;
    let forms: Vec<(String, String)> = forms::table
        .filter(forms::id.eq_any(rows.iter().map(|row| row.form_id.clone())))
        .select((forms::id, forms::code))
        .load(c)?;
    let code = |list: &[(String, String)], id: &str| {
        let found = list.iter().find(|(of, _)| of == id);
        found.map(|(_, code)| code.clone()).unwrap_or_default()
    };
    let told = rows.into_iter().map(|row| {
        let (item, form) = (code(&items, &row.item_id), code(&forms, &row.form_id));
        (row, item, form)
    });
    Ok(told.collect())
}

fn seen(scope: &NoticeScope) -> Condition<notices::table> {
    let made = forms::table
        .filter(forms::created_by.eq(scope.user_id.clone()))
        .select(forms::id);
    let may_know = notices::access
        .ne("secure")
        .or(notices::form_id.eq_any(made))
        .or(within(&scope.secure));
    Box::new(within(&scope.all).and(may_know))
}

fn within(rules: &[ScopeRule]) -> Condition<notices::table> {
    let nothing: Condition<notices::table> = Box::new(notices::id.eq(""));
    rules.iter().fold(nothing, |any, rule| {
        let below = notices::owner_org.eq_any(owners_below(&rule.path_prefix));
        match &rule.subject {
            None => Box::new(any.or(below)),
            Some(subject) => Box::new(any.or(below.and(notices::subject.eq(subject.clone())))),
        }
    })
}
