//! How often collections are looked at and taken, by day, never by whom.
//!
//! A read does not wait for a write: what readers do is counted in memory and written by the worker when it
//! has nothing else to do, and before the counts are read. A process that is killed loses its last seconds.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::collections::seen;
use super::organisations::today;
use super::{Answer, Call, Refusal, Services};
use crate::language::finding::Finding;
use crate::store::catalogue as rows;

/// Days that are told where the caller names none.
const USUAL_DAYS: u64 = 30;
/// Days that are told at most.
const MOST_DAYS: i64 = 1000;

/// What a reader did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Use {
    /// Looked at it.
    View,
    /// Took its file.
    Download,
}

impl Use {
    const fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Download => "download",
        }
    }
}

/// What is counted and not yet written: collection, day, what → how often.
#[derive(Default)]
pub(super) struct Uses {
    counted: Mutex<HashMap<(String, NaiveDate, Use), i64>>,
    /// Held while counts are on their way into the database: who reads them waits for that.
    writing: Mutex<()>,
}

impl Uses {
    /// Counts one use.
    pub(super) fn note(&self, collection_id: &str, day: NaiveDate, what: Use) {
        self.add((collection_id.to_owned(), day, what), 1);
    }

    fn add(&self, key: (String, NaiveDate, Use), times: i64) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        *counted.entry(key).or_default() += times;
    }

    fn take(&self) -> HashMap<(String, NaiveDate, Use), i64> {
        std::mem::take(&mut *self.counted.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// From which day to which, both included.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountQuery {
    /// First day (`2026-11-01`); thirty days before the last one without.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day; today without.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

/// How often a collection is used.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CollectionCounts {
    /// The collection.
    pub collection_id: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Views in these days.
    pub views: i64,
    /// Downloads in these days.
    pub downloads: i64,
    /// Days on which anything was counted, oldest first.
    pub days: Vec<DayCount>,
}

/// How often it was used on a day.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DayCount {
    /// The day at the owner's place.
    pub day: String,
    /// Views.
    pub views: i64,
    /// Downloads.
    pub downloads: i64,
}

/// Writes what was counted. What cannot be written now is written later.
pub(super) fn keep(services: &Services) {
    let uses = &services.collection_uses;
    let _one_writer = uses.writing.lock().unwrap_or_else(PoisonError::into_inner);
    let counted = uses.take();
    if counted.is_empty() {
        return;
    }
    let written = services.db.write(|c| -> Answer<()> {
        for ((collection_id, day, what), times) in &counted {
            let day = day.to_string();
            rows::count(c, (collection_id, &day, what.as_str()), *times)?;
        }
        Ok(())
    });
    if let Err(refusal) = written {
        tracing::warn!(why = %refusal, "uses of collections could not be counted yet");
        for (key, times) in counted {
            uses.add(key, times);
        }
    }
}

/// How often a collection was looked at and taken.
pub fn read_collection_counts(
    services: &Services,
    call: &Call,
    id: &str,
    query: &CountQuery,
) -> Answer<CollectionCounts> {
    keep(services);
    services.read(|c| {
        let (row, _) = seen(c, call, id)?;
        let to = match query.to {
            Some(to) => to,
            None => today(services, c, &row.owner_org)?,
        };
        let usual = to.checked_sub_days(Days::new(USUAL_DAYS)).unwrap_or(to);
        let from = query.from.unwrap_or(usual);
        let span = (to - from).num_days();
        if !(0..=MOST_DAYS).contains(&span) {
            let finding = Finding::error("count_days", "/from").with("most", MOST_DAYS);
            return Err(Refusal::invalid(finding));
        }
        let days = (from.to_string(), to.to_string());
        let mut all = CollectionCounts {
            collection_id: row.id.clone(),
            from,
            to,
            views: 0,
            downloads: 0,
            days: Vec::new(),
        };
        for (day, what, times) in rows::counts(c, id, (&days.0, &days.1))? {
            if all.days.last().is_none_or(|last| last.day != day) {
                all.days.push(DayCount {
                    day,
                    views: 0,
                    downloads: 0,
                });
            }
            let Some(of_day) = all.days.last_mut() else {
                continue;
            };
            match what == Use::View.as_str() {
                true => (of_day.views, all.views) = (of_day.views + times, all.views + times),
                false => {
                    (of_day.downloads, all.downloads) =
                        (of_day.downloads + times, all.downloads + times);
                }
            }
        }
        Ok(all)
    })
}
