//! Specifications and their versions, with what a version is for: languages, subjects, grades.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    specification_languages, specification_subjects, specification_versions, specifications,
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

/// Replaces what a version is for: its languages, subjects and grades.
pub fn replace_parts(
    c: &mut AnyConnection,
    id: &str,
    version: i32,
    languages: &[String],
    subjects: &[SubjectRow],
) -> StoreResult<()> {
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
