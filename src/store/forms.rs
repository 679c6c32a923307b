//! Forms, their positions and the texts pinned when they are locked.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    form_draws, form_item_variants, form_items, forms, item_variants, item_versions, items,
    organisations, sittings, stimuli,
};
use super::scoped::{Condition, is_shared, owners_below};
use super::{AnyConnection, StoreResult, each};
use crate::identity::{ScopeRule, SharedRule};

/// A row of `forms`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = forms)]
pub struct FormRow {
    /// UUID.
    pub id: String,
    /// Owner.
    pub owner_org: String,
    /// Human code.
    pub code: String,
    /// The run that made it.
    pub run_id: String,
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub specification_version: i32,
    /// Component id.
    pub component: String,
    /// Label among its parallel forms.
    pub label: String,
    /// Languages, JSON.
    pub languages: String,
    /// `open`, `restricted`, `secure`.
    pub access: String,
    /// Subject code.
    pub subject: String,
    /// `draft`, `locked`, `retired`.
    pub state: String,
    /// Fingerprint of the assembly.
    pub fingerprint: String,
    /// Greatest score in hundredths.
    pub max_score: i64,
    /// The assembled form, JSON.
    pub document: String,
    /// Everything frozen when it was locked, JSON; '' before.
    pub pinned: String,
    /// Row revision for optimistic locking.
    pub revision: i32,
    /// Who made it.
    pub created_by: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// Who locked it; '' before.
    pub locked_by: String,
    /// When it was locked.
    pub locked_at: Option<NaiveDateTime>,
}

/// A row of `form_items`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = form_items)]
pub struct FormItemRow {
    /// Form.
    pub form_id: String,
    /// Number from 1.
    pub position: i32,
    /// Row of the specification.
    pub row_id: String,
    /// Section of the specification.
    pub section_id: String,
    /// Item.
    pub item_id: String,
    /// Version of the item.
    pub item_number: i32,
    /// Points in hundredths.
    pub points: i64,
}

/// A row of `form_item_variants`.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = form_item_variants)]
pub struct FormItemVariantRow {
    /// Form.
    pub form_id: String,
    /// Number from 1.
    pub position: i32,
    /// Language.
    pub language: String,
    /// Item.
    pub item_id: String,
    /// Version of the item.
    pub item_number: i32,
    /// Revision of the texts.
    pub revision: i32,
}

/// An item version of a form with what it is made of now.
#[derive(Clone, Debug, Queryable)]
pub struct MemberRow {
    /// Number from 1.
    pub position: i32,
    /// Item.
    pub item_id: String,
    /// Version of the item.
    pub item_number: i32,
    /// Owner of the item.
    pub item_owner: String,
    /// Phase of the version now.
    pub phase: String,
    /// Structure, JSON.
    pub content: String,
}

/// Texts of a language of a form's item.
#[derive(Clone, Debug, Queryable)]
pub struct MemberTextRow {
    /// Number from 1.
    pub position: i32,
    /// Language.
    pub language: String,
    /// Revision.
    pub revision: i32,
    /// `current` or `stale`.
    pub state: String,
    /// Texts, JSON.
    pub texts: String,
}

/// Adds a form with its positions.
pub fn insert(c: &mut AnyConnection, row: &FormRow, positions: &[FormItemRow]) -> StoreResult<()> {
    diesel::insert_into(forms::table).values(row).execute(c)?;
    each!(c, c => {
        diesel::insert_into(form_items::table).values(positions).execute(c)?;
    });
    Ok(())
}

/// The form with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<FormRow>> {
    Ok(forms::table
        .find(id)
        .select(FormRow::as_select())
        .first(c)
        .optional()?)
}

/// The form with this human code; of several organisations the newest.
pub fn by_code(c: &mut AnyConnection, code: &str) -> StoreResult<Option<FormRow>> {
    Ok(forms::table
        .filter(forms::code.eq(code))
        .order(forms::id.desc())
        .select(FormRow::as_select())
        .first(c)
        .optional()?)
}

/// The forms of a run, by label.
pub fn of_run(c: &mut AnyConnection, run_id: &str) -> StoreResult<Vec<FormRow>> {
    Ok(forms::table
        .filter(forms::run_id.eq(run_id))
        .order(forms::id)
        .select(FormRow::as_select())
        .load(c)?)
}

