//! A pool profile (`synaq.pool-profile/v1`): which column of a table is which field of a candidate.
//!
//! ```yaml
//! schema: synaq.pool-profile/v1
//! name: spring-calibration
//! source: {kind: csv, delimiter: auto, encoding: auto}
//! fields:
//!   code: {from: Item Name}
//!   item_type: {from: Format, map: {"mc": MCQ, "cr": EA}}
//!   objectives: {from: TEKS, separator: "|"}
//! parameters:
//!   b: {from: Rasch}
//! attributes:
//!   content: {from: Reporting Category}
//! ignore: [Comment]
//! ```
//!
//! It shares its rules with mapping profiles, which cannot serve here: they make items with texts, keys
//! and options, and know neither statistics nor parameters. Columns that it does not name are taken by
//! their names.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::Field;
use crate::document::pointer::child;
use crate::interop::profile::{Delimiter, Encoding, Source, SourceKind, ValueRule};
use crate::language::finding::Finding;

/// Which column is which field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PoolProfile {
    /// `synaq.pool-profile/v1`.
    pub schema: PoolProfileSchema,
    /// Name of the profile.
    #[schemars(length(min = 1, max = 80))]
    pub name: String,
    /// Format of the file.
    pub source: Source,
    /// Field → where it comes from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<Field, ValueRule>,
    /// Parameter of the response model (`a`, `b`, `b1` …) → where it comes from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, ValueRule>,
    /// Free attribute → where it comes from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, ValueRule>,
    /// Columns that are not read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PoolProfileSchema {
    /// Version 1.
    #[serde(rename = "synaq.pool-profile/v1")]
    V1,
}

impl PoolProfile {
    /// Every column by its name.
    pub fn by_names(kind: SourceKind) -> Self {
        Self {
            schema: PoolProfileSchema::V1,
            name: "by names".to_owned(),
            source: Source {
                kind,
                delimiter: Delimiter::Auto,
                encoding: Encoding::Auto,
            },
            fields: BTreeMap::new(),
            parameters: BTreeMap::new(),
            attributes: BTreeMap::new(),
            ignore: Vec::new(),
        }
    }

    /// Every rule with its pointer in the profile.
    pub(super) fn rules(&self) -> impl Iterator<Item = (String, &ValueRule)> {
        let fields = self.fields.iter();
        let fields = fields.map(|(field, rule)| (child("/fields", field.as_str()), rule));
        let under = |at: &'static str| {
            move |(name, rule): (&String, _)| -> (String, _) { (child(at, name), rule) }
        };
        let parameters = self.parameters.iter().map(under("/parameters"));
        let attributes = self.attributes.iter().map(under("/attributes"));
        fields.chain(parameters).chain(attributes)
    }
}

/// Checks a profile by itself; an empty list means that it can be used.
pub fn check_pool_profile(profile: &PoolProfile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (pointer, rule) in profile.rules() {
        if rule.from.is_some() == rule.value.is_some() {
            findings.push(Finding::error("mapping_rule_from_or_value", pointer));
            continue;
        }
        let from = rule.from.as_deref().unwrap_or_default();
        if profile.source.kind == SourceKind::Jsonl && rule.from.is_some() && !from.starts_with('/')
        {
            findings.push(Finding::error("mapping_pointer_invalid", pointer).with("from", from));
        }
    }
    for name in profile.parameters.keys() {
        if super::field::parameter_of(name).as_ref() != Some(name) {
            let finding = Finding::error("pool_parameter_unknown", child("/parameters", name));
            findings.push(finding.with("name", name.as_str()));
        }
    }
    findings
}
