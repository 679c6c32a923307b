//! Pictures and recordings of tasks: brought in, licensed, shown and played.
//!
//! A text names a file by the SHA-256 of its bytes (`media:<hash>`). The same bytes are kept once, whoever
//! sends them; which organisation may show them, and under which licence, is told for each. Who may read a text
//! may see its pictures and hear its recordings, and nobody else: a hash alone opens nothing. A picture stands
//! in a rich text, a recording among the recordings of the texts, with its transcript and the number of times
//! it is played; one that several tasks share is a stimulus ([`super::stimulus_assets`]).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::item_recordings::known;
use super::item_sight::{may_read_keys, visible};
use super::item_view::view;
use super::{Answer, Call, Refusal, Services, Unit, media_bytes};
use crate::bank::StimulusKind;
use crate::bank::check::Stage;
use crate::bank::media::{Measured, MediaType, measured};
use crate::bank::rich::pictures;
use crate::bank::texts::ItemDocument;
use crate::document::hex;
use crate::document::pointer::child;
use crate::identity::{Object, Permission};
use crate::interop::word::Picture;
use crate::language::finding::Finding;
use crate::store::media::{self as rows, MediaRow};
use crate::store::{AnyConnection, failure};

/// A picture or recording of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Medium {
    /// SHA-256 of its bytes; texts name it `media:<hash>`.
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
    /// Licence; needed before a task that shows it is handed in, unless the task names its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// True when the same bytes were kept already; on bringing in only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reused: bool,
}

/// Under which licence a picture may be used.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MediumLicence {
    /// Licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 200))]
    pub licence: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 2000))]
    pub source: Option<String>,
}

/// Brings a picture or recording into the caller's organisation. `declared` is the media type it was sent as. Brought in
/// again, it keeps its licence where none is named.
pub fn upload_medium(
    services: &Services,
    call: &Call,
    declared: Option<&str>,
    of: &MediumLicence,
    bytes: &[u8],
) -> Answer<Medium> {
    call.require(Permission::WriteItems, &Object::of(&call.actor.home_path))?;
    let (media_type, measure) = looked_at(services, declared, bytes).map_err(Seen::refusal)?;
    let measure = measure.map_err(Refusal::invalid)?;
    let hash = hex(&Sha256::digest(bytes));
    let reused = media_bytes::keep(services, &hash, bytes)?;
    services.write(call, "upload_medium", |unit| {
        keep(unit, (&hash, media_type, measure), of, bytes.len())?;
        let org = &call.actor.home_org;
        unit.audit(org, "medium", &hash, json!({"reused": reused}))?;
        let row = rows::by_hash(unit.c, org, &hash)?.ok_or(Refusal::not_found("medium"))?;
        Ok(Medium {
            reused,
            ..shown(row)
        })
    })
}

/// Says under which licence a picture of the caller's organisation may be used.
pub fn set_medium_licence(
    services: &Services,
    call: &Call,
    hash: &str,
    of: &MediumLicence,
) -> Answer<Medium> {
    let org = &call.actor.home_org;
    services.write(call, "set_medium_licence", |unit| {
        let row = own(unit.c, call, hash)?;
        let said = |new: &Option<String>| new.clone().unwrap_or_default().trim().to_owned();
        let (licence, source) = (said(&of.licence), said(&of.source));
        rows::set_licence(unit.c, (org, hash), &licence, &source)?;
        unit.audit(org, "medium", hash, json!({"licence": licence}))?;
        Ok(shown(MediaRow {
            licence,
            source,
            ..row
        }))
    })
}

/// A picture that the caller brought in, also before any text shows it.
pub fn read_medium(services: &Services, call: &Call, hash: &str) -> Answer<(MediaType, Vec<u8>)> {
    let row = services.read(|c| own(c, call, hash))?;
    match row.created_by == call.actor.user_id {
        true => bytes_of(services, hash),
        false => Err(Refusal::not_found("medium")),
    }
}

