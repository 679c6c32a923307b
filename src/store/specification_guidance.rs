//! Guidance attached to specifications: a link, or a file whose bytes are kept under their hash.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::specification_guidance;
use super::{AnyConnection, StoreResult};

/// A row of `specification_guidance`; what is absent is '' or 0.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = specification_guidance)]
pub struct GuidanceRow {
    /// UUID.
    pub id: String,
    /// The specification.
    pub specification_id: String,
    /// Language of the document.
    pub language: String,
    /// Title in that language.
    pub title: String,
    /// Address, or '' for a file.
    pub link: String,
    /// Name of the file, or ''.
    pub file_name: String,
    /// Media type of the file, or ''.
    pub media_type: String,
    /// Bytes of the file, or 0.
    pub size: i32,
    /// Hash of the file's bytes.
    pub content_hash: Option<String>,
    /// Who attached it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
}

/// Attaches one.
pub fn insert(c: &mut AnyConnection, row: &GuidanceRow) -> StoreResult<()> {
    diesel::insert_into(specification_guidance::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Everything attached to a specification, oldest first.
pub fn of_specification(c: &mut AnyConnection, id: &str) -> StoreResult<Vec<GuidanceRow>> {
    Ok(specification_guidance::table
        .filter(specification_guidance::specification_id.eq(id))
        .order(specification_guidance::id)
        .select(GuidanceRow::as_select())
        .load(c)?)
}

/// Takes one away; its bytes stay under their hash, others may refer to them.
pub fn delete(c: &mut AnyConnection, id: &str) -> StoreResult<()> {
    diesel::delete(specification_guidance::table.find(id)).execute(c)?;
    Ok(())
}
