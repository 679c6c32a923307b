//! Recordings that the texts of a task name: their length is measured when the file is brought in, not told by
//! who writes the task.

use std::collections::BTreeMap;

use super::{Answer, Call};
use crate::bank::rich::pictures;
use crate::bank::texts::ItemDocument;
use crate::store::AnyConnection;
use crate::store::media::{self as rows, MediaRow};

/// Puts the measured lengths into the recordings of a draft.
pub(super) fn measure(
    c: &mut AnyConnection,
    call: &Call,
    owner_org: &str,
    document: &mut ItemDocument,
) -> Answer<()> {
    let recordings = || document.texts.values().flat_map(|texts| &texts.recordings);
    let hashes: Vec<String> = recordings().flat_map(|one| pictures(&one.src)).collect();
    if hashes.is_empty() && recordings().next().is_none() {
        return Ok(());
    }
    let known = known(c, call, owner_org, &hashes)?;
    for texts in document.texts.values_mut() {
        for recording in &mut texts.recordings {
            let hash = pictures(&recording.src).pop().unwrap_or_default();
            let length = known.get(&hash).map_or(0, |row| row.milliseconds);
            recording.milliseconds = u64::try_from(length).ok().filter(|length| *length > 0);
        }
    }
    Ok(())
}

/// The files of an item's organisation and of the caller's own among these hashes; a licence of either counts.
pub(super) fn known(
    c: &mut AnyConnection,
    call: &Call,
    owner_org: &str,
    hashes: &[String],
) -> Answer<BTreeMap<String, MediaRow>> {
    let mut known: BTreeMap<String, MediaRow> = BTreeMap::new();
    for org in [owner_org, call.actor.home_org.as_str()] {
        for row in rows::of(c, org, hashes)? {
            let before = known.get(&row.hash);
            if before.is_none_or(|before| before.licence.is_empty()) {
                known.insert(row.hash.clone(), row);
            }
        }
    }
    Ok(known)
}
