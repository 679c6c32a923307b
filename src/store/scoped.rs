//! A scope as a condition over owners. Every list of private rows filters by one of these.

use diesel::dsl::{Filter, Like, Select};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::connection::MultiBackend;
use super::schema::organisations;
use crate::identity::ScopeRule;

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
