//! The first start: the root organisation, the one-time link, the first administrator.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::keys::{self, NewKey};
use super::validated::require_valid;
use super::{Answer, Call, Refusal, Services, secrets};
use crate::bank::Language;
use crate::identity::{Actor, Role};
use crate::language::finding::Finding;
use crate::store::{self, AnyConnection, failure};

/// Code of the root organisation.
pub const ROOT: &str = "root";
/// Login of the account the shipped library is loaded by; it has no password and no key.
const SYSTEM: &str = "synaq-system";
/// How long a set-up link can be used.
const LINK_LASTS: TimeDelta = TimeDelta::minutes(30);

/// What makes the first administrator.
#[derive(Clone, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// The token of the set-up link.
    pub token: String,
    /// Login of the administrator.
    #[validate(length(min = 3, max = 200))]
    pub login: String,
    /// Password of at least 12 characters.
    #[validate(length(min = 12, max = 200))]
    pub password: String,
}

impl std::fmt::Debug for SetUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetUp")
            .field("login", &self.login)
            .finish_non_exhaustive()
    }
}

/// Makes the root organisation and the system account where they are missing; returns the system's actor.
pub fn prepare(services: &Services, zone: &str) -> Answer<Actor> {
    let existing = services.read(|c| Ok(store::users::by_login(c, SYSTEM)?))?;
    let user_id = match existing {
        Some(user) => user.id,
        None => services.db.write(|c| create_root(services, c, zone))?,
    };
    services.actor_of_user(&user_id)
}

/// The account that works when nobody asked: the library, what is due by time.
pub(super) fn system_actor(services: &Services) -> Answer<Actor> {
    let user = services.read(|c| Ok(store::users::by_login(c, SYSTEM)?))?;
    let user = user.ok_or_else(|| Refusal::Internal("the system has no account".into()))?;
    services.actor_of_user(&user.id)
}

/// True while nobody but the system has an account.
pub fn is_fresh(services: &Services) -> Answer<bool> {
    services.read(|c| Ok(store::users::count(c)? <= 1))
}

/// A new set-up token; the link that holds it makes one administrator within half an hour.
pub fn issue_setup_token(services: &Services) -> Answer<String> {
    let token = secrets::new_secret("")?;
    let now = services.now();
    services.db.write(|c| -> Answer<()> {
        let (from, until) = (now.naive_utc(), (now + LINK_LASTS).naive_utc());
        Ok(store::setup_tokens::insert(
            c,
            &secrets::secret_hash(&token),
            from,
            until,
        )?)
    })?;
    Ok(token)
}

/// True when the token of a link could be used.
pub fn setup_token_is_usable(services: &Services, token: &str) -> Answer<bool> {
    let now = services.now().naive_utc();
    services.read(|c| {
        Ok(store::setup_tokens::is_usable(
            c,
            &secrets::secret_hash(token),
            now,
        )?)
    })
}

/// Uses the link: makes an administrator of the root and gives a session key.
pub fn set_up(services: &Services, request_id: &str, input: &SetUp) -> Answer<NewKey> {
    require_valid(input)?;
    let password_hash = secrets::password_hash(&input.password)?;
    let now = services.now().naive_utc();
    let user_id = services.db.write(|c| {
        if !store::setup_tokens::take(c, &secrets::secret_hash(&input.token), now)? {
            return Err(Refusal::invalid(Finding::error(
                "setup_token_unusable",
                "/token",
            )));
        }
        administrator(services, c, &input.login, &password_hash)
    })?;
    let call = Call::of(services.actor_of_user(&user_id)?, request_id);
    keys::issue(
        services,
        &call,
        "set_up",
        keys::Issue {
            label: "set-up".into(),
            kind: "session",
            permissions: String::new(),
            expires_at: Some(services.now() + TimeDelta::hours(12)),
        },
    )
}

/// Makes an administrator of the root without a link (`synaq user create --admin`, demo); returns its id.
pub fn create_administrator(
    services: &Services,
    login: &str,
    password: Option<&str>,
) -> Answer<String> {
    let hash = password
        .map(secrets::password_hash)
        .transpose()?
        .unwrap_or_default();
    services
        .db
        .write(|c| administrator(services, c, login, &hash))
}

fn administrator(
    services: &Services,
    c: &mut AnyConnection,
    login: &str,
    password_hash: &str,
) -> Answer<String> {
    let root = store::organisations::by_code(c, ROOT)?
        .ok_or_else(|| Refusal::Internal("no root".into()))?;
    create_user_with_role(
        services,
        c,
        &root.id,
        login,
        password_hash,
        Role::Administrator,
    )
}

fn create_root(services: &Services, c: &mut AnyConnection, zone: &str) -> Answer<String> {
    let id = services.new_id();
    let name: BTreeMap<Language, String> = [
        ("kk", "Сынақ орталығы"),
        ("ru", "Центр Synaq"),
        ("en", "Synaq centre"),
    ]
    .into_iter()
    .filter_map(|(code, text)| Some((code.parse().ok()?, text.to_owned())))
    .collect();
    store::organisations::insert(
        c,
        &store::organisations::OrganisationRow {
            path: format!("/{id}/"),
            code: ROOT.into(),
            kind: "centre".into(),
            parent_id: None,
            name: failure::write_json(&name),
            zone: zone.into(),
            revision: 1,
            created_at: services.now().naive_utc(),
            id: id.clone(),
        },
    )?;
    create_user_with_role(services, c, &id, SYSTEM, "", Role::Administrator)
}

fn create_user_with_role(
    services: &Services,
    c: &mut AnyConnection,
    org_id: &str,
    login: &str,
    password_hash: &str,
    role: Role,
) -> Answer<String> {
    let (id, now) = (services.new_id(), services.now().naive_utc());
    let user = store::users::UserRow {
        id: id.clone(),
        login: login.into(),
        password_hash: password_hash.into(),
        state: "active".into(),
        home_org: org_id.into(),
        created_at: now,
    };
    store::users::insert(c, &user).map_err(|e| super::organisations::taken(e, "/login", login))?;
    store::grants::insert(
        c,
        &store::grants::GrantRow {
            id: services.new_id(),
            user_id: id.clone(),
            org_id: org_id.into(),
            role: role.to_string(),
            subject: String::new(),
            language: String::new(),
            created_by: id.clone(),
            created_at: now,
        },
    )?;
    store::audit::insert(
        c,
        &store::audit::AuditRow {
            id: services.new_id(),
            at: now,
            actor_id: id.clone(),
            org_id: org_id.into(),
            action: "create_account".into(),
            object_kind: "user".into(),
            object_id: id.clone(),
            detail: serde_json::json!({"role": role}).to_string(),
            request_id: "setup".into(),
            seal: None,
        },
    )?;
    Ok(id)
}
