//! One version as bytes, JSON or YAML. Published bytes are made once and kept; who may see them is
//! decided at every call.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::{SpecificationSummary, found, is_staff, sees, summary, tag};
use super::write::number;
use crate::document::{Format, to_yaml};
use crate::service::{Answer, Call, Refusal, Services};
use crate::specification::document::SpecificationDocument;
use crate::store::specification_list::{self, Listed};
use crate::store::{AnyConnection, failure, specifications as rows};

/// A version with its document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Specification {
    /// Everything about the version but its document.
    #[serde(flatten)]
    pub summary: SpecificationSummary,
    /// The document.
    pub document: SpecificationDocument,
}

/// How a version is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Representation {
    /// JSON or YAML.
    pub is_yaml: bool,
    /// True for the document alone, as it can be sent back.
    pub document_only: bool,
}

impl Representation {
    /// The format of the text.
    pub fn format(self) -> Format {
        match self.is_yaml {
            true => Format::Yaml,
            false => Format::Json,
        }
    }
}

/// Bytes of a version and their entity tag.
#[derive(Clone, Debug)]
pub struct Served {
    /// The text.
    pub bytes: Arc<[u8]>,
    /// Entity tag of this representation.
    pub tag: String,
}

/// A version that the caller may see, for assembly and scoring.
#[derive(Clone, Debug)]
pub struct Usable {
    /// Everything about the version but its document.
    pub summary: SpecificationSummary,
    /// Path of the owner.
    pub owner_path: String,
    /// The document.
    pub document: SpecificationDocument,
}

/// The version that holds for the caller: the newest published one; for those who write or use the
/// owner's specifications the newest of any state.
pub fn read_specification(
    services: &Services,
    call: &Call,
    id: &str,
    wanted: Representation,
) -> Answer<Served> {
    let row = services.read(|c| {
        let versions = specification_list::versions_of(c, id)?;
        let seen =
            |row: &&Listed| is_staff(call, row) || (sees(call, row) && row.state == "published");
        let newest = versions.iter().find(seen).cloned();
        newest.ok_or(Refusal::not_found("specification"))
    })?;
    served(services, row, wanted)
}

/// One version.
pub fn read_specification_version(
    services: &Services,
    call: &Call,
    id: &str,
    version: u32,
    wanted: Representation,
) -> Answer<Served> {
    let row = services.read(|c| found(c, call, id, version))?;
    served(services, row, wanted)
}

/// A version with its document, by the rules of [`read_specification_version`].
pub fn usable(c: &mut AnyConnection, call: &Call, id: &str, version: u32) -> Answer<Usable> {
    let row = found(c, call, id, version)?;
    let stored = rows::version(c, id, number(version))?;
    let stored = stored.ok_or(Refusal::not_found("specification"))?;
    Ok(Usable {
        owner_path: row.owner_path.clone(),
        document: failure::read_json(&stored.document)?,
        summary: summary(row)?,
    })
}

fn served(services: &Services, row: Listed, wanted: Representation) -> Answer<Served> {
    let part = if wanted.document_only {
        "-document"
    } else {
        ""
    };
    let format = if wanted.is_yaml { "-yaml" } else { "" };
    let tag = format!("{}{part}{format}", tag(&row.hash, row.revision));
    let key = (row.specification.id.clone(), row.version, tag.clone());
    if let Some(bytes) = services.specification_bytes.get(&key) {
        return Ok(Served { bytes, tag });
    }
    let is_sealed = matches!(row.state.as_str(), "published" | "withdrawn");
    let bytes: Arc<[u8]> = written(services, row, wanted)?.into();
    if is_sealed {
        services.specification_bytes.keep(key, &bytes);
    }
    Ok(Served { bytes, tag })
}

fn written(services: &Services, row: Listed, wanted: Representation) -> Answer<Vec<u8>> {
    let id = row.specification.id.clone();
    let stored = services.read(|c| Ok(rows::version(c, &id, row.version)?))?;
    let stored = stored.ok_or(Refusal::not_found("specification"))?;
    let document: SpecificationDocument = failure::read_json(&stored.document)?;
    if wanted.document_only {
        return Ok(text(&document, wanted));
    }
    let summary = summary(row)?;
    Ok(text(&Specification { summary, document }, wanted))
}

fn text<T: Serialize>(value: &T, wanted: Representation) -> Vec<u8> {
    let json = failure::write_json(value);
    match wanted.is_yaml {
        false => json.into_bytes(),
        true => {
            let tree = serde_json::from_str(&json).unwrap_or_default();
            to_yaml(&tree).into_bytes()
        }
    }
}

/// Specification, version and entity tag: another revision has another tag, so nothing grows stale.
type Key = (String, i32, String);

/// Bytes of published versions.
#[derive(Debug, Default)]
pub struct BytesCache {
    kept: RwLock<HashMap<Key, Arc<[u8]>>>,
}

impl BytesCache {
    /// Most texts kept; then it starts anew, which costs one database read each.
    const MOST: usize = 2000;

    fn get(&self, key: &Key) -> Option<Arc<[u8]>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).cloned()
    }

    fn keep(&self, key: Key, bytes: &Arc<[u8]>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= Self::MOST {
            kept.clear();
        }
        kept.insert(key, Arc::clone(bytes));
    }
}
