//! Guidance for those who work with a specification: small files and links, with title and language.
//! Whoever sees the specification sees them; who writes it attaches them and takes them away.

use base64ct::{Base64, Encoding};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::view::{object, sees};
use crate::bank::Language;
use crate::document::hex;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::service::{Answer, Call, Page, Refusal, Services};
use crate::store::specification_guidance::{self as rows, GuidanceRow};
use crate::store::specification_list::{self, Listed};
use crate::store::{AnyConnection, blobs};

/// Largest file in bytes.
const LARGEST: usize = 5 << 20;

/// What a file may be, and how its bytes begin ('' where they may begin anyhow). Nothing that a browser
/// would run.
pub const MEDIA_TYPES: [(&str, &[u8]); 8] = [
    ("application/pdf", b"%PDF-"),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"PK\x03\x04",
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        b"PK\x03\x04",
    ),
    ("application/vnd.oasis.opendocument.text", b"PK\x03\x04"),
    ("image/png", b"\x89PNG"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("text/plain", b""),
    ("text/markdown", b""),
];

/// A document to attach: a link or a file.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddGuidance {
    /// Title, in the language of the document.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// Language of the document.
    pub language: Language,
    /// Address (`https://…`), where it is kept elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 2000))]
    pub link: Option<String>,
    /// The file, where it is kept here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<SentFile>,
}

/// A file as it is sent.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SentFile {
    /// Name it is saved under.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// Media type: PDF, DOCX, XLSX, ODT, PNG, JPEG, plain text or Markdown.
    pub media_type: String,
    /// The bytes in base64 (RFC 4648, section 4), 5 MiB at most.
    pub content_base64: String,
}

/// An attached document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Guidance {
    /// UUID.
    pub id: String,
    /// Title, in the language of the document.
    pub title: String,
    /// Language of the document.
    pub language: String,
    /// Address, where it is kept elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The file, where it is kept here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<KeptFile>,
    /// When it was attached.
    pub created_at: DateTime<Utc>,
}

/// A file that is kept here.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KeptFile {
    /// Name it is saved under.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub size: u32,
    /// SHA-256 of its bytes.
    pub hash: String,
}

