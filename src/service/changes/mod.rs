//! The public notice of what changed: specifications published, superseded, withdrawn and expired, and
//! documents published, in order of time, as far as the caller may read them.
//!
//! A school polls with the cursor of the answer before (`resume`). Calls that are still being written
//! when a page is read may carry an earlier moment than the page's last row, so `resume` stays
//! [`SETTLE_S`] seconds behind the present: the last minute may come twice, each change with the same
//! `id`, and nothing is missed. Who stayed away longer than [`KEPT_DAYS`] days is told to read the lists
//! again.

mod feed;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use feed::{Feed, Key, beginning, opened, seal};

use super::specifications::Successor;
use super::specifications::visibility;
use super::{Answer, Call, PageRequest, Refusal, Services};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::language::text_enum;
use crate::specification::document::Texts;

/// Seconds after which no call can still be writing a change of an earlier moment.
pub(super) const SETTLE_S: i64 = 60;
/// The lists of everything that the feed tells of.
const LISTS: [&str; 7] = [
    "specifications",
    "curricula",
    "grading-policies",
    "item-specifications",
    "calendars",
    "conduct-rules",
    "objective-mappings",
];
/// Days that a reader may stay away and still follow from change to change.
const KEPT_DAYS: i64 = 180;

text_enum! {
    /// What happened.
    ChangeWord {
        /// It holds from now on, and schools see it.
        Published = "published",
        /// Another version or specification took its place.
        Superseded = "superseded",
        /// It is not to be used any more; the reason is given.
        Withdrawn = "withdrawn",
        /// Its time is over.
        Expired = "expired",
    }
}

/// What part of the feed.
#[derive(Clone, Debug, Default)]
pub struct ChangesRequest {
    /// From this day or moment on.
    pub since: Option<String>,
    /// Cursor and size of the page.
    pub page: PageRequest,
}

/// One change.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChangeEntry {
    /// The same change has the same id in every answer.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What happened.
    pub change: ChangeWord,
    /// Kind of document (`specification`, `curriculum`, `grading_policy`, `calendar` …).
    pub object: String,
    /// UUID of the document.
    pub object_id: String,
    /// Human code.
    pub code: String,
    /// Version.
    pub version: u32,
    /// Address of the document.
    pub href: String,
    /// Kind of assessment (specifications).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Subject (specifications).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Grade (specifications).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<u8>,
    /// Public notice of the publication, by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Texts>,
    /// Why it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What holds instead, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<Successor>,
}

/// A page of the feed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Changes {
    /// The changes, oldest first.
    pub items: Vec<ChangeEntry>,
    /// Cursor of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Cursor to ask with next time. Changes of the last minute may come again, with the same `id`.
    pub resume: String,
    /// Present where the feed does not reach back far enough: read the lists again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resync: Option<Resync>,
}

/// What to do after a long absence.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Resync {
    /// From when on the feed tells every change.
    pub complete_since: DateTime<Utc>,
    /// Lists to read whole, once; then go on with `resume`.
    pub lists: Vec<String>,
}

/// Changes that the caller may read, oldest first.
pub fn list_changes(services: &Services, call: &Call, request: &ChangesRequest) -> Answer<Changes> {
    let visibility = visibility(call);
    if !visibility.public && visibility.staff.is_empty() {
        return Err(Refusal::Denied {
            permission: Permission::ReadSpecifications,
        });
    }
    let now = services.now().naive_utc();
    let horizon = now - TimeDelta::days(KEPT_DAYS);
    let asked = asked(request, now)?;
    let resync = asked.as_ref().is_none_or(|key| key.at < horizon);
    let start = asked.unwrap_or_else(|| beginning(horizon));
    let limit = request.page.limit(&services.limits);
    let (items, last, is_whole) = services.read(|c| {
        let feed = Feed {
            call,
            visibility: &visibility,
            start: &start,
            now,
            limit,
        };
        feed.page(c)
    })?;
    let settled = beginning(now - TimeDelta::seconds(SETTLE_S));
    let resume = match &last {
        // There is more behind this page: not a step further than its last row.
        Some(last) if !is_whole => last.clone().min(settled),
        _ => settled.max(start.min(beginning(now))),
    };
    Ok(Changes {
        items,
        next: last.filter(|_| !is_whole).map(|key| seal(&key)),
        resume: seal(&resume),
        resync: resync.then(|| Resync {
            complete_since: horizon.and_utc(),
            lists: LISTS.map(|list| format!("/api/v1/{list}")).into(),
        }),
    })
}

/// The place from which on changes are wanted; `None` where the caller says nothing.
fn asked(request: &ChangesRequest, now: NaiveDateTime) -> Answer<Option<Key>> {
    let key = request.page.after()?;
    if !key.is_empty() {
        let forged = || Refusal::Malformed(Finding::error("cursor_forged", "/cursor"));
        return opened(&key).map(Some).ok_or_else(forged);
    }
    let Some(since) = &request.since else {
        return Ok(None);
    };
    let at = moment(since).ok_or_else(|| {
        let finding = Finding::error("moment_invalid", "/since");
        Refusal::invalid(finding.with("value", since.as_str()))
    })?;
    if at > now {
        let finding = Finding::error("since_in_future", "/since");
        let finding = finding.with("value", since.as_str());
        let now = now.and_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
        return Err(Refusal::invalid(finding.with("now", now)));
    }
    Ok(Some(beginning(at)))
}

/// A day (its midnight, UTC) or a moment with its offset.
pub(super) fn moment(text: &str) -> Option<NaiveDateTime> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(day.and_time(NaiveTime::MIN));
    }
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    Some(at.naive_utc())
}
