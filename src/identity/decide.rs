//! The one place where access is decided.

use super::{Actor, Permission, Share, ShareRight, Shareable};

/// What of an object decides whether a share covers it.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'a> {
    /// Kind.
    pub kind: Shareable,
    /// Id.
    pub id: &'a str,
    /// Owner.
    pub owner_org: &'a str,
    /// Lowest and highest grade, where it has grades.
    pub grades: Option<(i32, i32)>,
    /// True for secure objects: only a share that says so covers them.
    pub secure: bool,
}

/// What an action is about: where it stands and what narrows the grants.
#[derive(Clone, Debug, Default)]
pub struct Object<'a> {
    /// What shares go by; without it none covers the object.
    pub shared: Option<Shared<'a>>,
    /// Path of the owner in the tree of organisations.
    pub owner_path: &'a str,
    /// Subject, where the object has one.
    pub subject: Option<&'a str>,
    /// Language, where the action is about one.
    pub language: Option<&'a str>,
}

impl<'a> Object<'a> {
    /// An object of an organisation, neither of a subject nor of a language.
    pub fn of(owner_path: &'a str) -> Self {
        Self {
            owner_path,
            subject: None,
            language: None,
            shared: None,
        }
    }

    /// The same object, which shares may cover.
    #[must_use]
    pub fn shared(mut self, shared: Shared<'a>) -> Self {
        self.shared = Some(shared);
        self
    }

    /// The same object as if nothing were shared.
    #[must_use]
    pub fn unshared(&self) -> Self {
        Self {
            shared: None,
            ..self.clone()
        }
    }

    /// The same object, of a subject.
    #[must_use]
    pub fn subject(mut self, subject: &'a str) -> Self {
        self.subject = Some(subject).filter(|s| !s.is_empty());
        self
    }

    /// The same object, about a language.
    #[must_use]
    pub fn language(mut self, language: &'a str) -> Self {
        self.language = Some(language);
        self
    }
}

/// The answer. There is no third one: hiding (404 instead of 403) is the caller's, who asks for the
/// permission to *see* first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Refuse.
    Deny,
}

impl Decision {
    /// True for [`Decision::Allow`].
    pub fn allows(self) -> bool {
        self == Self::Allow
    }
}

/// May this actor do this to that? Deny unless one grant covers organisation, subject and language, or
/// a share that carries the permission covers the object and such a grant covers its partner.
///
/// A grant limited to a subject covers objects of that subject only, and objects without a subject
/// not at all.
pub fn decide(actor: &Actor, permission: Permission, object: &Object<'_>) -> Decision {
    let covered = is_granted(actor, permission, object.owner_path, object)
        || share_for(actor, permission, object).is_some();
    if covered {
        Decision::Allow
    } else {
        Decision::Deny
    }
}

/// The share by which the actor may do this to that; grants over the owner aside.
pub fn share_for<'a>(
    actor: &'a Actor,
    permission: Permission,
    object: &Object<'_>,
) -> Option<&'a Share> {
    let shared = object.shared.as_ref()?;
    actor.shares.iter().find(|share| {
        share.carries(permission)
            && share.covers(shared, object.subject)
            && is_granted(actor, permission, &share.partner_path, object)
    })
}

/// The share by which the actor may use this with its partner's `permission`: assemble to a
/// specification, sit a form.
pub fn share_to_use<'a>(
    actor: &'a Actor,
    permission: Permission,
    object: &Object<'_>,
) -> Option<&'a Share> {
    let shared = object.shared.as_ref()?;
    actor.shares.iter().find(|share| {
        share.right == ShareRight::Use
            && share.covers(shared, object.subject)
            && is_granted(actor, permission, &share.partner_path, object)
    })
}

