//! Lists of versions of specifications, cut by who may see them.

use chrono::NaiveDateTime;
use diesel::dsl::{self, sql};
use diesel::helper_types::InnerJoinQuerySource;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};

use super::connection::MultiBackend;
use super::schema::{organisations, specification_versions, specifications};
use super::scoped::is_shared;
use super::specifications::SpecificationRow;
use super::{AnyConnection, StoreResult};
use crate::identity::{ScopeRule, SharedRule};

pub(super) type OfSpecification =
    dsl::Eq<specifications::id, specification_versions::specification_id>;
pub(super) type OfOwner = dsl::Eq<organisations::id, specifications::owner_org>;
/// Versions with their specification and its owner.
pub(super) type Joined = InnerJoinQuerySource<
    InnerJoinQuerySource<specification_versions::table, specifications::table, OfSpecification>,
    organisations::table,
    OfOwner,
>;
pub(super) type Condition = Box<dyn BoxableExpression<Joined, MultiBackend, SqlType = Bool>>;

macro_rules! joined {
    () => {
        specification_versions::table
            .inner_join(
                specifications::table
                    .on(specifications::id.eq(specification_versions::specification_id)),
            )
            .inner_join(organisations::table.on(organisations::id.eq(specifications::owner_org)))
    };
}
pub(super) use joined;

/// A version without its document, with the specification and the owner's path.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = specification_versions)]
pub struct Listed {
    /// The specification.
    #[diesel(embed)]
    pub specification: SpecificationRow,
    /// Path of the owner.
    #[diesel(select_expression = organisations::path)]
    pub owner_path: String,
    /// Version number.
    pub version: i32,
    /// State.
    pub state: String,
    /// Hash of the document.
    pub hash: String,
    /// Row revision.
    pub revision: i32,
    /// Kind of assessment.
    pub kind: String,
    /// Subject or ''.
    pub subject: String,
    /// Grade or 0.
    pub grade: i32,
    /// Term or 0.
    pub term: i32,
    /// School year or ''.
    pub academic_year: String,
    /// `public` or `restricted`.
    pub access: String,
    /// Approving body or ''.
    pub approval_body: String,
    /// Protocol or ''.
    pub approval_protocol: String,
    /// Day of approval or ''.
    pub approval_date: String,
    /// Last change.
    pub updated_at: NaiveDateTime,
    /// When it was published.
    pub published_at: Option<NaiveDateTime>,
    /// Last day it holds, or ''.
    pub valid_until: String,
    /// The first moment it holds no more.
    pub expires_at: Option<NaiveDateTime>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<NaiveDateTime>,
    /// Why it was withdrawn, or ''.
    pub withdrawal_reason: String,
    /// When another took its place.
    pub superseded_at: Option<NaiveDateTime>,
    /// Specification that took its place, or ''.
    pub superseded_by: String,
    /// Version that took its place, or 0.
    pub superseded_by_version: i32,
    /// Public notice of its publication, JSON, or ''.
    pub notice: String,
}

/// A version without its document.
pub fn listed_version(
    c: &mut AnyConnection,
    id: &str,
    version: i32,
) -> StoreResult<Option<Listed>> {
    Ok(joined!()
        .filter(specifications::id.eq(id))
        .filter(specification_versions::version.eq(version))
        .select(Listed::as_select())
        .first(c)
        .optional()?)
}

/// Every version of a specification without its document, newest first.
pub fn versions_of(c: &mut AnyConnection, id: &str) -> StoreResult<Vec<Listed>> {
    Ok(joined!()
        .filter(specifications::id.eq(id))
        .order(specification_versions::version.desc())
        .select(Listed::as_select())
        .load(c)?)
}

