//! What lists of items are cut by, as conditions over versions beside their items.

use chrono::NaiveDateTime;
use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::connection::{Kind, MultiBackend};
use super::item_evidence::{EvidenceFilter, UsageFilter, has_evidence, is_used};
use super::schema::{item_variants, item_versions, items};
use super::scoped::{is_shared, owners_below};
use crate::identity::{Scope, ScopeRule, Shareable, SharedRule};

/// Words of one search; PostgreSQL takes so many patterns.
pub const MOST_WORDS: usize = 6;

/// Beginnings of words in one search.
pub const MOST_BEGINNINGS: usize = 2;

/// What a list is cut by; empty fields cut nothing.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// Folded beginnings of words, one or two letters, that the same language has all of.
    pub beginnings: Vec<String>,
    /// What is known of it from administrations.
    pub evidence: Option<EvidenceFilter>,
    /// How it was used.
    pub usage: Option<UsageFilter>,
    /// Older versions, too.
    pub every_version: bool,
    /// Versions that changed at or after this moment, in order of change.
    pub updated_since: Option<NaiveDateTime>,
}

/// Versions beside their items.
pub(super) type Joined = diesel::helper_types::InnerJoinQuerySource<
    item_versions::table,
    items::table,
    diesel::dsl::Eq<items::id, item_versions::item_id>,
>;

/// A condition over them.
pub(super) type Condition = Box<dyn BoxableExpression<Joined, MultiBackend, SqlType = Bool>>;

/// Conditions that a version has to meet, the scope aside.
pub(super) fn conditions(kind: Kind, filter: &ItemFilter) -> Vec<Condition> {
    let mut all = of_columns(filter);
    if filter.phase.is_none() && filter.updated_since.is_none() && !filter.every_version {
        all.push(Box::new(item_versions::latest));
    }
    if let Some(prefix) = &filter.code {
        // A range of codes; nothing in the prefix means anything as in LIKE.
        all.push(Box::new(
            (items::code.ge(prefix.clone())).and(items::code.lt(format!("{prefix}\u{10FFFF}"))),
        ));
    }
    if let Some(language) = &filter.language {
        all.push(Box::new(exists(
            item_variants::table
                .filter(item_variants::item_id.eq(item_versions::item_id))
                .filter(item_variants::number.eq(item_versions::number))
                .filter(item_variants::language.eq(language.clone())),
        )));
    }
    for (dimension, value) in &filter.tags {
        all.push(has_tag(dimension, value));
    }
    if !filter.words.is_empty() || !filter.beginnings.is_empty() {
        all.push(match kind {
            Kind::Sqlite => has_words_in_sqlite(&filter.words, &filter.beginnings),
            Kind::Postgres => has_words_in_postgres(&filter.words, &filter.beginnings),
        });
    }
    if let Some(evidence) = &filter.evidence {
        all.extend(has_evidence(evidence));
        all.push(below(&evidence.rules));
    }
    if let Some(usage) = &filter.usage {
        all.extend(is_used(usage));
    }
    all
}

/// Tags are rare: SQLite goes from the tag to its versions, where EXISTS would have it go through all
/// versions and look for the tag of each.
fn has_tag(dimension: &str, value: &str) -> Condition {
    Box::new(
        sql::<Bool>(
            "(item_versions.item_id, item_versions.number) IN (SELECT item_tags.item_id, item_tags.number \
             FROM item_tags WHERE item_tags.dimension = ",
        )
        .bind::<Text, _>(dimension.to_owned())
        .sql(" AND item_tags.value = ")
        .bind::<Text, _>(value.to_owned())
        .sql(")"),
    )
}

