//! Candidates of other organisations: what they let the owner of the forms use.

use diesel::prelude::*;

use super::item_filters::shared;
use super::pool::{PoolQuery, VersionRow, columns, grades, subjects};
use super::schema::{item_versions, items, organisations};
use super::{AnyConnection, StoreResult};
use crate::bank::phase::Phase;
use crate::identity::SharedRule;

/// Versions that others let the owner of the forms use.
pub(super) fn shared_rows(
    c: &mut AnyConnection,
    query: &PoolQuery<'_>,
) -> StoreResult<Vec<VersionRow>> {
    if query.shared.is_empty() {
        return Ok(Vec::new());
    }
    let (low, high) = grades(query);
    let keys: Vec<String> = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .filter(item_versions::subject.ge(subjects(query).0))
        .filter(item_versions::subject.le(subjects(query).1))
        .filter(item_versions::phase.ne(Phase::Closed.as_str()))
        .filter(shared(query.shared.iter()))
        .select(items::id)
        .distinct()
        .load(c)?;
    let mut found = Vec::new();
    for chunk in keys.chunks(5_000) {
        found.extend(
            item_versions::table
                .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
                .inner_join(organisations::table.on(organisations::id.eq(items::owner_org)))
                .filter(items::id.eq_any(chunk))
                .filter(item_versions::subject.ge(subjects(query).0))
                .filter(item_versions::subject.le(subjects(query).1))
                .filter(item_versions::phase.ne(Phase::Closed.as_str()))
                .filter(item_versions::grade_min.le(high))
                .filter(item_versions::grade_max.ge(low))
                .select(columns!())
                .load::<VersionRow>(c)?,
        );
    }
    let own = |row: &VersionRow| row.owner_path.starts_with(query.owner_path);
    found.retain(|row| !own(row) && is_shown(query.shared, row));
    Ok(found)
}

/// One version may be secure, or of another subject or grade, and another one of its item not.
fn is_shown(rules: &[SharedRule], row: &VersionRow) -> bool {
    rules.iter().any(|rule| {
        rule.owner_org == row.owner_org
            && rule.id.as_ref().is_none_or(|id| *id == row.item_id)
            && rule.subject.as_ref().is_none_or(|s| *s == row.subject)
            && rule
                .grade
                .is_none_or(|g| row.grades.0 <= g && g <= row.grades.1)
            && (rule.secure || row.access != "secure")
    })
}
