//! Forms, their positions and the texts pinned when they are locked.

use chrono::NaiveDateTime;
use diesel::prelude::*;

pub use super::form_list::{FormFilter, FormScope, list};
use super::schema::{
    form_item_variants, form_items, forms, item_variants, item_versions, items, organisations,
    sittings, stimuli,
};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult, each};

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

/// Content of a stimulus of an organisation and its picture or recording ('' for none), each JSON.
pub fn stimulus(
    c: &mut AnyConnection,
    owner: &str,
    code: &str,
) -> StoreResult<Option<(String, String)>> {
    Ok(stimuli::table
        .filter(stimuli::owner_org.eq(owner))
        .filter(stimuli::code.eq(code))
        .select((stimuli::content, stimuli::asset))
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
