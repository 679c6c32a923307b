//! Stimuli: texts, recordings, pictures and tables that items hang on.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{item_versions, items, stimuli};
use super::scoped::owners_below;
use super::{AnyConnection, StoreResult};
use crate::identity::Scope;

/// A row of `stimuli`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = stimuli)]
pub struct StimulusRow {
    /// UUID.
    pub id: String,
    /// Whose it is.
    pub owner_org: String,
    /// Human code, unique in the organisation.
    pub code: String,
    /// Text, audio, image …
    pub kind: String,
    /// Subject code.
    pub subject: String,
    /// The document, JSON.
    pub content: String,
    /// SHA-256 of the document.
    pub hash: String,
    /// Row revision.
    pub revision: i32,
    /// Who wrote it.
    pub created_by: String,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// When it last changed.
    pub updated_at: NaiveDateTime,
}

/// Adds a stimulus.
pub fn insert(c: &mut AnyConnection, row: &StimulusRow) -> StoreResult<()> {
    diesel::insert_into(stimuli::table).values(row).execute(c)?;
    Ok(())
}

/// The stimulus with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<StimulusRow>> {
    Ok(stimuli::table
        .find(id)
        .select(StimulusRow::as_select())
        .first(c)
        .optional()?)
}

/// The stimulus of an organisation with this code.
pub fn by_code(
    c: &mut AnyConnection,
    owner_org: &str,
    code: &str,
) -> StoreResult<Option<StimulusRow>> {
    Ok(stimuli::table
        .filter(stimuli::owner_org.eq(owner_org))
        .filter(stimuli::code.eq(code))
        .select(StimulusRow::as_select())
        .first(c)
        .optional()?)
}

/// Which of these codes an organisation has.
pub fn known_codes(
    c: &mut AnyConnection,
    owner_org: &str,
    codes: &[String],
) -> StoreResult<Vec<String>> {
    Ok(stimuli::table
        .filter(stimuli::owner_org.eq(owner_org))
        .filter(stimuli::code.eq_any(codes))
        .select(stimuli::code)
        .load(c)?)
}

/// Replaces a stimulus if it still has the revision before; false when somebody was quicker.
pub fn replace(c: &mut AnyConnection, row: &StimulusRow) -> StoreResult<bool> {
    let before = stimuli::table
        .find(&row.id)
        .filter(stimuli::revision.eq(row.revision - 1));
    let values = (
        stimuli::code.eq(&row.code),
        stimuli::kind.eq(&row.kind),
        stimuli::subject.eq(&row.subject),
        stimuli::content.eq(&row.content),
        stimuli::hash.eq(&row.hash),
        stimuli::revision.eq(row.revision),
        stimuli::updated_at.eq(row.updated_at),
    );
    Ok(diesel::update(before).set(values).execute(c)? == 1)
}

/// True when a sealed item version of the organisation hangs on the stimulus.
pub fn is_sealed_in(c: &mut AnyConnection, owner_org: &str, code: &str) -> StoreResult<bool> {
    let sealed = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .filter(items::owner_org.eq(owner_org))
        .filter(item_versions::stimulus.eq(code))
        .filter(item_versions::sealed);
    Ok(diesel::select(diesel::dsl::exists(sealed)).get_result(c)?)
}

/// A page of stimuli in scope, by id; '' is any subject.
pub fn list(
    c: &mut AnyConnection,
    scope: &Scope,
    subject: &str,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<StimulusRow>> {
    let mut query = stimuli::table
        .filter(stimuli::id.eq(""))
        .select(StimulusRow::as_select())
        .into_boxed();
    for rule in &scope.rules {
        let wanted = rule.subject.as_deref().unwrap_or(subject);
        if !subject.is_empty() && wanted != subject {
            continue;
        }
        let rows = stimuli::id
            .gt(after)
            .and(stimuli::owner_org.eq_any(owners_below(&rule.path_prefix)));
        query = if wanted.is_empty() {
            query.or_filter(rows)
        } else {
            query.or_filter(rows.and(stimuli::subject.eq(wanted)))
        };
    }
    Ok(query.order(stimuli::id).limit(limit).load(c)?)
}
