//! The bytes of pictures and recordings, between the use cases and the store of media.
//!
//! Bytes are kept *before* the transaction that writes their row, and read *after* the one that decided who sees
//! them: a bucket is far away, and nobody waits for it with a transaction open. What was brought in before there
//! was a store lies in the database and is read from there.

use super::{Answer, Refusal, Services};
use crate::language::finding::Finding;
use crate::store::media_store::{MediaFault, MediaStore};
use crate::store::{blobs, media};

/// Where media lie, and whether what is known lies there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaSurvey {
    /// Files that organisations and stimuli name.
    pub known: usize,
    /// Of these: bytes in the store.
    pub in_store: usize,
    /// Of these: bytes in the database, from before there was a store.
    pub in_database: usize,
    /// Hashes of these whose bytes are nowhere.
    pub missing: Vec<String>,
    /// Hashes of these whose bytes are others than they were.
    pub damaged: Vec<String>,
    /// Objects that no picture and no stimulus names now: left by what was refused, or replaced. A locked form
    /// may still show them.
    pub unnamed: usize,
    /// Bytes of everything in the store.
    pub bytes: u64,
}

/// Keeps bytes under their hash; true when they were kept already.
pub(super) fn keep(services: &Services, hash: &str, bytes: &[u8]) -> Answer<bool> {
    let there = services
        .media
        .put(hash, bytes)
        .map_err(|f| refusal(hash, f))?;
    Ok(there || services.read(|c| Ok(blobs::is_kept(c, hash)?))?)
}

/// The bytes with this hash. Whoever asks has decided already that the caller sees them.
pub(super) fn read(services: &Services, hash: &str) -> Answer<Vec<u8>> {
    let fault = match services.media.get(hash) {
        Ok(bytes) => return Ok(bytes),
        Err(fault) => fault,
    };
    match services.read(|c| Ok(blobs::read(c, hash)?))? {
        Some(bytes) => Ok(bytes),
        None => Err(refusal(hash, fault)),
    }
}

/// Fails unless the store of media answers.
pub(super) fn ready(services: &Services) -> Answer<()> {
    services.media.answers().map_err(|fault| refusal("", fault))
}

/// Where media lie; fails unless they can be got at.
pub fn check_place(media: &MediaStore) -> Result<String, String> {
    if media.is_unmade() {
        return Ok(format!("{}: `synaq serve` makes it", media.shown()));
    }
    match media.answers() {
        Ok(()) => Ok(media.shown()),
        Err(MediaFault::Unavailable(why)) => Err(format!("{}: {why}", media.shown())),
        Err(other) => Err(format!("{}: {other:?}", media.shown())),
    }
}

/// Looks at all media: every byte is read.
pub fn survey(services: &Services) -> Answer<MediaSurvey> {
    let objects = services.media.list().map_err(|f| refusal("", f))?;
    let named = services.read(|c| Ok(media::named(c)?))?;
    let mut found = MediaSurvey {
        known: named.len(),
        bytes: objects.iter().map(|object| object.size).sum(),
        unnamed: objects.iter().filter(|o| !named.contains(&o.hash)).count(),
        ..MediaSurvey::default()
    };
    for hash in named {
        match services.media.get(&hash) {
            Ok(_) => found.in_store += 1,
            Err(MediaFault::Unavailable(why)) => return Err(Refusal::MediaAway(why)),
            Err(_) if services.read(|c| Ok(blobs::is_kept(c, &hash)?))? => found.in_database += 1,
            Err(MediaFault::Missing) => found.missing.push(hash),
            Err(MediaFault::Damaged) => found.damaged.push(hash),
        }
    }
    Ok(found)
}

fn refusal(hash: &str, fault: MediaFault) -> Refusal {
    let code = match fault {
        MediaFault::Missing => "media_bytes_missing",
        MediaFault::Damaged => "media_bytes_damaged",
        MediaFault::Unavailable(why) => return Refusal::MediaAway(why),
    };
    Refusal::Lost(Box::new(Finding::error(code, "").with("hash", hash)))
}
