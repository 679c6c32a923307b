//! `media`: where pictures and recordings lie, and whether all of them are there.

use serde_json::json;

use super::config::Config;
use super::outcome::{Failure, print};
use super::startup;
use crate::service::media_bytes;

/// Hashes of one kind that are printed, at most; `json` has all.
const MOST_SHOWN: usize = 20;

/// Looks at every byte of media; fails when some are missing or damaged.
pub fn media(config: &Config, as_json: bool) -> Result<(), Failure> {
    let services = startup::open(config)?;
    let found = media_bytes::survey(&services)?;
    let lost = found.missing.len() + found.damaged.len();
    if as_json {
        let shown = json!({
            "place": services.media.shown(), "known": found.known, "in_store": found.in_store,
            "in_database": found.in_database, "missing": found.missing, "damaged": found.damaged,
            "unnamed": found.unnamed, "bytes": found.bytes
        });
        print(&shown.to_string());
    } else {
        print(&format!("place        {}", services.media.shown()));
        print(&format!(
            "known        {} pictures and recordings",
            found.known
        ));
        print(&format!(
            "in store     {} ({} bytes lie there)",
            found.in_store, found.bytes
        ));
        print(&format!(
            "in database  {} (from before there was a store)",
            found.in_database
        ));
        print(&format!(
            "unnamed      {} (no task or stimulus of today names them)",
            found.unnamed
        ));
        for (what, hashes) in [("missing", &found.missing), ("damaged", &found.damaged)] {
            for hash in hashes.iter().take(MOST_SHOWN) {
                print(&format!("{what:<12} {hash}"));
            }
            if hashes.len() > MOST_SHOWN {
                print(&format!(
                    "{what:<12} … and {} more",
                    hashes.len() - MOST_SHOWN
                ));
            }
        }
    }
    match lost {
        0 => Ok(()),
        lost => Err(Failure::Wrong(format!(
            "{lost} pictures and recordings cannot be shown: bring them back from a copy of the store, or bring them in again"
        ))),
    }
}