/// The bytes of an attached file.
#[derive(Clone, Debug)]
pub struct GuidanceFile {
    /// Name it is saved under.
    pub name: String,
    /// Media type: one of [`MEDIA_TYPES`].
    pub media_type: String,
    /// SHA-256 of the bytes.
    pub hash: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Attaches a document to a specification.
pub fn add_guidance(
    services: &Services,
    call: &Call,
    id: &str,
    input: &AddGuidance,
) -> Answer<Guidance> {
    services.write(call, "add_guidance", |unit| {
        let specification = seen(unit.c, call, id)?;
        call.require(Permission::WriteSpecifications, &object(&specification))?;
        let bytes = checked(input)?;
        let mut row = GuidanceRow {
            id: unit.new_id(),
            specification_id: id.to_owned(),
            language: input.language.to_string(),
            title: input.title.clone(),
            link: input.link.clone().unwrap_or_default(),
            file_name: String::new(),
            media_type: String::new(),
            size: 0,
            content_hash: None,
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
        };
        if let (Some(file), Some(bytes)) = (&input.file, &bytes) {
            let hash = hex(&Sha256::digest(bytes));
            blobs::keep(unit.c, &hash, &file.media_type, bytes, unit.now)?;
            row.file_name = file.name.clone();
            row.media_type = file.media_type.clone();
            row.size = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
            row.content_hash = Some(hash);
        }
        rows::insert(unit.c, &row)?;
        let detail = json!({"guidance": row.id, "content": row.content_hash});
        unit.audit(
            &specification.specification.owner_org,
            "specification",
            id,
            detail,
        )?;
        Ok(view(row))
    })
}

/// Everything attached to a specification, oldest first.
pub fn list_guidance(services: &Services, call: &Call, id: &str) -> Answer<Page<Guidance>> {
    services.read(|c| {
        seen(c, call, id)?;
        let rows = rows::of_specification(c, id)?;
        Ok(Page {
            items: rows.into_iter().map(view).collect(),
            next: None,
        })
    })
}

/// The bytes of an attached file; a link has none here.
pub fn read_guidance(
    services: &Services,
    call: &Call,
    id: &str,
    guidance: &str,
) -> Answer<GuidanceFile> {
    services.read(|c| {
        seen(c, call, id)?;
        let row = one(c, id, guidance)?;
        let hash = row
            .content_hash
            .ok_or(Refusal::not_found("guidance file"))?;
        let bytes = blobs::read(c, &hash)?;
        let gone = || Refusal::Internal(format!("the bytes of guidance {guidance} are gone"));
        Ok(GuidanceFile {
            name: row.file_name,
            media_type: row.media_type,
            bytes: bytes.ok_or_else(gone)?,
            hash,
        })
    })
}

/// Takes a document away from a specification.
pub fn remove_guidance(
    services: &Services,
    call: &Call,
    id: &str,
    guidance: &str,
) -> Answer<Guidance> {
    services.write(call, "remove_guidance", |unit| {
        let specification = seen(unit.c, call, id)?;
        let row = one(unit.c, id, guidance)?;
        call.require(Permission::WriteSpecifications, &object(&specification))?;
        rows::delete(unit.c, guidance)?;
        unit.audit(
            &specification.specification.owner_org,
            "specification",
            id,
            json!({"guidance": guidance}),
        )?;
        Ok(view(row))
    })
}

/// The newest version that the caller sees.
fn seen(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<Listed> {
    let versions = specification_list::versions_of(c, id)?;
    let seen = versions.into_iter().find(|row| sees(call, row));
    seen.ok_or(Refusal::not_found("specification"))
}

fn one(c: &mut AnyConnection, id: &str, guidance: &str) -> Answer<GuidanceRow> {
    let rows = rows::of_specification(c, id)?;
    let row = rows.into_iter().find(|row| row.id == guidance);
    row.ok_or(Refusal::not_found("guidance"))
}

/// The bytes of the file, if one was sent and nothing is wrong.
fn checked(input: &AddGuidance) -> Answer<Option<Vec<u8>>> {
    let mut found = Vec::new();
    if input.link.is_some() == input.file.is_some() {
        found.push(Finding::error("guidance_link_or_file", ""));
    }
    if let Some(link) = input.link.as_ref().filter(|link| !is_address(link)) {
        found.push(Finding::error("link_invalid", "/link").with("value", link.as_str()));
    }
    let bytes = input
        .file
        .as_ref()
        .and_then(|file| file_bytes(file, &mut found));
    match found.is_empty() {
        true => Ok(bytes),
        false => Err(Refusal::Invalid(found)),
    }
}

fn is_address(link: &str) -> bool {
    let rest = link
        .strip_prefix("https://")
        .or(link.strip_prefix("http://"));
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"".contains(c);
    rest.is_some_and(|rest| {
        !rest.starts_with('/') && !rest.is_empty() && rest.chars().all(is_plain)
    })
}

fn file_bytes(file: &SentFile, found: &mut Vec<Finding>) -> Option<Vec<u8>> {
    let is_plain = |c: char| !c.is_control() && !"/\\\"".contains(c);
    if !file.name.chars().all(is_plain) {
        let finding = Finding::error("file_name_invalid", "/file/name");
        found.push(finding.with("value", file.name.as_str()));
    }
    let known = MEDIA_TYPES
        .iter()
        .find(|(name, _)| *name == file.media_type);
    if known.is_none() {
        let allowed: Vec<&str> = MEDIA_TYPES.iter().map(|(name, _)| *name).collect();
        let finding = Finding::error("not_allowed", "/file/media_type");
        let finding = finding.with("value", file.media_type.as_str());
        found.push(finding.with("allowed", allowed));
    }
    let written: String = file.content_base64.split_ascii_whitespace().collect();
    let Ok(bytes) = Base64::decode_vec(&written) else {
        found.push(Finding::error("base64_invalid", "/file/content_base64"));
        return None;
    };
    if bytes.len() > LARGEST || bytes.is_empty() {
        let finding = Finding::error("file_size", "/file/content_base64");
        let finding = finding.with("size", bytes.len());
        found.push(finding.with("maximum", LARGEST));
    }
    if known.is_some_and(|(_, begin)| !bytes.starts_with(begin)) {
        let finding = Finding::error("file_not_of_type", "/file/media_type");
        found.push(finding.with("value", file.media_type.as_str()));
    }
    Some(bytes)
}

fn view(row: GuidanceRow) -> Guidance {
    let (name, media_type) = (row.file_name, row.media_type);
    let size = u32::try_from(row.size).unwrap_or_default();
    let file = row.content_hash.map(|hash| KeptFile {
        name,
        media_type,
        size,
        hash,
    });
    Guidance {
        id: row.id,
        title: row.title,
        language: row.language,
        link: Some(row.link).filter(|link| !link.is_empty()),
        file,
        created_at: row.created_at.and_utc(),
    }
}