/// A picture of a version of an item (`None`: the newest) that the caller may see: only one that the texts
/// show that the caller reads, so none of a worked solution without the permission to read keys.
pub fn read_item_medium(
    services: &Services,
    call: &Call,
    id: &str,
    number: Option<i32>,
    hash: &str,
) -> Answer<(MediaType, Vec<u8>)> {
    let texts = services.read(|c| {
        let found = visible(c, call, id, number)?;
        let keys = may_read_keys(call, &found);
        Ok(view(found, keys, Vec::new())?.texts)
    })?;
    let shown = pictures(&failure::write_json(&texts));
    match shown.iter().any(|one| one == hash) {
        true => bytes_of(services, hash),
        false => Err(Refusal::not_found("medium")),
    }
}

/// The bytes of a picture whose text the caller reads.
pub(super) fn bytes_of(services: &Services, hash: &str) -> Answer<(MediaType, Vec<u8>)> {
    let bytes = media_bytes::read(services, hash)?;
    let media_type = MediaType::sniffed(&bytes).ok_or(Refusal::not_found("medium"))?;
    Ok((media_type, bytes))
}

/// Keeps the bytes of pictures of a document of Word: before the transaction that names them.
pub(super) fn keep_bytes(services: &Services, pictures: &[Picture]) -> Answer<()> {
    for picture in pictures {
        media_bytes::keep(services, &picture.hash, &picture.bytes)?;
    }
    Ok(())
}

/// Keeps a picture of a document of Word, whose bytes are kept, for the caller's organisation.
pub(super) fn keep_picture(unit: &mut Unit<'_>, picture: &Picture) -> Answer<()> {
    let measure = measured(picture.media_type, &picture.bytes).unwrap_or_default();
    let of = (picture.hash.as_str(), picture.media_type, measure);
    keep(unit, of, &MediumLicence::default(), picture.bytes.len())
}

/// What is to be said of the pictures and recordings of an item: of each that is unknown to the organisation and
/// to the caller's own, or is not what its place needs, and at submission of each without a licence.
pub(super) fn findings(
    c: &mut AnyConnection,
    call: &Call,
    owner_org: &str,
    document: &ItemDocument,
    stage: Stage,
) -> Answer<Vec<Finding>> {
    let mut places: BTreeMap<(String, bool), String> = BTreeMap::new();
    for (language, texts) in &document.texts {
        for (pointer, rich) in &texts.rich {
            let at = child(&format!("/texts/{language}/rich"), pointer);
            for hash in pictures(&rich.html) {
                places.entry((hash, false)).or_insert_with(|| at.clone());
            }
        }
        for (n, recording) in texts.recordings.iter().enumerate() {
            let at = format!("/texts/{language}/recordings/{n}/src");
            for hash in pictures(&recording.src) {
                places.entry((hash, true)).or_insert_with(|| at.clone());
            }
        }
    }
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let hashes: Vec<String> = places.keys().map(|(hash, _)| hash.clone()).collect();
    let known = known(c, call, owner_org, &hashes)?;
    let own_licence = document.content.licence.as_deref().unwrap_or_default();
    let licensed = stage != Stage::Submit || !own_licence.trim().is_empty();
    let finding = |((hash, heard), at): ((String, bool), String)| {
        let Some(row) = known.get(&hash) else {
            return Some(Finding::error("media_missing", at).with("hash", hash));
        };
        let found = MediaType::named(&row.media_type);
        if found.is_some_and(|found| found.is_for(StimulusKind::Audio) != heard) {
            let finding = Finding::error("media_not_for_text", at);
            let needed = if heard { "recording" } else { "picture" };
            let finding = finding.with("needed", needed).with("hash", hash);
            return Some(finding.with("found", row.media_type.as_str()));
        }
        let finding = || Finding::error("media_licence_missing", at).with("hash", hash);
        (row.licence.is_empty() && !licensed).then(finding)
    };
    Ok(places.into_iter().filter_map(finding).collect())
}

