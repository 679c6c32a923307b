//! Specifications as they are shown, and who sees them.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::succession::{Successor, notice_of};
use crate::identity::{Object, Permission, Shareable, Shared};
use crate::language::finding::Finding;
use crate::service::{Answer, Call, Refusal};
use crate::specification::document::{SpecAccess, Texts};
use crate::specification::state::SpecificationState;
use crate::store::AnyConnection;
use crate::store::specification_list::{self as rows, Listed};

/// A version of a specification without its document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SpecificationSummary {
    /// UUID of the specification.
    pub id: String,
    /// Owner.
    pub owner_org: String,
    /// Human code.
    pub code: String,
    /// Version number of the document.
    pub version: u32,
    /// Where the version stands.
    pub state: SpecificationState,
    /// Kind of assessment.
    pub kind: String,
    /// Subject (tests).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<u8>,
    /// Term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u8>,
    /// School year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub academic_year: Option<String>,
    /// Who may see it once published.
    pub access: SpecAccess,
    /// Hash of the document.
    pub hash: String,
    /// What `If-Match` names to change this version.
    pub etag: String,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// Last day it holds; no end when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// What was said publicly when it was published, by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Texts>,
    /// When and why it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<Withdrawal>,
    /// What took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<SupersededBy>,
}

/// A version as the list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListedSpecification {
    /// The version.
    #[serde(flatten)]
    pub specification: SpecificationSummary,
    /// True when its time is over; reading it answers 410.
    #[serde(default)]
    pub expired: bool,
    /// What holds in the place of one that is expired or withdrawn, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<Successor>,
}

/// When and why a version was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Withdrawal {
    /// When.
    pub at: DateTime<Utc>,
    /// Why; empty for what was withdrawn before reasons were kept with the version.
    pub reason: String,
}

/// The version that took the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SupersededBy {
    /// UUID of the specification.
    pub id: String,
    /// Version.
    pub version: u32,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// The decision that a version may be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Approval {
    /// The body.
    pub body: String,
    /// Number of the protocol.
    pub protocol: String,
    /// Day of the protocol (ISO date).
    pub date: String,
}

/// A version that was saved, and what somebody should look at.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SavedSpecification {
    /// The version.
    #[serde(flatten)]
    pub specification: SpecificationSummary,
    /// Warnings of the check.
    pub warnings: Vec<Finding>,
}

/// A version the caller sees; nothing is said of the others.
pub(super) fn found(c: &mut AnyConnection, call: &Call, id: &str, version: u32) -> Answer<Listed> {
    let version = i32::try_from(version).unwrap_or(0);
    rows::listed_version(c, id, version)?
        .filter(|row| sees(call, row))
        .ok_or(Refusal::not_found("specification"))
}

/// True when the caller sees this version: staff of the owner always, everyone with a read key the
/// public ones that are or were published, partners those of what is shared with them.
pub(super) fn sees(call: &Call, row: &Listed) -> bool {
    let is_out = matches!(row.state.as_str(), "published" | "withdrawn");
    let is_open = row.access == "public" && reads_public(call);
    is_staff(call, row)
        || (is_out && (is_open || call.has_share(Permission::ReadSpecifications, &object(row))))
}

/// A read grant anywhere in the installation is enough: schools read the centre's specifications.
pub(super) fn reads_public(call: &Call) -> bool {
    call.actor.may_somewhere(Permission::ReadSpecifications)
}

/// Grants with which the owner's versions are seen in every state.
pub(super) const STAFF: [Permission; 3] = [
    Permission::WriteSpecifications,
    Permission::PublishSpecifications,
    Permission::AssembleForms,
];

/// True for those who write, publish or use the owner's specifications, its co-authors among them.
pub(super) fn is_staff(call: &Call, row: &Listed) -> bool {
    let object = object(row);
    STAFF
        .into_iter()
        .any(|permission| call.may(permission, &object))
}

/// The version as an object of decisions.
pub(super) fn object(row: &Listed) -> Object<'_> {
    Object::of(&row.owner_path)
        .subject(&row.subject)
        .shared(Shared {
            kind: Shareable::Specification,
            id: &row.specification.id,
            owner_org: &row.specification.owner_org,
            grades: (row.grade > 0).then_some((row.grade, row.grade)),
            secure: false,
        })
}

/// What `If-Match` has to name: document and revision.
pub(super) fn tag(hash: &str, revision: i32) -> String {
    format!("{}-{revision}", hash.get(..16).unwrap_or(hash))
}

/// Refuses when the caller named another revision; where it may name none, none is fine.
pub(super) fn require_current(call: &Call, current: &str, must_name: bool) -> Answer<()> {
    // The YAML of a version has a tag of its own and stands for the same revision.
    let named = call
        .if_match
        .as_deref()
        .map(|t| t.trim_end_matches("-yaml"));
    match named {
        None if must_name => Err(Refusal::PreconditionMissing),
        Some(given) if given != current && given != "*" => Err(Refusal::Stale {
            current: current.to_owned(),
        }),
        _ => Ok(()),
    }
}

pub(super) fn summary(row: Listed) -> Answer<SpecificationSummary> {
    let internal = |why: String| Refusal::Internal(why);
    let present = |text: String| Some(text).filter(|t| !t.is_empty());
    let number = |n: i32| u8::try_from(n).ok().filter(|n| *n > 0);
    let approval = present(row.approval_protocol).map(|protocol| Approval {
        body: row.approval_body,
        protocol,
        date: row.approval_date,
    });
    let withdrawal = row.withdrawn_at.map(|at| Withdrawal {
        at: at.and_utc(),
        reason: row.withdrawal_reason,
    });
    let superseded_by = row.superseded_at.map(|at| SupersededBy {
        id: row.superseded_by,
        version: u32::try_from(row.superseded_by_version).unwrap_or_default(),
        at: at.and_utc(),
    });
    Ok(SpecificationSummary {
        etag: tag(&row.hash, row.revision),
        id: row.specification.id,
        owner_org: row.specification.owner_org,
        code: row.specification.code,
        version: u32::try_from(row.version).unwrap_or_default(),
        state: row.state.parse().map_err(internal)?,
        kind: row.kind,
        subject: present(row.subject),
        grade: number(row.grade),
        term: number(row.term),
        academic_year: present(row.academic_year),
        access: match row.access.as_str() {
            "public" => SpecAccess::Public,
            _ => SpecAccess::Restricted,
        },
        hash: row.hash,
        approval,
        updated_at: row.updated_at.and_utc(),
        published_at: row.published_at.map(|at| at.and_utc()),
        valid_until: row.valid_until.parse().ok(),
        notice: notice_of(&row.notice)?,
        withdrawal,
        superseded_by,
    })
}