fn is_granted(actor: &Actor, permission: Permission, path: &str, object: &Object<'_>) -> bool {
    actor.grants_with(permission).any(|grant| {
        path.starts_with(&grant.org_path)
            && grant
                .subject
                .as_deref()
                .is_none_or(|s| object.subject == Some(s))
            && grant
                .language
                .as_deref()
                .is_none_or(|l| object.language.is_none_or(|o| o == l))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Grant, Role, SharedWhat};

    fn actor(role: Role, path: &str, subject: Option<&str>) -> Actor {
        Actor {
            user_id: "u".into(),
            home_org: "o".into(),
            home_path: path.into(),
            grants: vec![Grant {
                role,
                org_id: "o".into(),
                org_path: path.into(),
                subject: subject.map(Into::into),
                language: None,
            }],
            shares: Vec::new(),
            only: None,
        }
    }

    #[test]
    fn a_grant_covers_its_organisation_and_those_below_and_no_other() {
        let a = actor(Role::Developer, "/root/a/", None);
        for (path, expected) in [
            ("/root/a/", true),
            ("/root/a/b/", true),
            ("/root/", false),
            ("/root/ab/", false),
        ] {
            let decision = decide(&a, Permission::WriteItems, &Object::of(path));
            assert_eq!(decision.allows(), expected, "{path}");
        }
    }

    #[test]
    fn a_grant_for_a_subject_covers_that_subject_only() {
        let a = actor(Role::Developer, "/root/", Some("mathematics"));
        let write = |o: &Object<'_>| decide(&a, Permission::WriteItems, o).allows();
        assert!(write(&Object::of("/root/").subject("mathematics")));
        assert!(!write(&Object::of("/root/").subject("physics")));
        assert!(!write(&Object::of("/root/")));
    }

    #[test]
    fn a_key_with_fewer_permissions_narrows_its_user() {
        let mut a = actor(Role::Administrator, "/root/", None);
        a.only = Some(vec![Permission::ReadSpecifications]);
        assert!(decide(&a, Permission::ReadSpecifications, &Object::of("/root/")).allows());
        assert!(!decide(&a, Permission::WriteItems, &Object::of("/root/")).allows());
    }

    fn shared_with(path: &str, right: ShareRight, what: SharedWhat) -> Share {
        Share {
            id: "s".into(),
            owner_org: "o".into(),
            partner_org: "p".into(),
            partner_path: path.into(),
            right,
            kind: Shareable::Item,
            what,
            secure: false,
            until: None,
        }
    }

    fn item(id: &str, secure: bool) -> Object<'_> {
        Object::of("/root/a/")
            .subject("mathematics")
            .shared(Shared {
                kind: Shareable::Item,
                id,
                owner_org: "o",
                grades: Some((5, 6)),
                secure,
            })
    }

    #[test]
    fn a_share_opens_what_it_carries_to_the_grants_that_hold_for_the_partner() {
        let of = |grade| SharedWhat::Of {
            subject: "mathematics".into(),
            grade,
        };
        for (what, covered) in [
            (of(None), true),
            (of(Some(6)), true),
            (of(Some(7)), false),
            (SharedWhat::One("i".into()), true),
            (SharedWhat::One("j".into()), false),
        ] {
            let mut a = actor(Role::Developer, "/root/b/", Some("mathematics"));
            a.shares = vec![shared_with("/root/b/", ShareRight::Use, what.clone())];
            let may = |permission| decide(&a, permission, &item("i", false)).allows();
            assert_eq!(may(Permission::ReadItems), covered, "{what:?}");
            assert_eq!(may(Permission::ReadKeys), covered, "{what:?}");
            assert!(!may(Permission::WriteItems), "{what:?}");
            let secure = decide(&a, Permission::ReadItems, &item("i", true));
            assert!(!secure.allows(), "{what:?}");
        }
    }

    #[test]
    fn a_share_opens_nothing_to_grants_that_do_not_hold_for_the_partner() {
        let what = || SharedWhat::One("i".into());
        for (role, path, subject) in [
            (Role::Developer, "/root/c/", None),
            (Role::Developer, "/root/b/below/", None),
            (Role::Developer, "/root/b/", Some("physics")),
            (Role::SchoolReader, "/root/b/", None),
        ] {
            let mut a = actor(role, path, subject);
            a.shares = vec![shared_with("/root/b/", ShareRight::CoAuthor, what())];
            let decision = decide(&a, Permission::ReadItems, &item("i", false));
            assert!(!decision.allows(), "{role} {path} {subject:?}");
        }
    }
}
