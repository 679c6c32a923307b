//! The audit trail as its readers see it.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Answer, Call, Page, PageRequest, Services, page};
use crate::identity::{Permission, scope};
use crate::store;

/// One use case that wrote something.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AuditEntry {
    /// UUIDv7: entries sort by time.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor_id: String,
    /// The organisation concerned.
    pub org_id: String,
    /// Use case.
    pub action: String,
    /// What kind of thing.
    pub object_kind: String,
    /// Which.
    pub object_id: String,
    /// Numbers and hashes.
    pub detail: Value,
    /// The request.
    pub request_id: String,
}

/// Entries of organisations whose trail the caller reads, oldest first.
pub fn list_audit(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<AuditEntry>> {
    call.require_somewhere(Permission::ReadAudit)?;
    let limit = request.limit(&services.limits);
    let scope = scope(&call.actor, Permission::ReadAudit, Permission::ReadAudit);
    let rows =
        services.read(|c| Ok(store::audit::list(c, &scope, &request.after()?, limit + 1)?))?;
    Ok(page::page(
        rows,
        limit,
        |row| row.id.clone(),
        |row| AuditEntry {
            id: row.id,
            at: row.at.and_utc(),
            actor_id: row.actor_id,
            org_id: row.org_id,
            action: row.action,
            object_kind: row.object_kind,
            object_id: row.object_id,
            detail: serde_json::from_str(&row.detail).unwrap_or(Value::Null),
            request_id: row.request_id,
        },
    ))
}
