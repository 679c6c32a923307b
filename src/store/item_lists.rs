//! Lists of item versions by tags, words and change, in several orders. Rows are light: no content, no
//! texts.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::connection::Kind;
pub use super::item_evidence::{EvidenceFilter, UsageFilter};
pub use super::item_filters::{ItemFilter, MOST_BEGINNINGS, MOST_WORDS};
use super::item_filters::{conditions, in_scope};
use super::schema::{item_tags, item_variants, item_versions, items};
use super::{AnyConnection, StoreResult};
use crate::identity::Scope;

/// What a list is put in order by; items and numbers decide between equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Items and numbers alone.
    #[default]
    Item,
    /// When it last changed.
    Change,
    /// The beginning of the task as people look it up.
    Title,
    /// The code as people look it up.
    Code,
    /// Points.
    Points,
    /// Difficulty level.
    Difficulty,
}

/// After which version a page begins.
#[derive(Clone, Debug, Default)]
pub struct After {
    /// When that version changed; for lists by change.
    pub updated_at: Option<NaiveDateTime>,
    /// Its text in other orders.
    pub text: String,
    /// Its points.
    pub points: i64,
    /// Its item; '' for the first page.
    pub item_id: String,
    /// Its number.
    pub number: i32,
}

/// Which page of a list.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// What the list is put in order by.
    pub order: Order,
    /// From the last to the first.
    pub descending: bool,
    /// Where the page begins.
    pub after: &'a After,
    /// Rows at most.
    pub limit: i64,
}

/// A row of a list with what it is put in order by.
#[derive(Clone, Debug, Queryable)]
pub struct ListedRow {
    /// Code of the item.
    pub code: String,
    /// Key of the code.
    pub code_key: String,
    /// The version.
    pub version: ListedVersion,
}

/// A row of a list.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = item_versions)]
pub struct ListedVersion {
    /// Item.
    pub item_id: String,
    /// Version.
    pub number: i32,
    /// Phase.
    pub phase: String,
    /// Workflow state.
    pub state: String,
    /// True for the newest version of its item.
    pub latest: bool,
    /// Row revision.
    pub revision: i32,
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
    /// Points in hundredths.
    pub points: i64,
    /// Access class.
    pub access: String,
    /// Stimulus code; '' for none.
    pub stimulus: String,
    /// Clone family; '' for none.
    pub family: String,
    /// When it last changed.
    pub updated_at: NaiveDateTime,
    /// Key of the beginning of its task.
    pub title_key: String,
}

/// A page of versions in scope with the codes of their items.
pub fn list(
    c: &mut AnyConnection,
    kind: Kind,
    scope: &Scope,
    filter: &ItemFilter,
    part: Part<'_>,
) -> StoreResult<Vec<ListedRow>> {
    let mut query = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .select((items::code, items::code_key, ListedVersion::as_select()))
        .limit(part.limit)
        .into_boxed()
        .filter(in_scope(scope));
    for condition in conditions(kind, filter) {
        query = query.filter(condition);
    }
    if let Some(since) = filter.updated_since {
        query = query.filter(item_versions::updated_at.ge(since));
    }
    let after = part.after;
    let has_begun = !after.item_id.is_empty();
    let later = item_versions::item_id.ge(&after.item_id).and(
        item_versions::item_id
            .gt(&after.item_id)
            .or(item_versions::number.gt(after.number)),
    );
    // The bound on the column alone is what an index understands.
    macro_rules! by {
        ($column:expr, $value:expr) => {
            match (has_begun, part.descending) {
                (false, _) => query,
                (true, false) => query
                    .filter($column.ge($value))
                    .filter($column.gt($value).or(later)),
                (true, true) => query
                    .filter($column.le($value))
                    .filter($column.lt($value).or(later)),
            }
        };
    }
    macro_rules! ordered {
        ($column:expr, $value:expr) => {{
            let query = by!($column, $value);
            let rest = (item_versions::item_id, item_versions::number);
            if part.descending {
                query.order(($column.desc(), rest.0, rest.1)).load(c)?
            } else {
                query.order(($column.asc(), rest.0, rest.1)).load(c)?
            }
        }};
    }
    Ok(match part.order {
        Order::Item => query
            .filter(later)
            .order((item_versions::item_id, item_versions::number))
            .load(c)?,
        Order::Change => ordered!(
            item_versions::updated_at,
            after.updated_at.unwrap_or_default()
        ),
        Order::Title => ordered!(item_versions::title_key, &after.text),
        Order::Code => ordered!(items::code_key, &after.text),
        Order::Points => ordered!(item_versions::points, after.points),
        Order::Difficulty => ordered!(item_versions::difficulty, &after.text),
    })
}

/// Item and number of every version that meets the filter, scope aside.
pub fn keys(
    c: &mut AnyConnection,
    kind: Kind,
    filter: &ItemFilter,
) -> StoreResult<Vec<(String, i32)>> {
    let mut query = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .select((item_versions::item_id, item_versions::number))
        .into_boxed();
    for condition in conditions(kind, filter) {
        query = query.filter(condition);
    }
    Ok(query.load(c)?)
}

/// Languages of these versions of a page: item, number, language, state.
pub fn languages(
    c: &mut AnyConnection,
    item_ids: &[&str],
) -> StoreResult<Vec<(String, i32, String, String)>> {
    Ok(item_variants::table
        .filter(item_variants::item_id.eq_any(item_ids))
        .order((item_variants::item_id, item_variants::language))
        .select((
            item_variants::item_id,
            item_variants::number,
            item_variants::language,
            item_variants::state,
        ))
        .load(c)?)
}

/// Objectives of these versions of a page: item, number, code.
pub fn objectives(
    c: &mut AnyConnection,
    item_ids: &[&str],
) -> StoreResult<Vec<(String, i32, String)>> {
    Ok(item_tags::table
        .filter(item_tags::item_id.eq_any(item_ids))
        .filter(item_tags::dimension.eq("objective"))
        .order((item_tags::item_id, item_tags::value))
        .select((item_tags::item_id, item_tags::number, item_tags::value))
        .load(c)?)
}
