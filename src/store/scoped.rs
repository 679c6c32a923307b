//! A scope as a condition over owners, and over what is shared. Every list of private rows filters by
//! one of these.

use diesel::dsl::{Filter, Like, Select};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::connection::MultiBackend;
use super::schema::organisations;
use crate::identity::{ScopeRule, SharedRule};

/// A condition over the rows of a table, of whatever shape.
pub type Condition<T> = Box<dyn BoxableExpression<T, MultiBackend, SqlType = Bool>>;
type PathCondition = Condition<organisations::table>;

/// `SELECT id FROM organisations WHERE path LIKE prefix` (not boxed: a boxed subquery does not
/// compile on the enum).
pub type OwnersBelow =
    Select<Filter<organisations::table, Like<organisations::path, String>>, organisations::id>;

/// Organisations whose path begins with one of the rules' prefixes (subjects are ignored here).
pub fn paths_in_scope(rules: &[ScopeRule]) -> PathCondition {
    let nothing: PathCondition = Box::new(organisations::id.eq(""));
    rules.iter().fold(nothing, |any, rule| {
        Box::new(any.or(organisations::path.like(prefix(&rule.path_prefix))))
    })
}

/// Ids of the organisations below one prefix, as a subquery.
pub fn owners_below(path_prefix: &str) -> OwnersBelow {
    organisations::table
        .filter(organisations::path.like(prefix(path_prefix)))
        .select(organisations::id)
}

/// Paths hold ids and slashes only, so nothing in them means anything to LIKE.
fn prefix(path: &str) -> String {
    format!("{path}%")
}

/// Rules of shares that differ only in the object they name, together.
pub struct SharedGroup {
    /// Whose objects.
    pub owner_org: String,
    /// Only these, where any are named.
    pub ids: Option<Vec<String>>,
    /// Only of this subject, where named.
    pub subject: Option<String>,
    /// Only of this grade, where named.
    pub grade: Option<i32>,
    /// True where secure ones are shown, too.
    pub secure: bool,
}

/// Rules as groups: a thousand shared objects are one condition, not a tree of a thousand.
pub fn grouped<'a>(rules: impl Iterator<Item = &'a SharedRule>) -> Vec<SharedGroup> {
    let mut groups: Vec<SharedGroup> = Vec::new();
    for rule in rules {
        let fits = |group: &&mut SharedGroup| {
            group.ids.is_some()
                && group.owner_org == rule.owner_org
                && group.subject == rule.subject
                && group.secure == rule.secure
        };
        if let Some(id) = &rule.id
            && let Some(ids) = groups.iter_mut().find(fits).and_then(|g| g.ids.as_mut())
        {
            ids.push(id.clone());
            continue;
        }
        groups.push(SharedGroup {
            owner_org: rule.owner_org.clone(),
            ids: rule.id.clone().map(|id| vec![id]),
            subject: rule.subject.clone(),
            grade: rule.grade,
            secure: rule.secure,
        });
    }
    groups
}

/// The condition that a row is shared with the actor: its owner, id, subject, grades and secrecy are
/// those of a rule. `grades` is a closure from a grade to a condition, `open` holds for what is not
/// secure.
macro_rules! is_shared {
    ($rules:expr => $condition:ty; owner $owner:expr, id $id:expr, subject $subject:expr, grades $grades:expr, open $open:expr) => {{
        let nothing: $condition = Box::new($id.eq(""));
        $crate::store::scoped::grouped($rules)
            .into_iter()
            .fold(nothing, |any, group| {
                let mut one: $condition = Box::new($owner.eq(group.owner_org));
                if let Some(ids) = group.ids {
                    one = Box::new(one.and($id.eq_any(ids)));
                }
                if let Some(subject) = group.subject {
                    one = Box::new(one.and($subject.eq(subject)));
                }
                if let Some(grade) = group.grade {
                    one = Box::new(one.and($grades(grade)));
                }
                if !group.secure {
                    one = Box::new(one.and($open));
                }
                Box::new(any.or(one))
            })
    }};
}
pub(super) use is_shared;
