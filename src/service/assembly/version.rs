//! The version of a specification that forms are made from.

use std::collections::BTreeMap;

use super::super::specifications::succession::over_for_assembly;
use super::super::{Answer, Call, Refusal, Services, organisations};
use super::shared::is_shared;
use super::view::CreateAssemblyRun;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::assembly::{self as rows, SpecificationVersion};

/// The version that forms are made from, with its owner's path. Drafts make none, nor do versions that are
/// withdrawn or whose time is over.
pub(super) fn specification(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<(SpecificationVersion, String)> {
    let unknown = || {
        Refusal::invalid(
            Finding::error("reference_unknown", "/specification_id")
                .with("value", input.specification_id.as_str()),
        )
    };
    let versions = rows::specification_versions(c, &input.specification_id)?;
    let owner = versions.first().map(|v| v.owner_org.clone());
    let path = organisations::path_of(c, &owner.ok_or_else(unknown)?)?;
    let was_out = versions.iter().any(SpecificationVersion::was_published);
    if !knows(call, &path, was_out) && !is_shared(call, &versions, &path)? {
        return Err(unknown());
    }
    let now = services.now().naive_utc();
    let mut over = BTreeMap::new();
    for version in versions.iter().filter(|v| v.was_published()) {
        let named = (version.id.as_str(), version.version);
        if let Some(finding) = over_for_assembly(c, call, named, now)? {
            over.insert(version.version, finding);
        }
    }
    let holds = |v: &&SpecificationVersion| !over.contains_key(&v.version);
    let newest = |state: &'static str| versions.iter().filter(move |v| v.state == state);
    let version = match input.version {
        Some(number) => versions
            .iter()
            .find(|v| u32::try_from(v.version).is_ok_and(|v| v == number)),
        None => newest("published")
            .find(holds)
            .or_else(|| newest("approved").next())
            .or_else(|| versions.iter().find(|v| v.was_published())),
    };
    if let Some(finding) = version.and_then(|version| over.remove(&version.version)) {
        return Err(Refusal::conflict(finding.under("/specification_id")));
    }
    match version {
        Some(version) if matches!(version.state.as_str(), "approved" | "published") => {
            Ok((version.clone(), path))
        }
        Some(version) => Err(Refusal::conflict(
            Finding::error("specification_not_approved", "/version")
                .with("version", version.version)
                .with("state", version.state.as_str()),
        )),
        None => Err(Refusal::invalid(
            Finding::error("reference_unknown", "/version")
                .with("value", input.version.map_or("".into(), |v| v.to_string())),
        )),
    }
}

/// True when the caller may know of the specification: the owner's people, and whoever stands below
/// the owner once it was published.
fn knows(call: &Call, path: &str, published: bool) -> bool {
    let owner = Object::of(path);
    let assembles = call
        .actor
        .grants_with(Permission::AssembleForms)
        .any(|grant| path.starts_with(&grant.org_path));
    let below = call
        .actor
        .grants_with(Permission::ReadSpecifications)
        .any(|grant| grant.org_path.starts_with(path));
    assembles || call.may(Permission::ReadSpecifications, &owner) || (published && below)
}
