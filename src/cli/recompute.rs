//! `recompute --verify`: every result derived again from what it was computed from.

use serde_json::json;

use super::config::Config;
use super::outcome::{Failure, print};
use super::startup;
use crate::service::result_verification::{ResultPlace, verify_results};

/// Results of one kind that are printed, at most; `json` has all.
const MOST_SHOWN: usize = 20;

/// Compares every result with what it comes to now; fails when one came out otherwise from the same marks.
pub fn verify(config: &Config, as_json: bool) -> Result<(), Failure> {
    let services = startup::open(config)?;
    let found = verify_results(&services)?;
    if as_json {
        print(&json!(found).to_string());
    } else {
        print(&format!("sittings      {}", found.sittings));
        print(&format!("same          {}", found.same));
        print(&format!("not computed  {}", found.not_computed));
        print(&format!(
            "stale         {} (marks or states changed since)",
            found.stale.len()
        ));
        shown("stale", &found.stale);
        print(&format!("drifted       {}", found.drifted.len()));
        shown("drifted", &found.drifted);
    }
    match found.drifted.len() {
        0 => Ok(()),
        drifted => Err(Failure::Wrong(format!(
            "{drifted} results come out otherwise than they are kept, from the same marks: find out why before anybody relies on them"
        ))),
    }
}

fn shown(what: &str, places: &[ResultPlace]) {
    for place in places.iter().take(MOST_SHOWN) {
        let ResultPlace {
            sitting_id,
            candidate,
            version,
        } = place;
        print(&format!(
            "  {what} {sitting_id} {candidate} (version {version})"
        ));
    }
    if places.len() > MOST_SHOWN {
        print(&format!(
            "  {what} … and {} more",
            places.len() - MOST_SHOWN
        ));
    }
}
