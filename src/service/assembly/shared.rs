//! Runs of partners: specifications that are shared with them, and the items they may use.

use super::super::{Answer, Call};
use crate::identity::{
    Object, Permission, ShareRight, Shareable, Shared, SharedRule, share_to_use, shared_rules,
};
use crate::specification::document::SpecificationDocument;
use crate::store::assembly::SpecificationVersion;
use crate::store::failure;

/// True when a version that is or was published is shared with an organisation of the caller.
pub(super) fn is_shared(
    call: &Call,
    versions: &[SpecificationVersion],
    path: &str,
) -> Answer<bool> {
    for version in versions.iter().filter(|v| v.was_published()) {
        let document: SpecificationDocument = failure::read_json(&version.document)?;
        let object = shared_object(version, &document, path);
        if call.has_share(Permission::ReadSpecifications, &object) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn shared_object<'a>(
    version: &'a SpecificationVersion,
    document: &'a SpecificationDocument,
    path: &'a str,
) -> Object<'a> {
    let grade = document.grade.map(i32::from);
    Object::of(path)
        .subject(document.subject.as_deref().unwrap_or_default())
        .shared(Shared {
            kind: Shareable::Specification,
            id: &version.id,
            owner_org: &version.owner_org,
            grades: grade.map(|grade| (grade, grade)),
            secure: false,
        })
}

/// Whose the run is, with the path: the owner's where the caller assembles there; else the partner's
/// that may use the published specification.
pub(super) fn owner_of_run(
    call: &Call,
    version: &SpecificationVersion,
    document: &SpecificationDocument,
    path: String,
    subject: &str,
) -> Answer<(String, String)> {
    let own = Object::of(&path).subject(subject);
    if !call.may(Permission::AssembleForms, &own) && version.state == "published" {
        let object = shared_object(version, document, &path);
        if let Some(share) = share_to_use(&call.actor, Permission::AssembleForms, &object) {
            return Ok((share.partner_org.clone(), share.partner_path.clone()));
        }
    }
    call.require(Permission::AssembleForms, &own)?;
    Ok((version.owner_org.clone(), path))
}

/// Items that other organisations let the owner of the forms use, as far as the caller sees them.
pub(in crate::service) fn shared_with(call: &Call, owner_org: &str) -> Vec<SharedRule> {
    let (read, secure) = (Permission::ReadItems, Permission::ReadSecureItems);
    let shares = call.actor.shares.iter().filter(|share| {
        share.right == ShareRight::Use
            && share.kind == Shareable::Item
            && share.partner_org == owner_org
    });
    shares
        .flat_map(|share| shared_rules(&call.actor, share, read, Some(secure)))
        .collect()
}
