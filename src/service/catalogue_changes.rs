//! What happened in the catalogue: published, renewed, withdrawn, in order of time.
//!
//! It is followed as the feed of specifications is ([`super::changes`]): with the `resume` of the answer
//! before. Calls that are still being written may carry an earlier moment, so `resume` stays a minute behind
//! the present: what happened in the last minute may come twice, each time with the same `id`.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::catalogue::Reader;
use super::changes::{SETTLE_S, moment};
use super::page::seal_cursor;
use super::{Answer, PageRequest, Refusal, Services};
use crate::language::finding::Finding;
use crate::store::catalogue::{self as rows, EventRow};

/// From when on.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueChangesQuery {
    /// `next` or `resume` of an answer before, or a day (`2026-11-01`, midnight UTC) or moment (RFC 3339);
    /// from the beginning without.
    #[serde(default)]
    pub since: Option<String>,
    /// Changes at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// A page of the feed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueChanges {
    /// The changes, oldest first.
    pub items: Vec<CatalogueChange>,
    /// Cursor of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Cursor to ask with next time.
    pub resume: String,
}

/// Something that happened to a collection.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueChange {
    /// The same change has the same id in every answer.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// `published`, `renewed` or `withdrawn`.
    pub change: String,
    /// Code of the collection.
    pub code: String,
    /// What it is.
    pub kind: String,
    /// Which edition.
    pub edition: i32,
    /// Why it was withdrawn.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Its address in the catalogue.
    pub href: String,
}

type Key = (NaiveDateTime, String);

const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.6f";

/// What happened to the collections that the reader may know of, oldest first.
pub fn list_catalogue_changes(
    services: &Services,
    reader: Reader<'_>,
    query: &CatalogueChangesQuery,
) -> Answer<CatalogueChanges> {
    let now = services.now().naive_utc();
    let request = PageRequest {
        cursor: None,
        limit: query.limit,
    };
    let limit = request.limit(&services.limits);
    let start = start_of(query.since.as_deref(), now)?;
    let from = (start.0, start.1.as_str());
    let mut found = services.read(|c| Ok(rows::events(c, reader.is_none(), from, limit + 1)?))?;
    let is_whole = found.len() <= usize::try_from(limit).unwrap_or_default();
    found.truncate(usize::try_from(limit).unwrap_or_default());
    let last = found.last().map(|row| (row.at, row.id.clone()));
    let settled = (now - TimeDelta::seconds(SETTLE_S), String::new());
    let resume = match &last {
        // There is more behind this page: not a step further than its last row.
        Some(last) if !is_whole => last.clone().min(settled),
        _ => settled.max(start.min((now, String::new()))),
    };
    Ok(CatalogueChanges {
        items: found.into_iter().map(view).collect(),
        next: last.filter(|_| !is_whole).map(|key| seal(&key)),
        resume: seal(&resume),
    })
}

fn start_of(since: Option<&str>, now: NaiveDateTime) -> Answer<Key> {
    let Some(since) = since else {
        return Ok((DateTime::<Utc>::UNIX_EPOCH.naive_utc(), String::new()));
    };
    if let Some(at) = moment(since) {
        if at > now {
            let finding = Finding::error("since_in_future", "/since").with("value", since);
            let now = now.and_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
            return Err(Refusal::invalid(finding.with("now", now)));
        }
        return Ok((at, String::new()));
    }
    let request = PageRequest {
        cursor: Some(since.to_owned()),
        limit: None,
    };
    let wrong = || {
        let finding = Finding::error("moment_invalid", "/since");
        Refusal::invalid(finding.with("value", since))
    };
    let key = request.after().map_err(|_| wrong())?;
    opened(&key).ok_or_else(wrong)
}

fn seal((at, id): &Key) -> String {
    seal_cursor(&format!("catalogue|{}|{id}", at.format(MOMENT)))
}

fn opened(key: &str) -> Option<Key> {
    let rest = key.strip_prefix("catalogue|")?;
    let (at, id) = rest.split_once('|')?;
    let at = NaiveDateTime::parse_from_str(at, MOMENT).ok()?;
    Some((at, id.to_owned()))
}

fn view(row: EventRow) -> CatalogueChange {
    CatalogueChange {
        id: row.id,
        at: row.at.and_utc(),
        change: row.change,
        href: format!("/api/v1/catalogue/{}", row.code),
        code: row.code,
        kind: row.kind,
        edition: row.edition,
        reason: row.reason,
    }
}