fn own(c: &mut AnyConnection, call: &Call, hash: &str) -> Answer<MediaRow> {
    call.require(Permission::WriteItems, &Object::of(&call.actor.home_path))?;
    let row = rows::by_hash(c, &call.actor.home_org, hash)?;
    row.ok_or(Refusal::not_found("medium"))
}

fn keep(
    unit: &mut Unit<'_>,
    (hash, media_type, measure): (&str, MediaType, Measured),
    of: &MediumLicence,
    size: usize,
) -> Answer<()> {
    let org = unit.call.actor.home_org.clone();
    let said = |new: &Option<String>| new.clone().unwrap_or_default().trim().to_owned();
    let (licence, source) = (said(&of.licence), said(&of.source));
    match rows::by_hash(unit.c, &org, hash)? {
        None => {
            let row = MediaRow {
                owner_org: org,
                hash: hash.to_owned(),
                media_type: media_type.as_str().to_owned(),
                size: size as i64,
                width: measure.width.unwrap_or_default().into(),
                height: measure.height.unwrap_or_default().into(),
                milliseconds: i64::try_from(measure.milliseconds.unwrap_or_default())
                    .unwrap_or_default(),
                licence,
                source,
                created_by: unit.call.actor.user_id.clone(),
                created_at: unit.now,
            };
            Ok(rows::insert(unit.c, &row)?)
        }
        Some(_) if !licence.is_empty() => {
            Ok(rows::set_licence(unit.c, (&org, hash), &licence, &source)?)
        }
        Some(_) => Ok(()),
    }
}

fn shown(row: MediaRow) -> Medium {
    let some = |text: String| (!text.is_empty()).then_some(text);
    Medium {
        hash: row.hash,
        media_type: row.media_type,
        size: u64::try_from(row.size).unwrap_or_default(),
        width: u32::try_from(row.width).ok().filter(|width| *width > 0),
        height: u32::try_from(row.height).ok().filter(|height| *height > 0),
        milliseconds: u64::try_from(row.milliseconds).ok().filter(|ms| *ms > 0),
        licence: some(row.licence),
        source: some(row.source),
        reused: false,
    }
}

/// Why bytes are nothing that can be shown or played.
#[derive(Clone)]
pub(super) enum Seen {
    TooLarge(Finding),
    Unsupported(Finding),
}

impl Seen {
    pub(super) fn refusal(self) -> Refusal {
        match self {
            Self::TooLarge(finding) => Refusal::TooLarge(Box::new(finding)),
            Self::Unsupported(finding) => Refusal::UnsupportedMedia(Box::new(finding)),
        }
    }
}

/// What a file is, and what it measures or why it cannot be decoded.
pub(super) type Looked = (MediaType, Result<Measured, Finding>);

/// What bytes are, by their content.
pub(super) fn looked_at(
    services: &Services,
    declared: Option<&str>,
    bytes: &[u8],
) -> Result<Looked, Seen> {
    let most = services.limits.media_bytes;
    if bytes.len() > most {
        let finding = Finding::error("media_too_large", "").with("size", bytes.len());
        return Err(Seen::TooLarge(finding.with("most", most)));
    }
    let known: Vec<&str> = MediaType::ALL.iter().map(|known| known.as_str()).collect();
    let Some(found) = MediaType::sniffed(bytes) else {
        let finding = Finding::error("media_unknown", "").with("known", known.join(", "));
        return Err(Seen::Unsupported(finding));
    };
    let said = declared.filter(|said| *said != "application/octet-stream");
    if let Some(said) = said.filter(|said| MediaType::named(said) != Some(found)) {
        let finding = Finding::error("media_type_contradicts", "").with("declared", said);
        return Err(Seen::Unsupported(finding.with("found", found.as_str())));
    }
    let measure = measured(found, bytes).map_err(|broken| {
        Finding::error("media_not_decodable", "")
            .with("type", found.as_str())
            .with("reason", broken.as_str())
    });
    Ok((found, measure))
}
