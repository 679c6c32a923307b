//! Stimuli: texts, recordings, pictures and tables that items hang on.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::item_filters::shared;
use super::schema::{item_versions, items, stimuli};
use super::scoped::{Condition, is_shared, owners_below};
use super::{AnyConnection, StoreResult};
use crate::identity::{Scope, ScopeRule, Shareable};

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
    /// Its picture or recording, JSON; '' for none.
    pub asset: String,
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

/// True when the stimulus is known to nobody but those who may see secure tasks: only secure ones hang on it,
/// and none of them, nor the stimulus, is the user's own work.
pub fn is_secret_to(c: &mut AnyConnection, id: &str, user_id: &str) -> StoreResult<bool> {
    let open: Option<String> = stimuli::table
        .filter(stimuli::id.eq(id))
        .filter(is_open_to(user_id))
        .select(stimuli::id)
        .into_boxed()
        .first(c)
        .optional()?;
    Ok(open.is_none())
}

fn is_open_to(user_id: &str) -> Condition<stimuli::table> {
    // A fragment, because a correlated subquery does not box on the enum.
    const HANGING: &str = "SELECT 1 FROM item_versions AS hanging JOIN items AS owned ON owned.id = hanging.item_id \
                           WHERE hanging.stimulus = stimuli.code AND hanging.stimulus <> '' \
                           AND owned.owner_org = stimuli.owner_org";
    Box::new(
        sql::<Bool>(&format!(
            "(NOT EXISTS ({HANGING} AND hanging.access = 'secure') OR EXISTS ({HANGING} AND (hanging.access <> 'secure' OR hanging.created_by = "
        ))
        .bind::<Text, _>(user_id.to_owned())
        .sql(" OR owned.created_by = ")
        .bind::<Text, _>(user_id.to_owned())
        .sql(")) OR stimuli.created_by = ")
        .bind::<Text, _>(user_id.to_owned())
        .sql(")"),
    )
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
        stimuli::asset.eq(&row.asset),
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

/// Ids of the stimuli that shared items hang on: they go with their items.
pub fn of_shared_items(c: &mut AnyConnection, scope: &Scope) -> StoreResult<Vec<String>> {
    let mut ids = Vec::new();
    if scope.shared_of(Shareable::Item).next().is_none() {
        return Ok(ids);
    }
    let hanging: Vec<(String, String)> = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .filter(item_versions::stimulus.ne(""))
        .filter(shared(scope.shared_of(Shareable::Item)))
        .select((items::owner_org, item_versions::stimulus))
        .distinct()
        .load(c)?;
    let mut by_owner: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (owner, code) in hanging {
        by_owner.entry(owner).or_default().push(code);
    }
    for (owner, codes) in by_owner {
        let found = stimuli::table
            .filter(stimuli::owner_org.eq(owner))
            .filter(stimuli::code.eq_any(codes))
            .select(stimuli::id)
            .load::<String>(c)?;
        ids.extend(found);
    }
    Ok(ids)
}

/// True when a shared item hangs on this stimulus.
pub fn is_of_shared_item(
    c: &mut AnyConnection,
    scope: &Scope,
    row: &StimulusRow,
) -> StoreResult<bool> {
    if scope.shared_of(Shareable::Item).next().is_none() {
        return Ok(false);
    }
    let found: Option<String> = item_versions::table
        .inner_join(items::table.on(items::id.eq(item_versions::item_id)))
        .filter(item_versions::stimulus.eq(&row.code))
        .filter(items::owner_org.eq(&row.owner_org))
        .filter(shared(scope.shared_of(Shareable::Item)))
        .select(items::id)
        .first(c)
        .optional()?;
    Ok(found.is_some())
}

/// A page of stimuli in scope, by id; '' is any subject. `of_shared` are those that shared items hang on.
pub fn list(
    c: &mut AnyConnection,
    scope: &Scope,
    of_shared: &[String],
    subject: &str,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<StimulusRow>> {
    let shown = is_open_to(&scope.user_id).or(within(&scope.secure_rules));
    let own = within(&scope.rules).and(shown);
    let mut seen: Condition<stimuli::table> = Box::new(own);
    if scope.shared_of(Shareable::Stimulus).next().is_some() {
        seen = Box::new(seen.or(shared_stimuli(scope)));
    }
    if !of_shared.is_empty() {
        seen = Box::new(seen.or(stimuli::id.eq_any(of_shared.to_vec())));
    }
    let mut query = stimuli::table
        .filter(stimuli::id.gt(after.to_owned()))
        .filter(seen)
        .select(StimulusRow::as_select())
        .into_boxed();
    if !subject.is_empty() {
        query = query.filter(stimuli::subject.eq(subject.to_owned()));
    }
    Ok(query.order(stimuli::id).limit(limit).load(c)?)
}

fn shared_stimuli(scope: &Scope) -> Condition<stimuli::table> {
    // Whether only secure tasks hang on it says whether it is secure.
    is_shared!(scope.shared_of(Shareable::Stimulus) => Condition<stimuli::table>;
        owner stimuli::owner_org, id stimuli::id, subject stimuli::subject,
        grades |_: i32| stimuli::id.eq(""), open is_open_to(&scope.user_id))
}

fn within(rules: &[ScopeRule]) -> Condition<stimuli::table> {
    let nothing: Condition<stimuli::table> = Box::new(stimuli::id.eq(""));
    rules.iter().fold(nothing, |any, rule| {
        let below = stimuli::owner_org.eq_any(owners_below(&rule.path_prefix));
        match &rule.subject {
            None => Box::new(any.or(below)),
            Some(subject) => Box::new(any.or(below.and(stimuli::subject.eq(subject.clone())))),
        }
    })
}
