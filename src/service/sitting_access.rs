//! What every use case about a sitting begins with: the sitting, where the caller may know of it; held,
//! where it writes; its form, attempts and policy.

use std::collections::BTreeMap;

use serde_json::json;

use super::classes::SCHOOL_PERMISSIONS;
use super::organisations::path_of;
use super::sitting_form::SittingForm;
use super::{Answer, Call, Refusal, Unit};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::grading_policies::{self, GradingPolicyRow};
use crate::store::sittings::{self as rows, AttemptRow, SatForm, SittingRow};

/// Nobody has recorded whether the candidate was there.
pub(super) fn state_missing(pointer: &str, candidate: Option<&String>, part: i32) -> Finding {
    Finding::error("attempt_state_missing", pointer)
        .with("candidate", candidate.map_or("", String::as_str))
        .with("part", part)
}

/// No such candidate in this sitting.
pub(super) fn unknown_candidate(code: &str) -> Finding {
    Finding::error("candidate_unknown", "/candidate").with("candidate", code)
}

/// One audit row of a bulk call: count and hash.
pub(super) fn audit_bulk(
    unit: &mut Unit<'_>,
    sitting: &SittingRow,
    what: &str,
    count: usize,
    hash: &str,
) -> Answer<()> {
    let detail = json!({"what": what, "rows": count, "hash": hash});
    unit.audit(&sitting.owner_org, "sitting", &sitting.id, detail)
}

/// The sitting and its school's path; unknown to callers without business there in its subject.
pub(super) fn seen_sitting(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
) -> Answer<(SittingRow, String)> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("sitting"))?;
    let path = path_of(c, &row.owner_org)?;
    let object = Object::of(&path).subject(&row.subject);
    if SCHOOL_PERMISSIONS.iter().any(|p| call.may(*p, &object)) {
        Ok((row, path))
    } else {
        Err(Refusal::not_found("sitting"))
    }
}

/// The sitting, where the caller has the permission on it.
pub(super) fn sitting_for(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
    permission: Permission,
) -> Answer<SittingRow> {
    let (row, path) = seen_sitting(c, call, id)?;
    let object = Object::of(&path)
        .subject(&row.subject)
        .language(&row.language);
    call.require(permission, &object)?;
    Ok(row)
}

/// The sitting, held until the unit ends, where it is open and the caller has the permission on it.
pub(super) fn open_sitting(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
    permission: Permission,
) -> Answer<SittingRow> {
    let row = sitting_for(c, call, id, permission)?;
    match rows::take_marks(c, row.sitting_no, 0)? {
        Some(next_mark_no) => Ok(SittingRow {
            next_mark_no,
            ..row
        }),
        None => Err(Refusal::conflict(Finding::error("sitting_closed", ""))),
    }
}

/// The sitting's locked form.
pub(super) fn form_of(
    c: &mut AnyConnection,
    sitting: &SittingRow,
) -> Answer<(SatForm, SittingForm)> {
    let form = rows::form(c, &sitting.form_id)?
        .ok_or_else(|| Refusal::Internal(format!("form {} is gone", sitting.form_id)))?;
    let read = SittingForm::of(&form)?;
    Ok((form, read))
}

/// Attempts of a sitting by candidate code.
pub(super) fn attempts_by_code(
    c: &mut AnyConnection,
    sitting: &SittingRow,
) -> Answer<BTreeMap<String, AttemptRow>> {
    let attempts = rows::attempts_of(c, sitting.sitting_no)?;
    Ok(attempts
        .into_iter()
        .map(|(row, code)| (code, row))
        .collect())
}

/// The policy a school works under: published by the school or above it, the nearest owner first, then
/// the newest version.
pub(super) fn policy_for(
    c: &mut AnyConnection,
    school_path: &str,
    code: &str,
    version: Option<u32>,
) -> Answer<Option<GradingPolicyRow>> {
    let editions = grading_policies::editions(c, code)?.into_iter();
    let wanted = version.map(|version| i32::try_from(version).unwrap_or(i32::MAX));
    Ok(editions
        .filter(|(path, _)| school_path.starts_with(path.as_str()))
        .filter(|(_, row)| wanted.is_none_or(|version| row.version == version))
        .max_by_key(|(path, row)| (path.len(), row.version))
        .map(|(_, row)| row))
}
