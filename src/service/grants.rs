//! Grants: give a role, list, take back. Nobody gives what they do not have.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::organisations::{named, path_of, taken};
use super::{Answer, Call, Page, Refusal, Services};
use crate::bank::Language;
use crate::identity::{Object, Permission, Role};
use crate::store::grants::{self as rows, GrantRow};
use crate::store::{self, AnyConnection};

/// A role for a user.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateGrant {
    /// The organisation it holds in, with those below; the user's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_id: Option<String>,
    /// The role.
    pub role: Role,
    /// Only for this subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Only for this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// A grant as shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GrantView {
    /// UUID.
    pub id: String,
    /// Whom.
    pub user_id: String,
    /// Where.
    pub org_id: String,
    /// The role.
    pub role: String,
    /// Only for this subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Only for this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When it was given.
    pub created_at: DateTime<Utc>,
}

/// Gives a user a role in an organisation where the caller manages users and has everything the role has.
pub fn create_grant(
    services: &Services,
    call: &Call,
    user_id: &str,
    input: CreateGrant,
) -> Answer<GrantView> {
    let grant = services.write(call, "create_grant", |unit| {
        let user = managed_user(unit.c, call, user_id)?;
        let org_id = input.org_id.clone().unwrap_or(user.home_org);
        let org = named(unit.c, call, &org_id, "/org_id")?;
        call.require(Permission::ManageUsers, &Object::of(&org.path))?;
        for permission in input.role.permissions() {
            call.require(*permission, &Object::of(&org.path))?;
        }
        let row = GrantRow {
            id: unit.new_id(),
            user_id: user_id.to_owned(),
            org_id: org_id.clone(),
            role: input.role.to_string(),
            subject: input.subject.clone().unwrap_or_default(),
            language: input
                .language
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/role", input.role.as_str()))?;
        unit.audit(
            &org_id,
            "grant",
            &row.id,
            json!({"user": user_id, "role": row.role}),
        )?;
        Ok(view(row))
    })?;
    services.forget_cached_actors();
    Ok(grant)
}

/// Grants of a user the caller manages, or of the caller.
pub fn list_grants(services: &Services, call: &Call, user_id: &str) -> Answer<Page<GrantView>> {
    services.read(|c| {
        if user_id != call.actor.user_id {
            managed_user(c, call, user_id)?;
        }
        let rows = rows::rows_of_user(c, user_id)?;
        Ok(Page {
            items: rows.into_iter().map(view).collect(),
            next: None,
        })
    })
}

/// Takes a grant back.
pub fn delete_grant(
    services: &Services,
    call: &Call,
    user_id: &str,
    id: &str,
) -> Answer<GrantView> {
    let grant = services.write(call, "delete_grant", |unit| {
        managed_user(unit.c, call, user_id)?;
        let row = rows::by_id(unit.c, id)?
            .filter(|g| g.user_id == user_id)
            .ok_or(Refusal::not_found("grant"))?;
        let path = path_of(unit.c, &row.org_id)?;
        call.require(Permission::ManageUsers, &Object::of(&path))?;
        rows::delete(unit.c, id)?;
        unit.audit(
            &row.org_id,
            "grant",
            id,
            json!({"user": user_id, "role": row.role}),
        )?;
        Ok(view(row))
    })?;
    services.forget_cached_actors();
    Ok(grant)
}

fn managed_user(
    c: &mut AnyConnection,
    call: &Call,
    user_id: &str,
) -> Answer<store::users::UserRow> {
    let user = store::users::by_id(c, user_id)?.ok_or(Refusal::not_found("user"))?;
    let path = path_of(c, &user.home_org)?;
    if call.may(Permission::ManageUsers, &Object::of(&path)) {
        Ok(user)
    } else {
        Err(Refusal::not_found("user"))
    }
}

fn view(row: GrantRow) -> GrantView {
    let present = |text: String| Some(text).filter(|t| !t.is_empty());
    GrantView {
        id: row.id,
        user_id: row.user_id,
        org_id: row.org_id,
        role: row.role,
        subject: present(row.subject),
        language: present(row.language),
        created_at: row.created_at.and_utc(),
    }
}
