//! Organisations: create, read, list.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::zone::{day_in, zone_of};
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::bank::Language;
use crate::identity::{Object, Permission, ScopeRule, scope};
use crate::language::finding::Finding;
use crate::store::organisations::{self as rows, OrganisationRow};
use crate::store::{AnyConnection, StoreError, failure};

/// A new organisation.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateOrganisation {
    /// Human code, unique in the installation.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9._-]{0,79}$"))]
    pub code: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// The organisation above; the caller's own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// Names by language.
    #[schemars(length(min = 1))]
    pub name: BTreeMap<Language, String>,
    /// IANA time zone (`Asia/Almaty`); the parent's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// Kinds of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// A ministry.
    Ministry,
    /// An assessment or methodological centre.
    Centre,
    /// A region.
    Region,
    /// A district.
    District,
    /// A school.
    School,
    /// A college (vocational education).
    College,
    /// A partner.
    Partner,
}

/// An organisation as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Organisation {
    /// UUID.
    pub id: String,
    /// Human code.
    pub code: String,
    /// What it is.
    pub kind: String,
    /// The organisation above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// Names by language.
    pub name: BTreeMap<Language, String>,
    /// IANA time zone.
    pub zone: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Adds an organisation below one where the caller manages organisations.
pub fn create_organisation(
    services: &Services,
    call: &Call,
    input: CreateOrganisation,
) -> Answer<Organisation> {
    let zone_fault = input
        .zone
        .as_deref()
        .filter(|z| z.parse::<chrono_tz::Tz>().is_err());
    if let Some(zone) = zone_fault {
        return Err(Refusal::invalid(
            Finding::error("zone_unknown", "/zone").with("value", zone),
        ));
    }
    services.write(call, "create_organisation", |unit| {
        let parent_id = input.parent_id.as_deref().unwrap_or(&call.actor.home_org);
        let parent = named(unit.c, call, parent_id, "/parent_id")?;
        call.require(Permission::ManageOrganisations, &Object::of(&parent.path))?;
        let id = unit.new_id();
        let row = OrganisationRow {
            path: format!("{}{id}/", parent.path),
            code: input.code.clone(),
            kind: text_of(input.kind),
            parent_id: Some(parent.id),
            name: failure::write_json(&input.name),
            zone: input.zone.clone().unwrap_or(parent.zone),
            revision: 1,
            created_at: unit.now,
            id,
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/code", &input.code))?;
        unit.audit(&row.id, "organisation", &row.id, json!({"code": row.code}))?;
        view(row)
    })
}

/// One organisation the caller sees.
pub fn read_organisation(services: &Services, call: &Call, id: &str) -> Answer<Organisation> {
    let row = services.read(|c| Ok(rows::by_id(c, id)?))?;
    view(
        row.filter(|o| sees(call, o))
            .ok_or(Refusal::not_found("organisation"))?,
    )
}

/// Organisations in the caller's grants, by id.
pub fn list_organisations(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<Organisation>> {
    let limit = request.limit(&services.limits);
    let mut scope = scope(
        &call.actor,
        Permission::ManageOrganisations,
        Permission::ManageOrganisations,
    );
    scope.rules = everywhere(call);
    let rows = services.read(|c| Ok(rows::list(c, &scope, &request.after()?, limit + 1)?))?;
    let page = page::page(rows, limit, |row| row.id.clone(), view);
    Ok(Page {
        items: page.items.into_iter().collect::<Answer<_>>()?,
        next: page.next,
    })
}

/// The organisation that an input names. One that the caller does not see is as unknown as one that
/// is not there.
pub(super) fn named(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
    pointer: &str,
) -> Answer<OrganisationRow> {
    let row = rows::by_id(c, id)?.filter(|o| sees(call, o));
    row.ok_or_else(|| {
        Refusal::invalid(Finding::error("reference_unknown", pointer).with("value", id))
    })
}

/// The day it is at an organisation.
pub(super) fn today(services: &Services, c: &mut AnyConnection, id: &str) -> Answer<NaiveDate> {
    let zone = zone_of(c, id)?;
    Ok(day_in(zone, services.now().naive_utc()))
}

/// The organisation's path, for decisions about what it owns.
pub(super) fn path_of(c: &mut AnyConnection, id: &str) -> Answer<String> {
    let row = rows::by_id(c, id)?;
    row.map(|o| o.path)
        .ok_or_else(|| Refusal::Internal(format!("organisation {id} is gone")))
}

/// The path of an organisation; one that the caller does not see does not exist for them.
pub(super) fn path_if_seen(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<String> {
    let row = rows::by_id(c, id)?.filter(|o| sees(call, o));
    Ok(row.ok_or(Refusal::not_found("organisation"))?.path)
}

/// Turns a taken unique key into a conflict that names the field.
pub(super) fn taken(error: StoreError, pointer: &str, value: &str) -> Refusal {
    match error {
        StoreError::Unique(_) => {
            Refusal::conflict(Finding::error("already_taken", pointer).with("value", value))
        }
        other => other.into(),
    }
}

/// Everybody sees the organisations their grants stand in and those below, whatever the role.
fn everywhere(call: &Call) -> Vec<ScopeRule> {
    let rule = |path: &String| ScopeRule {
        path_prefix: path.clone(),
        subject: None,
    };
    call.actor
        .grants
        .iter()
        .map(|g| rule(&g.org_path))
        .collect()
}

fn sees(call: &Call, row: &OrganisationRow) -> bool {
    call.actor
        .grants
        .iter()
        .any(|g| row.path.starts_with(&g.org_path))
}

fn text_of(kind: OrganisationKind) -> String {
    serde_json::to_value(kind)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn view(row: OrganisationRow) -> Answer<Organisation> {
    Ok(Organisation {
        name: failure::read_json(&row.name)?,
        id: row.id,
        code: row.code,
        kind: row.kind,
        parent_id: row.parent_id,
        zone: row.zone,
        created_at: row.created_at.and_utc(),
    })
}
