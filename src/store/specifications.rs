//! Specifications and their versions, with what a version is for: languages, subjects, grades.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    specification_languages, specification_names, specification_subjects, specification_versions,
    specifications,
};
use super::{AnyConnection, StoreResult};

/// A row of `specifications`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = specifications)]
pub struct SpecificationRow {
    /// UUID.
    pub id: String,
    /// Owner.
    pub owner_org: String,
    /// Human code, unique with the owner.
    pub code: String,
    /// Who wrote it first.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// A row of `specification_versions`; what is absent is '' or 0.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = specification_versions)]
#[diesel(treat_none_as_null = true)]
pub struct VersionRow {
    /// The specification.
    pub specification_id: String,
    /// Version number of the document.
    pub version: i32,
    /// `draft`, `approved`, `published`, `withdrawn`.
    pub state: String,
    /// The document, JSON.
    pub document: String,
    /// Hash of the document.
    pub hash: String,
    /// Row revision; rises with every change.
    pub revision: i32,
    /// Kind of assessment.
    pub kind: String,
    /// Subject; '' for batteries.
    pub subject: String,
    /// Grade; 0 where none is named.
    pub grade: i32,
    /// Term; 0 where none is named.
    pub term: i32,
    /// School year or ''.
    pub academic_year: String,
    /// `public` or `restricted`.
    pub access: String,
    /// Body that approved it, or ''.
    pub approval_body: String,
    /// Number of the protocol, or ''.
    pub approval_protocol: String,
    /// Day of the protocol, or ''.
    pub approval_date: String,
    /// Who wrote this version.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// Last change.
    pub updated_at: NaiveDateTime,
    /// When it was published.
    pub published_at: Option<NaiveDateTime>,
    /// Last day it holds (ISO date), or ''.
    pub valid_until: String,
    /// The first moment it holds no more; set when it is published.
    pub expires_at: Option<NaiveDateTime>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<NaiveDateTime>,
    /// Why it was withdrawn, or ''.
    pub withdrawal_reason: String,
    /// When another version took its place.
    pub superseded_at: Option<NaiveDateTime>,
    /// Specification that took its place, or ''.
    pub superseded_by: String,
    /// Version that took its place, or 0.
    pub superseded_by_version: i32,
    /// Public notice of its publication: texts by language, JSON, or ''.
    pub notice: String,
}

/// What a version is about, for the filters of the list.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = specification_subjects)]
pub struct SubjectRow {
    /// The specification.
    pub specification_id: String,
    /// Version number.
    pub version: i32,
    /// Component id.
    pub component: String,
    /// Subject or ''.
    pub subject: String,
    /// Grade or 0.
    pub grade: i32,
}

/// Id of the specification that an organisation calls so.
pub fn id_by_code(
    c: &mut AnyConnection,
    owner_org: &str,
    code: &str,
) -> StoreResult<Option<String>> {
    let query = specifications::table
        .filter(specifications::owner_org.eq(owner_org))
        .filter(specifications::code.eq(code));
    Ok(query.select(specifications::id).first(c).optional()?)
}

/// Adds a specification without versions.
pub fn insert(c: &mut AnyConnection, row: &SpecificationRow) -> StoreResult<()> {
    diesel::insert_into(specifications::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Adds a version.
pub fn insert_version(c: &mut AnyConnection, row: &VersionRow) -> StoreResult<()> {
    diesel::insert_into(specification_versions::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Replaces a version whose revision is still the given one; false when another call was quicker.
pub fn update_version(
    c: &mut AnyConnection,
    row: &VersionRow,
    old_revision: i32,
) -> StoreResult<bool> {
    let unchanged = specification_versions::table
        .find((&row.specification_id, row.version))
        .filter(specification_versions::revision.eq(old_revision));
    Ok(diesel::update(unchanged).set(row).execute(c)? == 1)
}

/// What a version is called beside its code.
pub const ALIAS: &str = "alias";
/// Whose place a version takes.
pub const REPLACES: &str = "replaces";

/// Replaces what a version is for and what it is called: its languages, subjects, grades and names
/// (role and name).
pub fn replace_parts(
    c: &mut AnyConnection,
    (id, version): (&str, i32),
    languages: &[String],
    subjects: &[SubjectRow],
    names: &[(&str, String)],
) -> StoreResult<()> {
    let old_names = specification_names::table
        .filter(specification_names::specification_id.eq(id))
        .filter(specification_names::version.eq(version));
    diesel::delete(old_names).execute(c)?;
    for (role, name) in names {
        let values = (
            specification_names::specification_id.eq(id),
            specification_names::version.eq(version),
            specification_names::role.eq(*role),
            specification_names::name.eq(name),
        );
        diesel::insert_into(specification_names::table)
            .values(values)
            .execute(c)?;
    }
    let old_languages = specification_languages::table
        .filter(specification_languages::specification_id.eq(id))
        .filter(specification_languages::version.eq(version));
    diesel::delete(old_languages).execute(c)?;
    let old_subjects = specification_subjects::table
        .filter(specification_subjects::specification_id.eq(id))
        .filter(specification_subjects::version.eq(version));
    diesel::delete(old_subjects).execute(c)?;
    for language in languages {
        let values = (
            specification_languages::specification_id.eq(id),
            specification_languages::version.eq(version),
            specification_languages::language.eq(language),
        );
        diesel::insert_into(specification_languages::table)
            .values(values)
            .execute(c)?;
    }
    for subject in subjects {
        diesel::insert_into(specification_subjects::table)
            .values(subject)
            .execute(c)?;
    }
    Ok(())
}

/// A version with its document.
pub fn version(c: &mut AnyConnection, id: &str, version: i32) -> StoreResult<Option<VersionRow>> {
    Ok(specification_versions::table
        .find((id, version))
        .select(VersionRow::as_select())
        .first(c)
        .optional()?)
}

/// Languages of a version, in order of code.
pub fn languages_of(c: &mut AnyConnection, id: &str, version: i32) -> StoreResult<Vec<String>> {
    Ok(specification_languages::table
        .filter(specification_languages::specification_id.eq(id))
        .filter(specification_languages::version.eq(version))
        .order(specification_languages::language)
        .select(specification_languages::language)
        .load(c)?)
}

/// Every language that some specification names.
pub fn known_languages(c: &mut AnyConnection) -> StoreResult<Vec<String>> {
    Ok(specification_languages::table
        .select(specification_languages::language)
        .distinct()
        .load(c)?)
}

/// Every subject and grade that some specification names; '' and 0 where none.
pub fn known_subjects(c: &mut AnyConnection) -> StoreResult<Vec<(String, i32)>> {
    Ok(specification_subjects::table
        .select((
            specification_subjects::subject,
            specification_subjects::grade,
        ))
        .distinct()
        .load(c)?)
}

/// Every alias that some version has.
pub fn aliases(c: &mut AnyConnection) -> StoreResult<Vec<String>> {
    Ok(specification_names::table
        .filter(specification_names::role.eq(ALIAS))
        .select(specification_names::name)
        .distinct()
        .load(c)?)
}

/// Ids of the specifications of which some version has this alias, written just so.
pub fn ids_by_alias(c: &mut AnyConnection, name: &str) -> StoreResult<Vec<String>> {
    Ok(specification_names::table
        .filter(specification_names::role.eq(ALIAS))
        .filter(specification_names::name.eq(name))
        .select(specification_names::specification_id)
        .distinct()
        .load(c)?)
}

/// Ids of all specifications that are called so, whoever owns them.
pub fn ids_by_code(c: &mut AnyConnection, code: &str) -> StoreResult<Vec<String>> {
    Ok(specifications::table
        .filter(specifications::code.eq(code))
        .select(specifications::id)
        .load(c)?)
}

/// Codes whose place a version takes.
pub fn replaced_codes(c: &mut AnyConnection, id: &str, version: i32) -> StoreResult<Vec<String>> {
    Ok(specification_names::table
        .filter(specification_names::specification_id.eq(id))
        .filter(specification_names::version.eq(version))
        .filter(specification_names::role.eq(REPLACES))
        .order(specification_names::name)
        .select(specification_names::name)
        .load(c)?)
}
