//! The list of versions: filters, scope, feed of changes.

use chrono::{DateTime, NaiveDateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::references::{known, not_allowed};
use super::succession::{aliases_like, is_expired, successor};
use super::view::{ListedSpecification, STAFF, reads_public, summary};
use crate::bank::Language;
use crate::identity::{Permission, ScopeRule, Shareable, SharedRule, scope};
use crate::language::finding::Finding;
use crate::service::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::specification::state::SpecificationState;
use crate::store::AnyConnection;
use crate::store::specification_list::{self as rows, After, Filter, Listed, Named, Visibility};

/// What is looked for. A battery is found by the subjects and grades of its components.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecificationFilter {
    /// Exact code or alias.
    #[serde(default)]
    pub code: Option<String>,
    /// Part of the code or of an alias.
    #[serde(default)]
    #[schemars(length(min = 1, max = 80))]
    pub q: Option<String>,
    /// Kind of assessment (`SAT`), or an alias of one (`VOUD`).
    #[serde(default)]
    pub kind: Option<String>,
    /// Another name it is known by, any case.
    #[serde(default)]
    pub alias: Option<String>,
    /// True for what holds no more, false for the rest.
    #[serde(default)]
    pub expired: Option<bool>,
    /// Subject code.
    #[serde(default)]
    pub subject: Option<String>,
    /// Grade.
    #[serde(default)]
    pub grade: Option<i32>,
    /// Term.
    #[serde(default)]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<i32>,
    /// School year (`2026-27`).
    #[serde(default)]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: Option<String>,
    /// A language of the test.
    #[serde(default)]
    pub language: Option<Language>,
    /// State.
    #[serde(default)]
    pub state: Option<SpecificationState>,
    /// Changed at this moment or later: with the cursor of the last page, a feed.
    #[serde(default)]
    pub updated_since: Option<DateTime<Utc>>,
}

/// Versions that the caller sees and the filter lets pass, by time of change, oldest first.
pub fn list_specifications(
    services: &Services,
    call: &Call,
    filter: &SpecificationFilter,
    request: &PageRequest,
) -> Answer<Page<ListedSpecification>> {
    let visibility = visibility(call);
    if !visibility.public && visibility.staff.is_empty() {
        return Err(Refusal::Denied {
            permission: Permission::ReadSpecifications,
        });
    }
    let after = after(request)?;
    let limit = request.limit(&services.limits);
    let now = services.now().naive_utc();
    services.read(|c| {
        check_filter(services, c, filter)?;
        let filter = stored(c, filter, now)?;
        let rows = rows::list(c, &visibility, &filter, after.as_ref(), limit + 1)?;
        let page = page::page(rows, limit, key, |row| listed(c, call, row, now));
        Ok(Page {
            items: page.items.into_iter().collect::<Answer<_>>()?,
            next: page.next,
        })
    })
}

/// A row with whether it still holds, and what does instead.
fn listed(
    c: &mut AnyConnection,
    call: &Call,
    row: Listed,
    now: NaiveDateTime,
) -> Answer<ListedSpecification> {
    let expired = is_expired(&row, now);
    let successor = match expired || row.state == "withdrawn" {
        true => successor(c, call, &row, now)?,
        false => None,
    };
    Ok(ListedSpecification {
        specification: summary(row)?,
        expired,
        successor,
    })
}

/// Whose versions the caller sees in lists.
pub(in crate::service) fn visibility(call: &Call) -> Visibility {
    let grants = STAFF
        .into_iter()
        .flat_map(|permission| call.actor.grants_with(permission));
    let mut staff: Vec<ScopeRule> = Vec::new();
    for grant in grants {
        let rule = ScopeRule {
            path_prefix: grant.org_path.clone(),
            subject: grant.subject.clone(),
        };
        if !staff.contains(&rule) {
            staff.push(rule);
        }
    }
    let shared = |permission| -> Vec<SharedRule> {
        let scope = scope(&call.actor, permission, permission);
        scope.shared_of(Shareable::Specification).cloned().collect()
    };
    Visibility {
        public: reads_public(call),
        staff,
        shared: shared(Permission::ReadSpecifications),
        co_authored: shared(Permission::WriteSpecifications),
    }
}

/// A subject, grade or language that nothing here has is a mistake, not an empty list.
fn check_filter(
    services: &Services,
    c: &mut AnyConnection,
    filter: &SpecificationFilter,
) -> Answer<()> {
    let asked = (&filter.subject, filter.grade, &filter.language);
    if let (None, None, None) = asked {
        return Ok(());
    }
    let known = known(services, c)?;
    let mut wrong: Vec<Finding> = Vec::new();
    if let Some(subject) = asked.0.as_ref().filter(|s| !known.subjects.contains(*s)) {
        wrong.push(not_allowed("/subject", subject.as_str(), known.subjects));
    }
    if let Some(grade) = asked.1.filter(|g| !known.grades.contains(g)) {
        wrong.push(not_allowed("/grade", grade, known.grades));
    }
    let language = asked.2.as_ref().map(Language::as_str);
    if let Some(language) = language.filter(|l| !known.languages.contains(*l)) {
        wrong.push(not_allowed("/language", language, known.languages));
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(wrong)),
    }
}

fn stored(
    c: &mut AnyConnection,
    filter: &SpecificationFilter,
    now: NaiveDateTime,
) -> Answer<Filter> {
    Ok(Filter {
        code: named(c, filter.code.as_deref(), false)?,
        code_part: named(c, filter.q.as_deref(), true)?,
        kind: named(c, filter.kind.as_deref(), false)?,
        alias: named(c, filter.alias.as_deref(), false)?.map(|named| named.aliases),
        expired: filter.expired.map(|expired| (expired, now)),
        subject: filter.subject.clone(),
        grade: filter.grade,
        term: filter.term,
        academic_year: filter.academic_year.clone(),
        language: filter.language.as_ref().map(ToString::to_string),
        state: filter.state.map(|state| state.to_string()),
        updated_since: filter.updated_since.map(|at| at.naive_utc()),
    })
}

fn named(c: &mut AnyConnection, text: Option<&str>, as_part: bool) -> Answer<Option<Named>> {
    let Some(text) = text else {
        return Ok(None);
    };
    Ok(Some(Named {
        text: text.to_owned(),
        aliases: aliases_like(c, text, as_part)?,
    }))
}

const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.6f";

fn key(row: &Listed) -> String {
    let at = row.updated_at.format(MOMENT);
    format!("{at}|{}|{}", row.specification.id, row.version)
}

fn after(request: &PageRequest) -> Answer<Option<After>> {
    let key = request.after()?;
    if key.is_empty() {
        return Ok(None);
    }
    let mut parts = key.split('|');
    let mut part = || parts.next().unwrap_or_default();
    let at = NaiveDateTime::parse_from_str(part(), MOMENT).ok();
    let (id, version) = (part().to_owned(), part().parse().ok());
    // A cursor of another list is none of this one.
    let forged = || Refusal::Malformed(Finding::error("cursor_forged", "/cursor"));
    let (at, version) = at.zip(version).ok_or_else(forged)?;
    Ok(Some((at, id, version)))
}
