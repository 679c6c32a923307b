//! Rows for counting items in memory, and which of them changed since.

use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::schema::{item_changes, item_tags, item_variants, item_versions, items, organisations};
use super::{AnyConnection, StoreResult};

macro_rules! read_versions {
    ($which:expr, $c:expr) => {
        item_versions::table
            .filter($which)
            .select((
                item_versions::item_id,
                item_versions::number,
                item_versions::latest,
                item_versions::created_by,
                item_versions::stimulus,
                item_versions::family,
                item_versions::updated_at,
                sql::<Text>(SAID),
            ))
            .load($c)?
    };
}
macro_rules! read_tags {
    ($which:expr, $c:expr) => {
        item_tags::table
            .filter($which)
            .group_by((item_tags::item_id, item_tags::number))
            .select((item_tags::item_id, item_tags::number, sql::<Text>(TAGS)))
            .load($c)?
    };
}
macro_rules! read_languages {
    ($which:expr, $c:expr) => {
        item_variants::table
            .filter($which)
            .group_by((item_variants::item_id, item_variants::number))
            .select((
                item_variants::item_id,
                item_variants::number,
                sql::<Text>(LANGUAGES),
            ))
            .load($c)?
    };
}

/// Items that are read at a time.
const CHUNK: i64 = 2_000;

/// A version as counting needs it: item, number, newest or not, author, stimulus, family, when it last changed,
/// and what it is, as [`SAID`] puts it together.
pub type CountedVersion = (
    String,
    i32,
    bool,
    String,
    String,
    String,
    NaiveDateTime,
    String,
);

/// Between the values of a version.
pub const BETWEEN: char = '\u{1F}';

/// Between the dimension and the value of a tag.
pub const INSIDE: char = '\u{1E}';

/// What a version is in one text, its values in this order; both databases say it alike, and one text is read in
/// a fraction of the time of fourteen columns.
const SAID: &str = "concat_ws('\u{1F}', item_versions.phase, item_versions.item_type, item_versions.purpose, \
                    item_versions.subject, item_versions.grade_min, item_versions.grade_max, item_versions.term, \
                    item_versions.unit, item_versions.difficulty, item_versions.thinking, item_versions.literacy, \
                    item_versions.skill, item_versions.access)";
const TAGS: &str = "string_agg(item_tags.dimension || '\u{1E}' || item_tags.value, '\u{1F}')";
const LANGUAGES: &str = "string_agg(item_variants.language, '\u{1F}')";

/// Item, version, and all its tags or languages in one text.
pub type Gathered = (String, i32, String);

/// Items with everything that counting needs, by item.
#[derive(Clone, Debug, Default)]
pub struct CountedRows {
    /// Id, code, owner, maker.
    pub items: Vec<(String, String, String, String)>,
    /// Their versions.
    pub versions: Vec<CountedVersion>,
    /// Their tags.
    pub tags: Vec<Gathered>,
    /// Their languages, each as often as it has revisions.
    pub languages: Vec<Gathered>,
}

/// The items after one, a chunk of them.
pub fn chunk_after(c: &mut AnyConnection, after: &str) -> StoreResult<CountedRows> {
    let items: Vec<(String, String, String, String)> = items::table
        .filter(items::id.gt(after))
        .order(items::id)
        .limit(CHUNK)
        .select((items::id, items::code, items::owner_org, items::created_by))
        .load(c)?;
    let ends = items.first().zip(items.last());
    let Some((first, last)) = ends.map(|((first, ..), (last, ..))| (first.clone(), last.clone()))
    else {
        return Ok(CountedRows::default());
    };
    // A range instead of thousands of ids: it is read in the order in which it lies.
    macro_rules! within {
        ($column:expr) => {
            $column.ge(&first).and($column.le(&last))
        };
    }
    Ok(CountedRows {
        versions: read_versions!(within!(item_versions::item_id), c),
        tags: read_tags!(within!(item_tags::item_id), c),
        languages: read_languages!(within!(item_variants::item_id), c),
        items,
    })
}

/// These items.
pub fn these(c: &mut AnyConnection, ids: &[String]) -> StoreResult<CountedRows> {
    Ok(CountedRows {
        items: items::table
            .filter(items::id.eq_any(ids))
            .select((items::id, items::code, items::owner_org, items::created_by))
            .load(c)?,
        versions: read_versions!(item_versions::item_id.eq_any(ids), c),
        tags: read_tags!(item_tags::item_id.eq_any(ids), c),
        languages: read_languages!(item_variants::item_id.eq_any(ids), c),
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
