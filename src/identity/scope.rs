//! What a list may show: the store's lists take a [`Scope`]; there is no list without one.

use super::{Actor, Permission};

/// One alternative of a scope: everything below a path, perhaps of one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeRule {
    /// Owner paths that begin so.
    pub path_prefix: String,
    /// Only this subject, where named.
    pub subject: Option<String>,
}

/// The objects an actor may see in a list: those that fit at least one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Alternatives; none shows nothing.
    pub rules: Vec<ScopeRule>,
    /// Where secure objects are seen too.
    pub secure_rules: Vec<ScopeRule>,
    /// The actor: authors always see what they wrote themselves.
    pub user_id: String,
}

/// The scope of an actor for reading with `permission`; `secure` names the permission that shows
/// secure objects as well.
pub fn scope(actor: &Actor, permission: Permission, secure: Permission) -> Scope {
    let rules = |permission| {
        actor
            .grants_with(permission)
            .map(|g| ScopeRule {
                path_prefix: g.org_path.clone(),
                subject: g.subject.clone(),
            })
            .collect()
    };
    Scope {
        rules: rules(permission),
        secure_rules: rules(secure),
        user_id: actor.user_id.clone(),
    }
}