/// What a list of forms is cut by; a form is shown when one of the three lets it.
#[derive(Clone, Debug, Default)]
pub struct FormScope {
    /// Where drafts are seen too, secure ones only within `secure` or by who made them.
    pub all: Vec<ScopeRule>,
    /// Where the tasks of secure forms may be seen.
    pub secure: Vec<ScopeRule>,
    /// The caller.
    pub user_id: String,
    /// Where locked and retired ones are seen.
    pub locked: Vec<ScopeRule>,
    /// Owners above the caller, whose locked forms are seen unless they are secure.
    pub above: Vec<(String, Option<String>)>,
    /// Shared ones, seen when they are locked or retired.
    pub shared: Vec<SharedRule>,
    /// Organisations of the caller: forms of their sittings and those they drew are seen.
    pub sitting_paths: Vec<String>,
}

/// What a list of forms is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct FormFilter {
    /// Only this state.
    pub state: Option<String>,
    /// Only of this specification.
    pub specification_id: Option<String>,
    /// Only of this run.
    pub run_id: Option<String>,
    /// Only of this subject.
    pub subject: Option<String>,
}

/// A page of forms, newest first; `before` is the last id of the page before.
pub fn list(
    c: &mut AnyConnection,
    scope: &FormScope,
    filter: &FormFilter,
    before: &str,
    limit: i64,
) -> StoreResult<Vec<FormRow>> {
    let mut query = forms::table
        .order(forms::id.desc())
        .limit(limit)
        .select(FormRow::as_select())
        .into_boxed();
    if !before.is_empty() {
        query = query.filter(forms::id.lt(before.to_owned()));
    }
    if let Some(state) = &filter.state {
        query = query.filter(forms::state.eq(state.clone()));
    }
    if let Some(id) = &filter.specification_id {
        query = query.filter(forms::specification_id.eq(id.clone()));
    }
    if let Some(id) = &filter.run_id {
        query = query.filter(forms::run_id.eq(id.clone()));
    }
    if let Some(subject) = &filter.subject {
        query = query.filter(forms::subject.eq(subject.clone()));
    }
    Ok(query.filter(seen(scope)).load(c)?)
}

fn seen(scope: &FormScope) -> Condition<forms::table> {
    let mine = forms::created_by.eq(scope.user_id.clone());
    let may_know = forms::access
        .ne("secure")
        .or(mine)
        .or(within(&scope.secure));
    let mut any: Condition<forms::table> = Box::new(within(&scope.all).and(may_know));
    for rule in &scope.locked {
        any = Box::new(any.or(in_rule(rule).and(forms::state.ne("draft"))));
    }
    for (owner, subject) in &scope.above {
        let of_draws = form_draws::table
            .filter(form_draws::run_id.is_not_null())
            .select(form_draws::run_id.assume_not_null());
        let open = forms::owner_org
            .eq(owner.clone())
            .and(forms::state.eq("locked"))
            .and(forms::access.ne("secure"))
            .and(forms::run_id.ne_all(of_draws));
        any = match subject {
            None => Box::new(any.or(open)),
            Some(subject) => Box::new(any.or(open.and(forms::subject.eq(subject.clone())))),
        };
    }
    if !scope.shared.is_empty() {
        let shared: Condition<forms::table> = is_shared!(scope.shared.iter() => Condition<forms::table>;
            owner forms::owner_org, id forms::id, subject forms::subject,
            grades |_: i32| forms::id.eq(""), open forms::access.ne("secure"));
        any = Box::new(any.or(shared.and(forms::state.ne("draft"))));
    }
    for path in &scope.sitting_paths {
        let sat = sittings::table
            .filter(sittings::owner_org.eq_any(owners_below(path)))
            .select(sittings::form_id);
        any = Box::new(any.or(forms::id.eq_any(sat).and(forms::state.ne("draft"))));
        let drawn = form_draws::table
            .filter(form_draws::owner_org.eq_any(owners_below(path)))
            .filter(form_draws::form_id.is_not_null())
            .select(form_draws::form_id.assume_not_null());
        any = Box::new(any.or(forms::id.eq_any(drawn).and(forms::state.ne("draft"))));
    }
    any
}

fn within(rules: &[ScopeRule]) -> Condition<forms::table> {
    let nothing: Condition<forms::table> = Box::new(forms::id.eq(""));
    rules
        .iter()
        .fold(nothing, |any, rule| Box::new(any.or(in_rule(rule))))
}

