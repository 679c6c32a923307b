//! Rows for counting items in memory, and which of them changed since.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::schema::{item_changes, item_tags, item_variants, item_versions, items, organisations};
use super::{AnyConnection, StoreResult};

/// Items that are read at a time.
const CHUNK: i64 = 2_000;

/// A version with what of its item counting needs.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = item_versions)]
pub struct CountedVersion {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Phase.
    pub phase: String,
    /// True for the newest version of its item.
    pub latest: bool,
    /// Task type.
    pub item_type: String,
    /// Purpose.
    pub purpose: String,
    /// Subject code.
    pub subject: String,
    /// Lowest grade.
    pub grade_min: i32,
    /// Highest grade.
    pub grade_max: i32,
    /// Term; 0 for none.
    pub term: i32,
    /// Unit code; '' for none.
    pub unit: String,
    /// Difficulty level; '' for none.
    pub difficulty: String,
    /// Thinking level; '' for none.
    pub thinking: String,
    /// Literacy domain; '' for none.
    pub literacy: String,
    /// Language skill; '' for none.
    pub skill: String,
    /// Access class.
    pub access: String,
    /// Stimulus code; '' for none.
    pub stimulus: String,
    /// Clone family; '' for none.
    pub family: String,
    /// Author of the version.
    pub created_by: String,
    /// When it last changed.
    pub updated_at: NaiveDateTime,
}

/// Item, version, dimension (or nothing for a language) and value.
pub type CountedTag = (String, i32, String, String);

/// Items with everything that counting needs, by item.
#[derive(Clone, Debug, Default)]
pub struct CountedRows {
    /// Id, code, owner, maker.
    pub items: Vec<(String, String, String, String)>,
    /// Their versions, by item and number.
    pub versions: Vec<CountedVersion>,
    /// Their tags.
    pub tags: Vec<CountedTag>,
    /// Their languages.
    pub languages: Vec<(String, i32, String)>,
}

/// The items after one, a chunk of them.
pub fn chunk_after(c: &mut AnyConnection, after: &str) -> StoreResult<CountedRows> {
    let ids = items::table
        .filter(items::id.gt(after))
        .order(items::id)
        .limit(CHUNK)
        .select(items::id)
        .load::<String>(c)?;
    let Some((first, last)) = ids.first().zip(ids.last()) else {
        return Ok(CountedRows::default());
    };
    // Ranges instead of thousands of ids: they are read in the order in which they lie.
    Ok(CountedRows {
        items: items::table
            .filter(items::id.ge(first).and(items::id.le(last)))
            .order(items::id)
            .select((items::id, items::code, items::owner_org, items::created_by))
            .load(c)?,
        versions: item_versions::table
            .filter(
                item_versions::item_id
                    .ge(first)
                    .and(item_versions::item_id.le(last)),
            )
            .order((item_versions::item_id, item_versions::number))
            .select(CountedVersion::as_select())
            .load(c)?,
        tags: item_tags::table
            .filter(
                item_tags::item_id
                    .ge(first)
                    .and(item_tags::item_id.le(last)),
            )
            .select((
                item_tags::item_id,
                item_tags::number,
                item_tags::dimension,
                item_tags::value,
            ))
            .load(c)?,
        languages: item_variants::table
            .filter(
                item_variants::item_id
                    .ge(first)
                    .and(item_variants::item_id.le(last)),
            )
            .select((
                item_variants::item_id,
                item_variants::number,
                item_variants::language,
            ))
            .load(c)?,
    })
}

/// These items.
pub fn these(c: &mut AnyConnection, ids: &[String]) -> StoreResult<CountedRows> {
    Ok(CountedRows {
        items: items::table
            .filter(items::id.eq_any(ids))
            .select((items::id, items::code, items::owner_org, items::created_by))
            .load(c)?,
        versions: item_versions::table
            .filter(item_versions::item_id.eq_any(ids))
            .order((item_versions::item_id, item_versions::number))
            .select(CountedVersion::as_select())
            .load(c)?,
        tags: item_tags::table
            .filter(item_tags::item_id.eq_any(ids))
            .select((
                item_tags::item_id,
                item_tags::number,
                item_tags::dimension,
                item_tags::value,
            ))
            .load(c)?,
        languages: item_variants::table
            .filter(item_variants::item_id.eq_any(ids))
            .select((
                item_variants::item_id,
                item_variants::number,
                item_variants::language,
            ))
            .load(c)?,
    })
}

/// From which change number on a later reader has to look again: everything below is there to be read.
pub fn mark(c: &mut AnyConnection) -> StoreResult<i64> {
    Ok(match c {
        AnyConnection::Sqlite(c) => item_changes::table
            .select(diesel::dsl::max(item_changes::change_no))
            .first::<Option<i64>>(c)?
            .map_or(0, |newest| newest + 1),
        AnyConnection::Postgres(c) => diesel::select(diesel::dsl::sql::<BigInt>(
            "pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
        ))
        .first(c)?,
    })
}

/// Items that changed at this number or later, with the number. Numbers that PostgreSQL has not given yet come from
/// another server (a restored dump) and mean nothing.
pub fn changed_since(
    c: &mut AnyConnection,
    mark: i64,
    most: i64,
) -> StoreResult<Vec<(String, i64)>> {
    let later = item_changes::table
        .filter(item_changes::change_no.ge(mark))
        .order(item_changes::change_no)
        .limit(most)
        .select((item_changes::item_id, item_changes::change_no));
    Ok(match c {
        AnyConnection::Sqlite(c) => later.load(c)?,
        AnyConnection::Postgres(c) => {
            let given =
                diesel::dsl::sql::<BigInt>("pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
            later.filter(item_changes::change_no.lt(given)).load(c)?
        }
    })
}

/// Paths of organisations.
pub fn paths(c: &mut AnyConnection, ids: &[String]) -> StoreResult<Vec<(String, String)>> {
    Ok(organisations::table
        .filter(organisations::id.eq_any(ids))
        .select((organisations::id, organisations::path))
        .load(c)?)
}
