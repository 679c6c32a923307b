//! Approve, publish, withdraw. Each moves a version one state on and never back.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::references::{accepted, findings};
use super::succession::{supersede, versions_named};
use super::view::{SavedSpecification, found, object, require_current, sees, tag};
use super::write::{not_in_state, number, saved, stale};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::service::zone::{first_moment_after, zone_of};
use crate::service::{Answer, Call, Refusal, Services, Unit};
use crate::specification::document::Texts;
use crate::store::failure;
use crate::store::specification_list::Listed;
use crate::store::specifications::{self as rows, VersionRow};

/// The decision of a body.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The body.
    #[schemars(length(min = 1, max = 300))]
    pub body: String,
    /// Number of the protocol.
    #[schemars(length(min = 1, max = 80))]
    pub protocol: String,
    /// Day of the protocol.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub date: String,
}

/// Why a version is no longer to be used.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// The reason; kept in the audit trail and told to everybody who reads the version.
    #[schemars(length(min = 1, max = 1000))]
    pub reason: String,
    /// Id, code or alias of the specification that is to be used instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub successor: Option<String>,
}

/// What is said when a version is put in force.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// Public notice by language: what changes for schools. The feed of changes shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Texts>,
}

/// Records that a body approved a draft. The document is checked once more: a programme or policy may
/// have changed since it was written.
pub fn approve_specification(
    services: &Services,
    call: &Call,
    id: &str,
    version: u32,
    input: &Approve,
) -> Answer<SavedSpecification> {
    if input.date.parse::<NaiveDate>().is_err() {
        let finding = Finding::error("date_invalid", "/date").with("value", input.date.as_str());
        return Err(Refusal::invalid(finding));
    }
    services.write(call, "approve_specification", |unit| {
        let before = expected(unit, id, version, "draft")?;
        let row = rows::version(unit.c, id, number(version))?;
        let row = row.ok_or(Refusal::not_found("specification"))?;
        let document = failure::read_json(&row.document)?;
        let warnings = accepted(findings(services, unit.c, &before.owner_path, &document)?)?;
        advance(unit, &before, |row| VersionRow {
            state: "approved".to_owned(),
            approval_body: input.body.clone(),
            approval_protocol: input.protocol.clone(),
            approval_date: input.date.clone(),
            ..row
        })?;
        saved(unit, id, version, &warnings)
    })
}

/// Puts an approved version in force: schools see it, and it never changes again. It takes the place of
/// the versions before it and of the specifications that it names. Its last day is over at midnight where
/// its owner is.
pub fn publish_specification(
    services: &Services,
    call: &Call,
    id: &str,
    version: u32,
    input: &Publish,
) -> Answer<SavedSpecification> {
    services.write(call, "publish_specification", |unit| {
        let before = expected(unit, id, version, "approved")?;
        let now = unit.now;
        let zone = zone_of(unit.c, &before.specification.owner_org)?;
        let last_day = before.valid_until.parse().ok();
        // One whose time was over before it was published expires with its publication.
        let expires_at = last_day
            .and_then(|day| first_moment_after(zone, day))
            .map(|at| at.max(now));
        let notice = input.notice.as_ref().filter(|texts| !texts.is_empty());
        advance(unit, &before, |row| VersionRow {
            state: "published".to_owned(),
            published_at: Some(now),
            expires_at,
            notice: notice.map(failure::write_json).unwrap_or_default(),
            ..row
        })?;
        supersede(unit, &before)?;
        saved(unit, id, version, &[])
    })
}

/// Takes a published version out of use. It stays readable, marked as withdrawn.
pub fn withdraw_specification(
    services: &Services,
    call: &Call,
    id: &str,
    version: u32,
    input: &Withdraw,
) -> Answer<SavedSpecification> {
    services.write(call, "withdraw_specification", |unit| {
        let before = expected(unit, id, version, "published")?;
        let now = unit.now;
        let instead = instead_of(unit, &before, input.successor.as_deref())?;
        advance(unit, &before, |row| {
            let row = VersionRow {
                state: "withdrawn".to_owned(),
                withdrawn_at: Some(now),
                withdrawal_reason: input.reason.clone(),
                ..row
            };
            match instead.clone() {
                None => row,
                Some((id, version)) => VersionRow {
                    superseded_at: Some(now),
                    superseded_by: id,
                    superseded_by_version: version,
                    ..row
                },
            }
        })?;
        let reason = serde_json::json!({"version": version, "reason": input.reason});
        unit.audit(&before.specification.owner_org, "specification", id, reason)?;
        saved(unit, id, version, &[])
    })
}

/// The published version of another specification that is to be used instead.
fn instead_of(
    unit: &mut Unit<'_>,
    row: &Listed,
    name: Option<&str>,
) -> Answer<Option<(String, i32)>> {
    let Some(name) = name else {
        return Ok(None);
    };
    let versions = versions_named(unit.c, unit.call, name, unit.now)?;
    let may = |other: &&Listed| {
        let is_other = other.specification.id != row.specification.id;
        is_other && other.state == "published" && sees(unit.call, other)
    };
    match versions.iter().find(may) {
        Some(other) => Ok(Some((other.specification.id.clone(), other.version))),
        None => {
            let finding = Finding::error("reference_unknown", "/successor");
            Err(Refusal::invalid(finding.with("value", name)))
        }
    }
}

/// The version, if the caller may move it on and it is where it must be.
fn expected(unit: &mut Unit<'_>, id: &str, version: u32, state: &str) -> Answer<Listed> {
    let call = unit.call;
    let row = found(unit.c, call, id, version)?;
    call.require(Permission::PublishSpecifications, &object(&row))?;
    require_current(call, &tag(&row.hash, row.revision), false)?;
    if row.state == state {
        return Ok(row);
    }
    Err(not_in_state(&row, state))
}

fn advance(
    unit: &mut Unit<'_>,
    before: &Listed,
    change: impl FnOnce(VersionRow) -> VersionRow,
) -> Answer<()> {
    let id = &before.specification.id;
    let old = rows::version(unit.c, id, before.version)?;
    let old = old.ok_or(Refusal::not_found("specification"))?;
    let row = VersionRow {
        revision: before.revision + 1,
        updated_at: unit.now,
        ..change(old)
    };
    if rows::update_version(unit.c, &row, before.revision)? {
        return Ok(());
    }
    Err(stale(unit.c, id, before.version)?)
}
