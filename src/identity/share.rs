//! Shares: what one organisation lets another one do with some of its objects.
//!
//! A share puts objects beside those of the partner organisation, for the permissions that its right
//! carries; what somebody does with them is still said by the grants that hold for the partner. Nothing
//! is shared with the organisations below the partner.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Permission::{self, *};
use super::Shared;
use crate::language::text_enum;

text_enum! {
    /// What a partner may do with what is shared.
    ShareRight {
        /// Read: tasks without keys, published specifications, locked forms as candidates see them.
        Read = "read",
        /// Read, and use: items in the partner's own assembly, specifications for it, forms in sittings;
        /// with keys, because what is sat has to be marked.
        Use = "use",
        /// Read with keys, and write: revise and change drafts.
        CoAuthor = "co_author",
    }
}

text_enum! {
    /// What can be shared. Enemy groups go with their items, and so do stimuli.
    Shareable {
        /// Items.
        Item = "item",
        /// Stimuli.
        Stimulus = "stimulus",
        /// Specifications.
        Specification = "specification",
        /// Forms.
        Form = "form",
    }
}

impl ShareRight {
    /// The permissions it carries. Secure objects are a matter of their own ([`Share::secure`]).
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Read => &[ReadItems, ReadSpecifications, ReadForms],
            Self::Use => &[ReadItems, ReadKeys, ReadSpecifications, ReadForms],
            Self::CoAuthor => &[
                ReadItems,
                ReadKeys,
                WriteItems,
                ReadSpecifications,
                WriteSpecifications,
            ],
        }
    }

    /// True where the right means something for objects of this kind: forms are not written, and a
    /// stimulus is used with its items only.
    pub const fn is_for(self, kind: Shareable) -> bool {
        !matches!(
            (self, kind),
            (Self::CoAuthor, Shareable::Form) | (Self::Use, Shareable::Stimulus)
        )
    }
}

/// Which objects of the owner are shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharedWhat {
    /// The one with this id.
    One(String),
    /// Everything of a subject, and of a grade where one is named; what comes later, too.
    Of {
        /// Subject code.
        subject: String,
        /// Grade.
        grade: Option<i32>,
    },
}

/// A share in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// UUID.
    pub id: String,
    /// Whose objects. Those of organisations below it are not meant.
    pub owner_org: String,
    /// With whom.
    pub partner_org: String,
    /// Path of the partner: a grant that holds there opens the share.
    pub partner_path: String,
    /// What for.
    pub right: ShareRight,
    /// Kind of the objects.
    pub kind: Shareable,
    /// Which.
    pub what: SharedWhat,
    /// True where secure objects are meant, too.
    pub secure: bool,
    /// When it ends, if it does.
    pub until: Option<NaiveDateTime>,
}

impl Share {
    /// True when the share carries the permission.
    pub fn carries(&self, permission: Permission) -> bool {
        self.right.permissions().contains(&permission)
            || (permission == ReadSecureItems && self.secure)
    }

    /// True when the object is among what is shared.
    pub fn covers(&self, object: &Shared<'_>, of_subject: Option<&str>) -> bool {
        let meant = match &self.what {
            SharedWhat::One(id) => id == object.id,
            SharedWhat::Of { subject, grade } => {
                let has = |(low, high): (i32, i32)| grade.is_none_or(|g| low <= g && g <= high);
                of_subject == Some(subject) && (grade.is_none() || object.grades.is_some_and(has))
            }
        };
        meant
            && self.kind == object.kind
            && self.owner_org == object.owner_org
            && (self.secure || !object.secure)
    }
}
