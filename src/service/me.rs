//! Who the caller is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Call, Refusal, Services, media_bytes};
use crate::identity::{Permission, Role};
use crate::store;

/// The caller.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Me {
    /// User id.
    pub user_id: String,
    /// Organisation the user belongs to.
    pub home_org: String,
    /// What this key may do somewhere.
    pub permissions: Vec<Permission>,
    /// Roles and where they hold.
    pub grants: Vec<MyGrant>,
}

/// A role of the caller.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MyGrant {
    /// The role.
    pub role: Role,
    /// Where it holds, with the organisations below.
    pub org_id: String,
    /// Only this subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Only this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Who the caller is and what its key may do.
pub fn read_me(call: &Call) -> Me {
    let actor = &call.actor;
    Me {
        user_id: actor.user_id.clone(),
        home_org: actor.home_org.clone(),
        permissions: Permission::ALL
            .iter()
            .copied()
            .filter(|p| actor.may_somewhere(*p))
            .collect(),
        grants: actor
            .grants
            .iter()
            .map(|g| MyGrant {
                role: g.role,
                org_id: g.org_id.clone(),
                subject: g.subject.clone(),
                language: g.language.clone(),
            })
            .collect(),
    }
}

/// Fails unless the database and the store of media answer.
pub fn ready(services: &Services) -> Answer<()> {
    services.read(|c| store::users::count(c).map(|_| ()).map_err(Refusal::from))?;
    media_bytes::ready(services)
}
