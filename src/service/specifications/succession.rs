//! What holds, what holds no more, and what stands in its place.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::{object, sees};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::language::fold::fold;
use crate::service::zone::{day_in, zone_of};
use crate::service::{Answer, Call, Refusal, Unit};
use crate::store::specification_list::{self, Listed};
use crate::store::specifications as rows;
use crate::store::{AnyConnection, failure};

/// The version that stands in the place of one that holds no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Successor {
    /// UUID of the specification.
    pub id: String,
    /// Human code.
    pub code: String,
    /// Version.
    pub version: u32,
    /// Address of the version.
    pub href: String,
}

/// Most steps from a specification to the one that holds in its place: a decade of school years.
const MOST_STEPS: usize = 12;

/// Address of a version.
pub(in crate::service) fn address(id: &str, version: i32) -> String {
    format!("/api/v1/specifications/{id}/versions/{version}")
}

/// True when the version was published and its time is over.
pub(in crate::service) fn is_expired(row: &Listed, now: NaiveDateTime) -> bool {
    row.expires_at.is_some_and(|at| at <= now)
}

fn in_force(row: &Listed, now: NaiveDateTime) -> bool {
    row.state == "published" && !is_expired(row, now)
}

/// The version in force that stands in the place of this one, as far as the caller may see it: the
/// newest of the same specification, or of the one that took its place, and so on.
pub(in crate::service) fn successor(
    c: &mut AnyConnection,
    call: &Call,
    row: &Listed,
    now: NaiveDateTime,
) -> Answer<Option<Successor>> {
    let mut id = row.specification.id.clone();
    let mut met = BTreeSet::new();
    while met.insert(id.clone()) && met.len() <= MOST_STEPS {
        let versions = specification_list::versions_of(c, &id)?;
        let holds = |other: &&Listed| in_force(other, now) && sees(call, other);
        if let Some(found) = versions.iter().find(holds) {
            return Ok(Some(as_successor(found)));
        }
        let next = versions.iter().map(|version| &version.superseded_by);
        let mut next = next.filter(|next| !next.is_empty() && **next != id);
        let Some(next) = next.next().cloned() else {
            break;
        };
        id = next;
    }
    Ok(None)
}

fn as_successor(row: &Listed) -> Successor {
    Successor {
        id: row.specification.id.clone(),
        code: row.specification.code.clone(),
        version: u32::try_from(row.version).unwrap_or_default(),
        href: address(&row.specification.id, row.version),
    }
}

/// The refusal of a version that holds no more.
pub(super) fn gone(
    c: &mut AnyConnection,
    call: &Call,
    row: &Listed,
    now: NaiveDateTime,
) -> Answer<Refusal> {
    let finding = match row.state.as_str() {
        "withdrawn" => Finding::error("specification_withdrawn", "")
            .with("reason", row.withdrawal_reason.as_str())
            .with("day", day_withdrawn(c, row)?),
        _ => Finding::error("specification_expired", "").with("day", row.valid_until.as_str()),
    };
    let finding = finding
        .with("code", row.specification.code.as_str())
        .with("version", row.version);
    Ok(Refusal::Gone {
        finding: Box::new(finding),
        successor: successor(c, call, row, now)?.map(Box::new),
    })
}

/// The day a version was withdrawn, where its owner is.
fn day_withdrawn(c: &mut AnyConnection, row: &Listed) -> Answer<String> {
    let zone = zone_of(c, &row.specification.owner_org)?;
    let day = row.withdrawn_at.map(|at| day_in(zone, at).to_string());
    Ok(day.unwrap_or_default())
}

/// Why no form is made of a version any more, with what holds instead; none of one that holds.
pub(in crate::service) fn over_for_assembly(
    c: &mut AnyConnection,
    call: &Call,
    (id, version): (&str, i32),
    now: NaiveDateTime,
) -> Answer<Option<Finding>> {
    let Some(row) = specification_list::listed_version(c, id, version)? else {
        return Ok(None);
    };
    let finding = match row.state.as_str() {
        "withdrawn" => Finding::error("assembly_of_withdrawn", "")
            .with("reason", row.withdrawal_reason.as_str())
            .with("day", day_withdrawn(c, &row)?),
        _ if is_expired(&row, now) => {
            Finding::error("assembly_of_expired", "").with("day", row.valid_until.as_str())
        }
        _ => return Ok(None),
    };
    let finding = finding
        .with("code", row.specification.code.as_str())
        .with("version", row.version);
    Ok(Some(match successor(c, call, &row, now)? {
        None => finding.with("successor", "none"),
        Some(next) => finding
            .with("successor", format!("{}, {}", next.code, next.version))
            .with("successor_id", next.id)
            .with("successor_version", next.version),
    }))
}

