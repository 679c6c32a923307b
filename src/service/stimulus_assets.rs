//! The picture or recording of a stimulus: attach, read.
//!
//! What it is is decided by its content. The same bytes are kept once, whoever sends them. Like the stimulus
//! itself it stays as it is once a sealed item hangs on it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::media::{Looked, Seen, looked_at};
use super::organisations::path_of;
use super::stimuli::{Stimulus, audit, object, view, visible};
use super::{Answer, Call, Refusal, Services, media_bytes};
use crate::bank::StimulusKind;
use crate::bank::media::{Measured, MediaType};
use crate::bank::texts::StimulusDocument;
use crate::document::hex;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::stimuli::{self as rows, StimulusRow};
use crate::store::{AnyConnection, failure};

/// A picture or recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StimulusAsset {
    /// SHA-256 of its bytes; also the entity tag it is read with.
    pub hash: String,
    /// What it is, by its content.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Width of a picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height of a picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Length of a recording in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<u64>,
    /// True when the same bytes were kept already; on attaching only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reused: bool,
}

/// Puts a picture or recording to a stimulus that has a licence, in the place of the one before.
/// `declared` is the media type it was sent as.
pub fn attach_stimulus_asset(
    services: &Services,
    call: &Call,
    id: &str,
    declared: Option<&str>,
    bytes: &[u8],
) -> Answer<Stimulus> {
    // Whether it is a file at all is looked at outside of the transaction, and told to writers only.
    let looked_at = looked_at(services, declared, bytes);
    if let Some(answer) = services.answered(call)? {
        return Ok(answer);
    }
    // Bytes are kept once nothing speaks against them; the transaction asks again.
    services.read(|c| attachable(c, call, id, &looked_at).map(|_| ()))?;
    let hash = hex(&Sha256::digest(bytes));
    let reused = media_bytes::keep(services, &hash, bytes)?;
    services.write(call, "attach_stimulus_asset", |unit| {
        let attachable = attachable(unit.c, call, id, &looked_at)?;
        let Attachable {
            before,
            path,
            secure,
            document,
            media_type,
            measure,
        } = attachable;
        let asset = StimulusAsset {
            reused,
            hash: hash.clone(),
            media_type: media_type.as_str().to_owned(),
            size: bytes.len() as u64,
            width: measure.width,
            height: measure.height,
            milliseconds: measure.milliseconds,
        };
        let kept = StimulusAsset {
            reused: false,
            ..asset.clone()
        };
        let row = StimulusRow {
            asset: failure::write_json(&kept),
            revision: before.revision + 1,
            updated_at: unit.now,
            ..before
        };
        if !rows::replace(unit.c, &row)? {
            return Err(Refusal::Stale {
                current: row.revision.to_string(),
            });
        }
        let detail = json!({"asset": asset.hash, "reused": asset.reused});
        audit(unit, &row, &path, secure, detail)?;
        let mut shown = view(row, length_findings(&document, measure))?;
        shown.asset = Some(asset);
        Ok(shown)
    })
}

/// A stimulus, and what may become its picture or recording.
struct Attachable {
    before: StimulusRow,
    path: String,
    secure: bool,
    document: StimulusDocument,
    media_type: MediaType,
    measure: Measured,
}

/// Refuses unless the caller may put the file to the stimulus.
fn attachable(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
    looked_at: &Result<Looked, Seen>,
) -> Answer<Attachable> {
    let before = visible(c, call, id)?;
    let path = path_of(c, &before.owner_org)?;
    let secure = rows::is_secret_to(c, id, &call.actor.user_id)?;
    call.require(Permission::WriteItems, &object(&before, &path, secure))?;
    call.require_match(&before.revision.to_string())?;
    if rows::is_sealed_in(c, &before.owner_org, &before.code)? {
        let finding = Finding::error("stimulus_in_use", "").with("code", before.code);
        return Err(Refusal::conflict(finding));
    }
    let (media_type, measure) = looked_at.clone().map_err(Seen::refusal)?;
    let document: StimulusDocument = failure::read_json(&before.content)?;
    if !media_type.is_for(document.kind) {
        return Err(Refusal::UnsupportedMedia(Box::new(unfit(
            media_type,
            document.kind,
        ))));
    }
    let measure = accepted(&document, measure)?;
    Ok(Attachable {
        before,
        path,
        secure,
        document,
        media_type,
        measure,
    })
}

/// The bytes of a stimulus the caller sees.
pub fn read_stimulus_asset(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<(MediaType, StimulusAsset, Vec<u8>)> {
    let none = || Refusal::not_found("asset");
    let row = services.read(|c| visible(c, call, id))?;
    let asset = asset_of(&row)?.ok_or_else(none)?;
    let media_type = MediaType::named(&asset.media_type).ok_or_else(none)?;
    let bytes = media_bytes::read(services, &asset.hash)?;
    Ok((media_type, asset, bytes))
}

/// The asset of a row.
pub(super) fn asset_of(row: &StimulusRow) -> Answer<Option<StimulusAsset>> {
    match row.asset.is_empty() {
        true => Ok(None),
        false => Ok(Some(failure::read_json(&row.asset)?)),
    }
}

/// A stimulus with a picture stays a picture.
pub(super) fn refuse_other_kind(before: &StimulusRow, document: &StimulusDocument) -> Answer<()> {
    let Some(asset) = asset_of(before)? else {
        return Ok(());
    };
    match MediaType::named(&asset.media_type) {
        Some(media_type) if !media_type.is_for(document.kind) => {
            let finding = unfit(media_type, document.kind);
            Err(Refusal::conflict(Finding {
                pointer: "/kind".into(),
                ..finding
            }))
        }
        _ => Ok(()),
    }
}

/// What can be shown and may be used; both findings at once.
fn accepted(document: &StimulusDocument, measure: Result<Measured, Finding>) -> Answer<Measured> {
    let mut findings = Vec::new();
    let licence = document.licence.as_deref().unwrap_or_default();
    if licence.trim().is_empty() {
        findings.push(Finding::error("licence_missing", "/licence"));
    }
    match measure {
        Ok(measure) if findings.is_empty() => return Ok(measure),
        Ok(_) => {}
        Err(finding) => findings.push(finding),
    }
    Err(Refusal::Invalid(findings))
}

fn unfit(media_type: MediaType, kind: StimulusKind) -> Finding {
    Finding::error("media_not_for_stimulus", "")
        .with("found", media_type.as_str())
        .with("kind", kind.as_str())
}

/// A recording that is not as long as its stimulus says; a second more or less is no matter.
fn length_findings(document: &StimulusDocument, measure: Measured) -> Vec<Finding> {
    let (Some(said), Some(found)) = (document.seconds, measure.milliseconds) else {
        return Vec::new();
    };
    let said_ms = u64::from(said) * 1000;
    if said_ms.abs_diff(found) <= 1000 {
        return Vec::new();
    }
    let finding = Finding::warning("recording_length_differs", "/seconds");
    vec![
        finding
            .with("said", said)
            .with("found", found.div_ceil(1000)),
    ]
}
