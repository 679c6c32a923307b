//! Users: create, read, list, suspend; log in.

use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use super::organisations::{named, path_of, taken};
use super::validated::require_valid;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, keys, page, secrets};
use crate::identity::{Object, Permission, scope};
use crate::store::users::{self as rows, UserRow};

/// A new user.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CreateUser {
    /// What they log in with.
    #[validate(length(min = 3, max = 200))]
    pub login: String,
    /// Organisation they belong to; the caller's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_org: Option<String>,
    /// Password of at least 12 characters; without one the user works with API keys only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 12, max = 200))]
    pub password: Option<String>,
}

/// A change of a user.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateUser {
    /// `active` or `suspended`: a suspended user's keys stop working.
    pub state: UserState,
}

/// Whether a user may do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserState {
    /// May work.
    Active,
    /// May not.
    Suspended,
}

/// A user as shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct User {
    /// UUID.
    pub id: String,
    /// What they log in with.
    pub login: String,
    /// `active` or `suspended`.
    pub state: String,
    /// Organisation they belong to.
    pub home_org: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Login and password.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogIn {
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
}

impl std::fmt::Debug for LogIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LogIn")
            .field("login", &self.login)
            .finish_non_exhaustive()
    }
}

/// How long a session lasts.
const SESSION: TimeDelta = TimeDelta::hours(12);

/// Adds a user to an organisation where the caller manages users.
pub fn create_user(services: &Services, call: &Call, input: CreateUser) -> Answer<User> {
    require_valid(&input)?;
    let password_hash = input
        .password
        .as_deref()
        .map(secrets::password_hash)
        .transpose()?
        .unwrap_or_default();
    services.write(call, "create_user", |unit| {
        let home_org = input
            .home_org
            .clone()
            .unwrap_or_else(|| call.actor.home_org.clone());
        let home = named(unit.c, call, &home_org, "/home_org")?;
        call.require(Permission::ManageUsers, &Object::of(&home.path))?;
        let row = UserRow {
            id: unit.new_id(),
            login: input.login.clone(),
            password_hash: password_hash.clone(),
            state: "active".into(),
            home_org: home_org.clone(),
            created_at: unit.now,
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/login", &input.login))?;
        unit.audit(&home_org, "user", &row.id, json!({}))?;
        Ok(view(row))
    })
}

/// One user; everybody sees themselves.
pub fn read_user(services: &Services, call: &Call, id: &str) -> Answer<User> {
    services.read(|c| {
        let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("user"))?;
        let path = path_of(c, &row.home_org)?;
        let seen =
            row.id == call.actor.user_id || call.may(Permission::ManageUsers, &Object::of(&path));
        if seen {
            Ok(view(row))
        } else {
            Err(Refusal::not_found("user"))
        }
    })
}

/// Users the caller manages, by id.
pub fn list_users(services: &Services, call: &Call, request: &PageRequest) -> Answer<Page<User>> {
    call.require_somewhere(Permission::ManageUsers)?;
    let limit = request.limit(&services.limits);
    let scope = scope(
        &call.actor,
        Permission::ManageUsers,
        Permission::ManageUsers,
    );
    let rows = services.read(|c| Ok(rows::list(c, &scope, &request.after()?, limit + 1)?))?;
    Ok(page::page(rows, limit, |row| row.id.clone(), view))
}

/// Suspends or reactivates a user.
pub fn update_user(services: &Services, call: &Call, id: &str, input: UpdateUser) -> Answer<User> {
    let user = services.write(call, "update_user", |unit| {
        let row = rows::by_id(unit.c, id)?.ok_or(Refusal::not_found("user"))?;
        let path = path_of(unit.c, &row.home_org)?;
        if !call.may(Permission::ManageUsers, &Object::of(&path)) {
            return Err(Refusal::not_found("user"));
        }
        let state = if input.state == UserState::Active {
            "active"
        } else {
            "suspended"
        };
        rows::set_state(unit.c, id, state)?;
        unit.audit(&row.home_org, "user", id, json!({"state": state}))?;
        Ok(view(UserRow {
            state: state.into(),
            ..row
        }))
    })?;
    services.forget_cached_actors();
    Ok(user)
}

/// A session key for a login and its password. Wrong login and wrong password take the same way.
pub fn log_in(services: &Services, request_id: &str, input: &LogIn) -> Answer<keys::NewKey> {
    let user = services.read(|c| Ok(rows::by_login(c, &input.login)?))?;
    let hash = user
        .as_ref()
        .map(|u| u.password_hash.as_str())
        .unwrap_or_default();
    let fits = secrets::password_fits(&input.password, hash);
    let user = user
        .filter(|u| fits && u.state == "active")
        .ok_or(Refusal::Unauthenticated)?;
    let call = Call::of(services.actor_of_user(&user.id)?, request_id);
    keys::issue(
        services,
        &call,
        "log_in",
        keys::Issue {
            label: "session".into(),
            kind: "session",
            permissions: String::new(),
            expires_at: Some(services.now() + SESSION),
        },
    )
}

fn view(row: UserRow) -> User {
    User {
        id: row.id,
        login: row.login,
        state: row.state,
        home_org: row.home_org,
        created_at: row.created_at.and_utc(),
    }
}