/// Versions, newest first, of the specification with this id, code or alias that the caller sees
/// something of. Of several with the name those with a version in force come first; where that still
/// leaves several the name is ambiguous.
pub(super) fn versions_named(
    c: &mut AnyConnection,
    call: &Call,
    name: &str,
    now: NaiveDateTime,
) -> Answer<Vec<Listed>> {
    let versions = specification_list::versions_of(c, name)?;
    if !versions.is_empty() {
        return Ok(versions);
    }
    let mut seen = Vec::new();
    for id in ids_named(c, name)? {
        let versions = specification_list::versions_of(c, &id)?;
        if versions.iter().any(|row| sees(call, row)) {
            seen.push(versions);
        }
    }
    let holds = |versions: &Vec<Listed>| {
        let mut versions = versions.iter();
        versions.any(|row| in_force(row, now) && sees(call, row))
    };
    if seen.len() > 1 && seen.iter().any(holds) {
        seen.retain(holds);
    }
    if seen.len() > 1 {
        let codes = seen.iter().filter_map(|versions| versions.first());
        let codes: Vec<String> = codes.map(|row| row.specification.code.clone()).collect();
        let finding = Finding::error("specification_name_ambiguous", "");
        let finding = finding.with("name", name).with("codes", codes);
        return Err(Refusal::conflict(finding));
    }
    Ok(seen.pop().unwrap_or_default())
}

fn ids_named(c: &mut AnyConnection, name: &str) -> Answer<BTreeSet<String>> {
    let mut ids: BTreeSet<String> = rows::ids_by_code(c, name)?.into_iter().collect();
    for alias in aliases_like(c, name, false)? {
        ids.extend(rows::ids_by_alias(c, &alias)?);
    }
    Ok(ids)
}

/// Aliases, as they are written, that are this name or have it as a part; case does not count.
pub(super) fn aliases_like(
    c: &mut AnyConnection,
    name: &str,
    as_part: bool,
) -> Answer<Vec<String>> {
    let wanted = fold(name);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut aliases = rows::aliases(c)?;
    aliases.retain(|alias| match as_part {
        true => fold(alias).contains(&wanted),
        false => fold(alias) == wanted,
    });
    Ok(aliases)
}

/// Marks what a version takes the place of, now that it is published: earlier published versions of the
/// same specification, and the published versions of those whose codes it names.
pub(super) fn supersede(unit: &mut Unit<'_>, row: &Listed) -> Answer<()> {
    let id = &row.specification.id;
    let mut old = specification_list::versions_of(unit.c, id)?;
    old.retain(|other| other.version < row.version);
    for code in rows::replaced_codes(unit.c, id, row.version)? {
        let replaced = rows::id_by_code(unit.c, &row.specification.owner_org, &code)?;
        if let Some(replaced) = replaced.filter(|replaced| replaced != id) {
            old.extend(specification_list::versions_of(unit.c, &replaced)?);
        }
    }
    old.retain(|other| other.state == "published" && other.superseded_by.is_empty());
    for other in old {
        // Who publishes one of an owner's specifications may publish the replaced one, unless it is of
        // another subject.
        let permission = Permission::PublishSpecifications;
        unit.call.require(permission, &object(&other))?;
        mark_superseded(unit, &other, (id, row.version))?;
    }
    Ok(())
}

/// Writes what took the place of a version into it.
fn mark_superseded(unit: &mut Unit<'_>, old: &Listed, (id, version): (&str, i32)) -> Answer<()> {
    let old_id = &old.specification.id;
    let stored = rows::version(unit.c, old_id, old.version)?;
    let stored = stored.ok_or(Refusal::not_found("specification"))?;
    let marked = rows::VersionRow {
        superseded_at: Some(unit.now),
        superseded_by: id.to_owned(),
        superseded_by_version: version,
        revision: old.revision + 1,
        updated_at: unit.now,
        ..stored
    };
    if !rows::update_version(unit.c, &marked, old.revision)? {
        return Err(super::write::stale(unit.c, old_id, old.version)?);
    }
    let detail = serde_json::json!({
        "version": old.version, "superseded_by": id, "superseded_by_version": version,
    });
    unit.audit(
        &old.specification.owner_org,
        "specification",
        old_id,
        detail,
    )
}

/// Texts by language of a stored notice.
pub(in crate::service) fn notice_of(
    stored: &str,
) -> Answer<Option<crate::specification::document::Texts>> {
    match stored {
        "" => Ok(None),
        text => Ok(Some(failure::read_json(text)?)),
    }
}
