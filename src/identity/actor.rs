//! The actor of a call: a user with grants, possibly narrowed by the key it came with.

use super::{Permission, Role, Share};

/// A role in an organisation, with its place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Organisation the grant stands in.
    pub org_id: String,
    /// Path of that organisation (`/root/region/school/`); the grant holds for every path it begins.
    pub org_path: String,
    /// Only this subject, where named.
    pub subject: Option<String>,
    /// Only this language, where named.
    pub language: Option<String>,
}

impl Grant {
    /// True when the grant's role has the permission.
    pub fn has(&self, permission: Permission) -> bool {
        self.role.permissions().contains(&permission)
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// User id.
    pub user_id: String,
    /// The organisation the user belongs to; new objects are its own.
    pub home_org: String,
    /// Path of the home organisation.
    pub home_path: String,
    /// Grants in force.
    pub grants: Vec<Grant>,
    /// What other organisations share with those the grants hold for, as long as the actor is not
    /// older than two seconds.
    pub shares: Vec<Share>,
    /// When the key carries only some permissions: those. `None` is no narrowing.
    pub only: Option<Vec<Permission>>,
}

impl Actor {
    /// Grants that carry a permission, after narrowing by the key.
    pub fn grants_with(&self, permission: Permission) -> impl Iterator<Item = &Grant> {
        let narrowed_away = self
            .only
            .as_ref()
            .is_some_and(|only| !only.contains(&permission));
        self.grants
            .iter()
            .filter(move |g| !narrowed_away && g.has(permission))
    }

    /// True when some grant somewhere carries the permission.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.grants_with(permission).next().is_some()
    }
}
