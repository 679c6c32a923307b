//! Queues: what waits for whom, how long it has been in its state, what is overdue, and counts by person.
//! Days are civil days in the organisation's zone; the caller names them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::workflow::WorkflowDocument;

/// Something that waits: a version in a state, or an assignment with a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Id of the thing.
    pub id: String,
    /// Its state.
    pub state: String,
    /// Who it waits for: one or several users; nobody where it is open to all.
    pub people: Vec<String>,
    /// Day it came into the state.
    pub since: NaiveDate,
    /// Day it is due, where it has one of its own.
    pub due: Option<NaiveDate>,
}

/// A place in a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QueueEntry {
    /// Id of the thing.
    pub id: String,
    /// Its state.
    pub state: String,
    /// Who it waits for.
    pub people: Vec<String>,
    /// Whole days in the state.
    pub days_in_state: i64,
    /// Day it is due: its own, or as many days as the workflow gives the state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Days since it was due; none while it is not overdue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overdue_days: Option<i64>,
}

/// What waits for one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonCounts {
    /// All.
    pub waiting: usize,
    /// Of those, overdue.
    pub overdue: usize,
    /// The longest that something has waited, in days.
    pub longest_days: i64,
}

/// The queue on a day: what is overdue longest comes first, then what is due first, then what has waited
/// longest; ties by id.
pub fn queue(
    workflow: Option<&WorkflowDocument>,
    waiting: &[Waiting],
    today: NaiveDate,
) -> Vec<QueueEntry> {
    let mut entries: Vec<QueueEntry> = waiting
        .iter()
        .map(|one| entry(workflow, one, today))
        .collect();
    entries.sort_by(|a, b| {
        let key = |e: &QueueEntry| {
            let due = e.due.unwrap_or(NaiveDate::MAX);
            (due, std::cmp::Reverse(e.days_in_state))
        };
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    entries
}

/// What of a queue is overdue, in its order.
pub fn overdue(entries: &[QueueEntry]) -> Vec<&QueueEntry> {
    entries
        .iter()
        .filter(|entry| entry.overdue_days.is_some())
        .collect()
}

/// What of a queue people are reminded of on a day: what is overdue, and what is due within so many days.
pub fn reminders(entries: &[QueueEntry], today: NaiveDate, days: u16) -> Vec<&QueueEntry> {
    let soon = today.checked_add_days(chrono::Days::new(u64::from(days)));
    let until = soon.unwrap_or(NaiveDate::MAX);
    let near = |entry: &&QueueEntry| entry.due.is_some_and(|due| due <= until);
    entries.iter().filter(near).collect()
}

/// What waits for one person, in the order of the queue.
pub fn queue_of<'a>(entries: &'a [QueueEntry], person: &str) -> Vec<&'a QueueEntry> {
    let theirs = |entry: &&QueueEntry| entry.people.iter().any(|one| one == person);
    entries.iter().filter(theirs).collect()
}

/// Person → what waits for them.
pub fn counts_by_person(entries: &[QueueEntry]) -> BTreeMap<String, PersonCounts> {
    let mut counts: BTreeMap<String, PersonCounts> = BTreeMap::new();
    for entry in entries {
        for person in &entry.people {
            let own = counts.entry(person.clone()).or_default();
            own.waiting += 1;
            own.overdue += usize::from(entry.overdue_days.is_some());
            own.longest_days = own.longest_days.max(entry.days_in_state);
        }
    }
    counts
}

fn entry(workflow: Option<&WorkflowDocument>, one: &Waiting, today: NaiveDate) -> QueueEntry {
    let allowed = workflow
        .and_then(|w| w.state(&one.state))
        .and_then(|state| state.days);
    let by_state = allowed.and_then(|days| {
        one.since
            .checked_add_days(chrono::Days::new(u64::from(days)))
    });
    let due = one.due.or(by_state);
    let late = due
        .map(|due| (today - due).num_days())
        .filter(|days| *days > 0);
    QueueEntry {
        id: one.id.clone(),
        state: one.state.clone(),
        people: one.people.clone(),
        days_in_state: (today - one.since).num_days().max(0),
        due,
        overdue_days: late,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::workflow::check_tests::{read, small};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn waiting(id: &str, state: &str, person: &str, since: &str, due: Option<&str>) -> Waiting {
        Waiting {
            id: id.into(),
            state: state.into(),
            people: vec![person.into()],
            since: day(since),
            due: due.map(day),
        }
    }

    #[test]
    fn days_of_the_state_say_what_is_overdue_and_an_own_day_comes_first() {
        let mut document = small();
        document["states"][1]["days"] = serde_json::json!(14);
        let workflow = read(document);
        let all = [
            waiting("fresh", "review", "ann", "2026-11-20", None),
            waiting("old", "review", "ann", "2026-11-01", None),
            waiting("dated", "review", "bob", "2026-11-21", Some("2026-11-21")),
            waiting("endless", "approved", "bob", "2026-01-01", None),
        ];
        let found = queue(Some(&workflow), &all, day("2026-11-22"));
        let told: Vec<_> = found
            .iter()
            .map(|e| (e.id.as_str(), e.days_in_state, e.overdue_days))
            .collect();
        assert_eq!(
            told,
            [
                ("old", 21, Some(7)),
                ("dated", 1, Some(1)),
                ("fresh", 2, None),
                ("endless", 325, None)
            ]
        );
        assert_eq!(overdue(&found).len(), 2);
        assert_eq!(queue_of(&found, "ann").len(), 2);
        assert_eq!(reminders(&found, day("2026-11-22"), 11).len(), 2);
        assert_eq!(reminders(&found, day("2026-11-22"), 12).len(), 3);
        let counts = &counts_by_person(&found)["bob"];
        assert_eq!(
            (counts.waiting, counts.overdue, counts.longest_days),
            (2, 1, 325)
        );
    }

    #[test]
    fn what_is_due_today_is_not_overdue() {
        let one = [waiting(
            "a",
            "offered",
            "ann",
            "2026-11-22",
            Some("2026-11-22"),
        )];
        let found = queue(None, &one, day("2026-11-22"));
        assert_eq!((found[0].overdue_days, found[0].days_in_state), (None, 0));
    }
}
