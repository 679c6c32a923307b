//! One version as bytes, JSON or YAML. Published bytes are made once and kept; who may see them is
//! decided at every call.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::succession::{Successor, gone, is_expired, successor, versions_named};
use super::view::{SpecificationSummary, found, is_staff, sees, summary, tag};
use super::write::number;
use crate::document::{Format, to_yaml};
use crate::service::share_check::Owned;
use crate::service::{Answer, Call, Refusal, Services};
use crate::specification::document::SpecificationDocument;
use crate::store::specification_list::Listed;
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
    /// True when an expired version is wanted all the same.
    pub archived: bool,
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
    /// What holds instead, where the version holds no more.
    pub successor: Option<Successor>,
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
/// owner's specifications the newest of any state. The specification is named by its id, code or alias.
pub fn read_specification(
    services: &Services,
    call: &Call,
    name: &str,
    wanted: Representation,
) -> Answer<Served> {
    let now = services.now().naive_utc();
    let (row, successor) = services.read(|c| {
        let mut versions = versions_named(c, call, name, now)?;
        versions.retain(|row| sees(call, row));
        let may_hold = |row: &&Listed| is_staff(call, row) || row.state == "published";
        let holds = |row: &&Listed| may_hold(row) && (wanted.archived || !is_expired(row, now));
        let row = versions.iter().find(holds);
        if let Some(row) = row.or_else(|| versions.iter().find(may_hold)) {
            return holding(c, call, row.clone(), wanted, now);
        }
        // Who used it is told why it is there no more.
        match versions.first() {
            Some(withdrawn) => Err(gone(c, call, withdrawn, now)?),
            None => Err(Refusal::not_found("specification")),
        }
    })?;
    served(services, row, successor, wanted)
}

/// One version. A withdrawn one is given and says so, an expired one only where it is wanted as such.
pub fn read_specification_version(
    services: &Services,
    call: &Call,
    id: &str,
    version: u32,
    wanted: Representation,
) -> Answer<Served> {
    let now = services.now().naive_utc();
    let (row, successor) = services.read(|c| {
        let row = found(c, call, id, version)?;
        holding(c, call, row, wanted, now)
    })?;
    served(services, row, successor, wanted)
}

/// The version with what holds instead of it, unless its time is over.
fn holding(
    c: &mut AnyConnection,
    call: &Call,
    row: Listed,
    wanted: Representation,
    now: NaiveDateTime,
) -> Answer<(Listed, Option<Successor>)> {
    let is_expired = is_expired(&row, now);
    if row.state == "published" && is_expired && !wanted.archived {
        return Err(gone(c, call, &row, now)?);
    }
    let successor = match is_expired || row.state == "withdrawn" {
        true => successor(c, call, &row, now)?,
        false => None,
    };
    Ok((row, successor))
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

/// Whose it is, where the caller sees some version of it.
pub(in crate::service) fn owned(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<Owned> {
    let versions = crate::store::specification_list::versions_of(c, id)?;
    let row = versions.into_iter().find(|row| sees(call, row));
    let row = row.ok_or(Refusal::not_found("specification"))?;
    Ok(Owned {
        owner_org: row.specification.owner_org,
        subject: row.subject,
        is_secure: false,
    })
}

fn served(
    services: &Services,
    row: Listed,
    successor: Option<Successor>,
    wanted: Representation,
) -> Answer<Served> {
    let part = if wanted.document_only {
        "-document"
    } else {
        ""
    };
    let format = if wanted.is_yaml { "-yaml" } else { "" };
    let tag = format!("{}{part}{format}", tag(&row.hash, row.revision));
    let key = (row.specification.id.clone(), row.version, tag.clone());
    if let Some(bytes) = services.specification_bytes.get(&key) {
        return Ok(Served {
            bytes,
            tag,
            successor,
        });
    }
    let is_sealed = matches!(row.state.as_str(), "published" | "withdrawn");
    let bytes: Arc<[u8]> = written(services, row, wanted)?.into();
    if is_sealed {
        services.specification_bytes.keep(key, &bytes);
    }
    Ok(Served {
        bytes,
        tag,
        successor,
    })
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