fn in_rule(rule: &ScopeRule) -> Condition<forms::table> {
    let below = forms::owner_org.eq_any(owners_below(&rule.path_prefix));
    match &rule.subject {
        None => Box::new(below),
        Some(subject) => Box::new(below.and(forms::subject.eq(subject.clone()))),
    }
}

/// True when an organisation at or below the path sits this form.
pub fn is_sat_below(c: &mut AnyConnection, form_id: &str, path: &str) -> StoreResult<bool> {
    let sat = sittings::table
        .filter(sittings::form_id.eq(form_id))
        .filter(sittings::owner_org.eq_any(owners_below(path)));
    Ok(diesel::select(diesel::dsl::exists(sat)).get_result(c)?)
}

/// The positions of a form.
pub fn positions(c: &mut AnyConnection, form_id: &str) -> StoreResult<Vec<FormItemRow>> {
    Ok(form_items::table
        .filter(form_items::form_id.eq(form_id))
        .order(form_items::position)
        .select(FormItemRow::as_select())
        .load(c)?)
}

/// The item versions of a form as they are now, by position.
pub fn members(c: &mut AnyConnection, form_id: &str) -> StoreResult<Vec<MemberRow>> {
    let version = item_versions::item_id
        .eq(form_items::item_id)
        .and(item_versions::number.eq(form_items::item_number));
    Ok(form_items::table
        .inner_join(item_versions::table.on(version))
        .inner_join(items::table.on(items::id.eq(form_items::item_id)))
        .filter(form_items::form_id.eq(form_id))
        .order(form_items::position)
        .select((
            form_items::position,
            form_items::item_id,
            form_items::item_number,
            items::owner_org,
            item_versions::phase,
            item_versions::content,
        ))
        .load(c)?)
}

/// Every revision of every text of a form's items.
pub fn member_texts(c: &mut AnyConnection, form_id: &str) -> StoreResult<Vec<MemberTextRow>> {
    let variant = item_variants::item_id
        .eq(form_items::item_id)
        .and(item_variants::number.eq(form_items::item_number));
    Ok(form_items::table
        .inner_join(item_variants::table.on(variant))
        .filter(form_items::form_id.eq(form_id))
        .order((
            form_items::position,
            item_variants::language,
            item_variants::revision,
        ))
        .select((
            form_items::position,
            item_variants::language,
            item_variants::revision,
            item_variants::state,
            item_variants::texts,
        ))
        .load(c)?)
}

/// Content of a stimulus of an organisation, JSON.
pub fn stimulus(c: &mut AnyConnection, owner: &str, code: &str) -> StoreResult<Option<String>> {
    Ok(stimuli::table
        .filter(stimuli::owner_org.eq(owner))
        .filter(stimuli::code.eq(code))
        .select(stimuli::content)
        .first(c)
        .optional()?)
}

/// Locks a draft of this revision with its pins; false when it is no longer that draft.
pub fn lock(
    c: &mut AnyConnection,
    row: &FormRow,
    variants: &[FormItemVariantRow],
    pinned: &str,
    (by, now): (&str, NaiveDateTime),
) -> StoreResult<bool> {
    each!(c, c => {
        diesel::insert_into(form_item_variants::table).values(variants).execute(c)?;
    });
    let draft = forms::table
        .find(&row.id)
        .filter(forms::state.eq("draft"))
        .filter(forms::revision.eq(row.revision));
    let values = (
        forms::state.eq("locked"),
        forms::pinned.eq(pinned),
        forms::revision.eq(row.revision + 1),
        forms::locked_by.eq(by),
        forms::locked_at.eq(now),
    );
    Ok(diesel::update(draft).set(values).execute(c)? == 1)
}

/// Takes a form of this revision out of use; false when it is no longer that revision.
pub fn retire(c: &mut AnyConnection, row: &FormRow) -> StoreResult<bool> {
    let current = forms::table
        .find(&row.id)
        .filter(forms::revision.eq(row.revision));
    let values = (
        forms::state.eq("retired"),
        forms::revision.eq(row.revision + 1),
    );
    Ok(diesel::update(current).set(values).execute(c)? == 1)
}

/// Path of a form's owner.
pub fn owner_path(c: &mut AnyConnection, row: &FormRow) -> StoreResult<String> {
    Ok(organisations::table
        .find(&row.owner_org)
        .select(organisations::path)
        .first(c)?)
}
