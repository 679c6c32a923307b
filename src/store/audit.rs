//! The audit trail: one row per use case, in its transaction. Rows hold ids, never names or secrets.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::audit;
use super::{AnyConnection, StoreResult};

/// A row of `audit`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit)]
pub struct AuditRow {
    /// UUIDv7: rows sort by time.
    pub id: String,
    /// When.
    pub at: NaiveDateTime,
    /// Who.
    pub actor_id: String,
    /// The organisation concerned.
    pub org_id: String,
    /// Name of the use case.
    pub action: String,
    /// What kind of thing.
    pub object_kind: String,
    /// Which.
    pub object_id: String,
    /// Numbers and hashes, JSON.
    pub detail: String,
    /// The request.
    pub request_id: String,
    /// Chain hash, filled by the sealer.
    pub seal: Option<String>,
}

/// Adds a row.
pub fn insert(c: &mut AnyConnection, row: &AuditRow) -> StoreResult<()> {
    diesel::insert_into(audit::table).values(row).execute(c)?;
    Ok(())
}

/// A page of rows of organisations below the given paths, newest last.
pub fn list(
    c: &mut AnyConnection,
    scope: &crate::identity::Scope,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<AuditRow>> {
    let mut query = audit::table
        .filter(audit::id.eq(""))
        .select(AuditRow::as_select())
        .into_boxed();
    for rule in &scope.rules {
        let below = super::scoped::owners_below(&rule.path_prefix);
        query = query.or_filter(audit::id.gt(after).and(audit::org_id.eq_any(below)));
    }
    Ok(query.order(audit::id).limit(limit).load(c)?)
}

/// True when this user did one of these use cases to this object.
pub fn has_acted(
    c: &mut AnyConnection,
    actor_id: &str,
    object_kind: &str,
    object_id: &str,
    actions: &[&str],
) -> StoreResult<bool> {
    let found = audit::table
        .filter(audit::object_kind.eq(object_kind))
        .filter(audit::object_id.eq(object_id))
        .filter(audit::actor_id.eq(actor_id))
        .filter(audit::action.eq_any(actions));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(c)?)
}
