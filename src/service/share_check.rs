//! Whether something may be shared as asked: every wrong field at once, and who owns it.

use chrono::NaiveDateTime;

use super::item_sight::{item_object, visible};
use super::organisations::path_of;
use super::shares::CreateShare;
use super::{Answer, Call, Refusal, forms, specifications, stimuli};
use crate::identity::{Object, Permission, Shareable};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::organisations as rows;

/// Between whom a share is.
pub(super) struct Checked {
    pub(super) owner_org: String,
    pub(super) partner_org: String,
}

/// What of an object decides about sharing it.
pub(super) struct Owned {
    pub(super) owner_org: String,
    pub(super) subject: String,
    pub(super) is_secure: bool,
}

pub(super) fn checked(
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateShare,
    now: NaiveDateTime,
) -> Answer<Checked> {
    let mut findings = shape(input, now);
    let partner = match rows::by_id(c, &input.partner)? {
        Some(found) => Some(found),
        None => rows::by_code(c, &input.partner)?,
    };
    if partner.is_none() {
        let finding = Finding::error("reference_unknown", "/partner");
        findings.push(finding.with("value", input.partner.as_str()));
    }
    let owned = owned(c, call, input, &mut findings)?;
    let owner = owned
        .as_ref()
        .map_or(&call.actor.home_org, |owned| &owned.owner_org);
    if partner.as_ref().is_some_and(|partner| partner.id == *owner) {
        findings.push(Finding::error("share_with_itself", "/partner"));
    }
    if owned.as_ref().is_some_and(|owned| owned.is_secure) && !input.secure {
        findings.push(Finding::error("share_secure_unsaid", "/secure"));
    }
    let Some(partner) = partner.filter(|_| findings.is_empty()) else {
        return Err(Refusal::Invalid(findings));
    };
    let path = path_of(c, owner)?;
    let of_input = input.subject.as_deref().unwrap_or_default();
    let subject = owned.as_ref().map_or(of_input, |owned| &owned.subject);
    let object = Object::of(&path).subject(subject);
    call.require(Permission::ShareObjects, &object)?;
    if input.secure {
        call.require(Permission::ReadSecureItems, &object)?;
    }
    Ok(Checked {
        owner_org: owner.clone(),
        partner_org: partner.id,
    })
}

/// What can be said without looking anything up.
fn shape(input: &CreateShare, now: NaiveDateTime) -> Vec<Finding> {
    let mut findings = Vec::new();
    let kind = input.kind.as_str();
    if !input.right.is_for(input.kind) {
        let finding = Finding::error("share_right_not_for_kind", "/right");
        findings.push(
            finding
                .with("right", input.right.as_str())
                .with("kind", kind),
        );
    }
    match (&input.id, &input.subject) {
        (None, None) => findings.push(Finding::error("share_of_nothing", "")),
        (Some(_), Some(_)) => findings.push(Finding::error("share_named_twice", "/subject")),
        (Some(_), None) if input.grade.is_some() => {
            findings.push(Finding::error("share_named_twice", "/grade"));
        }
        _ => {}
    }
    let has_grade = matches!(input.kind, Shareable::Item | Shareable::Specification);
    if input.grade.is_some() && input.id.is_none() && !has_grade {
        findings.push(Finding::error("share_grade_not_for_kind", "/grade").with("kind", kind));
    }
    if let Some(until) = input.until.filter(|until| until.naive_utc() <= now) {
        let finding = Finding::error("share_until_past", "/until");
        findings.push(finding.with("value", until.to_rfc3339()));
    }
    findings
}

/// The object named by its id, if the caller sees it by its own grants: nothing is passed on.
fn owned(
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateShare,
    findings: &mut Vec<Finding>,
) -> Answer<Option<Owned>> {
    let Some(id) = &input.id else {
        return Ok(None);
    };
    let found = match input.kind {
        Shareable::Item => item(c, call, id),
        Shareable::Stimulus => stimuli::owned(c, call, id),
        Shareable::Specification => specifications::owned(c, call, id),
        Shareable::Form => forms::owned(c, call, id),
    };
    let found = match found {
        Err(Refusal::NotFound { .. }) => None,
        Err(other) => return Err(other),
        Ok(owned) => {
            let path = path_of(c, &owned.owner_org)?;
            let object = Object::of(&path).subject(&owned.subject);
            let reads = [
                Permission::ReadItems,
                Permission::ReadSpecifications,
                Permission::ReadForms,
            ];
            let is_own = reads.iter().any(|p| call.may(*p, &object));
            is_own.then_some(owned)
        }
    };
    if found.is_none() {
        let finding = Finding::error("reference_unknown", "/id").with("value", id.as_str());
        findings.push(finding);
    }
    Ok(found)
}

fn item(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<Owned> {
    let found = visible(c, call, id, None)?;
    let is_secure = item_object(&found)
        .shared
        .is_some_and(|shared| shared.secure);
    Ok(Owned {
        is_secure,
        owner_org: found.item.owner_org,
        subject: found.version.subject,
    })
}
