//! Lists of item versions by tags, words and change. Rows are light: no content, no texts.

use chrono::NaiveDateTime;
use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::connection::{Kind, MultiBackend};
use super::schema::{item_tags, item_variants, item_versions, items};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult};
use crate::identity::{Scope, ScopeRule};

/// What a list is cut by; empty fields cut nothing.
#[derive(Clone, Debug, Default)]
pub struct ItemFilter {
    /// Subject code.
    pub subject: Option<String>,
    /// A grade the item is for.
    pub grade: Option<i32>,
    /// Term.
    pub term: Option<i32>,
    /// Unit code.
    pub unit: Option<String>,
    /// Difficulty level.
    pub difficulty: Option<String>,
    /// Thinking level.
    pub thinking: Option<String>,
    /// Literacy domain.
    pub literacy: Option<String>,
    /// Language skill.
    pub skill: Option<String>,
    /// Task type.
    pub item_type: Option<String>,
    /// Purposes, any of them.
    pub purposes: Vec<String>,
    /// Access class.
    pub access: Option<String>,
    /// Phase; without one the newest version of each item is listed.
    pub phase: Option<String>,
    /// A language it exists in.
    pub language: Option<String>,
    /// Stimulus code.
    pub stimulus: Option<String>,
    /// Clone family.
    pub family: Option<String>,
    /// Author of the version.
    pub author: Option<String>,
    /// How the code begins.
    pub code: Option<String>,
    /// Tags that all have to be there: dimension and value.
    pub tags: Vec<(&'static str, String)>,
    /// Folded words of three letters and more that one language has all of.
    pub words: Vec<String>,
    /// Versions that changed at or after this moment, in order of change.
    pub updated_since: Option<NaiveDateTime>,
}

/// After which version a page begins.
#[derive(Clone, Debug, Default)]
pub struct After {
    /// When that version changed; for lists by change.
    pub updated_at: Option<NaiveDateTime>,
    /// Its item; '' for the first page.
    pub item_id: String,
    /// Its number.
    pub number: i32,
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
}

/// Versions beside their items.
type Joined = diesel::helper_types::InnerJoinQuerySource<
    item_versions::table,
    items::table,
    diesel::dsl::Eq<items::id, item_versions::item_id>,
>;
type Condition = Box<dyn BoxableExpression<Joined, MultiBackend, SqlType = Bool>>;

/// A page of versions in scope with the codes of their items, by item and number, or by change where
/// the filter has `updated_since`.
pub fn list(
    c: &mut AnyConnection,
    kind: Kind,
    scope: &Scope,
    filter: &ItemFilter,
    after: &After,
    limit: i64,
) -> StoreResult<Vec<(String, ListedVersion)>> {
    let mut query = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .select((items::code, ListedVersion::as_select()))
        .limit(limit)
        .into_boxed()
        .filter(in_scope(scope));
    macro_rules! equal {
        ($($field:ident = $column:expr),+ $(,)?) => {
            $(if let Some(value) = &filter.$field { query = query.filter($column.eq(value)); })+
        };
    }
    equal!(
        subject = item_versions::subject,
        term = item_versions::term,
        unit = item_versions::unit,
        difficulty = item_versions::difficulty,
        thinking = item_versions::thinking,
        literacy = item_versions::literacy,
        skill = item_versions::skill,
        item_type = item_versions::item_type,
        access = item_versions::access,
        phase = item_versions::phase,
        stimulus = item_versions::stimulus,
        family = item_versions::family,
        author = item_versions::created_by,
    );
    if filter.phase.is_none() && filter.updated_since.is_none() {
        query = query.filter(item_versions::latest);
    }
    if let Some(grade) = filter.grade {
        query = query
            .filter(item_versions::grade_min.le(grade))
            .filter(item_versions::grade_max.ge(grade));
    }
    if !filter.purposes.is_empty() {
        query = query.filter(item_versions::purpose.eq_any(&filter.purposes));
    }
    if let Some(prefix) = &filter.code {
        // A range of codes; nothing in the prefix means anything as in LIKE.
        query = query
            .filter(items::code.ge(prefix))
            .filter(items::code.lt(format!("{prefix}\u{10FFFF}")));
    }
    if let Some(language) = &filter.language {
        query = query.filter(exists(
            item_variants::table
                .filter(item_variants::item_id.eq(item_versions::item_id))
                .filter(item_variants::number.eq(item_versions::number))
                .filter(item_variants::language.eq(language)),
        ));
    }
    for (dimension, value) in &filter.tags {
        query = query.filter(exists(
            item_tags::table
                .filter(item_tags::item_id.eq(item_versions::item_id))
                .filter(item_tags::number.eq(item_versions::number))
                .filter(item_tags::dimension.eq(*dimension))
                .filter(item_tags::value.eq(value)),
        ));
    }
    if !filter.words.is_empty() {
        query = query.filter(match kind {
            Kind::Sqlite => has_words_in_sqlite(&filter.words),
            Kind::Postgres => has_words_in_postgres(&filter.words),
        });
    }
    let later = item_versions::item_id.ge(&after.item_id).and(
        item_versions::item_id
            .gt(&after.item_id)
            .or(item_versions::number.gt(after.number)),
    );
    let Some(since) = filter.updated_since else {
        return Ok(query
            .filter(later)
            .order((item_versions::item_id, item_versions::number))
            .load(c)?);
    };
    query = query.filter(item_versions::updated_at.ge(after.updated_at.unwrap_or(since)));
    if let Some(at) = after.updated_at {
        query = query.filter(item_versions::updated_at.gt(at).or(later));
    }
    Ok(query
        .order((
            item_versions::updated_at,
            item_versions::item_id,
            item_versions::number,
        ))
        .load(c)?)
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

/// Open and restricted versions where the actor reads; secure ones where it may see them, and its own.
fn in_scope(scope: &Scope) -> Condition {
    let mine = items::created_by
        .eq(scope.user_id.clone())
        .or(item_versions::created_by.eq(scope.user_id.clone()));
    let not_secure = item_versions::access.ne("secure");
    let readable = below(&scope.rules).and(not_secure.or(mine));
    Box::new(readable.or(below(&scope.secure_rules)))
}

fn below(rules: &[ScopeRule]) -> Condition {
    let nothing: Condition = Box::new(item_versions::item_id.eq(""));
    rules.iter().fold(nothing, |any, rule| {
        let owned = items::owner_org.eq_any(owners_below(&rule.path_prefix));
        match &rule.subject {
            None => Box::new(any.or(owned)),
            Some(subject) => {
                Box::new(any.or(owned.and(item_versions::subject.eq(subject.clone()))))
            }
        }
    })
}

/// FTS5 answers with the rows of one language that have all words; folded words hold letters and
/// digits only, so quotes around them are enough.
fn has_words_in_sqlite(words: &[String]) -> Condition {
    let query: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    Box::new(
        sql::<Bool>(
            "(item_versions.item_id, item_versions.number) IN (SELECT found.item_id, found.number \
             FROM item_variants AS found WHERE found.rowid IN (SELECT rowid FROM item_variants_search \
             WHERE item_variants_search MATCH ",
        )
        .bind::<Text, _>(query.join(" AND "))
        .sql("))"),
    )
}

/// Words of one search; PostgreSQL takes so many patterns.
pub const MOST_WORDS: usize = 6;

/// The trigram index finds each word and PostgreSQL combines them. The places that are left say `%`,
/// which holds for every row: a word said twice would be estimated as rarer than it is.
fn has_words_in_postgres(words: &[String]) -> Condition {
    let pattern = |n: usize| {
        words
            .get(n)
            .map_or_else(|| "%".to_owned(), |word| format!("%{word}%"))
    };
    Box::new(
        sql::<Bool>(
            "(item_versions.item_id, item_versions.number) IN (SELECT found.item_id, found.number \
             FROM item_variants AS found WHERE found.search_text LIKE ",
        )
        .bind::<Text, _>(pattern(0))
        .sql(" AND found.search_text LIKE ")
        .bind::<Text, _>(pattern(1))
        .sql(" AND found.search_text LIKE ")
        .bind::<Text, _>(pattern(2))
        .sql(" AND found.search_text LIKE ")
        .bind::<Text, _>(pattern(3))
        .sql(" AND found.search_text LIKE ")
        .bind::<Text, _>(pattern(4))
        .sql(" AND found.search_text LIKE ")
        .bind::<Text, _>(pattern(5))
        .sql(")"),
    )
}