/// Who sees what in a list.
#[derive(Clone, Debug, Default)]
pub struct Visibility {
    /// True when public versions that are or were published are seen, whoever owns them.
    pub public: bool,
    /// Where versions are seen in every state.
    pub staff: Vec<ScopeRule>,
    /// Shared ones that are or were published.
    pub shared: Vec<SharedRule>,
    /// Shared ones in every state.
    pub co_authored: Vec<SharedRule>,
}

/// A text that is looked for in a column, or any of these aliases.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// What the column holds.
    pub text: String,
    /// Aliases that mean the same, as they are written.
    pub aliases: Vec<String>,
}

/// What is looked for; an absent filter lets everything pass.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Exact code.
    pub code: Option<Named>,
    /// Part of a code, any case.
    pub code_part: Option<Named>,
    /// Kind of assessment.
    pub kind: Option<Named>,
    /// Aliases, one of which the version has.
    pub alias: Option<Vec<String>>,
    /// True for what holds no more at this moment, false for the rest.
    pub expired: Option<(bool, NaiveDateTime)>,
    /// Subject of the test or of a component.
    pub subject: Option<String>,
    /// Grade of the test or of a component.
    pub grade: Option<i32>,
    /// Term.
    pub term: Option<i32>,
    /// School year.
    pub academic_year: Option<String>,
    /// A language of the test.
    pub language: Option<String>,
    /// State.
    pub state: Option<String>,
    /// Changed at this moment or later.
    pub updated_since: Option<NaiveDateTime>,
}

/// Where a page begins: change time, specification and version of the row before.
pub type After = (NaiveDateTime, String, i32);

/// A page of versions by time of change, oldest first.
pub fn list(
    c: &mut AnyConnection,
    visibility: &Visibility,
    filter: &Filter,
    after: Option<&After>,
    limit: i64,
) -> StoreResult<Vec<Listed>> {
    use specification_versions as v;
    let mut query = joined!()
        .select(Listed::as_select())
        .order((v::updated_at, v::specification_id, v::version))
        .limit(limit)
        .into_boxed();
    query = query.filter(seen(visibility));
    if let Some(code) = &filter.code {
        let exact: Condition = Box::new(specifications::code.eq(code.text.clone()));
        query = query.filter(called(exact, &code.aliases));
    }
    if let Some(part) = &filter.code_part {
        query = query.filter(called(code_contains(&part.text), &part.aliases));
    }
    if let Some(kind) = &filter.kind {
        let exact: Condition = Box::new(v::kind.eq(kind.text.clone()));
        query = query.filter(called(exact, &kind.aliases));
    }
    if let Some(aliases) = &filter.alias {
        let nothing: Condition = Box::new(specifications::id.eq(""));
        query = query.filter(called(nothing, aliases));
    }
    if let Some((expired, now)) = filter.expired {
        // Only what was published has a moment at which it ends.
        query = match expired {
            true => query.filter(v::expires_at.le(now)),
            false => query.filter(v::expires_at.is_null().or(v::expires_at.gt(now))),
        };
    }
    if filter.subject.is_some() || filter.grade.is_some() {
        query = query.filter(about(filter.subject.as_deref(), filter.grade));
    }
    if let Some(term) = filter.term {
        query = query.filter(v::term.eq(term));
    }
    if let Some(year) = &filter.academic_year {
        query = query.filter(v::academic_year.eq(year));
    }
    if let Some(language) = &filter.language {
        query = query.filter(in_language(language));
    }
    if let Some(state) = &filter.state {
        query = query.filter(v::state.eq(state));
    }
    if let Some(since) = filter.updated_since {
        query = query.filter(v::updated_at.ge(since));
    }
    if let Some((at, id, version)) = after {
        let later = v::updated_at.gt(*at);
        let later_id = v::updated_at.eq(*at).and(v::specification_id.gt(id));
        let later_version = v::updated_at
            .eq(*at)
            .and(v::specification_id.eq(id))
            .and(v::version.gt(*version));
        query = query.filter(later.or(later_id).or(later_version));
    }
    Ok(query.load(c)?)
}

