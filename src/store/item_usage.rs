//! Where one item is used: the forms it stands in and the sittings of those forms.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    classes, form_items, forms, organisations, sittings, specification_versions, specifications,
};
use super::{AnyConnection, StoreResult};

/// A form that an item stands in.
#[derive(Clone, Debug, Queryable)]
pub struct FormUseRow {
    /// Form.
    pub form_id: String,
    /// Its code.
    pub form_code: String,
    /// Its owner.
    pub owner_org: String,
    /// Path of the owner.
    pub owner_path: String,
    /// `draft`, `locked`, `retired`.
    pub state: String,
    /// `open`, `restricted`, `secure`.
    pub access: String,
    /// Subject code.
    pub subject: String,
    /// Who made it.
    pub created_by: String,
    /// When it was locked.
    pub locked_at: Option<NaiveDateTime>,
    /// Code of the specification.
    pub specification: String,
    /// Its version.
    pub specification_version: i32,
    /// School year of the specification or ''.
    pub academic_year: String,
    /// Term or 0.
    pub term: i32,
    /// Version of the item.
    pub number: i32,
    /// Where it stands.
    pub position: i32,
    /// In which section.
    pub section: String,
}

/// A sitting of such a form.
#[derive(Clone, Debug, Queryable)]
pub struct SittingUseRow {
    /// Number.
    pub sitting_no: i64,
    /// UUID.
    pub id: String,
    /// Form.
    pub form_id: String,
    /// Day (ISO).
    pub held_on: String,
    /// `open` or `closed`.
    pub state: String,
    /// Class.
    pub class_id: String,
    /// What the school calls it.
    pub class_code: String,
    /// Its grade.
    pub grade: i32,
    /// Its school year.
    pub academic_year: String,
    /// School.
    pub org_id: String,
    /// Code of the school.
    pub org_code: String,
    /// Path of the school.
    pub org_path: String,
}

/// Forms with the item, the newest first.
pub fn forms_with(c: &mut AnyConnection, item_id: &str) -> StoreResult<Vec<FormUseRow>> {
    let version = specification_versions::specification_id
        .eq(forms::specification_id)
        .and(specification_versions::version.eq(forms::specification_version));
    Ok(form_items::table
        .inner_join(forms::table.on(forms::id.eq(form_items::form_id)))
        .inner_join(organisations::table.on(organisations::id.eq(forms::owner_org)))
        .inner_join(specification_versions::table.on(version))
        .inner_join(specifications::table.on(specifications::id.eq(forms::specification_id)))
        .filter(form_items::item_id.eq(item_id))
        .order(forms::id.desc())
        .select((
            forms::id,
            forms::code,
            forms::owner_org,
            organisations::path,
            forms::state,
            forms::access,
            forms::subject,
            forms::created_by,
            forms::locked_at,
            specifications::code,
            forms::specification_version,
            specification_versions::academic_year,
            specification_versions::term,
            form_items::item_number,
            form_items::position,
            form_items::section_id,
        ))
        .load(c)?)
}

/// Sittings of forms with the item, by number.
pub fn sittings_with(c: &mut AnyConnection, item_id: &str) -> StoreResult<Vec<SittingUseRow>> {
    Ok(sittings::table
        .inner_join(form_items::table.on(form_items::form_id.eq(sittings::form_id)))
        .inner_join(classes::table.on(classes::id.eq(sittings::class_id)))
        .inner_join(organisations::table.on(organisations::id.eq(sittings::owner_org)))
        .filter(form_items::item_id.eq(item_id))
        .order(sittings::sitting_no)
        .select((
            sittings::sitting_no,
            sittings::id,
            sittings::form_id,
            sittings::held_on,
            sittings::state,
            classes::id,
            classes::code,
            classes::grade,
            classes::academic_year,
            organisations::id,
            organisations::code,
            organisations::path,
        ))
        .load(c)?)
}
