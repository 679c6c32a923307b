//! The one place where access is decided.

use super::{Actor, Permission};

/// What an action is about: where it stands and what narrows the grants.
#[derive(Clone, Debug, Default)]
pub struct Object<'a> {
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

/// May this actor do this to that? Deny unless one grant covers organisation, subject and language.
///
/// A grant limited to a subject covers objects of that subject only, and objects without a subject
/// not at all.
pub fn decide(actor: &Actor, permission: Permission, object: &Object<'_>) -> Decision {
    let covered = actor.grants_with(permission).any(|grant| {
        object.owner_path.starts_with(&grant.org_path)
            && grant
                .subject
                .as_deref()
                .is_none_or(|s| object.subject == Some(s))
            && grant
                .language
                .as_deref()
                .is_none_or(|l| object.language.is_none_or(|o| o == l))
    });
    if covered {
        Decision::Allow
    } else {
        Decision::Deny
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Grant, Role};

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
}