/// Public ones that are or were published, what is shared, and everything below the staff's paths.
pub(super) fn seen(visibility: &Visibility) -> Condition {
    use specification_versions as v;
    let nothing: Condition = Box::new(specifications::id.eq(""));
    let out = || v::state.eq("published").or(v::state.eq("withdrawn"));
    let mut others: Condition = if visibility.public {
        Box::new(v::access.eq("public").and(out()))
    } else {
        nothing
    };
    if !visibility.shared.is_empty() {
        others = Box::new(others.or(out().and(shared(&visibility.shared))));
    }
    if !visibility.co_authored.is_empty() {
        others = Box::new(others.or(shared(&visibility.co_authored)));
    }
    visibility.staff.iter().fold(others, |any, rule| {
        let below = organisations::path.like(format!("{}%", rule.path_prefix));
        match rule.subject.clone() {
            None => Box::new(any.or(below)),
            Some(subject) => Box::new(any.or(below.and(v::subject.eq(subject)))),
        }
    })
}

/// The condition, or one of the aliases.
fn called(condition: Condition, aliases: &[String]) -> Condition {
    const NAMED: &str = "EXISTS (SELECT 1 FROM specification_names n \
         WHERE n.specification_id = specification_versions.specification_id \
         AND n.version = specification_versions.version AND n.role = 'alias' AND n.name = ";
    aliases.iter().fold(condition, |any, alias| {
        let named = sql::<Bool>(NAMED).bind::<Text, _>(alias.clone()).sql(")");
        Box::new(any.or(named))
    })
}

fn shared(rules: &[SharedRule]) -> Condition {
    use specification_versions as v;
    is_shared!(rules.iter() => Condition; owner specifications::owner_org, id specifications::id,
        subject v::subject, grades |grade: i32| v::grade.eq(grade), open v::version.ge(0))
}

/// A part of the code, any case; `%` and `_` mean themselves.
fn code_contains(part: &str) -> Condition {
    let escaped: String = part
        .to_lowercase()
        .chars()
        .flat_map(|c| {
            matches!(c, '%' | '_' | '\\')
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect();
    Box::new(
        sql::<Bool>("lower(specifications.code) LIKE ")
            .bind::<Text, _>(format!("%{escaped}%"))
            .sql(" ESCAPE '\\'"),
    )
}

/// The test itself, or one component of a battery, is of this subject and grade.
fn about(subject: Option<&str>, grade: Option<i32>) -> Condition {
    const PARTS: &str = "EXISTS (SELECT 1 FROM specification_subjects p \
         WHERE p.specification_id = specification_versions.specification_id \
         AND p.version = specification_versions.version";
    let of_subject = subject.map(str::to_owned);
    match (of_subject, grade) {
        (None, None) => Box::new(sql::<Bool>(PARTS).sql(")")),
        (Some(subject), None) => {
            let begun = sql::<Bool>(PARTS).sql(" AND p.subject = ");
            Box::new(begun.bind::<Text, _>(subject).sql(")"))
        }
        (None, Some(grade)) => {
            let begun = sql::<Bool>(PARTS).sql(" AND p.grade = ");
            Box::new(begun.bind::<Integer, _>(grade).sql(")"))
        }
        (Some(subject), Some(grade)) => Box::new(
            sql::<Bool>(PARTS)
                .sql(" AND p.subject = ")
                .bind::<Text, _>(subject)
                .sql(" AND p.grade = ")
                .bind::<Integer, _>(grade)
                .sql(")"),
        ),
    }
}

/// The test exists in this language.
fn in_language(language: &str) -> Condition {
    Box::new(
        sql::<Bool>(
            "EXISTS (SELECT 1 FROM specification_languages l \
             WHERE l.specification_id = specification_versions.specification_id \
             AND l.version = specification_versions.version AND l.language = ",
        )
        .bind::<Text, _>(language.to_owned())
        .sql(")"),
    )
}
