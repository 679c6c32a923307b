//! What became public or ceased to hold, in order of time. Nothing is written for the feed: its rows are
//! the moments that specifications and published documents carry.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    curricula, grading_policies, organisations, published_documents, specification_versions,
    specifications,
};
use super::specification_list::{Listed, Visibility, joined, seen};
use super::{AnyConnection, StoreResult};

/// Where a page of one stream begins.
#[derive(Clone, Debug)]
pub enum Start {
    /// At this moment.
    At(NaiveDateTime),
    /// After this moment.
    After(NaiveDateTime),
    /// At this moment behind this id and version, and after it.
    Behind(NaiveDateTime, String, i32),
}

/// What happened to a specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It was published.
    Published,
    /// Another took its place.
    Superseded,
    /// It was withdrawn.
    Withdrawn,
    /// Its time is over.
    Expired,
}

/// Rows from a start on, in order of a time column, an id and a version.
macro_rules! page_from {
    ($c:expr, $query:expr, $start:expr, $limit:expr, $at:expr, $id:expr, $version:expr) => {{
        let query = $query.order(($at, $id, $version)).limit($limit);
        let query = match $start {
            Start::At(at) => query.filter($at.ge(*at)),
            Start::After(at) => query.filter($at.gt(*at)),
            Start::Behind(at, id, version) => query.filter(
                $at.gt(*at)
                    .or($at.eq(*at).and($id.gt(id)))
                    .or($at.eq(*at).and($id.eq(id)).and($version.gt(*version))),
            ),
        };
        query.load($c)?
    }};
}

/// Versions to which this happened, as far as they are seen, with the moment at which it did.
pub fn specifications(
    c: &mut AnyConnection,
    visibility: &Visibility,
    moment: Moment,
    start: &Start,
    now: NaiveDateTime,
    limit: i64,
) -> StoreResult<Vec<(NaiveDateTime, Listed)>> {
    use specification_versions as v;
    macro_rules! stream {
        ($at:expr, $more:expr) => {{
            let query = joined!().select(Listed::as_select()).into_boxed();
            let query = query.filter(seen(visibility)).filter($more);
            page_from!(c, query, start, limit, $at, v::specification_id, v::version)
        }};
    }
    let out = || v::state.eq("published").or(v::state.eq("withdrawn"));
    let rows: Vec<Listed> = match moment {
        Moment::Published => stream!(v::published_at, out()),
        Moment::Superseded => stream!(v::superseded_at, out()),
        Moment::Withdrawn => stream!(v::withdrawn_at, v::state.eq("withdrawn")),
        Moment::Expired => {
            let over = v::expires_at.le(now);
            stream!(v::expires_at, v::state.eq("published").and(over))
        }
    };
    let at = |row: &Listed| match moment {
        Moment::Published => row.published_at,
        Moment::Superseded => row.superseded_at,
        Moment::Withdrawn => row.withdrawn_at,
        Moment::Expired => row.expires_at,
    };
    let dated = rows.into_iter().filter_map(|row| Some((at(&row)?, row)));
    Ok(dated.collect())
}

/// A published document: owner, id, code, version, hash, moment.
pub type Edition = (String, String, String, i32, String, NaiveDateTime);

/// A page of the editions in a table whose rows are published once and stay.
macro_rules! editions {
    ($c:expr, $start:expr, $limit:expr, $table:ident) => {{
        use $table as t;
        let edition = (
            t::owner_org,
            t::id,
            t::code,
            t::version,
            t::hash,
            t::published_at,
        );
        let query = t::table.select(edition).into_boxed();
        let page = page_from!(
            $c,
            query,
            $start,
            $limit,
            t::published_at,
            t::id,
            t::version
        );
        Ok(page)
    }};
}

/// Published programmes.
pub fn curricula(c: &mut AnyConnection, start: &Start, limit: i64) -> StoreResult<Vec<Edition>> {
    editions!(c, start, limit, curricula)
}

/// Published grading policies.
pub fn grading_policies(
    c: &mut AnyConnection,
    start: &Start,
    limit: i64,
) -> StoreResult<Vec<Edition>> {
    editions!(c, start, limit, grading_policies)
}

/// Published item specifications, calendars and the like, each with its kind.
pub fn published_documents(
    c: &mut AnyConnection,
    start: &Start,
    limit: i64,
) -> StoreResult<Vec<(String, Edition)>> {
    use published_documents as t;
    let edition = (
        t::owner_org,
        t::id,
        t::code,
        t::version,
        t::hash,
        t::published_at,
    );
    let query = t::table.select((t::kind, edition)).into_boxed();
    Ok(page_from!(
        c,
        query,
        start,
        limit,
        t::published_at,
        t::id,
        t::version
    ))
}
