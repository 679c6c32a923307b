//! What a list may show: the store's lists take a [`Scope`]; there is no list without one.

use super::{Actor, Permission, Share, Shareable, SharedWhat};

/// One alternative of a scope: everything below a path, perhaps of one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeRule {
    /// Owner paths that begin so.
    pub path_prefix: String,
    /// Only this subject, where named.
    pub subject: Option<String>,
}

/// Another alternative: what is shared with an organisation of the actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedRule {
    /// Whose objects.
    pub owner_org: String,
    /// Only this one, where named.
    pub id: Option<String>,
    /// Only of this subject, where named.
    pub subject: Option<String>,
    /// Only of this grade, where named.
    pub grade: Option<i32>,
    /// True where secure ones are shown, too.
    pub secure: bool,
}

/// The objects an actor may see in a list: those that fit at least one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Alternatives; none shows nothing.
    pub rules: Vec<ScopeRule>,
    /// Where secure objects are seen too.
    pub secure_rules: Vec<ScopeRule>,
    /// What is shared, by kind.
    pub shared: Vec<(Shareable, SharedRule)>,
    /// The actor: authors always see what they wrote themselves.
    pub user_id: String,
}

impl Scope {
    /// What is shared of one kind.
    pub fn shared_of(&self, kind: Shareable) -> impl Iterator<Item = &SharedRule> {
        let of_kind = move |(of, _): &&(Shareable, SharedRule)| *of == kind;
        self.shared.iter().filter(of_kind).map(|(_, rule)| rule)
    }
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
    let shares = actor.shares.iter().filter(|s| s.carries(permission));
    let shared = shares.flat_map(|share| {
        shared_rules(actor, share, permission, Some(secure))
            .into_iter()
            .map(|rule| (share.kind, rule))
    });
    Scope {
        rules: rules(permission),
        secure_rules: rules(secure),
        shared: shared.collect(),
        user_id: actor.user_id.clone(),
    }
}

/// What a share shows to an actor by each grant that opens it with `permission`. Secure objects are
/// among it when the share says so and a grant has `secure` at the partner, where one is asked for.
pub fn shared_rules(
    actor: &Actor,
    share: &Share,
    permission: Permission,
    secure: Option<Permission>,
) -> Vec<SharedRule> {
    let subjects = |permission| {
        actor
            .grants_with(permission)
            .filter(|g| share.partner_path.starts_with(&g.org_path))
            .map(|g| g.subject.clone())
    };
    let mut rules: Vec<SharedRule> = Vec::new();
    let mut add = |of_grant: Option<String>, secure: bool| {
        let (id, of_share, grade) = match &share.what {
            SharedWhat::One(id) => (Some(id.clone()), None, None),
            SharedWhat::Of { subject, grade } => (None, Some(subject.clone()), *grade),
        };
        let subject = match (of_share, of_grant) {
            (Some(a), Some(b)) if a != b => return,
            (a, b) => a.or(b),
        };
        let rule = SharedRule {
            owner_org: share.owner_org.clone(),
            id,
            subject,
            grade,
            secure,
        };
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    };
    subjects(permission).for_each(|subject| add(subject, share.secure && secure.is_none()));
    if let Some(secure) = secure.filter(|_| share.secure) {
        subjects(secure).for_each(|subject| add(subject, true));
    }
    rules
}
