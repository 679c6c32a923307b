//! Lists of item versions by tags, words and change, in several orders. Rows are light: no content, no
//! texts.

use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text, Timestamp};

use super::connection::Kind;
pub use super::item_evidence::{EvidenceFilter, UsageFilter};
use super::item_filters::{Condition, conditions, in_scope};
pub use super::item_filters::{ItemFilter, MOST_BEGINNINGS, MOST_WORDS};
use super::schema::{item_tags, item_variants, item_versions, items};
use super::{AnyConnection, StoreResult};
use crate::identity::{Scope, ScopeRule};

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
        .select((
            items::code,
            item_versions::code_key,
            ListedVersion::as_select(),
        ))
        .limit(part.limit)
        .into_boxed()
        .filter(in_scope(scope));
    let cut = match walks_order(c, kind, scope, filter, part.order)? {
        None => conditions(kind, filter),
        Some(subject) => {
            let mut rest = conditions(kind, &ItemFilter::default());
            rest.push(unindexed_subject(subject));
            rest
        }
    };
    for condition in cut {
        query = query.filter(condition);
    }
    if let Some(since) = filter.updated_since {
        query = query.filter(item_versions::updated_at.ge(since));
    }
    if !part.after.item_id.is_empty() {
        query = query.filter(beyond(part));
    }
    // Equals stand in the direction of the list, too: so an index is walked one way or the other.
    macro_rules! ordered {
        ($($column:expr),+) => {
            if part.descending {
                query.order(($($column.desc()),+)).load(c)?
            } else {
                query.order(($($column.asc()),+)).load(c)?
            }
        };
    }
    use item_versions::{code_key, difficulty, item_id, number, points, title_key, updated_at};
    Ok(match part.order {
        Order::Item => ordered!(item_id, number),
        Order::Change => ordered!(updated_at, item_id, number),
        Order::Title => ordered!(title_key, item_id, number),
        Order::Code => ordered!(code_key, item_id, number),
        Order::Points => ordered!(points, item_id, number),
        Order::Difficulty => ordered!(difficulty, item_id, number),
    })
}

/// Items of a subject from which on its list is read along the index of the order, leaving out other
/// subjects: below, reading them all and putting them in order is as fast.
const MANY_OF_SUBJECT: i64 = 4_000;

/// The subject whose list is read along the index of its order. SQLite knows nothing of how many items a
/// subject has and would put all of them in order for every page; PostgreSQL decides that by itself. Only
/// for lists cut by nothing else, for who sees the whole bank: otherwise the walk could be long.
fn walks_order<'a>(
    c: &mut AnyConnection,
    kind: Kind,
    scope: &Scope,
    filter: &'a ItemFilter,
    order: Order,
) -> StoreResult<Option<&'a String>> {
    let Some(subject) = &filter.subject else {
        return Ok(None);
    };
    let only_subject = ItemFilter {
        subject: filter.subject.clone(),
        ..ItemFilter::default()
    };
    let root = |rule: &ScopeRule| rule.path_prefix.matches('/').count() <= 2;
    let whole = |rule: &ScopeRule| root(rule) && rule.subject.as_ref().is_none_or(|s| s == subject);
    let may_walk = kind == Kind::Sqlite
        && order != Order::Item
        && *filter == only_subject
        && scope.rules.iter().any(whole);
    if !may_walk {
        return Ok(None);
    }
    let counted: Vec<i32> = item_versions::table
        .filter(item_versions::latest)
        .filter(item_versions::subject.eq(subject))
        .select(item_versions::number)
        .limit(MANY_OF_SUBJECT)
        .load(c)?;
    Ok((counted.len() as i64 == MANY_OF_SUBJECT).then_some(subject))
}

/// The plus keeps SQLite from looking the subject up in an index.
fn unindexed_subject(subject: &str) -> Condition {
    Box::new(sql::<Bool>("+item_versions.subject = ").bind::<Text, _>(subject.to_owned()))
}

/// What comes after the version that ended the page before. Rows are compared as wholes: that is what both
/// databases begin at the right place of an index with.
fn beyond(part: Part<'_>) -> Condition {
    let after = part.after;
    let sign = if part.descending { " < (" } else { " > (" };
    let rest = (after.item_id.clone(), after.number);
    macro_rules! from {
        ($name:literal, $kind:ty, $value:expr) => {
            Box::new(
                sql::<Bool>(concat!(
                    "(item_versions.",
                    $name,
                    ", item_versions.item_id, item_versions.number)"
                ))
                .sql(sign)
                .bind::<$kind, _>($value)
                .sql(", ")
                .bind::<Text, _>(rest.0)
                .sql(", ")
                .bind::<Integer, _>(rest.1)
                .sql(")"),
            )
        };
    }
    match part.order {
        Order::Item => Box::new(
            sql::<Bool>("(item_versions.item_id, item_versions.number)")
                .sql(sign)
                .bind::<Text, _>(rest.0)
                .sql(", ")
                .bind::<Integer, _>(rest.1)
                .sql(")"),
        ),
        Order::Change => from!(
            "updated_at",
            Timestamp,
            after.updated_at.unwrap_or_default()
        ),
        Order::Title => from!("title_key", Text, after.text.clone()),
        Order::Code => from!("code_key", Text, after.text.clone()),
        Order::Points => from!("points", BigInt, after.points),
        Order::Difficulty => from!("difficulty", Text, after.text.clone()),
    }
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