/// Conditions on the columns of a version.
fn of_columns(filter: &ItemFilter) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    macro_rules! equal {
        ($($field:ident = $column:expr),+ $(,)?) => {
            $(if let Some(value) = filter.$field.clone() { all.push(Box::new($column.eq(value))); })+
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
    if let Some(grade) = filter.grade {
        all.push(Box::new(
            (item_versions::grade_min.le(grade)).and(item_versions::grade_max.ge(grade)),
        ));
    }
    if !filter.purposes.is_empty() {
        all.push(Box::new(
            item_versions::purpose.eq_any(filter.purposes.clone()),
        ));
    }
    all
}

/// Open and restricted versions where the actor reads; secure ones where it may see them, and its own;
/// and what is shared with it.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    let mine = items::created_by
        .eq(scope.user_id.clone())
        .or(item_versions::created_by.eq(scope.user_id.clone()));
    let not_secure = item_versions::access.ne("secure");
    let readable = below(&scope.rules).and(not_secure.or(mine));
    let own = readable.or(below(&scope.secure_rules));
    match scope.shared_of(Shareable::Item).next() {
        None => Box::new(own),
        Some(_) => Box::new(own.or(shared(scope.shared_of(Shareable::Item)))),
    }
}

/// What these rules of shares show.
pub(super) fn shared<'a>(rules: impl Iterator<Item = &'a SharedRule>) -> Condition {
    is_shared!(rules => Condition; owner items::owner_org, id items::id, subject item_versions::subject,
        grades |grade: i32| item_versions::grade_min.le(grade).and(item_versions::grade_max.ge(grade)),
        open item_versions::access.ne("secure"))
}

pub(super) fn below(rules: &[ScopeRule]) -> Condition {
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
/// digits only, so quotes around them are enough. Words by their beginning have an index of their own.
fn has_words_in_sqlite(words: &[String], beginnings: &[String]) -> Condition {
    let all_of = |words: &[String], end: &str| -> String {
        let quoted: Vec<String> = words.iter().map(|w| format!("\"{w}\"{end}")).collect();
        quoted.join(" AND ")
    };
    let (words, beginnings) = (all_of(words, ""), all_of(beginnings, " *"));
    const FOUND: &str = "(item_versions.item_id, item_versions.number) IN (SELECT found.item_id, found.number \
                         FROM item_variants AS found WHERE found.rowid IN (SELECT rowid FROM ";
    const WORDS: &str = "item_variants_search WHERE item_variants_search MATCH ";
    const BEGINNINGS: &str = "item_variants_search_words WHERE item_variants_search_words MATCH ";
    let start = sql::<Bool>(FOUND);
    match (words.is_empty(), beginnings.is_empty()) {
        (false, true) => Box::new(start.sql(WORDS).bind::<Text, _>(words).sql("))")),
        (true, _) => Box::new(start.sql(BEGINNINGS).bind::<Text, _>(beginnings).sql("))")),
        (false, false) => Box::new(
            start
                .sql(WORDS)
                .bind::<Text, _>(words)
                .sql(") AND found.rowid IN (SELECT rowid FROM ")
                .sql(BEGINNINGS)
                .bind::<Text, _>(beginnings)
                .sql("))"),
        ),
    }
}

/// The trigram index finds each word and PostgreSQL combines them; it holds words with blanks before
/// them, so that it finds beginnings, too. The places that are left say `%`, which holds for every row: a
/// word said twice would be estimated as rarer than it is.
fn has_words_in_postgres(words: &[String], beginnings: &[String]) -> Condition {
    let pattern = |n: usize| {
        words
            .get(n)
            .map_or_else(|| "%".to_owned(), |word| format!("%{word}%"))
    };
    let first = |n: usize| {
        beginnings
            .get(n)
            .map_or("%".to_owned(), |b| format!("{b}%"))
    };
    let later = |n: usize| {
        beginnings
            .get(n)
            .map_or("%".to_owned(), |b| format!("% {b}%"))
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
        .sql(" AND (found.search_text LIKE ")
        .bind::<Text, _>(first(0))
        .sql(" OR found.search_text LIKE ")
        .bind::<Text, _>(later(0))
        .sql(") AND (found.search_text LIKE ")
        .bind::<Text, _>(first(1))
        .sql(" OR found.search_text LIKE ")
        .bind::<Text, _>(later(1))
        .sql("))"),
    )
}
