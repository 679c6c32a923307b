//! Manifests of runs, and what they name: for whoever wants to make an assembly again.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::{Answer, Call, Refusal, Services};
use super::view::Outcome;
use super::{require_run, snapshot_of};
use crate::assembly::manifest::{Manifest, Stored};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::assembly::{self as rows, Named};
use crate::store::failure;

/// A manifest exactly as it was signed: later versions of the program may know more fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeptManifest(pub Value);

impl JsonSchema for KeptManifest {
    fn schema_name() -> Cow<'static, str> {
        Manifest::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Manifest::json_schema(generator)
    }
}

/// The manifest of a run that gave forms, for whoever may read the run.
pub fn read_assembly_manifest(services: &Services, call: &Call, id: &str) -> Answer<KeptManifest> {
    services.read(|c| {
        let row = require_run(c, call, id)?;
        let outcome: Outcome = match row.outcome.as_str() {
            "" => Outcome::default(),
            text => failure::read_json(text)?,
        };
        let manifest = outcome.manifest.map(KeptManifest);
        manifest.ok_or(Refusal::not_found("manifest"))
    })
}

/// The specification and the candidates that a manifest names. A specification of that id and version
/// whose content is another is given all the same: the manifest's reader tells the difference.
pub fn stored_of_manifest(services: &Services, call: &Call, manifest: &Manifest) -> Answer<Stored> {
    call.require(
        Permission::AssembleForms,
        &Object::of(&call.actor.home_path),
    )?;
    services.read(|c| {
        let named = &manifest.specification;
        let version = match rows::specification_named(c, Named::Hash(&named.hash))? {
            Some(version) => Some(version),
            None => rows::specification_named(c, Named::Code(&named.id, named.version))?,
        };
        let candidates = snapshot_of(c, &manifest.snapshot.hash)?;
        let mut missing = Vec::new();
        if version.is_none() {
            let finding = Finding::error("manifest_specification_unknown", "/specification");
            let finding = finding.with("id", named.id.as_str());
            missing.push(finding.with("version", named.version));
        }
        if candidates.is_none() {
            let finding = Finding::error("manifest_snapshot_unknown", "/snapshot/hash");
            missing.push(finding.with("hash", manifest.snapshot.hash.as_str()));
        }
        match (version, candidates) {
            (Some(version), Some(candidates)) => Ok(Stored {
                document: failure::read_json(&version.document)?,
                candidates,
            }),
            _ => Err(Refusal::Invalid(missing)),
        }
    })
}
