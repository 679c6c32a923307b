//! Why a use case did not do it. The faces turn these into their own words; nobody else does.

use super::specifications::Successor;
use crate::assembly::explain::Explanation;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::StoreError;

/// Why a use case did not do it.
#[derive(Debug)]
pub enum Refusal {
    /// No valid key came with the call.
    Unauthenticated,
    /// The actor may not do this.
    Denied {
        /// The permission that is missing.
        permission: Permission,
    },
    /// The actor has the permission, and a rule forbids it all the same (nobody reviews their own work).
    Forbidden(Vec<Finding>),
    /// There is no such thing, or the actor may not know of it.
    NotFound {
        /// What was looked for (`item`, `form`).
        kind: &'static str,
    },
    /// It was there and holds no more.
    Gone {
        /// Since when and why.
        finding: Box<Finding>,
        /// What holds instead, where that is known and the caller may see it.
        successor: Option<Box<Successor>>,
    },
    /// The input is wrong; every finding.
    Invalid(Vec<Finding>),
    /// The input is right and no form can be made of the present bank; every reason.
    Infeasible(Vec<Finding>),
    /// The same, with what is missing, what contradicts and what would have to give way.
    Explained {
        /// Every reason.
        findings: Vec<Finding>,
        /// All of it as data.
        explanation: Box<Explanation>,
        /// The run that was kept for it; none for a mere check.
        run: Option<RefusedRun>,
    },
    /// The input is right and contradicts what is there.
    Conflict(Vec<Finding>),
    /// The caller changes a revision that is no longer current.
    Stale {
        /// The current entity tag.
        current: String,
    },
    /// The caller did not say which revision it changes.
    PreconditionMissing,
    /// The idempotency key was used for another request.
    KeyReused,
    /// The request itself is malformed (cursor, syntax).
    Malformed(Finding),
    /// It cannot be given in a format the caller accepts.
    NotAcceptable {
        /// Media types in which it can.
        offered: &'static [&'static str],
    },
    /// The bytes are more than are taken.
    TooLarge(Box<Finding>),
    /// The bytes are of no kind that is taken here.
    UnsupportedMedia(Box<Finding>),
    /// Bytes that a row names are not where they should be, or are others: the operator's to mend.
    Lost(Box<Finding>),
    /// The database or a worker is not there; try again.
    Unavailable(String),
    /// The store of media does not answer; try again.
    MediaAway(String),
    /// A fault of ours; told to the log, not to the caller.
    Internal(String),
}

/// A run without forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRun {
    /// Its id.
    pub id: String,
    /// True while its job works out what contradicts, what would have to give way and the nearest forms.
    pub explaining: bool,
}

impl Refusal {
    /// One finding that refuses the input.
    pub fn invalid(finding: Finding) -> Self {
        Self::Invalid(vec![finding])
    }

    /// One contradiction with what is there.
    pub fn conflict(finding: Finding) -> Self {
        Self::Conflict(vec![finding])
    }

    /// Nothing of that kind.
    pub fn not_found(kind: &'static str) -> Self {
        Self::NotFound { kind }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Immutable(what) => {
                Self::conflict(Finding::error("immutable", "").with("what", what))
            }
            StoreError::Unavailable(why) => Self::Unavailable(why),
            other => Self::Internal(other.to_string()),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Denied { permission } => write!(f, "permission {permission} is missing"),
            Self::NotFound { kind } => write!(f, "no such {kind}"),
            Self::Invalid(findings)
            | Self::Infeasible(findings)
            | Self::Explained { findings, .. }
            | Self::Conflict(findings)
            | Self::Forbidden(findings) => {
                for (n, finding) in findings.iter().enumerate() {
                    if n > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{finding}")?;
                }
                Ok(())
            }
            Self::Malformed(finding) => write!(f, "{finding}"),
            Self::TooLarge(finding) | Self::UnsupportedMedia(finding) => write!(f, "{finding}"),
            Self::Gone { finding, .. } | Self::Lost(finding) => write!(f, "{finding}"),
            Self::NotAcceptable { offered } => write!(f, "given only as {}", offered.join(", ")),
            Self::Unavailable(why) => write!(f, "unavailable: {why}"),
            Self::MediaAway(why) => write!(f, "the store of media does not answer: {why}"),
            Self::Internal(why) => write!(f, "internal fault: {why}"),
            other => write!(f, "{other:?}"),
        }
    }
}

impl std::error::Error for Refusal {}
