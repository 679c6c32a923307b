//! Assembly runs, and the specification version a run is made from.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{assembly_runs, specification_versions, specifications};
use super::scoped::{Condition, owners_below};
use super::{AnyConnection, StoreResult};
use crate::identity::{Scope, ScopeRule};

/// A row of `assembly_runs`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = assembly_runs)]
pub struct AssemblyRunRow {
    /// UUID.
    pub id: String,
    /// Organisation that owns the run and its forms.
    pub owner_org: String,
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub specification_version: i32,
    /// Component id.
    pub component: String,
    /// Languages of the forms, JSON.
    pub languages: String,
    /// Seed; an unsigned number kept as a signed one of the same bits.
    pub seed: i64,
    /// Everything else that was asked for, JSON.
    pub options: String,
    /// `queued`, `running`, `done`, `infeasible`, `failed`, `cancelled`.
    pub state: String,
    /// Hash of the candidates; the blob of that name holds them.
    pub snapshot_hash: String,
    /// What came of it, JSON; '' before.
    pub outcome: String,
    /// The job that solves it.
    pub job_id: String,
    /// Who asked.
    pub created_by: String,
    /// When it was asked for.
    pub created_at: NaiveDateTime,
    /// When it ended.
    pub finished_at: Option<NaiveDateTime>,
    /// Subject of its forms; '' for none.
    pub subject: String,
    /// Access class of its forms.
    pub access: String,
}

/// A specification version as far as assembly needs it.
#[derive(Clone, Debug, Queryable)]
pub struct SpecificationVersion {
    /// Id of the specification.
    pub id: String,
    /// Organisation that owns it.
    pub owner_org: String,
    /// Version.
    pub version: i32,
    /// `draft`, `approved`, `published`, `withdrawn`.
    pub state: String,
    /// The document, JSON.
    pub document: String,
    /// Hash of the document.
    pub hash: String,
}

impl SpecificationVersion {
    /// True when it is published, or was before it was withdrawn.
    pub fn was_published(&self) -> bool {
        matches!(self.state.as_str(), "published" | "withdrawn")
    }
}

/// All versions of a specification, newest first.
pub fn specification_versions(
    c: &mut AnyConnection,
    id: &str,
) -> StoreResult<Vec<SpecificationVersion>> {
    Ok(specification_versions::table
        .inner_join(
            specifications::table
                .on(specifications::id.eq(specification_versions::specification_id)),
        )
        .filter(specifications::id.eq(id))
        .order(specification_versions::version.desc())
        .select((
            specifications::id,
            specifications::owner_org,
            specification_versions::version,
            specification_versions::state,
            specification_versions::document,
            specification_versions::hash,
        ))
        .load(c)?)
}

/// How a manifest names a specification version.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    /// By the hash of its document.
    Hash(&'a str),
    /// By code and version.
    Code(&'a str, u32),
}

/// A version by what a manifest says of it; the oldest one where several organisations have it.
pub fn specification_named(
    c: &mut AnyConnection,
    named: Named<'_>,
) -> StoreResult<Option<SpecificationVersion>> {
    let query = specification_versions::table
        .inner_join(
            specifications::table
                .on(specifications::id.eq(specification_versions::specification_id)),
        )
        .order(specifications::id)
        .select((
            specifications::id,
            specifications::owner_org,
            specification_versions::version,
            specification_versions::state,
            specification_versions::document,
            specification_versions::hash,
        ))
        .into_boxed();
    let query = match named {
        Named::Hash(hash) => query.filter(specification_versions::hash.eq(hash.to_owned())),
        Named::Code(code, version) => {
            let version = i32::try_from(version).unwrap_or(i32::MAX);
            query
                .filter(specifications::code.eq(code.to_owned()))
                .filter(specification_versions::version.eq(version))
        }
    };
    Ok(query.first(c).optional()?)
}

/// Adds a run.
pub fn insert(c: &mut AnyConnection, row: &AssemblyRunRow) -> StoreResult<()> {
    diesel::insert_into(assembly_runs::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The run with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<AssemblyRunRow>> {
    Ok(assembly_runs::table
        .find(id)
        .select(AssemblyRunRow::as_select())
        .first(c)
        .optional()?)
}

/// A page of runs in scope, newest first; `before` is the last id of the page before.
pub fn list(
    c: &mut AnyConnection,
    scope: &Scope,
    before: &str,
    limit: i64,
) -> StoreResult<Vec<AssemblyRunRow>> {
    let mut query = assembly_runs::table
        .order(assembly_runs::id.desc())
        .limit(limit)
        .select(AssemblyRunRow::as_select())
        .into_boxed();
    if !before.is_empty() {
        query = query.filter(assembly_runs::id.lt(before.to_owned()));
    }
    let mine = assembly_runs::created_by.eq(scope.user_id.clone());
    let shown = assembly_runs::access
        .ne("secure")
        .or(mine)
        .or(within(&scope.secure_rules));
    Ok(query.filter(within(&scope.rules).and(shown)).load(c)?)
}

fn within(rules: &[ScopeRule]) -> Condition<assembly_runs::table> {
    let nothing: Condition<assembly_runs::table> = Box::new(assembly_runs::id.eq(""));
    rules.iter().fold(nothing, |any, rule| {
        let below = assembly_runs::owner_org.eq_any(owners_below(&rule.path_prefix));
        match &rule.subject {
            None => Box::new(any.or(below)),
            Some(subject) => {
                Box::new(any.or(below.and(assembly_runs::subject.eq(subject.clone()))))
            }
        }
    })
}

/// Moves a run that has not ended to another state; false when it had ended already.
pub fn set_state(c: &mut AnyConnection, id: &str, state: &str) -> StoreResult<bool> {
    let open = assembly_runs::table
        .find(id)
        .filter(assembly_runs::finished_at.is_null());
    Ok(diesel::update(open)
        .set(assembly_runs::state.eq(state))
        .execute(c)?
        == 1)
}

/// Ends a run; false when it had ended already.
pub fn finish(
    c: &mut AnyConnection,
    id: &str,
    state: &str,
    outcome: &str,
    now: NaiveDateTime,
) -> StoreResult<bool> {
    let open = assembly_runs::table
        .find(id)
        .filter(assembly_runs::finished_at.is_null());
    let values = (
        assembly_runs::state.eq(state),
        assembly_runs::outcome.eq(outcome),
        assembly_runs::finished_at.eq(now),
    );
    Ok(diesel::update(open).set(values).execute(c)? == 1)
}
