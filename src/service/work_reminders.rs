//! Reminders: once a day whoever has an assignment that is due soon or overdue is told, in a feed and, where
//! an endpoint asked for it, as a webhook. Soon once, overdue at once and then every week.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::organisations::today;
use super::setup::system_actor;
use super::webhook_events::tell_assignment;
use super::{Answer, Call, Page, PageRequest, Services, Unit, page};
use crate::bank::work::queue::{Waiting, queue, reminders};
use crate::store::assignments::{self as assignments, AssignmentRow};
use crate::store::work_reminders::{self as rows, ReminderRow};

/// Days before the last one on which somebody is reminded.
const SOON_DAYS: u16 = 3;
/// Days between two reminders of what is overdue.
const AGAIN: TimeDelta = TimeDelta::days(7);

/// A reminder.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reminder {
    /// UUID; later ones are greater.
    pub id: String,
    /// `due_soon` or `overdue`.
    pub kind: String,
    /// Of which assignment.
    pub assignment_id: String,
    /// Until when its items are awaited.
    pub due: String,
    /// Day of the reminder.
    pub day: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// The caller's reminders, oldest first.
pub fn list_reminders(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<Reminder>> {
    let limit = request.limit(&services.limits);
    let after = request.after()?;
    let me = &call.actor.user_id;
    let found = services.read(|c| Ok(rows::of_person(c, me, &after, limit + 1)?))?;
    Ok(page::page(found, limit, |row| row.id.clone(), view))
}

/// Reminds of what is due on this day; safe to call at any time and from several processes. Returns how
/// many were reminded.
pub(super) fn remind(services: &Services) -> Answer<usize> {
    // '/' begins every path.
    let open = services.read(|c| Ok(assignments::open_below(c, "/")?))?;
    let mut of_org: BTreeMap<String, Vec<AssignmentRow>> = BTreeMap::new();
    for row in open {
        of_org.entry(row.owner_org.clone()).or_default().push(row);
    }
    let mut reminded = 0;
    for (org, open) in of_org {
        let (day, due) = services.read(|c| {
            let day = today(services, c, &org)?;
            let mut due = Vec::new();
            for row in near(&open, day) {
                if let Some(kind) = kind_of(c, &row, day)? {
                    due.push((row, kind));
                }
            }
            Ok((day, due))
        })?;
        if due.is_empty() {
            continue;
        }
        let call = Call::of(system_actor(services)?, "reminders");
        reminded += services.write(&call, "remind", |unit| {
            let mut made = 0;
            for (row, kind) in &due {
                made += usize::from(remind_of(unit, row, (kind, day))?);
            }
            unit.audit(
                &org,
                "work_reminder",
                &day.to_string(),
                json!({"made": made}),
            )?;
            Ok(made)
        })?;
    }
    Ok(reminded)
}

/// Those of the assignments that are overdue or due soon.
fn near(open: &[AssignmentRow], day: NaiveDate) -> Vec<AssignmentRow> {
    let waiting: Vec<Waiting> = open
        .iter()
        .map(|row| Waiting {
            id: row.id.clone(),
            state: row.state.clone(),
            people: vec![row.developer.clone()],
            since: row.updated_at.date(),
            due: row.due.parse().ok(),
        })
        .collect();
    let entries = queue(None, &waiting, day);
    let near = reminders(&entries, day, SOON_DAYS).into_iter();
    near.filter_map(|entry| open.iter().find(|row| row.id == entry.id))
        .cloned()
        .collect()
}

/// Which reminder is due of an assignment; none where there was one.
fn kind_of(
    c: &mut crate::store::AnyConnection,
    row: &AssignmentRow,
    day: NaiveDate,
) -> Answer<Option<&'static str>> {
    let late = row.due.parse::<NaiveDate>().is_ok_and(|due| due < day);
    let kind = if late { "overdue" } else { "due_soon" };
    let told = (row.developer.as_str(), kind, row.due.as_str());
    let last = rows::last_day(c, &row.id, told)?;
    let last = last.and_then(|day| day.parse::<NaiveDate>().ok());
    let again = match last {
        None => true,
        Some(last) => late && day - last >= AGAIN,
    };
    Ok(again.then_some(kind))
}

/// Makes a reminder; false when another process did, or the assignment is no longer open.
fn remind_of(
    unit: &mut Unit<'_>,
    row: &AssignmentRow,
    (kind, day): (&str, NaiveDate),
) -> Answer<bool> {
    let now = assignments::by_id(unit.c, &row.id)?;
    let is_same = now.is_some_and(|now| now.revision == row.revision);
    if !is_same || kind_of(unit.c, row, day)? != Some(kind) {
        return Ok(false);
    }
    let made = ReminderRow {
        id: unit.new_id(),
        owner_org: row.owner_org.clone(),
        person: row.developer.clone(),
        kind: kind.to_owned(),
        assignment_id: row.id.clone(),
        due: row.due.clone(),
        day: day.to_string(),
        created_at: unit.now,
    };
    rows::insert(unit.c, &made)?;
    tell_assignment(unit, row, &format!("assignment.{kind}"))?;
    Ok(true)
}

fn view(row: ReminderRow) -> Reminder {
    Reminder {
        id: row.id,
        kind: row.kind,
        assignment_id: row.assignment_id,
        due: row.due,
        day: row.day,
        created_at: row.created_at.and_utc(),
    }
}
