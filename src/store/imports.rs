//! Imports as far as they have come, and the records that were refused or deserve a look.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{import_lines, imports, item_external_ids};
use super::{AnyConnection, StoreResult, each};

/// Rows of one batch insert; 6 columns each stay below SQLite's 32,766 binds.
const BATCH: usize = 1000;

/// A row of `imports`.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = imports)]
pub struct ImportRow {
    /// UUID; that of its job where it has one.
    pub id: String,
    /// Whose items.
    pub owner_org: String,
    /// Name of the profile.
    pub source: String,
    /// `jsonl`, `csv`, `xlsx` or `docx`.
    pub kind: String,
    /// Between the cells of a row; '' for JSON Lines and before the header is read.
    pub delimiter: String,
    /// Column names, JSON; '' for JSON Lines and before the header is read.
    pub header: String,
    /// `all_or_nothing` or `per_row`.
    pub mode: String,
    /// `running`, `done` or `refused`.
    pub state: String,
    /// Records of the chunks that are kept: where an interrupted import goes on.
    pub records: i64,
    /// Items made.
    pub created: i64,
    /// Items that have a new draft.
    pub changed: i64,
    /// Records that say what was imported before.
    pub unchanged: i64,
    /// Records refused.
    pub rejected: i64,
    /// Records kept that deserve a look.
    pub with_warnings: i64,
    /// Records a second since the import was last taken up.
    pub rows_per_s: i64,
    /// Who asked.
    pub created_by: String,
    /// When it was asked for.
    pub created_at: NaiveDateTime,
    /// When a chunk was last kept.
    pub updated_at: NaiveDateTime,
    /// Of a workbook: the hash of its bytes in `blobs`; '' for none.
    pub file_hash: String,
    /// The profile a workbook was read by, JSON; '' for the template's.
    pub profile: String,
}

/// A row of `import_lines`.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_lines)]
pub struct LineRow {
    /// The import.
    pub import_id: String,
    /// Line of the file the record starts in, from 1; row of a sheet, or number of a paragraph. 0: what is
    /// said of the file as a whole.
    pub line: i32,
    /// False when the record was refused.
    pub accepted: bool,
    /// The record as it stands in the file.
    pub record: String,
    /// Every reason, JSON.
    pub findings: String,
    /// Name of the sheet of a workbook; '' for other files.
    pub sheet: String,
}

/// Begins an import.
pub fn insert(c: &mut AnyConnection, row: &ImportRow) -> StoreResult<()> {
    diesel::insert_into(imports::table).values(row).execute(c)?;
    Ok(())
}

/// The import with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<ImportRow>> {
    Ok(imports::table
        .find(id)
        .select(ImportRow::as_select())
        .first(c)
        .optional()?)
}

/// Keeps how far an import is.
pub fn update(c: &mut AnyConnection, row: &ImportRow) -> StoreResult<()> {
    diesel::update(imports::table.find(&row.id))
        .set(row)
        .execute(c)?;
    Ok(())
}

/// Keeps records with what is to be said about them.
pub fn insert_lines(c: &mut AnyConnection, rows: &[LineRow]) -> StoreResult<()> {
    for chunk in rows.chunks(BATCH) {
        each!(c, c => diesel::insert_into(import_lines::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// The kept records of an import in the order of the file.
pub fn lines(c: &mut AnyConnection, import_id: &str) -> StoreResult<Vec<LineRow>> {
    Ok(import_lines::table
        .filter(import_lines::import_id.eq(import_id))
        .order((import_lines::sheet, import_lines::line))
        .select(LineRow::as_select())
        .load(c)?)
}

/// Notes what an item was last imported as.
pub fn set_external_hash(
    c: &mut AnyConnection,
    (owner_org, source, external_id): (&str, &str, &str),
    content_hash: &str,
) -> StoreResult<()> {
    diesel::update(item_external_ids::table.find((owner_org, source, external_id)))
        .set(item_external_ids::content_hash.eq(content_hash))
        .execute(c)?;
    Ok(())
}
