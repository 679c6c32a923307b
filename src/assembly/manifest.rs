//! What an assembly rests on and what came of it, small enough to file away: with the snapshot of the
//! candidates and the specification it can be made again, and who has it can tell whether it is the same.
//!
//! Nothing here tells when or by whom: the same assembly has the same manifest.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::mode::Mode;
use super::request::{Limits, Options, Request};
use super::run::{AssembledForm, Assembly, engines};
use super::sequence::{Method, SolveStatus};
use super::solver::Highs;
use crate::bank::Language;
use crate::document::pointer::child;
use crate::document::signature::{SIGNATURE, Signature, SigningKey};
use crate::document::{canonical, content_hash};
use crate::specification::component::parameters::Given;

/// What draws random numbers, and how: another spelling when the same seed means other numbers.
const GENERATOR: &str = "ChaCha20, a stream for each form";

/// A manifest (`synaq.manifest/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `synaq.manifest/v1`.
    pub schema: ManifestSchema,
    /// The specification.
    pub specification: SpecificationIdentity,
    /// Component id.
    pub component: String,
    /// The chosen subject, where the component leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Languages of the forms.
    pub languages: Vec<Language>,
    /// Grade, term and lesson, where the specification leaves them open.
    #[serde(default, skip_serializing_if = "Given::is_empty")]
    #[schemars(with = "BTreeMap<String, Value>")]
    pub given: Given,
    /// The candidates.
    pub snapshot: SnapshotIdentity,
    /// What was asked for beside the specification, the seed too.
    #[schemars(with = "BTreeMap<String, Value>")]
    pub options: Options,
    /// Limits of the work.
    #[schemars(with = "BTreeMap<String, Value>")]
    pub limits: Limits,
    /// What was made; forms when absent.
    #[serde(default, skip_serializing_if = "Mode::is_forms")]
    pub mode: Mode,
    /// What drew random numbers.
    pub generator: String,
    /// Versions of what computed it.
    pub engines: BTreeMap<String, String>,
    /// The forms.
    pub forms: Vec<FormIdentity>,
    /// The weakest status of all solves; absent where nothing is made as good as it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<SolveStatus>,
    /// How the forms were found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Sum of the objectives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<f64>,
    /// Sum of the proven bounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    /// The widest gap of all solves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<f64>,
    /// False when the clock decided: made again, the forms may be others.
    pub reproducible: bool,
    /// Absent for a manifest that nobody signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ManifestSchema {
    /// Version 1.
    #[serde(rename = "synaq.manifest/v1")]
    V1,
}

/// Which specification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecificationIdentity {
    /// Human code.
    pub id: String,
    /// Version number.
    pub version: u32,
    /// SHA-256 of its canonical JSON.
    pub hash: String,
}

/// Which candidates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SnapshotIdentity {
    /// SHA-256 of the candidates' canonical JSON, ordered by code and version.
    pub hash: String,
    /// How many there are.
    pub candidates: usize,
}

/// Which form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormIdentity {
    /// `A`, `B` ….
    pub label: String,
    /// The same tasks in the same order have the same fingerprint.
    pub fingerprint: String,
    /// How many tasks.
    pub items: usize,
}

impl FormIdentity {
    pub(super) fn of(form: &AssembledForm) -> Self {
        Self {
            label: form.label.clone(),
            fingerprint: form.fingerprint.clone(),
            items: form.positions.len(),
        }
    }
}

/// A field in which two manifests differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// JSON pointer of the field.
    pub field: String,
    /// What the manifest says; absent where it says nothing.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub manifest: Value,
    /// What there is now.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub here: Value,
}

impl Manifest {
    /// The manifest of an assembly, not signed yet.
    pub fn of(request: &Request, assembly: &Assembly) -> Self {
        let forms = assembly.forms.iter().map(FormIdentity::of).collect();
        Self {
            engines: assembly.engines.clone(),
            status: Some(assembly.status),
            method: Some(assembly.method),
            objective: Some(assembly.objective),
            bound: Some(assembly.bound),
            gap: Some(assembly.gap),
            reproducible: assembly.reproducible,
            ..Self::bare(request, &assembly.snapshot_hash, Mode::Forms, forms)
        }
    }

    /// A manifest that says what was asked for and which forms came of it.
    pub(super) fn bare(
        request: &Request,
        snapshot_hash: &str,
        mode: Mode,
        forms: Vec<FormIdentity>,
    ) -> Self {
        let document = &request.document;
        Self {
            schema: ManifestSchema::V1,
            specification: SpecificationIdentity {
                id: document.id.clone(),
                version: document.version,
                hash: content_hash(document),
            },
            component: request.component.clone(),
            subject: request.subject.clone(),
            languages: request.languages.clone(),
            given: request.given.clone(),
            snapshot: SnapshotIdentity {
                hash: snapshot_hash.to_owned(),
                candidates: request.candidates.len(),
            },
            options: request.options.clone(),
            limits: request.limits,
            mode,
            generator: GENERATOR.to_owned(),
            engines: engines(&Highs),
            forms,
            status: None,
            method: None,
            objective: None,
            bound: None,
            gap: None,
            reproducible: true,
            signature: None,
        }
    }

    /// The same, signed where there is a key.
    #[must_use]
    pub fn signed(mut self, key: Option<&SigningKey>) -> Self {
        self.signature = None;
        self.signature = key.map(|key| key.sign(&json!(self)));
        self
    }

    /// The request that made it, with the specification and candidates of now.
    pub fn request(&self, stored: Stored) -> Request {
        Request {
            document: stored.document,
            component: self.component.clone(),
            subject: self.subject.clone(),
            languages: self.languages.clone(),
            candidates: stored.candidates,
            given: self.given.clone(),
            options: self.options.clone(),
            limits: self.limits,
        }
    }

    /// As it is filed away: canonical JSON in one line.
    pub fn text(&self) -> String {
        canonical(self) + "\n"
    }

    /// Every field in which another manifest differs, but for who signed it.
    pub fn differences(&self, here: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        compare("", &json!(self), &json!(here), &mut found);
        found
    }
}

/// What a manifest names and does not hold.
pub struct Stored {
    /// The specification.
    pub document: crate::specification::document::SpecificationDocument,
    /// The candidates.
    pub candidates: Vec<super::candidate::Candidate>,
}

fn compare(pointer: &str, manifest: &Value, here: &Value, found: &mut Vec<Difference>) {
    match (manifest, here) {
        (Value::Object(one), Value::Object(other)) => {
            let absent = Value::Null;
            let keys = one
                .keys()
                .chain(other.keys().filter(|key| !one.contains_key(*key)));
            for key in keys.filter(|key| !(pointer.is_empty() && *key == SIGNATURE)) {
                let of = |side: &serde_json::Map<String, Value>| {
                    side.get(key).unwrap_or(&absent).clone()
                };
                compare(&child(pointer, key), &of(one), &of(other), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (n, (one, other)) in one.iter().zip(other).enumerate() {
                compare(&child(pointer, &n.to_string()), one, other, found);
            }
        }
        (one, other) if one == other => {}
        (one, other) => found.push(Difference {
            field: pointer.to_owned(),
            manifest: one.clone(),
            here: other.clone(),
        }),
    }
}
