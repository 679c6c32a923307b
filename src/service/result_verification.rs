//! Every result derived again from what it was computed from, and compared with what is kept: for whoever
//! runs the service. Nothing is changed; names stand nowhere in it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::content_appeals::outcomes_of;
use super::result_derivation::{Derived, derived};
use super::results::policy_of;
use super::sitting_access::attempts_by_code;
use super::{Answer, Services};
use crate::scoring::result::ScoreResult;
use crate::store::results::{self as rows, ResultRow};
use crate::store::sittings::{self, SittingRow};
use crate::store::{AnyConnection, failure};

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ResultsVerified {
    /// Sittings looked at.
    pub sittings: usize,
    /// Results that come out as they are kept.
    pub same: usize,
    /// Results that come out otherwise from the same marks, states, form and policy.
    pub drifted: Vec<ResultPlace>,
    /// Results whose marks or states have changed since they were computed.
    pub stale: Vec<ResultPlace>,
    /// Attempts without a result.
    pub not_computed: usize,
}

/// Where a result stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultPlace {
    /// The sitting.
    pub sitting_id: String,
    /// Candidate code.
    pub candidate: String,
    /// Version of the result.
    pub version: i32,
}

/// Derives every newest result again, sitting by sitting.
pub fn verify_results(services: &Services) -> Answer<ResultsVerified> {
    let mut found = ResultsVerified::default();
    let mut after = 0;
    // One read for each sitting, so that nobody who writes waits for all of them.
    while let Some(sitting) = services.read(|c| Ok(sittings::next_after(c, after)?))? {
        after = sitting.sitting_no;
        services.read(|c| verify(c, &sitting, &mut found))?;
        found.sittings += 1;
    }
    Ok(found)
}

fn verify(c: &mut AnyConnection, sitting: &SittingRow, found: &mut ResultsVerified) -> Answer<()> {
    let (policy, document) = policy_of(c, sitting)?;
    let newest: BTreeMap<i64, ResultRow> = rows::newest(c, sitting.sitting_no)?
        .into_iter()
        .map(|row| (row.attempt_no, row))
        .collect();
    let codes: BTreeMap<i64, String> = attempts_by_code(c, sitting)?
        .into_iter()
        .map(|(code, attempt)| (attempt.attempt_no, code))
        .collect();
    let outcomes = outcomes_of(c, &sitting.form_id)?;
    let rules = (&policy, &document);
    for now in derived(c, sitting, rules, (&outcomes, &|_, _| true))? {
        let Some(kept) = newest.get(&now.attempt_no) else {
            found.not_computed += 1;
            continue;
        };
        let place = ResultPlace {
            sitting_id: sitting.id.clone(),
            candidate: codes.get(&now.attempt_no).cloned().unwrap_or_default(),
            version: kept.version,
        };
        match compared(kept, &now)? {
            Compared::Same => found.same += 1,
            Compared::Stale => found.stale.push(place),
            Compared::Drifted => found.drifted.push(place),
        }
    }
    Ok(())
}

enum Compared {
    Same,
    Stale,
    Drifted,
}

fn compared(kept: &ResultRow, now: &Derived) -> Answer<Compared> {
    let result: ScoreResult = failure::read_json(&kept.document)?;
    Ok(
        match (kept.input_hash == now.input_hash, result == now.result) {
            (false, _) => Compared::Stale,
            (true, true) => Compared::Same,
            (true, false) => Compared::Drifted,
        },
    )
}
