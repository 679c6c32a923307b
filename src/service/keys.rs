//! API keys: issue one for oneself, list, revoke.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Answer, Call, Page, Refusal, Services, secrets};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::api_keys::{self as rows, ApiKeyRow};

/// A new API key for the caller.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateKey {
    /// What you call it.
    #[schemars(length(min = 1, max = 200))]
    pub label: String,
    /// Narrow it to these permissions; all of yours when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<Permission>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
}

/// A key just issued: the only time its secret is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct NewKey {
    /// UUID of the key.
    pub id: String,
    /// The secret for `Authorization: Bearer …`; it is not kept and never shown again.
    pub secret: String,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
}

/// A key as listed: never its secret.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Key {
    /// UUID.
    pub id: String,
    /// What its owner calls it.
    pub label: String,
    /// `key` or `session`.
    pub kind: String,
    /// Permissions it is narrowed to; empty for all of its user's.
    pub permissions: Vec<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What a key is to be.
pub(super) struct Issue {
    pub(super) label: String,
    pub(super) kind: &'static str,
    pub(super) permissions: String,
    pub(super) expires_at: Option<DateTime<Utc>>,
}

/// Issues a key to the caller; it can do no more than the key it was asked with.
pub fn create_key(services: &Services, call: &Call, input: CreateKey) -> Answer<NewKey> {
    let mut findings = Vec::new();
    for (n, permission) in input.permissions.iter().enumerate() {
        if !call.actor.may_somewhere(*permission) {
            let finding = Finding::error("permission_not_yours", format!("/permissions/{n}"));
            findings.push(finding.with("permission", permission.as_str()));
        }
    }
    if input.expires_at.is_some_and(|end| end <= services.now()) {
        findings.push(Finding::error("time_past", "/expires_at"));
    }
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let narrowed = if input.permissions.is_empty() {
        call.actor.only.clone()
    } else {
        Some(input.permissions)
    };
    let names: Vec<_> = narrowed.iter().flatten().map(|p| p.as_str()).collect();
    issue(
        services,
        call,
        "create_key",
        Issue {
            label: input.label,
            kind: "key",
            permissions: names.join(" "),
            expires_at: input.expires_at,
        },
    )
}

/// The caller's own keys.
pub fn list_keys(services: &Services, call: &Call) -> Answer<Page<Key>> {
    let rows = services.read(|c| Ok(rows::of_user(c, &call.actor.user_id)?))?;
    Ok(Page {
        items: rows.into_iter().map(view).collect(),
        next: None,
    })
}

/// Takes one of the caller's own keys back.
pub fn revoke_key(services: &Services, call: &Call, id: &str) -> Answer<Key> {
    let key = services.write(call, "revoke_key", |unit| {
        let own = rows::by_id(unit.c, id)?.filter(|k| k.user_id == call.actor.user_id);
        let row = own.ok_or(Refusal::not_found("key"))?;
        rows::revoke(unit.c, id, unit.now)?;
        unit.audit(&call.actor.home_org, "api_key", id, json!({}))?;
        Ok(view(ApiKeyRow {
            revoked_at: row.revoked_at.or(Some(unit.now)),
            ..row
        }))
    })?;
    services.forget_cached_actors();
    Ok(key)
}

/// Makes the secret, keeps its hash. The secret is in no stored answer: an idempotency key does not
/// bring it back.
pub(super) fn issue(
    services: &Services,
    call: &Call,
    action: &'static str,
    issue: Issue,
) -> Answer<NewKey> {
    let secret = secrets::new_secret(if issue.kind == "session" {
        "synaq_session_"
    } else {
        "synaq_key_"
    })?;
    let once = Call {
        idempotency: None,
        ..call.clone()
    };
    services.write(&once, action, |unit| {
        let row = ApiKeyRow {
            id: unit.new_id(),
            user_id: call.actor.user_id.clone(),
            label: issue.label.clone(),
            hash: secrets::secret_hash(&secret),
            permissions: issue.permissions.clone(),
            kind: issue.kind.into(),
            created_at: unit.now,
            expires_at: issue.expires_at.map(|t| t.naive_utc()),
            revoked_at: None,
        };
        rows::insert(unit.c, &row)?;
        unit.audit(
            &call.actor.home_org,
            "api_key",
            &row.id,
            json!({"kind": issue.kind}),
        )?;
        Ok(NewKey {
            id: row.id,
            secret: secret.clone(),
            expires_at: issue.expires_at,
        })
    })
}

fn view(row: ApiKeyRow) -> Key {
    Key {
        id: row.id,
        label: row.label,
        kind: row.kind,
        permissions: row
            .permissions
            .split(' ')
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect(),
        created_at: row.created_at.and_utc(),
        expires_at: row.expires_at.map(|t| t.and_utc()),
        revoked_at: row.revoked_at.map(|t| t.and_utc()),
    }
}
